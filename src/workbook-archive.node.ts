import { isUtf8 } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import type { FileEntry } from '@zip.js/zip.js';
import { checksumOf } from './checksum.node.js';
import { DixianError, type IssueCode, issue } from './values/issues.js';

/**
 * All parts together, inflated. A list of 50,000 households with 40 columns takes about 100 million bytes; a bomb of
 * 300 kB takes as much as it likes.
 */
const MAXIMUM_BYTES = 300_000_000;
/** A workbook has some dozens of parts, and one more for each picture. */
const MAXIMUM_PARTS = 10_000;

/** A place inside a workbook, or a kind of file, in the two languages of the library. */
export interface Place {
  readonly zh: string;
  readonly en: string;
}

const DIRECTORY: Place = { zh: '文件目录', en: 'the directory of the file' };
export const STRUCTURE: Place = { zh: '工作簿的结构', en: 'the structure of the workbook' };

/** The error for a file that is not read. */
export const refusal = (code: IssueCode, params: Readonly<Record<string, string | number>> = {}) =>
  new DixianError([issue(code, [], params)]);

export const damaged = ({ zh, en }: Place): DixianError =>
  refusal('workbookDamaged', { place: zh, placeEn: en });

/** The parts of a workbook, by name. Names are alike whatever the case of their letters: some programs mix them. */
export interface Archive {
  /**
   * The text of a part, as bytes in UTF-8.
   * @throws DixianError that names `place` if it is not there, or not as it was written: its checksum and its length
   * do not match, it is not text, it is cut off, or it brings a document type, which could grow or reach for files.
   */
  readonly read: (name: string, place: Place) => Promise<Uint8Array>;
}

/** Some writers put a backslash between folders. */
const key = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();

/**
 * Reads the directory of a workbook file; nothing is inflated.
 * @throws DixianError if it is another kind of file, cannot be read, or tells of more than will be inflated.
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  refuseOtherFile(bytes);
  const entries = await readDirectory(bytes);
  if (entries.length > MAXIMUM_PARTS)
    throw refusal('workbookTooManyParts', { count: entries.length, limit: MAXIMUM_PARTS });
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > MAXIMUM_BYTES)
    throw refusal('workbookTooLarge', {
      megabytes: Math.ceil(total / 1_000_000),
      limit: MAXIMUM_BYTES / 1_000_000,
    });
  if (entries.some(({ encrypted }) => encrypted)) throw refusal('workbookEncrypted');
  const byKey = new Map(entries.map((entry) => [key(entry.filename), entry]));
  // Which of two parts of one name is meant, nobody can tell.
  if (byKey.size !== entries.length) throw damaged(DIRECTORY);
  refuseOtherArchive(new Set(byKey.keys()));
  return {
    read: async (name, place) => {
      const entry = byKey.get(key(name));
      if (entry === undefined) throw damaged(place);
      const part = await inflated(entry, place);
      if (!isWholeText(part)) throw damaged(place);
      return part;
    },
  };
}

async function readDirectory(bytes: Uint8Array): Promise<readonly FileEntry[]> {
  const { ZipReader, Uint8ArrayReader, ERR_EOCDR_NOT_FOUND } = await import('@zip.js/zip.js');
  try {
    const reader = new ZipReader(new Uint8ArrayReader(bytes), {
      useWebWorkers: false,
      checkSignature: true,
      checkOverlappingEntry: true,
      filenameValidation: 'tolerant',
    });
    return (await reader.getEntries()).filter((entry) => !entry.directory);
  } catch (error) {
    const isCutOff = error instanceof Error && error.message === ERR_EOCDR_NOT_FOUND;
    throw isCutOff ? refusal('workbookIncomplete') : damaged(DIRECTORY);
  }
}

const [STORED, DEFLATED] = [0, 8];
/** Node.js takes no less. */
const LEAST_ROOM = 64;

async function inflated(entry: FileEntry, place: Place): Promise<Uint8Array> {
  try {
    const isUsual = entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED;
    return await (checksumOf === undefined || !isUsual ? inPieces(entry) : atOnce(entry, checksumOf));
  } catch {
    // Whatever the library says of it: the bytes are not those that were written.
    throw damaged(place);
  }
}

/** Node.js inflates a part in half the time that its pieces take through streams. */
async function atOnce(entry: FileEntry, checksum: NonNullable<typeof checksumOf>): Promise<Uint8Array> {
  const { Uint8ArrayWriter } = await import('@zip.js/zip.js');
  const { uncompressedSize: size, compressionMethod, crc32 } = entry;
  const bytes = await entry.getData(new Uint8ArrayWriter(), { passThrough: true });
  // The directory may lie: more than it says is not inflated.
  const room = { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size, LEAST_ROOM) };
  const part = compressionMethod === STORED ? bytes : inflateRawSync(bytes, room);
  if (part.length !== size || checksum(part) !== crc32) throw new RangeError('It is not what was written.');
  return part;
}

async function inPieces(entry: FileEntry): Promise<Uint8Array> {
  const part = new Uint8Array(entry.uncompressedSize);
  let length = 0;
  const into = new WritableStream<Uint8Array>({
    write: (piece) => {
      // The directory may lie: more than it says does not fit, and throws.
      part.set(piece, length);
      length += piece.length;
    },
  });
  await entry.getData(into);
  if (length !== part.length) throw new RangeError('It is not what was written.');
  return part;
}

/** How much of a part or file is looked at to tell what it is. */
const BEGINNING_BYTES = 4096;

const COMMENT = /<!--.*?-->/gs;

/** A part that was cut off by the program that wrote it has the right checksum all the same. */
function isWholeText(part: Uint8Array): boolean {
  const beginning = latin(part.subarray(0, BEGINNING_BYTES)).replace(COMMENT, '').trimEnd();
  const root = /<([A-Za-z_][\w.:-]*)/.exec(beginning)?.[1];
  if (root === undefined || /<!doctype/i.test(beginning) || !isUtf8(part)) return false;
  const end = latin(part.subarray(-BEGINNING_BYTES)).replace(COMMENT, '').trimEnd();
  return end.replace(/\s*>$/, '').endsWith(`</${root}`) || (end === beginning && end.endsWith('/>'));
}

/** One character for each byte. */
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const ARCHIVE = 'PK';
/** The container of .xls, .et and of everything that is locked with a password. */
const OLD_CONTAINER = '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';
const LOCKED_CONTENT = Buffer.from('EncryptedPackage', 'utf16le');

const PICTURE: Place = { zh: '图片', en: 'a picture' };

/** Kinds of files that hold no table, by their first bytes. */
const BEGINNINGS: readonly (readonly [string, Place])[] = [
  ['%PDF', { zh: '版式文档（.pdf）', en: 'a PDF file' }],
  ['\u0089PNG', PICTURE],
  ['\u00ff\u00d8\u00ff', PICTURE],
  ['GIF8', PICTURE],
  ['BM', PICTURE],
];
/** RAR, 7z, gzip. */
const PACKED_BEGINNINGS = ['Rar!', '7z\u00bc\u00af', '\u001f\u008b'];

/** A character that no text has: a control character that is neither a tab nor the end of a line or page. */
const isNoText = (character: string): boolean => character < ' ' && !'\t\n\v\f\r'.includes(character);
const UTF_16_MARKS = ['\u00ff\u00fe', '\u00fe\u00ff'];
const WEB_PAGE = /^<(?:!doctype html|html|head|table|meta|style)\b|^mime-version:/i;
const MARKUP = /^<(?:\?xml|[\w:]+[\s>])/i;

const notSpreadsheet = ({ zh, en }: Place) => refusal('workbookNotSpreadsheet', { kind: zh, kindEn: en });
const otherFormat = ({ zh, en }: Place) => refusal('workbookOtherFormat', { format: zh, formatEn: en });

/** Lets a ZIP file pass; of any other it says what it is as far as can be told, and what to do. */
function refuseOtherFile(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) throw refusal('workbookEmpty');
  const beginning = file.toString('latin1', 0, BEGINNING_BYTES);
  if (beginning.startsWith(ARCHIVE)) return;
  if (beginning.startsWith(OLD_CONTAINER))
    throw refusal(file.includes(LOCKED_CONTENT) ? 'workbookEncrypted' : 'workbookOldFormat');
  if (PACKED_BEGINNINGS.some((mark) => beginning.startsWith(mark))) throw refusal('workbookPacked');
  const known = BEGINNINGS.find(([mark]) => beginning.startsWith(mark))?.[1];
  if (known !== undefined) throw notSpreadsheet(known);
  const isText = ![...beginning].some(isNoText) || UTF_16_MARKS.some((mark) => beginning.startsWith(mark));
  throw isText
    ? refusedText(beginning)
    : notSpreadsheet({ zh: '无法辨认的文件', en: 'of a kind that we do not know' });
}

function refusedText(beginning: string): DixianError {
  const text = beginning.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text === '') return refusal('workbookEmpty');
  if (WEB_PAGE.test(text)) return otherFormat({ zh: '网页', en: 'a web page' });
  if (MARKUP.test(text)) return otherFormat({ zh: '标记语言文件（.xml）', en: 'an XML file' });
  return refusal('workbookIsText');
}

/** Lets a ZIP file pass that may be a workbook of the kind that we read. */
function refuseOtherArchive(parts: ReadonlySet<string>): void {
  if (parts.has('xl/workbook.bin'))
    throw otherFormat({ zh: '二进制工作簿（.xlsb）', en: 'a binary workbook (.xlsb)' });
  if (parts.has('mimetype') && parts.has('content.xml'))
    throw otherFormat({ zh: '开放文档格式（.ods）', en: 'in the OpenDocument format (.ods)' });
  if (parts.has('index/document.iwa') || parts.has('index.zip'))
    throw otherFormat({ zh: '苹果电脑的表格（.numbers）', en: 'a table of Apple Numbers (.numbers)' });
  if (parts.has('word/document.xml')) throw notSpreadsheet({ zh: '文字文档', en: 'a text document' });
  if (parts.has('ppt/presentation.xml')) throw notSpreadsheet({ zh: '演示文稿', en: 'a presentation' });
  if (parts.has('_rels/.rels')) return;
  throw [...parts].some((name) => name.startsWith('xl/')) ? damaged(STRUCTURE) : refusal('workbookPacked');
}
