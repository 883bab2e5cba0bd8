import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Tally } from '../../src/decision/aggregates/counts.js';
import type { AreaCounts, SummaryItem } from '../../src/decision/aggregates/summary.js';
import type { Household } from '../../src/index.js';
import { itemOf, summaryOf } from './summary-support.js';

const blankOr = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { freq: 3, nil: null });
const item: fc.Arbitrary<SummaryItem> = fc
  .record({
    township: blankOr(fc.constantFrom('一乡', '二乡')),
    village: blankOr(fc.constantFrom('新村', '东村', '西村')),
    reportedMemberCount: blankOr(fc.integer({ min: 1, max: 6 })),
    monitoringStatus: blankOr(fc.constantFrom('未纳入', '风险未消除', '风险已消除')),
    householdKind: blankOr(fc.constantFrom('脱贫户', '一般农户')),
    identifiedMonth: blankOr(fc.constantFrom('2024-01', '2024-03')),
    reportedNetIncome: blankOr(fc.integer({ min: 0, max: 40_000 })),
    ableToCope: blankOr(fc.boolean()),
  })
  .chain((household) =>
    fc.constantFrom(itemOf(household as Household), { household: household as Household }),
  );
const items = fc.array(item, { maxLength: 40 });
const period = { from: '2024-02', to: '2024-06' } as const;

/** Every tally of a summary by its path, those of nobody left out. */
function tallies(value: unknown, path = '', found = new Map<string, number[]>()): Map<string, number[]> {
  if (typeof value !== 'object' || value === null) return found;
  if ('households' in value && 'persons' in value) {
    const { households, persons, householdsOfUnknownSize } = value as Tally;
    if (households > 0) found.set(path, [households, persons, householdsOfUnknownSize]);
    return found;
  }
  for (const [key, member] of Object.entries(value))
    if (key !== 'cleared' && key !== 'place') tallies(member, `${path}/${key}`, found);
  return found;
}

function sumOfGroups(groups: readonly AreaCounts[]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const group of groups)
    for (const [path, numbers] of tallies(group))
      sums.set(
        path,
        numbers.map((number, index) => number + (sums.get(path)?.[index] ?? 0)),
      );
  return sums;
}

const total = (table: Readonly<Record<string, Tally>>): number =>
  Object.values(table).reduce((sum, { households }) => sum + households, 0);

describe('of random households', () => {
  test.prop(
    [items, fc.constantFrom('village', 'township', 'province'), fc.option(fc.integer({ min: 1, max: 6 }))],
    {
      numRuns: 100,
    },
  )('the groups add up to the total, number by number', (given, by, smallest) => {
    const summary = summaryOf(given, {
      by: by as 'village',
      period,
      ...(smallest === null ? {} : { smallestGroup: smallest }),
    });
    expect(sumOfGroups(summary.groups)).toEqual(tallies(summary.total));
    expect(summary.total.all.households).toBe(given.length);
  });

  test.prop([items, fc.infiniteStream(fc.nat())], { numRuns: 100 })(
    'their order does not matter',
    (given, ranks) => {
      const shuffled = given
        .map((each): [number, SummaryItem] => [ranks.next().value, each])
        .sort(([a], [b]) => a - b)
        .map(([, each]) => each);
      expect(JSON.stringify(summaryOf(shuffled, { period, smallestGroup: 3 }))).toBe(
        JSON.stringify(summaryOf(given, { period, smallestGroup: 3 })),
      );
    },
  );

  test.prop([items], { numRuns: 100 })('nobody is lost and nobody counted twice', (given) => {
    const counts = summaryOf(given).total;
    const { all, assessed, notAssessed, identification, exit, status, stages } = counts;
    expect(assessed.households + notAssessed.households).toBe(all.households);
    expect(total(identification)).toBe(assessed.households);
    expect(total(exit)).toBe(assessed.households);
    expect(total(status)).toBe(all.households);
    for (const stage of ['category', 'tier', 'track', 'reassessment'] as const) {
      const { certain, none, unsettled, exitAdvised } = stages[stage];
      expect(total(certain) + none.households + unsettled.households + exitAdvised.households).toBe(
        assessed.households,
      );
    }
    expect(all.persons).toBe(
      given.reduce((sum, { household }) => sum + ((household.reportedMemberCount as number | null) ?? 0), 0),
    );
  });

  test.prop([items, fc.integer({ min: 1, max: 8 })], { numRuns: 100 })(
    'no group shown is smaller than asked, unless all together are',
    (given, smallestGroup) => {
      const summary = summaryOf(given, { smallestGroup });
      const isReached = summary.groups.every(({ all }) => all.households >= smallestGroup);
      expect(summary.smallestGroup?.reached).toBe(isReached);
      if (given.length >= smallestGroup) expect(isReached).toBe(true);
      else expect(summary.groups.length).toBeLessThanOrEqual(1);
    },
  );
});
