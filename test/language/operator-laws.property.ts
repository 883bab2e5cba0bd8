import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Monotonicity, Operator } from '../../src/language/operators/operator.js';
import { OPERATORS, type OperatorName } from '../../src/language/operators.js';
import {
  exactNumber,
  numberValue,
  textValue,
  timeValue,
  truthOfValue,
  truthValue,
  UNKNOWN,
  type Value,
} from '../../src/language/value.js';
import { compareText } from '../../src/values/day.js';
import { between, exactly } from '../../src/values/range.js';
import { compare, rational } from '../../src/values/rational.js';
import { negate } from '../../src/values/truth.js';

/** What each operator is given here; `multiple` and `mode` are those of `round`. */
type Sort = 'number' | 'day' | 'month' | 'list' | 'multiple' | 'mode' | 'positive';
const OPERANDS = {
  equal: ['number', 'number'],
  lessThan: ['number', 'number'],
  lessThanInclusive: ['day', 'day'],
  greaterThan: ['month', 'month'],
  greaterThanInclusive: ['number', 'number'],
  contains: ['list', 'number'],
  add: ['number', 'number'],
  subtract: ['number', 'number'],
  multiply: ['number', 'number'],
  divide: ['number', 'positive'],
  negate: ['number'],
  minimumOf: ['number', 'number', 'number'],
  maximumOf: ['number', 'number', 'number'],
  round: ['number', 'multiple', 'mode'],
  perYear: ['number'],
  perMonth: ['number'],
  percent: ['number'],
  firstKnown: ['number', 'number'],
  ageOn: ['day', 'day'],
  daysBetween: ['day', 'day'],
  monthsBetween: ['month', 'month'],
  completedMonths: ['day', 'day'],
  monthOf: ['day'],
  firstDayOf: ['month'],
  lastDayOf: ['month'],
  addMonths: ['month', 'number'],
  addMonthsToDay: ['day', 'number'],
  addDays: ['day', 'number'],
} as const satisfies Record<OperatorName, readonly Sort[]>;

const numbers = fc
  .tuple(fc.bigInt(-400n, 400n), fc.constantFrom(1n, 2n, 3n))
  .map(([top, bottom]) => rational(top, bottom));
const days = fc
  .tuple(
    fc.constantFrom('2023', '2024'),
    fc.constantFrom('01', '02', '03', '12'),
    fc.constantFrom('01', '15', '28', '29', '30', '31'),
  )
  .map((parts) => parts.join('-'))
  .filter((day) => !['2023-02-29', '2023-02-30', '2023-02-31', '2024-02-30', '2024-02-31'].includes(day));
const months = days.map((day) => day.slice(0, 7));

const exactOf: Readonly<Record<Sort, fc.Arbitrary<Value>>> = {
  number: numbers.map(exactNumber),
  positive: numbers.filter((value) => value.numerator > 0n).map(exactNumber),
  multiple: fc.constantFrom(rational(1n), rational(100n), rational(1n, 2n)).map(exactNumber),
  mode: fc.constantFrom('up', 'down', 'ceiling', 'floor', 'halfUp', 'halfDown', 'halfEven').map(textValue),
  day: days.map((day) => timeValue('day', exactly(day))),
  month: months.map((month) => timeValue('month', exactly(month))),
  list: fc
    .tuple(
      fc.boolean(),
      fc.array(
        fc.record({
          belongs: fc.constantFrom('true' as const, 'unknown' as const),
          value: numbers.map(exactNumber),
        }),
        { maxLength: 3 },
      ),
    )
    .map(([complete, members]) => ({ type: 'list' as const, complete, members })),
};

const sorted = <T>(left: T, right: T, comparison: (a: T, b: T) => number): [T, T] =>
  comparison(left, right) <= 0 ? [left, right] : [right, left];
const ends = fc.constantFrom('both', 'low', 'high');
const timeRanges = (type: 'day' | 'month', values: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  fc.tuple(values, values, ends).map(([a, b, kept]) => {
    const [low, high] = sorted(a, b, compareText);
    return timeValue(type, between(kept === 'high' ? undefined : low, kept === 'low' ? undefined : high));
  });
/** Unknown, exact, and ranges with one or both ends. */
const anyOf: Readonly<Record<Sort, fc.Arbitrary<Value>>> = {
  ...exactOf,
  number: fc.oneof(
    exactOf.number,
    fc.constant(UNKNOWN),
    fc.tuple(numbers, numbers, ends).map(([a, b, kept]) => {
      const [low, high] = sorted(a, b, compare);
      return numberValue(between(kept === 'high' ? undefined : low, kept === 'low' ? undefined : high));
    }),
  ),
  day: fc.oneof(exactOf.day, fc.constant(UNKNOWN), timeRanges('day', days)),
  month: fc.oneof(exactOf.month, fc.constant(UNKNOWN), timeRanges('month', months)),
};

const operands = (name: OperatorName, from: typeof exactOf): fc.Arbitrary<Value[]> =>
  fc.tuple(...OPERANDS[name].map((sort) => from[sort])) as fc.Arbitrary<Value[]>;
const NAMES = Object.keys(OPERATORS) as OperatorName[];
const of = (name: string): Operator => OPERATORS[name as OperatorName];

/** Where a result lies on the line on which the operator moves: false below true. */
function position(left: Value, right: Value): number | undefined {
  if (left.type === 'number' && right.type === 'number' && left.range.low && right.range.low)
    return compare(left.range.low, right.range.low);
  if (left.type === 'truth' && right.type === 'truth') return Number(left.value) - Number(right.value);
  if ((left.type === 'day' || left.type === 'month') && left.type === right.type)
    return compareText(left.range.low ?? '', right.range.low ?? '');
  return undefined;
}

describe('what an operator declares of itself holds', () => {
  test.each(NAMES.filter((name) => of(name).negation !== undefined))(
    '%s is unknown, or the opposite of its negation',
    (name) => {
      const { negation } = of(name);
      fc.assert(
        fc.property(operands(name, anyOf), (values) => {
          const opposite = of(negation as string).evaluate(values);
          expect(of(name).evaluate(values)).toEqual(truthValue(negate(truthOfValue(opposite))));
        }),
        { numRuns: 500 },
      );
    },
  );

  test.each(NAMES.filter((name) => of(name).swap !== undefined))(
    '%s means its swap with the operands exchanged',
    (name) => {
      const { swap } = of(name);
      fc.assert(
        fc.property(operands(name, anyOf), (values) => {
          expect(of(swap as string).evaluate([...values].reverse())).toEqual(of(name).evaluate(values));
        }),
        { numRuns: 500 },
      );
    },
  );

  const moves = NAMES.flatMap((name) =>
    OPERANDS[name].flatMap((sort, index) => {
      const declared: readonly Monotonicity[] = of(name).monotonicity;
      // The operators on any number of operands declare one for all.
      const monotonicity = declared[index] ?? declared[0];
      return monotonicity === 'none'
        ? []
        : [{ name, index, sort, monotonicity: monotonicity as 'increasing' | 'decreasing' }];
    }),
  );
  test.each(moves)('$name is $monotonicity in operand $index', ({ name, index, sort, monotonicity }) => {
    let compared = 0;
    fc.assert(
      fc.property(operands(name, exactOf), exactOf[sort], (values, other) => {
        const moved = values.map((value, at) => (at === index ? other : value));
        const [before, after] =
          (position(values[index] as Value, other) ?? 0) <= 0 ? [values, moved] : [moved, values];
        const difference = position(of(name).evaluate(before), of(name).evaluate(after));
        if (difference === undefined) return;
        compared += 1;
        expect(monotonicity === 'increasing' ? difference <= 0 : difference >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(250);
  });
});

test.each(NAMES)('%s declares how its result moves with each operand, or once for all of them', (name) => {
  expect([1, OPERANDS[name].length]).toContain(of(name).monotonicity.length);
});

test.each(NAMES.filter((name) => name !== 'firstKnown'))(
  'the answer of %s to a range holds the answer to every value in it',
  (name) => {
    fc.assert(
      fc.property(operands(name, anyOf), operands(name, exactOf), (wide, points) => {
        const inside = wide.map((value, index) =>
          ['list', 'multiple', 'mode'].includes(OPERANDS[name][index] as Sort)
            ? value
            : clamp(points[index] as Value, value),
        );
        const [answer, whole] = [of(name).evaluate(inside), of(name).evaluate(wide)];
        if (whole.type === 'unknown') return;
        expect(answer.type).toBe(whole.type);
        if (whole.type === 'truth') expect(answer).toEqual(whole);
        else expect(clamp(answer, whole)).toEqual(answer);
      }),
      { numRuns: 500 },
    );
  },
);

/** A value moved into a range, if it lies outside. */
function clamp(point: Value, range: Value): Value {
  if (point.type === 'number' && range.type === 'number') {
    const { low, high } = range.range;
    const value = point.range.low;
    if (value !== undefined && low !== undefined && compare(value, low) < 0) return exactNumber(low);
    return value !== undefined && high !== undefined && compare(value, high) > 0 ? exactNumber(high) : point;
  }
  if ((point.type === 'day' || point.type === 'month') && point.type === range.type) {
    const { low, high } = range.range;
    const value = point.range.low as string;
    if (low !== undefined && value < low) return timeValue(point.type, exactly(low));
    return high !== undefined && value > high ? timeValue(point.type, exactly(high)) : point;
  }
  return point;
}
