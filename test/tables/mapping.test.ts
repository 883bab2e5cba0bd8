import { describe, expect, test } from 'vitest';
import { DixianError } from '../../src/values/issues.js';
import type { Grid } from './official-sheets/grid.js';
import { codesOf, householdsOf, mappingOf, readGrids } from './official-sheets/read-grids.js';

const WORD = { authority: 'county', document: '某县防返贫台账填报说明' } as const;
const GRID: Grid = {
  rows: [
    ['编号', '当家人', '住房没问题', '家中工钱', '补助', '困难原因', '备注'],
    ['0001', '甲', '是', 1.5, '2000', '因病', '略'],
    ['0002', '乙', null, null, null, null, null],
  ],
};
const COLUMNS = {
  编号: 'householdId',
  当家人: { fact: 'headName' },
  住房没问题: { fact: 'housingProblem', reversed: true },
  家中工钱: { fact: 'reportedWageIncome', unit: '万元' },
  补助: 'reportedTransferIncome',
  困难原因: 'identifiedRisks',
  备注: null,
};

describe('a county’s own names', () => {
  test.each(['xlsx', 'csv', 'csv in GB18030'] as const)(
    'give facts, units and polarity (%s)',
    async (written) => {
      const list = await readGrids(GRID, written, { own: mappingOf({ columns: COLUMNS }) });
      expect(householdsOf(list)).toEqual([
        {
          householdId: '0001',
          headName: '甲',
          housingProblem: false,
          reportedWageIncome: 15_000,
          reportedTransferIncome: 2_000,
          identifiedRisks: { complete: true, items: ['因病'] },
        },
        { householdId: '0002', headName: '乙' },
      ]);
      expect(list.unmapped).toEqual([]);
      expect(codesOf(list).filter((code) => code !== 'readAsGb18030')).toEqual([]);
    },
  );

  test('go before the names of the catalogue, by the whole name or the own one', async () => {
    const grid: Grid = {
      rows: [
        ['户编号', '家庭人口数', '收入情况', '上年', '住房安全'],
        [null, null, '工资性收入', '工资性收入', null],
        ['0001', 4, 1, 2, '是'],
      ],
    };
    const own = mappingOf({
      columns: { '上年/工资性收入': null, '收入情况/工资性收入': 'reportedTransferIncome', 住房安全: null },
    });
    expect(householdsOf(await readGrids(grid, 'csv', { own }))).toEqual([
      { householdId: '0001', reportedMemberCount: 4, reportedTransferIncome: 1 },
    ]);
  });

  test('leave amounts unknown where the sheet’s unit is unclear and they name none', async () => {
    const grid: Grid = { rows: [['单位：万元、元'], ...GRID.rows] };
    const list = await readGrids(grid, 'xlsx', { own: mappingOf({ columns: COLUMNS }) });
    expect(householdsOf(list)[0]).toMatchObject({ reportedWageIncome: 15_000 });
    expect(householdsOf(list)[0]).not.toHaveProperty('reportedTransferIncome');
    expect(codesOf(list)).toEqual(['unitUnclear']);
  });

  test('two for one fact are told, and neither is read', async () => {
    const list = await readGrids(GRID, 'xlsx', {
      own: mappingOf({ columns: { ...COLUMNS, 备注: 'reportedTransferIncome' } }),
    });
    expect(householdsOf(list)[0]).not.toHaveProperty('reportedTransferIncome');
    expect(codesOf(list)).toContain('duplicateColumn');
  });

  test('that no sheet has are told', async () => {
    const list = await readGrids(GRID, 'xlsx', {
      own: mappingOf({ columns: { ...COLUMNS, 存款: 'financialAssets' } }),
    });
    expect(list.issues).toMatchObject([
      { code: 'mappedColumnMissing', severity: 'warning', params: { column: '存款' } },
    ]);
  });

  test.each(['householdKind', 'members.relation', 'reportedPropertyIncome'])(
    'nothing is decided without what is required: %s',
    async (fact) => {
      const list = await readGrids(GRID, 'xlsx', {
        own: mappingOf({ columns: COLUMNS, required: ['householdId', fact] }),
      });
      expect(list.rows).toEqual([]);
      expect(codesOf(list)).toEqual(['requiredColumnsMissing']);
    },
  );
});

describe('declared blanks', () => {
  const own = mappingOf({
    ...WORD,
    columns: {
      ...COLUMNS,
      住房没问题: { fact: 'housingProblem', reversed: true, blankMeans: '是' },
      家中工钱: { fact: 'reportedWageIncome', unit: '万元', blankMeans: '0' },
      困难原因: { fact: 'identifiedRisks', blankMeans: '无风险', document: '某县会议纪要' },
    },
  });
  test('stand for their values, with their authority, in the rows where they were used', async () => {
    const list = await readGrids(GRID, 'xlsx', { own });
    expect(householdsOf(list)[1]).toEqual({
      householdId: '0002',
      headName: '乙',
      housingProblem: false,
      reportedWageIncome: 0,
      identifiedRisks: { complete: true, items: [] },
    });
    expect(list.rows[0]?.declarations).toBeUndefined();
    expect(list.rows[1]?.declarations).toEqual([
      { fact: 'housingProblem', kind: 'blank', value: false, column: '住房没问题', ...WORD },
      { fact: 'reportedWageIncome', kind: 'blank', value: 0, column: '家中工钱', ...WORD },
      {
        fact: 'identifiedRisks',
        kind: 'blank',
        column: '困难原因',
        authority: 'county',
        document: '某县会议纪要',
      },
    ]);
    expect(list.declarations).toHaveLength(3);
  });

  test.each(['/', '—', '无', '不详', '#N/A', '看不清'])(
    'stand for blanks alone, never for "%s"',
    async (text) => {
      const grid: Grid = { rows: [GRID.rows[0] as Grid['rows'][number], ['0001', '甲', text, text, 1]] };
      const [row] = (await readGrids(grid, 'xlsx', { own })).rows;
      expect(row?.household).not.toHaveProperty('housingProblem');
      expect(row?.household).not.toHaveProperty('reportedWageIncome');
    },
  );

  test('do not make a household of a row with nothing in it', async () => {
    for (const written of ['xlsx', 'csv'] as const) {
      const list = await readGrids(
        { rows: [...GRID.rows, [null, null, null, null, null, null, '备注一条'], ['注：略']] },
        written,
        { own },
      );
      expect(householdsOf(list)).toHaveLength(2);
    }
  });
});

test.each<[string, object, string]>([
  ['a fact that is none', { columns: { 编号: 'houseId' } }, 'mappingFactUnknown'],
  [
    'a blank that means nothing in the column',
    { ...WORD, columns: { 编号: { fact: 'housingProblem', blankMeans: '大概' } } },
    'mappingBlankUnusable',
  ],
  [
    'a blank that stands for a number of a household',
    { ...WORD, columns: { 编号: { fact: 'householdId', blankMeans: '0001' } } },
    'mappingBlankUnusable',
  ],
  [
    'a unit of another kind',
    { columns: { 编号: { fact: 'reportedWageIncome', unit: '元/月' } } },
    'mappingUnitUnusable',
  ],
  [
    'a reversed amount',
    { columns: { 编号: { fact: 'reportedWageIncome', reversed: true } } },
    'mappingReversedNoFlag',
  ],
  ['a blank on nobody’s word', { columns: { 编号: { fact: 'housingProblem', blankMeans: '否' } } }, ''],
  ['a complete list on nobody’s word', { lists: { events: { complete: true } } }, ''],
  [
    'one name in two writings',
    { columns: { '户 编号': 'householdId', 户编号: 'headName' } },
    'mappingColumnTwice',
  ],
  ['a list as the fact of a column', { columns: { 编号: 'members' } }, 'mappingTargetIsList'],
  ['a field of what is no list', { columns: { 编号: 'headName.first' } }, 'mappingTargetHasNoFields'],
  ['a key that is unknown', { colums: {} }, ''],
])('a mapping with %s is refused', (_, source, code) => {
  let issues: readonly { readonly code: string }[] = [];
  try {
    mappingOf(source);
  } catch (error) {
    if (error instanceof DixianError) issues = error.issues;
  }
  expect(issues).not.toEqual([]);
  if (code !== '') expect(issues.map((each) => each.code).join()).toContain(code);
});
