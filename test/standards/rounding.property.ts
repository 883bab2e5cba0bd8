import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { openPacks } from '../../src/index.js';
import type { RoundingMode } from '../../src/values/decimal.js';
import {
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  rationalToText,
  roundToMultiple,
  subtract,
} from '../../src/values/rational.js';
import { issuesOf } from '../policy/support.js';
import {
  amounts,
  exact,
  formulaNames,
  indices,
  packOf,
  roundings,
  worldFiles,
  worlds,
  YEAR,
} from './random-worlds.js';
import { derive, filesOf, REGION, SHIPPED_FORMULAS, standardOn } from './support.js';

/** Rounding as arithmetic on whole numbers, written anew: the lower or the upper of the two multiples around a value. */
function rounded(value: Rational, multiple: Rational, mode: RoundingMode): Rational {
  const { numerator, denominator } = divide(value, multiple);
  const rest = ((numerator % denominator) + denominator) % denominator;
  const below = (numerator - rest) / denominator;
  const half = rest * 2n - denominator;
  const isNegative = numerator < 0n;
  const takesUpper: Record<RoundingMode, boolean> = {
    floor: false,
    ceiling: true,
    down: isNegative,
    up: !isNegative,
    halfUp: half > 0n || (half === 0n && !isNegative),
    halfDown: half > 0n || (half === 0n && isNegative),
    halfEven: half > 0n || (half === 0n && below % 2n !== 0n),
  };
  return multiply(rational(rest !== 0n && takesUpper[mode] ? below + 1n : below), multiple);
}

const absolute = ({ numerator, denominator }: Rational): Rational =>
  rational(numerator < 0n ? -numerator : numerator, denominator);

const HALF_MODES: readonly RoundingMode[] = ['halfUp', 'halfDown', 'halfEven'];

describe('the rounding of a standard', () => {
  test.prop([worlds, formulaNames], { numRuns: 250 })(
    'is one rounding of the exact result held to its bounds',
    (world, formula) => {
      const {
        value,
        exact: whole,
        floor,
        ceiling,
        boundedBy,
        rounding,
      } = derive(worldFiles(world, formula), YEAR);
      expect(rounding).toEqual({
        ...world.rounding,
        multiple: rationalToText(exact(world.rounding.multiple)),
      });
      const unbounded = exact(whole);
      const [low, high] = [
        world.parameters['incomeStandardFloor'],
        world.parameters['incomeStandardCeiling'],
      ].map(exact) as [Rational, Rational];
      expect([floor, ceiling]).toEqual([
        world.hasFloor ? rationalToText(low) : undefined,
        world.hasCeiling ? rationalToText(high) : undefined,
      ]);
      const isLow = world.hasFloor && compare(unbounded, low) < 0;
      const isHigh = world.hasCeiling && compare(unbounded, high) > 0;
      expect(boundedBy).toBe(isLow ? 'floor' : isHigh ? 'ceiling' : undefined);
      const clamped = isLow ? low : isHigh ? high : unbounded;
      const multiple = exact(world.rounding.multiple);
      const result = exact(value);
      expect(result).toEqual(roundToMultiple(clamped, multiple, world.rounding.mode));
      expect(result).toEqual(rounded(clamped, multiple, world.rounding.mode));
      expect(divide(result, multiple).denominator).toBe(1n);
      const distance = absolute(subtract(result, clamped));
      expect(compare(distance, multiple)).toBe(-1);
      if (HALF_MODES.includes(world.rounding.mode))
        expect(compare(multiply(distance, rational(2n)), multiple)).not.toBe(1);
    },
  );

  test.prop([worlds, formulaNames], { numRuns: 125 })(
    'keeps an adopted standard within its bounds, or the pack has a fault',
    (world, formula) => {
      const files = worldFiles(world, formula, { derived: [YEAR] });
      const { value, floor, ceiling } = derive(files, YEAR);
      const isOutside =
        (floor !== undefined && compare(exact(value), exact(floor)) < 0) ||
        (ceiling !== undefined && compare(exact(value), exact(ceiling)) > 0);
      const resolve = () => openPacks(files).resolve({ region: REGION, on: `${YEAR}-06-30` });
      if (!isOutside) expect(standardOn(resolve(), `${YEAR}-06-30`)?.value).toBe(value);
      else expect(issuesOf(resolve).map(({ code }) => code)).toEqual(['roundingBreaksBound']);
    },
  );

  test.prop([amounts(5_000, 12_000), fc.array(indices, { minLength: 2, maxLength: 5 }), roundings], {
    numRuns: 75,
  })('is made once in each year of a chain, on the year’s own standard', (first, growth, rounding) => {
    const years = growth.map((_, index) => YEAR + index);
    const files = filesOf({
      formula: SHIPPED_FORMULAS['indexedByPrices'] as string,
      rounding,
      standards: { [YEAR - 1]: first },
      derived: years,
      figures: growth.map((value, index) => ({
        indicator: 'ruralPriceIndex',
        year: YEAR - 1 + index,
        value,
        vintage: 'published',
      })),
    });
    const policy = openPacks(files).resolve({ region: REGION, on: `${YEAR}-06-30` });
    let line = exact(first);
    for (const [index, year] of years.entries()) {
      const whole = multiply(line, divide(exact(growth[index]), rational(100n)));
      line = rounded(whole, exact(rounding.multiple), rounding.mode);
      const found = standardOn(policy, `${year}-12-31`);
      expect([year, found?.derivation?.exact, found?.value]).toEqual([
        year,
        rationalToText(whole),
        rationalToText(line),
      ]);
    }
  });

  test.prop([worlds, formulaNames], { numRuns: 50 })(
    'to a parameter is the same as to a number',
    (world, formula) => {
      const { multiple, mode } = world.rounding;
      const pack = packOf(world, formula);
      const named = filesOf({
        ...pack,
        parameters: { ...world.parameters, incomeStandardRounding: multiple },
        rounding: { multiple: 'incomeStandardRounding', mode },
      });
      const { value, exact: whole } = derive(filesOf(pack), YEAR);
      expect(derive(named, YEAR)).toMatchObject({ value, exact: whole });
    },
  );
});
