import { CODE_LISTS } from '../../facts/code-lists.js';
import { UNITS, type Unit } from '../../facts/units.js';
import type { ShownValue } from '../../policy/reason.js';
import { daysOfMonth } from '../../values/day.js';
import type { Locale } from '../../values/issues.js';
import { formatRational, type Rational, rationalFromExactText } from '../../values/rational.js';

const ENGLISH_CODES: ReadonlyMap<string, string> = new Map(
  Object.values(CODE_LISTS).flatMap((list) => Object.entries(list as Readonly<Record<string, string>>)),
);

/** A code of the catalogue in the language of the reader: official Chinese names stand for themselves. */
export const showCode = (code: string, locale: Locale): string =>
  locale === 'zh-CN' ? code : (ENGLISH_CODES.get(code) ?? code);

/** A day as people write it: 2024年11月1日. */
export function showDay(day: string, locale: Locale): string {
  if (locale === 'en') return day;
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${date === undefined ? '' : `${Number(date)}日`}`;
}

const HUNDRED = 100n;

/** Two decimals where they are exact; otherwise four, and said to be rounded, so that 7,799.9967 never looks like 7,800.00. */
function decimals(value: Rational, locale: Locale): string {
  if (HUNDRED % value.denominator === 0n) return formatRational(value, 2);
  return `${locale === 'zh-CN' ? '约 ' : 'about '}${formatRational(value, 4)}`;
}

/** An exact number: money with two decimals, counts as they are. */
export const showNumber = (value: Rational, isMoney: boolean, locale: Locale): string =>
  value.denominator === 1n && !isMoney ? formatRational(value, 0) : decimals(value, locale);

/** An exact number with its unit. */
export function showQuantity(value: Rational, unit: Unit | undefined, locale: Locale): string {
  const number = showNumber(value, unit?.startsWith('yuan') === true, locale);
  const name = unit === undefined ? '' : locale === 'zh-CN' ? UNITS[unit].zh : UNITS[unit].en;
  return name === '' ? number : `${number} ${name}`;
}

/** The same of an exact text; another text stays what it is. */
export function showAmount(exact: string, unit: Unit | undefined, locale: Locale): string {
  const value = rationalFromExactText(exact);
  return value === undefined ? exact : showQuantity(value, unit, locale);
}

const WORDS = {
  'zh-CN': {
    unknown: '未知',
    absent: '没有有效的标准',
    true: '是',
    false: '否',
    to: '至',
    none: '无',
    possible: '可能有',
    atLeast: '不少于',
    atMost: '不多于',
    incomplete: '清单不完整',
    entries: '项',
    comma: '、',
  },
  en: {
    unknown: 'not known',
    absent: 'none in force',
    true: 'yes',
    false: 'no',
    to: 'to',
    none: 'none',
    possible: 'possibly',
    atLeast: 'at least',
    atMost: 'at most',
    incomplete: 'list not complete',
    entries: 'entries',
    comma: ', ',
  },
} as const;

function showRange(
  low: string | undefined,
  high: string | undefined,
  show: (end: string) => string,
  locale: Locale,
): string {
  const words = WORDS[locale];
  if (low !== undefined && low === high) return show(low);
  if (low === undefined) return high === undefined ? words.unknown : `${words.atMost} ${show(high)}`;
  return high === undefined ? `${words.atLeast} ${show(low)}` : `${show(low)} ${words.to} ${show(high)}`;
}

/** A day, a whole month of which the day is not known, or from when to when. */
function showDays(low: string | undefined, high: string | undefined, locale: Locale): string {
  const month = low?.slice(0, 7);
  const isMonth = low?.endsWith('-01') === true && month !== undefined && high === daysOfMonth(month).high;
  if (isMonth)
    return locale === 'zh-CN' ? `${showDay(month, locale)}（哪一天不清楚）` : `${month} (day not known)`;
  const shown = showRange(low, high, (end) => showDay(end, locale), locale);
  return locale === 'zh-CN' ? shown.replaceAll(' ', '') : shown;
}

/** A value in words. What is unknown is said to be unknown. */
export function showValue(value: ShownValue, locale: Locale): string {
  const words = WORDS[locale];
  switch (value.type) {
    case 'unknown':
      return words.unknown;
    case 'absent':
      return words.absent;
    case 'truth':
      return value.value ? words.true : words.false;
    case 'text':
      return showCode(value.value, locale);
    case 'number':
      return showRange(value.low, value.high, (end) => showAmount(end, value.unit, locale), locale);
    case 'day':
    case 'month':
      return showDays(value.low, value.high, locale);
    case 'list': {
      const names = (codes: readonly string[]): string =>
        codes.map((code) => showCode(code, locale)).join(words.comma);
      const isOfRecords = value.count > value.certain.length + value.possible.length;
      const parts = [
        isOfRecords
          ? `${value.count} ${words.entries}`
          : value.certain.length > 0
            ? names(value.certain)
            : value.possible.length > 0
              ? ''
              : words.none,
      ];
      if (value.possible.length > 0) parts.push(`${words.possible} ${names(value.possible)}`);
      if (!value.complete) parts.push(words.incomplete);
      return parts.filter((part) => part !== '').join(locale === 'zh-CN' ? '，' : '; ');
    }
  }
}
