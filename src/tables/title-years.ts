import { type Issue, issue } from '../values/issues.js';

const YEAR = /(?<!\d)(20\d{2})(?=年)/g;

/** Told where the rows above a header name years: its columns are read as of today, whatever the title says. */
export function titleYearIssues(above: readonly string[]): readonly Issue[] {
  const years = above.flatMap((text) =>
    [...text.normalize('NFKC').replace(/\s+/g, '').matchAll(YEAR)].map(([, year = '']) => year),
  );
  return [...new Set(years)].sort().map((year) => issue('yearInTitle', [], { year }, 'warning'));
}

/** Without what is as it should be: a title with the year of the day of assessment. */
export const withoutYearOf = (issues: readonly Issue[], on: string): readonly Issue[] =>
  issues.filter(({ code, params }) => code !== 'yearInTitle' || params['year'] !== on.slice(0, 4));
