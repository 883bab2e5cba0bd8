import { setTimeout as wait } from 'node:timers/promises';
import { CATALOGUE, describeIssue, type FactName, type Household } from '../../src/index.js';
import { type OnDemandResult, PolicyEngine } from '../../src/json-rules-engine.js';
import { loadPolicy } from '../../src/node.js';

const ON = '2024-11-01';

/** What the departments have on record, by household. All of it is invented. */
const HOUSING: Readonly<Record<string, boolean>> = { 'H-1': false, 'H-2': true, 'H-3': false };
const INSURANCE: Readonly<Record<string, boolean>> = { 'H-1': false, 'H-2': false };
const VEHICLES: Readonly<Record<string, boolean>> = { 'H-1': true, 'H-2': false, 'H-3': false };

/** What the village wrote down on its visit; everything that is not here is blank. */
const VISITED: Household = {
  householdKind: '脱贫户',
  monitoringStatus: '未纳入',
  reportedMemberCount: 3,
  identifiedRisks: { complete: true, items: [] },
  visitRisks: { complete: true, items: [] },
  ableToCope: false,
  educationDropout: false,
  waterProblem: false,
  waterPiped: true,
  waterCutDays: 0,
  reportedClaims: 0,
  reportedEligibleSpending: 0,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
};
const HOUSEHOLDS: readonly (readonly [string, Household])[] = [
  [
    '收入高，三保障全都核实过',
    {
      ...VISITED,
      householdId: 'H-1',
      reportedNetIncome: 60_000,
      housingProblem: false,
      memberUninsured: false,
    },
  ],
  ['收入低，住房、医保、车辆留空', { ...VISITED, householdId: 'H-2', reportedNetIncome: 20_000 }],
  ['同样留空，医保部门的接口没有答复', { ...VISITED, householdId: 'H-3', reportedNetIncome: 60_000 }],
];

/** The engine of a county: which fact is looked up where. It serves all households, at the same time too. */
async function engineOfCounty(): Promise<PolicyEngine> {
  const engine = new PolicyEngine(await loadPolicy({ region: '620000', on: ON }), {
    timeoutMilliseconds: 200,
  });
  engine.addFact('housingProblem', async ({ household }) => {
    await wait(2);
    return {
      value: HOUSING[household.householdId as string],
      source: '住房城乡建设部门',
      observedOn: '2024-10-15',
    };
  });
  engine.addFact('memberUninsured', async ({ household, signal }) => {
    const insured = INSURANCE[household.householdId as string];
    // No answer: the department's service hangs. The signal ends the waiting here, too.
    if (insured === undefined) await wait(60_000, undefined, { signal });
    return insured;
  });
  // Asked last among what costs the same: the police answer slowly.
  engine.addFact('ownsVehicle', ({ household }) => VEHICLES[household.householdId as string], { cost: 2 });
  return engine;
}

const STATUS = {
  found: '查到',
  notKnown: '没有记录',
  refused: '答复不能用',
  failed: '查询失败',
  timedOut: '没有答复',
} as const;

const OUTCOME = {
  identify: '建议纳入',
  review: '建议复核后再定',
  notIdentified: '不建议纳入',
  verify: '待核实',
  noStandard: '没有有效的标准',
} as const;

function linesOf(title: string, { assessment, lookups, events }: OnDemandResult): string[] {
  const titleOf = (fact: string): string => CATALOGUE[fact as FactName].title.zh;
  const asked = lookups.map(({ fact, status }) => `  查询：${titleOf(fact)}（${STATUS[status]}）`);
  const waysIn = assessment.identification.waysIn.certain.map((way) => `  依据：${way.title.zh}`);
  return [
    `【${title}】`,
    ...(asked.length === 0 ? ['  什么也不用查'] : asked),
    `  识别：${OUTCOME[assessment.identification.outcome]}`,
    ...waysIn,
    ...assessment.identification.missing.map((missing) => `  还缺：${missing.title.zh}`),
    ...assessment.issues.map((issue) => `  ${describeIssue(issue, 'zh-CN')}`),
    `  成立的规则：${events.length} 条`,
  ];
}

/** Three households assessed at once, with what was looked up for each, as lines of text. */
export async function factsOnDemand(): Promise<readonly string[]> {
  const engine = await engineOfCounty();
  const results = await Promise.all(
    HOUSEHOLDS.map(([, household]) => engine.assess(household, { on: ON, want: 'outcomes' })),
  );
  return HOUSEHOLDS.flatMap(([title], index) => linesOf(title, results[index] as OnDemandResult));
}
