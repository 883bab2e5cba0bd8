import type { ListCounts } from '../duckdb-list.node.js';
import type { Policy } from '../policy/policy.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import type { ListHead } from '../tables/list-in-batches.js';

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
}
