import type { Grid } from './grid.js';

/** A workbook with the households on one sheet and their lists on others. */
export const LIST_WORKBOOK: readonly Grid[] = [
  {
    name: '填写说明',
    rows: [
      ['户编号', '户主姓名', '家庭人口数'],
      ['填户编号', '填姓名', '填数字'],
    ],
  },
  {
    name: '农户',
    rows: [
      ['农户信息登记表（示例，人员均为虚构）'],
      [
        '户编号',
        '户主姓名',
        '户类型',
        '家庭纯收入（元）',
        '合规自付支出（元）',
        '是否有自主应对能力',
        '家庭成员是否登记完整',
        '突发事件是否登记完整',
        '帮扶措施是否登记完整',
        '监测状态',
      ],
      ['A001', '甲某某', '脱贫户', 21_000, 8_000, '否', '是', '是', '是', '风险未消除'],
      ['A002', '乙某某', '一般农户', 60_000, 0, '是', '否', '是', '否', '未纳入'],
      ['A003', '丙某某', '一般农户', null, null, null, null, null, null, '未纳入'],
    ],
    merges: [[1, 1, 1, 10]],
  },
  {
    name: '家庭成员',
    rows: [
      ['户编号', '姓名', '与户主关系', '出生日期', '劳动技能', '健康状况'],
      ['A001', '甲某某', '户主', new Date(Date.UTC(1975, 4, 6)), '普通劳动力', '健康'],
      ['A002', '乙某某', '户主', '1980-07', '技能劳动力', '健康'],
      ['A001', '甲某母', '之母', '19480312', '丧失劳动力', '患有大病'],
      ['A003', '丙某某', '户主', null, null, null],
    ],
  },
  {
    name: '突发事件',
    rows: [
      ['户编号', '事件类型', '灾害类型', '发生日期'],
      ['A001', '突发重大疾病', null, '2024.08.09'],
      [null, '自然灾害', '洪涝', '2024-09'],
      ['合计', '2起'],
    ],
  },
  {
    name: '帮扶措施',
    rows: [
      ['户编号', '措施类型', '措施内容', '针对风险', '实施状态', '开始日期'],
      ['A001', '健康帮扶', '医疗救助', '因病', '已实施', '2024-09-01'],
      [null, '综合保障', '低保', null, '尚未实施', null],
    ],
    merges: [[2, 1, 3, 1]],
  },
  { name: '选项', hidden: true, rows: [['户类型'], ['脱贫户'], ['一般农户']] },
];

const member = (name: string, relation: string, more: object = {}) => ({ name, relation, ...more });
const alone = (code: string) => ({ complete: true, items: [code] });

/** Its households, written by hand: an event without a household leaves no list of events complete. */
export const LIST_HOUSEHOLDS: readonly Readonly<Record<string, unknown>>[] = [
  {
    householdId: 'A001',
    headName: '甲某某',
    householdKind: '脱贫户',
    reportedNetIncome: 21_000,
    reportedEligibleSpending: 8_000,
    ableToCope: false,
    monitoringStatus: '风险未消除',
    members: {
      complete: true,
      items: [
        member('甲某某', '户主', {
          birthDate: '1975-05-06',
          labourAbility: '普通劳动力',
          healthStates: alone('健康'),
        }),
        member('甲某母', '之母', {
          birthDate: '1948-03-12',
          labourAbility: '丧失劳动力',
          healthStates: alone('患有大病'),
        }),
      ],
    },
    events: { complete: false, items: [{ type: '突发重大疾病', occurredOn: '2024-08-09' }] },
    measures: {
      complete: true,
      items: [
        {
          measure: '健康帮扶',
          content: '医疗救助',
          forRisk: '因病',
          status: '已实施',
          startedOn: '2024-09-01',
        },
        { measure: '综合保障', content: '低保', status: '尚未实施' },
      ],
    },
  },
  {
    householdId: 'A002',
    headName: '乙某某',
    householdKind: '一般农户',
    reportedNetIncome: 60_000,
    reportedEligibleSpending: 0,
    ableToCope: true,
    monitoringStatus: '未纳入',
    members: {
      complete: false,
      items: [
        member('乙某某', '户主', {
          birthDate: '1980-07',
          labourAbility: '技能劳动力',
          healthStates: alone('健康'),
        }),
      ],
    },
  },
  {
    householdId: 'A003',
    headName: '丙某某',
    householdKind: '一般农户',
    monitoringStatus: '未纳入',
    members: { complete: false, items: [member('丙某某', '户主')] },
  },
];
