import type { Grid, GridCell } from './grid.js';

type Cells = readonly GridCell[];
type Merge = readonly [number, number, number, number];

const TITLE = '甲山镇防止返贫致贫监测对象台账（示例，人员均为虚构）';
const WIDTH = 17;
const row = (...cells: Cells): Cells => [
  ...cells,
  ...Array.from({ length: WIDTH - cells.length }, () => null),
];

const UPPER = row(
  '序号',
  '基本信息',
  null,
  null,
  null,
  '收入情况',
  null,
  null,
  null,
  '“两不愁三保障”情况',
  null,
  null,
  '监测情况',
  null,
  '风险消除后',
  null,
  '备注',
);
const LOWER = row(
  ...[null, '户编号', '户主姓名', '家庭人口数', '劳动力人数'],
  ...['工资性收入', '生产经营性收入', '转移性收入', '人均纯收入'],
  ...['住房安全', '是否饮水出现安全问题', '是否义务教育阶段适龄儿童少年失学辍学'],
  ...['监测对象类别', '识别时间', '家庭纯收入', '人均纯收入', null],
);
const ROWS: readonly Cells[] = [
  row(TITLE),
  row('填报单位：甲山镇人民政府', ...Array.from({ length: 14 }, () => null), '单位：万元'),
  UPPER,
  LOWER,
  row(...Array.from({ length: WIDTH }, (_, place) => place + 1)),
  row('甲山一村'),
  row(
    1,
    '000101',
    '甲某某',
    4,
    2,
    1.2,
    0.8,
    '0.15',
    0.5375,
    '是',
    '否',
    '否',
    '脱贫不稳定户',
    '2023.10',
    null,
    null,
    '已走访',
  ),
  row(2, '000102', '乙某某', 3, '', 2.4, '/', 0.1, '7800元', '否', '', '否', '', '', 99, 33),
  row('小计', null, null, 7, 2, 3.6, 0.8, 0.25),
  row('甲山二村'),
  row(
    3,
    '000201',
    '丙某某',
    2,
    1,
    0,
    '约2',
    0.3,
    0.62,
    '已改造',
    '√',
    '×',
    '突发严重困难户',
    '2024年3月',
    1,
    0.5,
  ),
  row('合计', null, null, 9, 3, 3.6, 0.8, 0.55),
  row('填表人：甲', null, null, '审核人：乙', null, null, null, '填表日期：2024年11月1日'),
];
const MERGES: readonly Merge[] = [
  [1, 1, 1, WIDTH],
  [2, 1, 2, 8],
  [2, 16, 2, 17],
  [3, 1, 4, 1],
  [3, 2, 3, 5],
  [3, 6, 3, 9],
  [3, 10, 3, 12],
  [3, 13, 3, 14],
  [3, 15, 3, 16],
  [3, 17, 4, 17],
  [6, 1, 6, WIDTH],
  [10, 1, 10, WIDTH],
];

/** The ledger of a township: title, office and unit, a header of two rows, villages as headings, sums, signatures. */
export const LOCAL_LEDGER: Grid = { name: '台账', rows: ROWS, merges: MERGES };

/** The households of the ledger, written by hand. */
export const LEDGER_HOUSEHOLDS: readonly Readonly<Record<string, unknown>>[] = [
  {
    householdId: '000101',
    headName: '甲某某',
    reportedMemberCount: 4,
    reportedLabourCount: 2,
    reportedWageIncome: 12_000,
    reportedBusinessIncome: 8_000,
    reportedTransferIncome: 1_500,
    reportedNetIncomePerPerson: 5_375,
    housingProblem: false,
    waterProblem: false,
    educationDropout: false,
    monitoringCategory: '脱贫不稳定户',
    identifiedMonth: '2023-10',
  },
  {
    householdId: '000102',
    headName: '乙某某',
    reportedMemberCount: 3,
    reportedWageIncome: 24_000,
    reportedTransferIncome: 1_000,
    reportedNetIncomePerPerson: 7_800,
    housingProblem: true,
    educationDropout: false,
  },
  {
    householdId: '000201',
    headName: '丙某某',
    reportedMemberCount: 2,
    reportedLabourCount: 1,
    reportedWageIncome: 0,
    reportedTransferIncome: 3_000,
    reportedNetIncomePerPerson: 6_200,
    waterProblem: true,
    educationDropout: false,
    monitoringCategory: '突发严重困难户',
    identifiedMonth: '2024-03',
  },
];

/** The rows of the households in the sheet, and what is told of them. */
export const LEDGER_ROWS = [7, 8, 11];
export const LEDGER_ISSUES = [
  { row: 11, column: '收入情况/生产经营性收入' },
  { row: 11, column: '“两不愁三保障”情况/住房安全' },
];

const person = (...cells: Cells): Cells => [...Array.from({ length: 6 }, () => null), ...cells];

/** A ledger in which the cells of a household are merged over its persons. */
export const LEDGER_OF_PERSONS: Grid = {
  name: '台账',
  rows: [
    ['甲山一村监测户人员台账（示例，人员均为虚构）'],
    ['户信息', null, null, null, null, null, '家庭成员情况'],
    [
      '序号',
      '户编号',
      '户主姓名',
      '家庭人口数',
      '纯收入（万元）',
      '是否危房户',
      '姓名',
      '与户主关系',
      '证件号码',
      '健康状况',
      '劳动能力',
    ],
    [
      1,
      '000301',
      '丁某某',
      3,
      2.1,
      '否',
      '丁某某',
      '户主',
      '62000019600101003X',
      '长期慢性病患者',
      '弱劳动力或半劳动力',
    ],
    person('丁某妻', '配偶', '620000196202020044', '健康', '普通劳动力'),
    person('丁某孙', '之孙子/女', null, '健康', null),
    [2, '000302', '戊某某', 1, null, '是', '戊某某', '户主', '620000195001010011', '健康、残疾', '无劳动力'],
  ],
  merges: [
    [1, 1, 1, 11],
    [2, 1, 2, 6],
    [2, 7, 2, 11],
    ...Array.from({ length: 6 }, (_, column): Merge => [4, column + 1, 6, column + 1]),
  ],
};

/** Its households, written by hand. */
export const HOUSEHOLDS_OF_PERSONS: readonly Readonly<Record<string, unknown>>[] = [
  {
    householdId: '000301',
    headName: '丁某某',
    reportedMemberCount: 3,
    reportedNetIncome: 21_000,
    housingProblem: false,
    members: {
      complete: false,
      items: [
        {
          name: '丁某某',
          relation: '户主',
          idNumber: '62000019600101003X',
          healthStates: { complete: true, items: ['长期慢性病'] },
          labourAbility: '弱劳动力或半劳动力',
        },
        {
          name: '丁某妻',
          relation: '配偶',
          idNumber: '620000196202020044',
          healthStates: { complete: true, items: ['健康'] },
          labourAbility: '普通劳动力',
        },
        { name: '丁某孙', relation: '之孙子/女', healthStates: { complete: true, items: ['健康'] } },
      ],
    },
  },
  {
    householdId: '000302',
    headName: '戊某某',
    reportedMemberCount: 1,
    housingProblem: true,
    members: {
      complete: false,
      items: [
        {
          name: '戊某某',
          relation: '户主',
          idNumber: '620000195001010011',
          healthStates: { complete: true, items: ['健康', '残疾'] },
          labourAbility: '无劳动力',
        },
      ],
    },
  },
];
