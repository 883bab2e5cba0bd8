import { fastList } from './lists.js';
import { exactNumbers } from './program-arithmetic.js';
import { markOfDay } from './program-day.js';
import { evaluate, workOut } from './program-evaluation.js';
import { readExpressions } from './program-expressions.js';
import type { Expression, Program, ProgramData } from './program-form.js';
import { demandedOf } from './program-missing.js';
import type { ProgramFact } from './program-reading.js';
import { programFactOf, programParameterOf } from './program-reading.js';
import type { ListMember, ProgramRow, ProgramValue } from './program-values.js';
import { asListValue, FAILS, HOLDS, truthOfProgramValue } from './program-values.js';

/** Opens the program of a policy, once for all households. What it answers is true only after `selfTest`. */
export function openProgram(data: ProgramData): Program {
  // What is asked most comes first, as in an expression.
  const program: Program = {
    household: 0,
    row: {},
    facts: [],
    hasUnusable: false,
    items: [],
    expressions: [],
    workedOut: -1,
    named: {},
    demanded: [null, null],
    demand: demandedOf,
    data: data,
    fields: [],
    parameters: [],
    day: 0,
    dayCount: 0,
    givenFacts: {},
    ofHousehold: [],
    leftOfDay: false,
    unusable: {},
    spoiled: {},
    roots: [],
    reasons: null,
  };
  for (let at = 0; at < data.facts.length; at += 1)
    program.facts.push(programFactOf(data.facts[at] as string));
  for (let at = 0; at < data.parameters.length; at += 1)
    program.parameters.push(programParameterOf(data.parameters[at] as string));
  for (let at = 0; at < data.fields.length; at += 1)
    program.fields.push(programFactOf(data.fields[at] as string));
  readExpressions(program);
  program.facts = fastList(program.facts);
  program.expressions = fastList(program.expressions);
  program.items = fastList(program.items);
  // A place is a name as well: small bundles call rules by it.
  for (let at = 0; at < program.expressions.length; at += 1) program.named['$' + at] = at;
  const names = data.names.split(' ');
  for (let at = 0; at + 1 < names.length; at += 2) program.named['$' + names[at]] = Number(names[at + 1]);
  return program;
}

/**
 * Begins a table.
 * @param day a number yyyymmdd. Whether the policy is valid on it is for the caller to see.
 * @param names the facts that its rows may give: of all others nothing is known, whatever stands in a row. What only
 *   they decide is worked out once for the table.
 */
export function startTable(program: Program, day: number, names: string[]): void {
  program.day = day;
  program.dayCount += 1;
  program.household += 1;
  program.leftOfDay = false;
  program.hasUnusable = false;
  program.demanded = [null, null];
  program.givenFacts = {};
  for (let at = 0; at < names.length; at += 1) program.givenFacts['$' + names[at]] = true;
  program.ofHousehold = [];
  program.row = {};
  for (let at = 0; at < program.expressions.length; at += 1) {
    const expression = program.expressions[at] as Expression;
    const isOfDay = markOfDay(program, expression);
    if (expression.definition < 0) continue;
    if (isOfDay) evaluate(program, expression);
    else program.ofHousehold.push(expression);
  }
  program.ofHousehold = fastList(program.ofHousehold);
  program.household += 1;
}

/** Begins a table whose rows may give any fact. */
export function setDay(program: Program, day: number): void {
  const names: string[] = [];
  for (let at = 0; at < program.facts.length; at += 1) names.push((program.facts[at] as ProgramFact).name);
  startTable(program, day, names);
}

/**
 * Begins a household; what is asked afterwards is of it.
 * @param row keys are names of facts; a key that is not there is a blank. Numbers in units of the last decimal of their
 *   fact (NaN unknown), flags 3, 0 or 2 (unknown), texts or null, days and months as two numbers (`name`, `name$to`),
 *   lists as arrays of texts or rows with `name$complete` 3 or 2.
 * @param unusable facts that were given and cannot be used, or not wholly: what cannot be used is unknown in the row, and
 *   none of them is passed over as blanks are. Each is one of the facts that the table gives.
 */
export function startHousehold(program: Program, row: ProgramRow, unusable: string[]): void {
  program.household += 1;
  program.row = row;
  program.unusable = {};
  program.hasUnusable = unusable.length > 0;
  for (let at = 0; at < unusable.length; at += 1) program.unusable['$' + unusable[at]] = true;
  program.spoiled = {};
  program.demanded = [null, null];
  exactNumbers.left = program.leftOfDay;
}

/** Whether a whole number left the exact ones since the household began: then none of its answers may be used. */
export function leftExactNumbers(): boolean {
  return exactNumbers.left;
}

function valueOfName(program: Program, name: string): ProgramValue {
  const place = program.named['$' + name];
  if (place === undefined) return null;
  if (program.workedOut !== program.household) workOut(program);
  return evaluate(program, program.expressions[place] as Expression);
}

/** The truth of a rule or named condition: 3, 0 or 2 (not known); 2 also of a name that the program does not have. */
export function truthOf(program: Program, name: string): number {
  return truthOfProgramValue(valueOfName(program, name));
}

/** The text that a definition comes to; null where it is not known. */
export function textOf(program: Program, name: string): string | null {
  const value = valueOfName(program, name);
  return typeof value === 'string' ? value : null;
}

/** The texts of a list, each once, with whether they certainly (3) or possibly (2) belong to it. */
export function codesOf(program: Program, name: string): { text: string; truth: number }[] {
  const list = asListValue(valueOfName(program, name));
  const found: { text: string; truth: number }[] = [];
  if (list === null) return found;
  for (let at = 0; at < list.members.length; at += 1) {
    const member = list.members[at] as ListMember;
    if (typeof member.value !== 'string' || member.belongs === FAILS) continue;
    let known = 0;
    while (known < found.length && (found[known] as { text: string }).text !== member.value) known += 1;
    if (known === found.length) found.push({ text: member.value, truth: member.belongs });
    else if (member.belongs === HOLDS) (found[known] as { truth: number }).truth = HOLDS;
  }
  return found;
}
