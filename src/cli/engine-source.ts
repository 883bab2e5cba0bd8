import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Assessor, compile } from '../decision/assess.js';
import { DuckDbError, withDuckDb } from '../duckdb.node.js';
import { openParquet } from '../parquet.node.js';
import { loadPolicy } from '../policy-files.node.js';
import type { ListRow } from '../tables/index.js';
import { fileBatches, linesOf } from '../tables/line-batches.node.js';
import { readLines } from '../tables/read-batch.js';
import { readCsv } from '../tables/read-csv.js';
import { readJson, readNdjson } from '../tables/read-json.js';
import { type ListInBatches, listInOneBatch, openSheet } from '../tables/read-sheet.js';
import { DixianError, issue } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder } from './household-list.js';
import { formatOf, readText } from './text-file.js';

/** So many lines, or bytes of them, are a batch. */
const BATCH = { rows: 4_096, size: 4_000_000 };
const READERS = { csv: readCsv, json: readJson, ndjson: readNdjson } as const;
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

const bytesOf = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: 1 << 20 });

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

/**
 * Opens a list batch by batch: rows and issues as `readList` has them, but for household numbers that repeat. Text of at
 * most `wholeUpTo` bytes is read whole and is one batch, and so is all JSON, whose households stand in one value.
 */
async function openText(path: string, wholeUpTo: number): Promise<ListInBatches> {
  const format = formatOf(path);
  const isWhole = format === 'json' || (await sizeOf(path)) <= wholeUpTo;
  if (isWhole) return listInOneBatch(READERS[format](await readText(path)));
  return format === 'csv' ? openSheet(bytesOf(path)) : { head: NO_COLUMNS, batches: lineRows(path) };
}

/**
 * Opens a list batch by batch for as long as `use` takes; what cannot be held in memory is read in pieces. Parquet is
 * read by a database of its own: a connection that did anything else meanwhile would end what it reads.
 * @throws CommandError if the file cannot be opened or has no format that is known; DixianError if it is not UTF-8;
 *   DuckDbError of Parquet; what `use` throws.
 */
export async function withBatches<Result>(
  path: string,
  use: (list: ListInBatches) => Promise<Result>,
  { wholeUpTo = LARGE_TEXT }: { readonly wholeUpTo?: number | undefined } = {},
): Promise<Result> {
  await requireReadable(path);
  if (!isParquet(path)) return use(await openText(path, wholeUpTo));
  return withDuckDb(async (connection) => use(await openParquet(connection, path)));
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
