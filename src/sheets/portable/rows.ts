import { FAILED_FORMULA, type ReadCell, readCell, type SheetCell } from './cells.js';
import { given, isBlankText, isFailedFormula, normalisedCell, withoutWidthAndSpace } from './characters.js';
import { codesHint, namedCodes } from './codes.js';
import type { SheetHeader } from './header.js';
import type { MergedArea } from './header-cells.js';
import type { SheetColumn } from './header-mapping.js';
import { fastList } from './lists.js';
import { type BodyMerges, bodyMerges, enterRow, MERGED_CELL, textAt } from './merges.js';
import { wholeOfNumber } from './numbers.js';
import type { ProgramRow } from './program-values.js';
import { mayBeSomebody, whyNoHousehold } from './row-kinds.js';
import { CODES_FACT, DAY_FACT, KEY_SIGN, MONTH_FACT, NUMBER_FACT, type SheetFact } from './sheet-facts.js';

/** A fact with its columns: one, or several that make up a list of codes. */
interface FactColumns {
  fact: SheetFact;
  columns: SheetColumn[];
  /** What the texts that came before were read as, so that 是 is read once. */
  remembered: { [text: string]: ReadCell };
  rememberedCount: number;
}

/** Reads the rows of one sheet, in their order. */
export interface RowReader {
  header: SheetHeader;
  serialDays: boolean;
  merges: BodyMerges;
  facts: FactColumns[];
  /** Places of columns that are known, and of those that say whose row it is, with which may be repeated. */
  knownPlaces: number[];
  identityPlaces: number[];
  isOfNumbers: { [place: number]: boolean };
  isOfNames: { [place: number]: boolean };
  isOfDays: { [place: number]: boolean };
  /** The names in the header, by sign; and whether another header stood above the row at hand. */
  names: { [name: string]: boolean };
  isUnderOtherHeader: boolean;
  repeated: { [place: number]: boolean };
  /** Columns without a name, and those of them and beyond the header that have something in a row. */
  nameless: number[];
  namelessUsed: { [place: number]: boolean };
}

/** What a row says of a household, or why it is none. */
export interface HouseholdRow {
  /** As it stands in decision code. */
  values: ProgramRow;
  /** Facts that were given and cannot be used. */
  unusable: string[];
  /** What could not be read, with its row and column. */
  issues: string[];
  /** The household's number, where it has one. */
  number: string;
  /** Why the row is not decided; '' where it is a household. */
  whyNot: string;
  /** Whether it is known to be no household: a total, a heading, a note. Other rows may be somebody. */
  isNone: boolean;
}

/** Texts of a column that are remembered; there are as many amounts as households. */
const MOST_REMEMBERED = 200;
const LONGEST_REMEMBERED = 12;

export function rowReader(header: SheetHeader, merges: MergedArea[], serialDays: boolean): RowReader {
  const reader: RowReader = {
    header: header,
    serialDays: serialDays,
    merges: bodyMerges(merges, header.firstDataRow),
    facts: [],
    knownPlaces: [],
    identityPlaces: [],
    isOfNumbers: {},
    isOfNames: {},
    isOfDays: {},
    names: {},
    isUnderOtherHeader: false,
    repeated: {},
    nameless: [],
    namelessUsed: {},
  };
  const byTarget: { [target: string]: FactColumns } = {};
  for (let at = 0; at < header.columns.length; at += 1) {
    const column = header.columns[at] as SheetColumn;
    const fact = column.known.fact;
    const key = KEY_SIGN + column.known.target;
    const same = byTarget[key];
    reader.knownPlaces.push(column.index);
    if (fact.isIdentity) reader.identityPlaces.push(column.index);
    if (fact.name === 'householdId') reader.isOfNumbers[column.index] = true;
    if (fact.name === 'headName') reader.isOfNames[column.index] = true;
    if (fact.kind === DAY_FACT || fact.kind === MONTH_FACT) reader.isOfDays[column.index] = true;
    if (fact.mayBeMerged) reader.repeated[column.index] = true;
    if (same !== undefined) same.columns.push(column);
    else {
      const made: FactColumns = { fact: fact, columns: [column], remembered: {}, rememberedCount: 0 };
      byTarget[key] = made;
      reader.facts.push(made);
    }
  }
  for (let at = 0; at < header.parts.length; at += 1) {
    const parts = header.parts[at] as string[];
    if (parts.length === 0) reader.nameless.push(at);
    for (let part = 0; part < parts.length; part += 1)
      reader.names[KEY_SIGN + withoutWidthAndSpace(parts[part] as string)] = true;
  }
  reader.facts = fastList(reader.facts);
  return reader;
}

function tell(made: HouseholdRow, place: string, column: SheetColumn, hint: string): void {
  made.issues.push(`${place}“${column.title}”${hint}`);
}

function notRead(hint: string): string {
  return `的内容看不懂，按未知处理。${hint}`;
}

function readCodes(
  reader: RowReader,
  columns: FactColumns,
  cells: string[],
  place: string,
  made: HouseholdRow,
): void {
  const fact = columns.fact;
  const texts: string[] = [];
  const titles: string[] = [];
  const kept: SheetColumn[] = [];
  let isRead = true;
  for (let at = 0; at < columns.columns.length; at += 1) {
    const column = columns.columns[at] as SheetColumn;
    const text = textAt(reader.merges, column.index, cells, false);
    if (text === null) {
      tell(made, place, column, notRead(MERGED_CELL));
      isRead = false;
    } else {
      texts.push(text);
      titles.push(column.title);
      kept.push(column);
    }
  }
  const named = namedCodes(texts, titles, fact);
  for (let at = 0; at < named.misunderstood.length; at += 1) {
    const which = named.misunderstood[at] as number;
    const isFailed = isFailedFormula(normalisedCell(texts[which] as string));
    tell(made, place, kept[which] as SheetColumn, notRead(isFailed ? FAILED_FORMULA : codesHint(fact)));
    isRead = false;
  }
  if (!isRead) made.unusable.push(fact.name);
  if (named.items === null) return;
  made.values[fact.name] = named.items;
  made.values[`${fact.name}$complete`] = named.isComplete && isRead ? 3 : 2;
}

/** Puts a number of a cell into a row without reading its text, where that gives the same. */
function isQuicklyRead(column: SheetColumn, raw: SheetCell | undefined, values: ProgramRow): boolean {
  const fact = column.known.fact;
  if (typeof raw !== 'number' || fact.kind !== NUMBER_FACT) return false;
  const whole = wholeOfNumber(raw, fact.decimals + column.shift);
  if (!(whole >= fact.least && whole <= fact.most)) return false;
  values[fact.name] = whole;
  return true;
}

function readOne(
  reader: RowReader,
  columns: FactColumns,
  cells: string[],
  raw: SheetCell[],
  place: string,
  made: HouseholdRow,
): void {
  const fact = columns.fact;
  const column = columns.columns[0] as SheetColumn;
  const own = cells[column.index];
  let text: string | null = given(own);
  if (reader.merges.open.length > 0)
    text = textAt(reader.merges, column.index, cells, reader.repeated[column.index] === true);
  if (text === '') return;
  if (text === own && isQuicklyRead(column, raw[column.index], made.values)) return;
  if (text === null) {
    tell(made, place, column, notRead(MERGED_CELL));
    made.unusable.push(fact.name);
    return;
  }
  const key = KEY_SIGN + text;
  let cell = columns.remembered[key];
  if (cell === undefined) {
    cell = readCell(text, fact, column, reader.serialDays);
    if (columns.rememberedCount < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) {
      columns.remembered[key] = cell;
      columns.rememberedCount += 1;
    }
  }
  if (cell.hint !== null) {
    tell(made, place, column, cell.hint);
    made.unusable.push(fact.name);
  }
  if (cell.value === null || column.known.isCompleteness) return;
  if (fact.name === 'householdId') made.number = withoutOuterSpaces(String(cell.value));
  made.values[fact.name] = cell.value;
  if (fact.kind === DAY_FACT || fact.kind === MONTH_FACT) made.values[`${fact.name}$to`] = cell.last;
}

function withoutOuterSpaces(text: string): string {
  return normalisedCell(` ${text}`);
}

/** Notes the columns without a name that have something in a row. */
function noteNameless(reader: RowReader, cells: string[]): void {
  const places = reader.nameless;
  for (let at = 0; at < places.length; at += 1) noteIfUsed(reader, cells, places[at] as number);
  for (let at = reader.header.parts.length; at < cells.length; at += 1) noteIfUsed(reader, cells, at);
}

function noteIfUsed(reader: RowReader, cells: string[], at: number): void {
  const cell = cells[at];
  if (cell !== undefined && !isBlankText(cell)) reader.namelessUsed[at] = true;
}

/**
 * Reads one row.
 * @param cells its cells as texts; `raw` as the host gave them.
 * @param place how its messages begin: 第 5 行.
 * @param row as a person counts, for merged cells.
 */
export function readRow(
  reader: RowReader,
  cells: string[],
  raw: SheetCell[],
  row: number,
  place: string,
): HouseholdRow {
  const made: HouseholdRow = { values: {}, unusable: [], issues: [], number: '', whyNot: '', isNone: false };
  enterRow(reader.merges, row, cells);
  made.whyNot = whyNoHousehold(reader, cells);
  if (made.whyNot !== '') {
    made.isNone = !mayBeSomebody(made.whyNot);
    return made;
  }
  noteNameless(reader, cells);
  for (let at = 0; at < reader.facts.length; at += 1) {
    const columns = reader.facts[at] as FactColumns;
    if (columns.fact.kind === CODES_FACT) readCodes(reader, columns, cells, place, made);
    else readOne(reader, columns, cells, raw, place, made);
  }
  return made;
}

/** A, B … Z, AA … as spreadsheets name their columns, which are counted from 0 here. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

const TOLD_COLUMNS = 20;

/** What is told of columns that have no name and were not used; '' where there are none. */
export function namelessMessage(reader: RowReader, width: number): string {
  const letters: string[] = [];
  let count = 0;
  for (let at = 0; at < width; at += 1) {
    if (reader.namelessUsed[at] !== true) continue;
    count += 1;
    if (count <= TOLD_COLUMNS) letters.push(columnLetters(at));
  }
  if (count === 0) return '';
  return `${letters.join('、')} 列（共 ${count} 列）有内容，但没有列名，没有用。请补上列名。`;
}
