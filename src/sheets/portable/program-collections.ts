import { truthOfPart, valueOfPart } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { containsValue, countOf, extremeOfMembers, sumOfMembers } from './program-lists.js';
import type { ListMember, ListValue, ProgramValue } from './program-values.js';
import { asListValue, oppositeTruth, truthOfProgramValue } from './program-values.js';

export function runList(program: Program, expression: Expression): ProgramValue {
  const members: ListMember[] = [];
  for (let at = 0; at < expression.parts.length; at += 2) {
    const belongs = truthOfPart(program, expression, at);
    if (belongs !== 0) members.push({ belongs: belongs, value: valueOfPart(program, expression, at + 1) });
  }
  return { kind: 'list', complete: true, members: members };
}

/** The value of a part for each item of a list, in the order of the list. */
function takenOf(program: Program, expression: Expression, list: ListValue): ListMember[] {
  const before = program.items[expression.place] as ProgramValue;
  const taken: ListMember[] = [];
  for (let at = 0; at < list.members.length; at += 1) {
    const member = list.members[at] as ListMember;
    program.items[expression.place] = member.value;
    taken.push({ belongs: member.belongs, value: valueOfPart(program, expression, 1) });
  }
  program.items[expression.place] = before;
  return taken;
}

/** Keeps what the condition holds of; what it cannot decide stays as possible. */
export function runFilter(program: Program, expression: Expression): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  if (list === null) return null;
  const conditions = takenOf(program, expression, list);
  const members: ListMember[] = [];
  for (let at = 0; at < conditions.length; at += 1) {
    const condition = conditions[at] as ListMember;
    const belongs = condition.belongs & truthOfProgramValue(condition.value);
    if (belongs !== 0) members.push({ belongs: belongs, value: (list.members[at] as ListMember).value });
  }
  return { kind: 'list', complete: list.complete, members: members };
}

/** Whether some or every item is so; none is looked at once the answer is settled. */
export function runOverList(program: Program, expression: Expression): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  if (list === null) return 2;
  const isSome = expression.operation === 'some';
  const settled = isSome ? 3 : 0;
  const members = list.members;
  const before = program.items[expression.place] as ProgramValue;
  let truth = 3 - settled;
  for (let at = 0; at < members.length && truth !== settled; at += 1) {
    const member = members[at] as ListMember;
    program.items[expression.place] = member.value;
    const held = truthOfPart(program, expression, 1);
    truth = isSome ? truth | (member.belongs & held) : truth & (oppositeTruth(member.belongs) | held);
  }
  program.items[expression.place] = before;
  // A list that is not complete may still have another item.
  return truth === settled || list.complete ? truth : 2;
}

export function runCount(program: Program, expression: Expression): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  return list === null ? null : countOf(list);
}

export function runSum(program: Program, expression: Expression): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  return list === null ? null : sumOfMembers(takenOf(program, expression, list), list.complete);
}

export function runLeast(program: Program, expression: Expression): ProgramValue {
  return extremeIn(program, expression, 1);
}

export function runGreatest(program: Program, expression: Expression): ProgramValue {
  return extremeIn(program, expression, -1);
}

function extremeIn(program: Program, expression: Expression, sign: number): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  if (list === null) return null;
  return extremeOfMembers(takenOf(program, expression, list), list.complete, sign);
}

export function runContains(program: Program, expression: Expression): ProgramValue {
  const list = asListValue(valueOfPart(program, expression, 0));
  return list === null ? 2 : containsValue(list, valueOfPart(program, expression, 1));
}

/** Whether a value is one of some texts that are written out. */
export function runOneOfTexts(program: Program, expression: Expression): ProgramValue {
  const value = valueOfPart(program, expression, 1);
  const parts = (expression.parts[0] as Expression).parts;
  const count = parts.length;
  if (typeof value !== 'string') return 2;
  for (let at = 1; at < count; at += 2) if (value === (parts[at] as Expression).value) return 3;
  return 0;
}
