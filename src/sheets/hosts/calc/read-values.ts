import type { SheetCell } from '../shared/bundle-api.js';
import { numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import type { FormulaFinder } from '../shared/foreign-cells.js';
import type { Epoch } from '../shared/serial-days.js';

/** A value as Basic hands it over: of the script's own kinds, or an object of Java. */
export type CalcValue = string | number | boolean | object | null | undefined;
/** Rows of values; a list of Java has a length and places, and no methods. */
export interface CalcList<Item> {
  readonly length: number;
  readonly [index: number]: Item;
}
export type CalcRows = CalcList<CalcList<CalcValue>>;
type JavaClass = new () => { doubleValue(): number; booleanValue(): boolean };
declare const java: {
  readonly lang: { readonly Number: JavaClass; readonly Boolean: JavaClass; readonly String: JavaClass };
};

// Looked up once: it is asked of every cell.
export const JavaText = java.lang.String;
const JavaNumber = java.lang.Number;
const JavaTruth = java.lang.Boolean;

/** Between the cells of a row, between rows, and between the parts of an answer or a question. */
export const CELL_END = String.fromCharCode(31);
export const ROW_END = String.fromCharCode(30);
export const PART_END = String.fromCharCode(29);
/** What in a whole sheet is handed over as nothing: a failed formula. Blanks are empty texts there. */
export const FAILED_FORMULA = '#N/A';
/**
 * A value as the bundle takes it.
 * @param nothing what stands for a value that is none: in a whole sheet a failed formula, in a cell function a blank.
 */
export function calcCell(value: CalcValue, nothing: SheetCell): SheetCell {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof JavaText || typeof value === 'string') {
    const text = String(value);
    return text === '' ? null : text;
  }
  if (value instanceof JavaNumber) return Number(value.doubleValue());
  if (value instanceof JavaTruth) return String(value) === 'true';
  return nothing;
}

export function calcCells(rows: CalcRows, nothing: SheetCell): SheetCell[][] {
  // A list of a known length is read fast in this engine; one that grows is kept as a table of names.
  const cells = new Array<SheetCell[]>(rows.length);
  for (let row = 0; row < rows.length; row += 1) {
    const line = rows[row] as CalcList<CalcValue>;
    const length = line.length;
    const copy = new Array<SheetCell>(length);
    for (let column = 0; column < length; column += 1) copy[column] = calcCell(line[column], nothing);
    cells[row] = copy;
  }
  return cells;
}

export function numberIn(value: CalcValue): number {
  return Number(calcCell(value, 0));
}

/** The class of formats that Calc keeps for truths. */
const LOGICAL = 1024;

function hasTruths(kind: number): boolean {
  return Math.floor(kind / LOGICAL) % 2 === 1;
}

/** Lists of texts, as the module writes them. */
export function textRows(text: string): string[][] {
  const rows: string[][] = [];
  const lines = text === '' ? [] : text.split(ROW_END);
  for (let at = 0; at < lines.length; at += 1) rows[at] = (lines[at] as string).split(CELL_END);
  return rows;
}

/** A number as it is meant. Of formats that only separate thousands, or colour, it stays a number. */
function shownValue(value: number, isTruth: boolean, format: SheetCellFormat, epoch: Epoch): SheetCell {
  if (!isTruth) return numberInFormat(value, format, epoch);
  return value === 0 || value === 1 ? value === 1 : value;
}

/**
 * Makes numbers what their format shows: days, percents, truths, numbers with leading zeros.
 * @param areas first row, last row, first column, last column (all from 0), class and code of the format.
 */
export function applyFormats(cells: SheetCell[][], areas: string[][], epoch: Epoch): void {
  for (let at = 0; at < areas.length; at += 1) {
    const area = areas[at] as string[];
    const isTruth = hasTruths(Number(area[4]));
    const format = readCellFormat(area[5] as string);
    const lastColumn = Number(area[3]);
    const lastRow = Math.min(Number(area[1]), cells.length - 1);
    for (let row = Number(area[0]); row <= lastRow; row += 1) {
      const line = cells[row] as SheetCell[];
      for (let column = Number(area[2]); column <= lastColumn && column < line.length; column += 1) {
        const value = line[column];
        if (typeof value === 'number') line[column] = shownValue(value, isTruth, format, epoch);
      }
    }
  }
}

/** The cell with the day of assessment as its format shows it. */
export function shownDay(rows: CalcRows, areas: string[][], epoch: Epoch): SheetCell {
  const value = (calcCells(rows, null)[0] as SheetCell[])[0] as SheetCell;
  const [area] = areas;
  if (area === undefined || typeof value !== 'number') return value;
  return shownValue(value, hasTruths(Number(area[4])), readCellFormat(area[5] as string), epoch);
}

/** Both have first row, last row, first column, last column; the bundle counts rows from 1. */
export function mergesOf(areas: string[][]): number[][] {
  const merges: number[][] = [];
  for (let at = 0; at < areas.length; at += 1) {
    const area = areas[at] as string[];
    merges.push([Number(area[0]) + 1, Number(area[1]) + 1, Number(area[2]), Number(area[3])]);
  }
  return merges;
}

/** Where formulas stand, of each row the first and the last column. `given`: first row, last row, first column, last column. */
export function formulasOf(given: string[][]): FormulaFinder {
  return (area) => {
    const places: number[][] = [];
    for (let at = 0; at < given.length; at += 1) {
      const formulas = given[at] as string[];
      const lastRow = Math.min(Number(formulas[1]), area.row + area.rows - 1);
      const first = Math.max(Number(formulas[2]), area.column);
      const last = Math.min(Number(formulas[3]), area.column + area.columns - 1);
      if (first > last) continue;
      for (let row = Math.max(Number(formulas[0]), area.row); row <= lastRow; row += 1) {
        places.push([row, first]);
        places.push([row, last]);
      }
    }
    return places;
  };
}

/** What the workbook counts its days from, given as 18991230; 0 for a day that no format of workbooks has. */
export function epochOfDay(day: number): Epoch | 0 {
  if (day === 18991230) return 1900;
  return day === 19040101 ? 1904 : 0;
}
