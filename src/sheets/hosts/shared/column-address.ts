/** A, B … Z, AA … as spreadsheets name their columns, which are counted from 0 here. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** The address of cells, A1:K300; row and column from 0. */
export function addressOf(row: number, column: number, rows: number, columns: number): string {
  return `${columnName(column) + (row + 1)}:${columnName(column + columns - 1)}${row + rows}`;
}
