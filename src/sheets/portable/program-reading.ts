import { numberBetween } from './program-arithmetic.js';
import type { ListMember, ListValue, ProgramRow, ProgramValue } from './program-values.js';
import { HOLDS, OPEN_HIGH, OPEN_LOW, timeBetween } from './program-values.js';
import { numberOfText } from './text-number.js';

/** How a fact or field stands in a row. */
export interface ProgramFact {
  name: string;
  /** The keys of the last possible day, and of whether a list is complete. */
  lastName: string;
  completeName: string;
  /** n number, b flag, x code or text, t day or month, c list of codes, l list of records. */
  form: string;
  /** Of a number: how many of its units make one. */
  scale: number;
}

/** Reads `form name`; the form of a number is followed by its scale. */
export function programFactOf(text: string): ProgramFact {
  const blank = text.indexOf(' ');
  const name = text.substring(blank + 1);
  return {
    name: name,
    lastName: name + '$to',
    completeName: name + '$complete',
    form: text.charAt(0),
    scale: blank > 1 ? Number(text.substring(1, blank)) : 1,
  };
}

/** The value of a fact in a row; a key that is not there is a blank, and unknown. */
export function readProgramFact(fact: ProgramFact, row: ProgramRow): ProgramValue {
  const cell = row[fact.name];
  const form = fact.form;
  if (typeof cell === 'string') return form === 'x' ? cell : null;
  if (form === 'b') return cell === 3 ? 3 : cell === 0 ? 0 : 2;
  if (typeof cell === 'number') {
    // Not a number is not known.
    if (!(cell <= OPEN_HIGH)) return null;
    if (form === 'n')
      return { kind: 'number', low: cell, lowOver: fact.scale, high: cell, highOver: fact.scale };
    if (form !== 't') return null;
    const last = row[fact.lastName];
    return timeBetween(cell, typeof last === 'number' ? last : OPEN_HIGH);
  }
  if (typeof cell !== 'object' || cell === null) return null;
  return form === 'c' || form === 'l' ? readProgramList(fact, row, cell) : null;
}

function readProgramList(fact: ProgramFact, row: ProgramRow, cell: ProgramRow[] | string[]): ListValue {
  const members: ListMember[] = [];
  for (let at = 0; at < cell.length; at += 1) {
    const item = cell[at] as string | ProgramRow;
    members.push({
      belongs: HOLDS,
      value: typeof item === 'string' ? item : { kind: 'record', row: item, read: [] },
    });
  }
  return { kind: 'list', complete: row[fact.completeName] === HOLDS, members: members };
}

/** The number or truth that a text of the program stands for: `7/100`, `-3`; or `T`, `F`. */
export function programNumberOf(text: string): ProgramValue {
  if (text === 'T') return HOLDS;
  if (text === 'F') return 0;
  const bar = text.indexOf('/');
  const whole = numberOfText(bar < 0 ? text : text.substring(0, bar));
  const over = bar < 0 ? 1 : Number(text.substring(bar + 1));
  return numberBetween(whole, over, whole, over);
}

/** A parameter: what is in force from one day to another. */
export interface ProgramParameter {
  name: string;
  series: { from: number; to: number; value: ProgramValue }[];
}

/** Reads `name from to value from to value …`; `U` is a value that is not known. */
export function programParameterOf(text: string): ProgramParameter {
  const words = text.split(' ');
  const made: ProgramParameter = { name: words[0] as string, series: [] };
  for (let at = 1; at < words.length; at += 3) {
    const value = words[at + 2] as string;
    made.series.push({
      from: Number(words[at]),
      to: Number(words[at + 1]),
      value: value === 'U' ? null : programNumberOf(value),
    });
  }
  return made;
}

/** Where in a parameter's series a day lies; -1 if nothing is in force on it. */
export function entryInForce(parameter: ProgramParameter, day: number): number {
  if (day === OPEN_LOW || day === OPEN_HIGH) return -1;
  for (let at = 0; at < parameter.series.length; at += 1) {
    const entry = parameter.series[at] as { from: number; to: number };
    if (entry.from <= day && day <= entry.to) return at;
  }
  return -1;
}
