import { describe, expect, test } from 'vitest';
import type { DixianBundle, SheetCell } from '../../../src/sheets/hosts/shared/bundle-api.js';
import type { FormulaFinder } from '../../../src/sheets/hosts/shared/foreign-cells.js';
import { planSheet, type SheetPlan } from '../../../src/sheets/hosts/shared/sheet-plan.js';

const TITLES = ['识别建议', '类别', '理由', '研判日期', '政策', '说明'];
const OWN = TITLES.map((title) => `底线：${title}`);
const ADVICE = '辅助建议，须经民主评议、审核和县级审定';
const RESULT = ['纳入', '', '', '2024年11月1日', '0123456789abcdef', ADVICE];
const HEADER = ['户编号', '人均收入'];
const NOTHING: SheetCell[] = [null, null, null, null, null, null];

/** Grids that were decided from, and plans. */
function decide(cells: SheetCell[][], formulasIn?: FormulaFinder, day = '2024-11-01') {
  const seen: SheetCell[][][] = [];
  const bundle: DixianBundle = {
    decideTable: (grid) => {
      if (grid.length === 0) return { header: [...TITLES], rows: [], headerRow: 0, messages: [] };
      seen.push(grid);
      return { header: [...TITLES], rows: grid.slice(1).map(() => [...RESULT]), headerRow: 1, messages: [] };
    },
    explainRow: () => '',
    selfTest: () => [],
    versions: () => ({
      ...{ engine: '', policy: '', region: '', regionName: '', validFrom: 20_240_101, validTo: 99_991_231 },
    }),
  };
  const reading = { name: '农户', sheets: ['农户'], cells, epoch: 1900 as const, merges: [], notes: [] };
  const plan: SheetPlan = planSheet(
    bundle,
    formulasIn === undefined ? reading : { ...reading, formulasIn },
    day,
    '请写研判日期。',
  );
  return { plan, seen };
}

/** Two households with results beside them, then further rows. */
const decided = (...rows: SheetCell[][]): SheetCell[][] => [
  [...HEADER, ...OWN],
  ['1', 9000, ...RESULT],
  ['2', 8000, ...RESULT],
  ...rows,
];

describe('cells of the user under the titles of results', () => {
  const rowsOf: [string, SheetCell[][], string][] = [
    [
      'a second list pasted below',
      [
        ['户编号', '户主', '村', '组'],
        ['9', '丁', '甲村', '一组'],
      ],
      '第 4 行 C 列、第 5 行 C 列',
    ],
    ['a word below the results', [[null, null, '合计待核实：', 3]], '第 4 行 C 列'],
    ['a number below the results', [[null, null, null, 2]], '第 4 行 D 列'],
    ['a unit between', [[null, null, null, '单位：万元']], '第 4 行 D 列'],
    [
      'a signature after blank rows',
      [[], [], [null, null, null, null, null, null, null, '审核人：张某']],
      '第 6 行 H 列',
    ],
    ['a row that ends in another text', [['3', 7000, ...RESULT.slice(0, 5), '见附件']], '第 4 行 C 列'],
    ['a row without the policy', [['3', 7000, ...RESULT.slice(0, 4), null, ADVICE]], '第 4 行 C 列'],
    ['four rows', [1, 2, 3, 4].map((row) => [`${row}`, 1, '甲村']), '第 6 行 C 列等 4 行'],
  ];
  describe.each(rowsOf)('%s', (_, rows, places) => {
    test.each([
      ['the day is given', '2024-11-01'],
      ['nothing could be decided anyway', '不知道'],
    ])('are not touched, nothing is decided, and the place is told, where %s', (__, day) => {
      const { plan, seen } = decide(decided(...rows), undefined, day);
      expect(plan.clear).toEqual([]);
      expect(plan.write).toBeNull();
      expect(seen).toEqual([]);
      expect(plan.summary).toContain('没有判定。\n');
      expect(plan.summary).toContain(places);
      expect(plan.summary).toContain('请把这些内容移到别的列或别的工作表');
      expect(plan.summary).not.toContain('已经清除');
    });
  });

  test('a formula counts, even if it shows nothing', () => {
    const { plan, seen } = decide(decided([null, null]), () => [[3, 5]]);
    expect([plan.clear, plan.write, seen]).toEqual([[], null, []]);
    expect(plan.summary).toContain('第 4 行 F 列');
  });

  test('results that lack the column of the policy are not known again, and that is told', () => {
    const rows = decided().map((row) => row.filter((_cell, column) => column !== 6));
    const { plan } = decide(rows);
    expect([plan.clear, plan.write]).toEqual([[], null]);
    expect(plan.summary).toContain('缺了“底线：政策”一列');
  });
});

describe('what is ours under the titles', () => {
  test.each<[string, SheetCell[][]]>([
    ['results', []],
    [
      'blank rows',
      [
        ['3', 7000],
        ['4', 6000, ...NOTHING],
      ],
    ],
    [
      'a copy of the list with its titles',
      [
        [...HEADER, ...OWN],
        ['3', 7000, ...RESULT],
      ],
    ],
    [
      'results of another day and policy',
      [['3', 1, '不纳入', null, null, '2023-01-01', 'ffffffffffffffff', ADVICE]],
    ],
  ])('is replaced: %s', (_, rows) => {
    const cells = decided(...rows);
    const { plan, seen } = decide(cells);
    expect(plan.clear).toEqual([{ row: 0, column: 2, rows: cells.length, columns: 6 }]);
    expect([plan.write?.row, plan.write?.column]).toEqual([0, 2]);
    expect(seen[0]?.flat().filter((cell) => cell === '纳入')).toEqual([]);
  });

  test('words of the user beside it and above it are not in the way', () => {
    const cells: SheetCell[][] = decided(['合计：', 2, ...NOTHING, '审核人：张某']);
    const { plan } = decide(cells);
    expect(plan.clear).toHaveLength(1);
    expect(plan.write?.column).toBe(2);
  });
});

describe('the first results', () => {
  test('are written behind formulas that show nothing', () => {
    const formulas: FormulaFinder = ({ column, columns }) =>
      column <= 4 && column + columns > 4 ? [[1, 4]] : [];
    const { plan } = decide([HEADER, ['1', 9000]], formulas);
    expect(plan.write?.column).toBe(5);
  });
});

describe('titles of another version', () => {
  const renamed = (at: number, title: string, titles = OWN): string[] =>
    titles.map((own, index) => (index === at ? title : own));
  const headers: [string, string[]][] = [
    ['the first', renamed(0, '底线：结论')],
    ['one in the middle', renamed(1, '底线：帮扶类别')],
    ['the last', renamed(5, '底线：备考')],
  ];
  test.each(headers)('%s is known among the others, and nothing stale stays', (_, titles) => {
    const { plan } = decide([
      [...HEADER, ...titles],
      ['1', 9000, ...RESULT],
    ]);
    expect(plan.clear).toEqual([{ row: 0, column: 2, rows: 2, columns: 6 }]);
    expect(plan.write?.column).toBe(2);
  });

  test.each<[string, string[]]>([
    ['before the first title', ['底线：已核实', ...OWN]],
    ['between titles that are all there', [...OWN.slice(0, 2), '底线：已核实', ...OWN.slice(2)]],
    ['behind the last title', [...OWN, '底线：已核实']],
  ])('a column of the user that begins alike stays: %s', (_, titles) => {
    const line = titles.map((title) => RESULT[OWN.indexOf(title)] ?? '用户写的');
    const { plan, seen } = decide([
      [...HEADER, ...titles],
      ['1', 9000, ...line],
    ]);
    const column = 2 + titles.indexOf('底线：已核实');
    expect(plan.clear.some((area) => area.column <= column && column < area.column + area.columns)).toBe(
      false,
    );
    expect(seen[0]?.flat()).toContain('用户写的');
  });
});
