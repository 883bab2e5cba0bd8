import type { FactValue } from '../../facts/given.js';
import { add, compare, type Rational, ZERO } from '../../values/rational.js';
import { NumberWalk, type Point, relativeSize } from './number-walk.js';
import { Budget, type Question } from './question.js';
import type { Reads, Trial } from './trial.js';
import { otherValues, type Variable } from './variables.js';

/** A variable with the value that it would have. */
export interface Step {
  readonly variable: Variable;
  readonly value: NonNullable<FactValue>;
}

/** Steps after which the answer is another one. */
export interface Found {
  readonly steps: readonly Step[];
  readonly outcome: string;
}

/** What one variable can do in a trial. */
interface Explored {
  readonly found: readonly Found[];
  /** The values tried that do not lead to an answer looked for. */
  readonly others: readonly Step[];
}

/** What becomes of the answer if a variable is not known. */
interface Blanked {
  /** The answers looked for that it can then be. */
  readonly possible: readonly string[];
  readonly reads: Reads;
}

const isNumber = ({ entry }: Variable): boolean => entry.kind === 'number';

/** The number of flags and codes changed, which have no size. */
const qualities = ({ steps }: Found): number => steps.filter(({ variable }) => !isNumber(variable)).length;

function sizeOf({ steps }: Found): Rational {
  return steps
    .filter(({ variable }) => isNumber(variable))
    .map(({ variable, value }) => relativeSize(variable.value as Rational, value as Rational))
    .reduce(add, ZERO);
}

/** Fewer changes first, then fewer flags and codes, then relatively smaller amounts, then the order of the catalogue. */
export function compareFound(left: Found, right: Found): number {
  const byCount = left.steps.length - right.steps.length || qualities(left) - qualities(right);
  if (byCount !== 0) return byCount;
  const bySize = compare(sizeOf(left), sizeOf(right));
  if (bySize !== 0) return bySize;
  for (const [index, { variable }] of left.steps.entries()) {
    const other = (right.steps[index] as Step).variable;
    if (variable.order !== other.order) return variable.order - other.order;
  }
  return 0;
}

/** How many evaluations a search may take at most. */
export interface Evaluations {
  readonly singles: number;
  readonly pairs: number;
}

/** Looks for the changes of one variable, and of two, that lead to another answer. */
export class Search {
  complete = true;
  private readonly question: Question;
  private readonly variables: readonly Variable[];
  /** That of the single changes first, then that of the pairs: many pairs leave no single change untried. */
  private budget: Budget;
  private readonly pairBudget: Budget;
  private readonly blanks = new Map<Variable, Blanked>();
  private readonly explored = new Map<Variable, Explored>();

  constructor(question: Question, variables: readonly Variable[], evaluations: Evaluations) {
    this.question = question;
    this.variables = variables;
    this.budget = new Budget(evaluations.singles);
    this.pairBudget = new Budget(evaluations.pairs);
  }

  run(): readonly Found[] {
    const read = this.question.base.readsOf(this.question.root);
    const near = this.variables.filter((variable) => read.has(variable));
    const singles = near.flatMap((variable) =>
      this.blank(variable).possible.length > 0 ? this.explore(variable).found : [],
    );
    this.budget = this.pairBudget;
    return [...singles, ...this.pairs(near, singles)].sort(compareFound);
  }

  private blank(variable: Variable): Blanked {
    const known = this.blanks.get(variable);
    if (known !== undefined) return known;
    const { base, targets } = this.question;
    if (!this.take()) return { possible: [], reads: base.readsOf() };
    const trial = this.question.blanked(base, variable);
    const made = { possible: this.question.possible(trial, targets), reads: trial.readsOf() };
    this.blanks.set(variable, made);
    return made;
  }

  private take(): boolean {
    const taken = this.budget.take();
    if (!taken) this.complete = false;
    return taken;
  }

  private explore(variable: Variable): Explored {
    const known = this.explored.get(variable);
    if (known !== undefined) return known;
    const made = this.exploreFrom(this.question.base, variable, this.question.targets);
    this.explored.set(variable, made);
    return made;
  }

  /** The nearest values with the answers looked for, of codes every one; and the values in between. */
  private exploreFrom(from: Trial, variable: Variable, targets: readonly string[]): Explored {
    if (isNumber(variable)) return this.exploreNumber(from, variable, targets);
    const found: Found[] = [];
    const others: Step[] = [];
    for (const value of otherValues(variable)) {
      if (!this.take()) break;
      const outcome = this.question.outcomeOf(this.question.changed(from, variable, value));
      if (targets.includes(outcome)) found.push({ steps: [{ variable, value }], outcome });
      else others.push({ variable, value });
    }
    return { found, others };
  }

  private exploreNumber(from: Trial, variable: Variable, targets: readonly string[]): Explored {
    const best = new Map<string, Point>();
    const others: Step[] = [];
    const start = variable.value as Rational;
    for (const direction of [1, -1] as const) {
      const walk = new NumberWalk(this.question, from, variable, direction, this.budget);
      const missing = new Set(targets);
      for (const point of walk.points()) {
        if (missing.delete(point.outcome)) {
          const known = best.get(point.outcome);
          if (
            known === undefined ||
            compare(relativeSize(start, point.value), relativeSize(start, known.value)) < 0
          )
            best.set(point.outcome, point);
          if (missing.size === 0) break;
        } else if (!targets.includes(point.outcome)) others.push({ variable, value: point.value });
      }
      if (!walk.complete) this.complete = false;
    }
    const found = [...best].map(([outcome, { value }]) => ({ steps: [{ variable, value }], outcome }));
    return { found, others };
  }

  /** Pairs for the answers that neither of the two reaches alone. */
  private pairs(near: readonly Variable[], singles: readonly Found[]): Found[] {
    const alone = new Map<Variable, Set<string>>();
    for (const { steps, outcome } of singles) {
      const { variable } = steps[0] as Step;
      alone.set(variable, (alone.get(variable) ?? new Set()).add(outcome));
    }
    const targetsOf = (...pair: readonly Variable[]): string[] =>
      this.question.targets.filter((target) => pair.every((each) => alone.get(each)?.has(target) !== true));
    const tried = new Set<string>();
    const pairs: (readonly [Variable, Variable])[] = [];
    for (const first of near) {
      if (targetsOf(first).length === 0) continue;
      const { reads } = this.blank(first);
      for (const second of this.variables) {
        const key = [first.order, second.order].sort((a, b) => a - b).join();
        if (second === first || tried.has(key) || !reads.has(second) || targetsOf(first, second).length === 0)
          continue;
        tried.add(key);
        pairs.push([first, second]);
      }
    }
    // Two numbers take the longest; where the search has to stop, the other pairs have been tried.
    const numbers = (pair: readonly Variable[]): number => pair.filter(isNumber).length;
    pairs.sort((left, right) => numbers(left) - numbers(right));
    const found: Found[] = [];
    for (const [first, second] of pairs) {
      if (this.budget.isSpent) this.complete = false;
      else found.push(...this.pair(first, second, targetsOf(first, second)));
    }
    return found;
  }

  private pair(first: Variable, second: Variable, targets: readonly string[]): Found[] {
    if (!this.take()) return [];
    const { base } = this.question;
    const blanked = this.question.blanked(this.question.blanked(base, first), second);
    const possible = this.question.possible(blanked, targets);
    if (possible.length === 0) return [];
    // What has no size is tried value by value, and the other one walked.
    if (isNumber(first) && !isNumber(second)) return this.orderedPair(second, first, possible);
    const found = this.orderedPair(first, second, possible);
    return found.length === 0 && isNumber(first) ? this.orderedPair(second, first, possible) : found;
  }

  /** Each value of the first, with the nearest of the second. */
  private orderedPair(first: Variable, second: Variable, targets: readonly string[]): Found[] {
    const found: Found[] = [];
    const { root } = this.question;
    for (const step of this.explore(first).others) {
      if (!this.take()) break;
      const trial = this.question.changed(this.question.base, first, step.value);
      this.question.outcomeOf(trial);
      if (!trial.readsOf(root).has(second) || !this.take()) continue;
      const possible = this.question.possible(this.question.blanked(trial, second), targets);
      if (possible.length === 0) continue;
      for (const { steps, outcome: reached } of this.exploreFrom(trial, second, possible).found)
        found.push({ steps: [step, ...steps], outcome: reached });
    }
    return isNumber(first) ? targets.flatMap((target) => this.least(found, target)) : found;
  }

  /** Of two numbers the least pair, in which neither can be smaller while the other stays. */
  private least(found: readonly Found[], target: string): Found[] {
    const best = found.filter(({ outcome }) => outcome === target).sort(compareFound)[0];
    if (best === undefined) return [];
    const [first, second] = best.steps as [Step, Step];
    if (!isNumber(second.variable)) return [best];
    const trial = this.question.changed(this.question.base, second.variable, second.value);
    const [again] = this.exploreFrom(trial, first.variable, [target]).found;
    return [again === undefined ? best : { ...best, steps: [again.steps[0] as Step, second] }];
  }
}
