import type { NumberValue, ProgramValue } from './program-values.js';
import {
  asNumberValue,
  FAILS,
  HOLDS,
  OPEN_HIGH,
  OPEN_LOW,
  truthOfBoolean,
  UNDECIDED,
} from './program-values.js';

/** Numbers beyond this lie further apart than 1. */
const LARGEST_EXACT = 9007199254740991;
/** Denominators beyond this are shortened. */
const LONG_DENOMINATOR = 65536;

/** Whether a whole number has left the exact ones since this was last set to false: then no answer may be used. */
export const exactNumbers = { left: false };

function watchedWhole(whole: number): number {
  if (whole <= LARGEST_EXACT && whole >= -LARGEST_EXACT) return whole;
  if (whole !== OPEN_HIGH && whole !== OPEN_LOW) exactNumbers.left = true;
  return whole;
}

function greatestDivisor(one: number, other: number): number {
  let a = one < 0 ? -one : one;
  let b = other;
  while (b > 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** A number between two fractions; null where both ends are open. */
export function numberBetween(
  low: number,
  lowOver: number,
  high: number,
  highOver: number,
): NumberValue | null {
  if (low === OPEN_LOW && high === OPEN_HIGH) return null;
  const made: NumberValue = { kind: 'number', low: low, lowOver: lowOver, high: high, highOver: highOver };
  if (lowOver > LONG_DENOMINATOR) {
    const divisor = greatestDivisor(low, lowOver);
    made.low = low / divisor;
    made.lowOver = lowOver / divisor;
  }
  if (highOver > LONG_DENOMINATOR) {
    const divisor = greatestDivisor(high, highOver);
    made.high = high / divisor;
    made.highOver = highOver / divisor;
  }
  return made;
}

/** Below 0, 0 or above 0 as `a / b` is below, equal to or above `c / d`. */
function orderOfFractions(a: number, b: number, c: number, d: number): number {
  const left = b === d ? a : watchedWhole(a * d);
  const right = b === d ? c : watchedWhole(c * b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a number is one number. */
export function isExactNumberValue(value: NumberValue): boolean {
  if (value.low === OPEN_LOW || value.high === OPEN_HIGH) return false;
  if (value.low === value.high && value.lowOver === value.highOver) return true;
  return orderOfFractions(value.low, value.lowOver, value.high, value.highOver) === 0;
}

/** The truth of `left < right`; null is open at both ends. */
export function lessNumbers(left: NumberValue | null, right: NumberValue | null): number {
  if (left === null || right === null) return UNDECIDED;
  if (left.high < OPEN_HIGH && right.low > OPEN_LOW)
    if (orderOfFractions(left.high, left.highOver, right.low, right.lowOver) < 0) return HOLDS;
  if (left.low > OPEN_LOW && right.high < OPEN_HIGH)
    if (orderOfFractions(left.low, left.lowOver, right.high, right.highOver) >= 0) return FAILS;
  return UNDECIDED;
}

/** True where both are one number and the same, false where they cannot meet. */
export function equalNumberValues(left: NumberValue, right: NumberValue): number {
  if (isExactNumberValue(left) && isExactNumberValue(right))
    return truthOfBoolean(orderOfFractions(left.low, left.lowOver, right.low, right.lowOver) === 0);
  return lessNumbers(left, right) === HOLDS || lessNumbers(right, left) === HOLDS ? FAILS : UNDECIDED;
}

export function sumOfNumbers(left: NumberValue | null, right: NumberValue | null): NumberValue | null {
  if (left === null || right === null) return null;
  let low = OPEN_LOW;
  let lowOver = 1;
  if (left.low > OPEN_LOW && right.low > OPEN_LOW) {
    const isSame = left.lowOver === right.lowOver;
    lowOver = isSame ? left.lowOver : watchedWhole(left.lowOver * right.lowOver);
    low = isSame
      ? watchedWhole(left.low + right.low)
      : watchedWhole(watchedWhole(left.low * right.lowOver) + watchedWhole(right.low * left.lowOver));
  }
  let high = OPEN_HIGH;
  let highOver = 1;
  if (left.high < OPEN_HIGH && right.high < OPEN_HIGH) {
    const isSame = left.highOver === right.highOver;
    highOver = isSame ? left.highOver : watchedWhole(left.highOver * right.highOver);
    high = isSame
      ? watchedWhole(left.high + right.high)
      : watchedWhole(watchedWhole(left.high * right.highOver) + watchedWhole(right.high * left.highOver));
  }
  return numberBetween(low, lowOver, high, highOver);
}

export function negatedNumber(value: NumberValue | null): NumberValue | null {
  return value === null ? null : numberBetween(-value.high, value.highOver, -value.low, value.lowOver);
}

/** A number times a fraction above 0. */
export function scaledNumber(value: NumberValue | null, factor: number, over: number): NumberValue | null {
  if (value === null) return null;
  return numberBetween(
    watchedWhole(value.low * factor),
    value.low === OPEN_LOW ? 1 : watchedWhole(value.lowOver * over),
    watchedWhole(value.high * factor),
    value.high === OPEN_HIGH ? 1 : watchedWhole(value.highOver * over),
  );
}

const isClosed = (value: NumberValue): boolean => value.low > OPEN_LOW && value.high < OPEN_HIGH;

/** Of a product or quotient over ranges: from the least to the greatest of the fractions, which stand in pairs. */
function betweenFractions(pairs: number[]): NumberValue | null {
  let least = 0;
  let greatest = 0;
  for (let at = 2; at < pairs.length; at += 2) {
    const whole = pairs[at] as number;
    const over = pairs[at + 1] as number;
    if (orderOfFractions(whole, over, pairs[least] as number, pairs[least + 1] as number) < 0) least = at;
    if (orderOfFractions(whole, over, pairs[greatest] as number, pairs[greatest + 1] as number) > 0)
      greatest = at;
  }
  return numberBetween(
    pairs[least] as number,
    pairs[least + 1] as number,
    pairs[greatest] as number,
    pairs[greatest + 1] as number,
  );
}

export function productOfNumbers(x: NumberValue | null, y: NumberValue | null): NumberValue | null {
  if (x === null || y === null || !isClosed(x) || !isClosed(y)) return null;
  return betweenFractions([
    watchedWhole(x.low * y.low),
    watchedWhole(x.lowOver * y.lowOver),
    watchedWhole(x.low * y.high),
    watchedWhole(x.lowOver * y.highOver),
    watchedWhole(x.high * y.low),
    watchedWhole(x.highOver * y.lowOver),
    watchedWhole(x.high * y.high),
    watchedWhole(x.highOver * y.highOver),
  ]);
}

/** Unknown where the divisor may be 0 or less. */
export function quotientOfNumbers(x: NumberValue | null, y: NumberValue | null): NumberValue | null {
  if (x === null || y === null || !isClosed(x) || !isClosed(y) || y.low <= 0) return null;
  return betweenFractions([
    watchedWhole(x.low * y.lowOver),
    watchedWhole(x.lowOver * y.low),
    watchedWhole(x.low * y.highOver),
    watchedWhole(x.lowOver * y.high),
    watchedWhole(x.high * y.lowOver),
    watchedWhole(x.highOver * y.low),
    watchedWhole(x.high * y.highOver),
    watchedWhole(x.highOver * y.high),
  ]);
}

/** The least (sign 1) or greatest (sign -1) of two numbers, each end for itself. */
export function extremeOfNumbers(
  left: NumberValue | null,
  right: NumberValue | null,
  sign: number,
): NumberValue | null {
  const x = left === null ? EVERY_NUMBER : left;
  const y = right === null ? EVERY_NUMBER : right;
  const isLowOfX = sign * orderOfEnds(x.low, x.lowOver, y.low, y.lowOver) <= 0;
  const isHighOfX = sign * orderOfEnds(x.high, x.highOver, y.high, y.highOver) <= 0;
  return numberBetween(
    isLowOfX ? x.low : y.low,
    isLowOfX ? x.lowOver : y.lowOver,
    isHighOfX ? x.high : y.high,
    isHighOfX ? x.highOver : y.highOver,
  );
}

const EVERY_NUMBER: NumberValue = { kind: 'number', low: OPEN_LOW, lowOver: 1, high: OPEN_HIGH, highOver: 1 };
const isOpenEnd = (end: number): boolean => end === OPEN_LOW || end === OPEN_HIGH;

/** As `orderOfFractions`, of ends that may be open. */
function orderOfEnds(a: number, b: number, c: number, d: number): number {
  if (isOpenEnd(a) || isOpenEnd(c)) return a < c ? -1 : a > c ? 1 : 0;
  return orderOfFractions(a, b, c, d);
}

/** A fraction rounded to a whole number; an open end stays open. */
function roundedWhole(whole: number, over: number, mode: string): number {
  if (isOpenEnd(whole)) return whole;
  const rest = whole % over;
  const towardsZero = (whole - rest) / over;
  const away = whole < 0 ? towardsZero - 1 : towardsZero + 1;
  if (rest === 0 || mode === 'down') return towardsZero;
  if (mode === 'up') return away;
  if (mode === 'ceiling') return whole < 0 ? towardsZero : away;
  if (mode === 'floor') return whole < 0 ? away : towardsZero;
  const twice = (rest < 0 ? -rest : rest) * 2;
  if (twice !== over) return twice > over ? away : towardsZero;
  if (mode === 'halfUp') return away;
  if (mode === 'halfDown') return towardsZero;
  return towardsZero % 2 === 0 ? towardsZero : away;
}

/** A number rounded to a multiple of a fraction above 0, in a mode by its name. */
export function roundedNumber(
  value: NumberValue | null,
  multiple: NumberValue,
  mode: string,
): NumberValue | null {
  if (value === null) return null;
  return numberBetween(
    roundedEnd(value.low, value.lowOver, multiple, mode),
    value.low === OPEN_LOW ? 1 : multiple.lowOver,
    roundedEnd(value.high, value.highOver, multiple, mode),
    value.high === OPEN_HIGH ? 1 : multiple.lowOver,
  );
}

function roundedEnd(whole: number, over: number, multiple: NumberValue, mode: string): number {
  const steps = roundedWhole(watchedWhole(whole * multiple.lowOver), watchedWhole(over * multiple.low), mode);
  return watchedWhole(steps * multiple.low);
}

/** The greatest whole number that is not above a fraction; an open end stays open. */
export function wholeBelow(whole: number, over: number): number {
  return roundedWhole(whole, over, 'floor');
}

/** A number that only may count: both ends drawn towards 0. */
export function widenedToZero(value: ProgramValue): NumberValue | null {
  const number = asNumberValue(value);
  if (number === null) return null;
  return numberBetween(
    number.low < 0 ? number.low : 0,
    number.low < 0 ? number.lowOver : 1,
    number.high > 0 ? number.high : 0,
    number.high > 0 ? number.highOver : 1,
  );
}
