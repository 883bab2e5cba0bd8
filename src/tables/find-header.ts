import { issue } from '../values/issues.js';
import {
  columnsByName,
  isAboutMembers,
  normaliseName,
  type RowScope,
  withoutWidthAndSpace,
} from './column-names.js';
import { type HeaderColumn, headerColumns, shownName } from './header-cells.js';
import {
  countKnown,
  type HeaderContext,
  type HeaderMapping,
  isUnitOrNote,
  knownColumns,
  mapColumns,
} from './map-header.js';
import type { Mapping } from './mapping.js';
import type { MergedCells, SheetRow } from './sheet.js';
import { moneyUnitsIn } from './unit-words.js';

/** The header of a sheet: where it stands, and what its columns give. */
export interface SheetHead extends HeaderMapping {
  readonly scope: RowScope;
  /** The rows that hold the names of columns; undefined where none were found. */
  readonly headerRows?: { readonly first: number; readonly last: number };
  /** The first row below the header, and what belongs to it, such as a row of units. */
  readonly firstDataRow: number;
  /** The names of all columns as they are shown, by their place. */
  readonly names: readonly string[];
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
    if (!goesOn(rows, merges, best, next, context)) break;
    best = next;
  }
  const named = best.columns.filter(({ parts }) => parts.length > 0).length;
  const isFirst = candidates[0]?.at === best.at;
  return best.count >= ENOUGH_NAMES || best.count === named || isFirst ? best : undefined;
}

/** A row that gives each column its unit, or says how to fill it. */
function unitsIn(
  row: SheetRow | undefined,
  columns: readonly HeaderColumn[],
): ReadonlyMap<number, string> | undefined {
  if (row === undefined) return undefined;
  const filled = filledCells(row).map(({ text, index }) => ({
    index,
    text: text.replace(/^[([【]|[)\]】]$/g, ''),
  }));
  const isUnits =
    filled.length > 0 && filled.every(({ text, index }) => index < columns.length && isUnitOrNote(text));
  return isUnits ? new Map(filled.map(({ text, index }) => [index, text])) : undefined;
}

/** A row that numbers the columns: 1, 2, 3 …, after 甲, 乙 perhaps. */
function isNumbering(row: SheetRow | undefined, columns: readonly HeaderColumn[]): boolean {
  if (row === undefined) return false;
  const texts = filledCells(row).map(({ text }) => text.replace(/^\((.*)\)$/, '$1'));
  const named = columns.filter(({ parts }) => parts.length > 0).length;
  const numbers = texts.filter((text) => !/^[甲乙丙丁戊己庚辛]$/.test(text));
  return (
    texts.length >= Math.max(4, named) &&
    numbers.length > 1 &&
    numbers.every((text, at) => text === String(at + 1))
  );
}

/** Rows below a header that belong to it. */
function below(
  rows: readonly SheetRow[],
  { at, columns }: Candidate,
): {
  readonly columns: readonly HeaderColumn[];
  readonly last: number;
  readonly numbering?: number;
} {
  const rowAfter = (row: number): SheetRow | undefined => rows.find((each) => each.row === row + 1);
  let last = (rows[at] as SheetRow).row;
  let noted = columns;
  const units = unitsIn(rowAfter(last), columns);
  if (units !== undefined) {
    last += 1;
    noted = columns.map((column) => {
      const unit = units.get(column.index);
      return unit === undefined ? column : { ...column, notes: [...column.notes, unit] };
    });
  }
  if (!isNumbering(rowAfter(last), columns)) return { columns: noted, last };
  return { columns: noted, last: last + 1, numbering: last + 1 };
}

/**
 * Finds the header of a sheet in its first rows: title rows, groups over the names, merged cells, a row of units and a
 * row of numbers below. Every column is known by its name or not at all.
 * @param rows those of `HEAD_ROWS`, blank ones left out or not.
 */
export function findHeader(
  rows: readonly SheetRow[],
  merges: readonly MergedCells[],
  { own, scope }: { readonly own?: Mapping | undefined; readonly scope?: RowScope | undefined } = {},
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
    };
  const { columns, last, numbering } = below(rows, found);
  const above = rows.filter(({ row }) => row < found.firstRow).flatMap(({ cells }) => cells);
  const isMembers = isAboutMembers(knownColumns(columns, context));
  const settled = scope ?? own?.rows ?? (isMembers ? 'member' : 'household');
  const mapped = mapColumns(columns, { ...context, scope: settled, sheetUnits: moneyUnitsIn(above) });
  const issues = numbering === undefined ? [] : [issue('numberingRow', [], { row: numbering }, 'warning')];
  return {
    ...mapped,
    issues: [...mapped.issues, ...issues],
    scope: settled,
    headerRows: { first: found.firstRow, last: lastRow(rows, found).row },
    firstDataRow: last + 1,
    names: columns.map(shownName),
  };
}

/** Whether a row repeats the names of the header, as where every printed page has them. */
export const repeatsHeader = (cells: readonly string[], { mapping, names }: SheetHead): boolean =>
  mapping.length > 1 &&
  mapping.every(({ index, column }) => {
    const cell = normaliseName(cells[index] ?? '').whole;
    return (
      cell !== '' &&
      [names[index] ?? '', column.split('/').at(-1) ?? ''].some((name) => normaliseName(name).whole === cell)
    );
  });
