import { expect } from 'vitest';
import type { Grid } from '../tables/official-sheets/grid.js';
import { readCells } from '../tables/official-sheets/in-memory.js';
import {
  type PortableReading,
  passedOverByLibrary,
  readPortably,
  rowOfLibrary,
  unusableOfLibrary,
} from './portable-support.js';

/** What makes the library leave columns out, and the portable code refuse the sheet. */
const CONFLICTS = ['duplicateColumn', 'unitUnclear', 'noHeader'];

const rowsThat = (
  { rows }: PortableReading,
  isWanted: (row: { whyNot: string; isNone: boolean }) => boolean,
) => [...rows].filter(([, row]) => isWanted(row)).map(([place]) => place);

/** Compares a sheet read by the portable code with the same sheet read by the library. */
export async function expectSame(grid: Grid): Promise<'refused' | 'read'> {
  const list = await readCells(grid);
  const portable = readPortably(grid);
  const [sheet] = list.sheets ?? [];
  const isRefused = portable.header.conflicts.length > 0;
  if (sheet === undefined || sheet.rowsAre !== 'household' || list.nothingRead === true) {
    expect(isRefused).toBe(true);
    return 'refused';
  }
  expect(isRefused, portable.header.conflicts.join()).toBe(
    list.issues.some(({ code }) => CONFLICTS.includes(code)),
  );
  if (isRefused) return 'refused';
  expect(portable.header.headerRow).toBe(sheet.headerRows.last);
  expect(
    portable.header.columns.map(({ index, title, known, isReversed, shift }) => ({
      index,
      column: title,
      fact: known.isCompleteness ? known.target.replace('.completes', '') : known.target,
      reversed: isReversed,
      multiplier: shift === 4 ? 10_000 : 1,
    })),
  ).toEqual(
    list.mapping.map(({ index, column, fact, reversed, multiplier }) => ({
      index,
      column,
      fact,
      reversed,
      multiplier,
    })),
  );
  expect(portable.header.unmatched.map(({ index }) => index)).toEqual(
    list.unmapped.map(({ index }) => index),
  );
  const passedOver = rowsThat(portable, ({ isNone }) => isNone);
  const told = passedOverByLibrary(list);
  expect(passedOver.filter((place) => told.includes(place)).sort()).toEqual([...told].sort());
  const rows = list.rows.map(({ row }) => row);
  expect(rowsThat(portable, ({ isNone }) => !isNone)).toEqual(rows);
  for (const row of list.rows) {
    const read = portable.rows.get(row.row);
    expect(read?.whyNot === '', `row ${row.row}`).toBe(row.readable);
    if (read === undefined || !row.readable) continue;
    expect(read.values).toEqual(rowOfLibrary(row));
    expect([...new Set(read.unusable)].sort()).toEqual(unusableOfLibrary(list, row));
    for (const { code, params } of row.issues)
      if (code === 'cellNotUnderstood')
        expect(read.issues.join()).toContain(`第 ${row.row} 行“${params['column']}”`);
  }
  return 'read';
}
