import { describe, expect, test } from 'vitest';
import { type RuleCoverage, RuleCoverageRecorder } from '../../src/decision/coverage/rule-coverage.js';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import { compile, type Household, type Policy, resolvePolicy } from '../../src/index.js';
import { withFiles } from '../policy/support.js';
import { all, any, leaf, policyWith, rule } from './support.js';

const ON = '2024-06-01';

/** The coverage of the rules of a policy by households, each under its own name. */
function covered(
  households: Readonly<Record<string, Household>>,
  policies: readonly Policy[],
  prefix = 'mine',
): readonly RuleCoverage[] {
  const recorder = new RuleCoverageRecorder();
  for (const policy of policies) {
    const assessor = compile(policy);
    for (const [name, household] of Object.entries(households))
      recorder.add(name, policy, assessor.assess(household, { on: ON }));
  }
  return recorder.report(prefix);
}

const CONDITIONS = all(leaf('ownsVehicle'), leaf('ableToCope', false));
const MINE = policyWith([rule('mine', CONDITIONS)]);
const HOUSEHOLDS = {
  both: { ownsVehicle: true, ableToCope: false },
  carOnly: { ownsVehicle: true, ableToCope: true },
  noCar: { ownsVehicle: false, ableToCope: false },
  neither: { ownsVehicle: false, ableToCope: true },
  blank: { ownsVehicle: true },
} as const satisfies Record<string, Household>;
const { both, carOnly, noCar, neither, blank } = HOUSEHOLDS;

describe('what households show of a rule', () => {
  test('is counted by outcome, with the first household that showed each case', () => {
    const [found] = covered(HOUSEHOLDS, [MINE]);
    expect(found).toMatchObject({
      rule: 'mine',
      title: { zh: '规则mine' },
      stage: 'reminder',
      layer: 'nation',
      counts: { true: 1, false: 3, unknown: 1 },
      outcomes: {
        true: { status: 'seen', household: 'both' },
        false: { status: 'seen', household: 'carOnly' },
        unknown: { status: 'seen', household: 'blank' },
      },
      isComplete: true,
    });
    expect(found?.leaves.map(({ whenTrue, whenFalse }) => [whenTrue, whenFalse])).toEqual([
      [
        { status: 'seen', household: 'both' },
        { status: 'seen', household: 'noCar' },
      ],
      [
        { status: 'seen', household: 'both' },
        { status: 'seen', household: 'carOnly' },
      ],
    ]);
    expect(found?.titles).toMatchObject({ ownsVehicle: { zh: '有机动车' } });
  });

  test.each<[string, Readonly<Record<string, Household>>, string[]]>([
    ['nobody for whom it holds', { carOnly, noCar, blank }, ['true', '0 true', '1 true']],
    ['nobody for whom it fails', { both, blank }, ['false', '0 false', '1 false']],
    ['nobody for whom it is unknown', { both, carOnly, noCar }, ['unknown']],
    ['nobody for whom one leaf alone fails', { both, carOnly, neither, blank }, ['0 false']],
    ['failures that others share, so that none decides', { both, neither, blank }, ['0 false', '1 false']],
    [
      'an outcome that is not known: a leaf that fails beside a blank decides nothing',
      { both, carOnly, blank, half: { ownsVehicle: false } },
      ['0 false'],
    ],
  ])('is short by %s', (_, households, expected) => {
    const [found] = covered(households, [MINE]);
    const missing = [
      ...Object.entries(found?.outcomes ?? {}).flatMap(([truth, { status }]) =>
        status === 'missing' ? [truth] : [],
      ),
      ...(found?.leaves ?? []).flatMap(({ whenTrue, whenFalse }, index) => [
        ...(whenTrue.status === 'missing' ? [`${index} true`] : []),
        ...(whenFalse.status === 'missing' ? [`${index} false`] : []),
      ]),
    ];
    expect(missing.sort()).toEqual(expected.sort());
    expect(found?.isComplete).toBe(false);
  });

  test('is complete without what is impossible', () => {
    const policy = policyWith([rule('mine', any(leaf('ownsVehicle'), leaf('ownsVehicle')))]);
    const [found] = covered({ noCar, blank: {}, both }, [policy]);
    expect(found?.leaves.map(({ whenTrue }) => whenTrue)).toEqual([
      { status: 'impossible', forcedBy: [0, 1] },
      { status: 'impossible', forcedBy: [0, 1] },
    ]);
    expect(found?.isComplete).toBe(true);
  });
});

test('what is too much to search is left undecided, and counts as not covered', () => {
  const flags = Object.entries(CATALOGUE).flatMap(([name, fact]) => (fact.kind === 'flag' ? [name] : []));
  const [first = '', ...rest] = flags.slice(0, 16);
  const policy = policyWith([rule('mine', all(leaf('odd'), leaf('oddAgain', false)))], {
    odd: rest.reduce((sum, flag) => `(${sum}) != ${flag}`, first),
    oddAgain: rest.reduce((sum, flag) => `${flag} != (${sum})`, first),
  });
  const [found] = covered({ blank: {} }, [policy]);
  expect(found?.outcomes.true).toEqual({ status: 'undecided' });
  expect(found?.outcomes.false).toEqual({ status: 'missing' });
  expect(found?.isComplete).toBe(false);
});

describe('one rule', () => {
  const named = policyWith([rule('mine', all(leaf('ownsVehicle'), { condition: 'cannotCope' }))]);

  test('is one over regions with the same conditions, and the households of all count', () => {
    const county = policyWith([rule('mine', CONDITIONS)], {}, { region: '900100', on: ON });
    const found = covered({ both }, [MINE, county]);
    expect(found).toHaveLength(1);
    expect(found[0]?.counts).toEqual({ true: 2, false: 0, unknown: 0 });
  });

  test('is another where its conditions differ, and each needs households of its own', () => {
    const other = policyWith([rule('mine', all(leaf('ownsVehicle')))]);
    const found = covered(HOUSEHOLDS, [MINE, other]);
    expect(found.map(({ leaves }) => leaves.length).sort()).toEqual([1, 2]);
    expect(new Set(found.map(({ conditionsHash }) => conditionsHash)).size).toBe(2);
  });

  test('says in which named condition a leaf stands', () => {
    const [found] = covered(HOUSEHOLDS, [named]);
    expect(found?.leaves.map(({ fact, within }) => [fact, within.map(({ zh }) => zh)])).toEqual([
      ['ownsVehicle', []],
      ['ableToCope', ['无法应对']],
    ]);
    expect(found?.isComplete).toBe(true);
  });

  test('has an impossible case only if it is impossible wherever the rule stands', () => {
    const conditions = all(leaf('perPerson', { fact: 'line' }, 'greaterThan'), leaf('belowLine'));
    const strict = policyWith([rule('mine', conditions)]);
    const derived = (formula: string): object => ({
      title: { zh: '派生', en: 'derived' },
      formula,
      authority: 'national',
      document: 'rulebook',
    });
    const other = resolvePolicy(
      withFiles({
        'nation/more-rules.json': { kind: 'rules', rules: [rule('mine', conditions)] },
        'nation/derived-facts.json': {
          kind: 'derivedFacts',
          derivedFacts: {
            perPerson: derived('reportedNetIncome / reportedMemberCount'),
            belowLine: derived('reportedNetIncomePerPerson < line'),
            isMonitored: derived('monitoringStatus = "风险未消除"'),
          },
        },
      }),
      { region: '900000', on: ON },
    );
    const statusOf = (policies: readonly Policy[]): string | undefined =>
      covered({ blank }, policies)[0]?.outcomes.true.status;
    expect([statusOf([strict]), statusOf([other]), statusOf([strict, other])]).toEqual([
      'impossible',
      'missing',
      'missing',
    ]);
  });
});

test('rules come in the order of the stages, whatever the order of the households', () => {
  const stages = covered({ both }, [MINE], '').map(({ stage }) => stage);
  expect(stages).toEqual(['check', 'identify', 'category', 'category', 'exitCriterion', 'reminder']);
});
