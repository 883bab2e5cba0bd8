import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showAmount } from '../../src/backends/words/show.js';
import { moneyText, plainNumberText } from '../../src/sheets/portable/amounts.js';
import { exactNumbers } from '../../src/sheets/portable/program-arithmetic.js';

/** Fractions near halves of the last decimals, and any others. */
const fraction = fc.oneof(
  fc.tuple(
    fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
    fc.constantFrom(1, 2, 3, 4, 7, 8, 12, 100, 200, 365, 20_000),
  ),
  fc.tuple(fc.integer({ min: -200_000, max: 200_000 }), fc.constantFrom(20_000, 40_000, 100_000)),
  fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 10 ** 11 })),
);

describe('amounts in words of a sheet', () => {
  test('are those of the library', () => {
    fc.assert(
      fc.property(fraction, ([whole, over]) => {
        exactNumbers.left = false;
        const exact = `${whole}/${over}`;
        expect(moneyText(whole, over)).toBe(showAmount(exact, 'yuan', 'zh-CN').replace(/ \S+$/, ''));
        expect(plainNumberText(whole, over)).toBe(showAmount(exact, undefined, 'zh-CN'));
        expect(exactNumbers.left).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  test('of denominators that are too long are told not to be exact', () => {
    exactNumbers.left = false;
    moneyText(1, 900_000_000_000_001);
    expect(exactNumbers.left).toBe(true);
    exactNumbers.left = false;
  });
});
