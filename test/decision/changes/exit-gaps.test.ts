import { describe, expect, test } from 'vitest';
import { exitGaps } from '../../../src/decision/changes/index.js';
import { assess, type Given } from '../support.js';
import { READY, readingOf, reasonsOf, WELL_OFF } from './support.js';

const items = (...given: Given[]) => ({ complete: true, items: given });
const gapsOf = (household: Given) => {
  const reading = readingOf(household);
  return exitGaps(reading, reasonsOf(reading));
};
const WINDOW = [
  '2023-11',
  '2023-12',
  ...Array.from({ length: 10 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`),
];
const observed = (low: string): Given => ({
  ...READY,
  observedIncomes: items(
    ...WINDOW.map((month) => ({ month, netIncomePerPerson: month === low ? 7_000 : 9_000 })),
  ),
});
const struckOn = (occurredOn: string, visitedOn: string): Given => ({
  ...READY,
  visitedOn,
  reportedSuddenEvent: undefined,
  events: items({ type: '自然灾害', occurredOn }),
});
const NEVER = { kind: 'notByTimeAlone' };
const NOT_THIS_YEAR = { kind: 'notWithinPolicy', until: '2024-12-31' };

describe('an exit that is refused', () => {
  test.each<[string, Given, Record<string, unknown>]>([
    ['on the line', { ...READY, reportedWageIncome: 13_400 }, { exitIncomeAboveStandard: NEVER }],
    [
      'without a measure, and the risk has not gone by itself',
      { ...READY, measureCarriedOut: false },
      { exitMeasureCarriedOut: NEVER },
    ],
    [
      'for two criteria',
      { ...READY, memberUninsured: true, rigidSpendingControlled: false },
      { exitSafeguardsMet: NEVER, exitSpendingControlled: NEVER },
    ],
    [
      'since a way in holds again, for the criterion that the engine adds too',
      { ...READY, memberUninsured: true, ableToCope: false, visitRisks: { complete: true, items: ['因病'] } },
      { exitSafeguardsMet: NEVER, exitRisksGone: NEVER, noWayInHolds: NEVER },
    ],
    [
      'for a month below the line, until that is no longer among the recent months',
      observed('2024-05'),
      { exitIncomeStable: { kind: 'day', day: '2024-12-01' } },
    ],
    [
      'for a month below the line that is recent all year',
      observed('2024-06'),
      { exitIncomeStable: NOT_THIS_YEAR },
    ],
    [
      'for an event after the visit, until that is no longer sudden',
      struckOn('2023-11-20', '2023-11-15'),
      { exitNoNewRisk: { kind: 'day', day: '2024-11-20' } },
    ],
    [
      'for an event that counts all year',
      struckOn('2024-10-25', '2024-10-20'),
      { exitNoNewRisk: NOT_THIS_YEAR },
    ],
  ])('%s', (_, household, expected) => {
    expect(assess(household).exit.outcome).toBe('retain');
    const found = gapsOf(household).map(({ rule, earliest }) => [rule, earliest]);
    expect(Object.fromEntries(found)).toEqual(expected);
    expect(found.map(([rule]) => rule)).toEqual(assess(household).exit.unmet.map(({ rule }) => rule));
  });

  test('tells the innermost comparison that fails, with its distance', () => {
    const [gap] = gapsOf({ ...READY, reportedWageIncome: 13_399.97 });
    expect(gap).toMatchObject({
      rule: 'exitIncomeAboveStandard',
      title: { zh: '人均纯收入高于当年收入标准' },
      provenance: { authority: 'national' },
      leaves: [
        {
          kind: 'comparison',
          truth: 'false',
          fact: { name: 'netIncomePerPerson' },
          bound: { name: 'incomeStandard' },
          distance: { amount: '-0.01', unit: 'yuanPerPersonYear' },
        },
      ],
    });
  });

  test('tells of a condition that must not hold what makes it hold, and nothing else', () => {
    const [gap] = gapsOf({ ...READY, memberUninsured: true });
    expect(gap?.leaves).toHaveLength(1);
    expect(gap?.leaves[0]).toMatchObject({
      kind: 'test',
      truth: 'true',
      subject: { name: 'memberUninsured' },
    });
  });

  test('tells of the criterion that the engine adds no document', () => {
    const gap = gapsOf({
      ...READY,
      memberUninsured: true,
      ableToCope: false,
      visitRisks: { complete: true, items: ['因病'] },
    }).at(-1);
    expect(gap?.rule).toBe('noWayInHolds');
    expect(gap).not.toHaveProperty('provenance');
    expect(gap?.leaves.length).toBeGreaterThan(0);
  });
});

test.each<[string, Given]>([
  ['may exit', READY],
  ['is not monitored', WELL_OFF],
  ['cannot be decided', { ...READY, incomeStableByVisit: undefined, observedIncomes: undefined }],
])('a household that %s has no gap', (_, household) => {
  expect(gapsOf(household)).toEqual([]);
});
