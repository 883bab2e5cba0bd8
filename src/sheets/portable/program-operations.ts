import {
  extremeOfNumbers,
  negatedNumber,
  productOfNumbers,
  quotientOfNumbers,
  roundedNumber,
  scaledNumber,
  sumOfNumbers,
} from './program-arithmetic.js';
import {
  completedMonthsFrom,
  convertedTime,
  daysAfterDay,
  daysFrom,
  distanceInTime,
  firstDayNumber,
  lastDayNumber,
  monthOfDayNumber,
  monthsAfterDay,
  monthsAfterMonth,
  monthsFrom,
  yearsFrom,
} from './program-calendar.js';
import {
  runContains,
  runCount,
  runExtreme,
  runFilter,
  runList,
  runOverList,
  runSum,
} from './program-collections.js';
import { runConstant } from './program-day.js';
import { numberOfPart, timeOfPart, valueOfPart } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { equalValues, lessValues } from './program-lists.js';
import {
  runAll,
  runAny,
  runDay,
  runFact,
  runFirstKnown,
  runIf,
  runIsUnknown,
  runItem,
  runLacks,
  runNot,
  runOver,
  runParameter,
  runParameterOnDay,
} from './program-logic.js';
import type { NumberValue, ProgramValue } from './program-values.js';
import { oppositeTruth } from './program-values.js';

function runEqual(program: Program, expression: Expression): ProgramValue {
  return equalValues(valueOfPart(program, expression, 0), valueOfPart(program, expression, 1));
}

function runOrder(program: Program, expression: Expression): ProgramValue {
  const left = valueOfPart(program, expression, 0);
  const right = valueOfPart(program, expression, 1);
  switch (expression.operation) {
    case '<':
      return lessValues(left, right);
    case '>':
      return lessValues(right, left);
    case '<=':
      return oppositeTruth(lessValues(right, left));
  }
  return oppositeTruth(lessValues(left, right));
}

function runArithmetic(program: Program, expression: Expression): ProgramValue {
  const left = numberOfPart(program, expression, 0);
  const right = numberOfPart(program, expression, 1);
  switch (expression.operation) {
    case '+':
      return sumOfNumbers(left, right);
    case '-':
      return sumOfNumbers(left, negatedNumber(right));
    case '*':
      return productOfNumbers(left, right);
  }
  return quotientOfNumbers(left, right);
}

function runScaled(program: Program, expression: Expression): ProgramValue {
  const number = numberOfPart(program, expression, 0);
  switch (expression.operation) {
    case 'negate':
      return negatedNumber(number);
    case 'year':
      return scaledNumber(number, 12, 1);
    case 'month':
      return scaledNumber(number, 1, 12);
  }
  return scaledNumber(number, 1, 100);
}

function runExtremeOf(program: Program, expression: Expression): ProgramValue {
  const sign = expression.operation === 'min' ? 1 : -1;
  let found = numberOfPart(program, expression, 0);
  for (let at = 1; at < expression.parts.length; at += 1)
    found = extremeOfNumbers(found, numberOfPart(program, expression, at), sign);
  return found;
}

function runRound(program: Program, expression: Expression): ProgramValue {
  const multiple = numberOfPart(program, expression, 1) as NumberValue;
  const mode = valueOfPart(program, expression, 2) as string;
  return roundedNumber(numberOfPart(program, expression, 0), multiple, mode);
}

function runDistance(program: Program, expression: Expression): ProgramValue {
  const from = timeOfPart(program, expression, 0);
  const to = timeOfPart(program, expression, 1);
  switch (expression.operation) {
    case 'age':
      return distanceInTime(from, to, yearsFrom);
    case 'days':
      return distanceInTime(from, to, daysFrom);
    case 'months':
      return distanceInTime(from, to, monthsFrom);
  }
  return distanceInTime(from, to, completedMonthsFrom);
}

function runConversion(program: Program, expression: Expression): ProgramValue {
  const time = timeOfPart(program, expression, 0);
  switch (expression.operation) {
    case 'monthOf':
      return convertedTime(time, monthOfDayNumber);
    case 'firstDay':
      return convertedTime(time, firstDayNumber);
  }
  return convertedTime(time, lastDayNumber);
}

function runShift(program: Program, expression: Expression): ProgramValue {
  const time = timeOfPart(program, expression, 0);
  const by = numberOfPart(program, expression, 1);
  switch (expression.operation) {
    case 'addMonths':
      return monthsAfterMonth(time, by);
    case 'addMonthsToDay':
      return monthsAfterDay(time, by);
  }
  return daysAfterDay(time, by);
}

/** How an operation is worked out, and how many parts it has; -1: as many as the number behind its name says. */
export interface Operation {
  run: Expression['run'];
  parts: number;
}

export const OPERATIONS: { [operation: string]: Operation } = {
  x: { run: runConstant, parts: 0 },
  '#': { run: runConstant, parts: 0 },
  '@': { run: runConstant, parts: 0 },
  T: { run: runConstant, parts: 0 },
  F: { run: runConstant, parts: 0 },
  U: { run: runConstant, parts: 0 },
  E: { run: runDay, parts: 0 },
  f: { run: runFact, parts: 0 },
  d: { run: runOver, parts: 0 },
  s: { run: runOver, parts: 0 },
  over: { run: runOver, parts: 1 },
  p: { run: runParameter, parts: 0 },
  P: { run: runParameterOnDay, parts: 1 },
  i: { run: runItem, parts: 0 },
  k: { run: runLacks, parts: 0 },
  '!': { run: runNot, parts: 1 },
  '&': { run: runAll, parts: -1 },
  '|': { run: runAny, parts: -1 },
  '?': { run: runIsUnknown, parts: 1 },
  choose: { run: runIf, parts: 3 },
  first: { run: runFirstKnown, parts: -1 },
  list: { run: runList, parts: -1 },
  filter: { run: runFilter, parts: 2 },
  some: { run: runOverList, parts: 2 },
  every: { run: runOverList, parts: 2 },
  count: { run: runCount, parts: 2 },
  sum: { run: runSum, parts: 2 },
  least: { run: runExtreme, parts: 2 },
  greatest: { run: runExtreme, parts: 2 },
  has: { run: runContains, parts: 2 },
  '=': { run: runEqual, parts: 2 },
  '<': { run: runOrder, parts: 2 },
  '>': { run: runOrder, parts: 2 },
  '<=': { run: runOrder, parts: 2 },
  '>=': { run: runOrder, parts: 2 },
  '+': { run: runArithmetic, parts: 2 },
  '-': { run: runArithmetic, parts: 2 },
  '*': { run: runArithmetic, parts: 2 },
  '/': { run: runArithmetic, parts: 2 },
  negate: { run: runScaled, parts: 1 },
  year: { run: runScaled, parts: 1 },
  month: { run: runScaled, parts: 1 },
  percent: { run: runScaled, parts: 1 },
  min: { run: runExtremeOf, parts: -1 },
  max: { run: runExtremeOf, parts: -1 },
  round: { run: runRound, parts: 3 },
  age: { run: runDistance, parts: 2 },
  days: { run: runDistance, parts: 2 },
  months: { run: runDistance, parts: 2 },
  completedMonths: { run: runDistance, parts: 2 },
  monthOf: { run: runConversion, parts: 1 },
  firstDay: { run: runConversion, parts: 1 },
  lastDay: { run: runConversion, parts: 1 },
  addMonths: { run: runShift, parts: 2 },
  addMonthsToDay: { run: runShift, parts: 2 },
  addDays: { run: runShift, parts: 2 },
};
