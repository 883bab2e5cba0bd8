import { showDay } from '../../backends/words/show.js';
import type { Title } from '../../facts/kinds.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { ADVICE_WORDS, EXIT_WORDS, IDENTIFICATION_WORDS } from '../outcome-words.js';
import type { DecisionReport, DecisionShare } from './report.js';
import { DECIDED_EXIT_WORDS, DECIDED_IDENTIFICATION_WORDS, DIFFERENCE_REASON_WORDS } from './words.js';

const WORDS = {
  'zh-CN': {
    none: '日志里没有决定。',
    total: '共 {decisions} 个决定（按决定计，一户可能有几个）。',
    asAdvised: '与建议一致：{share}。',
    differing: '与建议不一致：{share}。',
    onlyOpen: '不一致的决定中，建议本身没有给出结论（待核实、建议复核、没有标准）、由人定下来的：{share}。',
    changes: '改了什么（占不一致的决定）：',
    identification: '识别：{advised} → 决定{decided}　{share}',
    exit: '退出：{advised} → 决定{decided}　{share}',
    reasons: '为什么（占不一致的决定）：',
    reason: '{reason}　{share}',
    ofRules: '与哪些规则有关（只看带规则结果的 {decisions} 个决定，其中不一致 {differing} 个）：',
    rule: '【{rule}】{truth}的决定中，不一致的　{share}',
    moreRules: '另有 {count} 项没有列出。',
    months: '按决定月份，不一致的：',
    month: '{month}　{share}',
    texts: '原因的文字（原话）：',
    text: '第 {sequence} 条（{reason}）：{text}',
    share: '{numerator} 个，占 {denominator} 个的 {percent}',
    noShare: '{numerator} 个（没有可比的决定）',
    advice: '这里的“建议”是{advice}。',
  },
  en: {
    none: 'The log has no decisions.',
    total: '{decisions} decisions (counted as decisions; a household may have several).',
    asAdvised: 'As advised: {share}.',
    differing: 'Other than advised: {share}.',
    onlyOpen:
      'Of those that differ, only answering what the advice had left open (to be verified, review, no standard): {share}.',
    changes: 'What differs (of the decisions that differ):',
    identification: 'identification, {advised} → decided: {decided}  {share}',
    exit: 'exit, {advised} → decided: {decided}  {share}',
    reasons: 'Why (of the decisions that differ):',
    reason: '{reason}  {share}',
    ofRules:
      'With which rules (only the {decisions} decisions whose receipts hold the truth of rules; {differing} of them differ):',
    rule: 'of the decisions in which "{rule}" {truth}, those that differ  {share}',
    moreRules: '{count} more are not listed.',
    months: 'By month of the decision, those that differ:',
    month: '{month}  {share}',
    texts: 'Texts of reasons (as they were written):',
    text: 'entry {sequence} ({reason}): {text}',
    share: '{numerator} of {denominator}, {percent}',
    noShare: '{numerator} (no decisions to compare with)',
    advice: 'What the engine gives is {advice}.',
  },
} as const satisfies Readonly<Record<Locale, Readonly<Record<string, string>>>>;

const TRUTH_WORDS: Readonly<Record<Locale, Readonly<Record<Truth, string>>>> = {
  'zh-CN': { true: '成立', false: '不成立', unknown: '不能判断' },
  en: { true: 'holds', false: 'does not hold', unknown: 'is unknown' },
};

/** The order in which the truths of rules are shown, and how many rules of each. */
const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];
const MOST_RULES_SHOWN = 10;

type Word = keyof (typeof WORDS)['en'];

const fill = (locale: Locale, word: Word, params: Readonly<Record<string, string | number>> = {}): string =>
  WORDS[locale][word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

function shareText({ numerator, denominator, text }: DecisionShare, locale: Locale): string {
  const params = { numerator, denominator, percent: text ?? '' };
  return fill(locale, text === undefined ? 'noShare' : 'share', params);
}

/** A heading and the lines below it; nothing where there are none. */
const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];

function changeLines({ changes }: DecisionReport, locale: Locale): string[] {
  return changes.map((change) => {
    const share = shareText(change.share, locale);
    return change.question === 'identification'
      ? fill(locale, 'identification', {
          advised: IDENTIFICATION_WORDS[locale][change.advised],
          decided: DECIDED_IDENTIFICATION_WORDS[locale][change.decided],
          share,
        })
      : fill(locale, 'exit', {
          advised: EXIT_WORDS[locale][change.advised],
          decided: DECIDED_EXIT_WORDS[locale][change.decided],
          share,
        });
  });
}

function ruleLines(
  { rules }: DecisionReport,
  locale: Locale,
  titles: Readonly<Record<string, Title>>,
): string[] {
  const nameOf = (rule: string): string => {
    const title = Object.hasOwn(titles, rule) ? titles[rule] : undefined;
    return title === undefined ? rule : locale === 'zh-CN' ? title.zh : title.en;
  };
  const shown = TRUTHS.flatMap((truth) =>
    rules.filter((each) => each.truth === truth).slice(0, MOST_RULES_SHOWN),
  );
  const lines = shown.map(({ rule, truth, share }) =>
    fill(locale, 'rule', {
      rule: nameOf(rule),
      truth: TRUTH_WORDS[locale][truth],
      share: shareText(share, locale),
    }),
  );
  const left = rules.length - shown.length;
  return left === 0 ? lines : [...lines, fill(locale, 'moreRules', { count: left })];
}

/**
 * A report in words, one text a line; every share with its denominator.
 * @param titles of the rules, where a policy is at hand; a rule without one is shown by its name.
 */
export function decisionReportTexts(
  report: DecisionReport,
  locale: Locale,
  titles: Readonly<Record<string, Title>> = {},
): readonly string[] {
  if (report.decisions === 0) return [fill(locale, 'none')];
  const { asAdvised, differing, onlyAnsweringOpenAdvice, reasons, months, reasonTexts = [] } = report;
  const reasonWords = DIFFERENCE_REASON_WORDS[locale];
  const isDiffering = differing.numerator > 0;
  return [
    fill(locale, 'total', { decisions: report.decisions }),
    fill(locale, 'asAdvised', { share: shareText(asAdvised, locale) }),
    fill(locale, 'differing', { share: shareText(differing, locale) }),
    ...(isDiffering ? [fill(locale, 'onlyOpen', { share: shareText(onlyAnsweringOpenAdvice, locale) })] : []),
    ...section(fill(locale, 'changes'), changeLines(report, locale)),
    ...section(
      fill(locale, 'reasons'),
      reasons.map(({ code, share }) =>
        fill(locale, 'reason', { reason: reasonWords[code], share: shareText(share, locale) }),
      ),
    ),
    ...section(fill(locale, 'ofRules', report.withRuleTruths), ruleLines(report, locale, titles)),
    ...section(
      fill(locale, 'months'),
      months.map((each) =>
        fill(locale, 'month', {
          month: showDay(each.month, locale),
          share: shareText(each.differing, locale),
        }),
      ),
    ),
    ...section(
      fill(locale, 'texts'),
      reasonTexts.map(({ sequence, code, text }) =>
        fill(locale, 'text', { sequence, reason: reasonWords[code], text: text.replace(/\s+/g, ' ') }),
      ),
    ),
    fill(locale, 'advice', { advice: ADVICE_WORDS[locale] }),
  ];
}
