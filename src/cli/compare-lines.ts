import { showDay } from '../backends/words/show.js';
import type { CauseCounts } from '../tables/compare-decisions-summary.js';
import type {
  ChangeCounts,
  Comparison,
  HouseholdChange,
  MadeBy,
  RowsOfFile,
  Transition,
} from '../tables/compare-decisions-types.js';
import { looksLikeIdentityNumber } from '../tables/identity-number.js';
import { isDay } from '../values/day.js';
import { describeIssue, type Locale } from '../values/issues.js';
import type { ChangeWords } from './compare-words.js';
import { textTable } from './text-table.js';

const WORDS = {
  'zh-CN': {
    colon: '：',
    comma: '，',
    files: { old: '旧结果', new: '新结果' },
    rows: '行数',
    matched: '两份都有的户',
    only: '只在这一份里的户',
    repeated: '户编号重复，没有比较',
    withoutNumber: '户编号缺少或残缺，没有比较',
    unreadable: '已损坏，没有比较',
    total: '合计',
    madeBy: { on: '研判日期', policy: '政策', engine: '程序版本', region: '区划' },
    counts: {
      unchanged: '结论相同',
      changed: '结论有变化',
      added: '新增（只在新结果里）',
      gone: '不再有（只在旧结果里）',
    },
    households: '户数',
    transitions: { identification: '识别建议：从旧（左）到新（上）', exit: '退出建议：从旧（左）到新（上）' },
    notOld: '（旧结果里没有）',
    notNew: '（新结果里没有）',
    blank: '（空）',
    township: '乡镇',
    noTownship: '（没有填乡镇）',
    short: { unchanged: '相同', changed: '有变化', added: '新增', gone: '不再有' },
    causes: '变化的户里，哪些规则和参数不同（不一定都是原因；一户可以有几项）',
    begun: (rule: string) => `新依据的规则：${rule}`,
    ended: (rule: string) => `不再依据的规则：${rule}`,
    policyWithoutParameter: '政策、日期、程序或区划不同，两份都列出的参数没有变',
    facts: '政策、日期和程序都相同，登记的内容或读名单的办法（列名对照、空白声明）有变化',
    unknown: '结果里没有写政策、日期或程序版本，原因不明',
    policyNote: '政策或日期不同的户，农户自己的情况是否也变了，从结果里看不出；要对照两次的凭据和事实。',
    more: (count: number) => `……另有 ${count} 项`,
    shown: (shown: number, all: number, out: boolean) =>
      `有变化的户${shown < all ? `（前 ${shown} 户，共 ${all} 户；${out ? '全部在写出的文件里' : '用 --out 文件.csv 写出全部'}）` : ''}：`,
    row: (row: number) => `第 ${row} 行`,
    masked: '（户编号形似证件号码，不显示）',
    why: '不同之处：',
    same: '两份结果没有变化。',
    sameOfCompared: '能比较的户没有变化；没有比较的见上面的提示。',
  },
  en: {
    colon: ': ',
    comma: ', ',
    files: { old: 'old', new: 'new' },
    rows: 'rows',
    matched: 'households of both files',
    only: 'households of this file only',
    repeated: 'repeated number, not compared',
    withoutNumber: 'number missing or shortened, not compared',
    unreadable: 'damaged, not compared',
    total: 'total',
    madeBy: { on: 'day', policy: 'policy', engine: 'version of the program', region: 'region' },
    counts: {
      unchanged: 'decided as before',
      changed: 'decided otherwise',
      added: 'new (in the new file only)',
      gone: 'gone (in the old file only)',
    },
    households: 'households',
    transitions: {
      identification: 'Identification: from old (left) to new (top)',
      exit: 'Exit: from old (left) to new (top)',
    },
    notOld: '(not in the old file)',
    notNew: '(not in the new file)',
    blank: '(blank)',
    township: 'township',
    noTownship: '(no township)',
    short: { unchanged: 'as before', changed: 'changed', added: 'new', gone: 'gone' },
    causes: 'What is other where decisions changed (not always the cause; a household may have several)',
    begun: (rule: string) => `newly decides: ${rule}`,
    ended: (rule: string) => `no longer decides: ${rule}`,
    policyWithoutParameter: 'another policy, day, program or region; no parameter listed by both is other',
    facts:
      'policy, day and program are the same; what is known of the household, or how the list was read, has changed',
    unknown: 'the decisions do not say by which policy, day or version',
    policyNote:
      'Where policy or day differ, the decisions do not tell whether the household has changed too; the receipts and facts of both do.',
    more: (count: number) => `… and ${count} more`,
    shown: (shown: number, all: number, out: boolean) =>
      `Changed households${shown < all ? ` (the first ${shown} of ${all}; ${out ? 'all are in the file written' : '--out FILE.csv writes all'})` : ''}:`,
    row: (row: number) => `row ${row}`,
    masked: '(the household number looks like an identity number and is not shown)',
    why: 'other: ',
    same: 'Nothing has changed.',
    sameOfCompared: 'Of what could be compared nothing has changed; what could not is told above.',
  },
} as const;
type Words = (typeof WORDS)[Locale];

/** So many causes of a kind are printed. */
const MOST_CAUSES = 15;

function madeByLines(file: string, made: MadeBy, words: Words, locale: Locale): string {
  const shown = (texts: readonly string[]): string =>
    texts
      .slice(0, 3)
      .map((text) => (text === '' ? words.blank : isDay(text) ? showDay(text, locale) : text))
      .concat(texts.length > 3 ? [words.more(texts.length - 3)] : [])
      .join(words.comma);
  const parts = (['on', 'region', 'policy', 'engine'] as const)
    .filter((key) => made[key].some((text) => text !== ''))
    .map((key) => `${words.madeBy[key]} ${shown(made[key])}`);
  return `${file}${parts.length === 0 ? '' : `${words.colon}${parts.join(words.comma)}`}`;
}

function rowTable(old: RowsOfFile, now: RowsOfFile, words: Words): string[] {
  const keys = ['matched', 'only', 'repeated', 'withoutNumber', 'unreadable'] as const;
  return textTable([
    [words.rows, words.files.old, words.files.new],
    ...keys
      .filter((key) => key === 'matched' || key === 'only' || old[key] + now[key] > 0)
      .map((key) => [words[key], String(old[key]), String(now[key])]),
    [words.total, String(old.rows), String(now.rows)],
  ]);
}

const KINDS = ['unchanged', 'changed', 'added', 'gone'] as const;

/** The outcomes of old down, those of new across; households that only one file has at the ends. */
function transitionTable(title: string, transitions: readonly Transition[], words: Words): string[] {
  const shown = (text: string): string => (text === '' ? words.blank : text);
  const sides = (side: 'old' | 'new'): string[] =>
    [...new Set(transitions.flatMap((each) => each[side] ?? []))].sort();
  const columns: readonly (string | undefined)[] = [
    ...sides('new'),
    ...(transitions.some((each) => each.new === undefined) ? [undefined] : []),
  ];
  const rows: readonly (string | undefined)[] = [
    ...sides('old'),
    ...(transitions.some((each) => each.old === undefined) ? [undefined] : []),
  ];
  const counts = new Map(
    transitions.map((each) => [JSON.stringify([each.old ?? null, each.new ?? null]), each.households]),
  );
  const count = (old: string | undefined, now: string | undefined): number =>
    counts.get(JSON.stringify([old ?? null, now ?? null])) ?? 0;
  const sum = (numbers: readonly number[]): string =>
    String(numbers.reduce((left, right) => left + right, 0));
  return textTable([
    [title, ...columns.map((now) => (now === undefined ? words.notNew : shown(now))), words.total],
    ...rows.map((old) => {
      const cells = columns.map((now) => count(old, now));
      return [old === undefined ? words.notOld : shown(old), ...cells.map(String), sum(cells)];
    }),
    [
      words.total,
      ...columns.map((now) => sum(rows.map((old) => count(old, now)))),
      sum(transitions.map(({ households }) => households)),
    ],
  ]);
}

function townshipTable(townships: NonNullable<Comparison['townships']>, words: Words): string[] {
  return textTable([
    [words.township, ...KINDS.map((kind) => words.short[kind])],
    ...townships.map((each) => [
      each.township === '' ? words.noTownship : each.township,
      ...KINDS.map((kind) => String(each[kind])),
    ]),
  ]);
}

function causeTable(causes: CauseCounts, change: ChangeWords, words: Words): string[] {
  const most = (rows: readonly (readonly [string, number])[]): [string, string][] => [
    ...rows.slice(0, MOST_CAUSES).map(([text, households]): [string, string] => [text, String(households)]),
    ...(rows.length > MOST_CAUSES ? [[words.more(rows.length - MOST_CAUSES), ''] as [string, string]] : []),
  ];
  const rows = [
    ...most(causes.parameters.map((each) => [change.parameter(each), each.households])),
    ...most(causes.rulesBegun.map(({ rule, households }) => [words.begun(change.rule(rule)), households])),
    ...most(causes.rulesEnded.map(({ rule, households }) => [words.ended(change.rule(rule)), households])),
    ...most(
      (['policyWithoutParameter', 'facts', 'unknown'] as const)
        .filter((key) => causes[key] > 0)
        .map((key) => [words[key], causes[key]]),
    ),
  ];
  return rows.length === 0 ? [] : ['', ...textTable([[words.causes, words.households], ...rows])];
}

const isSame = ({ changed, added, gone }: ChangeCounts): boolean => changed + added + gone === 0;

/** A comparison in lines: the files, what became of their rows, the answers from old to new, townships, causes. */
export function comparisonLines(
  comparison: Comparison,
  causes: CauseCounts,
  change: ChangeWords,
  locale: Locale,
): string[] {
  const words = WORDS[locale];
  const { old, new: now, counts, madeBy, townships, issues } = comparison;
  const isWhole = issues.every(({ severity }) => severity !== 'error');
  const moved = (transitions: readonly Transition[] | undefined): readonly Transition[] =>
    transitions?.some((each) => each.old !== each.new) === true ? transitions : [];
  const tables = (['identification', 'exit'] as const).map((key) => ({
    title: words.transitions[key],
    transitions: moved(comparison[key]),
  }));
  return [
    madeByLines(words.files.old, madeBy.old, words, locale),
    madeByLines(words.files.new, madeBy.new, words, locale),
    ...issues.map((found) => describeIssue(found, locale)),
    '',
    ...rowTable(old, now, words),
    '',
    ...textTable([
      ['', words.households],
      ...KINDS.map((kind) => [words.counts[kind], String(counts[kind])]),
    ]),
    ...tables
      .filter(({ transitions }) => transitions.length > 0)
      .flatMap(({ title, transitions }) => ['', ...transitionTable(title, transitions, words)]),
    ...(townships === undefined || isSame(counts) ? [] : ['', ...townshipTable(townships, words)]),
    ...causeTable(causes, change, words),
    ...(causes.policy > 0 ? ['', words.policyNote] : []),
    ...(isSame(counts) && old.matched > 0 ? ['', isWhole ? words.same : words.sameOfCompared] : []),
  ];
}

/** The first households that were decided otherwise, and by what. */
export function changeLines(
  changes: readonly HouseholdChange[],
  all: number,
  isWritten: boolean,
  change: ChangeWords,
  locale: Locale,
): string[] {
  const words = WORDS[locale];
  if (changes.length === 0) return [];
  return [
    '',
    words.shown(changes.length, all, isWritten),
    ...changes.flatMap((each) => {
      const place = words.row(each.newRow ?? each.oldRow ?? 0);
      const name = looksLikeIdentityNumber(each.householdId) ? words.masked : each.householdId;
      const why = change.why(each, true);
      return [
        `  ${name} ${place}${words.colon}${change.what(each)}`,
        ...(why === '' ? [] : [`    ${words.why}${why}`]),
      ];
    }),
  ];
}
