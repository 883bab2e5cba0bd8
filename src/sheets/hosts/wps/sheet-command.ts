import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { addressOf } from '../shared/column-address.js';
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
import { epochOf, readWpsSheet, workbookOf, wpsRangeCells } from './read-range.js';
import type { WpsApplication, WpsSheet, WpsSheets } from './wps-host.js';

function sheetNamed(sheets: WpsSheets, name: string): WpsSheet | null {
  for (let index = 1; index <= sheets.Count; index += 1)
    if (sheets.Item(index).Name === name) return sheets.Item(index);
  return null;
}

function sheetNames(sheets: WpsSheets): string[] {
  const names: string[] = [];
  for (let index = 1; index <= sheets.Count; index += 1) names.push(sheets.Item(index).Name);
  return names;
}

function firstCell(cells: SheetCell[][]): SheetCell {
  const [row] = cells;
  return row === undefined || row.length === 0 ? null : (row[0] as SheetCell);
}

function namedDay(application: WpsApplication): SheetCell {
  const names = workbookOf(application).Names;
  if (names === undefined || names === null) return null;
  for (let index = 1; index <= names.Count; index += 1) {
    const name = names.Item(index).Name;
    // A name of one sheet only stands behind that of the sheet.
    if (name.substring(name.lastIndexOf('!') + 1) === DAY_NAME)
      return firstCell(wpsRangeCells(names.Item(index).RefersToRange, epochOf(application)));
  }
  return null;
}

/** The day of assessment: from the cell of that name, or from cell A1 of the sheet of that name. */
function dayIn(application: WpsApplication): SheetCell {
  let day: SheetCell = null;
  try {
    day = namedDay(application);
  } catch {
    // A program without names, or a name that stands for no cell.
  }
  if (day !== null) return day;
  const sheet = sheetNamed(workbookOf(application).Sheets, DAY_NAME);
  return sheet === null ? null : firstCell(wpsRangeCells(sheet.Range('A1'), epochOf(application)));
}

function writeTexts(sheet: WpsSheet, row: number, column: number, cells: string[][]): void {
  const range = sheet.Range(addressOf(row, column, cells.length, (cells[0] as string[]).length));
  // As text: no day, no long number and no formula is made of it.
  range.NumberFormat = '@';
  range.Value2 = cells;
}

function carryOut(sheet: WpsSheet, plan: SheetPlan): void {
  for (let index = 0; index < plan.clear.length; index += 1) {
    const area = plan.clear[index];
    if (area !== undefined)
      sheet.Range(addressOf(area.row, area.column, area.rows, area.columns)).ClearContents();
  }
  if (plan.write !== null) writeTexts(sheet, plan.write.row, plan.write.column, plan.write.cells);
}

/** Writes the notes to a sheet of their own. Returns what the dialog has to say besides, '' for nothing. */
function writeNotes(application: WpsApplication, notes: string[]): string {
  const sheets = workbookOf(application).Sheets;
  const active = application.ActiveSheet;
  let sheet = sheetNamed(sheets, NOTES_SHEET);
  if (sheet === null) {
    sheet = sheets.Add(undefined, sheets.Item(sheets.Count));
    sheet.Name = NOTES_SHEET;
    if (active !== undefined && active !== null) active.Activate();
  } else {
    const title = firstCell(wpsRangeCells(sheet.Range('A1'), 1900));
    if (title !== NOTES_TITLE) return `\n已有别的“${NOTES_SHEET}”表，没有写进去：\n${notes.join('\n')}`;
  }
  sheet.UsedRange.ClearContents();
  const cells: string[][] = [[NOTES_TITLE]];
  for (let index = 0; index < notes.length; index += 1) cells.push([notes[index] as string]);
  writeTexts(sheet, 0, 0, cells);
  return '';
}

/**
 * Decides the households of the active sheet, writes the results beside them, and the notes to a sheet of their own.
 * Never throws.
 * @param given the day of assessment where the caller has it; null: it is read from the workbook.
 * @returns what a dialog says.
 */
export function decideActiveSheet(
  application: WpsApplication,
  bundle: DixianBundle,
  given: SheetCell,
): string {
  let sheet: WpsSheet | null | undefined;
  let plan: SheetPlan;
  try {
    sheet = application.ActiveSheet;
    if (sheet === undefined || sheet === null)
      return '没有判定：没有打开的工作表。请打开名单，切换到农户名单所在的工作表，再运行一次。';
    if (sheet.ProtectContents === true)
      return '没有判定：这张工作表设了保护，写不进结果。请先撤消工作表保护，再运行一次。';
    const reading = readWpsSheet(sheet, epochOf(application), sheetNames(workbookOf(application).Sheets));
    plan =
      typeof reading === 'string'
        ? refusedPlan([], [reading])
        : given === null
          ? planSheet(bundle, reading, dayIn(application), DAY_SHEET_HINT)
          : planSheet(bundle, reading, given, GIVEN_DAY_HINT);
  } catch {
    return '没有判定：读不了这张工作表。请切换到农户名单所在的普通工作表，再运行一次。';
  }
  try {
    carryOut(sheet, plan);
  } catch {
    return '没有写完：写不进这张工作表。请检查保护、共享和权限，再运行一次；写了一半的结果不能用。';
  }
  try {
    return plan.summary + writeNotes(application, plan.notes);
  } catch {
    return plan.summary + unwrittenNotes(plan.notes);
  }
}
