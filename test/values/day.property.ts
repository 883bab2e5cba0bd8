import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  ageOn,
  completedMonths,
  daysBetween,
  isDay,
  lastDay,
  monthOfDay,
  monthsBetween,
} from '../../src/values/day.js';

/** The calendar once more, by counting: leap years by rule, days by table. No Date, no library. */
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;
const partsOf = (day: string): [number, number, number] =>
  day.split('-').map(Number) as [number, number, number];
/** Days since 1 March of the year 0, in which leap days come last. */
function serial(day: string): number {
  const [year, month, date] = partsOf(day);
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    date -
    1
  );
}
const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const days = fc
  .tuple(
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map(
    ([year, month, date]) =>
      `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(date, lengthOf(year, month)), 2)}`,
  );

test('a text of the form of a day is one exactly if its month has that many days', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1000, max: 9999 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  );
  fc.assert(
    fc.property(parts, ([year, month, date]) => {
      const exists = month >= 1 && month <= 12 && date >= 1 && date <= lengthOf(year, month);
      expect(isDay(`${year}-${pad(month, 2)}-${pad(date, 2)}`)).toBe(exists);
    }),
    { numRuns: 2_000 },
  );
});

test('the days between two days are counted, and adding them leads from one to the other', () => {
  fc.assert(
    fc.property(days, days, (from, to) => {
      expect(daysBetween(from, to)).toBe(serial(to) - serial(from));
      expect(addDays(from, serial(to) - serial(from))).toBe(to);
    }),
    { numRuns: 1_000 },
  );
});

test('a month ends with its last day, and months are counted by number', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -600, max: 600 }), (day, by) => {
      const [year, month] = partsOf(day);
      expect(lastDay(monthOfDay(day))).toBe(`${day.slice(0, 8)}${lengthOf(year, month)}`);
      const shifted = year * 12 + month - 1 + by;
      expect(addMonths(monthOfDay(day), by)).toBe(
        `${pad(Math.floor(shifted / 12), 4)}-${pad((shifted % 12) + 1, 2)}`,
      );
      expect(monthsBetween(monthOfDay(day), addMonths(monthOfDay(day), by))).toBe(by);
    }),
    { numRuns: 1_000 },
  );
});

test('a day shifted by months keeps its number, or is the last of its month', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -600, max: 600 }), (day, by) => {
      const shifted = addMonthsToDay(day, by);
      const [year, month, date] = partsOf(shifted);
      expect(monthOfDay(shifted)).toBe(addMonths(monthOfDay(day), by));
      expect(date).toBe(Math.min(partsOf(day)[2], lengthOf(year, month)));
    }),
    { numRuns: 1_000 },
  );
});

test('the months completed are the most that can be added without passing the day', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      const months = completedMonths(from, to);
      expect(addMonthsToDay(from, months) <= to && addMonthsToDay(from, months + 1) > to).toBe(true);
      expect(completedMonths(to, from) + months).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});

test('age grows by one on the birthday, and on no other day', () => {
  fc.assert(
    fc.property(days, days, (birth, day) => {
      const [, month, date] = partsOf(day);
      const [, birthMonth, birthDate] = partsOf(birth);
      const leapDayBorn = birthMonth === 2 && birthDate === 29 && !isLeap(partsOf(day)[0]);
      const birthday = leapDayBorn ? month === 3 && date === 1 : month === birthMonth && date === birthDate;
      expect(ageOn(birth, day) - ageOn(birth, addDays(day, -1))).toBe(birthday ? 1 : 0);
    }),
    { numRuns: 2_000 },
  );
});
