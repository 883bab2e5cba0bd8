import type { DuckDBConnection } from '@duckdb/node-api';
import { columnName, factOf, factsRead, fieldOf } from '../../src/backends/sql/layout.js';
import type { PolicyScript } from '../../src/backends/sql/script.js';
import type { Policy } from '../../src/policy/policy.js';
import type { Given } from '../decision/support.js';

/** A cell as text; null is blank. */
type Cells = readonly (string | null)[];
const cell = (value: unknown): string | null =>
  value === undefined || value === null ? null : String(value);
interface Items {
  readonly complete?: unknown;
  readonly items: readonly unknown[];
}
const completeOf = (value: unknown): string | null => cell((value as Items | undefined)?.complete);
const itemsOf = (value: unknown): readonly unknown[] => (value as Items | undefined)?.items ?? [];

/** Households as they are given (the same JSON that `assess` takes) as rows of the tables of a script. */
export function givenRows(
  policy: Policy,
  households: readonly Given[],
): ReadonlyMap<string, readonly Cells[]> {
  const { facts, fields } = factsRead(policy.program);
  const rows = new Map<string, Cells[]>();
  const add = (table: string, row: Cells): void => {
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
  return rows;
}

const literal = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** Puts households into the tables of a script, as text. */
export async function loadGiven(
  connection: DuckDBConnection,
  policy: Policy,
  script: PolicyScript,
  households: readonly Given[],
): Promise<void> {
  for (const statement of script.tables) await connection.run(statement);
  for (const [name, all] of givenRows(policy, households))
    for (let from = 0; from < all.length; from += 500) {
      const rows = all.slice(from, from + 500).map((row) => `(${row.map(literal).join(', ')})`);
      await connection.run(`INSERT INTO ${name} VALUES ${rows.join(',\n')}`);
    }
}
