import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSheetFile, type SheetFileOptions } from '../../../src/household-file.node.js';
import type { HouseholdList, ListRow } from '../../../src/tables/household-list.js';
import { type Mapping, readMapping } from '../../../src/tables/mapping.js';
import { wholeList } from '../../../src/tables/read-sheet.js';
import { commaSeparated, type Grid, gb18030Bytes, workbookBytes } from './grid.js';

/** How a sheet in code is written before it is read. */
export type Written = 'xlsx' | 'csv' | 'csv in GB18030';
export const WRITTEN: readonly Written[] = ['xlsx', 'csv', 'csv in GB18030'];

async function bytesOf(grids: readonly Grid[], written: Written): Promise<Uint8Array> {
  if (written === 'xlsx') return workbookBytes(grids);
  const text = commaSeparated(grids[0] as Grid);
  return written === 'csv' ? new TextEncoder().encode(text) : gb18030Bytes(text);
}

/** Reads a file of these bytes, as `dixian assess` does. */
export async function readBytes(
  bytes: Uint8Array,
  extension: string,
  options: SheetFileOptions = {},
): Promise<HouseholdList> {
  const folder = mkdtempSync(join(tmpdir(), 'official-sheets-'));
  try {
    const path = join(folder, `台账.${extension}`);
    writeFileSync(path, bytes);
    return await wholeList(await openSheetFile(path, options));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes sheets and reads them back. Of comma-separated text there is only the first. */
export const readGrids = async (
  grids: Grid | readonly Grid[],
  written: Written = 'xlsx',
  options: SheetFileOptions = {},
): Promise<HouseholdList> => {
  const all = 'rows' in grids ? [grids] : grids;
  return readBytes(await bytesOf(all, written), written === 'xlsx' ? 'xlsx' : 'csv', options);
};

export const mappingOf = (source: object): Mapping =>
  readMapping({ path: 'mapping.json', text: JSON.stringify({ format: 'dixian-mapping/1', ...source }) });

export const readableRows = ({ rows }: HouseholdList): readonly ListRow[] =>
  rows.filter(({ readable }) => readable);

/** The households that would be decided. */
export const householdsOf = (list: HouseholdList): readonly unknown[] =>
  readableRows(list).map(({ household }) => household);

/** All that was told, of the file and of its rows. */
export const codesOf = (list: HouseholdList): readonly string[] =>
  [...list.issues, ...list.rows.flatMap(({ issues }) => issues)].map(({ code }) => code);
