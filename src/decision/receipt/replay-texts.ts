import { truthText } from '../../backends/words/provenance-text.js';
import { showCode, showDay } from '../../backends/words/show.js';
import type { Title } from '../../facts/kinds.js';
import type { Policy } from '../../policy/policy.js';
import { NO_CONCLUSION } from '../../policy/stages.js';
import { isDay } from '../../values/day.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { namedFact } from '../named-fact.js';
import { EXIT_WORDS, IDENTIFICATION_WORDS } from '../outcome-words.js';
import type { Replay, ReplayDifference } from './replay.js';

const NAMES: Readonly<Record<'outcome' | 'policy', Readonly<Record<string, Title>>>> = {
  outcome: {
    identification: { zh: '识别结论', en: 'identification' },
    exit: { zh: '退出结论', en: 'exit' },
    category: { zh: '类别', en: 'category' },
    reassessment: { zh: '综合研判', en: 'reassessment' },
    exitMode: { zh: '消除方式', en: 'exit mode' },
    tier: { zh: '困难程度', en: 'tier' },
    track: { zh: '帮扶类型', en: 'track' },
  },
  policy: {
    region: { zh: '政策的区划代码', en: 'division code of the policy' },
    validFrom: { zh: '政策有效期的首日', en: 'first day of the policy' },
    validTo: { zh: '政策有效期的末日', en: 'last day of the policy' },
    knownOn: { zh: '政策只用到哪天已公布的内容', en: 'day by which all of the policy was published' },
    layers: { zh: '政策的层级', en: 'layers of the policy' },
    documents: { zh: '政策引用的文件', en: 'documents of the policy' },
  },
};

const TRUTHS: readonly string[] = ['true', 'false', 'unknown'];

/** A receipt that somebody changed may hold anything: nothing in it steers the screen that it is shown on. */
const plain = (text: string): string => text.replace(/\p{C}/gu, '\uFFFD');

/** One text of a difference in the language of the reader. */
function shown({ what, name }: ReplayDifference, text: string, locale: Locale): string {
  if (what === 'rule') return TRUTHS.includes(text) ? truthText(text as Truth, locale) : text;
  if (what === 'unusable' || what === 'declaredBlanks' || what === 'declarations') {
    const title = namedFact(text)?.title;
    return title === undefined ? text : locale === 'zh-CN' ? title.zh : title.en;
  }
  if (what === 'policy') return isDay(text) ? showDay(text, locale) : text;
  const words: Readonly<Record<string, string>> =
    name === 'identification' ? IDENTIFICATION_WORDS[locale] : name === 'exit' ? EXIT_WORDS[locale] : {};
  if (Object.hasOwn(words, text)) return words[text] as string;
  if (text === NO_CONCLUSION) return locale === 'zh-CN' ? '无' : 'none';
  return showCode(text, locale);
}

function titleOf({ what, name = '' }: ReplayDifference, policy: Policy, zh: boolean): string {
  const of = (title: Title | undefined): string =>
    title === undefined ? plain(name) : zh ? title.zh : title.en;
  switch (what) {
    case 'unusable':
      return zh ? '读不出的事实' : 'facts that could not be read';
    case 'declaredBlanks':
      return zh ? '按声明理解的空白' : 'declared blanks';
    case 'declarations':
      return zh ? '列名对照表的声明' : 'what the column mapping declares';
    case 'outcome':
    case 'policy':
      return of(Object.hasOwn(NAMES[what], name) ? NAMES[what][name] : undefined);
    default: {
      const rule = Object.hasOwn(policy.rules, name) ? policy.rules[name] : undefined;
      return zh ? `规则“${of(rule?.title)}”` : `rule "${of(rule?.title)}"`;
    }
  }
}

function differenceText(difference: ReplayDifference, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  if (difference.what === 'facts')
    return zh
      ? '事实与出具凭据时不同（摘要不符）'
      : 'the facts are not those of the receipt (their digest differs)';
  const list = (texts: readonly string[]): string =>
    texts.map((text) => plain(shown(difference, text, locale))).join(zh ? '、' : ', ') || '—';
  const [title, before, after] = [
    titleOf(difference, policy, zh),
    list(difference.stored),
    list(difference.now),
  ];
  // Two documents of one name, say: what differs is not in what is shown.
  if (before === after)
    return zh ? `${title}：与凭据上的内容不同（“${after}”）` : `${title}: not as in the receipt ("${after}")`;
  return zh
    ? `${title}：凭据上是“${before}”，现在是“${after}”`
    : `${title}: "${before}" in the receipt, now "${after}"`;
}

/**
 * What differs, each in a line. Where the facts are not those of the receipt, rules are only counted: what they say
 * is of other facts, perhaps of another household's illness.
 */
function differenceTexts({ differences }: Replay, policy: Policy, locale: Locale): readonly string[] {
  const hasOtherFacts = differences.some(({ what }) => what === 'facts');
  const told = hasOtherFacts ? differences.filter(({ what }) => what !== 'rule') : differences;
  const untold = differences.length - told.length;
  const count =
    locale === 'zh-CN'
      ? `另有 ${untold} 条规则的结果随之不同`
      : `with them, ${untold} rules come to another result`;
  return [
    ...told.map((difference) => differenceText(difference, policy, locale)),
    ...(untold > 0 ? [count] : []),
  ];
}

/**
 * What came of a replay, in lines: same, or each thing that differs and where. No fact stands in them, but truths of
 * rules do: they are kept like the case file.
 */
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
    ...differenceTexts(replay, policy, locale),
  ];
}
