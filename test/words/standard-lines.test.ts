import { describe, expect, test } from 'vitest';
import { standardSteps } from '../../src/backends/words/standard-lines.js';
import { standardNotes, standardTable } from '../../src/backends/words/standard-table.js';
import {
  type DerivationInput,
  explainStandard,
  type Locale,
  openPacks,
  type StandardExplanation,
  type StandardRequest,
} from '../../src/index.js';
import { ROUNDING_MODES, type RoundingMode } from '../../src/values/decimal.js';
import { formatRational, rationalFromExactText, subtract } from '../../src/values/rational.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { SHIPPED } from '../standards/support.js';

const explain = (region: string, more: Partial<StandardRequest> = {}): StandardExplanation =>
  explainStandard(SHIPPED, { region, from: 2021, to: 2026, ...more });
const gansu = explain('620000');
const LOCALES: readonly Locale[] = ['zh-CN', 'en'];
const PROVINCES = [...SHIPPED.packs.regions.codes()].filter(
  (code) => SHIPPED.packs.regions.get(code)?.level === 'provincial',
);
const WITH_PACKS = SHIPPED.packs.packs.map(({ head }) => head.region);

/** The explanation of one formula of one year, as if there were no other. */
function only(explanation: StandardExplanation, year: number, formula: string): StandardExplanation {
  const found = explanation.years.find((each) => each.year === year);
  if (found === undefined) throw new Error(`no ${year}`);
  const formulas = found.formulas.filter(({ derivation }) => derivation.formula === formula);
  if (formulas.length !== 1) throw new Error(`no ${formula}`);
  return { ...explanation, years: [{ ...found, formulas, shares: [] }] };
}

describe('the table of Gansu, 2021 to 2026', () => {
  const cells = [
    ['—', '6,500', '7,200', '7,800', '—', '—'],
    ['缺', '缺', '6,620（−580，−8.1%）', '7,240（−560，−7.2%）', '7,820', '缺'],
    ['缺', '缺', '6,860（−340，−4.7%）', '7,740（−60，−0.8%）', '8,300', '缺'],
    ['缺', '缺', '6,860（−340，−4.7%）', '7,590（−210，−2.7%）', '8,150', '缺'],
    ['缺', '缺', '缺', '缺', '缺', '缺'],
    ['6,000', '6,000（−500，−7.7%）', '6,000（−1,200，−16.7%）', '6,000（−1,800，−23.1%）', '6,350', '6,710'],
    ['缺', '缺', '缺', '缺', '缺', '缺'],
    ['6,000', '6,000（−500，−7.7%）', '6,000（−1,200，−16.7%）', '6,000（−1,800，−23.1%）', '6,000', '缺'],
    // 6500 / 42508, 7200 / 46381 and 7800 / 49811; then of 22066, 23273 and 25011.
    ['—', '15.3%', '15.5%', '15.7%', '—', '—'],
    ['—', '29.5%', '30.9%', '31.2%', '—', '—'],
    ['—', '缺', '缺', '缺', '—', '—'],
    ['—', '缺', '缺', '缺', '—', '—'],
  ];

  test('in Chinese', () => {
    const [years, ...rows] = standardTable(gansu, 'zh-CN');
    expect(years).toEqual(['', '2021', '2022', '2023', '2024', '2025', '2026']);
    expect(rows.map(([title]) => title)).toEqual([
      '防止返贫致贫收入标准（监测范围）',
      '上年标准按物价涨幅调整',
      '上年标准按农村居民收入增速调整',
      '上年标准按人均地区生产总值、农村居民收入、物价加权增速调整',
      '上年农村居民人均可支配收入的一定比例',
      '上年人均地区生产总值的一定比例',
      '当年农村低保标准的倍数',
      '脱贫攻坚期扶贫标准的倍数',
      '占上年人均地区生产总值',
      '占上年全体居民人均可支配收入',
      '占上年农村居民人均可支配收入',
      '占上年农村最低生活保障标准',
    ]);
    expect(rows.map(([, ...row]) => row)).toEqual(cells);
  });

  test('in English has the same cells', () => {
    const [, ...rows] = standardTable(gansu, 'en');
    expect(rows[1]?.[0]).toBe("last year's standard, raised by prices");
    expect(rows.map(([, ...row]) => row)).toEqual(
      cells.map((row) =>
        row.map((cell) =>
          cell.replace('缺', 'missing').replace('（', ' (').replace('，', ', ').replace('）', ')'),
        ),
      ),
    );
  });

  test('has a cell for every year in every row', () => {
    for (const row of standardTable(gansu, 'zh-CN')) expect(row).toHaveLength(7);
  });
});

describe('the cell of a standard', () => {
  const library = (values: readonly object[]) =>
    openPacks([
      ...SHIPPED_FILES,
      {
        path: 'own/pack.json',
        text: JSON.stringify({
          kind: 'pack',
          name: 'guizhou',
          region: '520000',
          title: { zh: '贵州省', en: 'Guizhou' },
          inForce: { from: '2021-05-16' },
        }),
      },
      {
        path: 'own/standard.json',
        text: JSON.stringify({ kind: 'parameterValues', values: { incomeStandard: { values } } }),
      },
    ]);
  const cellOf = (value: object, locale: Locale, more: readonly object[] = []): string | undefined => {
    const days = { from: '2024-01-01', to: '2024-12-31', authority: 'projectDefault' };
    const explanation = explainStandard(library([{ ...days, ...value }, ...more]), {
      region: '520000',
      from: 2024,
      to: 2024,
    });
    return standardTable(explanation, locale)[1]?.[1];
  };
  const before = {
    from: '2023-01-01',
    to: '2023-12-31',
    value: '8000',
    status: 'announced',
    authority: 'projectDefault',
  };

  test.each([
    ['announced', { status: 'announced', value: '8000' }, '8,000', '8,000'],
    ['with decimals', { status: 'announced', value: '8000.5' }, '8,000.50', '8,000.50'],
    ['worked out', { status: 'derived', value: '8000' }, '8,000（推算）', '8,000 (worked out)'],
    ['expected', { status: 'expected', note: '待公布' }, '待公布', 'expected'],
    ['withdrawn', { status: 'withdrawn' }, '已撤销', 'withdrawn'],
    ['without a year', { status: 'undated', value: '8000' }, '年份不详', 'undated'],
    ['that does not apply', { status: 'notApplicable' }, '—', '—'],
  ])('%s', (_, value, zh, en) => {
    expect(cellOf(value, 'zh-CN')).toBe(zh);
    expect(cellOf(value, 'en')).toBe(en);
  });

  test('given by a formula', () => {
    // Consumer prices of 2023 in Guizhou were 99.7: 8000 × 0.997 = 7976.
    const derived = { status: 'derived', formula: 'indexedByPrices' };
    expect(cellOf(derived, 'zh-CN', [before])).toBe('7,980（推算）');
    expect(cellOf(derived, 'en', [before])).toBe('7,980 (worked out)');
  });

  test('of a year in which it changes is the one at its end', () => {
    const first = { to: '2024-06-30', status: 'announced', value: '8000' };
    const second = { ...before, from: '2024-07-01', to: '2024-12-31', value: '8500' };
    expect(cellOf(first, 'zh-CN', [second])).toBe('8,500');
  });

  test.each([
    ['published later', '620171', 2025, '2025-04-08', '当时未公布', 'not yet known'],
    [
      'published on a day that nobody recorded',
      '620000',
      2024,
      '2024-08-12',
      '公布日期不详',
      'day of publication unknown',
    ],
  ])('%s', (_, region, year, knownOn, zh, en) => {
    const explanation = explain(region, { from: year, to: year, knownOn });
    expect(standardTable(explanation, 'zh-CN')[1]?.[1]).toBe(zh);
    expect(standardTable(explanation, 'en')[1]?.[1]).toBe(en);
  });
});

describe('the notes below the table', () => {
  const year = explain('620000', { from: 2024, to: 2024 });

  test('name what is missing, what stands in for what, and what nobody has published', () => {
    expect(standardNotes(year, 'zh-CN')).toEqual([
      '缺少的数据：农村居民人均可支配收入：2023年；农村最低生活保障标准：2024年',
      '代替：2023年缺“农村居民消费价格指数”，以“居民消费价格指数”代替；2023年缺“农村居民人均可支配收入的增速”，以“全体居民人均可支配收入的增速”代替',
      `无人公布、本库暂定：${[
        '公式“上年标准按物价涨幅调整”',
        '收入标准取整到 10',
        '公式“上年标准按农村居民收入增速调整”',
        '公式“上年标准按人均地区生产总值、农村居民收入、物价加权增速调整”',
        '人均地区生产总值增速的权重 0.30',
        '农村居民收入增速的权重 0.40',
        '物价涨幅的权重 0.30',
        '公式“上年农村居民人均可支配收入的一定比例”',
        '占农村居民人均可支配收入的比例 0.35',
        '公式“上年人均地区生产总值的一定比例”',
        '占人均地区生产总值的比例 0.12',
        '公式“当年农村低保标准的倍数”',
        '农村低保标准的倍数 1.50',
      ].join('；')}`,
    ]);
  });

  test('in English name as many', () => {
    const counts = (locale: Locale): number[] =>
      standardNotes(year, locale).map((line) => line.split(locale === 'en' ? '; ' : '；').length);
    expect(counts('en')).toEqual(counts('zh-CN'));
    expect(standardNotes(year, 'en').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'Missing',
      'Stand-ins',
      'Project defaults, published by nobody',
    ]);
  });

  test('are in order of the years, and each is told once', () => {
    for (const region of PROVINCES) {
      for (const line of standardNotes(explain(region), 'zh-CN')) {
        const parts = line.slice(line.indexOf('：') + 1).split('；');
        expect(new Set(parts).size).toBe(parts.length);
        if (!line.startsWith('缺少的数据')) continue;
        for (const part of parts) {
          const years = [...part.slice(part.lastIndexOf('：')).matchAll(/\d{4}/g)].map(Number);
          expect(years.length).toBeGreaterThan(0);
          expect(years).toEqual([...new Set(years)].sort((a, b) => a - b));
        }
      }
    }
  });

  test('say why a figure is missing, where it is more than absent', () => {
    const later = explain('620171', { from: 2026, to: 2026, knownOn: '2025-04-08' });
    expect(standardNotes(later, 'zh-CN')[0]).toContain(
      '防止返贫致贫收入标准（监测范围）（当时尚未公布）：2025年',
    );
    expect(standardNotes(later, 'en')[0]).toContain('the income standard (not published by then): 2025');
    const unrecorded = explain('620000', { knownOn: '2024-08-12' });
    expect(standardNotes(unrecorded, 'zh-CN')[0]).toContain(
      '居民消费价格指数（公布日期不详，当时是否已公布无法确认）：2020—2024年',
    );
  });

  test('there are none where nothing is missing and all is published', () => {
    const poverty = only(year, 2024, 'multipleOfPovertyStandard');
    const [defaults, ...others] = standardNotes(poverty, 'zh-CN');
    expect(others).toEqual([]);
    expect(defaults).toMatch(/^无人公布、本库暂定：收入标准取整到 10$/);
  });
});

describe('the steps of a formula', () => {
  const PRICES_SOURCE =
    'https://github.com/Liushenwuzhu-Alpaca/province-economy/blob/94b12911c3ad5d5b0ceee2c9c59b3a509bfb53e2/data/raw/nbs_exports/居民消费价格指数分省.csv';
  const prices = only(gansu, 2024, 'indexedByPrices');

  test('in Chinese: the standard, the formula, every input with its source, the sum, floor, rounding, difference', () => {
    expect(standardSteps(prices, 'zh-CN')).toEqual([
      '── 2024年',
      '2024年1月1日至2024年12月31日 防止返贫致贫收入标准（监测范围） 7,800.00 元/人·年（省级，甘肃省农业农村厅介绍防返贫监测情况（中国新闻网报道）（题名系本库所拟），来源只写明年份）',
      '  转载：与 2023 年标准同见一文。',
      '  说明：比 2023 年增长 8.3%。',
      '公式“上年标准按物价涨幅调整”（indexedByPrices），无人公布，本库暂定',
      '  standard(year - 1) * (1 + firstKnown(growth("ruralPriceIndex", year - 1), growth("priceIndex", year - 1)))',
      '  2023年防止返贫致贫收入标准（监测范围） 7,200.00 元/人·年（省级，甘肃省农业农村厅介绍防返贫监测情况（中国新闻网报道）（题名系本库所拟））',
      '  2023年农村居民消费价格指数：缺',
      '  2023年居民消费价格指数比上年增长 100.50 ÷ 100 − 1 = 0.5000%',
      expect.stringContaining(`    2023年 100.50（公布数，可信度中，${PRICES_SOURCE}，`),
      '  收入标准的下限 6,000.00 元/人·年（国家，《关于健全防止返贫动态监测和帮扶机制的指导意见》（中农组发〔2021〕7号））',
      '  收入标准取整到 10.00 元/人·年（本库默认，未见公布）',
      '  注意：2023年缺“农村居民消费价格指数”，以“居民消费价格指数”代替',
      '  7200 × (1 + 0.005) = 7,236.00 元/人·年',
      '  下限 6,000.00 元/人·年',
      '  四舍五入到 10：7,240.00 元/人·年',
      '  与现行标准相差 −560（−7.2%）',
      '',
    ]);
  });

  test('in English line by line the same', () => {
    const [chinese, english] = [standardSteps(prices, 'zh-CN'), standardSteps(prices, 'en')];
    expect(english).toHaveLength(chinese.length);
    const indent = (lines: readonly string[]): number[] => lines.map((line) => line.search(/\S|$/));
    expect(indent(english)).toEqual(indent(chinese));
    expect(english.slice(-5)).toEqual([
      '  7200 × (1 + 0.005) = 7,236.00 yuan a person and year',
      '  floor 6,000.00 yuan a person and year',
      '  rounded half up to a multiple of 10: 7,240.00 yuan a person and year',
      '  apart from the standard in force by −560 (−7.2%)',
      '',
    ]);
    expect(english).toContain('  rural consumer price index of 2023: missing');
    expect(english).toContain(
      '  Note: "consumer price index" stands in for "rural consumer price index" of 2023',
    );
  });

  test('of a growth of two figures shows both, and that a result is cut', () => {
    const lines = standardSteps(only(gansu, 2024, 'indexedByRuralIncome'), 'zh-CN');
    expect(lines).toContain('  2023年全体居民人均可支配收入比上年增长 25,011 ÷ 23,273 − 1 = 7.4679%');
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}2022年 23,273（.*https:.*）$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}2023年 25,011（.*https:.*）$/));
    // 7200 × 25011 / 23273 = 7737.6874…
    expect(lines).toContain('  7200 × (1 + 0.074678…) = 约 7,737.6874 元/人·年');
    expect(lines).toContain('  四舍五入到 10：7,740.00 元/人·年');
  });

  test('end with the shares of the standard, each with what it is held against', () => {
    const shares = standardSteps(gansu, 'zh-CN').filter((line) => line.startsWith('占2023年'));
    expect(shares).toEqual([
      // 7800 / 49811 and 7800 / 25011
      expect.stringMatching(
        /^占2023年人均地区生产总值：7,800 ÷ 49,811 = 15\.7%（第五次经济普查修订后，.*https:.*）$/,
      ),
      expect.stringMatching(
        /^占2023年全体居民人均可支配收入：7,800 ÷ 25,011 = 31\.2%（公布数，.*https:.*）$/,
      ),
    ]);
  });

  test('says where the floor decides', () => {
    const share = only(gansu, 2024, 'shareOfGdpPerCapita');
    expect(standardSteps(share, 'zh-CN').slice(-5, -1)).toEqual([
      '  49811 × 0.12 = 5,977.32 元/人·年',
      '  下限 6,000.00 元/人·年，取下限',
      '  四舍五入到 10：6,000.00 元/人·年',
      '  与现行标准相差 −1,800（−23.1%）',
    ]);
    expect(standardSteps(share, 'en')).toContain('  floor 6,000.00 yuan a person and year, which decides');
  });

  test('says nothing of a floor that does not apply, nor of a difference from nothing', () => {
    const lines = standardSteps(only(gansu, 2026, 'shareOfGdpPerCapita'), 'zh-CN');
    expect(lines.slice(-3)).toEqual([
      '  55897 × 0.12 = 6,707.64 元/人·年',
      '  四舍五入到 10：6,710.00 元/人·年',
      '',
    ]);
    expect(lines[1]).toBe('防止返贫致贫收入标准（监测范围）（规则包里没有这一天的值）');
  });

  test('says what is missing where there is no result', () => {
    const none = only(gansu, 2024, 'shareOfRuralIncome');
    expect(standardSteps(none, 'zh-CN').slice(-2)).toEqual(['  算不出：缺 2023年农村居民人均可支配收入', '']);
    expect(standardSteps(none, 'en').slice(-2)).toEqual([
      '  No result: rural disposable income per person of 2023 missing',
      '',
    ]);
    for (const locale of LOCALES)
      expect(standardSteps(none, locale).join('\n')).not.toMatch(/四舍五入|rounded half|相差|apart/);
  });

  test.each(Object.keys(ROUNDING_MODES) as RoundingMode[])('has its own words for rounding %s', (mode) => {
    const changed = (each: RoundingMode, locale: Locale): string => {
      const [year] = prices.years;
      const [formula] = year?.formulas ?? [];
      if (year === undefined || formula === undefined) throw new Error('no formula');
      const rounding = { ...formula.derivation.rounding, mode: each };
      const formulas = [{ ...formula, derivation: { ...formula.derivation, rounding } }];
      return standardSteps({ ...prices, years: [{ ...year, formulas }] }, locale).at(-3) ?? '';
    };
    const others = (Object.keys(ROUNDING_MODES) as RoundingMode[]).filter((each) => each !== mode);
    for (const locale of LOCALES) {
      expect(changed(mode, locale)).toContain('10');
      expect(others.map((each) => changed(each, locale))).not.toContain(changed(mode, locale));
    }
    expect(changed(mode, 'zh-CN')).not.toMatch(/[A-Za-z]/);
  });

  test('says where a ceiling decides', () => {
    const [year] = prices.years;
    const [formula] = year?.formulas ?? [];
    if (year === undefined || formula === undefined) throw new Error('no formula');
    const derivation = { ...formula.derivation, ceiling: '7000', boundedBy: 'ceiling' as const };
    const held = { ...prices, years: [{ ...year, formulas: [{ ...formula, derivation }] }] };
    expect(standardSteps(held, 'zh-CN')).toContain('  上限 7,000.00 元/人·年，取上限');
    expect(standardSteps(held, 'en')).toContain('  ceiling 7,000.00 yuan a person and year, which decides');
  });
});

describe('every province and every region with packs', () => {
  const all = [...new Set([...PROVINCES, ...WITH_PACKS])].map((region) => explain(region));

  /** Texts that stand as they are in either language: formulas, sources, notes and titles of documents. */
  function verbatim({ years, documents, region }: StandardExplanation): string[] {
    const ofInput = (input: DerivationInput): (string | undefined)[] => {
      const figures =
        input.kind === 'growth' ? input.figures : input.kind === 'indicator' ? [input.figure] : [];
      return figures.flatMap((figure) => [figure?.source, figure?.note]);
    };
    const texts = [
      region.name.zh,
      ...Object.values(documents).flatMap(({ title, number }) => [title, number]),
      ...years.flatMap(({ values }) =>
        values.flatMap(({ evidence }) => (evidence ?? []).map(({ note }) => note)),
      ),
      ...years.flatMap(({ formulas }) =>
        formulas.flatMap(({ derivation }) => [
          derivation.text,
          derivation.formula,
          ...derivation.inputs.flatMap(ofInput),
        ]),
      ),
    ];
    return [...new Set(texts)].filter((text) => text !== undefined).sort((a, b) => b.length - a.length);
  }
  function* linesOf(locale: Locale): Generator<{ line: string; own: string }> {
    for (const explanation of all) {
      const texts = verbatim(explanation);
      const lines = [
        ...standardTable(explanation, locale).flat(),
        ...standardNotes(explanation, locale),
        ...standardSteps(explanation, locale),
      ];
      for (const line of new Set(lines))
        yield { line, own: texts.reduce((rest, text) => rest.replaceAll(text, ''), line) };
    }
  }

  test('there are 31 provinces, and every region of a pack is there', () => {
    expect(PROVINCES).toHaveLength(31);
    expect(all.length).toBeGreaterThan(40);
  });

  test.each(LOCALES)('in %s no placeholder is left, and nothing is undefined', (locale) => {
    for (const { line } of linesOf(locale))
      expect(line).not.toMatch(/undefined|NaN|Infinity|null|\{\w*\}|\[object|（）|\(\)|“”|""/);
  });

  test('in Chinese only formulas, sources and notes have foreign words', () => {
    for (const { line, own } of linesOf('zh-CN')) if (/[A-Za-z]/.test(own)) expect.fail(line);
  });

  test('in English only titles of documents, sources and notes have Chinese', () => {
    for (const { line, own } of linesOf('en')) if (/[\p{Script=Han}，。：；“”]/u.test(own)) expect.fail(line);
  });

  test.each(LOCALES)('in %s every input of every formula stands with its source', (locale) => {
    let count = 0;
    for (const explanation of all)
      for (const { year, formulas } of explanation.years)
        for (const { derivation } of formulas) {
          const lines = standardSteps(only(explanation, year, derivation.formula), locale);
          for (const input of derivation.inputs) {
            const title = locale === 'en' ? input.title.en : input.title.zh;
            const start = lines.findIndex((line) => line.startsWith('  ') && line.includes(title));
            expect(start, `${title} of ${year}`).toBeGreaterThan(0);
            if (input.value === undefined) continue;
            count += 1;
            for (const source of sourcesOf(input, explanation))
              expect(lines.slice(start).join('\n')).toContain(source);
          }
        }
    expect(count).toBeGreaterThan(5_000);
  });

  test('the difference is that of the two amounts above it, to the last digit', () => {
    let count = 0;
    for (const explanation of all)
      for (const { year, inForce, formulas } of explanation.years)
        for (const { derivation, difference } of formulas) {
          if (difference === undefined) continue;
          count += 1;
          const [given, announced] = [derivation.value, inForce?.value].map((text) =>
            rationalFromExactText(String(text)),
          );
          if (given === undefined || announced === undefined) throw new Error('no amount');
          const apart = formatRational(subtract(given, announced), 0);
          const sign = apart.startsWith('-') ? '−' : apart === '0' ? '' : '+';
          const lines = standardSteps(only(explanation, year, derivation.formula), 'zh-CN');
          expect(lines.at(-2)).toContain(`与现行标准相差 ${sign}${apart.replace('-', '')}（`);
          expect(lines.at(-3)).toContain(`：${formatRational(given, 2)} 元/人·年`);
        }
    expect(count).toBeGreaterThan(30);
  });

  function sourcesOf(input: DerivationInput, { documents }: StandardExplanation): string[] {
    if (input.kind === 'growth') return input.figures.map(({ source }) => source);
    if (input.kind === 'indicator') return [input.figure?.source ?? input.formula ?? 'no source'];
    if (input.document === undefined) return [];
    return [documents[input.document]?.title ?? 'no document'];
  }
});

describe('what the words take care of', () => {
  test.each(LOCALES)('in %s there are never two spaces between words', (locale) => {
    const lines = standardSteps(gansu, locale).map((line) => line.trimStart());
    expect(lines.filter((line) => line.includes('  '))).toEqual([]);
    const withheld = standardSteps(explain('620000', { knownOn: '2024-08-12' }), locale);
    expect(withheld.filter((line) => / [（(]省级| {2}\(provincial/.test(line))).toEqual([]);
  });
});
