import { describe, expect, test } from 'vitest';
import { describeHistoryIssue, explainHistory } from '../../src/decision/history/explain-history.js';
import type { HistoryIssueCode, HistoryRecord } from '../../src/decision/history/history.js';
import { HISTORY_ISSUE_TEXTS } from '../../src/decision/history/words.js';
import type { Household } from '../../src/index.js';
import { historyOf, recordOn, WELL } from './history-support.js';

const outside: Household = { monitoringStatus: '未纳入' };
const monitored = (identifiedMonth?: string, more: Household = {}): Household => ({
  monitoringStatus: '风险未消除',
  ...(identifiedMonth === undefined ? {} : { identifiedMonth }),
  ...more,
});
const removed = (identifiedMonth: string, removedMonth?: string): Household => ({
  monitoringStatus: '风险已消除',
  identifiedMonth,
  ...(removedMonth === undefined ? {} : { removedMonth }),
});
/** Records of the first days of the months from January 2024 on. */
const months = (...households: Household[]): HistoryRecord[] =>
  households.map((household, index) =>
    recordOn(`2024-${String(index + 1).padStart(2, '0')}-01`, { ...WELL, ...household }),
  );

type Case = readonly [HistoryIssueCode, string, string, readonly HistoryRecord[]];
/** The one issue of each path, and the day on which it is told. */
const CONTRADICTIONS: readonly Case[] = [
  [
    'twoRecordsOfOneDay',
    'two records of a day',
    '2024-01-01',
    [recordOn('2024-01-01', WELL), recordOn('2024-01-01', WELL)],
  ],
  [
    'differentHouseholds',
    'two household numbers',
    '2024-02-01',
    months({ ...outside, householdId: '1' }, { ...outside, householdId: '2' }),
  ],
  [
    'removalBeforeIdentification',
    'the removal before the identification',
    '2024-01-01',
    months(removed('2023-06', '2023-05')),
  ],
  ['monthAfterRecord', 'a month still to come', '2024-01-01', months(monitored('2024-02'))],
  [
    'turnBeforeRecord',
    'identified before a record that says not monitored',
    '2024-03-01',
    months(outside, outside, monitored('2024-01')),
  ],
  [
    'turnBeforeRecord',
    'removed before a record that says monitored',
    '2024-03-01',
    months(monitored('2023-01'), monitored('2023-01'), removed('2023-01', '2024-01')),
  ],
  [
    'monthChanged',
    'another month of identification',
    '2024-02-01',
    months(monitored('2023-05'), monitored('2023-06')),
  ],
  [
    'monthChanged',
    'another month of removal',
    '2024-02-01',
    months(removed('2023-01', '2023-05'), removed('2023-01', '2023-06')),
  ],
  [
    'monitoredWithoutIdentifiedMonth',
    'monitored since nobody knows when',
    '2024-01-01',
    months(monitored(), monitored()),
  ],
  [
    'removedWithoutRemovedMonth',
    'removed nobody knows when',
    '2024-01-01',
    months(removed('2023-01'), removed('2023-01')),
  ],
  [
    'monitoredWithRemovedMonth',
    'monitored and removed at once',
    '2024-01-01',
    months(monitored('2023-01', { removedMonth: '2023-06' })),
  ],
  [
    'monitoredWithRemovedMonth',
    'monitored and removed in one month',
    '2024-01-01',
    months(monitored('2023-06', { removedMonth: '2023-06' })),
  ],
  [
    'notMonitoredWithMonth',
    'not monitored and identified',
    '2024-01-01',
    months({ ...outside, identifiedMonth: '2023-01' }),
  ],
  [
    'monitoringNotSeen',
    'removed without ever being monitored',
    '2024-03-01',
    months(outside, outside, removed('2024-02', '2024-03')),
  ],
  [
    'removedBetweenMonitored',
    'removed in one record only',
    '2024-02-01',
    months(monitored('2023-01'), removed('2023-01', '2024-01'), monitored('2023-01')),
  ],
  [
    'remarkedWithoutNewIdentification',
    'marked again without a new identification',
    '2024-04-01',
    months(
      monitored('2023-01'),
      removed('2023-01', '2024-01'),
      removed('2023-01', '2024-01'),
      monitored('2023-01'),
    ),
  ],
  [
    'removedToNotMonitored',
    'from removed to not monitored',
    '2024-02-01',
    months(removed('2023-01', '2023-05'), outside, outside),
  ],
  [
    'monitoredToNotMonitored',
    'from monitored to not monitored',
    '2024-02-01',
    months(monitored('2023-01'), outside, outside),
  ],
  [
    'decisionNotOnRecord',
    'decided and not carried into the record',
    '2024-02-01',
    [
      recordOn('2024-01-01', { ...WELL, ...outside }, { outcome: 'identified', on: '2024-01-15' }),
      ...months(outside, outside, outside).slice(1),
    ],
  ],
  [
    'decisionNotOnRecord',
    'an exit decided and not carried into the record',
    '2024-02-01',
    [
      recordOn('2024-01-01', { ...WELL, ...monitored('2023-01') }, { outcome: 'exited', on: '2024-01-15' }),
      ...months({}, monitored('2023-01')).slice(1),
    ],
  ],
];

/** Paths in which nothing contradicts. */
const CONSISTENT: readonly (readonly [string, readonly HistoryRecord[]])[] = [
  ['identified in the month of the last record without it', months(outside, monitored('2024-01'))],
  [
    'removed in the month of the last record without it',
    months(monitored('2023-01'), removed('2023-01', '2024-01')),
  ],
  ['identified and removed in one month', months(removed('2023-01', '2023-01'))],
  [
    'a new identification right after the removal',
    months(monitored('2023-01'), removed('2023-01', '2024-01'), monitored('2024-02')),
  ],
  [
    'a new identification that keeps the month of the old removal',
    months(removed('2023-01', '2023-05'), monitored('2024-01', { removedMonth: '2023-05' })),
  ],
  [
    'a removal that stays',
    [...months(monitored('2023-01'), removed('2023-01', '2024-01'), removed('2023-01', '2024-01'))],
  ],
  [
    'a decision of an earlier day noted on a record that does not show it yet',
    [
      recordOn('2024-01-01', { ...WELL, ...outside }, { outcome: 'identified', on: '2023-12-15' }),
      ...months({}, monitored('2024-01')).slice(1),
    ],
  ],
  ['records that say nothing', months({}, {}, {})],
  ['months without a status', months({ identifiedMonth: '2023-01', removedMonth: '2023-05' })],
  [
    'a decision that the next record shows',
    [
      recordOn('2024-01-01', { ...WELL, ...outside }, { outcome: 'identified', on: '2024-01-15' }),
      ...months({}, monitored('2024-01')).slice(1),
    ],
  ],
  [
    'a decision later than the next record',
    [
      recordOn('2024-01-01', { ...WELL, ...outside }, { outcome: 'identified', on: '2024-02-15' }),
      ...months({}, outside, monitored('2024-02')).slice(1),
    ],
  ],
];

describe('records that contradict each other', () => {
  test.each(CONTRADICTIONS)('%s: %s', (code, _, on, records) => {
    expect(historyOf(...records).issues.map((found) => [found.code, found.on])).toEqual([[code, on]]);
  });

  test('every code has such a case', () => {
    expect(new Set(CONTRADICTIONS.map(([code]) => code))).toEqual(
      new Set(Object.keys(HISTORY_ISSUE_TEXTS.en)),
    );
  });

  test.each(CONSISTENT)('but not %s', (_, records) => {
    expect(historyOf(...records).issues).toEqual([]);
  });

  test.each(CONTRADICTIONS)('%s (%s) is told in both languages', (_code, _title, _on, records) => {
    const history = historyOf(...records);
    for (const locale of ['zh-CN', 'en'] as const) {
      const texts = history.issues.map((found) => describeHistoryIssue(found, locale));
      expect(texts.join()).not.toMatch(/[{}]|undefined/);
      for (const text of texts) expect(explainHistory(history, locale).join('\n')).toContain(text);
    }
  });

  test('does not repeat a household number', () => {
    const history = historyOf(
      ...months({ ...outside, householdId: 'SECRET-1' }, { ...outside, householdId: 'SECRET-2' }),
    );
    expect(JSON.stringify([history.issues, explainHistory(history, 'en')])).not.toContain('SECRET');
  });

  test('one household number written in two widths is one household', () => {
    expect(historyOf(...months({ householdId: 'D1' }, { householdId: ' Ｄ１ ' })).issues).toEqual([]);
  });
});

describe('what contradicts is shown as it is', () => {
  test('two records of a day: none of them counts, and the state is unknown', () => {
    const [first, doubled, last] = historyOf(
      recordOn('2024-01-01', { ...WELL, ...outside }),
      recordOn('2024-02-01', { ...WELL, ...outside }),
      recordOn('2024-02-01', { ...WELL, ...monitored('2024-01') }),
      recordOn('2024-03-01', { ...WELL, ...outside }),
    ).steps;
    expect(doubled).toMatchObject({ event: 'notAssessed', to: 'unknown' });
    expect(doubled).not.toHaveProperty('assessment');
    expect([first?.to, last?.to]).toEqual(['notMonitored', 'notMonitored']);
  });

  test('marked again: the old spell goes on, its removal withdrawn, and no new one is made of it', () => {
    const { spells, steps } = historyOf(
      ...months(monitored('2023-01'), removed('2023-01', '2024-01'), monitored('2023-01')),
    );
    expect(steps.map(({ events }) => events[0]?.kind)).toEqual(['firstStatus', 'exited', 'remarked']);
    expect(spells).toEqual([
      {
        identifiedMonth: '2023-01',
        firstRecordOn: '2024-01-01',
        lastRecordOn: '2024-03-01',
        state: 'monitored',
        remarkedOn: ['2024-03-01'],
      },
    ]);
  });

  test('different months: the spell has none', () => {
    const [spell] = historyOf(...months(monitored('2023-05'), monitored('2023-06'))).spells;
    expect(spell).not.toHaveProperty('identifiedMonth');
  });

  test('months that change back and forth are told at each change', () => {
    const { issues } = historyOf(
      ...months(...['2023-05', '2023-06', '2023-05', '2023-05'].map((month) => monitored(month))),
    );
    expect(issues.map(({ on }) => on)).toEqual(['2024-02-01', '2024-03-01']);
  });

  test('back to not monitored: the spell ends, and how is not known', () => {
    const { spells, steps } = historyOf(...months(monitored('2023-01'), outside));
    expect(steps[1]?.event).toBe('statusReversed');
    expect(spells).toMatchObject([{ state: 'unknown', lastRecordOn: '2024-01-01' }]);
  });

  const without = (month: 'identifiedMonth' | 'removedMonth', household: Household): Household => ({
    ...household,
    [month]: null,
  });
  const undated = without('identifiedMonth', without('removedMonth', removed('2023-01')));

  test.each<readonly [string | undefined, string, Household, Household, string]>([
    ['2024-03', 'another month', monitored('2023-01'), removed('2023-01', '2024-02'), 'reidentified'],
    ['2023-01', 'the same month', monitored('2023-01'), removed('2023-01', '2024-02'), 'remarked'],
    [undefined, 'no month', monitored('2023-01'), removed('2023-01', '2024-02'), 'reidentified'],
    [
      '2024-02',
      'the month of removal',
      monitored(),
      without('identifiedMonth', removed('', '2024-02')),
      'reidentified',
    ],
    [
      '2024-01',
      'a month before the removal',
      monitored(),
      without('identifiedMonth', removed('', '2024-02')),
      'remarked',
    ],
    ['2024-02', 'a month after the last record that says monitored', monitored(), undated, 'reidentified'],
    ['2024-01', 'the month of the last record that says monitored', monitored(), undated, 'reidentified'],
    ['2023-12', 'a month before the last record that says monitored', monitored(), undated, 'remarked'],
  ])('after a removal, monitored since %s (%s) is told by the months', (month, _, first, second, event) => {
    const history = historyOf(...months(first, second, second, monitored(month)));
    expect(history.steps[3]?.event).toBe(event);
    expect(history.spells).toHaveLength(event === 'reidentified' ? 2 : 1);
  });

  test('marked again, then removed: the spell has the later removal only, and no month has changed', () => {
    const { spells, issues } = historyOf(
      recordOn('2024-01-01', { ...WELL, ...monitored('2023-01') }, { outcome: 'exited', on: '2024-01-10' }),
      ...months(
        {},
        { ...removed('2023-01', '2024-01'), removalMode: '自然消除' },
        removed('2023-01', '2024-01'),
        monitored('2023-01'),
      ).slice(1),
      recordOn('2024-05-01', { ...WELL, ...monitored('2023-01') }, { outcome: 'exited', on: '2024-05-10' }),
      recordOn('2024-06-01', { ...WELL, ...removed('2023-01', '2024-05'), removalMode: '帮扶消除' }),
    );
    expect(issues.map(({ code }) => code)).toEqual(['remarkedWithoutNewIdentification']);
    expect(spells).toMatchObject([
      { removedMonth: '2024-05', exitedOn: '2024-05-10', mode: '帮扶消除', firstRemovedOn: '2024-06-01' },
    ]);
  });

  test('marked again with an earlier month: both are told', () => {
    const gone = removed('2023-05', '2024-01');
    const { issues } = historyOf(...months(monitored('2023-05'), gone, gone, monitored('2023-04')));
    expect(issues.map(({ code }) => code)).toEqual(['remarkedWithoutNewIdentification', 'monthChanged']);
  });

  test('removed in one record only, after one that says not monitored: it is no slip between two of a kind', () => {
    const { issues } = historyOf(...months(outside, removed('2024-01', '2024-02'), monitored('2024-01')));
    expect(issues.map(({ code }) => code)).toEqual(['monitoringNotSeen', 'remarkedWithoutNewIdentification']);
  });

  test('from removed back to not monitored: the spell stays removed', () => {
    expect(historyOf(...months(removed('2023-01', '2023-05'), outside)).spells).toMatchObject([
      { state: 'removed', removedMonth: '2023-05' },
    ]);
  });

  test('removed when the record said not monitored before: a decision in between gives the day', () => {
    const { spells } = historyOf(
      recordOn('2024-01-01', { ...WELL, ...outside }, { outcome: 'identified', on: '2024-01-15' }),
      ...months({}, removed('2024-01', '2024-02')).slice(1),
    );
    expect(spells).toMatchObject([{ identifiedOn: '2024-01-15' }]);
  });

  test('decided twice: the first decision gives the day', () => {
    const [identified, exited] = [
      (on: string) => ({ outcome: 'identified', on }) as const,
      (on: string) => ({ outcome: 'exited', on }) as const,
    ];
    const { spells } = historyOf(
      recordOn('2024-01-01', { ...WELL, ...monitored('2023-12') }, identified('2023-12-20')),
      recordOn('2024-02-01', { ...WELL, ...monitored('2023-12') }, identified('2024-01-20')),
      recordOn('2024-03-01', { ...WELL, ...removed('2023-12', '2024-02') }, exited('2024-02-20')),
      recordOn('2024-04-01', { ...WELL, ...removed('2023-12', '2024-02') }, exited('2024-03-20')),
    );
    expect(spells).toMatchObject([{ identifiedOn: '2023-12-20', exitedOn: '2024-02-20' }]);
  });

  test('a category left blank later is still the one on record', () => {
    const { spells } = historyOf(
      ...months(monitored('2023-01', { monitoringCategory: '边缘易致贫户' }), monitored('2023-01')),
    );
    expect(spells).toMatchObject([{ category: '边缘易致贫户' }]);
  });
});
