import type { ListRow } from './tables/household-list.js';
import type { Telling } from './tables/told-rows.js';
import type { Issue } from './values/issues.js';
import type { PolicyOfTask } from './worker-task.js';

/** Rows of a list that a thread assesses, and tells what became of each. */
export interface TellingTask extends PolicyOfTask {
  readonly on: string;
  readonly telling: Telling;
  /** What is wrong with the list as a whole. */
  readonly issuesOfList: readonly Issue[];
  /** Without the cells that they were read from. */
  readonly rows: readonly ListRow[];
}

/** What is told alike of several rows. */
export interface AlikeAnswer {
  /** By key, in the order of `alikeKeys`. */
  readonly cells: readonly string[];
  /** What is counted of each of them, as JSON. Blank of rows that are not decided. */
  readonly counted: string;
}

/** What became of them: flat, because the names of columns would be copied for every row. */
export interface TellingAnswer {
  readonly alikeKeys: readonly string[];
  readonly alike: readonly AlikeAnswer[];
  /** By row, the place in `alike` of what is told of it and of others. */
  readonly places: readonly number[];
  readonly ownKeys: readonly string[];
  /** What is told of one row only: by row, and in it by key. */
  readonly own: readonly string[];
  /** What the assessments found wrong, by place. */
  readonly issues: readonly (readonly [number, readonly Issue[]])[];
}
