import type { Calendars } from '../../../src/decision/procedure/working-days.js';
import type { ParameterValue, Policy, PolicyProcedure, PolicyStep } from '../../../src/policy/policy.js';
import { addDays } from '../../../src/values/day.js';

const span = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, index) => addDays(from, index));

/** The State Council's arrangement for 2025: Spring Festival 28 January to 4 February, and so on. */
export const YEAR_2025: Policy['calendars'][string] = {
  document: 'notice2025',
  holidays: [
    '2025-01-01',
    ...span('2025-01-28', 8),
    ...span('2025-04-04', 3),
    ...span('2025-05-01', 5),
    ...span('2025-05-31', 3),
    ...span('2025-10-01', 8),
  ],
  workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
};
export const CALENDARS: Calendars & Policy['calendars'] = { '2025': YEAR_2025 };

type Value = number | boolean | Partial<ParameterValue>;

/** A parameter in force from 2021 on; a whole value of a series may be given instead. */
function parameter(name: string, value: Value): Policy['parameters'][string] {
  const known = typeof value === 'object' ? value : { value: typeof value === 'number' ? `${value}` : value };
  const entry: ParameterValue = {
    from: '2021-05-16',
    status: 'announced',
    authority: 'county',
    layer: 'county',
    document: 'rules',
    ...known,
  };
  return {
    title: { zh: `参数${name}`, en: `parameter ${name}` },
    type: typeof entry.value === 'boolean' ? 'flag' : 'number',
    ...(typeof entry.value === 'boolean' ? {} : { unit: 'days' }),
    series: [entry],
  };
}

export const step = (name: string, more: Partial<PolicyStep> = {}): PolicyStep => ({
  name,
  title: { zh: `步骤${name}`, en: `step ${name}` },
  level: 'village',
  ...more,
});

/** A policy of one procedure; only what procedures read of a policy is there. */
export function policyOf(
  procedure: Omit<PolicyProcedure, 'title' | 'provenance'>,
  parameters: Readonly<Record<string, Value>> = {},
  calendars: Policy['calendars'] = CALENDARS,
): Policy {
  const entries = Object.entries(parameters).map(([name, value]) => [name, parameter(name, value)]);
  const policy: Pick<
    Policy,
    'hash' | 'region' | 'validFrom' | 'parameters' | 'documents' | 'procedures' | 'calendars' | 'rules'
  > = {
    hash: 'hash',
    region: { code: '900000', name: { zh: '某县', en: 'a county' } },
    validFrom: '2021-05-16',
    parameters: Object.fromEntries(entries),
    documents: {
      rules: { title: '某县办法', number: '某政〔2025〕1号', issuer: '某县', confidence: 'high' },
      notice2025: { title: '放假通知', number: '某办〔2024〕12号', issuer: '某办公厅', confidence: 'high' },
    } as Policy['documents'],
    procedures: {
      identification: {
        title: { zh: '识别程序', en: 'identification' },
        provenance: { authority: 'county', layer: 'county', document: 'rules' },
        ...procedure,
      },
    },
    calendars,
    rules: {},
  };
  return policy as Policy;
}

/** The national pattern, shortened: visit, appraisal, publicity of five days, approval; fifteen days in all. */
export const PATTERN: Omit<PolicyProcedure, 'title' | 'provenance'> = {
  steps: [
    step('visit'),
    step('appraisal'),
    step('publicity', { atLeast: 'publicityDays', inWorkingDays: 'publicityInWorkingDays' }),
    step('approval', { level: 'county' }),
  ],
  within: 'totalDays',
  inWorkingDays: 'inWorkingDays',
  first: [step('measures')],
};
export const PATTERN_VALUES = {
  totalDays: 15,
  inWorkingDays: false,
  publicityDays: 5,
  publicityInWorkingDays: false,
} as const;
export const pattern = (changes: Readonly<Record<string, Value>> = {}): Policy =>
  policyOf(PATTERN, { ...PATTERN_VALUES, ...changes });
