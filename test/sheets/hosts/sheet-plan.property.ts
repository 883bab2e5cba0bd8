import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { DixianBundle, SheetCell } from '../../../src/sheets/hosts/shared/bundle-api.js';
import { OWN_PREFIX } from '../../../src/sheets/hosts/shared/result-columns.js';
import { planSheet, type SheetPlan } from '../../../src/sheets/hosts/shared/sheet-plan.js';

/** What stands at the end of every row of results, by which it is known. */
const LAST_CELLS: Readonly<Record<string, string>> = {
  研判日期: '2024年11月1日',
  政策: '0123456789abcdef',
  说明: '辅助建议，须经民主评议、审核和县级审定',
};

/** Answers with as many columns as it is told, for every row below the first one that holds 户编号. */
const bundleOf = (titles: readonly string[], seen: SheetCell[][][]): DixianBundle => ({
  decideTable: (grid) => {
    seen.push(grid);
    const at = grid.findIndex((row) => row.includes('户编号'));
    if (at < 0) return { header: [...titles], rows: [], headerRow: 0, messages: ['没有表头。'] };
    const rows = grid
      .slice(at + 1)
      .map((_, index) => titles.map((title) => LAST_CELLS[title] ?? `${title}${index}`));
    return { header: [...titles], rows, headerRow: at + 1, messages: [] };
  },
  explainRow: () => '',
  selfTest: () => [],
  versions: () => ({
    engine: '',
    policy: '',
    region: '',
    regionName: '',
    validFrom: 20_240_101,
    validTo: 99_991_231,
  }),
});

const READING = { name: '农户', sheets: ['农户'], epoch: 1900 as const, merges: [], notes: [] };

/** The sheet after a plan was carried out. */
function carriedOut(cells: readonly (readonly SheetCell[])[], { clear, write }: SheetPlan): SheetCell[][] {
  const width = Math.max(
    0,
    ...cells.map((row) => row.length),
    write === null ? 0 : write.column + (write.cells[0]?.length ?? 0),
  );
  const height = Math.max(cells.length, write === null ? 0 : write.row + write.cells.length);
  const sheet = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column): SheetCell => cells[row]?.[column] ?? null),
  );
  const put = (row: number, column: number, cell: SheetCell): void => {
    const line = sheet[row];
    if (line !== undefined && column < line.length) line[column] = cell;
  };
  for (const { row, column, rows, columns } of clear)
    for (let down = 0; down < rows; down += 1)
      for (let right = 0; right < columns; right += 1) put(row + down, column + right, null);
  write?.cells.forEach((line, down) => {
    line.forEach((cell, right) => {
      put(write.row + down, write.column + right, cell === '' ? null : cell);
    });
  });
  return sheet;
}

const decided = (
  cells: SheetCell[][],
  titles: readonly string[],
  seen: SheetCell[][][] = [],
): SheetCell[][] =>
  carriedOut(cells, planSheet(bundleOf(titles, seen), { ...READING, cells }, '2024-11-01', ''));

const userCell = fc.oneof(
  { weight: 3, arbitrary: fc.constant<SheetCell>(null) },
  fc.constantFrom<SheetCell>(0, 1, '是', '类别', '底线', '户编号', true),
  // Words of the user that begin as the titles of results do, and such titles by themselves.
  fc.constantFrom<SheetCell>('底线：人均纯收入7800元', '底线：已核实', '底线：类别', '底线：理由'),
);
const userSheet = fc
  .array(fc.array(userCell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  .map((rows): SheetCell[][] => [
    ...rows.slice(0, 2),
    ['户编号', null, '类别', null],
    ...rows.slice(2),
    ['0001', '是', null, null],
  ]);
const titleLists = fc.constantFrom(
  ['类别', '理由', '政策'],
  ['识别建议', '类别', '理由', '研判日期', '政策', '说明'],
);

/** What of a sheet of the user is not found again in the same place. */
const lostCells = (before: SheetCell[][], after: SheetCell[][]): readonly string[] =>
  before.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell === null || after[at]?.[column] === cell ? [] : [`${at},${column}: ${cell}`],
    ),
  );

/** What stands in a sheet behind that of the user. */
const addedCells = (before: SheetCell[][], after: SheetCell[][]): readonly SheetCell[] =>
  after.flatMap((row, at) => row.filter((cell, column) => cell !== null && before[at]?.[column] !== cell));

describe('whatever stands in a sheet', () => {
  test.prop([userSheet, titleLists, fc.integer({ min: 1, max: 3 })])(
    'no run changes a cell of the user',
    (sheet, titles, runs) => {
      const after = Array.from({ length: runs }).reduce<SheetCell[][]>(
        (cells) => decided(cells, titles),
        sheet,
      );
      expect(lostCells(sheet, after)).toEqual([]);
    },
  );

  test.prop([userSheet, titleLists])('a second run sees what the first one saw', (sheet, titles) => {
    const seen: SheetCell[][][] = [];
    decided(decided(sheet, titles, seen), titles, seen);
    const [one, two] = seen.filter((grid) => grid.length > 0);
    expect(two).toEqual(one);
  });

  test.prop([userSheet, titleLists])('running again changes nothing', (sheet, titles) => {
    const once = decided(sheet, titles);
    expect(decided(once, titles)).toEqual(once);
  });

  test.prop([userSheet, titleLists])('only the last results are left', (sheet, titles) => {
    const headers = addedCells(sheet, decided(decided(sheet, titles), titles)).filter(
      (cell) => typeof cell === 'string' && cell.startsWith(OWN_PREFIX),
    );
    expect(headers).toEqual(titles.map((title) => OWN_PREFIX + title));
  });
});
