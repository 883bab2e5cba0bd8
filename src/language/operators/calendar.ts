import type { Unit } from '../../facts/units.js';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  ageOn,
  completedMonths,
  daysBetween,
  firstDayOfMonth,
  isDay,
  isMonth,
  lastDay,
  monthOfDay,
  monthsBetween,
} from '../../values/day.js';
import { between, type Range } from '../../values/range.js';
import { type Rational, rational } from '../../values/rational.js';
import { describeType, numberType, type Type } from '../type.js';
import { numberRange, numberValue, timeRange, timeValue, type Value } from '../value.js';
import type { Operator, SignatureProblem } from './operator.js';
import { unitParams } from './units.js';

type Kind = 'day' | 'month' | 'number';
const WORDS = {
  day: { zh: '日期', en: 'a day' },
  month: { zh: '月份', en: 'a month' },
  number: { zh: '整数', en: 'a whole number' },
};

function kinds(operands: readonly Type[], expected: readonly Kind[]): SignatureProblem | undefined {
  for (const [index, kind] of expected.entries()) {
    const found = operands[index] as Type;
    if (found.kind === kind || found.kind === 'unknown' || found.kind === 'invalid') continue;
    return {
      problem: 'wrongType',
      operand: index,
      params: {
        expected: WORDS[kind].zh,
        expectedEn: WORDS[kind].en,
        found: describeType(found).zh,
        foundEn: describeType(found).en,
      },
    };
  }
  return undefined;
}

const whole = (value: number): Rational => rational(BigInt(value));

/** A distance in time: grows with its second operand and shrinks with its first, so the ends are at the ends. */
const distance = (
  kind: 'day' | 'month',
  unit: Unit,
  measure: (from: string, to: string) => number,
): Operator => ({
  signature: (operands) => kinds(operands, [kind, kind]) ?? numberType(unit),
  evaluate: ([from, to]) => {
    const [a, b] = [timeRange(from as Value), timeRange(to as Value)];
    const low = a.high === undefined || b.low === undefined ? undefined : whole(measure(a.high, b.low));
    const high = a.low === undefined || b.high === undefined ? undefined : whole(measure(a.low, b.high));
    return numberValue(between(low, high));
  },
  monotonicity: ['decreasing', 'increasing'],
});

const conversion = (
  from: 'day' | 'month',
  to: 'day' | 'month',
  change: (value: string) => string,
): Operator => ({
  signature: (operands) => kinds(operands, [from]) ?? { kind: to },
  evaluate: ([operand]) => timeValue(to, mapTime(timeRange(operand as Value), change)),
  monotonicity: ['increasing'],
});

const mapTime = (range: Range<string>, change: (value: string) => string): Range<string> =>
  between(
    range.low === undefined ? undefined : change(range.low),
    range.high === undefined ? undefined : change(range.high),
  );

/** What is shifted by is a number of days or months, or a whole number written in the formula. */
function steps(type: Type, unit: 'days' | 'months'): SignatureProblem | undefined {
  if (type.kind !== 'number' || type.literal === 'zero' || type.literal === 'whole') return undefined;
  return type.literal === undefined && type.unit === unit
    ? undefined
    : { problem: 'unitMismatch', operand: 1, params: unitParams(unit, type.unit) };
}

/** Shifts by a whole number; a range widens the result. What falls outside the calendar is unknown. */
const shift = (
  kind: 'day' | 'month',
  unit: 'days' | 'months',
  move: (value: string, by: number) => string,
): Operator => ({
  signature: (operands) => kinds(operands, [kind, 'number']) ?? steps(operands[1] as Type, unit) ?? { kind },
  evaluate: ([operand, by]) => {
    const [start, distance] = [timeRange(operand as Value), numberRange(by as Value)];
    const moved = (value: string | undefined, distanceEnd: Rational | undefined): string | undefined => {
      if (value === undefined || distanceEnd === undefined) return undefined;
      const result = move(value, floorOf(distanceEnd));
      return (kind === 'day' ? isDay(result) : isMonth(result)) ? result : undefined;
    };
    return timeValue(kind, between(moved(start.low, distance.low), moved(start.high, distance.high)));
  },
  monotonicity: ['increasing', 'increasing'],
});

const floorOf = (value: Rational): number => {
  const quotient = value.numerator / value.denominator;
  return Number(
    value.numerator < 0n && quotient * value.denominator !== value.numerator ? quotient - 1n : quotient,
  );
};

export const CALENDAR_OPERATORS = {
  /** Completed years of age: ageOn(birth, day). The rule is that of `values/day`. */
  ageOn: distance('day', 'years', ageOn),
  /** Calendar days: daysBetween(from, to). */
  daysBetween: distance('day', 'days', daysBetween),
  /** Calendar months by month number: monthsBetween(from, to). */
  monthsBetween: distance('month', 'months', monthsBetween),
  /** Whole months completed: completedMonths(from, to). */
  completedMonths: distance('day', 'months', completedMonths),
  monthOf: conversion('day', 'month', monthOfDay),
  firstDayOf: conversion('month', 'day', firstDayOfMonth),
  lastDayOf: conversion('month', 'day', lastDay),
  addMonths: shift('month', 'months', addMonths),
  addMonthsToDay: shift('day', 'months', addMonthsToDay),
  addDays: shift('day', 'days', addDays),
} satisfies Record<string, Operator>;
