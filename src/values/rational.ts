import { PrivateDecimal, ROUNDING_MODES, type RoundingMode } from './decimal.js';

/** An exact number: numerator over a positive denominator, in lowest terms. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/**
 * The exact quotient of two integers.
 * @throws RangeError if `denominator` is zero.
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('A rational number cannot have the denominator 0.');
  if (denominator === 1n) return Object.freeze({ numerator, denominator });
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator * sign) || 1n;
  return Object.freeze({
    numerator: (numerator * sign) / divisor,
    denominator: (denominator * sign) / divisor,
  });
}

export const ZERO: Rational = rational(0n);

const DECIMAL_TEXT = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;

/**
 * Reads a decimal text such as `-12.50` or `1e3` exactly.
 * @returns undefined if the text is not a plain decimal number.
 */
export function rationalFromText(text: string): Rational | undefined {
  if (!DECIMAL_TEXT.test(text)) return undefined;
  const fixed = new PrivateDecimal(text).toFixed();
  const point = fixed.indexOf('.');
  if (point < 0) return rational(BigInt(fixed));
  const scale = fixed.length - point - 1;
  return rational(BigInt(fixed.slice(0, point) + fixed.slice(point + 1)), 10n ** BigInt(scale));
}

/**
 * A JavaScript number means its shortest decimal form: 0.1 is one tenth.
 * @returns undefined for NaN and the infinities.
 */
export function rationalFromNumber(value: number): Rational | undefined {
  if (Number.isSafeInteger(value)) return rational(BigInt(value));
  return Number.isFinite(value) ? rationalFromText(String(value)) : undefined;
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const subtract = (a: Rational, b: Rational): Rational => add(a, negative(b));
export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);
/** @throws RangeError if `b` is zero; the type check keeps that from happening in a program. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);
export const negative = (a: Rational): Rational => rational(-a.numerator, a.denominator);
export const magnitude = (a: Rational): Rational => (a.numerator < 0n ? negative(a) : a);

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/**
 * Rounds to a multiple (100 yuan, 0.01 yuan) in the mode that a document orders.
 * The remainder is judged exactly, then a stand-in with the same position between two multiples is given to
 * decimal.js, which owns the meaning of the modes.
 * @throws RangeError if `multiple` is not positive.
 */
export function roundToMultiple(value: Rational, multiple: Rational, mode: RoundingMode): Rational {
  if (multiple.numerator <= 0n) throw new RangeError('A number is rounded to a multiple above 0.');
  const quotient = divide(value, multiple);
  const truncated = quotient.numerator / quotient.denominator;
  const remainder = quotient.numerator - truncated * quotient.denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice === 0n) return value;
  const position = twice === quotient.denominator ? '5' : twice < quotient.denominator ? '25' : '75';
  const magnitude = (truncated < 0n ? -truncated : truncated).toString();
  const standIn = new PrivateDecimal(`${value.numerator < 0n ? '-' : ''}${magnitude}.${position}`);
  const rounded = new PrivateDecimal(standIn).toDecimalPlaces(0, ROUNDING_MODES[mode]).toFixed();
  return multiply(rational(BigInt(rounded === '-0' ? '0' : rounded)), multiple);
}

function terminates(denominator: bigint): boolean {
  let rest = denominator;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}

/** The exact text: a decimal where it ends (`7800`, `0.5`), otherwise a fraction (`1/3`). */
export function rationalToText(value: Rational): string {
  if (value.denominator === 1n) return value.numerator.toString();
  if (!terminates(value.denominator)) return `${value.numerator}/${value.denominator}`;
  let scale = 0;
  let scaled = value;
  const ten = rational(10n);
  while (scaled.denominator !== 1n) {
    scaled = multiply(scaled, ten);
    scale += 1;
  }
  const digits = (scaled.numerator < 0n ? -scaled.numerator : scaled.numerator)
    .toString()
    .padStart(scale + 1, '0');
  return `${scaled.numerator < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const FRACTION_TEXT = /^(-?\d+)\/([1-9]\d*)$/;

/** Reads what `rationalToText` writes. @returns undefined if the text is neither a decimal nor a fraction. */
export function rationalFromExactText(text: string): Rational | undefined {
  const fraction = FRACTION_TEXT.exec(text);
  if (fraction === null) return rationalFromText(text);
  return rational(BigInt(fraction[1] as string), BigInt(fraction[2] as string));
}

/** Text for people: rounded half up to `decimals` places, with thousands separators. For display only. */
export function formatRational(value: Rational, decimals = 2): string {
  const scale = 10n ** BigInt(decimals);
  const { numerator } =
    scale % value.denominator === 0n
      ? { numerator: value.numerator * (scale / value.denominator) }
      : multiply(roundToMultiple(value, rational(1n, scale), 'halfUp'), rational(scale));
  const digits = (numerator < 0n ? -numerator : numerator).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = numerator < 0n ? '-' : '';
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** The nearest JavaScript number. For engines that know no exact numbers, and for display. */
export function rationalToNumber(value: Rational): number {
  if (value.denominator === 1n) return Number(value.numerator);
  const quotient = new PrivateDecimal(value.numerator.toString()).div(value.denominator.toString());
  return quotient.toNumber();
}
