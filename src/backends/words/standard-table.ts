import type { Derivation } from '../../policy/derivation.js';
import type {
  FormulaOfYear,
  StandardExplanation,
  YearOfStandard,
} from '../../policy/standards/explain-standard.js';
import type { Locale } from '../../values/issues.js';
import { showDay } from './show.js';
import { missingReason, percent, plain, signed, Words } from './standard-words.js';

/** The standard of a year in one cell: what is in force on its last day bare if announced, anything else said. */
function standardCell({ inForce, values }: YearOfStandard, words: Words): string {
  const shown = inForce ?? values.filter(({ value }) => value !== undefined).at(-1) ?? values.at(-1);
  if (shown === undefined) return '—';
  if (typeof shown.value === 'string') {
    const said = [
      shown.status === 'derived' ? words.pick('推算', 'worked out') : '',
      shown.carriedOver === true ? words.pick('沿用', 'carried over') : '',
      shown === inForce || shown.to === undefined
        ? ''
        : words.pick(
            `至${showDay(shown.to.slice(0, 10), words.locale).replace(/^\d+年/, '')}`,
            `to ${shown.to}`,
          ),
    ].filter((text) => text !== '');
    return `${plain(shown.value)}${said.length === 0 ? '' : words.bracketed(words.joined(said))}`;
  }
  switch (shown.status) {
    case 'expected':
      return words.pick('待公布', 'expected');
    case 'notYetKnown':
      return shown.publishedOn === undefined
        ? words.pick('公布日期不详', 'day of publication unknown')
        : words.pick('当时未公布', 'not yet known');
    case 'undated':
      return words.pick('年份不详', 'undated');
    case 'withdrawn':
      return words.pick('已撤销', 'withdrawn');
    default:
      return '—';
  }
}

function formulaCell({ derivation, difference, relative }: FormulaOfYear, words: Words): string {
  if (derivation.value === undefined) return words.pick('缺', 'missing');
  if (difference === undefined || relative === undefined) return plain(derivation.value);
  const apart = [signed(plain(difference), difference), signed(percent(relative), relative)];
  return `${plain(derivation.value)}${words.bracketed(words.joined(apart))}`;
}

/**
 * The explanation as a table of text: a row for the standard, for each formula (with its distance from the
 * standard) and for the standard's share of each indicator; a column for each year.
 */
export function standardTable(explanation: StandardExplanation, locale: Locale): string[][] {
  const words = new Words(locale);
  const { years } = explanation;
  const formulas = [
    ...new Map(
      years.flatMap((year) =>
        year.formulas.map((each) => [each.derivation.formula, each.derivation.title] as const),
      ),
    ),
  ];
  // What no figure is known of and no formula reads has nothing to do with the standard.
  const read = new Set(
    years.flatMap((year) =>
      year.formulas.flatMap(({ derivation }) =>
        derivation.inputs.flatMap((input) => ('indicator' in input ? input.indicator : [])),
      ),
    ),
  );
  const shares = (years.at(-1)?.shares ?? []).filter(
    ({ indicator }) =>
      read.has(indicator) ||
      years.some((year) =>
        year.shares.some((each) => each.indicator === indicator && each.share !== undefined),
      ),
  );
  return [
    ['', ...years.map(({ year }) => String(year))],
    [words.of(explanation.parameter.title), ...years.map((year) => standardCell(year, words))],
    ...formulas.map(([name, title]) => [
      words.of(title),
      ...years.map((year) => {
        const found = year.formulas.find((each) => each.derivation.formula === name);
        return found === undefined ? '—' : formulaCell(found, words);
      }),
    ]),
    ...shares.map(({ indicator, title }) => [
      words.pick(`占上年${title.zh}`, `share of last year's ${title.en}`),
      ...years.map((year) => {
        const found = year.shares.find((each) => each.indicator === indicator);
        if (found?.share !== undefined) return percent(found.share);
        return typeof year.inForce?.value === 'string' ? words.pick('缺', 'missing') : '—';
      }),
    ]),
  ];
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];

/** What is missing, each once with the years: of growth the years whose figures are lacking. */
function missingLines(derivations: readonly Derivation[], words: Words): string[] {
  const years = new Map<string, Set<number>>();
  for (const { year, missing } of derivations)
    for (const each of missing) {
      const reason = missingReason(each, words);
      const key = `${words.of(each.title)}${reason === '' ? '' : words.bracketed(reason)}`;
      const of = years.get(key) ?? new Set();
      for (const lacking of each.lacks ?? [each.year ?? year]) of.add(lacking);
      years.set(key, of);
    }
  return [...years].map(([named, of]) => `${named}${words.pick('：', ': ')}${yearRanges([...of], words)}`);
}

/** `2021—2023、2025年`. */
function yearRanges(years: readonly number[], words: Words): string {
  const ranges: [first: number, last: number][] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === year - 1) open[1] = year;
    else ranges.push([year, year]);
  }
  const said = ranges.map(([first, last]) =>
    first === last ? String(first) : `${first}${words.pick('—', '–')}${last}`,
  );
  return `${said.join(words.pick('、', ', '))}${words.pick('年', '')}`;
}

/** What the table rests on: what is missing, what stands in for what, and what nobody has published. */
export function standardNotes(explanation: StandardExplanation, locale: Locale): string[] {
  const words = new Words(locale);
  const derivations = explanation.years.flatMap(({ formulas }) =>
    formulas.map(({ derivation }) => derivation),
  );
  const missing = missingLines(derivations, words);
  const standIns = unique(
    derivations.flatMap((each) =>
      each.standIns.map(({ instead, used, year }) =>
        words.pick(
          `${year}年缺“${instead.zh}”，以“${used.zh}”代替`,
          `"${used.en}" stands in for "${instead.en}" of ${year}`,
        ),
      ),
    ),
  );
  const defaults = unique(derivations.flatMap((each) => projectDefaultTitles(each, words)));
  const separator = words.pick('；', '; ');
  const note = (zh: string, en: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${words.pick(`${zh}：`, `${en}: `)}${lines.join(separator)}`];
  return [
    ...note('缺少的数据', 'Missing', missing),
    ...note('代替', 'Stand-ins', standIns),
    ...note('无人公布、本库暂定', 'Project defaults, published by nobody', defaults),
  ];
}

const projectDefaultTitles = (derivation: Derivation, words: Words): string[] =>
  derivation.projectDefaults.map((name) => {
    if (name === derivation.formula)
      return words.pick(`公式“${derivation.title.zh}”`, `the formula "${derivation.title.en}"`);
    const input = derivation.inputs.find((each) => 'name' in each && each.name === name);
    const value = input?.value === undefined ? '' : ` ${plain(input.value)}`;
    return `${input === undefined ? name : words.of(input.title)}${value}`;
  });
