import { describe, expect, test } from 'vitest';
import { airScript } from '../../../src/sheets/hosts/airscript/air-script.js';
import { LIST_HEADER, MemorySheet, ON } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';
import { WpsMock, type WpsOptions } from './wps-mock.js';

const SCRIPT = airScript(STUB_BUNDLE);
const list = (): MemorySheet =>
  new MemorySheet('农户', [LIST_HEADER, ['1', '否', 9000], ['2', undefined, 9000]]);

function run(script: string, sheets: MemorySheet[], globals: object = {}, options: WpsOptions = {}) {
  const mock = new WpsMock(sheets, options);
  mock.run([script], globals);
  return mock;
}

describe('an AirScript', () => {
  test('decides the active sheet when it is run, and tells the log', () => {
    const sheet = list();
    const mock = run(SCRIPT, [sheet, new MemorySheet('研判日期', [[ON]])]);
    expect(sheet.rows().map((row) => row[4])).toEqual(['底线：识别建议', 'identify', 'verify']);
    expect(sheet.writes).toEqual([9]);
    expect(mock.logs).toEqual(['判定了 2 户，结果在表的右边。没有提示。']);
    expect(mock.dialogs).toEqual([]);
  });

  test('a program that does not tell its workbook has the sheets itself', () => {
    const sheet = list();
    const mock = run(SCRIPT, [sheet, new MemorySheet('研判日期', [[ON]])], {}, { hasWorkbook: false });
    expect(sheet.at(1, 4)).toBe('identify');
    expect(mock.sheets.at(-1)?.name).toBe('研判提示');
  });

  test('the caller may give the day', () => {
    const sheet = list();
    run(SCRIPT, [sheet], { Context: { argv: { 研判日期: ON } } });
    expect(sheet.at(1, 4)).toBe('identify');
  });

  test('the caller may give the day as a number, and it goes before that of the workbook', () => {
    const sheet = list();
    const mock = run(SCRIPT, [sheet, new MemorySheet('研判日期', [[ON]])], {
      Context: { argv: { 研判日期: 20_240_301 } },
    });
    expect(mock.sheets.at(-1)?.at(1, 0)).toContain('研判日期：2024年3月1日');
  });

  test.each([20_240_230, '不知道', '', true, {}, ['2024-11-01', '2024-12-01']])(
    'what the caller gives and is no day is refused, whatever the workbook says: %j',
    (day) => {
      const sheet = list();
      const mock = run(SCRIPT, [sheet, new MemorySheet('研判日期', [[ON]])], {
        Context: { argv: { 研判日期: day } },
      });
      expect(sheet.writes).toEqual([]);
      expect(mock.logs.join()).toContain('传来的“研判日期”不是日期，请写成 2024-11-01。');
    },
  );

  test.each<[string, object]>([
    ['without arguments', { Context: {} }],
    ['with no arguments', { Context: { argv: null } }],
    ['with others', { Context: { argv: { 日期: ON } } }],
  ])('%s and without a day in the workbook it refuses', (_, globals) => {
    const sheet = list();
    const mock = run(SCRIPT, [sheet], globals);
    expect(sheet.writes).toEqual([]);
    expect(mock.logs.join()).toContain('请写研判日期');
  });

  test.each([
    ['规则自检', '规则自检通过。'],
    ['版本', '示例县'],
  ])('its last line may be changed to %s', (name, expected) => {
    const sheet = list();
    const changed = SCRIPT.replace(/整表判定\(\);\s*$/, `${name}();`);
    expect(run(changed, [sheet]).logs.join()).toContain(expected);
    expect(sheet.writes).toEqual([]);
  });
});
