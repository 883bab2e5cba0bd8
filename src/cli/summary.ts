import { EXIT_WORDS, identificationWords } from '../decision/outcome-words.js';
import { identificationColours } from '../tables/decision-workbook-outcomes.js';
import type { Locale } from '../values/issues.js';
import { formatRational, rational } from '../values/rational.js';
import type { CountedRow } from './assessed-rows.js';
import { textTable } from './text-table.js';

const WORDS = {
  'zh-CN': {
    identification: '识别建议',
    exit: '退出建议（监测中的农户）',
    households: '户数',
    share: '占比',
    total: '合计',
    unreadable: '读不出，未判定',
    causes: '识别待核实或无标准的主要原因',
    cause: '缺少',
    none: '没有',
    alerts: '需要核对的户',
  },
  en: {
    identification: 'Identification',
    exit: 'Exit (monitored households)',
    households: 'households',
    share: 'share',
    total: 'total',
    unreadable: 'could not be read, not decided',
    causes: 'Why households are to be verified, or have no standard',
    cause: 'missing',
    none: 'none',
    alerts: 'households to be checked',
  },
} as const;

const share = (count: number, total: number): string =>
  total === 0 ? '—' : `${formatRational(rational(BigInt(count) * 100n, BigInt(total)), 1)}%`;

function tally<Key extends string>(keys: Iterable<Key>): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** @param names the outcomes in words, in their order. */
function outcomeTable(
  title: string,
  names: readonly string[],
  outcomes: readonly string[],
  unreadable: number,
  locale: Locale,
): string[] {
  const words = WORDS[locale];
  const counts = tally(outcomes);
  const total = outcomes.length + unreadable;
  const rows = names
    .filter((name) => counts.has(name))
    .map((name) => [name, String(counts.get(name)), share(counts.get(name) ?? 0, total)]);
  if (unreadable > 0) rows.push([words.unreadable, String(unreadable), share(unreadable, total)]);
  return textTable([
    [title, words.households, words.share],
    ...rows,
    [words.total, String(total), share(total, total)],
  ]);
}

/** How often each missing fact stands in the way of an identification; the most frequent first. */
function causes(assessments: readonly CountedRow[], locale: Locale): string[] {
  const words = WORDS[locale];
  const open = assessments.filter(({ identification }) => identification.missing.length > 0);
  if (open.length === 0) return [];
  const counts = tally(
    open.flatMap(({ identification }) => [
      ...new Set(identification.missing.map((each) => (locale === 'zh-CN' ? each.title.zh : each.title.en))),
    ]),
  );
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10);
  return [
    '',
    ...textTable([
      [words.causes, words.households, words.share],
      ...rows.map(([title, count]) => [`${words.cause} ${title}`, String(count), share(count, open.length)]),
    ]),
  ];
}

/** The summary of a list: by outcome, every row counted once, with the causes of what is not decided. */
export function summaryLines(rows: readonly (CountedRow | undefined)[], locale: Locale): string[] {
  const words = WORDS[locale];
  const assessments = rows.filter((row) => row !== undefined);
  const unreadable = rows.length - assessments.length;
  const monitored = assessments
    .filter(({ exit }) => exit.outcome !== 'notApplicable')
    .map(({ exit }) => EXIT_WORDS[locale][exit.outcome]);
  const checked = assessments.filter(({ isChecked }) => isChecked).length;
  return [
    ...outcomeTable(
      words.identification,
      Object.keys(identificationColours(locale)),
      assessments.map((each) => identificationWords(each, locale)),
      unreadable,
      locale,
    ),
    ...causes(assessments, locale),
    '',
    ...(monitored.length > 0
      ? outcomeTable(words.exit, Object.values(EXIT_WORDS[locale]), monitored, 0, locale)
      : []),
    ...(checked > 0 ? ['', `  ${words.alerts}${locale === 'zh-CN' ? '：' : ': '}${checked}`] : []),
  ];
}
