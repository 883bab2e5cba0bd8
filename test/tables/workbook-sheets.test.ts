import { describe, expect, test } from 'vitest';
import { EMPTY_RESULT } from '../../src/tables/cleaned-cell.js';
import { openWorkbook } from '../../src/workbook-sheets.node.js';
import { type Book, bookFile, rowsOf } from './workbook-sheets-files.js';

/** The text of the only cell of a sheet. */
async function textOf(cell: string, book: Omit<Book, 'sheets'> = {}): Promise<string | undefined> {
  const sheet = `<sheetData><row r="1">${cell}</row></sheetData>`;
  return (await rowsOf(bookFile({ ...book, sheets: [sheet] })))[0]?.cells[0];
}

describe('the text of a cell', () => {
  test.each([
    ['a whole number', '7800', '7800'],
    ['noise of binary arithmetic', '0.30000000000000004', '0.3'],
    ['more noise', '7799.9999999999991', '7800'],
    ['fifteen digits', '620105197001011', '620105197001011'],
    ['a small number', '1E-7', '0.0000001'],
    ['a small number with digits', '-1.25e-9', '-0.00000000125'],
    ['an exponent', '7.8E3', '7800'],
    ['a negative zero', '-0', '0'],
    ['a third', '0.33333333333333331', '0.333333333333333'],
    ['the largest that is exact', '999999999999999', '999999999999999'],
    ['a number that has lost digits', '620105197001011234', '6.20105E+17'],
    ['one that only just has', '1E15', '1.00000E+15'],
    ['nothing', '', ''],
  ])('of a number: %s', async (_, value, text) => {
    expect(await textOf(`<c r="A1"><v>${value}</v></c>`)).toBe(text === '' ? undefined : text);
  });

  test.each([
    ['000000', '12', '000012'],
    ['000000', '1234567', '1234567'],
    ['000000', '12.5', '12.5'],
    ['000000', '-12', '-12'],
    ['000000000000000000', '620105197001011234', '6.20105E+17'],
    ['"6201"0000', '12', '62010012'],
    ['0_ ', '12', '12'],
    ['0.00', '12.345', '12.345'],
    ['#,##0.00_);[Red](#,##0.00)', '-1234.5', '-1234.5'],
    ['"共"0"户"', '5', '5'],
    ['General"元"', '5', '5元'],
    ['0%', '0.35', '35%'],
    ['0%', '0.355', '35.5%'],
    ['0.00%;[Red]-0.00%', '-0.07', '-7%'],
    ['"满100%"0', '3', '满100%3'],
    ['0.00E+00', '1200', '1200'],
    ['@', '12', '12'],
    ['G/通用格式', '45597', '45597'],
    ['[DBNum1][$-804]General', '45597', '45597'],
    ['yyyy-mm-dd', '45597', '2024-11-01'],
    ['yyyy/m/d;@', '45597', '2024-11-01'],
    ['yyyy"年"m"月"d"日";@', '45597', '2024-11-01'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '45597', '2024-11-01'],
    ['[$-804]aaaa', '45597', '2024-11-01'],
    ['m"月"d"日"', '45597', '2024-11-01'],
    ['[=0]"";yyyy\\-mm\\-dd', '45597', '2024-11-01'],
    ['e"年"m"月"d"日"', '45597', '2024-11-01'],
    ['yyyy-mm-dd', '45597.75', '2024-11-01'],
    ['yyyy-mm-dd', '45597.9999999', '2024-11-02'],
    ['yyyy"年"m"月"', '45352', '2024-03'],
    ['[$-804]yyyy"年"m"月";@', '45352', '2024-03'],
    ['yyyy-mm', '45352', '2024-03'],
    ['yyyy-mm', '45366', '2024-03-15'],
    ['mmm-yy', '45352', '2024-03'],
    ['yyyy', '45352', '2024'],
    ['yyyy-mm-dd hh:mm:ss', '45597.75', '2024-11-01 18:00:00'],
    ['yyyy/m/d h:mm', '45597', '2024-11-01'],
    ['m/d/yy h:mm AM/PM', '45597.5', '2024-11-01 12:00:00'],
    ['yyyy-mm-dd hh:mm:ss', '45597.999999', '2024-11-02'],
    ['h:mm', '0.75', '18:00:00'],
    ['h:mm', '45597.75', '18:00:00'],
    ['mm:ss', '0.5', '12:00:00'],
    ['上午/下午h"时"mm"分"', '0.5', '12:00:00'],
    ['[h]:mm', '1.5', '36:00:00'],
    ['yyyy-mm-dd', '1', '1900-01-01'],
    ['yyyy-mm-dd', '59', '1900-02-28'],
    ['yyyy-mm-dd', '61', '1900-03-01'],
    ['yyyy-mm-dd', '2958465', '9999-12-31'],
    // What a spreadsheet shows there is no day, and the cleaning refuses it.
    ['yyyy-mm-dd', '0', '1900-01-00'],
    ['yyyy-mm-dd', '60', '1900-02-29'],
    ['yyyy-mm-dd', '-1', '-1'],
    ['yyyy-mm-dd', '20241101', '20241101'],
    ['yyyy-mm-dd', '6201051234', '6201051234'],
  ])('in the format %s: %s is %s', async (format, value, text) => {
    expect(await textOf(`<c r="A1" s="1"><v>${value}</v></c>`, { formats: [format] })).toBe(text);
  });

  test.each([
    [9, '0.35', '35%'],
    [14, '45597', '2024-11-01'],
    [17, '45352', '2024-03'],
    [20, '0.5', '12:00:00'],
    [22, '45597.5', '2024-11-01 12:00:00'],
    [31, '45597', '2024-11-01'],
    [37, '45597', '45597'],
    [46, '1.5', '36:00:00'],
    [57, '45352', '2024-03'],
    [58, '45352', '2024-03-01'],
    [999, '45352', '45352'],
  ])('in the format that is number %i: %s is %s', async (number, value, text) => {
    const styles = `<styleSheet><cellXfs><xf numFmtId="${number}"/></cellXfs></styleSheet>`;
    expect(await textOf(`<c r="A1"><v>${value}</v></c>`, { parts: { 'xl/styles.xml': styles } })).toBe(text);
  });

  test('in cells of several formats, and of none', async () => {
    const formats = ['yyyy-mm-dd', 'yyyy"年"m"月"', '0%', '000000', 'yyyy/m/d'];
    const cells = ['', ...formats].map((_, at) => `<c r="${'ABCDEF'[at]}1" s="${at}"><v>45597</v></c>`);
    const row = `<row r="1">${cells.join('')}<c r="G1"><v>45597</v></c></row>`;
    expect(
      (await rowsOf(bookFile({ sheets: [`<sheetData>${row}</sheetData>`], formats })))[0]?.cells,
    ).toEqual(['45597', '2024-11-01', '2024-11', '4559700%', '045597', '2024-11-01', '45597']);
  });

  test.each([
    ['0', '1904-01-01'],
    ['44135', '2024-11-01'],
  ])('in a workbook that counts from 1904: %s is %s', async (value, text) => {
    const book: Book = {
      sheets: [`<sheetData><row r="1"><c r="A1" s="1"><v>${value}</v></c></row></sheetData>`],
      formats: ['yyyy-mm-dd'],
      workbookAttributes: ' date1904="1"',
    };
    const file = bookFile(book);
    expect((await rowsOf(file))[0]?.cells).toEqual([text]);
    expect((await openWorkbook(file))[0]?.serialDays).toBe(false);
    expect(
      (await openWorkbook(bookFile({ ...book, workbookAttributes: ' date1904="0"' })))[0]?.serialDays,
    ).toBe(true);
  });

  test.each([
    [
      'an inline text',
      '<c r="A1" t="inlineStr"><is><t>张 &lt;三&gt; &amp; &#26446;&#x56DB;</t></is></c>',
      '张 <三> & 李四',
    ],
    [
      'spaces that are kept',
      '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 张三 </t></is></c>',
      ' 张三 ',
    ],
    [
      'runs of fonts',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>户主</t></r><r><t>0</t></r></is></c>',
      '户主0',
    ],
    ['an escaped character', '<c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙</t></is></c>', '甲\r\n乙'],
    ['an escaped escape', '<c r="A1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', '_x000D_'],
    [
      'text that is no markup',
      '<c r="A1" t="inlineStr"><is><t><![CDATA[<b>&amp;]]></t></is></c>',
      '<b>&amp;',
    ],
    ['a comment in between', '<c r="A1" t="inlineStr"><is><t>甲<!-- > -->乙</t></is></c>', '甲乙'],
    ['leading zeros', '<c r="A1" t="str"><v>000123</v></c>', '000123'],
    ['true', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['false', '<c r="A1" t="b"><v>0</v></c>', 'FALSE'],
    ['an error', '<c r="A1" t="e"><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['an error of a formula', '<c r="A1" t="e"><f>NA()</f><v>#N/A</v></c>', '#N/A'],
    ['the result of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['a text from a formula', '<c r="A1" t="str"><f>"a"&amp;B1</f><v>a_x000D_</v></c>', 'a\r'],
    [
      'an empty text from a formula',
      '<c r="B1"><v>1</v></c><c r="A1" t="str"><f>""</f><v></v></c>',
      EMPTY_RESULT,
    ],
    [
      'spaces from a formula',
      '<c r="B1"><v>1</v></c><c r="A1" t="str"><f>" "</f><v xml:space="preserve"> </v></c>',
      EMPTY_RESULT,
    ],
    ['an empty text that was written', '<c r="B1"><v>1</v></c><c r="A1" t="str"><v></v></c>', ''],
    ['a truth from a formula', '<c r="A1" t="b"><f>TRUE</f><v>1</v></c>', 'TRUE'],
    ['a formula without a result', '<c r="A1"><f>SUM(B1:B2)</f></c>', '#未计算'],
    ['a formula with an empty result', '<c r="A1"><f>SUM(B1:B2)</f><v></v></c>', '#未计算'],
    ['a shared formula without a result', '<c r="A1"><f t="shared" si="0"/><v/></c>', '#未计算'],
    ['a day in words', '<c r="A1" t="d"><v>2024-11-01</v></c>', '2024-11-01'],
    ['a day at midnight in words', '<c r="A1" t="d"><v>2024-11-01T00:00:00.000Z</v></c>', '2024-11-01'],
    ['a moment in words', '<c r="A1" t="d"><v>2024-11-01T08:30:00</v></c>', '2024-11-01 08:30:00'],
    ['a time in words', '<c r="A1" t="d"><v>08:30:00</v></c>', '08:30:00'],
    ['single quotes and spaces in tags', "<c  r = 'A1'\n t='str' ><v >甲</v ></c >", '甲'],
    ['a mark of markup in an attribute', '<c r="A1" x="a>b" t="str"><v>甲</v></c>', '甲'],
  ])('%s', async (_, markup, text) => {
    expect(await textOf(markup)).toBe(text);
  });

  test.each([
    ['plain', '<si><t>张三</t></si>', '张三'],
    ['in runs', '<si><r><t>户</t></r><r><rPr><b/></rPr><t xml:space="preserve">主 </t></r></si>', '户主 '],
    ['with pronunciation', '<si><t>张三</t><rPh sb="0" eb="2"><t>ちょう</t></rPh></si>', '张三'],
    ['named __proto__', '<si><t>__proto__</t></si>', '__proto__'],
    ['empty', '<si/>', undefined],
  ])('shared: %s', async (_, texts, text) => {
    expect(await textOf('<c r="A1" t="s"><v>0</v></c>', { texts })).toBe(text);
  });
});
