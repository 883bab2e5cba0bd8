import { describe, expect, test } from 'vitest';
import { standardReminders } from '../../src/decision/standard-reminders.js';
import { compile, type Policy, resolvePolicy } from '../../src/index.js';
import { confirmed, withFiles } from '../policy/support.js';

type Value = Readonly<Record<string, unknown>>;
const year = (number: number, value: string, more: Value = {}): Value => ({
  from: `${number}-01-01`,
  to: `${number}-12-31`,
  value,
  status: 'announced',
  authority: 'provincial',
  document: 'notice',
  ...more,
});
const expected = (number: number): Value => {
  const { value: _, ...rest } = year(number, '0', { status: 'expected', expectedOn: `${number}-06-01` });
  return rest;
};

/** The base pack whose line asks to be reminded of `days` days before it ends. */
function policyOf(values: readonly Value[], on: string, notice: Value | undefined = { value: '90' }): Policy {
  const national = { from: '2020-01-01', status: 'announced', authority: 'national', document: 'rulebook' };
  const days = {
    title: { zh: '提前天数', en: 'days before' },
    type: 'number',
    unit: 'days',
    decimals: 0,
    values: notice === undefined ? [] : [{ ...national, ...notice }],
  };
  const line = {
    title: { zh: '标准', en: 'line' },
    type: 'number',
    unit: 'yuanPerPersonYear',
    open: 'must',
    remindBefore: 'noticeDays',
    values: [],
  };
  const base = JSON.parse(
    withFiles({}).find(({ path }) => path === 'nation/parameters.json')?.text ?? '{}',
  ) as { parameters: object };
  const request = { region: '900000', on };
  const files = withFiles({
    'nation/parameters.json': {
      kind: 'parameters',
      parameters: { ...base.parameters, line, noticeDays: days },
    },
    'province/line.json': { kind: 'parameterValues', values: { line: { values } } },
  });
  return resolvePolicy(confirmed(files, request), request);
}
const remindedOn = (values: readonly Value[], on: string, notice?: Value): readonly string[] =>
  standardReminders(policyOf(values, on, notice), on).map(({ title }) => title.en);

const END_OF_2024 = [expect.stringContaining('ends on 2024-12-31, and nothing is set after it')];
const END_OF_2025 = [expect.stringContaining('ends on 2025-12-31, and nothing is set after it')];

describe('a standard that runs out', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['a day before the notice', '2024-10-01', []],
    ['on the first day of the notice', '2024-10-02', END_OF_2024],
    ['on its last day', '2024-12-31', END_OF_2024],
    ['on the day after, when there is none to remind of', '2025-01-01', []],
  ])('is reminded of as of 90 days before: %s', (_, on, reminders) => {
    expect(remindedOn([year(2024, '7800')], on)).toEqual(reminders);
  });

  test.each<[string, readonly Value[], string, readonly unknown[]]>([
    ['the next is set', [year(2024, '7800'), year(2025, '8300')], '2024-12-31', []],
    ['the next is set, and runs out', [year(2024, '7800'), year(2025, '8300')], '2025-12-31', END_OF_2025],
    ['the next is only expected', [year(2024, '7800'), expected(2025)], '2024-12-31', END_OF_2024],
    [
      'a gap comes before the next',
      [year(2024, '7800'), year(2025, '8300', { from: '2025-02-01' })],
      '2024-12-31',
      END_OF_2024,
    ],
    ['it has no end', [{ ...year(2024, '7800'), to: undefined }], '2024-12-31', []],
    ['it is carried over', [year(2024, '7800', { carriedOverTo: '2025-12-31' })], '2024-12-31', []],
    [
      'it is carried over, and that runs out',
      [year(2024, '7800', { carriedOverTo: '2025-12-31' })],
      '2025-12-31',
      END_OF_2025,
    ],
    [
      'two in a row, both within the notice',
      [year(2024, '7800', { to: '2024-12-01' }), year(2024, '7900', { from: '2024-12-02' })],
      '2024-11-30',
      END_OF_2024,
    ],
  ])('%s', (_, values, on, reminders) => {
    expect(remindedOn(values, on)).toEqual(reminders);
  });

  test.each<[string, Value | undefined]>([
    ['nobody has set how long before', undefined],
    ['how long before is not in force', { value: '90', to: '2021-12-31' }],
  ])('is not guessed at where %s', (_, notice) => {
    const policy = policyOf(
      [year(2024, '7800')],
      '2024-12-31',
      notice ?? { value: '90', from: '2030-01-01' },
    );
    expect(standardReminders(policy, '2024-12-31')).toEqual([]);
  });

  test('0 days before is its last day only', () => {
    const values = [year(2024, '7800')];
    expect(remindedOn(values, '2024-12-30', { value: '0' })).toEqual([]);
    expect(remindedOn(values, '2024-12-31', { value: '0' })).toEqual(END_OF_2024);
  });

  test('is among the certain reminders of every assessment, and in its text', () => {
    const assessor = compile(policyOf([year(2024, '7800')], '2024-12-01'));
    const assessment = assessor.assess({}, { on: '2024-12-01' });
    expect(assessment.reminders.certain.map(({ rule }) => rule)).toEqual(['line']);
    expect(assessment.explain('zh-CN').join('\n')).toContain(
      '提醒：标准（7,800.00 元/人·年）2024年12月31日到期，其后还没有新的',
    );
  });
});
