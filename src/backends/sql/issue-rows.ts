import type { CodesFact, Fact } from '../../facts/kinds.js';
import { isScalar, problemColumn, TWO_PROBLEMS } from './check-cell.js';
import { NOT_A_CODE } from './check-list.js';
import { type Dialect, textLiteral } from './dialect.js';
import { CODE, GIVEN } from './given-tables.js';
import { bitsOf, HOUSEHOLD, ITEM } from './layout.js';

/** Whether the rows of two tables have the same keys. */
export const isSame = (left: string, right: string, keys: readonly string[]): string =>
  keys.map((key) => `${left}.${key} = ${right}.${key}`).join(' AND ');
/** Whether there is no row of a table with the keys of the row in hand. */
export const isMissing = (row: string, table: string, keys: readonly string[]): string =>
  `NOT EXISTS (SELECT 1 FROM ${table} AS o WHERE ${isSame('o', row, keys)})`;

/** Where issues are found: a table, the fact that its rows are about, and whether they are numbered entries. */
export interface Place {
  readonly table: string;
  /** Without it, of the household itself. */
  readonly fact?: string;
  readonly isNumbered?: boolean;
}

/** Collects the queries that find what could not be used, each with a row an issue. */
export class IssueRows {
  private readonly queries: string[] = [];
  private readonly dialect: Dialect;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** All issues: household, fact, number of the entry, code. */
  get query(): string {
    return `SELECT ${HOUSEHOLD}, fact, ${ITEM}, code FROM (\n${this.queries.join('\nUNION ALL\n')}\n) AS r`;
  }

  /** A row `r` of the table is an issue where the condition holds; the code is SQL. */
  add({ table, fact, isNumbered = false }: Place, code: string, condition: string): void {
    const { text, integer } = this.dialect.types;
    const label = fact === undefined ? `CAST(NULL AS ${text})` : textLiteral(fact);
    const item = isNumbered ? `r.${ITEM}` : `CAST(NULL AS ${integer})`;
    this.queries.push(
      `SELECT r.${HOUSEHOLD}, ${label} AS fact, ${item} AS ${ITEM}, ${code} AS code FROM ${table} AS r WHERE ${condition}`,
    );
  }

  /** What others collect, of the rows for which a condition holds. */
  addWhere(others: IssueRows, condition: string): void {
    if (others.queries.length > 0)
      this.queries.push(`SELECT * FROM (\n${others.query}\n) AS r WHERE ${condition}`);
  }

  /** What is wrong with the cell of a fact. */
  addCell(place: Place, name: string, fact: Fact): void {
    if (!isScalar(fact)) return;
    const problem = `r.${problemColumn(name)}`;
    if (fact.kind !== 'number' || fact.decimals > 0) {
      this.add(place, problem, `${problem} IS NOT NULL`);
      return;
    }
    const [first, second] = TWO_PROBLEMS;
    const both = `${problem} = '${TWO_PROBLEMS.join(' ')}'`;
    this.add(place, `CASE WHEN ${both} THEN '${first}' ELSE ${problem} END`, `${problem} IS NOT NULL`);
    this.add(place, `'${second}'`, both);
  }

  /** What is wrong with a list as a whole; each wrong code is an issue of its own. */
  addList(place: Place, name: string): void {
    const problem = `r.${problemColumn(name)}`;
    this.add(place, problem, `${problem} <> '${NOT_A_CODE}'`);
  }

  /** Rows of a list of codes that are no codes. */
  addCodes(place: Place, fact: CodesFact): void {
    const codes = [...bitsOf(fact).keys()].map(textLiteral).join(', ');
    const isCode = `${this.dialect.asText(`r.${CODE}`)} IN (${codes})`;
    this.add(place, `'${NOT_A_CODE}'`, `(r.${CODE} IS NULL OR NOT (${isCode}))`);
  }

  /** Rows of a list whose household is not among the households. */
  addStrays(place: Place): void {
    this.add(place, "'householdNotGiven'", isMissing('r', GIVEN, [HOUSEHOLD]));
  }
}
