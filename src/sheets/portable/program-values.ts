/**
 * What an expression comes to while a household is decided. A truth is 3 (true), 0 (false) or 2 (unknown): bit 0 says
 * "is true", bit 1 "is not false", so that `&` and `|` are the connectives of three-valued logic. A text is a string.
 * `null` is not known at all.
 */
export type ProgramValue = number | string | null | NumberValue | TimeValue | ListValue | RecordValue;

/** From `low / lowOver` to `high / highOver`, whole numbers, both ends included; an open end is an infinity over 1. */
export interface NumberValue {
  kind: 'number';
  low: number;
  lowOver: number;
  high: number;
  highOver: number;
}

/** From the first to the last possible day (yyyymmdd) or month (yyyymm); an open end is an infinity. */
export interface TimeValue {
  kind: 'time';
  first: number;
  last: number;
}

export interface ListMember {
  belongs: number;
  value: ProgramValue;
}

/** Whether nothing can be added, and what is or may be in it. */
export interface ListValue {
  kind: 'list';
  complete: boolean;
  members: ListMember[];
}

/** An entry of a list of records, with the values of its fields as far as they were read. */
export interface RecordValue {
  kind: 'record';
  row: ProgramRow;
  read: (ProgramValue | undefined)[];
}

/** What may stand in a row: see the comment of `startHousehold`. */
export type ProgramCell = number | string | null | ProgramRow[] | string[];
export interface ProgramRow {
  [key: string]: ProgramCell;
}

export const OPEN_LOW = -1 / 0;
export const OPEN_HIGH = 1 / 0;
export const HOLDS = 3;
export const FAILS = 0;
export const UNDECIDED = 2;

/** The truth of a value; what is no truth is not known. */
export function truthOfProgramValue(value: ProgramValue): number {
  return value === 3 ? 3 : value === 0 ? 0 : 2;
}

export function truthOfBoolean(is: boolean): number {
  return is ? HOLDS : FAILS;
}

export function oppositeTruth(truth: number): number {
  return truth === UNDECIDED ? UNDECIDED : HOLDS - truth;
}

/** The value as a number, or null: then both of its ends are open. */
export function asNumberValue(value: ProgramValue): NumberValue | null {
  if (value === null || typeof value !== 'object') return null;
  return value.kind === 'number' ? value : null;
}

/** The value as a day or month, or null. */
export function asTimeValue(value: ProgramValue): TimeValue | null {
  if (value === null || typeof value !== 'object') return null;
  return value.kind === 'time' ? value : null;
}

/** The value as a list, or null. */
export function asListValue(value: ProgramValue): ListValue | null {
  if (value === null || typeof value !== 'object') return null;
  return value.kind === 'list' ? value : null;
}

/** A day or month between two; null where both ends are open. */
export function timeBetween(first: number, last: number): TimeValue | null {
  return first === OPEN_LOW && last === OPEN_HIGH ? null : { kind: 'time', first: first, last: last };
}
