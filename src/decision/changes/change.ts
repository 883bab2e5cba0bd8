import type { FactValue } from '../../facts/given.js';
import type { Household } from '../../facts/household.js';
import type { Sensitivity, Title } from '../../facts/kinds.js';
import type { Unit } from '../../facts/units.js';
import type { ShownValue } from '../../policy/reason.js';
import {
  type Rational,
  rationalFromExactText,
  rationalToNumber,
  rationalToText,
  subtract,
} from '../../values/rational.js';
import type { Truth } from '../../values/truth.js';
import type { Answer } from './question.js';
import { catalogueName, type Variable } from './variables.js';

/** One fact with another value. */
export interface Change {
  /** Where it stands in the household as it is given: `['housingGrade']`, `['members', 'items', 2, 'medicalInsurance']`. */
  readonly path: readonly (string | number)[];
  /** Its name in the catalogue, that of a field with its list: `members.medicalInsurance`. */
  readonly fact: string;
  readonly title: Title;
  readonly from: ShownValue;
  readonly to: ShownValue;
  /** Of a number: how much more, or less, as exact text. */
  readonly by?: { readonly amount: string; readonly unit?: Unit };
  /** Who may see the values, by the catalogue. */
  readonly sensitivity: Sensitivity;
  /** Of a list: which item, from 1. */
  readonly item?: number;
}

/** A comparison that the changes turn, and without which the answer would not change. */
export interface Reached {
  readonly fact: Title;
  readonly bound: Title;
  /** As the rule has it: `lessThan`, `greaterThanInclusive` … */
  readonly operator: string;
  /** What it comes to after the changes. */
  readonly truth: Truth;
  /** Who may see the figures: whoever may see all that they were worked out from. */
  readonly sensitivity: Sensitivity;
  /** How far apart both sides are before the changes, never negative, exact. */
  readonly distance: { readonly amount: string; readonly unit?: Unit };
}

/** A change, or a pair of changes, after which the answer is another one. Tried before it was offered. */
export interface Alternative {
  /** One or two; of two neither would do without the other. */
  readonly changes: readonly Change[];
  readonly outcome: string;
  readonly reaches: readonly Reached[];
}

/** What would change an answer. */
export interface WhatWouldChange {
  readonly of: Answer;
  /** The present answer. */
  readonly now: string;
  /** Whether there is an answer to be changed: for `verify`, `noStandard` and `notApplicable` nothing is offered. */
  readonly isOffered: boolean;
  /** Single changes first, then pairs; those with fewer flags and codes first, then the relatively smaller ones. */
  readonly alternatives: readonly Alternative[];
  /**
   * False where the search had to stop, or where not everything could be tried. Of two numbers that can share a change
   * in many ways one way is told, in any case.
   */
  readonly complete: boolean;
}

function shown({ entry }: Variable, value: FactValue): ShownValue {
  if (entry.kind === 'flag') return { type: 'truth', value: value as boolean };
  if (entry.kind === 'code') return { type: 'text', value: value as string };
  const exact = rationalToText(value as Rational);
  return { type: 'number', low: exact, high: exact, unit: entry.unit };
}

/** A variable with another value, as data for people. */
export function changeOf(variable: Variable, value: NonNullable<FactValue>): Change {
  const { entry, item, path, title } = variable;
  const by =
    entry.kind === 'number'
      ? {
          amount: rationalToText(subtract(value as Rational, variable.value as Rational)),
          unit: entry.unit,
        }
      : undefined;
  return {
    path,
    fact: catalogueName(variable),
    title,
    from: shown(variable, variable.value),
    to: shown(variable, value),
    sensitivity: entry.sensitivity,
    ...(by === undefined ? {} : { by }),
    ...(item === undefined ? {} : { item: item + 1 }),
  };
}

function bare(to: ShownValue): boolean | string | number | undefined {
  if (to.type === 'truth' || to.type === 'text') return to.value;
  const exact = to.type === 'number' && to.low !== undefined ? rationalFromExactText(to.low) : undefined;
  return exact === undefined ? undefined : rationalToNumber(exact);
}

/**
 * The household with changes made: the bare new value in each place, all else as given. The given household stays as
 * it is.
 */
export function changedHousehold(
  household: Household,
  changes: readonly Pick<Change, 'path' | 'to'>[],
): Household {
  return changes.reduce<unknown>(
    (changed, { path, to }) => replaced(changed, path, bare(to)),
    household,
  ) as Household;
}

function replaced(within: unknown, [first, ...rest]: Change['path'], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(within))
    return within.map((each: unknown, index) => (index === first ? replaced(each, rest, value) : each));
  const record = within as Readonly<Record<string, unknown>>;
  return { ...record, [first]: replaced(record[first], rest, value) };
}
