import { describe, expect, test } from 'vitest';
import { answersIn, ENGINES, type Engine, type Grid, titleIn } from './engines.js';
import { stubBundle } from './stub-bundle.js';

const HEADER = ['户编号', '户主姓名', '饮水是否安全', '人均纯收入', '识别监测时间'];
const GRID: Grid = [
  ['测试村', null, null, null, null],
  HEADER,
  ['001', '甲', '是', 7799.99, '2024-03-05'],
  ['002', '乙', null, 7800, null],
  ['003', '丙', 0, null, 45356],
  ['004', '丁', '“是\\"\n', true, null],
  [null, null, null, null, null],
  ['6', '己', false, '7800', null],
];
const OPTIONS = { on: 20241101, serialDays: true, merges: [] };
const EXPECTED = [
  ['纳入', '人均纯收入低于标准；日期 2024-03-05', ''],
  ['需核实', '', '饮水是否安全'],
  ['纳入', '饮水不安全；日期 45356', '人均纯收入'],
  ['需核实', '', '饮水是否安全、人均纯收入'],
  ['', '', ''],
  ['纳入', '饮水不安全', ''],
];

const HERE = ENGINES.filter(({ isHere }) => isHere);
const ABSENT = ENGINES.filter(({ isHere }) => !isHere);
const named = (engines: readonly Engine[]): [string, Engine][] =>
  engines.map((engine) => [titleIn(engine), engine]);

describe.each(named(HERE))('%s', (_, engine) => {
  test('answers every row of a table, blanks and types of cells kept', async () => {
    const { selfTest, versions, tables } = await answersIn(engine, stubBundle(), [
      { grid: GRID, options: OPTIONS },
    ]);
    expect(selfTest).toEqual([]);
    expect(versions['policy']).toBe('0123456789abcdef');
    expect(tables[0]?.headerRow).toBe(2);
    expect(tables[0]?.rows.map((row) => row.slice(0, 3))).toEqual(EXPECTED);
    expect(tables[0]?.messages).toEqual(['第 6 行“饮水是否安全”读不出。', '第 6 行“人均纯收入”读不出。']);
  });

  test('takes 1,000 wide rows, and several tables', async () => {
    const wide = [
      [...HEADER, ...Array.from({ length: 95 }, (_unused, index) => `列${index}`)],
      ...Array.from({ length: 1_000 }, (_unused, index) => [
        `${index}`,
        '张',
        '是',
        7_000 + index,
        ...Array.from({ length: 96 }, () => '填满'),
      ]),
    ];
    const { tables } = await answersIn(engine, stubBundle(), [
      { grid: wide, options: OPTIONS },
      { grid: [['没有表头']], options: OPTIONS },
    ]);
    expect(tables[0]?.rows.filter(([answer]) => answer === '纳入')).toHaveLength(800);
    expect(tables[1]).toMatchObject({ rows: [], messages: ['没有找到表头。'] });
  });

  test('says it where a bundle does not run', async () => {
    await expect(answersIn(engine, 'var Dixian = nothing.at.all;', [])).rejects.toThrow();
  });
});

test('the engine of LibreOffice miscomputes `x || constant`, and the self-test refuses to decide', async (context) => {
  const old = ENGINES.at(-1) as Engine;
  if (!old.isHere) return context.skip(titleIn(old));
  const { selfTest, tables } = await answersIn(old, stubBundle('miscomputedByOldEngines'), [
    { grid: GRID, options: OPTIONS },
  ]);
  expect(selfTest).toEqual(['示例户一算错了']);
  expect(tables[0]?.rows).toEqual([]);
  expect(tables[0]?.messages).toEqual(['自检没有通过，不判定：示例户一算错了']);
});

if (ABSENT.length > 0) test.skip.each(named(ABSENT))('%s', () => {});
