import type { HouseholdList } from '../../../src/tables/household-list.js';
import { openSheet, wholeList } from '../../../src/tables/read-sheet.js';
import { openTables } from '../../../src/tables/read-tables.js';
import { workbookTables } from '../../../src/tables/sheet-roles.js';
import { commaSeparated, type Grid, textOf } from './grid.js';

/** Text in pieces that are cut anywhere. */
async function* piecesOf(text: string, size: number): AsyncGenerator<string, void, undefined> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** Reads a sheet as comma-separated text that comes in pieces, in batches of so many rows. */
export const readText = async (grid: Grid, batch: number): Promise<HouseholdList> =>
  wholeList(
    await openSheet(piecesOf(commaSeparated(grid), 1 + batch * 37), { rows: batch, size: 4_000_000 }),
  );

/** Reads sheets as they come out of a workbook, without one. */
export async function readCells(grid: Grid): Promise<HouseholdList> {
  const sheet = {
    name: '台账',
    hidden: false,
    serialDays: true,
    merges: (grid.merges ?? []).map(([top, left, bottom, right]) => ({
      firstRow: top,
      lastRow: bottom,
      firstColumn: left - 1,
      lastColumn: right - 1,
    })),
    rows: async function* () {
      for (const [row, cells] of grid.rows.entries()) yield { row: row + 1, cells: cells.map(textOf) };
    },
  };
  const { tables, issues } = await workbookTables([sheet], {});
  const [main, ...lists] = tables;
  if (main === undefined) throw new Error('There is always a first table.');
  return wholeList(await openTables([main, ...lists], {}, issues));
}
