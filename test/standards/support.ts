import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import {
  type Derivation,
  explainStandard,
  openPacks,
  type PackLibrary,
  type ParameterValue,
  type Policy,
  type PolicyFile,
  type YearOfStandard,
} from '../../src/index.js';
import { FIGURE_COLUMNS } from '../../src/policy/indicators.js';
import type { RoundingMode } from '../../src/values/decimal.js';
import { SHIPPED_FILES } from '../policy/support.js';

/** The shipped rules, opened once for all files of this folder that need them. */
export const SHIPPED: PackLibrary = openPacks(SHIPPED_FILES);

export const MODES: readonly RoundingMode[] = [
  'up',
  'down',
  'ceiling',
  'floor',
  'halfUp',
  'halfDown',
  'halfEven',
];

/** The region of the small packs. */
export const REGION = '900000';
export const OTHER_REGION = '910000';

export interface FigureRow {
  readonly indicator: string;
  readonly year: number;
  readonly value: string;
  readonly vintage: string;
  readonly region?: string;
  readonly publishedOn?: string;
}

/** A small pack: one yearly formula of the income standard, and what it reads. */
export interface SmallPack {
  readonly name?: string;
  readonly formula: string;
  readonly floor?: string | undefined;
  readonly ceiling?: string | undefined;
  readonly rounding: { readonly multiple: string; readonly mode: RoundingMode };
  /** Announced standards by year. */
  readonly standards?: Readonly<Record<number, string>>;
  /** Years whose standard the pack takes from its formula. */
  readonly derived?: readonly number[];
  /** One value for all years, or one for each. */
  readonly parameters?: Readonly<Record<string, string | Readonly<Record<number, string>>>>;
  readonly figures?: readonly FigureRow[];
  /** The formula and parameters that nobody has published. */
  readonly projectDefaults?: readonly string[];
  /** Indicators that are worked out themselves. */
  readonly worked?: Readonly<Record<string, string>>;
}

export const NOT_APPLICABLE = 'notApplicable';

const MONEY = new Set([
  'incomeStandardFloor',
  'incomeStandardCeiling',
  'incomeStandardRounding',
  'povertyEraStandard',
  'ownPovertyStandard',
]);

const indicator = (zh: string, unit: string, measure: string, vintages: readonly string[]) => ({
  title: { zh, en: zh },
  unit,
  measure,
  vintages: Object.fromEntries(vintages.map((vintage) => [vintage, { zh: vintage, en: vintage }])),
});

/** The indicators of the shipped rules, with their vintages in the order in which they are preferred. */
export const VINTAGES = {
  gdpPerCapita: ['afterFifthCensus', 'preliminary', 'beforeFifthCensus'],
  ruralDisposableIncome: ['published', 'impliedByGrowth'],
  residentDisposableIncome: ['published'],
  priceIndex: ['published'],
  ruralPriceIndex: ['published', 'implied'],
  ruralMinimumLivingStandard: ['published'],
} as const satisfies Record<string, readonly string[]>;

const INDICATORS = {
  gdpPerCapita: indicator('人均地区生产总值', 'yuanPerPersonYear', 'level', VINTAGES.gdpPerCapita),
  ruralDisposableIncome: indicator(
    '农村居民人均可支配收入',
    'yuanPerPersonYear',
    'level',
    VINTAGES.ruralDisposableIncome,
  ),
  residentDisposableIncome: indicator(
    '全体居民人均可支配收入',
    'yuanPerPersonYear',
    'level',
    VINTAGES.residentDisposableIncome,
  ),
  priceIndex: indicator('居民消费价格指数', 'percent', 'index', VINTAGES.priceIndex),
  ruralPriceIndex: indicator('农村居民消费价格指数', 'percent', 'index', VINTAGES.ruralPriceIndex),
  ruralMinimumLivingStandard: indicator(
    '农村最低生活保障标准',
    'yuanPerPersonYear',
    'level',
    VINTAGES.ruralMinimumLivingStandard,
  ),
};

const unitOf = (name: string): string =>
  (INDICATORS as Record<string, { unit: string }>)[name]?.unit ?? 'yuanPerPersonYear';

/** One line of a table of figures. */
export const csvRow = (row: FigureRow): string =>
  [
    row.indicator,
    row.region ?? REGION,
    row.year,
    row.value,
    unitOf(row.indicator),
    row.vintage,
    'final',
    row.publishedOn ?? '',
    'high',
    'test',
    '',
  ].join(',');

export const csvFile = (path: string, rows: readonly FigureRow[]): PolicyFile => ({
  path,
  text: `${[FIGURE_COLUMNS.join(','), ...rows.map(csvRow)].join('\n')}\n`,
});

export const jsonFile = (path: string, content: unknown): PolicyFile => ({
  path,
  text: JSON.stringify(content),
});

const yearly = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });

function parameterOf(
  name: string,
  given: string | Readonly<Record<number, string>>,
  isProjectDefault: boolean,
): unknown {
  const said = isProjectDefault
    ? { authority: 'projectDefault' }
    : { authority: 'national', document: 'notice' };
  const entryOf = (value: string) =>
    value === NOT_APPLICABLE ? { status: 'notApplicable', ...said } : { value, status: 'announced', ...said };
  const values =
    typeof given === 'string'
      ? [{ from: '2000-01-01', ...entryOf(given) }]
      : Object.entries(given).map(([year, value]) => ({ ...yearly(Number(year)), ...entryOf(value) }));
  return {
    title: { zh: name, en: name },
    type: 'number',
    unit: MONEY.has(name) ? 'yuanPerPersonYear' : 'ratio',
    decimals: 6,
    // A divisor must be above zero by its declaration.
    minimum: name.endsWith('Divisor') ? '0.01' : '0',
    values,
  };
}

/** The files of a small pack: a nation that declares the parameters and the formula, a province that fills them. */
export function filesOf(pack: SmallPack): PolicyFile[] {
  const defaults = new Set(pack.projectDefaults ?? []);
  const name = pack.name ?? 'yearly';
  const documents = { notice: { title: '通知', date: '2020-01-01', confidence: 'high' } };
  const announced = Object.entries(pack.standards ?? {}).map(([year, value]) => ({
    ...yearly(Number(year)),
    value,
    status: 'announced',
    authority: 'provincial',
    document: 'provincialNotice',
  }));
  const derived = (pack.derived ?? []).map((year) => ({
    ...yearly(year),
    status: 'derived',
    formula: name,
    authority: 'provincial',
    document: 'provincialNotice',
  }));
  const values = [...announced, ...derived];
  const rounded = {
    parameter: 'incomeStandard',
    formula: pack.formula,
    ...(pack.floor === undefined ? {} : { floor: pack.floor }),
    ...(pack.ceiling === undefined ? {} : { ceiling: pack.ceiling }),
    rounding: pack.rounding,
  };
  return [
    jsonFile('regions.json', {
      kind: 'regions',
      regions: {
        '000000': { name: { zh: '全国', en: 'nation' }, level: 'national' },
        [REGION]: { name: { zh: '试验省', en: 'test province' }, level: 'provincial', parent: '000000' },
        [OTHER_REGION]: {
          name: { zh: '另一省', en: 'another province' },
          level: 'provincial',
          parent: '000000',
        },
      },
    }),
    jsonFile('indicators/indicators.json', {
      kind: 'indicators',
      indicators: {
        ...INDICATORS,
        ...Object.fromEntries(
          Object.entries(pack.worked ?? {}).map(([each, formula]) => [
            each,
            { title: { zh: each, en: each }, unit: 'yuanPerPersonYear', measure: 'level', formula },
          ]),
        ),
      },
    }),
    csvFile('indicators/figures.csv', pack.figures ?? []),
    jsonFile('nation/pack.json', {
      kind: 'pack',
      name: 'nation',
      region: '000000',
      title: { zh: '全国', en: 'nation' },
      inForce: { from: '2000-01-01' },
    }),
    jsonFile('nation/documents.json', { kind: 'documents', documents }),
    jsonFile('nation/parameters.json', {
      kind: 'parameters',
      parameters: {
        incomeStandard: {
          title: { zh: '收入标准', en: 'income standard' },
          type: 'number',
          unit: 'yuanPerPersonYear',
          decimals: 2,
          open: 'must',
          endRequired: true,
          values: [],
        },
        ...Object.fromEntries(
          Object.entries(pack.parameters ?? {}).map(([each, given]) => [
            each,
            parameterOf(each, given, defaults.has(each)),
          ]),
        ),
      },
    }),
    jsonFile('nation/formulas.json', {
      kind: 'formulas',
      formulas: {
        [name]: {
          title: { zh: '公式', en: 'formula' },
          ...rounded,
          ...(defaults.has(name)
            ? { authority: 'projectDefault' }
            : { authority: 'national', document: 'notice' }),
        },
      },
    }),
    jsonFile('province/pack.json', {
      kind: 'pack',
      name: 'province',
      region: REGION,
      title: { zh: '试验省', en: 'test province' },
      inForce: { from: '2000-01-01' },
    }),
    jsonFile('province/documents.json', {
      kind: 'documents',
      documents: { provincialNotice: documents.notice },
    }),
    ...(values.length === 0
      ? []
      : [
          jsonFile('province/standard.json', {
            kind: 'parameterValues',
            values: { incomeStandard: { values } },
          }),
        ]),
  ];
}

/** What the only formula of a small pack gives for a year. */
export function derive(
  files: readonly PolicyFile[],
  year: number,
  request: { readonly knownOn?: string | undefined; readonly region?: string } = {},
): Derivation {
  return derivationOf(explainYear(files, year, request));
}

export function explainYear(
  files: readonly PolicyFile[],
  year: number,
  request: { readonly knownOn?: string | undefined; readonly region?: string } = {},
): YearOfStandard {
  const { years } = explainStandard(openPacks(files), {
    region: request.region ?? REGION,
    from: year,
    to: year,
    knownOn: request.knownOn,
    parameter: 'incomeStandard',
  });
  return years[0] as YearOfStandard;
}

/** The derivation of a formula by its name, or of the only one. */
export function derivationOf(year: YearOfStandard, name?: string): Derivation {
  const found = year.formulas.filter(({ derivation }) => name === undefined || derivation.formula === name);
  if (found.length !== 1) throw new Error(`${found.length} formulas in ${year.year}, one was expected.`);
  return (found[0] as (typeof found)[number]).derivation;
}

/** The value of the income standard in force on a day. */
export const standardOn = (policy: Policy, day: string): ParameterValue | undefined =>
  policy.parameters['incomeStandard']?.series.find(
    (value) => value.from <= day && day <= (value.to ?? '9999-12-31'),
  );

/** An input of a derivation by kind, name and year, as the fixtures name it. */
export const inputKey = (input: Derivation['inputs'][number]): string => {
  const name = 'indicator' in input ? input.indicator : input.name;
  return 'year' in input ? `${input.kind} ${name} ${input.year}` : `${input.kind} ${name}`;
};

/** The FEEL texts of the shipped formulas, by name. */
export const SHIPPED_FORMULAS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    (
      JSON.parse(
        SHIPPED_FILES.find(({ path }) => path.endsWith('income-standard/formulas.json'))?.text ?? '{}',
      ) as { formulas: Record<string, { formula: string }> }
    ).formulas,
  ).map(([name, { formula }]) => [name, formula]),
);

/** What a golden case expects of a year; the keys are those that an official reads in the file. */
export interface ExpectedYear {
  readonly 精确值?: string;
  readonly 界限?: '下限' | '上限';
  readonly 结果?: string;
  readonly 差额?: string;
  readonly 相对?: string;
  readonly 读数?: Readonly<Record<string, string>>;
  readonly 版本?: Readonly<Record<string, string>>;
  readonly 缺?: readonly {
    readonly 类: string;
    readonly 项: string;
    readonly 年?: number;
    readonly 因: string;
  }[];
  readonly 代替?: readonly { readonly 缺: string; readonly 用: string; readonly 年: number }[];
  readonly 本库默认?: readonly string[];
}

/** A golden case, worked out by hand: fixtures/standards/README.md. */
export interface StandardFixture {
  readonly file: string;
  readonly 编号: string;
  readonly 名称: string;
  readonly 区域?: string;
  readonly 公式: string;
  readonly 算式: string;
  readonly 下限?: string;
  readonly 上限?: string;
  readonly 取整: { readonly 到: string; readonly 方式?: RoundingMode };
  readonly 标准?: Readonly<Record<number, string>>;
  readonly 参数?: Readonly<Record<string, string | Readonly<Record<number, string>>>>;
  readonly 本库暂定?: readonly string[];
  readonly 已知日?: string;
  readonly 数据?: readonly (readonly [string, number, string, string, string?])[];
  readonly 演算: string;
  readonly 应得: Readonly<Record<number, ExpectedYear>>;
  readonly 各方式?: Readonly<Record<RoundingMode, string>>;
  readonly 采用时?: string;
}

const FOLDER = fileURLToPath(new URL('../../fixtures/standards/', import.meta.url));

/** Every golden case, file by file. */
export const readStandardFixtures = (): StandardFixture[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      (parse(readFileSync(FOLDER + file, 'utf8')) as StandardFixture[]).map((fixture) => ({
        ...fixture,
        file,
      })),
    );
