import { describe, expect, test } from 'vitest';
import type {
  BundleOptions,
  BundleVersions,
  DixianBundle,
  SheetCell,
} from '../../../src/sheets/hosts/shared/bundle-api.js';
import { planSheet, type SheetPlan } from '../../../src/sheets/hosts/shared/sheet-plan.js';

const TITLES = ['识别建议', '类别', '理由', '说明', '政策'];
const OWN = TITLES.map((title) => `底线：${title}`);
const POLICY = '0123456789abcdef';
const HEADER = ['户编号', '人均收入', '备注'];
const DAY_HINT = '请写研判日期。';

interface Given {
  readonly first?: readonly string[];
  readonly lists?: string[];
  readonly asked?: BundleOptions[];
}

/** Decides every row below 户编号; what stands first in a result is given, row by row. */
const bundleOf = ({ first = [], lists, asked = [] }: Given): DixianBundle => ({
  decideTable: (grid, options) => {
    asked.push(options);
    const at = grid.findIndex((row) => row.includes('户编号'));
    if (at < 0) return { header: [...TITLES], rows: [], headerRow: 0, messages: ['没有表头。'] };
    const rows = grid
      .slice(at + 1)
      .map((row, index) =>
        row[0] === null ? TITLES.map(() => '') : [first[index] ?? '纳入', '', '', '建议', POLICY],
      );
    return { header: [...TITLES], rows, headerRow: at + 1, messages: [] };
  },
  explainRow: () => '',
  selfTest: () => [],
  versions: (): BundleVersions => ({
    ...{ engine: '', policy: '', region: '', regionName: '', validFrom: 20_240_101, validTo: 99_991_231 },
    ...(lists === undefined ? {} : { lists }),
  }),
});

const plan = (cells: SheetCell[][], given: Given = {}, sheets = ['农户'], day = '2024-11-01'): SheetPlan =>
  planSheet(
    bundleOf(given),
    { name: '农户', sheets, cells, epoch: 1900, merges: [], notes: [] },
    day,
    DAY_HINT,
  );

describe('what an earlier run has written', () => {
  test.each<[string, SheetCell[][]]>([
    ['a title that begins as ours do', [['底线：人均纯收入7800元', null, null], HEADER, ['1', 9000, null]]],
    ['remarks that begin as ours do', [HEADER, ['1', 9000, '底线：已核实'], ['2', 9000, '底线：类别']]],
    ['titles of results as remarks below each other', [HEADER, ...OWN.map((title) => ['1', 9000, title])]],
    [
      'two titles side by side',
      [
        [...HEADER, '底线：识别建议', '底线：类别'],
        ['1', 9000, null, '甲', '乙'],
      ],
    ],
    [
      'three that are not side by side',
      [['户编号', OWN[0] ?? '', '甲', OWN[1] ?? '', '乙', OWN[2] ?? ''], ['1']],
    ],
  ])('%s: nothing is cleared', (_, cells) => {
    expect(plan(cells).clear).toEqual([]);
    expect(plan(cells, {}, ['农户'], '').clear).toEqual([]);
  });

  test('is cleared from its header on, and written anew in its place', () => {
    const cells = [
      ['底线：人均纯收入7800元'],
      [...HEADER, ...OWN],
      ['1', 9000, '底线：已核实', '纳入', 'x', 'x', '建议', POLICY],
    ];
    const { clear, write } = plan(cells);
    expect(clear).toEqual([{ row: 1, column: 3, rows: 2, columns: 5 }]);
    expect([write?.row, write?.column]).toEqual([1, 3]);
  });

  test('is cleared on both sides of a column that the user has put between', () => {
    const titles = [...OWN.slice(0, 1), '备注二', ...OWN.slice(1)];
    const cells = [
      [...HEADER, ...titles],
      ['1', 9000, null, '纳入', '底线：已核实', 'x', '', '建议', POLICY],
    ];
    const { clear, write } = plan(cells);
    expect(clear).toEqual([
      { row: 0, column: 3, rows: 2, columns: 1 },
      { row: 0, column: 5, rows: 2, columns: 4 },
    ]);
    expect(write?.column).toBe(5);
  });

  test('is cleared where nothing is decided', () => {
    const { clear, write, summary } = plan([[...HEADER, ...OWN], ['1']], {}, ['农户'], '');
    expect(clear).toHaveLength(1);
    expect(write).toBeNull();
    expect(summary).toBe(`没有判定。\n${DAY_HINT}\n上一次的研判结果已经清除。`);
  });
});

describe('what is said', () => {
  const cells = [HEADER, ['1', 1, null], [null, null, null], ['2', 2, null], ['3', 3, null]];

  test('rows that were not decided are not counted among the households that were', () => {
    expect(plan(cells, { first: ['纳入', '', '读不出，未判定', '不纳入'] }).summary).toBe(
      '判定了 2 户，另有 1 行读不出、没有判定，结果在表的右边。没有提示。',
    );
    expect(plan(cells).summary).toContain('判定了 3 户，结果');
  });

  test.each<[string, string[] | undefined, string[], string]>([
    ['members', ['家庭成员', '收入明细'], ['农户', '家庭成员'], '本工作簿还有“家庭成员”表，没有读。'],
    [
      'two lists',
      ['家庭成员', '收入明细'],
      ['家庭成员表', '农户', '2024年收入明细'],
      '还有“家庭成员表”“2024年收入明细”表',
    ],
    ['nothing else', ['家庭成员'], ['农户', '说明', '研判提示'], '没有提示'],
    ['rules without names of lists', undefined, ['农户', '家庭成员'], '没有提示'],
    ['the sheet itself', ['农户'], ['农户'], '没有提示'],
  ])('of sheets that are not read: %s', (_, lists, sheets, expected) => {
    const given = lists === undefined ? {} : { lists };
    expect(plan(cells, given, sheets).notes.join('\n')).toContain(expected);
  });

  test('the rules are told the name of the sheet', () => {
    const asked: BundleOptions[] = [];
    plan(cells, { asked });
    expect(asked.at(-1)).toMatchObject({ name: '农户', on: 20_241_101 });
  });
});
