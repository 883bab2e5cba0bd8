import { assessmentDay, dayInWords } from './assessment-day.js';
import type { BundleTable, DixianBundle, SheetCell } from './bundle-api.js';
import { type FormulaFinder, foreignPlaces, foreignRefusal } from './foreign-cells.js';
import {
  isFree,
  OWN_PREFIX,
  ownColumns,
  type Rectangle,
  resultColumn,
  usedPart,
  usedSize,
  withoutOwn,
} from './result-columns.js';
import { ruleFailures, versionText } from './rule-check.js';
import type { Epoch } from './serial-days.js';

/** The sheet that what was found is written to, and the first cell of it, by which it is known as ours. */
export const NOTES_SHEET = '研判提示';
export const NOTES_TITLE = '底线：研判提示';
/** The name of the cell that holds the day of assessment; also the words that stand to the left of it. */
export const DAY_NAME = '研判日期';

/** Said where no day of assessment is found, in hosts that look for it in a sheet of that name. */
export const DAY_SHEET_HINT = `请写研判日期：新建一张名为“${DAY_NAME}”的表，在 A1 格写 2024-11-01（已有这张表，就改 A1 格），再运行一次。`;

/** Said of a day that the caller of a script gives, and that is none. */
export const GIVEN_DAY_HINT = `传来的“${DAY_NAME}”不是日期，请写成 2024-11-01。`;

/** The result column for cells that could not be read. */
const UNREAD_TITLE = '读不出的内容';
/** What the first result of a row says that could not be decided begins so. */
const UNREAD_ROW = '读不出';

/** More is refused before it is read. */
const MOST_COLUMNS = 10000;
const MOST_CELLS = 5000000;
/** What spreadsheets have at most. */
const LAST_COLUMN = 16384;

/** A sheet as it was read, from A1 on. */
export interface SheetReading {
  name: string;
  /** The names of all sheets of the workbook. */
  sheets: string[];
  cells: SheetCell[][];
  /** 0 where the program does not tell: no number is a day then. */
  epoch: Epoch | 0;
  /** First row, last row (from 1), first column, last column (from 0). */
  merges: number[][];
  /** What of the sheet could not be seen. */
  notes: string[];
  /** A program that cannot tell its formulas has none. */
  formulasIn?: FormulaFinder;
}

/** What is to be done in a sheet. */
export interface SheetPlan {
  /** What an earlier run has written. */
  clear: Rectangle[];
  /** Texts, all rows of one length; none where nothing was decided. */
  write: { row: number; column: number; cells: string[][] } | null;
  /** For the sheet of notes, a line each. */
  notes: string[];
  /** For a dialog. */
  summary: string;
}

/** Why a sheet of this size is not read; '' where it is. */
export function sizeRefusal(rows: number, columns: number): string {
  if (columns > MOST_COLUMNS)
    return `这张表用到了第 ${columns} 列，最多 ${MOST_COLUMNS} 列。请删除右边用不到的列。没有判定。`;
  if (rows * columns > MOST_CELLS)
    return `这张表有 ${rows} 行、${columns} 列，连同空白最多 500 万格。请分成几张表。没有判定。`;
  return '';
}

/** Nothing is decided: what an earlier run has written does not stay beside cells that may have changed. */
export function refusedPlan(clear: Rectangle[], reasons: string[]): SheetPlan {
  const cleared = clear.length === 0 ? [] : ['上一次的研判结果已经清除。'];
  const notes = ['没有判定。'].concat(reasons).concat(cleared);
  return { clear, write: null, notes, summary: notes.join('\n') };
}

/** What a dialog says besides where the sheet of notes cannot be made or written; the results stand all the same. */
export function unwrittenNotes(notes: string[]): string {
  return `\n写不进“${NOTES_SHEET}”表，请检查工作簿的保护和权限。提示如下：\n${notes.join('\n')}`;
}

/** How many households were decided, and how many rows could not be read. */
function countedText(rows: string[][]): string {
  let decided = 0;
  let unread = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row] as string[];
    if (cells[0] === '' && cells.join('') === '') continue;
    if ((cells[0] as string).substring(0, UNREAD_ROW.length) === UNREAD_ROW) unread += 1;
    else decided += 1;
  }
  return unread === 0 ? `判定了 ${decided} 户` : `判定了 ${decided} 户，另有 ${unread} 行读不出、没有判定`;
}

/** How many rows say that something in them could not be read. */
function countUnread(table: BundleTable): number {
  let count = 0;
  for (let column = 0; column < table.header.length; column += 1) {
    if (table.header[column] !== UNREAD_TITLE) continue;
    for (let row = 0; row < table.rows.length; row += 1)
      if ((table.rows[row] as string[])[column] !== '') count += 1;
  }
  return count;
}

function padded(cells: string[], length: number): string[] {
  if (cells.length === length) return cells;
  const row: string[] = [];
  for (let index = 0; index < length; index += 1)
    row[index] = index < cells.length ? (cells[index] as string) : '';
  return row;
}

function ownTitles(header: string[]): string[] {
  const titles: string[] = [];
  for (let index = 0; index < header.length; index += 1) titles.push(OWN_PREFIX + (header[index] as string));
  return titles;
}

/** The titles under which results stand in a sheet; a bundle tells them for an empty table too. */
function resultTitles(bundle: DixianBundle): string[] {
  try {
    return ownTitles(bundle.decideTable([], { on: 0, serialDays: true, merges: [], name: '' }).header);
  } catch {
    // Rules that break down are told of where they are asked to decide.
    return [];
  }
}

/** The results under their headers, by which they are known as ours. */
export function resultCells(table: BundleTable): string[][] {
  const header = ownTitles(table.header);
  const cells = [header];
  for (let row = 0; row < table.rows.length; row += 1)
    cells[row + 1] = padded(table.rows[row] as string[], header.length);
  return cells;
}

function numbered(messages: string[]): string[] {
  if (messages.length === 0) return ['没有提示。'];
  const lines: string[] = [];
  for (let index = 0; index < messages.length; index += 1)
    lines.push(`${index + 1}. ${messages[index] as string}`);
  return lines;
}

/** Tells of sheets that look like tables of members or lists: only the active sheet is read. */
function unreadSheets(bundle: DixianBundle, reading: SheetReading): string[] {
  const { lists } = bundle.versions();
  const found: string[] = [];
  for (let sheet = 0; lists !== undefined && sheet < reading.sheets.length; sheet += 1) {
    const name = reading.sheets[sheet] as string;
    let isList = false;
    for (let index = 0; index < lists.length; index += 1)
      if (name.indexOf(lists[index] as string) >= 0) isList = true;
    if (isList && name !== reading.name) found.push(`“${name}”`);
  }
  return found.length === 0
    ? []
    : [`本工作簿还有${found.join('')}表，没有读。要一起判定，请用命令行 dixian assess。`];
}

/** The first column from that of an area on from which so many columns have no formula, also none that shows nothing. */
function columnBehindFormulas(area: Rectangle, formulasIn: FormulaFinder | undefined): number {
  const { row, rows, columns } = area;
  let column = area.column;
  while (formulasIn !== undefined && column + columns <= LAST_COLUMN) {
    const formulas = formulasIn({ row, column, rows, columns });
    if (formulas.length === 0) break;
    for (let index = 0; index < formulas.length; index += 1)
      column = Math.max(column, ((formulas[index] as number[])[1] as number) + 1);
  }
  return column;
}

/**
 * Decides the households of a sheet and says what to clear and to write. Never throws: what goes wrong is refused in
 * words, and then nothing is written beside the households.
 * @param day the cell that holds the day of assessment; `dayHint` says where it is to be written.
 */
export function planSheet(
  bundle: DixianBundle,
  reading: SheetReading,
  day: SheetCell,
  dayHint: string,
): SheetPlan {
  const own = ownColumns(reading.cells, resultTitles(bundle));
  const foreign = foreignPlaces(reading.cells, own, reading.formulasIn);
  if (foreign.length > 0) return refusedPlan([], foreignRefusal(reading.cells, own, foreign));
  const cells = withoutOwn(reading.cells, own.from);
  const failures = ruleFailures(bundle);
  if (failures.length > 0) return refusedPlan(own.areas, failures);
  const on = assessmentDay(day, reading.epoch);
  if (on === 0) return refusedPlan(own.areas, [dayHint]);
  const size = usedSize(cells);
  if (size.rows === 0) return refusedPlan(own.areas, ['这张表里没有内容。请切换到农户名单所在的工作表。']);
  let table: BundleTable;
  try {
    const { merges, name } = reading;
    table = bundle.decideTable(usedPart(cells, size), {
      on,
      serialDays: reading.epoch === 1900,
      merges,
      name,
    });
  } catch {
    return refusedPlan(own.areas, ['规则程序出错，没有做完。请把这张表和“规则自检”的结果交给信息人员。']);
  }
  if (table.rows.length === 0 || table.headerRow < 1)
    return refusedPlan(own.areas, reading.notes.concat(table.messages));
  const result = resultCells(table);
  const row = table.headerRow - 1;
  const columns = table.header.length;
  let column = resultColumn(own.from);
  if (column < 0 || !isFree(cells, { row, column, rows: result.length, columns })) column = size.columns;
  column = columnBehindFormulas({ row, column, rows: result.length, columns }, reading.formulasIn);
  if (column + columns > LAST_COLUMN)
    return refusedPlan(own.areas, ['右边放不下研判结果。请删除右边用不到的列。']);
  const unread = countUnread(table);
  const unreadNotes =
    unread === 0 ? [] : [`有 ${unread} 行里有读不出的内容，写在“${OWN_PREFIX}${UNREAD_TITLE}”一列。`];
  const messages = unreadNotes.concat(reading.notes, unreadSheets(bundle, reading), table.messages);
  const decided = countedText(table.rows);
  return {
    clear: own.areas,
    write: { row, column, cells: result },
    notes: [
      `${DAY_NAME}：${dayInWords(on)}。${versionText(bundle)}`,
      `${decided}。结果只是建议，须经民主评议、审核和县级审定。`,
    ].concat(numbered(messages)),
    summary:
      messages.length === 0
        ? `${decided}，结果在表的右边。没有提示。`
        : `${decided}，结果在表的右边。有 ${messages.length} 条提示，见工作表“${NOTES_SHEET}”。`,
  };
}
