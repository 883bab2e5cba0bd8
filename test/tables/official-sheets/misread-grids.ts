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
    '单位：人 万元',
    '（户 万元）',
    '收入均系万元',
    '人均收入五千元以下、七千八百元以上',
    '单位：元（收入除外）',
    '万元为计量单位',
    '单位：萬元',
    '填报单位：某镇 单位：万元',
    '金额单位：万元人民币',
    '2024年台账（单位：万元）',
    '万元乡农户名单',
    '人均收入1.5万元以下农户名单',
    '人均收入八千元以下农户名单',
    '万元增收行动农户名单',
    '收入单位：元',
    '单位：元（其中人口单位：人）',
    '2024年三季度台账',
    '填报单位：',
    '填报单位（盖章）：',
    '镇（街道）：甲镇',
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
    ['填报单位：甲镇', null, null, '2024年11月'],
    ['2024年', null, null, null, null, '单位：万元'],
    ['核算年度：', null, null, '2024年'],
    ['填报月份：', null, null, null, '2024年度'],
  ].map((cells) => ({ rows: above(...cells) })),
  merged(above('2024年某县名单', null, null, null, null, '单位：元'), [1, 1, 1, 5]),
  ...['2023年', '2023年度', '2024年11月', '前三季度：', '1-6月：', '核算年度：'].flatMap((group) =>
    ['单位：元', '填报单位：甲镇', null].map((beside) =>
      merged(above(beside, null, null, group), [1, 4, 1, 5]),
    ),
  ),
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
    ...['全镇', '李小计', '王汇总', '计小平', '合计2户', '合计：', '汇总', '人均', '村小计', '甲村合计'].map(
      (name) => ['0003', name, 3, 9, 0, '共3人'],
    ),
    ...['计001', '汇总1', '总12', '注', '示例'].map((number) => [number, '丙', 3, 9]),
    ['注：人均收入七千八百元以下的农户'],
    ['2.自付五千元以上的填写'],
    ['备注：享受万元增收行动的农户'],
    ['一组'],
    [null, '第二组'],
    ['丙', '收入单位：元'],
    ['0003', '收入单位：万元'],
    ['丙', '收入单位：万元'],
    ['举例', '丙', 3],
  ].map((cells) => ({ rows: between(...cells) })),
  merged(between('0003', '丙', '整户外出，未入户'), [3, 3, 3, 6]),
  merged(between('甲村'), [3, 1, 3, 6]),
  merged(between('甲村', null, null, null, null, '核'), [3, 1, 3, 5]),
  merged(between('0003', '丙', null, 3), [3, 2, 3, 3]),
  merged(between('注', '本表由村填写，逐户核对'), [3, 2, 3, 6]),
  ...['（上年）', '2023年', '上年度', '（元）'].map((text) => ({
    rows: [NAMES, [null, null, null, text], ROW, NEXT],
  })),
  ...['单位：万元', '填报单位：某镇　　单位：元', '填报单位：某镇　　单位：万元', '单位：万元 备注'].flatMap(
    (text) => [
      { rows: [[...NAMES, text], ROW, NEXT] },
      { rows: [['约3', null, null, null, null, null, text], [...NAMES, '备注'], ROW, NEXT] },
      { rows: [[null, null, '约3', null, null, null, text], [...NAMES, '备注'], ROW, NEXT] },
    ],
  ),
  { rows: [['单位：元'], NAMES, ROW, ['注：收入单位为万元']] },
  { rows: [NAMES.map((name) => name.replace('收入', '收入（元）')), ROW, ['注：支出单位为万元']] },
  {
    rows: [
      ['户编号', '家庭纯收入', '是', '否', '有', '无'],
      ['0001', 9, '否', '是'],
      ['是', '否', '是', '否'],
    ],
  },
];
