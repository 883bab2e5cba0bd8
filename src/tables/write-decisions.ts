import Papa from 'papaparse';

/** Decisions as flat records of text. A record that has nothing for a column has a blank there. */
export interface DecisionTable {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Text that a spreadsheet would run as a formula, in half or full width. Papaparse then puts an apostrophe before
 * it. A plain negative number is no formula and stays a number. (The library's own pattern would spoil such
 * numbers, and would let through a formula that holds a line break.)
 */
const LIKE_A_FORMULA = /^(?!-\d+(?:\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/;

const cellOf = (row: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(row, key) ? (row[key] as string) : '';

/** Comma-separated text under the columns' titles, for spreadsheets: with byte order mark and CRLF. */
export function decisionsAsCsv({ columns, rows }: DecisionTable): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ key }) => cellOf(row, key))),
  ];
  return `\ufeff${Papa.unparse(cells, { newline: '\r\n', escapeFormulae: LIKE_A_FORMULA })}\r\n`;
}

const records = ({ columns, rows }: DecisionTable): readonly Readonly<Record<string, string>>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, cellOf(row, key)])));

/** A JSON object a line, by the columns' keys. */
export const decisionsAsNdjson = (table: DecisionTable): string =>
  records(table)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');

/** One JSON array of objects by the columns' keys, indented for reading. */
export const decisionsAsJson = (table: DecisionTable): string =>
  `${JSON.stringify(records(table), null, 2)}\n`;
