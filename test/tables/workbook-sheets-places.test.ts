import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../src/workbook-sheets.node.js';
import { bookFile, refusalOf, rowsOf } from './workbook-sheets-files.js';

const inSheet = (rows: string, rest = ''): Uint8Array =>
  bookFile({ sheets: [`<sheetData>${rows}</sheetData>${rest}`] });

const cell = (reference: string, value: string | number): string => `<c r="${reference}"><v>${value}</v></c>`;

describe('the place of a cell', () => {
  test('gaps stay, blank ends do not', async () => {
    const file = inSheet(
      `<row r="2">${cell('B2', 1)}<c r="C2" s="1"/></row><row r="3"><c r="A3"/></row>` +
        `<row r="5" hidden="1">${cell('AB5', 2)}</row><row r="10000">${cell('CV10000', 3)}</row>`,
    );
    const rows = await rowsOf(file);
    expect(rows.map(({ row, cells }) => [row, cells.length, cells.filter((text) => text !== '')])).toEqual([
      [2, 2, ['1']],
      [5, 28, ['2']],
      [10_000, 100, ['3']],
    ]);
    expect(rows[0]?.cells[0]).toBe('');
  });

  test('rows and cells without a number follow one another', async () => {
    const bare = '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>';
    expect(await rowsOf(inSheet(bare))).toEqual([
      { row: 1, cells: ['1', '', '2'] },
      { row: 3, cells: ['', '3'] },
    ]);
  });

  test('cells in another order stand where they say', async () => {
    expect(await rowsOf(inSheet(`<row r="1">${cell('C1', 3)}${cell('A1', 1)}</row>`))).toEqual([
      { row: 1, cells: ['1', '', '3'] },
    ]);
  });

  test.each([
    ['a cell twice', `<row r="1">${cell('A1', 1)}${cell('A1', 2)}</row>`],
    ['a row twice', `<row r="1">${cell('A1', 1)}</row><row r="1">${cell('A1', 2)}</row>`],
    ['rows out of order', `<row r="2">${cell('A2', 1)}</row><row r="1">${cell('A1', 2)}</row>`],
    ['a column too many', `<row r="1">${cell('XFE1', 1)}</row>`],
    ['a row too many', `<row r="1048577">${cell('A1048577', 1)}</row>`],
    ['no place at all', `<row r="1">${cell('1A', 1)}</row>`],
  ])('%s is damage', async (_, rows) => {
    expect((await refusalOf(inSheet(rows)))?.code).toBe('workbookDamaged');
  });

  test('joined cells are told, also where they stand at the very end', async () => {
    const padding = Array.from(
      { length: 5000 },
      (_, at) => `<row r="${at + 1}">${cell(`A${at + 1}`, at)}</row>`,
    );
    const merges = '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="B2:B4"/></mergeCells>';
    const sheets = await openWorkbook(inSheet(padding.join(''), merges));
    expect(sheets[0]?.merges).toEqual([
      { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 3 },
      { firstRow: 2, lastRow: 4, firstColumn: 1, lastColumn: 1 },
    ]);
  });

  test('a prefix before every name, as strict workbooks may have', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">' +
      '<x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData>' +
      '<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>';
    const file = bookFile({ parts: { 'xl/worksheets/sheet1.xml': sheet } });
    expect(await rowsOf(file)).toEqual([{ row: 1, cells: ['甲'] }]);
    expect((await openWorkbook(file))[0]?.merges).toHaveLength(1);
  });

  test('a byte order mark, and a namespace that is named like an attribute', async () => {
    const sheet = `\ufeff<?xml version="1.0"?><worksheet><sheetData><row xmlns:r="1" r="2">${cell('A2', 7)}</row></sheetData></worksheet>`;
    expect(await rowsOf(bookFile({ parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toEqual([
      { row: 2, cells: ['7'] },
    ]);
  });

  test('characters of several bytes stay whole wherever the file is cut into pieces', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `${'a'.repeat(at % 5)}户主𠮷é`);
    // What is a byte order mark at the beginning of a file is a character in the middle.
    names.push('\ufeff'.repeat(30_000));
    const rows = names.map((name) => `<row><c t="inlineStr"><is><t>${name}</t></is></c></row>`);
    expect((await rowsOf(inSheet(rows.join('')))).map(({ cells }) => cells[0])).toEqual(names);
  });

  test('rows can be asked for again, and left in the middle', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) => `<row>${'<c><v>1.5</v></c>'.repeat(3)}</row>${at % 2 ? '' : '<row/>'}`,
    );
    const [sheet] = await openWorkbook(inSheet(rows.join('')));
    for await (const { row } of sheet?.rows() ?? []) if (row > 10) break;
    let count = 0;
    for await (const { cells } of sheet?.rows() ?? []) count += cells.length;
    expect(count).toBe(90_000);
  });
});

describe('the sheets', () => {
  const rows = (text: string): string =>
    `<sheetData><row r="1"><c r="A1" t="str"><v>${text}</v></c></row></sheetData>`;

  test('in the order of their tabs, hidden ones told, charts left out', async () => {
    const file = bookFile({
      sheets: [rows('甲'), rows('乙'), rows('丙'), rows('丁')],
      sheetAttributes: [
        'name="户&amp;人"',
        'name="代码" state="hidden"',
        'name="图" state="visible"',
        'name="__proto__" state="veryHidden"',
      ],
    });
    const withChart = bookFile({
      sheets: [rows('甲'), rows('乙')],
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="http://a/chartsheet" Target="chartsheets/sheet1.xml"/>' +
          '<Relationship Id="rId2" Type="http://a/worksheet" Target="/xl/worksheets/../worksheets/sheet2.xml"/></Relationships>',
      },
    });
    expect((await openWorkbook(file)).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['户&人', false],
      ['代码', true],
      ['图', false],
      ['__proto__', true],
    ]);
    expect((await rowsOf(file, 1))[0]?.cells).toEqual(['乙']);
    expect((await openWorkbook(withChart)).map(({ name }) => name)).toEqual(['表2']);
    expect((await rowsOf(withChart))[0]?.cells).toEqual(['乙']);
  });
});
