import { addDays, isDay, isMonth, monthOfDay } from '../values/day.js';
import { type CleanedCell, notUnderstood, valueCell } from './cleaned-cell.js';

const DAY_FORMS = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]$/,
  /^(\d{4})()(\d{2})(\d{2})(?:\.0+)?$/,
];
const MONTH_FORMS = [
  /^(\d{4})[-/](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月份?$/,
  /^(\d{4})(\d{2})(?:\.0+)?$/,
  // Two digits only: a spreadsheet turns 2024.10 into 2024.1, so that one could be January or October.
  /^(\d{4})\.(\d{2})$/,
];

/** Midnight, which spreadsheets and databases add to a day. */
const MIDNIGHT = /[ T]0{1,2}:00(?::00(?:\.0+)?)?$/;

const DAY_HINT = notUnderstood(
  '请写成 2024-11-01；只知道月份时写成 2024-11。',
  'Write 2024-11-01, or 2024-11 where only the month is known.',
);
const MONTH_HINT = notUnderstood('请写成 2024-11。', 'Write 2024-11.');

/** The day before day 1 of spreadsheets, which count a 29 February 1900 that never was. */
const DAY_ZERO = '1899-12-30';
const SERIAL = /^(\d{5})(?:\.\d+)?$/;
/** As likely a month that lacks a digit (20243) as a day of the fifties. */
const LIKE_A_MONTH = /^(?:19|20)/;

/** The day that a spreadsheet keeps as a number of five digits (45597 = 2024-11-01). */
function serialDayIn(text: string): string | undefined {
  const digits = SERIAL.exec(text)?.[1];
  return digits === undefined || digits.startsWith('0') || LIKE_A_MONTH.test(digits)
    ? undefined
    : addDays(DAY_ZERO, Number(digits));
}

const twoDigits = (text: string | undefined): string => (text ?? '').padStart(2, '0');

function dayIn(text: string): string | undefined {
  for (const form of DAY_FORMS) {
    const parts = form.exec(text);
    if (parts !== null) {
      const day = `${parts[1]}-${twoDigits(parts[3])}-${twoDigits(parts[4])}`;
      return isDay(day) ? day : undefined;
    }
  }
  return undefined;
}

function monthIn(text: string): string | undefined {
  for (const form of MONTH_FORMS) {
    const parts = form.exec(text);
    if (parts !== null) {
      const month = `${parts[1]}-${twoDigits(parts[2])}`;
      return isMonth(month) ? month : undefined;
    }
  }
  return undefined;
}

const asCell = (value: string | undefined, hint: CleanedCell<never>): CleanedCell<string> =>
  value === undefined ? hint : valueCell(value);

/**
 * A day as `YYYY-MM-DD`, or its month as `YYYY-MM` where no more is written. A day has to exist.
 * @param serialDays whether a number of five digits is a day as spreadsheets count them.
 */
export function cleanDay(normalised: string, serialDays: boolean): CleanedCell<string> {
  const text = normalised.replace(MIDNIGHT, '');
  return asCell(dayIn(text) ?? monthIn(text) ?? (serialDays ? serialDayIn(text) : undefined), DAY_HINT);
}

/** A month as `YYYY-MM`; of a whole day, its month. */
export function cleanMonth(normalised: string, serialDays: boolean): CleanedCell<string> {
  const text = normalised.replace(MIDNIGHT, '');
  const day = dayIn(text) ?? (serialDays ? serialDayIn(text) : undefined);
  return asCell(day === undefined ? monthIn(text) : monthOfDay(day), MONTH_HINT);
}
