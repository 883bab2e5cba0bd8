import fc from 'fast-check';
import type { PolicyFile } from '../../src/index.js';
import { type Rational, rationalFromExactText } from '../../src/values/rational.js';
import { type FigureRow, filesOf, MODES, SHIPPED_FORMULAS, type SmallPack, VINTAGES } from './support.js';

/** The year of the formulas in these tests. */
export const YEAR = 2025;

/** A whole number of hundredths (or smaller) as text: 12345 with scale 2 is `123.45`. */
export function scaledText(whole: number | bigint, scale: number): string {
  const digits = String(whole < 0 ? -whole : whole).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return whole < 0 ? `-${text}` : text;
}

const scaled = (min: number, max: number, scale: number): fc.Arbitrary<string> =>
  fc.integer({ min: min * 10 ** scale, max: max * 10 ** scale }).map((whole) => scaledText(whole, scale));

/** Amounts in tens, in yuan and in fen: most lines are in tens, most incomes in yuan. */
export const amounts = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.integer({ min: min / 10, max: max / 10 }).map((tens) => String(tens * 10)),
    scaled(min, max, 0),
    scaled(min, max, 2),
  );
/** Price indices: the year before is 100. */
export const indices: fc.Arbitrary<string> = fc.oneof(scaled(90, 112, 1), scaled(90, 112, 2));

/** Everything that the shipped formulas read, by the name that a test changes it under. */
export interface World {
  readonly standard: string;
  readonly figures: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly rounding: SmallPack['rounding'];
  readonly hasFloor: boolean;
  readonly hasCeiling: boolean;
}

const LEVELS = ['gdpPerCapita', 'ruralDisposableIncome', 'residentDisposableIncome'] as const;
const PRICES = ['priceIndex', 'ruralPriceIndex'] as const;

const levelFigures = LEVELS.flatMap((name) =>
  [YEAR - 2, YEAR - 1].map((year): [string, fc.Arbitrary<string>] => [
    `${name} ${year}`,
    amounts(5_000, 80_000),
  ]),
);
const priceFigures = PRICES.map((name): [string, fc.Arbitrary<string>] => [`${name} ${YEAR - 1}`, indices]);

/** Three weights that come to no more than 1, so that a line times a growth stays above zero. */
const weights = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map((parts) => {
  const total = Math.max(100, parts[0] + parts[1] + parts[2]);
  return parts.map((part) => scaledText(Math.floor((part * 100) / total), 2)) as [string, string, string];
});

export const roundings: fc.Arbitrary<SmallPack['rounding']> = fc.record({
  multiple: fc.constantFrom('0.01', '0.5', '1', '3.3', '5', '7', '10', '30', '100'),
  mode: fc.constantFrom(...MODES),
});

export const worlds: fc.Arbitrary<World> = fc
  .record({
    standard: amounts(5_000, 12_000),
    figures: fc.record({
      ...Object.fromEntries([...levelFigures, ...priceFigures]),
      [`ruralMinimumLivingStandard ${YEAR}`]: amounts(3_000, 12_000),
    }),
    weights,
    ruralIncomeShare: scaled(0, 1, 4),
    gdpPerCapitaShare: scaled(0, 1, 4),
    minimumLivingStandardMultiple: scaled(1, 3, 2),
    povertyEraStandard: amounts(3_000, 5_000),
    povertyStandardMultiple: scaled(1, 3, 2),
    floor: amounts(4_000, 9_000),
    room: fc.integer({ min: 0, max: 6_000 }),
    hasFloor: fc.boolean(),
    hasCeiling: fc.boolean(),
    rounding: roundings,
  })
  .map(({ standard, figures, weights: parts, floor, room, hasFloor, hasCeiling, rounding, ...rest }) => ({
    standard,
    figures,
    parameters: {
      ...rest,
      gdpPerCapitaWeight: parts[0],
      ruralIncomeWeight: parts[1],
      priceWeight: parts[2],
      incomeStandardFloor: floor,
      incomeStandardCeiling: scaledText(hundredths(floor) + BigInt(room) * 100n, 2),
    },
    rounding,
    hasFloor,
    hasCeiling,
  }));

/** A decimal text with at most two decimals, in hundredths. */
const hundredths = (text: string): bigint => {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(2, '0'));
};

/** The figures of a world as rows, all of the vintage that is preferred. */
export const figuresOf = (world: World): FigureRow[] =>
  Object.entries(world.figures).map(([key, value]) => {
    const [indicator, year] = key.split(' ') as [keyof typeof VINTAGES, string];
    return { indicator, year: Number(year), value, vintage: VINTAGES[indicator][0] };
  });

/** A small pack with one of the shipped formulas and what a world has. */
export const packOf = (world: World, formula: string): SmallPack => ({
  name: formula,
  formula: SHIPPED_FORMULAS[formula] ?? formula,
  rounding: world.rounding,
  floor: world.hasFloor ? 'incomeStandardFloor' : undefined,
  ceiling: world.hasCeiling ? 'incomeStandardCeiling' : undefined,
  standards: { [YEAR - 1]: world.standard },
  parameters: world.parameters,
  figures: figuresOf(world),
});

export const worldFiles = (world: World, formula: string, changes: Partial<SmallPack> = {}): PolicyFile[] =>
  filesOf({ ...packOf(world, formula), ...changes });

export const FORMULA_NAMES = Object.keys(SHIPPED_FORMULAS);
export const formulaNames: fc.Arbitrary<string> = fc.constantFrom(...FORMULA_NAMES);

/** Exact text as a number; a missing one fails the test. */
export function exact(text: string | undefined): Rational {
  const value = text === undefined ? undefined : rationalFromExactText(text);
  if (value === undefined) throw new Error(`"${text}" is no number.`);
  return value;
}
