import { describe, expect, test } from 'vitest';
import { knownHousehold, randomFrom } from '../../bench/households.js';
import {
  type Assessment,
  type Assessor,
  compile,
  type Household,
  openPacks,
  type PackLibrary,
  planProcedure,
} from '../../src/index.js';
import { blanked, type Given } from '../decision/support.js';
import { SHIPPED_FILES } from './support.js';

const library = openPacks(SHIPPED_FILES);

/** The same regions with the line that they announce and nothing else of their own. */
const LINES_ONLY = ['pack.json', 'documents.json', 'income-standard.json'];
const linesOnly = openPacks(
  SHIPPED_FILES.filter(
    ({ path }) => !path.includes('/provinces/') || LINES_ONLY.some((name) => path.endsWith(`/${name}`)),
  ),
);

const assessorOf = (from: PackLibrary, region: string, on: string): Assessor =>
  compile(from.resolve({ region, on }));

/** A household about which the home visit has found nothing wrong, beside what a test says. */
const quiet = (more: Household = {}): Household => ({
  householdKind: '一般农户',
  reportedMemberCount: 4,
  reportedLabourCount: 2,
  reportedNetIncome: 28_000,
  reportedEligibleSpending: 0,
  reportedClaims: 0,
  housingProblem: false,
  educationDropout: false,
  memberUninsured: false,
  waterProblem: false,
  reportedSuddenEvent: false,
  foodShortage: false,
  clothingShortage: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
  visitRisks: { complete: true, items: [] },
  ableToCope: false,
  monitoringStatus: '未纳入',
  ...more,
});
const assess = (region: string, on: string, household: Household): Assessment =>
  assessorOf(library, region, on).assess(household, { on });

const REGIONS = [
  ['340000', 'Anhui'],
  ['340209', 'Yijiang'],
  ['340722', 'Zongyang'],
  ['341522', 'Huoqiu'],
  ['350526', 'Dehua'],
  ['360700', 'Ganzhou'],
  ['360902', 'Yuanzhou'],
  ['411481', 'Yongcheng'],
  ['429006', 'Tianmen'],
  ['460000', 'Hainan'],
  ['532325', "Yao'an"],
  ['532328', 'Yuanmou'],
  ['611022', 'Danfeng'],
  ['630000', 'Qinghai'],
  ['632800', 'Haixi'],
  ['650000', 'Xinjiang'],
  ['653128', 'Yuepuhu'],
] as const;
const DAYS = ['2021-06-01', '2023-12-01', '2024-11-01', '2025-12-31', '2026-03-01'] as const;

describe('variants of provinces, prefectures and counties', () => {
  test.each(REGIONS)('%s %s has a policy in both regimes', (region) => {
    for (const on of DAYS) {
      const policy = library.resolve({ region, on });
      expect(policy.region.code).toBe(region);
      expect(policy.stages.identify.length).toBeGreaterThanOrEqual(3);
    }
  });

  test('none refuses outright: no such list is in force for the mechanism', () => {
    const local = SHIPPED_FILES.filter(({ path }) => path.includes('/provinces/'));
    expect(local.length).toBeGreaterThan(40);
    expect(local.filter(({ text }) => text.includes('"refuses"'))).toEqual([]);
  });

  test.each([
    ['630000', '2023-11-16', 'wayHeavyIllness', 'provincial', 'qinghaiReport2023'],
    ['632800', '2023-11-16', 'waySuddenAccident', 'provincial', 'qinghaiReport2023'],
    ['630000', '2026-03-01', 'wayNewSafeguardProblem', 'provincial', 'qinghaiReport2023'],
    ['632800', '2021-06-01', 'checkOutsideMarginalBand', 'projectDefault', 'haixiRules2021'],
    ['532328', '2023-12-31', 'wayListedDifficulty', 'county', 'yuanmouPage2023'],
    ['611022', '2021-06-01', 'tierRed', 'county', 'danfengTiers2020'],
    ['340209', '2024-03-15', 'exitMonthsSinceIdentified', 'county', 'yijiangExit2024'],
    ['340209', '2024-03-15', 'exitHasLabour', 'county', 'yijiangExit2024'],
    ['340209', '2026-03-01', 'exitMeasureCarriedOut', 'county', 'yijiangExit2024'],
    ['460000', '2021-12-01', 'exitFoodAndClothing', 'provincial', 'hainanExit2021'],
    ['460000', '2026-03-01', 'exitHasLabour', 'provincial', 'hainanExit2021'],
  ])('%s on %s: %s stands on the word of %s, %s', (region, on, rule, authority, document) => {
    const policy = library.resolve({ region, on });
    expect(policy.rules[rule]?.provenance).toMatchObject({ authority, document });
    expect(policy.documents[document]).toBeDefined();
  });

  test.each([
    ['630000', '2023-11-15', 'wayHeavyIllness'],
    ['640000', '2023-12-01', 'wayHeavyIllness'],
    ['532328', '2022-12-31', 'wayListedDifficulty'],
    ['532328', '2024-01-01', 'wayListedDifficulty'],
    ['530000', '2023-12-01', 'wayListedDifficulty'],
    ['632800', '2026-01-01', 'checkOutsideMarginalBand'],
    ['611022', '2026-01-01', 'tierRed'],
    ['340209', '2024-03-14', 'exitMonthsSinceIdentified'],
    ['340000', '2024-11-01', 'exitMonthsSinceIdentified'],
    ['460000', '2021-11-30', 'exitFoodAndClothing'],
  ])('%s on %s: %s is not in force', (region, on, rule) => {
    expect(library.resolve({ region, on }).rules[rule]).toBeUndefined();
  });

  test.each([
    ['340000', '2021-06-01', 'incomeStabilityMonths', '6', 'provincial'],
    ['340209', '2024-11-01', 'incomeStabilityMonths', '6', 'provincial'],
    ['340209', '2024-11-01', 'exitMinimumMonths', '6', 'county'],
    ['341522', '2025-05-23', 'procedureTotalDays', '15', 'county'],
    ['341522', '2025-05-22', 'procedureTotalDays', '15', 'national'],
    ['360902', '2024-11-01', 'procedureTotalDays', '10', 'county'],
    ['360902', '2024-11-01', 'procedureInWorkingDays', true, 'county'],
    ['650000', '2023-09-01', 'exitPublicityDays', '5', 'provincial'],
    ['650000', '2023-08-31', 'exitPublicityDays', '5', 'projectDefault'],
    ['653128', '2024-11-01', 'publicityDays', '5', 'provincial'],
    ['411481', '2024-11-01', 'publicityDays', '5', 'county'],
    ['532328', '2023-12-01', 'alertWaterCutDays', '30', 'county'],
    ['532328', '2024-01-01', 'alertWaterCutDays', '30', 'projectDefault'],
    ['350526', '2024-11-01', 'ruralDibaoStandard', '9780', 'county'],
    ['350526', '2025-01-01', 'ruralDibaoStandard', undefined, undefined],
    ['532325', '2025-12-31', 'ruralDibaoStandard', '6720', 'county'],
    ['532325', '2026-01-01', 'ruralDibaoStandard', undefined, undefined],
    ['429006', '2024-11-01', 'yuluPlanAmount', '3000', 'county'],
    ['429006', '2026-03-01', 'yuluPlanAmount', undefined, undefined],
    ['420000', '2024-11-01', 'yuluPlanAmount', undefined, undefined],
    ['360700', '2025-06-01', 'smallLoanMaximum', '100000', 'prefectural'],
    ['360703', '2025-06-01', 'smallLoanMaximum', '100000', 'prefectural'],
    ['360700', '2024-12-31', 'smallLoanMaximum', '50000', 'projectDefault'],
  ])('%s on %s: %s is %s by %s', (region, on, name, value, authority) => {
    const series = library.resolve({ region, on }).parameters[name]?.series ?? [];
    const found = series.find((each) => each.from <= on && on <= (each.to ?? '9999-12-31'));
    expect(found?.value).toBe(value);
    expect(found?.authority).toBe(authority);
  });
});

describe('a variant never shuts out whom the nation takes in', () => {
  const SEEDS = Array.from({ length: 120 }, (_, seed) => seed);
  const LINES = { '632800': 6_000, '532328': 8_050 } as const;

  test.each([
    ['632800', '2021-11-01'],
    ['532328', '2023-12-01'],
    ['630000', '2023-12-01'],
    ['611022', '2024-11-01'],
    ['340209', '2024-11-01'],
    ['460000', '2024-11-01'],
    ['340209', '2026-03-01'],
  ])('%s on %s', (region, on) => {
    const [own, above] = [assessorOf(library, region, on), assessorOf(linesOnly, region, on)];
    const line = LINES[region as keyof typeof LINES] ?? 7_000;
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const full: Given = { ...knownHousehold(random, { on, line }) };
      const household = (seed % 2 === 0 ? full : blanked(full, random).less) as Household;
      const [here, nation] = [own.assess(household, { on }), above.assess(household, { on })];
      const { outcome } = nation.identification;
      if (outcome === 'identify' || outcome === 'review') expect(here.identification.outcome).toBe(outcome);
      if (here.identification.outcome === 'notIdentified') expect(outcome).toBe('notIdentified');
      // A region may keep a household longer, on its document; none lets one go earlier.
      if (nation.exit.outcome === 'retain') expect(here.exit.outcome).toBe('retain');
    }
  });

  test.each([
    ['630000', '2023-12-01', { visitRisks: { complete: true, items: ['因意外事故'] } }, 'waySuddenAccident'],
    ['532328', '2023-12-01', { ableToCope: true, longestWaterCutDays: 31 }, 'wayListedDifficulty'],
  ] satisfies [string, string, Household, string][])(
    '%s on %s takes in a household that the nation does not',
    (region, on, more, way) => {
      const household = quiet(more);
      const here = assess(region, on, household);
      const nation = assessorOf(linesOnly, region, on).assess(household, { on });
      expect(here.rules[way]).toBe('true');
      expect(here.identification.outcome).toBe('identify');
      expect(nation.identification.outcome).not.toBe('identify');
    },
  );
});

describe('Danfeng’s levels', () => {
  const on = '2024-11-01';
  const region = '611022';
  const known = quiet({ visitRisks: { complete: true, items: ['因病'] }, memberUninsured: true });

  test('know red, and a household that is not red has no level but its measures all the same', () => {
    expect(assess(region, on, known).tier.answer).toBe('红色预警');
    const notRed = assess(
      region,
      on,
      quiet({ ...known, memberUninsured: false, monitoringStatus: '风险未消除' }),
    );
    expect(notRed.tier.answer).toBe('none');
    expect(notRed.measures.certain.map(({ rule }) => rule)).toContain('measureHealth');
  });

  test('hold in the county only', () => {
    expect(assess('611000', on, known).tier.answer).toBe('重度困难');
  });
});

describe('Yijiang’s months from identification', () => {
  const monitored = quiet({
    ableToCope: true,
    monitoringStatus: '风险未消除',
    identifiedRisks: { complete: true, items: ['因病'] },
    measureCarriedOut: true,
  });
  test.each([
    ['2024-05', 'true'],
    ['2024-06', 'false'],
    ['2024-12', 'false'],
    [undefined, 'unknown'],
  ])('identified in %s, looked at in November 2024: %s', (identifiedMonth, truth) => {
    const household = { ...monitored, ...(identifiedMonth === undefined ? {} : { identifiedMonth }) };
    expect(assess('340209', '2024-11-01', household).rules['exitMonthsSinceIdentified']).toBe(truth);
  });
});

describe('procedures of regions', () => {
  const stepsOf = (region: string, procedure = 'identification') =>
    library
      .resolve({ region, on: '2025-06-01' })
      .procedures[procedure]?.steps.map(({ name, level }) => `${name} ${level}`);

  test.each([
    [
      '653128',
      ['villageParty village', 'townshipReview township', 'countyApproval county'],
      ['appraisal village'],
    ],
    ['411481', ['appraisal village', 'notice township', 'systemEntry county'], ['notice county']],
    ['340722', ['townshipAcceptance township', 'visitStart village', 'notice county'], ['clue household']],
  ])('%s identifies in its own steps', (region, steps, absent) => {
    expect(stepsOf(region)).toEqual(expect.arrayContaining(steps));
    for (const step of absent) expect(stepsOf(region)).not.toContain(step);
    expect(stepsOf('000000')).not.toEqual(expect.arrayContaining(steps));
  });

  test('Xinjiang’s own exit begins with the village party, and its neighbour keeps the nation’s', () => {
    expect(stepsOf('650000', 'exit')).toContain('villageParty village');
    expect(stepsOf('640000', 'exit')).toContain('appraisal village');
  });

  test.each([
    ['000000', '2025-06-17'],
    ['341522', '2025-06-17'],
    // Ten working days after Monday 2 June 2025, itself a day off.
    ['360902', '2025-06-16'],
  ])('of %s, begun on 2 June 2025, is to be done by %s', (region, due) => {
    const policy = library.resolve({ region, on: '2025-06-02' });
    const plan = planProcedure(policy, { procedure: 'identification', startedOn: '2025-06-02' });
    expect(plan.dueBy).toBe(due);
    expect(plan.issues).toEqual([]);
  });

  test('of Zongyang compares data beside the publicity, and the township takes two days at most', () => {
    const policy = library.resolve({ region: '340722', on: '2025-06-02' });
    const plan = planProcedure(policy, { procedure: 'identification', startedOn: '2025-06-02' });
    const step = (name: string) => plan.steps.find((each) => each.name === name);
    expect(step('townshipAcceptance')?.dueBy).toBe('2025-06-04');
    expect(step('visitStart')?.dueBy).toBe('2025-06-06');
    expect(step('dataComparison')?.after).toEqual(['appraisal']);
    expect(step('publicity')?.after).toEqual(['appraisal']);
    expect(step('townshipReview')?.after).toEqual(['publicity', 'dataComparison']);
  });
});
