import type { Code, CodeListName, Household } from '../src/index.js';
import { CODE_LISTS } from '../src/index.js';
import { addMonths, addMonthsToDay, ageOn, lastDay, monthOfDay } from '../src/values/day.js';

/** Numbers from 0 up to 1, in the same order for the same seed. */
export type Random = () => number;

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Draw {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  integer(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.integer(0, items.length - 1)] as Item;
  }

  code<Name extends CodeListName>(name: Name): Code<Name> {
    return this.pick(Object.keys(CODE_LISTS[name]) as Code<Name>[]);
  }

  someCodes<Name extends CodeListName>(name: Name, probability: number): Code<Name>[] {
    return (Object.keys(CODE_LISTS[name]) as Code<Name>[]).filter(() => this.chance(probability));
  }

  /** Parts that sum to a whole, none negative. */
  parts(whole: number, count: number): number[] {
    const cuts = Array.from({ length: count - 1 }, () => this.integer(0, whole)).sort((a, b) => a - b);
    return [...cuts, whole].map((cut, index) => cut - (cuts[index - 1] ?? 0));
  }
}

const yuan = (fen: number): number => fen / 100;
const complete = <Item>(items: readonly Item[]) => ({ complete: true, items });

const WAGE_ITEMS = ['务工收入', '村级公益性岗位收入', '自主采集收入'] as const;
const BUSINESS_ITEMS = ['种植业收入', '养殖业收入', '其他经营收入'] as const;
const PROPERTY_ITEMS = ['土地流转收入', '资产收益分红'] as const;
const TRANSFER_ITEMS = ['低保金', '养老金', '赡养费', '其他转移性收入'] as const;
const COST_ITEMS = ['种植业支出', '养殖业支出'] as const;
const SPENDING_HEADINGS = ['医疗', '教育', '其他刚性支出'] as const;
const LABOUR: readonly string[] = ['技能劳动力', '普通劳动力', '弱劳动力或半劳动力'];

type Member = NonNullable<NonNullable<Household['members']>['items'][number]>;

function drawMembers(draw: Draw, count: number, on: string): Member[] {
  return Array.from({ length: count }, (_, index) => ({
    memberId: `M${index}`,
    relation: index === 0 ? '户主' : draw.pick(['配偶', '之子', '之女', '之父'] as const),
    birthDate: addMonthsToDay(on, -draw.integer(0, 1_000)),
    sex: draw.code('sex'),
    labourAbility: draw.chance(0.5) ? '普通劳动力' : draw.code('labourAbility'),
    healthStates: complete(draw.someCodes('healthState', 0.3)),
    droppedOut: draw.chance(0.05),
    studyImpossible: draw.chance(0.3),
    workMonths: draw.integer(0, 12),
    medicalInsurance: draw.chance(0.97) ? '城乡居民基本医疗保险' : draw.code('medicalInsurance'),
  }));
}

/** Figures of drinking water, and whether all four of the national guideline hold (35 or 20 L, 20 min, 800 m, 80 m, 36 days). */
function drawWater(draw: Draw) {
  const figures = {
    waterLitres: draw.chance(0.7) ? 60 : draw.pick([20, 19.99, 34.99, 35]),
    waterScarceArea: draw.chance(0.3),
    waterQualityAcceptable: draw.chance(0.95),
    waterPiped: draw.chance(0.7),
    waterFetchMinutes: draw.pick([5, 20, 20.01]),
    waterFetchMetres: draw.pick([100, 800, 800.01]),
    waterClimbMetres: draw.pick([10, 80, 80.01]),
    waterCutDays: draw.pick([0, 0, 0, 36, 36, 37]),
  };
  const near =
    figures.waterPiped ||
    figures.waterFetchMinutes <= 20 ||
    (figures.waterFetchMetres <= 800 && figures.waterClimbMetres <= 80);
  const safe =
    figures.waterLitres >= (figures.waterScarceArea ? 20 : 35) &&
    figures.waterQualityAcceptable &&
    near &&
    figures.waterCutDays <= 36;
  return { ...figures, waterProblem: !safe };
}

/** Amounts in the window by item, which sum to a total. */
function drawItems<Item extends string>(draw: Draw, on: string, items: readonly Item[], totalFen: number) {
  const window = { fromMonth: addMonths(monthOfDay(on), -12), toMonth: addMonths(monthOfDay(on), -1) };
  return draw
    .parts(totalFen, draw.integer(1, items.length))
    .map((fen) => ({ item: draw.pick(items), amount: yuan(fen), ...window }));
}

/** All money facts of a household of a given size, totals and items in agreement to the fen. */
function drawMoney(draw: Draw, size: number, lineFen: number, on: string) {
  const perPerson = draw.chance(0.4) ? lineFen + draw.integer(-1, 1) : draw.integer(0, lineFen * 2);
  const cost = draw.integer(0, 500_000);
  const gross = perPerson * size + cost;
  const [wage = 0, business = 0, property = 0, transfer = 0] = draw.parts(gross, 4);
  const spendingPerPerson = draw.chance(0.3)
    ? Math.max(0, perPerson - lineFen + draw.integer(-1, 1))
    : draw.integer(0, lineFen);
  const claims = draw.chance(0.5) ? 0 : draw.integer(0, 300_000);
  const spending = claims + spendingPerPerson * size;
  const window = { fromMonth: addMonths(monthOfDay(on), -12), toMonth: addMonths(monthOfDay(on), -1) };
  return {
    reportedWageIncome: yuan(wage),
    reportedBusinessIncome: yuan(business),
    reportedPropertyIncome: yuan(property),
    reportedTransferIncome: yuan(transfer),
    reportedBusinessCost: yuan(cost),
    reportedNetIncome: yuan(perPerson * size),
    reportedNetIncomePerPerson: yuan(perPerson),
    reportedClaims: yuan(claims),
    reportedEligibleSpending: yuan(spending),
    reportedReferenceIncomePerPerson: yuan(perPerson - spendingPerPerson),
    incomes: complete([
      ...drawItems(draw, on, WAGE_ITEMS, wage),
      ...drawItems(draw, on, BUSINESS_ITEMS, business),
      ...drawItems(draw, on, PROPERTY_ITEMS, property),
      ...drawItems(draw, on, TRANSFER_ITEMS, transfer),
    ]),
    costs: complete(drawItems(draw, on, COST_ITEMS, cost)),
    claims: complete(claims === 0 ? [] : [{ amount: yuan(claims), ...window }]),
    spending: complete(
      drawItems(draw, on, SPENDING_HEADINGS, spending).map(({ item, ...rest }) => ({
        heading: item,
        ...rest,
      })),
    ),
  };
}

/** What has been seen of the income month by month, and whether it was above the line for half a year. */
function drawObserved(draw: Draw, lineFen: number, on: string) {
  const above = draw.chance(0.5) ? 6 : draw.integer(0, 5);
  const items = Array.from({ length: 8 }, (_, index) => ({
    month: addMonths(monthOfDay(on), -1 - index),
    netIncomePerPerson: yuan(lineFen + (index < above ? 1 : 0)),
  }));
  return { observedIncomes: complete(items), incomeStableByVisit: above >= 6 };
}

function drawEvents(draw: Draw, on: string) {
  const items = Array.from({ length: draw.integer(0, 2) }, () => ({
    type: draw.code('eventType'),
    occurredOn: addMonthsToDay(on, -draw.pick([0, 1, 11, 12, 13, 30])),
  }));
  const yearBefore = addMonthsToDay(on, -12);
  return {
    events: complete(items),
    reportedSuddenEvent: items.some((event) => event.occurredOn > yearBefore),
  };
}

function drawMeasures(draw: Draw, on: string) {
  const items = Array.from({ length: draw.integer(0, 3) }, () => ({
    measure: draw.code('measure'),
    status: draw.code('measureStatus'),
    startedOn: lastDay(addMonths(monthOfDay(on), -draw.integer(1, 20))),
  }));
  return {
    measures: complete(items),
    measureCarriedOut: items.some((measure) => measure.status === '已实施'),
  };
}

/**
 * A household of which everything is known that the rules of 2021-2025 read. What can be given and worked out
 * is given both ways, in agreement. Many lie on the line or one fen beside it.
 */
export function knownHousehold(
  random: Random,
  { on, line, size }: { readonly on: string; readonly line: number; readonly size?: number },
): Household {
  const draw = new Draw(random);
  const count = size ?? draw.integer(1, 8);
  const members = drawMembers(draw, count, on);
  const lineFen = Math.round(line * 100);
  const able = members.filter((member) => LABOUR.includes(member.labourAbility as string)).length;
  const ofSchoolAge = (member: Member): boolean => {
    const age = ageOn(member.birthDate as string, on);
    return age >= 6 && age <= 15;
  };
  const housingGrade = draw.chance(0.8) ? 'A' : draw.code('housingGrade');
  const visitRisks = draw.chance(0.4) ? [] : draw.someCodes('risk', 0.15);
  const drawnRisks = draw.chance(0.4) ? visitRisks : draw.someCodes('risk', 0.2);
  const identifiedRisks = drawnRisks.length > 0 ? drawnRisks : [draw.code('risk')];
  return {
    householdId: `H${draw.integer(1, 1_000_000)}`,
    householdKind: draw.code('householdKind'),
    wholeHouseholdWithoutLabour: able === 0,
    reportedMemberCount: count,
    reportedLabourCount: able,
    reportedMemberLostLabour: members.some((member) => member.labourAbility === '丧失劳动力'),
    members: complete(members),
    ...drawMoney(draw, count, lineFen, on),
    incomeFromMonth: addMonths(monthOfDay(on), draw.chance(0.8) ? -12 : -13),
    incomeToMonth: addMonths(monthOfDay(on), -1),
    ...drawObserved(draw, lineFen, on),
    housingGrade,
    housingProblem: housingGrade === 'C' || housingGrade === 'D',
    educationDropout: members.some(
      (member) => member.droppedOut === true && ofSchoolAge(member) && member.studyImpossible === false,
    ),
    memberUninsured: members.some((member) => member.medicalInsurance === '未参加'),
    ...drawWater(draw),
    foodShortage: draw.chance(0.1),
    clothingShortage: draw.chance(0.1),
    ownsVehicle: draw.chance(0.2),
    vehicleIsDisabilityScooter: draw.chance(0.3),
    ownsTownProperty: draw.chance(0.1),
    townPropertyFromResettlement: draw.chance(0.3),
    operatesCompany: draw.chance(0.05),
    unexplainedDoubt: draw.chance(0.05),
    ...drawEvents(draw, on),
    visitedOn: on,
    visitRisks: complete(visitRisks),
    ableToCope: draw.chance(0.4),
    basicLifeInSeriousDifficulty: draw.chance(0.15),
    rigidSpendingControlled: draw.chance(0.9),
    monitoringStatus: draw.chance(0.6) ? '风险未消除' : draw.code('monitoringStatus'),
    identifiedRisks: complete(identifiedRisks),
    ...drawMeasures(draw, on),
    riskGoneNaturally: draw.chance(0.3),
  };
}

/** The same households for the same seed. */
export function knownHouseholds(count: number, seed: number, on: string, line: number): Household[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => knownHousehold(random, { on, line }));
}
