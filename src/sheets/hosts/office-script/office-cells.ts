import type { SheetCellFormat } from '../shared/cell-format.js';

/** A call takes and gives five million bytes at most. */
const CELLS_A_CALL = 16000;

/** Values with their formats, row by row. */
export interface OfficeCells {
  values: (string | number | boolean)[][];
  formats: SheetCellFormat[][];
}

/** How many rows of a width go into one call. */
export function rowsOfCall(columns: number): number {
  return Math.max(1, Math.floor(CELLS_A_CALL / Math.max(1, columns)));
}
