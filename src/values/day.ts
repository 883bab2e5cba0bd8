import { UTCDate } from '@date-fns/utc';
import {
  differenceInCalendarDays,
  differenceInCalendarMonths,
  lastDayOfMonth,
  addMonths as shiftDateByMonths,
} from 'date-fns';
import { between, exactly, type Range } from './range.js';

/** A calendar day, `YYYY-MM-DD`, without time zone. Text order is time order. */
export type Day = string;
/** A calendar month, `YYYY-MM`. Text order is time order. */
export type Month = string;

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_TEXT = /^(\d{4})-(\d{2})$/;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
// UTCDate keeps date-fns out of the machine's time zone; no Date leaves this file.
const toDate = (day: Day): UTCDate => {
  const date = new UTCDate(0);
  date.setUTCFullYear(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
  return date;
};
const fromDate = (date: UTCDate): Day =>
  `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;

/** Whether the text is a day that exists: `2025-02-29` is not. Years 1000 to 9999. */
export function isDay(text: string): text is Day {
  return DAY_TEXT.test(text) && text >= '1000' && fromDate(toDate(text)) === text;
}

/** Whether the text is a month, `2025-01` to `2025-12`. */
export function isMonth(text: string): text is Month {
  return MONTH_TEXT.test(text) && isDay(`${text}-01`);
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const monthOfDay = (day: Day): Month => day.slice(0, 7);
export const firstDayOfMonth = (month: Month): Day => `${month}-01`;
export const lastDay = (month: Month): Day => fromDate(lastDayOfMonth(toDate(firstDayOfMonth(month))));

/** The days that a fact known only by its month may stand for. */
export const daysOfMonth = (month: Month): Range<Day> => between(firstDayOfMonth(month), lastDay(month));
export const exactDay = (day: Day): Range<Day> => exactly(day);

/** Shifts a day. */
export function addDays(day: Day, days: number): Day {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return fromDate(date);
}

/** Shifts a month; the year is carried. */
export const addMonths = (month: Month, months: number): Month =>
  monthOfDay(fromDate(shiftDateByMonths(toDate(firstDayOfMonth(month)), months)));

/**
 * Shifts a day by whole months. Where the target month has no such day, its last day is meant
 * (31 January + 1 month = 28 or 29 February).
 */
export const addMonthsToDay = (day: Day, months: number): Day =>
  fromDate(shiftDateByMonths(toDate(day), months));

/** Calendar days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => differenceInCalendarDays(toDate(to), toDate(from));

/** Calendar months from `from` to `to`, by month number alone: 2024-01 to 2024-03 is 2. */
export const monthsBetween = (from: Month, to: Month): number =>
  differenceInCalendarMonths(toDate(firstDayOfMonth(to)), toDate(firstDayOfMonth(from)));

/**
 * Whole months completed from one day to another: the n-th month is complete on the day of the same number n
 * months later, or, where that month has no such day, on its last day. Negative if `to` is earlier.
 */
export function completedMonths(from: Day, to: Day): number {
  if (to < from) return 0 - completedMonths(to, from);
  const months = monthsBetween(monthOfDay(from), monthOfDay(to));
  return addMonthsToDay(from, months) <= to ? months : months - 1;
}

/**
 * Age in completed years. The one rule of the library: a year of age is complete on the birthday itself
 * (周岁自生日当日起算); whoever is born on 29 February completes it on 1 March in a common year.
 */
export function ageOn(birth: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) >= birth.slice(5) ? years : years - 1;
}
