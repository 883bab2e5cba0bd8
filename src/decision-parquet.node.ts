import { DuckDbError, withDuckDb } from './duckdb.node.js';
import { asPattern, rowsOfParquet } from './parquet.node.js';
import type { CellsOfRow } from './tables/read-decisions.js';

const UNREADABLE = {
  zh: '不是可以读的 Parquet 文件，或已损坏。请用研判写出的原文件，或改用 .csv 结果。',
  en: 'It is no Parquet file that can be read, or it is damaged. Use the file as it was written, or decisions as .csv.',
};

/**
 * The rows of a Parquet file as text, its column names as the first of them, for as long as `use` takes. A null is a blank.
 * @throws DuckDbError if DuckDB is not installed or the file cannot be read, also while rows are taken; what `use` throws.
 */
export const withParquetCells = <Result>(
  path: string,
  use: (rows: AsyncIterable<CellsOfRow>) => Promise<Result>,
): Promise<Result> =>
  withDuckDb((connection) => {
    async function* read(): AsyncGenerator<CellsOfRow, void, undefined> {
      const expected = await rowsOfParquet(connection, path);
      const result = await connection.stream(
        'SELECT COLUMNS(*)::VARCHAR FROM read_parquet($1, binary_as_string = true, hive_partitioning = false)',
        [asPattern(path)],
      );
      yield { row: 1, cells: result.columnNames() };
      let row = 1;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        for (const cells of chunk.getRows()) {
          row += 1;
          yield { row, cells: cells.map((cell) => (cell as string | null) ?? '') };
        }
      }
      // A stream ends in the same way where it was read to its end and where it broke off.
      if (row - 1 !== expected) throw new Error(`${row - 1} of ${expected} rows could be read.`);
    }
    async function* told(): AsyncGenerator<CellsOfRow, void, undefined> {
      const rows = read();
      for (;;) {
        let next: IteratorResult<CellsOfRow, void>;
        try {
          next = await rows.next();
        } catch (error) {
          throw new DuckDbError('fileUnreadable', UNREADABLE, error);
        }
        if (next.done === true) return;
        yield next.value;
      }
    }
    return use(told());
  });
