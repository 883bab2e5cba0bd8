import type { FactItem, FactList, FactRecord, FactValue } from '../../src/facts/given.js';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  daysOfMonth,
  exactDay,
  monthOfDay,
} from '../../src/values/day.js';
import { exactly, type Range } from '../../src/values/range.js';
import { rational } from '../../src/values/rational.js';
import { type Random, randomFrom } from '../households.js';

export type HouseholdValues = Readonly<Record<string, FactValue>>;

/** What the pack of the benchmark holds: amounts in fen, at which and beside which households are drawn. */
const LINE = 780_000;
const BOUNDS_OF_INCOME = [LINE, (LINE * 7) / 10, (LINE * 9) / 10, 624_600];
const ILLNESS_SPENDING = 1_000_000;
const SCHOOLING_SPENDING = 800_000;
const ASSETS = 3_000_000;
const RIGID_PERCENT = 40;
const VISIT_DAYS = 180;

/** Of facts, of fields, of lists and of entries. */
const UNKNOWN_SHARE = 0.03;

/** 3.5 on average. */
const SIZES = [1, 2, 3, 3, 4, 4, 5, 6];
const INCOME_ITEMS = [
  '务工收入',
  '务工收入',
  '村级公益性岗位收入',
  '自主采集收入',
  '种植业收入',
  '养殖业收入',
  '其他经营收入',
  '土地流转收入',
  '资产收益分红',
  '低保金',
  '养老金',
  '赡养费',
  '其他转移性收入',
];
const HEADINGS = ['医疗', '医疗', '教育', '其他刚性支出'];
const EVENTS = ['自然灾害', '意外事故', '突发重大疾病', '产业项目失败', '失业', '刑事伤害'];
const LABOUR = ['技能劳动力', '普通劳动力', '普通劳动力', '弱劳动力或半劳动力', '丧失劳动力', '无劳动力'];
const RISKS = [
  '因病',
  '因学',
  '因残',
  '因自然灾害',
  '因意外事故',
  '因务工就业不稳',
  '缺劳动力',
  '因安全住房',
  '因安全饮水',
];

const yuan = (fen: number): FactValue => rational(BigInt(fen), 100n);
const whole = (value: number): FactValue => rational(BigInt(value));
const two = (value: number): string => String(value).padStart(2, '0');

/** Draws one household after another; three in a hundred values are left out as it goes. */
class Households {
  private readonly random: Random;
  private readonly on: string;
  private readonly months: readonly string[];
  private readonly days: readonly Range<string>[];
  private readonly birthYear: number;

  constructor(random: Random, on: string) {
    this.random = random;
    this.on = on;
    this.months = Array.from({ length: 16 }, (_, back) => addMonths(monthOfDay(on), -back));
    // On the last day of a window, the day after it, and elsewhere; one known by its month only.
    this.days = [
      ...[0, 1, 2, 3, 4, 7, 11, 12, 13, 30].map((back) => addMonthsToDay(on, -back)),
      ...[VISIT_DAYS, VISIT_DAYS + 1].map((back) => addDays(on, -back)),
    ].map(exactDay);
    this.birthYear = Number(on.slice(0, 4)) - 1;
  }

  private integer(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }
  private chance(share: number): boolean {
    return this.random() < share;
  }
  private pick<Item>(items: readonly Item[]): Item {
    return items[this.integer(0, items.length - 1)] as Item;
  }
  private known<Value extends FactValue>(value: Value): Value | undefined {
    return this.random() < UNKNOWN_SHARE ? undefined : value;
  }
  private flag(share: number): FactValue {
    return this.known(this.chance(share));
  }
  /** On a bound, one below, one above, or anywhere up to twice of it. */
  private near(bound: number): number {
    return this.chance(0.2) ? bound + this.integer(-1, 1) : this.integer(0, bound * 2);
  }
  private list(items: readonly FactItem[]): FactList | undefined {
    const fate = this.random();
    if (fate < UNKNOWN_SHARE / 2) return undefined;
    return { complete: fate >= UNKNOWN_SHARE, items };
  }
  private codes(codes: readonly string[], share: number): FactList | undefined {
    return this.list(codes.filter(() => this.chance(share)));
  }

  private day(): FactValue {
    const day = this.pick(this.days);
    return this.known(this.chance(0.05) ? daysOfMonth(monthOfDay(day.low as string)) : day);
  }
  private birthDate(): FactValue {
    // Many complete a year of age on the day of assessment, or the day after.
    const monthAndDay = this.chance(0.05)
      ? this.on.slice(5)
      : `${two(this.integer(1, 12))}-${two(this.integer(1, 28))}`;
    const day = `${this.integer(this.birthYear - 85, this.birthYear)}-${monthAndDay}`;
    return this.known(this.chance(0.02) ? daysOfMonth(monthOfDay(day)) : exactDay(day));
  }

  private member(): FactRecord {
    const isStudent = this.chance(0.25);
    return {
      birthDate: this.birthDate(),
      labourAbility: this.known(this.pick(LABOUR)),
      healthStates: this.list([
        ...(this.chance(0.7) ? ['健康'] : []),
        ...['长期慢性病', '患有大病', '残疾'].filter(() => this.chance(0.08)),
      ]),
      // A grade is there for who has one, so it is unknown for most.
      disabilityGrade: this.chance(0.08) ? this.pick(['一级', '二级', '三级', '四级']) : undefined,
      droppedOut: this.flag(0.03),
      studyImpossible: this.flag(0.1),
      fullTimeStudent: this.known(isStudent),
      workMonths: this.known(whole(this.chance(0.5) ? 0 : this.integer(1, 12))),
      medicalInsurance: this.known(this.chance(0.98) ? '城乡居民基本医疗保险' : '未参加'),
    };
  }

  /** An entry of income or spending in the window; some reach out of it, and of some a field or two are unknown. */
  private entry(name: 'item' | 'heading', code: string, fen: number): FactRecord {
    const outside = this.chance(0.05);
    const entry: Record<string, FactValue> = {
      [name]: code,
      amount: yuan(fen),
      fromMonth: exactly(this.months[outside ? 13 : 12] as string),
      toMonth: exactly(this.months[1] as string),
    };
    if (this.chance(UNKNOWN_SHARE))
      for (let blanks = this.pick([1, 1, 1, 2]); blanks > 0; blanks -= 1)
        entry[this.pick(Object.keys(entry))] = undefined;
    return entry;
  }

  private parts(total: number, count: number): number[] {
    const cuts = Array.from({ length: count - 1 }, () => this.integer(0, total)).sort((a, b) => a - b);
    return [...cuts, total].map((cut, index) => cut - (cuts[index - 1] ?? 0));
  }

  /** Income and spending. Of four in ten households the income lies on a bound, or a fen beside it. */
  private money(size: number): Record<string, FactValue> {
    const bound = this.pick(BOUNDS_OF_INCOME) * size;
    const net = this.chance(0.4) ? bound + this.integer(-1, 1) : this.integer(0, LINE * 2 * size);
    const cost = this.integer(0, 500_000);
    const incomes = this.parts(net + cost, this.integer(2, 7)).map((fen) =>
      this.entry('item', this.pick(INCOME_ITEMS), fen),
    );
    const spending = Array.from({ length: this.integer(0, 4) }, () => {
      const limit = this.chance(0.3) ? ILLNESS_SPENDING : 300_000;
      return this.entry('heading', this.pick(HEADINGS), this.near(limit));
    });
    // Spending that brings the income to the line exactly.
    if (net >= LINE * size && this.chance(0.3))
      spending.splice(0, 4, this.entry('heading', '医疗', net - LINE * size + this.integer(0, 1)));
    else if (this.chance(0.1))
      spending.splice(0, 4, this.entry('heading', '医疗', Math.ceil((net * RIGID_PERCENT) / 100)));
    return {
      incomes: this.list(incomes),
      spending: this.list(spending),
      reportedBusinessCost: this.known(yuan(cost)),
      reportedNetIncome: this.chance(0.5) ? undefined : yuan(net),
      financialAssets: this.known(yuan(this.chance(0.5) ? 0 : this.near(ASSETS * size))),
      schoolingCost: this.known(yuan(this.chance(0.6) ? 0 : this.near(SCHOOLING_SPENDING))),
      observedIncomes: this.list(
        Array.from({ length: this.integer(4, 8) }, (_, index) => ({
          month: this.known(exactly(this.months[index + 1] as string)),
          netIncomePerPerson: this.known(yuan(LINE + (this.chance(0.97) ? this.pick([1, 99_999]) : 0))),
        })),
      ),
    };
  }

  next(): HouseholdValues {
    const size = this.pick(SIZES);
    return {
      members: this.list(Array.from({ length: size }, () => this.member())),
      reportedMemberCount: this.known(whole(size)),
      ...this.money(size),
      events: this.list(
        Array.from({ length: this.pick([0, 0, 1, 1, 2]) }, () => ({
          type: this.known(this.pick(EVENTS)),
          occurredOn: this.day(),
        })),
      ),
      measures: this.list(
        Array.from({ length: this.pick([0, 0, 1, 2, 3]) }, () => ({
          status: this.known(this.pick(['已实施', '已实施', '尚未实施'])),
          startedOn: this.day(),
        })),
      ),
      visitRisks: this.codes(RISKS, 0.06),
      identifiedRisks: this.codes(RISKS, 0.12),
      householdKind: this.known(this.pick(['脱贫户', '一般农户'])),
      monitoringStatus: this.known(this.pick(['未纳入', '未纳入', '风险未消除', '风险已消除'])),
      visitedOn: this.day(),
      ableToCope: this.flag(0.4),
      basicLifeInSeriousDifficulty: this.flag(0.1),
      housingGrade: this.known(this.pick(['A', 'A', 'A', 'B', 'C', 'D'])),
      housingProblem: this.flag(0.1),
      waterQualityAcceptable: this.flag(0.97),
      waterPiped: this.flag(0.8),
      waterFetchMinutes: this.known(yuan(this.near(2_000))),
      waterCutDays: this.known(whole(this.pick([0, 0, 0, 36, 37]))),
      foodShortage: this.flag(0.03),
      clothingShortage: this.flag(0.03),
      ownsVehicle: this.flag(0.2),
      vehicleIsDisabilityScooter: this.flag(0.3),
      ownsTownProperty: this.flag(0.1),
      townPropertyFromResettlement: this.flag(0.3),
      operatesCompany: this.flag(0.05),
      unexplainedDoubt: this.flag(0.05),
      monthsWithoutIncome: this.known(whole(this.pick([0, 0, 0, 2, 3, 4]))),
      rigidSpendingControlled: this.flag(0.8),
      riskGoneNaturally: this.flag(0.3),
    };
  }
}

/** Households of which 3 in 100 values are unknown, without end and the same for the same seed. */
export function* drawHouseholds(seed: number, on: string): Generator<HouseholdValues> {
  const households = new Households(randomFrom(seed), on);
  for (;;) yield households.next();
}
