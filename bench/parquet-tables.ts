import type { DuckDBConnection } from '@duckdb/node-api';
import type { CodesFact } from '../src/facts/kinds.js';
import {
  type Column,
  columnsOf,
  type Numbers,
  type Selected,
  selectedCode,
  selectedFact,
  selectedKey,
} from './parquet-columns.js';
import { parquetRows, tableOf } from './parquet-files.js';
import type { RowField } from './rows.js';

/** Parquet files, and which households of them are read: from `from` up to, not including, `to`. */
export interface Source {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly from: number;
  readonly to: number;
}

/** The keys of a table's rows, in order. */
interface Keys {
  readonly household: Numbers;
  readonly item?: Numbers;
}

/** Whether a row stands before another, or one before the rows of another table that belong to a row. */
const isBefore = (left: Keys, at: number, right: Keys, place: number): boolean => {
  const [one, other] = [left.household[at] as number, right.household[place] as number];
  if (one !== other || left.item === undefined || right.item === undefined) return one < other;
  return (left.item[at] as number) < (right.item[place] as number);
};

/**
 * Of each outer row, where its inner rows begin; of the last also where they end. Both are in the order of their keys.
 * @throws Error if they are not.
 */
function startsOf(outer: Keys, inner: Keys): Int32Array {
  const count = inner.household.length;
  for (let at = 1; at < count; at += 1)
    if (isBefore(inner, at, inner, at - 1)) throw new Error('The rows of a table are not in order.');
  const starts = new Int32Array(outer.household.length + 1);
  let at = 0;
  for (let place = 0; place < outer.household.length; place += 1) {
    while (at < count && isBefore(inner, at, outer, place)) at += 1;
    starts[place] = at;
  }
  starts[outer.household.length] = count;
  return starts;
}

/** Reads a table; the columns of its keys come first. */
async function read(
  { connection, folder, from, to }: Source,
  table: string,
  keys: readonly string[],
  selected: readonly Selected[],
): Promise<{ readonly keys: Keys; readonly columns: readonly Column[] }> {
  const columns = await columnsOf(
    connection,
    [...keys.map(selectedKey), ...selected],
    parquetRows(folder, table, from, to),
  );
  const [household, item] = columns as readonly Column[] as [Numbers, Numbers];
  return {
    keys: keys.length === 1 ? { household } : { household, item },
    columns: columns.slice(keys.length),
  };
}

const KEYS_OF_HOUSEHOLD = ['household'];
const KEYS_OF_ITEM = ['household', 'item_number'];

/** A table of records in columns of numbers, with the lists within them. */
export class RecordTable {
  readonly fields: readonly RowField[];
  /** The list that a field is, if it is one. */
  readonly lists: readonly (RecordTable | CodeTable | undefined)[];
  /** A column a field; of a list, whether it is complete. */
  columns: readonly Column[] = [];
  /** Where the records of an outer record begin; of a list only. */
  starts: Int32Array = new Int32Array(0);
  private readonly path: readonly string[];

  constructor(fields: readonly RowField[], path: readonly string[] = []) {
    this.fields = fields;
    this.path = path;
    this.lists = fields.map(({ name, fact, fields: inner }) => {
      if (fact.kind === 'list') return new RecordTable(inner, [...path, name]);
      return fact.kind === 'codes' ? new CodeTable(fact, [...path, name]) : undefined;
    });
  }

  /** How many records there are. */
  get length(): number {
    return this.columns[0]?.length ?? 0;
  }

  async load(source: Source, outer?: Keys): Promise<void> {
    const isList = outer !== undefined;
    const { keys, columns } = await read(
      source,
      isList ? tableOf(...this.path) : 'households',
      isList ? KEYS_OF_ITEM : KEYS_OF_HOUSEHOLD,
      this.fields.map(({ name, fact }) => selectedFact(name, fact)),
    );
    this.columns = columns;
    if (isList) this.starts = startsOf(outer, keys);
    for (const list of this.lists) await list?.load(source, keys);
  }
}

/** A list of codes in the columns of numbers. */
export class CodeTable {
  readonly fact: CodesFact;
  /** The places of the codes in their list. */
  places: Numbers = new Uint8Array(0);
  /** Where the codes of an outer record begin. */
  starts: Int32Array = new Int32Array(0);
  private readonly path: readonly string[];

  constructor(fact: CodesFact, path: readonly string[]) {
    this.fact = fact;
    this.path = path;
  }

  async load(source: Source, outer: Keys): Promise<void> {
    const keyNames = outer.item === undefined ? KEYS_OF_HOUSEHOLD : KEYS_OF_ITEM;
    const { keys, columns } = await read(source, tableOf(...this.path), keyNames, [
      selectedCode('code', this.fact),
    ]);
    this.places = columns[0] as Numbers;
    this.starts = startsOf(outer, keys);
  }
}
