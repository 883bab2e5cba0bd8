import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  ageOn,
  completedMonths,
  daysBetween,
  daysOfMonth,
  isDay,
  isMonth,
  lastDay,
  monthsBetween,
} from '../../src/values/day.js';

test.each(['2024-02-29', '2000-02-29', '2024-12-31', '2024-04-30', '1000-01-01', '9999-12-31', '2011-12-30'])(
  '%s is a day',
  (text) => {
    expect(isDay(text)).toBe(true);
  },
);

test.each([
  '2025-02-29',
  '2023-02-29',
  '1900-02-29',
  '2100-02-29',
  '2024-02-30',
  '2025-02-30',
  '2024-04-31',
  '2024-13-01',
  '2024-00-10',
  '2024-01-00',
  '2024-01-32',
  '0999-12-31',
  '0000-01-01',
  '10000-01-01',
  '24-01-01',
  '2024-1-1',
  '2024/01/01',
  '20240101',
  '2024-01-01T00:00:00',
  ' 2024-01-01',
  '2024-01-01\n',
  '２０２４-01-01',
  '2024-01',
  '',
])('%o is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test.each(['2024-01', '2024-12', '1000-01', '9999-12'])('%s is a month', (text) => {
  expect(isMonth(text)).toBe(true);
});

test.each(['2024-00', '2024-13', '2024-1', '0999-12', '2024', '2024-01-01', '202401', ''])(
  '%o is no month',
  (text) => {
    expect(isMonth(text)).toBe(false);
  },
);

describe('months', () => {
  test.each([
    ['2024-02', '2024-02-29'],
    ['2023-02', '2023-02-28'],
    ['2000-02', '2000-02-29'],
    ['2100-02', '2100-02-28'],
    ['2024-04', '2024-04-30'],
    ['2024-12', '2024-12-31'],
  ])('%s ends on %s', (month, day) => {
    expect(lastDay(month)).toBe(day);
    expect(daysOfMonth(month)).toEqual({ low: `${month}-01`, high: day });
  });

  test.each([
    ['2024-11', 3, '2025-02'],
    ['2024-01', -1, '2023-12'],
    ['2024-01', -12, '2023-01'],
    ['2024-01', 0, '2024-01'],
    ['1999-12', 1, '2000-01'],
  ])('%s shifted by %i is %s', (month, by, expected) => {
    expect(addMonths(month, by)).toBe(expected);
    expect(monthsBetween(month, expected)).toBe(by);
  });

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 3, '2024-04-30'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-12-31', -10, '2024-02-29'],
    ['2024-02-28', 1, '2024-03-28'],
  ])('%s and %i months is %s: the end of the month where there is no such day', (day, by, expected) => {
    expect(addMonthsToDay(day, by)).toBe(expected);
  });

  test.each([
    ['2024-01-15', '2024-02-14', 0],
    ['2024-01-15', '2024-02-15', 1],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-31', '2024-02-29', 1],
    ['2023-01-31', '2023-02-28', 1],
    ['2024-01-31', '2024-03-30', 1],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-02-29', '2025-02-27', 11],
    ['2024-03-15', '2024-01-15', -2],
    ['2024-03-15', '2024-01-16', -1],
  ])('from %s to %s %i months are complete', (from, to, expected) => {
    expect(completedMonths(from, to)).toBe(expected);
  });
});

describe('days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2024-01-01', 366, '2025-01-01'],
    // Samoa had no 30 December 2011, China a summer time from 1986 to 1991, Brazil one until 2019: none of it counts.
    ['2011-12-29', 2, '2011-12-31'],
    ['1986-05-03', 2, '1986-05-05'],
    ['2018-11-03', 2, '2018-11-05'],
  ])('%s and %i days is %s', (day, by, expected) => {
    expect(addDays(day, by)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(by);
    expect(daysBetween(expected, day)).toBe(-by);
  });
});

describe('age', () => {
  test.each([
    ['2000-05-20', '2024-05-19', 23],
    ['2000-05-20', '2024-05-20', 24],
    ['2000-05-20', '2024-05-21', 24],
    ['2000-02-29', '2023-02-28', 22],
    ['2000-02-29', '2023-03-01', 23],
    ['2000-02-29', '2024-02-28', 23],
    ['2000-02-29', '2024-02-29', 24],
    ['2000-03-01', '2024-02-29', 23],
    ['2000-12-31', '2001-01-01', 0],
    ['2024-05-20', '2024-05-20', 0],
    ['2024-05-20', '2024-05-19', -1],
    ['1924-01-01', '2024-01-01', 100],
  ])('who is born on %s is on %s %i years old', (birth, day, expected) => {
    expect(ageOn(birth, day)).toBe(expected);
  });
});
