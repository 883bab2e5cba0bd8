import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explainHistory } from '../../src/decision/history/explain-history.js';
import type { HistoryRecord } from '../../src/decision/history/history.js';
import type { Household } from '../../src/index.js';
import { historyOf, recordOn } from './history-support.js';

const month = fc.constantFrom('2024-11', '2025-02', '2025-06', '2025-11', '2026-01');
const blankOr = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { freq: 4, nil: null });
const household = fc.record({
  monitoringStatus: blankOr(fc.constantFrom('未纳入', '风险未消除', '风险已消除')),
  identifiedMonth: blankOr(month),
  removedMonth: blankOr(month),
  reportedNetIncome: blankOr(fc.constantFrom(15_000, 16_100, 20_000)),
  ableToCope: blankOr(fc.boolean()),
  measureCarriedOut: blankOr(fc.boolean()),
}) as fc.Arbitrary<Household>;
const days = Array.from({ length: 24 }, (_, index) => {
  const year = 2024 + Math.floor((index + 9) / 12);
  return `${year}-${String(((index + 9) % 12) + 1).padStart(2, '0')}-01`;
});
const record: fc.Arbitrary<HistoryRecord> = fc
  .tuple(
    fc.constantFrom(...days),
    household,
    fc.option(fc.constantFrom('identified' as const, 'exited' as const), { freq: 3, nil: undefined }),
  )
  .map(([on, given, outcome]) => recordOn(on, given, outcome === undefined ? undefined : { outcome, on }));
const uniqueDays = fc.uniqueArray(record, { selector: ({ on }) => on, maxLength: 10 });

const asText = (value: unknown): string => JSON.stringify(value);

describe('of random records', () => {
  test.prop([fc.array(record, { maxLength: 10 }), fc.infiniteStream(fc.nat())], { numRuns: 100 })(
    'their order does not matter',
    (records, ranks) => {
      const shuffled = records
        .map((each): [number, HistoryRecord] => [ranks.next().value, each])
        .sort(([a], [b]) => a - b)
        .map(([, each]) => each);
      const [here, there] = [historyOf(...records), historyOf(...shuffled)];
      expect(asText(there)).toBe(asText(here));
      expect(explainHistory(there, 'zh-CN')).toEqual(explainHistory(here, 'zh-CN'));
    },
  );

  test.prop([uniqueDays, fc.nat({ max: 10 })], { numRuns: 100 })(
    'a step never depends on what comes later',
    (records, count) => {
      const inOrder = [...records].sort((a, b) => (a.on < b.on ? -1 : 1));
      const [part, whole] = [historyOf(...inOrder.slice(0, count)), historyOf(...inOrder)];
      expect(asText(part.steps)).toBe(asText(whole.steps.slice(0, count)));
    },
  );

  test.prop([fc.array(record, { maxLength: 10 })], { numRuns: 200 })(
    'every day has a step, and no blank is passed off as a state',
    (records) => {
      const { steps, spells } = historyOf(...records);
      expect(steps.map(({ on }) => on)).toEqual([...new Set(records.map(({ on }) => on))].sort());
      for (const [index, step] of steps.entries()) {
        const ofDay = records.filter(({ on }) => on === step.on);
        const status = ofDay.length === 1 ? ofDay[0]?.household.monitoringStatus : null;
        expect(step.to === 'unknown').toBe(status === null);
        expect(step.from).toBe(steps[index - 1]?.to);
        const known = steps.slice(0, index).findLast(({ to }) => to !== 'unknown');
        expect(step.lastKnown).toEqual(known && { state: known.to, on: known.on });
        expect(step.events.length).toBeGreaterThan(0);
      }
      // Each spell stands on a record that says monitored or removed.
      const shown = steps.filter(({ to }) => to === 'monitored' || to === 'removed').length;
      expect(spells.length).toBeLessThanOrEqual(shown);
      expect(spells.length > 0).toBe(shown > 0);
    },
  );

  test.prop([uniqueDays], { numRuns: 100 })('nothing stays unfilled in words', (records) => {
    for (const locale of ['zh-CN', 'en'] as const)
      expect(explainHistory(historyOf(...records), locale).join('\n')).not.toMatch(/[{}]|undefined/);
  });
});
