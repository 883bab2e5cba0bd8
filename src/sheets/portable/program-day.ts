import { fastList } from './lists.js';
import { exactNumbers } from './program-arithmetic.js';
import { evaluate, partOf } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { demandItems } from './program-missing.js';
import type { ProgramFact } from './program-reading.js';
import type { ProgramValue } from './program-values.js';

export function runConstant(_program: Program, expression: Expression): ProgramValue {
  return expression.value;
}

/** The household for which something is known that is known for all. */
const EVERY_HOUSEHOLD = 1 / 0;

/** What it has come to for the day at hand, whatever the household. */
function runOfDay(program: Program, expression: Expression): ProgramValue {
  if (expression.day === program.dayCount) return expression.value;
  const before = exactNumbers.left;
  exactNumbers.left = false;
  const value = expression.ownRun(program, expression);
  // A figure of the day that is not exact is so for every household of it.
  if (exactNumbers.left) program.leftOfDay = true;
  if (before) exactNumbers.left = true;
  expression.day = program.dayCount;
  expression.value = value;
  expression.known = value;
  expression.household = EVERY_HOUSEHOLD;
  return value;
}

/** Finds out anew which expressions no household changes: made of the day, parameters, and facts that nobody gives. */
export function markOfDay(program: Program, expression: Expression): boolean {
  if (expression.marked === program.dayCount) return expression.run === runOfDay;
  const operation = expression.operation;
  // An item in hand, and what is missing, are those of a household.
  let isOfDay = operation === 'i' ? false : operation !== 'k';
  if (operation === 'f')
    isOfDay = program.givenFacts['$' + (program.facts[expression.place] as ProgramFact).name] !== true;
  for (let at = 0; at < expression.parts.length; at += 1)
    if (!markOfDay(program, partOf(expression, at))) isOfDay = false;
  if (!isOfDay) isOfDay = isSettledByDay(program, expression);
  expression.marked = program.dayCount;
  expression.household = -1;
  expression.run = isOfDay ? runOfDay : expression.ownRun;
  separateParts(program, expression);
  // Read now, while there is no row: what stands in one under its name counts for nothing.
  if (isOfDay) if (operation === 'f') runOfDay(program, expression);
  return isOfDay;
}

/** Of `&` and `|`: what the parts that no household changes come to together, and the other parts. */
function separateParts(program: Program, expression: Expression): void {
  const isAll = expression.operation === '&';
  if (!isAll) if (expression.operation !== '|') return;
  const settling = isAll ? 0 : 3;
  expression.changing = [];
  expression.base = 3 - settling;
  for (let at = 0; at < expression.parts.length && expression.base !== settling; at += 1) {
    const part = partOf(expression, at);
    if (part.run !== runOfDay) expression.changing.push(part);
    else {
      const value = evaluate(program, part);
      if (value === settling) expression.base = settling;
      else if (value !== 3 - settling) expression.base = 2;
    }
  }
  // Settled, whatever the others come to.
  expression.changing = expression.base === settling ? [] : fastList(expression.changing);
}

/** Whether the parts that no household changes settle the whole: one fails, one holds, there is no list. */
function isSettledByDay(program: Program, expression: Expression): boolean {
  const isOverItems = expression.demand === demandItems;
  const settling = isOverItems
    ? null
    : expression.operation === '&'
      ? 0
      : expression.operation === '|'
        ? 3
        : -1;
  if (settling === -1) return false;
  for (let at = 0; at < (isOverItems ? 1 : expression.parts.length); at += 1) {
    const part = partOf(expression, at);
    if (part.run === runOfDay) if (evaluate(program, part) === settling) return true;
  }
  return false;
}
