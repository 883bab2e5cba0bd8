import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Derivation, DerivationInput } from '../../src/index.js';
import { divide, rational, rationalToText, subtract } from '../../src/values/rational.js';
import { amounts, exact, indices, YEAR } from './random-worlds.js';
import { derive, type FigureRow, filesOf, SHIPPED_FORMULAS, VINTAGES } from './support.js';

type Name = keyof typeof VINTAGES;
const NAMES = Object.keys(VINTAGES) as Name[];
const LEVELS: readonly string[] = NAMES.filter((name) => !name.endsWith('riceIndex'));
const YEARS = [YEAR - 3, YEAR - 2, YEAR - 1, YEAR];

/** Figures scattered over the years and vintages, some there and some not. */
const scattered: fc.Arbitrary<FigureRow[]> = fc
  .tuple(
    ...NAMES.flatMap((indicator) =>
      YEARS.flatMap((year) =>
        VINTAGES[indicator].map((vintage: string) =>
          fc
            .option(LEVELS.includes(indicator) ? amounts(5_000, 80_000) : indices, {
              nil: undefined,
              freq: 2,
            })
            .map((value) => (value === undefined ? [] : [{ indicator, year, vintage, value }])),
        ),
      ),
    ),
  )
  .map((rows) => rows.flat());

const PARAMETERS = {
  gdpPerCapitaWeight: '0.3',
  ruralIncomeWeight: '0.4',
  priceWeight: '0.3',
  gdpPerCapitaShare: '0.12',
  ruralIncomeShare: '0.35',
  incomeDivisor: '2',
};

/** The shipped formulas, and some that read one indicator in several ways. */
const FORMULAS = [
  ...[
    'indexedByRuralIncome',
    'weightedGrowth',
    'shareOfRuralIncome',
    'shareOfGdpPerCapita',
    'indexedByPrices',
  ].map((name) => SHIPPED_FORMULAS[name] as string),
  'standard(year - 1) * (1 + growth("gdpPerCapita", year - 1) + growth("gdpPerCapita", year - 2))',
  'standard(year - 1) * (1 + growth("gdpPerCapita", year))',
  '(indicator("gdpPerCapita", year - 1) + indicator("gdpPerCapita", year - 3)) / incomeDivisor',
  'indicator("ruralDisposableIncome", year - 1) * (1 + growth("ruralDisposableIncome", year - 2))',
  'max(standard(year - 1), indicator("gdpPerCapita", year) * gdpPerCapitaShare) * (1 + firstKnown(growth("gdpPerCapita", year), growth("gdpPerCapita", year - 1), 0))',
];

const packWith = (formula: string, figures: readonly FigureRow[]) =>
  filesOf({
    formula,
    rounding: { multiple: '10', mode: 'halfUp' },
    standards: { [YEAR - 1]: '7800' },
    parameters: PARAMETERS,
    figures,
  });

type Growth = Extract<DerivationInput, { kind: 'growth' }>;
const growths = ({ inputs }: Derivation): Growth[] =>
  inputs.filter((input): input is Growth => input.kind === 'growth');

/** The vintages of an indicator that know a year. */
const knowing = (rows: readonly FigureRow[], indicator: string, year: number): string[] =>
  VINTAGES[indicator as Name].filter((vintage: string) =>
    rows.some((row) => row.indicator === indicator && row.year === year && row.vintage === vintage),
  );

describe('growth', () => {
  test.prop([scattered, fc.constantFrom(...FORMULAS)], { numRuns: 250 })(
    'is of two figures of one vintage, or of none',
    (rows, formula) => {
      const derivation = derive(packWith(formula, rows), YEAR);
      for (const { indicator, year, value, figures, region } of growths(derivation)) {
        const isIndex = !LEVELS.includes(indicator);
        if (value === undefined) continue;
        expect(figures.map((figure) => figure.year)).toEqual(isIndex ? [year] : [year - 1, year]);
        expect(new Set(figures.map(({ vintage }) => vintage)).size).toBe(1);
        for (const figure of figures)
          expect(rows).toContainEqual({
            indicator,
            year: figure.year,
            vintage: figure.vintage,
            value: figure.value,
          });
        const later = exact(figures.at(-1)?.value);
        const earlier = isIndex ? rational(100n) : exact(figures[0]?.value);
        expect([region, value]).toEqual([
          '900000',
          rationalToText(subtract(divide(later, earlier), rational(1n))),
        ]);
      }
    },
  );

  test.prop([scattered, fc.constantFrom(...FORMULAS)], { numRuns: 250 })(
    'and every other reading of an indicator in a formula are of one vintage',
    (rows, formula) => {
      const vintages = new Map<string, Set<string>>();
      for (const input of derive(packWith(formula, rows), YEAR).inputs) {
        if (input.kind !== 'growth' && input.kind !== 'indicator') continue;
        if (input.value === undefined) continue;
        const figures = input.kind === 'growth' ? input.figures : [input.figure];
        const found = vintages.get(input.indicator) ?? new Set();
        for (const figure of figures) found.add(figure?.vintage ?? 'none');
        vintages.set(input.indicator, found);
      }
      for (const [indicator, found] of vintages) expect([indicator, ...found]).toHaveLength(2);
    },
  );

  test.prop(
    [scattered, fc.constantFrom('gdpPerCapita', 'ruralDisposableIncome', 'residentDisposableIncome')],
    {
      numRuns: 200,
    },
  )(
    'is of the first vintage that has both years; where none has, it is absent and says why',
    (rows, indicator) => {
      const derivation = derive(
        packWith(`standard(year - 1) * (1 + growth("${indicator}", year - 1))`, rows),
        YEAR,
      );
      const [before, now] = [YEAR - 2, YEAR - 1].map((year) => knowing(rows, indicator, year)) as [
        string[],
        string[],
      ];
      const both = before.filter((vintage) => now.includes(vintage));
      const [growth] = growths(derivation) as [Growth];
      if (both.length > 0) {
        expect(growth.figures.map(({ vintage }) => vintage)).toEqual([both[0], both[0]]);
        expect(derivation.missing).toEqual([]);
        return;
      }
      expect([growth.value, derivation.value, derivation.exact]).toEqual([undefined, undefined, undefined]);
      const why = before.length > 0 && now.length > 0 ? 'otherVintage' : 'absent';
      expect(derivation.missing).toMatchObject([
        { kind: 'growth', name: indicator, year: YEAR - 1, region: '900000', why },
      ]);
    },
  );

  test.prop([scattered], { numRuns: 100 })(
    'of an index needs its own year only, in whatever vintage there is',
    (rows) => {
      const derivation = derive(
        packWith('standard(year - 1) * (1 + growth("ruralPriceIndex", year - 1))', rows),
        YEAR,
      );
      const [first] = knowing(rows, 'ruralPriceIndex', YEAR - 1);
      const [growth] = growths(derivation) as [Growth];
      expect(growth.figures.map(({ vintage }) => vintage)).toEqual(first === undefined ? [] : [first]);
      expect(derivation.value === undefined).toBe(first === undefined);
    },
  );

  test.prop([scattered], { numRuns: 100 })(
    'of an indicator that is worked out from others is of one vintage, too',
    (rows) => {
      const sum = (name: string) => `standard(year - 1) * (1 + growth("${name}", year - 1))`;
      const files = filesOf({
        formula: sum('scaled'),
        rounding: { multiple: '10', mode: 'halfUp' },
        standards: { [YEAR - 1]: '7800' },
        parameters: PARAMETERS,
        worked: { scaled: 'indicator("gdpPerCapita", year) * gdpPerCapitaShare' },
        figures: rows,
      });
      // A share of every year's figure grows as the figure does.
      const [scaled, plain] = [derive(files, YEAR), derive(packWith(sum('gdpPerCapita'), rows), YEAR)];
      expect([scaled.exact, scaled.value]).toEqual([plain.exact, plain.value]);
      expect(scaled.missing.length === 0).toBe(plain.missing.length === 0);
    },
  );
});
