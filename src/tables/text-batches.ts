import Papa from 'papaparse';
import { DixianError, issue } from '../values/issues.js';
import { csvRecords } from './csv-records.js';

/** How large a batch may become. */
export interface BatchLimits {
  /** Rows at most. */
  readonly rows: number;
  /** Bytes (NDJSON) or characters (CSV) after which a batch ends with the row that it is in. */
  readonly size: number;
}

/** Some whole rows of a text, and where they stand. */
export interface TextBatch<Text> {
  readonly text: Text;
  /** The number of its first row, as a person counts: the line, or the row of a sheet whose header is row 1. */
  readonly firstRow: number;
  readonly rows: number;
  /** Nothing comes after it. A batch that is not marked may be the last one all the same, where it ends in a full row. */
  readonly isLast: boolean;
  /** The places in the batch, from 0 on, of rows too long to be read: another, short row stands there. */
  readonly tooLong?: readonly number[];
}

type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** What is longer, in characters, is no household, and is not held in memory. */
const LONGEST_ROW = 16 * 1024 * 1024;
/** Stands in the place of a row that is longer. */
const IN_PLACE = '?';

/** After so many damaged rows in one text `csvRecords` takes every further line by itself. */
const MAXIMUM_RECOVERIES = 100;

interface RecordEnd {
  /** After the line break. */
  readonly end: number;
  readonly isDamaged: boolean;
}

/**
 * Where a row ends that has a quotation mark in its first line, by the same rules as `csvRecords`; undefined where more
 * text is needed to tell.
 */
function endOfQuotedRecord(
  header: string | undefined,
  text: string,
  start: number,
  lineEnd: number,
  isLast: boolean,
): RecordEnd | undefined {
  let end = start;
  let hasBadQuotes = false;
  Papa.parse<string[]>(text.slice(start), {
    delimiter: ',',
    newline: '\n',
    step: ({ errors, meta }, parser) => {
      end = start + meta.cursor;
      hasBadQuotes = errors.some((error) => error.type === 'Quotes');
      parser.abort();
    },
  });
  const isOpen = end >= text.length && (end > lineEnd || hasBadQuotes);
  if (isOpen && !isLast && text.length - start <= LONGEST_ROW) return undefined;
  if (end <= lineEnd) return { end: lineEnd, isDamaged: hasBadQuotes };
  const damaged = { end: lineEnd, isDamaged: true };
  if (hasBadQuotes || end - start > LONGEST_ROW) return damaged;
  // Whether the lines are one row, or joined by stray quotation marks, is for the reader of rows to say.
  const before = header === undefined ? '' : `${header}\n`;
  const records = csvRecords(before + text.slice(start, end).replace(/\n$/, ''));
  const isOne = records.length === (header === undefined ? 1 : 2) && !records.includes(undefined);
  return isOne ? { end, isDamaged: false } : damaged;
}

/** A row in which no cell says anything. */
const isBlankRow = (text: string, start: number, end: number): boolean =>
  /^[\s,"]*$/.test(text.slice(start, Math.min(end, start + 10_000)));

/** Text of UTF-8 pieces as `csvRecords` has it: line breaks as \n, no byte order marks. */
async function* plainText(chunks: Chunks): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new DixianError([issue('notUtf8', [])]);
    }
  };
  let carried = '';
  for await (const chunk of chunks) {
    const text = carried + (typeof chunk === 'string' ? chunk : decode(chunk));
    // The line feed of a \r at the very end may be in the next piece.
    carried = text.endsWith('\r') ? '\r' : '';
    yield text
      .slice(0, text.length - carried.length)
      .replaceAll('\ufeff', '')
      .replace(/\r\n?/g, '\n');
  }
  yield `${carried}${decode()}`.replace('\r', '\n');
}

/** Text on its way to be cut; what was cut off is forgotten. */
class SheetCutter {
  private readonly limits: BatchLimits;
  private text = '';
  private header: string | undefined;
  private firstRow = 2;
  /** Where the row begins that was not yet looked at, and how many rows stand before it. */
  private at = 0;
  private rows = 0;
  private damages = 0;
  private tooLong: number[] = [];
  /** The row that has begun is too long: what comes up to the next line break is passed over. */
  private isPassingOver = false;
  /** Characters that have to be there before it is worth looking again. */
  private enough: number;

  constructor(limits: BatchLimits) {
    this.limits = limits;
    this.enough = limits.size;
  }

  *add(piece: string): Generator<TextBatch<string> | { readonly header: string }> {
    const newline = this.isPassingOver ? piece.indexOf('\n') : 0;
    if (newline < 0) return;
    this.isPassingOver = false;
    this.text += newline === 0 ? piece : piece.slice(newline);
    if (this.text.length < this.enough) return;
    yield* this.cut(false);
    // What is left is looked at again once it has doubled, so that a long row is not searched for every piece.
    this.enough = Math.max(this.limits.size, 2 * (this.text.length - this.at));
  }

  *cut(isLast: boolean): Generator<TextBatch<string> | { readonly header: string }> {
    while (this.at < this.text.length) {
      const end = this.shortened(this.endOfRow(isLast), isLast);
      if (end === undefined) break;
      if (this.header === undefined) {
        this.header = this.text.slice(0, end).replace(/\n$/, '');
        this.text = this.text.slice(end);
        this.tooLong = [];
        yield { header: this.header };
        continue;
      }
      const start = this.at;
      this.at = end;
      this.rows += 1;
      const isFull = this.rows >= this.limits.rows || end >= this.limits.size;
      if (isFull && (end > LONGEST_ROW || !isBlankRow(this.text, start, end))) yield this.taken(false);
    }
    if (isLast && this.rows > 0) yield this.taken(true);
  }

  private taken(isLast: boolean): TextBatch<string> {
    const { firstRow, rows, tooLong } = this;
    const text = this.text.slice(0, this.at);
    this.text = this.text.slice(this.at);
    this.firstRow += rows;
    [this.at, this.rows, this.damages, this.tooLong] = [0, 0, 0, []];
    return { text, firstRow, rows, isLast, ...(tooLong.length === 0 ? {} : { tooLong }) };
  }

  /** Undefined where more text is needed to tell. */
  private endOfRow(isLast: boolean): number | undefined {
    const { text, at, header } = this;
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isLast) return undefined;
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const quote = text.indexOf('"', at);
    const isPlain = quote < 0 || quote >= lineEnd || this.damages >= MAXIMUM_RECOVERIES;
    if (isPlain || lineEnd - at > LONGEST_ROW) return lineEnd;
    const found = endOfQuotedRecord(header, text, at, lineEnd, isLast);
    if (found?.isDamaged === true) this.damages += 1;
    return found?.end;
  }

  /** The end of the row, when a longer one than can be read has given its place to another. */
  private shortened(end: number | undefined, isLast: boolean): number | undefined {
    const { text, at } = this;
    if ((end ?? text.length) - at <= LONGEST_ROW) return end;
    this.tooLong.push(this.rows);
    this.isPassingOver = end === undefined;
    const before = text.slice(0, at) + IN_PLACE;
    this.text =
      end === undefined || (isLast && end === text.length) ? before : `${before}\n${text.slice(end)}`;
    return end === undefined ? undefined : Math.min(before.length + 1, this.text.length);
  }
}

/**
 * Cuts comma-separated text into batches at the ends of rows, as `csvRecords` finds them; the first yield is the
 * header, without its line break. Holds one batch, one piece of the source and the row that has begun, so memory does
 * not grow with the source. A row of more than 16 Mi characters is left out, and told as `tooLong`.
 * @throws DixianError if the bytes are not UTF-8; batches that came before are handed over first.
 */
export async function* csvBatches(
  chunks: Chunks,
  limits: BatchLimits,
): AsyncGenerator<TextBatch<string> | { readonly header: string }, void, undefined> {
  const cutter = new SheetCutter(limits);
  for await (const piece of plainText(chunks)) yield* cutter.add(piece);
  yield* cutter.cut(true);
}
