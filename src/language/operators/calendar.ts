import { addDays, addMonths, addMonthsToDay, ageOn, completedMonths, daysBetween, firstDayOfMonth, lastDay, monthOfDay, monthsBetween } from '../../values/day.js';
import { between, type Range } from '../../values/range.js';
import { rational, type Rational } from '../../values/rational.js';
import { describeType, numberType, type Type } from '../type.js';
import type { Unit } from '../../facts/units.js';
import { numberRange, numberValue, timeRange, timeValue, UNKNOWN, type Value } from '../value.js';
import type { Operator, SignatureProblem } from './operator.js';

type Kind = 'day' | 'month' | 'number';
const WORDS = { day: { zh: '日期', en: 'a day' }, month: { zh: '月份', en: 'a month' }, number: { zh: '整数', en: 'a whole number' } };

function kinds(operands: readonly Type[], expected: readonly Kind[]): SignatureProblem | undefined {
  for (const [index, kind] of expected.entries()) {
    const found = operands[index] as Type;
    if (found.kind === kind || found.kind === 'unknown' || found.kind === 'invalid') continue;
    return {
      problem: 'wrongType',
      operand: index,
      params: { expected: WORDS[kind].zh, expectedEn: WORDS[kind].en, found: describeType(found).zh, foundEn: describeType(found).en },
    };
  }
  return undefined;
}

const whole = (value: number): Rational => rational(BigInt(value));

/** A distance in time: grows with its second operand and shrinks with its first, so the ends are at the ends. */
const distance = (kind: 'day' | 'month', unit: Unit, measure: (from: string, to: string) => number): Operator => ({
  signature: (operands) => kinds(operands, [kind, kind]) ?? numberType(unit),
  evaluate: ([from, to]) => {
    const [a, b] = [timeRange(from as Value), timeRange(to as Value)];
    const low = a.high === undefined || b.low === undefined ? undefined : whole(measure(a.high, b.low));
    const high = a.low === undefined || b.high === undefined ? undefined : whole(measure(a.low, b.high));
    return numberValue(between(low, high));
  },
  monotonicity: ['decreasing', 'increasing'],
});

const conversion = (from: 'day' | 'month', to: 'day' | 'month', change: (value: string) => string): Operator => ({
  signature: (operands) => kinds(operands, [from]) ?? { kind: to },
  evaluate: ([operand]) => timeValue(to, mapTime(timeRange(operand as Value), change)),
  monotonicity: ['increasing'],
});

const mapTime = (range: Range<string>, change: (value: string) => string): Range<string> =>
  between(
    range.low === undefined ? undefined : change(range.low),
    range.high === undefined ? undefined : change(range.high),
  );

/** Shifts by a whole number; a number of months or days that is a range widens the result. */
const shift = (kind: 'day' | 'month', move: (value: string, by: number) => string): Operator => ({
  signature: (operands) => kinds(operands, [kind, 'number']) ?? { kind },
  evaluate: ([operand, by]) => {
    const [start, steps] = [timeRange(operand as Value), numberRange(by as Value)];
    if (steps.low === undefined || steps.high === undefined) return UNKNOWN;
    const low = start.low === undefined ? undefined : move(start.low, floorOf(steps.low));
    const high = start.high === undefined ? undefined : move(start.high, floorOf(steps.high));
    return timeValue(kind, between(low, high));
  },
  monotonicity: ['increasing', 'increasing'],
});

const floorOf = (value: Rational): number => {
  const quotient = value.numerator / value.denominator;
  return Number(value.numerator < 0n && quotient * value.denominator !== value.numerator ? quotient - 1n : quotient);
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
  addMonths: shift('month', addMonths),
  addMonthsToDay: shift('day', addMonthsToDay),
  addDays: shift('day', addDays),
} satisfies Record<string, Operator>;
