import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROUNDING_MODES, type RoundingMode } from '../../src/values/decimal.js';
import {
  add,
  compare,
  divide,
  multiply,
  negative,
  type Rational,
  rational,
  rationalFromExactText,
  rationalFromNumber,
  rationalToNumber,
  rationalToText,
  roundToMultiple,
  subtract,
} from '../../src/values/rational.js';

/** A fraction as it is put, before anything of ours has touched it. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}
const fractions: fc.Arbitrary<Fraction> = fc.record({
  top: fc.bigInt(-(10n ** 24n), 10n ** 24n),
  bottom: fc.oneof(fc.bigInt(1n, 1000n), fc.bigInt(1n, 10n ** 24n), fc.bigInt(-1000n, -1n)),
});
const made = ({ top, bottom }: Fraction): Rational => rational(top, bottom);
const positive = ({ top, bottom }: Fraction): Fraction =>
  bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
/** Whether a result is this fraction, by cross multiplication. */
const is = (result: Rational, { top, bottom }: Fraction): boolean =>
  result.numerator * bottom === top * result.denominator;

describe('exactness', () => {
  test('the four operations are those of fractions', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        expect(
          is(add(made(a), made(b)), {
            top: a.top * b.bottom + b.top * a.bottom,
            bottom: a.bottom * b.bottom,
          }),
        ).toBe(true);
        expect(
          is(subtract(made(a), made(b)), {
            top: a.top * b.bottom - b.top * a.bottom,
            bottom: a.bottom * b.bottom,
          }),
        ).toBe(true);
        expect(is(multiply(made(a), made(b)), { top: a.top * b.top, bottom: a.bottom * b.bottom })).toBe(
          true,
        );
        expect(is(negative(made(a)), { top: -a.top, bottom: a.bottom })).toBe(true);
        if (b.top !== 0n)
          expect(is(divide(made(a), made(b)), { top: a.top * b.bottom, bottom: a.bottom * b.top })).toBe(
            true,
          );
      }),
    );
  });

  test('a comparison is that of cross products, also next to the line', () => {
    const near = fc
      .tuple(fractions, fc.constantFrom(-1n, 0n, 1n))
      .map(([a, step]) => ({ top: a.top + step, bottom: a.bottom }));
    fc.assert(
      fc.property(fractions, fc.oneof(fractions, near), (a, b) => {
        const [left, right] = [positive(a), positive(b)];
        const difference = left.top * right.bottom - right.top * left.bottom;
        expect(compare(made(a), made(b))).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
      }),
    );
  });

  test('a fraction is kept in lowest terms, over a positive denominator, and frozen', () => {
    const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
      b === 0n ? (a < 0n ? -a : a) : greatestCommonDivisor(b, a % b);
    fc.assert(
      fc.property(fractions, (a) => {
        const { numerator, denominator } = made(a);
        expect(
          denominator > 0n &&
            greatestCommonDivisor(numerator, denominator) === 1n &&
            Object.isFrozen(made(a)),
        ).toBe(true);
      }),
    );
  });
});

describe('text', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(fractions, (a) => {
        expect(rationalFromExactText(rationalToText(made(a)))).toEqual(made(a));
      }),
    );
  });

  test('an amount in cents is written as money is', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (cents) => {
        const [whole, rest] = [(cents < 0n ? -cents : cents) / 100n, (cents < 0n ? -cents : cents) % 100n];
        const decimals = String(rest).padStart(2, '0').replace(/0+$/, '');
        expect(rationalToText(rational(cents, 100n))).toBe(
          `${cents < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`,
        );
      }),
    );
  });

  test('every JavaScript number comes back as itself', () => {
    const numbers = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => (value === 0 ? 0 : value));
    fc.assert(
      fc.property(numbers, (value) => {
        expect(rationalToNumber(rationalFromNumber(value) as Rational)).toBe(value);
      }),
    );
  });
});

/** The modes written out once more, on integers: how many multiples there are in top / bottom, of which 1 is `step`. */
function expectedMultiples(value: Fraction, step: Fraction, mode: RoundingMode): bigint {
  const [top, bottom] = [value.top * step.bottom, value.bottom * step.top];
  const floor = top >= 0n || top % bottom === 0n ? top / bottom : top / bottom - 1n;
  const above = top - floor * bottom;
  if (above === 0n) return floor;
  const awayFromZero = top < 0n ? floor : floor + 1n;
  const towardsZero = top < 0n ? floor + 1n : floor;
  const half = above * 2n - bottom;
  switch (mode) {
    case 'up':
      return awayFromZero;
    case 'down':
      return towardsZero;
    case 'ceiling':
      return floor + 1n;
    case 'floor':
      return floor;
    case 'halfUp':
      return half === 0n ? awayFromZero : half > 0n ? floor + 1n : floor;
    case 'halfDown':
      return half === 0n ? towardsZero : half > 0n ? floor + 1n : floor;
    case 'halfEven':
      return half === 0n ? (floor % 2n === 0n ? floor : floor + 1n) : half > 0n ? floor + 1n : floor;
  }
}

test.each(Object.keys(ROUNDING_MODES) as RoundingMode[])(
  '%s rounds as the same mode written on integers does, ties and negatives included',
  (mode) => {
    const steps = fc.constantFrom(
      { top: 1n, bottom: 1n },
      { top: 100n, bottom: 1n },
      { top: 1n, bottom: 100n },
      { top: 3n, bottom: 7n },
      { top: 12n, bottom: 1n },
    );
    const ties = fc
      .tuple(fc.bigInt(-999n, 999n), steps)
      .map(
        ([count, step]) => [{ top: (2n * count + 1n) * step.top, bottom: 2n * step.bottom }, step] as const,
      );
    const others = fc.tuple(fractions.map(positive), steps);
    let tied = 0;
    fc.assert(
      fc.property(fc.oneof(ties, others), ([value, step]) => {
        if ((2n * value.top * step.bottom) % (value.bottom * step.top) === 0n) tied += 1;
        const count = expectedMultiples(value, step, mode);
        expect(
          is(roundToMultiple(made(value), made(step), mode), { top: count * step.top, bottom: step.bottom }),
        ).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(tied).toBeGreaterThan(200);
  },
);
