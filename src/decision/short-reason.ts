import type { Locale } from '../values/issues.js';
import type { Assessment } from './assessment.js';
import { behindOf } from './behind.js';
import { partTexts } from './part-texts.js';
import { reasonTexts } from './reason-texts.js';
import { partText, type RuleTexts } from './rule-texts.js';

const WORDS = {
  'zh-CN': { separator: '；', allCriteria: '退出条件全部成立' },
  en: { separator: '; ', allCriteria: 'all exit criteria hold' },
} as const;

/**
 * One line for a table: the ways in that hold, or why none does, or what leaves them open; and for a household
 * that stays monitored, the exit criteria that fail. The full reasons are those of `explain`.
 */
export function shortReason(assessment: Assessment, locale: Locale): string {
  const behind = behindOf(assessment);
  // A copy has only its reasons.
  const texts = behind === undefined ? reasonTexts(assessment, locale) : partTexts(behind, locale);
  return shortReasonOf(assessment, texts, locale);
}

/** The same line, with what is told of its rules. */
export function shortReasonOf(
  { identification, exit }: Pick<Assessment, 'identification' | 'exit'>,
  of: RuleTexts,
  locale: Locale,
): string {
  const { separator, allCriteria } = WORDS[locale];
  const { waysIn, redFlags, outcome } = identification;
  const texts: string[] = exit.outcome === 'exit' ? [allCriteria] : [];
  if (waysIn.certain.length > 0) {
    for (const { rule } of waysIn.certain) texts.push(of.holding(rule));
    if (outcome === 'review') for (const { rule } of redFlags.certain) texts.push(of.holding(rule));
  } else {
    const open = outcome === 'notIdentified' ? waysIn.excluded : waysIn.possible;
    const decisiveTexts = new Set<string>();
    for (const { rule } of open) for (const text of of.decisive(rule)) decisiveTexts.add(text);
    texts.push(...decisiveTexts);
  }
  if (exit.outcome === 'retain')
    for (const { title } of exit.unmet) texts.push(partText(title, 'false', locale));
  return texts.join(separator);
}
