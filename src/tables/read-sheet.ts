import { flagDuplicateHouseholds } from './duplicate-households.js';
import type { HouseholdList, ListRow } from './household-list.js';
import { readSheetBatch } from './read-batch.js';
import { readCsv } from './read-csv.js';
import { type BatchLimits, csvBatches } from './text-batches.js';

/** Large enough that the header, which is read again for every batch, does not count. */
const LIMITS: BatchLimits = { rows: 4_096, size: 4_000_000 };

/**
 * Reads comma-separated text that comes in pieces, cut anywhere: the same list as `readList` of the whole text, but
 * the text need never be in memory as a whole. (One thing differs: `readList` takes every line by itself once a
 * hundred lines of the file were damaged; here the hundred are counted for every batch.)
 * @throws DixianError if bytes are not UTF-8; what the pieces throw.
 */
export async function readSheet(
  pieces: AsyncIterable<Uint8Array | string>,
  limits: BatchLimits = LIMITS,
): Promise<HouseholdList> {
  let head: HouseholdList | undefined;
  let header = '';
  const rows: ListRow[] = [];
  for await (const batch of csvBatches(pieces, limits)) {
    if ('header' in batch) {
      header = batch.header;
      head = readCsv(header);
      // A sheet without a header says nothing, however long it is.
      if (head.mapping.length === 0 && head.issues.some(({ code }) => code === 'noHeader')) return head;
    } else for (const row of readSheetBatch({ ...batch, header }, batch).rows) rows.push(row);
  }
  return { ...(head ?? readCsv('')), rows: flagDuplicateHouseholds(rows) };
}
