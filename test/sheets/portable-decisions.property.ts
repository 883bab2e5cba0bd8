import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import { unusableFacts } from '../../src/facts/read.js';
import type { Assessor, Household } from '../../src/index.js';
import { answerCells } from '../../src/sheets/golden-households.js';
import type { SheetCell } from '../../src/sheets/portable/cells.js';
import { dayNumber } from '../../src/sheets/text-data.js';
import { assessorFor, blanked, fullHousehold, type Given } from '../decision/support.js';
import { type Grid, textOf } from '../tables/official-sheets/grid.js';
import { readCells } from '../tables/official-sheets/in-memory.js';
import { randomSheet } from '../tables/official-sheets/random-sheet.js';
import { type BundleFunctions, runBundle, shippedBundle } from './bundle-support.js';

const SEED = fc.integer({ min: 0, max: 1e9 });
const POLICIES = [
  ['620000', '2024-11-01'],
  ['620000', '2026-11-01'],
  ['530000', '2024-11-01'],
  ['210000', '2025-03-01'],
] as const;

const cellsOf = ({ rows }: Grid): SheetCell[][] =>
  rows.map((cells) => cells.map((cell) => (typeof cell === 'number' || cell === null ? cell : textOf(cell))));
const mergesOf = ({ merges = [] }: Grid): number[][] =>
  merges.map(([top, left, bottom, right]) => [top, bottom, left - 1, right - 1]);

/** Every household of a sheet is answered as `dixian assess` answers it. */
async function expectSameAnswers(
  bundle: BundleFunctions,
  assessor: Assessor,
  on: string,
  grid: Grid,
): Promise<number> {
  const list = await readCells(grid);
  const decided = bundle.decideTable(cellsOf(grid), { on: dayNumber(on), merges: mergesOf(grid) });
  if (decided.rows.length === 0) return 0;
  let compared = 0;
  for (const row of list.rows) {
    const cells = decided.rows[row.row - decided.headerRow - 1] as string[];
    if (!row.readable) {
      expect(cells[0]).toBe('读不出，未判定');
      continue;
    }
    const assessment = assessor.assess(row.household as Household, {
      on,
      unusable: unusableFacts([...list.issues, ...row.issues]),
    });
    expect(cells.slice(0, answerCells(assessment).length)).toEqual(answerCells(assessment));
    compared += 1;
  }
  return compared;
}

describe('the households of a sheet are answered as the library answers them', () => {
  test.each(POLICIES)('by the policy of %s on %s', async (region, on) => {
    const bundle = runBundle(shippedBundle(region, on, 'small'));
    const assessor = assessorFor(region, on);
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(SEED, async (seed) => {
        compared += await expectSameAnswers(bundle, assessor, on, randomSheet(seed).grid);
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});

const CELLS = fc.constantFrom<SheetCell>(
  '约3',
  '/',
  '是',
  '否',
  '',
  '0',
  '-1',
  '1.2万',
  '45597',
  '#REF!',
  '无',
  7799.99,
  7800,
);

test('with cells that are changed, some of them unreadable', async () => {
  const [region, on] = POLICIES[0];
  const bundle = runBundle(shippedBundle(region, on, 'small'));
  const assessor = assessorFor(region, on);
  const changes = fc.array(fc.tuple(fc.nat(1e6), fc.nat(1e6), CELLS), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(SEED, changes, async (seed, changed) => {
      const { grid, columns, firstRow } = randomSheet(seed);
      const rows = grid.rows.map((cells) => [...cells]);
      for (const [row, column, cell] of changed) {
        const cells = rows[firstRow - 1 + (row % (rows.length - firstRow + 1))] as SheetCell[];
        while (cells.length < columns.length) cells.push(null);
        cells[column % columns.length] = cell;
      }
      await expectSameAnswers(bundle, assessor, on, { ...grid, rows: rows as Grid['rows'] });
    }),
    { numRuns: 120 },
  );
});

/** Facts that a sheet can give, with a value as a cell of it. */
const COLUMNS = FACT_NAMES.filter((name) => factOf(name)?.kind !== 'list');
function cellFor(value: unknown): SheetCell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return (value as { items: readonly string[] }).items.join('、');
  return value as SheetCell;
}
/** Without what no cell can say: that a list is empty, or not complete. */
const writable = (household: Given): Given =>
  Object.fromEntries(
    Object.entries(household).filter(([, value]) => {
      const list = value as { complete?: boolean; items?: readonly unknown[] } | null;
      return (
        typeof list !== 'object' ||
        list?.items === undefined ||
        (list.complete === true && list.items.length > 0)
      );
    }),
  );

test.each(POLICIES)('households with all facts, and with any of them blank: %s on %s', (region, on) => {
  const bundle = runBundle(shippedBundle(region, on, 'small'));
  const assessor = assessorFor(region, on);
  fc.assert(
    fc.property(SEED, (seed) => {
      const full = writable(fullHousehold(seed, false));
      const { less, more } = blanked(full, randomFrom(seed));
      const households = [full, more, less].map(
        (each, at) => ({ ...writable(each), householdId: String(at) }) as Given,
      );
      const rows = households.map((household) => COLUMNS.map((name) => cellFor(household[name])));
      const grid = [COLUMNS.map((name) => factOf(name)?.title.zh ?? name), ...rows];
      const decided = bundle.decideTable(grid, { on: dayNumber(on) });
      for (const [at, household] of households.entries()) {
        const expected = answerCells(assessor.assess(household as Household, { on }));
        expect(decided.rows[at]?.slice(0, expected.length)).toEqual(expected);
      }
    }),
    { numRuns: 100 },
  );
});
