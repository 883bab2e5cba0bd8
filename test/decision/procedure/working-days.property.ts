import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  addWorkingDays,
  type Calendars,
  subtractWorkingDays,
  workingDayFrom,
  workingDaysBetween,
} from '../../../src/decision/procedure/working-days.js';
import { addDays } from '../../../src/values/day.js';

const FIRST = '2023-12-30';
const days = Array.from({ length: 1_300 }, (_, index) => addDays(FIRST, index));
const yearsOf = [...new Set(days.map((day) => day.slice(0, 4)))];

/** Full calendars of all years with any days off and any made-up days. */
const calendars = fc
  .record({
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: days.length - 1 }), { maxLength: 300 }),
    workdays: fc.uniqueArray(fc.integer({ min: 0, max: days.length - 1 }), { maxLength: 60 }),
  })
  .map(({ holidays, workdays }): Calendars => {
    const pick = (indexes: readonly number[], year: string): string[] =>
      indexes.map((index) => days[index] as string).filter((day) => day.startsWith(year));
    return Object.fromEntries(
      yearsOf.map((year) => [year, { holidays: pick(holidays, year), workdays: pick(workdays, year) }]),
    );
  });

/** The working days once more: by the host's weekday, over a list of all days. */
function naively(all: Calendars): string[] {
  const holidays = new Set(Object.values(all).flatMap((year) => year.holidays));
  const workdays = new Set(Object.values(all).flatMap((year) => year.workdays));
  return days.filter((day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return workdays.has(day) || (weekday !== 0 && weekday !== 6 && !holidays.has(day));
  });
}

const starts = fc.integer({ min: 0, max: 300 }).map((index) => days[index] as string);
const counts = fc.integer({ min: 0, max: 60 });

describe('with full calendars', () => {
  test.prop([calendars, starts, counts], { numRuns: 150 })(
    'working days are those of a plain count over all days',
    (all, start, count) => {
      const later = naively(all).filter((day) => day > start);
      const expected = count === 0 ? start : later[count - 1];
      const reached = addWorkingDays(start, count, all);
      expect(reached).toEqual({ day: expected, estimated: false, yearsWithoutCalendar: [] });
      expect(workingDaysBetween(start, reached.day, all)).toBe(count);
      expect(workingDayFrom(start, all).day).toBe(naively(all).find((day) => day >= start));
    },
  );

  test.prop([calendars, fc.integer({ min: 600, max: 900 }).map((index) => days[index] as string), counts], {
    numRuns: 150,
  })('backwards gives the very last day from which so many fit', (all, end, count) => {
    const start = subtractWorkingDays(end, count, all).day;
    expect(addWorkingDays(start, count, all).day <= end).toBe(true);
    expect(addWorkingDays(addDays(start, 1), count, all).day > end).toBe(true);
  });
});

test.prop([calendars, starts, counts, fc.constantFrom(...yearsOf)], { numRuns: 100 })(
  'a year without calendar is told exactly where the count passes a day of it',
  (all, start, count, gone) => {
    const { [gone]: _, ...rest } = all;
    const reached = addWorkingDays(start, count, rest);
    const passed = days.filter((day) => day > start && day <= reached.day);
    expect(reached.estimated).toBe(passed.some((day) => day.startsWith(gone)));
    expect(reached.yearsWithoutCalendar).toEqual(reached.estimated ? [gone] : []);
  },
);
