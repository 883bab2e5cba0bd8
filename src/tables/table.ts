import type { FactName } from '../facts/catalogue.js';
import type { HeadOptions } from './csv-head.js';
import { rawRows } from './csv-rows.js';
import { findHeader, HEAD_ROWS, type SheetHead } from './find-header.js';
import type { RawRow, RowOptions } from './read-rows.js';
import type { Sheet, SheetRow } from './sheet.js';
import { type BatchLimits, csvBatches } from './text-batches.js';

/** A sheet or file, whose header is known. */
export interface TableHead extends Pick<RowOptions, 'merges' | 'serialDays' | 'sameWidth'> {
  /** The name of the sheet; '' where there is none. */
  readonly name: string;
  readonly head: SheetHead;
  /** The list whose entries it was said to hold, by whoever opened it. */
  readonly list?: FactName;
}

/** The same, with its rows. */
export interface Table extends TableHead {
  /** The rows below the header, in batches, in their order; to be taken once. */
  readonly rows: () => AsyncIterable<readonly RawRow[]>;
  /** Lets go of what the table reads from, where its rows are not taken. */
  readonly close?: () => Promise<unknown>;
}

/** Rows of a workbook that are handled at once. */
const ROWS_AT_ONCE = 4_096;

/** Opens comma-separated text that comes in pieces; what `csvBatches` throws. */
export async function csvTable(
  pieces: AsyncIterable<Uint8Array | string>,
  options: HeadOptions,
  limits: BatchLimits,
  named: { readonly name: string; readonly list?: FactName } = { name: '' },
): Promise<Table> {
  const source = csvBatches(pieces, limits, options);
  const first = await source.next();
  const known = first.done !== true && 'head' in first.value ? first.value.head : undefined;
  async function* rows(): AsyncGenerator<readonly RawRow[], void, undefined> {
    for await (const batch of source)
      if (known !== undefined && !('head' in batch)) yield rawRows(known.frame, batch);
  }
  // Text without a single character has no header.
  return {
    ...named,
    head: known?.head ?? findHeader([], [], options),
    sameWidth: true,
    rows,
    close: () => source.return(),
  };
}

const isBlank = ({ cells }: SheetRow): boolean => cells.every((cell) => cell.trim() === '');

/** Opens a sheet of a workbook; what its rows throw. */
export async function sheetTable(sheet: Sheet, options: HeadOptions, list?: FactName): Promise<Table> {
  const top: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    if (row.row > HEAD_ROWS) break;
    top.push(row);
  }
  const head = findHeader(top, sheet.merges, { ...options, name: sheet.name });
  async function* rows(): AsyncGenerator<readonly RawRow[], void, undefined> {
    let batch: RawRow[] = [];
    for await (const row of sheet.rows()) {
      // Programs that have sheets keep blank rows wherever a cell was ever formatted.
      if (row.row < head.firstDataRow || isBlank(row)) continue;
      batch.push(row);
      if (batch.length < ROWS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
  return {
    name: sheet.name,
    head,
    merges: sheet.merges,
    serialDays: sheet.serialDays,
    rows,
    ...(list === undefined ? {} : { list }),
  };
}
