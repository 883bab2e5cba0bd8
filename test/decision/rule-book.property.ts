import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plainTest } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import type { Assessment, Policy } from '../../src/index.js';
import { walk } from '../../src/language/nodes.js';
import {
  agreeingHousehold,
  assessIn,
  complete,
  itemsOf,
  type Setting,
  settingsOf,
  withWage,
} from './rule-book-households.js';
import { blanked, type Given } from './support.js';

const SETTINGS = await settingsOf();
const SILENT = await settingsOf((file) =>
  file.path.endsWith('national/common/rules/alert.json')
    ? { ...file, text: '{"kind": "rules", "rules": []}' }
    : file,
);

const seed = fc.integer({ min: 0, max: 2 ** 31 });
/** A setting is drawn by its place in `SETTINGS`, so that a counterexample stays short. */
const place = fc.nat(SETTINGS.length - 1);
const household = fc.record({ place, seed, parts: fc.boolean() });
interface Drawn {
  readonly place: number;
  readonly seed: number;
  readonly parts: boolean;
}
const settingOf = (from: Drawn): Setting => SETTINGS[from.place] as Setting;
const fullOf = (from: Drawn): Given => agreeingHousehold(settingOf(from), from.seed, from.parts);

/** From no help at all to the gravest difficulty; the last is a code that the example county has added. */
const TIERS = ['none', '轻度困难', '中度困难', '重度困难', '特别困难'];
/** The lightest tier that is still possible. */
const rankOf = ({ tier }: Assessment): number =>
  Math.min(...tier.possible.map((code) => TIERS.indexOf(code)));

const rulesOf = (concluded: readonly { readonly rule: string }[]): readonly string[] =>
  concluded.map(({ rule }) => rule);
const certainMeasures = ({ measures }: Assessment): readonly string[] => rulesOf(measures.certain);

const story = (from: Drawn, ...households: readonly Given[]): string =>
  `${settingOf(from).name} ${JSON.stringify(households)}`;

/** What a county may not lose by being worse off: identification and tier; and it is not released. */
function expectTreatedNoWorse(better: Assessment, worse: Assessment, context: string): void {
  if (better.identification.outcome === 'identify')
    expect(worse.identification.outcome, context).toBe('identify');
  expect(rankOf(worse), context).toBeGreaterThanOrEqual(rankOf(better));
  if (better.exit.outcome === 'retain') expect(worse.exit.outcome, context).toBe('retain');
}

describe('by the shipped rules of both regimes', () => {
  test.prop([household, fc.double({ min: 0, max: 1, noNaN: true })], { numRuns: 150 })(
    'poorer is never treated worse',
    (from, share) => {
      const full = fullOf(from);
      const wage = full['reportedWageIncome'] as number;
      const [richer, poorer] = [wage, wage * share].map((yuan) => withWage(full, settingOf(from), yuan));
      const [better, worse] = [richer, poorer].map((each) => assessIn(settingOf(from), each as Given));
      expectTreatedNoWorse(
        better as Assessment,
        worse as Assessment,
        story(from, richer as Given, poorer as Given),
      );
    },
  );

  /** Each safeguard made unmet, all else equal. A child out of school is known by its flag alone. */
  const UNMET: Readonly<Record<string, (met: Given) => Given>> = {
    housing: (met) => ({ ...met, housingGrade: 'D', housingProblem: true }),
    water: (met) => ({ ...met, waterQualityAcceptable: false, waterProblem: true }),
    school: (met) => ({ ...met, educationDropout: true }),
    insurance: (met) => ({
      ...met,
      memberUninsured: true,
      ...(met['members'] === undefined
        ? {}
        : { members: complete(itemsOf(met, 'members').map((m) => ({ ...m, medicalInsurance: '未参加' }))) }),
    }),
  };
  test.prop([household, fc.constantFrom(...Object.keys(UNMET))], { numRuns: 150 })(
    'one more unmet safeguard never removes help, but for a measure in declared conflict with a new one',
    (from, safeguard) => {
      const met = agreeingHousehold(settingOf(from), from.seed, from.parts && safeguard !== 'school');
      const unmet = (UNMET[safeguard] as (met: Given) => Given)(met);
      const [before, after] = [assessIn(settingOf(from), met), assessIn(settingOf(from), unmet)];
      const context = `${safeguard} ${story(from, met, unmet)}`;
      expectTreatedNoWorse(before, after, context);
      const { rules } = settingOf(from).assessor.policy;
      const conflicting = (a: string, b: string): boolean =>
        [a, b].some((one) => rules[one]?.measure?.conflictsWith?.includes(one === a ? b : a) === true);
      const lost = certainMeasures(before)
        .filter((rule) => !certainMeasures(after).includes(rule))
        .filter((rule) => !certainMeasures(after).some((other) => conflicting(rule, other)));
      expect(lost, context).toEqual([]);
    },
  );

  test.prop([household, seed], { numRuns: 100 })(
    'nobody is identified and released on the same day, whatever is blank',
    (from, blanks) => {
      const full = fullOf(from);
      for (const given of [full, ...Object.values(blanked(full, randomFrom(blanks)))]) {
        const { identification, exit } = assessIn(settingOf(from), given);
        if (exit.outcome === 'exit') expect(identification.outcome, story(from, given)).toBe('notIdentified');
      }
    },
  );

  const DEFINITE = ['identify', 'review', 'notIdentified', 'exit', 'retain', 'notApplicable'];
  test.prop([household, seed], { numRuns: 200 })(
    'making blanks known never turns a definite answer into another, where no record contradicts another',
    (from, blanks) => {
      const { less, more } = blanked(fullOf(from), randomFrom(blanks));
      const [before, after] = [less, more].map((given) => assessIn(settingOf(from), given)) as [
        Assessment,
        Assessment,
      ];
      const context = story(from, less, more);
      for (const stage of ['identification', 'exit'] as const)
        if (DEFINITE.includes(before[stage].outcome))
          expect(after[stage].outcome, context).toBe(before[stage].outcome);
      const { rules } = settingOf(from).assessor.policy;
      // Only these two stages may ask whether something is unknown.
      for (const [rule, truth] of Object.entries(before.rules))
        if (truth !== 'unknown' && !['alert', 'check'].includes(rules[rule]?.stage ?? ''))
          expect(`${rule} ${after.rules[rule]}`, context).toBe(`${rule} ${truth}`);
      for (const stage of ['category', 'tier', 'track', 'reassessment'] as const)
        expect(before[stage].possible, context).toEqual(expect.arrayContaining([...after[stage].possible]));
    },
  );

  test.prop([place, seed, fc.boolean(), seed], { numRuns: 60 })(
    'alerts change nothing but alerts',
    (index, number, parts, blanks) => {
      const [loud, silent] = [SETTINGS[index] as Setting, SILENT[index] as Setting];
      const { less } = blanked(agreeingHousehold(loud, number, parts), randomFrom(blanks));
      const without = ({ assessor: _, ...rest }: Setting, assessment: Assessment): unknown => {
        const { alerts: __, rules, policyHash: ___, ...others } = assessment;
        const stages = SETTINGS[index]?.assessor.policy.rules ?? {};
        const kept = Object.entries(rules).filter(([rule]) => stages[rule]?.stage !== 'alert');
        return JSON.parse(JSON.stringify({ on: rest.on, others, kept }));
      };
      expect(without(silent, assessIn(silent, less))).toEqual(without(loud, assessIn(loud, less)));
    },
  );

  test.prop([household, seed], { numRuns: 150 })(
    'every helped household with labour has a development measure, certain once risks and labour are known',
    (from, blanks) => {
      const full = fullOf(from);
      for (const given of [full, blanked(full, randomFrom(blanks)).less]) {
        const facts = settingOf(from).assessor.factsFor(given, { on: settingOf(from).on });
        if (facts['needsAssistance'] !== true || facts['hasLabour'] !== true) continue;
        const { measures, risks } = assessIn(settingOf(from), given);
        const developing = (concluded: typeof measures.certain) =>
          concluded.filter(({ measure }) => measure?.kind === 'development');
        const context = story(from, given);
        expect([...developing(measures.certain), ...developing(measures.possible)], context).not.toEqual([]);
        if (risks.possible.length === 0) expect(developing(measures.certain), context).not.toEqual([]);
      }
    },
  );

  test.prop([household, seed], { numRuns: 60 })(
    'no household without labour is advised a development measure, and none is advised anything who is not helped',
    (from, blanks) => {
      const { less } = blanked(fullOf(from), randomFrom(blanks));
      const facts = settingOf(from).assessor.factsFor(less, { on: settingOf(from).on });
      const { measures } = assessIn(settingOf(from), less);
      const told = [...measures.certain, ...measures.possible];
      if (facts['hasLabour'] === false)
        expect(
          told.filter(({ measure }) => measure?.kind === 'development'),
          story(from, less),
        ).toEqual([]);
      if (facts['needsAssistance'] === false) expect(told, story(from, less)).toEqual([]);
      expect(rulesOf(told), story(from, less)).toEqual([...new Set(rulesOf(told))]);
    },
  );

  const RISKS = [
    '因病',
    '因学',
    '因残',
    '因自然灾害',
    '因意外事故',
    '因产业项目失败',
    '因务工就业不稳',
    '因安全住房',
    '因安全饮水',
    '其他',
  ];
  test.prop([household, fc.constantFrom('spending', ...RISKS)], { numRuns: 150 })(
    'with the same labour, graver difficulty never gets a lower tier, nor fewer certain measures',
    (from, worsening) => {
      const lighter = fullOf(from);
      const { items } = lighter['visitRisks'] as { items: readonly string[] };
      const graver =
        worsening === 'spending'
          ? withSpending(lighter, settingOf(from))
          : { ...lighter, visitRisks: complete([...new Set([...items, worsening])]) };
      const [before, after] = [assessIn(settingOf(from), lighter), assessIn(settingOf(from), graver)];
      const context = `${worsening} ${story(from, lighter, graver)}`;
      expectTreatedNoWorse(before, after, context);
      if (rankOf(before) > 0)
        expect(certainMeasures(after).length, context).toBeGreaterThanOrEqual(certainMeasures(before).length);
    },
  );
});

/** The household with 100,000 yuan more of eligible spending, in total and items. */
function withSpending(household: Given, { on }: Setting): Given {
  const more = (Math.round((household['reportedEligibleSpending'] as number) * 100) + 10_000_000) / 100;
  if (household['spending'] === undefined) return { ...household, reportedEligibleSpending: more };
  const month = `${Number(on.slice(0, 4)) - 1}-12`;
  const window =
    on < '2025' ? { fromMonth: '2024-01', toMonth: '2024-10' } : { fromMonth: month, toMonth: month };
  const items = [...itemsOf(household, 'spending'), { heading: '医疗', amount: 100_000, ...window }];
  return { ...household, reportedEligibleSpending: more, spending: complete(items) };
}

describe('no outcome is reached from a clue or a check', () => {
  const readBy = (policy: Policy, root: string): ReadonlySet<string> => {
    const nodes = new Map(policy.program.definitions.map(({ name, node }) => [name, node]));
    const seen = new Set<string>();
    const visit = (name: string): void => {
      const node = nodes.get(name);
      if (seen.has(name) || node === undefined) return;
      seen.add(name);
      for (const each of walk(node)) if (each.kind === 'definition') visit(each.name);
    };
    visit(root);
    return seen;
  };

  plainTest.each(
    SETTINGS.flatMap(({ name, assessor: { policy } }) =>
      [
        'identification.outcome',
        'exit.outcome',
        'tier.possible',
        'category.possible',
        'concludedMeasures',
      ].map((root) => [name, root, policy] as const),
    ),
  )('%s: %s', (_, root, policy) => {
    const read = readBy(policy, root);
    expect(read.size).toBeGreaterThan(10);
    const { alert, check } = policy.stages;
    expect([...alert, ...check].filter((rule) => read.has(rule))).toEqual([]);
  });
});
