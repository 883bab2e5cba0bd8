import { truthText } from '../backends/words/provenance-text.js';
import { showAmount } from '../backends/words/show.js';
import type { Reason, RuleReason } from '../policy/reason.js';
import type { Locale } from '../values/issues.js';
import type { Assessment, Concluded } from './assessment.js';
import { outlineOf } from './outlines.js';

interface Words {
  readonly locale: Locale;
  readonly colon: string;
  readonly separator: string;
  readonly allCriteria: string;
}
const WORDS: Readonly<Record<Locale, Words>> = {
  'zh-CN': { locale: 'zh-CN', colon: '：', separator: '；', allCriteria: '退出条件全部成立' },
  en: { locale: 'en', colon: ': ', separator: '; ', allCriteria: 'all exit criteria hold' },
};

const titled = (
  { title }: { readonly title: { readonly zh: string; readonly en: string } },
  { locale }: Words,
): string => (locale === 'zh-CN' ? title.zh : title.en);

function titleOf(reason: Reason, words: Words): string | undefined {
  if (reason.kind === 'named') return titled(reason, words);
  if (reason.kind === 'comparison') return titled(reason.fact, words);
  if (reason.kind === 'not' && reason.members[0] !== undefined) return titleOf(reason.members[0], words);
  return undefined;
}

/** The two numbers of a comparison and how far they are apart: （7,650.00 对 7,800.00 元/人·年，差 150.00）. */
function figures(reason: Reason, words: Words): string {
  if (reason.kind === 'named') return figures(reason.member, words);
  const isOfAmounts =
    reason.kind === 'comparison' &&
    reason.distance?.unit !== undefined &&
    reason.bound.value.type === 'number';
  if (
    !isOfAmounts ||
    reason.kind !== 'comparison' ||
    reason.distance === undefined ||
    reason.fact.value.type !== 'number'
  )
    return '';
  const { unit, amount } = reason.distance;
  const [value, bound, distance] = [
    reason.fact.value.low ?? '',
    (reason.bound.value as { low?: string }).low ?? '',
    amount.replace('-', ''),
  ];
  const plain = (exact: string): string => showAmount(exact, 'yuan', words.locale).replace(/ \S+$/, '');
  const withUnit = unit?.startsWith('yuan')
    ? plain
    : (exact: string): string => showAmount(exact, undefined, words.locale);
  return words.locale === 'zh-CN'
    ? `（${withUnit(value)} 对 ${showAmount(bound, unit, words.locale)}，差 ${withUnit(distance)}）`
    : ` (${withUnit(value)} against ${showAmount(bound, unit, words.locale)}, apart by ${withUnit(distance)})`;
}

/**
 * The first parts of a rule that decide it, by title: why it fails, or what leaves it open. A part that must not
 * hold is left out where others say enough: "is below the line: holds" would read as a reason for the contrary.
 */
function decisiveParts({ reason, truth }: RuleReason, words: Words): string[] {
  const deciding =
    reason.kind === 'all' || reason.kind === 'any'
      ? reason.members.filter((member) => member.truth === truth)
      : [reason];
  const plain = deciding.filter((member) => member.kind !== 'not');
  const members = plain.length > 0 ? plain : deciding;
  return members.flatMap((member) => {
    const title = titleOf(member, words);
    const shown = member.kind === 'not' ? (member.members[0]?.truth ?? truth) : truth;
    return title === undefined
      ? []
      : [`${title}${words.colon}${truthText(shown, words.locale)}${figures(member, words)}`];
  });
}

/** A rule that holds, with the figures of what it compared. */
function holdingRule(rule: RuleReason, words: Words): string {
  const members =
    rule.reason.kind === 'all' || rule.reason.kind === 'any' ? rule.reason.members : [rule.reason];
  return titled(rule, words) + members.map((member) => figures(member, words)).join('');
}

/**
 * One line for a table: the ways in that hold, or why none does, or what leaves them open; and for a household
 * that stays monitored, the exit criteria that fail. The full reasons are those of `explain`.
 */
export function shortReason(assessment: Assessment, locale: Locale): string {
  const words = WORDS[locale];
  const { identification, exit } = assessment;
  const { waysIn, redFlags, outcome } = identification;
  const reasons = (concluded: readonly Concluded[]): RuleReason[] =>
    concluded.map((each) => outlineOf(assessment, each.rule));
  const holding = reasons([...waysIn.certain, ...(outcome === 'review' ? redFlags.certain : [])]);
  const open = reasons(outcome === 'notIdentified' ? waysIn.excluded : waysIn.possible);
  const identified =
    waysIn.certain.length > 0
      ? holding.map((rule) => holdingRule(rule, words))
      : [...new Set(open.flatMap((way) => decisiveParts(way, words)))];
  const unmetTitles = new Map(exit.unmet.map((each) => [each.rule, titled(each, words)]));
  const unmet =
    exit.outcome === 'retain'
      ? [...unmetTitles.values()].map((title) => `${title}${words.colon}${truthText('false', locale)}`)
      : [];
  const released = exit.outcome === 'exit' ? [words.allCriteria] : [];
  return [...released, ...identified, ...unmet].join(words.separator);
}
