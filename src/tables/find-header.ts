import type { Fact } from '../facts/kinds.js';
import { issue } from '../values/issues.js';
import { columnsByName, isAboutMembers, type RowScope, withoutWidthAndSpace } from './column-names.js';
import { type HeaderColumn, headerColumns, shownName } from './header-cells.js';
import {
  cellFactOf,
  countKnown,
  type HeaderContext,
  type HeaderMapping,
  isUnitOrNote,
  knownColumns,
  mapColumns,
} from './map-header.js';
import type { Mapping } from './mapping.js';
import type { MergedCells, SheetRow } from './sheet.js';
import { titleYearIssues } from './title-years.js';
import { isUnitTitle, moneyUnitsIn } from './unit-words.js';

/** The header of a sheet: where it stands, and what its columns give. */
export interface SheetHead extends HeaderMapping {
  readonly scope: RowScope;
  /** The rows that hold the names of columns; undefined where none were found. */
  readonly headerRows?: { readonly first: number; readonly last: number };
  /** The first row below the header, and what belongs to it, such as a row of units. */
  readonly firstDataRow: number;
  /** The names of all columns as they are shown, by their place. */
  readonly names: readonly string[];
  /** The same as they stand in the rows of the header. */
  readonly parts: readonly (readonly string[])[];
  /** The units of money that stand above the header, or beside it, for all of its columns. */
  readonly sheetUnits: readonly string[];
}

/** A header ends within so many rows. */
const LAST_HEADER_ROW = 10;
/** Rows at the top of a sheet that are looked at: the header, a row of units, a row of numbers. */
export const HEAD_ROWS = LAST_HEADER_ROW + 2;
/** Fewer names are found in data too. */
const ENOUGH_NAMES = 3;

interface Candidate {
  readonly at: number;
  readonly columns: readonly HeaderColumn[];
  readonly firstRow: number;
  readonly count: number;
}

const filledCells = ({ cells }: SheetRow): readonly { readonly text: string; readonly index: number }[] =>
  cells.flatMap((cell, index) => {
    const text = withoutWidthAndSpace(cell);
    return text === '' ? [] : [{ text, index }];
  });

const lastRow = (rows: readonly SheetRow[], { at }: Candidate): SheetRow => rows[at] as SheetRow;

/**
 * Whether the header has one row more, in which no further fact was found: values at exit under 风险消除后, beside cells
 * that were merged downwards. Read as a household it would be one of whom nothing is known.
 */
function goesOn(
  rows: readonly SheetRow[],
  merges: readonly MergedCells[],
  found: Candidate,
  next: Candidate,
  context: HeaderContext,
): boolean {
  const [row, below] = [lastRow(rows, found).row, lastRow(rows, next)];
  if (below.row !== row + 1 || next.count < found.count) return false;
  const filled = filledCells(below);
  const known = knownColumns(found.columns, context).map(({ index }) => index);
  if (filled.length === 0 || filled.some(({ index }) => known.includes(index))) return false;
  const isMerged = merges.some(
    ({ firstRow, lastRow: end, firstColumn }) => firstRow <= row && end > row && known.includes(firstColumn),
  );
  return isMerged || filled.some(({ text }) => columnsByName(context.scope).has(text));
}

/**
 * Whether the names go on in the next row: below a name that was merged over several columns, or, where cells are not told
 * to be merged, below a column without a name, with nothing in the columns that are known.
 */
function hasNamesBelow(
  rows: readonly SheetRow[],
  merges: readonly MergedCells[],
  found: Candidate,
  context: HeaderContext,
): boolean {
  const own = lastRow(rows, found);
  const below = rows.find(({ row }) => row === own.row + 1);
  const filled = below === undefined ? [] : filledCells(below);
  if (filled.length === 0) return false;
  const isUnder = (index: number): boolean =>
    merges.some(
      ({ firstRow, lastRow: end, firstColumn, lastColumn }) =>
        end === own.row &&
        firstRow <= own.row &&
        lastColumn > firstColumn &&
        firstColumn <= index &&
        index <= lastColumn,
    );
  // Names stand there alone; a household has a cell elsewhere too.
  if (filled.every(({ index }) => isUnder(index)) && filled.some(({ text }) => !/^[\d.,]+$/.test(text)))
    return true;
  const isNameless = (index: number): boolean => found.columns[index]?.parts.length === 0;
  const known = knownColumns(found.columns, context);
  const places = known.map(({ index }) => index);
  const numbers = known.filter(({ fact }) => fact === 'householdId').map(({ index }) => index);
  // The first of the columns below a name has the name above it; the others have none.
  const mayStand = (index: number): boolean =>
    isNameless(index) || isNameless(index + 1) || !places.includes(index);
  // A household has a number, or some figure; names have none.
  const isData = filled.some(({ text, index }) => /\d/.test(text) || numbers.includes(index));
  return (
    merges.length === 0 &&
    !isData &&
    filled.some(
      ({ index, text }) => isNameless(index) && index < own.cells.length && /[\u4e00-\u9fff]/.test(text),
    ) &&
    filled.every(({ index }) => mayStand(index))
  );
}

/** The row with the most names, in or above it; undefined where no row has enough of them. */
function bestCandidate(
  rows: readonly SheetRow[],
  merges: readonly MergedCells[],
  context: HeaderContext,
): Candidate | undefined {
  const candidates = rows.flatMap((row, at): Candidate[] => {
    if (row.row > LAST_HEADER_ROW || filledCells(row).length === 0) return [];
    const { columns, firstRow } = headerColumns(rows, at, merges);
    return [{ at, columns, firstRow, count: countKnown(columns, context) }];
  });
  const most = Math.max(0, ...candidates.map(({ count }) => count));
  if (most === 0) return undefined;
  const place = candidates.findIndex(({ count }) => count === most);
  let best = candidates[place] as Candidate;
  for (const next of candidates.slice(place + 1)) {
    if (!goesOn(rows, merges, best, next, context) && !hasNamesBelow(rows, merges, best, context)) break;
    best = next;
  }
  const named = best.columns.filter(({ parts }) => parts.length > 0).length;
  const [first] = candidates;
  const isFirst = first !== undefined && lastRow(rows, first).row >= best.firstRow;
  return best.count >= ENOUGH_NAMES || best.count === named || isFirst ? best : undefined;
}

/** Of another year than that of the day: below a name it says that the column is not of today. */
const OTHER_YEAR = /^(?:上一?年|去年|20\d\d年)度?$/;

/** Whether a row gives each column its unit, or says how to fill it; one with the unit of an amount always does. */
function isUnits(row: SheetRow, facts: ReadonlyMap<number, Fact>): boolean {
  const filled = filledCells(row).map(({ text, index }) => ({ index, text: withoutBrackets(text) }));
  if (filled.length === 0) return false;
  if (filled.every(({ text }) => isUnitOrNote(text) || OTHER_YEAR.test(text))) return true;
  // With a number in it, it is a household in one of whose cells somebody has written 元.
  return (
    !filled.some(({ text }) => NUMBERED.test(text)) &&
    filled.some(({ text, index }) => facts.get(index)?.kind === 'number' && /^[十百千万亿]*元/.test(text))
  );
}

/** 0001 and 2024-11, but not 18位. */
const NUMBERED = /^[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*$/;

const withoutBrackets = (text: string): string => text.replace(/^[([【]|[)\]】]$/g, '');

/** What such a row says of each column: of a number everything counts, of anything else only what is known. */
function withUnits(
  columns: readonly HeaderColumn[],
  row: SheetRow,
  facts: ReadonlyMap<number, Fact>,
): readonly HeaderColumn[] {
  const texts = new Map(filledCells(row).map(({ text, index }) => [index, withoutBrackets(text)]));
  return columns.map((column) => {
    const text = texts.get(column.index);
    const counts = text !== undefined && (isUnitOrNote(text) || facts.get(column.index)?.kind === 'number');
    return counts ? { ...column, notes: [...column.notes, text] } : column;
  });
}

/** Words at the beginning of a row that numbers the columns. */
const NUMBERING = /^(?:栏次|列次|行次|栏目|序列)$/;
const LETTERED = /^[甲乙丙丁戊己庚辛]$/;

/** Whether a row numbers the columns: 1, 2, 3=1+2 …, after 甲, 乙 perhaps, or A, B, C. */
export function isNumbering(row: SheetRow, named: number): boolean {
  const texts = filledCells(row).map(({ text }) => text.replace(/^\((.*)\)$/, '$1'));
  const isMarked = NUMBERING.test(texts[0] ?? '');
  const numbers = texts.filter((text) => !NUMBERING.test(text) && !LETTERED.test(text));
  if (numbers.length < 2 || (!isMarked && texts.length < Math.max(4, named))) return false;
  const letters = numbers.every((text, at) => text === String.fromCharCode(65 + at));
  return (
    letters ||
    numbers.every((text, at) => text === String(at + 1) || new RegExp(`^${at + 1}=[\\d+*/()-]+$`).test(text))
  );
}

/** Rows below a header that belong to it, in whichever order. */
function below(
  rows: readonly SheetRow[],
  { at, columns }: Candidate,
  context: HeaderContext,
): {
  readonly columns: readonly HeaderColumn[];
  readonly last: number;
  readonly numbering: readonly number[];
} {
  const facts = new Map(knownColumns(columns, context).map((column) => [column.index, cellFactOf(column)]));
  const named = columns.filter(({ parts }) => parts.length > 0).length;
  const numbering: number[] = [];
  let last = (rows[at] as SheetRow).row;
  let noted = columns;
  for (const row of rows.slice(at + 1)) {
    if (row.row !== last + 1) break;
    if (isNumbering(row, named)) numbering.push(row.row);
    else if (isUnits(row, facts)) noted = withUnits(noted, row, facts);
    else break;
    last = row.row;
  }
  return { columns: noted, last, numbering };
}

/** What a header is found by, beside the names of the catalogue. */
export interface HeaderOptions {
  readonly own?: Mapping | undefined;
  readonly scope?: RowScope | undefined;
  /** The name of the sheet, which may name a unit too. */
  readonly name?: string | undefined;
}

/**
 * Finds the header of a sheet in its first rows: title rows, groups over the names, merged cells, a row of units and a
 * row of numbers below. Every column is known by its name or not at all.
 * @param rows those of `HEAD_ROWS`, blank ones left out or not.
 */
export function findHeader(
  rows: readonly SheetRow[],
  merges: readonly MergedCells[],
  { own, scope, name = '' }: HeaderOptions = {},
): SheetHead {
  // A row about a person has the names of both; what it is about is told by the names that are found.
  const context: HeaderContext = {
    scope: scope ?? 'member',
    ...(own === undefined ? {} : { own }),
    sheetUnits: [],
  };
  const found = bestCandidate(rows, merges, context);
  if (found === undefined)
    return {
      mapping: [],
      unmapped: [],
      issues: [issue('noHeader', [])],
      scope: scope ?? 'household',
      firstDataRow: (rows.at(-1)?.row ?? 0) + 1,
      names: [],
      parts: [],
      sheetUnits: [],
    };
  const { columns, last, numbering } = below(rows, found, context);
  const above = rows.filter(({ row }) => row < found.firstRow).flatMap(({ cells }) => cells);
  const beside = columns.map(shownName).filter((title) => isUnitTitle(withoutWidthAndSpace(title)));
  const sheetUnits = moneyUnitsIn([...above, name, ...beside]);
  const isMembers = isAboutMembers(knownColumns(columns, context));
  const settled = scope ?? own?.rows ?? (isMembers ? 'member' : 'household');
  const mapped = mapColumns(columns, { ...context, scope: settled, sheetUnits });
  const issues = numbering.map((row) => issue('numberingRow', [], { row }, 'warning'));
  return {
    ...mapped,
    issues: [...mapped.issues, ...titleYearIssues(above), ...issues],
    scope: settled,
    headerRows: { first: found.firstRow, last: lastRow(rows, found).row },
    firstDataRow: last + 1,
    names: columns.map(shownName),
    parts: columns.map(({ parts }) => parts),
    sheetUnits,
  };
}

/**
 * Whether a row holds names of columns and not a household, as where a second table stands below: at least half of it are
 * names of the header, in whatever order.
 */
export function isHeaderRow(
  labels: readonly string[],
  { cells }: SheetRow,
  names: ReadonlySet<string>,
): boolean {
  const [first = '', second = ''] = labels;
  // Most rows are told apart by their first cells.
  if (!names.has(first) && (NUMBERED.test(first) || !names.has(second))) return false;
  const filled = cells.map(withoutWidthAndSpace).filter((text) => text !== '');
  // Under names such as 是 and 否 those words stand in the cells, too.
  const known = filled.filter((text) => text.length > 1 && names.has(text)).length;
  return known > 1 && known * 2 >= filled.length;
}

/** Whether a row repeats the names of the header, or one of its rows, as where every printed page has them. */
export function repeatsHeader(row: SheetRow, { parts }: SheetHead): boolean {
  const isName = (text: string, index: number): boolean =>
    (parts[index] ?? []).some((part) => withoutWidthAndSpace(part) === text);
  const start = row.cells.findIndex((cell) => cell.trim() !== '');
  const first = withoutWidthAndSpace(row.cells[start] ?? '');
  const isNumber =
    first === '1' || first === '(1)' || first === 'A' || NUMBERING.test(first) || LETTERED.test(first);
  // Most rows are told apart by their first cell.
  if (!isNumber && !isName(first, start)) return false;
  const filled = filledCells(row);
  const named = parts.filter((each) => each.length > 0).length;
  return (
    filled.length > 1 && (filled.every(({ text, index }) => isName(text, index)) || isNumbering(row, named))
  );
}
