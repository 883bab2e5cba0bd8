/** The column types that a script uses. */
export type ColumnType = 'truth' | 'text' | 'integer' | 'wideInteger';

/**
 * What differs between database engines. A dialect must have SQL's three-valued BOOLEAN (NULL is unknown, AND, OR
 * and NOT are strong Kleene logic), 64-bit and 128-bit integers, and texts that are compared byte by byte.
 */
export interface Dialect {
  readonly name: string;
  readonly types: Readonly<Record<ColumnType, string>>;
  /**
   * The whole part of a quotient of two whole numbers that are not negative, the second above 0. `isWide`: one of
   * them may be of the wide type.
   */
  quotient(dividend: string, divisor: string, isWide: boolean): string;
  /** The remainder of the same. */
  remainder(dividend: string, divisor: string): string;
  /** Whether two sets of bits have one in common. */
  haveCommonBits(left: string, right: string): string;
  /** Of a group: true if the truth is true in a row, else false or NULL. */
  someTrue(truth: string): string;
  /** Of a group: the union of bits. */
  unionOfBits(bits: string): string;
  /** A whole number of 64 bits of which one is set: that at a position from 0 to 61. */
  bitAt(position: string): string;
  /** The texts that are not NULL, in order, with a separator between them. */
  joinTexts(separator: string, texts: readonly string[]): string;
  /** A text as a whole number of the type, or NULL: never an error. */
  integerOfText(text: string): string;
  /** Whether a whole text has the form of a regular expression without anything special to one engine. */
  textMatches(text: string, pattern: string): string;
  /** A decimal text as an approximate number, to compare it with bounds; NULL if it is none. */
  numberOfText(text: string): string;
  /** A decimal text in units of its last allowed decimal, as a whole number; NULL if it is none or has more decimals. */
  smallestUnitsOfText(text: string, decimals: number): string;
  /** A piece of a text: from a character, counted from 1, and how many. */
  pieceOfText(text: string, from: number, length: number): string;
  /** Any value as text. */
  asText(value: string): string;
  /** How many code points of Unicode a text has. */
  lengthOfText(text: string): string;
  /** The head of a statement that keeps the rows of a query for the rest of the session, in the place of any before. */
  keep(table: string): string;
  /** The name of a table so kept, and of no other. */
  temporary(table: string): string;
  /** The head of a query that has another, in brackets after it, worked out once and before, under a name. */
  materialized(name: string): string;
  /** What stands after a query within another so that the engine works it out first; empty if it need not. */
  readonly barrier: string;
}

/** Whether a text has a literal: not with what no code, name or hash has, controls, backslashes, halves of pairs. */
export const hasLiteral = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is refused.
  !/[\u0000-\u001f\u007f\\]|\p{Surrogate}/u.test(text);

/**
 * A text as a literal: quotes doubled.
 * @throws RangeError for a text that has none.
 */
export function textLiteral(text: string): string {
  if (!hasLiteral(text))
    throw new RangeError('A text with control characters or a backslash has no literal in SQL.');
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * What a number looks like: not 1_000, which DuckDB takes for one, and not 1.2E+04, of which a spreadsheet has cut the
 * last digits. What a floating-point column shows of a number far too large or too small is told from that.
 */
export const NUMBER_TEXT =
  '[+-]?([0-9]+([.][0-9]+)?|[1-9]([.][0-9]+)?e([+](1[5-9]|[2-9][0-9]|[12][0-9]{2}|30[0-7])|-(0[5-9]|[1-9][0-9]|[12][0-9]{2}|30[0-7])))';
const numberInDuckdb = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '${NUMBER_TEXT}') THEN TRY_CAST(${text} AS DOUBLE) END`;

/** DuckDB 1.x. */
export const duckdb: Dialect = Object.freeze({
  name: 'duckdb',
  types: { truth: 'BOOLEAN', text: 'VARCHAR', integer: 'BIGINT', wideInteger: 'HUGEINT' },
  quotient: (dividend: string, divisor: string) => `(${dividend} // ${divisor})`,
  remainder: (dividend: string, divisor: string) => `(${dividend} % ${divisor})`,
  haveCommonBits: (left: string, right: string) => `((${left} & ${right}) <> 0)`,
  someTrue: (truth: string) => `bool_or(${truth})`,
  unionOfBits: (bits: string) => `bit_or(${bits})`,
  bitAt: (position: string) => `(CAST(1 AS BIGINT) << CAST(${position} AS INTEGER))`,
  joinTexts: (separator: string, texts: readonly string[]) =>
    `concat_ws(${[textLiteral(separator), ...texts].join(', ')})`,
  integerOfText: (text: string) => `TRY_CAST(${text} AS BIGINT)`,
  textMatches: (text: string, pattern: string) => `regexp_full_match(${text}, ${textLiteral(pattern)})`,
  numberOfText: numberInDuckdb,
  // A number that is the nearest one to a decimal with so many places; below 2^53 that is exact.
  smallestUnitsOfText: (text: string, decimals: number) => {
    const [number, scale] = [numberInDuckdb(text), 10 ** decimals];
    const units = `round(${number} * ${scale})`;
    return `CASE WHEN abs(${number}) <= 1e13 AND ${units} / ${scale} = ${number} THEN CAST(${units} AS BIGINT) END`;
  },
  lengthOfText: (text: string) => `length(${text})`,
  pieceOfText: (text: string, from: number, length: number) => `substr(${text}, ${from}, ${length})`,
  asText: (value: string) => `CAST(${value} AS VARCHAR)`,
  keep: (table: string) => `CREATE OR REPLACE TEMP TABLE ${table} AS`,
  temporary: (table: string) => `temp.${table}`,
  materialized: (name: string) => `WITH ${name} AS MATERIALIZED`,
  barrier: '',
});
