import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { add, compare, rational, rationalToText, subtract } from '../../src/values/rational.js';
import { exact, packOf, type World, worlds, YEAR } from './random-worlds.js';
import { derive, filesOf } from './support.js';

/** Something that a standard hangs on: what it is called in a world, and which way the standard goes with it. */
interface Lever {
  readonly formula: string;
  readonly part: 'standard' | 'figures' | 'parameters';
  readonly name: string;
  readonly goes: 'up' | 'down';
  /** Figures left out, so that another one is read in their place. */
  readonly without?: readonly string[];
  /** Only where the growth of this indicator is above zero (a weight times a fall goes the other way). */
  readonly whereGrows?: string;
}

const [BASE, LAST] = [YEAR - 2, YEAR - 1];
const RURAL = [`ruralDisposableIncome ${BASE}`, `ruralDisposableIncome ${LAST}`];
const figure = (
  formula: string,
  name: string,
  goes: Lever['goes'],
  without: readonly string[] = [],
): Lever => ({
  formula,
  part: 'figures',
  name,
  goes,
  without,
});
const parameter = (formula: string, name: string, whereGrows?: string): Lever => ({
  formula,
  part: 'parameters',
  name,
  goes: 'up',
  ...(whereGrows === undefined ? {} : { whereGrows }),
});
const standard = (formula: string): Lever => ({ formula, part: 'standard', name: 'standard', goes: 'up' });

const LEVERS: readonly Lever[] = [
  standard('indexedByPrices'),
  figure('indexedByPrices', `ruralPriceIndex ${LAST}`, 'up'),
  figure('indexedByPrices', `priceIndex ${LAST}`, 'up', [`ruralPriceIndex ${LAST}`]),
  standard('indexedByRuralIncome'),
  figure('indexedByRuralIncome', `ruralDisposableIncome ${LAST}`, 'up'),
  figure('indexedByRuralIncome', `ruralDisposableIncome ${BASE}`, 'down'),
  figure('indexedByRuralIncome', `residentDisposableIncome ${LAST}`, 'up', RURAL),
  figure('indexedByRuralIncome', `residentDisposableIncome ${BASE}`, 'down', RURAL),
  standard('weightedGrowth'),
  figure('weightedGrowth', `gdpPerCapita ${LAST}`, 'up'),
  figure('weightedGrowth', `gdpPerCapita ${BASE}`, 'down'),
  figure('weightedGrowth', `ruralDisposableIncome ${LAST}`, 'up'),
  figure('weightedGrowth', `ruralDisposableIncome ${BASE}`, 'down'),
  figure('weightedGrowth', `ruralPriceIndex ${LAST}`, 'up'),
  parameter('weightedGrowth', 'gdpPerCapitaWeight', 'gdpPerCapita'),
  parameter('weightedGrowth', 'ruralIncomeWeight', 'ruralDisposableIncome'),
  parameter('weightedGrowth', 'priceWeight', 'ruralPriceIndex'),
  figure('shareOfRuralIncome', `ruralDisposableIncome ${LAST}`, 'up'),
  parameter('shareOfRuralIncome', 'ruralIncomeShare'),
  figure('shareOfGdpPerCapita', `gdpPerCapita ${LAST}`, 'up'),
  parameter('shareOfGdpPerCapita', 'gdpPerCapitaShare'),
  figure('multipleOfMinimumLivingStandard', `ruralMinimumLivingStandard ${YEAR}`, 'up'),
  parameter('multipleOfMinimumLivingStandard', 'minimumLivingStandardMultiple'),
  parameter('multipleOfPovertyStandard', 'povertyEraStandard'),
  parameter('multipleOfPovertyStandard', 'povertyStandardMultiple'),
];

const raised = (text: string, by: string): string => rationalToText(add(exact(text), exact(by)));

/** A world in which what a lever pulls is higher by an amount. */
function pulled(world: World, { part, name }: Lever, by: string): World {
  if (part === 'standard') return { ...world, standard: raised(world.standard, by) };
  return { ...world, [part]: { ...world[part], [name]: raised(world[part][name] as string, by) } };
}

const without = (world: World, names: readonly string[] = []): World => ({
  ...world,
  figures: Object.fromEntries(Object.entries(world.figures).filter(([name]) => !names.includes(name))),
});

/** The growth over the year before: of an index, over 100. */
function growth(world: World, name: string): number {
  const earlier = name.endsWith('PriceIndex') ? '100' : world.figures[`${name} ${BASE}`];
  return compare(exact(world.figures[`${name} ${LAST}`]), exact(earlier));
}

/** From a fen, or a hundredth of a point, to some thousands. */
const rises = fc.oneof(
  fc.constantFrom('0.01', '0.1', '1', '10'),
  fc.integer({ min: 1, max: 5_000 }).map(String),
);

const lineOf = (world: World, formula: string) => exact(derive(filesOf(packOf(world, formula)), YEAR).value);

describe('a standard', () => {
  test.prop([worlds, fc.constantFrom(...LEVERS), rises], { numRuns: 200 })(
    'never falls when what it grows with rises, and never rises with the base year',
    (world, lever, by) => {
      const base = without(world, lever.without);
      if (lever.whereGrows !== undefined && growth(base, lever.whereGrows) < 0) return;
      const before = lineOf(base, lever.formula);
      const after = lineOf(pulled(base, lever, by), lever.formula);
      expect(compare(after, before)).not.toBe(lever.goes === 'up' ? -1 : 1);
    },
  );

  test.prop([worlds, fc.constantFrom('gdpPerCapita', 'ruralDisposableIncome', 'ruralPriceIndex')], {
    numRuns: 50,
  })('never rises with the weight of something that fell', (world, name) => {
    if (growth(world, name) > 0) return;
    const weight = {
      gdpPerCapita: 'gdpPerCapitaWeight',
      ruralDisposableIncome: 'ruralIncomeWeight',
      ruralPriceIndex: 'priceWeight',
    }[name] as string;
    const lever = parameter('weightedGrowth', weight);
    const [before, after] = [world, pulled(world, lever, '0.1')].map((each) =>
      lineOf(each, 'weightedGrowth'),
    );
    expect(compare(after as never, before as never)).not.toBe(1);
  });

  test.prop([worlds, fc.constantFrom('incomeStandardFloor', 'incomeStandardCeiling'), rises], {
    numRuns: 75,
  })('never falls when a bound rises', (world, name, by) => {
    const bounded: World = {
      ...world,
      hasFloor: name === 'incomeStandardFloor',
      hasCeiling: name === 'incomeStandardCeiling',
    };
    const lever: Lever = { formula: 'indexedByPrices', part: 'parameters', name, goes: 'up' };
    const [before, after] = [bounded, pulled(bounded, lever, by)].map((each) =>
      lineOf(each, 'indexedByPrices'),
    );
    expect(compare(after as never, before as never)).not.toBe(-1);
  });

  test.prop([worlds], { numRuns: 50 })('without growth stays as it is, to the last fen', (world) => {
    const flat: World = {
      ...world,
      figures: {
        ...world.figures,
        [`gdpPerCapita ${LAST}`]: world.figures[`gdpPerCapita ${BASE}`] as string,
        [`ruralDisposableIncome ${LAST}`]: world.figures[`ruralDisposableIncome ${BASE}`] as string,
        [`ruralPriceIndex ${LAST}`]: '100',
      },
      hasFloor: false,
      hasCeiling: false,
      rounding: { multiple: '0.01', mode: world.rounding.mode },
    };
    for (const formula of ['indexedByPrices', 'indexedByRuralIncome', 'weightedGrowth'])
      expect(subtract(lineOf(flat, formula), exact(flat.standard))).toEqual(rational(0n));
  });
});
