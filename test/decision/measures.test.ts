import { describe, expect, test } from 'vitest';
import type { Household } from '../../src/index.js';
import { assessorWith, IN_NEED, ownText, toolboxRows } from '../policy/rule-book-support.js';
import { BASE_REQUEST } from '../policy/support.js';

const on = BASE_REQUEST.on;
const LACKS: Household = {
  ...IN_NEED,
  housingProblem: true,
  waterProblem: false,
  needsProductionLoan: false,
  reportedLabourCount: 0,
};
const rows = [
  {
    measure: 'houseHelp',
    needs: 'needHouse;needWater',
    department: '住房城乡建设',
    amount: 'repairAmount',
    limit: 'allDays',
    titleZh: '修房',
  },
  {
    measure: 'loanHelp',
    needs: 'needLoan',
    kind: 'development',
    conflictsWith: 'houseHelp',
    titleZh: '贷款',
  },
];
/** The amounts of the small rule book with the values of one parameter changed. */
function withValues(name: string, values: readonly object[]): Readonly<Record<string, unknown>> {
  const parameters = JSON.parse(ownText('nation/rule-book-parameters.json')) as {
    parameters: Record<string, { values: object[] }>;
  };
  Object.assign(parameters.parameters[name] ?? {}, { values });
  return { 'nation/rule-book-parameters.json': parameters };
}
const assessed = (household: Household, more: Readonly<Record<string, unknown>> = {}) =>
  assessorWith({ 'nation/toolbox.csv': toolboxRows(rows), ...more }).assess(household, { on });

describe('the advice of a measure', () => {
  test('names the needs that are there, and not those that are not', () => {
    const { measures } = assessed(LACKS);
    expect(measures.certain[0]?.measure?.answers).toEqual([
      { need: 'needHouse', title: { zh: '住房', en: 'housing' }, truth: 'true' },
    ]);
  });

  test('names a need that may be there as unknown', () => {
    const { measures } = assessed({ ...LACKS, waterProblem: null });
    expect(measures.certain[0]?.measure?.answers.map(({ need, truth }) => `${need} ${truth}`)).toEqual([
      'needHouse true',
      'needWater unknown',
    ]);
  });

  test('shows the amount and the limit of the day', () => {
    const national = { status: 'announced', authority: 'national', document: 'rulebook' };
    const values = [
      { from: '2020-01-01', to: '2023-12-31', value: '10000', ...national },
      { from: '2024-01-01', to: '2024-12-31', value: '20000.5', ...national },
      { from: '2025-01-01', value: '30000', ...national },
    ];
    const parameters = withValues('repairAmount', values);
    const file = parameters['nation/rule-book-parameters.json'] as {
      parameters: Record<string, { decimals: number }>;
    };
    Object.assign(file.parameters['repairAmount'] ?? {}, { decimals: 2 });
    const { measures } = assessed(LACKS, parameters);
    expect(measures.certain[0]?.measure).toMatchObject({
      amount: { value: '20000.5', unit: 'yuan', standing: { from: '2024-01-01', to: '2024-12-31' } },
      limit: { value: '15', unit: 'days' },
    });
  });

  test.each(['zh-CN', 'en'] as const)(
    'says that no amount is set where none is in force, and never zero (%s)',
    (locale) => {
      const assessment = assessed(LACKS, withValues('repairAmount', []));
      const amount = assessment.measures.certain[0]?.measure?.amount;
      expect(amount).toMatchObject({ name: 'repairAmount' });
      expect(amount).not.toHaveProperty('value');
      const line = assessment.explain(locale).find((each) => /^(建议措施|Measures)/.test(each)) ?? '';
      expect(line).toMatch(/标准 未定|amount not set/);
      expect(line).not.toMatch(/undefined|(?<![0-9,.])0\.00/);
    },
  );

  test.each([
    ['zh-CN', ['建议措施：修房（对应住房；标准 20,000.00 元', '上限 15 天', '住房城乡建设部门']],
    ['en', ['Measures: houseHelp (for housing; amount 20,000.00 yuan', 'at most 15 days']],
  ] as const)('says all of it in %s', (locale, parts) => {
    const line =
      assessed(LACKS)
        .explain(locale)
        .find((each) => /^(建议措施|Measures)/.test(each)) ?? '';
    for (const part of parts) expect(line).toContain(part);
    expect(line).not.toContain('undefined');
  });

  test('a measure that is only possible is told as such, without an amount', () => {
    const { measures, explain } = assessed({ ...LACKS, housingProblem: null });
    expect(measures.certain).toEqual([]);
    expect(measures.possible.map(({ rule }) => rule)).toEqual(['houseHelp']);
    const lines = explain('zh-CN');
    expect(lines).toContain('另有可能的措施：修房');
    expect(lines.some((line) => line.startsWith('建议措施'))).toBe(false);
  });

  test('conflicts are told with it', () => {
    const { measures } = assessed({
      ...LACKS,
      housingProblem: false,
      needsProductionLoan: true,
      reportedLabourCount: 1,
    });
    expect(measures.certain.map(({ rule, measure }) => [rule, measure?.conflictsWith])).toEqual([
      ['loanHelp', ['houseHelp']],
    ]);
  });
});

describe('the deadlines of measures', () => {
  test('are those of the toolbox, by the day', () => {
    expect(assessed(LACKS).measureDeadlines).toMatchObject([{ first: { name: 'firstMonths', value: '1' } }]);
  });

  test('have no value where none is in force', () => {
    const { measureDeadlines, explain } = assessed(LACKS, withValues('firstMonths', []));
    expect(measureDeadlines[0]?.first).not.toHaveProperty('value');
    expect(explain('zh-CN').some((line) => line.startsWith('措施期限'))).toBe(false);
  });

  test.each<[string, Household, boolean]>([
    ['one that is to be identified', LACKS, true],
    ['one that is not', { ...LACKS, ableToCope: true }, false],
    ['one that is still to be verified', { ...LACKS, ableToCope: null }, false],
  ])('are told of %s', (_, household, told) => {
    const line = '措施期限：首项措施应在识别后 1 个月内落实';
    const lines = assessed(household).explain('zh-CN');
    expect(lines.some((each) => each.startsWith(line))).toBe(told);
  });
});
