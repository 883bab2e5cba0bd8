import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDbError, withDuckDb } from './duckdb.node.js';
import type { HouseholdList, ListRow } from './tables/index.js';
import type { ListInBatches } from './tables/list-in-batches.js';
import { mapHeader } from './tables/map-header.js';
import type { RawRow } from './tables/read-rows.js';
import { wholeList } from './tables/read-sheet.js';
import { openTables, type TableOptions } from './tables/read-tables.js';
import { csvTable, type Table } from './tables/table.js';
import type { BatchLimits } from './tables/text-batches.js';
import { cellsAsCsv } from './tables/write-sheet.js';

/** Types whose text is what a person would write into a cell. A time with a zone is none: it says no day. */
const PLAIN_TYPE =
  /^(?:VARCHAR|JSON|BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(\d+,\d+\)|DATE|TIMESTAMP(?:_S|_MS|_NS)?|UUID)$/;

/** From here on, a binary number does not hold every whole number: the last digits may be others. */
const EXACT_BELOW: Readonly<Record<string, number>> = { FLOAT: 2 ** 24, DOUBLE: 2 ** 53 };

/**
 * SQL for the text of a column, or undefined for a type that is no single value. Whole numbers stand without a point,
 * because numbers of households are often kept as doubles; those that are too large to be exact stand shortened, as a
 * spreadsheet leaves them, so that they are refused like those.
 */
function textOf(column: string, type: string): string | undefined {
  const limit = EXACT_BELOW[type];
  if (limit === undefined) return PLAIN_TYPE.test(type) ? `CAST(${column} AS VARCHAR)` : undefined;
  return `CASE WHEN abs(${column}) >= ${limit} THEN format('{:E}', ${column})
    WHEN ${column} = trunc(${column}) THEN CAST(TRY_CAST(${column} AS BIGINT) AS VARCHAR)
    ELSE CAST(${column} AS VARCHAR) END`;
}

/** DuckDB takes a path for a pattern: 名单[1].parquet would read 名单1.parquet. */
export const asPattern = (path: string): string => path.replace(/[*?[]/g, (sign) => `[${sign}]`);

const FILE = 'read_parquet($1, binary_as_string = true, hive_partitioning = false)';

/** The names of the columns as the file has them: DuckDB would rename the second of two that are alike. */
async function namesIn(connection: DuckDBConnection, pattern: string): Promise<readonly string[]> {
  const schema = await connection.runAndReadAll('SELECT name, num_children FROM parquet_schema($1)', [
    pattern,
  ]);
  const elements = schema.getRows().map(([name, children]) => ({ name, children: Number(children ?? 0) }));
  const afterElement = (at: number): number => {
    let next = at + 1;
    for (let child = 0; child < (elements[at]?.children ?? 0); child += 1) next = afterElement(next);
    return next;
  };
  const names: string[] = [];
  for (let at = 1; at < elements.length; at = afterElement(at)) names.push(String(elements[at]?.name));
  return names;
}

/** Below the row of names, which a Parquet file has apart. */
const FIRST_ROW_OF_DATA = 2;
/** Large enough that the header, which is read again for every batch, does not count. */
const LIMITS: BatchLimits = { rows: 4_096, size: 4_000_000 };

/** How many rows were handed on, and the last of them that is not blank. */
interface Count {
  lastFilled: number;
}

/** How many rows a Parquet file has by what it says of itself; undefined where that cannot be read. */
export async function rowsOfParquet(connection: DuckDBConnection, path: string): Promise<number | undefined> {
  try {
    const found = await connection.runAndReadAll(
      'SELECT sum(num_rows)::DOUBLE FROM parquet_file_metadata($1)',
      [asPattern(path)],
    );
    return found.getRows()[0]?.[0] as number;
  } catch {
    return undefined;
  }
}

/** A Parquet file as the comma-separated text of the same list, in pieces; what DuckDB throws. */
async function* asCsv(
  connection: DuckDBConnection,
  path: string,
  count: Count,
  { own }: TableOptions,
): AsyncGenerator<string, void, undefined> {
  const pattern = asPattern(path);
  const names = await namesIn(connection, pattern);
  const types = (await connection.runAndReadAll(`SELECT * FROM ${FILE} LIMIT 0`, [pattern]))
    .columnTypes()
    .map(String);
  const columns = types.map((_, index) => `c${index}`);
  if (names.length !== types.length) throw new Error('The columns are not those of the schema.');
  const texts = columns.map((column, index) => textOf(column, types[index] as string));
  for (const { column, index } of mapHeader(names, { scope: 'member', ...(own === undefined ? {} : { own }) })
    .mapping)
    if (texts[index] === undefined)
      throw new DuckDbError('columnUnusable', {
        zh: `“${column}”一列的类型是 ${types[index]}，不能当作一格的内容来读。请改成文本、数字、是否或日期（不带时区），再存一次。`,
        en: `The column "${column}" is of the type ${types[index]}, which cannot be read as a cell. Make it text, a number, a Boolean or a date (without a time zone), and save it again.`,
      });
  const expected = await rowsOfParquet(connection, path);
  yield cellsAsCsv([names]);
  const result = await connection.stream(
    `SELECT ${texts.map((text) => text ?? "''").join(', ')} FROM ${FILE} AS list(${columns.join(', ')})`,
    [pattern],
  );
  let row = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const rows = chunk.getRows().map((cells) => cells.map((cell) => (cell as string | null) ?? ''));
    for (const cells of rows) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) count.lastFilled = row;
    }
    yield cellsAsCsv(rows);
  }
  // A stream ends in the same way where it was read to its end and where it broke off.
  if (row !== expected) throw new Error(`${row} of ${expected} rows could be read.`);
}

const UNREADABLE = {
  zh: '不是可以读的 Parquet 文件，或已损坏，或文字不是 UTF-8。请用原来的程序再存一次，或另存为“CSV UTF-8”。',
  en: 'It is no Parquet file that can be read, or it is damaged, or its text is not UTF-8. Save it again with the program that it comes from, or as "CSV UTF-8".',
};
const ROWS_JOINED = {
  zh: '有的格子里既有换行又有逗号，分不清行。请去掉这些格子里的换行，再存一次。',
  en: 'Cells hold line breaks and commas such that rows cannot be told apart. Take the line breaks out of those cells, and save it again.',
};

/** The rows of a table, held against how many were handed on: line breaks in cells may have joined some. */
async function* counted(table: Table, count: Count): AsyncGenerator<readonly RawRow[], void, undefined> {
  let rows = 0;
  for await (const batch of table.rows()) {
    rows += batch.length;
    yield batch;
  }
  if (rows !== count.lastFilled - (table.head.firstDataRow - FIRST_ROW_OF_DATA))
    throw new DuckDbError('fileUnreadable', ROWS_JOINED);
}

/** DuckDB may quote a value; so its message is kept from the user. */
const told = (error: unknown): unknown =>
  error instanceof DuckDbError ? error : new DuckDbError('fileUnreadable', UNREADABLE, error);

/**
 * Opens a Parquet file as the list that the same table gives as comma-separated text: a household a row, under the same
 * column names, cells written as text (a null is a blank; a DATE is 2024-11-01; a whole number has no point). It is read
 * batch by batch, while the batches are taken.
 * @throws DuckDbError if the file cannot be read, or a column that gives a fact has a type that is no single value; also
 *   while the batches are taken. Its texts hold nothing of what stands in the rows.
 */
export async function openParquet(
  connection: DuckDBConnection,
  path: string,
  options: TableOptions = {},
): Promise<ListInBatches> {
  const count: Count = { lastFilled: 0 };
  let list: ListInBatches;
  try {
    const table = await csvTable(asCsv(connection, path, count, options), { own: options.own }, LIMITS);
    list = await openTables([{ ...table, rows: () => counted(table, count) }], options);
  } catch (error) {
    throw told(error);
  }
  async function* batches(): AsyncGenerator<readonly ListRow[], void, undefined> {
    try {
      yield* list.batches;
    } catch (error) {
      throw told(error);
    }
  }
  return { head: list.head, batches: batches() };
}

/**
 * All of the list of a Parquet file; the file itself is read in pieces.
 * @throws DuckDbError as `openParquet` does, and if DuckDB is not installed.
 */
export const readParquet = (path: string): Promise<HouseholdList> =>
  withDuckDb(async (connection) => wholeList(await openParquet(connection, path)));
