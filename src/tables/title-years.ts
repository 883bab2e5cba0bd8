import { type Issue, issue } from '../values/issues.js';

/** Part of a year, or another one without its number; the month in which a list was made is none. */
const PERIOD = /[上下]半年|[前一二三四1-4]*季度|\d{1,2}月?[-至到—]\d{1,2}月|月收入|上一?年度?|去年/g;
const YEAR = /(?<!\d)(20\d{2})(?=年)/g;

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** Told where the rows above a header name years or parts of one: its columns are read as of today, whatever the title says. */
export function titleYearIssues(above: readonly string[]): readonly Issue[] {
  const years = above.flatMap((text) => [...plain(text).matchAll(YEAR)].map(([, year = '']) => year));
  const periods = above.flatMap((text) => [...plain(text).matchAll(PERIOD)].map(([period]) => period));
  return [
    ...[...new Set(years)].sort().map((year) => issue('yearInTitle', [], { year }, 'warning')),
    ...[...new Set(periods)].map((period) => issue('periodInTitle', [], { period }, 'warning')),
  ];
}

/** Without what is as it should be: a title with the year of the day of assessment. */
export const withoutYearOf = (issues: readonly Issue[], on: string): readonly Issue[] =>
  issues.filter(({ code, params }) => code !== 'yearInTitle' || params['year'] !== on.slice(0, 4));
