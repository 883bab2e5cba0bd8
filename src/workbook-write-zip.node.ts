import { pipeline, Readable } from 'node:stream';
import { createGzip, inflateRawSync } from 'node:zlib';

/** A part of an archive. */
export interface ZipPart {
  readonly path: string;
  readonly pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** A part, or the archive, is longer than its format can say (4 GiB). */
export class ArchiveTooLong extends Error {}

const LONGEST = 0xffff_ffff;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01, the first day that the format knows: the same parts are the same archive. */
const DAY = 33;
/** The sizes and the checksum follow the part: they are not known before. */
const SIZES_FOLLOW = 8;
const DEFLATED = 8;
const VERSION = 20;

const GZIP_HEAD = 10;
const GZIP_TAIL = 8;

interface Written {
  readonly path: Buffer;
  readonly at: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

const within = (size: number): number => {
  if (size > LONGEST) throw new ArchiveTooLong('An archive without extensions is at most 4 GiB.');
  return size;
};

/** Numbers of two bytes where they are given as such, else of four. */
function record(signature: number, ...fields: readonly (number | { readonly short: number })[]): Buffer {
  const bytes: number[] = [];
  const put = (value: number, length: number): void => {
    for (let at = 0; at < length; at += 1) bytes.push(Math.floor(value / 256 ** at) % 256);
  };
  put(signature, 4);
  for (const field of fields) typeof field === 'number' ? put(field, 4) : put(field.short, 2);
  return Buffer.from(bytes);
}
const short = (value: number): { readonly short: number } => ({ short: value });

/**
 * The bytes of a part as they stand in the archive. Gzip is the same deflated text between a head and a tail, and counts
 * its checksum in native code.
 */
async function* deflated(
  { pieces }: ZipPart,
  done: (sizes: Omit<Written, 'path' | 'at'>) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      size = within(size + bytes.length);
      yield bytes;
    }
  }
  const gzip = createGzip();
  // What the source throws destroys gzip, which then throws it below; whoever stops taking closes the source.
  pipeline(Readable.from(counted()), gzip, () => {});
  let skipped = 0;
  let packed = 0;
  let tail = Buffer.alloc(0);
  for await (const chunk of gzip as AsyncIterable<Buffer>) {
    const skip = Math.min(GZIP_HEAD - skipped, chunk.length);
    skipped += skip;
    tail = Buffer.concat([tail, chunk.subarray(skip)]);
    if (tail.length <= GZIP_TAIL) continue;
    const ready = tail.subarray(0, tail.length - GZIP_TAIL);
    tail = tail.subarray(tail.length - GZIP_TAIL);
    packed += ready.length;
    yield ready;
  }
  done({ checksum: tail.readUInt32LE(0), packed: within(packed), size });
}

/**
 * Packs parts into a ZIP archive, one after the other, while they are taken; nothing of them is kept.
 * @throws ArchiveTooLong of a part or an archive of more than 4 GiB; what the pieces throw.
 */
export async function* zipped(
  parts: Iterable<ZipPart> | AsyncIterable<ZipPart>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Written[] = [];
  let at = 0;
  for await (const part of parts) {
    const path = Buffer.from(part.path, 'utf8');
    const head = Buffer.concat([
      record(
        LOCAL,
        short(VERSION),
        short(SIZES_FOLLOW),
        short(DEFLATED),
        short(0),
        short(DAY),
        0,
        0,
        0,
        short(path.length),
        short(0),
      ),
      path,
    ]);
    yield head;
    let sizes: Omit<Written, 'path' | 'at'> | undefined;
    yield* deflated(part, (found) => {
      sizes = found;
    });
    if (sizes === undefined) throw new Error(`${part.path} was not packed.`);
    const { checksum, packed, size } = sizes;
    const end = record(DESCRIPTOR, checksum, packed, size);
    yield end;
    written.push({ path, at, ...sizes });
    at = within(at + head.length + packed + end.length);
  }
  let length = 0;
  for (const { path, checksum, packed, size, ...part } of written) {
    const entry = Buffer.concat([
      record(
        CENTRAL,
        short(VERSION),
        short(VERSION),
        short(SIZES_FOLLOW),
        short(DEFLATED),
        short(0),
        short(DAY),
        checksum,
        packed,
        size,
        short(path.length),
        short(0),
        short(0),
        short(0),
        short(0),
        0,
        part.at,
      ),
      path,
    ]);
    length += entry.length;
    yield entry;
  }
  yield record(END, short(0), short(0), short(written.length), short(written.length), length, at, short(0));
}

/** The parts of a small archive that says its sizes first, as text. */
export function unzippedTexts(archive: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const parts = new Map<string, string>();
  for (let at = 0; bytes.readUInt32LE(at) === LOCAL; ) {
    const [method, packed] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18)];
    const pathEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const start = pathEnd + bytes.readUInt16LE(at + 28);
    const content = bytes.subarray(start, start + packed);
    parts.set(
      bytes.toString('utf8', at + 30, pathEnd),
      (method === DEFLATED ? inflateRawSync(content) : content).toString('utf8'),
    );
    at = start + packed;
  }
  return parts;
}
