import type { SheetCell } from './bundle-api.js';

/** Cells of a sheet; row and column from 0. */
export interface Rectangle {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Stands before the header of every column that this program has written; by it they are found again. */
export const OWN_PREFIX = '底线：';

/** A row in which the titles of an earlier run stand, and in which columns; both from 0. */
export interface OwnHeader {
  row: number;
  columns: number[];
}

/** Columns that an earlier run has written. */
export interface OwnColumns {
  /** For every column the row of its header, from 0; -1 where it is none of ours. */
  from: number[];
  /** From the header to the end of the sheet; what stands there need not all be ours, see `foreignPlaces`. */
  areas: Rectangle[];
  /** From the top. */
  headers: OwnHeader[];
}

function widthOf(cells: SheetCell[][]): number {
  let width = 0;
  for (let row = 0; row < cells.length; row += 1) width = Math.max(width, (cells[row] as SheetCell[]).length);
  return width;
}

/** How far the cells with something in them reach. */
export function usedSize(cells: SheetCell[][]): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  // From the right: most rows are as long as those before them, and nothing else of them matters.
  for (let row = 0; row < cells.length; row += 1) {
    const line = cells[row] as SheetCell[];
    let last = line.length - 1;
    while (last >= columns && line[last] === null) last -= 1;
    if (last >= columns) columns = last + 1;
    else while (last >= 0 && line[last] === null) last -= 1;
    if (last >= 0) rows = row + 1;
  }
  return { rows, columns };
}

/** The cells as far as something stands in them: formats alone make sheets look longer than they are. */
export function usedPart(cells: SheetCell[][], size: { rows: number; columns: number }): SheetCell[][] {
  if (size.rows === cells.length && size.columns === widthOf(cells)) return cells;
  const part: SheetCell[][] = [];
  for (let row = 0; row < size.rows; row += 1) part[row] = (cells[row] as SheetCell[]).slice(0, size.columns);
  return part;
}

/** So many titles of results side by side are the header of an earlier run; fewer may be words of the user. */
const FEWEST_TITLES = 3;

/** What a cell is that is no title, and what one is that begins as titles do, and may be one of another version. */
const NO_TITLE = -1;
const UNKNOWN_TITLE = -2;

/** Titles of results in the order in which they are written; between them may stand unknown ones. */
interface TitleRun {
  columns: number[];
  places: number[];
}

/** The place of a cell among the titles. Lists of old engines cannot be asked for it. */
function placeAmong(titles: string[], cell: SheetCell | undefined): number {
  if (typeof cell !== 'string') return NO_TITLE;
  for (let place = 0; place < titles.length; place += 1) if (titles[place] === cell) return place;
  return cell.substring(0, OWN_PREFIX.length) === OWN_PREFIX ? UNKNOWN_TITLE : NO_TITLE;
}

function placesIn(line: SheetCell[], titles: string[]): number[] {
  const places: number[] = [];
  for (let column = 0; column < line.length; column += 1) places.push(placeAmong(titles, line[column]));
  return places;
}

function titleRuns(places: number[], titleCount: number): TitleRun[] {
  const runs: TitleRun[] = [];
  let before = titleCount;
  for (let column = 0; column < places.length; column += 1) {
    const place = places[column] as number;
    if (place === NO_TITLE) before = titleCount;
    if (place < 0) continue;
    if (place > before) {
      const run = runs[runs.length - 1] as TitleRun;
      run.columns.push(column);
      run.places.push(place);
    } else runs.push({ columns: [column], places: [place] });
    before = place;
  }
  return runs;
}

/** Whether so many titles may stand side by side: one of them would be met by steps of that width. Few rows get further. */
function mayHoldTitles(line: SheetCell[], first: number): boolean {
  const length = line.length;
  for (let column = FEWEST_TITLES - 1; column < length; column += FEWEST_TITLES) {
    const cell = line[column];
    if (typeof cell === 'string' && cell.charCodeAt(0) === first) return true;
  }
  return false;
}

/**
 * The columns of titles that another version calls otherwise: unknown ones beside titles of ours, no more of them than
 * titles are missing in that place. Any other is the user's.
 */
function renamedColumns(run: TitleRun, places: number[], isTaken: boolean[]): number[] {
  const columns: number[] = [];
  for (let index = 0; index <= run.columns.length; index += 1) {
    const left = index === 0 ? -1 : (run.columns[index - 1] as number);
    const right = index === run.columns.length ? places.length : (run.columns[index] as number);
    const unknown: number[] = [];
    if (index === 0)
      for (let column = right - 1; places[column] === UNKNOWN_TITLE; column -= 1) unknown.push(column);
    else for (let column = left + 1; places[column] === UNKNOWN_TITLE; column += 1) unknown.push(column);
    const first = index === 0 ? 0 : (run.places[index - 1] as number) + 1;
    const last = index === run.places.length ? isTaken.length : (run.places[index] as number);
    let missing = 0;
    for (let place = first; place < last; place += 1) if (isTaken[place] === false) missing += 1;
    for (let at = 0; unknown.length <= missing && at < unknown.length; at += 1)
      columns.push(unknown[at] as number);
  }
  return columns;
}

/** The columns of the results if a row is the header of an earlier run; else none. */
function resultColumnsIn(line: SheetCell[], titles: string[]): number[] {
  const places = placesIn(line, titles);
  const runs = titleRuns(places, titles.length);
  const isTaken: boolean[] = [];
  for (let place = 0; place < titles.length; place += 1) isTaken.push(false);
  let columns: number[] = [];
  function take(run: TitleRun): void {
    for (let index = 0; index < run.places.length; index += 1) isTaken[run.places[index] as number] = true;
    columns = columns.concat(run.columns);
  }
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at] as TitleRun;
    if (run.places.length >= FEWEST_TITLES) take(run);
  }
  if (columns.length === 0) return columns;
  // Columns that the user has put between the results part them; a title that stands there already is the user's own.
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at] as TitleRun;
    let isPart = true;
    for (let index = 0; index < run.places.length; index += 1)
      if (isTaken[run.places[index] as number] === true) isPart = false;
    if (isPart) take(run);
  }
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at] as TitleRun;
    if (run.places.length >= FEWEST_TITLES) columns = columns.concat(renamedColumns(run, places, isTaken));
  }
  return columns;
}

/**
 * Finds the columns that an earlier run has written. A cell that only begins as a title of a result does is the user's
 * unless it stands in the place of one, and so is one that stands among other words.
 * @param titles the titles of the results, as they stand in a sheet.
 */
export function ownColumns(cells: SheetCell[][], titles: string[]): OwnColumns {
  const from: number[] = [];
  const headers: OwnHeader[] = [];
  const width = widthOf(cells);
  for (let column = 0; column < width; column += 1) from.push(-1);
  // All titles begin alike, and hardly a cell does.
  const first = titles.length === 0 ? 0 : (titles[0] as string).charCodeAt(0);
  for (let row = cells.length - 1; row >= 0; row -= 1) {
    const line = cells[row] as SheetCell[];
    if (!mayHoldTitles(line, first)) continue;
    const columns = resultColumnsIn(line, titles);
    if (columns.length > 0) headers.unshift({ row, columns });
    for (let index = 0; index < columns.length; index += 1) from[columns[index] as number] = row;
  }
  const areas: Rectangle[] = [];
  for (let column = 0; column < width; column += 1) {
    const row = from[column] as number;
    const last = areas.length === 0 ? null : (areas[areas.length - 1] as Rectangle);
    if (row < 0) continue;
    if (last !== null && last.row === row && last.column + last.columns === column) last.columns += 1;
    else areas.push({ row, column, rows: cells.length - row, columns: 1 });
  }
  return { from, areas, headers };
}

/** The cells without what an earlier run has written: its words are no facts about the household. */
export function withoutOwn(cells: SheetCell[][], from: number[]): SheetCell[][] {
  let hasOwn = false;
  for (let column = 0; column < from.length; column += 1) if ((from[column] as number) >= 0) hasOwn = true;
  if (!hasOwn) return cells;
  const kept: SheetCell[][] = [];
  for (let row = 0; row < cells.length; row += 1) {
    const line = cells[row] as SheetCell[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) {
      const first = from[column] as number;
      copy[column] = first >= 0 && row >= first ? null : (line[column] as SheetCell);
    }
    kept[row] = copy;
  }
  return kept;
}

/** Where the columns of an earlier run begin, if they stand side by side; else -1. */
export function resultColumn(from: number[]): number {
  let first = -1;
  let count = 0;
  for (let column = 0; column < from.length; column += 1) {
    if ((from[column] as number) < 0) continue;
    if (first < 0) first = column;
    if (first + count !== column) return -1;
    count += 1;
  }
  return first;
}

/** Whether nothing of the user's stands in these cells. */
export function isFree(cells: SheetCell[][], area: Rectangle): boolean {
  const lastRow = Math.min(area.row + area.rows, cells.length);
  for (let row = area.row; row < lastRow; row += 1) {
    const line = cells[row] as SheetCell[];
    const lastColumn = Math.min(area.column + area.columns, line.length);
    for (let column = area.column; column < lastColumn; column += 1) if (line[column] !== null) return false;
  }
  return true;
}
