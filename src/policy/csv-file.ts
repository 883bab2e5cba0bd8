import Papa from 'papaparse';
import { type Issue, inFile, issue } from '../values/issues.js';
import { MAXIMUM_CHARACTERS, type PolicyFile } from './pack-file.js';

/** One row of a CSV file of the rules, by column, with its line number. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A CSV file of the rules: strict, unlike the lists that people fill in. */
export interface CsvFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** It was not read; that is already told. */
  readonly isTooLarge?: true;
}

/** Reads a CSV file whose every row has as many cells as its header; a row that has not is an issue. */
export function readCsvFile(file: PolicyFile, issues: Issue[]): CsvFile {
  const text = file.text.replace(/^\uFEFF/, '');
  if (text.length > MAXIMUM_CHARACTERS) {
    issues.push(inFile(file.path, issue('fileTooLarge', [], { limit: MAXIMUM_CHARACTERS })));
    return { path: file.path, columns: [], rows: [], isTooLarge: true };
  }
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' });
  const records = withLines(data);
  for (const error of errors) {
    const line = records[error.row ?? 0]?.line ?? 1;
    issues.push(inFile(file.path, issue('csvDamaged', [line], { detail: error.message })));
  }
  const [head, ...rest] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const columns = head?.cells ?? [];
  for (const [at, column] of columns.entries())
    if (columns.indexOf(column) < at)
      issues.push(inFile(file.path, issue('csvColumnTwice', [head?.line ?? 1], { column })));
  const rows: CsvRow[] = [];
  for (const { line, cells: record } of rest) {
    if (record.length !== columns.length) {
      issues.push(
        inFile(
          file.path,
          issue('csvCellCount', [line], { line, found: record.length, expected: columns.length }),
        ),
      );
      continue;
    }
    rows.push({
      line,
      cells: Object.fromEntries(columns.map((column, at) => [column, (record[at] as string).trim()])),
    });
  }
  return { path: file.path, columns, rows };
}

/** The line that each record begins on; a quoted cell may span several. */
function withLines(records: readonly (readonly string[])[]): { line: number; cells: readonly string[] }[] {
  let next = 1;
  return records.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
    return { line, cells };
  });
}

export const hasColumns = (file: CsvFile, columns: readonly string[]): boolean =>
  file.columns.join() === columns.join();
