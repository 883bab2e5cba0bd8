import { type Issue, issue } from '../values/issues.js';
import { type ListRow, unreadableRow } from './household-list.js';
import { readCsv } from './read-csv.js';
import { readNdjson } from './read-json.js';

/** A row of a batch as a row of the whole list; what its issues say of the row too. */
function moved(row: ListRow, by: number): ListRow {
  const issues = row.issues.map((found) =>
    typeof found.params['row'] === 'number'
      ? issue(found.code, found.path, { ...found.params, row: found.params['row'] + by }, found.severity)
      : found,
  );
  return { ...row, row: row.row + by, issues };
}

const NOT_UTF8 = { zh: '不是 UTF-8 编码', en: 'it is not UTF-8' };

/** The lines of bytes as text; undefined for one that is no UTF-8. */
function linesOf(bytes: Uint8Array): readonly (string | undefined)[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: (string | undefined)[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    try {
      lines.push(decoder.decode(bytes.subarray(start, end)));
    } catch {
      lines.push(undefined);
    }
    start = end + 1;
  }
  return lines;
}

/**
 * A batch is read as the list is: between two lines that stand for what comes before and after it, so that a byte order
 * mark counts only at the beginning of the list, and blank lines do not only at its end.
 */
export function readLineBatch(bytes: Uint8Array, firstRow: number, isLast: boolean): readonly ListRow[] {
  const lines = linesOf(bytes);
  const isFirst = firstRow === 1;
  const text = [...(isFirst ? [] : ['{}']), ...lines.map((line) => line ?? '{}'), ...(isLast ? [] : ['{}'])];
  const { rows } = readNdjson(text.join('\n'));
  return rows.slice(isFirst ? 0 : 1, isLast ? undefined : -1).map((row, index) => {
    const number = firstRow + index;
    return lines[index] === undefined ? unreadableRow(number, NOT_UTF8) : moved(row, number - row.row);
  });
}

/** The rows of a batch of a sheet, and what is wrong with the sheet as a whole. */
export function readSheetBatch(
  { header, text, isLast }: { readonly header: string; readonly text: string; readonly isLast: boolean },
  { firstRow, rows: expected }: { readonly firstRow: number; readonly rows: number },
): { readonly rows: readonly ListRow[]; readonly issues: readonly Issue[] } {
  // The header once more at the end keeps blank rows, which are passed over at the end of a list only.
  const read = readCsv(`${header}\n${text}${isLast ? '' : `${text.endsWith('\n') ? '' : '\n'}${header}`}`);
  const rows = isLast ? read.rows : read.rows.slice(0, -1);
  if (rows.length > expected || (!isLast && rows.length < expected))
    throw new Error(`A batch of ${expected} rows was read as ${rows.length}.`);
  return { rows: rows.map((row) => moved(row, firstRow - 2)), issues: read.issues };
}
