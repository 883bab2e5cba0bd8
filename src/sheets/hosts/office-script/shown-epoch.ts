import type { SheetCellFormat } from '../shared/cell-format.js';
import { dayOfSerial, type Epoch } from '../shared/serial-days.js';
import { type OfficeCells, rowsOfCall } from './office-cells.js';

export const UNTOLD_DAYS_NOTE =
  '看不出这个工作簿的日期从 1900 年还是 1904 年算起，所以日期格式的格子没有读。请把日期列的格式设为 yyyy-mm-dd，把列拉宽到日期显示得全，再运行一次。';

/** Of serial numbers in this range both counts give a year of four digits, and not the same one. */
const FIRST_TELLING = 1500;
const LAST_TELLING = 99999;

/** Whether numbers in this format are days, or parts of one. */
export function isDayFormat({ kind }: SheetCellFormat): boolean {
  return kind === 'day' || kind === 'month' || kind === 'year' || kind === 'moment';
}

function isDay(value: string | number | boolean | undefined, format: SheetCellFormat | undefined): boolean {
  return typeof value === 'number' && format !== undefined && isDayFormat(format);
}

/**
 * From when a day is counted by what its cell shows: the host does not tell, but it shows the year. 0 where it does not, as
 * in a column that is too narrow, or shows two digits of it.
 */
export function epochShown(value: string | number | boolean, text: string): Epoch | 0 {
  if (typeof value !== 'number' || value < FIRST_TELLING || value > LAST_TELLING) return 0;
  const serial = Math.floor(value);
  const isFrom1900 = text.indexOf(dayOfSerial(serial, 1900).substring(0, 4)) >= 0;
  const isFrom1904 = text.indexOf(dayOfSerial(serial, 1904).substring(0, 4)) >= 0;
  if (isFrom1900 === isFrom1904) return 0;
  return isFrom1900 ? 1900 : 1904;
}

/** Whether a sheet has cells of days. */
export function hasDays(cells: OfficeCells): boolean {
  for (let row = 0; row < cells.values.length; row += 1) {
    const line = cells.values[row] as (string | number | boolean)[];
    for (let column = 0; column < line.length; column += 1)
      if (isDay(line[column], (cells.formats[row] as SheetCellFormat[])[column])) return true;
  }
  return false;
}

/** The first row from one on, and before another, in which a column has a day; -1 for none. */
function dayRow(cells: OfficeCells, column: number, from: number, to: number): number {
  for (let row = from; row < to && row < cells.values.length; row += 1) {
    const line = cells.values[row] as (string | number | boolean)[];
    if (isDay(line[column], (cells.formats[row] as SheetCellFormat[])[column])) return row;
  }
  return -1;
}

/** From when the workbook counts its days, by the first cell of a sheet that shows it; 0 where none does. */
export function epochOfSheet(sheet: ExcelScript.Worksheet, cells: OfficeCells): Epoch | 0 {
  const rows = cells.values.length;
  const columns = rows === 0 ? 0 : (cells.values[0] as (string | number | boolean)[]).length;
  const step = rowsOfCall(1);
  for (let column = 0; column < columns; column += 1) {
    for (let first = 0; first < rows; first += step) {
      const last = Math.min(rows, first + step);
      let row = dayRow(cells, column, first, last);
      if (row < 0) continue;
      const texts = sheet.getRangeByIndexes(first, column, last - first, 1).getTexts();
      while (row >= 0) {
        const value = (cells.values[row] as (string | number | boolean)[])[column] as number;
        const epoch = epochShown(value, (texts[row - first] as string[])[0] as string);
        if (epoch !== 0) return epoch;
        row = dayRow(cells, column, row + 1, last);
      }
    }
  }
  return 0;
}
