import { Malformed } from './workbook-read-problems.node.js';

/** What a sheet can have. */
export const MAXIMUM_ROW = 1_048_576;
export const MAXIMUM_COLUMNS = 16_384;

const LETTERS = 26;
const [A, Z, ZERO, NINE] = [65, 90, 48, 57] as const;

/** Where a cell is: its row from 1, its column from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * The place of a cell such as `AB12`. Read letter by letter, because every cell has one.
 * @throws Malformed for anything else, and for places outside of a sheet.
 */
export function placeOf(reference: string): CellPlace {
  let at = 0;
  let column = 0;
  for (let code = reference.charCodeAt(at); code >= A && code <= Z; code = reference.charCodeAt(at)) {
    column = column * LETTERS + code - A + 1;
    at += 1;
  }
  let row = 0;
  for (let code = reference.charCodeAt(at); code >= ZERO && code <= NINE; code = reference.charCodeAt(at)) {
    row = row * 10 + code - ZERO;
    at += 1;
  }
  const isInside = column >= 1 && column <= MAXIMUM_COLUMNS && row >= 1 && row <= MAXIMUM_ROW;
  if (!isInside || at !== reference.length) throw new Malformed('cell reference');
  return { row, column: column - 1 };
}
