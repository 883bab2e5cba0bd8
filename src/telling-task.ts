import type { ListRow } from './tables/household-list.js';
import type { Telling } from './tables/told-rows.js';
import type { Issue } from './values/issues.js';
import type { PolicyOfTask } from './worker-task.js';

/** Rows of a list that a thread assesses, and tells what became of them. */
export interface TellingTask extends PolicyOfTask {
  readonly on: string;
  readonly telling: Telling;
  /** What is wrong with the list as a whole. */
  readonly issuesOfList: readonly Issue[];
  /** Without the cells that they were read from. */
  readonly rows: readonly ListRow[];
}

/** What became of them: flat, because the names of columns would be copied for every row. */
export interface TellingAnswer {
  readonly keys: readonly string[];
  /** By row, and in it by key. */
  readonly cells: readonly string[];
  /** What is counted of each row, as JSON: households that are alike give the same text. Blank of one that is not decided. */
  readonly counted: readonly string[];
  /** What the assessments found wrong, by place. */
  readonly issues: readonly (readonly [number, readonly Issue[]])[];
}
