import { rawRows } from './csv-rows.js';
import { findHeader } from './find-header.js';
import type { HouseholdList } from './household-list.js';
import { checkTables, joinTables, readerOf, type TableOptions, withoutOthers } from './read-tables.js';
import { wholeSheet } from './text-batches.js';

/**
 * Reads comma-separated text under a header of column names, a household or a member of one a row. Empty rows at the end
 * are passed over; any other row that cannot be read stays in the list as such.
 */
export function readCsv(text: string, options: TableOptions = {}): HouseholdList {
  const { own, keepCells = false } = options;
  const whole = wholeSheet(text, { own });
  const main = { name: '', head: whole?.head.head ?? findHeader([], [], { own }), sameWidth: true };
  const { head, isUsable } = checkTables([main], options);
  if (whole === undefined || !isUsable) return { ...head, rows: [] };
  const reader = readerOf(main, true, keepCells);
  const read = rawRows(whole.head.frame, whole.batch).map((raw) => reader.read(raw));
  const { rows, issues } = withoutOthers(main, true, read);
  const joined = joinTables(main, rows, [], own);
  return {
    ...head,
    issues: [...head.issues, ...issues, ...reader.issues(), ...joined.issues],
    rows: joined.rows,
  };
}
