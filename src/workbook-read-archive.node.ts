import { createGunzip, gzipSync } from 'node:zlib';
import { type ArchiveEntry, readDirectory } from './workbook-read-directory.node.js';
import { DIRECTORY, damaged, Malformed, refusal } from './workbook-read-problems.node.js';

/**
 * All parts together, inflated. A list of 50,000 households with 40 columns takes about 100 million bytes; a bomb of
 * 300 kB takes as much as it likes.
 */
const MAXIMUM_BYTES = 300_000_000;
/** A workbook has some dozens of parts, and one more for each picture. */
const MAXIMUM_ENTRIES = 10_000;

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

/** How much text is handled at once. */
const PIECE_BYTES = 65_536;

/** What a gzip file begins with, before the deflated bytes: no name, no time. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The parts of an archive, by name. */
export interface Archive {
  readonly has: (name: string) => boolean;
  /** The names as they stand, in their order. */
  readonly names: readonly string[];
  /**
   * The bytes of a part, piece by piece; can be asked for again.
   * @throws Malformed or an error of zlib if the bytes are not those that the directory tells of: at the latest after
   * the last piece.
   */
  readonly pieces: (name: string) => AsyncIterable<Uint8Array>;
}

/** Names of parts are alike whatever the case of their letters; some writers put a backslash between folders. */
const key = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();

/**
 * Reads the directory of a ZIP file; nothing is inflated.
 * @throws DixianError if it cannot be read, tells of an encrypted part, or of more than will be inflated.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(file, MAXIMUM_ENTRIES);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > MAXIMUM_BYTES)
    throw refusal('workbookTooLarge', {
      megabytes: Math.ceil(total / 1_000_000),
      limit: MAXIMUM_BYTES / 1_000_000,
    });
  if (entries.some(({ flags }) => (flags & ENCRYPTED_FLAG) !== 0)) throw refusal('workbookEncrypted');
  const byKey = new Map(entries.map((entry) => [key(entry.name), entry]));
  // Which of two parts of one name is meant, nobody can tell.
  if (byKey.size !== entries.length) throw damaged(DIRECTORY);
  return {
    has: (name) => byKey.has(key(name)),
    names: entries.map(({ name }) => name),
    pieces: (name) => {
      const entry = byKey.get(key(name));
      if (entry === undefined) throw new Malformed('no such part');
      return piecesOf(file, entry);
    },
  };
}

/** The bytes of a part as they stand in the file. Whether they are all there, the checksum tells. */
function packedBytes(file: Buffer, { offset, packedSize }: ArchiveEntry): Buffer {
  if (offset + LOCAL_HEADER_LENGTH > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER)
    throw new Malformed('no part where the directory says');
  // The header repeats the name, with additions of its own.
  const start =
    offset + LOCAL_HEADER_LENGTH + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  return file.subarray(start, start + packedSize);
}

async function* piecesOf(file: Buffer, entry: ArchiveEntry): AsyncIterable<Uint8Array> {
  const packed = packedBytes(file, entry);
  // Dressed as gzip, so that zlib itself checks the checksum and the length.
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(entry.checksum, 0);
  trailer.writeUInt32LE(entry.size, 4);
  if (entry.method === STORED) {
    if (!gzipSync(packed, { level: 0 }).subarray(-8).equals(trailer)) throw new Malformed('checksum');
    for (let at = 0; at < packed.length; at += PIECE_BYTES) yield packed.subarray(at, at + PIECE_BYTES);
    return;
  }
  if (entry.method !== DEFLATED) throw new Malformed('an unknown way to pack');
  const inflated = createGunzip({ chunkSize: PIECE_BYTES });
  inflated.write(GZIP_HEADER);
  inflated.write(packed);
  inflated.end(trailer);
  let size = 0;
  for await (const piece of inflated) {
    size += (piece as Buffer).length;
    // The directory may lie; more than it says is never taken in.
    if (size > entry.size) throw new Malformed('more than the directory says');
    yield piece as Buffer;
  }
}
