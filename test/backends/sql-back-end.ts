import { generateSql } from '../../src/backends/sql/generate.js';
import { answers, inSharedDuckdb, loadFacts } from './sql-support.js';
import { type BackEnd, noAnswers } from './support.js';

/** The SQL back end, run in DuckDB in memory. */
export const sqlBackEnd: BackEnd = {
  name: 'sql',
  refuses: true,
  run: (program, households, on) => {
    const sql = generateSql(program, { on });
    return inSharedDuckdb(async (connection) => {
      await loadFacts(
        connection,
        sql,
        households.map((facts) => ({ facts })),
      );
      const found = await answers(connection, sql);
      return found.map((row) => {
        const result = noAnswers();
        for (const [name, value] of Object.entries(row))
          result[name] = value === null ? 'unknown' : String(value);
        return result;
      });
    });
  },
};
