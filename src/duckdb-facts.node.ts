import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { duckdb } from './backends/sql/dialect.js';
import type { SqlProgram } from './backends/sql/generate.js';
import {
  bitsOf,
  boundOf,
  columnsOf,
  factOf,
  fieldOf,
  HOUSEHOLD,
  HOUSEHOLDS,
  ITEM,
  listTable,
  scaleOf,
  unusableColumn,
} from './backends/sql/layout.js';
import type { FactList, FactRecord, FactValue } from './facts/given.js';
import type { CodesFact, Fact } from './facts/kinds.js';
import type { Range } from './values/range.js';
import type { Rational } from './values/rational.js';

/** A cell of a table: a whole number, a truth, a text, or unknown. */
export type Cell = bigint | boolean | string | null;

/** Characters that do not come back from DuckDB as they went in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a zero byte is what is looked for.
const UNSAYABLE = /\u0000|\p{Surrogate}/u;

/** Puts a value into a row of cells, column after column; unknown where the appender is told nothing. */
export function appendCell(appender: DuckDBAppender, cell: Cell): void {
  if (cell === null) appender.appendNull();
  else if (typeof cell === 'bigint') appender.appendBigInt(cell);
  else if (typeof cell === 'boolean') appender.appendBoolean(cell);
  else appender.appendVarchar(cell);
}

/** Makes a table anew and fills it. */
export async function fillTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE ${table} (${columns.join(', ')})`);
  const appender = await connection.createAppender(table);
  try {
    for (const row of rows) {
      for (const cell of row) appendCell(appender, cell);
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

/** What a value cannot be said as. */
class Unsayable extends Error {}

const numberOfTime = (text: string | undefined): Cell =>
  text === undefined ? null : BigInt(text.replaceAll('-', ''));

function textCell(text: string): Cell {
  if (UNSAYABLE.test(text)) throw new Unsayable();
  return text;
}

function numberCell(fact: Extract<Fact, { readonly kind: 'number' }>, value: Rational): Cell {
  const scaled = value.numerator * scaleOf(fact);
  const units = scaled / value.denominator;
  const bound = boundOf(fact);
  if (scaled % value.denominator !== 0n || units > bound || units < -bound) throw new Unsayable();
  return units;
}

function codesCells(fact: CodesFact, value: FactList | undefined): readonly Cell[] {
  if (value === undefined) return [null, null, null];
  const bits = bitsOf(fact);
  const set = value.items.reduce((all, item) => all | (bits.get(item as string) as bigint), 0n);
  return [set, value.complete, BigInt(value.items.length)];
}

/** The cells of a fact, in the order of `columnsOf`. */
function cellsOf(fact: Fact, value: FactValue): readonly Cell[] {
  switch (fact.kind) {
    case 'number':
      return [value === undefined ? null : numberCell(fact, value as Rational)];
    case 'flag':
      return [value === undefined ? null : (value as boolean)];
    case 'code':
    case 'text':
      return [value === undefined ? null : textCell(value as string)];
    case 'day':
    case 'month': {
      const range = value as Range<string> | undefined;
      return [numberOfTime(range?.low), numberOfTime(range?.high)];
    }
    case 'codes':
      return codesCells(fact, value as FactList | undefined);
    case 'list':
      return [value === undefined ? null : (value as FactList).complete];
  }
}

/** A household as it was read: its facts, and those that were given and cannot be used. */
interface ReadFacts {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly unusable: ReadonlySet<string>;
}

const definitions = (name: string, fact: Fact): readonly string[] =>
  columnsOf(name, fact).map(({ column, type }) => `${column} ${duckdb.types[type]}`);

/** Gathers the facts of households as rows of the tables that a program in SQL reads. */
export class FactTables {
  readonly #households: (readonly Cell[])[] = [];
  readonly #items = new Map<string, (readonly Cell[])[]>();
  readonly #facts: readonly (readonly [string, Fact])[];
  readonly #fields: ReadonlyMap<string, readonly (readonly [string, Fact])[]>;
  readonly #unusable: readonly string[];

  constructor({ facts, unusableFacts }: Pick<SqlProgram, 'facts' | 'unusableFacts'>) {
    this.#facts = facts.facts.map((name) => [name, factOf(name)] as const);
    this.#fields = new Map(
      Object.entries(facts.askedFields).map(([list, fields]) => [
        list,
        fields.map((field) => [field, fieldOf(list, field)] as const),
      ]),
    );
    this.#unusable = unusableFacts;
  }

  /**
   * Adds a household under a key of its own.
   * @returns false where a fact cannot be said in a table (a character that is none, say); then nothing was added.
   */
  add(key: number, { facts, unusable }: ReadFacts): boolean {
    const household = BigInt(key);
    try {
      const row = [
        household,
        ...this.#facts.flatMap(([name, fact]) => cellsOf(fact, facts[name])),
        ...this.#unusable.map((name) => unusable.has(name)),
      ];
      const items = [...this.#fields].map(
        ([list, fields]) =>
          [
            list,
            ((facts[list] as FactList | undefined)?.items ?? []).map((item, index) => [
              household,
              BigInt(index),
              ...fields.flatMap(([field, fact]) => cellsOf(fact, (item as FactRecord)[field])),
            ]),
          ] as const,
      );
      this.#households.push(row);
      for (const [list, rows] of items) {
        const known = this.#items.get(list) ?? [];
        known.push(...rows);
        this.#items.set(list, known);
      }
      return true;
    } catch (error) {
      if (error instanceof Unsayable) return false;
      throw error;
    }
  }

  /** Puts what was added in the place of what the tables held; there is then nothing left to add. */
  async write(connection: DuckDBConnection): Promise<void> {
    const flags = this.#unusable.map((name) => `${unusableColumn(name)} ${duckdb.types.truth}`);
    const columns = this.#facts.flatMap(([name, fact]) => definitions(name, fact));
    const key = `${HOUSEHOLD} ${duckdb.types.integer}`;
    await fillTable(connection, HOUSEHOLDS, [key, ...columns, ...flags], this.#households.splice(0));
    for (const [list, fields] of this.#fields) {
      const all = fields.flatMap(([field, fact]) => definitions(field, fact));
      const rows = this.#items.get(list)?.splice(0) ?? [];
      await fillTable(connection, listTable(list), [key, `${ITEM} ${duckdb.types.integer}`, ...all], rows);
    }
  }
}
