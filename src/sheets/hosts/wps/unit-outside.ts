import { addressOf, columnName } from '../shared/column-address.js';
import { wpsRows } from './read-range.js';
import type { WpsSheet, WpsValue } from './wps-host.js';

/** Words of an amount in yuan; in the row of the header only those of a unit for the whole table. */
const YUAN = /元/;
const UNIT = /单位.*元|^[（(]?[百千万亿]*元[）)]?$/;

/**
 * The first cell of the rows down to the end of a header that stands outside of its columns and may tell the unit of all
 * amounts, as G1; '' for none.
 * @param rows how many rows from the top; `column` from 0.
 */
export function unitOutside(sheet: WpsSheet, rows: number, column: number, columns: number): string {
  const used = sheet.UsedRange;
  const width = used.Column + used.Columns.Count - 1;
  const values = wpsRows(sheet.Range(addressOf(0, 0, rows, width)).Value2);
  for (let row = 0; row < values.length; row += 1) {
    const line = values[row] as WpsValue[];
    for (let at = 0; at < line.length; at += 1) {
      if (at >= column && at < column + columns) continue;
      const value = line[at];
      if (typeof value === 'string' && (row < rows - 1 ? YUAN : UNIT).test(value))
        return columnName(at) + (row + 1);
    }
  }
  return '';
}
