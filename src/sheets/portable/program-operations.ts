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
  dayMonthsLater,
  daysFrom,
  daysLater,
  distanceInTime,
  firstDayNumber,
  lastDayNumber,
  monthOfDayNumber,
  monthsFrom,
  monthsLater,
  shiftedTime,
  yearsFrom,
} from './program-calendar.js';
import {
  runContains,
  runCount,
  runFilter,
  runGreatest,
  runLeast,
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

type Run = Expression['run'];

function differenceOfNumbers(left: NumberValue | null, right: NumberValue | null): NumberValue | null {
  return sumOfNumbers(left, negatedNumber(right));
}

/** Works out two numbers. */
function numbersBy(change: (left: NumberValue | null, right: NumberValue | null) => NumberValue | null): Run {
  return (program, expression) =>
    change(numberOfPart(program, expression, 0), numberOfPart(program, expression, 1));
}

function runNegated(program: Program, expression: Expression): ProgramValue {
  return negatedNumber(numberOfPart(program, expression, 0));
}

function scaledBy(factor: number, over: number): Run {
  return (program, expression) => scaledNumber(numberOfPart(program, expression, 0), factor, over);
}

/** The least (sign 1) or greatest (sign -1) of several numbers. */
function extremeBy(sign: number): Run {
  return (program, expression) => {
    let found = numberOfPart(program, expression, 0);
    for (let at = 1; at < expression.parts.length; at += 1)
      found = extremeOfNumbers(found, numberOfPart(program, expression, at), sign);
    return found;
  };
}

function runRound(program: Program, expression: Expression): ProgramValue {
  const multiple = numberOfPart(program, expression, 1) as NumberValue;
  const mode = valueOfPart(program, expression, 2) as string;
  return roundedNumber(numberOfPart(program, expression, 0), multiple, mode);
}

function distanceBy(measure: (from: number, to: number) => number): Run {
  return (program, expression) =>
    distanceInTime(timeOfPart(program, expression, 0), timeOfPart(program, expression, 1), measure);
}

function convertedBy(change: (day: number) => number): Run {
  return (program, expression) => convertedTime(timeOfPart(program, expression, 0), change);
}

function shiftedBy(move: (day: number, count: number) => number): Run {
  return (program, expression) =>
    shiftedTime(timeOfPart(program, expression, 0), numberOfPart(program, expression, 1), move);
}

/** How an operation is worked out, and how many parts it has; -1: as many as the number behind its name says. */
export interface Operation {
  run: Expression['run'];
  parts: number;
}

export const OPERATIONS: { [operation: string]: Operation } = {};

/** Small bundles leave out the operations that their program has not; so each is put in by itself. */
function operation(name: string, parts: number, run: Run): void {
  OPERATIONS[name] = { run: run, parts: parts };
}

operation('x', 0, runConstant);
operation('#', 0, runConstant);
operation('@', 0, runConstant);
operation('T', 0, runConstant);
operation('F', 0, runConstant);
operation('U', 0, runConstant);
operation('E', 0, runDay);
operation('f', 0, runFact);
operation('d', 0, runOver);
operation('s', 0, runOver);
operation('over', 1, runOver);
operation('p', 0, runParameter);
operation('P', 1, runParameterOnDay);
operation('i', 0, runItem);
operation('k', 0, runLacks);
operation('!', 1, runNot);
operation('&', -1, runAll);
operation('|', -1, runAny);
operation('?', 1, runIsUnknown);
operation('choose', 3, runIf);
operation('first', -1, runFirstKnown);
operation('list', -1, runList);
operation('filter', 2, runFilter);
operation('some', 2, runOverList);
operation('every', 2, runOverList);
operation('count', 2, runCount);
operation('sum', 2, runSum);
operation('least', 2, runLeast);
operation('greatest', 2, runGreatest);
operation('has', 2, runContains);
operation('=', 2, runEqual);
operation('<', 2, runOrder);
operation('>', 2, runOrder);
operation('<=', 2, runOrder);
operation('>=', 2, runOrder);
operation('+', 2, numbersBy(sumOfNumbers));
operation('-', 2, numbersBy(differenceOfNumbers));
operation('*', 2, numbersBy(productOfNumbers));
operation('/', 2, numbersBy(quotientOfNumbers));
operation('negate', 1, runNegated);
operation('year', 1, scaledBy(12, 1));
operation('month', 1, scaledBy(1, 12));
operation('percent', 1, scaledBy(1, 100));
operation('min', -1, extremeBy(1));
operation('max', -1, extremeBy(-1));
operation('round', 3, runRound);
operation('age', 2, distanceBy(yearsFrom));
operation('days', 2, distanceBy(daysFrom));
operation('months', 2, distanceBy(monthsFrom));
operation('completedMonths', 2, distanceBy(completedMonthsFrom));
operation('monthOf', 1, convertedBy(monthOfDayNumber));
operation('firstDay', 1, convertedBy(firstDayNumber));
operation('lastDay', 1, convertedBy(lastDayNumber));
operation('addMonths', 2, shiftedBy(monthsLater));
operation('addMonthsToDay', 2, shiftedBy(dayMonthsLater));
operation('addDays', 2, shiftedBy(daysLater));
