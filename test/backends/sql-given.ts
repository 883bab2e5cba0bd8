import type { DuckDBConnection } from '@duckdb/node-api';
import { columnName, factOf, factsRead, fieldOf } from '../../src/backends/sql/layout.js';
import type { PolicyScript } from '../../src/backends/sql/script.js';
import type { Policy } from '../../src/policy/policy.js';
import type { Given } from '../decision/support.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const cell = (value: unknown): string =>
  value === undefined || value === null ? 'NULL' : quoted(String(value));
interface Items {
  readonly complete?: unknown;
  readonly items: readonly unknown[];
}
const completeOf = (value: unknown): string => cell((value as Items | undefined)?.complete);
const itemsOf = (value: unknown): readonly unknown[] => (value as Items | undefined)?.items ?? [];

/** Puts households as they are given (the same JSON that `assess` takes) into the tables of a script, as text. */
export async function loadGiven(
  connection: DuckDBConnection,
  policy: Policy,
  script: PolicyScript,
  households: readonly Given[],
): Promise<void> {
  for (const statement of script.tables) await connection.run(statement);
  const { facts, fields } = factsRead(policy.program);
  const rows = new Map<string, string[][]>();
  const add = (table: string, row: string[]): void => {
    rows.set(table, [...(rows.get(table) ?? []), row]);
  };
  const table = (...names: readonly string[]): string =>
    ['household', ...names.map((name) => columnName(name).slice(2))].join('_');
  households.forEach((household, number) => {
    const key = String(number);
    add('households', [
      key,
      ...facts.map((name) => {
        const { kind } = factOf(name);
        return kind === 'list' || kind === 'codes' ? completeOf(household[name]) : cell(household[name]);
      }),
    ]);
    for (const name of facts) {
      const { kind } = factOf(name);
      if (kind === 'codes') for (const code of itemsOf(household[name])) add(table(name), [key, cell(code)]);
      if (kind !== 'list') continue;
      itemsOf(household[name]).forEach((item, index) => {
        const record = item as Given;
        add(table(name), [
          key,
          String(index),
          ...(fields[name] ?? []).map((field) =>
            fieldOf(name, field).kind === 'codes' ? completeOf(record[field]) : cell(record[field]),
          ),
        ]);
        for (const field of fields[name] ?? [])
          if (fieldOf(name, field).kind === 'codes')
            for (const code of itemsOf(record[field]))
              add(table(name, field), [key, String(index), cell(code)]);
      });
    }
  });
  for (const [name, all] of rows)
    for (let from = 0; from < all.length; from += 500)
      await connection.run(
        `INSERT INTO ${name} VALUES ${all
          .slice(from, from + 500)
          .map((row) => `(${row.join(', ')})`)
          .join(',\n')}`,
      );
}
