import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Derivation, openPacks } from '../../src/index.js';
import { amounts, formulaNames, indices, packOf, type World, worlds, YEAR } from './random-worlds.js';
import { derive, type FigureRow, filesOf, REGION, type SmallPack, standardOn, VINTAGES } from './support.js';

const NAMES = Object.keys(VINTAGES) as (keyof typeof VINTAGES)[];
const DAYS = ['2024-01-17', '2024-12-31', '2025-01-17', '2025-01-18', '2025-02-28', '2025-12-31'];

/** Figures of every vintage, each published on some day, or on none that was recorded. */
const published: fc.Arbitrary<FigureRow[]> = fc
  .tuple(
    ...NAMES.flatMap((indicator) =>
      [YEAR - 2, YEAR - 1, YEAR].flatMap((year) =>
        VINTAGES[indicator].map((vintage: string) =>
          fc
            .tuple(
              indicator.endsWith('riceIndex') ? indices : amounts(5_000, 80_000),
              fc.option(fc.constantFrom(...DAYS), { nil: undefined, freq: 5 }),
              fc.integer({ min: 0, max: 9 }),
            )
            .map(([value, publishedOn, chance]): FigureRow[] =>
              chance === 0
                ? []
                : [
                    {
                      indicator,
                      year,
                      vintage,
                      value,
                      ...(publishedOn === undefined ? {} : { publishedOn }),
                    },
                  ],
            ),
        ),
      ),
    ),
  )
  .map((rows) => rows.flat());

const isKnown = ({ publishedOn }: { readonly publishedOn?: string }, day: string): boolean =>
  publishedOn !== undefined && publishedOn <= day;

const packWith = (world: World, formula: string, figures: readonly FigureRow[]): SmallPack => ({
  ...packOf(world, formula),
  figures,
});

/**
 * A derivation without the reason why something is missing, and of growth which year: not yet known is, to a day that
 * knows no more, absent.
 */
const withoutWhy = ({ missing, inputs, ...rest }: Derivation): unknown => ({
  ...rest,
  inputs: inputs.map((input) => ({ ...input, lacks: undefined })),
  missing: missing.map(({ why: _, lacks: _lacks, ...each }) => each),
});

describe('a standard as it was known on a day', () => {
  test.prop([worlds, formulaNames, published, fc.constantFrom(...DAYS)], { numRuns: 150 })(
    'uses no figure that was published later, or on a day that nobody recorded',
    (world, formula, rows, knownOn) => {
      const { inputs } = derive(filesOf(packWith(world, formula, rows)), YEAR, { knownOn });
      for (const input of inputs) {
        const figures =
          input.kind === 'growth' ? input.figures : input.kind === 'indicator' ? [input.figure] : [];
        for (const figure of figures) {
          if (figure === undefined) continue;
          expect([figure, isKnown(figure, knownOn)]).toEqual([figure, true]);
        }
      }
    },
  );

  test.prop([worlds, formulaNames, published, fc.constantFrom(...DAYS)], { numRuns: 150 })(
    'is the standard of a table that has only what was published by then',
    (world, formula, rows, knownOn) => {
      const files = filesOf(packWith(world, formula, rows));
      const then = filesOf(
        packWith(
          world,
          formula,
          rows.filter((row) => isKnown(row, knownOn)),
        ),
      );
      expect(withoutWhy(derive(files, YEAR, { knownOn }))).toEqual(
        withoutWhy(derive(then, YEAR, { knownOn })),
      );
      expect(withoutWhy(derive(files, YEAR, { knownOn }))).toEqual(withoutWhy(derive(then, YEAR)));
    },
  );

  test.prop([worlds, formulaNames, fc.constantFrom(...DAYS), fc.constantFrom(...DAYS)], { numRuns: 75 })(
    'is missing before its figures were published, and says that they were not yet known',
    (world, formula, publishedOn, knownOn) => {
      const pack = packOf(world, formula);
      const figures = (pack.figures ?? []).map((row) => ({ ...row, publishedOn }));
      const derivation = derive(filesOf({ ...pack, figures }), YEAR, { knownOn });
      const reads = derivation.inputs.some(({ kind }) => kind === 'indicator' || kind === 'growth');
      if (publishedOn <= knownOn || !reads) {
        expect(derivation).toEqual(derive(filesOf({ ...pack, figures }), YEAR));
        return;
      }
      expect(derivation.value).toBeUndefined();
      expect(new Set(derivation.missing.map(({ why }) => why))).toEqual(new Set(['notYetKnown']));
    },
  );

  test.prop([worlds, formulaNames, fc.constantFrom(...DAYS), fc.constantFrom(...DAYS)], { numRuns: 50 })(
    'that a pack adopts is no fault of the pack while it is not yet known',
    (world, formula, publishedOn, knownOn) => {
      const pack = packOf({ ...world, hasFloor: false, hasCeiling: false }, formula);
      const figures = (pack.figures ?? []).map((row) => ({ ...row, publishedOn }));
      const library = openPacks(filesOf({ ...pack, figures, derived: [YEAR] }));
      const on = `${YEAR}-06-30`;
      const now = standardOn(library.resolve({ region: REGION, on }), on);
      const then = standardOn(library.resolve({ region: REGION, on, knownOn }), on);
      expect(now?.value).toBeDefined();
      const reads = now?.derivation?.inputs.some(({ kind }) => kind === 'indicator' || kind === 'growth');
      expect(then?.value).toBe(publishedOn <= knownOn || reads === false ? now?.value : undefined);
    },
  );

  test.prop(
    [
      worlds,
      fc.option(fc.constantFrom(...DAYS)),
      fc.option(fc.constantFrom(...DAYS)),
      fc.constantFrom(...DAYS),
    ],
    {
      numRuns: 50,
    },
  )('knows a figure that stands in the tables twice from the first day on', (world, one, other, knownOn) => {
    const pack = packOf(world, 'indexedByPrices');
    const [figure] = (pack.figures ?? []).filter(({ indicator }) => indicator === 'ruralPriceIndex');
    const row = (day: string | null): FigureRow => ({
      ...(figure as FigureRow),
      ...(day === null ? {} : { publishedOn: day }),
    });
    const isOut = [one, other].some((day) => day !== null && day <= knownOn);
    for (const figures of [
      [row(one), row(other)],
      [row(other), row(one)],
    ]) {
      const { value } = derive(filesOf({ ...pack, figures }), YEAR, { knownOn });
      expect(value !== undefined).toBe(isOut);
    }
  });
});
