import type { Expression, Program } from './program-form.js';
import type { ProgramFact } from './program-reading.js';
import type { NumberValue, ProgramValue, TimeValue } from './program-values.js';
import { asNumberValue, asTimeValue } from './program-values.js';

// Truths are 3, 0 and 2 here without their names: old engines look a name up anew at every step, and this is the most
// frequent code of all.

/** What an expression comes to for the household and day at hand. */
export function evaluate(program: Program, expression: Expression): ProgramValue {
  const household = program.household;
  if (expression.household >= household) return expression.known;
  const value = expression.run(program, expression);
  // What the day settles is marked as known for all households already.
  if (expression.isRemembered)
    if (expression.household < household) {
      expression.household = household;
      expression.known = value;
    }
  return value;
}

/** The expression at a place among the parts. */
export function partOf(expression: Expression, at: number): Expression {
  return expression.parts[at] as Expression;
}

/** The truth of a part; what is no truth is not known. */
export function truthOfPart(program: Program, expression: Expression, at: number): number {
  const part = expression.parts[at] as Expression;
  const value = part.household >= program.household ? part.known : evaluate(program, part);
  return value === 3 ? 3 : value === 0 ? 0 : 2;
}

export function valueOfPart(program: Program, expression: Expression, at: number): ProgramValue {
  const part = expression.parts[at] as Expression;
  return part.household >= program.household ? part.known : evaluate(program, part);
}

export function numberOfPart(program: Program, expression: Expression, at: number): NumberValue | null {
  return asNumberValue(evaluate(program, expression.parts[at] as Expression));
}

export function timeOfPart(program: Program, expression: Expression, at: number): TimeValue | null {
  return asTimeValue(evaluate(program, expression.parts[at] as Expression));
}

/** The field of an item that an expression reads. */
export function fieldOf(program: Program, expression: Expression): ProgramFact {
  return program.fields[expression.field] as ProgramFact;
}

/** Works out all definitions, each after those that it reads: so no engine has to go deep. */
export function workOut(program: Program): void {
  const household = program.household;
  if (program.workedOut === household) return;
  program.workedOut = household;
  const definitions = program.ofHousehold;
  const count = definitions.length;
  for (let at = 0; at < count; at += 1) {
    const expression = definitions[at] as Expression;
    if (expression.household >= household) continue;
    const value = expression.run(program, expression);
    // Most come to what they came to before, and to set a property takes longer than to look.
    if (value !== expression.known) expression.known = value;
    expression.household = household;
  }
}
