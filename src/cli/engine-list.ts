import type { ListCounts } from '../duckdb-list.node.js';
import type { Policy } from '../policy/policy.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import type { ListHead } from '../tables/list-in-batches.js';
import { type Telling, type ToldRow, tellRow } from '../tables/told-rows.js';

/** What decides a list: the answers are the same. */
export const ENGINES = ['javascript', 'duckdb'] as const;
export type Engine = (typeof ENGINES)[number];

/** A list that is being assessed; what it says does not depend on the engine. */
export interface AssessedList {
  readonly engine: Engine;
  readonly policy: Policy;
  /** Its columns, and what is wrong with it as a whole. */
  readonly head: ListHead;
  readonly counts: ListCounts;
  /** The rows in their order, in groups, each assessed when its group is taken; can be gone through again. */
  readonly groups: () => AsyncIterable<readonly AssessedRow[]>;
  /** The same rows in their order, told; can be gone through again. */
  readonly told: (telling: Telling) => AsyncIterable<readonly ToldRow[]>;
}

/** Rows that are assessed here, told. */
export async function* toldHere(
  groups: AsyncIterable<readonly AssessedRow[]>,
  telling: Telling,
): AsyncGenerator<readonly ToldRow[], void, undefined> {
  for await (const group of groups) yield group.map((row) => tellRow(row, telling));
}
