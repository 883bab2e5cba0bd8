import { showProvenance } from '../backends/words/provenance-text.js';
import { showAmount } from '../backends/words/show.js';
import { absenceText } from '../backends/words/standing.js';
import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import { inForceOn } from '../policy/parameters.js';
import type { ParameterValue, Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import type { Truth } from '../values/truth.js';

/** A dated parameter on the day of an assessment. */
export interface ParameterOnDay {
  readonly name: string;
  readonly title: Title;
  readonly unit?: Unit;
  /** Exact text; absent where no value is in force, which is no zero. */
  readonly value?: string;
  readonly standing?: Omit<ParameterValue, 'value'>;
}

/** What a measure of the toolbox is, and which needs of the household it answers. */
export interface MeasureAdvice {
  readonly kind: 'development' | 'safetyNet' | 'other';
  readonly department?: string;
  /** The needs that it answers and that are there, or may be. */
  readonly answers: readonly { readonly need: string; readonly title: Title; readonly truth: Truth }[];
  readonly amount?: ParameterOnDay;
  readonly limit?: ParameterOnDay;
  readonly conflictsWith: readonly string[];
  /** A measure of the same heading is recorded as carried out and has not ended. */
  readonly isUnderWay: boolean;
}

/** Until when a toolbox wants its measures there, in months from identification. */
export interface MeasureDeadlines {
  readonly first?: ParameterOnDay;
  readonly development?: ParameterOnDay;
}

/** A parameter as it stands on a day, or undefined if the policy has none of the name. */
export function parameterOnDay(
  policy: Policy,
  name: string | undefined,
  on: string,
): ParameterOnDay | undefined {
  const parameter = name === undefined ? undefined : policy.parameters[name];
  if (name === undefined || parameter === undefined) return undefined;
  const { value, ...standing } = inForceOn(parameter.series, on) ?? {};
  return {
    name,
    title: parameter.title,
    ...(parameter.unit === undefined ? {} : { unit: parameter.unit }),
    ...(typeof value === 'string' ? { value } : {}),
    ...('from' in standing ? { standing: standing as Omit<ParameterValue, 'value'> } : {}),
  };
}

/** What a rule of the toolbox advises; undefined for a rule that is no measure of a toolbox. */
export function measureAdvice(
  policy: Policy,
  rule: string,
  on: string,
  truthOf: (definition: string) => Truth,
  underWay: ReadonlySet<string>,
): MeasureAdvice | undefined {
  const measure = policy.rules[rule]?.measure;
  if (measure === undefined) return undefined;
  const amount = parameterOnDay(policy, measure.amount, on);
  const limit = parameterOnDay(policy, measure.limit, on);
  const answers = measure.needs
    .map((need) => ({
      need,
      title: policy.conditions[need]?.title ?? { zh: need, en: need },
      truth: truthOf(need),
    }))
    .filter(({ truth }) => truth !== 'false');
  return {
    kind: measure.kind,
    ...(measure.department === undefined ? {} : { department: measure.department }),
    answers,
    ...(amount === undefined ? {} : { amount }),
    ...(limit === undefined ? {} : { limit }),
    conflictsWith: measure.conflictsWith ?? [],
    isUnderWay: underWay.has(policy.rules[rule]?.concludes ?? ''),
  };
}

/** The deadlines of the toolboxes in force. */
export const measureDeadlines = (policy: Policy, on: string): readonly MeasureDeadlines[] =>
  Object.values(policy.toolboxes).map(({ firstWithin, developmentWithin }) => {
    const first = parameterOnDay(policy, firstWithin, on);
    const development = parameterOnDay(policy, developmentWithin, on);
    return {
      ...(first === undefined ? {} : { first }),
      ...(development === undefined ? {} : { development }),
    };
  });

function parameterText(parameter: ParameterOnDay, head: string, policy: Policy, locale: Locale): string {
  const { value, unit, standing } = parameter;
  // That no amount is set is said, so that nobody takes it for no limit.
  if (value === undefined)
    return `${head}${standing === undefined ? (locale === 'zh-CN' ? '未定' : 'not set') : absenceText(standing, locale)}`;
  return `${head}${showAmount(value, unit, locale)}${sourceOf(parameter, policy, locale)}`;
}

/** On whose word a parameter stands, in brackets. */
function sourceOf({ standing }: ParameterOnDay, policy: Policy, locale: Locale): string {
  if (standing === undefined) return '';
  const source = showProvenance(standing, policy.documents, locale);
  return locale === 'zh-CN' ? `（${source}）` : ` (${source})`;
}

/** What stands in brackets behind a measure: for what, how much, which department. */
export function measureDetails(advice: MeasureAdvice, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const titles = advice.answers.map(({ title }) => (zh ? title.zh : title.en));
  const parts = [
    advice.isUnderWay ? (zh ? '已在实施' : 'under way') : undefined,
    titles.length === 0 ? undefined : `${zh ? '对应' : 'for '}${titles.join(zh ? '、' : ', ')}`,
    advice.amount && parameterText(advice.amount, zh ? '标准 ' : 'amount ', policy, locale),
    advice.limit && parameterText(advice.limit, zh ? '上限 ' : 'at most ', policy, locale),
    advice.department === undefined
      ? undefined
      : zh
        ? `${advice.department}部门`
        : `department of ${advice.department}`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return '';
  return zh ? `（${parts.join('；')}）` : ` (${parts.join('; ')})`;
}

/** The deadlines in one sentence for a household that is advised to be identified. */
export function deadlineTexts(policy: Policy, on: string, locale: Locale): readonly string[] {
  const zh = locale === 'zh-CN';
  return measureDeadlines(policy, on).flatMap(({ first, development }) => [
    ...(first?.value === undefined
      ? []
      : [
          zh
            ? `首项措施应在识别后 ${first.value} 个月内落实${sourceOf(first, policy, locale)}`
            : `the first measure is due within ${first.value} ${first.value === '1' ? 'month' : 'months'} of identification${sourceOf(first, policy, locale)}`,
        ]),
    ...(development?.value === undefined
      ? []
      : [
          zh
            ? `有劳动力的，开发式帮扶措施应在 ${development.value} 个月内落实${sourceOf(development, policy, locale)}`
            : `where there is labour, a development measure within ${development.value} months${sourceOf(development, policy, locale)}`,
        ]),
  ]);
}
