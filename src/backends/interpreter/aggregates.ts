import type { AggregateName } from '../../language/nodes.js';
import {
  type Member,
  numberRange,
  numberValue,
  timeRange,
  timeValue,
  truthOfValue,
  truthValue,
  UNKNOWN,
  type Value,
} from '../../language/value.js';
import { compareText } from '../../values/day.js';
import { between, type Comparison, type Range } from '../../values/range.js';
import { add, compare, type Rational, rational, ZERO } from '../../values/rational.js';
import { allOf, anyOf, negate } from '../../values/truth.js';

/** What is taken of one item, and whether the item belongs to the list. */
interface Taken {
  readonly belongs: Member['belongs'];
  readonly value: Value;
}
type Aggregate = (taken: readonly Taken[], complete: boolean) => Value;

const whole = (value: number): Rational => rational(BigInt(value));
const isCertain = ({ belongs }: Taken): boolean => belongs === 'true';

/** The range of a sum of ranges; an item that only may belong widens it towards zero. */
function sum(taken: readonly Taken[], complete: boolean): Value {
  if (!complete) return UNKNOWN;
  let low: Rational | undefined = ZERO;
  let high: Rational | undefined = ZERO;
  for (const each of taken) {
    const range = numberRange(each.value);
    const [itemLow, itemHigh] = isCertain(each)
      ? [range.low, range.high]
      : [lower(range.low, ZERO), higher(range.high, ZERO)];
    low = low === undefined || itemLow === undefined ? undefined : add(low, itemLow);
    high = high === undefined || itemHigh === undefined ? undefined : add(high, itemHigh);
  }
  return numberValue(between(low, high));
}

const lower = (value: Rational | undefined, other: Rational): Rational | undefined =>
  value === undefined ? undefined : compare(value, other) < 0 ? value : other;
const higher = (value: Rational | undefined, other: Rational): Rational | undefined =>
  value === undefined ? undefined : compare(value, other) > 0 ? value : other;

/**
 * The range of the least value. Every item can lower it; only an item that certainly belongs bounds it from
 * above. Without one the list may be empty, and the least value of nothing is unknown.
 */
function leastRange<T>(
  ranges: readonly { belongs: Member['belongs']; range: Range<T> }[],
  complete: boolean,
  comparison: Comparison<T>,
): Range<T> | undefined {
  const certain = ranges.filter(({ belongs }) => belongs === 'true');
  if (certain.length === 0) return undefined;
  const least = (values: readonly T[]): T => values.reduce((a, b) => (comparison(a, b) <= 0 ? a : b));
  const lows = ranges.map(({ range }) => range.low);
  const highs = certain.map(({ range }) => range.high).filter((high): high is T => high !== undefined);
  const low = complete && lows.every((value) => value !== undefined) ? least(lows as T[]) : undefined;
  return between(low, highs.length > 0 ? least(highs) : undefined);
}

const reversed = <T>(range: Range<T>): Range<T> => between(range.high, range.low);

function extreme(taken: readonly Taken[], complete: boolean, which: 'minimum' | 'maximum'): Value {
  const kind = taken.find(({ value }) => value.type !== 'unknown')?.value.type;
  if (kind === 'number') {
    const range = extremeRange(taken, complete, which, numberRange, compare);
    return range === undefined ? UNKNOWN : numberValue(range);
  }
  if (kind === 'day' || kind === 'month') {
    const range = extremeRange(taken, complete, which, timeRange, compareText);
    return range === undefined ? UNKNOWN : timeValue(kind, range);
  }
  return UNKNOWN;
}

/** The greatest value is the least one with the order and the ends turned round. */
function extremeRange<T>(
  taken: readonly Taken[],
  complete: boolean,
  which: 'minimum' | 'maximum',
  rangeOf: (value: Value) => Range<T>,
  comparison: Comparison<T>,
): Range<T> | undefined {
  const ranges = taken.map(({ belongs, value }) => ({ belongs, range: rangeOf(value) }));
  if (which === 'minimum') return leastRange(ranges, complete, comparison);
  const turned = ranges.map(({ belongs, range }) => ({ belongs, range: reversed(range) }));
  const found = leastRange(turned, complete, (a, b) => comparison(b, a));
  return found === undefined ? undefined : reversed(found);
}

/** What each aggregate makes of a list; items that a filter could not decide may or may not belong. */
export const AGGREGATES: Readonly<Record<AggregateName, Aggregate>> = {
  some: (taken, complete) => {
    const truths = taken.map((each) => allOf([each.belongs, truthOfValue(each.value)]));
    return truthValue(anyOf(complete ? truths : [...truths, 'unknown']));
  },
  every: (taken, complete) => {
    const truths = taken.map((each) => anyOf([negate(each.belongs), truthOfValue(each.value)]));
    return truthValue(allOf(complete ? truths : [...truths, 'unknown']));
  },
  count: (taken, complete) =>
    numberValue(between(whole(taken.filter(isCertain).length), complete ? whole(taken.length) : undefined)),
  sum,
  minimum: (taken, complete) => extreme(taken, complete, 'minimum'),
  maximum: (taken, complete) => extreme(taken, complete, 'maximum'),
};
