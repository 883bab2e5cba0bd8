import type { Issue } from '../values/issues.js';
import type { ChangeCause } from './compare-decisions-causes.js';
import type { ComparedKey } from './compare-decisions-store.js';

/** What became of the rows of one file; `rows` is the sum of the others. */
export interface RowsOfFile {
  readonly rows: number;
  /** Rows whose household both files have, once each. */
  readonly matched: number;
  /** Rows whose household the other file has not. */
  readonly only: number;
  /** Rows whose household number stands in more than one row of this file or of the other: not compared. */
  readonly repeated: number;
  /** Rows without a household number, or with one that a spreadsheet has shortened: not compared. */
  readonly withoutNumber: number;
  /** Rows that are damaged: not compared. */
  readonly unreadable: number;
}

/** Households of which one thing holds; `households` is the sum of the others. */
export interface ChangeCounts {
  readonly unchanged: number;
  readonly changed: number;
  /** In the new file only. */
  readonly added: number;
  /** In the old file only. */
  readonly gone: number;
}

/** So many households had the one answer and have the other; undefined where the file has not the household. */
export interface Transition {
  readonly old?: string;
  readonly new?: string;
  readonly households: number;
}

/** A column of a decision that is not what it was. */
export interface ColumnChange {
  readonly key: ComparedKey;
  readonly old: string;
  readonly new: string;
}

/** A household that is new, gone, or decided otherwise. */
export interface HouseholdChange {
  readonly kind: 'added' | 'gone' | 'changed';
  readonly householdId: string;
  readonly headName: string;
  /** Blank where it is not known. */
  readonly township: string;
  readonly oldRow?: number;
  readonly newRow?: number;
  /** The answers, as far as a file has the household. */
  readonly identification: { readonly old?: string; readonly new?: string };
  readonly reason: { readonly old?: string; readonly new?: string };
  /** Of a changed one. */
  readonly columns: readonly ColumnChange[];
  readonly cause?: ChangeCause;
}

/** What a comparison came to. */
export interface Comparison {
  /** Rows of each file; `matched` is the same in both. */
  readonly old: RowsOfFile;
  readonly new: RowsOfFile;
  readonly counts: ChangeCounts;
  /** By township, where both files have it: the township of the new file, of a household that is gone that of the old. */
  readonly townships?: readonly (ChangeCounts & { readonly township: string })[];
  readonly identification: readonly Transition[];
  readonly exit?: readonly Transition[];
  /** The columns that were compared: those that both files have. */
  readonly compared: readonly ComparedKey[];
  /** The days, policies, engines and regions that decided, in the order in which they come. */
  readonly madeBy: Readonly<Record<'old' | 'new', MadeBy>>;
  /** What could not be compared; errors where a row or an answer was left out. */
  readonly issues: readonly Issue[];
  /** Every household that is new, gone or decided otherwise: in the order of the new file, then those gone. */
  readonly changes: () => Iterable<HouseholdChange>;
}

export interface MadeBy {
  readonly on: readonly string[];
  readonly policy: readonly string[];
  readonly engine: readonly string[];
  readonly region: readonly string[];
}
