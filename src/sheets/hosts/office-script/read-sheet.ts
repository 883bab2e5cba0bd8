import type { SheetCell } from '../shared/bundle-api.js';
import { numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import type { FormulaFinder } from '../shared/foreign-cells.js';
import type { Epoch } from '../shared/serial-days.js';
import { type SheetReading, sizeRefusal } from '../shared/sheet-plan.js';
import { type OfficeCells, rowsOfCall } from './office-cells.js';
import { epochOfSheet, hasDays, isDayFormat, UNTOLD_DAYS_NOTE } from './shown-epoch.js';

/** What a cell holds that nobody can read: never a blank, and never a number. */
const UNREADABLE = '#VALUE!';

/** Stands for a day of which it is not known from when it is counted. */
const UNTOLD_DAY = '日期看不清';

/** A cell of an Office Script as the bundle takes it; a blank comes as ''. `epoch`: 0 where it is not known. */
export function officeCell(
  value: string | number | boolean | null | undefined,
  format: SheetCellFormat,
  epoch: Epoch | 0,
): SheetCell {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'number') return value;
  if (value - value !== 0) return UNREADABLE;
  if (epoch !== 0) return numberInFormat(value, format, epoch);
  return isDayFormat(format) ? UNTOLD_DAY : numberInFormat(value, format, 1900);
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

/**
 * Reads a sheet from A1 on; a text says why it is not read.
 * @param sheets the names of all sheets.
 * @param known from when days are counted where another sheet shows it, else 0.
 */
export function readOfficeSheet(
  sheet: ExcelScript.Worksheet,
  sheets: string[],
  known: Epoch | 0,
): SheetReading | string {
  const name = sheet.getName();
  const used = sheet.getUsedRange(true);
  if (used === undefined || used === null)
    return { name, sheets, cells: [], epoch: known, merges: [], notes: [] };
  const rows = used.getRowIndex() + used.getRowCount();
  const columns = used.getColumnIndex() + used.getColumnCount();
  const refusal = sizeRefusal(rows, columns);
  if (refusal !== '') return refusal;
  const read = cellsOf(sheet, rows, columns);
  const epoch = known === 0 ? epochOfSheet(sheet, read) : known;
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
    notes: epoch === 0 && hasDays(read) ? [UNTOLD_DAYS_NOTE] : [],
    formulasIn: formulasOf(sheet),
  };
}
