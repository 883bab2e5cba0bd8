import type { HistoryRecord, Household } from '../../src/index.js';

/** What the household was like in March 2024. Invented: no such household, township or county exists. */
export const AT_REGISTRATION: Household = {
  householdId: 'H-0107',
  county: '示例县',
  township: '河湾镇',
  village: '上河村',
  householdKind: '一般农户',
  members: {
    complete: true,
    items: [
      {
        memberId: '1',
        relation: '户主',
        sex: '男',
        birthDate: '1972-05-10',
        labourAbility: '普通劳动力',
        healthStates: { complete: true, items: ['健康'] },
        education: '初中',
        workMonths: 7,
        medicalInsurance: '城乡居民基本医疗保险',
      },
      {
        memberId: '2',
        relation: '配偶',
        sex: '女',
        birthDate: '1974-11-02',
        labourAbility: '丧失劳动力',
        healthStates: { complete: true, items: ['患有大病'] },
        education: '小学',
        workMonths: 0,
        medicalInsurance: '城乡居民基本医疗保险',
      },
      {
        memberId: '3',
        relation: '之子',
        sex: '男',
        birthDate: '2010-09-20',
        labourAbility: '无劳动力',
        healthStates: { complete: true, items: ['健康'] },
        schooling: '七年级',
        fullTimeStudent: true,
        droppedOut: false,
        workMonths: 0,
        medicalInsurance: '城乡居民基本医疗保险',
      },
    ],
  },
  incomeFromMonth: '2023-03',
  incomeToMonth: '2024-02',
  reportedWageIncome: 18_000,
  reportedBusinessIncome: 4_000,
  reportedPropertyIncome: 0,
  reportedTransferIncome: 1_200,
  reportedBusinessCost: 1_500,
  reportedNetIncome: 21_700,
  reportedClaims: 3_000,
  reportedEligibleSpending: 26_500,
  housingGrade: 'B',
  educationDropout: false,
  memberUninsured: false,
  waterProblem: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
  reportedSuddenEvent: false,
  visitedOn: '2024-03-06',
  visitRisks: { complete: true, items: ['因病'] },
  ableToCope: false,
  basicLifeInSeriousDifficulty: false,
  wishesTraining: true,
  cannotWorkAway: true,
  needsProductionLoan: false,
  relocated: false,
  monitoringStatus: '未纳入',
};

/** Monitored since March 2024, nothing arranged yet. */
const MONITORED: Household = {
  ...AT_REGISTRATION,
  monitoringStatus: '风险未消除',
  monitoringCategory: '边缘易致贫户',
  identifiedMonth: '2024-03',
  identifiedRisks: { complete: true, items: ['因病'] },
  riskGoneNaturally: false,
  measures: { complete: true, items: [] },
  observedIncomes: { complete: true, items: [{ month: '2024-03', netIncomePerPerson: 7_230 }] },
};

/** September 2024: treated and at work, but the money has not come in for long. */
const HELPED: Household = {
  ...MONITORED,
  measures: {
    complete: true,
    items: [
      {
        measure: '健康帮扶',
        forRisk: '因病',
        content: '医疗救助',
        status: '已实施',
        startedOn: '2024-05-08',
      },
      {
        measure: '公益岗位帮扶',
        content: '公益性岗位',
        status: '已实施',
        startedOn: '2024-05-20',
        endedOn: '2025-05-19',
      },
    ],
  },
  incomeFromMonth: '2023-09',
  incomeToMonth: '2024-08',
  reportedWageIncome: 25_800,
  reportedNetIncome: 29_500,
  reportedEligibleSpending: 9_000,
  observedIncomes: {
    complete: true,
    items: ['2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08'].map((month, index) => ({
      month,
      netIncomePerPerson: [7_230, 7_310, 7_640, 7_980, 8_620, 9_830][index] as number,
    })),
  },
  visitedOn: '2024-09-05',
  visitRisks: { complete: true, items: ['因病'] },
  rigidSpendingControlled: false,
};

/** January 2025: the illness is cured, six months above the line. */
const READY: Household = {
  ...HELPED,
  incomeFromMonth: '2024-01',
  incomeToMonth: '2024-12',
  reportedWageIncome: 27_900,
  reportedNetIncome: 31_600,
  reportedEligibleSpending: 2_400,
  reportedClaims: 0,
  observedIncomes: {
    complete: true,
    items: ['2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12'].map((month, index) => ({
      month,
      netIncomePerPerson: [8_620, 9_830, 10_050, 10_260, 10_400, 10_530][index] as number,
    })),
  },
  visitedOn: '2025-01-06',
  visitRisks: { complete: true, items: [] },
  ableToCope: true,
  rigidSpendingControlled: true,
};

const REMOVED: Household = {
  ...READY,
  monitoringStatus: '风险已消除',
  removedMonth: '2025-01',
  removalMode: '帮扶消除',
};

/** April 2026: a flood took the harvest and the greenhouse; by then other rules are in force. */
const FLOODED: Household = {
  ...REMOVED,
  incomeFromMonth: '2025-04',
  incomeToMonth: '2026-03',
  reportedWageIncome: 16_200,
  reportedBusinessIncome: 2_000,
  reportedBusinessCost: 2_600,
  reportedNetIncome: 16_800,
  reportedEligibleSpending: 1_800,
  events: {
    complete: true,
    items: [{ type: '自然灾害', naturalDisaster: '洪涝', occurredOn: '2026-03-28' }],
  },
  reportedSuddenEvent: true,
  visitedOn: '2026-04-08',
  visitRisks: { complete: true, items: ['因自然灾害'] },
  ableToCope: false,
  basicLifeInSeriousDifficulty: true,
  necessaryJobCost: 0,
};

/** The records of the household, each as it stood on its day, with what people decided. */
export const RECORDS = {
  registered: { on: '2024-03-06', household: AT_REGISTRATION },
  identified: {
    on: '2024-03-19',
    household: MONITORED,
    decided: { outcome: 'identified', on: '2024-03-18' },
  },
  overdue: { on: '2024-05-06', household: MONITORED },
  helped: { on: '2024-09-10', household: HELPED, decided: { outcome: 'retained', on: '2024-09-10' } },
  ready: { on: '2025-01-08', household: READY },
  removed: { on: '2025-04-10', household: REMOVED, decided: { outcome: 'exited', on: '2025-01-20' } },
  flooded: { on: '2026-04-10', household: FLOODED },
  reidentified: {
    on: '2026-04-27',
    household: {
      ...FLOODED,
      monitoringStatus: '风险未消除',
      monitoringCategory: '防止返贫致贫对象',
      identifiedMonth: '2026-04',
      identifiedRisks: { complete: true, items: ['因自然灾害'] },
      identifiedDisaster: '洪涝',
    },
    decided: { outcome: 'identified', on: '2026-04-24' },
  },
} as const satisfies Readonly<Record<string, HistoryRecord>>;
