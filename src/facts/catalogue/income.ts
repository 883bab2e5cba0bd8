import { code, count, list, money, month, text } from '../kinds.js';

/**
 * Income, costs, claims and eligible spending (POLICY.md §4). Totals are for twelve whole months, named by
 * `incomeFromMonth` and `incomeToMonth`; single amounts carry their own months.
 */
export const INCOME_FACTS = {
  incomeFromMonth: month('收入核算起始月', 'first month of the income figures', {
    columns: ['收入核算起始月', '收入起始月'],
  }),
  incomeToMonth: month('收入核算截止月', 'last month of the income figures', {
    columns: ['收入核算截止月', '收入截止月'],
  }),
  reportedWageIncome: money('yuanPerYear', '工资性收入', 'wage income, as recorded', {
    columns: ['工资性收入'],
  }),
  reportedBusinessIncome: money('yuanPerYear', '生产经营性收入', 'business income, as recorded', {
    columns: ['生产经营性收入', '家庭经营性收入', '经营性收入'],
  }),
  reportedPropertyIncome: money('yuanPerYear', '财产性收入', 'property income, as recorded', {
    columns: ['财产性收入'],
  }),
  reportedTransferIncome: money('yuanPerYear', '转移性收入', 'transfer income, as recorded', {
    columns: ['转移性收入'],
  }),
  reportedBusinessCost: money('yuanPerYear', '生产经营性支出', 'business costs, as recorded', {
    columns: ['生产经营性支出', '生产经营性支出合计', '经营性支出'],
  }),
  reportedNetIncome: money('yuanPerYear', '家庭纯收入', 'net income of the household, as recorded', {
    minimum: -1_000_000_000,
    columns: ['家庭纯收入', '纯收入'],
  }),
  reportedNetIncomePerPerson: money(
    'yuanPerPersonYear',
    '家庭人均纯收入',
    'net income per person, as recorded',
    {
      minimum: -1_000_000_000,
      columns: ['家庭人均纯收入', '人均纯收入', '年人均纯收入'],
    },
  ),
  reportedClaims: money('yuanPerYear', '理赔收入', 'insurance claims received, as recorded', {
    department: '医保',
    columns: ['理赔收入', '家庭理赔收入'],
  }),
  reportedEligibleSpending: money(
    'yuanPerYear',
    '合规自付支出',
    'eligible out-of-pocket spending, as recorded',
    {
      department: '医保',
      columns: ['合规自付支出', '家庭合规自付支出'],
    },
  ),
  reportedReferenceIncomePerPerson: money(
    'yuanPerPersonYear',
    '纳入监测对象的人均收入参考范围',
    'reference income per person, as recorded',
    {
      minimum: -1_000_000_000,
      columns: ['纳入监测对象的人均收入参考范围', '人均收入参考范围'],
    },
  ),
  necessaryJobCost: money('yuanPerYear', '必要就业成本', 'necessary cost of having the job', {
    department: '民政',
  }),
  publicPostIncome: money('yuanPerYear', '公益性岗位收入', 'income from public-welfare posts', {
    department: '人力资源社会保障',
  }),
  policyTransferIncome: money('yuanPerYear', '政策性转移收入', 'transfers from policy', {
    department: '农业农村',
  }),
  monthsWithoutIncome: count('months', 0, 600, '连续无收入月数', 'months in a row without income', {
    department: '人力资源社会保障',
  }),
  incomes: list('items', '收入明细', 'income by item', {
    item: code('incomeItem', '收入项目', 'item'),
    amount: money('yuanPerYear', '金额', 'amount in the year'),
    fromMonth: month('起始月', 'first month'),
    toMonth: month('截止月', 'last month'),
    memberId: text('人口编号', 'member number', { sensitivity: 'personal' }),
  }),
  costs: list('items', '经营支出明细', 'business costs by item', {
    item: code('costItem', '支出项目', 'item'),
    amount: money('yuanPerYear', '金额', 'amount in the year'),
    fromMonth: month('起始月', 'first month'),
    toMonth: month('截止月', 'last month'),
  }),
  claims: list('items', '理赔明细', 'claims received', {
    amount: money('yuanPerYear', '金额', 'amount in the year'),
    fromMonth: month('起始月', 'first month'),
    toMonth: month('截止月', 'last month'),
  }),
  spending: list('items', '合规自付支出明细', 'eligible out-of-pocket spending by heading', {
    heading: code('spendingHeading', '支出项目', 'heading'),
    amount: money('yuanPerYear', '金额', 'amount in the year'),
    fromMonth: month('起始月', 'first month'),
    toMonth: month('截止月', 'last month'),
  }),
  observedIncomes: list('months', '收入监测记录', 'observed incomes', {
    month: month('监测月份', 'month of observation'),
    netIncomePerPerson: money(
      'yuanPerPersonYear',
      '人均纯收入',
      'net income per person in the twelve months to then',
      {
        minimum: -1_000_000_000,
      },
    ),
  }),
};
