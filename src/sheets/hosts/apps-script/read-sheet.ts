import type { SheetCell } from '../shared/bundle-api.js';
import { meantDay, numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import type { FormulaFinder } from '../shared/foreign-cells.js';
import { type SheetReading, sizeRefusal } from '../shared/sheet-plan.js';
import type { GoogleDate, GoogleRange, GoogleSheet, GoogleUtilities, GoogleValue } from './google-host.js';

/** What a cell holds that nobody can read: never a blank, and never a number. */
const UNREADABLE = '#VALUE!';

/** How this host writes moments: in the time zone of the spreadsheet, not in that of the script. */
export interface GoogleClock {
  utilities: GoogleUtilities;
  timeZone: string;
}

function isDate(value: GoogleValue): value is GoogleDate {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** A moment as far as it is meant; without a format, the first of a month may be no more than its month. */
function dateText(date: GoogleDate, format: SheetCellFormat | null, clock: GoogleClock): string {
  const text = clock.utilities.formatDate(date, clock.timeZone, 'yyyy-MM-dd HH:mm:ss');
  const day = text.substring(0, 10);
  const time = text.substring(11);
  if (format === null) return time === '00:00:00' ? meantDay(day, 'month') : text;
  if (format.kind === 'time' || format.kind === 'duration') return time;
  return format.kind === 'moment' && time !== '00:00:00' ? text : meantDay(day, format.kind);
}

/** A cell of Google Sheets as the bundle takes it. `format`: null where the host does not tell it. */
export function googleCell(
  value: GoogleValue,
  format: SheetCellFormat | null,
  clock: GoogleClock,
): SheetCell {
  if (value === undefined || value === null || value === '') return null;
  // What is still being fetched is not known.
  if (typeof value === 'string') return value === 'Loading...' || value === '#ERROR!' ? UNREADABLE : value;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (value - value !== 0) return UNREADABLE;
    return format === null ? value : numberInFormat(value, format, 1900);
  }
  return isDate(value) ? dateText(value, format, clock) : UNREADABLE;
}

/** Cells that a formula hands over, without their formats. */
export function googleCells(values: GoogleValue[][], clock: GoogleClock): SheetCell[][] {
  const cells: SheetCell[][] = [];
  for (let row = 0; row < values.length; row += 1) {
    const line = values[row] as GoogleValue[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) copy.push(googleCell(line[column], null, clock));
    cells.push(copy);
  }
  return cells;
}

function mergesIn(range: GoogleRange): number[][] {
  const ranges = range.getMergedRanges();
  const merges: number[][] = [];
  for (let index = 0; index < ranges.length; index += 1) {
    const merged = ranges[index] as GoogleRange;
    merges.push([merged.getRow(), merged.getLastRow(), merged.getColumn() - 1, merged.getLastColumn() - 1]);
  }
  return merges;
}

/** The cells of a range with their formats, each format read once. */
export function googleRangeCells(range: GoogleRange, clock: GoogleClock): SheetCell[][] {
  const values = range.getValues();
  const codes = range.getNumberFormats();
  const known: { [code: string]: SheetCellFormat | undefined } = {};
  const cells: SheetCell[][] = [];
  for (let row = 0; row < values.length; row += 1) {
    const line = values[row] as GoogleValue[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) {
      const code = (codes[row] as string[])[column] as string;
      const key = `:${code}`;
      let format = known[key];
      if (format === undefined) {
        format = readCellFormat(code);
        known[key] = format;
      }
      copy.push(googleCell(line[column], format, clock));
    }
    cells.push(copy);
  }
  return cells;
}

/** Where formulas stand. Nothing can be asked of cells beyond the grid, and nothing stands there. */
function formulasOf(sheet: GoogleSheet): FormulaFinder {
  return (area) => {
    const places: number[][] = [];
    const rows = Math.min(area.rows, sheet.getMaxRows() - area.row);
    const columns = Math.min(area.columns, sheet.getMaxColumns() - area.column);
    if (rows < 1 || columns < 1) return places;
    const formulas = sheet.getRange(area.row + 1, area.column + 1, rows, columns).getFormulas();
    for (let down = 0; down < rows; down += 1)
      for (let right = 0; right < columns; right += 1)
        if ((formulas[down] as string[])[right] !== '') places.push([area.row + down, area.column + right]);
    return places;
  };
}

/** Reads a sheet from A1 on; a text says why it is not read. `sheets`: the names of all sheets. */
export function readGoogleSheet(
  sheet: GoogleSheet,
  clock: GoogleClock,
  sheets: string[],
): SheetReading | string {
  const name = sheet.getName();
  const rows = sheet.getLastRow();
  const columns = sheet.getLastColumn();
  const refusal = sizeRefusal(rows, columns);
  if (refusal !== '') return refusal;
  if (rows === 0 || columns === 0) return { name, sheets, cells: [], epoch: 1900, merges: [], notes: [] };
  const range = sheet.getRange(1, 1, rows, columns);
  return {
    name,
    sheets,
    cells: googleRangeCells(range, clock),
    epoch: 1900,
    merges: mergesIn(range),
    notes: [],
    formulasIn: formulasOf(sheet),
  };
}
