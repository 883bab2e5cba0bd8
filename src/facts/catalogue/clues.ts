import { code, codes, count, day, flag, list, money, text } from '../kinds.js';

/** What departments send, and the clues of a case (POLICY.md §7.2). A clue opens a check; it never identifies. */
export const CLUE_FACTS = {
  clues: list('items', '预警线索', 'clues', {
    channel: code('clueChannel', '线索来源', 'channel'),
    receivedOn: day('收到日期', 'day of receipt'),
    department: text('推送部门', 'department'),
    about: code('risk', '涉及风险', 'about which risk'),
  }),
  inpatientSelfPay: money('yuan', '本年住院自付累计', 'inpatient payments of the year so far', {
    department: '医保',
    sensitivity: 'health',
    columns: ['本年住院自付累计', '住院自付费用累计'],
  }),
  outpatientSelfPayMonth: money('yuan', '门诊慢特病当月自付', 'outpatient payments of the month', {
    department: '医保',
    sensitivity: 'health',
  }),
  singleStaySelfPay: money(
    'yuan',
    '单次住院经三重保障后自付',
    'payment for one stay after insurance and assistance',
    { department: '医保', sensitivity: 'health', columns: ['单次住院自付'] },
  ),
  newMajorDisease: flag('新发大病', 'newly found major disease', {
    department: '卫生健康',
    sensitivity: 'health',
  }),
  schoolingCost: money(
    'yuan',
    '本学年学费、住宿费、书本费扣除资助后',
    'schooling cost of the year after support',
    {
      department: '教育',
      columns: ['本学年教育支出', '学年教育费用'],
    },
  ),
  newDisability: flag('新办残疾证', 'newly certified disability', {
    department: '残联',
    sensitivity: 'health',
  }),
  accidentReported: flag('交通事故或刑事案件致伤致残', 'injured in traffic or by a crime', {
    department: '公安',
    sensitivity: 'health',
  }),
  disasterReportedForHousehold: flag('受灾', 'struck by a disaster', { department: '应急管理' }),
  petitionReported: flag('信访反映生活困难', 'difficulty reported by petition', { department: '信访' }),
  socialAssistanceEnded: flag('近期退出低保、特困等救助', 'recently left dibao, tekun or the like', {
    department: '民政',
  }),
  membersWithoutInsurance: count('persons', 0, 50, '医保断缴人数', 'members whose insurance lapsed', {
    department: '医保',
  }),
  clueChannels: codes('clueChannel', '已有线索来源', 'channels of the clues so far'),
};
