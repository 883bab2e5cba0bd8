import type { Expression } from './expression.js';
import type { Scope } from './scope.js';

/** A number as whole numbers: numerator / (denominator × scale). Unknown where the numerator is NULL. */
export interface Fraction {
  readonly numerator: Expression;
  /** Above 0 wherever the numerator is known; absent if it is always 1. */
  readonly denominator?: Expression;
  readonly scale: bigint;
}

/** Ends of a range; the same object twice if the value is always exact or wholly unknown. */
export interface SqlNumber {
  readonly type: 'number';
  readonly low: Fraction;
  readonly high: Fraction;
}

/** A day as yyyymmdd, a month as yyyymm, as whole numbers; ends like those of numbers. */
export interface SqlTime {
  readonly type: 'day' | 'month';
  readonly low: Expression;
  readonly high: Expression;
}

/** A truth or text: NULL is unknown. */
export interface SqlPlain {
  readonly type: 'truth' | 'text';
  readonly value: Expression;
}

export interface SqlRecord {
  readonly type: 'record';
  readonly scope: Scope;
  field(name: string): SqlValue;
}

/** A list whose entries are rows of an inner scope. */
export interface SqlRows {
  readonly type: 'rows';
  readonly scope: Scope;
  /** Of a row: whether it belongs to the list. */
  readonly belongs: Expression;
  readonly element: SqlValue;
  /** True or false; NULL where the list is not given. */
  readonly complete: Expression;
}

/** A list of which all possible entries are known beforehand. */
export interface SqlMembers {
  readonly type: 'members';
  readonly members: readonly { readonly belongs: Expression; readonly value: SqlValue }[];
  readonly complete: Expression;
  /** Of a list in which a value may stand more than once, though it is one member here: how many entries it has. */
  readonly entries?: Expression;
  /** As `entries`, but nobody knows how many there are: some of the entries were left out. */
  readonly isSet: boolean;
}

/** One of several lists: that beside the first condition that is true; without one unknown. */
export interface SqlChoice {
  readonly type: 'choice';
  readonly cases: readonly (readonly [condition: Expression, list: SqlValue])[];
}

export type SqlList = SqlRows | SqlMembers;
/** `unknown`: unknown in every row, of whatever type is wanted. */
export type SqlValue =
  | SqlPlain
  | SqlNumber
  | SqlTime
  | SqlRecord
  | SqlList
  | SqlChoice
  | { readonly type: 'unknown' };

export const UNKNOWN: SqlValue = Object.freeze({ type: 'unknown' });
export const truthOf = (value: Expression): SqlPlain => ({ type: 'truth', value });
export const textOf = (value: Expression): SqlPlain => ({ type: 'text', value });
export const isList = (value: SqlValue): value is SqlList =>
  value.type === 'rows' || value.type === 'members';
