import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { withDuckDb } from './duckdb.node.js';
import { type FactName, factOf } from './facts/catalogue.js';
import { openParquet } from './parquet.node.js';
import { encodingIssues, sheetText } from './sheet-text.node.js';
import { findHeader } from './tables/find-header.js';
import type { HouseholdList } from './tables/household-list.js';
import type { ListInBatches } from './tables/list-in-batches.js';
import type { Mapping } from './tables/mapping.js';
import { readList } from './tables/read-list.js';
import { wholeList } from './tables/read-sheet.js';
import { openTables, type TableOptions } from './tables/read-tables.js';
import { type WorkbookSheet, withoutDoubles, workbookTables } from './tables/sheet-roles.js';
import { csvTable, sheetTable, type Table } from './tables/table.js';
import type { BatchLimits } from './tables/text-batches.js';
import { DixianError, type Issue, inFile, issue } from './values/issues.js';
import { openWorkbook } from './workbook-sheets.node.js';

/** How a list is read from a sheet. */
export interface SheetFileOptions extends TableOptions {
  /** The sheet of a workbook with the households, by name. */
  readonly sheet?: string | undefined;
  /** Files with the entries of lists, by the fact that the list is. */
  readonly lists?: readonly { readonly list: FactName; readonly path: string }[] | undefined;
}

/** Large enough that the header, which is read again for every batch, does not count. */
const LIMITS: BatchLimits = { rows: 4_096, size: 4_000_000 };

/** Files that are workbooks, or that people take for workbooks: what they are is told by what is in them. */
const WORKBOOKS: ReadonlySet<string> = new Set([
  '.xlsx',
  '.xlsm',
  '.xltx',
  '.xls',
  '.et',
  '.ett',
  '.xlsb',
  '.ods',
  '.wps',
  '.numbers',
]);

export const isWorkbook = (path: string): boolean => WORKBOOKS.has(extname(path).toLowerCase());
export const isSheetText = (path: string): boolean => extname(path).toLowerCase() === '.csv';
/** Whether a file is a table, whose columns are mapped. */
export const isSheetFile = (path: string): boolean => isWorkbook(path) || isSheetText(path);

/** The sheets of a workbook. What is wrong with it is told with its path. */
async function sheetsOf(path: string): Promise<readonly WorkbookSheet[]> {
  const bytes = await readFile(path);
  return withName(basename(path), () => openWorkbook(bytes));
}

/** Tells what is wrong with a file with its name. */
async function withName<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DixianError)) throw error;
    throw new DixianError(error.issues.map((found) => inFile(name, found)));
  }
}

const NOTHING: Table = { name: '', head: findHeader([], []), rows: async function* () {} };

/** A table of a file with its issues. */
interface Opened {
  readonly table: Table;
  readonly issues: readonly Issue[];
}

/** The entries of a list as a file of their own: comma-separated text, or a workbook with the sheet of that list, or one sheet. */
async function openList(path: string, list: FactName, { own }: SheetFileOptions): Promise<Opened> {
  const name = basename(path);
  if (isSheetText(path)) {
    return withName(name, async () => {
      const { pieces, encoding } = await sheetText(path);
      const table = await csvTable(pieces, { own, scope: list }, LIMITS, { name, list });
      return { table, issues: encodingIssues(encoding, table.head).map((found) => inFile(name, found)) };
    });
  }
  const sheets = await sheetsOf(path);
  const { tables } = await workbookTables(sheets, { own });
  const named = tables.find((table) => table.list === list);
  if (named !== undefined) return { table: named, issues: [] };
  const visible = sheets.filter(({ hidden }) => !hidden);
  const [only, ...others] = visible;
  if (only === undefined || others.length > 0)
    throw new DixianError([
      inFile(
        name,
        issue('severalHouseholdSheets', [], { sheets: visible.map((each) => `“${each.name}”`).join('、') }),
      ),
    ]);
  return { table: await sheetTable(only, { own, scope: list }, list), issues: [] };
}

async function openMain(
  path: string,
  options: SheetFileOptions,
): Promise<{ readonly tables: readonly Table[]; readonly issues: readonly Issue[] }> {
  if (isWorkbook(path)) return workbookTables(await sheetsOf(path), options);
  const { pieces, encoding } = await sheetText(path);
  const table = await csvTable(pieces, { own: options.own }, LIMITS);
  return { tables: [table], issues: encodingIssues(encoding, table.head) };
}

/**
 * Opens a list of households from a table: comma-separated text (UTF-8 or GB18030) or a workbook, and its lists from
 * further sheets or files. Of text with a row a household one batch is in memory at a time.
 * @throws DixianError with what to do if a file is none of these, is damaged or in an encoding that is not known; the
 *   errors of `node:fs`. Also while the batches are taken.
 */
export async function openSheetFile(path: string, options: SheetFileOptions): Promise<ListInBatches> {
  const { tables, issues } = await openMain(path, options);
  const lists: Opened[] = [];
  for (const { list, path: file } of options.lists ?? []) {
    const opened = await openList(file, list, options);
    if (opened.table.head.headerRows === undefined)
      throw new DixianError([inFile(basename(file), issue('noHeader', []))]);
    lists.push(opened);
  }
  const [main = NOTHING, ...further] = tables;
  const single = withoutDoubles([...further, ...lists.map(({ table }) => table)]);
  return openTables([main, ...single.tables], options, [
    ...issues,
    ...lists.flatMap((each) => each.issues),
    ...single.issues,
  ]);
}

/** How a file of households is read by a program. */
export interface HouseholdFileOptions {
  /** A county's own names for columns, and what it declares: `readMapping` reads it. */
  readonly mapping?: Mapping;
  /** The sheet of a workbook with the households, by name; without it, the columns tell. */
  readonly sheet?: string;
  /** Files with the entries of lists, by the fact that the list is: `{ members: "成员.csv" }`. */
  readonly lists?: Readonly<Partial<Record<FactName, string>>>;
  /** Keep the cells of every row as they stand (`cells`, under `columns` of the list). */
  readonly keepCells?: boolean;
}

/**
 * Reads a list of households from a file, all of it: a workbook (.xlsx), comma-separated text (UTF-8 or GB18030), JSON,
 * NDJSON or Parquet (through DuckDB, which has to be installed). A row that cannot be read stays in the list, marked as
 * such; what is wrong with the file as a whole stands in `issues`.
 * @throws DixianError with what to do if the file is none of these, is damaged, locked or too large; DuckDbError of
 *   Parquet; the errors of `node:fs`.
 */
export async function readHouseholdFile(
  path: string,
  options: HouseholdFileOptions = {},
): Promise<HouseholdList> {
  const { mapping: own, sheet, lists = {}, keepCells } = options;
  const files = Object.entries(lists).filter((entry): entry is [FactName, string] => entry[1] !== undefined);
  for (const [list] of files)
    if (factOf(list)?.kind !== 'list') throw new DixianError([issue('optionUnusable', ['lists', list])]);
  const ending = extname(path).toLowerCase();
  const refuse = (given: Readonly<Record<string, unknown>>): void => {
    const name = Object.keys(given).find((key) => given[key] !== undefined);
    if (name !== undefined) throw new DixianError([issue('optionUnusable', [name])]);
  };
  if (isSheetFile(path)) {
    if (isSheetText(path)) refuse({ sheet });
    const opened = files.map(([list, file]) => ({ list, path: file }));
    return wholeList(await openSheetFile(path, { own, sheet, lists: opened, keepCells }));
  }
  const isGiven = files.length > 0 ? lists : undefined;
  if (ending === '.parquet') {
    refuse({ sheet, lists: isGiven });
    return withDuckDb(async (connection) =>
      wholeList(await openParquet(connection, path, { own, keepCells })),
    );
  }
  if (!['.json', '.ndjson', '.jsonl'].includes(ending)) throw new DixianError([issue('fileKindUnknown', [])]);
  refuse({ mapping: own, sheet, lists: isGiven, keepCells });
  return readList({ text: await utf8Text(path), format: ending === '.json' ? 'json' : 'ndjson' });
}

async function utf8Text(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DixianError([issue('notUtf8', [])]);
  }
}
