import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Derivation, explainStandard, openPacks, type PolicyFile } from '../../src/index.js';
import { SHIPPED_FILES } from '../policy/support.js';
import {
  amounts,
  figuresOf,
  formulaNames,
  indices,
  packOf,
  worldFiles,
  worlds,
  YEAR,
} from './random-worlds.js';
import {
  csvFile,
  derive,
  type FigureRow,
  filesOf,
  OTHER_REGION,
  REGION,
  SHIPPED,
  VINTAGES,
} from './support.js';

/** The figures that a derivation read, as they stand in the table. */
const figuresRead = ({ inputs }: Derivation): { indicator: string; year: number }[] =>
  inputs.flatMap((input) => {
    if (input.kind === 'growth') return input.figures;
    return input.kind === 'indicator' && input.figure !== undefined ? [input.figure] : [];
  });

const sameFigure = (
  a: { indicator: string; year: number },
  b: { indicator: string; year: number },
): boolean => a.indicator === b.indicator && a.year === b.year;

describe('a gap stays a gap', () => {
  test.prop([worlds, formulaNames], { numRuns: 75 })(
    'a figure that was read and is taken away leaves no result, or a stand-in that is reported',
    (world, formula) => {
      const whole = derive(worldFiles(world, formula), YEAR);
      for (const gone of figuresRead(whole)) {
        const left = derive(
          worldFiles(world, formula, { figures: figuresOf(world).filter((row) => !sameFigure(row, gone)) }),
          YEAR,
        );
        if (left.value === undefined) {
          expect(left.exact).toBeUndefined();
          expect(left.missing.map(({ name }) => name)).toContain(gone.indicator);
          continue;
        }
        expect(left.missing).toEqual([]);
        const titles = left.standIns.map(({ instead }) => instead.zh);
        const isOwnStandIn = ['priceIndex', 'residentDisposableIncome'].includes(gone.indicator);
        // A figure that would only have stood in was not used: nothing changes.
        if (isOwnStandIn) expect([left.exact, left.standIns]).toEqual([whole.exact, whole.standIns]);
        else expect(titles.length).toBe(whole.standIns.length + 1);
      }
    },
  );

  test.prop([worlds, formulaNames], { numRuns: 50 })(
    'a parameter that was read and is taken away leaves no result, and is named',
    (world, formula) => {
      const whole = derive(worldFiles(world, formula), YEAR);
      for (const input of whole.inputs) {
        if (input.kind !== 'parameter') continue;
        const left = derive(
          worldFiles(world, formula, {
            // It has a value in the years around, and none in the formula's own.
            parameters: {
              ...world.parameters,
              [input.name]: { [YEAR - 1]: input.value as string, [YEAR + 1]: input.value as string },
            },
          }),
          YEAR,
        );
        expect(left.value).toBeUndefined();
        expect(left.missing).toMatchObject([{ kind: 'parameter', name: input.name, why: 'absent' }]);
      }
    },
  );

  test.prop([worlds, formulaNames], { numRuns: 60 })('the line of the year before, too', (world, formula) => {
    const left = derive(
      worldFiles(world, formula, { standards: { [YEAR - 2]: world.standard, [YEAR + 1]: world.standard } }),
      YEAR,
    );
    const reads = packOf(world, formula).formula.includes('standard(');
    expect(left.value === undefined).toBe(reads);
    if (reads)
      expect(left.missing).toMatchObject([
        { kind: 'standard', name: 'incomeStandard', year: YEAR - 1, why: 'absent' },
      ]);
  });
});

type Indicator = keyof typeof VINTAGES;
const INDICATORS = Object.keys(VINTAGES) as Indicator[];

/** Figures of the other region, of any year. */
const elsewhere: fc.Arbitrary<FigureRow> = fc
  .tuple(fc.constantFrom(...INDICATORS), fc.integer({ min: 2015, max: 2030 }), amounts(5_000, 80_000))
  .map(([indicator, year, value]) => ({
    indicator,
    year,
    value,
    vintage: VINTAGES[indicator][0],
    region: OTHER_REGION,
  }));
/** Figures of the nation, which stand in for no province. */
const ofTheNation: fc.Arbitrary<FigureRow> = elsewhere.map((row) => ({ ...row, region: '000000' }));
/** Figures of the region itself, of years that no formula of the year reads. */
const otherYears: fc.Arbitrary<FigureRow> = fc
  .tuple(
    fc.constantFrom(...INDICATORS),
    fc.constantFrom(YEAR - 6, YEAR - 4, YEAR - 3, YEAR + 1, YEAR + 2),
    fc.nat(5),
    amounts(5_000, 80_000),
    indices,
  )
  .map(([indicator, year, pick, amount, index]) => ({
    indicator,
    year,
    value: indicator.endsWith('riceIndex') ? index : amount,
    vintage: VINTAGES[indicator][pick % VINTAGES[indicator].length] as string,
  }));

/** One figure of each place: two of one vintage that differ are a fault of their own. */
const withoutTwins = (rows: readonly FigureRow[]): FigureRow[] => {
  const seen = new Set<string>();
  return rows.filter(({ indicator, region, year, vintage }) => {
    const key = [indicator, region, year, vintage].join();
    return seen.has(key) ? false : seen.add(key);
  });
};

describe('what a formula does not read', () => {
  test.prop(
    [
      worlds,
      formulaNames,
      fc.array(fc.oneof(elsewhere, ofTheNation, otherYears), { minLength: 1, maxLength: 30 }),
    ],
    { numRuns: 100 },
  )('changes nothing: other regions, other years', (world, formula, more) => {
    const figures = [...figuresOf(world), ...withoutTwins(more)];
    expect(derive(worldFiles(world, formula, { figures }), YEAR)).toEqual(
      derive(worldFiles(world, formula), YEAR),
    );
  });

  test.prop([worlds, formulaNames, worlds], { numRuns: 50 })(
    'changes nothing: other indicators and other parameters',
    (world, formula, other) => {
      const derivation = derive(worldFiles(world, formula), YEAR);
      const text = packOf(world, formula).formula;
      const figures = figuresOf(world).map((row) =>
        text.includes(`"${row.indicator}"`)
          ? row
          : { ...row, value: other.figures[`${row.indicator} ${row.year}`] as string },
      );
      const read = new Set(derivation.inputs.map((input) => ('indicator' in input ? '' : input.name)));
      const parameters = Object.fromEntries(
        Object.entries(world.parameters).map(([name, value]) => [
          name,
          read.has(name) ? value : (other.parameters[name] as string),
        ]),
      );
      expect(derive(worldFiles(world, formula, { figures, parameters }), YEAR)).toEqual(derivation);
    },
  );
});

const explained = (files: readonly PolicyFile[]) =>
  explainStandard(openPacks(files), { region: REGION, from: YEAR - 1, to: YEAR + 1 });

describe('the order', () => {
  test.prop([worlds, formulaNames, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 4 })], {
    numRuns: 60,
  })('of rows, of files, and of rows among files never matters', (world, formula, numbers, parts) => {
    const shuffled = <Item>(items: readonly Item[]): Item[] =>
      items
        .map((item): [number, Item] => [numbers.next().value as number, item])
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item);
    const rows = shuffled(figuresOf(world));
    const tables = Array.from({ length: parts }, (_, part) =>
      csvFile(
        `${'zyxw'[part]}/figures.csv`,
        rows.filter((_row, index) => index % parts === part),
      ),
    );
    const files = filesOf({
      ...packOf(world, formula),
      derived: [YEAR],
      rounding: { multiple: '0.01', mode: 'halfUp' },
      floor: undefined,
      ceiling: undefined,
    });
    const others = files.filter(({ path }) => path !== 'indicators/figures.csv');
    const reordered = shuffled([...others, ...tables]);
    expect(explained(reordered)).toEqual(explained(files));
    const request = { region: REGION, on: `${YEAR}-06-30` };
    expect(openPacks(reordered).resolve(request)).toEqual(openPacks(files).resolve(request));
  });

  test.prop([fc.infiniteStream(fc.nat())], { numRuns: 5 })(
    'of the rows of the shipped tables never matters',
    (numbers) => {
      const request = { region: '620000', from: 2021, to: 2026 };
      const files = SHIPPED_FILES.map(({ path, text }) => {
        if (!path.endsWith('.csv')) return { path, text };
        const [head = '', ...rows] = text.trimEnd().split('\n');
        const shuffled = rows
          .map((row): [number, string] => [numbers.next().value as number, row])
          .sort(([a], [b]) => a - b)
          .map(([, row]) => row);
        return { path, text: `${[head, ...shuffled].join('\n')}\n` };
      });
      expect(explainStandard(openPacks(files), request)).toEqual(explainStandard(SHIPPED, request));
    },
  );
});
