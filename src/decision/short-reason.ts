import { truthText } from '../backends/words/reason-lines.js';
import type { Reason, RuleReason } from '../policy/reason.js';
import type { Locale } from '../values/issues.js';
import type { Assessment } from './assessment.js';

const titleOf = (reason: Reason, locale: Locale): string | undefined => {
  if (reason.kind === 'named') return locale === 'zh-CN' ? reason.title.zh : reason.title.en;
  if (reason.kind === 'comparison') return locale === 'zh-CN' ? reason.fact.title.zh : reason.fact.title.en;
  if (reason.kind === 'not' && reason.members[0] !== undefined) return titleOf(reason.members[0], locale);
  return undefined;
};

/**
 * The first parts of a rule that decide it, by title: why it fails, or what leaves it open. A part that must not
 * hold is left out where others say enough: "is below the line: holds" would read as a reason for the contrary.
 */
function decisiveParts({ reason, truth }: RuleReason, locale: Locale): string[] {
  const deciding = reason.kind === 'all' || reason.kind === 'any' ? reason.members.filter((member) => member.truth === truth) : [reason];
  const plain = deciding.filter((member) => member.kind !== 'not');
  const members = plain.length > 0 ? plain : deciding;
  return members.flatMap((member) => {
    const title = titleOf(member, locale);
    return title === undefined ? [] : [`${title}${locale === 'zh-CN' ? '：' : ': '}${truthText(member.kind === 'not' ? (member.members[0]?.truth ?? truth) : truth, locale)}`];
  });
}

/**
 * One line for a table: the ways in that hold, or why none does, or what leaves them open; and for a household
 * that stays monitored, the exit criteria that fail. The full reasons are those of `explain`.
 */
export function shortReason(assessment: Assessment, locale: Locale): string {
  const { identification, exit } = assessment;
  const separator = locale === 'zh-CN' ? '；' : '; ';
  const ways = assessment.reasons().filter((rule) => rule.stage === 'identify');
  const holding = [...identification.waysIn.certain, ...(identification.outcome === 'review' ? identification.redFlags.certain : [])];
  const title = (each: { title: { zh: string; en: string } }): string => (locale === 'zh-CN' ? each.title.zh : each.title.en);
  const identified = holding.length > 0 ? holding.map(title) : [...new Set(ways.filter((way) => identification.outcome === 'notIdentified' || way.truth === 'unknown').flatMap((way) => decisiveParts(way, locale)))];
  const unmet = exit.outcome === 'retain' ? exit.unmet.map((each) => `${title(each)}${locale === 'zh-CN' ? '：' : ': '}${truthText('false', locale)}`) : [];
  return [...identified, ...unmet].join(separator);
}

