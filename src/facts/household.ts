import type { Catalogue } from './catalogue.js';
import type { Code, CodeListName } from './code-lists.js';
import type {
  CodeFact,
  CodesFact,
  DayFact,
  FlagFact,
  ListFact,
  MonthFact,
  NumberFact,
  TextFact,
} from './kinds.js';

/** A value with where it comes from and the day on which it was observed. */
export interface SourcedValue<Value> {
  readonly value: Value;
  readonly source?: string | undefined;
  readonly observedOn?: string | undefined;
}

/**
 * What may be given for one fact: the bare value, a value with its source, or several from different sources
 * (where they differ, the fact is unknown and an issue says so). Absent and null both mean "not known yet".
 */
export type Given<Value> = Value | SourcedValue<Value> | readonly SourcedValue<Value>[] | null | undefined;

/** A list says whether it is complete: whether there is nothing of its kind beside its items. */
export interface GivenList<Item> {
  readonly complete: boolean;
  readonly items: readonly Item[];
}

type CodeOf<Name> = Name extends CodeListName ? Code<Name> : never;

type GivenFact<Entry> =
  Entry extends ListFact<infer Fields>
    ? GivenList<{ readonly [Name in keyof Fields]?: GivenFact<Fields[Name]> }> | null | undefined
    : Entry extends CodesFact<infer Name>
      ? GivenList<CodeOf<Name>> | null | undefined
      : Entry extends CodeFact<infer Name>
        ? Given<CodeOf<Name>>
        : Entry extends NumberFact
          ? Given<number>
          : Entry extends FlagFact
            ? Given<boolean>
            : Entry extends TextFact | DayFact | MonthFact
              ? Given<string>
              : never;

/**
 * One rural household, as given to the library. Every fact is optional: what is absent is unknown, never zero
 * and never false. Money is a number of yuan with at most two decimals, a day `YYYY-MM-DD` (or `YYYY-MM` where
 * only the month is known), a month `YYYY-MM`.
 */
export type Household = { readonly [Name in keyof Catalogue]?: GivenFact<Catalogue[Name]> };
