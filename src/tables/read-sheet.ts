import { flagDuplicateHouseholds } from './duplicate-households.js';
import type { HouseholdList, ListRow } from './household-list.js';
import { readSheetBatch } from './read-batch.js';
import { readCsv } from './read-csv.js';
import { type BatchLimits, csvBatches } from './text-batches.js';

/** Large enough that the header, which is read again for every batch, does not count. */
const LIMITS: BatchLimits = { rows: 4_096, size: 4_000_000 };

/** What a list says before its rows: its columns, and what is wrong with it as a whole. */
export type ListHead = Omit<HouseholdList, 'rows'>;

/** A list of any length: its rows come in batches, in their order, and can be taken once. */
export interface ListInBatches {
  readonly head: ListHead;
  /** Rows whose household number was there before are not flagged: that takes the whole list. */
  readonly batches: AsyncIterable<readonly ListRow[]>;
}

const headOf = ({ mapping, unmapped, issues }: HouseholdList): ListHead => ({ mapping, unmapped, issues });

async function* inOne(rows: readonly ListRow[]): AsyncGenerator<readonly ListRow[], void, undefined> {
  if (rows.length > 0) yield rows;
}

/** A list that is in memory, as one that comes in batches. */
export const listInOneBatch = (list: HouseholdList): ListInBatches => ({
  head: headOf(list),
  batches: inOne(list.rows),
});

/**
 * Reads comma-separated text that comes in pieces, cut anywhere, batch by batch: only one batch is in memory. The rows
 * and their issues are those of `readList`. (One thing differs: `readList` takes every line by itself once a hundred
 * lines of the file were damaged; here the hundred are counted for every batch.)
 * @throws DixianError if bytes are not UTF-8, also while the batches are taken; what the pieces throw.
 */
export async function openSheet(
  pieces: AsyncIterable<Uint8Array | string>,
  limits: BatchLimits = LIMITS,
): Promise<ListInBatches> {
  const source = csvBatches(pieces, limits);
  const first = await source.next();
  // Text without a single character has no header.
  if (first.done === true || !('header' in first.value)) return listInOneBatch(readCsv(''));
  const { header } = first.value;
  const head = headOf(readCsv(header));
  // A sheet without a header says nothing, however long it is.
  if (head.mapping.length === 0 && head.issues.some(({ code }) => code === 'noHeader')) {
    await source.return();
    return { head, batches: inOne([]) };
  }
  async function* batches(): AsyncGenerator<readonly ListRow[], void, undefined> {
    for await (const batch of source)
      if ('text' in batch) yield readSheetBatch({ ...batch, header }, batch).rows;
  }
  return { head, batches: batches() };
}

/** All of a list that comes in batches; rows whose household number was there before are flagged. */
export async function wholeList({ head, batches }: ListInBatches): Promise<HouseholdList> {
  const rows: ListRow[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(row);
  return { ...head, rows: flagDuplicateHouseholds(rows) };
}
