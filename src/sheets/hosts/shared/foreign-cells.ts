import type { SheetCell } from './bundle-api.js';
import { columnName } from './column-address.js';
import { OWN_PREFIX, type OwnColumns, type OwnHeader, type Rectangle } from './result-columns.js';

/** Which cells of an area hold formulas: row and column from 0. What a formula shows may be nothing. */
export type FormulaFinder = (area: Rectangle) => number[][];

/** By these, the last of its cells, a row of results is known. */
const POLICY_TITLE = `${OWN_PREFIX}政策`;
const DAY_TITLE = `${OWN_PREFIX}研判日期`;
const ADVICE_TITLE = `${OWN_PREFIX}说明`;
const POLICY = /^[0-9a-f]{16}$/;
/** In words as rules write it; with signs as another version may. */
const DAY = /^\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{2}-\d{2})$/;
const ADVICE = /建议/;

/** More places do not help anybody. */
const MOST_PLACES = 3;

/** The column of a title among those of a header; -1 where it is not there. */
function titledColumn(line: SheetCell[], header: OwnHeader, title: string): number {
  for (let index = 0; index < header.columns.length; index += 1)
    if (line[header.columns[index] as number] === title) return header.columns[index] as number;
  return -1;
}

function isLike(cell: SheetCell | undefined, pattern: RegExp): boolean {
  return typeof cell === 'string' && pattern.test(cell);
}

/** Calls `found` for every row below a header of ours that has something else than results under its titles. */
function eachForeignRow(
  cells: SheetCell[][],
  header: OwnHeader,
  found: (row: number, column: number) => void,
): void {
  const titles = cells[header.row] as SheetCell[];
  const policy = titledColumn(titles, header, POLICY_TITLE);
  const day = titledColumn(titles, header, DAY_TITLE);
  const advice = titledColumn(titles, header, ADVICE_TITLE);
  for (let row = header.row + 1; row < cells.length; row += 1) {
    const line = cells[row] as SheetCell[];
    const isResult =
      policy >= 0 &&
      isLike(line[policy], POLICY) &&
      (day < 0 || isLike(line[day], DAY)) &&
      (advice < 0 || isLike(line[advice], ADVICE));
    if (isResult) continue;
    let first = -1;
    let isTitles = true;
    for (let index = 0; index < header.columns.length; index += 1) {
      const column = header.columns[index] as number;
      const cell = line[column];
      if (cell !== titles[column]) isTitles = false;
      if (cell !== null && cell !== undefined && (first < 0 || column < first)) first = column;
    }
    if (first >= 0 && !isTitles) found(row, first);
  }
}

/**
 * Where in the columns of an earlier run something stands that it has not written: row and column from 0, one a row, from
 * the top. Only rows that end as results do are ours, and rows that are blank.
 */
export function foreignPlaces(
  cells: SheetCell[][],
  own: OwnColumns,
  formulasIn: FormulaFinder | undefined,
): number[][] {
  const columns: (number | undefined)[] = [];
  function add(row: number, column: number): void {
    const known = columns[row];
    if (known === undefined || column < known) columns[row] = column;
  }
  for (let at = 0; at < own.headers.length; at += 1) eachForeignRow(cells, own.headers[at] as OwnHeader, add);
  for (let at = 0; formulasIn !== undefined && at < own.areas.length; at += 1) {
    const formulas = formulasIn(own.areas[at] as Rectangle);
    for (let index = 0; index < formulas.length; index += 1) {
      const place = formulas[index] as number[];
      add(place[0] as number, place[1] as number);
    }
  }
  const places: number[][] = [];
  for (let row = 0; row < columns.length; row += 1) {
    const column = columns[row];
    if (column !== undefined) places.push([row, column]);
  }
  return places;
}

/** Whether the columns of an earlier run lack the one by which its rows are known. */
function lacksPolicy(cells: SheetCell[][], own: OwnColumns): boolean {
  for (let at = 0; at < own.headers.length; at += 1) {
    const header = own.headers[at] as OwnHeader;
    if (titledColumn(cells[header.row] as SheetCell[], header, POLICY_TITLE) < 0) return true;
  }
  return false;
}

/** What is said of such places; nothing of the sheet is touched then. */
export function foreignRefusal(cells: SheetCell[][], own: OwnColumns, places: number[][]): string[] {
  const told: string[] = [];
  for (let at = 0; at < places.length && at < MOST_PLACES; at += 1) {
    const place = places[at] as number[];
    told.push(`第 ${(place[0] as number) + 1} 行 ${columnName(place[1] as number)} 列`);
  }
  const more = places.length > MOST_PLACES ? `等 ${places.length} 行` : '';
  const reasons = [
    `列名以“${OWN_PREFIX}”开头的结果列里，有不是研判结果的内容：${told.join('、')}${more}。这张表一格也没有改，上一次的结果还在，可能已经过时。`,
    '请把这些内容移到别的列或别的工作表，再运行一次。另一份名单请放在另一张工作表里判定。',
  ];
  return lacksPolicy(cells, own)
    ? reasons.concat([`如果那些是以前的结果：缺了“${POLICY_TITLE}”一列，认不出来。请自己删去以前的结果列。`])
    : reasons;
}
