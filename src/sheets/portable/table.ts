import { type SheetCell, textOfCell } from './cells.js';
import { given } from './characters.js';
import { type ColumnNames, columnNamesOf } from './column-names.js';
import { findHeader, HEAD_ROWS, type SheetHeader } from './header.js';
import type { MergedArea } from './header-cells.js';
import type { SheetColumn } from './header-mapping.js';
import { placesOf } from './header-rows.js';
import { listOf } from './lists.js';
import type { BundledPolicy, PolicyData } from './policy-data.js';
import { openProgram, startTable } from './program.js';
import type { Program } from './program-form.js';
import { decidedCells, RESULT_TITLES, type ResultWords, resultWords, undecidedCells } from './results.js';
import { EMPTY_ROW, IS_HEADER } from './row-kinds.js';
import { namelessMessage, type RowReader, readRow, rowReader } from './rows.js';
import { KEY_SIGN, readSheetFacts, type SheetFact } from './sheet-facts.js';

import {
  addUnitsBelow,
  firstTold,
  lateUnitMessage,
  type PassedRows,
  passedMessages,
  unmatchedMessages,
  unseenUnitMessage,
  whyNotAsked,
  yearMessages,
} from './table-messages.js';

/** How a sheet is to be decided. Left out, days are counted from 1900 and no cells are merged. */
export interface DecideOptions {
  /** The day of assessment, yyyymmdd. */
  on: number;
  /** Whether a number of five digits in a column of days is a day as spreadsheets count them from 1900. */
  serialDays?: boolean;
  /** First and last row (from 1), first and last column (from 0), both included. */
  merges?: number[][];
  /** The name of the sheet: it may name a unit of money, or say that there are no households on it. */
  name?: string;
}

/** The decisions of a sheet: a row for every row below the header, of blank texts where that is no household. */
export interface DecidedTable {
  header: string[];
  rows: string[][];
  /** The last row of the header, as a person counts; 0 where none was found. */
  headerRow: number;
  /** What people have to be told, in Chinese. Without rows: why nothing was decided. */
  messages: string[];
}

/** A column of a sheet as `mapHeader` tells it; `fact` and `factTitle` are '' where it is not known. */
export interface MappedSheetColumn {
  column: number;
  title: string;
  fact: string;
  factTitle: string;
  /** What bare amounts are multiplied by, and whether 是 says that the fact is false. */
  multiplier: number;
  isReversed: boolean;
}

export interface MappedHeader {
  columns: MappedSheetColumn[];
  /** The titles of columns that are not known. */
  unmatched: string[];
  /** Why nothing would be decided: two columns for one fact, no header, an unclear unit. */
  conflicts: string[];
}

/** A policy made ready for sheets. */
export interface SheetEngine {
  data: PolicyData;
  program: Program;
  facts: SheetFact[];
  words: ResultWords;
  households: ColumnNames;
  withMembers: ColumnNames;
  /** What the self-test found, once it has run. */
  selfTest: string[] | null;
  /** The header and day for which the program is ready, as `explainRow` asks row after row; '' behind another table. */
  lastHeader: string;
  lastReader: RowReader | null;
}

/** More columns are the whole width of a sheet, not a table. */
const MOST_COLUMNS = 1000;

export function openSheetEngine(policy: BundledPolicy): SheetEngine {
  const data = policy.data;
  const facts = readSheetFacts(data.facts, data.codeLists, data.units);
  const fields = readSheetFacts(data.memberFields, data.codeLists, data.units);
  const program = openProgram(policy.program);
  return {
    data: data,
    program: program,
    facts: facts,
    words: resultWords(data, facts, program),
    households: columnNamesOf(facts, data.lists, []),
    withMembers: columnNamesOf(facts, data.lists, fields),
    selfTest: null,
    lastHeader: '',
    lastReader: null,
  };
}

/** The cells of a row as texts, without blanks behind the last that is filled. */
function textsOf(cells: SheetCell[] | undefined): string[] {
  const row = cells === undefined ? [] : cells;
  let width = row.length;
  while (width > 0 && textOfCell(row[width - 1]) === '') width -= 1;
  const texts = listOf<string>(width);
  for (let at = 0; at < width; at += 1) texts[at] = textOfCell(row[at]);
  return texts;
}

function mergedAreas(merges: number[][] | undefined): MergedArea[] {
  const areas: MergedArea[] = [];
  const all = merges === undefined ? [] : merges;
  for (let at = 0; at < all.length; at += 1) {
    const merge = all[at] as number[];
    areas.push({
      firstRow: Number(merge[0]),
      lastRow: Number(merge[1]),
      firstColumn: Number(merge[2]),
      lastColumn: Number(merge[3]),
    });
  }
  return areas;
}

function headerOf(engine: SheetEngine, grid: SheetCell[][], merges: MergedArea[], name: string): SheetHeader {
  const top: string[][] = [];
  let width = 0;
  for (let at = 0; at < grid.length && at < HEAD_ROWS; at += 1) {
    const texts = textsOf(grid[at]);
    width = Math.max(width, texts.length);
    top.push(texts);
  }
  if (width <= MOST_COLUMNS) return findHeader(top, merges, engine.withMembers, engine.households, name);
  const header = findHeader([], merges, engine.withMembers, engine.households, name);
  header.conflicts = [`表有 ${width} 列，最多读 ${MOST_COLUMNS} 列，没有判定。请删去多余的列。`];
  return header;
}

/** Makes ready for the rows of a sheet: the program, by the facts that they may give, and what reads them. */
function startRows(
  engine: SheetEngine,
  header: SheetHeader,
  merges: MergedArea[],
  options: DecideOptions,
): RowReader {
  const facts: string[] = [];
  for (let at = 0; at < header.columns.length; at += 1)
    facts.push((header.columns[at] as SheetColumn).known.fact.name);
  // Where an engine breaks off in between, the next row must begin anew.
  engine.lastHeader = '';
  startTable(engine.program, options.on, facts);
  return rowReader(header, merges, options.serialDays !== false);
}

/** Decides a sheet that was found fit; what `decideTable` does behind the self-test. */
export function decideGrid(engine: SheetEngine, grid: SheetCell[][], options: DecideOptions): DecidedTable {
  const made: DecidedTable = { header: RESULT_TITLES, rows: [], headerRow: 0, messages: [] };
  const name = given(options.name);
  const refusal = whyNotAsked(engine.data, options.on, name);
  if (refusal !== '') {
    made.messages.push(refusal);
    return made;
  }
  const merges = mergedAreas(options.merges);
  const header = headerOf(engine, grid, merges, name);
  made.headerRow = header.headerRow;
  made.messages = yearMessages(header, options.on).concat(header.messages);
  if (header.conflicts.length > 0) {
    made.messages = made.messages.concat(header.conflicts);
    return made;
  }
  made.messages = made.messages.concat(unmatchedMessages(header));
  const reader = startRows(engine, header, merges, options);
  const blank: string[] = [];
  while (blank.length < RESULT_TITLES.length) blank.push('');
  const passed: PassedRows = {};
  const whys: string[] = [];
  const rowOf: { [number: string]: number } = {};
  const told: string[] = [];
  const unitsBelow: string[] = [];
  let households = 0;
  let width = header.titles.length;
  const rows = listOf<string[]>(Math.max(grid.length - header.headerRow, 0));
  made.rows = rows;
  for (let at = header.headerRow; at < grid.length; at += 1) {
    const place = at + 1;
    const below = at - header.headerRow;
    const cells = textsOf(grid[at]);
    width = Math.max(width, cells.length);
    if (place < header.firstDataRow || cells.length === 0) {
      rows[below] = blank;
      continue;
    }
    const row = readRow(reader, cells, grid[at] as SheetCell[], place, `第 ${place} 行`);
    if (row.whyNot === EMPTY_ROW) rows[below] = blank;
    else if (row.isNone) {
      const key = KEY_SIGN + row.whyNot;
      if (passed[key] === undefined) {
        passed[key] = [];
        whys.push(row.whyNot);
      }
      (passed[key] as number[]).push(place);
      if (row.whyNot !== IS_HEADER) addUnitsBelow(unitsBelow, cells);
      rows[below] = blank;
    } else if (row.whyNot !== '') {
      const why = `第 ${place} 行读不出来（${row.whyNot}），没有判定。请修好再判。`;
      households += 1;
      told.push(why);
      rows[below] = undecidedCells(engine.words, options.on, why);
    } else {
      households += 1;
      const other = row.number === '' ? undefined : rowOf[KEY_SIGN + row.number];
      if (other !== undefined) {
        const why = `第 ${place} 行的户编号与第 ${other} 行相同，两行都已判定，请核对。`;
        row.issues.push(why);
        told.push(why);
      } else if (row.number !== '') rowOf[KEY_SIGN + row.number] = place;
      rows[below] = decidedCells(engine.words, engine.program, row, options.on);
    }
  }
  made.messages = made.messages.concat(passedMessages(passed, whys)).concat(firstTold(told));
  const nameless = namelessMessage(reader, width);
  if (nameless !== '') made.messages.push(nameless);
  if (households === 0) made.messages.push('表头下面没有一户。请看是不是填在了别的表里。');
  const late = lateUnitMessage(header, unitsBelow);
  if (late !== '') {
    made.rows = [];
    made.messages.push(late);
  }
  return made;
}

/** What the columns of a header give, in their order: of one row of names, or of the rows of a header. */
export function mapHeaderOf(engine: SheetEngine, rows: SheetCell[][], merges: MergedArea[]): MappedHeader {
  const header = headerOf(engine, rows, merges, '');
  const made: MappedHeader = { columns: [], unmatched: [], conflicts: header.conflicts };
  const known = placesOf(header.columns);
  const unmatched: { [place: number]: boolean } = {};
  for (let at = 0; at < header.unmatched.length; at += 1)
    unmatched[(header.unmatched[at] as SheetHeader['unmatched'][0]).index] = true;
  for (let at = 0; at < header.titles.length; at += 1) {
    const column = known[at];
    const title = header.titles[at] as string;
    if (column === undefined && unmatched[at] !== true) continue;
    if (column === undefined) made.unmatched.push(title);
    made.columns.push({
      column: at,
      title: title,
      fact: column === undefined ? '' : column.known.target,
      factTitle: column === undefined ? '' : column.known.fact.title,
      multiplier: column !== undefined && column.shift === 4 ? 10000 : 1,
      isReversed: column === undefined ? false : column.isReversed,
    });
  }
  return made;
}

/** The text of one row under its header: each result with its name, a line each; or why nothing was decided. */
export function explainOneRow(
  engine: SheetEngine,
  row: SheetCell[],
  headerRows: SheetCell[][],
  options: DecideOptions,
): string {
  const sheet = given(options.name);
  const refusal = whyNotAsked(engine.data, options.on, sheet);
  if (refusal !== '') return refusal;
  const names: string[] = [sheet];
  for (let at = 0; at < headerRows.length; at += 1) names.push(textsOf(headerRows[at]).join('\u0001'));
  const key = `${names.join('\u0002')}\n${options.serialDays === false ? '1904' : '1900'}\n${options.on}`;
  let reader = engine.lastReader;
  if (reader === null || engine.lastHeader !== key) {
    reader = startRows(engine, headerOf(engine, headerRows, [], sheet), [], options);
    engine.lastReader = reader;
    engine.lastHeader = key;
  }
  if (reader.header.conflicts.length > 0) return reader.header.conflicts.join('\n');
  const cells = textsOf(row);
  const read = readRow(reader, cells, row, 0, '这一行');
  if (read.whyNot === EMPTY_ROW) return '';
  if (read.whyNot !== '') return `这一行${read.whyNot}，没有判定。`;
  const results = decidedCells(engine.words, engine.program, read, options.on);
  const lines: string[] = [];
  for (let at = 0; at < results.length; at += 1)
    if (results[at] !== '') lines.push(`${RESULT_TITLES[at]}：${results[at]}`);
  const told = yearMessages(reader.header, options.on).concat(unmatchedMessages(reader.header));
  told.push(namelessMessage(reader, Math.max(cells.length, reader.header.titles.length)));
  told.push(unseenUnitMessage(reader.header, headerRows.length));
  for (let at = 0; at < told.length; at += 1) if (told[at] !== '') lines.push(`提示：${told[at]}`);
  return lines.join('\n');
}
