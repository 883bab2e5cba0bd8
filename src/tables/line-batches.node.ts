import { Buffer, isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { BatchLimits, TextBatch } from './text-batches.js';

type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Whole lines, in memory that all threads can read. */
export interface LineBatch extends TextBatch<Uint8Array> {
  /** To be called once nobody reads `text` any more: its memory is used again. */
  readonly release: () => void;
}

/** What is longer, in bytes, is no household, and is not held in memory. */
const LONGEST_ROW = 16 * 1024 * 1024;
/** Room in a block beyond the size that ends a batch: for the rest of the line that it is in. */
const SPARE = 64 * 1024;
const LARGEST_FIRST_SIZE = 1024 * 1024;
/** Longer lines of nothing but blanks are taken for rows. */
const LONGEST_BLANK = 10_000;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;
/** A line of nothing else is no JSON; it stands in the place of one that is too long to be read. */
const BRACE = 0x7b;

/** Memory that several batches may lie in, one after the other. */
class Block {
  readonly bytes: Buffer;
  /** Batches that are not released, and whoever writes. */
  private users = 1;
  private readonly onUnused: (block: Block) => void;

  constructor(size: number, onUnused: (block: Block) => void) {
    this.bytes = Buffer.from(new SharedArrayBuffer(size) as unknown as ArrayBuffer);
    this.onUnused = onUnused;
  }

  use(): this {
    this.users += 1;
    return this;
  }

  leave(): void {
    this.users -= 1;
    if (this.users === 0) this.onUnused(this);
  }
}

/** Whether a line says nothing, as `readNdjson` has it. */
function isBlankLine(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] as number;
  if ((first > SPACE && first < FIRST_BEYOND_ASCII) || end - start > LONGEST_BLANK) return false;
  return bytes.toString('utf8', start, end).trim() === '';
}

/**
 * Lines on their way to be cut. They are written to memory that all threads share, each block of it lent to one batch
 * after the other: nothing is copied from thread to thread, and nothing has to be made and collected for each batch.
 */
class LineCutter {
  private readonly limits: BatchLimits;
  private readonly blockSize: number;
  private readonly unused: Block[] = [];
  private block: Block;
  /** In the block: where the batch begins, where the line begins that is not complete, and where the text ends. */
  private batchStart = 0;
  private lineStart = 0;
  private end = 0;
  private firstRow = 1;
  private rows = 0;
  /** The line that is not complete is too long: only its first byte is kept. */
  private isTooLong = false;

  constructor(limits: BatchLimits) {
    this.limits = limits;
    this.blockSize = Math.min(limits.size, LARGEST_FIRST_SIZE) + SPARE;
    this.block = this.lend(this.blockSize);
  }

  /** Where text can be written next; never empty. What was written has to be told to `cut`. */
  room(): Buffer {
    if (this.end === this.block.bytes.length) this.moveOn();
    return this.block.bytes.subarray(this.end);
  }

  /** The batches that are full with so many bytes more. */
  *cut(written: number): Generator<LineBatch> {
    const { bytes } = this.block;
    let at = this.end;
    this.end += written;
    for (;;) {
      const newline = at < this.end ? bytes.indexOf(NEWLINE, at) : -1;
      // The block may hold something older behind the end.
      const isComplete = newline >= 0 && newline < this.end;
      const lineEnd = this.shortened(isComplete ? newline : this.end);
      if (!isComplete) return;
      at = lineEnd + 1;
      this.rows += 1;
      const size = at - this.batchStart;
      const isFull = this.rows >= this.limits.rows || size >= this.limits.size;
      const start = this.lineStart;
      this.lineStart = at;
      if (isFull && (size > LONGEST_ROW || !isBlankLine(bytes, start, at))) yield this.taken(at, false);
    }
  }

  *last(): Generator<LineBatch> {
    if (this.end > this.lineStart) this.rows += 1;
    if (this.rows > 0) yield this.taken(this.end, true);
  }

  /** Keeps one byte of a line that is too long, and says where it ends now. */
  private shortened(lineEnd: number): number {
    const { bytes } = this.block;
    this.isTooLong ||= lineEnd - this.lineStart > LONGEST_ROW;
    if (!this.isTooLong) return lineEnd;
    bytes[this.lineStart] = BRACE;
    bytes.copyWithin(this.lineStart + 1, lineEnd, this.end);
    this.isTooLong = lineEnd === this.end;
    this.end -= lineEnd - this.lineStart - 1;
    return this.lineStart + 1;
  }

  private taken(end: number, isLast: boolean): LineBatch {
    const { firstRow, rows, batchStart, block } = this;
    this.firstRow += rows;
    this.rows = 0;
    this.batchStart = end;
    block.use();
    const text = new Uint8Array(block.bytes.buffer, block.bytes.byteOffset + batchStart, end - batchStart);
    return { text, firstRow, rows, isLast, release: () => block.leave() };
  }

  private lend(size: number): Block {
    const fits = size === this.blockSize ? this.unused.pop() : undefined;
    return (
      fits?.use() ??
      new Block(size, (block) => {
        if (block.bytes.length === this.blockSize) this.unused.push(block);
      })
    );
  }

  /** What is not in a batch goes to the beginning of a block with room behind it. */
  private moveOn(): void {
    const { block, batchStart, end } = this;
    const rest = end - batchStart;
    const next = this.lend(rest < this.blockSize ? this.blockSize : rest * 2);
    next.bytes.set(block.bytes.subarray(batchStart, end));
    this.block = next;
    this.end = rest;
    this.lineStart -= batchStart;
    this.batchStart = 0;
    block.leave();
  }
}

/**
 * Cuts NDJSON into batches at the ends of lines, whatever stands in them. A piece of the source is read to its end
 * before the next one is asked for, so a source may fill the same memory again, and memory does not grow with it. A
 * batch ends with a line that is not blank, because blank lines count only where something comes after them. Of a line
 * longer than 16 MiB only a mark is handed on, which is no JSON.
 */
export async function* lineBatches(
  chunks: Chunks,
  limits: BatchLimits,
): AsyncGenerator<LineBatch, void, undefined> {
  const cutter = new LineCutter(limits);
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let at = 0; at < piece.length; ) {
      const room = cutter.room();
      const part = piece.subarray(at, at + room.length);
      room.set(part);
      at += part.length;
      yield* cutter.cut(part.length);
    }
  }
  yield* cutter.last();
}

/**
 * The same of a file, read to where it is cut, without a copy between.
 * @throws what the file system throws.
 */
export async function* fileBatches(
  path: string,
  limits: BatchLimits,
): AsyncGenerator<LineBatch, void, undefined> {
  const cutter = new LineCutter(limits);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(cutter.room());
      if (bytesRead === 0) break;
      yield* cutter.cut(bytesRead);
    }
  } finally {
    await file.close();
  }
  yield* cutter.last();
}

/** The lines of bytes as text, one by one; undefined for one that is no UTF-8. */
export function* linesOf(bytes: Uint8Array): Generator<string | undefined, void, undefined> {
  const all = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  const isText = isUtf8(all);
  for (let start = 0; start < all.length; ) {
    const newline = all.indexOf(NEWLINE, start);
    const end = newline < 0 ? all.length : newline;
    yield isText || isUtf8(all.subarray(start, end)) ? all.toString('utf8', start, end) : undefined;
    start = end + 1;
  }
}
