import { asked, code, codes, count, day, flag, list, money, text } from '../kinds.js';

/** What departments send, and the clues of a case (POLICY.md §7.2). A clue opens a check; it never identifies. */
export const CLUE_FACTS = {
  clues: list(
    'items',
    '预警线索',
    'clues',
    {
      channel: code('clueChannel', '线索来源', 'channel', {
        question: asked(
          '这条线索来自哪个渠道（本人申请、基层排查、部门预警）？',
          "Through which channel did this clue come: own application, grass-roots check, or a department's warning?",
        ),
        department: '农业农村',
      }),
      receivedOn: day('收到日期', 'day of receipt', {
        question: asked('这条线索是哪天收到的？', 'On which day was this clue received?'),
        department: '农业农村',
      }),
      department: text('推送部门', 'department', {
        question: asked('这条线索是哪个部门推送的？', 'Which department sent this clue?'),
        department: '农业农村',
      }),
      about: code('risk', '涉及风险', 'about which risk', {
        question: asked('这条线索涉及哪种风险？', 'Which risk is this clue about?'),
        department: '农业农村',
        sensitivity: 'health',
      }),
    },
    {
      question: asked(
        '收到过关于这户的哪些预警线索（请逐条登记）？',
        'Which clues about this household were received (please list each)?',
      ),
      department: '农业农村',
    },
  ),
  inpatientSelfPay: money('yuan', '本年住院自付累计', 'inpatient payments of the year so far', {
    question: asked(
      '本年到现在，住院自付费用累计是多少元？',
      'How many yuan did the household pay itself for stays in hospital this year so far?',
    ),
    department: '医保',
    sensitivity: 'health',
    columns: ['本年住院自付累计', '住院自付费用累计'],
  }),
  outpatientSelfPayMonth: money('yuan', '门诊慢特病当月自付', 'outpatient payments of the month', {
    question: asked(
      '当月门诊慢特病自付费用是多少元？',
      'How many yuan did the household pay itself for outpatient treatment of chronic and special diseases this month?',
    ),
    department: '医保',
    sensitivity: 'health',
  }),
  singleStaySelfPay: money(
    'yuan',
    '单次住院经三重保障后自付',
    'payment for one stay after insurance and assistance',
    {
      question: asked(
        '单次住院经基本医疗保险、大病保险、医疗救助后，自付多少元？',
        'How many yuan did the household pay itself for one stay in hospital, after insurance and assistance?',
      ),
      department: '医保',
      sensitivity: 'health',
      columns: ['单次住院自付'],
    },
  ),
  newMajorDisease: flag('新发大病', 'newly found major disease', {
    question: asked(
      '近期有没有家庭成员新发大病？',
      'Has a major disease newly been found in a member of the household?',
    ),
    department: '卫生健康',
    sensitivity: 'health',
  }),
  schoolingCost: money(
    'yuan',
    '本学年学费、住宿费、书本费扣除资助后',
    'schooling cost of the year after support',
    {
      question: asked(
        '本学年学费、住宿费、书本费，扣除资助后一共是多少元？',
        'How many yuan are tuition, boarding and books of this school year, after support?',
      ),
      changeable: true,
      department: '教育',
      columns: ['本学年教育支出', '学年教育费用'],
    },
  ),
  newDisability: flag('新办残疾证', 'newly certified disability', {
    question: asked(
      '近期有没有家庭成员新办残疾证？',
      'Has a member of the household newly received a disability certificate?',
    ),
    department: '残联',
    sensitivity: 'health',
  }),
  accidentReported: flag('交通事故或刑事案件致伤致残', 'injured in traffic or by a crime', {
    question: asked(
      '有没有家庭成员因交通事故或刑事案件受伤、致残？',
      'Has a member of the household been injured or disabled in traffic or by a crime?',
    ),
    department: '公安',
    sensitivity: 'health',
  }),
  disasterReportedForHousehold: flag('受灾', 'struck by a disaster', {
    question: asked('这户有没有受灾？', 'Has this household been struck by a disaster?'),
    department: '应急管理',
  }),
  petitionReported: flag('信访反映生活困难', 'difficulty reported by petition', {
    question: asked(
      '有没有信访反映这户生活困难？',
      'Has a petition reported that this household is in difficulty?',
    ),
    department: '信访',
  }),
  socialAssistanceEnded: flag('近期退出低保、特困等救助', 'recently left dibao, tekun or the like', {
    question: asked(
      '这户近期有没有退出低保、特困等救助？',
      'Has this household recently left dibao, tekun or the like?',
    ),
    department: '民政',
  }),
  membersWithoutInsurance: count('persons', 0, 50, '医保断缴人数', 'members whose insurance lapsed', {
    question: asked(
      '家里医保断缴的有几人？',
      'For how many persons of this household has the medical insurance lapsed?',
    ),
    changeable: true,
    department: '医保',
  }),
  clueChannels: codes('clueChannel', '已有线索来源', 'channels of the clues so far', {
    question: asked(
      '这户已有的线索来自哪些渠道（可以多选）？',
      'Through which channels have clues about this household come so far (more than one may hold)?',
    ),
    department: '农业农村',
  }),
};
