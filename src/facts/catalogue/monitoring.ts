import { asked, code, codes, day, flag, list, month, text } from '../kinds.js';

const RISK_COLUMNS = [1, 2, 3, 4, 5].flatMap((number) => [`致贫/返贫风险${number}`, `致贫返贫风险${number}`]);

/** Events, what a home visit found, and the course of monitoring (POLICY.md §2, §8, §10, §11). */
export const MONITORING_FACTS = {
  reportedSuddenEvent: flag('发生突发事件', 'a sudden event happened', {
    question: asked(
      '家里近期有没有发生突发事件（灾害、事故、重大疾病、失业等）？',
      'Has a sudden event (a disaster, an accident, a major illness, loss of work or the like) happened to the household lately?',
    ),
    columns: ['是否发生突发事件', '是否突发严重困难'],
  }),
  events: list(
    'items',
    '突发事件',
    'events',
    {
      type: code('eventType', '事件类型', 'kind of event', {
        question: asked('这件突发事件属于哪种类型？', 'Of which kind was this event?'),
        sensitivity: 'health',
      }),
      naturalDisaster: code('naturalDisaster', '灾害类型', 'kind of disaster', {
        question: asked(
          '这件突发事件如是自然灾害，属于哪种灾害？',
          'If this event was a natural disaster, of which kind was it?',
        ),
      }),
      occurredOn: day('发生日期', 'day of the event', {
        question: asked('这件突发事件是哪天发生的？', 'On which day did this event happen?'),
      }),
    },
    {
      question: asked(
        '家里发生过哪些突发事件（请逐件登记）？',
        'Which sudden events have happened to the household (please list each)?',
      ),
    },
  ),
  visitedOn: day('入户核实日期', 'day of the home visit', {
    question: asked('入户核实是在哪天？', 'On which day was the household visited?'),
    columns: ['入户核实日期', '入户日期', '走访日期'],
  }),
  visitedBy: text('入户核实人', 'who made the home visit', {
    question: asked('入户核实的是谁？', 'Who visited the household?'),
    sensitivity: 'personal',
    columns: ['入户核实人', '走访人'],
  }),
  visitRisks: codes('risk', '入户核实的风险', 'risks found on the home visit', {
    question: asked(
      '入户核实，这户有哪些返贫致贫风险（可以多选）？',
      'Which risks did the home visit find (more than one may hold)?',
    ),
    sensitivity: 'health',
    columns: [{ names: ['入户核实风险', '核实风险', '入户核实的风险'], noneWords: ['无风险', '未发现风险'] }],
  }),
  // A judgement on the household as a whole: no single act of help changes it.
  ableToCope: flag('自主应对能力', 'can cope by its own means', {
    question: asked(
      '对眼下的困难和风险，家里能不能自主应对？',
      'Can the household cope with its present difficulties by its own means?',
    ),
    columns: ['是否有自主应对能力', '自主应对能力', { names: ['是否无法自行解决'], polarity: 'reversed' }],
  }),
  basicLifeInSeriousDifficulty: flag('基本生活出现严重困难', 'basic life is in serious difficulty', {
    question: asked(
      '家里的基本生活有没有出现严重困难？',
      'Is the basic life of the household in serious difficulty?',
    ),
    changeable: true,
    columns: ['基本生活是否出现严重困难', '基本生活出现严重困难'],
  }),
  incomeStableByVisit: flag('收入稳定', 'the visit found the income stable', {
    question: asked(
      '入户核实，家里的收入是否稳定？',
      'Is the income of the household stable, as the visit finds?',
    ),
    changeable: true,
    columns: ['收入是否稳定', '收入持续稳定'],
  }),
  rigidSpendingControlled: flag('刚性支出可控', 'rigid spending is under control', {
    question: asked(
      '家里的刚性支出（看病、上学等）是否可控？',
      'Is the rigid spending of the household (medical, schooling and the like) under control?',
    ),
    changeable: true,
    columns: ['刚性支出是否可控', '大额刚性支出是否解决'],
  }),
  monitoringStatus: code('monitoringStatus', '监测状态', 'monitoring status', {
    question: asked(
      '这户现在的监测状态是哪一种（未纳入、风险未消除、风险已消除）？',
      'What is the monitoring status of this household: not monitored, risk not removed, or risk removed?',
    ),
    department: '农业农村',
    columns: ['监测状态', '风险是否已消除'],
  }),
  monitoringCategory: code('monitoringCategory', '监测对象类别', 'category of the monitored household', {
    question: asked('这户是哪一类监测对象？', 'In which category is this household monitored?'),
    department: '农业农村',
    columns: ['监测对象类别'],
  }),
  identifiedMonth: month('识别监测时间', 'month of identification', {
    question: asked('这户是哪年哪月识别纳入监测的？', 'In which month was this household identified?'),
    department: '农业农村',
    columns: ['识别监测时间', '识别时间', '纳入监测时间'],
  }),
  identifiedRisks: codes('risk', '致贫返贫风险', 'risks at identification', {
    question: asked(
      '这户识别时登记了哪些致贫返贫风险（可以多选）？',
      'Which risks were recorded when this household was identified (more than one may hold)?',
    ),
    sensitivity: 'health',
    department: '农业农村',
    columns: [{ names: RISK_COLUMNS, noneWords: ['无风险', '未发现风险'] }],
  }),
  identifiedDisaster: code('naturalDisaster', '自然灾害子项', 'kind of disaster at identification', {
    question: asked(
      '这户识别时登记的是哪种自然灾害？',
      'Which kind of natural disaster was recorded when this household was identified?',
    ),
    department: '农业农村',
    columns: ['自然灾害子项'],
  }),
  removedMonth: month('消除监测时间', 'month of removal', {
    question: asked('这户的风险是哪年哪月消除的？', 'In which month was the risk of this household removed?'),
    department: '农业农村',
    columns: ['消除监测时间', '风险消除时间'],
  }),
  removalMode: code('removalMode', '风险消除方式', 'how the risk was removed', {
    question: asked(
      '这户的风险是帮扶消除还是自然消除？',
      'Was the risk of this household removed by help, or did it go naturally?',
    ),
    department: '农业农村',
    columns: ['风险消除方式'],
  }),
  riskGoneNaturally: flag('风险自然消除', 'the risk has gone by itself', {
    question: asked('这户的风险是否已经自然消除？', 'Has the risk of this household gone by itself?'),
    columns: ['风险是否自然消除'],
  }),
  measures: list(
    'items',
    '帮扶措施',
    'measures',
    {
      measure: code('measure', '措施类型', 'measure', {
        question: asked('这项帮扶措施属于哪种类型？', 'Of which type is this measure?'),
        department: '农业农村',
        sensitivity: 'health',
      }),
      forRisk: code('risk', '针对风险', 'for which risk', {
        question: asked('这项帮扶措施针对哪种风险？', 'Against which risk is this measure?'),
        department: '农业农村',
        sensitivity: 'health',
      }),
      content: code('measureContent', '措施内容', 'content of the measure', {
        question: asked('这项帮扶措施的内容是什么？', 'What does this measure consist of?'),
        department: '农业农村',
        sensitivity: 'health',
      }),
      status: code('measureStatus', '实施状态', 'status', {
        question: asked(
          '这项帮扶措施是已实施还是尚未实施？',
          'Has this measure been carried out, or not yet?',
        ),
        department: '农业农村',
        changeable: true,
      }),
      startedOn: day('开始日期', 'start', {
        question: asked('这项帮扶措施从哪天开始？', 'On which day does this measure start?'),
        department: '农业农村',
      }),
      endedOn: day('结束日期', 'end', {
        question: asked('这项帮扶措施到哪天结束？', 'On which day does this measure end?'),
        department: '农业农村',
      }),
    },
    {
      question: asked(
        '对这户安排了哪些帮扶措施（请逐项登记）？',
        'Which measures of help were arranged for this household (please list each)?',
      ),
      department: '农业农村',
    },
  ),
  needsProductionLoan: flag('有发展生产的贷款需求', 'needs a loan for production', {
    question: asked('家里发展生产需不需要贷款？', 'Does the household need a loan for production?'),
  }),
  cannotWorkAway: flag('有劳动力但无法外出务工', 'has labour that cannot work away from home', {
    question: asked(
      '家里是不是有劳动力，但无法外出务工？',
      'Does the household have somebody who is able to work but cannot work away from home?',
    ),
  }),
  wishesTraining: flag('有参加技能培训的意愿', 'wishes for training', {
    question: asked(
      '家里有没有人愿意参加技能培训？',
      'Does anybody in the household wish to take part in skills training?',
    ),
  }),
  relocationFollowUpNeeded: flag('搬迁后仍有困难', 'still in difficulty after relocation', {
    question: asked(
      '搬迁以后，家里是否仍有困难？',
      'Is the household still in difficulty after its relocation?',
    ),
    changeable: true,
  }),
  measureCarriedOut: flag('已落实帮扶措施', 'a measure has been carried out', {
    question: asked(
      '对这户有没有已经落实的帮扶措施？',
      'Has a measure of help for this household been carried out?',
    ),
    department: '农业农村',
    changeable: true,
    columns: ['是否已落实帮扶措施', '是否落实帮扶措施'],
  }),
};
