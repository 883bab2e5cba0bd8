import { constants as bufferConstants } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Assessor, compile } from '../decision/assess.js';
import { DuckDbError } from '../duckdb.node.js';
import { readParquet } from '../parquet.node.js';
import { loadPolicy } from '../policy-files.node.js';
import type { HouseholdList } from '../tables/index.js';
import { readSheet } from '../tables/read-sheet.js';
import { CommandError } from './command-error.js';
import { type ListOptions, openList, requireFolder } from './household-list.js';

/** From this size on, in bytes, comma-separated text is read in pieces: it would not fit into one text. */
export const PIECEWISE_FROM = bufferConstants.MAX_STRING_LENGTH;

type Reader = (path: string) => Promise<HouseholdList>;

const readCsvInPieces: Reader = (path) => readSheet(createReadStream(path, { highWaterMark: 1 << 20 }));

/** What reads a list that is not read as one text, by its format and size; undefined for every other. */
function readerOf(path: string, size: number, piecewiseFrom: number): Reader | undefined {
  const ending = extname(path).toLowerCase();
  if (ending === '.parquet') return readParquet;
  return ending === '.csv' && size > piecewiseFrom ? readCsvInPieces : undefined;
}

/** Tells what a user can mend about a file in the words of a command. */
async function told(path: string, read: Reader): Promise<HouseholdList> {
  try {
    await access(path, constants.R_OK);
    return await read(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES')
      throw new CommandError(
        `打不开文件 ${path}（${code}）。请检查路径和权限。`,
        `${path} cannot be opened (${code}). Check the path and permissions.`,
      );
    if (!(error instanceof DuckDbError)) throw error;
    const [zh, en] = error.code === 'duckDbMissing' ? ['', ''] : [`${path}：`, `${path}: `];
    throw new CommandError(`${zh}${error.zh}`, `${en}${error.message}`);
  }
}

/**
 * Loads the policy and the list of a command, as `openList` does; Parquet through DuckDB, and comma-separated text that
 * is too large for one text (`piecewiseFrom` bytes) in pieces. The rows and issues are the same whichever way.
 * @throws CommandError or DixianError with what to mend.
 */
export async function openAnyList(
  path: string,
  options: ListOptions,
  piecewiseFrom: number = PIECEWISE_FROM,
): Promise<{ assessor: Assessor; list: HouseholdList }> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  const reader = readerOf(path, size, piecewiseFrom);
  if (reader === undefined) return openList(path, options);
  for (const folder of options.packs ?? []) await requireFolder(folder);
  const { region, on, knownOn, packs = [] } = options;
  const assessor = compile(await loadPolicy({ region, on, knownOn, packs }));
  return { assessor, list: await told(path, reader) };
}
