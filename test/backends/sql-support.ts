import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from '../../src/backends/sql/dialect.js';
import type { SqlProgram } from '../../src/backends/sql/generate.js';
import {
  bitsOf,
  columnsOf,
  factOf,
  fieldOf,
  HOUSEHOLD,
  HOUSEHOLDS,
  ITEM,
  listTable,
  scaleOf,
  unusableColumn,
} from '../../src/backends/sql/layout.js';
import { statementOf } from '../../src/backends/sql/steps.js';
import type { FactList, FactRecord, FactValue } from '../../src/facts/given.js';
import type { CodesFact, Fact } from '../../src/facts/kinds.js';
import type { Range } from '../../src/values/range.js';
import type { Rational } from '../../src/values/rational.js';

/** A household as a back end reads it: its facts, and which of them were given and cannot be used. */
export interface ReadFacts {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly unusable?: ReadonlySet<string>;
}

/** DuckDB takes any text between quotes; what a script itself writes is checked by `textLiteral`. */
const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const time = (text: string | undefined): string => (text === undefined ? 'NULL' : text.replaceAll('-', ''));

/** The cells of a fact in the tables of the facts, as literals. */
function cells(fact: Fact, value: FactValue): string[] {
  switch (fact.kind) {
    case 'number': {
      if (value === undefined) return ['NULL'];
      const { numerator, denominator } = value as Rational;
      const scaled = numerator * scaleOf(fact);
      if (scaled % denominator !== 0n) throw new RangeError('A fact with too many decimals.');
      return [String(scaled / denominator)];
    }
    case 'flag':
      return [value === undefined ? 'NULL' : String(value)];
    case 'code':
    case 'text':
      return [value === undefined ? 'NULL' : textLiteral(value as string)];
    case 'day':
    case 'month': {
      const range = value as Range<string> | undefined;
      return [time(range?.low), time(range?.high)];
    }
    case 'codes':
      return codes(fact, value as FactList | undefined);
    case 'list':
      return [value === undefined ? 'NULL' : String((value as FactList).complete)];
  }
}

function codes(fact: CodesFact, value: FactList | undefined): string[] {
  if (value === undefined) return ['NULL', 'NULL', 'NULL'];
  const bits = bitsOf(fact);
  const set = value.items.reduce((all, item) => all | (bits.get(item as string) as bigint), 0n);
  return [String(set), String(value.complete), String(value.items.length)];
}

const definitions = (
  columns: readonly { readonly column: string; readonly type: 'truth' | 'text' | 'integer' }[],
) => columns.map(({ column, type }) => `${column} ${duckdb.types[type]}`);

/** Makes and fills the tables of the facts. */
export async function loadFacts(
  connection: DuckDBConnection,
  sql: SqlProgram,
  households: readonly ReadFacts[],
): Promise<void> {
  const { facts, fields } = sql.facts;
  const columns = [
    `${HOUSEHOLD} BIGINT`,
    ...facts.flatMap((name) => definitions(columnsOf(name, factOf(name)))),
    ...sql.unusableFacts.map((name) => `${unusableColumn(name)} BOOLEAN`),
  ];
  const rows = households.map(({ facts: given, unusable }, household) => [
    String(household),
    ...facts.flatMap((name) => cells(factOf(name), given[name])),
    ...sql.unusableFacts.map((name) => String(unusable?.has(name) ?? false)),
  ]);
  await fill(connection, HOUSEHOLDS, columns, rows);
  for (const [list, names] of Object.entries(fields)) {
    const items = households.flatMap(({ facts: given }, household) =>
      ((given[list] as FactList | undefined)?.items ?? []).map((item, index) => [
        String(household),
        String(index),
        ...names.flatMap((name) => cells(fieldOf(list, name), (item as FactRecord)[name])),
      ]),
    );
    await fill(
      connection,
      listTable(list),
      [
        `${HOUSEHOLD} BIGINT`,
        `${ITEM} BIGINT`,
        ...names.flatMap((name) => definitions(columnsOf(name, fieldOf(list, name)))),
      ],
      items,
    );
  }
}

async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${columns.join(', ')})`);
  for (let from = 0; from < rows.length; from += 500) {
    const values = rows.slice(from, from + 500).map((row) => `(${row.join(', ')})`);
    await connection.run(`INSERT INTO ${table} VALUES ${values.join(',\n')}`);
  }
}

/** What came out for each household, by definition: null is unknown. */
export async function answers(
  connection: DuckDBConnection,
  sql: SqlProgram,
): Promise<readonly Readonly<Record<string, boolean | string | null>>[]> {
  for (const step of sql.steps) await connection.run(statementOf(duckdb, step));
  const reader = await connection.runAndReadAll(`SELECT * FROM (\n${sql.query}\n) ORDER BY ${HOUSEHOLD}`);
  return reader
    .getRows()
    .map((row) =>
      Object.fromEntries(
        sql.columns.map(({ definition }, index) => [definition, row[index + 1] as boolean | string | null]),
      ),
    );
}

/** One database for all: to make and close one costs more than most programs. */
let instance: Promise<DuckDBInstance> | undefined;

/** Works in a database that others work in as well; what is temporary is gone afterwards. */
export async function inSharedDuckdb<Result>(
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  instance ??= DuckDBInstance.create(':memory:');
  const connection = await (await instance).connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

export async function inDuckdb<Result>(
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
