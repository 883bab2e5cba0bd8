import { flagDuplicateHouseholds } from './duplicate-households.js';
import type { HouseholdList, ListRow } from './household-list.js';
import type { ListInBatches } from './list-in-batches.js';
import { openTables, type TableOptions } from './read-tables.js';
import { csvTable } from './table.js';
import type { BatchLimits } from './text-batches.js';

/** Large enough that the header, which is read again for every batch, does not count. */
const LIMITS: BatchLimits = { rows: 4_096, size: 4_000_000 };

/**
 * Reads comma-separated text that comes in pieces, cut anywhere, batch by batch: only one batch is in memory, unless a row
 * is a member, whose households are put together first. The rows and their issues are those of `readList`. (One thing
 * differs: `readList` takes every line by itself once a hundred lines of the file were damaged; here the hundred are
 * counted for every batch.)
 * @throws DixianError if bytes are not UTF-8, also while the batches are taken; what the pieces throw.
 */
export async function openSheet(
  pieces: AsyncIterable<Uint8Array | string>,
  limits: BatchLimits = LIMITS,
  options: TableOptions = {},
): Promise<ListInBatches> {
  return openTables([await csvTable(pieces, { own: options.own }, limits)], options);
}

/** All of a list that comes in batches; rows whose household number was there before are flagged. */
export async function wholeList({ head, batches }: ListInBatches): Promise<HouseholdList> {
  const rows: ListRow[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(row);
  return { ...head, rows: flagDuplicateHouseholds(rows) };
}
