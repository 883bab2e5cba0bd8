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
}

type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** What is longer is no household, and is not held in memory. */
const LONGEST_ROW = 16 * 1024 * 1024;

const NEWLINE = 0x0a;
const BLANK_BYTES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, NEWLINE]);
/** A line that is no JSON, in the place of one that is too long to be read. */
const TOO_LONG = Uint8Array.of(0x7b, NEWLINE);

/** Gathers pieces to blocks of at least a size, with what was left over of the block before. */
class Blocks {
  private pieces: Uint8Array[] = [];
  private length = 0;

  add(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.length += piece.length;
  }

  get size(): number {
    return this.length;
  }

  take(): Uint8Array {
    const block = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      block.set(piece, at);
      at += piece.length;
    }
    this.pieces = [];
    this.length = 0;
    return block;
  }
}

const isBlankLine = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) if (!BLANK_BYTES.has(bytes[at] as number)) return false;
  return true;
};

/**
 * Cuts NDJSON into batches at the ends of lines, whatever stands in them. Holds one batch and one piece of the source,
 * so memory does not grow with it. A batch ends with a line that is not blank, because blank lines count only where
 * something comes after them. Of a line longer than 16 MiB only a mark is handed on, which is no JSON.
 */
export async function* lineBatches(
  chunks: Chunks,
  limits: BatchLimits,
): AsyncGenerator<TextBatch<Uint8Array>, void, undefined> {
  const encoder = new TextEncoder();
  const blocks = new Blocks();
  let firstRow = 1;
  let skipping = false;
  function* cut(isLast: boolean): Generator<TextBatch<Uint8Array>> {
    const block = blocks.take();
    let [from, at, rows] = [0, 0, 0];
    while (at < block.length) {
      const newline = block.indexOf(NEWLINE, at);
      if (newline < 0 && !isLast) break;
      const end = newline < 0 ? block.length : newline + 1;
      const start = at;
      at = end;
      rows += 1;
      const isFull = rows >= limits.rows || at - from >= limits.size;
      if (isFull && (at - from > LONGEST_ROW || !isBlankLine(block, start, end))) {
        // A copy: a view would take its whole block along to another thread.
        yield { text: block.slice(from, at), firstRow, rows, isLast: false };
        firstRow += rows;
        [from, rows] = [at, 0];
      }
    }
    if (isLast && rows > 0) yield { text: block.slice(from), firstRow, rows, isLast };
    else if (block.length - at > LONGEST_ROW) {
      blocks.add(block.slice(from, at));
      blocks.add(TOO_LONG);
      skipping = true;
    } else if (from < block.length) blocks.add(block.slice(from));
  }
  for await (const chunk of chunks) {
    let bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
    if (skipping) {
      const newline = bytes.indexOf(NEWLINE);
      if (newline < 0) continue;
      skipping = false;
      bytes = bytes.subarray(newline + 1);
    }
    blocks.add(bytes);
    if (blocks.size >= limits.size) yield* cut(false);
  }
  yield* cut(true);
}

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
  if (hasBadQuotes) return damaged;
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

/**
 * Cuts comma-separated text into batches at the ends of rows, as `csvRecords` finds them; the first yield is the
 * header, without its line break. Memory is bounded as with `lineBatches`.
 * @throws DixianError if the bytes are not UTF-8: a garbled sheet must not reach an answer.
 */
export async function* csvBatches(
  chunks: Chunks,
  limits: BatchLimits,
): AsyncGenerator<TextBatch<string> | { readonly header: string }, void, undefined> {
  let text = '';
  let [at, rows, damages] = [0, 0, 0];
  let firstRow = 2;
  let header: string | undefined;
  const endOfRow = (isLast: boolean): number | undefined => {
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isLast) return undefined;
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote >= lineEnd || damages >= MAXIMUM_RECOVERIES) return lineEnd;
    const found = endOfQuotedRecord(header, text, at, lineEnd, isLast);
    if (found?.isDamaged === true) damages += 1;
    return found?.end;
  };
  function* cut(isLast: boolean): Generator<TextBatch<string> | { readonly header: string }> {
    while (at < text.length) {
      const end = endOfRow(isLast);
      if (end === undefined) break;
      if (header === undefined) {
        header = text.slice(0, end).replace(/\n$/, '');
        yield { header };
        text = text.slice(end);
        continue;
      }
      const start = at;
      at = end;
      rows += 1;
      const isFull = rows >= limits.rows || at >= limits.size;
      if (isFull && (at > LONGEST_ROW || !isBlankRow(text, start, end))) {
        yield { text: text.slice(0, at), firstRow, rows, isLast: false };
        firstRow += rows;
        text = text.slice(at);
        [at, rows, damages] = [0, 0, 0];
      }
    }
    if (isLast && rows > 0) yield { text, firstRow, rows, isLast };
  }
  for await (const piece of plainText(chunks)) {
    text += piece;
    if (text.length >= limits.size) yield* cut(false);
  }
  yield* cut(true);
}
