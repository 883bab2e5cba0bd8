const DAY_WITH_SIGNS = /^(\d{4})([-\u002f.])(\d{1,2})\2(\d{1,2})$/;
const DAY_WITH_WORDS = /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]$/;
const DAY_OF_DIGITS = /^(\d{4})((?:))(\d{2})(\d{2})(?:\.0+)?$/;
const MONTH_FORMS = [
  /^(\d{4})[-\u002f](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月份?$/,
  /^(\d{4})(\d{2})(?:\.0+)?$/,
  // Two digits only: a spreadsheet turns 2024.10 into 2024.1, so that one could be January or October.
  /^(\d{4})\.(\d{2})$/,
];
const DAY_FORMS = [DAY_WITH_SIGNS, DAY_WITH_WORDS, DAY_OF_DIGITS];
/** Midnight, which spreadsheets and databases add to a day. */
const MIDNIGHT = /[ T]0{1,2}:00(?::00(?:\.0+)?)?$/;
const SERIAL = /^([1-9]\d{4})(?:\.\d+)?$/;
/** As likely a month that lacks a digit as a day of the fifties. */
const LIKE_A_MONTH = /^(?:19|20)/;
/** Days from 1 March of the year 0 to the day before day 1 of spreadsheets, as they count it. */
const DAY_ZERO = 693899;
const DAYS_OF_400_YEARS = 146097;

export function lastOfMonth(year: number, month: number): number {
  if (month === 2) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return isLeap ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether a number yyyymmdd is a day that exists; years 1000 to 9999. */
export function isDayNumber(day: number): boolean {
  if (Math.floor(day) !== day || day < 10000101 || day > 99991231) return false;
  const date = day % 100;
  const month = Math.floor(day / 100) % 100;
  if (month < 1 || month > 12 || date < 1) return false;
  return date <= lastOfMonth(Math.floor(day / 10000), month);
}

function isMonthNumber(month: number): boolean {
  return isDayNumber(month * 100 + 1);
}

/** The day of a serial number of spreadsheets, as yyyymmdd. */
function dayOfSheetSerial(serial: number): number {
  const all = serial + DAY_ZERO;
  const era = Math.floor(all / DAYS_OF_400_YEARS);
  const inEra = all - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 10000 + month * 100 + date;
}

/** The day of a text, yyyymmdd; 0 where it has the form of none, -1 where there is no such day. */
function dayIn(text: string): number {
  for (let at = 0; at < DAY_FORMS.length; at += 1) {
    const parts = (DAY_FORMS[at] as RegExp).exec(text);
    if (parts === null) continue;
    const day = Number(parts[1]) * 10000 + Number(parts[3]) * 100 + Number(parts[4]);
    return isDayNumber(day) ? day : -1;
  }
  return 0;
}

function monthIn(text: string): number {
  for (let at = 0; at < MONTH_FORMS.length; at += 1) {
    const parts = (MONTH_FORMS[at] as RegExp).exec(text);
    if (parts === null) continue;
    const month = Number(parts[1]) * 100 + Number(parts[2]);
    return isMonthNumber(month) ? month : 0;
  }
  return 0;
}

function serialDayIn(text: string): number {
  const parts = SERIAL.exec(text);
  if (parts === null || LIKE_A_MONTH.test(parts[1] as string)) return 0;
  return dayOfSheetSerial(Number(parts[1]));
}

/** The days that a text may stand for, the first and the last, yyyymmdd; null where it is no day and no month. */
export function daysIn(normalised: string, serialDays: boolean): number[] | null {
  const text = normalised.replace(MIDNIGHT, '');
  let day = dayIn(text);
  if (day > 0) return [day, day];
  const month = monthIn(text);
  if (month > 0) return [month * 100 + 1, month * 100 + lastOfMonth(Math.floor(month / 100), month % 100)];
  day = serialDays ? serialDayIn(text) : 0;
  return day > 0 ? [day, day] : null;
}

/** The month of a text as yyyymm, of a whole day its month; 0 where there is none. */
export function monthOf(normalised: string, serialDays: boolean): number {
  const text = normalised.replace(MIDNIGHT, '');
  let day = dayIn(text);
  if (day <= 0 && serialDays) day = serialDayIn(text);
  return day > 0 ? Math.floor(day / 100) : monthIn(text);
}

/** A day as people write it. */
export function dayText(day: number): string {
  return `${Math.floor(day / 10000)}年${Math.floor(day / 100) % 100}月${day % 100}日`;
}
