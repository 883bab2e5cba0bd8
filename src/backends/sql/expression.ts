import type { Dialect } from './dialect.js';
import { literalText } from './literal-text.js';
import type { Scope } from './scope.js';
import { Unsupported } from './unsupported.js';
import {
  type Comparison,
  isSo,
  isTooWide,
  isWide,
  larger,
  magnitude,
  mayPassSmall,
} from './whole-numbers.js';

export type ExpressionType = 'truth' | 'text' | 'integer';

/** A part of SQL, the same object wherever it stands twice. */
export interface Expression {
  readonly id: number;
  readonly scope: Scope;
  readonly type: ExpressionType;
  readonly form: 'literal' | 'column' | 'computed' | 'aggregated';
  /** Of a literal: its value; null is unknown. */
  readonly constant?: boolean | string | bigint | null;
  /** Of a column of the facts: its name. */
  readonly column?: string;
  /** Of an aggregate: the rows that it takes together. */
  readonly inner?: Scope;
  /** The text, in which parts stand for themselves. */
  readonly text: readonly (string | Expression)[];
  /** False if it is known in every row. */
  readonly nullable: boolean;
  /** Of whole numbers: no value is further from 0. */
  readonly bound: bigint;
}

/** Makes expressions, each once; what is constant is worked out here and now. */
export class Expressions {
  readonly dialect: Dialect;
  readonly households: Scope = { id: 0, parent: undefined, list: undefined, depth: 0 };
  readonly scopes: Scope[] = [this.households];
  private readonly known = new Map<string, Expression>();

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** The entries of a list for each row of the parent; the same object for the same list and parent. */
  scopeOf(list: string, parent: Scope): Scope {
    const found = this.scopes.find((scope) => scope.list === list && scope.parent === parent);
    if (found !== undefined) return found;
    const made: Scope = { id: this.scopes.length, parent, list, depth: parent.depth + 1 };
    this.scopes.push(made);
    return made;
  }

  /** The innermost of the scopes that parts belong to; each has to lie within the others. */
  private innermost(parts: readonly (string | Expression)[]): Scope {
    let result = this.households;
    for (const part of parts) {
      if (typeof part === 'string') continue;
      const [inner, outer] = part.scope.depth > result.depth ? [part.scope, result] : [result, part.scope];
      for (let scope: Scope | undefined = inner; scope !== outer; scope = scope.parent)
        if (scope === undefined) throw new Unsupported('item', 'entries of two lists that are not paired');
      result = inner;
    }
    return result;
  }

  private make(made: Omit<Expression, 'id'>): Expression {
    const key = `${made.scope.id}:${made.inner?.id ?? ''}:${made.form}:${made.text
      .map((part) => (typeof part === 'string' ? part : `\u0000${part.id}\u0000`))
      .join('')}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    if (isTooWide(made.bound)) throw new Unsupported('number', 'it may be too large for 128 bits');
    const expression = Object.freeze({ ...made, id: this.known.size });
    this.known.set(key, expression);
    return expression;
  }

  literal(value: boolean | string | bigint | null, type: ExpressionType): Expression {
    const bound = typeof value === 'bigint' ? magnitude(value) : 0n;
    return this.make({
      scope: this.households,
      type,
      form: 'literal',
      constant: value,
      text: [literalText(this.dialect, value, type)],
      nullable: value === null,
      bound,
    });
  }

  truth = (value: boolean): Expression => this.literal(value, 'truth');
  integer = (value: bigint): Expression => this.literal(value, 'integer');
  nothing = (type: ExpressionType): Expression => this.literal(null, type);

  column(scope: Scope, name: string, type: ExpressionType, bound = 0n, nullable = true): Expression {
    return this.make({ scope, type, form: 'column', column: name, text: [name], nullable, bound });
  }

  computed(
    type: ExpressionType,
    text: readonly (string | Expression)[],
    { nullable, bound = 0n }: { readonly nullable?: boolean; readonly bound?: bigint } = {},
  ): Expression {
    const isNullable = nullable ?? text.some((part) => typeof part !== 'string' && part.nullable);
    return this.make({
      scope: this.innermost(text),
      type,
      form: 'computed',
      text,
      nullable: isNullable,
      bound,
    });
  }

  /** Over the rows of an inner scope, for each row of its parent; NULL where there are none. */
  aggregated(
    inner: Scope,
    type: ExpressionType,
    text: readonly (string | Expression)[],
    bound = 0n,
  ): Expression {
    // What is read has to be at hand in the rows that are taken together: theirs, or that of rows around them.
    const read = this.innermost(text);
    let around: Scope | undefined = inner;
    while (around !== undefined && around !== read) around = around.parent;
    if (around === undefined) throw new Unsupported('item', 'a list whose condition reads another entry');
    return this.make({
      scope: inner.parent as Scope,
      type,
      form: 'aggregated',
      inner,
      text,
      nullable: true,
      bound,
    });
  }

  isNull(operand: Expression): Expression {
    if (operand.form === 'literal') return this.truth(operand.constant === null);
    if (!operand.nullable) return this.truth(false);
    return this.computed('truth', ['(', operand, ' IS NULL)'], { nullable: false });
  }
  isKnown = (operand: Expression): Expression => this.not(this.isNull(operand));

  not(operand: Expression): Expression {
    if (operand.form === 'literal')
      return operand.constant === null ? operand : this.truth(operand.constant === false);
    const [first, inner, last] = operand.text;
    if (first === '(NOT ' && last === ')') return inner as Expression;
    return this.computed('truth', ['(NOT ', operand, ')']);
  }

  /** Whether a truth is true: unknown is not. */
  holds(operand: Expression): Expression {
    if (operand.form === 'literal') return this.truth(operand.constant === true);
    if (!operand.nullable) return operand;
    return this.computed('truth', ['(', operand, ' IS TRUE)'], { nullable: false });
  }

  and = (operands: readonly Expression[]): Expression => this.joined(operands, ' AND ', true);
  or = (operands: readonly Expression[]): Expression => this.joined(operands, ' OR ', false);

  private joined(operands: readonly Expression[], word: string, neutral: boolean): Expression {
    const kept = new Set<Expression>();
    for (const operand of operands) {
      if (operand.form === 'literal' && operand.constant !== null) {
        if (operand.constant !== neutral) return this.truth(!neutral);
      } else kept.add(operand);
    }
    const [only, ...others] = kept;
    if (only === undefined) return this.truth(neutral);
    if (others.length === 0) return only;
    const text = [...kept].flatMap((part, index) => [index === 0 ? '(' : word, part]);
    return this.computed('truth', [...text, ')']);
  }

  /** The value beside the first condition that is true; without one, the last value. */
  choose(
    cases: readonly (readonly [condition: Expression, value: Expression])[],
    otherwise: Expression,
  ): Expression {
    const kept: (readonly [Expression, Expression])[] = [];
    let last = otherwise;
    for (const [condition, value] of cases) {
      if (condition.form === 'literal') {
        if (condition.constant !== true) continue;
        last = value;
        break;
      }
      kept.push([condition, value]);
    }
    if (kept.every(([, value]) => value === last)) return last;
    const [[condition, value] = []] = kept;
    if (kept.length === 1 && condition !== undefined && last.type === 'truth') {
      if (value?.constant === true && last.constant === false) return this.holds(condition);
      if (value?.constant === false && last.constant === true) return this.not(this.holds(condition));
    }
    const values = [...kept.map(([, value]) => value), last];
    const text = kept.flatMap(([condition, value]) => [' WHEN ', condition, ' THEN ', value]);
    return this.computed(last.type, ['CASE', ...text, ' ELSE ', last, ' END'], {
      nullable: values.some((value) => value.nullable),
      bound: values.map((value) => value.bound).reduce(larger),
    });
  }
  /** The value where the condition is true, otherwise unknown. */
  where = (condition: Expression, value: Expression): Expression =>
    this.choose([[condition, value]], this.nothing(value.type));

  sameText(left: Expression, right: Expression): Expression {
    if (left.form === 'literal' && right.form === 'literal')
      return left.constant === null || right.constant === null
        ? this.nothing('truth')
        : this.truth(left.constant === right.constant);
    if (left.constant === null || right.constant === null) return this.nothing('truth');
    return this.computed('truth', ['(', left, ' = ', right, ')']);
  }

  /** Two whole numbers compared. */
  compare(comparison: Comparison, left: Expression, right: Expression): Expression {
    if (left.constant === null || right.constant === null) return this.nothing('truth');
    if (left.form === 'literal' && right.form === 'literal')
      return this.truth(isSo[comparison](left.constant as bigint, right.constant as bigint));
    return this.computed('truth', ['(', left, ` ${comparison} `, right, ')']);
  }

  /** Widened where the result may need it, so that nothing overflows. */
  private operandFor(operand: Expression, bound: bigint): Expression {
    // What is made of small literals may be of a type of 32 bits.
    if (!mayPassSmall(bound) || isWide(operand.bound) || operand.form === 'literal') return operand;
    const { integer, wideInteger } = this.dialect.types;
    return this.computed('integer', ['CAST(', operand, ` AS ${isWide(bound) ? wideInteger : integer})`], {
      bound: operand.bound,
    });
  }

  add(left: Expression, right: Expression): Expression {
    if (left.constant === null || right.constant === null) return this.nothing('integer');
    if (left.form === 'literal' && right.form === 'literal')
      return this.integer((left.constant as bigint) + (right.constant as bigint));
    if (left.constant === 0n) return right;
    if (right.constant === 0n) return left;
    const bound = left.bound + right.bound;
    return this.computed(
      'integer',
      ['(', this.operandFor(left, bound), ' + ', this.operandFor(right, bound), ')'],
      {
        bound,
      },
    );
  }

  multiply(left: Expression, right: Expression): Expression {
    if (left.constant === null || right.constant === null) return this.nothing('integer');
    if (left.form === 'literal' && right.form === 'literal')
      return this.integer((left.constant as bigint) * (right.constant as bigint));
    if (left.constant === 1n) return right;
    if (right.constant === 1n) return left;
    const bound = left.bound * right.bound;
    const text = ['(', this.operandFor(left, bound), ' * ', this.operandFor(right, bound), ')'];
    return this.wholeNumber(text, bound, [left, right]);
  }
  negate = (operand: Expression): Expression => this.multiply(operand, this.integer(-1n));

  /** The whole part and what remains; neither operand is negative, the divisor not 0. */
  quotient = (left: Expression, right: Expression): Expression => this.divided('quotient', left, right);
  remainder = (left: Expression, right: Expression): Expression => this.divided('remainder', left, right);

  private divided(part: 'quotient' | 'remainder', left: Expression, right: Expression): Expression {
    if (left.constant === null || right.constant === null) return this.nothing('integer');
    if (left.form === 'literal' && right.form === 'literal') {
      const [dividend, divisor] = [left.constant as bigint, right.constant as bigint];
      return this.integer(part === 'quotient' ? dividend / divisor : dividend % divisor);
    }
    const bound = part === 'quotient' ? left.bound : right.bound;
    const isEitherWide = isWide(left.bound) || isWide(right.bound);
    const [before = '', between = '', after = ''] = this.dialect[part](
      '\u0001',
      '\u0001',
      isEitherWide,
    ).split('\u0001');
    return this.wholeNumber([before, left, between, right, after], bound, [left, right]);
  }

  /** What is small again is of the narrow type again: whoever reads it goes by its bound. */
  private wholeNumber(
    text: readonly (string | Expression)[],
    bound: bigint,
    operands: readonly Expression[],
  ): Expression {
    const made = this.computed('integer', text, { bound });
    if (isWide(bound) || !operands.some((operand) => isWide(operand.bound))) return made;
    return this.computed('integer', ['CAST(', made, ` AS ${this.dialect.types.integer})`], { bound });
  }
}
