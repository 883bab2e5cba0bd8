import { assessmentDay, DAY_HINT } from '../shared/assessment-day.js';
import type { BundleTable, DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { numberInFormat, readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import { rowText } from '../shared/row-text.js';
import { ruleCheckText, ruleFailures, versionText } from '../shared/rule-check.js';
import type { Epoch } from '../shared/serial-days.js';
import { planSheet, refusedPlan, resultCells, type SheetPlan } from '../shared/sheet-plan.js';

declare const Dixian: DixianBundle;

/** A value as Basic hands it over: of the script's own kinds, or an object of Java. */
type CalcValue = string | number | boolean | object | null | undefined;
/** Rows of values; a list of Java has a length and places, and no methods. */
interface CalcList<Item> {
  readonly length: number;
  readonly [index: number]: Item;
}
type CalcRows = CalcList<CalcList<CalcValue>>;
type JavaClass = new () => { doubleValue(): number; booleanValue(): boolean };
declare const java: {
  readonly lang: { readonly Number: JavaClass; readonly Boolean: JavaClass; readonly String: JavaClass };
};

// Looked up once: it is asked of every cell.
const JavaText = java.lang.String;
const JavaNumber = java.lang.Number;
const JavaTruth = java.lang.Boolean;

/** Between the cells of a row, between rows, and between the parts of an answer or a question. */
const CELL_END = String.fromCharCode(31);
const ROW_END = String.fromCharCode(30);
const PART_END = String.fromCharCode(29);
/** What in a whole sheet is handed over as nothing: a failed formula. Blanks are empty texts there. */
const FAILED_FORMULA = '#N/A';
const DAY_CELL_HINT = '请写研判日期：在“判定”表的“研判日期”一格写 2024-11-01，再按一次“判定”。';
const EPOCH_HINT = '没有判定：这个文件的日期起点不常见。请在 LibreOffice 的选项里把日期起点改为 1899-12-30。';

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

function calcCells(rows: CalcRows, nothing: SheetCell): SheetCell[][] {
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

function numberIn(value: CalcValue): number {
  return Number(calcCell(value, 0));
}

/** The class of formats that Calc keeps for truths. */
const LOGICAL = 1024;

function hasTruths(kind: number): boolean {
  return Math.floor(kind / LOGICAL) % 2 === 1;
}

/** Lists of texts, as the module writes them. */
function textRows(text: string): string[][] {
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
function applyFormats(cells: SheetCell[][], areas: string[][], epoch: Epoch): void {
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
function shownDay(rows: CalcRows, areas: string[][], epoch: Epoch): SheetCell {
  const value = (calcCells(rows, null)[0] as SheetCell[])[0] as SheetCell;
  const [area] = areas;
  if (area === undefined || typeof value !== 'number') return value;
  return shownValue(value, hasTruths(Number(area[4])), readCellFormat(area[5] as string), epoch);
}

/** Both have first row, last row, first column, last column; the bundle counts rows from 1. */
function mergesOf(areas: string[][]): number[][] {
  const merges: number[][] = [];
  for (let at = 0; at < areas.length; at += 1) {
    const area = areas[at] as string[];
    merges.push([Number(area[0]) + 1, Number(area[1]) + 1, Number(area[2]), Number(area[3])]);
  }
  return merges;
}

/** What the workbook counts its days from, given as 18991230; 0 for a day that no format of workbooks has. */
function epochOfDay(day: number): Epoch | 0 {
  if (day === 18991230) return 1900;
  return day === 19040101 ? 1904 : 0;
}

/** Without the characters that stand between cells, rows and parts. */
function unmarked(text: string): string {
  if (text.indexOf(CELL_END) < 0 && text.indexOf(ROW_END) < 0 && text.indexOf(PART_END) < 0) return text;
  return text.split(CELL_END).join(' ').split(ROW_END).join(' ').split(PART_END).join(' ');
}

function joinedCells(cells: string[]): string {
  const text = cells.join('');
  if (unmarked(text) === text) return cells.join(CELL_END);
  const clean: string[] = [];
  for (let at = 0; at < cells.length; at += 1) clean[at] = unmarked(cells[at] as string);
  return clean.join(CELL_END);
}

/** A column is made no wider than for a text of this length. */
const LONG_TEXT = 30;

/** The longest text of each column, as far as it matters, so that the module can make columns wide enough. */
function longestTexts(cells: string[][]): string[] {
  const longest: string[] = [];
  const [header] = cells;
  for (let column = 0; header !== undefined && column < header.length; column += 1) {
    let longestHere = 0;
    for (let row = 1; row < cells.length && longestHere < LONG_TEXT; row += 1) {
      const length = ((cells[row] as string[])[column] as string).length;
      if (length > longestHere) longestHere = length;
    }
    longest.push(String(longestHere));
  }
  return longest;
}

/** Parts: notes; what is cleared; where is written; the longest text of each column; the rows. */
function planText(plan: SheetPlan): string {
  const notes: string[] = [];
  for (let at = 0; at < plan.notes.length; at += 1) notes.push(unmarked(plan.notes[at] as string));
  const cleared: string[] = [];
  for (let at = 0; at < plan.clear.length; at += 1) {
    const area = plan.clear[at] as SheetPlan['clear'][0];
    cleared.push([area.row, area.column, area.rows, area.columns].join(CELL_END));
  }
  const head = notes.join(ROW_END) + PART_END + cleared.join(ROW_END) + PART_END;
  const { write } = plan;
  if (write === null) return head + PART_END + PART_END;
  const lines: string[] = [];
  for (let row = 0; row < write.cells.length; row += 1)
    lines[row] = joinedCells(write.cells[row] as string[]);
  const place = [write.row, write.column].join(CELL_END);
  const widths = longestTexts(write.cells).join(CELL_END);
  return head + place + PART_END + widths + PART_END + lines.join(ROW_END);
}

/**
 * Decides the households of a sheet.
 * @param rows its values from A1 on: numbers and texts, '' for a blank, nothing for a failed formula.
 * @param formats as a text of rows and cells, see `applyFormats`; so `merges`, see `mergesOf`, both from 0.
 * @param day the cell with the day of assessment, and `dayFormats` those of its formats.
 * @param epochDay what the workbook counts its days from, 18991230.
 * @param columns how many columns a sheet has.
 * @param name the name of the sheet, and `sheets` those of all sheets, as a list of texts.
 * @returns see `planText`.
 */
export function decideSheet(
  rows: CalcRows,
  formats: CalcValue,
  merges: CalcValue,
  day: CalcRows,
  dayFormats: CalcValue,
  epochDay: CalcValue,
  columns: CalcValue,
  name: CalcValue,
  sheets: CalcValue,
): string {
  const epoch = epochOfDay(numberIn(epochDay));
  if (epoch === 0) return planText(refusedPlan([], [EPOCH_HINT]));
  const cells = calcCells(rows, FAILED_FORMULA);
  applyFormats(cells, textRows(String(formats)), epoch);
  const plan = planSheet(
    Dixian,
    {
      name: String(name),
      sheets: String(sheets).split(ROW_END),
      cells,
      epoch,
      merges: mergesOf(textRows(String(merges))),
      notes: [],
    },
    shownDay(day, textRows(String(dayFormats)), epoch),
    DAY_CELL_HINT,
  );
  const width = plan.write === null ? 0 : plan.write.column + (plan.write.cells[0] as string[]).length;
  return planText(
    width <= numberIn(columns)
      ? plan
      : refusedPlan(plan.clear, ['右边放不下研判结果。请删除右边用不到的列。']),
  );
}

/** The argument of a cell function as rows: a range is a list of lists, a single cell a value. */
function argumentCells(given: CalcValue | CalcRows): SheetCell[][] {
  const isValue =
    given === null || typeof given !== 'object' || given instanceof JavaText || !isListOf(given);
  return isValue ? [[calcCell(given, null)]] : calcCells(given as CalcRows, null);
}

function isListOf(given: object): boolean {
  return typeof (given as { length?: number }).length === 'number';
}

/** What is decided of one household, for a cell; nothing in an argument is a blank, and never a zero. */
export function explainHousehold(
  row: CalcValue | CalcRows,
  header: CalcValue | CalcRows,
  day: CalcValue | CalcRows,
  epochDay: CalcValue,
): string {
  const epoch = epochOfDay(numberIn(epochDay));
  if (epoch === 0) return EPOCH_HINT;
  const [on] = argumentCells(day);
  return rowText(
    Dixian,
    argumentCells(row),
    argumentCells(header),
    (on as SheetCell[])[0] as SheetCell,
    epoch,
    '',
  );
}

/**
 * The results for an array formula over a table: as many rows as the table has, those above the header blank. A single
 * text where nothing was decided. What people have to be told stands in place of the first title.
 */
export function decideTable(given: CalcRows, day: CalcValue | CalcRows, epochDay: CalcValue): string {
  const epoch = epochOfDay(numberIn(epochDay));
  if (epoch === 0) return EPOCH_HINT;
  const failures = ruleFailures(Dixian);
  if (failures.length > 0) return failures.join('\n');
  const [dayCells] = argumentCells(day);
  const on = assessmentDay((dayCells as SheetCell[])[0] as SheetCell, epoch);
  if (on === 0) return `没有判定：${DAY_HINT}`;
  const grid = argumentCells(given);
  const options = { on, serialDays: epoch === 1900, merges: [], name: '' };
  const table: BundleTable = Dixian.decideTable(grid, options);
  if (table.rows.length === 0 || table.headerRow < 1) return table.messages.join('\n');
  const cells = resultCells(table);
  const lines: string[] = [];
  const blanks: string[] = [];
  for (let column = 0; column < table.header.length; column += 1) blanks.push('');
  for (let row = 1; row < table.headerRow; row += 1) lines.push(joinedCells(blanks));
  if (table.messages.length > 0)
    (cells[0] as string[])[0] =
      `${(cells[0] as string[])[0]}（有 ${table.messages.length} 条提示，请用“判定”按钮查看）`;
  for (let row = 0; row < cells.length; row += 1) lines.push(joinedCells(cells[row] as string[]));
  return lines.join(ROW_END);
}

/** The result of the self-test. */
export function checkText(): string {
  return ruleCheckText(Dixian);
}

/** Which rules are in the workbook. */
export function versions(): string {
  return versionText(Dixian);
}
