import { describe, expect, test } from 'vitest';
import { countBack, countFrom, daysPast, deadlineFrom } from '../../../src/decision/procedure/counting.js';
import {
  addWorkingDays,
  exactlyOn,
  isWorkingDay,
  subtractWorkingDays,
  workingDayFrom,
  workingDaysBetween,
} from '../../../src/decision/procedure/working-days.js';
import { codesOf } from '../../policy/support.js';
import { CALENDARS } from './support.js';

const counting = { calendars: CALENDARS, lastDayOff: 'stands' } as const;

describe('a working day', () => {
  test.each([
    ['2025-03-03', true, 'a Monday'],
    ['2025-03-07', true, 'a Friday'],
    ['2025-03-08', false, 'a Saturday'],
    ['2025-03-09', false, 'a Sunday'],
    ['2025-01-28', false, 'a Tuesday of the Spring Festival'],
    ['2025-02-04', false, 'its last day'],
    ['2025-01-26', true, 'a Sunday that is made up'],
    ['2025-02-08', true, 'a Saturday that is made up'],
    ['1999-12-31', true, 'a Friday before the day that weekdays are counted from'],
    ['1999-12-26', false, 'a Sunday before it'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isWorkingDay(day, CALENDARS)).toBe(expected);
  });
});

describe('so many working days after a day', () => {
  test.each([
    ['2025-03-03', 0, '2025-03-03', 'none: the day itself'],
    ['2025-03-08', 0, '2025-03-08', 'none, even if it is a day off'],
    ['2025-03-03', 1, '2025-03-04', 'the day of the start is not counted'],
    ['2025-03-07', 1, '2025-03-10', 'over a weekend'],
    ['2025-03-08', 1, '2025-03-10', 'from a Saturday'],
    ['2025-01-24', 1, '2025-01-26', 'a Sunday made up before the Spring Festival'],
    ['2025-01-24', 3, '2025-02-05', 'over the Spring Festival'],
    ['2025-02-07', 1, '2025-02-08', 'a Saturday made up after it'],
    ['2025-09-26', 3, '2025-09-30', 'before the National Day'],
    ['2025-09-30', 1, '2025-10-09', 'over the National Day'],
    ['2025-09-30', 3, '2025-10-11', 'to a Saturday made up'],
    ['2025-02-27', 2, '2025-03-03', 'over the end of February'],
    ['2025-12-26', 3, '2025-12-31', 'to the last day of a year'],
  ])('%s + %s = %s (%s)', (day, count, reached) => {
    expect(addWorkingDays(day, count, CALENDARS)).toEqual(exactlyOn(reached));
  });

  test.each([
    ['2025-12-31', 1, '2026-01-01', ['2026']],
    ['2025-12-30', 1, '2025-12-31', []],
    ['2025-12-30', 2, '2026-01-01', ['2026']],
    ['2024-02-28', 1, '2024-02-29', ['2024']],
  ])('%s + %s passes a year without calendar: %s is an estimate for %j', (day, count, reached, years) => {
    expect(addWorkingDays(day, count, CALENDARS)).toEqual({
      day: reached,
      yearsWithoutCalendar: years,
      estimated: years.length > 0,
    });
  });

  test('all years without calendar on the way are told, and no other', () => {
    expect(addWorkingDays('2024-06-28', 400, CALENDARS).yearsWithoutCalendar).toEqual(['2024', '2026']);
  });

  test.each([
    ['2025-02-29', 1, 'invalidDay'],
    ['2025-3-1', 1, 'invalidDay'],
    ['2025-03-01', -1, 'daysNotCountable'],
    ['2025-03-01', 1.5, 'daysNotCountable'],
    ['2025-03-01', Number.NaN, 'daysNotCountable'],
    ['9999-12-31', 1, 'daysBeyondCalendar'],
  ])('from %s, %s is refused: %s', (day, count, code) => {
    expect(codesOf(() => addWorkingDays(day, count, CALENDARS))).toEqual([code]);
  });
});

describe('backwards', () => {
  test.each([
    ['2025-03-10', 1, '2025-03-09'],
    ['2025-03-10', 0, '2025-03-10'],
    ['2025-03-09', 1, '2025-03-06'],
    ['2025-02-05', 1, '2025-02-04'],
    ['2025-02-05', 2, '2025-01-26'],
  ])('the last day from which up to %s there are %s working days is %s', (day, count, start) => {
    // 2025-01-27 is a Monday and counts, so two days back from 5 February begin on the 26th.
    expect(subtractWorkingDays(day, count, CALENDARS).day).toBe(start);
  });

  test.each([
    ['2025-03-01', '2025-03-01', 0],
    ['2025-03-08', '2025-03-01', 0],
    ['2025-01-24', '2025-02-05', 3],
    ['2025-03-07', '2025-03-09', 0],
  ])('after %s up to %s there are %s', (from, to, count) => {
    expect(workingDaysBetween(from, to, CALENDARS)).toBe(count);
  });
});

describe('a deadline', () => {
  test.each([
    ['2025-03-01', 14, 'days', '2025-03-15'],
    ['2025-02-14', 15, 'days', '2025-03-01'],
    ['2024-02-14', 15, 'days', '2024-02-29'],
    ['2025-12-20', 15, 'days', '2026-01-04'],
    ['2025-03-03', 5, 'workingDays', '2025-03-10'],
  ] as const)('of %s + %s %s ends on %s, though that may be a day off', (start, days, unit, end) => {
    expect(deadlineFrom(exactlyOn(start), { days, unit }, counting).day).toBe(end);
  });

  test('in calendar days needs no calendar', () => {
    const count = { days: 15, unit: 'days' } as const;
    expect(deadlineFrom(exactlyOn('2030-03-01'), count, { calendars: {}, lastDayOff: 'stands' })).toEqual(
      exactlyOn('2030-03-16'),
    );
    expect(countBack(exactlyOn('2030-03-16'), count, counting)).toEqual(exactlyOn('2030-03-01'));
  });

  test.each([
    // 15 March is a Saturday, 1 October begins the National Day, 11 October is a Saturday made up.
    ['2025-03-01', 14, '2025-03-17'],
    ['2025-09-21', 10, '2025-10-09'],
    ['2025-10-01', 10, '2025-10-11'],
    ['2025-03-03', 1, '2025-03-04'],
  ])('of %s + %s days moves to %s only where that was chosen', (start, days, end) => {
    const moves = { calendars: CALENDARS, lastDayOff: 'moves' } as const;
    expect(deadlineFrom(exactlyOn(start), { days, unit: 'days' }, moves).day).toBe(end);
    // Least days are no deadline and never move.
    expect(countFrom(exactlyOn(start), { days, unit: 'days' }, moves)).toEqual(
      countFrom(exactlyOn(start), { days, unit: 'days' }, counting),
    );
  });

  test('that moves into a year without calendar is an estimate', () => {
    expect(workingDayFrom('2026-01-03', CALENDARS)).toEqual({
      day: '2026-01-05',
      estimated: true,
      yearsWithoutCalendar: ['2026'],
    });
  });

  test.each([
    ['2025-03-07', '2025-03-07', 'days', 0],
    ['2025-03-07', '2025-03-06', 'workingDays', 0],
    ['2025-03-07', '2025-03-10', 'days', 3],
    ['2025-03-07', '2025-03-10', 'workingDays', 1],
    ['2025-03-07', '2025-03-11', 'workingDays', 2],
    // A Saturday is late, though no working day has begun.
    ['2025-03-07', '2025-03-08', 'workingDays', 1],
  ] as const)('of %s is passed on %s by so many %s: %s', (due, day, unit, days) => {
    expect(daysPast(due, day, unit, counting)).toEqual({ days, unit });
  });
});
