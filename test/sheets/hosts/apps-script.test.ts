import { describe, expect, test } from 'vitest';
import { appsScriptFiles } from '../../../src/sheets/hosts/apps-script/apps-script.js';
import { GoogleMock } from './google-mock.js';
import { LIST_HEADER, LIST_TITLE, MemorySheet, ON } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';

const FILES = appsScriptFiles(STUB_BUNDLE);
const daySheet = (): MemorySheet => new MemorySheet('研判日期', [[ON]]);
const list = (...rows: readonly (readonly unknown[])[]): MemorySheet =>
  new MemorySheet('农户', [LIST_TITLE, LIST_HEADER, ...rows]);

interface Seen {
  readonly grid: readonly (readonly unknown[])[];
  readonly options: Readonly<Record<string, unknown>>;
}

function open(mock: GoogleMock) {
  const host = mock.run(FILES);
  const seen = (): Seen =>
    (host as unknown as { readonly Dixian: { readonly probe: () => { readonly seen: Seen } } }).Dixian.probe()
      .seen;
  return { host, seen };
}

function decide(
  sheet: MemorySheet,
  others: MemorySheet[] = [daySheet()],
  options: GoogleMock['options'] = {},
) {
  const mock = new GoogleMock([sheet, ...others], options);
  const opened = open(mock);
  opened.host['整表判定']?.();
  return { mock, ...opened };
}

describe('a whole table in Google Sheets', () => {
  test('results stand beside the table, and the menu runs them', () => {
    const sheet = list(['1', '否', 9000], ['2', '', 9000], ['3', '是', 9000]);
    const mock = new GoogleMock([sheet, daySheet()]);
    const { host } = open(mock);
    host['onOpen']?.();
    mock.choose('整表判定');
    expect(sheet.rows().map((row) => row[4])).toEqual([
      '',
      '底线：识别建议',
      'identify',
      'verify',
      'notIdentified',
    ]);
    expect(sheet.writes).toEqual([12]);
    expect(mock.alerts).toEqual(['判定了 3 户，结果在表的右边。没有提示。']);
    mock.choose('规则自检');
    expect(mock.alerts[1]).toContain('规则自检通过。');
  });

  test('a blank is a blank, and a zero is a zero', () => {
    expect(
      decide(list(['1', '', 0], ['2', 0, '']))
        .seen()
        .grid.slice(2),
    ).toEqual([
      ['1', null, 0, null],
      ['2', 0, null, null],
    ]);
  });

  test.each(['#ERROR!', 'Loading...'])('%s is neither a blank nor an amount', (text) => {
    expect(decide(list(['1', '是', text])).seen().grid[2]?.[2]).toBe('#VALUE!');
  });

  test('a percentage is no amount', () => {
    const sheet = list(['1', '是', 0.5]);
    sheet.formats.set('2,2', '0%');
    expect(decide(sheet).seen().grid[2]?.[2]).toBe('50%');
  });

  test.each<[string, string, string, string]>([
    ['a day', 'yyyy-mm-dd', 'Asia/Shanghai', '2024-11-01'],
    ['a month', 'yyyy"年"m"月"', 'Asia/Shanghai', '2024-11'],
    ['a moment', 'yyyy-mm-dd hh:mm', 'Asia/Shanghai', '2024-11-01'],
    ['a day west of Greenwich', 'yyyy-mm-dd', 'America/Sao_Paulo', '2024-10-31'],
  ])('%s comes as a Date and is read in the time zone of the spreadsheet', (_, code, timeZone, expected) => {
    const sheet = list(['1', '是', 9000]);
    const mock = new GoogleMock([sheet, daySheet()], { timeZone });
    sheet.put(2, 3, mock.moment('2024-10-31T16:00:00Z'));
    sheet.formats.set('2,3', code);
    const { host, seen } = open(mock);
    host['整表判定']?.();
    expect(String(seen().grid[2]?.[3]).slice(0, expected.length)).toBe(expected);
  });

  test('merged cells are handed over', () => {
    const sheet = list(['1', '是', 9000], ['2', '', 9000]);
    sheet.merges = [[3, 4, 1, 1]];
    expect(decide(sheet).seen().options).toEqual({
      on: 20_241_101,
      serialDays: true,
      merges: [[3, 4, 1, 1]],
      name: '农户',
    });
  });

  test('a grid that is too narrow or too short grows', () => {
    const sheet = list(['1', '否', 9000]);
    const grid = { columns: 4, rows: 3 };
    decide(sheet, [daySheet()], { grid });
    expect(sheet.at(2, 4)).toBe('identify');
    expect(grid).toEqual({ columns: 7, rows: 4 });
  });

  test('a second run takes its own columns again', () => {
    const sheet = list(['1', '否', 9000]);
    const { host, seen } = decide(sheet);
    sheet.put(2, 1, '是');
    host['整表判定']?.();
    expect(sheet.size()).toEqual({ rows: 3, columns: 7 });
    expect(sheet.at(2, 4)).toBe('notIdentified');
    expect(seen().grid[1]).toEqual(LIST_HEADER);
  });

  test('the day of assessment comes from the named cell, as a Date', () => {
    const settings = new MemorySheet('设置');
    const mock = new GoogleMock([list(['1', '否', 9000]), settings], { names: { 研判日期: ['设置', 2, 2] } });
    settings.put(1, 1, mock.moment('2024-10-31T16:00:00Z'));
    settings.formats.set('1,1', 'yyyy-mm-dd');
    const { host, seen } = open(mock);
    host['整表判定']?.();
    expect(seen().options).toMatchObject({ on: 20_241_101 });
  });

  test.each<[string, MemorySheet[], string]>([
    ['no day', [], '请写研判日期：新建一张名为“研判日期”的表，在 A1 格写 2024-11-01'],
    ['an empty day', [new MemorySheet('研判日期')], '请写研判日期'],
  ])('%s is refused, and nothing is written', (_, others, message) => {
    const sheet = list(['1', '否', 9000]);
    const { mock } = decide(sheet, others);
    expect(sheet.writes).toEqual([]);
    expect(mock.alerts.join()).toContain(message);
  });

  test('an empty sheet is refused', () => {
    expect(decide(new MemorySheet('农户')).mock.alerts.join()).toContain('这张表里没有内容');
  });

  test('a sheet that may not be written says so', () => {
    const { mock } = decide(list(['1', '否', 9000]), [daySheet()], { isReadOnly: true });
    expect(mock.alerts.join()).toContain('写了一半的结果不能用');
  });
});

describe('a formula in Google Sheets', () => {
  const mock = new GoogleMock([list()]);
  const { host } = open(mock);
  const row = (...cells: readonly unknown[]): unknown => host['DIXIAN_ROW']?.([cells], [LIST_HEADER], ON);

  test('a blank stays a blank', () => {
    expect(row('1', '', 9000, '')).toContain('verify water=null income=9000');
    expect(row('1', 0, 9000, '')).toContain('identify water=0');
  });

  test('the first of a month may be no more than its month: the format is not seen', () => {
    expect(row('1', '是', 9000, mock.moment('2024-10-31T16:00:00Z'))).toContain('born=2024-11 ');
    expect(row('1', '是', 9000, mock.moment('2024-11-01T16:00:00Z'))).toContain('born=2024-11-02 ');
  });

  test('the day may be a Date, also the first of a month', () => {
    const text = host['DIXIAN_ROW']?.(
      [['1', '否', 9000, '']],
      [LIST_HEADER],
      mock.moment('2024-10-31T16:00:00Z'),
    );
    expect(text).toContain('identify');
  });

  test.each([
    ['a cell instead of a row', ['1', [LIST_HEADER], ON], '要选一户的一行'],
    ['two rows', [[['1'], ['2']], [['户编号']], ON], '要选一户的一行'],
    ['no day', [[['1']], [['户编号']], ''], '请写研判日期'],
    ['nothing', [], '要选一户的一行'],
  ])('%s is refused', (_, given, message) => {
    expect(host['DIXIAN_ROW']?.(...given)).toContain(message);
  });

  test('self-test and versions', () => {
    expect(host['DIXIAN_CHECK']?.()).toBe('规则自检通过。');
    expect(host['DIXIAN_VERSIONS']?.()).toContain('示例县');
  });
});

test('custom functions carry the tag by which the host finds them', () => {
  const text = FILES.map((file) => file.text).join('\n');
  const tagged = [...text.matchAll(/@customfunction\s*\*\/\s*function ([A-Z_]+)/g)].map(([, name]) => name);
  expect(tagged).toEqual(['DIXIAN_ROW', 'DIXIAN_CHECK', 'DIXIAN_VERSIONS']);
});
