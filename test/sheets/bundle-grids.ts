import { randomFrom } from '../../bench/households.js';
import type { Book, BookColumn, BookSheet } from '../../src/sheets/hosts/calc/sheet-model.js';
import { planCalcBook } from '../../src/sheets/hosts/calc/workbook.js';
import type { SheetCell } from '../../src/sheets/portable/cells.js';
import type { DecidedTable } from '../../src/sheets/portable/table.js';
import { dayNumber } from '../../src/sheets/text-data.js';
import { type Grid as OfficialGrid, textOf } from '../tables/official-sheets/grid.js';
import { randomSheet } from '../tables/official-sheets/random-sheet.js';
import { type BundleFunctions, plain, policyOf, runBundle, shippedBundle } from './bundle-support.js';

/** A rule book of each regime, and a day of it. */
export const RULE_BOOKS = [
  ['620000', '2024-11-01'],
  ['530000', '2026-06-01'],
] as const;

/** A sheet, what it is decided with, and what Node decides: what every other host has to answer. */
export interface GoldenSheet {
  readonly name: string;
  readonly grid: readonly (readonly SheetCell[])[];
  readonly merges: readonly (readonly number[])[];
  readonly answer: DecidedTable;
}

const cellsOf = ({ rows }: OfficialGrid): SheetCell[][] =>
  rows.map((cells) =>
    cells.map((cell) => {
      if (typeof cell === 'number' || cell === null) return cell;
      const text = textOf(cell);
      return text === '' ? null : text;
    }),
  );
const mergesOf = ({ merges = [] }: OfficialGrid): number[][] =>
  merges.map(([top, left, bottom, right]) => [top, bottom, left - 1, right - 1]);

/** Cells on the line, blank, unreadable, and of other types than the column wants. */
const HARD_CELLS: readonly SheetCell[] = [
  7799.99,
  7800,
  7800.01,
  0,
  null,
  '',
  '/',
  '　',
  '是',
  '否',
  '#N/A',
  '约3',
  '1.2万',
  -1,
  45597,
  202403,
  true,
  false,
];

/** A sheet some of whose cells are replaced by hard ones. */
function hardened({ grid, firstRow, columns }: ReturnType<typeof randomSheet>, seed: number): OfficialGrid {
  const rows = grid.rows.map((cells) => [...cells]);
  for (let at = 0; at < 30; at += 1) {
    const row = rows[firstRow - 1 + ((seed + at * 7) % (rows.length - firstRow + 1))];
    if (row !== undefined)
      (row as unknown as SheetCell[])[(seed * 3 + at * 11) % columns.length] = HARD_CELLS[
        (seed + at) % HARD_CELLS.length
      ] as SheetCell;
  }
  return {
    ...grid,
    rows: rows.map((cells) => Array.from(cells, (cell) => cell ?? null)) as OfficialGrid['rows'],
  };
}

/** How a sheet is decided: days from 1900, and what is merged. */
export const optionsOf = (on: string, merges: GoldenSheet['merges']) => ({
  on: dayNumber(on),
  serialDays: true,
  merges: merges.map((merge) => [...merge]),
});

type FilledCell = string | number | null;

/** A cell as a person might fill it in: one in four is not known. */
function filledCell({ check }: BookColumn, choices: BookSheet, random: () => number): FilledCell {
  const below = (count: number): number => Math.floor(random() * count);
  if (below(4) === 0) return null;
  switch (check?.kind) {
    case undefined:
      return '某处';
    case 'yesOrNo':
      return below(4) === 0 ? '是' : '否';
    case 'code':
      return choices.rows[1 + below(check.choicesRows)]?.cells[check.choicesColumn]?.text ?? null;
    case 'number':
      return check.decimals === 0 ? below(Math.min(check.maximum, 6) + 1) : below(3_000_000) / 100;
    case 'day':
      return `2024-0${1 + below(9)}-1${below(10)}`;
    case 'month':
      return `2024-0${1 + below(9)}`;
  }
}

/** Rows of the form of a workbook for Calc, its header first. */
export function filledForm(book: Book, count: number): FilledCell[][] {
  const { columns } = book.sheets.find(({ formRows }) => formRows > 0) as BookSheet;
  const choices = book.sheets.find(({ name }) => name === book.choicesSheet) as BookSheet;
  const random = randomFrom(8);
  return [
    columns.map(({ title }) => title),
    ...Array.from({ length: count }, (_, number) =>
      columns.map((column, index) => (index === 0 ? `${number + 1}` : filledCell(column, choices, random))),
    ),
  ];
}

/** Households of which little is known, and rows that are none. */
const SPARSE_ROWS: GoldenSheet['grid'] = [
  [
    '户编号',
    '户主姓名',
    '家庭人口数',
    '家庭人均纯收入（元）',
    '住房安全',
    '是否有成员丧失劳动力',
    '村',
    '备注',
  ],
  ['1', '甲'],
  ['2', '乙', 3, 5000],
  ['3', null, null, null, null, null, '某某村', '村支书说：待核实'],
  [null, null, 4],
  ['某某村（3户）'],
  ['4', '丙', 2, 7800, '否', '是', '某某村', '甲、乙、丙、丁'],
  ['合计', null, 9, 12800],
  ['备注1：一户一行'],
  ['填表人：某某', null, '审核人：某某', null, '2024年11月1日'],
  ['村（社区）负责人：某某', '(盖章)'],
  ['日期不详的一行文字，有十几个字，还有（括号）'],
];

/** The sheets that every host is asked about. */
export function goldenSheets(region: string, on: string, count: number): readonly GoldenSheet[] {
  const bundle: BundleFunctions = runBundle(shippedBundle(region, on, 'small'));
  const golden = (name: string, grid: GoldenSheet['grid'], merges: number[][]): GoldenSheet => {
    const cells = grid.map((row) => [...row]);
    return { name, grid, merges, answer: plain(bundle.decideTable(cells, optionsOf(on, merges))) };
  };
  const official = Array.from({ length: count }, (_, seed): GoldenSheet => {
    const sheet = randomSheet(seed + 1);
    const grid = seed % 2 === 0 ? sheet.grid : hardened(sheet, seed);
    return golden(`sheet ${seed + 1}`, cellsOf(grid), mergesOf(grid));
  });
  return [
    golden('form', filledForm(planCalcBook(policyOf(region, on), on), 100), []),
    golden('sparse', SPARSE_ROWS, []),
    ...official,
  ];
}
