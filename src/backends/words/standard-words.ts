import type { Title } from '../../facts/kinds.js';
import type { MissingInput } from '../../policy/derivation.js';
import type { Locale } from '../../values/issues.js';
import { formatRational, multiply, rational, rationalFromExactText } from '../../values/rational.js';

/** A language, and how its parts are put together. */
export class Words {
  readonly zh: boolean;
  readonly locale: Locale;
  constructor(locale: Locale) {
    this.locale = locale;
    this.zh = locale === 'zh-CN';
  }
  of(title: Title): string {
    return this.zh ? title.zh : title.en;
  }
  pick(zh: string, en: string): string {
    return this.zh ? zh : en;
  }
  bracketed(text: string): string {
    return this.zh ? `（${text}）` : ` (${text})`;
  }
  joined(parts: readonly (string | undefined)[]): string {
    return parts.filter((part) => part !== undefined && part !== '').join(this.zh ? '，' : ', ');
  }
}

/** An amount without its unit. */
export const plain = (exact: string): string => {
  const value = rationalFromExactText(exact);
  if (value === undefined) return exact;
  return formatRational(value, value.denominator === 1n ? 0 : 2);
};
export const percent = (exact: string): string => {
  const value = rationalFromExactText(exact);
  return value === undefined ? exact : `${formatRational(multiply(value, rational(100n)), 1)}%`;
};
/** With its sign; that of the exact amount, where the shown one is rounded to zero. */
export const signed = (text: string, exact: string): string =>
  exact.startsWith('-') ? `−${text.replace('-', '')}` : exact === '0' ? text : `+${text}`;

const WHY: Readonly<Record<MissingInput['why'], Title>> = {
  absent: { zh: '', en: '' },
  otherVintage: { zh: '两年口径不同', en: 'the two years are of different vintages' },
  notYetKnown: { zh: '当时尚未公布', en: 'not published by then' },
  publicationUnknown: {
    zh: '公布日期不详，当时是否已公布无法确认',
    en: 'nobody recorded when it was published',
  },
  notPositive: { zh: '不大于 0', en: 'not above 0' },
};

/** Growth lacks the figure of one of two years: it is the lacking one that has to be supplied. */
export function namedMissing({ kind, title, year, ofIndex, lacks = [] }: MissingInput, words: Words): string {
  if (year === undefined) return words.of(title);
  if (kind !== 'growth' || ofIndex === true)
    return words.pick(`${year}年${title.zh}`, `${title.en} of ${year}`);
  const years = lacks.map((each) => words.pick(`${each}年`, String(each))).join(words.pick('、', ', '));
  const said = words.pick(`${year}年${title.zh}的增速`, `growth of ${title.en} in ${year}`);
  return years === '' ? said : `${said}${words.bracketed(words.pick(`缺${years}的数`, `${years} lacking`))}`;
}

/** Why it is missing, where that has to be said. */
export const missingReason = ({ why }: MissingInput, words: Words): string => words.of(WHY[why]);

export const missingLine = (input: MissingInput, words: Words): string => {
  const reason = missingReason(input, words);
  const named = namedMissing(input, words);
  return reason === '' ? named : `${named}${words.bracketed(reason)}`;
};
