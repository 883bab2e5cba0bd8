import { listOf } from './lists.js';
import { runOneOfTexts } from './program-collections.js';
import { partOf } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { runEqualText } from './program-logic.js';
import { demandItems } from './program-missing.js';
import type { Operation } from './program-operations.js';
import { OPERATIONS } from './program-operations.js';
import { programNumberOf } from './program-reading.js';
import type { ProgramValue } from './program-values.js';
import { FAILS, HOLDS } from './program-values.js';

/** What is read of a line so far. */
export interface ExpressionReading {
  program: Program;
  words: string[];
  at: number;
  /** Expressions without parts, by `$` and word: one of each is enough. */
  leaves: { [word: string]: Expression };
}

/**
 * Reads the lines of a program. An expression is a word and then its parts: `& 2 …` has two parts. A word is the name
 * of an operation, and behind it without a blank a place: `f12` is the fact at place 12, `i1.3` of the item in hand at
 * place 1 the field at place 3. A line that begins with `~` reads an item, and is worked out anew for each.
 */
export function readExpressions(program: Program): void {
  const lines = program.data.nodes;
  const leaves: ExpressionReading['leaves'] = {};
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const isOfItem = line.charAt(0) === '~';
    const words = (isOfItem ? line.substring(1) : line).split(' ');
    const read = readExpression({ program: program, words: words, at: 0, leaves: leaves });
    // An expression without parts stands in many places; only a new one can be marked as this line.
    const made = read.parts.length === 0 ? expressionOver(read) : read;
    made.isRemembered = !isOfItem;
    if (at < program.data.definitions) made.definition = at;
    program.expressions.push(made);
  }
  for (let at = 0; at < lines.length; at += 1) linkReferences(program, program.expressions[at] as Expression);
  for (let at = 0; at < program.data.blanks.length; at += 1) {
    const words = (program.data.blanks[at] as string).split(' ');
    const reading = { program: program, words: words, at: 1, leaves: leaves };
    const fact = leaves['$f' + words[0]];
    if (fact !== undefined) fact.parts.push(readExpression(reading));
  }
  for (let at = 0; at < program.data.roots.length; at += 1) {
    const line = program.data.roots[at] as string;
    const words = line === '' ? [] : line.split(' ');
    const reading = { program: program, words: words, at: 0, leaves: leaves };
    const roots: Expression[] = [];
    while (reading.at < words.length) roots.push(readLinkedExpression(reading));
    program.roots.push(roots);
  }
}

/** An expression that comes to what another one does. */
function expressionOver(read: Expression): Expression {
  return newExpression(OPERATIONS['over'] as Operation, 'over', [read]);
}

function newExpression(operation: Operation, name: string, parts: Expression[]): Expression {
  // What is asked most comes first: the engine of LibreOffice finds it fastest.
  return {
    household: -1,
    known: null,
    run: operation.run,
    isRemembered: false,
    parts: parts,
    changing: [],
    base: 2,
    operation: name,
    place: -1,
    value: null,
    field: -1,
    definition: -1,
    search: -1,
    demand: operation.demand,
    day: -1,
    marked: -1,
    ownRun: operation.run,
  };
}

/** Reads the expression that begins at the word at hand, after all lines were read. */
export function readLinkedExpression(reading: ExpressionReading): Expression {
  return linkedExpression(reading.program, readExpression(reading));
}

/** Puts the expressions of other lines in the place of references to them. */
function linkReferences(program: Program, expression: Expression): void {
  for (let at = 0; at < expression.parts.length; at += 1) {
    const part = expression.parts[at] as Expression;
    const isReference = part.operation === 'd' ? true : part.operation === 's';
    if (isReference) expression.parts[at] = program.expressions[part.place] as Expression;
    else linkReferences(program, part);
  }
  if (expression.operation === 'has') if (isOfTexts(partOf(expression, 0))) expression.ownRun = runOneOfTexts;
}

/** Whether a list has an item, and nothing but texts that are written out. */
function isOfTexts(list: Expression): boolean {
  if (list.operation !== 'list' || list.definition >= 0 || list.parts.length === 0) return false;
  for (let at = 0; at < list.parts.length; at += 2)
    if (partOf(list, at).operation !== 'T' || partOf(list, at + 1).operation !== 'x') return false;
  return true;
}

function linkedExpression(program: Program, read: Expression): Expression {
  const over = expressionOver(read);
  linkReferences(program, over);
  return over.parts[0] as Expression;
}

/** Where the place begins in a word: at its first digit. */
function startOfPlace(word: string): number {
  let at = 0;
  while (at < word.length) {
    const character = word.charAt(at);
    if (character >= '0') if (character <= '9') return at;
    at += 1;
  }
  return at;
}

/** Reads the expression that begins at the word at hand. */
export function readExpression(reading: ExpressionReading): Expression {
  const word = reading.words[reading.at] as string;
  reading.at += 1;
  const known = reading.leaves['$' + word];
  if (known !== undefined) return known;
  const start = word.charAt(0) === '#' ? 1 : startOfPlace(word);
  const name = word.substring(0, start);
  const place = word.substring(start);
  const operation = OPERATIONS[name] as Operation;
  const point = place.indexOf('.');
  const made = newExpression(operation, name, []);
  made.place = Number(point < 0 ? place : place.substring(0, point));
  if (point >= 0) made.field = Number(place.substring(point + 1));
  made.value = constantOf(reading.program, name, place);
  made.isRemembered = name === 'f' ? true : name === 'p';
  const count = operation.parts < 0 ? made.place : operation.parts;
  made.parts = listOf<Expression>(count);
  for (let at = 0; at < count; at += 1) made.parts[at] = readExpression(reading);
  made.changing = made.parts;
  made.base = name === '&' ? 3 : 0;
  if (operation.parts === 0) reading.leaves['$' + word] = made;
  if (name === '=') if (partOf(made, 1).operation === 'x') made.ownRun = runEqualText;
  // The place of an item is not known before the first one.
  if (name === 'i' ? true : operation.demand === demandItems) reading.program.items[made.place] = null;
  return made;
}

function constantOf(program: Program, name: string, place: string): ProgramValue {
  switch (name) {
    case 'x':
      return program.data.texts[Number(place)] as string;
    case '#':
      return programNumberOf(place);
    case '@':
      return { kind: 'time', first: Number(place), last: Number(place) };
    case 'T':
      return HOLDS;
    case 'F':
      return FAILS;
  }
  return null;
}
