import type { Archive } from './workbook-read-archive.node.js';
import { damaged, type Place, refusal, STRUCTURE } from './workbook-read-problems.node.js';

const ARCHIVE = 'PK';
/** The container of .xls, .et and of everything that is locked with a password. */
const OLD_CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const LOCKED_CONTENT = Buffer.from('EncryptedPackage', 'utf16le');

const PICTURE: Place = { zh: '图片', en: 'a picture' };
const UNKNOWN: Place = { zh: '无法辨认的文件', en: 'of a kind that we do not know' };
const WORD_PROCESSING: Place = { zh: '文字文档', en: 'a text document' };

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

/** How much of a file is looked at to tell what it is. */
const BEGINNING_BYTES = 4096;
/** A character that no text has: a control character that is neither a tab nor the end of a line or page. */
const isNoText = (character: string): boolean => character < ' ' && !'\t\n\v\f\r'.includes(character);
const UTF_16_MARKS = ['\u00ff\u00fe', '\u00fe\u00ff'];
const WEB_PAGE = /^<(?:!doctype html|html|head|table|meta|style)\b|^mime-version:/i;
const MARKUP = /^<(?:\?xml|[\w:]+[\s>])/i;

/**
 * Lets a ZIP file pass.
 * @throws DixianError for any other, saying what it is as far as can be told, and what to do.
 */
export function refuseOtherFile(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) throw refusal('workbookEmpty');
  const beginning = file.toString('latin1', 0, BEGINNING_BYTES);
  if (beginning.startsWith(ARCHIVE)) return;
  if (file.subarray(0, OLD_CONTAINER.length).equals(OLD_CONTAINER))
    throw refusal(file.includes(LOCKED_CONTENT) ? 'workbookEncrypted' : 'workbookOldFormat');
  if (PACKED_BEGINNINGS.some((mark) => beginning.startsWith(mark))) throw refusal('workbookPacked');
  const known = BEGINNINGS.find(([mark]) => beginning.startsWith(mark))?.[1];
  if (known !== undefined) throw notSpreadsheet(known);
  throw isText(beginning) ? refusedText(beginning) : notSpreadsheet(UNKNOWN);
}

const isText = (beginning: string): boolean =>
  ![...beginning].some(isNoText) || UTF_16_MARKS.some((mark) => beginning.startsWith(mark));

function refusedText(beginning: string) {
  const text = beginning.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text === '') return refusal('workbookEmpty');
  if (WEB_PAGE.test(text)) return otherFormat({ zh: '网页', en: 'a web page' });
  if (MARKUP.test(text)) return otherFormat({ zh: '标记语言文件（.xml）', en: 'an XML file' });
  return refusal('workbookIsText');
}

/**
 * Lets a ZIP file pass that may be a workbook of the kind that we read.
 * @throws DixianError for another kind, saying what it is and what to do.
 */
export function refuseOtherArchive({ has, names }: Archive): void {
  if (has('xl/workbook.bin'))
    throw otherFormat({ zh: '二进制工作簿（.xlsb）', en: 'a binary workbook (.xlsb)' });
  if (has('mimetype') && has('content.xml'))
    throw otherFormat({ zh: '开放文档格式（.ods）', en: 'in the OpenDocument format (.ods)' });
  if (has('Index/Document.iwa') || has('Index.zip'))
    throw otherFormat({ zh: '苹果电脑的表格（.numbers）', en: 'a table of Apple Numbers (.numbers)' });
  if (has('word/document.xml')) throw notSpreadsheet(WORD_PROCESSING);
  if (has('ppt/presentation.xml')) throw notSpreadsheet({ zh: '演示文稿', en: 'a presentation' });
  if (has('_rels/.rels')) return;
  throw names.some((name) => /^xl[/\\]/i.test(name)) ? damaged(STRUCTURE) : refusal('workbookPacked');
}

const notSpreadsheet = ({ zh, en }: Place) => refusal('workbookNotSpreadsheet', { kind: zh, kindEn: en });
const otherFormat = ({ zh, en }: Place) => refusal('workbookOtherFormat', { format: zh, formatEn: en });
