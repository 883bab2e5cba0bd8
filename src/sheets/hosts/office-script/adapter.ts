import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { readCellFormat } from '../shared/cell-format.js';
import {
  DAY_NAME,
  DAY_SHEET_HINT,
  NOTES_SHEET,
  NOTES_TITLE,
  planSheet,
  refusedPlan,
  type SheetPlan,
} from '../shared/sheet-plan.js';
import { officeCell, readOfficeSheet, rowsOfCall } from './read-sheet.js';

declare const Dixian: DixianBundle;

/** A call takes five million bytes at most; a Chinese character is three of them. */
const CHARACTERS_A_CALL = 400000;

function firstCellOf(range: ExcelScript.Range): SheetCell {
  const value = (range.getValues()[0] as (string | number | boolean)[])[0];
  const code = (range.getNumberFormats()[0] as string[])[0] as string;
  return officeCell(value, readCellFormat(code), 1900);
}

/** The day of assessment: from the cell of that name, or from cell A1 of the sheet of that name. */
function dayIn(workbook: ExcelScript.Workbook): SheetCell {
  const named = workbook.getNamedItem(DAY_NAME);
  if (named !== undefined && named !== null) return firstCellOf(named.getRange());
  const sheet = workbook.getWorksheet(DAY_NAME);
  return sheet === undefined || sheet === null ? null : firstCellOf(sheet.getRangeByIndexes(0, 0, 1, 1));
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
  } else if (firstCellOf(sheet.getRangeByIndexes(0, 0, 1, 1)) !== NOTES_TITLE) {
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
  const sheet = workbook.getActiveWorksheet();
  if (sheet.getProtection().getProtected())
    return '没有判定：这张工作表设了保护，写不进结果。请先撤消工作表保护，再运行一次。';
  const reading = readOfficeSheet(sheet, sheetNames(workbook));
  const plan =
    typeof reading === 'string'
      ? refusedPlan([], [reading])
      : planSheet(Dixian, reading, given === null ? dayIn(workbook) : given, DAY_SHEET_HINT);
  carryOut(sheet, plan);
  return plan.summary + writeNotes(workbook, plan.notes);
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
