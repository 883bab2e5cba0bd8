import { code, codes, day, flag, list, month, text } from '../kinds.js';

const RISK_COLUMNS = [1, 2, 3, 4, 5].flatMap((number) => [`致贫/返贫风险${number}`, `致贫返贫风险${number}`]);

/** Events, what a home visit found, and the course of monitoring (POLICY.md §2, §8, §10, §11). */
export const MONITORING_FACTS = {
  reportedSuddenEvent: flag('发生突发事件', 'a sudden event happened', {
    columns: ['是否发生突发事件', '是否突发严重困难'],
  }),
  events: list('items', '突发事件', 'events', {
    type: code('eventType', '事件类型', 'kind of event'),
    naturalDisaster: code('naturalDisaster', '灾害类型', 'kind of disaster'),
    occurredOn: day('发生日期', 'day of the event'),
  }),
  visitedOn: day('入户核实日期', 'day of the home visit', {
    columns: ['入户核实日期', '入户日期', '走访日期'],
  }),
  visitedBy: text('入户核实人', 'who made the home visit', {
    sensitivity: 'personal',
    columns: ['入户核实人', '走访人'],
  }),
  visitRisks: codes('risk', '入户核实的风险', 'risks found on the home visit', {
    columns: [{ names: ['入户核实风险', '核实风险', '入户核实的风险'], noneWords: ['无风险', '未发现风险'] }],
  }),
  ableToCope: flag('自主应对能力', 'can cope by its own means', {
    columns: ['是否有自主应对能力', '自主应对能力', { names: ['是否无法自行解决'], polarity: 'reversed' }],
  }),
  basicLifeInSeriousDifficulty: flag('基本生活出现严重困难', 'basic life is in serious difficulty', {
    columns: ['基本生活是否出现严重困难', '基本生活出现严重困难'],
  }),
  incomeStableByVisit: flag('收入稳定', 'the visit found the income stable', {
    columns: ['收入是否稳定', '收入持续稳定'],
  }),
  rigidSpendingControlled: flag('刚性支出可控', 'rigid spending is under control', {
    columns: ['刚性支出是否可控', '大额刚性支出是否解决'],
  }),
  monitoringStatus: code('monitoringStatus', '监测状态', 'monitoring status', {
    department: '农业农村',
    columns: ['监测状态', '风险是否已消除'],
  }),
  monitoringCategory: code('monitoringCategory', '监测对象类别', 'category of the monitored household', {
    department: '农业农村',
    columns: ['监测对象类别'],
  }),
  identifiedMonth: month('识别监测时间', 'month of identification', {
    department: '农业农村',
    columns: ['识别监测时间', '识别时间', '纳入监测时间'],
  }),
  identifiedRisks: codes('risk', '致贫返贫风险', 'risks at identification', {
    department: '农业农村',
    columns: [{ names: RISK_COLUMNS, noneWords: ['无风险', '未发现风险'] }],
  }),
  identifiedDisaster: code('naturalDisaster', '自然灾害子项', 'kind of disaster at identification', {
    columns: ['自然灾害子项'],
  }),
  removedMonth: month('消除监测时间', 'month of removal', {
    department: '农业农村',
    columns: ['消除监测时间', '风险消除时间'],
  }),
  removalMode: code('removalMode', '风险消除方式', 'how the risk was removed', {
    department: '农业农村',
    columns: ['风险消除方式'],
  }),
  riskGoneNaturally: flag('风险自然消除', 'the risk has gone by itself', { columns: ['风险是否自然消除'] }),
  measures: list('items', '帮扶措施', 'measures', {
    measure: code('measure', '措施类型', 'measure'),
    forRisk: code('risk', '针对风险', 'for which risk'),
    content: code('measureContent', '措施内容', 'content of the measure'),
    status: code('measureStatus', '实施状态', 'status'),
    startedOn: day('开始日期', 'start'),
    endedOn: day('结束日期', 'end'),
  }),
  needsProductionLoan: flag('有发展生产的贷款需求', 'needs a loan for production'),
  cannotWorkAway: flag('有劳动力但无法外出务工', 'has labour that cannot work away from home'),
  wishesTraining: flag('有参加技能培训的意愿', 'wishes for training'),
  relocationFollowUpNeeded: flag('搬迁后仍有困难', 'still in difficulty after relocation'),
  measureCarriedOut: flag('已落实帮扶措施', 'a measure has been carried out', {
    columns: ['是否已落实帮扶措施', '是否落实帮扶措施'],
  }),
};
