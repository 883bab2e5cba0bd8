import { describe, expect, test } from 'vitest';
import type { Grid, GridCell } from './official-sheets/grid.js';
import { codesOf, householdsOf, readBytes, readGrids, WRITTEN } from './official-sheets/read-grids.js';

/** Sheets as people make them, of which more was read than they say. Each of them changed a decision without a word. */
type Rows = readonly (readonly GridCell[])[];
const csv = (...lines: readonly string[]) => readBytes(new TextEncoder().encode(lines.join('\n')), 'csv');
const NAMES = ['户编号', '家庭人口数', '家庭纯收入', '合规自付支出'];
const PERSONS = ['户编号', '姓名', '与户主关系', '家庭成员是否登记完整', '家庭纯收入'];
const FAMILY: Rows = [
  ['0001', '张三', '户主', '是', 20_000],
  ['0001', '赵某', '配偶'],
];
const TWO = [
  { name: '张三', relation: '户主' },
  { name: '赵某', relation: '配偶' },
];
const membersIn = async (grid: Grid, written: 'xlsx' | 'csv' = 'csv') => {
  const list = await readGrids(grid, written);
  const [first] = householdsOf(list) as readonly { members?: { complete: boolean; items: object[] } }[];
  return { list, members: first?.members };
};
const incomeIn = async (rows: Rows, merges: Grid['merges'] = []) => {
  const list = await readGrids({ rows, merges }, 'xlsx');
  const [first] = householdsOf(list) as readonly Record<string, unknown>[];
  return { list, income: first?.['reportedNetIncome'], spending: first?.['reportedEligibleSpending'] };
};

describe('persons', () => {
  test.each<[string, Rows, NonNullable<Grid['merges']>]>([
    ['lines with the number of the household only', [['0001'], ['0001']], []],
    ['lines with words for nothing', [['0001', '—', '无']], []],
    ['numbered lines under a merged number', [[null], [null]], [[2, 1, 5, 1]]],
  ])('%s are nobody, and are told', async (_, lines, merges) => {
    const { list, members } = await membersIn({ rows: [PERSONS, ...FAMILY, ...lines], merges }, 'xlsx');
    expect(members).toEqual({ complete: true, items: TWO });
    expect(list.issues.map(({ code }) => code)).toEqual(
      merges.length === 0 ? ['rowsPassedOver'] : expect.any(Array),
    );
  });

  test('a line that says something in a column that is not known is still somebody', async () => {
    const rows = [[...PERSONS, '情况'], ...FAMILY, ['0001', null, null, null, null, '在外地上学']];
    const { members } = await membersIn({ rows });
    expect(members?.items).toHaveLength(3);
  });

  test('a person beside a long merged note is a person', async () => {
    const rows = [PERSONS, ...FAMILY, ['0001', '小张', '长期在外，情况不详']];
    const { members } = await membersIn({ rows, merges: [[4, 3, 4, 5]] }, 'xlsx');
    expect(members?.items).toHaveLength(3);
  });

  test.each(['王建社', '李小村', '陈镇', '周组'])(
    'a person named %s of whom nothing else is known is no place',
    async (name) => {
      const alone = await membersIn({ rows: [PERSONS, ...FAMILY, [null, name]] });
      expect(alone.members).toEqual({ complete: false, items: TWO });
      const rows = [PERSONS, ...FAMILY, [null, name]];
      const merged = await membersIn({ rows, merges: [[2, 1, 4, 1]] }, 'xlsx');
      expect(merged.members?.items).toEqual([...TWO, { name }]);
    },
  );

  test.each(['同上', '〃', '"', '新增', '暂无', '待定'])(
    '“%s” in the place of a household number is no number, and no list is complete',
    async (word) => {
      const { list, members } = await membersIn({ rows: [PERSONS, ...FAMILY, [word, '小张', '之子']] });
      expect(householdsOf(list)).toHaveLength(1);
      expect(members).toEqual({ complete: false, items: TWO });
    },
  );

  test.each(['小计', '合计', '合计：', '合计2人', '汇总', '人均', '共2人', '甲村合计', '村小计'])(
    '“%s” behind a household number is no person',
    async (word) => {
      const { members } = await membersIn({ rows: [PERSONS, ...FAMILY, ['0001', word]] });
      expect(members).toEqual({ complete: true, items: TWO });
    },
  );

  test.each(['关系', '与户主的关系'])('are known by a column %s', async (relation) => {
    const { members } = await membersIn({ rows: [PERSONS.with(2, relation), ...FAMILY] });
    expect(members?.items).toEqual(TWO);
  });

  test('characters that nobody sees do not split a family', async () => {
    const rows = [PERSONS, FAMILY[0] as Rows[number], ['0001\u200b', '赵某', '配偶']];
    const { list, members } = await membersIn({ rows });
    expect(householdsOf(list)).toMatchObject([{ householdId: '0001' }]);
    expect(members?.items).toHaveLength(2);
  });
});

test.each(['2000①', '2②', '9000¹', '①', '⓪', '½'])('“%s” is no number and no answer', async (text) => {
  const list = await csv('户编号,家庭人口数,家庭纯收入,是否危房户', `0001,${text},${text},${text}`);
  expect(householdsOf(list)).toEqual([{ householdId: '0001' }]);
  expect(codesOf(list)).toEqual(Array.from({ length: 3 }, () => 'cellNotUnderstood'));
});

describe('a second table below the first', () => {
  test.each([
    ['in another order', ['户编号', '家庭人口数', '合规自付支出', '家庭纯收入']],
    ['with one column more', ['户编号', '户主姓名', '家庭人口数', '家庭纯收入', '合规自付支出']],
    ['with a unit of its own', ['户编号', '家庭人口数', '家庭纯收入（万元）', '合规自付支出']],
  ])('%s is not read by the header of the first', async (_, names) => {
    for (const written of WRITTEN) {
      const rows = [NAMES, ['0001', 1, 50_000, 0], names, ['0002', 1, 3_000, 90_000]];
      const list = await readGrids({ rows }, written);
      expect(list.rows.map(({ readable }) => readable)).toEqual([true, false, false]);
    }
  });

  test('is read where the header is the same', async () => {
    const rows = [NAMES, ['0001', 1, 50_000, 0], NAMES, ['0002', 1, 3_000, 9]];
    expect(householdsOf(await readGrids({ rows }, 'csv'))).toHaveLength(2);
  });

  test('in another unit refuses the whole list', async () => {
    const list = await csv(
      '单位：元',
      ...[NAMES, ['1', 1, 9, 0], ['单位：万元'], NAMES, ['2', 1, 9, 0]].map(String),
    );
    expect(codesOf(list)).toContain('unitBelowTable');
  });
});

describe('a unit', () => {
  test.each([
    '收入单位：万元，支出单位：元',
    '单位：万元（人均收入为元）',
    '收入以万元计',
    '单位：人 万元',
    '（户 万元）',
    '收入均系万元',
    '金额按万元填写',
    '单位：元（收入除外）',
    '单位：人、元；收入以万元计',
    '单位：元，其中转移性收入为万元',
    '单位：萬元',
  ])('of some amounts only, or in words that are not known, is not guessed: %s', async (text) => {
    const { list, income, spending } = await incomeIn([[text], NAMES, ['0001', 1, 9, 1_260]]);
    expect([income, spending]).toEqual([undefined, undefined]);
    expect(codesOf(list)).toEqual(['unitUnclear', 'unitUnclear']);
  });

  test.each([
    '填报单位：某镇 单位：万元',
    '金额单位：万元人民币',
    '（单位：人、万元）',
    '2024年台账（单位：万元）',
    '万元为计量单位',
  ])('is understood in “%s”', async (text) => {
    const { income } = await incomeIn([[text], NAMES, ['0001', 1, 0.9, 0]]);
    expect(income).toBe(9_000);
  });

  test.each([
    '万元乡农户名单',
    '万元户台账',
    '人均收入1.5万元以下农户名单',
    '人均收入八千元以下农户名单',
    '自付十万元以上农户排查台账',
    '万元增收行动农户名单',
    '收入单位：元',
    '单位：元（其中人口单位：人）',
  ])('“%s” names none but 元, above a table and below it', async (text) => {
    const title = await incomeIn([[text], NAMES, ['0001', 1, 9, 0]]);
    const note = await incomeIn([NAMES, ['0001', 1, 9, 0], [`注：${text}`]]);
    for (const { list, income } of [title, note]) {
      expect(income).toBe(9);
      expect(codesOf(list).filter((code) => code.startsWith('unit'))).toEqual([]);
    }
  });

  test.each(['注：人均收入七千八百元以下的农户', '2.自付五千元以上的填写', '备注：享受万元增收行动的农户'])(
    'is none in a note below the table: %s',
    async (note) => {
      const { list } = await incomeIn([NAMES, ['0001', 1, 9, 0], [note]]);
      expect(codesOf(list)).toEqual(['rowsPassedOver']);
      expect(householdsOf(list)).toHaveLength(1);
    },
  );

  test('in the name of a column is not doubted for a note below the table', async () => {
    const names = ['户编号', '家庭人口数', '家庭纯收入（元）', '合规自付支出（元）'];
    const { list, income } = await incomeIn([names, ['0001', 1, 9, 0], ['注：收入单位为万元']]);
    expect(income).toBe(9);
    expect(codesOf(list)).toEqual(['rowsPassedOver']);
  });

  test('behind a name is a remark on that household', async () => {
    const names = ['户主姓名', '家庭人口数', '家庭纯收入', '备注'];
    const { list } = await incomeIn([names, ['张三', 1, 9], ['李四', null, null, '收入单位：元']]);
    expect(list.rows).toHaveLength(2);
    expect(codesOf(list)).not.toContain('rowsPassedOver');
  });

  test.each<[string, readonly GridCell[]]>([
    ['under the column of an amount', [null, null, '单位：万元']],
    ['alone, without a word', [null, null, '万']],
    ['in the column of a name', [null, '以上金额单位为万元']],
    ['with a number before it', ['1.收入单位为万元']],
    ['beside a word that is no name', ['填表要求', '金额单位为万元']],
  ])('in a row of its own, %s, refuses the list', async (_, row) => {
    const { list } = await incomeIn([NAMES, row, ['0001', 1, 9, 0]]);
    expect(codesOf(list)).toContain('unitBelowTable');
    expect(householdsOf(list)).toHaveLength(1);
  });

  test('below the table that is another than above it refuses the list', async () => {
    const { list } = await incomeIn([['单位：元'], NAMES, ['0001', 1, 9, 0], ['注：收入单位为万元']]);
    expect(codesOf(list)).toContain('unitBelowTable');
  });

  test('beside the last name of the header holds for its columns', async () => {
    const { income } = await incomeIn([
      [...NAMES, '单位：万元'],
      ['0001', 1, 0.9, 0],
    ]);
    expect(income).toBe(9_000);
  });
});

describe('above the names', () => {
  const rows = (...above: readonly GridCell[]): Rows => [
    above,
    [...NAMES, '工资性收入'],
    ['0001', 1, 9, 2, 3],
  ];
  test.each(['上年度：', '上年收入：', '预计：', '2023年', '上年收入（单位：元）', '退出时收入（单位：元）'])(
    '“%s” over some columns is theirs, and they are not read as of today',
    async (group) => {
      const merged = await incomeIn(rows(null, null, group), [[1, 3, 1, 4]]);
      expect([merged.income, merged.spending]).toEqual([undefined, undefined]);
    },
  );

  test.each([
    ['a year, beside the unit', '2023年', '单位：元'],
    ['a year, beside who filled it in', '2023年度', '填报单位：甲镇'],
    ['part of a year', '前三季度：', '填报单位：甲镇'],
    ['some months', '1-6月：', null],
  ])('%s, merged over some columns is theirs', async (_, group, beside) => {
    const { income } = await incomeIn(rows(beside, null, group), [[1, 3, 1, 4]]);
    expect(income).toBeUndefined();
  });

  test('a group that is not merged is no title, with its colon', async () => {
    expect((await incomeIn(rows(null, null, '上年度：'))).income).toBeUndefined();
  });

  test.each(['（上年）', '2023年', '上年度', '去年'])(
    '“%s” below the name of a column is its year, and it is not read as of today',
    async (note) => {
      const { list, income, spending } = await incomeIn([NAMES, [null, null, note], ['0001', 1, 9, 2]]);
      expect([income, spending]).toEqual([undefined, 2]);
      expect(householdsOf(list)).toHaveLength(1);
    },
  );

  test('the unit in the name of a group is that of its columns', async () => {
    const { list, income, spending } = await incomeIn(rows(null, null, '收支情况（单位：万元）'), [
      [1, 3, 1, 4],
    ]);
    expect([income, spending]).toEqual([90_000, 20_000]);
    expect(householdsOf(list)).toMatchObject([{ reportedWageIncome: 3 }]);
  });

  test('the unit in the name of a group is not that of the other columns', async () => {
    const { income, spending } = await incomeIn(rows(null, null, null, null, '收入（单位：万元）'));
    expect([income, spending]).toEqual([9, 2]);
  });

  test.each<[string, readonly GridCell[], Grid['merges']]>([
    ['the unit', ['某县名单', null, null, null, '单位：万元'], []],
    ['the day', ['甲山镇监测台账', null, null, null, '2024/11/1'], []],
    ['the day, and no title', [null, null, null, '2024年11月1日'], []],
    ['the number of a page', ['某县名单', null, null, null, '第1页'], []],
    ['the unit, beside a merged title', ['2024年某县名单', null, null, null, '单位：元'], [[1, 1, 1, 4]]],
    ['who filled it in', ['填报单位：', null, '填报时间：', null, null], []],
    ['whose seal it bears', ['填报单位（盖章）：', null, '填报人（签字）：', null, null], []],
    ['which township it is of', ['镇（街道）：甲镇', null, '村（社区）：', null, null], []],
    ['the month beside who filled it in', ['填报单位：甲镇', null, null, '2024年11月'], []],
    ['the year beside the unit', ['2024年', null, null, null, '单位：万元'], []],
    ['the year that is reckoned', ['核算年度：', null, null, '2024年'], []],
    ['the month of the report', ['填报月份：', null, null, '2024年11月'], []],
  ])('%s in the row of the title costs no column', async (_, above, merges) => {
    const { income } = await incomeIn(rows(...above), merges);
    expect([9, 90_000]).toContain(income);
  });

  test.each([
    '2024年上半年农户收入台账',
    '2024年1-6月台账',
    '三季度台账',
    '农户月收入台账',
    '上年度收入台账',
  ])('a title that names part of a year, or another, is told: %s', async (title) => {
    expect(codesOf((await incomeIn([[title], NAMES, ['0001', 1, 9, 0]])).list)).toContain('periodInTitle');
  });

  test('the month in which a list was made is no part of a year', async () => {
    const { list } = await incomeIn([['2024年11月排查台账'], NAMES, ['0001', 1, 9, 0]]);
    expect(codesOf(list)).not.toContain('periodInTitle');
  });
});

describe('rows that are no household', () => {
  test.each([
    '汇总',
    '0001 汇总',
    '共1户',
    '总数',
    '人均',
    'Total',
    '本表共2户5人。',
    '1、本表由村填写',
    '2.支出不含自用',
    '第2页 共3页',
    '例：0002',
  ])('“%s” is none', async (text) => {
    const list = await readGrids({ rows: [NAMES, ['0001', 1, 9, 0], [text]] });
    expect(householdsOf(list)).toHaveLength(1);
    expect(codesOf(list)).toEqual(['rowsPassedOver']);
  });

  test('a household whose remark ends in the word for a total is one', async () => {
    const rows = [
      [...NAMES, '备注'],
      ['0001', 1, 9, 0, '收入已汇总'],
    ];
    expect(householdsOf(await readGrids({ rows }))).toHaveLength(1);
  });

  test.each(['全镇', '李小计', '王汇总', '计小平', '全组'])(
    'a household of somebody named %s is one',
    async (name) => {
      const rows: Rows = [
        ['户编号', '户主姓名', '家庭人口数', '家庭纯收入', '备注'],
        ['0001', name, 3, 9, '共3人'],
      ];
      expect(householdsOf(await readGrids({ rows }))).toHaveLength(1);
    },
  );

  test.each(['合计', '小计', '总计', '汇总', '合计2户'])('“%s” for a name is nobody', async (word) => {
    const rows: Rows = [
      ['户编号', '户主姓名', '家庭人口数', '家庭纯收入'],
      ['0001', '张三', 3, 9],
      ['0002', word, 3, 9],
    ];
    const list = await readGrids({ rows });
    expect(householdsOf(list)).toHaveLength(1);
    expect(codesOf(list)).toContain('rowsPassedOver');
  });

  test.each(['计001', '总12', 'T001'])('“%s” is the number of a household', async (number) => {
    expect(householdsOf(await readGrids({ rows: [NAMES, [number, 3, 9, 0]] }))).toMatchObject([
      { householdId: number },
    ]);
  });

  test.each(['一组', '第二组', '3队', '第二村'])('“%s” alone stands above its households', async (group) => {
    const rows: Rows = [['户主姓名', '家庭人口数', '家庭纯收入'], [group], ['张三', 3, 9]];
    const list = await readGrids({ rows });
    expect(list.rows).toHaveLength(1);
    expect(codesOf(list)).toContain('rowsPassedOver');
  });

  test('a note in merged cells with a word in the place of the number is none', async () => {
    const rows: Rows = [NAMES, ['0001', 1, 9, 0], ['注', '本表由村填写，逐户核对']];
    const list = await readGrids({ rows, merges: [[3, 2, 3, 4]] });
    expect(list.rows).toHaveLength(1);
    expect(codesOf(list)).toEqual(['rowsPassedOver']);
  });

  test('households that say 是 and 否 below names like these are no second header', async () => {
    const rows: Rows = [
      ['户编号', '家庭纯收入', '是', '否', '有', '无'],
      ['0001', '否', '是', '否'],
      ['是', '否', '是', '否', '有', '无'],
    ];
    const list = await readGrids({ rows });
    expect(list.rows).toHaveLength(2);
    expect(JSON.stringify(list)).not.toContain('又是一个表头');
  });

  test('a household with a note over most of its row is one, and what is merged is not read', async () => {
    const rows = [NAMES, ['0001', 1, 9, 0], ['0002', '整户外出，未入户']];
    const list = await readGrids({ rows, merges: [[3, 2, 3, 4]] });
    expect(householdsOf(list)).toMatchObject([{}, { householdId: '0002' }]);
    expect(codesOf(list)).toContain('cellNotUnderstood');
  });

  test('names that lie over two columns in every row lose no household', async () => {
    const rows = [
      ['户编号', '户主姓名', null, '家庭纯收入'],
      ['0001', '甲', null, 9],
      ['0002', '乙', null, 8],
    ];
    const merges: Grid['merges'] = [1, 2, 3].map((row) => [row, 2, row, 3] as const);
    expect(householdsOf(await readGrids({ rows, merges }))).toHaveLength(2);
  });

  test.each<[string, Rows]>([
    ['only the name is known', [['户主姓名', '家庭人口数', '家庭纯收入'], ['张三', 3, 9], ['王五']]],
    [
      'the name stands in a column that is not known',
      [
        ['序号', '当家人', ...NAMES.slice(1)],
        [1, '张三', 3, 9],
        [2, '王五'],
      ],
    ],
  ])('a household is not dropped where %s', async (_, rows) => {
    expect((await readGrids({ rows })).rows).toHaveLength(2);
  });

  test('an entry that begins with its day is no note below the table', async () => {
    const events: Grid = {
      name: '突发事件',
      rows: [['发生日期', '户编号', '事件类型'], ['2024年9月1日', '0001'], ['2024年9月2日']],
    };
    const list = await readGrids([{ name: '农户', rows: [NAMES, ['0001', 1, 9, 0]] }, events]);
    expect(householdsOf(list)).toMatchObject([{ events: { complete: false, items: [{}] } }]);
  });
});
