import type { SheetCell } from './bundle-api.js';
import { dayOfSerial, type Epoch } from './serial-days.js';

/** Said of a formula without a day of assessment, or with one that cannot be read. The clock is never asked. */
export const DAY_HINT = '请写研判日期，如 2024-11-01 或 2024年11月1日。';

const SPACES = /[ \t\r\n\u3000\u00a0\ufeff]/g;

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayNumber(year: number, month: number, day: number): number {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month)
    ? year * 10000 + month * 100 + day
    : 0;
}

/**
 * The day of assessment as a number, 20241101: from a text, a number of eight digits, or a day as spreadsheets count
 * them. 0 where it is none.
 * @param epoch 0 where it is not known from when they are counted.
 */
export function assessmentDay(cell: SheetCell, epoch: Epoch | 0): number {
  if (cell === null || typeof cell === 'boolean') return 0;
  let text = `${cell}`.replace(SPACES, '');
  if (/^[1-9]\d{4}$/.test(text)) {
    if (epoch === 0) return 0;
    text = dayOfSerial(Number(text), epoch);
  }
  let parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:00:00:00)?$/.exec(text);
  if (parts === null) parts = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (parts === null) parts = /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/.exec(text);
  if (parts === null) parts = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/.exec(text);
  if (parts === null) parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return 0;
  return dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** 20241101 as 2024年11月1日. */
export function dayInWords(day: number): string {
  const year = Math.floor(day / 10000);
  const month = Math.floor(day / 100) % 100;
  return `${year}年${month}月${day % 100}日`;
}
