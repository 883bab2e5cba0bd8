import { rowOf } from '../../src/backends/javascript/rows.js';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import type { Fact } from '../../src/facts/kinds.js';
import { readHousehold, unusableFacts } from '../../src/facts/read.js';
import { columnData } from '../../src/sheets/column-data.js';
import type { SheetCell } from '../../src/sheets/portable/cells.js';
import { columnNamesOf } from '../../src/sheets/portable/column-names.js';
import { findHeader, HEAD_ROWS, type SheetHeader } from '../../src/sheets/portable/header.js';
import type { MergedArea } from '../../src/sheets/portable/header-cells.js';
import { type HouseholdRow, readRow, rowReader } from '../../src/sheets/portable/rows.js';
import { readSheetFacts } from '../../src/sheets/portable/sheet-facts.js';
import type { HouseholdList, ListRow } from '../../src/tables/household-list.js';
import { type Grid, textOf } from '../tables/official-sheets/grid.js';

const DATA = columnData();
export const SHEET_FACTS = readSheetFacts([...DATA.facts], [...DATA.codeLists], [...DATA.units]);
const FIELDS = readSheetFacts([...DATA.memberFields], [...DATA.codeLists], [...DATA.units]);
export const HOUSEHOLD_NAMES = columnNamesOf(SHEET_FACTS, [...DATA.lists], []);
export const MEMBER_NAMES = columnNamesOf(SHEET_FACTS, [...DATA.lists], FIELDS);

/** A sheet as the portable code reads it: its header, and its rows by their places from 1. */
export interface PortableReading {
  readonly header: SheetHeader;
  readonly rows: ReadonlyMap<number, HouseholdRow>;
}

export const mergesOf = ({ merges = [] }: Grid): MergedArea[] =>
  merges.map(([top, left, bottom, right]) => ({
    firstRow: top,
    lastRow: bottom,
    firstColumn: left - 1,
    lastColumn: right - 1,
  }));

export function readPortably(grid: Grid): PortableReading {
  const rows = grid.rows.map((cells) => cells.map(textOf));
  const header = findHeader(rows.slice(0, HEAD_ROWS), mergesOf(grid), MEMBER_NAMES, HOUSEHOLD_NAMES, '');
  const reader = rowReader(header, mergesOf(grid), true);
  const read = new Map<number, HouseholdRow>();
  for (const [at, cells] of rows.entries())
    if (at + 1 >= header.firstDataRow && cells.some((cell) => cell.trim() !== ''))
      read.set(
        at + 1,
        readRow(reader, cells, [...(grid.rows[at] ?? [])] as SheetCell[], at + 1, `第 ${at + 1} 行`),
      );
  return { header, rows: read };
}

/** The facts that a cell can give, as a program's rows have them. */
const LAYOUT = {
  facts: FACT_NAMES.filter((name) => factOf(name)?.kind !== 'list').map((name) => ({
    name,
    fact: factOf(name) as Fact,
  })),
  answers: new Map(),
  leaves: [],
  figures: [],
  unsupported: new Map(),
};

const isBlank = (value: unknown, key: string): boolean =>
  value === null ||
  Number.isNaN(value) ||
  value === Number.POSITIVE_INFINITY ||
  value === Number.NEGATIVE_INFINITY ||
  (value === 2 && !key.endsWith('$complete') && factOf(key)?.kind === 'flag');

/** A row of the library as decision code reads it, without blanks. */
export function rowOfLibrary({ household }: ListRow): Record<string, unknown> {
  const row = rowOf(LAYOUT, readHousehold(household).values) ?? {};
  return Object.fromEntries(
    Object.entries(row).filter(([key, value]) => {
      const list = key.endsWith('$complete') ? row[key.slice(0, -'$complete'.length)] : undefined;
      return !isBlank(value, key) && !(key.endsWith('$complete') && list === null);
    }),
  );
}

/** The facts of a row of the library that were given and cannot be used. */
export const unusableOfLibrary = (list: HouseholdList, { household, issues }: ListRow): readonly string[] =>
  [...new Set([...unusableFacts([...list.issues, ...issues]), ...readHousehold(household).unusable])].sort();

/** The rows that the library tells to be no households; of more than twenty of a kind only the first are told. */
export const passedOverByLibrary = ({ issues }: HouseholdList): readonly number[] =>
  issues
    .filter(({ code }) => code === 'rowsPassedOver')
    .flatMap(({ params }) => String(params['rows']).replace(' 等', '').split('、').map(Number));
