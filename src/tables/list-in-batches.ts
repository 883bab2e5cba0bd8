import type { HouseholdList, ListRow } from './household-list.js';

/** What a list says before its rows: its columns, and what is wrong with it as a whole. */
export type ListHead = Omit<HouseholdList, 'rows'>;

/** A list of any length: its rows come in batches, in their order, and can be taken once. */
export interface ListInBatches {
  readonly head: ListHead;
  /** Rows whose household number was there before are not flagged: that takes the whole list. */
  readonly batches: AsyncIterable<readonly ListRow[]>;
}

export async function* inOne(rows: readonly ListRow[]): AsyncGenerator<readonly ListRow[], void, undefined> {
  if (rows.length > 0) yield rows;
}

/** A list that is in memory, as one that comes in batches. */
export function listInOneBatch({ rows, ...head }: HouseholdList): ListInBatches {
  return { head, batches: inOne(rows) };
}
