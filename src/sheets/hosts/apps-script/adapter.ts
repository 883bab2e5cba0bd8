import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { rowText } from '../shared/row-text.js';
import { ruleCheckText, versionText } from '../shared/rule-check.js';
import {
  DAY_NAME,
  DAY_SHEET_HINT,
  NOTES_SHEET,
  NOTES_TITLE,
  planSheet,
  refusedPlan,
  type SheetPlan,
  unwrittenNotes,
} from '../shared/sheet-plan.js';
import type {
  GoogleApps,
  GoogleRange,
  GoogleSheet,
  GoogleSpreadsheet,
  GoogleUtilities,
  GoogleValue,
} from './google-host.js';
import {
  type GoogleClock,
  googleCell,
  googleCells,
  googleRangeCells,
  readGoogleSheet,
} from './read-sheet.js';

declare const Dixian: DixianBundle;
declare const SpreadsheetApp: GoogleApps;
declare const Utilities: GoogleUtilities;

function clockOf(spreadsheet: GoogleSpreadsheet): GoogleClock {
  return { utilities: Utilities, timeZone: spreadsheet.getSpreadsheetTimeZone() };
}

function firstCellOf(range: GoogleRange, clock: GoogleClock): SheetCell {
  const [row] = googleRangeCells(range, clock);
  return row === undefined || row[0] === undefined ? null : row[0];
}

/** The day of assessment: from the cell of that name, or from cell A1 of the sheet of that name. */
function dayIn(spreadsheet: GoogleSpreadsheet): SheetCell {
  const clock = clockOf(spreadsheet);
  const named = spreadsheet.getRangeByName(DAY_NAME);
  if (named !== null) return firstCellOf(named, clock);
  const sheet = spreadsheet.getSheetByName(DAY_NAME);
  return sheet === null ? null : firstCellOf(sheet.getRange(1, 1, 1, 1), clock);
}

function writeTexts(sheet: GoogleSheet, row: number, column: number, cells: string[][]): void {
  const columns = (cells[0] as string[]).length;
  const missingColumns = column + columns - sheet.getMaxColumns();
  if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missingColumns);
  const missingRows = row + cells.length - sheet.getMaxRows();
  if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missingRows);
  // As text: no day, no long number and no formula is made of it.
  sheet
    .getRange(row + 1, column + 1, cells.length, columns)
    .setNumberFormat('@')
    .setValues(cells);
}

function carryOut(sheet: GoogleSheet, plan: SheetPlan): void {
  for (let index = 0; index < plan.clear.length; index += 1) {
    const area = plan.clear[index];
    if (area !== undefined)
      sheet.getRange(area.row + 1, area.column + 1, area.rows, area.columns).clearContent();
  }
  if (plan.write !== null) writeTexts(sheet, plan.write.row, plan.write.column, plan.write.cells);
}

/** Writes the notes to a sheet of their own. Returns what the dialog has to say besides, '' for nothing. */
function writeNotes(spreadsheet: GoogleSpreadsheet, notes: string[]): string {
  const active = spreadsheet.getActiveSheet();
  let sheet = spreadsheet.getSheetByName(NOTES_SHEET);
  if (sheet === null) {
    sheet = spreadsheet.insertSheet(NOTES_SHEET);
    spreadsheet.setActiveSheet(active);
  } else if (firstCellOf(sheet.getRange(1, 1, 1, 1), clockOf(spreadsheet)) !== NOTES_TITLE) {
    return `\n已有别的“${NOTES_SHEET}”表，没有写进去：\n${notes.join('\n')}`;
  }
  sheet.getRange(1, 1, sheet.getMaxRows(), sheet.getMaxColumns()).clearContent();
  const cells: string[][] = [[NOTES_TITLE]];
  for (let index = 0; index < notes.length; index += 1) cells.push([notes[index] as string]);
  writeTexts(sheet, 0, 0, cells);
  return '';
}

function sheetNames(spreadsheet: GoogleSpreadsheet): string[] {
  const sheets = spreadsheet.getSheets();
  const names: string[] = [];
  for (let index = 0; index < sheets.length; index += 1) names.push((sheets[index] as GoogleSheet).getName());
  return names;
}

function decidedText(): string {
  let spreadsheet: GoogleSpreadsheet;
  let sheet: GoogleSheet;
  let plan: SheetPlan;
  try {
    spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    sheet = spreadsheet.getActiveSheet();
    const reading = readGoogleSheet(sheet, clockOf(spreadsheet), sheetNames(spreadsheet));
    plan =
      typeof reading === 'string'
        ? refusedPlan([], [reading])
        : planSheet(Dixian, reading, dayIn(spreadsheet), DAY_SHEET_HINT);
  } catch {
    return '没有判定：读不了这张工作表。请切换到农户名单所在的工作表，再运行一次。';
  }
  try {
    carryOut(sheet, plan);
  } catch {
    return '没有写完：写不进这张工作表。请检查保护和权限，再运行一次；写了一半的结果不能用。';
  }
  try {
    return plan.summary + writeNotes(spreadsheet, plan.notes);
  } catch {
    return plan.summary + unwrittenNotes(plan.notes);
  }
}

/** Decides the households of the active sheet; says in a dialog what was done. */
export function decideSheet(): void {
  SpreadsheetApp.getUi().alert(decidedText());
}

export function showCheck(): void {
  SpreadsheetApp.getUi().alert(`${ruleCheckText(Dixian)}\n${versionText(Dixian)}`);
}

/** One household, for a cell. A cell by itself comes as its value, a range as rows. */
export function explainHousehold(row: GoogleValue[][], header: GoogleValue[][], day: GoogleValue): string {
  const clock = clockOf(SpreadsheetApp.getActiveSpreadsheet());
  if (typeof row !== 'object' || typeof header !== 'object') return rowText(Dixian, [], [], null, 1900, '');
  return rowText(
    Dixian,
    googleCells(row, clock),
    googleCells(header, clock),
    dayArgument(day, clock),
    1900,
    '',
  );
}

function dayArgument(day: GoogleValue, clock: GoogleClock): SheetCell {
  // Of a day that is given as such the whole is meant, also of the first of a month.
  return googleCell(day, { kind: 'day', prefix: '', suffix: '', digits: 0 }, clock);
}

export function checkText(): string {
  return ruleCheckText(Dixian);
}

export function versions(): string {
  return versionText(Dixian);
}

/** The menu of the spreadsheet. */
export function addMenu(): void {
  SpreadsheetApp.getUi()
    .createMenu('底线')
    .addItem('整表判定', '整表判定')
    .addItem('规则自检', '检查规则')
    .addToUi();
}
