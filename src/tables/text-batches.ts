import Papa from 'papaparse';
import { DixianError, issue } from '../values/issues.js';
import { type CsvHead, csvHead, HEAD_RECORDS, type HeadOptions } from './csv-head.js';
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
  /** The number of its first row, as a person counts: the line, or the row of a sheet, whose first is row 1. */
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

/** Text as `csvRecords` has it: line breaks as \n, no byte order marks. */
const plain = (text: string): string => text.replaceAll('\ufeff', '').replace(/\r\n?/g, '\n');

/** The same of UTF-8 pieces. */
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
    yield plain(text.slice(0, text.length - carried.length));
  }
  yield `${carried}${decode()}`.replace('\r', '\n');
}

/** The places of rows, counted from a later row on. */
const placesFrom = (first: number, places: readonly number[]): number[] =>
  places.filter((place) => place >= first).map((place) => place - first);

/** Text on its way to be cut; what was cut off is forgotten. */
class SheetCutter {
  private readonly limits: BatchLimits;
  private readonly headOptions: HeadOptions;
  private text = '';
  /** Once it is known. Until then the ends of the first rows are noted. */
  private head: CsvHead | undefined;
  private readonly headEnds: number[] = [];
  private firstRow = 1;
  /** Where the row begins that was not yet looked at, and how many rows stand before it. */
  private at = 0;
  private rows = 0;
  private damages = 0;
  private tooLong: number[] = [];
  /** The row that has begun is too long: what comes up to the next line break is passed over. */
  private isPassingOver = false;
  /** Characters that have to be there before it is worth looking again. */
  private enough: number;

  constructor(limits: BatchLimits, headOptions: HeadOptions) {
    this.limits = limits;
    this.headOptions = headOptions;
    this.enough = limits.size;
  }

  *add(piece: string): Generator<SheetPiece> {
    const newline = this.isPassingOver ? piece.indexOf('\n') : 0;
    if (newline < 0) return;
    this.isPassingOver = false;
    this.text += newline === 0 ? piece : piece.slice(newline);
    if (this.text.length < this.enough) return;
    yield* this.cut(false);
    // What is left is looked at again once it has doubled, so that a long row is not searched for every piece.
    this.enough = Math.max(this.limits.size, 2 * (this.text.length - this.at));
  }

  *cut(isLast: boolean): Generator<SheetPiece> {
    while (this.at < this.text.length) {
      const end = this.shortened(this.endOfRow(isLast), isLast);
      if (end === undefined) break;
      if (this.head === undefined) {
        this.at = end;
        this.headEnds.push(end);
        if (this.headEnds.length === HEAD_RECORDS) yield this.takenHead();
        continue;
      }
      const start = this.at;
      this.at = end;
      this.rows += 1;
      const isFull = this.rows >= this.limits.rows || end >= this.limits.size;
      if (isFull && (end > LONGEST_ROW || !isBlankRow(this.text, start, end))) yield this.taken(false);
    }
    if (isLast && this.head === undefined && this.headEnds.length > 0) {
      yield this.takenHead();
      yield* this.cut(true);
    } else if (isLast && this.rows > 0) yield this.taken(true);
  }

  /** The header of a text that is there as a whole, and all rows below it. */
  whole(text: string): { readonly head: CsvHead; readonly batch: TextBatch<string> } | undefined {
    this.text = text;
    // It stops where the header is known.
    const first = this.cut(true).next();
    if (first.done === true || !('head' in first.value)) return undefined;
    const { firstRow, tooLong } = this;
    const batch = { text: this.text, firstRow, rows: Number.POSITIVE_INFINITY, isLast: true };
    return { head: first.value.head, batch: tooLong.length === 0 ? batch : { ...batch, tooLong } };
  }

  /** The header, cut off; the rows after it are looked at anew, as rows under it. */
  private takenHead(): { readonly head: CsvHead } {
    const records = this.headEnds.map((end, index) =>
      this.text.slice(this.headEnds[index - 1] ?? 0, end).replace(/\n$/, ''),
    );
    this.head = csvHead(records, this.headOptions);
    const rows = this.head.head.headerRows === undefined ? 1 : this.head.head.firstDataRow - 1;
    this.text = this.text.slice(this.headEnds[rows - 1]);
    this.firstRow = rows + 1;
    [this.at, this.damages] = [0, 0];
    this.tooLong = placesFrom(rows, this.tooLong);
    return { head: this.head };
  }

  private taken(isLast: boolean): TextBatch<string> {
    const { firstRow, rows } = this;
    const tooLong = this.tooLong.filter((place) => place < rows);
    this.tooLong = placesFrom(rows, this.tooLong);
    const text = this.text.slice(0, this.at);
    this.text = this.text.slice(this.at);
    this.firstRow += rows;
    [this.at, this.rows, this.damages] = [0, 0, 0];
    return { text, firstRow, rows, isLast, ...(tooLong.length === 0 ? {} : { tooLong }) };
  }

  /** Undefined where more text is needed to tell. */
  private endOfRow(isLast: boolean): number | undefined {
    const { text, at, head } = this;
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isLast) return undefined;
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const quote = text.indexOf('"', at);
    const isPlain = quote < 0 || quote >= lineEnd || this.damages >= MAXIMUM_RECOVERIES;
    if (isPlain || lineEnd - at > LONGEST_ROW) return lineEnd;
    const found = endOfQuotedRecord(head?.frame, text, at, lineEnd, isLast);
    if (found?.isDamaged === true) this.damages += 1;
    return found?.end;
  }

  /** The end of the row, when a longer one than can be read has given its place to another. */
  private shortened(end: number | undefined, isLast: boolean): number | undefined {
    const { text, at } = this;
    if ((end ?? text.length) - at <= LONGEST_ROW) return end;
    this.tooLong.push(this.head === undefined ? this.headEnds.length : this.rows);
    this.isPassingOver = end === undefined;
    const before = text.slice(0, at) + IN_PLACE;
    this.text =
      end === undefined || (isLast && end === text.length) ? before : `${before}\n${text.slice(end)}`;
    return end === undefined ? undefined : Math.min(before.length + 1, this.text.length);
  }
}

/** The header, which comes first, or a batch of the rows below it. */
export type SheetPiece = TextBatch<string> | { readonly head: CsvHead };

/** All of a comma-separated text: its header, and the rows below it in one batch. Undefined of an empty text. */
export function wholeSheet(
  text: string,
  headOptions: HeadOptions = {},
): { readonly head: CsvHead; readonly batch: TextBatch<string> } | undefined {
  const cutter = new SheetCutter(
    { rows: Number.POSITIVE_INFINITY, size: Number.POSITIVE_INFINITY },
    headOptions,
  );
  return cutter.whole(plain(text));
}

/**
 * Cuts comma-separated text into batches at the ends of rows, as `csvRecords` finds them; the first yield is the header,
 * with the rows above it. Holds one batch, one piece of the source and the row that has begun, so memory does
 * not grow with the source. A row of more than 16 Mi characters is left out, and told as `tooLong`.
 * @throws DixianError if the bytes are not UTF-8; batches that came before are handed over first.
 */
export async function* csvBatches(
  chunks: Chunks,
  limits: BatchLimits,
  headOptions: HeadOptions = {},
): AsyncGenerator<SheetPiece, void, undefined> {
  const cutter = new SheetCutter(limits, headOptions);
  for await (const piece of plainText(chunks)) yield* cutter.add(piece);
  yield* cutter.cut(true);
}
