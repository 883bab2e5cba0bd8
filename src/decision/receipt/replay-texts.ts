import { truthText } from '../../backends/words/reason-lines.js';
import { showCode } from '../../backends/words/show.js';
import type { Policy } from '../../policy/policy.js';
import { NO_CONCLUSION } from '../../policy/stages.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { EXIT_WORDS, IDENTIFICATION_WORDS } from '../outcome-words.js';
import type { Replay, ReplayDifference } from './replay.js';

const OUTCOME_NAMES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  identification: { 'zh-CN': '识别结论', en: 'identification' },
  exit: { 'zh-CN': '退出结论', en: 'exit' },
  category: { 'zh-CN': '类别', en: 'category' },
  reassessment: { 'zh-CN': '综合研判', en: 'reassessment' },
  exitMode: { 'zh-CN': '消除方式', en: 'exit mode' },
  tier: { 'zh-CN': '困难程度', en: 'tier' },
  track: { 'zh-CN': '帮扶类型', en: 'track' },
};

function outcomeText(name: string, value: string, locale: Locale): string {
  const words: Readonly<Record<string, string>> =
    name === 'identification' ? IDENTIFICATION_WORDS[locale] : name === 'exit' ? EXIT_WORDS[locale] : {};
  if (Object.hasOwn(words, value)) return words[value] as string;
  const none = locale === 'zh-CN' ? '无' : 'none';
  return value
    .split(', ')
    .map((code) => (code === NO_CONCLUSION ? none : showCode(code, locale)))
    .join(locale === 'zh-CN' ? '、' : ', ');
}

const TRUTHS: readonly string[] = ['true', 'false', 'unknown'];
const shownTruth = (value: string, locale: Locale): string =>
  TRUTHS.includes(value) ? truthText(value as Truth, locale) : value;

function differenceText(difference: ReplayDifference, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const { what, name = '', stored, now } = difference;
  const told = (title: string, before: string, after: string): string =>
    zh
      ? `${title}：凭据上是“${before}”，现在是“${after}”`
      : `${title}: "${before}" in the receipt, now "${after}"`;
  switch (what) {
    case 'facts':
      return zh
        ? '事实与出具凭据时不同（摘要不符）'
        : 'the facts are not those of the receipt (their digest differs)';
    case 'unusable':
      return told(zh ? '读不出的事实' : 'facts that could not be read', stored, now);
    case 'declaredBlanks':
      return told(zh ? '按声明理解的空白' : 'declared blanks', stored, now);
    case 'outcome':
      return told(
        OUTCOME_NAMES[name]?.[locale] ?? name,
        outcomeText(name, stored, locale),
        outcomeText(name, now, locale),
      );
    case 'rule': {
      const title = policy.rules[name]?.title;
      const shown = title === undefined ? name : zh ? title.zh : title.en;
      return told(
        zh ? `规则“${shown}”` : `rule "${shown}"`,
        shownTruth(stored, locale),
        shownTruth(now, locale),
      );
    }
  }
}

/** What came of a replay, in lines: same, or each thing that differs and where. */
export function replayTexts(replay: Replay, policy: Policy, locale: Locale): readonly string[] {
  const zh = locale === 'zh-CN';
  const versions = zh
    ? `出具 ${replay.madeBy}，重放 ${replay.replayedBy}`
    : `made by ${replay.madeBy}, replayed by ${replay.replayedBy}`;
  if (replay.same) return [zh ? `相同（${versions}）` : `the same (${versions})`];
  const newer = zh
    ? '凭据是用更新的版本出具的；请用那个版本或更新的版本再重放一次'
    : 'the receipt was made by a newer version; replay it with that one or a later one';
  return [
    zh ? `不同（${versions}）` : `different (${versions})`,
    ...(replay.madeByNewer ? [newer] : []),
    ...replay.differences.map((difference) => differenceText(difference, policy, locale)),
  ];
}
