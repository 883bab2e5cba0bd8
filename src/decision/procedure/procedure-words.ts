import { showProvenance } from '../../backends/words/provenance-text.js';
import { showDay } from '../../backends/words/show.js';
import { absenceText, standingText } from '../../backends/words/standing.js';
import type { ParameterValue, PolicyStep, Provenance } from '../../policy/policy.js';
import type { Day } from '../../values/day.js';
import type { Locale } from '../../values/issues.js';
import type { DayCount } from './counting.js';
import type { PlannedLength } from './lengths.js';
import type { DueOf, PlannedStep, ProcedurePlan } from './procedure-plan.js';
import type { NextStep } from './status.js';
import type { StepFault } from './step-status.js';

export const LEVEL_WORDS: Readonly<Record<Locale, Readonly<Record<PolicyStep['level'], string>>>> = {
  'zh-CN': { household: '农户', village: '村级', township: '乡镇', county: '县级' },
  en: { household: 'household', village: 'village', township: 'township', county: 'county' },
};

const FAULTS: Readonly<Record<Locale, Readonly<Record<StepFault, string>>>> = {
  'zh-CN': {
    tooShort: '天数不足',
    lengthUnknown: '天数是否足够无法判断',
    outOfOrder: '次序有误',
    doneLate: '迟办',
  },
  en: {
    tooShort: 'too short',
    lengthUnknown: 'whether it was long enough cannot be told',
    outOfOrder: 'out of order',
    doneLate: 'done late',
  },
};

const NEXT: Readonly<Record<Locale, Readonly<Record<NextStep['what'], string>>>> = {
  'zh-CN': { do: '办理', finish: '办结', lengthen: '补足天数', giveFirstDay: '补填开始日' },
  en: { do: 'do', finish: 'finish', lengthen: 'make up the days of', giveFirstDay: 'give the first day of' },
};

/** Two days; in Chinese the year is said once where it is the same. */
function showSpan(from: Day, to: Day, locale: Locale): string {
  if (from === to) return showDay(from, locale);
  if (locale === 'en') return `${from} to ${to}`;
  const second = showDay(to, locale);
  return `${showDay(from, locale)}至${from.slice(0, 4) === to.slice(0, 4) ? second.slice(5) : second}`;
}

function showCount({ days, unit }: DayCount, locale: Locale): string {
  if (locale === 'zh-CN') return `${days} ${unit === 'days' ? '天' : '个工作日'}`;
  return `${days} ${unit === 'days' ? 'day' : 'working day'}${days === 1 ? '' : 's'}`;
}

/** The pieces of a text in one language. */
export class Words {
  readonly zh: boolean;
  private readonly locale: Locale;
  private readonly documents: ProcedurePlan['documents'];

  constructor(locale: Locale, { documents }: ProcedurePlan) {
    this.locale = locale;
    this.documents = documents;
    this.zh = locale === 'zh-CN';
  }

  pick = (zh: string, en: string): string => (this.zh ? zh : en);
  day = (day: Day): string => showDay(day, this.locale);
  span = (from: Day, to: Day): string => showSpan(from, to, this.locale);
  count = (count: DayCount): string => showCount(count, this.locale);
  joined = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(this.pick('；', '; '));
  bracketed = (text: string): string => this.pick(`（${text}）`, ` (${text})`);
  named = ({ title, level }: Pick<PlannedStep, 'title' | 'level'>): string =>
    `${this.pick(title.zh, title.en)}${this.bracketed(LEVEL_WORDS[this.locale][level])}`;
  fault = (fault: StepFault): string => FAULTS[this.locale][fault];
  next = (what: NextStep['what']): string => NEXT[this.locale][what];
  line = (head: string, text: string): string => `${head}${this.pick('：', ': ')}${text}`;

  /** A number of days with its source, or why it has none. */
  length(length: PlannedLength, known: (count: string) => string): string {
    const { days, unit, standing } = length;
    const title = this.pick(length.title.zh, length.title.en);
    if (days === undefined) return `${title}${this.bracketed(absenceText(standing, this.locale))}`;
    const count =
      unit === undefined
        ? `${days}${this.pick(' 天，按天还是按工作日未定', ' days, calendar or working not settled')}`
        : this.count({ days, unit });
    const source = standing === undefined ? '' : this.bracketed(this.source(standing));
    return `${known(count)}${source}`;
  }

  /** On whose word something stands. */
  source(standing: Provenance | Omit<ParameterValue, 'value'>): string {
    const parts = [
      showProvenance(standing, this.documents, this.locale),
      'from' in standing ? standingText(standing, this.locale) : undefined,
    ];
    return parts.filter((part) => part !== undefined).join(this.pick('，', ', '));
  }

  /** A document by its title and number. */
  document(name: string): string {
    const { title, number } = this.documents[name] ?? { title: name };
    return `${title}${number === undefined ? '' : this.bracketed(number)}`;
  }

  due(dueBy: Day | undefined, dueOf: DueOf | undefined): string | undefined {
    if (dueBy === undefined) return undefined;
    const whole = this.bracketed(this.pick('按总时限倒推', 'counted back from the end of the whole'));
    return `${this.pick('最迟', 'by ')}${this.day(dueBy)}${dueOf === 'whole' ? whole : ''}`;
  }

  startBy = (day: Day | undefined): string | undefined =>
    day === undefined ? undefined : this.pick(`最迟${this.day(day)}开始`, `begin by ${day}`);

  estimated(years: readonly string[]): string | undefined {
    if (years.length === 0) return undefined;
    return this.pick(
      `估算（${years.map((year) => `${year}年`).join('、')}没有工作日历）`,
      `an estimate (no calendar of working days for ${years.join(', ')})`,
    );
  }

  steps(names: readonly string[], plan: ProcedurePlan): string {
    const titles = names.map((name) => {
      const step = [...plan.firstSteps, ...plan.steps].find((each) => each.name === name);
      return step === undefined ? name : this.pick(step.title.zh, step.title.en);
    });
    return titles.join(this.pick('、', ', '));
  }
}
