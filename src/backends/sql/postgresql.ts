import { type Dialect, NUMBER_TEXT, textLiteral } from './dialect.js';

const matches = (text: string, pattern: string): string => `(${text} ~ ${textLiteral(`^(${pattern})$`)})`;
/** A text of more digits than any double has would stop the run. */
const LONGEST_NUMBER = 300;
const number = (text: string): string =>
  `CASE WHEN length(${text}) <= ${LONGEST_NUMBER} AND ${matches(text, NUMBER_TEXT)} THEN CAST(${text} AS DOUBLE PRECISION) END`;

/** PostgreSQL from 12 on, held against the interpreter on 15. It has no way to try a cast, so what is cast is looked at first. */
export const postgresql: Dialect = Object.freeze({
  name: 'postgresql',
  types: { truth: 'BOOLEAN', text: 'VARCHAR', integer: 'BIGINT', wideInteger: 'NUMERIC' },
  // Between numbers of 64 bits the slash cuts off, between those of NUMERIC it does not.
  quotient: (dividend: string, divisor: string, isWide: boolean) =>
    isWide ? `div(${dividend}, ${divisor})` : `(${dividend} / ${divisor})`,
  remainder: (dividend: string, divisor: string) => `(${dividend} % ${divisor})`,
  haveCommonBits: (left: string, right: string) => `((${left} & ${right}) <> 0)`,
  someTrue: (truth: string) => `bool_or(${truth})`,
  unionOfBits: (bits: string) => `bit_or(${bits})`,
  bitAt: (position: string) => `(CAST(1 AS BIGINT) << CAST(${position} AS INTEGER))`,
  joinTexts: (separator: string, texts: readonly string[]) =>
    // concat_ws takes a hundred texts at most.
    `array_to_string(ARRAY[${texts.join(', ')}], ${textLiteral(separator)})`,
  integerOfText: (text: string) =>
    `CASE WHEN ${matches(text, '[0-9]{1,18}')} THEN CAST(${text} AS BIGINT) END`,
  textMatches: matches,
  numberOfText: number,
  smallestUnitsOfText: (text: string, decimals: number) => {
    const scale = 10 ** decimals;
    const units = `round(${number(text)} * ${scale})`;
    // One within the other: a conjunction may be looked at from either end, and what is too large would stop the run.
    return `CASE WHEN abs(${number(text)}) <= 1e13 THEN CASE WHEN ${units} / ${scale} = ${number(text)} THEN CAST(${units} AS BIGINT) END END`;
  },
  lengthOfText: (text: string) => `length(${text})`,
  pieceOfText: (text: string, from: number, length: number) => `substr(${text}, ${from}, ${length})`,
  asText: (value: string) => `CAST(${value} AS VARCHAR)`,
  temporary: (table: string) => `pg_temp.${table}`,
  keep: (table: string) => `DROP TABLE IF EXISTS pg_temp.${table};\nCREATE TEMP TABLE ${table} AS`,
  materialized: (name: string) => `WITH ${name} AS MATERIALIZED`,
  // Without it the planner puts the text of a column wherever the column is read, again and again.
  barrier: '\nOFFSET 0',
});
