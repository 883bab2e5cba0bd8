import { strToU8, unzipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { bookFile, everythingIn, inChinese, refusalOf, zipOf } from './workbook-sheets-files.js';

const ROWS = Array.from(
  { length: 3000 },
  (_, at) => `<row><c><v>${at * 37}</v></c><c><v>${at / 8}</v></c></row>`,
);
const GOOD = bookFile({ sheets: [`<sheetData>${ROWS.join('')}</sheetData>`], texts: '<si><t>甲</t></si>' });
const PARTS = unzipSync(GOOD);
const SHEET = 'xl/worksheets/sheet1.xml';

const withParts = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipOf({ ...PARTS, ...parts });
const without = (name: string): Uint8Array =>
  zipOf(Object.fromEntries(Object.entries(PARTS).filter(([part]) => part !== name)));
const withSheet = (inside: string): Uint8Array => withParts({ [SHEET]: inside });

/** The file with a number written over at a place of the directory entry of a part, given from the entry's start. */
function withEntry(name: string, place: number, bytes: 2 | 4, value: (old: number) => number): Uint8Array {
  const file = Buffer.from(GOOD);
  let at = file.readUInt32LE(file.length - 6);
  while (file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28)) !== name)
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  file.writeUIntLE(value(file.readUIntLE(at + place, bytes)), at + place, bytes);
  return file;
}

const LAUGHS =
  '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
const OLD = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);

describe('a file that is no workbook is refused, with what to do', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', '文件是空的。可能没有下载完或复制完，请重新取得文件再试。'],
    ['white space', ' \r\n', '文件是空的。可能没有下载完或复制完，请重新取得文件再试。'],
    ['an old workbook', OLD, '这是旧格式（.xls 或 .et）。请用表格软件打开，另存为 .xlsx 再试。'],
    [
      'text in UTF-8',
      '户编号,家庭人口数\n001,3\n',
      '文件实际上是纯文本，不是 .xlsx 工作簿。请把文件名的结尾改为 .csv 再试，或用表格软件打开，另存为 .xlsx。',
    ],
    ['text in GB18030', Buffer.from('bba7b1e0bac52cc8cbbfda0a', 'hex'), '文件实际上是纯文本'],
    ['text in UTF-16', Buffer.from('\ufeff户编号\t人口', 'utf16le'), '文件实际上是纯文本'],
    [
      'a web page',
      '\ufeff\n<html><table><tr><td>户编号</td></tr></table></html>',
      '文件实际上是网页，不是 .xlsx 工作簿。请用表格软件打开，另存为 .xlsx 再试。',
    ],
    ['a web page with a declaration', '<!DOCTYPE html><p>请登录</p>', '文件实际上是网页'],
    ['XML', '<?xml version="1.0"?><Workbook/>', '文件实际上是标记语言文件（.xml）'],
    [
      'OpenDocument',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      '.ods',
    ],
    ['Numbers', zipOf({ 'Index/Document.iwa': 'a' }), '.numbers'],
    ['a binary workbook', zipOf({ '_rels/.rels': '<a/>', 'xl/workbook.bin': 'a' }), '.xlsb'],
    [
      'a text document',
      zipOf({ '_rels/.rels': '<a/>', 'word/document.xml': '<a/>' }),
      '文件是文字文档，不是工作簿。',
    ],
    ['a presentation', zipOf({ '_rels/.rels': '<a/>', 'ppt/presentation.xml': '<a/>' }), '文件是演示文稿'],
    [
      'an archive',
      zipOf({ '名单.xlsx': GOOD }),
      '文件是压缩包，不是工作簿。请先解压，再使用其中的 .xlsx 文件。',
    ],
    ['another archive', 'Rar!\u001a\u0007', '文件是压缩包'],
    ['an empty archive', zipOf({}), '文件是压缩包'],
    ['a PDF file', '%PDF-1.7\n', '文件是版式文档（.pdf），不是工作簿。'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), '文件是图片'],
    ['zeros', new Uint8Array(500), '文件是无法辨认的文件'],
    ['no sheets', bookFile({ sheets: [] }), '工作簿里没有放数据的工作表。请把名单放进工作表，另存后再试。'],
  ])('%s', async (_, content, text) => {
    const file = typeof content === 'string' ? strToU8(content) : new Uint8Array(content);
    expect(inChinese(await refusalOf(file))).toContain(text);
  });

  test('a workbook that is locked with a password', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: '户', rows: [['甲']] }],
      encryption: { password: '123', spinCount: 10 },
    });
    expect(inChinese(await refusalOf(locked))).toBe(
      '工作簿设有打开密码，读不了。请用表格软件打开，取消密码，另存为 .xlsx 再试。',
    );
  });
});

describe('a damaged workbook is told, never half read', () => {
  test('the undamaged one is read', async () => {
    expect((await everythingIn(GOOD))[0]?.rows).toHaveLength(3000);
  });

  test.each([1, 2, 30, 200, GOOD.length >> 1, GOOD.length - 5])(
    'without its last bytes: %i',
    async (missing) => {
      expect(inChinese(await refusalOf(GOOD.slice(0, GOOD.length - missing)))).toMatch(
        /^(?:文件不完整，后面缺了一部分|工作簿已损坏（文件目录）)/,
      );
    },
  );

  test('cut off in the middle', async () => {
    expect((await refusalOf(GOOD.slice(0, GOOD.length >> 1)))?.code).toBe('workbookIncomplete');
  });

  test.each<[string, Uint8Array, string]>([
    ['a checksum that is not right', withEntry(SHEET, 16, 4, (old) => old ^ 1), '工作表“表1”'],
    ['a checksum of texts', withEntry('xl/sharedStrings.xml', 16, 4, (old) => old ^ 1), '单元格文字'],
    ['a checksum of formats', withEntry('xl/styles.xml', 16, 4, (old) => old ^ 1), '单元格格式'],
    ['a checksum of the structure', withEntry('xl/workbook.xml', 16, 4, (old) => old ^ 1), '工作簿的结构'],
    ['a size too small', withEntry(SHEET, 24, 4, (old) => old - 1), '工作表“表1”'],
    ['a size far too small', withEntry(SHEET, 24, 4, () => 100), '工作表“表1”'],
    ['a size too large', withEntry(SHEET, 24, 4, (old) => old + 1), '工作表“表1”'],
    ['a packed size too small', withEntry(SHEET, 20, 4, (old) => old - 1), '工作表“表1”'],
    ['a part beyond the end', withEntry(SHEET, 20, 4, () => 0x7fffffff), '工作表“表1”'],
    ['a part somewhere else', withEntry(SHEET, 42, 4, () => 0), '工作表“表1”'],
    ['an unknown way to pack', withEntry(SHEET, 10, 2, () => 12), '工作表“表1”'],
    ['two parts of one name', withParts({ 'XL/Styles.xml': '<a/>' }), '文件目录'],
    ['no sheet', without(SHEET), '工作表“表1”'],
    ['no formats', without('xl/styles.xml'), '单元格格式'],
    ['no texts', without('xl/sharedStrings.xml'), '单元格文字'],
    ['no relations', without('xl/_rels/workbook.xml.rels'), '工作簿的结构'],
    ['no relations of the archive', without('_rels/.rels'), '工作簿的结构'],
    ['no workbook', without('xl/workbook.xml'), '工作簿的结构'],
    ['an empty part', withSheet(''), '工作表“表1”'],
    ['a part that ends early', withSheet('<worksheet><sheetData><row><c><v>1</v></c></row>'), '工作表“表1”'],
    ['a part that ends in a tag', withSheet('<worksheet><sheetData/></worksheet'), '工作表“表1”'],
    ['a part that ends in a comment', withSheet('<worksheet/><!-- '), '工作表“表1”'],
    ['text behind the root', withSheet('<worksheet/>甲'), '工作表“表1”'],
    [
      'text in GB18030',
      withParts({ [SHEET]: Buffer.from('<worksheet>\u00bb\u00a7</worksheet>', 'latin1') }),
      '工作表“表1”',
    ],
    ['a document type', withSheet(`${LAUGHS}<worksheet/>`), '工作表“表1”'],
    ['a document type in the texts', withParts({ 'xl/sharedStrings.xml': `${LAUGHS}<sst/>` }), '单元格文字'],
    [
      'a joined cell nowhere',
      withSheet('<worksheet><mergeCells><mergeCell ref="A1:A"/></mergeCells></worksheet>'),
      '工作表“表1”',
    ],
    ['a tag without end', withSheet(`<worksheet x="${'甲'.repeat(1_100_000)}"/>`), '工作表“表1”'],
  ])('%s', async (_, file, place) => {
    expect(inChinese(await refusalOf(file))).toContain(`工作簿已损坏（${place}）`);
  });
});

describe('what is too large is refused', () => {
  test('before anything is unpacked, by what the directory says', async () => {
    const started = performance.now();
    expect(inChinese(await refusalOf(withEntry(SHEET, 24, 4, () => 400_000_000)))).toBe(
      '工作簿展开后有 401 兆字节，超过 300 兆字节的上限，没有读取。请分成几个文件，或另存为 .csv 再试。',
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a bomb whose directory lies is not unpacked further than it says', async () => {
    const bomb = Buffer.from(zipOf({ ...PARTS, [SHEET]: Buffer.alloc(20_000_000, ' ') }));
    const sizeInDirectory = Buffer.alloc(4);
    sizeInDirectory.writeUInt32LE(20_000_000);
    bomb.writeUInt32LE(1000, bomb.lastIndexOf(sizeInDirectory));
    expect(inChinese(await refusalOf(bomb))).toContain('工作簿已损坏（工作表“表1”）');
  });

  test('more parts than a workbook has', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`xl/media/${at}.png`, '']));
    expect(inChinese(await refusalOf(zipOf({ ...PARTS, ...many }, 0)))).toBe(
      `文件里有 ${10_000 + Object.keys(PARTS).length} 个部件，超过 10000 个的上限，没有读取。请把数据复制到新的工作簿，另存为 .xlsx 再试。`,
    );
  });

  test('rows that reach out to the last column', async () => {
    const rows = Array.from({ length: 1300 }, (_, at) => `<row><c r="XFD${at + 1}"><v>1</v></c></row>`);
    const wide = bookFile({ sheets: [`<sheetData>${rows.join('')}</sheetData>`] });
    expect(inChinese(await refusalOf(wide))).toMatch(
      /^工作表“表1”连同空白超过 20000000 个单元格，读取已停止/,
    );
  });
});

describe('what has no meaning does no harm', () => {
  test('something behind the end of the file, as some servers add it', async () => {
    const longer = Buffer.concat([GOOD, Buffer.from('\r\n')]);
    expect(await everythingIn(longer)).toEqual(await everythingIn(GOOD));
  });

  test('names of parts in other letters, with backslashes', async () => {
    const odd = Object.fromEntries(
      Object.entries(PARTS).map(([name, part]) => [name.toUpperCase().replaceAll('/', '\\'), part]),
    );
    expect(await everythingIn(zipOf(odd))).toEqual(await everythingIn(GOOD));
  });

  test('blank cells down to the last row and column', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="T1048576" s="0"/></row>';
    const wide = bookFile({ sheets: [`<sheetData>${rows}</sheetData>`] });
    expect((await everythingIn(wide))[0]?.rows).toEqual([{ row: 1, cells: ['1'] }]);
  });

  test('comments around the text of a part', async () => {
    const formats = Buffer.from(PARTS['xl/styles.xml'] ?? []).toString();
    const odd = withParts({
      'xl/styles.xml': `<!-- <b> -->${formats.replace(/^.*\?>/, '')}\n<!-- end -->\n`,
    });
    expect(await everythingIn(odd)).toEqual(await everythingIn(GOOD));
    expect(await everythingIn(withParts({ 'xl/sharedStrings.xml': '<sst/>\n' }))).toEqual(
      await everythingIn(GOOD),
    );
  });

  test('drawings, charts and comments that nobody can read', async () => {
    const relations =
      '<Relationships><Relationship Id="rId1" Type="http://a/drawing" Target="../drawings/drawing1.xml"/>' +
      '<Relationship Id="rId2" Type="http://a/comments" Target="../comments1.xml"/></Relationships>';
    const file = withParts({
      'xl/worksheets/_rels/sheet1.xml.rels': relations,
      'xl/drawings/drawing1.xml': '<broken',
      'xl/comments1.xml': '<broken',
    });
    expect(await everythingIn(file)).toEqual(await everythingIn(GOOD));
  });
});

describe('an archive with numbers of 64 bits', () => {
  /** The directory of the good file, written as for a file of more than four gigabytes. */
  function largeArchive(change: (directory: Buffer) => void = () => {}): Uint8Array {
    const file = Buffer.from(GOOD);
    const start = file.readUInt32LE(file.length - 6);
    const entries: Buffer[] = [];
    for (let at = start; file.readUInt32LE(at) === 0x02014b50; ) {
      const next = at + 46 + file.readUInt16LE(at + 28);
      const entry = Buffer.concat([file.subarray(at, next), Buffer.alloc(28)]);
      const extra = entry.length - 28;
      entry.writeUInt32LE(0x00180001, extra);
      for (const [index, place] of [24, 20, 42].entries()) {
        entry.writeBigUInt64LE(BigInt(file.readUInt32LE(at + place)), extra + 4 + index * 8);
        entry.writeUInt32LE(0xffffffff, place);
      }
      entry.writeUInt16LE(28, 30);
      entry.writeUInt16LE(0, 32);
      entries.push(entry);
      at = next + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    const directory = Buffer.concat(entries);
    const end = Buffer.alloc(56 + 20 + 22);
    end.writeUInt32LE(0x06064b50, 0);
    for (const at of [24, 32]) end.writeBigUInt64LE(BigInt(entries.length), at);
    end.writeBigUInt64LE(BigInt(directory.length), 40);
    end.writeBigUInt64LE(BigInt(start), 48);
    end.writeUInt32LE(0x07064b50, 56);
    end.writeBigUInt64LE(BigInt(start + directory.length), 64);
    end.writeUInt32LE(0x06054b50, 76);
    end.fill(0xff, 76 + 8, 76 + 20);
    change(end);
    return Buffer.concat([file.subarray(0, start), directory, end]);
  }

  test('is read', async () => {
    expect(await everythingIn(largeArchive())).toEqual(await everythingIn(GOOD));
  });

  test.each<[string, (end: Buffer) => void]>([
    ['more entries than there are', (end) => end.writeBigUInt64LE(9n, 32)],
    ['fewer entries than there are', (end) => end.writeBigUInt64LE(3n, 32)],
    ['a directory beyond the end', (end) => end.writeBigUInt64LE(1n << 60n, 48)],
    ['a record beyond the end', (end) => end.writeBigUInt64LE(1n << 63n, 64)],
    ['no record', (end) => end.writeUInt32LE(0, 0)],
    ['nothing that leads to the record', (end) => end.writeUInt32LE(0, 56)],
  ])('is refused with %s', async (_, change) => {
    expect((await refusalOf(largeArchive(change)))?.code).toBe('workbookDamaged');
  });
});
