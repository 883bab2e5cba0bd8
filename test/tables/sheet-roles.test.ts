import { describe, expect, test } from 'vitest';
import type { Grid } from './official-sheets/grid.js';
import { codesOf, householdsOf, mappingOf, readGrids } from './official-sheets/read-grids.js';

const HOUSEHOLDS: Grid = {
  name: '监测户',
  rows: [
    ['户编号', '户主姓名', '家庭人口数'],
    ['0001', '甲', 4],
  ],
};
const HOUSEHOLD = { householdId: '0001', headName: '甲', reportedMemberCount: 4 };
const named = (name: string, more: Partial<Grid> = {}): Grid => ({
  name,
  rows: [HOUSEHOLDS.rows[0] as Grid['rows'][number], ['9999', '示例户', 1]],
  ...more,
});

describe('the sheet with the households of a workbook', () => {
  test.each<[string, readonly Grid[]]>([
    ['is the only one', [HOUSEHOLDS]],
    ['stands behind others', [{ name: '封面', rows: [['某县']] }, HOUSEHOLDS]],
    ['stands before blank ones', [HOUSEHOLDS, { name: 'Sheet2', rows: [] }, { name: 'Sheet3', rows: [] }]],
    ['stands beside a hidden one', [named('旧数据', { hidden: true }), HOUSEHOLDS]],
    ...['填写示例', '示例', '样表', '填写说明', '模板', 'Example'].map((name): [string, readonly Grid[]] => [
      `stands beside ${name}`,
      [named(name), HOUSEHOLDS],
    ]),
    ['stands beside a list of options', [HOUSEHOLDS, { name: '选项', rows: [['户类型'], ['一般农户']] }]],
    [
      'stands beside a table of sums',
      [
        HOUSEHOLDS,
        {
          name: '各村汇总',
          rows: [
            ['村', '户数'],
            ['张家湾村', 12],
          ],
        },
      ],
    ],
  ])('%s', async (_, sheets) => {
    expect(householdsOf(await readGrids(sheets))).toEqual([HOUSEHOLD]);
  });

  test.each<[string, readonly Grid[], string]>([
    ['two that may be it', [HOUSEHOLDS, named('监测户2')], 'severalHouseholdSheets'],
    [
      'two halves of it',
      [
        HOUSEHOLDS,
        {
          name: '收入',
          rows: [
            ['户编号', '工资性收入'],
            ['0001', 1],
          ],
        },
      ],
      'severalHouseholdSheets',
    ],
    ['examples only', [named('填写示例')], 'noHouseholdSheet'],
    [
      'a hidden one only',
      [named('监测户', { hidden: true }), { name: '封面', rows: [['某县']] }],
      'noHouseholdSheet',
    ],
    ['none', [{ name: '封面', rows: [['某县']] }], 'noHouseholdSheet'],
  ])('with %s nothing is decided, and it is told', async (_, sheets, code) => {
    const list = await readGrids(sheets);
    expect(list.rows).toEqual([]);
    expect(codesOf(list)).toEqual([code]);
  });

  test('is what the user says, whatever else there is', async () => {
    const list = await readGrids([named('监测户2'), HOUSEHOLDS], 'xlsx', { sheet: '监测户' });
    expect(householdsOf(list)).toEqual([HOUSEHOLD]);
    expect(codesOf(list)).toEqual(['sheetNotRead']);
  });

  test('is what the mapping says, unless the user says another', async () => {
    const own = mappingOf({ sheet: '监测户2' });
    expect(householdsOf(await readGrids([HOUSEHOLDS, named('监测户2')], 'xlsx', { own }))).toMatchObject([
      { householdId: '9999' },
    ]);
    expect(
      householdsOf(await readGrids([HOUSEHOLDS, named('监测户2')], 'xlsx', { own, sheet: '监测户' })),
    ).toEqual([HOUSEHOLD]);
  });

  test('and where it is not there, no other is taken for it', async () => {
    const list = await readGrids([HOUSEHOLDS], 'xlsx', { sheet: '监测对象' });
    expect(list.rows).toEqual([]);
    expect(codesOf(list)).toEqual(['sheetMissing']);
  });

  test('a sheet that is not understood is told', async () => {
    const list = await readGrids([
      HOUSEHOLDS,
      {
        name: '走访记录',
        rows: [
          ['户主', '走访情况'],
          ['甲', '良好'],
        ],
      },
    ]);
    expect(codesOf(list)).toEqual(['sheetNotRead']);
    expect(list.issues[0]?.severity).toBe('warning');
  });
});

describe('sheets of lists', () => {
  const EVENT = [
    ['户编号', '事件类型'],
    ['0001', '失业'],
  ];
  test.each(['突发事件', ' 突发事件 ', 'events'])('are known by their names: "%s"', async (name) => {
    const list = await readGrids([HOUSEHOLDS, { name, rows: EVENT }]);
    expect(householdsOf(list)).toEqual([
      { ...HOUSEHOLD, events: { complete: false, items: [{ type: '失业' }] } },
    ]);
  });
  test('or by those of a mapping', async () => {
    const own = mappingOf({ lists: { events: { sheet: '灾情' } } });
    const list = await readGrids([HOUSEHOLDS, { name: '灾情', rows: EVENT }], 'xlsx', { own });
    expect(householdsOf(list)).toEqual([
      { ...HOUSEHOLD, events: { complete: false, items: [{ type: '失业' }] } },
    ]);
  });
  test('persons on a sheet of their own are put to their households', async () => {
    const members: Grid = {
      name: '家庭成员',
      rows: [
        ['户编号', '姓名', '证件号码'],
        ['0001', '甲', '1'],
        ['0001', '乙', '2'],
      ],
    };
    const list = await readGrids([HOUSEHOLDS, members]);
    expect(householdsOf(list)).toEqual([
      {
        ...HOUSEHOLD,
        members: {
          complete: false,
          items: [
            { name: '甲', idNumber: '1' },
            { name: '乙', idNumber: '2' },
          ],
        },
      },
    ]);
  });
  test('and persons who are there twice are told there as well', async () => {
    const members: Grid = {
      name: '家庭成员',
      rows: [
        ['户编号', '姓名', '证件号码'],
        ['0001', '甲', '1'],
        ['0001', '甲', '1'],
      ],
    };
    const own = mappingOf({
      authority: 'county',
      document: '某县台账说明',
      lists: { members: { complete: true } },
    });
    const list = await readGrids([HOUSEHOLDS, members], 'xlsx', { own });
    expect(codesOf(list)).toContain('memberTwice');
    expect(householdsOf(list)).not.toMatchObject([{ members: { complete: true } }]);
  });
});
