import { asked, code, count, list, money, month, text } from '../kinds.js';

/**
 * Income, costs, claims and eligible spending (POLICY.md §4). Totals are for twelve whole months, named by
 * `incomeFromMonth` and `incomeToMonth`; single amounts carry their own months.
 */
export const INCOME_FACTS = {
  incomeFromMonth: month('收入核算起始月', 'first month of the income figures', {
    question: asked(
      '这次核算的收入从哪年哪月算起？',
      'From which month on do the income figures of the household run?',
    ),
    columns: ['收入核算起始月', '收入起始月'],
  }),
  incomeToMonth: month('收入核算截止月', 'last month of the income figures', {
    question: asked(
      '这次核算的收入算到哪年哪月为止？',
      'Up to which month do the income figures of the household run?',
    ),
    columns: ['收入核算截止月', '收入截止月'],
  }),
  reportedWageIncome: money('yuanPerYear', '工资性收入', 'wage income, as recorded', {
    question: asked(
      '近12个月全家工资性收入（务工、公益性岗位等）是多少元？',
      'How many yuan of wage income did the household have in the last twelve months?',
    ),
    changeable: true,
    columns: ['工资性收入'],
  }),
  reportedBusinessIncome: money('yuanPerYear', '生产经营性收入', 'business income, as recorded', {
    question: asked(
      '近12个月全家生产经营性收入（种植、养殖、林果等）是多少元？',
      'How many yuan of business income (crops, livestock and the like) did the household have in the last twelve months?',
    ),
    changeable: true,
    columns: ['生产经营性收入', '家庭经营性收入', '经营性收入'],
  }),
  reportedPropertyIncome: money('yuanPerYear', '财产性收入', 'property income, as recorded', {
    question: asked(
      '近12个月全家财产性收入（土地流转、分红等）是多少元？',
      'How many yuan of property income (land transfer, dividends and the like) did the household have in the last twelve months?',
    ),
    changeable: true,
    columns: ['财产性收入'],
  }),
  reportedTransferIncome: money('yuanPerYear', '转移性收入', 'transfer income, as recorded', {
    question: asked(
      '近12个月全家转移性收入（养老金、补贴、低保金、赡养费等）是多少元？',
      'How many yuan of transfer income (pensions, subsidies, dibao, support from children and the like) did the household have in the last twelve months?',
    ),
    changeable: true,
    columns: ['转移性收入'],
  }),
  reportedBusinessCost: money('yuanPerYear', '生产经营性支出', 'business costs, as recorded', {
    question: asked(
      '近12个月全家生产经营性支出（种植、养殖、林果等成本）是多少元？',
      'How many yuan did the household spend on its business (crops, livestock and the like) in the last twelve months?',
    ),
    changeable: true,
    columns: ['生产经营性支出', '生产经营性支出合计', '经营性支出'],
  }),
  reportedNetIncome: money('yuanPerYear', '家庭纯收入', 'net income of the household, as recorded', {
    question: asked(
      '近12个月全家纯收入是多少元？',
      'How many yuan was the net income of the household in the last twelve months?',
    ),
    changeable: true,
    minimum: -1_000_000_000,
    columns: ['家庭纯收入', '纯收入'],
  }),
  reportedNetIncomePerPerson: money(
    'yuanPerPersonYear',
    '家庭人均纯收入',
    'net income per person, as recorded',
    {
      question: asked(
        '近12个月家里人均纯收入是多少元？',
        'How many yuan was the net income per person of the household in the last twelve months?',
      ),
      changeable: true,
      minimum: -1_000_000_000,
      columns: ['家庭人均纯收入', '人均纯收入', '年人均纯收入'],
    },
  ),
  reportedClaims: money('yuanPerYear', '理赔收入', 'insurance claims received, as recorded', {
    question: asked(
      '近12个月全家收到的保险理赔一共是多少元？',
      'How many yuan of insurance claims did the household receive in the last twelve months?',
    ),
    changeable: true,
    department: '医保',
    columns: ['理赔收入', '家庭理赔收入'],
  }),
  reportedEligibleSpending: money(
    'yuanPerYear',
    '合规自付支出',
    'eligible out-of-pocket spending, as recorded',
    {
      question: asked(
        '近12个月全家扣除报销和救助后，合规自付支出是多少元？',
        'How many yuan of eligible spending did the household pay out of its own pocket in the last twelve months, after insurance and assistance?',
      ),
      changeable: true,
      department: '医保',
      columns: ['合规自付支出', '家庭合规自付支出'],
    },
  ),
  reportedReferenceIncomePerPerson: money(
    'yuanPerPersonYear',
    '纳入监测对象的人均收入参考范围',
    'reference income per person, as recorded',
    {
      question: asked(
        '登记的纳入监测对象人均收入参考范围是每人每年多少元？',
        'How many yuan a person and year is the reference income on record?',
      ),
      changeable: true,
      minimum: -1_000_000_000,
      columns: ['纳入监测对象的人均收入参考范围', '纳入监测对象的（人均）收入参考范围', '人均收入参考范围'],
    },
  ),
  necessaryJobCost: money('yuanPerYear', '必要就业成本', 'necessary cost of having the job', {
    question: asked(
      '近12个月全家的必要就业成本是多少元？',
      'How many yuan did having a job necessarily cost the household in the last twelve months?',
    ),
    changeable: true,
    department: '民政',
  }),
  publicPostIncome: money('yuanPerYear', '公益性岗位收入', 'income from public-welfare posts', {
    question: asked(
      '近12个月全家公益性岗位收入是多少元？',
      'How many yuan did the household earn in public-welfare posts in the last twelve months?',
    ),
    changeable: true,
    department: '人力资源社会保障',
  }),
  policyTransferIncome: money('yuanPerYear', '政策性转移收入', 'transfers from policy', {
    question: asked(
      '近12个月全家政策性转移收入是多少元？',
      'How many yuan of transfers from policy did the household receive in the last twelve months?',
    ),
    changeable: true,
    department: '农业农村',
  }),
  // Not changeable: work ends a row of months without income, but does not make it one month shorter.
  monthsWithoutIncome: count('months', 0, 600, '连续无收入月数', 'months in a row without income', {
    question: asked(
      '家里到现在已经连续几个月没有收入？',
      'For how many months in a row has the household been without income?',
    ),
    department: '人力资源社会保障',
  }),
  incomes: list(
    'items',
    '收入明细',
    'income by item',
    {
      // 残疾人补贴 is one of the items, but as `health` it would hide every income, since all are sums over items.
      item: code('incomeItem', '收入项目', 'item', {
        question: asked('这笔收入属于哪个收入项目？', 'To which item does this income belong?'),
        sensitivity: 'personal',
      }),
      amount: money('yuanPerYear', '金额', 'amount in the year', {
        question: asked('这笔收入一年是多少元？', 'How many yuan was this income in the year?'),
        changeable: true,
      }),
      fromMonth: month('起始月', 'first month', {
        question: asked('这笔收入从哪年哪月算起？', 'From which month on does this income count?'),
      }),
      toMonth: month('截止月', 'last month', {
        question: asked('这笔收入算到哪年哪月为止？', 'Up to which month does this income count?'),
      }),
      memberId: text('人口编号', 'member number', {
        question: asked(
          '这笔收入是哪位家庭成员的（填人口编号）？',
          'To which member, by number, does this income belong?',
        ),
        sensitivity: 'personal',
      }),
    },
    {
      question: asked(
        '近12个月全家有哪些收入（请逐笔登记）？',
        'What income did the household have in the last twelve months (please list each item)?',
      ),
    },
  ),
  costs: list(
    'items',
    '经营支出明细',
    'business costs by item',
    {
      item: code('costItem', '支出项目', 'item', {
        question: asked('这笔经营支出属于哪个支出项目？', 'To which item does this business cost belong?'),
      }),
      amount: money('yuanPerYear', '金额', 'amount in the year', {
        question: asked('这笔经营支出一年是多少元？', 'How many yuan was this business cost in the year?'),
        changeable: true,
      }),
      fromMonth: month('起始月', 'first month', {
        question: asked('这笔经营支出从哪年哪月算起？', 'From which month on does this business cost count?'),
      }),
      toMonth: month('截止月', 'last month', {
        question: asked('这笔经营支出算到哪年哪月为止？', 'Up to which month does this business cost count?'),
      }),
    },
    {
      question: asked(
        '近12个月全家有哪些生产经营支出（请逐笔登记）？',
        'What business costs did the household have in the last twelve months (please list each item)?',
      ),
    },
  ),
  claims: list(
    'items',
    '理赔明细',
    'claims received',
    {
      amount: money('yuanPerYear', '金额', 'amount in the year', {
        question: asked('这笔保险理赔是多少元？', 'How many yuan was this claim in the year?'),
        changeable: true,
      }),
      fromMonth: month('起始月', 'first month', {
        question: asked('这笔保险理赔从哪年哪月算起？', 'From which month on does this claim count?'),
      }),
      toMonth: month('截止月', 'last month', {
        question: asked('这笔保险理赔算到哪年哪月为止？', 'Up to which month does this claim count?'),
      }),
    },
    {
      question: asked(
        '近12个月全家收到了哪些保险理赔（请逐笔登记）？',
        'Which insurance claims did the household receive in the last twelve months (please list each)?',
      ),
    },
  ),
  spending: list(
    'items',
    '合规自付支出明细',
    'eligible out-of-pocket spending by heading',
    {
      heading: code('spendingHeading', '支出项目', 'heading', {
        question: asked('这笔自付支出属于哪个支出项目？', 'To which heading does this spending belong?'),
        sensitivity: 'health',
      }),
      amount: money('yuanPerYear', '金额', 'amount in the year', {
        question: asked(
          '这笔支出扣除报销和救助后，一年自付多少元？',
          'How many yuan of this spending did the household pay itself in the year, after insurance and assistance?',
        ),
        changeable: true,
      }),
      fromMonth: month('起始月', 'first month', {
        question: asked('这笔自付支出从哪年哪月算起？', 'From which month on does this spending count?'),
      }),
      toMonth: month('截止月', 'last month', {
        question: asked('这笔自付支出算到哪年哪月为止？', 'Up to which month does this spending count?'),
      }),
    },
    {
      question: asked(
        '近12个月全家有哪些合规自付支出（请逐笔登记）？',
        'What eligible spending did the household pay out of its own pocket in the last twelve months (please list each item)?',
      ),
    },
  ),
  // Observations of months gone by: recorded when they were made, and not to be changed afterwards.
  observedIncomes: list(
    'months',
    '收入监测记录',
    'observed incomes',
    {
      month: month('监测月份', 'month of observation', {
        question: asked('这次收入监测是在哪年哪月？', 'In which month was this observation of income made?'),
        department: '农业农村',
      }),
      netIncomePerPerson: money(
        'yuanPerPersonYear',
        '人均纯收入',
        'net income per person in the twelve months to then',
        {
          question: asked(
            '到这个监测月份为止的12个月，家里人均纯收入是多少元？',
            'How many yuan was the net income per person in the twelve months up to this observation?',
          ),
          department: '农业农村',
          minimum: -1_000_000_000,
        },
      ),
    },
    {
      question: asked(
        '这户有哪些收入监测记录（请逐月登记）？',
        'Which observations of the income of this household are on record (please list each month)?',
      ),
      department: '农业农村',
    },
  ),
};
