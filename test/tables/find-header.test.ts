import { describe, expect, test } from 'vitest';
import type { HouseholdList } from '../../src/tables/household-list.js';
import { withoutYearOf } from '../../src/tables/title-years.js';
import { issue } from '../../src/values/issues.js';
import type { Grid, GridCell } from './official-sheets/grid.js';
import { codesOf, householdsOf, readGrids, WRITTEN, type Written } from './official-sheets/read-grids.js';

const NAMES = ['户编号', '户主姓名', '家庭人口数', '工资性收入', '转移性收入'];
const ROW: readonly GridCell[] = ['0001', '甲某某', 4, 15_000, 2_000.5];
const HOUSEHOLD = {
  householdId: '0001',
  headName: '甲某某',
  reportedMemberCount: 4,
  reportedWageIncome: 15_000,
  reportedTransferIncome: 2_000.5,
};
const WITHOUT_MONEY = { householdId: '0001', headName: '甲某某', reportedMemberCount: 4 };
/** The header with its first three names merged downwards and groups over the other two. */
const TWO_ROWS: Grid['merges'] = [
  [1, 1, 2, 1],
  [1, 2, 2, 2],
  [1, 3, 2, 3],
];

const inBoth = (cases: readonly (readonly [string, Grid])[]): readonly (readonly [string, Written, Grid])[] =>
  cases.flatMap(([name, grid]) =>
    (['xlsx', 'csv'] as const).map((written) => [name, written, grid] as const),
  );
const blanks = (count: number): readonly GridCell[] => Array.from({ length: count }, () => null);
const factsOf = ({ mapping }: HouseholdList): readonly string[] => mapping.map(({ fact }) => fact);

describe('a year in a title', () => {
  const yearsIn = async (title: string): Promise<readonly unknown[]> => {
    const read = await readGrids([{ rows: [[title], NAMES, ROW] }], 'xlsx');
    return read.issues.filter(({ code }) => code === 'yearInTitle').map(({ params }) => params['year']);
  };
  test.each([
    ['某县2022年度农户收入情况表', ['2022']],
    ['某县２０２２ 年农户收入情况表', ['2022']],
    ['某县2021年、2022年农户收入情况表', ['2021', '2022']],
    ['某县农户收入情况表', []],
    ['某县农户收入情况表（国发〔2021〕7号）', []],
    ['编号1202212年', []],
  ])('is told: %s', async (title, years) => {
    expect(await yearsIn(title)).toEqual(years);
  });

  test('is as it should be where it is that of the day of assessment', () => {
    const issues = ['2022', '2024'].map((year) => issue('yearInTitle', [], { year }, 'warning'));
    expect(
      withoutYearOf([...issues, issue('noHeader', [])], '2024-11-01').map(({ params }) => params),
    ).toEqual([{ year: '2022' }, {}]);
  });
});

describe('the header is found', () => {
  test.each(
    inBoth([
      ['in the first row', { rows: [NAMES, ROW] }],
      [
        'under a title that is merged over all columns',
        { rows: [['某县防返贫监测户台账'], NAMES, ROW], merges: [[1, 1, 1, 5]] },
      ],
      [
        'under a title, an office with its day, and a blank row',
        {
          rows: [
            ['附件1'],
            ['某县监测户花名册'],
            ['填报单位：某某镇', null, null, '填报日期：2024年11月1日'],
            [],
            NAMES,
            ROW,
          ],
          merges: [
            [2, 1, 2, 5],
            [3, 1, 3, 3],
          ],
        },
      ],
      [
        'in the tenth row',
        { rows: [...Array.from({ length: 9 }, (_, row) => [`填报说明${row + 1}：略`]), NAMES, ROW] },
      ],
      [
        'in two rows, with names merged downwards and a group that says nothing of its own',
        {
          rows: [
            ['户编号', '户主姓名', '家庭人口数', '收入情况', null],
            [null, null, null, '工资性收入', '转移性收入'],
            ROW,
          ],
          merges: [...TWO_ROWS, [1, 4, 1, 5]],
        },
      ],
      [
        'in three rows',
        {
          rows: [
            ['户编号', '户主姓名', '家庭人口数', '家庭收支情况', null],
            [null, null, null, '收入情况', null],
            [null, null, null, '工资性收入', '转移性收入'],
            ROW,
          ],
          merges: [
            [1, 1, 3, 1],
            [1, 2, 3, 2],
            [1, 3, 3, 3],
            [1, 4, 1, 5],
            [2, 4, 2, 5],
          ],
        },
      ],
      [
        'with line breaks, spaces, stars and full-width brackets in its names',
        { rows: [['*户 编号', '户主\n姓名', '家庭人口数（人）', '工资性\n收入（元）', ' 转移性收入 '], ROW] },
      ],
      ['over a row of units', { rows: [NAMES, [null, null, '人', '元', '（元）'], ROW] }],
      ['over a row of numbers', { rows: [NAMES, [1, 2, 3, 4, 5], ROW] }],
      ['over a row of numbers with 甲 and 乙', { rows: [NAMES, ['甲', '乙', 1, 2, 3], ROW] }],
      ['over units and numbers', { rows: [NAMES, [null, null, '人', '元', '元'], [1, 2, 3, 4, 5], ROW] }],
      ['over numbers and units', { rows: [NAMES, [1, 2, 3, 4, 5], [null, null, '人', '元', '元'], ROW] }],
    ]),
  )('%s (%s)', async (_, written, grid) => {
    const list = await readGrids(grid, written);
    expect(householdsOf(list)).toEqual([HOUSEHOLD]);
    expect(list.unmapped).toEqual([]);
  });

  test.each(
    inBoth([
      [
        'a header in the eleventh row',
        { rows: [...Array.from({ length: 10 }, (_, row) => [`填报说明${row + 1}：略`]), NAMES, ROW] },
      ],
    ]),
  )('but %s is not, and nothing is decided (%s)', async (_, written, grid) => {
    const list = await readGrids(grid, written);
    expect(list.rows).toEqual([]);
    expect(codesOf(list)).toEqual([written === 'xlsx' ? 'noHouseholdSheet' : 'noHeader']);
  });
});

describe('values of another time are never read as those of today', () => {
  const EXIT = [...ROW.slice(0, 3), 1, 2];
  const under = (upper: readonly GridCell[], merges: Grid['merges'] = []): Grid => ({
    rows: [upper, NAMES, EXIT],
    merges,
  });
  test.each(
    inBoth([
      ['a prefix', { rows: [[...NAMES.slice(0, 3), '风险消除后工资性收入', '风险消除后 转移性收入'], EXIT] }],
      [
        'a note in brackets',
        { rows: [[...NAMES.slice(0, 3), '工资性收入（风险消除后）', '（风险消除后）转移性收入'], EXIT] },
      ],
      [
        'another year in brackets',
        { rows: [[...NAMES.slice(0, 3), '工资性收入（2023年）', '上年转移性收入'], EXIT] },
      ],
      ['a merged group', under([...blanks(3), '风险消除后'], [[1, 4, 1, 5]])],
      [
        'a merged group, names merged downwards',
        {
          rows: [[...NAMES.slice(0, 3), '风险消除后'], [null, null, null, '工资性收入', '转移性收入'], EXIT],
          merges: [...TWO_ROWS, [1, 4, 1, 5]],
        },
      ],
      [
        'a merged group under a title',
        {
          rows: [['某县监测户台账'], [...blanks(3), '风险消除后'], NAMES, EXIT],
          merges: [
            [1, 1, 1, 5],
            [2, 4, 2, 5],
          ],
        },
      ],
      ['a group that is not merged', under([...blanks(3), '风险消除后'])],
      [
        'a group that is not merged, under a merged title',
        {
          rows: [['某县监测户台账'], [...blanks(3), '风险消除后'], NAMES, EXIT],
          merges: [[1, 1, 1, 5]],
        },
      ],
      ['a merged group with a month', under([...blanks(3), '风险消除后（2024年12月）'], [[1, 4, 1, 5]])],
      [
        'a merged group that sounds like a title',
        under([...blanks(3), '风险消除后情况统计'], [[1, 4, 1, 5]]),
      ],
      ['two groups with months', under([...blanks(3), '2022年1月至12月', '2023年1月至12月'])],
      ['two groups that sound like titles', under([...blanks(3), '消除时统计', '识别时统计'])],
      [
        'a group over a group that says nothing',
        {
          rows: [[...blanks(3), '风险消除后'], [...blanks(3), '收入情况'], NAMES, EXIT],
          merges: [
            [1, 4, 1, 5],
            [2, 4, 2, 5],
          ],
        },
      ],
      ['a group with a note', under([...blanks(3), '收入情况（风险消除后）'], [[1, 4, 1, 5]])],
      ['a group with a telling word', under([...blanks(3), '退出时收入'], [[1, 4, 1, 5]])],
    ]),
  )('%s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([WITHOUT_MONEY]);
  });

  test.each(
    inBoth([
      [
        'a group alone at the left',
        {
          rows: [['风险消除后'], [...NAMES.slice(3), '财产性收入', '户编号'], [1, 2, 3, '0001']],
          merges: [[1, 1, 1, 3]],
        },
      ],
    ]),
  )('%s (%s)', async (_, written, grid) => {
    for (const household of householdsOf(await readGrids(grid, written)))
      expect(household).toEqual({ householdId: '0001' });
  });

  test.each(
    inBoth([
      [
        'two times under one name',
        {
          rows: [[...NAMES.slice(0, 3), '家庭纯收入', null], [...blanks(3), '风险消除后', '识别时'], EXIT],
          merges: [...TWO_ROWS, [1, 4, 1, 5]],
        },
      ],
      [
        'a month and a year under one name',
        {
          rows: [[...NAMES.slice(0, 3), '家庭纯收入', null], [...blanks(3), '当月', '全年'], EXIT],
          merges: [...TWO_ROWS, [1, 4, 1, 5]],
        },
      ],
    ]),
  )('%s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([WITHOUT_MONEY]);
  });

  test('and beside today’s values they disturb nothing', async () => {
    const grid: Grid = {
      rows: [
        [...NAMES.slice(0, 3), '收入情况', null, '风险消除后', null],
        [...blanks(3), '工资性收入', '转移性收入', '工资性收入', '转移性收入'],
        [...ROW, 1, 2],
      ],
      merges: [...TWO_ROWS, [1, 4, 1, 5], [1, 6, 1, 7]],
    };
    for (const written of WRITTEN) {
      const list = await readGrids(grid, written);
      expect(householdsOf(list)).toEqual([HOUSEHOLD]);
      expect(list.unmapped.map(({ column }) => column)).toEqual([
        '风险消除后/工资性收入',
        '风险消除后/转移性收入',
      ]);
    }
  });
});

describe('the unit of amounts', () => {
  const IN_TEN_THOUSANDS = [...ROW.slice(0, 3), 1.5, '0.20005'];
  const titled = (...above: readonly (readonly GridCell[])[]): Grid => ({
    rows: [...above, NAMES, IN_TEN_THOUSANDS],
  });
  const named = (wage: string, transfer: string): Grid => ({
    rows: [[...NAMES.slice(0, 3), wage, transfer], IN_TEN_THOUSANDS],
  });
  /** Where 万元 stands. What cannot be understood may leave the amounts unknown; 1.5 yuan it must never be. */
  const PLACES: readonly (readonly [string, Grid])[] = [
    ['in the names', named('工资性收入（万元）', '转移性收入(单位：万元)')],
    ['in the names, in square brackets', named('工资性收入[万元]', '转移性收入【万元】')],
    ['in the names, without brackets', named('工资性收入 万元', '转移性收入/万元')],
    [
      'in the group',
      {
        rows: [
          [...NAMES.slice(0, 3), '收入情况（万元）', null],
          [...blanks(3), '工资性收入', '转移性收入'],
          IN_TEN_THOUSANDS,
        ],
        merges: [...TWO_ROWS, [1, 4, 1, 5]],
      },
    ],
    ['in a row of units', { rows: [NAMES, [null, null, '人', '万元', '万元'], IN_TEN_THOUSANDS] }],
    [
      'in a row of units behind a row of numbers',
      { rows: [NAMES, [1, 2, 3, 4, 5], ['', '', '人', '万元', '万元'], IN_TEN_THOUSANDS] },
    ],
    [
      'in a row of units with other words',
      { rows: [NAMES, ['文本', '文本', '整数', '万元', '万元'], IN_TEN_THOUSANDS] },
    ],
    ['in a row above', titled(['某县台账'], [...blanks(4), '单位：万元'])],
    ['in a row above, in brackets', titled(['（单位：万元）'])],
    ['in a row above, with persons', titled(['单位：人、万元'])],
    ['in a row above, of amounts', titled(['某县台账'], ['金额单位：万元'])],
    ['in a row above, as a sentence', titled(['某县台账'], ['（金额单位为万元）'])],
    ['in a row above, without a colon', titled(['某县台账'], [...blanks(4), '单位 万元'])],
    ['in a row above, shortened', titled(['某县台账'], [...blanks(4), '单位：万'])],
    ['in a row above, beside the office', titled(['填报单位：某县', null, null, '单位：万元'])],
    ['in a row above, in one cell with the office', titled(['填报单位：某县乡村振兴局        单位：万元'])],
    ['in a row above, in one cell before the office', titled(['单位：万元        填报单位：某县乡村振兴局'])],
    ['in the title', titled(['某县农户收入情况表（万元）'])],
    ['in the title, behind a space', titled(['某县农户收入情况表 单位：万元'])],
    ['in the title, on its second line', titled(['某县农户收入情况表\n单位：万元'])],
  ];
  test.each(inBoth(PLACES))('万元 %s is never read as 元 (%s)', async (_, written, grid) => {
    const list = await readGrids(grid, written);
    const households = householdsOf(list) as readonly Record<string, unknown>[];
    expect(households).toHaveLength(1);
    expect([undefined, 15_000]).toContain(households[0]?.['reportedWageIncome']);
    expect([undefined, 2_000.5]).toContain(households[0]?.['reportedTransferIncome']);
  });
  test.each(
    inBoth(
      PLACES.filter(
        ([name]) =>
          !['without brackets', 'other words', 'without a colon', 'shortened'].some((word) =>
            name.includes(word),
          ),
      ),
    ),
  )('万元 %s is understood (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([HOUSEHOLD]);
  });

  test.each(
    inBoth([
      ['two above', titled(['单位：万元'], ['单位：元'])],
      ['two in one text', titled(['单位：万元、元'])],
      [
        'name and row of units',
        {
          rows: [
            [...NAMES.slice(0, 3), '工资性收入（元）', '转移性收入（元）'],
            [null, null, '人', '万元', '万元'],
            ROW,
          ],
        },
      ],
      [
        'name and group',
        {
          rows: [
            [...NAMES.slice(0, 3), '收入情况（万元）', null],
            [...blanks(3), '工资性收入（元）', '转移性收入（元）'],
            ROW,
          ],
          merges: [...TWO_ROWS, [1, 4, 1, 5]],
        },
      ],
      ['thousands', titled(['单位：千元'])],
    ]),
  )(
    'that contradicts another or is none is told, and no amount is read: %s (%s)',
    async (_, written, grid) => {
      const list = await readGrids(grid, written);
      expect(householdsOf(list)).toEqual([WITHOUT_MONEY]);
      expect(codesOf(list)).toEqual(['unitUnclear', 'unitUnclear']);
    },
  );

  test('万元 in the name of the sheet is never read as 元', async () => {
    const [household] = householdsOf(await readGrids({ ...titled(), name: '收入（万元）' }));
    expect([undefined, 15_000]).toContain((household as Record<string, unknown>)['reportedWageIncome']);
  });
  test.each(
    inBoth(
      ['注：金额单位为万元。', '单位：万元', '注：1.收入单位：万元'].map((text): [string, Grid] => [
        text,
        { rows: [NAMES, IN_TEN_THOUSANDS, [text]] },
      ]),
    ),
  )('“%s” below the table is at least told (%s)', async (_, written, grid) => {
    const list = await readGrids(grid, written);
    const [household] = householdsOf(list) as readonly Record<string, unknown>[];
    const isTold = codesOf(list).some((code) => /unit/i.test(code));
    expect(isTold || [undefined, 15_000].includes(household?.['reportedWageIncome'] as undefined)).toBe(true);
  });

  test('the name of an office is no unit', async () => {
    const grid: Grid = { rows: [['填报单位：元谋县'], ['主管单位：万元乡人民政府'], NAMES, ROW] };
    for (const written of WRITTEN) expect(householdsOf(await readGrids(grid, written))).toEqual([HOUSEHOLD]);
  });
});

test.each(
  inBoth([
    ['元', { rows: [NAMES, ROW.with(4, '元'), ['0002', '乙某某', 3, 1, 2]] }],
    ['万元', { rows: [NAMES, ROW.with(4, '万元'), ['0002', '乙某某', 3, 1, 2]] }],
  ]),
)('a household with %s in one of its cells is no row of units (%s)', async (_, written, grid) => {
  const list = await readGrids(grid, written);
  const { reportedTransferIncome: _gone, ...rest } = HOUSEHOLD;
  expect(householdsOf(list)).toMatchObject([rest, { householdId: '0002', reportedTransferIncome: 2 }]);
  expect(codesOf(list)).toEqual(['cellNotUnderstood']);
});

describe('two columns for one fact are told, and neither is read', () => {
  test.each(
    inBoth([
      ['of one name', { rows: [['户编号', '户主姓名', '家庭人口数', '工资性收入', '工资性收入'], ROW] }],
      [
        'of two names',
        { rows: [['户编号', '户主姓名', '家庭人口数', '家庭人均纯收入', '人均纯收入（元）'], ROW] },
      ],
      [
        'of opposite meanings',
        {
          rows: [
            ['户编号', '户主姓名', '家庭人口数', '住房安全', '是否危房户'],
            ['0001', '甲某某', 4, '是', '是'],
          ],
        },
      ],
      [
        'one under a group',
        {
          rows: [[...NAMES.slice(0, 3), '工资性收入', '收入情况'], [...blanks(4), '工资性收入'], ROW],
          merges: [...TWO_ROWS, [1, 4, 2, 4]],
        },
      ],
      [
        'both under groups',
        {
          rows: [
            [...NAMES.slice(0, 3), '收入情况', '支出情况'],
            [...blanks(3), '工资性收入', '工资性收入'],
            ROW,
          ],
          merges: TWO_ROWS,
        },
      ],
    ]),
  )('%s (%s)', async (_, written, grid) => {
    const list = await readGrids(grid, written);
    expect(householdsOf(list)).toEqual([WITHOUT_MONEY]);
    expect(codesOf(list)).toEqual(['duplicateColumn']);
  });
});

describe('what is not a household is not decided', () => {
  const among = (...rows: readonly (readonly GridCell[])[]): Grid => ({ rows: [NAMES, ROW, ...rows] });
  const SUMS = [null, 4, 15_000, 2_000.5] as const;
  test.each(
    inBoth([
      ...[
        '合计',
        '合 计',
        '合计：',
        '合计（1户）',
        '小计',
        '总计1户',
        '共计',
        '一组小计',
        '张家湾村合计',
        '累计',
        '全村',
        '平均',
      ].map((word): readonly [string, Grid] => [word, among([word, ...SUMS])]),
      [
        '合计 behind the number of the row',
        {
          rows: [
            ['序号', ...NAMES],
            [1, ...ROW],
            [null, '合计', ...SUMS],
          ],
        },
      ],
      [
        '合计 behind county, town and village',
        {
          rows: [
            ['县', '乡镇', '村', ...NAMES],
            ['某县', '某镇', '某村', ...ROW],
            ['某县', '某镇', '某村', '合计', ...SUMS],
          ],
        },
      ],
      [
        '合计 in front of the number of households',
        {
          rows: [
            ['序号', ...NAMES],
            [1, ...ROW],
            ['合计', 12, null, 4, 15_000, 2_000.5],
          ],
        },
      ],
      ['合计 beside the number of households', among(['合计', '12户', 4, 15_000, 2_000.5])],
      ['a merged 合计', { ...among(['合计', null, 4, 15_000, 2_000.5]), merges: [[3, 1, 3, 2]] }],
      ['sums without a word', among([null, null, 4, 15_000, 2_000.5])],
    ]),
  )('a total: %s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toMatchObject([HOUSEHOLD]);
  });

  test.each(
    inBoth([
      ['several signatures', among(['填表人：甲', '审核人：乙', '负责人：丙', '填表日期：2024年11月1日'])],
      ['two signatures', among(['填表人：甲', null, null, '审核人：乙'])],
      ...[
        '注：本表每月上报',
        '注1：本表每月上报',
        '备注：无',
        '制表：丁',
        '填表说明：按实填写',
        '数据来源：村级台账',
        '（盖章）',
        '2024年11月1日',
      ].map((text): readonly [string, Grid] => [text, among([text])]),
    ]),
  )('a footer: %s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([HOUSEHOLD]);
  });

  test.each(
    inBoth([
      ['a merged heading above', { rows: [NAMES, ['张家湾村'], ROW], merges: [[2, 1, 2, 5]] }],
      ['a heading between', { rows: [NAMES, ROW, ['张家湾村'], [null], ['一组']] }],
      [
        'a heading with the number of its households',
        { rows: [NAMES, ['张家湾村（1户）'], ROW, ['李家湾村，0户']] },
      ],
      ['a heading with a number', { rows: [NAMES, ['1组'], ROW, ['2组']] }],
      ['a heading beside numbers of rows', { rows: [['序号', ...NAMES], ['一、张家湾村'], [1, ...ROW]] }],
    ]),
  )('a village: %s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([HOUSEHOLD]);
  });

  test.each(
    inBoth([
      ['numbers', { rows: [NAMES, [1, 2, 3, 4, 5], ROW] }],
      [
        'numbers behind 栏次',
        {
          rows: [
            ['序号', ...NAMES],
            ['栏次', 1, 2, 3, 4, 5],
            [1, ...ROW],
          ],
        },
      ],
      ['numbers with a sum', { rows: [NAMES, ['1', '2', '3', '4=5+6', '5'], ROW] }],
      ['letters', { rows: [NAMES, ['A', 'B', 'C', 'D', 'E'], ROW] }],
      ['the header again', { rows: [NAMES, ROW, NAMES] }],
      [
        'a header of two rows again',
        {
          rows: [
            [...NAMES.slice(0, 3), '收入情况', null],
            [...blanks(3), '工资性收入', '转移性收入'],
            ROW,
            [...NAMES.slice(0, 3), '收入情况', null],
            [...blanks(3), '工资性收入', '转移性收入'],
          ],
          merges: [...TWO_ROWS, [1, 4, 1, 5], [4, 1, 5, 1], [4, 2, 5, 2], [4, 3, 5, 3], [4, 4, 4, 5]],
        },
      ],
      [
        'the title and the header again',
        {
          rows: [['某县台账'], NAMES, ROW, ['某县台账'], NAMES],
          merges: [
            [1, 1, 1, 5],
            [4, 1, 4, 5],
          ],
        },
      ],
    ]),
  )('a part of the header: %s (%s)', async (_, written, grid) => {
    expect(householdsOf(await readGrids(grid, written))).toEqual([HOUSEHOLD]);
  });

  test.each(WRITTEN)('and every row with anything in it is accounted for (%s)', async (written) => {
    const list = await readGrids(among(['合计', ...SUMS], ['注：略'], ['0002', '乙某某', 3, 1, 2]), written);
    expect(list.rows.map(({ row }) => row)).toEqual([2, 5]);
    const passed = list.issues.filter(({ code }) => code === 'rowsPassedOver');
    expect(passed.map(({ params }) => params['rows'])).toEqual(['3', '4']);
  });

  test.each<[string, readonly GridCell[]]>([
    ['sum', ['0002', '乙某某', '共计3人', 1, 2]],
    ['mean', ['0002', '乙某某', 3, '平均5000', 2]],
    ['total', ['0002', '乙某某', 3, '合计：1', 2]],
    ['note', ['0002', '注：改名', 3, 1, 2]],
    ['signature', ['0002', '乙某某', 3, '填表人：甲', 2]],
    ['name of a column', ['0002', '户主姓名', 3, 1, 2]],
  ])('but a household with the word of a %s in one of its cells is one', async (_, row) => {
    for (const written of WRITTEN)
      expect(householdsOf(await readGrids(among(row), written))).toMatchObject([
        HOUSEHOLD,
        { householdId: '0002' },
      ]);
  });

  test('and one of whom only the name is written is one as well', async () => {
    for (const written of WRITTEN)
      expect(householdsOf(await readGrids(among([null, '丁某某']), written))).toEqual([
        HOUSEHOLD,
        { headName: '丁某某' },
      ]);
  });
});

describe('cells that were merged', () => {
  test('over the money of two households are read of neither', async () => {
    const grid: Grid = { rows: [NAMES, ROW, ['0002', '乙某某', 3, null, 1]], merges: [[2, 4, 3, 4]] };
    const list = await readGrids(grid);
    const { reportedWageIncome: _, ...rest } = HOUSEHOLD;
    expect(householdsOf(list)).toEqual([
      rest,
      { householdId: '0002', headName: '乙某某', reportedMemberCount: 3, reportedTransferIncome: 1 },
    ]);
    expect(codesOf(list)).toEqual(['cellNotUnderstood', 'cellNotUnderstood']);
  });
  test('over two columns of one household are read as none', async () => {
    const list = await readGrids({ rows: [NAMES, ROW.with(4, null)], merges: [[2, 4, 2, 5]] });
    expect(householdsOf(list)).toEqual([WITHOUT_MONEY]);
  });
  test('over the village of several households stand for each', async () => {
    const grid: Grid = {
      rows: [
        ['村', ...NAMES],
        ['张家湾村', ...ROW],
        [null, '0002', '乙某某', 3, 1, 2],
      ],
      merges: [[2, 1, 3, 1]],
    };
    expect(householdsOf(await readGrids(grid))).toMatchObject([
      { village: '张家湾村' },
      { village: '张家湾村' },
    ]);
  });
});

test('a failed or unsaved formula is unknown, and told', async () => {
  const grid: Grid = {
    rows: [
      NAMES,
      [{ formula: 'A9' }, '甲某某', { formula: '1/0', result: '#DIV/0!' }, '#REF!', '#N/A'],
      ['0001', '#NAME?', '#VALUE!', { formula: 'D9' }, '#NUM!'],
    ],
  };
  const list = await readGrids(grid);
  expect(householdsOf(list)).toEqual([{ headName: '甲某某' }, { householdId: '0001' }]);
  expect(codesOf(list)).toEqual(Array(8).fill('cellNotUnderstood'));
});

test('facts are found by name only, whatever the order of columns', async () => {
  const order = [3, 0, 4, 2, 1];
  const pick = <Item>(cells: readonly Item[]) => order.map((at) => cells[at] as Item);
  const list = await readGrids({ rows: [pick(NAMES), pick(ROW)] }, 'csv');
  expect(householdsOf(list)).toEqual([HOUSEHOLD]);
  expect(factsOf(list)[0]).toBe('reportedWageIncome');
});

test.each(WRITTEN)(
  'a remark under a name that is merged over two columns takes no household away (%s)',
  async (written) => {
    const grid: Grid = {
      rows: [
        [...NAMES, '备注', null],
        [...ROW, '低保户', '已走访'],
        ['0002', '乙某某', 3, 9_000, 100, '边缘户', null],
      ],
      merges: [[1, 6, 1, 7]],
    };
    const found = householdsOf(await readGrids(grid, written)) as readonly { householdId: string }[];
    expect(found.map(({ householdId }) => householdId)).toEqual(['0001', '0002']);
  },
);

test.each(WRITTEN)('columns without a name take no household away (%s)', async (written) => {
  const grid: Grid = {
    rows: [
      ['户编号', null, '人均纯收入', null],
      ['甲一', '张家湾', 5_000, '已走访'],
      ['A2', '李家湾', null, null],
    ],
  };
  const found = householdsOf(await readGrids(grid, written)) as readonly { householdId: string }[];
  expect(found.map(({ householdId }) => householdId)).toEqual(['甲一', 'A2']);
  const { issues } = await readGrids(grid, written);
  expect(issues).toContainEqual(
    expect.objectContaining({ code: 'namelessColumns', params: { columns: 'B、D', count: 2 } }),
  );
});
