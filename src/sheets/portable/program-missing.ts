import { evaluate, fieldOf, partOf, truthOfPart, workOut } from './program-evaluation.js';
import type { DemandedNames, Demanding, DemandScope, Expression, Program } from './program-form.js';
import { isExactValue } from './program-lists.js';
import type { ProgramFact, ProgramParameter } from './program-reading.js';
import type { ListMember, ProgramValue } from './program-values.js';
import { asListValue, FAILS, HOLDS, oppositeTruth, truthOfProgramValue } from './program-values.js';

/**
 * What is missing where an answer is not known: walking down from it, only through what is itself not known, every
 * blank fact and absent parameter that is reached. It comes to what the policy's own definitions `lacks` come to.
 * @param of 0 for the identification, 1 for the exit.
 */
export function demandedOf(program: Program, of: number): DemandedNames {
  const known = program.demanded[of];
  if (known !== undefined) if (known !== null) return known;
  const found: DemandedNames = { has: {}, names: [] };
  const roots = program.roots[of] as Expression[];
  const search = program.household * 2 + of;
  const demanding: Demanding = { program: program, found: found, search: search, open: [] };
  // Parts in pairs: a definition, and what has to hold for it to matter.
  for (let at = 0; at + 1 < roots.length; at += 2)
    if (truthOfProgramValue(evaluate(program, roots[at + 1] as Expression)) === HOLDS)
      demandIfOpen(demanding, roots[at] as Expression, null);
  // One after another, not one from within another: old engines do not go deep.
  while (demanding.open.length > 0) {
    const next = demanding.open.pop() as Expression;
    next.demand(demanding, next, null);
  }
  program.demanded[of] = found;
  return found;
}

/** Goes on into a part as far as that is itself not known. */
function demandIfOpen(demanding: Demanding, part: Expression, scope: DemandScope | null): void {
  const value =
    part.household >= demanding.program.household ? part.known : evaluate(demanding.program, part);
  // Most parts are truths that are known.
  if (value === 3 || value === 0) return;
  if (!isExactValue(value)) demandPart(demanding, part, scope);
}

/** Goes on into a part that is not known. */
function demandPart(demanding: Demanding, part: Expression, scope: DemandScope | null): void {
  if (part.isRemembered) {
    if (part.search === demanding.search) return;
    part.search = demanding.search;
  }
  if (part.definition < 0) part.demand(demanding, part, scope);
  else demanding.open[demanding.open.length] = part;
}

function noteMissing(demanding: Demanding, name: string): void {
  const found = demanding.found;
  const key = '$' + name;
  if (found.has[key] === true) return;
  found.has[key] = true;
  found.names[found.names.length] = name;
}

/** Most operations are open where one of their parts is. */
export function demandAllParts(
  demanding: Demanding,
  expression: Expression,
  scope: DemandScope | null,
): void {
  const parts = expression.parts;
  const count = parts.length;
  const household = demanding.program.household;
  for (let at = 0; at < count; at += 1) {
    const part = parts[at] as Expression;
    // Most parts are truths that are known already, or were met before.
    if (part.household >= household) if (part.known === 3 || part.known === 0) continue;
    if (part.search !== demanding.search) demandIfOpen(demanding, part, scope);
  }
}

export function demandNothing(): void {}

export function demandFact(demanding: Demanding, expression: Expression): void {
  noteMissing(demanding, (demanding.program.facts[expression.place] as ProgramFact).name);
}

export function demandParameter(demanding: Demanding, expression: Expression): void {
  noteMissing(demanding, (demanding.program.parameters[expression.place] as ProgramParameter).name);
}

export function demandParameterOnDay(
  demanding: Demanding,
  expression: Expression,
  scope: DemandScope | null,
): void {
  if (isExactValue(evaluate(demanding.program, partOf(expression, 0))))
    demandParameter(demanding, expression);
  demandIfOpen(demanding, partOf(expression, 0), scope);
}

/** Not known exactly where its operand is not. */
export function demandOperand(demanding: Demanding, expression: Expression, scope: DemandScope | null): void {
  demandPart(demanding, partOf(expression, 0), scope);
}

export function demandBranches(
  demanding: Demanding,
  expression: Expression,
  scope: DemandScope | null,
): void {
  const program = demanding.program;
  demandIfOpen(demanding, partOf(expression, 0), scope);
  if (truthOfPart(program, expression, 0) !== FAILS) demandIfOpen(demanding, partOf(expression, 1), scope);
  if (oppositeTruth(truthOfPart(program, expression, 0)) !== FAILS)
    demandIfOpen(demanding, partOf(expression, 2), scope);
}

/** What is missing of the list, and of each item that certainly belongs to it. */
export function demandItems(demanding: Demanding, expression: Expression, scope: DemandScope | null): void {
  demandIfOpen(demanding, partOf(expression, 0), scope);
  const items = demanding.program.items;
  const list = asListValue(evaluate(demanding.program, partOf(expression, 0)));
  if (list === null) return;
  const inner: DemandScope = { list: partOf(expression, 0), place: expression.place, around: scope };
  const before = items[expression.place] as ProgramValue;
  for (let at = 0; at < list.members.length; at += 1) {
    const member = list.members[at] as ListMember;
    if (member.belongs !== HOLDS) continue;
    items[expression.place] = member.value;
    demandIfOpen(demanding, partOf(expression, 1), inner);
  }
  items[expression.place] = before;
}

/** The name of the fact that a list's items come from; none of a list that is made. */
function nameOfList(program: Program, list: Expression): string | null {
  if (list.operation === 'f') return (program.facts[list.place] as ProgramFact).name;
  if (list.definition >= 0) return null;
  return list.operation === 'filter' ? nameOfList(program, partOf(list, 0)) : null;
}

export function demandField(demanding: Demanding, expression: Expression, scope: DemandScope | null): void {
  let holder = scope;
  while (holder !== null) {
    if (holder.place === expression.place) break;
    holder = holder.around;
  }
  const name = holder === null ? null : nameOfList(demanding.program, holder.list);
  if (name === null || expression.field < 0) return;
  noteMissing(demanding, name + '.' + fieldOf(demanding.program, expression).name);
}

/**
 * What is missing for the identification (0) or the exit (1), sorted by name: facts, fields (`members.age`),
 * parameters. Only to be asked where the outcome is open.
 */
export function missingOf(program: Program, of: number): string[] {
  workOut(program);
  const place = program.named[of === 0 ? '$identification.missing' : '$exit.missing'];
  const names =
    typeof place === 'number' ? listedNames(program, place) : demandedOf(program, of).names.slice(0);
  // All names differ, so every engine sorts them alike.
  names.sort();
  return names;
}

/** What is missing where no rule is in force: it stands in a list. */
function listedNames(program: Program, place: number): string[] {
  const list = asListValue(evaluate(program, program.expressions[place] as Expression));
  const names: string[] = [];
  if (list === null) return names;
  for (let at = 0; at < list.members.length; at += 1) {
    const value = (list.members[at] as ListMember).value;
    if (typeof value === 'string') names.push(value);
  }
  return names;
}
