import { describe, expect, test } from 'vitest';
import { type AreaFacts, areaFacts, areaGapText } from '../../src/decision/aggregates/area-facts.js';
import type { AreaCounts, SummaryItem } from '../../src/decision/aggregates/summary.js';
import { AREA_GAP_TEXTS } from '../../src/decision/aggregates/words.js';
import type { Code, Household } from '../../src/index.js';
import { rationalToText } from '../../src/values/rational.js';
import { countsOf } from './summary-support.js';

const period = { from: '2024-01', to: '2024-06' } as const;
const household = (monitoringStatus: Household['monitoringStatus'], more: Household = {}): SummaryItem => ({
  household: { monitoringStatus, reportedMemberCount: 3, ...more },
});
const risks = (...items: Code<'risk'>[]): Household => ({ identifiedRisks: { complete: true, items } });
const times = (count: number, item: SummaryItem): SummaryItem[] => Array.from({ length: count }, () => item);

/** An area of so many households, of which some are monitored. */
const area = (all: number, monitored: number): AreaCounts =>
  countsOf([
    ...times(monitored, household('风险未消除', { identifiedMonth: '2023-05', ...risks('因病') })),
    ...times(all - monitored, household('未纳入')),
  ]);
const whole = (counts: AreaCounts) => ({ counts, isWholeArea: true });
const shown = ({ largestRisks: _, gaps: _gaps, ...numbers }: AreaFacts) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value && rationalToText(value)]));
const gapsOf = ({ gaps }: AreaFacts) => Object.fromEntries(gaps.map(({ fact, gap }) => [fact, gap]));

describe('the numbers of an area', () => {
  test('are exact, in households', () => {
    const facts = areaFacts({
      current: {
        counts: countsOf(
          [
            household('风险未消除', { identifiedMonth: '2024-02', ...risks('因病') }),
            household('风险未消除', { identifiedMonth: '2024-03', ...risks('因残', '因学') }),
            household('风险未消除', { identifiedMonth: '2023-03', ...risks('因病') }),
            household('风险已消除', { identifiedMonth: '2024-01', ...risks('因残') }),
          ],
          { period },
        ),
        households: 700,
        persons: 2_500,
      },
      earlier: [whole(area(10, 1)), whole(area(10, 2))],
      neighbours: [whole(area(30, 3)), whole(area(10, 3))],
    });
    expect(shown(facts)).toEqual({
      areaHouseholds: '700',
      areaPersons: '2500',
      monitoredHouseholds: '3',
      newlyIdentifiedHouseholds: '3',
      incidence: '3/700',
      // (1/10 + 2/10) / 2, each period alike.
      incidenceBefore: '0.15',
      // (3 + 3) / (30 + 10), each neighbour by its size.
      incidenceOfNeighbours: '0.15',
      largestRiskShare: '2/3',
    });
    // 因残 of the newly identified, though more of the monitored have 因病.
    expect(facts.largestRisks).toEqual(['因残']);
    expect(facts.gaps).toEqual([]);
  });

  test('are in persons where asked', () => {
    const counts = countsOf([
      household('风险未消除', { reportedMemberCount: 5 }),
      household('未纳入', { reportedMemberCount: 1 }),
    ]);
    expect(shown(areaFacts({ current: whole(counts), unit: 'persons' }))).toMatchObject({ incidence: '5/6' });
    expect(shown(areaFacts({ current: whole(counts) }))).toMatchObject({ incidence: '0.5' });
  });

  test('without a period take the risks of the monitored', () => {
    const facts = areaFacts({ current: whole(area(10, 4)) });
    expect([shown(facts)['largestRiskShare'], facts.largestRisks]).toEqual(['1', ['因病']]);
    expect(gapsOf(facts)['newlyIdentifiedHouseholds']).toBe('periodNotGiven');
  });

  test('name every risk that is equally frequent', () => {
    const counts = countsOf([household('风险未消除', risks('因学')), household('风险未消除', risks('因病'))]);
    const facts = areaFacts({ current: whole(counts) });
    expect([shown(facts)['largestRiskShare'], facts.largestRisks]).toEqual(['0.5', ['因病', '因学']]);
  });

  test('nobody monitored is an incidence of 0, and no risk', () => {
    const facts = areaFacts({ current: whole(area(5, 0)) });
    expect(shown(facts)).toMatchObject({ incidence: '0', largestRiskShare: undefined });
    expect(facts.largestRisks).toEqual([]);
  });
});

describe('a number of an area is unknown', () => {
  const good = whole(area(10, 2));
  const doubtful = whole(
    countsOf([household('风险未消除', { identifiedMonth: '2024-01' }), household(null)], { period }),
  );
  const sizeless = whole(countsOf([household('风险未消除', { reportedMemberCount: null })]));

  test.each([
    ['of a list that need not be all', { counts: area(10, 2) }, 'incidence', 'areaSizeNotGiven'],
    ['of an area smaller than its list', { ...good, households: 9 }, 'incidence', 'areaSizeTooSmall'],
    ['of an area of a half household', { ...good, households: 10.5 }, 'areaHouseholds', 'areaSizeTooSmall'],
    ['of nobody at all', whole(countsOf([])), 'incidence', 'areaSizeNotGiven'],
    ['where a status is', doubtful, 'monitoredHouseholds', 'statusUnknown'],
    ['where a status is', doubtful, 'incidence', 'statusUnknown'],
    [
      'where a month of identification may be in the period',
      doubtful,
      'newlyIdentifiedHouseholds',
      'identificationUnclear',
    ],
    [
      'where a list of risks is',
      whole(countsOf([household('风险未消除')])),
      'largestRiskShare',
      'risksUnclear',
    ],
    ['where nobody is monitored', whole(area(3, 0)), 'largestRiskShare', 'nobodyMonitored'],
    ['where a size is', sizeless, 'areaPersons', 'sizeUnknown'],
    ['without a past', good, 'incidenceBefore', 'noneGiven'],
    ['without neighbours', good, 'incidenceOfNeighbours', 'noneGiven'],
    ['without a period', good, 'newlyIdentifiedHouseholds', 'periodNotGiven'],
  ] as const)('%s', (_, current, fact, gap) => {
    const facts = areaFacts({ current });
    expect(facts[fact]).toBeUndefined();
    expect(gapsOf(facts)[fact]).toBe(gap);
    for (const each of facts.gaps)
      for (const locale of ['zh-CN', 'en'] as const) {
        expect(areaGapText(each, locale)).toBeTruthy();
        expect(areaGapText(each, locale)).not.toMatch(/[{}]|undefined/);
      }
  });

  test('every such reason has been seen', () => {
    const seen = [
      good,
      doubtful,
      sizeless,
      whole(area(3, 0)),
      { counts: area(1, 1) },
      { ...good, households: 9 },
    ]
      .concat(whole(countsOf([household('风险未消除')])))
      .flatMap((current) => areaFacts({ current }).gaps.map(({ gap }) => gap));
    expect(new Set(seen)).toEqual(new Set(Object.keys(AREA_GAP_TEXTS.en)));
  });

  test('by persons where a monitored household has no known size', () => {
    const facts = areaFacts({ current: { ...sizeless, persons: 100 }, unit: 'persons' });
    expect(gapsOf(facts)['incidence']).toBe('sizeUnknown');
  });

  test('where one of several earlier periods or neighbours is', () => {
    const facts = areaFacts({ current: good, earlier: [good, doubtful], neighbours: [doubtful, good] });
    expect(gapsOf(facts)).toMatchObject({
      incidenceBefore: 'statusUnknown',
      incidenceOfNeighbours: 'statusUnknown',
    });
  });
});
