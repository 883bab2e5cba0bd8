import Papa from 'papaparse';

/** Rows of cells as comma-separated text that `csvRecords` reads as the same cells; each row ends with a line feed. */
export const cellsAsCsv = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : `${Papa.unparse(rows as string[][], { newline: '\n' })}\n`;
