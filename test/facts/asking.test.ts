import { describe, expect, test } from 'vitest';
import type { Fact, Unit } from '../../src/index.js';
import { generatedDocs } from '../support/generated-docs.js';
import { ENTRIES, LISTS, repeated } from './entries.js';

const entryOf = (path: string): Fact => {
  const entry = ENTRIES.find(([name]) => name === path)?.[1];
  if (entry === undefined) throw new Error(`no fact ${path}`);
  return entry;
};
const pathsOf = (holds: (fact: Fact) => boolean): readonly string[] =>
  ENTRIES.filter(([, fact]) => holds(fact))
    .map(([name]) => name)
    .sort();

/** In full: whoever adds one says with it that a household may be told to change this. */
const CHANGEABLE: readonly string[] = [
  'basicLifeInSeriousDifficulty',
  'claims.amount',
  'clothingShortage',
  'costs.amount',
  'educationDropout',
  'foodShortage',
  'housingGrade',
  'housingProblem',
  'incomeStableByVisit',
  'incomes.amount',
  'longestWaterCutDays',
  'measureCarriedOut',
  'measures.status',
  'memberUninsured',
  'members.criticalIllnessInsurance',
  'members.droppedOut',
  'members.holdsPublicPost',
  'members.medicalInsurance',
  'members.pensionInsurance',
  'members.publicPostMonths',
  'members.workMonths',
  'membersWithoutInsurance',
  'necessaryJobCost',
  'policyTransferIncome',
  'publicPostIncome',
  'relocationFollowUpNeeded',
  'reportedBusinessCost',
  'reportedBusinessIncome',
  'reportedClaims',
  'reportedEligibleSpending',
  'reportedNetIncome',
  'reportedNetIncomePerPerson',
  'reportedPropertyIncome',
  'reportedReferenceIncomePerPerson',
  'reportedTransferIncome',
  'reportedWageIncome',
  'rigidSpendingControlled',
  'schoolingCost',
  'spending.amount',
  'waterClimbMetres',
  'waterCutDays',
  'waterFetchMetres',
  'waterFetchMinutes',
  'waterLitres',
  'waterPiped',
  'waterProblem',
  'waterQualityAcceptable',
];

/** What an amount or a count is asked in, in the words of a question. */
const ASKED_IN: Partial<Record<Unit, [RegExp, RegExp]>> = {
  yuan: [/多少元/, /how many yuan/i],
  yuanPerYear: [/近12个月.*多少元|这笔.*多少元/, /How many yuan/],
  yuanPerPersonYear: [/每人每年多少元|12个月.*人均.*多少元/, /How many yuan/],
  persons: [/几口人|几人/, /How many persons/i],
  items: [/几套/, /How many/],
  months: [/几个月/, /How many months/i],
  days: [/多少天/, /How many days/i],
  minutes: [/多少分钟/, /How many minutes/],
  metres: [/多少米/, /How many metres/],
  litresPerPersonDay: [/每人每天.*多少升/, /How many litres .*person.* a day/],
};

/** How the questions of the other kinds ask. */
const ASKS: Readonly<Record<Exclude<Fact['kind'], 'number'>, RegExp>> = {
  flag: /是否|有没有|是不是|能不能|需不需要/,
  code: /哪|还是|什么|几级/,
  codes: /哪些|怎么样/,
  text: /多少|哪|什么|谁/,
  day: /哪天/,
  month: /哪年哪月/,
  list: /哪些.*（请逐[人笔月件项条]登记）/,
};

describe('the questions', () => {
  test.each(ENTRIES)('%s is asked in each language and in nothing but that language', (_, { question }) => {
    expect(question.zh).toMatch(/^[\p{Script=Han}0-9A-D、，（）“”]+？$/u);
    expect(question.en).toMatch(/^[A-Z][A-Za-z0-9 ,:'()-]+\?$/);
  });

  test('no two facts, fields of lists included, share a question', () => {
    expect(repeated(ENTRIES.map(([, fact]) => fact.question.zh))).toEqual([]);
    expect(repeated(ENTRIES.map(([, fact]) => fact.question.en))).toEqual([]);
  });

  test('letters stand in the Chinese question of the house grade alone', () => {
    const lettered = ENTRIES.filter(([, fact]) => /[A-Za-z]/.test(fact.question.zh));
    expect(lettered.map(([name]) => name)).toEqual(['housingGrade']);
  });

  test.each(ENTRIES)('%s is asked as its kind and unit need it', (_, fact) => {
    if (fact.kind === 'number') {
      const [zh, en] = ASKED_IN[fact.unit] ?? [];
      expect(fact.question.zh).toMatch(zh ?? /no words for this unit/);
      expect(fact.question.en).toMatch(en ?? /no words for this unit/);
    } else expect(fact.question.zh).toMatch(ASKS[fact.kind]);
  });

  test.each(ENTRIES.filter(([, fact]) => fact.kind === 'flag'))('%s is answered by yes or no', (_, fact) => {
    expect(fact.question.en).toMatch(/^(?:Is|Does|Do|Has|Can|Are) /);
    expect(fact.question.zh).not.toMatch(/多少|哪|几[人口个]/);
  });

  test.each([
    ['memberUninsured', '没参加'],
    ['housingProblem', '有没有安全问题'],
    ['waterProblem', '有没有安全问题'],
    ['foodShortage', '有没有困难'],
    ['waterQualityAcceptable', '是否符合要求'],
    ['ableToCope', '能不能自主应对'],
    ['unexplainedDoubt', '还没说明清楚'],
    ['members.studyImpossible', '是否不具备'],
    ['members.notCoLiving', '是不是不计入'],
    ['assistancePropertyWithinLimit', '是否符合'],
    ['rigidSpendingControlled', '是否可控'],
  ])('yes to the question of %s means that the fact is true', (path, words) => {
    expect(entryOf(path).question.zh).toContain(words);
  });

  test.each(
    LISTS.flatMap(([list, fact]) =>
      Object.entries(fact.fields).map(([name, field]) => [list, name, field] as const),
    ),
  )('the question of %s.%s is about one entry', (_, __, { question }) => {
    expect(question.zh).toMatch(/这[位笔次个件项条]/);
    expect(question.en).toMatch(/\bthis\b/);
  });
});

describe('how a fact is found out', () => {
  test('by inspection are exactly those that have to be looked at, measured or appraised', () => {
    expect(pathsOf((fact) => fact.foundBy === 'inspection')).toEqual([
      'applianceValue',
      'housingGrade',
      'waterClimbMetres',
      'waterFetchMetres',
      'waterLitres',
      'waterQualityAcceptable',
    ]);
  });

  test('whatever a department is asked for, the department is named', () => {
    expect(pathsOf((fact) => fact.foundBy === 'department' && fact.department === undefined)).toEqual([]);
  });

  test.each([
    'ableToCope',
    'basicLifeInSeriousDifficulty',
    'visitRisks',
    'foodShortage',
    'waterFetchMinutes',
  ])('%s is asked at the door', (path) => {
    expect(entryOf(path).foundBy).toBe('household');
  });

  test.each(['harmfulHabits', 'emptyOrSplitRegistration', 'petitionReported', 'members.notCoLiving'])(
    '%s is never asked at the door, where it would offend',
    (path) => {
      expect(entryOf(path).foundBy).toBe('department');
    },
  );
});

describe('what help, work or a repair can change', () => {
  test('is exactly this', () => {
    expect(pathsOf((fact) => fact.changeable)).toEqual(CHANGEABLE);
  });

  test('is nothing of identity or health, no name, no day, no month and no list as a whole', () => {
    const wrong = ENTRIES.filter(
      ([, fact]) =>
        fact.changeable &&
        (['identity', 'health'].includes(fact.sensitivity) ||
          ['text', 'day', 'month', 'list', 'codes'].includes(fact.kind)),
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test.each([
    'members',
    'members.birthDate',
    'members.labourAbility',
    'members.sex',
    'reportedMemberCount',
    'reportedLabourCount',
    'householdKind',
    'monitoringCategory',
    'monitoringStatus',
    'identifiedMonth',
    'identifiedRisks',
    'visitRisks',
    'events.type',
    'reportedSuddenEvent',
    'riskGoneNaturally',
    'ownsVehicle',
    'ownsTownProperty',
    'operatesCompany',
    'financialAssets',
    'unexplainedDoubt',
    'waterScarceArea',
    'monthsWithoutIncome',
    'observedIncomes.netIncomePerPerson',
    'incomes.item',
    'measures.forRisk',
  ])('is never %s', (path) => {
    expect(entryOf(path).changeable).toBe(false);
  });
});

describe('docs/facts.md', () => {
  const lines = (generatedDocs().get('docs/facts.md') ?? '').split('\n');

  test.each([
    [
      '`housingGrade`',
      ['现在住的房子鉴定为哪一级（A、B、C、D）？', '| 检测鉴定 | 住房城乡建设 | 可 | plain |'],
    ],
    ['`visitRisks`', ['入户核实，这户有哪些返贫致贫风险（可以多选）？', '| 入户 |  |  | health |']],
    ['`birthDate`', ['On which day was this member born?', '| 部门 | 公安 |  | personal |']],
  ])('shows how to ask for %s, how it is found and whether it can change', (name, shown) => {
    const row = lines.find((line) => line.startsWith(`| ${name} |`));
    for (const text of shown) expect(row).toContain(text);
  });

  test('has the same number of columns in each row of a table', () => {
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(ENTRIES.length);
    expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([12]));
  });
});
