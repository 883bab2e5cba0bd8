import type { PackedColumns } from './decision/decision-columns.js';
import type { HouseholdColumns } from './decision/household-columns.js';
import type { CsvHead } from './tables/csv-head.js';
import type { TextBatch } from './tables/text-batches.js';
import type { Issue, Locale } from './values/issues.js';

/** The households of one batch, in a form that goes cheaply from thread to thread. */
export type BatchInput =
  /** In memory that all threads share. */
  | { readonly from: 'ndjson'; readonly bytes: Uint8Array; readonly isLast: boolean }
  | ({ readonly from: 'csv'; readonly head: CsvHead } & Pick<
      TextBatch<string>,
      'text' | 'isLast' | 'tooLong'
    >)
  /** Written by `node:v8`; the places of those that cannot be written hold undefined. */
  | { readonly from: 'households'; readonly bytes: Uint8Array; readonly unwritable: readonly number[] }
  | { readonly from: 'columns'; readonly columns: HouseholdColumns };

/** How the decisions are wanted. */
export type BatchOutput =
  | { readonly into: 'columns' }
  | { readonly into: 'csv' | 'ndjson'; readonly locale: Locale; readonly withExplanation: boolean };

/** The policy that a worker needs. */
export interface PolicyOfTask {
  readonly policyHash: string;
  /** The text of the policy file in memory that all threads share; each reads it once. */
  readonly policyText: SharedArrayBuffer;
}

/** What a worker is given: plain data and shared memory. */
export interface BatchTask extends PolicyOfTask {
  readonly on: string;
  /** Where the first household stands, as a person counts. */
  readonly firstRow: number;
  readonly rows: number;
  readonly input: BatchInput;
  readonly output: BatchOutput;
  /** Not 0 once nobody wants the answer any more. */
  readonly cancelled: SharedArrayBuffer;
}

/** What was wrong with one household; those with nothing wrong are left out. */
export interface RowIssues {
  readonly row: number;
  readonly issues: readonly Issue[];
}

/** What a worker gives back: text, or columns and issues. Nothing at all where it was cancelled. */
export interface BatchAnswer {
  readonly households: number;
  readonly undecided: number;
  /** Rows as they stand in the file; of CSV with the header in front. */
  readonly text?: Uint8Array;
  /** How many of the bytes of `text` are the header. */
  readonly headerLength?: number;
  readonly columns?: PackedColumns;
  readonly issues?: readonly RowIssues[];
}
