import type { Title } from '../facts/kinds.js';
import type { Reason, RuleReason } from '../policy/reason.js';
import type { Locale } from '../values/issues.js';
import { rationalFromExactText } from '../values/rational.js';
import type { Assessment } from './assessment.js';
import { comparedFigures } from './compared-figures.js';
import { partText, type RuleTexts } from './rule-texts.js';

function titleOf(reason: Reason): Title | undefined {
  if (reason.kind === 'named') return reason.title;
  if (reason.kind === 'comparison') return reason.fact.title;
  if (reason.kind === 'not' && reason.members[0] !== undefined) return titleOf(reason.members[0]);
  return undefined;
}

function figures(reason: Reason, locale: Locale): string {
  if (reason.kind === 'named') return figures(reason.member, locale);
  if (reason.kind !== 'comparison') return '';
  const { fact, bound, distance } = reason;
  const unit = distance?.unit;
  if (unit === undefined || fact.value.type !== 'number' || bound.value.type !== 'number') return '';
  const [value, line] = [fact, bound].map((term) =>
    rationalFromExactText((term.value as { readonly low?: string }).low ?? ''),
  );
  return value === undefined || line === undefined ? '' : comparedFigures(value, line, unit, locale);
}

const membersOf = ({ reason }: RuleReason): readonly Reason[] =>
  reason.kind === 'all' || reason.kind === 'any' ? reason.members : [reason];

/**
 * A part that must not hold is left out where others say enough: "is below the line: holds" would read as a reason for
 * the contrary.
 */
function decisiveParts(rule: RuleReason, locale: Locale): readonly string[] {
  const { truth, reason } = rule;
  const isWhole = reason.kind !== 'all' && reason.kind !== 'any';
  const deciding = membersOf(rule).filter((member) => isWhole || member.truth === truth);
  const plain = deciding.filter((member) => member.kind !== 'not');
  return (plain.length > 0 ? plain : deciding).flatMap((member) => {
    const title = titleOf(member);
    const shown = member.kind === 'not' ? (member.members[0]?.truth ?? truth) : truth;
    return title === undefined ? [] : [partText(title, shown, locale) + figures(member, locale)];
  });
}

/** What one line tells of rules, from their whole reasons: the definition of `partTexts`. */
export const reasonTexts = ({ reasonOf }: Assessment, locale: Locale): RuleTexts => ({
  holding: (name) => {
    const rule = reasonOf(name);
    const title = locale === 'zh-CN' ? rule.title.zh : rule.title.en;
    return (
      title +
      membersOf(rule)
        .map((member) => figures(member, locale))
        .join('')
    );
  },
  decisive: (name) => decisiveParts(reasonOf(name), locale),
});
