import { codesOf } from '../../facts/code-lists.js';
import type { Fact, ScalarFact } from '../../facts/kinds.js';
import { MAXIMUM_TEXT } from '../../facts/schema.js';
import { type Dialect, textLiteral } from './dialect.js';
import { columnName, columnsOf, lastColumn } from './layout.js';

/** What is wrong with a number that is neither in its range nor whole: two issues for one cell. */
export const TWO_PROBLEMS = ['numberOutOfRange', 'tooManyDecimals'] as const;

/** A column of the facts made of what was given, or the code of what is wrong with that. */
export interface Checked {
  readonly column: string;
  readonly text: string;
}

/** Where a given cell stands, as text, blank as NULL. */
export const givenColumn = (name: string): string => `g${columnName(name).slice(1)}`;
/** The code of the issue with a given cell, or NULL. */
export const problemColumn = (name: string): string => `p${columnName(name).slice(1)}`;

const oneOf = (text: string, values: readonly string[]): string =>
  `${text} IN (${values.map(textLiteral).join(', ')})`;

/** What a cell is by the catalogue: its column or columns, NULL where the value is impossible, and the issue. */
export function checkScalar(
  dialect: Dialect,
  name: string,
  fact: ScalarFact,
): { readonly values: readonly Checked[]; readonly problem: Checked } {
  const given = givenColumn(name);
  const { values, problem } = checkText(dialect, given, name, fact);
  return {
    values,
    problem: { column: problemColumn(name), text: `CASE WHEN ${given} IS NULL THEN NULL ${problem} END` },
  };
}

function checkText(
  dialect: Dialect,
  given: string,
  name: string,
  fact: ScalarFact,
): { readonly values: readonly Checked[]; readonly problem: string } {
  const column = columnName(name);
  const wrongUnless = (condition: string, code: string): string => `WHEN NOT (${condition}) THEN '${code}'`;
  switch (fact.kind) {
    case 'number': {
      const [number, units] = [
        dialect.numberOfText(given),
        dialect.smallestUnitsOfText(given, fact.decimals),
      ];
      const inRange = `(${number}) BETWEEN ${fact.minimum} AND ${fact.maximum}`;
      return {
        values: [{ column, text: `CASE WHEN ${inRange} THEN ${units} END` }],
        problem: [
          `WHEN (${number}) IS NULL THEN 'notANumber'`,
          ...(fact.decimals === 0
            ? [`WHEN NOT (${inRange}) AND floor(${number}) <> (${number}) THEN '${TWO_PROBLEMS.join(' ')}'`]
            : []),
          wrongUnless(inRange, 'numberOutOfRange'),
          `WHEN (${units}) IS NULL THEN 'tooManyDecimals'`,
        ].join(' '),
      };
    }
    case 'flag':
      return {
        values: [{ column, text: flagOf(given) }],
        problem: wrongUnless(oneOf(given, ['true', 'false']), 'notAFlag'),
      };
    case 'code': {
      const isCode = oneOf(given, codesOf(fact.codes));
      return {
        values: [{ column, text: `CASE WHEN ${isCode} THEN ${given} END` }],
        problem: wrongUnless(isCode, 'notInCodeList'),
      };
    }
    case 'text': {
      const isShort = `${dialect.lengthOfText(given)} <= ${MAXIMUM_TEXT}`;
      const isRight =
        fact.pattern === undefined ? isShort : `${isShort} AND ${dialect.textMatches(given, fact.pattern)}`;
      return {
        values: [{ column, text: `CASE WHEN ${isRight} THEN ${given} END` }],
        problem: wrongUnless(isRight, fact.pattern === undefined ? 'notAText' : 'textOfWrongForm'),
      };
    }
    case 'day': {
      const [isDay, isMonth] = [isDayText(dialect, given), isMonthText(dialect, given)];
      const day = `${monthNumber(dialect, given)} * 100 + ${piece(dialect, given, 9, 2)}`;
      const between = (end: string): string =>
        `CASE WHEN ${isDay} THEN ${day} WHEN ${isMonth} THEN ${monthNumber(dialect, given)} * 100 + ${end} END`;
      return {
        values: [
          { column, text: between('1') },
          { column: lastColumn(name), text: between(lengthOfMonth(dialect, given)) },
        ],
        problem: wrongUnless(`${isDay} OR ${isMonth}`, 'notADay'),
      };
    }
    case 'month': {
      const isMonth = isMonthText(dialect, given);
      const text = `CASE WHEN ${isMonth} THEN ${monthNumber(dialect, given)} END`;
      return {
        values: [
          { column, text },
          { column: lastColumn(name), text },
        ],
        problem: wrongUnless(isMonth, 'notAMonth'),
      };
    }
  }
}

export const flagOf = (text: string): string =>
  `CASE WHEN ${text} = 'true' THEN TRUE WHEN ${text} = 'false' THEN FALSE END`;

const piece = (dialect: Dialect, text: string, from: number, length: number): string =>
  dialect.integerOfText(dialect.pieceOfText(text, from, length));
const monthNumber = (dialect: Dialect, text: string): string =>
  `(${piece(dialect, text, 1, 4)} * 100 + ${piece(dialect, text, 6, 2)})`;
const MONTH = '[1-9][0-9]{3}-(0[1-9]|1[0-2])';
const isMonthText = (dialect: Dialect, text: string): string => dialect.textMatches(text, MONTH);
const isDayText = (dialect: Dialect, text: string): string =>
  `(${dialect.textMatches(text, `${MONTH}-(0[1-9]|[12][0-9]|3[01])`)} AND ${piece(dialect, text, 9, 2)} <= ${lengthOfMonth(dialect, text)})`;

function lengthOfMonth(dialect: Dialect, text: string): string {
  const year = piece(dialect, text, 1, 4);
  const month = dialect.pieceOfText(text, 6, 2);
  const by = (divisor: number): string => `${dialect.remainder(year, String(divisor))} = 0`;
  const isLeap = `(${by(400)} OR (${by(4)} AND NOT ${by(100)}))`;
  return `CASE WHEN ${month} = '02' THEN CASE WHEN ${isLeap} THEN 29 ELSE 28 END WHEN ${oneOf(month, ['04', '06', '09', '11'])} THEN 30 ELSE 31 END`;
}

/** The columns in which a fact is given: all as text, whatever type the loaded table has. */
export const givenColumns = (name: string, fact: Fact): readonly string[] =>
  fact.kind === 'codes' || fact.kind === 'list'
    ? columnsOf(name, fact)
        .filter(({ type }) => type === 'truth')
        .map(({ column }) => column)
    : [columnName(name)];

export const isScalar = (fact: Fact): fact is ScalarFact => fact.kind !== 'codes' && fact.kind !== 'list';
