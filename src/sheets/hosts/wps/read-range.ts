import type { SheetCell } from '../shared/bundle-api.js';
import { numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import { addressOf } from '../shared/column-address.js';
import type { FormulaFinder } from '../shared/foreign-cells.js';
import type { Epoch } from '../shared/serial-days.js';
import { type SheetReading, sizeRefusal } from '../shared/sheet-plan.js';
import type { WpsApplication, WpsRange, WpsSheet, WpsValue, WpsWorkbook } from './wps-host.js';

/** The numbers by which programs of this family hand over #NULL!, #DIV/0! … #N/A and later errors. */
const FIRST_ERROR = -2146826288;
const LAST_ERROR = -2146826200;
/** What a cell holds that nobody can read: never a blank, and never a number. */
const UNREADABLE = '#VALUE!';
const PLAIN: SheetCellFormat = { kind: 'plain', prefix: '', suffix: '', digits: 0 };

/** A cell of WPS as the bundle takes it. */
export function wpsCell(value: WpsValue, format: SheetCellFormat, epoch: Epoch): SheetCell {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'number') return UNREADABLE;
  // Neither a number without end nor none at all.
  if (value - value !== 0) return UNREADABLE;
  if (value >= FIRST_ERROR && value <= LAST_ERROR && value === Math.floor(value)) return UNREADABLE;
  return numberInFormat(value, format, epoch);
}

function isList(value: WpsValue): value is { length: number } {
  return (
    typeof value === 'object' && value !== null && typeof (value as { length?: number }).length === 'number'
  );
}

/** Rows of cells, whatever the program hands over for one cell, one row, or many; lists of its own have no methods. */
export function wpsRows(value: WpsValue): WpsValue[][] {
  if (!isList(value)) return [[value]];
  const list = value as { length: number; [index: number]: WpsValue };
  const rows: WpsValue[][] = [];
  for (let row = 0; row < list.length; row += 1) {
    const line = list[row];
    if (!isList(line)) {
      // A row by itself.
      if (rows.length === 0) rows.push([]);
      (rows[0] as WpsValue[]).push(line);
      continue;
    }
    const cells = line as { length: number; [index: number]: WpsValue };
    const copy: WpsValue[] = [];
    for (let column = 0; column < cells.length; column += 1) copy.push(cells[column]);
    rows.push(copy);
  }
  return rows;
}

function hasNumbers(values: WpsValue[][], column: number): boolean {
  for (let row = 0; row < values.length; row += 1)
    if (typeof (values[row] as WpsValue[])[column] === 'number') return true;
  return false;
}

/** Calls `found` for cells with one number format, in halves where a range has several. */
function eachFormat(
  sheet: WpsSheet,
  row: number,
  column: number,
  rows: number,
  found: (code: string, row: number, rows: number) => void,
): void {
  const code = sheet.Range(addressOf(row, column, rows, 1)).NumberFormat;
  if (typeof code === 'string') {
    found(code, row, rows);
    return;
  }
  if (rows === 1) return;
  const half = Math.floor(rows / 2);
  eachFormat(sheet, row, column, half, found);
  eachFormat(sheet, row + half, column, rows - half, found);
}

/** Lists merged cells, in halves where a range has some. Each is noted once, by its first cell. */
function eachMerge(
  sheet: WpsSheet,
  row: number,
  column: number,
  rows: number,
  columns: number,
  merges: number[][],
): void {
  const range = sheet.Range(addressOf(row, column, rows, columns));
  if (range.MergeCells === false) return;
  if (rows === 1 && columns === 1) {
    if (range.MergeCells !== true) return;
    const area = range.MergeArea;
    if (area.Row === row + 1 && area.Column === column + 1)
      merges.push([area.Row, area.Row + area.Rows.Count - 1, column, column + area.Columns.Count - 1]);
    return;
  }
  if (rows >= columns) {
    const half = Math.floor(rows / 2);
    eachMerge(sheet, row, column, half, columns, merges);
    eachMerge(sheet, row + half, column, rows - half, columns, merges);
    return;
  }
  const half = Math.floor(columns / 2);
  eachMerge(sheet, row, column, rows, half, merges);
  eachMerge(sheet, row, column + half, rows, columns - half, merges);
}

function mergesIn(sheet: WpsSheet, rows: number, columns: number, notes: string[]): number[][] {
  const merges: number[][] = [];
  // A program that does not know the property says nothing at all, of any cell.
  if (typeof sheet.Range('A1').MergeCells !== 'boolean')
    notes.push('这个程序看不出哪些格子是合并的。请先取消名单里合并的格子。');
  else eachMerge(sheet, 0, 0, rows, columns, merges);
  return merges;
}

/** The workbook that is worked on; a program that does not tell it has its sheets itself. */
export function workbookOf(application: WpsApplication): WpsWorkbook {
  const workbook = application.ActiveWorkbook;
  return workbook === undefined || workbook === null ? application : workbook;
}

/** Days are counted from 1904 only where the workbook says so. */
export function epochOf(application: WpsApplication): Epoch {
  return workbookOf(application).Date1904 === true ? 1904 : 1900;
}

/** The cells of a range in a formula; their formats are read too. */
export function wpsRangeCells(range: WpsRange, epoch: Epoch): SheetCell[][] {
  const values = wpsRows(range.Value2);
  const cells: SheetCell[][] = [];
  for (let row = 0; row < values.length; row += 1) {
    const line = values[row] as WpsValue[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) {
      const value = line[column];
      const isNumber = typeof value === 'number';
      const code = isNumber ? range.Cells.Item(row + 1, column + 1).NumberFormat : null;
      copy.push(wpsCell(value, typeof code === 'string' ? readCellFormat(code) : PLAIN, epoch));
    }
    cells.push(copy);
  }
  return cells;
}

/** The formats of a column, by row; where the program does not tell one, there is none. */
function columnFormats(sheet: WpsSheet, column: number, rows: number): SheetCellFormat[] {
  const formats: SheetCellFormat[] = [];
  eachFormat(sheet, 0, column, rows, (code, first, count) => {
    const format = readCellFormat(code);
    for (let row = first; row < first + count; row += 1) formats[row] = format;
  });
  return formats;
}

/** Where formulas stand; none in a program that does not know them. */
function formulasOf(sheet: WpsSheet): FormulaFinder {
  return ({ row, column, rows, columns }) => {
    const places: number[][] = [];
    const range = sheet.Range(addressOf(row, column, rows, columns));
    if (range.HasFormula === false) return places;
    const formulas = wpsRows(range.Formula);
    for (let down = 0; down < formulas.length; down += 1) {
      const line = formulas[down] as WpsValue[];
      for (let right = 0; right < line.length; right += 1) {
        const formula = line[right];
        if (typeof formula === 'string' && formula.charAt(0) === '=')
          places.push([row + down, column + right]);
      }
    }
    return places;
  };
}

/** Reads a sheet from A1 on; a text says why it is not read. `sheets`: the names of all sheets. */
export function readWpsSheet(sheet: WpsSheet, epoch: Epoch, sheets: string[]): SheetReading | string {
  const used = sheet.UsedRange;
  const rows = used.Row + used.Rows.Count - 1;
  const columns = used.Column + used.Columns.Count - 1;
  const refusal = sizeRefusal(rows, columns);
  if (refusal !== '') return refusal;
  const values = wpsRows(sheet.Range(addressOf(0, 0, rows, columns)).Value2);
  const notes: string[] = [];
  const cells: SheetCell[][] = [];
  for (let row = 0; row < values.length; row += 1) cells.push([]);
  let formatsAreKnown = true;
  for (let column = 0; column < columns; column += 1) {
    const formats = hasNumbers(values, column) ? columnFormats(sheet, column, rows) : [];
    for (let row = 0; row < values.length; row += 1) {
      const format = formats[row];
      const value = (values[row] as WpsValue[])[column];
      if (typeof value === 'number' && format === undefined) formatsAreKnown = false;
      (cells[row] as SheetCell[]).push(wpsCell(value, format === undefined ? PLAIN : format, epoch));
    }
  }
  if (!formatsAreKnown)
    notes.push('这个程序看不出格子的数字格式。请核对有没有按百分比显示的数，日期有没有读对。');
  return {
    name: sheet.Name,
    sheets,
    cells,
    epoch,
    merges: mergesIn(sheet, rows, columns, notes),
    notes,
    formulasIn: formulasOf(sheet),
  };
}
