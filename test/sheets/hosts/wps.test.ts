import { describe, expect, test } from 'vitest';
import { wpsModules, wpsScript } from '../../../src/sheets/hosts/wps/wps-script.js';
import { LIST_HEADER, LIST_TITLE, MemorySheet, ON, SERIAL_DAY } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';
import { WpsMock, type WpsOptions } from './wps-mock.js';

const SCRIPTS = wpsModules(STUB_BUNDLE).map(({ text }) => text);
const DAY_SHEET = new MemorySheet('研判日期', [[ON]]);
/** What programs of this family hand over for #DIV/0! and #N/A. */
const DIVISION_ERROR = -2146826281;
const NOT_AVAILABLE = -2146826246;

const list = (...rows: readonly (readonly unknown[])[]): MemorySheet =>
  new MemorySheet('农户', [LIST_TITLE, LIST_HEADER, ...rows]);

interface Probe {
  readonly seen: { readonly grid: readonly (readonly unknown[])[]; readonly options: object };
  readonly runs: number;
}

function decide(sheet: MemorySheet, options: WpsOptions = {}, others: readonly MemorySheet[] = [DAY_SHEET]) {
  const mock = new WpsMock([sheet, ...others], options);
  const host = mock.run(SCRIPTS);
  host['整表判定']?.();
  const { probe } = (host as unknown as { readonly Dixian: { readonly probe: () => Probe } }).Dixian;
  const notes = mock.sheets.find(({ name }) => name === '研判提示');
  return { mock, host, probe, notes: (notes?.rows() ?? []).map(([line]) => line) };
}

describe('a whole table in WPS', () => {
  test('results stand beside the table, in one assignment, under headers that say whose they are', () => {
    const sheet = list(['1', '否', 9000], ['2', undefined, 9000], ['3', '是', undefined], ['4', '是', 9000]);
    const { mock, notes } = decide(sheet);
    expect(sheet.rows()[1]?.slice(4)).toEqual(['底线：识别建议', '底线：理由', '底线：政策']);
    expect(sheet.rows().map((row) => row[4])).toEqual([
      '',
      '底线：识别建议',
      'identify',
      'verify',
      'verify',
      'notIdentified',
    ]);
    expect(sheet.writes).toEqual([15]);
    expect(mock.dialogs).toEqual(['判定了 4 户，结果在表的右边。没有提示。']);
    expect(notes.slice(0, 3)).toEqual([
      '底线：研判提示',
      '研判日期：2024年11月1日。地区：示例县（999999）；政策有效期：2024年1月1日起；政策编号：stub；引擎版本：0.0.0。',
      '判定了 4 户。结果只是建议，须经民主评议、审核和县级审定。',
    ]);
    expect(mock.active.name).toBe('农户');
  });

  test('a blank is a blank, and a zero is a zero', () => {
    const { probe } = decide(list(['1', undefined, 0], ['2', 0, undefined], ['3', '', null]));
    expect(probe().seen.grid.slice(2)).toEqual([
      ['1', null, 0, null],
      ['2', 0, null, null],
      ['3', null, null, null],
    ]);
  });

  test.each([
    ['the number of an error', DIVISION_ERROR],
    ['the number of another error', NOT_AVAILABLE],
    ['an object', { Number: 2007 }],
    ['no number', Number.NaN],
  ])('%s is neither a blank nor an amount', (_, value) => {
    const { probe, notes } = decide(list(['1', '是', value]));
    expect(probe().seen.grid[2]).toEqual(['1', '是', '#VALUE!', null]);
    expect(notes.at(-1)).toBe('1. 第 3 行公式出错。');
  });

  test.each<[string, string, number, unknown]>([
    ['a day', 'yyyy/m/d', SERIAL_DAY, '2024-11-01'],
    ['a month', 'yyyy"年"m"月"', SERIAL_DAY, '2024-11'],
    ['a percentage', '0.00%', 0.5, '50%'],
    ['a number with leading zeros', '000000', 12, '000012'],
    ['an amount', '#,##0.00', 0.5, 0.5],
    ['a bare serial number', 'General', SERIAL_DAY, SERIAL_DAY],
  ])('%s is read as it is shown', (_, code, value, expected) => {
    const sheet = list(['1', '是', 9000, value], ['2', '是', 9000, undefined]);
    sheet.formats.set('2,3', code);
    expect(decide(sheet).probe().seen.grid[2]?.[3]).toEqual(expected);
  });

  test('a workbook that counts from 1904', () => {
    const sheet = list(['1', '是', 9000, SERIAL_DAY]);
    sheet.formats.set('2,3', 'yyyy/m/d');
    const { probe } = decide(sheet, { date1904: true });
    expect(probe().seen.grid[2]?.[3]).toBe('2028-11-02');
    expect(probe().seen.options).toMatchObject({ serialDays: false });
  });

  test.each<[string, WpsOptions]>([
    ['lists without methods', { hasHostLists: true }],
    ['single cells as rows', { singleCell: 'rows' }],
  ])('%s are read alike', (_, options) => {
    const sheet = list(['1', '否', 9000]);
    decide(sheet, options);
    expect(sheet.at(2, 4)).toBe('identify');
  });

  test('merged cells are told, wherever they are', () => {
    const sheet = list(['1', '是', 9000], ['2', undefined, 9000], ['3', '是', 9000]);
    sheet.merges = [
      [1, 1, 0, 3],
      [3, 4, 1, 1],
    ];
    expect(decide(sheet).probe().seen.options).toMatchObject({
      merges: [
        [1, 1, 0, 3],
        [3, 4, 1, 1],
      ],
    });
  });

  test('a program that tells neither formats nor merged cells says so', () => {
    const { notes } = decide(list(['1', '是', 9000]), { isBare: true });
    expect(notes.slice(3)).toEqual([
      '1. 这个程序看不出格子的数字格式。请核对有没有按百分比显示的数，日期有没有读对。',
      '2. 这个程序看不出哪些格子是合并的。请先取消名单里合并的格子。',
    ]);
  });

  test('results are texts: a policy number never becomes an amount', () => {
    const sheet = list(['1', '否', 9000]);
    decide(sheet);
    expect(sheet.at(2, 6)).toBe('1234567890123e45');
  });
});

describe('a second run in WPS', () => {
  test('takes its own columns again, and never reads them as facts', () => {
    const sheet = list(['1', '否', 9000], ['2', '是', 9000]);
    const { host, probe } = decide(sheet);
    sheet.put(2, 1, '是');
    sheet.put(3, 0, undefined);
    sheet.put(3, 1, undefined);
    sheet.put(3, 2, undefined);
    host['整表判定']?.();
    expect(sheet.size()).toEqual({ rows: 3, columns: 7 });
    expect(sheet.at(2, 4)).toBe('notIdentified');
    expect(probe().seen.grid[1]).toEqual(LIST_HEADER);
    expect(probe().runs).toBe(1);
  });

  test('leaves what the user has written behind the results', () => {
    const sheet = list(['1', '否', 9000]);
    const { host } = decide(sheet);
    sheet.put(1, 7, '备注');
    sheet.put(2, 7, '底线：已核实');
    host['整表判定']?.();
    expect(sheet.rows()[1]?.slice(4)).toEqual(['底线：识别建议', '底线：理由', '底线：政策', '备注']);
    expect(sheet.at(2, 7)).toBe('底线：已核实');
  });

  test('a column of the user with the name of a result stays as it is', () => {
    const sheet = new MemorySheet('农户', [
      [...LIST_HEADER, '识别建议'],
      ['1', '否', 9000, undefined, '村里的意见'],
    ]);
    decide(sheet);
    expect(sheet.rows()[0]?.slice(4)).toEqual(['识别建议', '底线：识别建议', '底线：理由', '底线：政策']);
    expect(sheet.at(1, 4)).toBe('村里的意见');
  });

  test('a refusal leaves no old results beside the households', () => {
    const sheet = list(['1', '否', 9000]);
    const day = new MemorySheet('研判日期', [[ON]]);
    const { host, mock } = decide(sheet, {}, [day]);
    day.put(0, 0, '不知道');
    host['整表判定']?.();
    expect(sheet.size()).toEqual({ rows: 3, columns: 4 });
    expect(mock.dialogs[1]).toBe(
      '没有判定。\n请写研判日期：新建一张名为“研判日期”的表，在 A1 格写 2024-11-01（已有这张表，就改 A1 格），再运行一次。\n上一次的研判结果已经清除。',
    );
  });
});

describe('WPS refuses, and writes nothing', () => {
  const refused = (sheet: MemorySheet, options: WpsOptions = {}, others?: readonly MemorySheet[]): string => {
    const before = sheet.rows();
    const { mock } = decide(sheet, options, others);
    expect(sheet.rows()).toEqual(before);
    return mock.dialogs.join('\n');
  };

  test.each<[string, string, readonly MemorySheet[]]>([
    ['no day', '请写研判日期：新建一张名为“研判日期”的表，在 A1 格写 2024-11-01', []],
    ['a day that never was', '请写研判日期', [new MemorySheet('研判日期', [['2023-02-29']])]],
    ['an empty cell of the day', '请写研判日期', [new MemorySheet('研判日期', [])]],
  ])('with %s', (_, message, others) => {
    expect(refused(list(['1', '否', 9000]), {}, others)).toContain(message);
  });

  test('a sheet without a header', () => {
    expect(
      refused(
        new MemorySheet('农户', [
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ),
    ).toContain('没有表头');
  });

  test('an empty sheet', () => {
    expect(refused(new MemorySheet('农户'))).toContain('这张表里没有内容');
  });

  test('a protected sheet', () => {
    const sheet = list(['1', '否', 9000]);
    sheet.isProtected = true;
    expect(refused(sheet)).toContain('请先撤消工作表保护');
  });

  test.each<['none' | 'error']>([['none'], ['error']])('no active sheet: %s', (noSheet) => {
    const { mock } = decide(list(['1', '否', 9000]), { noSheet });
    expect(mock.dialogs).toEqual([expect.stringMatching(/^没有判定：.*请.*切换到农户名单所在的/)]);
  });

  test('10,001 columns', () => {
    const sheet = list(['1', '否', 9000]);
    sheet.put(1, 10_000, '备注');
    expect(refused(sheet)).toContain('用到了第 10001 列，最多 10000 列');
  });

  test('rules that fail their self-test', () => {
    const sheet = list(['1', '否', 9000]);
    const mock = new WpsMock([sheet, DAY_SHEET]);
    const host = mock.run(SCRIPTS);
    (host as unknown as { Dixian: { fail(texts: string[]): void } }).Dixian.fail(['第 2 户：应为待核实。']);
    host['整表判定']?.();
    expect(sheet.writes).toEqual([]);
    expect(mock.dialogs).toEqual([
      '没有判定。\n规则自检没有通过，有 1 处不对，不能用这个程序判定。请换一个软件或版本，或用命令行 dixian assess。\n第 2 户：应为待核实。',
    ]);
    expect(host['判定']?.([['1']], [['户编号']], ON)).toContain('规则自检没有通过');
  });

  test('of many failures of the self-test three are told, and what to do', () => {
    const mock = new WpsMock([list(['1', '否', 9000]), DAY_SHEET]);
    const host = mock.run(SCRIPTS);
    const failures = Array.from({ length: 13 }, (_, at) => `第 ${at + 1} 户不对。`);
    (host as unknown as { Dixian: { fail(texts: string[]): void } }).Dixian.fail(failures);
    const told = String(host['规则自检']?.()).split('\n');
    expect(told).toEqual([
      expect.stringMatching(/有 13 处不对.*请换一个软件或版本/),
      ...failures.slice(0, 3),
    ]);
  });

  test('rules that break down', () => {
    const sheet = list(['1', '否', 9000]);
    const mock = new WpsMock([sheet, DAY_SHEET]);
    const host = mock.run([...SCRIPTS, 'Dixian.decideTable = function () { throw 1; };']);
    host['整表判定']?.();
    expect(sheet.writes).toEqual([]);
    expect(mock.dialogs.join()).toContain('规则程序出错');
  });

  test('another sheet of notes is not written over', () => {
    const others = new MemorySheet('研判提示', [['会议记录']]);
    const { mock } = decide(list(['1', '否', 9000]), {}, [DAY_SHEET, others]);
    expect(others.rows()).toEqual([['会议记录']]);
    expect(mock.dialogs.join()).toContain('已有别的“研判提示”表');
  });
});

test.each<[string, WpsOptions, readonly MemorySheet[]]>([
  [
    'a named cell',
    { names: { 研判日期: ['设置', 'B2'] } },
    [new MemorySheet('设置', [[], ['', '2024年11月1日']])],
  ],
  [
    'a name of one sheet',
    { names: { 'Sheet1!研判日期': ['设置', 'A1'] } },
    [new MemorySheet('设置', [[SERIAL_DAY]])],
  ],
  ['a sheet of that name', {}, [DAY_SHEET]],
  ['a sheet, as a number', {}, [new MemorySheet('研判日期', [[20_241_101]])]],
])('the day of assessment comes from %s', (_, options, others) => {
  const { probe } = decide(list(['1', '否', 9000]), options, others);
  expect(probe().seen.options).toMatchObject({ on: 20_241_101 });
});

test('the rules are told the name of the sheet', () => {
  const { probe } = decide(list(['1', '否', 9000]));
  expect(probe().seen.options).toMatchObject({ name: '农户' });
});

test('the script to paste is the modules one behind the other', () => {
  const mock = new WpsMock([list(['1', '否', 9000]), DAY_SHEET]);
  mock.run([wpsScript(STUB_BUNDLE)])['整表判定']?.();
  expect(mock.sheets[0]?.at(2, 4)).toBe('identify');
});
