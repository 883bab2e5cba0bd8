import { codesOf } from '../src/facts/code-lists.js';
import type { Fact } from '../src/facts/kinds.js';
import type { HouseholdColumns } from '../src/index.js';
import type { Policy } from '../src/policy/policy.js';
import { type Column, type Numbers, UNKNOWN_CODE } from './parquet-columns.js';
import { CodeTable, RecordTable, type Source } from './parquet-tables.js';
import { fieldsRead } from './rows.js';

type FactColumn = HouseholdColumns['facts'][string];

const placesOf = (column: Numbers): Int16Array =>
  Int16Array.from(column, (place) => (place === UNKNOWN_CODE ? -1 : place));

/** Digits of days or months as texts, each written once. */
function timesOf(column: Numbers): FactColumn {
  const places = new Int32Array(column.length);
  const known = new Map<number, number>([[0, -1]]);
  const values: string[] = [];
  for (let at = 0; at < column.length; at += 1) {
    const digits = column[at] as number;
    let place = known.get(digits);
    if (place === undefined) {
      place = values.push(textOf(String(digits))) - 1;
      known.set(digits, place);
    }
    places[at] = place;
  }
  return { values, places };
}
const textOf = (digits: string): string =>
  [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== '').join('-');

/** Lists are complete (3), not complete (2) or not given (0). */
const completeOf = (column: Numbers): Uint8Array =>
  Uint8Array.from(column, (state) => (state === 3 ? 3 : state === 0 ? 2 : 0));

function columnOf(fact: Fact, column: Column, list: RecordTable | CodeTable | undefined): FactColumn {
  if (!ArrayBuffer.isView(column)) return column;
  if (list !== undefined) {
    const lists = { starts: list.starts as Int32Array<ArrayBuffer>, complete: completeOf(column) };
    return list instanceof CodeTable
      ? { ...lists, codes: { values: codesOf(list.fact.codes), places: placesOf(list.places) } }
      : { ...lists, fields: factColumns(list) };
  }
  switch (fact.kind) {
    case 'number':
      return Float64Array.from(column, (units) => units / 10 ** fact.decimals);
    case 'code':
      return { values: codesOf(fact.codes), places: placesOf(column) };
    case 'day':
    case 'month':
      return timesOf(column);
    default:
      return column as Uint8Array;
  }
}

const factColumns = ({ fields, columns, lists }: RecordTable): Record<string, FactColumn> =>
  Object.fromEntries(
    fields.map(({ name, fact }, place) => [name, columnOf(fact, columns[place] as Column, lists[place])]),
  );

/** Reads Parquet files as the columns that `householdsOfColumns` takes. */
export class ParquetColumns {
  private readonly households: RecordTable;

  constructor(policy: Policy) {
    this.households = new RecordTable(fieldsRead(policy.program));
  }

  async load(source: Source): Promise<HouseholdColumns> {
    await this.households.load(source);
    return { length: this.households.length, facts: factColumns(this.households) };
  }
}
