import type { Title } from '../../facts/kinds.js';
import type { Derivation, DerivationInput, MissingInput } from '../../policy/derivation.js';
import type { Figure } from '../../policy/indicators.js';
import type { ParameterValue } from '../../policy/policy.js';
import type {
  FormulaOfYear,
  StandardExplanation,
  YearOfStandard,
} from '../../policy/standards/explain-standard.js';
import type { RoundingMode } from '../../values/decimal.js';
import type { Locale } from '../../values/issues.js';
import { formatRational, multiply, rational, rationalFromExactText } from '../../values/rational.js';
import { showProvenance } from './provenance-text.js';
import { showAmount, showDay } from './show.js';
import { absenceText, standingText } from './standing.js';

const ROUNDING: Readonly<Record<RoundingMode, Title>> = {
  halfUp: { zh: '四舍五入', en: 'rounded half up' },
  halfDown: { zh: '五舍六入', en: 'rounded half down' },
  halfEven: { zh: '四舍六入五成双', en: 'rounded half to even' },
  up: { zh: '有余数即进一', en: 'rounded up, away from zero' },
  down: { zh: '舍去余数', en: 'rounded down, towards zero' },
  ceiling: { zh: '向上取整', en: 'rounded up' },
  floor: { zh: '向下取整', en: 'rounded down' },
};
const EVIDENCE = {
  page: { zh: '原页', en: 'page of the issuer' },
  copy: { zh: '转载', en: 'copy' },
  headline: { zh: '标题', en: 'headline' },
  arithmetic: { zh: '推算', en: 'arithmetic' },
} as const;

class Words {
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

const plain = (exact: string): string => {
  const value = rationalFromExactText(exact);
  if (value === undefined) return exact;
  return formatRational(value, value.denominator === 1n ? 0 : 2);
};
const percent = (exact: string): string => {
  const value = rationalFromExactText(exact);
  return value === undefined ? exact : `${formatRational(multiply(value, rational(100n)), 1)}%`;
};
/** With its sign; that of the exact amount, where the shown one is rounded to zero. */
const signed = (text: string, exact: string): string =>
  exact.startsWith('-') ? `−${text.replace('-', '')}` : exact === '0' ? text : `+${text}`;

/** The standard of a year in one cell: what is in force on its last day bare if announced, anything else said. */
function standardCell({ inForce, values }: YearOfStandard, words: Words): string {
  const shown = inForce ?? values.filter(({ value }) => value !== undefined).at(-1) ?? values.at(-1);
  if (shown === undefined) return '—';
  if (typeof shown.value === 'string') {
    const said = [
      shown.status === 'derived' ? words.pick('推', 'd') : '',
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
  return `${plain(derivation.value)} ${words.bracketed(words.joined([signed(plain(difference), difference), signed(percent(relative), relative)])).trim()}`;
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
  // An indicator of which no figure is known would be a row of dashes.
  const shares = (years.at(-1)?.shares ?? []).filter(({ indicator }) =>
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
        return found?.share === undefined ? '—' : percent(found.share);
      }),
    ]),
  ];
}

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

const missingLine = ({ title, year, why }: MissingInput, words: Words): string => {
  const reason = words.of(WHY[why]);
  const named =
    year === undefined ? words.of(title) : words.pick(`${year}年${title.zh}`, `${title.en} of ${year}`);
  return reason === '' ? named : `${named}${words.bracketed(reason)}`;
};

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];

/** What the table rests on: what is missing, what stands in for what, and what nobody has published. */
export function standardNotes(explanation: StandardExplanation, locale: Locale): string[] {
  const words = new Words(locale);
  const derivations = explanation.years.flatMap(({ formulas }) =>
    formulas.map(({ derivation }) => derivation),
  );
  const missing = unique(
    derivations
      .flatMap((each) => each.missing)
      .sort((a, b) => (a.year ?? 0) - (b.year ?? 0))
      .map((each) => missingLine(each, words)),
  );
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

function figureText(figure: Figure, words: Words): string {
  const confidence = {
    high: words.pick('高', 'high'),
    medium: words.pick('中', 'medium'),
    low: words.pick('低', 'low'),
  };
  return words.joined([
    figure.vintageTitle === undefined ? undefined : words.of(figure.vintageTitle),
    figure.status === 'preliminary' ? words.pick('初步数', 'preliminary') : undefined,
    words.pick(`可信度${confidence[figure.confidence]}`, `${confidence[figure.confidence]} confidence`),
    figure.source,
    figure.note,
    figure.insteadOf === undefined
      ? undefined
      : words.pick(
          `由规则包提供，代替 ${plain(figure.insteadOf.value)}（${figure.insteadOf.source}）`,
          `supplied by a pack in place of ${plain(figure.insteadOf.value)} (${figure.insteadOf.source})`,
        ),
  ]);
}

function inputLines(input: DerivationInput, explanation: StandardExplanation, words: Words): string[] {
  const title = words.of(input.title);
  const year = 'year' in input ? words.pick(`${input.year}年`, `${input.year} `) : '';
  if (input.value === undefined) return [`  ${year}${title}${words.pick('：缺', ': missing')}`];
  if (input.kind === 'growth') {
    const quotient = input.figures.map((figure) => plain(figure.value)).reverse();
    const from = quotient.length === 2 ? `${quotient.join(' ÷ ')} − 1` : `${quotient[0] ?? ''} ÷ 100 − 1`;
    return [
      `  ${year}${title}${words.pick('比上年增长', ': growth ')} ${from} = ${percent4(input.value)}`,
      ...input.figures.map(
        (figure) =>
          `    ${figure.year}${words.pick('年', '')} ${plain(figure.value)}${words.bracketed(figureText(figure, words))}`,
      ),
    ];
  }
  if (input.kind === 'indicator') {
    const source = input.figure === undefined ? input.formula : figureText(input.figure, words);
    return [
      `  ${year}${title} ${showAmount(input.value, input.unit, words.locale)}${source === undefined ? '' : words.bracketed(source)}`,
    ];
  }
  const provenance =
    input.authority === undefined
      ? ''
      : words.bracketed(
          showProvenance(
            {
              authority: input.authority,
              layer: '',
              ...(input.document === undefined ? {} : { document: input.document }),
            },
            explanation.documents,
            words.locale,
          ),
        );
  return [`  ${year}${title} ${showAmount(input.value, input.unit, words.locale)}${provenance}`];
}

const percent4 = (exact: string): string => {
  const value = rationalFromExactText(exact);
  return value === undefined ? exact : `${formatRational(multiply(value, rational(100n)), 4)}%`;
};

function derivationLines(each: FormulaOfYear, explanation: StandardExplanation, words: Words): string[] {
  const { derivation, difference, relative } = each;
  const { unit } = derivation;
  const amount = (exact: string): string => showAmount(exact, unit, words.locale);
  const head = words.joined([
    words.pick(`公式“${derivation.title.zh}”`, `Formula "${derivation.title.en}"`) +
      words.bracketed(derivation.formula),
    words.pick(
      derivation.authority === 'projectDefault' ? '无人公布，本库暂定' : '',
      derivation.authority === 'projectDefault' ? 'a project default, published by nobody' : '',
    ),
  ]);
  const lines = [
    head,
    `  ${derivation.text}`,
    ...derivation.inputs.flatMap((input) => inputLines(input, explanation, words)),
    ...derivation.standIns.map(({ instead, used, year }) =>
      words.pick(
        `  注意：${year}年缺“${instead.zh}”，以“${used.zh}”代替`,
        `  Note: "${used.en}" stands in for "${instead.en}" of ${year}`,
      ),
    ),
  ];
  if (derivation.value === undefined) {
    const missing = derivation.missing.map((input) => missingLine(input, words)).join(words.pick('；', '; '));
    return [...lines, words.pick(`  算不出：缺 ${missing}`, `  No result: ${missing} missing`)];
  }
  const { floor, ceiling, boundedBy, rounding } = derivation;
  lines.push(`  ${derivation.arithmetic} = ${amount(derivation.exact ?? '')}`);
  if (floor !== undefined)
    lines.push(
      words.pick(
        `  下限 ${amount(floor)}${boundedBy === 'floor' ? '，取下限' : ''}`,
        `  floor ${amount(floor)}${boundedBy === 'floor' ? ', which decides' : ''}`,
      ),
    );
  if (ceiling !== undefined)
    lines.push(
      words.pick(
        `  上限 ${amount(ceiling)}${boundedBy === 'ceiling' ? '，取上限' : ''}`,
        `  ceiling ${amount(ceiling)}${boundedBy === 'ceiling' ? ', which decides' : ''}`,
      ),
    );
  const mode = words.of(ROUNDING[rounding.mode]);
  lines.push(
    words.pick(
      `  ${mode}到 ${plain(rounding.multiple ?? '')}：${amount(derivation.value)}`,
      `  ${mode} to a multiple of ${plain(rounding.multiple ?? '')}: ${amount(derivation.value)}`,
    ),
  );
  if (difference !== undefined && relative !== undefined)
    lines.push(
      words.pick(
        `  与现行标准相差 ${signed(plain(difference), difference)}（${signed(percent(relative), relative)}）`,
        `  apart from the standard in force by ${signed(plain(difference), difference)} (${signed(percent(relative), relative)})`,
      ),
    );
  return lines;
}

function valueLines(value: ParameterValue, explanation: StandardExplanation, words: Words): string[] {
  const title = words.of(explanation.parameter.title);
  const { unit } = explanation.parameter;
  const to =
    value.to === undefined ? '' : words.pick(`至${showDay(value.to, words.locale)}`, ` to ${value.to}`);
  const days = `${showDay(value.from, words.locale)}${to}`;
  const amount =
    typeof value.value === 'string'
      ? showAmount(value.value, unit, words.locale)
      : value.undatedValue !== undefined
        ? showAmount(value.undatedValue, unit, words.locale)
        : '';
  const said = words.joined([
    showProvenance(value, explanation.documents, words.locale),
    value.value === undefined ? absenceText(value, words.locale) : standingText(value, words.locale),
  ]);
  return [
    `${days} ${title} ${amount}${words.bracketed(said)}`,
    ...(value.evidence ?? []).map(
      ({ how, note }) => `  ${words.of(EVIDENCE[how])}${words.pick('：', ': ')}${note}`,
    ),
  ];
}

/** Every year with every step of the arithmetic and its sources, in lines. */
export function standardSteps(explanation: StandardExplanation, locale: Locale): string[] {
  const words = new Words(locale);
  return explanation.years.flatMap((year) => [
    words.pick(`── ${year.year}年`, `── ${year.year}`),
    ...(year.values.length === 0
      ? [`${words.of(explanation.parameter.title)}${words.bracketed(absenceText(undefined, locale))}`]
      : year.values.flatMap((value) => valueLines(value, explanation, words))),
    ...year.formulas.flatMap((each) => derivationLines(each, explanation, words)),
    '',
  ]);
}
