import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { inLocale, leafText } from './leaf-words.js';
import type { CaseCoverage, LeafCoverage, RuleCoverage } from './rule-coverage.js';

const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];

const TRUTH_WORDS: Readonly<Record<Locale, Readonly<Record<Truth, string>>>> = {
  'zh-CN': { true: '成立', false: '不成立', unknown: '未知' },
  en: { true: 'true', false: 'false', unknown: 'unknown' },
};

/** How many of the cases of a rule's conditions were seen, can be seen at all, and are impossible. */
export interface CaseCounts {
  readonly seen: number;
  readonly possible: number;
  readonly impossible: number;
}

const casesOf = ({ leaves }: RuleCoverage): readonly CaseCoverage[] =>
  leaves.flatMap((leaf) => [leaf.whenTrue, leaf.whenFalse]);

/** The cases of one rule or of several. */
export function countCases(rules: readonly RuleCoverage[]): CaseCounts {
  const cases = rules.flatMap(casesOf);
  const impossible = cases.filter(({ status }) => status === 'impossible').length;
  const seen = cases.filter(({ status }) => status === 'seen').length;
  return { seen, possible: cases.length - impossible, impossible };
}

/** A rule by its title and name; where two of one name stand in the list, with its pack. */
function nameOf(coverage: RuleCoverage, all: readonly RuleCoverage[], locale: Locale): string {
  const isAlone = all.filter(({ rule }) => rule === coverage.rule).length === 1;
  const parts = [coverage.rule, ...(isAlone ? [] : [coverage.layer])];
  const title = inLocale(coverage.title, locale);
  return locale === 'zh-CN' ? `${title}（${parts.join('，')}）` : `${title} (${parts.join(', ')})`;
}

const HEADS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['规则', '成立', '不成立', '未知', '条件覆盖', '不可能'],
  en: ['rule', 'true', 'false', 'unknown', 'conditions', 'impossible'],
};

/** One row a rule below a row of heads; a dash is an outcome that is impossible. */
export function coverageTable(rules: readonly RuleCoverage[], locale: Locale): string[][] {
  const rows = rules.map((coverage) => {
    const { seen, possible, impossible } = countCases([coverage]);
    const counts = TRUTHS.map((truth) =>
      coverage.outcomes[truth].status === 'impossible' ? '—' : String(coverage.counts[truth]),
    );
    return [nameOf(coverage, rules, locale), ...counts, `${seen}/${possible}`, String(impossible)];
  });
  return [[...HEADS[locale]], ...rows];
}

function caseText(leaf: LeafCoverage, truth: Truth, coverage: RuleCoverage, locale: Locale): string {
  const text = leafText(leaf, coverage.titles, locale);
  return locale === 'zh-CN'
    ? `${text} ${TRUTH_WORDS[locale][truth]}，并且单凭它就改变结论`
    : `${text} is ${truth} and alone turns the outcome`;
}

interface Shown {
  readonly text: string;
  readonly found: CaseCoverage;
  /** Of a case: the leaf that it is about. */
  readonly leaf?: number;
}

/** Every outcome and case of a rule in words. */
function* shownCases(coverage: RuleCoverage, locale: Locale): Generator<Shown> {
  for (const truth of TRUTHS) {
    const text =
      locale === 'zh-CN'
        ? `这条规则${TRUTH_WORDS[locale][truth]}`
        : `the rule is ${TRUTH_WORDS[locale][truth]}`;
    yield { text, found: coverage.outcomes[truth] };
  }
  for (const [index, leaf] of coverage.leaves.entries()) {
    yield { text: caseText(leaf, 'true', coverage, locale), found: leaf.whenTrue, leaf: index };
    yield { text: caseText(leaf, 'false', coverage, locale), found: leaf.whenFalse, leaf: index };
  }
}

/** What no household shows of the rules that are not covered, a heading for each rule and its lines below it. */
export function missingLines(rules: readonly RuleCoverage[], locale: Locale): string[] {
  const zh = locale === 'zh-CN';
  return rules.flatMap((coverage) => {
    const lines = [...shownCases(coverage, locale)].flatMap(({ text, found }) => {
      if (found.status === 'missing') return [`  ${zh ? '没有一户：' : 'no household: '}${text}`];
      if (found.status !== 'undecided') return [];
      return [
        zh
          ? `  没有一户：${text}（牵连太多，未能判定这种情形是否可能）`
          : `  no household: ${text} (too much to search; whether it is possible was not decided)`,
      ];
    });
    return lines.length === 0 ? [] : [nameOf(coverage, rules, locale), ...lines];
  });
}

/** The cases that cannot be, each with the other conditions of the rule that exclude it. */
export function impossibleLines(rules: readonly RuleCoverage[], locale: Locale): string[] {
  const zh = locale === 'zh-CN';
  return rules.flatMap((coverage) => {
    const lines = [...shownCases(coverage, locale)].flatMap(({ text, found, leaf }) => {
      if (found.status !== 'impossible') return [];
      const others = found.forcedBy
        .filter((index) => index !== leaf)
        .map((index) => leafText(coverage.leaves[index] as LeafCoverage, coverage.titles, locale));
      if (others.length === 0)
        return [`  ${text}${zh ? '：所读内容本身不会如此' : ': what it reads can never be so'}`];
      return [
        zh ? `  ${text}：受牵连于 ${others.join('；')}` : `  ${text}: excluded by ${others.join('; ')}`,
      ];
    });
    return lines.length === 0 ? [] : [nameOf(coverage, rules, locale), ...lines];
  });
}
