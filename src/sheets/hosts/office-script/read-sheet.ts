import type { SheetCell } from '../shared/bundle-api.js';
import { numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import type { FormulaFinder } from '../shared/foreign-cells.js';
import { dayOfSerial, type Epoch } from '../shared/serial-days.js';
import { type SheetReading, sizeRefusal } from '../shared/sheet-plan.js';

/** What a cell holds that nobody can read: never a blank, and never a number. */
const UNREADABLE = '#VALUE!';
/** A call takes and gives five million bytes at most. */
const CELLS_A_CALL = 16000;

/** A cell of an Office Script as the bundle takes it; a blank comes as ''. */
export function officeCell(
  value: string | number | boolean | null | undefined,
  format: SheetCellFormat,
  epoch: Epoch,
): SheetCell {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'number') return value;
  return value - value === 0 ? numberInFormat(value, format, epoch) : UNREADABLE;
}

interface OfficeCells {
  values: (string | number | boolean)[][];
  formats: SheetCellFormat[][];
}

/** How many rows of a width go into one call. */
export function rowsOfCall(columns: number): number {
  return Math.max(1, Math.floor(CELLS_A_CALL / Math.max(1, columns)));
}

function cellsOf(sheet: ExcelScript.Worksheet, rows: number, columns: number): OfficeCells {
  const cells: OfficeCells = { values: [], formats: [] };
  const known: { [code: string]: SheetCellFormat | undefined } = {};
  const step = rowsOfCall(columns);
  for (let row = 0; row < rows; row += step) {
    const range = sheet.getRangeByIndexes(row, 0, Math.min(step, rows - row), columns);
    const values = range.getValues();
    const codes = range.getNumberFormats();
    for (let index = 0; index < values.length; index += 1) {
      const line = codes[index] as string[];
      const formats: SheetCellFormat[] = [];
      for (let column = 0; column < columns; column += 1) {
        const key = `:${line[column]}`;
        let format = known[key];
        if (format === undefined) {
          format = readCellFormat(line[column] as string);
          known[key] = format;
        }
        formats.push(format);
      }
      cells.values.push(values[index] as (string | number | boolean)[]);
      cells.formats.push(formats);
    }
  }
  return cells;
}

/**
 * From when the workbook counts its days: the host does not tell, but it shows them. Without a day that it shows, from
 * 1900.
 */
function epochOfSheet(sheet: ExcelScript.Worksheet, cells: OfficeCells): Epoch {
  for (let row = 0; row < cells.values.length; row += 1) {
    const line = cells.values[row] as (string | number | boolean)[];
    for (let column = 0; column < line.length; column += 1) {
      const value = line[column];
      const kind = ((cells.formats[row] as SheetCellFormat[])[column] as SheetCellFormat).kind;
      if (typeof value !== 'number' || value < 1500 || value > 99999) continue;
      if (kind !== 'day' && kind !== 'month' && kind !== 'moment') continue;
      const text = sheet.getRangeByIndexes(row, column, 1, 1).getText();
      const serial = Math.floor(value);
      if (text.indexOf(dayOfSerial(serial, 1900).substring(0, 4)) >= 0) return 1900;
      if (text.indexOf(dayOfSerial(serial, 1904).substring(0, 4)) >= 0) return 1904;
    }
  }
  return 1900;
}

function mergesIn(range: ExcelScript.Range): number[][] {
  const areas = range.getMergedAreas();
  const merges: number[][] = [];
  if (areas === undefined || areas === null) return merges;
  const ranges = areas.getAreas();
  for (let index = 0; index < ranges.length; index += 1) {
    const merged = ranges[index] as ExcelScript.Range;
    const row = merged.getRowIndex() + 1;
    const column = merged.getColumnIndex();
    merges.push([row, row + merged.getRowCount() - 1, column, column + merged.getColumnCount() - 1]);
  }
  return merges;
}

/** Where formulas stand. */
function formulasOf(sheet: ExcelScript.Worksheet): FormulaFinder {
  return ({ row, column, rows, columns }) => {
    const places: number[][] = [];
    const step = rowsOfCall(columns);
    for (let first = 0; first < rows; first += step) {
      const count = Math.min(step, rows - first);
      const formulas = sheet.getRangeByIndexes(row + first, column, count, columns).getFormulas();
      for (let down = 0; down < count; down += 1) {
        const line = formulas[down] as (string | number | boolean)[];
        for (let right = 0; right < columns; right += 1) {
          const formula = line[right];
          if (typeof formula === 'string' && formula.charAt(0) === '=')
            places.push([row + first + down, column + right]);
        }
      }
    }
    return places;
  };
}

/** Reads a sheet from A1 on; a text says why it is not read. `sheets`: the names of all sheets. */
export function readOfficeSheet(sheet: ExcelScript.Worksheet, sheets: string[]): SheetReading | string {
  const name = sheet.getName();
  const used = sheet.getUsedRange(true);
  if (used === undefined || used === null)
    return { name, sheets, cells: [], epoch: 1900, merges: [], notes: [] };
  const rows = used.getRowIndex() + used.getRowCount();
  const columns = used.getColumnIndex() + used.getColumnCount();
  const refusal = sizeRefusal(rows, columns);
  if (refusal !== '') return refusal;
  const read = cellsOf(sheet, rows, columns);
  const epoch = epochOfSheet(sheet, read);
  const cells: SheetCell[][] = [];
  for (let row = 0; row < rows; row += 1) {
    const line: SheetCell[] = [];
    const values = read.values[row] as (string | number | boolean)[];
    const formats = read.formats[row] as SheetCellFormat[];
    for (let column = 0; column < columns; column += 1)
      line.push(officeCell(values[column], formats[column] as SheetCellFormat, epoch));
    cells.push(line);
  }
  return {
    name,
    sheets,
    cells,
    epoch,
    merges: mergesIn(sheet.getRangeByIndexes(0, 0, rows, columns)),
    notes: [],
    formulasIn: formulasOf(sheet),
  };
}
