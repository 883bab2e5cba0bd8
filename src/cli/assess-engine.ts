import { DuckDbError, withDuckDb } from '../duckdb.node.js';
import { isWorkbook } from '../household-file.node.js';
import { rowsOfParquet } from '../parquet.node.js';
import { withoutYearOf } from '../tables/title-years.js';
import { withListInDuckDb } from './engine-duckdb.js';
import { type InMemoryOptions, withListInMemory } from './engine-javascript.js';
import type { AssessedList, Engine } from './engine-list.js';
import { isParquet, sizeOf, tellingOf } from './engine-source.js';
import { requireUnits } from './household-list.js';
import { formatOf } from './text-file.js';

export interface EngineOptions extends InMemoryOptions {
  /** By the format and size of the list, if it is not given. */
  readonly engine?: Engine;
}

/** A list of more bytes of text, or more rows of Parquet, is a long one. */
export interface LongList {
  readonly bytes: number;
  readonly rows: number;
}

/** JavaScript is faster as long as the rows fit into memory; with so many bytes of text, or rows, they soon do not. */
const LONG_LIST: LongList = { bytes: 128 * 1024 * 1024, rows: 512 * 1024 };

/** The engine for a list. JSON is one value, and is in memory as a whole before a row of it is known. */
async function engineFor(path: string, longList: LongList): Promise<Engine> {
  try {
    if (isParquet(path))
      return ((await withDuckDb((connection) => rowsOfParquet(connection, path))) ?? 0) > longList.rows
        ? 'duckdb'
        : 'javascript';
    if (isWorkbook(path)) return 'javascript';
    if (formatOf(path) === 'json' || (await sizeOf(path)) <= longList.bytes) return 'javascript';
    await withDuckDb(async () => {});
    return 'duckdb';
  } catch (error) {
    if (error instanceof DuckDbError && error.code === 'duckDbMissing') return 'javascript';
    throw error;
  }
}

/**
 * Opens a list, with its policy, to be assessed by the engine that is asked for, or else by the one that suits its format
 * and size, for as long as `use` takes. What comes out is the same whichever it is.
 * @throws CommandError or DixianError with what to mend; what `use` throws.
 */
export const withAssessedList = <Result>(
  path: string,
  options: EngineOptions,
  use: (list: AssessedList) => Promise<Result>,
  longList: LongList = LONG_LIST,
): Promise<Result> =>
  tellingOf(path, async () => {
    const engine = options.engine ?? (await engineFor(path, longList));
    const useOfDay = async (list: AssessedList): Promise<Result> => {
      requireUnits(list.head);
      return use({ ...list, head: { ...list.head, issues: withoutYearOf(list.head.issues, options.on) } });
    };
    return engine === 'duckdb'
      ? withListInDuckDb(path, options, useOfDay)
      : withListInMemory(path, options, useOfDay);
  });
