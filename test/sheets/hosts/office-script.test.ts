import { describe, expect, test } from 'vitest';
import { officeScript } from '../../../src/sheets/hosts/office-script/office-script.js';
import { LIST_HEADER, LIST_TITLE, MemorySheet, ON, SERIAL_DAY } from './memory-sheet.js';
import { compiled, forbiddenIn } from './office-compiler.js';
import { OfficeMock } from './office-mock.js';
import { STUB_TYPESCRIPT } from './stub-bundle.js';

const SCRIPT = officeScript(STUB_TYPESCRIPT);
const list = (...rows: readonly (readonly unknown[])[]): MemorySheet =>
  new MemorySheet('农户', [LIST_TITLE, LIST_HEADER, ...rows]);
const daySheet = (): MemorySheet => new MemorySheet('研判日期', [[ON]]);

interface Seen {
  readonly grid: readonly (readonly unknown[])[];
  readonly options: Readonly<Record<string, unknown>>;
}

function decide(
  sheet: MemorySheet,
  options: OfficeMock['options'] = {},
  others: MemorySheet[] = [daySheet()],
  day?: string,
) {
  const mock = new OfficeMock([sheet, ...others], options);
  const script = mock.open(SCRIPT);
  const text = script.main(mock.workbook, day);
  const { seen } = (script as unknown as { Dixian: { probe(): { readonly seen: Seen } } }).Dixian.probe();
  return { mock, script, text, seen };
}

describe('the compiler of Office Scripts, 4.0.3 with --strict', () => {
  test('takes the script', () => {
    expect(compiled(SCRIPT)).toBe('');
  }, 60_000);

  test('would not take a parameter without a type', () => {
    expect(compiled(`${SCRIPT}\nfunction loose(value) { return value; }`)).toContain('TS7006');
  }, 60_000);
});

test('the script holds nothing that Office Scripts forbid', () => {
  expect(forbiddenIn(SCRIPT)).toEqual([]);
  expect(forbiddenIn('const f = function (a: any) { return eval(a); }')).toEqual([
    'function expression',
    'any',
    'eval',
  ]);
});

describe('a whole table in an Office Script', () => {
  test('results stand beside the table, the text is given back and logged', () => {
    const sheet = list(['1', '否', 9000], ['2', '', 9000], ['3', '是', 9000]);
    const { text, mock } = decide(sheet);
    expect(sheet.rows().map((row) => row[4])).toEqual([
      '',
      '底线：识别建议',
      'identify',
      'verify',
      'notIdentified',
    ]);
    expect(text).toBe('判定了 3 户，结果在表的右边。没有提示。');
    expect(mock.logs).toEqual([text]);
    expect(mock.active.name).toBe('农户');
    expect(mock.sheets.at(-1)?.at(0, 0)).toBe('底线：研判提示');
  });

  test('a blank is a blank, and a zero is a zero', () => {
    expect(decide(list(['1', '', 0], ['2', 0, ''])).seen.grid.slice(2)).toEqual([
      ['1', null, 0, null],
      ['2', 0, null, null],
    ]);
  });

  test.each<[string, string, number, unknown]>([
    ['a day', 'yyyy/m/d', SERIAL_DAY, '2024-11-01'],
    ['a percentage', '0%', 0.5, '50%'],
    ['a bare number', 'General', 12, 12],
  ])('%s is read as it is shown', (_, code, value, expected) => {
    const sheet = list(['1', '是', 9000, value]);
    sheet.formats.set('2,3', code);
    const { seen } = decide(sheet, { shown: { '2,3': '2024/11/1' } });
    expect(seen.grid[2]?.[3]).toBe(expected);
  });

  test.each<[string, string, string, boolean]>([
    ['counts from 1900', '2024/11/1', '2024-11-01', true],
    ['counts from 1904', '2028/11/2', '2028-11-02', false],
  ])('a workbook that %s', (_, shown, expected, serialDays) => {
    const sheet = list(['1', '是', 9000, SERIAL_DAY]);
    sheet.formats.set('2,3', 'yyyy/m/d');
    const { seen } = decide(sheet, { shown: { '2,3': shown } });
    expect(seen.grid[2]?.[3]).toBe(expected);
    expect(seen.options).toMatchObject({ serialDays });
  });

  test.each<[string, string]>([
    ['shows no year', '11/1'],
    ['shows two digits of the year', '24/11/1'],
    ['is too narrow', '########'],
  ])('days are not read where the column %s, and what to do is told', (_, shown) => {
    const sheet = list(['1', '是', 9000, SERIAL_DAY], ['2', '是', 9000, '2024-10-01']);
    sheet.formats.set('2,3', 'yyyy/m/d');
    const { seen, mock } = decide(sheet, { shown: { '2,3': shown } });
    expect(seen.grid.slice(2).map((row) => row[3])).toEqual(['日期看不清', '2024-10-01']);
    expect(seen.options).toMatchObject({ serialDays: false });
    expect(mock.sheets.at(-1)?.rows().join()).toContain('请把日期列的格式设为 yyyy-mm-dd，把列拉宽');
  });

  test('one cell that shows its year tells it for all', () => {
    const days = [45_000, 45_100, SERIAL_DAY].map((day, row) => [String(row), '是', 9000, day]);
    const sheet = list(...days);
    for (const row of [2, 3, 4]) sheet.formats.set(`${row},3`, 'yyyy/m/d');
    const { seen } = decide(sheet, { shown: { '2,3': '####', '3,3': '27/6/24', '4,3': '2028/11/2' } });
    expect(seen.grid[4]?.[3]).toBe('2028-11-02');
    expect(seen.grid[2]?.[3]).toBe('2027-03-16');
  });

  describe('the cell of the day of assessment', () => {
    const settings = (format: string): MemorySheet => {
      const sheet = new MemorySheet('研判日期', [[SERIAL_DAY]]);
      sheet.formats.set('0,0', format);
      return sheet;
    };

    test.each([
      ['1900', '2024/11/1', 20_241_101, '2024-11-01'],
      ['1904', '2028/11/2', 20_281_102, '2028-11-02'],
    ])('is read from %s where it shows so, and the sheet with it', (epoch, shown, on, day) => {
      const sheet = list(['1', '是', 9000, SERIAL_DAY]);
      sheet.formats.set('2,3', 'm/d');
      const { seen } = decide(sheet, { shown: { '0,0': shown, '2,3': '11/1' } }, [settings('yyyy/m/d')]);
      expect(seen.options).toMatchObject({ on, serialDays: epoch === '1900' });
      expect(seen.grid[2]?.[3]).toBe(day);
    });

    test.each(['yyyy/m/d', 'General'])(
      'is refused in the format %s where nothing shows the year',
      (format) => {
        const sheet = list(['1', '是', 9000]);
        const { text } = decide(sheet, { shown: { '0,0': '####' } }, [settings(format)]);
        expect(text).toContain('请把那一格的格式设为 yyyy-mm-dd');
        expect(sheet.writes).toEqual([]);
      },
    );
  });

  test('a name of the day that stands for no cell is passed over', () => {
    const { seen } = decide(list(['1', '否', 9000]), { constants: ['研判日期'] });
    expect(seen.options).toMatchObject({ on: 20_241_101 });
  });

  test('what the host throws is told in Chinese', () => {
    const sheet = list(['1', '否', 9000]);
    const mock = new OfficeMock([sheet, daySheet()]);
    const script = mock.open(SCRIPT);
    mock.range = () => {
      throw new Error('GeneralException');
    };
    expect(script.main(mock.workbook)).toContain('没有判定：读不了这张工作表');
  });

  test('a day from the caller that is none is refused', () => {
    const { text } = decide(list(['1', '否', 9000]), {}, [daySheet()], '2024-13-01');
    expect(text).toContain('传来的“研判日期”不是日期');
  });

  test('merged cells are handed over', () => {
    const sheet = list(['1', '是', 9000], ['2', '', 9000]);
    sheet.merges = [[3, 4, 1, 1]];
    expect(decide(sheet).seen.options).toMatchObject({ merges: [[3, 4, 1, 1]], name: '农户' });
  });

  test('a large table goes to and fro in parts, each within the limits of a call', () => {
    const sheet = list(...Array.from({ length: 20_000 }, (_, index) => [String(index), '否', 9000]));
    decide(sheet);
    expect(sheet.at(20_001, 4)).toBe('identify');
    expect(sheet.writes.length).toBeGreaterThan(1);
    expect(sheet.writes.reduce((sum, cells) => sum + cells, 0)).toBe(3 * 20_001);
  }, 60_000);

  test('long texts are written in parts too', () => {
    const water = '水'.repeat(250);
    const sheet = list(...Array.from({ length: 3_000 }, (_, index) => [String(index), water, 9000]));
    decide(sheet);
    expect(sheet.at(3_001, 4)).toBe('notIdentified');
    expect(sheet.writes).toHaveLength(3);
  }, 60_000);

  test('a second run takes its own columns again', () => {
    const sheet = list(['1', '否', 9000]);
    const { mock, script } = decide(sheet);
    sheet.put(2, 1, '是');
    script.main(mock.workbook);
    expect(sheet.size()).toEqual({ rows: 3, columns: 7 });
    expect(sheet.at(2, 4)).toBe('notIdentified');
  });

  test.each<[string, OfficeMock['options'], MemorySheet[], string | undefined]>([
    ['the caller', {}, [], ON],
    [
      'a named cell',
      { names: { 研判日期: ['设置', 0, 0] } },
      [new MemorySheet('设置', [['2024年11月1日']])],
      undefined,
    ],
    ['a sheet of that name', {}, [daySheet()], ''],
  ])('the day of assessment comes from %s', (_, options, others, day) => {
    expect(decide(list(['1', '否', 9000]), options, others, day).seen.options).toMatchObject({
      on: 20_241_101,
    });
  });

  test.each<[string, (sheet: MemorySheet) => void, MemorySheet[], string]>([
    ['no day', () => {}, [], '请写研判日期：新建一张名为“研判日期”的表，在 A1 格写 2024-11-01'],
    [
      'a protected sheet',
      (sheet) => Object.assign(sheet, { isProtected: true }),
      [daySheet()],
      '请先撤消工作表保护',
    ],
    ['10,001 columns', (sheet) => sheet.put(1, 10_000, '备注'), [daySheet()], '用到了第 10001 列'],
    ['an empty sheet', (sheet) => sheet.values.clear(), [daySheet()], '这张表里没有内容'],
  ])('%s is refused, and nothing is written', (_, change, others, message) => {
    const sheet = list(['1', '否', 9000]);
    change(sheet);
    const mock = new OfficeMock([sheet, ...others]);
    expect(mock.open(SCRIPT).main(mock.workbook)).toContain(message);
    expect(sheet.writes).toEqual([]);
  });
});
