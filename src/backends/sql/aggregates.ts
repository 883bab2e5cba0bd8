import type { AggregateName } from '../../language/nodes.js';
import type { Expression, Expressions } from './expression.js';
import { fractionWhere, wholeNumber } from './numbers.js';
import { anyOf, countOf, disjunction, entriesOf, extremeNumber, sumOf } from './reduce.js';
import { type Fraction, type SqlList, type SqlValue, truthOf, UNKNOWN } from './sql-value.js';
import { Unsupported } from './unsupported.js';
import { equalValues, numberFrom, truthFrom } from './values.js';
import { commonMultiple } from './whole-numbers.js';

/** Unknown where the list may go on, so that no entry's truth is the last word; else false. */
const openTail = (x: Expressions, list: SqlList): Expression =>
  x.choose([[list.complete, x.truth(false)]], x.nothing('truth'));

const some = (x: Expressions, list: SqlList, truths: readonly Expression[]): Expression =>
  x.or([
    disjunction(
      x,
      list,
      entriesOf(list).map((entry, index) => x.and([entry.belongs, truths[index] as Expression])),
    ),
    openTail(x, list),
  ]);

export const containsValue = (x: Expressions, list: SqlList, element: SqlValue): Expression =>
  some(
    x,
    list,
    entriesOf(list).map((entry) => equalValues(x, entry.value, element)),
  );

function requireCountable(list: SqlList): void {
  if (list.type === 'members' && list.isSet)
    throw new Unsupported('aggregate', 'how often a code stands in a list is not kept');
}

const mayBelong = (x: Expressions, belongs: Expression): Expression => x.or([x.isNull(belongs), belongs]);
function count(x: Expressions, list: SqlList): SqlValue {
  if (list.type === 'members' && list.entries !== undefined)
    return {
      type: 'number',
      low: wholeNumber(x.where(x.isKnown(list.complete), list.entries)),
      high: wholeNumber(x.where(list.complete, list.entries)),
    };
  requireCountable(list);
  const belongs = entriesOf(list).map((entry) => entry.belongs);
  const certain = countOf(
    x,
    list,
    belongs.map((each) => x.holds(each)),
  );
  const possible = countOf(
    x,
    list,
    belongs.map((each) => x.holds(mayBelong(x, each))),
  );
  const low = wholeNumber(x.where(x.isKnown(list.complete), certain));
  const high = wholeNumber(x.where(list.complete, possible));
  return { type: 'number', low, high: low.numerator === high.numerator ? low : high };
}

/** Ends of all entries brought to one scale. */
function scaled(
  x: Expressions,
  ends: readonly Fraction[],
): { readonly numerators: readonly Expression[]; readonly scale: bigint } {
  if (ends.some((end) => end.denominator !== undefined))
    throw new Unsupported('aggregate', 'quotients with different divisors');
  const scale = ends.map((end) => end.scale).reduce(commonMultiple, 1n);
  return { numerators: ends.map((end) => x.multiply(end.numerator, x.integer(scale / end.scale))), scale };
}

function sum(x: Expressions, list: SqlList, values: readonly SqlValue[]): SqlValue {
  requireCountable(list);
  const entries = entriesOf(list);
  const numbers = values.map((value) => numberFrom(x, value));
  const zero = x.integer(0n);
  const end = (which: 'low' | 'high'): Fraction => {
    const { numerators, scale } = scaled(
      x,
      numbers.map((number) => number[which]),
    );
    const taken = entries.map(({ belongs }, index) => {
      const number = numerators[index] as Expression;
      const isOutward = which === 'low' ? x.compare('<', number, zero) : x.compare('<', zero, number);
      const towardsZero = x.choose(
        [
          [isOutward, number],
          [x.isNull(number), x.nothing('integer')],
        ],
        zero,
      );
      return x.choose(
        [
          [belongs, number],
          [x.isNull(belongs), towardsZero],
        ],
        zero,
      );
    });
    const open = anyOf(
      x,
      list,
      taken.map((each) => x.isNull(each)),
    );
    const settled = x.and([x.holds(list.complete), x.not(open)]);
    return { numerator: x.where(settled, sumOf(x, list, taken)), scale };
  };
  const [low, high] = [end('low'), end('high')];
  return { type: 'number', low, high: low.numerator === high.numerator ? low : high };
}

function extreme(
  x: Expressions,
  list: SqlList,
  which: 'minimum' | 'maximum',
  values: readonly SqlValue[],
): SqlValue {
  const kind = values.find(({ type }) => type !== 'unknown')?.type;
  if (kind === undefined) return UNKNOWN;
  if (kind !== 'number' && kind !== 'day' && kind !== 'month')
    throw new Unsupported('aggregate', 'the least of something else than numbers, days or months');
  const entries = entriesOf(list);
  const ends = (end: 'low' | 'high') =>
    scaled(
      x,
      values.map((value): Fraction => {
        if (value.type === 'number') return value[end];
        const time = value.type === 'day' || value.type === 'month' ? value[end] : x.nothing('integer');
        return wholeNumber(time);
      }),
    );
  const direction = which === 'minimum' ? 'least' : 'greatest';
  const [near, far] = which === 'minimum' ? (['low', 'high'] as const) : (['high', 'low'] as const);
  const certain = anyOf(
    x,
    list,
    entries.map((entry) => entry.belongs),
  );
  // Every entry can move the near end; only one that certainly belongs bounds the far one.
  const nearEnds = ends(near);
  const possible = entries.map(({ belongs }) => x.holds(mayBelong(x, belongs)));
  const open = anyOf(
    x,
    list,
    possible.map((each, index) => x.and([each, x.isNull(nearEnds.numerators[index] as Expression)])),
  );
  const nearest = extremeNumber(
    x,
    list,
    direction,
    possible.map((each, index) => x.where(each, nearEnds.numerators[index] as Expression)),
  );
  const settled = x.and([x.holds(list.complete), certain, x.not(open)]);
  const nearEnd = fractionWhere(x, settled, { numerator: nearest, scale: nearEnds.scale });
  const farEnds = ends(far);
  const farEnd: Fraction = {
    numerator: extremeNumber(
      x,
      list,
      direction,
      entries.map(({ belongs }, index) => x.where(belongs, farEnds.numerators[index] as Expression)),
    ),
    scale: farEnds.scale,
  };
  const [low, high] = which === 'minimum' ? [nearEnd, farEnd] : [farEnd, nearEnd];
  return kind === 'number'
    ? { type: 'number', low, high }
    : { type: kind, low: low.numerator, high: high.numerator };
}

/** What an aggregate makes of a list; of each entry its body is given. */
export function aggregateList(
  x: Expressions,
  operator: AggregateName,
  list: SqlList,
  values: readonly SqlValue[],
): SqlValue {
  switch (operator) {
    case 'some':
      return truthOf(
        some(
          x,
          list,
          values.map((value) => truthFrom(x, value)),
        ),
      );
    case 'every':
      return truthOf(
        x.not(
          some(
            x,
            list,
            values.map((value) => x.not(truthFrom(x, value))),
          ),
        ),
      );
    case 'count':
      return count(x, list);
    case 'sum':
      return sum(x, list, values);
    case 'minimum':
    case 'maximum':
      return extreme(x, list, operator, values);
  }
}
