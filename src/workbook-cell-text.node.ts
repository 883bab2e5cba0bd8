import { addDays } from './values/day.js';
import { PrivateDecimal } from './values/decimal.js';
import { type CellFormat, lookOfNumber } from './workbook-number-format.node.js';
import { inPlaces, type NumberLook } from './workbook-number-look.node.js';
import { uncertainText } from './workbook-uncertain-text.node.js';

export { formatOf } from './workbook-number-format.node.js';

/** What a spreadsheet keeps of a number; digits beyond are noise of binary arithmetic. */
const SPREADSHEET_DIGITS = 15;
/** From here on digits are lost: a long number such as that of an identity card was typed as an amount. */
const EXACT_BELOW = 1e15;
/** How a spreadsheet shortens such a number. The cleaning refuses it. */
const SHORTENED_DECIMALS = 5;

const WHOLE = /^\d+$/;
const ISO_MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?$/;

const SECONDS_A_DAY = 86_400;
/** Spreadsheets that count from 1900 hold the year for a leap year: 60 is a day that never was. */
const PHANTOM_SERIAL = 60;
/** 9999-12-31. A larger number is shown as ####, and is no day. */
const LAST_SERIAL = { 1900: 2_958_465, 1904: 2_957_003 } as const;

/** What a workbook counts its days from. */
type Epoch = keyof typeof LAST_SERIAL;

/** A number as a person would write it: 0.1 + 0.2 is 0.3. One that has lost digits is shortened: 6.20105E+17. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < EXACT_BELOW) return String(value + 0);
  const rounded = Number(value.toPrecision(SPREADSHEET_DIGITS));
  if (Math.abs(rounded) >= EXACT_BELOW) return rounded.toExponential(SHORTENED_DECIMALS).replace('e', 'E');
  const text = String(rounded);
  return text.includes('e') ? new PrivateDecimal(text).toFixed() : text;
}

const percentage = (value: number): string =>
  `${plainNumber(Number(value.toPrecision(SPREADSHEET_DIGITS)) * 100)}%`;

/** A number with what its format shows beside it. The sign stands before all. */
function shownNumber(value: number, look: NumberLook): string {
  const bare = plainNumber(value);
  switch (look.kind) {
    case 'bare':
      return bare;
    case 'percent':
      return percentage(value);
    case 'words':
      return look.text;
    case 'digits':
      if (WHOLE.test(bare)) return inPlaces(bare, look.tokens);
      return look.hasText ? uncertainText('misleading', bare) : bare;
    case 'beside': {
      const number = look.isPercent ? percentage(Math.abs(value)) : plainNumber(Math.abs(value));
      return `${value < 0 ? '-' : ''}${look.before}${number}${look.after}`;
    }
    default:
      return uncertainText('misleading', bare);
  }
}

/** A text as its format shows it: "甲"@ puts something before it. */
export function shownText(text: string, format: CellFormat): string {
  if (text.trim() === '') return text;
  if (format.kind === 'struck') return uncertainText('struck', text);
  if (format.kind !== 'shown') return text;
  const look = format.text;
  if (look.kind === 'beside') return look.before + text + look.after;
  return look.kind === 'misleading' ? uncertainText('misleading', text) : text;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** The day of a serial number; of 0 and 60 what a spreadsheet shows, which is no day. */
function dayOf(serial: number, epoch: Epoch): string {
  if (epoch === 1904) return addDays('1904-01-01', serial);
  if (serial === 0) return '1900-01-00';
  if (serial === PHANTOM_SERIAL) return '1900-02-29';
  return addDays(serial < PHANTOM_SERIAL ? '1899-12-31' : '1899-12-30', serial);
}

/**
 * The day as far as it is meant: a month typed into a sheet is kept as its first day, and shown as a month. Where
 * another day stands behind what is shown, somebody has entered it.
 */
function meantPart(day: string, kind: CellFormat['kind']): string {
  if (kind === 'month' && day.endsWith('-01')) return day.slice(0, 7);
  return kind === 'year' ? day.slice(0, 4) : day;
}

function momentText(day: string, time: string, kind: CellFormat['kind']): string {
  return kind === 'moment' && time !== '00:00:00' ? `${day} ${time}` : meantPart(day, kind);
}

/** Numbers as text, by the format of their cell. Days are worked out once. */
export class NumberTexts {
  readonly #epoch: Epoch;
  readonly #days = new Map<number, string>();

  constructor(epoch: Epoch) {
    this.#epoch = epoch;
  }

  textOf(value: number, format: CellFormat): string {
    switch (format.kind) {
      case 'plain':
        return plainNumber(value);
      case 'percent':
        return percentage(value);
      case 'struck':
        return uncertainText('struck', plainNumber(value));
      case 'shown':
        return shownNumber(value, lookOfNumber(format, value));
      default:
        return this.#timeText(value, format.kind);
    }
  }

  #timeText(value: number, kind: CellFormat['kind']): string {
    const seconds = Math.round(value * SECONDS_A_DAY);
    if (value < 0 || seconds >= (LAST_SERIAL[this.#epoch] + 1) * SECONDS_A_DAY) return plainNumber(value);
    if (kind === 'duration') return clock(seconds);
    if (kind === 'time') return clock(seconds % SECONDS_A_DAY);
    const day = this.#day(Math.floor(seconds / SECONDS_A_DAY));
    return momentText(day, clock(seconds % SECONDS_A_DAY), kind);
  }

  #day(serial: number): string {
    const known = this.#days.get(serial);
    if (known !== undefined) return known;
    const day = dayOf(serial, this.#epoch);
    this.#days.set(serial, day);
    return day;
  }
}

/** A moment as ISO 8601 writes it, which some programs keep in cells as text. Any other text stays as it is. */
export function isoText(text: string): string {
  const [, day, time = ''] = ISO_MOMENT.exec(text) ?? [];
  return day === undefined ? text : momentText(day, time, 'moment');
}
