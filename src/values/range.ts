import type { Truth } from './truth.js';

/**
 * Where a value certainly lies, both ends included. An end that is `undefined` is open.
 * A value is exact where both ends are equal, and wholly unknown where both are open.
 */
export interface Range<T> {
  readonly low: T | undefined;
  readonly high: T | undefined;
}

export type Comparison<T> = (a: T, b: T) => number;

export const exactly = <T>(value: T): Range<T> => Object.freeze({ low: value, high: value });
export const between = <T>(low: T | undefined, high: T | undefined): Range<T> => Object.freeze({ low, high });

/** The one value of an exact range, otherwise undefined. */
export function exactValue<T>(range: Range<T>, comparison: Comparison<T>): T | undefined {
  if (range.low === undefined || range.high === undefined) return undefined;
  return comparison(range.low, range.high) === 0 ? range.low : undefined;
}

/** True if every value of `a` is below every value of `b`, false if none is, otherwise unknown. */
export function isLess<T>(a: Range<T>, b: Range<T>, comparison: Comparison<T>): Truth {
  if (a.high !== undefined && b.low !== undefined && comparison(a.high, b.low) < 0) return 'true';
  if (a.low !== undefined && b.high !== undefined && comparison(a.low, b.high) >= 0) return 'false';
  return 'unknown';
}

/** True if both are exact and the same, false if they cannot meet, otherwise unknown. */
export function isEqual<T>(a: Range<T>, b: Range<T>, comparison: Comparison<T>): Truth {
  const left = exactValue(a, comparison);
  const right = exactValue(b, comparison);
  if (left !== undefined && right !== undefined) return comparison(left, right) === 0 ? 'true' : 'false';
  if (isLess(a, b, comparison) === 'true' || isLess(b, a, comparison) === 'true') return 'false';
  return 'unknown';
}
