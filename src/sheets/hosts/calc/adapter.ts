import { assessmentDay, DAY_HINT } from '../shared/assessment-day.js';
import type { BundleTable, DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { rowText } from '../shared/row-text.js';
import { ruleCheckText, ruleFailures, versionText } from '../shared/rule-check.js';
import { planSheet, refusedPlan, resultCells, type SheetPlan } from '../shared/sheet-plan.js';
import {
  applyFormats,
  type CalcRows,
  type CalcValue,
  CELL_END,
  calcCell,
  calcCells,
  epochOfDay,
  FAILED_FORMULA,
  formulasOf,
  JavaText,
  mergesOf,
  numberIn,
  PART_END,
  ROW_END,
  shownDay,
  textRows,
} from './read-values.js';

declare const Dixian: DixianBundle;

const DAY_CELL_HINT = '请写研判日期：在“判定”表的“研判日期”一格写 2024-11-01，再按一次“判定”。';
const EPOCH_HINT = '没有判定：这个文件的日期起点不常见。请在 LibreOffice 的选项里把日期起点改为 1899-12-30。';

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
 * @param formulas where formulas stand, as such a text too.
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
  formulas: CalcValue,
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
      formulasIn: formulasOf(textRows(String(formulas))),
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
