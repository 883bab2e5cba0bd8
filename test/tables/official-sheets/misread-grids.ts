import type { Grid, GridCell } from './grid.js';

const NAMES = ['户编号', '户主姓名', '家庭人口数', '家庭纯收入', '合规自付支出', '是否危房户'];
const ROW: readonly GridCell[] = ['0001', '甲某某', 1, 9, 1_260, '否'];
const NEXT: readonly GridCell[] = ['0002', '乙某某', 2, 8, 3, '是'];
const above = (...cells: readonly GridCell[]): Grid['rows'] => [cells, NAMES, ROW, NEXT];
const between = (...cells: readonly GridCell[]): Grid['rows'] => [NAMES, ROW, cells, NEXT];
const merged = (rows: Grid['rows'], ...merges: NonNullable<Grid['merges']>): Grid => ({ rows, merges });

/** Sheets with a row a household of which more was read once than they say. */
export const MISREAD_GRIDS: readonly Grid[] = [
  ...[
    '收入单位：万元，支出单位：元',
    '单位：万元（人均收入为元）',
    '收入以万元计',
    '单位：元（收入除外）',
    '万元为计量单位',
    '单位：萬元',
    '填报单位：某镇 单位：万元',
    '金额单位：万元人民币',
    '2024年台账（单位：万元）',
    '万元乡农户名单',
    '人均收入1.5万元以下农户名单',
    '填报单位：',
  ].map((text) => ({ rows: above(text) })),
  ...[
    '上年度：',
    '上年收入：',
    '2023年',
    '上年收入（单位：元）',
    '收支情况（单位：万元）',
    '2024年1月',
  ].flatMap((group) => [
    merged(above(null, null, null, group), [1, 4, 1, 5]),
    { rows: above(null, null, null, group) },
  ]),
  ...[
    ['某县名单', null, null, null, null, '单位：万元'],
    ['甲山镇监测台账', null, null, null, '2024/11/1'],
    [null, null, null, '2024年11月1日'],
    ['某县名单', null, null, null, '第1页', '附件1'],
    ['甲', null, null, null, '乙'],
  ].map((cells) => ({ rows: above(...cells) })),
  merged(above('2024年某县名单', null, null, null, null, '单位：元'), [1, 1, 1, 5]),
  merged(above('上年情况', null, null, null, null, '单位：元'), [1, 1, 1, 5]),
  ...[
    [null, null, null, '单位：万元'],
    [null, null, '万'],
    [null, '以上金额单位为万元'],
    ['1.收入单位为万元'],
    ['汇总', null, 3],
    ['0001 汇总', null, 3],
    ['甲村（1户）', null, 3],
    ['共1户'],
    ['0001', '合计', 3, 9],
    ['0003', null, 3, 9, '收入已汇总'],
    ['0003', '丙', 3, 9, '收入已汇总'],
    ['本表共2户5人。'],
    ['第2页 共3页'],
    ['例：0003', '丙'],
    [null, '王建社'],
    [null, '张三'],
    [null, '张家湾子村'],
    [null, null, null, null, null, null, '王五'],
    ['2024年9月1日'],
    NAMES,
    ['户编号', '户主姓名', '家庭人口数', '合规自付支出', '家庭纯收入', '是否危房户'],
    ['户编号', '户主姓名', '家庭人口数', '家庭纯收入（万元）', '合规自付支出', '是否危房户'],
    ['户编号', '户主姓名'],
    ['0003', '丙', '2000①', '9000¹', '②', '①'],
  ].map((cells) => ({ rows: between(...cells) })),
  merged(between('0003', '丙', '整户外出，未入户'), [3, 3, 3, 6]),
  merged(between('甲村'), [3, 1, 3, 6]),
  merged(between('甲村', null, null, null, null, '核'), [3, 1, 3, 5]),
  merged(between('0003', '丙', null, 3), [3, 2, 3, 3]),
  ...['（上年）', '2023年', '上年度', '（元）'].map((text) => ({
    rows: [NAMES, [null, null, null, text], ROW, NEXT],
  })),
  { rows: [[...NAMES, '单位：万元'], ROW, NEXT] },
  { rows: [['单位：元'], NAMES, ROW, ['注：收入单位为万元']] },
];
