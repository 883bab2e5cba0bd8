import { describe, expect, test } from 'vitest';
import { wpsModules } from '../../../src/sheets/hosts/wps/wps-script.js';
import { LIST_HEADER, LIST_TITLE, MemorySheet, ON, SERIAL_DAY } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';
import { WpsMock } from './wps-mock.js';

const SCRIPTS = wpsModules(STUB_BUNDLE).map(({ text }) => text);
const list = (...rows: readonly (readonly unknown[])[]): MemorySheet =>
  new MemorySheet('农户', [LIST_TITLE, LIST_HEADER, ...rows]);

describe('a formula in WPS', () => {
  const sheet = list(['1', undefined, 9000, SERIAL_DAY], ['2', '否', 0.5]);
  sheet.formats.set('2,3', 'yyyy/m/d');
  sheet.formats.set('3,2', '0%');
  const mock = new WpsMock([sheet]);
  const host = mock.run(SCRIPTS);
  const cells = (row: number) => mock.range(sheet, { row, column: 0, rows: 1, columns: 4 });

  const header = mock.range(sheet, { row: 0, column: 0, rows: 2, columns: 4 });

  test('a range keeps its blanks and its formats', () => {
    expect(host['判定']?.(cells(2), header, ON)).toBe(
      'verify water=null income=9000 born=2024-11-01 serial=true 1234567890123e45',
    );
    expect(host['判定']?.(cells(3), header, ON)).toContain('income=50%');
  });

  test('values are taken as texts only, for a blank among others may be a zero', () => {
    const texts = [LIST_HEADER];
    expect(host['判定']?.([['1', '', '9000', '']], texts, ON)).toContain('verify water=null');
    expect(host['判定']?.([['1', 0, 9000, 0]], texts, ON)).toContain('&""');
    expect(host['判定']?.([['1', undefined, '9000', '']], texts, ON)).toContain('&""');
  });

  test('the day is asked for', () => {
    expect(host['判定']?.(cells(2), header)).toBe('没有判定：请写研判日期，如 2024-11-01 或 2024年11月1日。');
  });

  test('another number of columns is refused', () => {
    const narrow = mock.range(sheet, { row: 2, column: 0, rows: 1, columns: 3 });
    expect(host['判定']?.(narrow, header, ON)).toContain('两处的列要一样');
  });

  test('a header with something above it is refused, for that may be the unit', () => {
    expect(host['判定']?.(cells(2), cells(1), ON)).toBe(
      '没有判定：表头上面还有内容，可能是金额的单位。表头要从第 1 行选起，写成 A$1:D$2。',
    );
  });

  test('a header with nothing above it is taken, wherever it stands', () => {
    const low = new MemorySheet('农户', [[], LIST_HEADER, ['1', '否', 9000]]);
    const other = new WpsMock([low]);
    const part = (row: number) => other.range(low, { row, column: 0, rows: 1, columns: 4 });
    expect(other.run(SCRIPTS)['判定']?.(part(2), part(1), ON)).toContain('identify');
  });

  test.each<[string, number, number]>([
    ['in the first row', 0, 6],
    ['in the row of the header', 1, 5],
  ])('a unit beside the header is refused: %s', (_, row, column) => {
    const beside = list(['1', '否', 9000]);
    beside.put(row, column, '单位：万元');
    const other = new WpsMock([beside]);
    const part = (first: number, rows: number) =>
      other.range(beside, { row: first, column: 0, rows, columns: 4 });
    expect(other.run(SCRIPTS)['判定']?.(part(2, 1), part(0, 2), ON)).toBe(
      `没有判定：选中的表头外面，${'ABCDEFG'[column]}${row + 1} 格里可能写着金额的单位。请把它移到选中的标题行里，或者把两处的列都选到那一列。`,
    );
  });

  test('the title of the column of formulas beside the header is not in the way', () => {
    const beside = list(['1', '否', 9000]);
    beside.put(1, 4, '研判结果');
    beside.put(1, 5, '帮扶资金（元）');
    const other = new WpsMock([beside]);
    const part = (first: number, rows: number) =>
      other.range(beside, { row: first, column: 0, rows, columns: 4 });
    expect(other.run(SCRIPTS)['判定']?.(part(2, 1), part(0, 2), ON)).toContain('identify');
  });

  test.each([
    ['is told to the rules', {}, '农户（万元）'],
    ['is left out by a program that does not tell it', { isBare: true }, ''],
  ])('the name of the sheet %s', (_, options, name) => {
    const named = new MemorySheet('农户（万元）', [LIST_HEADER, ['1', '否', 9000]]);
    const other = new WpsMock([new MemorySheet('汇总'), named], options);
    const part = (row: number) => other.range(named, { row, column: 0, rows: 1, columns: 4 });
    const scripts = [
      ...SCRIPTS,
      'Dixian.explainRow = function (row, header, options) { return options.name; };',
    ];
    expect(other.run(scripts)['判定']?.(part(1), part(0), ON)).toBe(name);
  });

  test('self-test and versions are texts for cells, and never a dialog', () => {
    expect(host['规则自检']?.()).toBe('规则自检通过。');
    expect(host['版本']?.()).toContain('示例县');
    expect(mock.dialogs).toEqual([]);
  });
});
