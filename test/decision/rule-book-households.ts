import { fileURLToPath } from 'node:url';
import { knownHousehold, type Random, randomFrom } from '../../bench/households.js';
import {
  type Assessment,
  type Assessor,
  CATALOGUE,
  codesOf,
  compile,
  type Household,
  openPacks,
  type PolicyFile,
} from '../../src/index.js';
import { readPackFolder } from '../../src/node.js';
import { addMonths, monthOfDay } from '../../src/values/day.js';
import { SHIPPED_FILES } from '../policy/support.js';
import type { Given } from './support.js';

const COUNTY = fileURLToPath(new URL('../../fixtures/packs/example-county', import.meta.url));

/** A region and a day by whose shipped rules random households are assessed. */
export interface Setting {
  readonly name: string;
  readonly assessor: Assessor;
  readonly on: string;
  readonly line: number;
}
const SETTINGS = [
  ['Gansu 2024', '620000', '2024-11-01', 7_800],
  ['the example county 2024', '620000-example-county', '2024-11-01', 7_800],
  ['the example county 2026', '620000-example-county', '2026-03-10', 8_400],
] as const;

/** The settings, with the files changed by `change`. */
export async function settingsOf(
  change: (file: PolicyFile) => PolicyFile = (file) => file,
): Promise<readonly Setting[]> {
  const library = openPacks([...SHIPPED_FILES, ...(await readPackFolder(COUNTY))].map(change));
  return SETTINGS.map(([name, region, on, line]) => ({
    name,
    assessor: compile(library.resolve({ region, on })),
    on,
    line,
  }));
}

export const assessIn = ({ assessor, on }: Setting, household: Given): Assessment =>
  assessor.assess(household as Household, { on });

interface Items {
  readonly complete: boolean;
  readonly items: readonly Given[];
}
/** The items of a list that is complete. */
export const itemsOf = (household: Given, list: string): readonly Given[] => (household[list] as Items).items;
export const complete = (items: readonly unknown[]) => ({ complete: true, items });

/** Facts that are worked out of others here, or that nothing decides by; the rest is drawn at random. */
const NOT_DRAWN = ['publicPostIncome', 'policyTransferIncome', 'dibaoHousehold', 'destituteHousehold'];

/** What no red flag of any region is about. */
const UNSUSPICIOUS: Given = {
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  relativeInPublicPay: false,
  villageCadre: false,
  selfPaidStudyAbroad: false,
  commercialPensionInsurance: false,
  unexplainedDoubt: false,
  applianceValue: 0,
  houseBuiltOn: '2001-01-01',
  emptyOrSplitRegistration: false,
  harmfulHabits: false,
  childrenWithStableIncome: false,
  assistancePropertyWithinLimit: true,
  dwellings: 1,
};

/** A value of a fact, close to what thresholds are about. */
function drawn(fact: (typeof CATALOGUE)[keyof typeof CATALOGUE], on: string, random: Random): unknown {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  switch (fact.kind) {
    case 'flag':
      return random() < 0.3;
    case 'code':
      return pick(codesOf(fact.codes));
    case 'codes':
      return complete(codesOf(fact.codes).filter(() => random() < 0.15));
    case 'number':
      return fact.decimals === 0 ? fact.minimum + pick([0, 1, 2, 4]) : pick([0, 100, 4_000, 20_000, 60_000]);
    case 'month':
      return addMonths(monthOfDay(on), -pick([1, 3, 7, 14, 30]));
    case 'day':
      return `${addMonths(monthOfDay(on), -pick([1, 7, 14, 40]))}-15`;
    default:
      return undefined;
  }
}

function drawnMember(member: Given, random: Random): Given {
  const chance = (share: number): boolean => random() < share;
  const { items } = member['healthStates'] as { items: readonly string[] };
  const certified = { disabilityGrade: chance(0.3) ? '一级' : '三级', disabilityType: '肢体' };
  return {
    ...member,
    ...(items.includes('残疾') ? certified : {}),
    fullTimeStudent: chance(0.2),
    // Who does not live with the household is no member of its recorded number: that would be a contradiction.
    notCoLiving: false,
    ableSupporter: chance(0.6),
    subsistenceAllowance: chance(0.15),
    destituteSupport: chance(0.05),
    holdsPublicPost: chance(0.15),
  };
}

/** The risks that the facts alone show, whatever the visit found and whatever is on record. */
function risksByFacts(setting: Setting, household: Given): readonly string[] {
  const unvisited = { ...household, visitRisks: complete([]), monitoringStatus: '未纳入' };
  const { certain } = assessIn(setting, unvisited).risks;
  return certain.flatMap(({ code }) => code ?? []);
}

/**
 * A household of which every fact is known that the rules read, and in which no record contradicts another: the
 * visit found every risk that the facts show, totals and items agree. `parts` false: only totals are known.
 */
export function agreeingHousehold(setting: Setting, seed: number, parts: boolean): Given {
  const { assessor, on, line } = setting;
  const random = randomFrom(seed);
  const known: Given = { ...knownHousehold(random, { on, line }) };
  const others = Object.entries(CATALOGUE)
    .filter(([name, fact]) => known[name] === undefined && fact.kind !== 'text' && fact.kind !== 'list')
    .filter(([name]) => !NOT_DRAWN.includes(name))
    .map(([name, fact]) => [name, drawn(fact, on, random)]);
  const members = itemsOf(known, 'members').map((member) => drawnMember(member, random));
  const events = itemsOf(known, 'events').map((event) =>
    event['type'] === '自然灾害' ? { ...event, naturalDisaster: '洪涝' } : event,
  );
  const household: Given = {
    ...known,
    ...Object.fromEntries(others),
    ...(random() < 0.7 ? UNSUSPICIOUS : {}),
    members: complete(members),
    events: complete(events),
    dibaoHousehold: members.some((member) => member['subsistenceAllowance'] === true),
    destituteHousehold: members.some((member) => member['destituteSupport'] === true),
    ableToCope: random() < 0.3,
    // The basic pension counts or not by its own item; of an unnamed pension that cannot be told.
    incomes: complete(
      itemsOf(known, 'incomes').map((entry) => ({
        ...entry,
        item: entry['item'] === '养老金' ? '城乡居民基础养老金' : entry['item'],
      })),
    ),
  };
  // Recorded figures per person are of the old accounting; on the joint one they would contradict the items.
  for (const name of ['reportedNetIncomePerPerson', 'reportedReferenceIncomePerPerson'])
    delete household[name];
  const visited = (household['visitRisks'] as { items: readonly string[] }).items;
  household['visitRisks'] = complete([...new Set([...visited, ...risksByFacts(setting, household)])]);
  if (!parts)
    for (const [name, fact] of Object.entries(CATALOGUE))
      if (fact.kind === 'list' && !(name === 'incomes' && isJoint(assessor, on))) delete household[name];
  return household;
}

/** Whether income is counted as social assistance counts it: that needs the items. */
const isJoint = (assessor: Assessor, on: string): boolean =>
  assessor.factsFor({}, { on })['jointIncomeBasis'] === true;

const WAGES = ['务工收入', '部门公益性岗位收入', '乡镇公益性岗位收入', '村级公益性岗位收入', '自主采集收入'];

/** The household with another wage income, in its totals and items. */
export function withWage(household: Given, { on }: Setting, yuan: number): Given {
  const wage = Math.round(yuan * 100);
  const fen = (name: string): number => Math.round((household[name] as number) * 100);
  const net =
    wage +
    fen('reportedBusinessIncome') +
    fen('reportedPropertyIncome') +
    fen('reportedTransferIncome') -
    fen('reportedBusinessCost');
  const changed: Given = { ...household, reportedWageIncome: wage / 100, reportedNetIncome: net / 100 };
  if (household['incomes'] === undefined) return changed;
  const window = { fromMonth: addMonths(monthOfDay(on), -12), toMonth: addMonths(monthOfDay(on), -1) };
  const others = itemsOf(household, 'incomes').filter(({ item }) => !WAGES.includes(item as string));
  return { ...changed, incomes: complete([...others, { item: '务工收入', amount: wage / 100, ...window }]) };
}
