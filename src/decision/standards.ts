import { showProvenance } from '../backends/words/provenance-text.js';
import { showAmount, showDay } from '../backends/words/show.js';
import { absenceText, standingText } from '../backends/words/standing.js';
import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import { inForceOn } from '../policy/parameters.js';
import type { ParameterValue, Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';

/** An open term that a lower layer must set, such as the income standard, as it stands on the day. */
export interface StandardInForce {
  readonly name: string;
  readonly title: Title;
  /** Exact text; absent if nothing is in force. */
  readonly value?: string;
  readonly unit?: Unit;
  /** On whose word it stands, and how it was derived; absent if the packs say nothing of the day. */
  readonly standing?: Omit<ParameterValue, 'value'>;
}

/** The open terms that must be set, for a day: what every answer rests on. */
export function standardsInForce(policy: Policy, on: string): readonly StandardInForce[] {
  return Object.entries(policy.parameters).flatMap(([name, { title, unit, open, series }]) => {
    if (open !== 'must') return [];
    const entry = inForceOn(series, on);
    const { value, ...standing } = entry ?? {};
    return [
      {
        name,
        title,
        ...(typeof value === 'string' ? { value } : {}),
        ...(unit === undefined ? {} : { unit }),
        ...('from' in standing ? { standing: standing as Omit<ParameterValue, 'value'> } : {}),
      },
    ];
  });
}

/** The layers for a time that are in force, in sentences. */
export const temporaryTexts = (policy: Policy, locale: Locale): readonly string[] =>
  policy.layers.flatMap(({ title, temporary }) => {
    if (temporary === undefined) return [];
    return locale === 'zh-CN'
      ? [`${title.zh}（${temporary.reason.zh}，至${showDay(temporary.to, locale)}）`]
      : [`${title.en} (${temporary.reason.en}, to ${temporary.to})`];
  });

/** A standard in one sentence: the amount, on whose word, how it was derived; or why there is none. */
export function standardText(standard: StandardInForce, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const title = zh ? standard.title.zh : standard.title.en;
  const { value, unit, standing } = standard;
  const bracketed = (text: string): string => (zh ? `（${text}）` : ` (${text})`);
  if (value === undefined) return `${title}${bracketed(absenceText(standing, locale))}`;
  if (standing === undefined) return `${title} ${showAmount(value, unit, locale)}`;
  const parts = [showProvenance(standing, policy.documents, locale), standingText(standing, locale)];
  const known = parts.filter((part) => part !== undefined).join(zh ? '，' : ', ');
  return `${title} ${showAmount(value, unit, locale)}${bracketed(known)}`;
}
