import type { Title } from '../../facts/kinds.js';
import type { DerivationInput } from '../../policy/derivation.js';
import type { Figure } from '../../policy/indicators.js';
import type { ParameterValue } from '../../policy/policy.js';
import type {
  FormulaOfYear,
  ShareOfYear,
  StandardExplanation,
} from '../../policy/standards/explain-standard.js';
import { missingOf } from '../../policy/standards/run.js';
import type { RoundingMode } from '../../values/decimal.js';
import type { Locale } from '../../values/issues.js';
import { formatRational, multiply, rational, rationalFromExactText } from '../../values/rational.js';
import { noteIn } from './note-in.js';
import { showProvenance } from './provenance-text.js';
import { showAmount, showDay } from './show.js';
import { missingLine, namedMissing, percent, plain, signed, Words } from './standard-words.js';
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
    noteIn(figure.note, words.locale),
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
  if (input.value === undefined) {
    const [missing] = missingOf([{ input }]);
    return missing === undefined
      ? []
      : [`  ${namedMissing(missing, words)}${words.pick('：缺', ': missing')}`];
  }
  if (input.kind === 'growth') {
    const quotient = input.figures.map((figure) => plain(figure.value)).reverse();
    const from = quotient.length === 2 ? `${quotient.join(' ÷ ')} − 1` : `${quotient[0] ?? ''} ÷ 100 − 1`;
    return [
      `  ${year}${title}${words.pick('比上年增长', ': growth')} ${from} = ${percent4(input.value)}`,
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
  const said =
    input.kind === 'standard'
      ? words.joined([
          input.status === 'derived' ? words.pick('推算', 'worked out') : undefined,
          input.carriedOver === true ? words.pick('沿用', 'carried over') : undefined,
        ])
      : '';
  const carried = said === '' ? '' : words.bracketed(said);
  return [`  ${year}${title} ${showAmount(input.value, input.unit, words.locale)}${carried}${provenance}`];
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
    `${[days, title, amount].filter((part) => part !== '').join(' ')}${words.bracketed(said)}`,
    ...(value.evidence ?? []).map(
      ({ how, note }) => `  ${words.of(EVIDENCE[how])}${words.pick('：', ': ')}${noteIn(note, words.locale)}`,
    ),
    ...(value.note === undefined
      ? []
      : [`  ${words.pick('说明：', 'Note: ')}${noteIn(value.note, words.locale)}`]),
  ];
}

/** The standard of the year as a share of an indicator of the year before, with the figure that it is held against. */
function shareLine(
  { title, year, figure, share }: ShareOfYear,
  inForce: ParameterValue | undefined,
  words: Words,
): string[] {
  if (figure === undefined || share === undefined || typeof inForce?.value !== 'string') return [];
  return [
    `${words.pick(`占${year}年${title.zh}`, `share of the ${title.en} of ${year}`)}${words.pick('：', ': ')}${plain(inForce.value)} ÷ ${plain(figure.value)} = ${percent(share)}${words.bracketed(figureText(figure, words))}`,
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
    ...year.shares.flatMap((each) => shareLine(each, year.inForce, words)),
    '',
  ]);
}
