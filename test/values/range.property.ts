import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, exactly, exactValue, isEqual, isLess, type Range } from '../../src/values/range.js';

const compareNumbers = (a: number, b: number): number => a - b;
const LINE = [0, 1, 2, 3, 4];
const ends = [undefined, ...LINE];
const ranges = ends
  .flatMap((low) => ends.map((high) => between(low, high)))
  .filter(({ low, high }) => low === undefined || high === undefined || low <= high);
/** The values of a range; an open end goes one beyond the line, so that nothing is true only for want of values. */
const valuesOf = ({ low = -1, high = 5 }: Range<number>): number[] =>
  [-1, ...LINE, 5].filter((value) => value >= low && value <= high);

const truthOver = (a: Range<number>, b: Range<number>, holds: (x: number, y: number) => boolean): string => {
  const truths = new Set(valuesOf(a).flatMap((x) => valuesOf(b).map((y) => holds(x, y))));
  return truths.size === 2 ? 'unknown' : String(truths.has(true));
};

test('one range is less than another as far as all values in them agree, for every two ranges', () => {
  const wrong = ranges.flatMap((a) =>
    ranges
      .filter((b) => isLess(a, b, compareNumbers) !== truthOver(a, b, (x, y) => x < y))
      .map((b) => [a, b]),
  );
  expect(wrong).toEqual([]);
});

test('two ranges are equal as far as all values in them agree, for every two ranges', () => {
  const wrong = ranges.flatMap((a) =>
    ranges
      .filter((b) => isEqual(a, b, compareNumbers) !== truthOver(a, b, (x, y) => x === y))
      .map((b) => [a, b]),
  );
  expect(wrong).toEqual([]);
});

test('only a range with equal ends has an exact value', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ranges), (range) => {
      const only = valuesOf(range);
      expect(exactValue(range, compareNumbers)).toBe(
        only.length === 1 && range.low !== undefined && range.high !== undefined ? only[0] : undefined,
      );
    }),
  );
  expect(exactValue(exactly(3), compareNumbers)).toBe(3);
  expect(exactValue(between<number>(undefined, undefined), compareNumbers)).toBeUndefined();
});
