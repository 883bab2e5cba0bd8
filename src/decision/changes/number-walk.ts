import type { NumberFact } from '../../facts/kinds.js';
import {
  add,
  compare,
  divide,
  multiply,
  negative,
  type Rational,
  rational,
  rationalFromNumber,
  subtract,
} from '../../values/rational.js';
import type { Budget, Question } from './question.js';
import { sameCourse, sharedCourse, type Trial, type Turn } from './trial.js';
import type { Variable } from './variables.js';

/** A value that was tried, and the answer there. */
export interface Point {
  readonly value: Rational;
  readonly outcome: string;
  readonly trial: Trial;
}

/** So far as to be near a point and beyond it, and far from the next value that can be given. */
const NEARBY = rational(1n, 1_000_000n);
/** Turns are passed one by one; no household has as many on its way. */
const MOST_STEPS = 60;

/**
 * Walks a number up or down through all values at which a comparison turns, each time to the last value that can be
 * given before it or on it and to the first one after it. Between them no answer changes, so the first point with an
 * answer is the nearest value with it.
 */
export class NumberWalk {
  /** False if the walk ended before the end of the range, or went where turns cannot be worked out. */
  complete = true;
  private readonly question: Question;
  private readonly from: Trial;
  private readonly variable: Variable;
  private readonly budget: Budget;
  private readonly start: Rational;
  /** One value that can be given, in the direction of the walk. */
  private readonly step: Rational;
  private readonly end: Rational;

  constructor(question: Question, from: Trial, variable: Variable, direction: 1 | -1, budget: Budget) {
    const entry = variable.entry as NumberFact;
    this.question = question;
    this.from = from;
    this.variable = variable;
    this.budget = budget;
    this.start = variable.value as Rational;
    this.step = rational(BigInt(direction), 10n ** BigInt(entry.decimals));
    this.end = rationalFromNumber(direction === 1 ? entry.maximum : entry.minimum) as Rational;
  }

  /** The points in the order of their distance, the end of the range the last; what is given is none of them. */
  *points(): Generator<Point> {
    const straight = this.question.movesStraight(this.variable);
    if (!straight) this.complete = false;
    let here = this.tryAt(this.start);
    for (let steps = 0; here !== undefined; steps += 1) {
      if (steps === MOST_STEPS) {
        this.complete = false;
        return;
      }
      let last: Point | undefined;
      for (const value of this.next(here, straight)) {
        last = this.tryAt(value);
        if (last === undefined) return;
        yield last;
      }
      here = last;
    }
  }

  private tryAt(value: Rational): Point | undefined {
    if (!this.budget.take()) {
      this.complete = false;
      return undefined;
    }
    const trial = this.question.changed(this.from, this.variable, value);
    return { value, outcome: this.question.outcomeOf(trial), trial };
  }

  /** How far a value is along the walk, in steps. */
  private stepsTo(value: Rational): Rational {
    return divide(subtract(value, this.start), this.step);
  }

  private isBeyondEnd(value: Rational): boolean {
    return compare(this.stepsTo(value), this.stepsTo(this.end)) > 0;
  }

  /** The values to be tried after a point, in order. */
  private next(here: Point, straight: boolean): readonly Rational[] {
    const near = this.tryAt(add(here.value, multiply(this.step, NEARBY)));
    const further = this.tryAt(add(here.value, multiply(this.step, add(NEARBY, NEARBY))));
    if (near === undefined || further === undefined) return [];
    const [first, second] = [near.trial.turns, further.trial.turns];
    const after = add(here.value, this.step);
    const isSettled = sameCourse(first, second) && sameCourse(here.trial.turns, first);
    const root = this.nearestTurn(near.value, first, second, here.value);
    const before = root === undefined ? undefined : this.lastUpTo(root);
    const values = [
      ...(isSettled ? [] : [after]),
      ...(straight ? [] : this.searched(near, before)),
      ...(before === undefined ? [] : [before, add(before, this.step)]),
    ];
    const within = values.filter((value) => !this.isBeyondEnd(value));
    return (within.length === 0 ? [this.end] : within)
      .filter((value) => compare(this.stepsTo(value), this.stepsTo(here.value)) > 0)
      .sort((a, b) => compare(this.stepsTo(a), this.stepsTo(b)))
      .filter((value, index, all) => index === 0 || compare(value, all[index - 1] as Rational) !== 0);
  }

  /** The nearest value beyond a point at which a difference that moves in a straight line is zero. */
  private nearestTurn(
    at: Rational,
    first: readonly Turn[],
    second: readonly Turn[],
    beyond: Rational,
  ): Rational | undefined {
    const distance = multiply(this.step, NEARBY);
    let nearest: Rational | undefined;
    for (let index = 0; index < sharedCourse(first, second); index += 1) {
      const [before, after] = [(first[index] as Turn).differences, (second[index] as Turn).differences];
      for (const [place, difference] of before.entries()) {
        const moved = subtract(after[place] ?? difference, difference);
        if (moved.numerator === 0n) continue;
        const root = subtract(at, divide(multiply(difference, distance), moved));
        if (compare(this.stepsTo(root), this.stepsTo(beyond)) <= 0) continue;
        if (nearest === undefined || compare(this.stepsTo(root), this.stepsTo(nearest)) < 0) nearest = root;
      }
    }
    return nearest;
  }

  /** The last value that can be given on the way to another, itself included. */
  private lastUpTo(value: Rational): Rational {
    const { numerator, denominator } = this.stepsTo(value);
    return add(this.start, multiply(this.step, rational(numerator / denominator)));
  }

  /**
   * Where lines are not straight: steps that double until the course is another one, then halving. Finds where a
   * comparison turns once between two of the steps.
   */
  private searched(from: Point, before: Rational | undefined): readonly Rational[] {
    const course = from.trial.turns;
    const whole = this.lastUpTo(from.value);
    const at = (steps: bigint): Rational => add(whole, multiply(this.step, rational(steps)));
    const { numerator, denominator } = this.stepsTo(before ?? this.end);
    const most = numerator / denominator - this.stepsTo(whole).numerator;
    const isSame = (steps: bigint): boolean | undefined => {
      const point = this.tryAt(at(steps));
      return point === undefined ? undefined : sameCourse(course, point.trial.turns);
    };
    let [same, other] = [0n, 1n];
    for (;;) {
      if (same >= most) return [];
      if (other > most) other = most;
      const found = isSame(other);
      if (found === undefined) return [];
      if (!found) break;
      [same, other] = [other, other * 2n];
    }
    while (other - same > 1n) {
      const middle = (same + other) / 2n;
      const found = isSame(middle);
      if (found === undefined) return [];
      if (found) same = middle;
      else other = middle;
    }
    return [at(other)];
  }
}

/** The size of a change against what it changes; against one where that is less. */
export function relativeSize(from: Rational, to: Rational): Rational {
  const one = rational(1n);
  const size = absolute(from);
  return divide(absolute(subtract(to, from)), compare(size, one) < 0 ? one : size);
}

export const absolute = (value: Rational): Rational => (value.numerator < 0n ? negative(value) : value);
