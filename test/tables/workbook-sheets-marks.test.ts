import { describe, expect, test } from 'vitest';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { type Book, bookFile, rowsOf } from './workbook-sheets-files.js';

async function textsOf(cells: string, book: Omit<Book, 'sheets'> = {}): Promise<readonly string[]> {
  const sheet = `<sheetData><row r="1">${cells}</row></sheetData>`;
  return (await rowsOf(bookFile({ ...book, sheets: [sheet] })))[0]?.cells ?? [];
}

const run = (text: string, font = ''): string =>
  `<r>${font === '' ? '' : `<rPr>${font}<sz val="11"/></rPr>`}<t>${text}</t></r>`;
const STRIKE = '<strike/>';
const RAISED = '<vertAlign val="superscript"/>';
const LOWERED = '<vertAlign val="subscript"/>';

describe('a text in several fonts', () => {
  const texts = [
    ['a struck-out number before another', run('9000', STRIKE) + run('8000'), '#删除线 90008000#'],
    ['a struck-out end', run('是') + run('否', '<strike val="1"/>'), '#删除线 是否#'],
    ['all struck out', run('9000', STRIKE), '#删除线 9000#'],
    ['the mark of a footnote', run('9000') + run('1', RAISED), '#上下标 90001#'],
    ['a lowered digit', run('9000') + run('1', LOWERED), '#上下标 90001#'],
    ['a day with a mark', run('2024-1-1') + run('1', RAISED), '#上下标 2024-1-11#'],
    ['a crossed-out item of a list', run('疾病', STRIKE) + run('、残疾，灾害'), '#删除线 疾病 残疾 灾害#'],
    ['fonts that change nothing', run('90', '<b/>') + run('00', '<color rgb="FFFF0000"/>'), '9000'],
    ['a font that says it does not strike', run('90', '<strike val="0"/>') + run('00'), '9000'],
    ['a baseline', run('90', '<vertAlign val="baseline"/>') + run('00'), '9000'],
    ['a struck-out space', run(' ', STRIKE) + run('9000'), ' 9000'],
    ['the power of a unit', run('120m') + run('2', RAISED), '120m2'],
    ['the power of a unit in Chinese', run('面积（米') + run('2', RAISED) + run('）'), '面积（米2）'],
    ['no power of a unit', run('90') + run('2', RAISED), '#上下标 902#'],
  ] as const;

  test.each(texts)('shared: %s', async (_, runs, text) => {
    expect(await textsOf('<c r="A1" t="s"><v>0</v></c>', { texts: `<si>${runs}</si>` })).toEqual([text]);
  });

  test.each(texts)('in its cell: %s', async (_, runs, text) => {
    expect(await textsOf(`<c r="A1" t="inlineStr"><is>${runs}</is></c>`)).toEqual([text]);
  });

  test('leaves the other texts as they are', async () => {
    const cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>3</v></c>';
    const shared = `<si>${run('9', STRIKE)}</si><si><t>strike</t></si>`;
    expect(await textsOf(cells, { texts: shared })).toEqual(['#删除线 9#', 'strike', '3']);
  });
});

const FONTS =
  '<fonts><font><sz val="11"/></font><font><strike/></font><font><strike val="0"/></font></fonts>';
const styled = (xfs: string, fonts = FONTS) => ({
  'xl/styles.xml': `<styleSheet>${fonts}<cellXfs><xf numFmtId="0" fontId="0"/>${xfs}</cellXfs></styleSheet>`,
});

describe('a cell that is crossed out as a whole', () => {
  const styles = styled(
    '<xf numFmtId="0" fontId="1"/><xf numFmtId="14" fontId="1"/><xf numFmtId="0" fontId="2"/>',
  );

  test.each([
    ['a number', '<c r="A1" s="1"><v>9000</v></c>', ['#删除线 9000#']],
    ['a text', '<c r="A1" s="1" t="inlineStr"><is><t>是</t></is></c>', ['#删除线 是#']],
    ['a truth', '<c r="A1" s="1" t="b"><v>1</v></c>', ['#删除线 TRUE#']],
    ['a day', '<c r="A1" s="2"><v>45597</v></c>', ['#删除线 45597#']],
    ['nothing in it', '<c r="A1" s="1"/><c r="B1"><v>1</v></c>', ['', '1']],
    ['a font that does not cross out', '<c r="A1" s="3"><v>9000</v></c>', ['9000']],
    ['a cell beside it', '<c r="A1" s="1"><v>9</v></c><c r="B1"><v>7</v></c>', ['#删除线 9#', '7']],
  ])('%s', async (_, cells, texts) => {
    expect(await textsOf(cells, { parts: styles })).toEqual(texts);
  });

  test('of cells without a style', async () => {
    const struck = { 'xl/styles.xml': styled('', '<fonts><font><strike/></font></fonts>')['xl/styles.xml'] };
    expect(await textsOf('<c r="A1"><v>9000</v></c>', { parts: struck })).toEqual(['#删除线 9000#']);
  });

  test('with prefixes of namespaces, and other elements in the font', async () => {
    const fonts = '<x:fonts><x:font/><x:font><x:b/><x:strike  val = "true" /></x:font></x:fonts>';
    const xml = `<x:styleSheet xmlns:x="a">${fonts}<x:cellXfs><x:xf/><x:xf fontId="1"/></x:cellXfs></x:styleSheet>`;
    expect(await textsOf('<c r="A1" s="1"><v>9</v></c>', { parts: { 'xl/styles.xml': xml } })).toEqual([
      '#删除线 9#',
    ]);
  });
});

test.each([
  ['#删除线 90008000#', { kind: 'number', unit: 'yuanPerYear' }],
  ['#删除线 5#', { kind: 'number', unit: 'persons' }],
  ['#上下标 1#', { kind: 'flag' }],
  ['#删除线 TRUE#', { kind: 'flag' }],
  ['#上下标 2024-01-11#', { kind: 'day' }],
  ['#上下标 2024-01#', { kind: 'month' }],
])('%s is understood as nothing: %o', (text, fact) => {
  const column = { column: '列', reversed: false, multiplier: 1 } as const;
  expect(cleanCell(text, fact as never, column)).toMatchObject({ kind: 'notUnderstood' });
});
