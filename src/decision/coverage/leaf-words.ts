import { showCode } from '../../backends/words/show.js';
import type { Title } from '../../facts/kinds.js';
import type { Locale } from '../../values/issues.js';
import type { LeafCoverage } from './rule-coverage.js';

interface Words {
  readonly operators: Readonly<Record<string, string>>;
  readonly decorators: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly no: string;
  readonly comma: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    operators: {
      equal: '＝',
      notEqual: '≠',
      in: '属于',
      notIn: '不属于',
      contains: '含',
      doesNotContain: '不含',
      lessThan: '低于',
      lessThanInclusive: '不高于',
      greaterThan: '高于',
      greaterThanInclusive: '不低于',
    },
    decorators: {
      someFact: '有一项',
      everyFact: '每一项',
      someValue: '其中之一',
      everyValue: '其中每一个',
      swap: '反过来',
      not: '并非',
    },
    yes: '是',
    no: '否',
    comma: '、',
  },
  en: {
    operators: {
      equal: '=',
      notEqual: '≠',
      in: 'in',
      notIn: 'not in',
      contains: 'contains',
      doesNotContain: 'does not contain',
      lessThan: '<',
      lessThanInclusive: '≤',
      greaterThan: '>',
      greaterThanInclusive: '≥',
    },
    decorators: {
      someFact: 'some',
      everyFact: 'every',
      someValue: 'one of these:',
      everyValue: 'each of these:',
      swap: 'swapped',
      not: 'not',
    },
    yes: 'yes',
    no: 'no',
    comma: ', ',
  },
};

export const inLocale = (title: Title, locale: Locale): string => (locale === 'zh-CN' ? title.zh : title.en);
/** In quotes; quotes within them become single ones. */
const quoted = (text: string, locale: Locale): string =>
  locale === 'zh-CN'
    ? `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`
    : `"${text.replaceAll('"', "'")}"`;

/** One comparison in words, by the titles of what it names: “有机动车”＝是. */
export function leafText(
  leaf: LeafCoverage,
  titles: Readonly<Record<string, Title>>,
  locale: Locale,
): string {
  const words = WORDS[locale];
  const named = (name: string): string => {
    const title = titles[name];
    return quoted(title === undefined || title.zh === '' ? name : inLocale(title, locale), locale);
  };
  const valueText = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'string') return showCode(value, locale);
    if (Array.isArray(value)) return value.map(valueText).join(words.comma);
    if (typeof value === 'object' && value !== null && 'fact' in value) return named(String(value.fact));
    return String(value);
  };
  const parts = leaf.operator.split(':');
  const operator = parts.pop() ?? '';
  const symbol = words.operators[operator] ?? operator;
  const decorators = parts.map((part) => words.decorators[part] ?? part);
  const fact = decorators.length === 0 ? named(leaf.fact) : `${named(leaf.fact)} ${decorators.join(' ')}`;
  const isSign = symbol === '＝' || symbol === '≠';
  const text =
    locale === 'zh-CN' && isSign && decorators.length === 0
      ? `${fact}${symbol}${valueText(leaf.value)}`
      : `${fact} ${symbol} ${valueText(leaf.value)}`;
  const within = leaf.within.map((title) => quoted(inLocale(title, locale), locale));
  if (within.length === 0) return text;
  return locale === 'zh-CN' ? `${text}（在${within.join('›')}里）` : `${text} (within ${within.join(' › ')})`;
}
