import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explainStandard, type ParameterValue, type YearOfStandard } from '../../src/index.js';
import { divide, rationalToText, subtract } from '../../src/values/rational.js';
import { exact } from './random-worlds.js';
import { SHIPPED, standardOn } from './support.js';

const CODES = [...SHIPPED.packs.regions.codes()];
const WITH_PACK = [...new Set(SHIPPED.packs.packs.map(({ head }) => head.region))];
const PROVINCES = CODES.filter((code) => SHIPPED.packs.regions.get(code)?.level === 'provincial');

/** Any region of the country; those with a pack or figures of their own often enough. */
const regions = fc.oneof(
  fc.constantFrom(...CODES),
  fc.constantFrom(...WITH_PACK),
  fc.constantFrom(...PROVINCES),
);
/** The first national pack with a formula is in force from 2021 on. */
const FIRST = 2021;
const spans = fc
  .tuple(fc.integer({ min: 2015, max: 2030 }), fc.integer({ min: 2015, max: 2030 }))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b, FIRST) }));
const days = fc.constantFrom(undefined, '2015-01-01', '2022-01-17', '2024-08-13', '2025-04-09', '2030-12-31');

/** What is told of every year, whatever the region. */
function checkYear(year: YearOfStandard, knownOn: string | undefined): void {
  const standard = year.inForce?.value;
  for (const { derivation, difference, relative } of year.formulas) {
    expect(derivation.year).toBe(year.year);
    // A value or what is missing, never both and never neither.
    expect([derivation.formula, derivation.value === undefined]).toEqual([
      derivation.formula,
      derivation.missing.length > 0,
    ]);
    if (typeof standard !== 'string' || derivation.value === undefined) {
      expect([difference, relative]).toEqual([undefined, undefined]);
      continue;
    }
    const expected = subtract(exact(derivation.value), exact(standard));
    expect([difference, relative]).toEqual([
      rationalToText(expected),
      rationalToText(divide(expected, exact(standard))),
    ]);
  }
  for (const { figure, share, year: of } of year.shares) {
    expect(of).toBe(year.year - 1);
    expect(figure?.year ?? of).toBe(of);
    if (figure !== undefined && knownOn !== undefined)
      expect([figure.publishedOn !== undefined, (figure.publishedOn ?? '') <= knownOn]).toEqual([true, true]);
    expect(share).toBe(
      typeof standard !== 'string' || figure === undefined
        ? undefined
        : rationalToText(divide(exact(standard), exact(figure.value))),
    );
  }
}

/** A value without the days it is told for: a year has those of the year, a policy those of the pack. */
const withoutDays = (value: ParameterValue | undefined): unknown => ({
  ...value,
  from: undefined,
  to: undefined,
});

describe('the standard of any shipped region', () => {
  test.prop([regions, spans, days], { numRuns: 60 })(
    'is explained for any years from 2015 to 2030',
    (region, span, knownOn) => {
      const explanation = explainStandard(SHIPPED, { region, ...span, knownOn });
      expect(explanation.years.map(({ year }) => year)).toEqual(
        Array.from({ length: span.to - span.from + 1 }, (_, index) => span.from + index),
      );
      expect([explanation.region.code, explanation.figuresOf.code, explanation.parameter.name]).toEqual([
        region,
        region,
        'incomeStandard',
      ]);
      for (const year of explanation.years) checkYear(year, knownOn);
    },
  );

  test.prop([regions, fc.integer({ min: 2021, max: 2030 }), days, fc.boolean()], { numRuns: 60 })(
    'is, in every year, the one that a policy of its last day has in force',
    (region, year, knownOn, isProvince) => {
      const code = isProvince ? region : (WITH_PACK[year % WITH_PACK.length] as string);
      const on = `${year}-12-31`;
      const { years } = explainStandard(SHIPPED, { region: code, from: year, to: year, knownOn });
      const policy = SHIPPED.resolve({ region: code, on, knownOn });
      expect(withoutDays(years[0]?.inForce)).toEqual(withoutDays(standardOn(policy, on)));
      for (const value of years[0]?.values ?? []) {
        // Of every value the days that lie in the year; on the first and the last of them it is in force.
        expect([value.from >= `${year}-01-01`, value.to !== undefined && value.to <= on]).toEqual([
          true,
          true,
        ]);
        for (const day of [value.from, value.to ?? on]) {
          const then = SHIPPED.resolve({ region: code, on: day, knownOn });
          expect(withoutDays(standardOn(then, day))).toEqual(withoutDays(value));
        }
      }
    },
  );

  test.prop([regions, fc.constantFrom(...PROVINCES), fc.integer({ min: 2021, max: 2026 })], { numRuns: 80 })(
    'with the figures of a province reads those, and no others',
    (region, figuresOf, year) => {
      const { years } = explainStandard(SHIPPED, { region, figuresOf, from: year, to: year });
      const own = explainStandard(SHIPPED, { region, from: year, to: year });
      expect(years[0]?.inForce).toEqual(own.years[0]?.inForce);
      for (const { derivation } of years[0]?.formulas ?? []) {
        expect(derivation.region).toBe(figuresOf);
        for (const input of derivation.inputs) {
          if (!('region' in input)) continue;
          expect(input.region).toBe(figuresOf);
          const figures = input.kind === 'growth' ? input.figures : [input.figure];
          for (const figure of figures) expect(figure?.region ?? figuresOf).toBe(figuresOf);
        }
      }
    },
  );
});
