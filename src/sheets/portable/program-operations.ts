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
import {
  demandAllParts,
  demandBranches,
  demandFact,
  demandField,
  demandItems,
  demandNothing,
  demandOperand,
  demandParameter,
  demandParameterOnDay,
} from './program-missing.js';
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

export interface Operation {
  /** How it is worked out. */
  run: Expression['run'];
  /** How many parts it has; -1: as many as the number behind its name says. */
  parts: number;
  /** How the search for what is missing goes on from it. Those over the items of a list have `demandItems`. */
  demand: Expression['demand'];
}

export const OPERATIONS: { [operation: string]: Operation } = {};

/** Small bundles leave out the operations that their program has not; so each is put in by itself. */
function operation(name: string, parts: number, run: Run, demand: Operation['demand']): void {
  OPERATIONS[name] = { run: run, parts: parts, demand: demand };
}

operation('x', 0, runConstant, demandNothing);
operation('#', 0, runConstant, demandNothing);
operation('@', 0, runConstant, demandNothing);
operation('T', 0, runConstant, demandNothing);
operation('F', 0, runConstant, demandNothing);
operation('U', 0, runConstant, demandNothing);
operation('E', 0, runDay, demandNothing);
operation('f', 0, runFact, demandFact);
operation('d', 0, runOver, demandAllParts);
operation('s', 0, runOver, demandAllParts);
operation('over', 1, runOver, demandOperand);
operation('p', 0, runParameter, demandParameter);
operation('P', 1, runParameterOnDay, demandParameterOnDay);
operation('i', 0, runItem, demandField);
operation('k', 0, runLacks, demandAllParts);
operation('!', 1, runNot, demandOperand);
operation('&', -1, runAll, demandAllParts);
operation('|', -1, runAny, demandAllParts);
operation('?', 1, runIsUnknown, demandNothing);
operation('choose', 3, runIf, demandBranches);
operation('first', -1, runFirstKnown, demandAllParts);
operation('list', -1, runList, demandAllParts);
operation('filter', 2, runFilter, demandItems);
operation('some', 2, runOverList, demandItems);
operation('every', 2, runOverList, demandItems);
operation('count', 2, runCount, demandItems);
operation('sum', 2, runSum, demandItems);
operation('least', 2, runLeast, demandItems);
operation('greatest', 2, runGreatest, demandItems);
operation('has', 2, runContains, demandAllParts);
operation('=', 2, runEqual, demandAllParts);
operation('<', 2, runOrder, demandAllParts);
operation('>', 2, runOrder, demandAllParts);
operation('<=', 2, runOrder, demandAllParts);
operation('>=', 2, runOrder, demandAllParts);
operation('+', 2, numbersBy(sumOfNumbers), demandAllParts);
operation('-', 2, numbersBy(differenceOfNumbers), demandAllParts);
operation('*', 2, numbersBy(productOfNumbers), demandAllParts);
operation('/', 2, numbersBy(quotientOfNumbers), demandAllParts);
operation('negate', 1, runNegated, demandAllParts);
operation('year', 1, scaledBy(12, 1), demandAllParts);
operation('month', 1, scaledBy(1, 12), demandAllParts);
operation('percent', 1, scaledBy(1, 100), demandAllParts);
operation('min', -1, extremeBy(1), demandAllParts);
operation('max', -1, extremeBy(-1), demandAllParts);
operation('round', 3, runRound, demandAllParts);
operation('age', 2, distanceBy(yearsFrom), demandAllParts);
operation('days', 2, distanceBy(daysFrom), demandAllParts);
operation('months', 2, distanceBy(monthsFrom), demandAllParts);
operation('completedMonths', 2, distanceBy(completedMonthsFrom), demandAllParts);
operation('monthOf', 1, convertedBy(monthOfDayNumber), demandAllParts);
operation('firstDay', 1, convertedBy(firstDayNumber), demandAllParts);
operation('lastDay', 1, convertedBy(lastDayNumber), demandAllParts);
operation('addMonths', 2, shiftedBy(monthsLater), demandAllParts);
operation('addMonthsToDay', 2, shiftedBy(dayMonthsLater), demandAllParts);
operation('addDays', 2, shiftedBy(daysLater), demandAllParts);
