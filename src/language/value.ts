import { compareText } from '../values/day.js';
import { between, exactly, exactValue, isEqual, type Range } from '../values/range.js';
import { compare, type Rational } from '../values/rational.js';
import { type Truth, truthOf } from '../values/truth.js';

/** What an expression comes to. Numbers, days and months are ranges; `unknown` is every kind of not knowing. */
export type Value =
  | { readonly type: 'unknown' }
  | { readonly type: 'truth'; readonly value: boolean }
  | { readonly type: 'number'; readonly range: Range<Rational> }
  | { readonly type: 'day'; readonly range: Range<string> }
  | { readonly type: 'month'; readonly range: Range<string> }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'list'; readonly complete: boolean; readonly members: readonly Member[] }
  | { readonly type: 'record'; readonly fields: Readonly<Record<string, Value>> };

/** An item of a list, and whether it belongs to it: a filter that cannot decide keeps an item as possible. */
export interface Member {
  readonly belongs: Truth;
  readonly value: Value;
}

export const UNKNOWN: Value = Object.freeze({ type: 'unknown' });
const TRUE: Value = Object.freeze({ type: 'truth', value: true });
const FALSE: Value = Object.freeze({ type: 'truth', value: false });

export function truthValue(truth: Truth): Value {
  if (truth === 'unknown') return UNKNOWN;
  return truth === 'true' ? TRUE : FALSE;
}
export const truthOfValue = (value: Value): Truth =>
  value.type === 'truth' ? truthOf(value.value) : 'unknown';
export const textValue = (value: string): Value => ({ type: 'text', value });

/** A range open at both ends says nothing: it is `unknown`. */
export const numberValue = (range: Range<Rational>): Value =>
  range.low === undefined && range.high === undefined ? UNKNOWN : { type: 'number', range };
export const exactNumber = (value: Rational): Value => ({ type: 'number', range: exactly(value) });
export const timeValue = (type: 'day' | 'month', range: Range<string>): Value =>
  range.low === undefined && range.high === undefined ? UNKNOWN : { type, range };

/** The range of a number, day or month; unknown is open at both ends. */
export const numberRange = (value: Value): Range<Rational> =>
  value.type === 'number' ? value.range : between<Rational>(undefined, undefined);
export const timeRange = (value: Value): Range<string> =>
  value.type === 'day' || value.type === 'month' ? value.range : between<string>(undefined, undefined);

/** Whether a value leaves nothing open: one number, one day, a complete list whose members are all certain. */
export function isExact(value: Value): boolean {
  switch (value.type) {
    case 'unknown':
      return false;
    case 'truth':
    case 'text':
    case 'record':
      return true;
    case 'number':
      return exactValue(value.range, compare) !== undefined;
    case 'day':
    case 'month':
      return exactValue(value.range, compareText) !== undefined;
    case 'list':
      return (
        value.complete &&
        value.members.every((member) => member.belongs !== 'unknown' && isExact(member.value))
      );
  }
}

/** Whether two values of one type are equal. */
export function valuesEqual(left: Value, right: Value): Truth {
  if (left.type === 'unknown' || right.type === 'unknown') return 'unknown';
  if (left.type === 'number' && right.type === 'number') return isEqual(left.range, right.range, compare);
  if ((left.type === 'day' || left.type === 'month') && left.type === right.type)
    return isEqual(left.range, right.range, compareText);
  if ((left.type === 'truth' || left.type === 'text') && left.type === right.type)
    return truthOf(left.value === right.value);
  return 'unknown';
}

/** The value that two branches have in common, if both are exact and the same; otherwise unknown. */
export const commonValue = (left: Value, right: Value): Value =>
  isExact(left) && isExact(right) && valuesEqual(left, right) === 'true' ? left : UNKNOWN;
