import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { leafReasons, outcomeOf } from '../../src/decision/coverage/condition-tree.js';
import { RuleCoverageRecorder } from '../../src/decision/coverage/rule-coverage.js';
import { compile, type Household } from '../../src/index.js';
import { all, any, conditionsOf, leaf, policyWith, rule } from './support.js';

const line = { fact: 'line' };
const LEAVES: readonly object[] = [
  leaf('ownsVehicle'),
  leaf('ownsVehicle', false),
  leaf('ableToCope', true, 'notEqual'),
  leaf('belowLine'),
  leaf('perPerson', line, 'lessThan'),
  leaf('perPerson', line, 'greaterThanInclusive'),
  leaf('perPerson', line),
  leaf('line', { fact: 'perPerson' }, 'lessThan'),
  leaf('householdKind', '脱贫户'),
  leaf('householdKind', ['脱贫户', '一般农户'], 'in'),
  leaf('householdKind', '一般农户', 'notEqual'),
  leaf('isMonitored'),
  leaf('monitoringStatus', '未纳入'),
  leaf('visitRisks', '因病', 'contains'),
  leaf('wayInHolds'),
  leaf('concludedCategory', '边缘易致贫户'),
  leaf('either'),
  leaf('chosen'),
  leaf('first'),
  leaf('asked'),
  { condition: 'cannotCope' },
];
const FORMULAS = {
  either: 'ownsVehicle or belowLine',
  chosen: 'if ableToCope then ownsVehicle else belowLine',
  first: 'firstKnown(ownsVehicle, ableToCope)',
  asked: 'ownsVehicle = ableToCope',
};

const { tree } = fc.letrec<{ tree: object }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((members) => all(...members)),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((members) => any(...members)),
    tie('tree').map((not) => ({ not })),
  ),
}));
const maybe = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(values, { nil: null });
const household = fc.record({
  ownsVehicle: maybe(fc.boolean()),
  ableToCope: maybe(fc.boolean()),
  householdKind: maybe(fc.constantFrom('脱贫户' as const, '一般农户' as const)),
  monitoringStatus: maybe(fc.constantFrom('未纳入' as const, '风险未消除' as const, '风险已消除' as const)),
  reportedMemberCount: fc.constant(1),
  reportedNetIncome: maybe(fc.constantFrom(7799, 7800, 7801)),
  visitRisks: maybe(
    fc.record({ complete: fc.boolean(), items: fc.subarray(['因病' as const, '因学' as const]) }),
  ),
}) satisfies fc.Arbitrary<Household>;

describe('what households show of random rules', () => {
  test.prop([tree, fc.array(household, { minLength: 8, maxLength: 24 })], { numRuns: 60 })(
    'is never what was proved to be impossible, and each leaf has the truth from which the rule follows',
    (conditions, households) => {
      const policy = policyWith([rule('random', all(conditions))], FORMULAS);
      const assessor = compile(policy);
      const { conditions: read } = conditionsOf(policy, 'random');
      const seen = new RuleCoverageRecorder();
      for (const [index, each] of households.entries()) {
        const assessment = assessor.assess(each, { on: '2024-06-01' });
        const { reason, truth } = assessment.reasonOf('random');
        const truths = leafReasons(read.tree, reason).map((leafReason) => leafReason.truth);
        expect(outcomeOf(read.tree, truths)).toBe(truth);
        seen.add(String(index), policy, assessment);
      }
      // A recorder that saw nothing judges every case.
      const unseen = new RuleCoverageRecorder();
      unseen.add('nobody', policy, assessor.assess({}, { on: '2024-06-01' }));
      const [witnessed] = seen.report('random');
      const [judged] = unseen.report('random');
      const contradictions = (witnessed?.leaves ?? []).flatMap((each, index) =>
        (['whenTrue', 'whenFalse'] as const).filter(
          (name) => each[name].status === 'seen' && judged?.leaves[index]?.[name].status === 'impossible',
        ),
      );
      const outcomes = (['true', 'false', 'unknown'] as const).filter(
        (truth) =>
          witnessed?.outcomes[truth].status === 'seen' && judged?.outcomes[truth].status === 'impossible',
      );
      expect([...contradictions, ...outcomes]).toEqual([]);
    },
  );
});
