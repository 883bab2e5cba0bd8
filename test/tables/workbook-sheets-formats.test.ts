import { describe, expect, test } from 'vitest';
import type { CodesFact, ScalarFact } from '../../src/facts/kinds.js';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { bookFile, rowsOf } from './workbook-sheets-files.js';

async function shown(format: string, value: string): Promise<string | undefined> {
  const sheet = `<sheetData><row r="1"><c r="A1" s="1"><v>${value}</v></c></row></sheetData>`;
  return (await rowsOf(bookFile({ sheets: [sheet], formats: [format] })))[0]?.cells[0];
}

const KINDS = [
  { kind: 'number', unit: 'yuanPerYear' },
  { kind: 'number', unit: 'yuanPerPersonYear' },
  { kind: 'number', unit: 'persons' },
  { kind: 'number', unit: 'percent' },
  { kind: 'flag' },
  { kind: 'day' },
  { kind: 'month' },
] as unknown as readonly Exclude<ScalarFact, CodesFact>[];
const COLUMN = { column: '年收入', reversed: false, multiplier: 1 } as const;

const read = (text: string, fact: ScalarFact) => cleanCell(text, fact, COLUMN);

describe('a format that shows another number than the cell holds is read as no number', () => {
  test.each([
    ['0!.0,', '9000'],
    ['0!.0,"万"', '9000'],
    ['0!.0000"万元"', '9000'],
    ['#!.0,"万元"', '12345'],
    ['0\\.0,', '9000'],
    ['0\\.0,"万"', '9000'],
    ['0"."0,"万"', '9000'],
    ['0,', '9000'],
    ['#,##0,', '9000000'],
    ['0.0,', '9000'],
    ['0,.0', '9000'],
    ['0.00,,', '9000000'],
    ['#,##0,_);(#,##0,)', '9000'],
    ['[>=10000]0!.0,"万";0', '12345'],
    ['0.0"万元"', '0.9'],
    ['0.0"亿"', '0.9'],
    ['0"千元"', '9'],
    ['0"百元"', '90'],
    ['0"00"', '90'],
    ['0"０"', '90'],
    ['0".5"', '90'],
    ['0.0"k"', '9'],
    ['0.0\\K', '9'],
    ['0\\万', '1'],
    ['0万', '1'],
    ['0 "万"', '1'],
    ['#,##0.0_ "万元"', '1'],
    ['"1"0', '5'],
    ['"0."0', '5'],
    ['"12,"000.0', '5'],
    ['*10', '5'],
    ['\\-0', '5'],
    ['"9000"', '1'],
    [';;;', '1'],
  ])('%s for %s', async (format, value) => {
    const text = (await shown(format, value)) ?? '';
    expect(text).toBe(`#数字格式 ${value}#`);
    for (const fact of KINDS) expect(read(text, fact)).toMatchObject({ kind: 'notUnderstood' });
  });
});

describe('a format that shows the number itself, however it is adorned, does not change it', () => {
  test.each([
    ['0_ ', '12', '12'],
    ['* #,##0', '12', '12'],
    ['¥#,##0.00', '1234.5', '1234.5'],
    ['"￥"#,##0', '9000', '9000'],
    ['"¥"#,##0.00;[Red]"¥"\\-#,##0.00', '-5', '-5'],
    ['[$¥-804]#,##0.00', '9000', '9000'],
    ['[红色]0', '9000', '9000'],
    ['0.00_);(0.00)', '-5', '-5'],
    ['_-* #,##0.00_-', '9000', '9000'],
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '0', '0'],
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-5', '-5'],
    ['_-¥* #,##0.00_-;\\-¥* #,##0.00_-;_-¥* "-"??_-;_-@_-', '9000.5', '9000.5'],
    ['_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ', '0', '0'],
    ['[=0]"-";General', '0', '0'],
    ['[=0]"-";General', '7', '7'],
    ['0;-0;;@', '0', '0'],
    ['0;-0;"无"', '0', '0'],
    ['0;[Red]0', '-7', '-7'],
    ['[>=10000]0!.0,"万";0', '9000', '9000'],
    ['[Red][<0]-0;0', '-3', '-3'],
    ['0"人"', '5', '5'],
    ['0"户"', '5', '5'],
    ['0"岁"', '5', '5'],
    ['0 "人"', '5', '5'],
    ['# ?/4', '0.25', '0.25'],
    ['# ??/100', '0.25', '0.25'],
    ['# ##0', '1234', '1234'],
    ['##0.0E+0', '1234', '1234'],
    ['[DBNum2]General', '1234', '1234'],
    ['0.0 %', '0.35', '35%'],
  ])('%s for %s', async (format, value, text) => {
    expect(await shown(format, value)).toBe(text);
  });

  test.each([
    ['0"元"', '9000', '9000元'],
    ['#,##0.00"元"', '9000.5', '9000.5元'],
    ['¥#,##0"元"', '9000', '9000元'],
    ['0"元";-0"元"', '-9000', '-9000元'],
    ['0"元/年"', '9000', '9000元/年'],
  ])('%s for %s says its unit: %s', async (format, value, text) => {
    const [amount] = KINDS as [ScalarFact];
    expect(await shown(format, value)).toBe(text);
    expect(read(text, amount)).toEqual({ kind: 'value', value: Number(value) });
  });
});

describe('a format that shows text beside the number is read with it', () => {
  test.each([
    ['"甲"0000', '1', '甲0001'],
    ['"乙"0000', '1', '乙0001'],
    ['\\甲0000', '1', '甲0001'],
    ['甲0000', '1', '甲0001'],
    ['"甲"!-0000', '12345', '甲-12345'],
    ['0000"号"', '1', '0001号'],
    ['"第"000"号"', '1', '第001号'],
    ['000"-甲"', '1', '001-甲'],
    ['"6201"0000;-0', '12', '62010012'],
    ['0000_ ', '12', '0012'],
    ['000;-000', '-12', '-12'],
    ['"甲"0', '1', '甲1'],
    ['"甲"General', '1', '甲1'],
    ['"甲"@', '1', '甲1'],
    ['"No."0', '1', 'No.1'],
    ['0"甲"000', '12', '0甲012'],
    ['0"乙"000', '12345', '12乙345'],
    ['0000-00-00', '20241101', '2024-11-01'],
    ['0000"年"00"月"', '202403', '2024年03月'],
    ['"约"0', '9000', '约9000'],
    ['0"元/月"', '500', '500元/月'],
    ['0"%"', '35', '35%'],
    ['[=1]"是";[=2]"否";0', '2', '否'],
    ['[=1]"是";[=2]"否";0', '3', '3'],
  ])('%s for %s: %s', async (format, value, text) => {
    expect(await shown(format, value)).toBe(text);
  });

  test.each([
    ['"甲"0000', '12.5'],
    ['"甲"0000', '-12'],
    ['[=1]"是";[=2]"否"', '3'],
    ['0000!.00', '202403'],
    ['0"万"0000', '90000'],
    ['#,##0"-"00', '12345'],
  ])('%s for %s is not known for certain', async (format, value) => {
    expect(await shown(format, value)).toBe(`#数字格式 ${value}#`);
  });
});

describe('a cell of text in a format', () => {
  test.each([
    ['"甲"@', '<c r="A1" s="1" t="inlineStr"><is><t>0001</t></is></c>', '甲0001'],
    ['0;-0;0;"甲"@', '<c r="A1" s="1" t="str"><v>0001</v></c>', '甲0001'],
    ['0;@', '<c r="A1" s="1" t="str"><v>0001</v></c>', '0001'],
    ['_ @_ ', '<c r="A1" s="1" t="str"><v>0001</v></c>', '0001'],
    ['@"人"', '<c r="A1" s="1" t="str"><v>5</v></c>', '5'],
    ['@"万"', '<c r="A1" s="1" t="str"><v>0.9</v></c>', '#数字格式 0.9#'],
    ['0.0"万"', '<c r="A1" s="1" t="str"><v>0.9万</v></c>', '0.9万'],
    ['"甲"@', '<c r="A1" s="1" t="e"><v>#N/A</v></c>', '#N/A'],
  ])('%s for %s: %s', async (format, cell, text) => {
    const sheets = [`<sheetData><row r="1">${cell}</row></sheetData>`];
    expect((await rowsOf(bookFile({ sheets, formats: [format] })))[0]?.cells).toEqual([text]);
  });
});
