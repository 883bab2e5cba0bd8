import type { IncomeRow, PinnedRow, SpendingRow } from './pinned-row.js';
import {
  atLeast,
  before,
  FALSE,
  fails,
  greater,
  isCode,
  notAfter,
  notBefore,
  type Three,
  TRUE,
  UNKNOWN,
} from './three.js';

/** What depends on the evaluation day alone, as numbers yyyymmdd and yyyymm. */
export interface Days {
  readonly day: number;
  readonly month: number;
  readonly windowStart: number;
  readonly windowEnd: number;
  /** The last day on which an event counts no more. */
  readonly eventsAfter: number;
  readonly stableFrom: number;
  /** The last day of which so many months are complete that a measure is overdue. */
  readonly overdueFrom: number;
}

const STABLE_MONTHS = 6;
/** From one age to the next, in days as numbers yyyymmdd. */
const YEAR = 10_000;
const SCHOOL_FIRST_AGE = 6;
const WORKING_FIRST_AGE = 16;
const WORKING_LAST_AGE = 59;

/** What the lists of one household come to; used again for the next, so nothing is made. */
export class Lists {
  /** Of the members. Members as counted, 0 if the list is not complete. */
  size = 0;
  hasLabour: Three = UNKNOWN;
  idleWorker: Three = UNKNOWN;
  dependantsPrevail: Three = UNKNOWN;
  schoolDropout: Three = UNKNOWN;
  uninsured: Three = UNKNOWN;
  majorIllness: Three = UNKNOWN;
  disability: Three = UNKNOWN;
  student: Three = UNKNOWN;
  /** Of the events. */
  suddenEvent: Three = UNKNOWN;
  disaster: Three = UNKNOWN;
  accident: Three = UNKNOWN;
  lostWork: Three = UNKNOWN;
  /** Of the measures. */
  carriedOut: Three = UNKNOWN;
  overdue: Three = UNKNOWN;
  /** Of spending: between which amounts, NaN where unknown. */
  spendingLow = Number.NaN;
  spendingHigh = Number.NaN;
  medicalLow = Number.NaN;
  medicalHigh = Number.NaN;

  private readonly days: Days;
  /** The last birthdays on which these ages are complete; whoever is 15 is not yet 16. */
  private readonly bornForSchool: number;
  private readonly bornForWork: number;
  private readonly bornForRest: number;

  constructor(days: Days) {
    this.days = days;
    this.bornForSchool = days.day - SCHOOL_FIRST_AGE * YEAR;
    this.bornForWork = days.day - WORKING_FIRST_AGE * YEAR;
    this.bornForRest = days.day - (WORKING_LAST_AGE + 1) * YEAR;
  }

  readMembers({ members, members$complete }: PinnedRow): void {
    const isComplete = members !== null && members$complete === TRUE;
    // Of a list that is not complete, "some" is at least unknown.
    const start: Three = isComplete ? FALSE : UNKNOWN;
    let hasLabour = start;
    let idleWorker = start;
    let schoolDropout = start;
    let uninsured = start;
    let majorIllness = start;
    let disability = start;
    let student = start;
    let workers = 0;
    let dependants = 0;
    const count = members === null ? 0 : members.length;
    if (members !== null)
      for (let index = 0; index < count; index += 1) {
        const member = members[index];
        if (member === undefined) continue;
        const born = member.birthDate;
        const bornTo = member.birthDate$to;
        const pastWorkFirst = notAfter(born, bornTo, this.bornForWork);
        const ofWorkingAge = pastWorkFirst & fails(notAfter(born, bornTo, this.bornForRest));
        if (ofWorkingAge === TRUE) workers += 1;
        else if (ofWorkingAge === FALSE) dependants += 1;
        const labour = labourOf(member.labourAbility);
        hasLabour |= labour;
        student |= member.fullTimeStudent;
        if (ofWorkingAge !== FALSE && labour !== FALSE && idleWorker !== TRUE) {
          const { workMonths } = member;
          const idle: Three = workMonths === 0 ? TRUE : workMonths > 0 ? FALSE : UNKNOWN;
          idleWorker |= ofWorkingAge & labour & fails(member.fullTimeStudent) & idle;
        }
        if (member.droppedOut !== FALSE && pastWorkFirst !== TRUE)
          schoolDropout |=
            member.droppedOut &
            notAfter(born, bornTo, this.bornForSchool) &
            fails(pastWorkFirst) &
            fails(member.studyImpossible);
        uninsured |= isCode(member.medicalInsurance, '未参加');
        const health = member.healthStates;
        let isIll: Three = member.healthStates$complete === TRUE ? FALSE : UNKNOWN;
        let isDisabled = isIll;
        if (health !== null)
          for (let state = 0; state < health.length; state += 1) {
            if (health[state] === '患有大病') isIll = TRUE;
            else if (health[state] === '残疾') isDisabled = TRUE;
          }
        majorIllness |= isIll;
        const grade = member.disabilityGrade;
        // Without a grade, a disability leaves it open how severe it is.
        if (grade === null) disability |= isDisabled & UNKNOWN;
        else if (grade === '一级' || grade === '二级') disability |= TRUE;
      }
    this.size = isComplete ? count : 0;
    this.hasLabour = hasLabour;
    this.idleWorker = idleWorker;
    this.schoolDropout = schoolDropout;
    this.uninsured = uninsured;
    this.majorIllness = majorIllness;
    this.disability = disability;
    this.student = student;
    // Whose age is not known may be either.
    this.dependantsPrevail = !isComplete
      ? UNKNOWN
      : dependants > count - dependants
        ? TRUE
        : count - workers <= workers
          ? FALSE
          : UNKNOWN;
  }

  readEvents({ events, events$complete }: PinnedRow): void {
    const start: Three = events !== null && events$complete === TRUE ? FALSE : UNKNOWN;
    let suddenEvent = start;
    let disaster = start;
    let accident = start;
    let lostWork = start;
    if (events !== null)
      for (let index = 0; index < events.length; index += 1) {
        const event = events[index];
        if (event === undefined) continue;
        const { type, occurredOn, occurredOn$to } = event;
        const recent =
          fails(notAfter(occurredOn, occurredOn$to, this.days.eventsAfter)) &
          notAfter(occurredOn, occurredOn$to, this.days.day);
        if (recent === FALSE) continue;
        suddenEvent |= recent;
        if (type === null) {
          disaster |= UNKNOWN;
          accident |= UNKNOWN;
          lostWork |= UNKNOWN;
        } else if (type === '自然灾害') disaster |= recent;
        else if (type === '意外事故' || type === '刑事伤害') accident |= recent;
        else if (type === '失业') lostWork |= recent;
      }
    this.suddenEvent = suddenEvent;
    this.disaster = disaster;
    this.accident = accident;
    this.lostWork = lostWork;
  }

  readMeasures({ measures, measures$complete }: PinnedRow): void {
    const start: Three = measures !== null && measures$complete === TRUE ? FALSE : UNKNOWN;
    let carriedOut = start;
    let overdue = start;
    if (measures !== null)
      for (let index = 0; index < measures.length; index += 1) {
        const measure = measures[index];
        if (measure === undefined) continue;
        const { status, startedOn, startedOn$to } = measure;
        if (status === '已实施') carriedOut |= TRUE;
        else {
          if (status === null) carriedOut |= UNKNOWN;
          overdue |= isCode(status, '尚未实施') & notAfter(startedOn, startedOn$to, this.days.overdueFrom);
        }
      }
    this.carriedOut = carriedOut;
    this.overdue = overdue;
  }

  /** Whether an entry lies in the income window. */
  private inWindow(entry: IncomeRow | SpendingRow): Three {
    return (
      notBefore(entry.fromMonth, entry.fromMonth$to, this.days.windowStart) &
      notAfter(entry.toMonth, entry.toMonth$to, this.days.windowEnd)
    );
  }

  /**
   * Net income in fen, NaN where unknown. All four kinds of income count alike, so they are summed together; an
   * entry that may or may not count leaves the sum open, unless it is of nothing, and then the record counts.
   */
  netIncome({ incomes, incomes$complete, reportedBusinessCost, reportedNetIncome }: PinnedRow): number {
    if (incomes === null || incomes$complete !== TRUE) return reportedNetIncome;
    let sum = -reportedBusinessCost;
    for (let index = 0; index < incomes.length; index += 1) {
      const entry = incomes[index];
      if (entry === undefined) continue;
      const counts = this.inWindow(entry) & isIncome(entry.item);
      if (counts === TRUE) sum += entry.amount;
      else if (counts === UNKNOWN && entry.amount !== 0) return reportedNetIncome;
    }
    return Number.isNaN(sum) ? reportedNetIncome : sum;
  }

  readSpending({ spending, spending$complete }: PinnedRow): void {
    let low = 0;
    let high = 0;
    let medicalLow = 0;
    let medicalHigh = 0;
    if (spending === null || spending$complete !== TRUE) low = high = medicalLow = medicalHigh = Number.NaN;
    else
      for (let index = 0; index < spending.length; index += 1) {
        const entry = spending[index];
        if (entry === undefined) continue;
        const counts = this.inWindow(entry);
        if (counts === FALSE) continue;
        const { amount } = entry;
        // An amount that is not known opens both ends; NaN − NaN keeps the lower end open as well.
        const least = counts === TRUE ? amount : amount - amount;
        low += least;
        high += amount;
        const medical = isCode(entry.heading, '医疗');
        if (medical === FALSE) continue;
        medicalLow += medical === TRUE ? least : amount - amount;
        medicalHigh += amount;
      }
    this.spendingLow = low;
    this.spendingHigh = high;
    this.medicalLow = medicalLow;
    this.medicalHigh = medicalHigh;
  }

  /** Whether the income of so many recent months was above the line. */
  incomeStable({ observedIncomes, observedIncomes$complete }: PinnedRow, line: number): Three {
    if (observedIncomes === null) return UNKNOWN;
    let certain = 0;
    let possible = 0;
    for (let index = 0; index < observedIncomes.length; index += 1) {
      const each = observedIncomes[index];
      if (each === undefined) continue;
      const counts =
        notBefore(each.month, each.month$to, this.days.stableFrom) &
        before(each.month, each.month$to, this.days.month) &
        greater(each.netIncomePerPerson, line);
      certain += counts & 1;
      possible += counts >> 1;
    }
    return atLeast(certain, STABLE_MONTHS) !== FALSE
      ? TRUE
      : observedIncomes$complete === TRUE && possible < STABLE_MONTHS
        ? FALSE
        : UNKNOWN;
  }
}

function labourOf(ability: string | null): Three {
  if (ability === null) return UNKNOWN;
  return ability === '普通劳动力' || ability === '技能劳动力' || ability === '弱劳动力或半劳动力'
    ? TRUE
    : FALSE;
}

const INCOME_ITEMS: ReadonlySet<string> = new Set([
  ...['务工收入', '村级公益性岗位收入', '自主采集收入', '种植业收入', '养殖业收入', '其他经营收入'],
  ...['土地流转收入', '资产收益分红', '低保金', '养老金', '赡养费', '其他转移性收入'],
]);
const isIncome = (item: string | null): Three =>
  item === null ? UNKNOWN : INCOME_ITEMS.has(item) ? TRUE : FALSE;
