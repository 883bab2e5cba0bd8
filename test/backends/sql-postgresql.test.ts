import { spawnSync } from 'node:child_process';
import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { generateSql } from '../../src/backends/sql/generate.js';
import { statementOf } from '../../src/backends/sql/steps.js';
import { openPacks } from '../../src/index.js';
import { policyScript, postgresql } from '../../src/sql.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { runDifferential } from './differential.js';
import { assessedAnswers, decidedAnswers } from './sql-decisions.js';
import { givenRows } from './sql-given.js';
import { impossibleHouseholds } from './sql-households.js';
import { loadFacts } from './sql-support.js';
import { type BackEnd, noAnswers } from './support.js';

/** A connection string of a PostgreSQL in which tables may be made; without it nothing here runs. */
const SERVER = process.env['DIXIAN_POSTGRESQL'];
const CLIENT = 'psql';
const HOUSEHOLDS = Number(process.env['DIXIAN_HOUSEHOLDS'] ?? 100);

function psql(text: string): string {
  const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', SERVER as string];
  const { status, stdout, stderr } = spawnSync(CLIENT, options, {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(stderr.slice(-2_000));
  return stdout;
}

const copied = (cell: string | null): string =>
  cell === null ? '\\N' : cell.replace(/[\\\t\n\r]/g, (character) => `\\${character}`);
const jsonOf = (query: string): string => `SELECT row_to_json(r) FROM (${query.replace(/;$/, '')}) AS r;`;

/** The statements that something meant for DuckDB runs, in the words of PostgreSQL. */
function statementsOf(work: (connection: DuckDBConnection) => Promise<void>): Promise<string[]> {
  const statements: string[] = [];
  const run = async (text: string): Promise<void> => {
    statements.push(
      `${text.replace(/^CREATE OR REPLACE TEMP TABLE (\w+)/, 'DROP TABLE IF EXISTS $1;\nCREATE TEMP TABLE $1')};`,
    );
  };
  return work({ run } as unknown as DuckDBConnection).then(() => statements);
}

/** The SQL back end, run in PostgreSQL. */
const postgresqlBackEnd: BackEnd = {
  name: 'postgresql',
  refuses: true,
  run: async (program, households, on) => {
    const sql = generateSql(program, { on, dialect: postgresql });
    const given = households.map((facts) => ({ facts }));
    const filled = await statementsOf((connection) => loadFacts(connection, sql, given));
    const answer = psql(
      [
        'SET client_min_messages = warning;',
        ...filled,
        ...sql.steps.map((step) => statementOf(postgresql, step)),
        jsonOf(`SELECT * FROM (\n${sql.query}\n) AS r ORDER BY household`),
      ].join('\n'),
    );
    return answer
      .trim()
      .split('\n')
      .map((line) => {
        const row = JSON.parse(line) as Record<string, unknown>;
        const result = noAnswers();
        for (const { definition, column } of sql.columns)
          result[definition] = String(row[column] ?? 'unknown');
        return result;
      });
  },
};

describe.skipIf(SERVER === undefined)('the script in PostgreSQL', () => {
  test('gives the answers of the interpreter on random programs and households', async () => {
    const result = await runDifferential({
      seed: Number(process.env['DIXIAN_SEED'] ?? 1),
      programs: Number(process.env['DIXIAN_PROGRAMS'] ?? 100),
      households: 40,
      backEnds: [postgresqlBackEnd],
    });
    expect(result.difference, result.difference).toBeUndefined();
    console.info(`${result.compared} answers compared`);
  });

  test.each([
    ['620000', '2024-11-01'],
    ['620000', '2026-06-01'],
  ])('decides in %s on %s as `assess` does, impossible values included', (region, on) => {
    const policy = openPacks(SHIPPED_FILES).resolve({ region, on });
    const script = policyScript(policy, { on, dialect: postgresql });
    expect(script.unsupported).toEqual([]);
    const households = impossibleHouseholds(HOUSEHOLDS, 5);
    const filled = [...givenRows(policy, households)].map(
      ([table, rows]) =>
        `COPY ${table} FROM STDIN;\n${rows.map((row) => row.map(copied).join('\t')).join('\n')}\n\\.`,
    );
    const schema = 'dixian_test';
    const [issues = '', decisions = ''] = script.results;
    const answer = psql(
      [
        'SET client_min_messages = warning;',
        `DROP SCHEMA IF EXISTS ${schema} CASCADE;`,
        `CREATE SCHEMA ${schema};`,
        `SET search_path = ${schema};`,
        ...script.tables,
        ...filled,
        // It can be run again.
        ...script.statements,
        ...script.statements,
        jsonOf(issues),
        "SELECT '---';",
        jsonOf(decisions),
        `DROP SCHEMA ${schema} CASCADE;`,
      ].join('\n'),
    );
    const [foundIssues, foundDecisions] = answer.split('\n---\n').map((part) =>
      part
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    ) as [Record<string, unknown>[], Record<string, unknown>[]];
    expect(foundDecisions.map((row) => row['household'])).toEqual(households.map((_, index) => index));
    expect(decidedAnswers(policy, script, foundDecisions, foundIssues)).toEqual(
      assessedAnswers(policy, on, households),
    );
    expect(foundIssues.length).toBeGreaterThan(HOUSEHOLDS);
  });
});
