import stringWidth from 'string-width';

const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));
const padLeft = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - stringWidth(text))) + text;

const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));

/** Lines of a table of text. Chinese counts double. */
export function plainTable(rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('   ')}`.trimEnd(),
  );
}

/** Lines of a table whose first column is text and whose others are numbers. Chinese counts double. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(rows);
  return rows.map(
    (row) =>
      `  ${row.map((cell, column) => (column === 0 ? pad(cell, widths[column] ?? 0) : padLeft(cell, widths[column] ?? 0))).join('   ')}`,
  );
}
