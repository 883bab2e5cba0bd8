import { wholeBelow } from './program-arithmetic.js';
import type { NumberValue, TimeValue } from './program-values.js';
import { OPEN_HIGH, OPEN_LOW, timeBetween } from './program-values.js';

// Days are numbers yyyymmdd and months yyyymm, of the years 1000 to 9999.

const isOpenDay = (day: number): boolean => day === OPEN_LOW || day === OPEN_HIGH;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days a month has. */
export function lengthOfMonth(month: number): number {
  const name = month % 100;
  if (name === 2) return isLeapYear((month - name) / 100) ? 29 : 28;
  return name === 4 || name === 6 || name === 9 || name === 11 ? 30 : 31;
}

export function monthOfDayNumber(day: number): number {
  return Math.floor(day / 100);
}

export function firstDayNumber(month: number): number {
  return month * 100 + 1;
}

export function lastDayNumber(month: number): number {
  return isOpenDay(month) ? month : month * 100 + lengthOfMonth(month);
}

export function monthsLater(month: number, count: number): number {
  const months = monthOfDayNumber(month) * 12 + (month % 100) - 1 + count;
  const year = Math.floor(months / 12);
  return year * 100 + (months - year * 12) + 1;
}

/** The same day of a later month, or its last day. */
export function dayMonthsLater(day: number, count: number): number {
  const month = monthsLater(monthOfDayNumber(day), count);
  const date = day % 100;
  const last = lengthOfMonth(month);
  return month * 100 + (date < last ? date : last);
}

/** Days counted from one day on, without gaps. */
function serialOfDay(day: number): number {
  const date = day % 100;
  let year = Math.floor(day / 10000);
  let month = monthOfDayNumber(day) % 100;
  if (month <= 2) {
    year -= 1;
    month += 12;
  }
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const leapDays = Math.floor(ofEra / 4) - Math.floor(ofEra / 100);
  return era * 146097 + ofEra * 365 + leapDays + Math.floor((153 * (month - 3) + 2) / 5) + date;
}

/** The day of a serial number. */
function dayOfSerial(serial: number): number {
  const days = serial - 1;
  const era = Math.floor(days / 146097);
  const ofEra = days - era * 146097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const part = Math.floor((5 * ofYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  const date = ofYear - Math.floor((153 * part + 2) / 5) + 1;
  return (year + era * 400 + (month <= 2 ? 1 : 0)) * 10000 + month * 100 + date;
}

export function daysLater(day: number, count: number): number {
  return dayOfSerial(serialOfDay(day) + count);
}

export function daysFrom(from: number, to: number): number {
  return serialOfDay(to) - serialOfDay(from);
}

export function monthsFrom(from: number, to: number): number {
  return (monthOfDayNumber(to) - monthOfDayNumber(from)) * 12 + (to % 100) - (from % 100);
}

/** Whole months completed from one day to another. */
export function completedMonthsFrom(from: number, to: number): number {
  if (to < from) return 0 - completedMonthsFrom(to, from);
  const count = monthsFrom(monthOfDayNumber(from), monthOfDayNumber(to));
  return dayMonthsLater(from, count) <= to ? count : count - 1;
}

/** Completed years of age on a day. */
export function yearsFrom(birth: number, day: number): number {
  const years = Math.floor(day / 10000) - Math.floor(birth / 10000);
  return day % 10000 >= birth % 10000 ? years : years - 1;
}

/** A distance in time grows with its second operand and shrinks with its first, so the ends are at the ends. */
export function distanceInTime(
  from: TimeValue | null,
  to: TimeValue | null,
  measure: (from: number, to: number) => number,
): NumberValue | null {
  if (from === null || to === null) return null;
  const low = isOpenDay(from.last) || isOpenDay(to.first) ? OPEN_LOW : measure(from.last, to.first);
  const high = isOpenDay(from.first) || isOpenDay(to.last) ? OPEN_HIGH : measure(from.first, to.last);
  if (low === OPEN_LOW && high === OPEN_HIGH) return null;
  return { kind: 'number', low: low, lowOver: 1, high: high, highOver: 1 };
}

/** Another day or month for each end that is known. */
export function convertedTime(time: TimeValue | null, change: (day: number) => number): TimeValue | null {
  if (time === null) return null;
  return timeBetween(
    isOpenDay(time.first) ? time.first : change(time.first),
    isOpenDay(time.last) ? time.last : change(time.last),
  );
}

function shiftedEnd(
  end: number,
  count: number,
  move: (day: number, count: number) => number,
  none: number,
): number {
  if (isOpenDay(end) || isOpenDay(count)) return none;
  const moved = move(end, count);
  // What falls out of the calendar is not known.
  const isPossible =
    end > 999999 ? moved >= 10000101 && moved <= 99991231 : moved >= 100001 && moved <= 999912;
  return isPossible ? moved : none;
}

/** A day or month moved by a whole number, a range of which widens it. */
export function shiftedTime(
  time: TimeValue | null,
  by: NumberValue | null,
  move: (day: number, count: number) => number,
): TimeValue | null {
  if (time === null || by === null) return null;
  return timeBetween(
    shiftedEnd(time.first, wholeBelow(by.low, by.lowOver), move, OPEN_LOW),
    shiftedEnd(time.last, wholeBelow(by.high, by.highOver), move, OPEN_HIGH),
  );
}
