import { isDay, isMonth, monthOfDay } from '../values/day.js';
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

/** A day as `YYYY-MM-DD`, or its month as `YYYY-MM` where no more is written. A day has to exist. */
export function cleanDay(normalised: string): CleanedCell<string> {
  const text = normalised.replace(MIDNIGHT, '');
  return asCell(dayIn(text) ?? monthIn(text), DAY_HINT);
}

/** A month as `YYYY-MM`; of a whole day, its month. */
export function cleanMonth(normalised: string): CleanedCell<string> {
  const text = normalised.replace(MIDNIGHT, '');
  const day = dayIn(text);
  return asCell(day === undefined ? monthIn(text) : monthOfDay(day), MONTH_HINT);
}
