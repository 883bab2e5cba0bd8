import { describe, expect, test } from 'vitest';
import {
  compile,
  explainStandard,
  type Household,
  openPacks,
  type PackLibrary,
  policyFile,
  readPolicy,
  resolvePolicy,
  type StandardRequest,
  type YearOfStandard,
} from '../../src/index.js';
import { confirmed, issuesOf, SHIPPED_FILES } from '../policy/support.js';
import { derivationOf, filesOf, jsonFile, REGION, SHIPPED, standardOn } from './support.js';

const explain = (request: StandardRequest, library: PackLibrary = SHIPPED) =>
  explainStandard(library, request);
const gansu = explain({ region: '620000', from: 2021, to: 2026 });

const yearOf = ({ years }: { readonly years: readonly YearOfStandard[] }, year: number): YearOfStandard => {
  const found = years.find((each) => each.year === year);
  if (found === undefined) throw new Error(`no ${year}`);
  return found;
};
const missingOf = (year: YearOfStandard, formula: string): string[] =>
  derivationOf(year, formula).missing.map(({ kind, name, year: of, region, why }) =>
    [kind, name, of, region, why].filter((part) => part !== undefined).join(' '),
  );

describe('the table of Gansu, 2021 to 2026', () => {
  test('names the region, the parameter and the years', () => {
    expect(gansu).toMatchObject({
      region: { code: '620000', name: { zh: '甘肃省' } },
      figuresOf: { code: '620000', name: { zh: '甘肃省' } },
      parameter: { name: 'incomeStandard', unit: 'yuanPerPersonYear' },
    });
    expect(gansu.years.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025, 2026]);
    expect('knownOn' in gansu).toBe(false);
  });

  test('has the announced lines, each with its document, and none in the other years', () => {
    expect(
      gansu.years.map(({ inForce }) => [inForce?.value, inForce?.status, inForce?.document, inForce?.layer]),
    ).toEqual([
      [undefined, undefined, undefined, undefined],
      ['6500', 'announced', 'gansuPage2022', 'gansu'],
      ['7200', 'announced', 'gansuNews2024', 'gansu'],
      ['7800', 'announced', 'gansuNews2024', 'gansu'],
      [undefined, undefined, undefined, undefined],
      [undefined, undefined, undefined, undefined],
    ]);
    for (const { values, inForce } of gansu.years)
      expect(values).toEqual(inForce === undefined ? [] : [inForce]);
  });

  test('has what each formula gives, in one order', () => {
    expect(
      gansu.years.map(({ formulas }) =>
        Object.fromEntries(formulas.map(({ derivation }) => [derivation.formula, derivation.value])),
      ),
    ).toEqual(
      [
        [undefined, undefined, undefined, undefined, '6000', undefined, '6000'],
        [undefined, undefined, undefined, undefined, '6000', undefined, '6000'],
        ['6620', '6860', '6860', undefined, '6000', undefined, '6000'],
        ['7240', '7740', '7590', undefined, '6000', undefined, '6000'],
        ['7820', '8300', '8150', undefined, '6350', undefined, '6000'],
        [undefined, undefined, undefined, undefined, '6710', undefined, undefined],
      ].map((values) =>
        Object.fromEntries(
          [
            'indexedByPrices',
            'indexedByRuralIncome',
            'weightedGrowth',
            'shareOfRuralIncome',
            'shareOfGdpPerCapita',
            'multipleOfMinimumLivingStandard',
            'multipleOfPovertyStandard',
          ].map((name, index) => [name, values[index]]),
        ),
      ),
    );
  });

  test('has the differences from the announced line, and as shares of it', () => {
    const differences = (year: number) =>
      yearOf(gansu, year).formulas.flatMap(({ difference, relative }) =>
        difference === undefined ? [] : [[difference, relative]],
      );
    expect(differences(2021)).toEqual([]);
    // 6000 − 6500, twice.
    expect(differences(2022)).toEqual([
      ['-500', '-1/13'],
      ['-500', '-1/13'],
    ]);
    expect(differences(2023)).toEqual([
      ['-580', '-29/360'],
      ['-340', '-17/360'],
      ['-340', '-17/360'],
      ['-1200', '-1/6'],
      ['-1200', '-1/6'],
    ]);
    expect(differences(2024)).toEqual([
      ['-560', '-14/195'],
      ['-60', '-1/130'],
      ['-210', '-7/260'],
      ['-1800', '-3/13'],
      ['-1800', '-3/13'],
    ]);
    expect([differences(2025), differences(2026)]).toEqual([[], []]);
  });

  test('has the line as exact shares of the indicators of the year before', () => {
    const shares = (indicator: string) =>
      gansu.years.map(({ shares: all }) => {
        const found = all.find((each) => each.indicator === indicator);
        return [found?.year, found?.figure?.value, found?.share];
      });
    expect(shares('gdpPerCapita')).toEqual([
      [2020, '37218', undefined],
      // 6500 / 42508
      [2021, '42508', '1625/10627'],
      [2022, '46381', '7200/46381'],
      [2023, '49811', '7800/49811'],
      [2024, '52897', undefined],
      [2025, '55897', undefined],
    ]);
    expect(shares('residentDisposableIncome')).toEqual([
      [2020, '20335', undefined],
      [2021, '22066', '3250/11033'],
      [2022, '23273', '7200/23273'],
      // 7800 / 25011
      [2023, '25011', '2600/8337'],
      [2024, '26612', undefined],
      [2025, undefined, undefined],
    ]);
    expect(
      shares('ruralDisposableIncome').every(
        ([, figure, share]) => figure === undefined && share === undefined,
      ),
    ).toBe(true);
    // An index has another unit: a line is no share of it.
    expect(shares('priceIndex').every(([year]) => year === undefined)).toBe(true);
  });

  test('the shares are of the revised figures, and of the preliminary one where there is no other', () => {
    expect(
      gansu.years.map(
        ({ shares }) => shares.find(({ indicator }) => indicator === 'gdpPerCapita')?.figure?.vintage,
      ),
    ).toEqual([...Array(5).fill('afterFifthCensus'), 'preliminary']);
  });

  test('names every missing input with its year and region', () => {
    expect(missingOf(yearOf(gansu, 2022), 'indexedByPrices')).toEqual([
      'standard incomeStandard 2021 absent',
    ]);
    expect(missingOf(yearOf(gansu, 2024), 'shareOfRuralIncome')).toEqual([
      'indicator ruralDisposableIncome 2023 620000 absent',
    ]);
    expect(missingOf(yearOf(gansu, 2025), 'multipleOfMinimumLivingStandard')).toEqual([
      'indicator ruralMinimumLivingStandard 2025 620000 absent',
    ]);
    // The figure of GDP per capita is there for 2025; growth over 2024 is taken from the preliminary series.
    expect(missingOf(yearOf(gansu, 2026), 'weightedGrowth')).toEqual([
      'standard incomeStandard 2025 absent',
      'growth ruralDisposableIncome 2025 620000 absent',
      'growth residentDisposableIncome 2025 620000 absent',
      'growth ruralPriceIndex 2025 620000 absent',
      'growth priceIndex 2025 620000 absent',
    ]);
    for (const { formulas } of gansu.years)
      for (const { derivation } of formulas)
        for (const { title } of derivation.missing)
          expect(title.zh.length * title.en.length).toBeGreaterThan(0);
  });

  test('a growth is never over two vintages: 2025 over 2024 is preliminary over preliminary', () => {
    const growth = derivationOf(yearOf(gansu, 2026), 'weightedGrowth').inputs.find(
      (input) => input.kind === 'growth' && input.indicator === 'gdpPerCapita',
    );
    expect(growth).toMatchObject({
      figures: [
        { year: 2024, value: '52825', vintage: 'preliminary' },
        { year: 2025, value: '55897', vintage: 'preliminary' },
      ],
      // 55897 / 52825 − 1
      value: '3072/52825',
    });
  });

  test('writes the sum as a person would', () => {
    const sums = (year: number) =>
      yearOf(gansu, year).formulas.map(({ derivation }) => derivation.arithmetic);
    expect(sums(2023)).toContain('6500 × (1 + 0.019)');
    expect(sums(2024)).toContain('49811 × 0.12');
    expect(sums(2025)).toContain('7800 × (1 + 0.002)');
    expect(sums(2025)).toContain('4000 × 1.5');
    expect(sums(2025)).toContain('? × 1.5');
  });

  test('the floor decides while there is one, and is left out from 2026 on', () => {
    const share = (year: number) => {
      const { floor, boundedBy, exact } = derivationOf(yearOf(gansu, year), 'shareOfGdpPerCapita');
      return [exact, floor, boundedBy];
    };
    expect([2024, 2025, 2026].map(share)).toEqual([
      ['5977.32', '6000', 'floor'],
      ['6347.64', '6000', undefined],
      ['6707.64', undefined, undefined],
    ]);
  });

  test('has the documents of its lines and formulas', () => {
    const cited = gansu.years.flatMap(({ values, formulas }) => [
      ...values.map(({ document }) => document),
      ...formulas.map(({ derivation }) => derivation.document),
      ...formulas.flatMap(({ derivation }) =>
        derivation.inputs.map((input) => ('document' in input ? input.document : undefined)),
      ),
    ]);
    for (const document of new Set(cited))
      if (document !== undefined) expect(Object.keys(gansu.documents)).toContain(document);
  });

  test('is plain data, and the same when it is asked for again', () => {
    expect(JSON.parse(JSON.stringify(gansu))).toEqual(gansu);
    expect(explain({ region: '620000', from: 2021, to: 2026 })).toEqual(gansu);
    expect(explain({ region: '620000', from: 2021, to: 2026, parameter: 'incomeStandard' })).toEqual(gansu);
    expect(explain({ region: '620000', from: 2024, to: 2024 }).years).toEqual([yearOf(gansu, 2024)]);
  });
});

describe('the figures of another region', () => {
  const own = yearOf(explain({ region: '620171', from: 2025, to: 2025 }), 2025);
  const lent = explain({ region: '620171', from: 2025, to: 2025, figuresOf: '620000' });

  test('without them a county that has none has no growth, and its own code is named', () => {
    expect(own.inForce).toMatchObject({ value: '8600', layer: 'lanzhouNewArea' });
    expect(missingOf(own, 'indexedByPrices')).toEqual([
      'growth ruralPriceIndex 2024 620171 absent',
      'growth priceIndex 2024 620171 absent',
    ]);
    expect(own.shares.every(({ figure, share }) => figure === undefined && share === undefined)).toBe(true);
  });

  test('with them the county has the sums of the province, on the line that it had itself', () => {
    expect(lent).toMatchObject({
      region: { code: '620171' },
      figuresOf: { code: '620000', name: { zh: '甘肃省' } },
    });
    const year = yearOf(lent, 2025);
    expect(year.inForce?.value).toBe('8600');
    const prices = year.formulas.find(({ derivation }) => derivation.formula === 'indexedByPrices');
    // 7800 × 1.002 = 7815.6 → 7820; 7820 − 8600 = −780; −780 / 8600 = −39/430
    expect(prices).toMatchObject({
      derivation: { region: '620000', exact: '7815.6', value: '7820', missing: [] },
      difference: '-780',
      relative: '-39/430',
    });
    // 8600 / 52897
    expect(year.shares.find(({ indicator }) => indicator === 'gdpPerCapita')?.share).toBe('8600/52897');
  });
});

describe('a county without any figures', () => {
  const county = explain({ region: '620522', from: 2021, to: 2026 });

  test('has its province’s lines, and only what needs no figure', () => {
    expect(county.region.name.zh).toBe('秦安县');
    expect(county.years.map(({ inForce }) => inForce?.value)).toEqual(
      gansu.years.map(({ inForce }) => inForce?.value),
    );
    const given = county.years.flatMap(({ formulas }) =>
      formulas.flatMap(({ derivation }) => (derivation.value === undefined ? [] : derivation.formula)),
    );
    expect([...new Set(given)]).toEqual(['multipleOfPovertyStandard']);
  });

  test('names its own code in everything that is missing, never its province’s', () => {
    const regions = county.years.flatMap(({ formulas }) =>
      formulas.flatMap(({ derivation }) => derivation.missing.flatMap(({ region }) => region ?? [])),
    );
    expect([...new Set(regions)]).toEqual(['620522']);
  });

  test('in a region without a line has everything but a line', () => {
    const { years } = explain({ region: '110101', from: 2024, to: 2024 });
    expect(years[0]).toMatchObject({ values: [] });
    expect(years[0]?.inForce).toBeUndefined();
    expect(years[0]?.formulas).toHaveLength(7);
  });
});

describe('a request that cannot be used', () => {
  const codesOf = (request: StandardRequest): string[] =>
    issuesOf(() => explain(request)).map(({ code, path }) => [code, ...path].join(' '));
  const year = { from: 2024, to: 2024 };

  test('of an unknown region names it, and the one that may be meant', () => {
    expect(codesOf({ region: '999999', ...year })).toContain('unknownRegion');
    expect(codesOf({ region: '', ...year })).toContain('unknownRegion');
    const [near] = issuesOf(() => explain({ region: '620001', ...year }));
    expect(near).toMatchObject({
      code: 'unknownRegionNear',
      params: { region: '620001', nearest: '620000' },
    });
  });

  test.each([['629999'], ['__proto__'], ['constructor'], ['']])(
    'of the figures of an unknown region "%s" names those',
    (figuresOf) => {
      expect(codesOf({ region: '620000', figuresOf, ...year })).toEqual(['unknownRegion figuresOf']);
    },
  );

  test.each([
    ['reversed', 2025, 2024],
    ['not whole', 2024.5, 2025],
    ['not a number', Number.NaN, 2025],
    ['endless', 2024, Number.POSITIVE_INFINITY],
    ['too many', 1950, 2050],
    ['before all figures', 1899, 1900],
    ['after all days', 9998, 9999],
    ['a text', '2024' as unknown as number, 2025],
  ])('with years that are %s says so, and what it was asked', (_, from, to) => {
    const [first, ...more] = issuesOf(() => explain({ region: '620000', from, to }));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ code: 'yearsWrong' });
  });

  test('for a hundred years is not too many', () => {
    expect(explain({ region: '620000', from: 1950, to: 2049 }).years).toHaveLength(100);
  });

  test.each(['incomeStandrad', 'constructor', '', 'line'])(
    'for the unknown parameter "%s" names it',
    (parameter) => {
      const [first] = issuesOf(() => explain({ region: '620000', parameter, ...year }));
      expect(first?.code).toMatch(/^unknownParameter/);
      expect(first).toMatchObject({ path: ['parameter'], params: { name: parameter } });
    },
  );

  test('for a parameter without formulas has its values, and no formula', () => {
    const { parameter, years } = explain({
      region: '620000',
      parameter: 'incomeStandardFloor',
      from: 2025,
      to: 2026,
    });
    expect(parameter.name).toBe('incomeStandardFloor');
    expect(years.map(({ inForce, formulas }) => [inForce?.status, inForce?.value, formulas])).toEqual([
      ['announced', '6000', []],
      ['notApplicable', undefined, []],
    ]);
  });

  test('throws what is wrong with the files, like resolving does', () => {
    const library = openPacks([...SHIPPED_FILES, { path: 'own/bad.json', text: '{' }]);
    const faults = (action: () => unknown) => issuesOf(action).map(({ code, file }) => `${code} ${file}`);
    const found = faults(() => explain({ region: '620000', ...year }, library));
    expect(found).toEqual(faults(() => library.resolve({ region: '620000', on: '2024-12-31' })));
    expect(found[0]).toMatch(/ own\/bad\.json$/);
  });
});

describe('what was known on a day', () => {
  test('leaves out what was published later, and what has no day of publication', () => {
    const before = explain({ region: '620000', ...{ from: 2023, to: 2024 }, knownOn: '2024-08-12' });
    expect(before.knownOn).toBe('2024-08-12');
    expect(before.years.map(({ inForce }) => [inForce?.status, inForce?.value])).toEqual([
      ['notYetKnown', undefined],
      ['notYetKnown', undefined],
    ]);
    for (const { formulas } of before.years)
      for (const { difference } of formulas) expect(difference).toBeUndefined();
    expect(missingOf(yearOf(before, 2024), 'indexedByPrices')).toEqual([
      'standard incomeStandard 2023 publicationUnknown',
      // Whether the index of all residents was out by then, nobody has recorded.
      'growth ruralPriceIndex 2023 620000 absent',
      'growth priceIndex 2023 620000 publicationUnknown',
    ]);
    for (const { shares } of before.years)
      expect(shares.every(({ figure }) => figure === undefined)).toBe(true);
    const after = explain({ region: '620000', from: 2023, to: 2024, knownOn: '2024-08-13' });
    expect(after.years.map(({ inForce }) => inForce?.value)).toEqual(['7200', '7800']);
  });

  test.each([
    ['2025-01-16', undefined],
    ['2025-01-17', '23119'],
    [undefined, '23119'],
  ])('has on %s the national rural income of 2024, told on 17 January 2025, as %s', (knownOn, figure) => {
    const { years } = explain({ region: '000000', from: 2025, to: 2025, knownOn });
    expect(
      years[0]?.shares.find(({ indicator }) => indicator === 'ruralDisposableIncome')?.figure?.value,
    ).toBe(figure);
    // 23119 × 0.35 = 8091.65 → 8090
    expect(derivationOf(years[0] as YearOfStandard, 'shareOfRuralIncome').value).toBe(
      figure === undefined ? undefined : '8090',
    );
  });
});

/** A county of Fujian, which has no line of its province, with the line of 2022 and a formula for the next three years. */
const COUNTY = '350525';
const countyFiles = (lent: { readonly figuresOf?: string } = { figuresOf: '350000' }) => [
  jsonFile('own/pack.json', {
    kind: 'pack',
    name: 'ownCounty',
    region: COUNTY,
    title: { zh: '试用', en: 'trial' },
    inForce: { from: '2021-05-16' },
  }),
  jsonFile('own/documents.json', {
    kind: 'documents',
    documents: { ownNotice: { title: '通知', date: '2022-03-01', confidence: 'high' } },
  }),
  jsonFile('own/line.json', {
    kind: 'parameterValues',
    values: {
      incomeStandard: {
        values: [
          {
            from: '2022-01-01',
            to: '2022-12-31',
            value: '8000',
            status: 'announced',
            authority: 'county',
            document: 'ownNotice',
          },
          ...[2023, 2024, 2025].map((year) => ({
            from: `${year}-01-01`,
            to: `${year}-12-31`,
            status: 'derived',
            formula: 'indexedByPrices',
            ...lent,
            authority: 'county',
            document: 'ownNotice',
          })),
        ],
      },
    },
  }),
];

describe('a derived line that a county adopts', () => {
  const library = openPacks([...SHIPPED_FILES, ...countyFiles()]);
  const policy = library.resolve({ region: COUNTY, on: '2023-06-30' });

  test('is worked out year upon year, with the figures of the province', () => {
    // 2023: 8000 × 1.019 = 8152 → 8150; 2024: 8150 × 1.000 = 8150; 2025: 8150 × 0.999 = 8141.85 → 8140.
    expect(
      ['2022', '2023', '2024', '2025'].map((year) => {
        const value = standardOn(policy, `${year}-12-31`);
        return [value?.status, value?.value, value?.derivation?.exact, value?.derivation?.arithmetic];
      }),
    ).toEqual([
      ['announced', '8000', undefined, undefined],
      ['derived', '8150', '8152', '8000 × (1 + 0.019)'],
      ['derived', '8150', '8150', '8150 × (1 + 0)'],
      ['derived', '8140', '8141.85', '8150 × (1 + (−0.001))'],
    ]);
  });

  test('says what stood in, what nobody has published, and whose figures they are', () => {
    const value = standardOn(policy, '2023-06-30');
    expect(value).toMatchObject({
      layer: 'ownCounty',
      authority: 'county',
      document: 'ownNotice',
      formula: 'indexedByPrices',
      figuresOf: '350000',
      derivation: {
        region: '350000',
        year: 2023,
        value: '8150',
        missing: [],
        standIns: [{ instead: { zh: '农村居民消费价格指数' }, used: { zh: '居民消费价格指数' }, year: 2022 }],
        projectDefaults: ['indexedByPrices', 'incomeStandardRounding'],
      },
    });
    // The rural index of 2024 is there; what stood in for the lines that this one is built on stands behind it too.
    expect(standardOn(policy, '2025-06-30')?.derivation?.standIns.map(({ year }) => year)).toEqual([
      2023, 2022,
    ]);
    expect(standardOn(policy, '2025-06-30')?.derivation?.projectDefaults).toEqual([
      'indexedByPrices',
      'incomeStandardRounding',
    ]);
  });

  test('is the line of the explanation, and its own formula differs from it by nothing', () => {
    const { years } = explain({ region: COUNTY, figuresOf: '350000', from: 2023, to: 2025 }, library);
    for (const year of years) {
      expect(year.inForce).toEqual(standardOn(policy, `${year.year}-12-31`));
      const found = year.formulas.find(({ derivation }) => derivation.formula === 'indexedByPrices');
      expect([found?.derivation, found?.difference]).toEqual([year.inForce?.derivation, '0']);
    }
  });

  const household = (members: number, income: number): Household => ({
    reportedMemberCount: members,
    reportedNetIncome: income,
    ableToCope: false,
    visitRisks: { complete: true, items: ['因病'] },
  });
  test.each([
    [1, 8150, 'false'],
    [1, 8149.99, 'true'],
    [1, 8150.01, 'false'],
    [3, 24_450, 'false'],
    // 24449.99 / 3 = 8149.9966…
    [3, 24_449.99, 'true'],
    [7, 57_050, 'false'],
    [7, 57_049.99, 'true'],
  ])('decides a household of %i with %f yuan: below the line is %s', (members, income, isBelow) => {
    for (const each of [policy, readPolicy(policyFile(policy).text)]) {
      const assessment = compile(each).assess(household(members, income), { on: '2023-06-30' });
      expect([
        assessment.rules['wayBelowStandard'],
        assessment.identification.outcome === 'noStandard',
      ]).toEqual([isBelow, false]);
      expect(assessment.identification.waysIn.certain.map(({ rule }) => rule)).toEqual(
        isBelow === 'true' ? ['wayBelowStandard'] : [],
      );
    }
  });

  test('is another line, and another policy, when a figure changes', () => {
    const files = SHIPPED_FILES.map(({ path, text }) => ({
      path,
      text: path.endsWith('/price-index.csv')
        ? text.replace('priceIndex,350000,2022,101.9,', 'priceIndex,350000,2022,102.9,')
        : text,
    }));
    const changed = resolvePolicy([...files, ...countyFiles()], { region: COUNTY, on: '2023-06-30' });
    // 8000 × 1.029 = 8232 → 8230
    expect(standardOn(changed, '2023-06-30')?.value).toBe('8230');
    expect(changed.hash).not.toBe(policy.hash);
  });

  test('with the county’s own figures, of which there are none, is a fault of the pack', () => {
    const own = [...SHIPPED_FILES, ...countyFiles({})];
    const found = issuesOf(() => resolvePolicy(own, { region: COUNTY, on: '2023-06-30' }));
    expect(found.map(({ code }) => code)).toEqual(['indicatorMissing']);
    expect(found[0]).toMatchObject({
      file: 'own/line.json',
      params: { formula: 'indexedByPrices', year: 2023 },
    });
  });

  test('explains itself even where it is a fault: nothing is in force, and what is missing is named', () => {
    const broken = openPacks([...SHIPPED_FILES, ...countyFiles({})]);
    const year = yearOf(explain({ region: COUNTY, from: 2023, to: 2024 }, broken), 2023);
    expect([year.inForce?.status, year.inForce?.value]).toEqual(['derived', undefined]);
    expect(missingOf(year, 'indexedByPrices')).toEqual([
      'growth ruralPriceIndex 2022 350525 absent',
      'growth priceIndex 2022 350525 absent',
    ]);
  });

  test('may take the place of its province’s line where that permits it', () => {
    const request = { region: '620522', on: '2025-06-30' };
    const files = confirmed(
      [
        ...SHIPPED_FILES,
        jsonFile('qinan/pack.json', {
          kind: 'pack',
          name: 'qinan',
          region: '620522',
          title: { zh: '秦安', en: 'Qin’an' },
          inForce: { from: '2021-05-16' },
        }),
        jsonFile('qinan/documents.json', {
          kind: 'documents',
          documents: { ownNotice: { title: '通知', date: '2025-03-01', confidence: 'high' } },
        }),
        jsonFile('qinan/line.json', {
          kind: 'parameterValues',
          values: {
            incomeStandard: {
              overrides: { pack: 'gansu', act: 'replace', reason: '县里另定', document: 'ownNotice' },
              values: [
                {
                  from: '2025-01-01',
                  to: '2025-12-31',
                  status: 'derived',
                  formula: 'indexedByPrices',
                  figuresOf: '620000',
                  authority: 'county',
                  document: 'ownNotice',
                },
              ],
            },
          },
        }),
      ],
      request,
    );
    const found = resolvePolicy(files, request);
    // The province's line of 2024, raised: 7800 × 1.002 = 7815.6 → 7820.
    expect(standardOn(found, '2025-06-30')).toMatchObject({
      status: 'derived',
      value: '7820',
      layer: 'qinan',
    });
    expect(standardOn(found, '2024-06-30')).toMatchObject({
      status: 'announced',
      value: '7800',
      layer: 'gansu',
    });
  });
});

describe('a derived line that goes on after its year', () => {
  const files = filesOf({
    formula: 'standard(year - 1) * (1 + growth("priceIndex", year - 1))',
    rounding: { multiple: '10', mode: 'halfUp' },
    standards: { 2022: '7000' },
    figures: [2022, 2023, 2024].map((year) => ({
      indicator: 'priceIndex',
      year,
      value: '102',
      vintage: 'published',
    })),
  }).filter(({ path }) => path !== 'province/standard.json');
  const value = (year: number, more: Record<string, unknown>) => ({
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    authority: 'provincial',
    document: 'provincialNotice',
    ...more,
  });
  const derived = { status: 'derived', formula: 'yearly' };
  const announced = value(2022, { status: 'announced', value: '7000' });
  const goingOn = value(2023, { ...derived, carriedOverTo: '2024-06-30' });
  const libraryOf = (...values: unknown[]) =>
    openPacks([
      ...files,
      jsonFile('province/standard.json', { kind: 'parameterValues', values: { incomeStandard: { values } } }),
    ]);

  test('stays the line of the year that it was made for', () => {
    // 7000 × 1.02 = 7140; it goes on, and is not raised again.
    const policy = libraryOf(announced, goingOn).resolve({ region: REGION, on: '2024-03-01' });
    expect(standardOn(policy, '2024-03-01')).toMatchObject({
      value: '7140',
      carriedOver: true,
      derivation: { year: 2023, exact: '7140' },
    });
    expect(standardOn(policy, '2024-07-01')).toBeUndefined();
  });

  test('is no line of the year after, where it had ended by the last day', () => {
    const library = libraryOf(announced, goingOn, value(2025, derived));
    expect(issuesOf(() => library.resolve({ region: REGION, on: '2025-03-01' }))).toMatchObject([
      { code: 'indicatorMissing', params: { year: 2025 } },
    ]);
    const { years } = explainStandard(library, { region: REGION, from: 2023, to: 2025 });
    expect(years.map(({ inForce, values }) => [inForce?.value, values.length])).toEqual([
      ['7140', 1],
      [undefined, 1],
      [undefined, 1],
    ]);
    expect(missingOf(yearOf({ years }, 2025), 'yearly')).toEqual(['standard incomeStandard 2024 absent']);
  });
});
