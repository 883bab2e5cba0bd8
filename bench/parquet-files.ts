import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnName } from '../src/backends/sql/layout.js';
import { CATALOGUE } from '../src/facts/catalogue.js';
import type { Fact } from '../src/facts/kinds.js';
import type { GivenHousehold, GivenList } from './parquet-households.js';

/** The table of a list, or of the codes of a field of its items. */
export const tableOf = (...path: readonly string[]): string =>
  ['household', ...path.map((name) => columnName(name).slice(2))].join('_');
/** How many households are drawn: where more are asked for, these follow again and again under new numbers. */
const DRAWN = 100_000;

const parquetFile = (folder: string, table: string, part: number): string =>
  join(folder, `${table}-${part}.parquet`);
/** The files of a table in which the households from `from` up to, not including, `to` stand, in order, as SQL. */
export function parquetRows(folder: string, table: string, from: number, to: number): string {
  const files: string[] = [];
  for (let part = Math.floor(from / DRAWN); part * DRAWN < to; part += 1)
    files.push(`'${parquetFile(folder, table, part)}'`);
  return `read_parquet([${files.join(', ')}]) WHERE household >= ${from} AND household < ${to}`;
}

type Cell = string | number | boolean | null | undefined;
/** The rows that a household puts into a table; the household itself stands before each of them. */
type RowsOf = (household: GivenHousehold) => readonly (readonly Cell[])[];
interface Column {
  readonly name: string;
  readonly type: string;
}
/** A table of households or of the items of a list, its rows in the order of households. */
interface GivenTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rowsOf: RowsOf;
}

const FACTS: Readonly<Record<string, Fact>> = CATALOGUE;
const itemsOf = (value: unknown): readonly unknown[] => (value as GivenList | undefined)?.items ?? [];
const HOUSEHOLD: Column = { name: 'household', type: 'BIGINT' };
const ITEM: Column = { name: 'item_number', type: 'BIGINT' };
const CODE: Column = { name: 'code', type: 'VARCHAR' };

/** The type that a register would have. A day may be known by its month only, so days and months stay text. */
function typeOf(fact: Fact): string {
  if (fact.kind === 'number') return fact.decimals === 0 ? 'INTEGER' : `DECIMAL(14, ${fact.decimals})`;
  return fact.kind === 'flag' || fact.kind === 'list' || fact.kind === 'codes' ? 'BOOLEAN' : 'VARCHAR';
}

/** Columns of facts, and the cells that a record puts into them. */
function fieldsOf(facts: Readonly<Record<string, Fact>>, columns: ReadonlySet<string>) {
  const fields = Object.entries(facts).flatMap(([name, fact]) => {
    const isList = fact.kind === 'list' || fact.kind === 'codes';
    const column = { name: isList ? `${columnName(name)}_complete` : columnName(name), type: typeOf(fact) };
    const cellOf = (record: GivenHousehold): Cell =>
      isList ? (record[name] as GivenList | undefined)?.complete : (record[name] as Cell);
    return columns.has(column.name) ? [{ column, cellOf }] : [];
  });
  return {
    columns: fields.map(({ column }) => column),
    cellsOf: (record: GivenHousehold): readonly Cell[] => fields.map(({ cellOf }) => cellOf(record)),
  };
}

/** The table of a script by its name, with those of its columns that it is declared with. */
function givenTable(name: string, declared: ReadonlySet<string>): GivenTable {
  if (name === 'households') {
    const { columns, cellsOf } = fieldsOf(FACTS, declared);
    return { name, columns: [HOUSEHOLD, ...columns], rowsOf: (household) => [cellsOf(household)] };
  }
  for (const [list, fact] of Object.entries(FACTS)) {
    if (fact.kind === 'codes' && tableOf(list) === name)
      return {
        name,
        columns: [HOUSEHOLD, CODE],
        rowsOf: (household) => itemsOf(household[list]).map((code) => [code as string]),
      };
    if (fact.kind !== 'list') continue;
    const items = (household: GivenHousehold) => itemsOf(household[list]) as readonly GivenHousehold[];
    if (tableOf(list) === name) {
      const { columns, cellsOf } = fieldsOf(fact.fields, declared);
      return {
        name,
        columns: [HOUSEHOLD, ITEM, ...columns],
        rowsOf: (household) => items(household).map((item, place) => [place, ...cellsOf(item)]),
      };
    }
    const set = Object.keys(fact.fields).find((field) => tableOf(list, field) === name);
    if (set !== undefined)
      return {
        name,
        columns: [HOUSEHOLD, ITEM, CODE],
        rowsOf: (household) =>
          items(household).flatMap((item, place) =>
            itemsOf(item[set]).map((code) => [place, code as string]),
          ),
      };
  }
  throw new Error(`No fact of the catalogue has the table ${name}.`);
}

/** The tables that the statements of a script make. */
async function givenTables(
  connection: DuckDBConnection,
  statements: readonly string[],
): Promise<GivenTable[]> {
  for (const statement of statements) await connection.run(statement);
  const reader = await connection.runAndReadAll(
    'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal',
  );
  const columns = new Map<string, Set<string>>();
  for (const [table, column] of reader.getRows() as [string, string][])
    columns.set(table, (columns.get(table) ?? new Set()).add(column));
  return [...columns].map(([name, declared]) => givenTable(name, declared));
}

/**
 * Writes Parquet files of so many households, one a table and hundred thousand, unless they are there already.
 * @param tables the statements that make the tables of the script that is to read them.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  folder: string,
  tables: readonly string[],
  households: Iterable<GivenHousehold>,
  count: number,
): Promise<void> {
  const whole = join(folder, 'whole');
  if (existsSync(whole)) return;
  mkdirSync(folder, { recursive: true });
  const drawn = Math.min(count, DRAWN);
  const given = await givenTables(connection, tables);
  await drawAsCsv(folder, given, households, drawn);
  for (const { name, columns } of given) {
    const csv = join(folder, `${name}.csv`);
    const types = columns.map((column) => `'${column.name}': '${column.type}'`).join(', ');
    await connection.run(
      `CREATE TEMP TABLE drawn AS FROM read_csv('${csv}', header = false, nullstr = '', columns = {${types}})`,
    );
    for (let part = 0; part * drawn < count; part += 1) {
      const number = `household + ${part * drawn}`;
      await connection.run(
        `COPY (SELECT * REPLACE (${number} AS household) FROM drawn WHERE ${number} < ${count}) TO '${parquetFile(folder, name, part)}'`,
      );
    }
    await connection.run('DROP TABLE drawn');
    rmSync(csv);
  }
  writeFileSync(whole, '');
}

async function drawAsCsv(
  folder: string,
  tables: readonly GivenTable[],
  households: Iterable<GivenHousehold>,
  count: number,
): Promise<void> {
  const files = tables.map((table) => ({
    ...table,
    to: createWriteStream(join(folder, `${table.name}.csv`)),
    lines: '',
  }));
  let number = 0;
  for (const household of households) {
    if (number === count) break;
    for (const file of files)
      for (const cells of file.rowsOf(household))
        file.lines += `${number},${cells.map((cell) => cell ?? '').join(',')}\n`;
    number += 1;
    if (number % 2_000 === 0)
      for (const file of files) {
        if (!file.to.write(file.lines)) await once(file.to, 'drain');
        file.lines = '';
      }
  }
  for (const { to, lines } of files) {
    to.end(lines);
    await finished(to);
  }
}
