/** From here on 32 bits could overflow. */
const SMALL = 1n << 31n;
/** From here on a whole number of 64 bits could overflow in one more addition; from the other on, one of 128 bits. */
const NARROW = 1n << 62n;
const WIDE = 1n << 126n;

/** How far from 0 a whole number of SQL may be; each answer is of numbers that may be as far from 0 as that. */
export const mayPassSmall = (bound: bigint): boolean => bound >= SMALL;
export const isWide = (bound: bigint): boolean => bound >= NARROW;
export const isTooWide = (bound: bigint): boolean => bound >= WIDE;

export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
export const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);
export const commonDivisor = (left: bigint, right: bigint): bigint =>
  right === 0n ? left : commonDivisor(right, left % right);
export const commonMultiple = (left: bigint, right: bigint): bigint =>
  (left / commonDivisor(left, right)) * right;

export type Comparison = '<' | '<=' | '=';
export const isSo: Readonly<Record<Comparison, (left: bigint, right: bigint) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '=': (left, right) => left === right,
};
