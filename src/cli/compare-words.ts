import { showAmount, showDay } from '../backends/words/show.js';
import { UNITS, type Unit } from '../facts/units.js';
import { LISTS, partsOfList } from '../tables/compare-decisions.js';
import type { ChangeCause, OldAndNew, ParameterChange } from '../tables/compare-decisions-causes.js';
import type { ColumnChange, HouseholdChange } from '../tables/compare-decisions-types.js';
import type { CellParameter } from '../tables/deciding-cells.js';
import { DECISION_COLUMNS } from '../tables/decision-rows.js';
import { isDay } from '../values/day.js';
import type { Locale } from '../values/issues.js';
import type { Titles } from './compare-titles.js';

/** Quotation marks within others are the single ones. */
const quotedZh = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
const quotedEn = (text: string): string => `"${text.replaceAll('"', "'")}"`;

const WORDS = {
  'zh-CN': {
    blank: '（空）',
    noValue: '没有有效的值',
    yes: '是',
    no: '否',
    comma: '、',
    between: '，',
    separator: '；',
    change: (title: string, old: string, now: string) => `${title}由${quotedZh(old)}变为${quotedZh(now)}`,
    parameter: (title: string, old: string, now: string) => `${title}由 ${old} 改为 ${now}`,
    list: {
      from: (title: string) => `${title}：`,
      more: (items: string) => `增加${items}`,
      less: (items: string) => `去掉${items}`,
    },
    rules: {
      rulesBegun: '新依据的规则：',
      rulesEnded: '不再依据的规则：',
      rulesOpened: '新出现的待查明规则：',
      rulesSettled: '不再需要查明的规则：',
    },
    quoted: quotedZh,
    andMore: (count: number) => `等 ${count} 条`,
    madeBy: {
      policy: (old: string, now: string) => `政策不同（${old} → ${now}）`,
      on: (old: string, now: string) => `研判日期不同（${old} → ${now}）`,
      engine: (old: string, now: string) => `程序版本不同（${old} → ${now}）`,
      region: (old: string, now: string) => `区划不同（${old} → ${now}）`,
    },
    facts: '政策、日期和程序都相同：登记的内容有变化，或读名单的办法（列名对照、空白声明）有变化',
    unknown: '结果里没有写政策、日期或程序版本，原因不明',
    reasonsGone: (reasons: string) => `原来的理由：${reasons}`,
    reasonsNew: (reasons: string) => `现在的理由：${reasons}`,
    kinds: { added: '新增', gone: '不再有', changed: '有变化' },
    added: (answer: string) => `新增：${answer}`,
    gone: (answer: string) => `不再有，原来：${answer}`,
  },
  en: {
    blank: '(blank)',
    noValue: 'no value in force',
    yes: 'yes',
    no: 'no',
    comma: ', ',
    between: ', and ',
    separator: '; ',
    change: (title: string, old: string, now: string) => `${title} from ${quotedEn(old)} to ${quotedEn(now)}`,
    parameter: (title: string, old: string, now: string) => `${title} from ${old} to ${now}`,
    list: {
      from: (title: string) => `${title}: `,
      more: (items: string) => `added ${items}`,
      less: (items: string) => `removed ${items}`,
    },
    rules: {
      rulesBegun: 'rules that newly decide: ',
      rulesEnded: 'rules that no longer decide: ',
      rulesOpened: 'rules newly to be found out: ',
      rulesSettled: 'rules no longer to be found out: ',
    },
    quoted: quotedEn,
    andMore: (count: number) => ` of ${count}`,
    madeBy: {
      policy: (old: string, now: string) => `another policy (${old} → ${now})`,
      on: (old: string, now: string) => `another day (${old} → ${now})`,
      engine: (old: string, now: string) => `another version of the program (${old} → ${now})`,
      region: (old: string, now: string) => `another region (${old} → ${now})`,
    },
    facts:
      'policy, day and program are the same: what is known of the household has changed, or how the list was read (mapping, declared blanks)',
    unknown: 'the decisions do not say by which policy, day or version: the cause is not known',
    reasonsGone: (reasons: string) => `reason before: ${reasons}`,
    reasonsNew: (reasons: string) => `reason now: ${reasons}`,
    kinds: { added: 'new', gone: 'gone', changed: 'changed' },
    added: (answer: string) => `new: ${answer}`,
    gone: (answer: string) => `gone; before: ${answer}`,
  },
} as const;

const MADE_BY = ['policy', 'on', 'engine', 'region'] as const;
const RULES = ['rulesBegun', 'rulesEnded', 'rulesOpened', 'rulesSettled'] as const;
/** So many rules of a kind are named where it shall be brief. */
const BRIEFLY = 6;

/** What was changed of households, in words. */
export class ChangeWords {
  private readonly words: (typeof WORDS)[Locale];
  private readonly locale: Locale;
  private readonly titles: Titles;

  constructor(locale: Locale, titles: Titles) {
    this.locale = locale;
    this.titles = titles;
    this.words = WORDS[locale];
  }

  private inLanguage(title: { readonly zh: string; readonly en: string }): string {
    return this.locale === 'zh-CN' ? title.zh : title.en;
  }

  rule(name: string): string {
    return this.inLanguage(this.titles.rule(name));
  }

  kind(kind: HouseholdChange['kind']): string {
    return this.words.kinds[kind];
  }

  private value({ value, unit }: CellParameter): string {
    if (value === undefined) return this.words.noValue;
    if (value === 'true') return this.words.yes;
    if (value === 'false') return this.words.no;
    const known = unit !== undefined && Object.hasOwn(UNITS, unit) ? (unit as Unit) : undefined;
    const shown = showAmount(value, known, this.locale);
    return known === undefined && unit !== undefined ? `${shown} ${unit}` : shown;
  }

  parameter({ name, old, new: now }: ParameterChange): string {
    const title = this.inLanguage(this.titles.parameter(name));
    return this.words.parameter(title, this.value(old), this.value(now));
  }

  private madeBy(key: keyof typeof WORDS.en.madeBy, made: OldAndNew | undefined): string[] {
    if (made === undefined) return [];
    const shown = (text: string): string =>
      text === '' ? this.words.blank : isDay(text) ? showDay(text, this.locale) : text;
    return [this.words.madeBy[key](shown(made.old), shown(made.new))];
  }

  /** What is another answer, in one line. */
  what({ kind, columns, identification }: HouseholdChange): string {
    if (kind === 'added') return this.words.added(identification.new ?? '');
    if (kind === 'gone') return this.words.gone(identification.old ?? '');
    return columns.map((column) => this.column(column)).join(this.words.separator);
  }

  private column({ key, old, new: now }: ColumnChange): string {
    const { words } = this;
    const title = this.inLanguage(
      DECISION_COLUMNS.find((column) => column.key === key) as (typeof DECISION_COLUMNS)[number],
    );
    const shown = (text: string): string => (text === '' ? words.blank : text);
    if (!LISTS.has(key) || old === '' || now === '') return words.change(title, shown(old), shown(now));
    const [before, after] = [partsOfList(old), partsOfList(now)];
    const [more, less] = [
      after.filter((part) => !before.includes(part)),
      before.filter((part) => !after.includes(part)),
    ];
    const parts = [
      ...(more.length > 0 ? [words.list.more(more.join(words.comma))] : []),
      ...(less.length > 0 ? [words.list.less(less.join(words.comma))] : []),
    ];
    return `${words.list.from(title)}${parts.join(words.between)}`;
  }

  /**
   * By what, in one line; blank of a household that is new or gone.
   * @param brief without what the two files are made by, and of many rules only the first.
   */
  why({ cause }: HouseholdChange, brief = false): string {
    return cause === undefined ? '' : this.causeText(cause, brief);
  }

  private causeText(cause: ChangeCause, brief: boolean): string {
    const { words } = this;
    const joined = (parts: readonly string[]): string => parts.join(words.separator);
    const rules = (names: readonly string[]): string => {
      const shown = names
        .slice(0, brief ? BRIEFLY : names.length)
        .map((name) => words.quoted(this.rule(name)));
      return shown.join(words.comma) + (shown.length < names.length ? words.andMore(names.length) : '');
    };
    const reasons = cause.by === 'facts' ? cause : { reasonsGone: [], reasonsNew: [] };
    return joined([
      ...(brief ? [] : MADE_BY.flatMap((key) => this.madeBy(key, cause[key]))),
      ...(cause.by === 'policy' ? [] : [words[cause.by]]),
      ...cause.parameters.map((parameter) => this.parameter(parameter)),
      ...RULES.flatMap((key) => (cause[key].length > 0 ? [`${words.rules[key]}${rules(cause[key])}`] : [])),
      ...(reasons.reasonsGone.length > 0 ? [words.reasonsGone(joined(reasons.reasonsGone))] : []),
      ...(reasons.reasonsNew.length > 0 ? [words.reasonsNew(joined(reasons.reasonsNew))] : []),
    ]);
  }
}
