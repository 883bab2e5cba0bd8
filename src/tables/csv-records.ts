import Papa from 'papaparse';

/** A row of cells; or `undefined` for a line whose quotation marks do not match, so that its cells are not known. */
export type CsvRecord = readonly string[] | undefined;

/**
 * After so many damaged lines every further line is taken by itself. An open quotation mark would otherwise be
 * searched for to the end of the file again and again.
 */
const MAXIMUM_RECOVERIES = 100;

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

const commasIn = (text: string): number => text.split(',').length - 1;

/**
 * Whether a cell that spans lines begins with the rest of one whole row and ends with the beginning of another:
 * then two stray quotation marks, not a person, have joined them.
 */
const joinsRows = (cells: readonly string[], width: number): boolean =>
  width > 1 &&
  cells.some((cell, index) => {
    const lines = cell.split('\n');
    const [first = '', last = ''] = [lines.at(0), lines.at(-1)];
    return lines.length > 1 && commasIn(first) === width - 1 - index && commasIn(last) === index;
  });

/**
 * Reads records from `start` to `end` into `records`, up to the first that swallowed other lines.
 * @returns where to go on.
 */
function readUntilDamage(text: string, start: number, end: number, records: CsvRecord[]): number {
  let recordStart = start;
  let goOnAt = end + 1;
  Papa.parse<string[]>(text.slice(start, end), {
    delimiter: ',',
    newline: '\n',
    step: ({ data, errors, meta }, parser) => {
      const recordEnd = start + meta.cursor;
      const lineEnd = endOfLine(text, recordStart);
      const spansLines = lineEnd < Math.min(recordEnd, end) - 1;
      const width = records[0]?.length ?? data.length;
      const unmatchedQuotes = errors.some((error) => error.type === 'Quotes');
      if (unmatchedQuotes || (spansLines && (data.length !== width || joinsRows(data, width)))) {
        records.push(undefined);
        goOnAt = lineEnd + 1;
        parser.abort();
        return;
      }
      records.push(data);
      recordStart = recordEnd;
    },
  });
  return goOnAt;
}

/**
 * Splits comma-separated text into records; cells in quotation marks may hold line breaks. A quotation mark that
 * is never closed, or closed lines later, costs the one line that it stands in, not those after it.
 */
export function csvRecords(csv: string): readonly CsvRecord[] {
  const text = csv.replaceAll('\ufeff', '').replace(/\r\n?/g, '\n');
  const records: CsvRecord[] = [];
  let start = 0;
  let recoveries = 0;
  while (start < text.length) {
    const end = recoveries < MAXIMUM_RECOVERIES ? text.length : endOfLine(text, start);
    // Taken by itself an empty line has no record; among others it is a row of one empty cell.
    if (end === start) {
      records.push(['']);
      start += 1;
      continue;
    }
    start = readUntilDamage(text, start, end, records);
    recoveries += 1;
  }
  return records;
}
