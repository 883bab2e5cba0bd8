import type { OperatorName } from '../../language/operators.js';
import type { RoundingMode } from '../../values/decimal.js';
import { type Rational, rational } from '../../values/rational.js';
import { containsValue } from './aggregates.js';
import type { Expression, Expressions } from './expression.js';
import {
  addFractions,
  compareFractions,
  divideFractions,
  exactly,
  extremeOf,
  fractionWhere,
  isPoint,
  knownExtremeOf,
  literalFraction,
  mapEnds,
  multiplyFractions,
  negateFraction,
  overEnds,
  roundFraction,
  wholeNumber,
  ZERO_FRACTION,
} from './numbers.js';
import { type Fraction, type SqlNumber, type SqlTime, type SqlValue, truthOf, UNKNOWN } from './sql-value.js';
import {
  ageOf,
  completedMonths,
  daysFrom,
  firstDayOf,
  lastDayOf,
  mapTime,
  monthOf,
  monthsFrom,
  shiftDay,
  shiftDayByMonths,
  shiftMonth,
} from './times.js';
import { Unsupported } from './unsupported.js';
import { equalValues, lessValues, numberFrom, overLists, timeFrom } from './values.js';

type Emitter = (x: Expressions, operands: readonly SqlValue[]) => SqlValue;

const comparison =
  (emit: (x: Expressions, left: SqlValue, right: SqlValue) => Expression): Emitter =>
  (x, [left = UNKNOWN, right = UNKNOWN]) =>
    truthOf(emit(x, left, right));

const numeric =
  (emit: (x: Expressions, a: SqlNumber, b: SqlNumber) => SqlNumber): Emitter =>
  (x, [left = UNKNOWN, right = UNKNOWN]) =>
    emit(x, numberFrom(x, left), numberFrom(x, right));

const both = (low: Fraction, high: () => Fraction, isOne: boolean): SqlNumber => ({
  type: 'number',
  low,
  high: isOne ? low : high(),
});

/** A distance in time: the ends are at the ends. */
const distance =
  (
    kind: 'day' | 'month',
    measure: (x: Expressions, from: Expression, to: Expression) => Expression,
  ): Emitter =>
  (x, [from = UNKNOWN, to = UNKNOWN]) => {
    const [a, b] = [timeFrom(x, from, kind), timeFrom(x, to, kind)];
    const low = wholeNumber(measure(x, a.high, b.low));
    const isExact = a.low === a.high && b.low === b.high;
    return both(low, () => wholeNumber(measure(x, a.low, b.high)), isExact);
  };

const conversion =
  (
    from: 'day' | 'month',
    to: 'day' | 'month',
    change: (x: Expressions, time: Expression) => Expression,
  ): Emitter =>
  (x, [operand = UNKNOWN]) =>
    mapTime(to, timeFrom(x, operand, from), (end) => change(x, end));

const shift =
  (kind: 'day' | 'month', move: (x: Expressions, time: Expression, by: Expression) => Expression): Emitter =>
  (x, [operand = UNKNOWN, by = UNKNOWN]): SqlTime => {
    const [start, steps] = [timeFrom(x, operand, kind), numberFrom(x, by)];
    const whole = (end: Fraction): Expression =>
      end.scale === 1n && end.denominator === undefined
        ? end.numerator
        : roundFraction(x, end, rational(1n), 'floor').numerator;
    const low = move(x, start.low, whole(steps.low));
    const isExact = start.low === start.high && isPoint(steps);
    return { type: kind, low, high: isExact ? low : move(x, start.high, whole(steps.high)) };
  };

const scaled =
  (factor: Rational): Emitter =>
  (x, [operand = UNKNOWN]) =>
    mapEnds(numberFrom(x, operand), (end) => multiplyFractions(x, end, literalFraction(x, factor)));

/** The least or greatest of several: one end needs all of them, the other any. */
const extreme =
  (which: 'least' | 'greatest'): Emitter =>
  (x, operands) => {
    const numbers = operands.map((operand) => numberFrom(x, operand));
    const [all, any] = which === 'least' ? (['low', 'high'] as const) : (['high', 'low'] as const);
    const needsAll = numbers.map((number) => number[all]).reduce((a, b) => extremeOf(x, which, a, b));
    const needsAny = numbers.map((number) => number[any]).reduce((a, b) => knownExtremeOf(x, which, a, b));
    return which === 'least'
      ? { type: 'number', low: needsAll, high: needsAny }
      : { type: 'number', low: needsAny, high: needsAll };
  };

/** How each operator is said; `firstKnown` looks at the nodes as well, so it is said elsewhere. */
export const EMITTERS = {
  equal: comparison(equalValues),
  lessThan: comparison(lessValues),
  lessThanInclusive: comparison((x, left, right) => x.not(lessValues(x, right, left))),
  greaterThan: comparison((x, left, right) => lessValues(x, right, left)),
  greaterThanInclusive: comparison((x, left, right) => x.not(lessValues(x, left, right))),
  contains: (x, [list = UNKNOWN, element = UNKNOWN]) =>
    overLists(x, list, (each) => truthOf(containsValue(x, each, element))),
  add: numeric((x, a, b) =>
    both(addFractions(x, a.low, b.low), () => addFractions(x, a.high, b.high), isPoint(a, b)),
  ),
  subtract: numeric((x, a, b) =>
    both(
      addFractions(x, a.low, negateFraction(x, b.high)),
      () => addFractions(x, a.high, negateFraction(x, b.low)),
      isPoint(a, b),
    ),
  ),
  multiply: numeric((x, a, b) => overEnds(x, a, b, (left, right) => multiplyFractions(x, left, right))),
  divide: numeric((x, a, b) => {
    const isSafe = compareFractions(x, '<', ZERO_FRACTION(x), b.low);
    return overEnds(x, a, b, (left, right) => fractionWhere(x, isSafe, divideFractions(x, left, right)));
  }),
  negate: (x, [operand = UNKNOWN]) => {
    const { low, high } = numberFrom(x, operand);
    const negative = negateFraction(x, high);
    return low === high ? exactly(negative) : { type: 'number', low: negative, high: negateFraction(x, low) };
  },
  minimumOf: extreme('least'),
  maximumOf: extreme('greatest'),
  round: (x, [operand = UNKNOWN, multiple = UNKNOWN, mode = UNKNOWN]) => {
    const step = numberFrom(x, multiple).low;
    const way = mode.type === 'text' ? mode.value.constant : undefined;
    if (typeof step.numerator.constant !== 'bigint' || typeof way !== 'string')
      throw new Unsupported('round', 'a multiple or mode that is not written');
    const size = rational(step.numerator.constant, step.scale);
    return mapEnds(numberFrom(x, operand), (end) => roundFraction(x, end, size, way as RoundingMode));
  },
  perYear: scaled(rational(12n)),
  perMonth: scaled(rational(1n, 12n)),
  percent: scaled(rational(1n, 100n)),
  firstKnown: () => {
    throw new Unsupported('firstKnown', 'it is said with its nodes');
  },
  ageOn: distance('day', ageOf),
  daysBetween: distance('day', daysFrom),
  monthsBetween: distance('month', monthsFrom),
  completedMonths: distance('day', completedMonths),
  monthOf: conversion('day', 'month', monthOf),
  firstDayOf: conversion('month', 'day', firstDayOf),
  lastDayOf: conversion('month', 'day', lastDayOf),
  addMonths: shift('month', shiftMonth),
  addMonthsToDay: shift('day', shiftDayByMonths),
  addDays: shift('day', shiftDay),
} satisfies Record<OperatorName, Emitter> as Readonly<Record<OperatorName, Emitter>>;
