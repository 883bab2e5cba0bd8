import { describe, expect, test } from 'vitest';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { EMPTY_RESULT } from '../../src/tables/cleaned-cell.js';
import { bookFile, rowsOf } from './workbook-sheets-files.js';

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const emptyResult = '<c t="str"><f>IFERROR(VLOOKUP(1,A:B,2,0),"")</f><v></v></c>';
const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
const file = (...rows: readonly string[]): Uint8Array =>
  bookFile({ sheets: [`<sheetData>${rows.join('')}</sheetData>`] });

describe('a formula with an empty result', () => {
  test('is no empty cell, also at the end of its row', async () => {
    const rows = await rowsOf(file(row(text('0001'), emptyResult, '<c/>', emptyResult, '<c/>')));
    expect(rows).toEqual([{ row: 1, cells: ['0001', EMPTY_RESULT, '', EMPTY_RESULT] }]);
  });

  test('makes no row of a row that has nothing else', async () => {
    const rows = await rowsOf(file(row(text('0001')), row(emptyResult, emptyResult), row(text('0002'))));
    expect(rows.map((read) => read.row)).toEqual([1, 3]);
  });

  test.each([
    { kind: 'text' },
    { kind: 'number', unit: 'yuanPerYear' },
    { kind: 'flag' },
    { kind: 'day' },
    { kind: 'month' },
    { kind: 'code', codes: 'monitoringStatus' },
  ])('is not known yet: %o', (fact) => {
    const column = { column: '有无危房', reversed: false, multiplier: 1 } as const;
    expect(cleanCell(EMPTY_RESULT, fact as never, column)).toEqual({ kind: 'blank' });
  });
});
