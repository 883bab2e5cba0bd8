import { addDays, addMonths, addMonthsToDay, monthOfDay } from '../../src/values/day.js';
import { Lists } from './hand-written-lists.js';
import type { PinnedRow } from './pinned-row.js';
import { atLeast, before, FALSE, fails, greater, isCode, less, type Three, TRUE, UNKNOWN } from './three.js';

/**
 * The rules of bench/pinned/pack as somebody would write them by hand for speed, against whom generated code is
 * measured: amounts in whole fen and divisions cleared, so exact; truths in two bits; each list gone through once
 * for all rules that read it; figures of the day worked out once. Nothing is kept for an explanation.
 */
const LINE = 780_000;
const DIBAO_LINE = 624_600;
const SEVERE_LINE = (LINE * 7) / 10;
const MODERATE_LINE = (LINE * 9) / 10;
const ASSETS_PER_PERSON = 3_000_000;
const RIGID_PERCENT = 40;
const ILLNESS_SPENDING = 1_000_000;
const SCHOOLING_COST = 800_000;
const WATER_MINUTES = 2_000;
const WATER_CUT_DAYS = 36;
const MONTHS_WITHOUT_INCOME = 3;
const SEVERAL_RISKS = 2;
const VISIT_DAYS = 180;

/** The rules in the order of their bits: two bits a rule, the lowest first, sixteen rules a word. */
export const RULES = [
  ...['riskIllness', 'riskSchooling', 'riskDisability', 'riskDisaster', 'riskAccident', 'riskUnstableWork'],
  ...['riskLackOfLabour', 'riskHousing', 'riskWater', 'wayBelowStandard', 'waySuddenDifficulty'],
  ...['waySafeguardUnmet', 'reviewVehicle', 'reviewTownProperty', 'reviewAssets', 'reviewDoubt'],
  ...['categoryLiftedUnstable', 'categoryMarginal', 'categorySudden', 'tierSevere', 'tierModerate'],
  ...['tierLight', 'trackSafetyNet', 'trackBoth', 'trackDevelopment', 'measureEmployment', 'measureHealth'],
  ...['measureCompulsoryEducation', 'measureOtherEducation', 'measureHousing', 'measureWater'],
  ...['measureSafetyNet', 'referDibao', 'referRigidSpending', 'exitIncomeAboveStandard', 'exitIncomeStable'],
  ...['exitSafeguardsMet', 'exitRisksGone', 'exitSpendingControlled', 'exitMeasureCarriedOut'],
  ...['reminderVisitDue', 'reminderMeasureOverdue'],
] as const;
/** Words that hold the truths of all rules. */
export const WORDS = Math.ceil(RULES.length / 16);

/** Two bits a risk: those of the rules in their order, then the two without a rule. */
const RISKS = [
  ...[
    '因病',
    '因学',
    '因残',
    '因自然灾害',
    '因意外事故',
    '因务工就业不稳',
    '缺劳动力',
    '因安全住房',
    '因安全饮水',
  ],
  ...['因产业项目失败', '其他'],
];
const RISK_BITS: ReadonlyMap<string, number> = new Map(RISKS.map((risk, index) => [risk, 3 << (index * 2)]));
const RULED_RISKS = 0x3ffff;
const ALL_RISKS = 0x3fffff;
const CERTAIN = 0x155555;
const ALL_POSSIBLE = 0x2aaaaa;

const number = (text: string): number => Number(text.replaceAll('-', ''));

/** Decides one row and writes its `WORDS` words into `into`, from `at` on. */
export type Decide = (row: PinnedRow, into: Int32Array, at: number) => void;

/** The function for one evaluation day, `YYYY-MM-DD`. */
export function handWritten(on: string): Decide {
  const lists = new Lists({
    day: number(on),
    month: number(monthOfDay(on)),
    windowStart: number(addMonths(monthOfDay(on), -12)),
    windowEnd: number(addMonths(monthOfDay(on), -1)),
    eventsAfter: number(addMonthsToDay(on, -12)),
    stableFrom: number(addMonths(monthOfDay(on), -6)),
    overdueFrom: number(lastWithin(on, 3)),
  });
  const visitedBefore = number(addDays(on, -VISIT_DAYS));

  return (row, into, at) => {
    lists.readMembers(row);
    lists.readEvents(row);
    const { hasLabour, schoolDropout, uninsured } = lists;

    // Persons and money. Unknown is NaN, which makes every comparison false.
    const size = lists.size > 0 ? lists.size : row.reportedMemberCount;
    const net = lists.netIncome(row);
    lists.readSpending(row);
    const { spendingLow, spendingHigh } = lists;
    const below = less(net, LINE * size);
    const belowDibao = less(net, DIBAO_LINE * size);
    const assetsExceeded = greater(row.financialAssets, ASSETS_PER_PERSON * size);
    const share = net * RIGID_PERCENT;
    const rigidHigh: Three = spendingLow * 100 > share ? TRUE : spendingHigh * 100 <= share ? FALSE : UNKNOWN;
    const serious: Three =
      row.basicLifeInSeriousDifficulty |
      (net - spendingLow < LINE * size ? TRUE : net - spendingHigh >= LINE * size ? FALSE : UNKNOWN);

    // Risks: one word holds the truths of all, so that a list of codes is gone through once.
    const monitored = isCode(row.monitoringStatus, '风险未消除');
    const { housingGrade } = row;
    const housingUnsafe: Three =
      housingGrade === null
        ? row.housingProblem
        : housingGrade === 'C' || housingGrade === 'D'
          ? TRUE
          : FALSE;
    const waterSafe: Three =
      row.waterQualityAcceptable &
      (row.waterPiped | fails(greater(row.waterFetchMinutes, WATER_MINUTES))) &
      fails(greater(row.waterCutDays, WATER_CUT_DAYS));
    const visited = risksIn(row.visitRisks) | (row.visitRisks$complete === TRUE ? 0 : ALL_POSSIBLE);
    const identified = risksIn(row.identifiedRisks);
    const identifiedComplete = row.identifiedRisks$complete === TRUE;
    const ofMonitored =
      monitored === FALSE
        ? 0
        : (identified | (identifiedComplete ? 0 : ALL_POSSIBLE)) &
          (monitored === TRUE ? ALL_RISKS : ALL_POSSIBLE);
    const words =
      ((lists.majorIllness & atLeastOf(lists.medicalLow, lists.medicalHigh)) |
        ((greater(row.schoolingCost, SCHOOLING_COST) & lists.student) << 2) |
        (lists.disability << 4) |
        (lists.disaster << 6) |
        (lists.accident << 8) |
        ((atLeast(row.monthsWithoutIncome, MONTHS_WITHOUT_INCOME) | lists.lostWork) << 10) |
        (fails(hasLabour) << 12) |
        (housingUnsafe << 14) |
        (fails(waterSafe) << 16) |
        visited |
        ofMonitored) &
      RULED_RISKS;
    const certain = words & CERTAIN;
    const possible = words & ALL_POSSIBLE;
    const hasRisk: Three = certain !== 0 ? TRUE : possible === 0 ? FALSE : UNKNOWN;
    const severalRisks: Three =
      bitsOf(certain) >= SEVERAL_RISKS ? TRUE : bitsOf(possible) < SEVERAL_RISKS ? FALSE : UNKNOWN;

    // Ways in.
    const cannotCope = fails(row.ableToCope);
    const unmet = housingUnsafe | schoolDropout | uninsured | fails(waterSafe);
    const wayBelow = below & hasRisk & cannotCope;
    const waySudden = lists.suddenEvent & hasRisk & serious & cannotCope;
    const wayUnmet = unmet & cannotCope;
    const wayIn = wayBelow | waySudden | wayUnmet;
    const needs = wayIn | monitored;

    into[at] =
      words |
      (wayBelow << 18) |
      (waySudden << 20) |
      (wayUnmet << 22) |
      ((row.ownsVehicle & fails(row.vehicleIsDisabilityScooter)) << 24) |
      ((row.ownsTownProperty & fails(row.townPropertyFromResettlement)) << 26) |
      ((assetsExceeded | row.operatesCompany) << 28) |
      (row.unexplainedDoubt << 30);

    const belowAndIn = wayIn & below;
    const tiers =
      needs === FALSE
        ? 0
        : ((needs & (less(net, SEVERE_LINE * size) | (severalRisks & serious))) << 6) |
          ((needs & (less(net, MODERATE_LINE * size) | rigidHigh | severalRisks)) << 8) |
          (needs << 10) |
          ((needs & fails(hasLabour)) << 12) |
          ((needs & hasLabour & lists.dependantsPrevail) << 14) |
          ((needs & hasLabour) << 16) |
          ((needs & hasLabour & (lists.idleWorker | ((words >> 10) & 3))) << 18) |
          ((needs & (words | uninsured)) << 20) |
          ((needs & schoolDropout) << 22) |
          ((needs & (words >> 2) & fails(schoolDropout)) << 24) |
          ((needs & (words >> 14)) << 26) |
          ((needs & (words >> 16)) << 28) |
          ((needs & ((words >> 4) | (words >> 6) | (words >> 8) | (words >> 12))) << 30);
    into[at + 1] =
      (belowAndIn & isCode(row.householdKind, '脱贫户')) |
      ((belowAndIn & isCode(row.householdKind, '一般农户')) << 2) |
      ((wayIn & fails(below)) << 4) |
      tiers;

    const assetsWithin = fails(assetsExceeded);
    lists.readMeasures(row);
    into[at + 2] =
      (belowDibao & assetsWithin & fails(row.ownsVehicle)) |
      ((rigidHigh & fails(belowDibao) & assetsWithin) << 2) |
      (greater(net, LINE * size) << 4) |
      (lists.incomeStable(row, LINE) << 6) |
      ((fails(unmet) & fails(row.foodShortage) & fails(row.clothingShortage)) << 8) |
      (risksGone(identified & visited, identifiedComplete) << 10) |
      ((row.rigidSpendingControlled & fails(rigidHigh)) << 12) |
      ((row.riskGoneNaturally | lists.carriedOut) << 14) |
      ((monitored & before(row.visitedOn, row.visitedOn$to, visitedBefore)) << 16) |
      ((monitored & lists.overdue) << 18);
  };
}

const atLeastOf = (low: number, high: number): Three =>
  low >= ILLNESS_SPENDING ? TRUE : high < ILLNESS_SPENDING ? FALSE : UNKNOWN;

/** Every identified risk is none of the visit's; with the risks that are among both. */
const risksGone = (among: number, isComplete: boolean): Three =>
  (among & CERTAIN) !== 0 ? FALSE : among !== 0 || !isComplete ? UNKNOWN : TRUE;

/** The risks of a list that are certain, two bits each. */
function risksIn(codes: readonly string[] | null): number {
  let found = 0;
  if (codes !== null)
    for (let index = 0; index < codes.length; index += 1) found |= RISK_BITS.get(codes[index] as string) ?? 0;
  return found;
}

function bitsOf(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The last day of which so many months are complete on `on`; a short month's last day completes several. */
function lastWithin(on: string, months: number): string {
  let last = addMonthsToDay(on, -months);
  for (let next = last; addMonthsToDay(next, months) <= on; next = addDays(next, 1)) last = next;
  return last;
}
