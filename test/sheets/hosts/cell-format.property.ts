import { fc, test } from '@fast-check/vitest';
import { describe, test as example, expect } from 'vitest';
import { numberInFormat, readCellFormat } from '../../../src/sheets/hosts/shared/cell-format.js';
import { formatOf, NumberTexts } from '../../../src/workbook-cell-text.node.js';

/** Formats of the field: built in, Chinese, padded, with colours, languages, conditions and several sections. */
const CODES = [
  'General',
  'G/通用格式',
  '0',
  '0.00',
  '#,##0.00',
  '#,##0.00_ ;[Red]-#,##0.00 ',
  '0%',
  '0.00%',
  '0.00E+00',
  '##0.0E+0',
  '@',
  '000000',
  '"620"00000',
  '\\A000',
  'yyyy/m/d',
  'yyyy-mm-dd',
  'yyyy"年"m"月"d"日"',
  'yyyy"年"m"月";@',
  '[$-804]yyyy"年"m"月"d"日";@',
  '[DBNum1][$-804]yyyy"年"m"月"',
  'm"月"d"日"',
  'mmm-yy',
  'd-mmm',
  'yyyy',
  'e"年"m"月"',
  'bbbb"/"mm',
  'aaaa',
  'ddd',
  'yyyy/m/d h:mm',
  'yyyy\\-mm\\-dd\\ hh:mm:ss',
  'h:mm AM/PM',
  'h"时"mm"分"ss"秒"',
  'mm:ss',
  'mm:ss.0',
  '[h]:mm:ss',
  '[hh]:mm',
  ';;;',
  '',
  '"元"0',
  '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  '[>=1000]0.0,"千";0',
  '0!.0,"万"',
  '0!.0,',
  '0,',
  '#,##0,',
  '0.0"万元"',
  '0"千元"',
  '0"00"',
  '0.0"k"',
  '0\\万',
  '0"元"',
  '#,##0.00"元"',
  '0"人"',
  '"￥"#,##0',
  '0.00_);(0.00)',
  '"甲"0000',
  '第000号',
  '"约"0',
  '*[Red]yyyy',
  '_[Red]yyyy',
  'gen[Red]eral',
  '#e-',
  'hme-m',
  '0;[h]General',
  '#e+[Red]0',
];
/** Formats that people use, and that change nothing: they are read, and not given up. */
const HARMLESS = [
  'General',
  '0',
  '0.00',
  '#,##0.00',
  '0"元"',
  '0"人"',
  '"￥"#,##0',
  '000000',
  '"甲"0000',
  '0.00_);(0.00)',
];
const NUMBERS = [
  0, 1, 12, 59, 60, 61, 0.5, 0.999999999, 1461, 1462, 45597, 45597.5, 45352, 202403, 1e15, -1, -0.5, 2957003,
  2958465, 2958466,
];

const texts = { 1900: new NumberTexts(1900), 1904: new NumberTexts(1904) };
/** No percentage is understood, however its digits are written; and nothing whose format may show another number. */
const meaning = (text: string): string => {
  if (text.startsWith('#数字格式')) return 'unclear';
  return text.endsWith('%') ? 'a percentage' : text;
};
const inLibrary = (value: number, code: string, epoch: 1900 | 1904): string =>
  meaning(texts[epoch].textOf(value, formatOf('164', code)));
/** A plain number stays one in the script; the bundle makes its text. */
const inScript = (value: number, code: string, epoch: 1900 | 1904): string => {
  const read = numberInFormat(value, readCellFormat(code), epoch);
  return typeof read === 'number' ? texts[epoch].textOf(read, { kind: 'plain' }) : meaning(read);
};

/** Where a script does not look further it says so; never is a number another than in a workbook that is read. */
const isSafe = (script: string, library: string): boolean => script === 'unclear' || script === library;

describe('a number with a format means in a script what it means in a workbook that is read', () => {
  example.each(CODES)('%s', (code) => {
    const both = NUMBERS.flatMap((value) =>
      ([1900, 1904] as const).map((epoch) => [inScript(value, code, epoch), inLibrary(value, code, epoch)]),
    );
    expect(both.filter(([script = '', library = '']) => !isSafe(script, library))).toEqual([]);
  });

  example.each(HARMLESS)('%s is not given up', (code) => {
    for (const value of [0, 5, 1_234]) expect(inScript(value, code, 1900)).not.toBe('unclear');
  });

  test.prop([
    fc.constantFrom(...CODES),
    fc.oneof(
      fc.integer({ min: 0, max: 2_958_465 }),
      fc.double({ min: -10, max: 3_000_000, noNaN: true }).map((value) => Number(value.toPrecision(15))),
    ),
    fc.constantFrom(1900 as const, 1904 as const),
  ])('any number', (code, value, epoch) => {
    const [script, library] = [inScript(value, code, epoch), inLibrary(value, code, epoch)];
    expect(isSafe(script, library), `${script} for ${library}`).toBe(true);
  });

  const fragment = fc.constantFrom(
    ...'yyyy m d h s e b a 0 # % ; [ ] " \\ _ * / : - AM/PM 年 月 [h] [Red] General'.split(' '),
  );
  test.prop([
    fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.constantFrom(...NUMBERS),
  ])('any format', (code, value) => {
    const [script, library] = [inScript(value, code, 1900), inLibrary(value, code, 1900)];
    expect(isSafe(script, library), `${script} for ${library}`).toBe(true);
  });
});
