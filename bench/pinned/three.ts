/**
 * A truth in two bits: the lower says that it is true, the upper that it is not false. So `&` and `|` are "and" and
 * "or" of the three-valued logic.
 */
export type Three = number;
export const TRUE: Three = 3;
export const FALSE: Three = 0;
export const UNKNOWN: Three = 2;

/** "Not": the bits change places and turn round. */
export const fails = (truth: Three): Three => (((truth >> 1) | (truth << 1)) & 3) ^ 3;

/**
 * Comparisons of two numbers, NaN unknown: is it true, and is the contrary not true. Made of bits and not of
 * branches, since which way they go is hard to foretell.
 */
export const less = (left: number, right: number): Three => +(left < right) | (+!(left >= right) << 1);
export const greater = (left: number, right: number): Three => +(left > right) | (+!(left <= right) << 1);
export const atLeast = (left: number, right: number): Three => +(left >= right) | (+!(left < right) << 1);

/** A day or month that lies from `low` to `high`: before a day, or no earlier, or no later than it. */
export const before = (low: number, high: number, day: number): Three => +(high < day) | (+(low < day) << 1);
export const notBefore = (low: number, high: number, day: number): Three =>
  +(low >= day) | (+(high >= day) << 1);
export const notAfter = (low: number, high: number, day: number): Three =>
  +(high <= day) | (+(low <= day) << 1);

export const isCode = (value: string | null, code: string): Three =>
  value === code ? TRUE : value === null ? UNKNOWN : FALSE;
