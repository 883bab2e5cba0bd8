import { expect, test } from 'vitest';
import { assessmentDay, dayInWords } from '../../../src/sheets/hosts/shared/assessment-day.js';

test.each<[unknown, number]>([
  ['2024-11-01', 20_241_101],
  ['2024-11-1', 20_241_101],
  ['2024/11/1', 20_241_101],
  ['2024.11.01', 20_241_101],
  ['2024年11月1日', 20_241_101],
  [' 2024年 11月 1日　', 20_241_101],
  ['20241101', 20_241_101],
  [20_241_101, 20_241_101],
  [45_597, 20_241_101],
  ['45597', 20_241_101],
  ['2024-02-29', 20_240_229],
  ['2000-02-29', 20_000_229],
  ['1900-02-29', 0],
  ['2023-02-29', 0],
  ['2024-13-01', 0],
  ['2024-00-10', 0],
  ['2024-11-31', 0],
  ['2024-11', 0],
  ['2024年11月', 0],
  ['24-11-01', 0],
  ['2024-11-01 10:30:00', 0],
  ['今天', 0],
  ['', 0],
  [null, 0],
  [true, 0],
  [0, 0],
  [1, 0],
  [2024, 0],
  [45_597.5, 0],
  ['#VALUE!', 0],
])('the day of assessment %j is %i', (cell, day) => {
  expect(assessmentDay(cell as string, 1900)).toBe(day);
});

test('a serial number counts from where the workbook counts', () => {
  expect(assessmentDay(44_135, 1904)).toBe(20_241_101);
});

test('a day in words', () => {
  expect(dayInWords(20_241_101)).toBe('2024年11月1日');
});
