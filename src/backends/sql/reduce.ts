import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import type { Expression, Expressions } from './expression.js';
import { knownExtremeOf } from './numbers.js';
import type { SqlList, SqlValue } from './sql-value.js';
import { isWide } from './whole-numbers.js';

/** An entry of a list: one that stands for all rows, or one of the members known beforehand. */
export interface Entry {
  readonly belongs: Expression;
  readonly value: SqlValue;
}
export const entriesOf = (list: SqlList): readonly Entry[] =>
  list.type === 'rows' ? [{ belongs: list.belongs, value: list.element }] : list.members;

const ROWS = BigInt(MAXIMUM_ITEMS);
const orNothing = (x: Expressions, sum: Expression): Expression =>
  x.choose([[x.isNull(sum), x.integer(0n)]], sum);

/** Whether a truth is true of an entry; never unknown. One truth an entry. */
export function anyOf(x: Expressions, list: SqlList, truths: readonly Expression[]): Expression {
  if (list.type === 'members') return x.or(truths.map((truth) => x.holds(truth)));
  const truth = x.holds(truths[0] as Expression);
  if (truth.constant === false) return truth;
  return x.holds(x.aggregated(list.scope, 'truth', around(x.dialect.someTrue('\u0001'), truth)));
}

const around = (text: string, part: Expression): (string | Expression)[] => {
  const [before = '', after = ''] = text.split('\u0001');
  return [before, part, after];
};

/** The disjunction over the entries, three-valued; of none it is false. */
export function disjunction(x: Expressions, list: SqlList, truths: readonly Expression[]): Expression {
  if (list.type === 'members') return x.or(truths);
  const truth = truths[0] as Expression;
  if (!truth.nullable || truth.constant === false) return anyOf(x, list, truths);
  // 2 true, 1 unknown, 0 false: the greatest settles it.
  const level = x.choose(
    [
      [truth, x.integer(2n)],
      [x.isNull(truth), x.integer(1n)],
    ],
    x.integer(0n),
  );
  const greatest = x.aggregated(list.scope, 'integer', ['max(', level, ')'], 2n);
  return x.choose(
    [
      [x.compare('=', greatest, x.integer(2n)), x.truth(true)],
      [x.compare('=', greatest, x.integer(1n)), x.nothing('truth')],
    ],
    x.truth(false),
  );
}

/** How many entries a truth, never unknown, is true of. */
export function countOf(x: Expressions, list: SqlList, truths: readonly Expression[]): Expression {
  const one = (truth: Expression): Expression => x.where(truth, x.integer(1n));
  if (list.type === 'members')
    return truths.map((truth) => orNothing(x, one(truth))).reduce((a, b) => x.add(a, b), x.integer(0n));
  return orNothing(
    x,
    x.aggregated(list.scope, 'integer', ['count(', one(truths[0] as Expression), ')'], ROWS),
  );
}

/** The sum of the numbers that are known. */
export function sumOf(x: Expressions, list: SqlList, numbers: readonly Expression[]): Expression {
  if (list.type === 'members')
    return numbers.map((number) => orNothing(x, number)).reduce((a, b) => x.add(a, b), x.integer(0n));
  const number = numbers[0] as Expression;
  const bound = number.bound * ROWS;
  const type = x.dialect.types[isWide(bound) ? 'wideInteger' : 'integer'];
  const sum = x.aggregated(list.scope, 'integer', ['CAST(sum(', number, `) AS ${type})`], bound);
  return orNothing(x, sum);
}

/** The least or greatest of the numbers that are known; NULL without one. */
export function extremeNumber(
  x: Expressions,
  list: SqlList,
  which: 'least' | 'greatest',
  numbers: readonly Expression[],
): Expression {
  if (list.type === 'members')
    return numbers
      .map((numerator) => ({ numerator, scale: 1n }))
      .reduce((a, b) => knownExtremeOf(x, which, a, b), { numerator: x.nothing('integer'), scale: 1n })
      .numerator;
  const number = numbers[0] as Expression;
  const name = which === 'least' ? 'min(' : 'max(';
  return x.aggregated(list.scope, 'integer', [name, number, ')'], number.bound);
}
