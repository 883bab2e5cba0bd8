import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomFrom } from '../../../bench/households.js';
import { exitGaps } from '../../../src/decision/changes/index.js';
import { interpreterOf } from '../../../src/decision/reading.js';
import type { Household } from '../../../src/index.js';
import { truthOfValue } from '../../../src/language/value.js';
import { addDays } from '../../../src/values/day.js';
import { agreeingHousehold, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, type Given } from '../support.js';
import { readingOf, reasonsOf } from './support.js';

const SETTINGS = await settingsOf();
const drawn = fc.record({
  place: fc.nat(SETTINGS.length - 1),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  parts: fc.boolean(),
  blanks: fc.boolean(),
});

describe('the earliest day of a criterion', () => {
  test.prop([drawn], { numRuns: 15 })('is the first of all days on which it is true', (from) => {
    const setting = SETTINGS[from.place] as Setting;
    const full = agreeingHousehold(setting, from.seed, from.parts);
    const given: Given = from.blanks ? blanked(full, randomFrom(from.seed)).more : full;
    const reading = readingOf({ ...given, monitoringStatus: '风险未消除' }, setting.assessor, setting.on);
    const gaps = exitGaps(reading, reasonsOf(reading));
    const last = reading.policy.validTo ?? addDays(setting.on, 1_096);
    const first = new Map<string, string>();
    for (let day = addDays(setting.on, 1); day <= last && first.size < gaps.length; day = addDays(day, 1)) {
      const interpreter = interpreterOf(reading, { on: day });
      for (const { rule } of gaps)
        if (!first.has(rule) && truthOfValue(interpreter.definition(rule)) === 'true') first.set(rule, day);
    }
    for (const { rule, earliest } of gaps) {
      const day = earliest.kind === 'day' ? earliest.day : undefined;
      expect(day, `${rule} ${earliest.kind}`).toBe(first.get(rule));
      if (earliest.kind === 'notWithinPolicy') expect(earliest.until).toBe(last);
    }
  });

  test.prop([drawn], { numRuns: 25 })(
    'is told for exactly the criteria that fail, each with a reason',
    (from) => {
      const setting = SETTINGS[from.place] as Setting;
      const household = {
        ...agreeingHousehold(setting, from.seed, from.parts),
        monitoringStatus: '风险未消除',
      };
      const reading = readingOf(household, setting.assessor, setting.on);
      const gaps = exitGaps(reading, reasonsOf(reading));
      const { exit } = setting.assessor.assess(household as Household, { on: setting.on });
      expect(gaps.map(({ rule }) => rule)).toEqual(
        exit.outcome === 'retain' ? exit.unmet.map(({ rule }) => rule) : [],
      );
      for (const { leaves, rule } of gaps) {
        expect(leaves.length, rule).toBeGreaterThan(0);
        for (const { kind, truth } of leaves) {
          expect(['comparison', 'test']).toContain(kind);
          expect(truth).not.toBe('unknown');
        }
      }
    },
  );
});
