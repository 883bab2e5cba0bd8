import type { CsvHead } from './csv-head.js';
import { type CsvRecord, csvRecords } from './csv-records.js';
import { type Detail, EMPTY_ROW, type ListRow } from './household-list.js';
import { asListRow, type RawRow, RowReader } from './read-rows.js';
import type { TextBatch } from './text-batches.js';

const UNMATCHED_QUOTES: Detail = {
  zh: '引号不成对',
  en: 'its quotation marks do not match',
  mayBeSomebody: true,
};
const TOO_LONG: Detail = { zh: '这一行太长', en: 'it is too long', mayBeSomebody: true };

/** A row behind the batch keeps its blank rows, which are passed over at the end of a list only. One line, never blank. */
const BEHIND = '?';

const isEmpty = (record: CsvRecord): boolean => record?.every((cell) => cell.trim() === '') ?? false;

/** The rows of a batch of comma-separated text, as they stand under the row of names. Blank rows at the end of a list are passed over. */
export function rawRows(
  frame: string,
  { text, isLast, tooLong = [], firstRow, rows }: TextBatch<string>,
): readonly RawRow[] {
  const behind = isLast ? '' : `${text.endsWith('\n') ? '' : '\n'}${BEHIND}`;
  const read = csvRecords(`${frame}\n${text}${behind}`).slice(1);
  const records = isLast
    ? read.slice(0, read.findLastIndex((record) => !isEmpty(record)) + 1)
    : read.slice(0, -1);
  if (records.length > rows || (!isLast && records.length < rows))
    throw new Error(`A batch of ${rows} rows was read as ${records.length}.`);
  const places = new Set(tooLong);
  return records.map((cells, place): RawRow => {
    const row = firstRow + place;
    if (places.has(place)) return { row, notRead: TOO_LONG };
    if (cells === undefined) return { row, notRead: UNMATCHED_QUOTES };
    return isEmpty(cells) ? { row, notRead: EMPTY_ROW } : { row, cells };
  });
}

/** The households of a batch of comma-separated text with a row a household. */
export function readSheetBatch({ head, frame }: CsvHead, batch: TextBatch<string>): readonly ListRow[] {
  const reader = new RowReader(head, { sameWidth: true });
  return rawRows(frame, batch).map((raw) => asListRow(reader.read(raw)));
}
