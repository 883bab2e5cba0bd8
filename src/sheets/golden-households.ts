import { type Assessor, compile } from '../decision/assess.js';
import type { Assessment } from '../decision/assessment.js';
import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { codesOf } from '../facts/code-lists.js';
import type { Household } from '../facts/household.js';
import type { Fact, NumberFact } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import { walk } from '../language/nodes.js';
import { inForceOn } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import { decisionTable } from '../tables/decision-rows.js';
import { addMonths, monthOfDay } from '../values/day.js';
import { goldenRow, isNoneHere } from './golden-cells.js';
import type { GoldenHouseholds } from './portable/policy-data.js';
import { textSum } from './portable/text-sum.js';
import { dayNumber } from './text-data.js';

/** So many households test an engine; of so many, those are chosen that are answered most differently. */
const CHOSEN = 5;
const TRIED = 400;

/** The answers by which decisions are written, in the order of the results of a bundle. */
const ANSWER_KEYS = [
  ...['identification', 'category', 'risks', 'tier', 'track', 'measures', 'referrals', 'reassessment'],
  ...['exit', 'exitMode', 'reason', 'missing', 'checks', 'alerts', 'reminders'],
];

/** The cells of a decision as `dixian assess` writes them, as far as they are answers. */
export function answerCells(assessment: Assessment): readonly string[] {
  const row = { row: 1, household: {}, issues: [], readable: true };
  const [record] = decisionTable([{ row, assessment }], 'zh-CN', false).rows;
  return ANSWER_KEYS.map((key) => record?.[key] ?? '');
}

/** A sequence of numbers from 0 up to 1 that is the same on every machine. */
function sequence(): () => number {
  let state = 20_241_101;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** What is tried: blanks, flags, codes, and the numbers of the policy itself with what stands right beside them. */
class Trials {
  readonly #random = sequence();
  readonly #policy: Policy;
  readonly #on: string;
  readonly #facts: readonly (readonly [string, Fact])[];

  constructor(policy: Policy, on: string) {
    this.#policy = policy;
    this.#on = on;
    const read = new Set(
      policy.program.definitions.flatMap(({ node }) =>
        [...walk(node)].flatMap((each) => (each.kind === 'fact' ? [each.name] : [])),
      ),
    );
    this.#facts = FACT_NAMES.filter((name) => read.has(name)).map((name) => [name, factOf(name) as Fact]);
  }

  next(): Record<string, unknown> {
    const blanks = this.#pick([0.02, 0.1, 0.4]);
    const trues = this.#pick([0.02, 0.08, 0.3]);
    const household: Record<string, unknown> = { householdId: '1' };
    for (const [name, fact] of this.#facts) {
      if (this.#random() < blanks) continue;
      const value = this.#value(fact, trues);
      if (value !== undefined) household[name] = value;
    }
    return household;
  }

  #value(fact: Fact, trues: number): unknown {
    switch (fact.kind) {
      case 'number':
        return this.#number(fact);
      case 'flag':
        return this.#random() < trues;
      case 'code':
        return this.#pick(codesOf(fact.codes));
      case 'codes':
        return { complete: true, items: this.#random() < 0.5 ? [] : [this.#pick(codesOf(fact.codes))] };
      case 'day':
        return `${this.#month()}-15`;
      case 'month':
        return this.#month();
      default:
        return undefined;
    }
  }

  #number({ unit, minimum, maximum, decimals }: NumberFact): number {
    const step = decimals === 2 ? 0.01 : 1;
    const bounds = this.#bounds(unit);
    const bound = bounds.length === 0 || this.#random() < 0.3 ? 0 : this.#pick(bounds);
    const beside = bound + this.#pick([0, 0, step, -step, 1]);
    const rounded = Math.round(beside / step) / Math.round(1 / step);
    return Math.min(maximum, Math.max(minimum, rounded));
  }

  /** The parameters of a unit that are in force; for a household's amounts also those for one person. */
  #bounds(unit: Unit): readonly number[] {
    return Object.values(this.#policy.parameters).flatMap((parameter) => {
      const value = inForceOn(parameter.series, this.#on)?.value;
      if (parameter.unit !== unit || typeof value !== 'string' || !/^\d+(\.\d{1,2})?$/.test(value)) return [];
      return [Number(value)];
    });
  }

  #month(): string {
    return addMonths(monthOfDay(this.#on), -1 - Math.floor(this.#random() * 26));
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}

/** Whether a sheet can say it: that a list is known to be empty has words in some columns only. */
function canBeWritten(household: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(household)) {
    const fact = factOf(name) as Fact;
    const hasNone = fact.columns.some(({ noneWords }) => noneWords !== undefined);
    if (isNoneHere(fact, value) && !hasNone) delete household[name];
  }
  return household;
}

/** A household of which nothing is known but its number, as most lists begin. */
const SPARSE: Household = { householdId: '1' };
/** Rows that are no households: nothing may be decided of them. */
const NO_HOUSEHOLDS = ['合计', '填表人:某某', '2024年11月1日'];

/** What tells one household's answers from another's. */
const traitsOf = (assessor: Assessor, household: Household, on: string): readonly string[] => {
  const assessment = assessor.assess(household, { on });
  const rules = Object.entries(assessment.rules).map(([rule, truth]) => `${rule} ${truth}`);
  return [assessment.identification.outcome, `exit ${assessment.exit.outcome}`, ...rules];
};

/**
 * Households by which an engine is tested before it decides: of many that are made from the policy's own numbers, those
 * that bring its rules to the most different answers, one of which hardly anything is known, and rows that are none; their
 * answers are those of the library.
 */
export function goldenHouseholds(policy: Policy, on: string): GoldenHouseholds {
  const assessor = compile(policy);
  const trials = new Trials(policy, on);
  const tried = Array.from({ length: TRIED }, () => {
    const household = canBeWritten(trials.next());
    return { household, traits: traitsOf(assessor, household as Household, on) };
  });
  const seen = new Set<string>();
  const fresh = ({ traits }: (typeof tried)[number]): number =>
    traits.filter((trait) => !seen.has(trait)).length;
  const chosen: Record<string, unknown>[] = [];
  while (chosen.length < CHOSEN) {
    const best = tried.reduce((most, each) => (fresh(each) > fresh(most) ? each : most));
    chosen.push(best.household);
    for (const trait of best.traits) seen.add(trait);
  }
  const written = [
    ...(chosen as Household[]).map((household, place) => goldenRow(household, place, place % 4 === 3)),
    goldenRow(SPARSE, 0, false),
  ];
  const blank = textSum(ANSWER_KEYS.map(() => '').join('|'));
  return {
    on: dayNumber(on),
    rows: [...written.map(({ text }) => text), ...NO_HOUSEHOLDS],
    sums: [
      ...written.map(({ household, unusable }) =>
        textSum(answerCells(assessor.assess(household, { on, unusable })).join('|')),
      ),
      ...NO_HOUSEHOLDS.map(() => blank),
    ],
  };
}
