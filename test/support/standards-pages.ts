import {
  type Derivation,
  explainStandard,
  type FormulaOfYear,
  openPacks,
  type PackLibrary,
  type StandardExplanation,
  type YearOfStandard,
} from '../../src/index.js';
import { formatRational, rational, rationalFromExactText } from '../../src/values/rational.js';
import { SHIPPED_FILES } from '../policy/support.js';

const FROM = 2021;
const TO = 2026;

const library: PackLibrary = openPacks(SHIPPED_FILES);

const provinces = [...library.packs.regions.codes()].filter(
  (code) => library.packs.regions.get(code)?.level === 'provincial',
);
const below = [...new Set(library.packs.packs.map(({ head }) => head.region))].filter((code) =>
  ['prefectural', 'county'].includes(library.packs.regions.get(code)?.level ?? ''),
);

const plain = (exact: string): string => {
  const value = rationalFromExactText(exact) ?? rational(0n);
  return formatRational(value, value.denominator === 1n ? 0 : 2);
};
const percent = (exact: string): string => {
  const value = rationalFromExactText(exact) ?? rational(0n);
  const text = formatRational(rational(value.numerator * 100n, value.denominator), 1);
  return `${text.startsWith('-') ? text.replace('-', '−') : `+${text}`}%`;
};

const explain = (region: string, figuresOf?: string): StandardExplanation =>
  explainStandard(library, { region, from: FROM, to: TO, ...(figuresOf === undefined ? {} : { figuresOf }) });

/** A year's standard in a cell: announced, worked out, undated, or how many formulas could give one. */
function cell({ inForce, formulas }: YearOfStandard): string {
  if (typeof inForce?.value === 'string')
    return inForce.status === 'derived' ? `${plain(inForce.value)}（推）` : plain(inForce.value);
  if (inForce?.status === 'undated') return '年份不详';
  const possible = formulas.filter(({ derivation }) => derivation.value !== undefined).length;
  return possible === 0 ? '—' : `—（${possible}）`;
}

const HEAD = (years: readonly YearOfStandard[]): string[] => [
  `| 代码 | 区域 | ${years.map(({ year }) => year).join(' | ')} |`,
  `|---|---|${years.map(() => '---').join('|')}|`,
];

function row(explanation: StandardExplanation): string {
  const { code, name } = explanation.region;
  return `| ${code} | ${name.zh} | ${explanation.years.map(cell).join(' | ')} |`;
}

/** docs/standards/matrix.md: which region has a line in which year. */
function matrixPage(): string {
  const ofProvinces = provinces.map((code) => explain(code));
  const ofOthers = below.map((code) => explain(code));
  const counts = ofProvinces[0]?.years.map(({ year }, index) => {
    const cells = ofProvinces.map(({ years }) => years[index]?.inForce);
    const announced = cells.filter((each) => each?.value !== undefined && each.status === 'announced').length;
    const derived = cells.filter((each) => each?.value !== undefined && each.status === 'derived').length;
    return `| ${year} | ${announced} | ${derived} | ${cells.length - announced - derived} |`;
  });
  return [
    '# 收入标准一览：区域 × 年份 / The income standard, region by year',
    '',
    '由 `npm run docs` 从 `rules/` 生成，请勿手改。 Made from `rules/` by `npm run docs`.',
    '',
    '- 数字：已公布的标准（元/人·年），出处见该区域的规则包。 A number: announced, in yuan a person and year.',
    '- （推）：由来源中的增幅等算出，非直接公布。 Worked out from what a source says, not announced as such.',
    '- 年份不详：只见数额，不知是哪一年的，不用于判定。 An amount without its year; never used.',
    '- —：没有找到已公布的标准，判定结果为“没有有效的标准”；括号内为能算出结果的公式个数，供测算，不自动采用。 None found: the answer is `noStandard`; in brackets how many formulas could give one, for reference only.',
    '',
    '## 各省 / Provinces',
    '',
    ...HEAD(ofProvinces[0]?.years ?? []),
    ...ofProvinces.map(row),
    '',
    '| 年份 | 已公布 announced | 推算 derived | 没有 none |',
    '|---|---|---|---|',
    ...(counts ?? []),
    '',
    '## 市、县 / Prefectures and counties with a pack',
    '',
    '县没有自己标准的日子用所在省的；省的一列从不用县的数。 A county without a line of its own uses its province’s, never the other way round.',
    '',
    ...HEAD(ofOthers[0]?.years ?? []),
    ...ofOthers.map(row),
    '',
  ].join('\n');
}

interface Trial {
  readonly region: string;
  readonly year: YearOfStandard;
  readonly formulas: readonly FormulaOfYear[];
}

/** The packs of a region itself: what it has from those above is tried there. */
const ownLayers = (region: string): string[] =>
  library.packs.packs.filter(({ head }) => head.region === region).map(({ head }) => head.name);

const trialsOf = (explanations: readonly StandardExplanation[]): Trial[] =>
  explanations.flatMap(({ region, years }) =>
    years
      .filter(
        ({ inForce }) => typeof inForce?.value === 'string' && ownLayers(region.code).includes(inForce.layer),
      )
      .map((year) => ({
        region: `${region.name.zh} ${region.code}`,
        year,
        formulas: year.formulas,
      })),
  );

const shown = ({ derivation, relative }: FormulaOfYear): string =>
  derivation.value === undefined
    ? '缺'
    : `${plain(derivation.value)}${derivation.standIns.length > 0 ? '*' : ''}（${percent(relative ?? '0')}）`;

function errorsOf(all: readonly Trial[], formula: string): string {
  // A line that was worked out backwards is shown above and not counted.
  const trials = all.filter(({ year }) => year.inForce?.status === 'announced');
  const found = trials.flatMap(({ formulas }) =>
    formulas
      .filter(({ derivation }) => derivation.formula === formula)
      .flatMap(({ relative }) =>
        relative === undefined ? [] : [rationalFromExactText(relative) ?? rational(0n)],
      ),
  );
  if (found.length === 0) return '0 | — | —';
  const absolute = found.map((each) =>
    each.numerator < 0n ? rational(-each.numerator, each.denominator) : each,
  );
  const number = (each: { numerator: bigint; denominator: bigint }): number =>
    Number((each.numerator * 1_000_000n) / each.denominator) / 10_000;
  const mean = absolute.reduce((sum, each) => sum + number(each), 0) / absolute.length;
  return `${found.length} | ${mean.toFixed(1)}% | ${Math.max(...absolute.map(number)).toFixed(1)}%`;
}

function trialTable(trials: readonly Trial[], formulas: readonly Derivation[]): string[] {
  return [
    `| 区域 | 年份 | 现行标准 | ${formulas.map(({ title }) => title.zh).join(' | ')} |`,
    `|---|---|---|${formulas.map(() => '---').join('|')}|`,
    ...trials.map(
      ({ region, year, formulas: given }) =>
        `| ${region} | ${year.year} | ${cell(year)} | ${given.map(shown).join(' | ')} |`,
    ),
  ];
}

/** docs/standards/backtest.md: what the formulas would have given, beside what was announced. */
function backtestPage(): string {
  const trials = trialsOf(provinces.map((code) => explain(code)));
  const own = trialsOf(below.map((code) => explain(code)));
  const formulas = trials[0]?.formulas.map(({ derivation }) => derivation) ?? [];
  return [
    '# 公式回测：算出的与公布的收入标准 / Back-test of the formulas',
    '',
    '由 `npm run docs` 从 `rules/` 生成，请勿手改。 Made from `rules/` by `npm run docs`.',
    '',
    '- 公式的权重、比例、倍数无人公布，为本库暂定（`projectDefault`）；误差照实列出。权重没有为缩小误差调过；人均地区生产总值的比例取自同一批标准的范围（8.3% 至 15.7%），农村收入的比例取自 2021 年的下限。 Nobody has published weights or shares. The weights were not tuned; the share of GDP per capita was taken from the range of these same lines, that of rural income from the floor of 2021.',
    '- *：用了代替的指标（多为以全体居民收入代替农村居民收入），见 `dixian standard --explain`。 A stand-in was used.',
    '- 缺：缺上年标准或缺指标，不算。 Missing: the standard of the year before, or an indicator.',
    '- “推”来的标准（如辽宁 2021 年由增幅反推）与公式不独立，不计入误差；德化的倍数就取自同一份通知，误差为零不是验证。 A line worked out backwards is not counted. Dehua’s multiple is from the same notice: its error of zero proves nothing.',
    '',
    '## 各省 / Provinces',
    '',
    ...trialTable(trials, formulas),
    '',
    '| 公式 | 可比年份数 | 平均误差（绝对值） | 最大误差 |',
    '|---|---|---|---|',
    ...formulas.map(({ formula, title }) => `| ${title.zh} / ${title.en} | ${errorsOf(trials, formula)} |`),
    '',
    '样本只有几条，不能说明哪个公式好。 The sample is a handful of lines: it does not show which formula is right.',
    '',
    '## 市、县（用本地指标） / Prefectures and counties, on their own indicators',
    '',
    ...trialTable(own, formulas),
    '',
  ].join('\n');
}

export const standardsPages = (): [path: string, text: string][] => [
  ['docs/standards/matrix.md', matrixPage()],
  ['docs/standards/backtest.md', backtestPage()],
];
