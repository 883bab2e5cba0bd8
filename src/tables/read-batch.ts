import { issue } from '../values/issues.js';
import { type ListRow, unreadableRow } from './household-list.js';
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line that is a household; undefined for any other, and for what is no JSON. */
function householdOf(line: string): unknown {
  try {
    const household: unknown = JSON.parse(line);
    return isRecord(household) ? household : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A line that is no household, read as the list is: between two others that stand for what comes before and after it,
 * so that a byte order mark counts only at the beginning of the list.
 */
function otherRow(line: string, row: number): ListRow {
  const isFirst = row === 1;
  const { rows } = readNdjson(`${isFirst ? '' : '{}\n'}${line}\n{}`);
  const read = rows[isFirst ? 0 : 1] as ListRow;
  return moved(read, row - read.row);
}

/**
 * The rows of some lines of NDJSON as `readNdjson` reads them, each when it is asked for, so that one household is held
 * at a time. Undefined stands for a line that is no UTF-8. Blank lines at the end count only where it is not the end of
 * the list.
 */
export function* readLines(
  lines: Iterable<string | undefined>,
  firstRow: number,
  isLast: boolean,
): Generator<ListRow, void, undefined> {
  let row = firstRow;
  const blanks: ListRow[] = [];
  for (const line of lines) {
    const household = line === undefined ? undefined : householdOf(line);
    if (household === undefined && line?.trim() === '') blanks.push(otherRow(line, row));
    else {
      yield* blanks.splice(0);
      if (household !== undefined) yield { row, household, issues: [], readable: true };
      else yield line === undefined ? unreadableRow(row, NOT_UTF8) : otherRow(line, row);
    }
    row += 1;
  }
  if (!isLast) yield* blanks;
}
