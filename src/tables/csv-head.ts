import type { RowScope } from './column-names.js';
import { csvRecords } from './csv-records.js';
import { findHeader, HEAD_ROWS, type SheetHead } from './find-header.js';
import type { Mapping } from './mapping.js';
import type { SheetRow } from './sheet.js';

/** What the header of a list is found by. */
export interface HeadOptions {
  readonly own?: Mapping | undefined;
  readonly scope?: RowScope | undefined;
}

/** The beginning of comma-separated text, up to its first row of data. */
export interface CsvHead {
  readonly head: SheetHead;
  /** The text of those rows, without the last line break. */
  readonly text: string;
  /** The text of the row that holds the names: rows below are read as under it. */
  readonly frame: string;
}

/** How many rows of a beginning may belong to the header. */
export const HEAD_RECORDS = HEAD_ROWS;

/**
 * The header in the first rows of comma-separated text.
 * @param records the text of each of the first `HEAD_RECORDS` rows, without line breaks; of an only header, its rows.
 */
export function csvHead(records: readonly string[], options: HeadOptions = {}): CsvHead {
  const rows = records.map((text, index): SheetRow => ({ row: index + 1, cells: csvRecords(text)[0] ?? [] }));
  const head = findHeader(rows, [], options);
  const length = head.headerRows === undefined ? 1 : head.firstDataRow - 1;
  return {
    head,
    text: records.slice(0, length).join('\n'),
    frame: records[head.headerRows === undefined ? 0 : head.headerRows.last - 1] ?? '',
  };
}
