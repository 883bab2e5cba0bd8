import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { readCellFormat, type SheetCellFormat } from '../shared/cell-format.js';
import {
  DAY_NAME,
  DAY_SHEET_HINT,
  GIVEN_DAY_HINT,
  NOTES_SHEET,
  NOTES_TITLE,
  planSheet,
  refusedPlan,
  type SheetPlan,
  unwrittenNotes,
} from '../shared/sheet-plan.js';
import { rowsOfCall } from './office-cells.js';
import { officeCell, readOfficeSheet } from './read-sheet.js';
import { epochShown, isDayFormat } from './shown-epoch.js';

declare const Dixian: DixianBundle;

/** Said besides of a number in the cell of the day where nothing shows from when days are counted. */
const UNTOLD_DAY_HINT =
  '已经写了的，看不出从 1900 年还是 1904 年算起：请把那一格的格式设为 yyyy-mm-dd，把列拉宽到日期显示得全。';

/** A call takes five million bytes at most; a Chinese character is three of them. */
const CHARACTERS_A_CALL = 400000;

/** A cell with what it shows. */
interface DayCell {
  value: string | number | boolean;
  format: SheetCellFormat;
  text: string;
}

function cellOf(range: ExcelScript.Range): DayCell {
  const value = (range.getValues()[0] as (string | number | boolean)[])[0] as string | number | boolean;
  const code = (range.getNumberFormats()[0] as string[])[0] as string;
  const text = (range.getTexts()[0] as string[])[0] as string;
  return { value, format: readCellFormat(code), text };
}

/** The cell of a name; null where the name stands for no cell. */
function namedCell(workbook: ExcelScript.Workbook): DayCell | null {
  const named = workbook.getNamedItem(DAY_NAME);
  if (named === undefined || named === null) return null;
  try {
    return cellOf(named.getRange());
  } catch {
    return null;
  }
}

/** The day of assessment: from the cell of that name, or from cell A1 of the sheet of that name. */
function dayIn(workbook: ExcelScript.Workbook): DayCell | null {
  const named = namedCell(workbook);
  if (named !== null) return named;
  const sheet = workbook.getWorksheet(DAY_NAME);
  return sheet === undefined || sheet === null ? null : cellOf(sheet.getRangeByIndexes(0, 0, 1, 1));
}

/** Decides with the cell of the day, which may be the only one that shows from when days are counted. */
function planWithDayCell(sheet: ExcelScript.Worksheet, sheets: string[], day: DayCell | null): SheetPlan {
  const shown = day === null || !isDayFormat(day.format) ? 0 : epochShown(day.value, day.text);
  const reading = readOfficeSheet(sheet, sheets, shown);
  if (typeof reading === 'string') return refusedPlan([], [reading]);
  const cell = day === null ? null : officeCell(day.value, day.format, reading.epoch);
  const hint = reading.epoch === 0 && day !== null && typeof day.value === 'number' ? UNTOLD_DAY_HINT : '';
  return planSheet(Dixian, reading, cell, DAY_SHEET_HINT + hint);
}

function planWithGivenDay(sheet: ExcelScript.Worksheet, sheets: string[], given: SheetCell): SheetPlan {
  const reading = readOfficeSheet(sheet, sheets, 0);
  return typeof reading === 'string'
    ? refusedPlan([], [reading])
    : planSheet(Dixian, reading, given, GIVEN_DAY_HINT);
}

function lengthOf(cells: string[]): number {
  let length = 0;
  for (let column = 0; column < cells.length; column += 1) length += (cells[column] as string).length;
  return length;
}

function writeTexts(sheet: ExcelScript.Worksheet, row: number, column: number, cells: string[][]): void {
  const columns = (cells[0] as string[]).length;
  // As text: no day, no long number and no formula is made of it.
  sheet.getRangeByIndexes(row, column, cells.length, columns).setNumberFormat('@');
  const most = rowsOfCall(columns);
  let first = 0;
  while (first < cells.length) {
    let last = first + 1;
    let characters = lengthOf(cells[first] as string[]);
    while (last < cells.length && last - first < most) {
      characters += lengthOf(cells[last] as string[]);
      if (characters > CHARACTERS_A_CALL) break;
      last += 1;
    }
    sheet.getRangeByIndexes(row + first, column, last - first, columns).setValues(cells.slice(first, last));
    first = last;
  }
}

function carryOut(sheet: ExcelScript.Worksheet, plan: SheetPlan): void {
  for (let index = 0; index < plan.clear.length; index += 1) {
    const area = plan.clear[index];
    if (area !== undefined)
      sheet
        .getRangeByIndexes(area.row, area.column, area.rows, area.columns)
        .clear(ExcelScript.ClearApplyTo.contents);
  }
  if (plan.write !== null) writeTexts(sheet, plan.write.row, plan.write.column, plan.write.cells);
}

/** Writes the notes to a sheet of their own. Returns what is to be said besides, '' for nothing. */
function writeNotes(workbook: ExcelScript.Workbook, notes: string[]): string {
  const active = workbook.getActiveWorksheet();
  let sheet = workbook.getWorksheet(NOTES_SHEET);
  if (sheet === undefined || sheet === null) {
    sheet = workbook.addWorksheet(NOTES_SHEET);
    active.activate();
  } else if (cellOf(sheet.getRangeByIndexes(0, 0, 1, 1)).value !== NOTES_TITLE) {
    return `\n已有别的“${NOTES_SHEET}”表，没有写进去：\n${notes.join('\n')}`;
  }
  const used = sheet.getUsedRange();
  if (used !== undefined && used !== null) used.clear(ExcelScript.ClearApplyTo.contents);
  const cells: string[][] = [[NOTES_TITLE]];
  for (let index = 0; index < notes.length; index += 1) cells.push([notes[index] as string]);
  writeTexts(sheet, 0, 0, cells);
  return '';
}

function sheetNames(workbook: ExcelScript.Workbook): string[] {
  const sheets = workbook.getWorksheets();
  const names: string[] = [];
  for (let index = 0; index < sheets.length; index += 1)
    names.push((sheets[index] as ExcelScript.Worksheet).getName());
  return names;
}

function decideWorkbook(workbook: ExcelScript.Workbook, given: SheetCell): string {
  let sheet: ExcelScript.Worksheet;
  let plan: SheetPlan;
  try {
    sheet = workbook.getActiveWorksheet();
    if (sheet.getProtection().getProtected())
      return '没有判定：这张工作表设了保护，写不进结果。请先撤消工作表保护，再运行一次。';
    const sheets = sheetNames(workbook);
    plan =
      given === null
        ? planWithDayCell(sheet, sheets, dayIn(workbook))
        : planWithGivenDay(sheet, sheets, given);
  } catch {
    return '没有判定：读不了这张工作表。请切换到农户名单所在的普通工作表，再运行一次。';
  }
  try {
    carryOut(sheet, plan);
  } catch {
    return '没有写完：写不进这张工作表。请检查保护、共享和权限，再运行一次；写了一半的结果不能用。';
  }
  try {
    return plan.summary + writeNotes(workbook, plan.notes);
  } catch {
    return plan.summary + unwrittenNotes(plan.notes);
  }
}

/**
 * 判定当前工作表的全部农户，结果写在表的右边，提示写在“研判提示”表。
 * @param day 研判日期，如 2024-11-01；不写就用名为“研判日期”的格子。
 */
export function main(workbook: ExcelScript.Workbook, day?: string): string {
  const text = decideWorkbook(workbook, day === undefined || day === '' ? null : day);
  console.log(text);
  return text;
}
