import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { ROUNDING_MODES, type RoundingMode } from '../../src/values/decimal.js';
import {
  add,
  compare,
  divide,
  formatRational,
  multiply,
  type Rational,
  rational,
  rationalFromExactText,
  rationalFromNumber,
  rationalFromText,
  rationalToNumber,
  rationalToText,
  roundToMultiple,
  subtract,
} from '../../src/values/rational.js';

const of = (text: string): Rational => rationalFromExactText(text) as Rational;

describe('reading', () => {
  test.each([
    ['0', 0n, 1n],
    ['-0', 0n, 1n],
    ['7800', 7800n, 1n],
    ['+7800', 7800n, 1n],
    ['007', 7n, 1n],
    ['0.1', 1n, 10n],
    ['-12.50', -25n, 2n],
    ['1e3', 1000n, 1n],
    ['1.5E-3', 3n, 2000n],
    ['1e-7', 1n, 10_000_000n],
    ['123456789012345678901234567890.12', 12345678901234567890123456789012n, 100n],
  ])('%s is read exactly', (text, numerator, denominator) => {
    expect(rationalFromText(text)).toEqual(rational(numerator, denominator));
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '1,000',
    '.5',
    '5.',
    '0x10',
    '1e',
    '1e9999',
    '--1',
    '1/2',
    'NaN',
    'Infinity',
    '１２',
    '1\n',
    '七百',
  ])('%o is not a plain decimal', (text) => {
    expect(rationalFromText(text)).toBeUndefined();
  });

  test.each([
    ['2/4', rational(1n, 2n)],
    ['-1/3', rational(-1n, 3n)],
    ['0.25', rational(1n, 4n)],
    ['1/0', undefined],
    ['1/-3', undefined],
    ['+1/3', undefined],
    ['1/03', undefined],
    ['1.5/2', undefined],
  ])('the exact text %s', (text, expected) => {
    expect(rationalFromExactText(text)).toEqual(expected);
  });

  test.each([
    [0.1, '0.1'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1000000000000000000000'],
    [-0, '0'],
    [1.005, '1.005'],
    [123456.78, '123456.78'],
  ])('the number %s means its shortest decimal form', (value, text) => {
    expect(rationalToText(rationalFromNumber(value) as Rational)).toBe(text);
  });

  test.each([5e-324, Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON])(
    'the extreme number %s is read and given back',
    (value) => {
      expect(rationalToNumber(rationalFromNumber(value) as Rational)).toBe(value);
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s is no number', (value) => {
    expect(rationalFromNumber(value)).toBeUndefined();
  });

  test('a denominator of 0 is refused', () => {
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });
});

describe('rounding', () => {
  /** Value, multiple, and what each mode makes of it, by hand. */
  const MODES = [
    'up',
    'down',
    'ceiling',
    'floor',
    'halfUp',
    'halfDown',
    'halfEven',
  ] as const satisfies readonly RoundingMode[];
  test.each([
    ['7850', '100', ['7900', '7800', '7900', '7800', '7900', '7800', '7800']],
    ['7950', '100', ['8000', '7900', '8000', '7900', '8000', '7900', '8000']],
    ['-7850', '100', ['-7900', '-7800', '-7800', '-7900', '-7900', '-7800', '-7800']],
    ['-7950', '100', ['-8000', '-7900', '-7900', '-8000', '-8000', '-7900', '-8000']],
    ['7849.99', '100', ['7900', '7800', '7900', '7800', '7800', '7800', '7800']],
    ['7850.01', '100', ['7900', '7800', '7900', '7800', '7900', '7900', '7900']],
    ['-7849.99', '100', ['-7900', '-7800', '-7800', '-7900', '-7800', '-7800', '-7800']],
    ['50', '100', ['100', '0', '100', '0', '100', '0', '0']],
    ['-50', '100', ['-100', '0', '0', '-100', '-100', '0', '0']],
    ['0.005', '0.01', ['0.01', '0', '0.01', '0', '0.01', '0', '0']],
    ['1/3', '0.01', ['0.34', '0.33', '0.34', '0.33', '0.33', '0.33', '0.33']],
    ['-2/3', '0.01', ['-0.67', '-0.66', '-0.66', '-0.67', '-0.67', '-0.67', '-0.67']],
    ['7800', '100', ['7800', '7800', '7800', '7800', '7800', '7800', '7800']],
    ['0', '100', ['0', '0', '0', '0', '0', '0', '0']],
    ['1', '2/3', ['4/3', '2/3', '4/3', '2/3', '4/3', '2/3', '4/3']],
  ])('%s to %s', (value, multiple, expected) => {
    expect(MODES.map((mode) => rationalToText(roundToMultiple(of(value), of(multiple), mode)))).toEqual(
      expected,
    );
  });

  test('every mode of the language is covered above', () => {
    expect(Object.keys(ROUNDING_MODES).sort()).toEqual([...MODES].sort());
  });

  test.each(['0', '-100'])('a multiple of %s is refused', (multiple) => {
    expect(() => roundToMultiple(of('1'), of(multiple), 'up')).toThrow(RangeError);
  });

  test('a number above the precision of decimal.js is rounded exactly', () => {
    const large = rational(10n ** 150n * 2n + 1n, 2n);
    expect(roundToMultiple(large, rational(1n), 'halfUp')).toEqual(rational(10n ** 150n + 1n));
    expect(roundToMultiple(large, rational(1n), 'halfDown')).toEqual(rational(10n ** 150n));
  });
});

describe('text for people', () => {
  test.each([
    ['7800', 2, '7,800.00'],
    ['7800', 0, '7,800'],
    ['1234567.895', 2, '1,234,567.90'],
    ['-1234567', 2, '-1,234,567.00'],
    ['-0.001', 2, '0.00'],
    ['-0.005', 2, '-0.01'],
    ['999.995', 2, '1,000.00'],
    ['1/3', 2, '0.33'],
    ['0.5', 0, '1'],
    ['100', 2, '100.00'],
  ])('%s with %i decimals is %s', (value, decimals, expected) => {
    expect(formatRational(of(value), decimals)).toBe(expected);
  });

  test.each([
    ['1/3', '1/3'],
    ['1/8', '0.125'],
    ['-1/400', '-0.0025'],
    ['7800/1', '7800'],
    ['1/6', '1/6'],
    ['-10/4', '-2.5'],
  ])('%s is written %s', (value, expected) => {
    expect(rationalToText(of(value))).toBe(expected);
  });
});

describe('an application that changes the global decimal.js', () => {
  test.each([
    { precision: 1 },
    { rounding: Decimal.ROUND_DOWN },
    { toExpPos: 0, toExpNeg: 0 },
    { minE: -1, maxE: 1 },
  ])('%o changes no answer', (settings) => {
    const answers = (): unknown => [
      rationalFromText('123456.789'),
      rationalToText(roundToMultiple(of('7850'), of('100'), 'halfUp')),
      rationalToText(roundToMultiple(of('1/3'), of('0.01'), 'up')),
      formatRational(of('1234567.895')),
      rationalToNumber(of('1/3')),
      [add, subtract, multiply, divide].map((operation) => rationalToText(operation(of('0.1'), of('0.2')))),
      compare(of('0.1'), of('1/10')),
    ];
    const before = answers();
    Decimal.set(settings);
    try {
      expect(answers()).toEqual(before);
    } finally {
      Decimal.set({ defaults: true });
    }
  });
});
