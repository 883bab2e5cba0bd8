import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const FILE_NAME = /^decisions-(\d{6,15})\.ndjson$/;
const TORN_NAME = /^decisions-\d{6,15}\.torn-\d+$/;

/** The name of the n-th file of a log, from 1 on. */
export const fileName = (number: number): string => `decisions-${String(number).padStart(6, '0')}.ndjson`;
export const tornName = (number: number, count: number): string =>
  fileName(number).replace(/\.ndjson$/, `.torn-${count}`);

export interface LogFile {
  readonly name: string;
  readonly number: number;
  readonly path: string;
}

/** The files of a log in their order, and what was moved aside. The errors of `node:fs` if the folder is not there. */
export async function logFiles(
  folder: string,
): Promise<{ readonly files: readonly LogFile[]; readonly torn: readonly string[] }> {
  const names = await readdir(folder);
  const files = names
    .flatMap((name) => {
      const number = FILE_NAME.exec(name)?.[1];
      return number === undefined ? [] : [{ name, number: Number(number), path: join(folder, name) }];
    })
    .sort((a, b) => a.number - b.number);
  return { files, torn: names.filter((name) => TORN_NAME.test(name)).sort() };
}

/** Bytes as text; undefined where they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const NEWLINE = 0x0a;
/** A line longer than this is no entry, and is not held in memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

export interface FileLine {
  /** Undefined where it is no UTF-8, or far too long. */
  readonly text: string | undefined;
  /** Whether it ends with a newline; only the last line of a file may not. */
  readonly isFinished: boolean;
}

/** The lines of a file, one after the other. */
export async function* linesOf(path: string): AsyncGenerator<FileLine> {
  let pieces: Buffer[] = [];
  let length = 0;
  const keep = (piece: Buffer): void => {
    length += piece.length;
    if (length <= LONGEST_LINE) pieces.push(piece);
    else pieces = [];
  };
  const take = (isFinished: boolean): FileLine => {
    const text = length > LONGEST_LINE ? undefined : textOf(Buffer.concat(pieces));
    pieces = [];
    length = 0;
    return { text, isFinished };
  };
  for await (const chunk of createReadStream(path)) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      keep(rest.subarray(0, end));
      yield take(true);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) keep(rest);
  }
  if (length > 0) yield take(false);
}

/** The last line of a file, with its end where it has one, and where it begins. */
export interface Tail {
  readonly bytes: Buffer;
  readonly start: number;
}

/** Reads the last line before `end` from the end of a file backwards; of no bytes at the file's beginning. */
export async function tailOf(handle: FileHandle, end: number): Promise<Tail> {
  const step = 64 * 1024;
  let bytes = Buffer.alloc(0);
  let start = end;
  while (start > 0) {
    const size = Math.min(step, start);
    const chunk = Buffer.alloc(size);
    await readFully(handle, chunk, start - size);
    start -= size;
    bytes = Buffer.concat([chunk, bytes]);
    // The newline at the very end is the line's own.
    const before = bytes.subarray(0, -1).lastIndexOf(NEWLINE);
    if (before >= 0) return { bytes: bytes.subarray(before + 1), start: start + before + 1 };
  }
  return { bytes, start };
}

async function readFully(handle: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    done += bytesRead;
  }
}

/** Makes the names in a folder last: a new file is not safe before. Where a host cannot, it is left to the host. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOTSUP'].includes(code ?? '')) throw error;
  }
}
