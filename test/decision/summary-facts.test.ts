import { describe, expect, test } from 'vitest';
import { SummaryFactsReader, summaryFacts } from '../../src/decision/aggregates/item-facts.js';
import type { SummaryItem } from '../../src/decision/aggregates/summary.js';
import type { Household } from '../../src/index.js';
import { HOUSEHOLDS, throwing } from '../many/odd-households.js';

const REQUEST = { by: 'township', declaredBlanks: { monitoringStatus: '未识别' } } as const;
const declaring = (declaredBlanks: readonly string[]) => ({ declaredBlanks }) as SummaryItem['assessment'];

/** What a household may hold that only looks alike. */
const ODD: readonly unknown[] = [
  null,
  'a household',
  [],
  {},
  { village: '东村' },
  { village: ' 东村 ' },
  { village: '"东村"' },
  { village: null },
  { village: undefined, township: '东村' },
  { village: Number.NaN },
  { village: { value: '东村', source: '走访' } },
  { reportedMemberCount: 3 },
  { reportedMemberCount: '3' },
  { reportedMemberCount: 3.5 },
  { reportedMemberCount: -0 },
  { reportedMemberCount: Number.POSITIVE_INFINITY },
  { monitoringStatus: '监测中' },
  { monitoringStatus: true },
  { identifiedMonth: '2024-03', removedMonth: '2024-13' },
  { identifiedRisks: { complete: true, items: [] } },
  { identifiedRisks: { complete: false, items: [] } },
  { identifiedRisks: { complete: true, items: ['因病'] } },
  { identifiedRisks: { complete: true, items: ['因病', '因病'] } },
  { identifiedRisks: { complete: true, items: [['因病']] } },
  { identifiedRisks: { complete: true, items: ['因病'], more: 1 } },
  { identifiedRisks: ['因病'] },
  { members: { complete: true, items: [{}, {}] } },
  { members: { complete: false, items: [{}] }, reportedMemberCount: 2 },
  { members: null, reportedMemberCount: 2 },
  Object.create({ village: '东村' }),
  new Date(0),
];

describe('what a summary reads of households', () => {
  test('is the same from memory as when it is read, whatever was read before', () => {
    const reader = new SummaryFactsReader(REQUEST);
    const households = [...ODD, ...HOUSEHOLDS.filter((each) => each !== throwing)] as readonly Household[];
    for (const round of [1, 2])
      for (const [index, household] of households.entries())
        for (const assessment of [undefined, declaring([]), declaring(['monitoringStatus'])]) {
          const item = { household, assessment };
          expect([round, index, reader.read(item)]).toEqual([round, index, summaryFacts(item, REQUEST)]);
        }
  });

  test('is one object of households that are alike, and nobody can change it', () => {
    const reader = new SummaryFactsReader(REQUEST);
    const household = { village: '东村', reportedMemberCount: 3 };
    const facts = reader.read({ household });
    expect(reader.read({ household: { ...household, headName: '李四' } as Household })).toBe(facts);
    expect(reader.read({ household: { ...household, reportedMemberCount: 4 } })).not.toBe(facts);
    expect([Object.isFrozen(facts), Object.isFrozen(facts.place)]).toEqual([true, true]);
  });
});
