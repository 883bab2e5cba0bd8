import { access, constants, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Assessor, compile } from '../decision/assess.js';
import { DuckDbError, withDuckDb } from '../duckdb.node.js';
import type { FactName } from '../facts/catalogue.js';
import { isSheetFile, openSheetFile, type SheetFileOptions } from '../household-file.node.js';
import { openParquet } from '../parquet.node.js';
import { loadPolicy } from '../policy-files.node.js';
import { listOfSheet } from '../tables/column-names.js';
import type { ListRow } from '../tables/index.js';
import { fileBatches, linesOf } from '../tables/line-batches.node.js';
import { type ListInBatches, listInOneBatch } from '../tables/list-in-batches.js';
import { type Mapping, readMapping } from '../tables/mapping.js';
import { readLines } from '../tables/read-batch.js';
import { readJson, readNdjson } from '../tables/read-json.js';
import { DixianError, issue } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder, type TableSourceOptions } from './household-list.js';
import { formatOf, readText } from './text-file.js';

/** So many lines, or bytes of them, are a batch. */
const BATCH = { rows: 4_096, size: 4_000_000 };
const READERS = { json: readJson, ndjson: readNdjson } as const;
const NO_COLUMNS = { mapping: [], unmapped: [], issues: [] } as const;

export const isParquet = (path: string): boolean => extname(path).toLowerCase() === '.parquet';

/** The size of a file in bytes; 0 of one that is not there, and of what is no file, such as a pipe. */
export const sizeOf = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.size ?? 0;

/** Throws CommandError if a file cannot be opened. */
export async function requireReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `打不开文件 ${path}（${code}）。请检查路径和权限。`,
      `${path} cannot be opened (${code}). Check the path and permissions.`,
    );
  }
}

/** Loads the policy of a command. Throws CommandError or DixianError with what to mend. */
export async function loadAssessor({ region, on, knownOn, packs = [] }: ListOptions): Promise<Assessor> {
  for (const folder of packs) await requireFolder(folder);
  return compile(await loadPolicy({ region, on, knownOn, packs }));
}

/** A household a line, batch by batch. Of a file that is not UTF-8 nothing is used: a garbled list must not reach an answer. */
async function* lineRows(path: string): AsyncGenerator<readonly ListRow[], void, undefined> {
  for await (const { text, firstRow, isLast, release } of fileBatches(path, BATCH)) {
    const lines = [...linesOf(text)];
    release();
    if (lines.includes(undefined)) throw new DixianError([issue('notUtf8', [])]);
    yield [...readLines(lines, firstRow, isLast)];
  }
}

/** Larger texts, in bytes, are read in pieces: rows that are in memory take several times as much as their text. */
export const LARGE_TEXT = 64 * 1024 * 1024;

/** A list whose households name their facts themselves. Text of at most `wholeUpTo` bytes is read whole and is one batch. */
async function openJson(path: string, format: 'json' | 'ndjson', wholeUpTo: number): Promise<ListInBatches> {
  const isWhole = format === 'json' || (await sizeOf(path)) <= wholeUpTo;
  return isWhole
    ? listInOneBatch(READERS[format](await readText(path)))
    : { head: NO_COLUMNS, batches: lineRows(path) };
}

/** What belongs to tables only, where the list is none. */
function refuseTableOptions({ map, sheet, list, withInput }: TableSourceOptions): void {
  const given = Object.entries({
    '--map': map,
    '--sheet': sheet,
    '--list': list,
    '--with-input': withInput,
  }).find(([, value]) => value !== undefined)?.[0];
  if (given !== undefined)
    throw new CommandError(
      `${given} 只用于表格（.xlsx、.csv、.parquet）；JSON 里写的是事实名和全部清单。`,
      `${given} is for tables (.xlsx, .csv, .parquet); JSON names its facts, and holds its lists.`,
    );
}

/** The mapping file of a command, read. Throws CommandError or DixianError with what to mend. */
export const mappingOf = async ({ map }: TableSourceOptions): Promise<Mapping | undefined> =>
  map === undefined ? undefined : readMapping({ path: map, text: await readText(map) });

/** The mapping and the files that the options of a command name. */
async function tableOptions(options: TableSourceOptions): Promise<SheetFileOptions> {
  const { sheet, list = [], withInput } = options;
  const own = await mappingOf(options);
  const lists = [];
  for (const given of list) lists.push(await listFile(given));
  return { own, sheet, lists, keepCells: withInput };
}

async function listFile(given: string): Promise<{ readonly list: FactName; readonly path: string }> {
  const at = given.indexOf('=');
  const list = at < 0 ? undefined : listOfSheet(given.slice(0, at));
  const path = given.slice(at + 1);
  if (list === undefined || !isSheetFile(path))
    throw new CommandError(
      `--list 要写成“清单=文件”，如 家庭成员=成员.csv；文件是 .csv 或 .xlsx。给的是：${given}`,
      `--list is NAME=FILE, such as members=members.csv; the file is .csv or .xlsx. Given: ${given}`,
    );
  await requireReadable(path);
  return { list, path };
}

/**
 * Opens a list batch by batch for as long as `use` takes; what cannot be held in memory is read in pieces. Rows and issues
 * are those of `readList`, but for household numbers that repeat. Parquet is read by a database of its own: a connection
 * that did anything else meanwhile would end what it reads.
 * @throws CommandError if the file cannot be opened or has no format that is known; DixianError if its text or what is in
 *   it cannot be read; DuckDbError of Parquet; what `use` throws.
 */
export async function withBatches<Result>(
  path: string,
  options: TableSourceOptions,
  use: (list: ListInBatches) => Promise<Result>,
  { wholeUpTo = LARGE_TEXT }: { readonly wholeUpTo?: number | undefined } = {},
): Promise<Result> {
  await requireReadable(path);
  if (isParquet(path)) {
    const { own, keepCells, lists, sheet } = await tableOptions(options);
    if (sheet !== undefined || (lists ?? []).length > 0)
      throw new CommandError('--sheet、--list 不用于 .parquet。', '--sheet and --list are not for .parquet.');
    return withDuckDb(async (connection) => use(await openParquet(connection, path, { own, keepCells })));
  }
  if (isSheetFile(path)) return use(await openSheetFile(path, await tableOptions(options)));
  refuseTableOptions(options);
  return use(await openJson(path, formatOf(path) as 'json' | 'ndjson', wholeUpTo));
}

/** Tells what a user can mend about DuckDB, or a file that it reads, in the words of a command. */
export async function tellingOf<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DuckDbError)) throw error;
    const isOfFile = error.code === 'fileUnreadable' || error.code === 'columnUnusable';
    throw new CommandError(
      `${isOfFile ? `${path}：` : ''}${error.zh}`,
      `${isOfFile ? `${path}: ` : ''}${error.message}`,
    );
  }
}
