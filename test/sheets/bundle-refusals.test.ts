import { describe, expect, test } from 'vitest';
import { dataLiteral } from '../../src/sheets/ascii-text.js';
import { bundleText } from '../../src/sheets/bundle.js';
import type { SheetCell } from '../../src/sheets/portable/cells.js';
import { UnusableInSheets } from '../../src/sheets/unusable-in-sheets.js';
import { type BundleFunctions, plain, policyOf, runBundle, shippedBundle } from './bundle-support.js';

const [REGION, ON] = ['620000', '2024-11-01'];
const DAY = { on: 20241101 };
const HEADER = ['户编号', '户主姓名', '家庭人口数', '人均纯收入', '住房安全'];
const ROW: readonly SheetCell[] = ['1', '甲', 3, 0.9, '否'];
const bundle = runBundle(shippedBundle(REGION, ON, 'small'));
const decide = (grid: readonly (readonly SheetCell[])[], options: object = {}) =>
  plain(bundle.decideTable(grid, { ...DAY, ...options }));

describe('the name of a sheet', () => {
  test('may name the unit of its amounts', () => {
    const inYuan = decide([HEADER, [...ROW.slice(0, 3), 9_000, '否']]).rows;
    expect(decide([HEADER, ROW], { name: '农户（万元）' }).rows).toEqual(inYuan);
    expect(decide([HEADER, ROW], { name: '农户' }).rows).not.toEqual(inYuan);
    const told = bundle.explainRow(ROW, HEADER, { ...DAY, name: '农户（万元）' });
    expect(told).toContain(`识别建议：${inYuan[0]?.[0]}`);
  });

  test.each([
    ['收入监测记录', /“收入监测记录”表是清单，没有判定/],
    ['突 发 事 件', /“突 发 事 件”表是清单/],
    ['填写说明', /“填写说明”表是说明或示例，没有判定/],
    ['示例', /是说明或示例/],
  ])('of a list or an example is no table of households: %s', (name, why) => {
    const { rows, messages } = decide([HEADER, ROW], { name });
    expect(rows).toEqual([]);
    expect(messages).toEqual([expect.stringMatching(why)]);
    expect(bundle.explainRow(ROW, HEADER, { ...DAY, name })).toMatch(why);
  });

  test.each(['农户', '台账', '2024年农户', ''])('any other is: %s', (name) => {
    expect(decide([HEADER, ROW], { name }).rows).toHaveLength(1);
  });
});

describe('what is told', () => {
  test.each([
    ['2022年度农户收入情况表', ['2022年']],
    ['某县２０２２ 年农户', ['2022年']],
    ['2021年、2022年农户', ['2021年', '2022年']],
    ['2024年上半年农户', ['上半年']],
    ['2024年农户', []],
    ['2024年11月1日农户', []],
    ['国发〔2021〕7号', []],
    ['编号1202212年', []],
  ])('of a title with another year, or part of one: %s', (title, periods) => {
    const { messages, rows } = decide([[title], HEADER, ROW]);
    const found = messages.flatMap((message) => /^表头上方写着“(.+?)”/.exec(message)?.[1] ?? []);
    expect(found).toEqual(periods);
    expect(rows).toHaveLength(1);
  });

  test('of more rows than are listed: how many more', () => {
    const grid = [HEADER, ...Array.from({ length: 59 }, () => [null, null, 3, 5_000, '是'])];
    const { messages } = decide(grid);
    expect(messages.filter((message) => message.includes('读不出来'))).toHaveLength(20);
    expect(messages.join()).toContain('另有 39 行也是这样');
  });

  test('in one row: columns that are not known or have no name', () => {
    const told = bundle.explainRow([...ROW, 'x', 'y'], [[], [...HEADER, '天气', '']], DAY);
    expect(told).toContain('提示：有 1 列不认识，没有用：天气。');
    expect(told).toMatch(/提示：G 列（共 1 列）有内容，但没有列名，没有用/);
  });

  test('of a day outside of the validity, with both days', () => {
    expect(decide([HEADER, ROW], { on: 20250101 }).messages).toEqual([
      '2025年1月1日不在这份政策的有效期内（2024年1月1日至2024年12月31日），没有判定。请换用按当日政策做的文件。',
    ]);
  });
});

describe('what no sheet has', () => {
  const strange: readonly [string, unknown][] = [
    ['a date of the host', new Date(0)],
    ['an object', {}],
    ['a list', [1]],
    ['a function', () => 1],
    ['a big number', 1n],
  ];
  test.each(strange)('%s is no blank: it is told, and unknown', (_, cell) => {
    const { rows, header } = decide([HEADER, [...ROW.slice(0, 3), cell as SheetCell, '是']]);
    const issues = rows[0]?.[header.indexOf('读不出的内容')];
    expect(issues).toMatch(/第 2 行“人均纯收入”/);
  });

  test.each([undefined, null, '', ' ', '\u3000', Symbol('Empty')])('%s is a blank', (cell) => {
    const blank = decide([HEADER, [...ROW.slice(0, 3), null, '是']]).rows;
    expect(decide([HEADER, [...ROW.slice(0, 3), cell as SheetCell, '是']]).rows).toEqual(blank);
  });

  test('nothing given is refused in words', () => {
    const functions = bundle as unknown as Record<
      'decideTable' | 'explainRow' | 'mapHeader',
      (...given: unknown[]) => unknown
    >;
    expect(plain(functions.decideTable([HEADER, ROW]))).toMatchObject({
      rows: [],
      messages: [expect.stringContaining('研判日期不对')],
    });
    expect(plain(functions.decideTable(null, DAY))).toMatchObject({
      rows: [],
      messages: [expect.stringContaining('没有找到表头')],
    });
    expect(functions.explainRow(null, null, DAY)).toContain('没有找到表头');
    expect(functions.explainRow(ROW, HEADER)).toContain('研判日期不对');
    expect(plain(functions.mapHeader(undefined))).toMatchObject({ columns: [] });
  });
});

describe('texts of packs', () => {
  test('with any signs stand in data as they are', () => {
    const texts = ['a, b', "it's", 'x', '，', '\\', '</script>', ', '.repeat(80), ...'abcdefghij'.repeat(20)];
    expect(runText(dataLiteral(texts))).toEqual(texts);
  });

  test.each(['=', '|', '\n'])('that would be cut are refused by name: %j', (sign) => {
    const policy = policyOf(REGION, ON);
    const [rule] = policy.stages.reminder as readonly [string];
    const title = { zh: `提醒${sign}某事`, en: 'x' };
    const changed = { ...policy, rules: { ...policy.rules, [rule]: { ...policy.rules[rule], title } } };
    const make = () => bundleText(changed as typeof policy, { form: 'small', on: ON });
    expect(make).toThrow(UnusableInSheets);
    expect(make).toThrow(/提醒/);
  });
});

const runText = (text: string): unknown => plain(runBundle(`var Dixian = ${text};`) as unknown);

describe('an engine that breaks off', () => {
  /** The bundle, in which one step of beginning a table can be made to fail once. */
  const breakable = runBundle(
    `var left = -1;\n${shippedBundle(REGION, ON, 'readable')
      .replace(
        'function markOfDay(program, expression) {',
        "$& if (left >= 0) { left -= 1; if (left < 0) throw 'no room'; }",
      )
      .replace(
        'return {\n decideTable:',
        'return {\n breakAt: function (step) { left = step; },\n decideTable:',
      )}`,
  ) as BundleFunctions & { breakAt(step: number): void };
  const ANOTHER_HEADER = HEADER.slice(0, 3);

  test.each([1, 97, 485, 970])(
    'while it begins a table (step %i) decides the next row as if anew',
    (step) => {
      breakable.explainRow(ROW, ANOTHER_HEADER, DAY);
      breakable.breakAt(step);
      expect(() => breakable.explainRow(ROW, HEADER, DAY)).toThrow('no room');
      expect(breakable.explainRow(ROW, HEADER, DAY)).toBe(bundle.explainRow(ROW, HEADER, DAY));
    },
  );
});
