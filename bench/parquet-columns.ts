import type { DuckDBConnection } from '@duckdb/node-api';
import { columnName } from '../src/backends/sql/layout.js';
import { codesOf } from '../src/facts/code-lists.js';
import type { CodesFact, Fact } from '../src/facts/kinds.js';
import { lastDay } from '../src/values/day.js';

export type Numbers = Float64Array | Int32Array | Uint8Array;
type Texts = readonly (string | null)[];
export type Column = Numbers | Texts;

/** A column of a query: numbers without NULL, or texts. */
export interface Selected {
  readonly text: string;
  readonly kind: Float64ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor | 'texts';
}

/** The keys of a table, as far as 2^31. */
export const selectedKey = (column: string): Selected => ({
  text: `CAST(${column} AS INTEGER)`,
  kind: Int32Array,
});

/** Stands for a code that is not known. */
export const UNKNOWN_CODE = 255;
/** A code as its place among the codes of its list. */
export const selectedCode = (column: string, { codes }: Pick<CodesFact, 'codes'>): Selected => {
  const values = codesOf(codes).map((code) => `'${code}'`);
  return {
    text: `CAST(coalesce(enum_code(CAST(${column} AS ENUM (${values.join(', ')}))), ${UNKNOWN_CODE}) AS UTINYINT)`,
    kind: Uint8Array,
  };
};

/** 3 true, 0 false, 2 unknown; of a list 3 complete, 0 not, 2 not given. */
const selectedTruth = (column: string): Selected => ({
  text: `CAST(CASE WHEN ${column} THEN 3 WHEN NOT ${column} THEN 0 ELSE 2 END AS UTINYINT)`,
  kind: Uint8Array,
});

/**
 * A fact as a column of numbers where it can be, so that no text has to be made: whole numbers of its unit, NaN unknown;
 * the digits of a day or month, 0 unknown; the place of a code; a truth.
 */
export function selectedFact(name: string, fact: Fact): Selected {
  const column = columnName(name);
  switch (fact.kind) {
    case 'number':
      return {
        text: `coalesce(CAST(${column} * ${10 ** fact.decimals} AS DOUBLE), 'NaN')`,
        kind: Float64Array,
      };
    case 'flag':
      return selectedTruth(column);
    case 'code':
      return selectedCode(column, fact);
    case 'day':
    case 'month':
      return { text: `coalesce(CAST(replace(${column}, '-', '') AS INTEGER), 0)`, kind: Int32Array };
    case 'list':
    case 'codes':
      return selectedTruth(`${column}_complete`);
    case 'text':
      return { text: column, kind: 'texts' };
  }
}

const LONGEST_MONTH = 999_999;
/** The first day that digits stand for, of a day or of a month. */
export const firstDayOf = (digits: number): number =>
  digits > LONGEST_MONTH ? digits : digits === 0 ? Number.NEGATIVE_INFINITY : digits * 100 + 1;
/** The last one. */
export const lastDayOf = (digits: number): number =>
  digits > LONGEST_MONTH ? digits : digits === 0 ? Number.POSITIVE_INFINITY : lastDayOfMonth(digits);
export const firstMonthOf = (digits: number): number => (digits === 0 ? Number.NEGATIVE_INFINITY : digits);
export const lastMonthOf = (digits: number): number => (digits === 0 ? Number.POSITIVE_INFINITY : digits);

const lastDays = new Map<number, number>();
function lastDayOfMonth(month: number): number {
  const known = lastDays.get(month);
  if (known !== undefined) return known;
  const text = String(month);
  const last = Number(lastDay(`${text.slice(0, 4)}-${text.slice(4)}`).replaceAll('-', ''));
  lastDays.set(month, last);
  return last;
}

/** All rows of a query in columns. */
export async function columnsOf(
  connection: DuckDBConnection,
  selected: readonly Selected[],
  from: string,
): Promise<readonly Column[]> {
  const query = `SELECT ${selected.map(({ text }) => text).join(', ')} FROM ${from}`;
  const chunks = await (await connection.run(query)).fetchAllChunks();
  const length = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  return selected.map(({ kind }, index) => {
    const vectors = chunks.map((chunk) => chunk.getColumnVector(index));
    if (kind === 'texts') return vectors.flatMap((vector) => vector.toArray() as Texts);
    const numbers = new kind(length);
    let at = 0;
    for (const vector of vectors) {
      const { items } = vector as unknown as { readonly items: Numbers };
      numbers.set(items, at);
      at += items.length;
    }
    return numbers;
  });
}
