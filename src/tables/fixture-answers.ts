import type { Assessment, Concluded, Decided } from '../decision/assessment.js';
import { NO_CONCLUSION } from '../policy/stages.js';
import { type Issue, issue } from '../values/issues.js';
import { isTable } from './fixture-facts.js';

/** An answer as a fixture writes it: one text, or several in order, each once. */
export type FixtureAnswer = string | readonly string[];

/** One thing that a fixture expects. `key` is what an official reads: 识别, 层级, 规则.<name> … */
export interface Expectation {
  readonly key: string;
  readonly expected: FixtureAnswer;
}

/** Where the answer is not the expected one; `actual` is undefined for a rule that is not in force. */
export interface AnswerDifference extends Expectation {
  readonly actual: FixtureAnswer | undefined;
}

/** How an answer is written: one text; several; or one where it is settled and otherwise all still possible. */
type Form = 'text' | 'texts' | 'either';

interface Answer {
  readonly form: Form;
  readonly of: (assessment: Assessment) => FixtureAnswer;
}

/** Each text once, in the order of their code points. */
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
const NONE = '无';
const inChinese = (code: string): string => (code === NO_CONCLUSION ? NONE : code);
const decided = ({ answer, possible }: Decided): FixtureAnswer =>
  answer === undefined ? sorted(possible.map(inChinese)) : inChinese(answer);
const codes = (concluded: readonly Concluded[]): string[] => sorted(concluded.map(({ code }) => code ?? ''));
const rules = (concluded: readonly Concluded[]): string[] => sorted(concluded.map(({ rule }) => rule));

/** Everything that a fixture may expect, beside `规则`; to expect more, add an entry. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  识别: { form: 'text', of: ({ identification }) => identification.outcome },
  类别: { form: 'either', of: ({ category }) => decided(category) },
  风险: { form: 'texts', of: ({ risks }) => codes(risks.certain) },
  可能风险: { form: 'texts', of: ({ risks }) => codes(risks.possible) },
  层级: { form: 'either', of: ({ tier }) => decided(tier) },
  类型: { form: 'either', of: ({ track }) => decided(track) },
  措施: { form: 'texts', of: ({ measures }) => codes(measures.certain) },
  退出: { form: 'text', of: ({ exit }) => exit.outcome },
  退出方式: { form: 'either', of: ({ exit }) => decided(exit.mode) },
  未达到: { form: 'texts', of: ({ exit }) => rules(exit.unmet) },
  还缺: { form: 'texts', of: ({ identification }) => sorted(identification.missing.map(({ name }) => name)) },
  重估: { form: 'either', of: ({ reassessment }) => decided(reassessment) },
  转介: { form: 'texts', of: ({ referrals }) => codes(referrals.certain) },
  提醒: { form: 'texts', of: ({ reminders }) => rules(reminders.certain) },
  灾害: { form: 'texts', of: ({ riskKinds }) => codes(riskKinds.certain) },
  拒绝: { form: 'texts', of: ({ identification }) => rules(identification.refusals.certain) },
  检查: { form: 'texts', of: ({ checks }) => rules(checks.certain) },
  预警: { form: 'texts', of: ({ alerts }) => rules(alerts.certain) },
};
const RULES = '规则';
const RULE_KEY = `${RULES}.`;
const TRUTHS: readonly string[] = ['true', 'false', 'unknown'];

const FORMS: Readonly<Record<Form | 'truths', { readonly form: string; readonly formEn: string }>> = {
  text: { form: '一个词', formEn: 'one word' },
  texts: { form: '一组词 […]，没有就写 []', formEn: 'a list of words […], [] for none' },
  either: {
    form: '一个词；定不下来的，写还可能的一组 […]',
    formEn: 'one word, or where it is not settled the list […] still possible',
  },
  truths: {
    form: '{规则名: true、false 或 unknown}',
    formEn: '{name of a rule: true, false or unknown}',
  },
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What was written, in the order in which answers are compared; undefined if it has another form. */
function expectedAnswer(key: string, form: Form, written: unknown): Expectation[] | undefined {
  if (form !== 'texts' && typeof written === 'string') return [{ key, expected: written }];
  return form !== 'text' && isTexts(written) ? [{ key, expected: sorted(written) }] : undefined;
}

/** The truths under `规则`, one expectation a rule; undefined if something else stands there. */
function expectedTruths(written: unknown): Expectation[] | undefined {
  if (!isTable(written)) return undefined;
  const expected = Object.entries(written).map(([rule, truth]) => ({
    key: RULE_KEY + rule,
    expected: String(truth),
  }));
  return expected.every((each) => TRUTHS.includes(each.expected)) ? expected : undefined;
}

/** Reads what a fixture expects under `应得`; what is not understood is an issue and not expected. */
export function readExpectations(
  written: unknown,
  path: readonly (string | number)[],
): { readonly expectations: readonly Expectation[]; readonly issues: readonly Issue[] } {
  if (!isTable(written)) return { expectations: [], issues: [issue('fixtureNoTable', path)] };
  const issues: Issue[] = [];
  const expectations = Object.entries(written).flatMap(([key, value]): readonly Expectation[] => {
    const answer = Object.hasOwn(ANSWERS, key) ? ANSWERS[key] : undefined;
    if (answer === undefined && key !== RULES) {
      const known = [...Object.keys(ANSWERS), RULES].join('、');
      issues.push(issue('fixtureKeyUnknown', path, { key, known }));
      return [];
    }
    const read = answer === undefined ? expectedTruths(value) : expectedAnswer(key, answer.form, value);
    if (read === undefined)
      issues.push(
        issue('fixtureExpectationForm', [...path, key], { key, ...FORMS[answer?.form ?? 'truths'] }),
      );
    return read ?? [];
  });
  return { expectations, issues };
}

function actualOf(assessment: Assessment, key: string): FixtureAnswer | undefined {
  return key.startsWith(RULE_KEY)
    ? assessment.rules[key.slice(RULE_KEY.length)]
    : ANSWERS[key]?.of(assessment);
}

const isSame = (expected: FixtureAnswer, actual: FixtureAnswer | undefined): boolean =>
  typeof expected === 'string' || typeof actual === 'string' || actual === undefined
    ? expected === actual
    : expected.length === actual.length && expected.every((each, index) => each === actual[index]);

/** Where an assessment does not answer what is expected; what a fixture says nothing about is not compared. */
export const answerDifferences = (
  assessment: Assessment,
  expectations: readonly Expectation[],
): AnswerDifference[] =>
  expectations.flatMap(({ key, expected }) => {
    const actual = actualOf(assessment, key);
    return isSame(expected, actual) ? [] : [{ key, expected, actual }];
  });
