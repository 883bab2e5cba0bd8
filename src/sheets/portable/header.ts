import { CHINESE, isAmong, withoutWidthAndSpace } from './characters.js';
import { type ColumnNames, columnTarget } from './column-names.js';
import {
  type HeaderBlock,
  type HeaderColumn,
  type HeadRows,
  headerBlock,
  type MergedArea,
  shownName,
} from './header-cells.js';
import {
  countKnown,
  type HeaderContext,
  isAboutMembers,
  knownColumns,
  mapColumns,
  type SheetColumn,
} from './header-mapping.js';
import {
  addUnits,
  type FilledCell,
  filledCells,
  isNameless,
  isNumberingRow,
  isUnitsRow,
  namedCount,
  placesOf,
} from './header-rows.js';
import { isUnitTitle, moneyUnitsIn } from './numbers.js';

/** The header of a sheet: where it stands, and what its columns give. */
export interface SheetHeader {
  columns: SheetColumn[];
  unmatched: HeaderColumn[];
  /** The names of all columns as they are shown, by their place, and as they stand in the rows of the header. */
  titles: string[];
  parts: string[][];
  /** The last row of the names; 0 where there is no header. As a person counts, as all rows here. */
  headerRow: number;
  /** The first row below the header and what belongs to it, such as a row of units. */
  firstDataRow: number;
  /** Whether a unit of money stands above the header. */
  hasSheetUnit: boolean;
  /** The years, and parts of one, that rows above the header name. */
  periods: string[];
  /** What is told of it; and why nothing is decided, if so. */
  messages: string[];
  conflicts: string[];
}

/** A header ends within so many rows. */
const LAST_HEADER_ROW = 10;
/** Rows at the top of a sheet that are looked at: the header, a row of units, a row of numbers. */
export const HEAD_ROWS = 12;
/** Fewer names are found in data too. */
const ENOUGH_NAMES = 3;

/** A row in which a header may end. */
interface HeaderCandidate {
  at: number;
  block: HeaderBlock;
  count: number;
}

/** Whether a merged cell over a known column reaches from a row into the next one. */
function isMergedDown(merges: MergedArea[], row: number, known: { [index: number]: SheetColumn }): boolean {
  for (let at = 0; at < merges.length; at += 1) {
    const merge = merges[at] as MergedArea;
    if (merge.firstRow <= row && merge.lastRow > row && known[merge.firstColumn] !== undefined) return true;
  }
  return false;
}

/** Whether the header has one row more, in which no further fact was found: values at exit beside cells merged down. */
function goesOn(
  rows: HeadRows,
  merges: MergedArea[],
  found: HeaderCandidate,
  next: HeaderCandidate,
  context: HeaderContext,
): boolean {
  if (next.at !== found.at + 1 || next.count < found.count) return false;
  const filled = filledCells(rows[next.at]);
  const known = placesOf(knownColumns(found.block.columns, context));
  let hasName = false;
  for (let at = 0; at < filled.length; at += 1) {
    const cell = filled[at] as FilledCell;
    if (known[cell.index] !== undefined) return false;
    if (columnTarget(context.names, cell.text) !== undefined) hasName = true;
  }
  if (filled.length === 0) return false;
  return hasName ? true : isMergedDown(merges, found.at + 1, known);
}

/** Whether a place stands under a name that was merged over several columns and ends in the row. */
function isUnderWideName(merges: MergedArea[], row: number, index: number): boolean {
  for (let at = 0; at < merges.length; at += 1) {
    const merge = merges[at] as MergedArea;
    const isWide = merge.lastRow === row && merge.firstRow <= row && merge.lastColumn > merge.firstColumn;
    if (isWide && merge.firstColumn <= index && index <= merge.lastColumn) return true;
  }
  return false;
}

/**
 * Whether the names go on in the next row: below a name that was merged over several columns, or, where cells are not told
 * to be merged, below a column without a name, with nothing in the columns that are known.
 */
function hasNamesBelow(
  rows: HeadRows,
  merges: MergedArea[],
  found: HeaderCandidate,
  context: HeaderContext,
): boolean {
  const own = rows[found.at] as string[];
  const filled = filledCells(rows[found.at + 1]);
  if (filled.length === 0) return false;
  const columns = found.block.columns;
  const known = placesOf(knownColumns(columns, context));
  let areAllUnder = true;
  let isNumeric = true;
  let isData = false;
  let mayAllStand = true;
  let hasName = false;
  for (let at = 0; at < filled.length; at += 1) {
    const text = (filled[at] as FilledCell).text;
    const index = (filled[at] as FilledCell).index;
    const column = known[index];
    if (!isUnderWideName(merges, found.at + 1, index)) areAllUnder = false;
    if (!/^[\d.,]+$/.test(text)) isNumeric = false;
    // A household has a number, or some figure; names have none.
    if (/\d/.test(text) || (column !== undefined && column.known.target === 'householdId')) isData = true;
    // The first of the columns below a name has the name above it; the others have none.
    if (!isNameless(columns, index) && !isNameless(columns, index + 1) && column !== undefined)
      mayAllStand = false;
    if (isNameless(columns, index) && index < own.length && CHINESE.test(text)) hasName = true;
  }
  // Names stand there alone; a household has a cell elsewhere too.
  if (areAllUnder && !isNumeric) return true;
  return merges.length === 0 && !isData && hasName && mayAllStand;
}

/** The row with the most names, in or above it; null where no row has enough of them. */
function bestCandidate(rows: HeadRows, merges: MergedArea[], context: HeaderContext): HeaderCandidate | null {
  const candidates: HeaderCandidate[] = [];
  let place = -1;
  for (let at = 0; at < rows.length && at < LAST_HEADER_ROW; at += 1) {
    if (filledCells(rows[at]).length === 0) continue;
    const block = headerBlock(rows, at, merges);
    const count = countKnown(block.columns, context);
    candidates.push({ at: at, block: block, count: count });
    if (count > (place < 0 ? 0 : (candidates[place] as HeaderCandidate).count)) place = candidates.length - 1;
  }
  if (place < 0) return null;
  let best = candidates[place] as HeaderCandidate;
  for (let at = place + 1; at < candidates.length; at += 1) {
    const next = candidates[at] as HeaderCandidate;
    if (!goesOn(rows, merges, best, next, context) && !hasNamesBelow(rows, merges, best, context)) break;
    best = next;
  }
  if (best.count >= ENOUGH_NAMES || best.count === namedCount(best.block.columns)) return best;
  return (candidates[0] as HeaderCandidate).at + 1 >= best.block.firstRow ? best : null;
}

/** A sheet with fewer columns that are known, and no number of a household, is one of other things. */
const ENOUGH_COLUMNS = 3;

function looksLikeHouseholds(columns: SheetColumn[]): boolean {
  for (let at = 0; at < columns.length; at += 1)
    if ((columns[at] as SheetColumn).known.target === 'householdId') return true;
  return columns.length >= ENOUGH_COLUMNS;
}

/** A year, or part of one; the month in which a list was made is none. */
const PERIOD = /20\d\d年|[上下]半年|[前一二三四1-4]*季度|\d{1,2}月?[-至到—]\d{1,2}月|月收入|上一?年度?|去年/g;

/** Years and parts of one that texts name, each once: 2022年. */
function periodsIn(texts: string[]): string[] {
  const periods: string[] = [];
  for (let at = 0; at < texts.length; at += 1) {
    const text = withoutWidthAndSpace(texts[at] as string);
    PERIOD.lastIndex = 0;
    for (let found = PERIOD.exec(text); found !== null; found = PERIOD.exec(text))
      if (!/\d/.test(text.charAt(found.index - 1)) && !isAmong(found[0], periods)) periods.push(found[0]);
  }
  return periods;
}

const NO_HEADER =
  '没有找到表头：前十行里没有足够的、认识的列名，没有判定。请改列名，或向做这个文件的信息人员要模板。';
const ROWS_ARE_PERSONS = '这张表一行一人，没有判定。请用一行一户的表，或用 dixian assess。';

/**
 * Finds the header of a sheet in its first rows: title rows, groups over the names, merged cells, a row of units and a row
 * of numbers below. Every column is known by its name or not at all.
 * @param withMembers the names of a row about a person; `households` those of a row about a household.
 * @param name the name of the sheet, which may name a unit too; '' where it is not known.
 */
export function findHeader(
  rows: HeadRows,
  merges: MergedArea[],
  withMembers: ColumnNames,
  households: ColumnNames,
  name: string,
): SheetHeader {
  const header: SheetHeader = {
    columns: [],
    unmatched: [],
    titles: [],
    parts: [],
    headerRow: 0,
    firstDataRow: rows.length + 1,
    hasSheetUnit: false,
    periods: [],
    messages: [],
    conflicts: [],
  };
  // A row about a person has the names of both; what it is about is told by the names that are found.
  const context: HeaderContext = { names: withMembers, sheetUnits: [] };
  const found = bestCandidate(rows, merges, context);
  if (found === null) {
    header.conflicts.push(NO_HEADER);
    return header;
  }
  const columns = found.block.columns;
  const places = placesOf(knownColumns(columns, context));
  const named = namedCount(columns);
  let last = found.at;
  for (let at = found.at + 1; at < rows.length; at += 1) {
    const filled = filledCells(rows[at]);
    if (isNumberingRow(rows[at] as string[], named))
      header.messages.push(`第 ${at + 1} 行是栏次，没有当作农户。`);
    else if (isUnitsRow(filled, places)) addUnits(columns, filled, places);
    else break;
    last = at;
  }
  let above: string[] = [];
  for (let at = 0; at < found.block.firstRow - 1; at += 1) above = above.concat(rows[at] as string[]);
  const beside: string[] = [name];
  for (let at = 0; at < columns.length; at += 1) {
    const title = shownName(columns[at] as HeaderColumn);
    if (isUnitTitle(withoutWidthAndSpace(title))) beside.push(title);
  }
  const sheetUnits = moneyUnitsIn(above.concat(beside));
  header.periods = periodsIn(above);
  const mapped = mapColumns(columns, { names: households, sheetUnits: sheetUnits });
  header.columns = mapped.columns;
  header.unmatched = mapped.unmatched;
  header.headerRow = found.at + 1;
  header.firstDataRow = last + 2;
  header.hasSheetUnit = sheetUnits.length > 0;
  for (let at = 0; at < columns.length; at += 1) {
    header.titles.push(shownName(columns[at] as HeaderColumn));
    header.parts.push((columns[at] as HeaderColumn).parts);
  }
  if (isAboutMembers(knownColumns(columns, context))) header.conflicts.push(ROWS_ARE_PERSONS);
  else if (mapped.conflicts.length === 0 && !looksLikeHouseholds(mapped.columns))
    header.conflicts.push(NO_HEADER);
  else header.conflicts = mapped.conflicts;
  return header;
}
