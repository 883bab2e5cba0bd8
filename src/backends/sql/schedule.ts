import type { Expression } from './expression.js';
import type { Scope } from './scope.js';

/** A column that a query must give. */
export interface Output {
  readonly name: string;
  readonly expression: Expression;
}

/**
 * When each expression is worked out. A step works out columns of one scope in one round; what is aggregated over
 * inner rows in one round is there for the outer rows in the next. Everything is done as late as its readers
 * allow, so that most of it happens in the last round, where nothing has to be kept.
 */
export class Schedule {
  readonly lastRound: number;
  /** The expressions that become columns of a step, in an order in which parts come first. */
  readonly columns: readonly Expression[];
  private readonly rounds = new Map<Expression, number>();
  private readonly kept = new Set<Expression>();
  private readonly levels = new Map<Expression, number>();
  private readonly leaves = new Map<Expression, ReadonlySet<Expression>>();

  constructor(outputs: readonly Output[]) {
    const reached = reachedFrom(outputs.map(({ expression }) => expression));
    const earliest = earliestRounds(reached);
    this.lastRound = Math.max(0, ...outputs.map(({ expression }) => earliest.get(expression) as number));
    this.place(reached, outputs);
    this.choose(reached, outputs);
    this.columns = reached.filter((each) => this.kept.has(each));
    for (const each of this.columns) this.levels.set(each, this.levelOf(each));
  }

  roundOf = (expression: Expression): number => this.rounds.get(expression) as number;
  /** Whether the expression has a column of its own; otherwise it stands in the text of its only reader. */
  isColumn = (expression: Expression): boolean => this.kept.has(expression);
  /** Within a step: 1 for what reads only columns that were there before, 2 for what reads those, and so on. */
  level = (expression: Expression): number => this.levels.get(expression) as number;

  private place(reached: readonly Expression[], outputs: readonly Output[]): void {
    for (const { expression } of outputs) this.rounds.set(expression, this.lastRound);
    for (const each of [...reached].reverse()) {
      const round = this.rounds.get(each) as number;
      const latest = each.form === 'aggregated' ? round - 1 : round;
      for (const part of partsOf(each))
        this.rounds.set(part, Math.min(this.rounds.get(part) ?? latest, latest));
    }
  }

  /** What is read more than once, from an inner scope, from a later round or by whoever asks gets a column. */
  private choose(reached: readonly Expression[], outputs: readonly Output[]): void {
    const readers = new Map<Expression, number>();
    for (const { expression } of outputs) if (expression.form !== 'literal') this.kept.add(expression);
    for (const each of reached) {
      if (each.form === 'aggregated' || each.form === 'column') this.kept.add(each);
      for (const part of partsOf(each)) {
        readers.set(part, (readers.get(part) ?? 0) + 1);
        const isElsewhere = part.scope !== innerScope(each) || this.roundOf(part) !== this.roundOfParts(each);
        if (part.form !== 'literal' && (isElsewhere || (readers.get(part) as number) > 1))
          this.kept.add(part);
      }
    }
  }

  private roundOfParts = (expression: Expression): number =>
    expression.form === 'aggregated' ? this.roundOf(expression) - 1 : this.roundOf(expression);

  private levelOf(expression: Expression): number {
    if (expression.form !== 'computed') return 0;
    let level = 1;
    for (const leaf of this.leavesOf(expression))
      if (leaf.scope === expression.scope && this.roundOf(leaf) === this.roundOf(expression))
        level = Math.max(level, 1 + (this.levels.get(leaf) as number));
    return level;
  }

  /** The columns that stand in the text of an expression. */
  leavesOf(expression: Expression): ReadonlySet<Expression> {
    const known = this.leaves.get(expression);
    if (known !== undefined) return known;
    const leaves = new Set<Expression>();
    const visit = (each: Expression): void => {
      for (const part of partsOf(each)) {
        if (this.kept.has(part)) leaves.add(part);
        else visit(part);
      }
    };
    visit(expression);
    this.leaves.set(expression, leaves);
    return leaves;
  }
}

export const partsOf = (expression: Expression): Expression[] =>
  expression.text.filter((part): part is Expression => typeof part !== 'string');

/** The scope in which the parts of an expression are read: of an aggregate, that of the rows that it takes together. */
export const innerScope = (expression: Expression): Scope => expression.inner ?? expression.scope;

/** What expressions are made of, parts before what is made of them: parts are always made first. */
function reachedFrom(roots: readonly Expression[]): readonly Expression[] {
  const found = new Set<Expression>();
  const waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...partsOf(next));
  }
  return [...found].sort((a, b) => a.id - b.id);
}

function earliestRounds(reached: readonly Expression[]): ReadonlyMap<Expression, number> {
  const rounds = new Map<Expression, number>();
  for (const each of reached) {
    const parts = partsOf(each).map((part) => rounds.get(part) as number);
    rounds.set(each, Math.max(0, ...parts) + (each.form === 'aggregated' ? 1 : 0));
  }
  return rounds;
}
