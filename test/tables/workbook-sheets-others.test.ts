import exceljs from 'exceljs';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../src/workbook-sheets.node.js';
import { bookFile, rowsOf } from './workbook-sheets-files.js';
import { OTHER_READERS } from './workbook-sheets-others.js';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const VALUES = [
  ['户编号', '户主姓名', '识别时间', '人均纯收入（元）', '是否危房户', '备注'],
  ['0000012345', '张三', day('2024-11-01'), 7800.5, true, '因病 <重> & "急"'],
  ['62010519700101123X', '李四\n（户主）', day('1930-01-15'), 0.1 + 0.2, false, null],
  [null, null, null, null, null, null],
  ['000123', ' 前后空格 ', day('2099-12-31'), -12, null, '__proto__'],
  [null, null, null, 1e-7, null, '甲'],
] as const;

async function fromExceljs(useSharedStrings: boolean): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('户');
  for (const [at, values] of VALUES.entries()) {
    const row = sheet.getRow(at + 2);
    for (const [column, value] of values.entries()) {
      const cell = row.getCell(column + 1);
      cell.value = value;
      if (value instanceof Date) cell.numFmt = 'yyyy-mm-dd';
      cell.border = { top: { style: 'thin' } };
    }
  }
  sheet.getCell('A1').value = { richText: [{ text: '监测对象' }, { font: { bold: true }, text: '台账' }] };
  sheet.mergeCells('A1:F1');
  sheet.getCell('G3').value = { formula: 'D3*2', result: 15601 };
  sheet.getCell('H3').value = { text: '链接', hyperlink: 'https://example.org' };
  sheet.getRow(40).getCell(9).border = { top: { style: 'thin' } };
  return new Uint8Array(await workbook.xlsx.writeBuffer({ useSharedStrings } as never));
}

const FILES: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ['of exceljs', () => fromExceljs(true)],
  ['of exceljs with texts in the cells', () => fromExceljs(false)],
  ['of hucre', () => writeXlsx({ sheets: [{ name: '户', rows: VALUES.map((row) => [...row]) }] })],
  [
    'of hucre with texts in the cells',
    () => writeXlsx({ sheets: [{ name: '户', rows: VALUES.map((row) => [...row]) }], stringMode: 'inline' }),
  ],
];

describe.each(FILES)('a workbook %s', (_, makeFile) => {
  test.each(Object.entries(OTHER_READERS))('has the same cells as by %s', async (_name, read) => {
    const file = await makeFile();
    const ours = new Map((await rowsOf(file)).map(({ row, cells }) => [row, cells]));
    const theirs = await read(file);
    // Plain exponents are ours; theirs is what JavaScript writes.
    const asOurs = [...theirs].map(([row, cells]) => [
      row,
      cells.map((text) => (text === '1e-7' ? '0.0000001' : text)),
    ]);
    expect([...ours]).toEqual(asOurs);
    expect(ours.size).toBeGreaterThanOrEqual(5);
  });
});

test('joined cells of exceljs', async () => {
  expect((await openWorkbook(await fromExceljs(true)))[0]?.merges).toEqual([
    { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 5 },
  ]);
});

test('what the bare library leaves out is read', async () => {
  const file = bookFile({
    sheets: [
      '<sheetData><row r="1"><c r="A1"><f>SUM(B1)</f></c><c r="B1" s="1"><v>12</v></c><c r="C1" s="2"><v>45352</v></c>' +
        '<c r="D1" s="3"><v>0.35</v></c></row></sheetData>',
    ],
    formats: ['000000', 'yyyy"年"m"月"', '0%'],
  });
  expect((await rowsOf(file))[0]?.cells).toEqual(['#未计算', '000012', '2024-03', '35%']);
  const bare = OTHER_READERS['hucre in memory'] ?? OTHER_READERS['hucre as a stream'];
  expect((await bare?.(file))?.get(1)).toEqual(['', '12', '2024-03-01', '0.35']);
});
