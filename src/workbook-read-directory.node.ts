import { DIRECTORY, damaged, refusal } from './workbook-read-problems.node.js';

/** What the directory of a ZIP file says of one part. */
export interface ArchiveEntry {
  readonly name: string;
  readonly flags: number;
  /** How it is packed: 0 not at all, 8 deflated. */
  readonly method: number;
  readonly checksum: number;
  /** Bytes in the file. */
  readonly packedSize: number;
  /** Bytes when unpacked, if the directory says the truth. */
  readonly size: number;
  /** Where its header begins in the file. */
  readonly offset: number;
}

/** Where the directory is, and how many entries it has. */
interface DirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const END_RECORD = 0x06054b50;
const END_RECORD_LENGTH = 22;
const MAXIMUM_COMMENT = 0xffff;
const LARGE_END_RECORD = 0x06064b50;
const LARGE_END_LOCATOR = 0x07064b50;
const LARGE_END_LOCATOR_LENGTH = 20;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
/** Stands in a field of 16 or 32 bits whose value is given with 64 bits elsewhere. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;
const LARGE_FIELDS = 0x0001;

/**
 * Reads the directory at the end of a ZIP file, ZIP64 included.
 * @throws DixianError if there is none, if it does not add up, or if it has more than `limit` entries.
 */
export function readDirectory(file: Buffer, limit: number): readonly ArchiveEntry[] {
  try {
    const place = placeOfDirectory(file);
    if (place.count > limit) throw refusal('workbookTooManyParts', { count: place.count, limit });
    const entries: ArchiveEntry[] = [];
    let at = place.start;
    while (entries.length < place.count) {
      if (file.readUInt32LE(at) !== ENTRY) throw damaged(DIRECTORY);
      const next =
        at +
        ENTRY_LENGTH +
        file.readUInt16LE(at + 28) +
        file.readUInt16LE(at + 30) +
        file.readUInt16LE(at + 32);
      if (next > place.end) throw damaged(DIRECTORY);
      entries.push(entryAt(file, at));
      at = next;
    }
    // Entries left over would be parts that nobody reads.
    if (at !== place.end) throw damaged(DIRECTORY);
    return entries;
  } catch (error) {
    // A field that lies beyond the end of the file.
    throw error instanceof RangeError ? damaged(DIRECTORY) : error;
  }
}

function placeOfDirectory(file: Buffer): DirectoryPlace {
  const end = placeOfEnd(file);
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  const start = file.readUInt32LE(end + 16);
  if (count !== ELSEWHERE_16 && size !== ELSEWHERE_32 && start !== ELSEWHERE_32) {
    return checkedPlace({ start, end: start + size, count }, end);
  }
  const locator = end - LARGE_END_LOCATOR_LENGTH;
  if (locator < 0 || file.readUInt32LE(locator) !== LARGE_END_LOCATOR) throw damaged(DIRECTORY);
  const record = readLarge(file, locator + 8);
  if (file.readUInt32LE(record) !== LARGE_END_RECORD) throw damaged(DIRECTORY);
  const largeStart = readLarge(file, record + 48);
  return checkedPlace(
    {
      start: largeStart,
      end: largeStart + readLarge(file, record + 40),
      count: readLarge(file, record + 32),
    },
    record,
  );
}

/** The directory stands right before the record that tells of it: else the file is two that were joined, or has a gap. */
function checkedPlace(place: DirectoryPlace, record: number): DirectoryPlace {
  if (place.end !== record) throw damaged(DIRECTORY);
  return place;
}

/**
 * The last record of the file; a comment may follow it, and nothing else. Where the file was cut off, there is none.
 */
function placeOfEnd(file: Buffer): number {
  const first = Math.max(0, file.length - END_RECORD_LENGTH - MAXIMUM_COMMENT);
  let isThere = false;
  for (let at = file.length - END_RECORD_LENGTH; at >= first; at -= 1) {
    if (file.readUInt32LE(at) !== END_RECORD) continue;
    if (at + END_RECORD_LENGTH + file.readUInt16LE(at + 20) === file.length) return at;
    isThere = true;
  }
  throw isThere ? damaged(DIRECTORY) : refusal('workbookIncomplete');
}

function entryAt(file: Buffer, at: number): ArchiveEntry {
  const nameEnd = at + ENTRY_LENGTH + file.readUInt16LE(at + 28);
  const large = largeFields(file, nameEnd, nameEnd + file.readUInt16LE(at + 30));
  // In this order, and only those that did not fit.
  const field = (place: number): number => {
    const value = file.readUInt32LE(place);
    return value === ELSEWHERE_32 ? large() : value;
  };
  const size = field(at + 24);
  const packedSize = field(at + 20);
  const offset = field(at + 42);
  return {
    name: file.toString('utf8', at + ENTRY_LENGTH, nameEnd),
    flags: file.readUInt16LE(at + 8),
    method: file.readUInt16LE(at + 10),
    checksum: file.readUInt32LE(at + 16),
    size,
    packedSize,
    offset,
  };
}

/** Gives the fields of 64 bits one after another. */
function largeFields(file: Buffer, start: number, end: number): () => number {
  let at = start;
  while (at + 4 <= end && file.readUInt16LE(at) !== LARGE_FIELDS) at += 4 + file.readUInt16LE(at + 2);
  at += 4;
  return () => {
    if (at + 8 > end) throw damaged(DIRECTORY);
    at += 8;
    return readLarge(file, at - 8);
  };
}

/** A number of 64 bits. One that is too large to be exact is no place in a file, and reading there fails. */
const readLarge = (file: Buffer, at: number): number => Number(file.readBigUInt64LE(at));
