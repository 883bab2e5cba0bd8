import { evaluate, fieldOf, partOf, timeOfPart, truthOfPart, valueOfPart } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { commonValueOf, isExactValue } from './program-lists.js';
import type { ProgramFact, ProgramParameter } from './program-reading.js';
import { entryInForce, readProgramFact } from './program-reading.js';
import type { ProgramValue } from './program-values.js';
import { truthOfBoolean } from './program-values.js';

export function runDay(program: Program): ProgramValue {
  return { kind: 'time', first: program.day, last: program.day };
}

export function runFact(program: Program, expression: Expression): ProgramValue {
  const fact = program.facts[expression.place] as ProgramFact;
  const value = readProgramFact(fact, program.row);
  if (expression.parts.length === 0 || (value !== null && value !== 2)) return value;
  // What was given and cannot be used is no blank: nobody has declared what it means.
  if (program.hasUnusable) if (program.unusable['$' + fact.name] === true) return value;
  // Its one part is what a blank means.
  return valueOfPart(program, expression, 0);
}

/** What its one part comes to. */
export function runOver(program: Program, expression: Expression): ProgramValue {
  return evaluate(program, expression.parts[0] as Expression);
}

export function runParameter(program: Program, expression: Expression): ProgramValue {
  const parameter = program.parameters[expression.place] as ProgramParameter;
  const at = entryInForce(parameter, program.day);
  return at < 0 ? null : (parameter.series[at] as { value: ProgramValue }).value;
}

/** A parameter on a day that may be a range: only where all its days are of one entry. */
export function runParameterOnDay(program: Program, expression: Expression): ProgramValue {
  const day = timeOfPart(program, expression, 0);
  if (day === null) return null;
  const parameter = program.parameters[expression.place] as ProgramParameter;
  const at = entryInForce(parameter, day.first);
  if (at < 0 || at !== entryInForce(parameter, day.last)) return null;
  return (parameter.series[at] as { value: ProgramValue }).value;
}

export function runItem(program: Program, expression: Expression): ProgramValue {
  const item = program.items[expression.place] as ProgramValue;
  if (expression.field < 0) return item;
  if (item === null || typeof item !== 'object') return null;
  if (item.kind !== 'record') return null;
  const known = item.read[expression.field];
  if (typeof known !== 'undefined') return known;
  const value = readProgramFact(fieldOf(program, expression), item.row);
  item.read[expression.field] = value;
  return value;
}

export function runNot(program: Program, expression: Expression): ProgramValue {
  const part = expression.parts[0] as Expression;
  const value = part.household >= program.household ? part.known : evaluate(program, part);
  return value === 3 ? 0 : value === 0 ? 3 : 2;
}

export function runAll(program: Program, expression: Expression): ProgramValue {
  const parts = expression.changing;
  const count = parts.length;
  const household = program.household;
  let truth = expression.base;
  for (let at = 0; at < count; at += 1) {
    const part = parts[at] as Expression;
    const value = part.household >= household ? part.known : evaluate(program, part);
    if (value === 0) return 0;
    if (value !== 3) truth = 2;
  }
  return truth;
}

export function runAny(program: Program, expression: Expression): ProgramValue {
  const parts = expression.changing;
  const count = parts.length;
  const household = program.household;
  let truth = expression.base;
  for (let at = 0; at < count; at += 1) {
    const part = parts[at] as Expression;
    const value = part.household >= household ? part.known : evaluate(program, part);
    if (value === 3) return 3;
    if (value !== 0) truth = 2;
  }
  return truth;
}

/** Whether a value is a text that is written out. */
export function runEqualText(program: Program, expression: Expression): ProgramValue {
  const value = valueOfPart(program, expression, 0);
  if (typeof value !== 'string') return 2;
  return value === (expression.parts[1] as Expression).value ? 3 : 0;
}

export function runIf(program: Program, expression: Expression): ProgramValue {
  const truth = truthOfPart(program, expression, 0);
  if (truth === 3) return valueOfPart(program, expression, 1);
  if (truth === 0) return valueOfPart(program, expression, 2);
  return commonValueOf(valueOfPart(program, expression, 1), valueOfPart(program, expression, 2));
}

export function runIsUnknown(program: Program, expression: Expression): ProgramValue {
  return truthOfBoolean(!isExactValue(valueOfPart(program, expression, 0)));
}

/** The first part that is exactly known; one that was given and cannot be used ends the search. */
export function runFirstKnown(program: Program, expression: Expression): ProgramValue {
  for (let at = 0; at < expression.parts.length; at += 1) {
    const value = valueOfPart(program, expression, at);
    if (isExactValue(value)) return value;
    if (program.hasUnusable) if (isSpoiled(program, partOf(expression, at))) return null;
  }
  return null;
}

/** Whether an expression reads, itself or through definitions that are not known, a fact that cannot be used. */
function readsUnusable(program: Program, expression: Expression): boolean {
  if (expression.operation === 'f')
    return program.unusable['$' + (program.facts[expression.place] as ProgramFact).name] === true;
  for (let at = 0; at < expression.parts.length; at += 1)
    if (isSpoiled(program, partOf(expression, at))) return true;
  return false;
}

/** As `readsUnusable`; but a definition that is known is not spoiled by what it reads. */
function isSpoiled(program: Program, expression: Expression): boolean {
  if (expression.definition < 0) return readsUnusable(program, expression);
  const known = program.spoiled['$' + expression.definition];
  if (known !== undefined) return known;
  const found = isExactValue(evaluate(program, expression)) ? false : readsUnusable(program, expression);
  program.spoiled['$' + expression.definition] = found;
  return found;
}

/** Whether something is among what is missing: true or false, never open. */
export function runLacks(program: Program, expression: Expression): ProgramValue {
  const demanded = program.demand(program, expression.place);
  return truthOfBoolean(demanded.has['$' + program.data.texts[expression.field]] === true);
}
