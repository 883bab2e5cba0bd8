import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDuckDb } from './duckdb.node.js';
import { appendCell } from './duckdb-facts.node.js';
import { withPassingFolder } from './duckdb-folder.node.js';
import type { DecisionTable } from './tables/write-decisions.js';

/** What DuckDB may take of memory, in bytes; the rest goes to a temporary folder. */
const MEMORY = 512 * 1024 ** 2;

/** DuckDB would end a text at a zero byte, and half a character is no text: a sign that is seen stands for both. */
const asText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a zero byte is what is looked for.
  text.replace(/\u0000|\p{Surrogate}/gu, '\ufffd');

const quotedName = (name: string): string => `"${asText(name).replaceAll('"', '""')}"`;

async function append(
  connection: DuckDBConnection,
  columns: DecisionTable['columns'],
  rows: DecisionTable['rows'],
): Promise<void> {
  const appender = await connection.createAppender('decisions');
  try {
    for (const row of rows) {
      for (const { key } of columns)
        appendCell(appender, Object.hasOwn(row, key) ? asText(row[key] as string) : '');
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

/**
 * Makes a Parquet file of decisions (Zstandard), a text a column under the columns' keys as in NDJSON, in their order, and
 * hands its bytes to `use`. It lies in a temporary folder for as long as `use` takes.
 * @throws DuckDbError if DuckDB is not installed; what the tables or `use` throw.
 */
export const withParquet = <Result>(
  columns: DecisionTable['columns'],
  tables: AsyncIterable<DecisionTable>,
  use: (pieces: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> =>
  withPassingFolder(async ({ path: folder, throwIfInterrupted }) => {
    const file = join(folder, 'decisions.parquet');
    await withDuckDb(
      async (connection) => {
        const names = columns.map((_, index) => `c${index}`);
        await connection.run(`CREATE TABLE decisions (${names.map((name) => `${name} VARCHAR`).join(', ')})`);
        for await (const { rows } of tables) {
          throwIfInterrupted();
          await append(connection, columns, rows);
        }
        const named = names.map((name, index) => `${name} AS ${quotedName(columns[index]?.key ?? name)}`);
        await connection.run(
          `COPY (SELECT ${named.join(', ')} FROM decisions) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
        );
      },
      { folder, memory: MEMORY },
    );
    return use(createReadStream(file));
  });
