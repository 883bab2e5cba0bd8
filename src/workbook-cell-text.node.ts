import { addDays } from './values/day.js';
import { PrivateDecimal } from './values/decimal.js';

/** What a number format makes of the number in a cell, as far as it matters for what the number means. */
export type CellFormat =
  | { readonly kind: 'plain' | 'percent' | 'day' | 'month' | 'year' | 'moment' | 'time' | 'duration' }
  /** 000000: a number that is shown with leading zeros, as numbers of households are. */
  | { readonly kind: 'padded'; readonly prefix: string; readonly digits: number };

const SIMPLE_FORMATS = {
  plain: { kind: 'plain' },
  percent: { kind: 'percent' },
  day: { kind: 'day' },
  month: { kind: 'month' },
  year: { kind: 'year' },
  moment: { kind: 'moment' },
  time: { kind: 'time' },
  duration: { kind: 'duration' },
} as const satisfies { readonly [Kind in Exclude<CellFormat['kind'], 'padded'>]: CellFormat };

export const PLAIN_FORMAT: CellFormat = SIMPLE_FORMATS.plain;

/**
 * The formats that a file names by number only, as far as they are not plain. 27 to 36 and 50 to 58 depend on the
 * language of the spreadsheet program; these are those of mainland China.
 */
const NUMBERED_FORMATS: Readonly<Record<string, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'AM/PMh"时"mm"分"',
  35: 'AM/PMh"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'AM/PMh"时"mm"分"',
  56: 'AM/PMh"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Text that a format shows as it is, and characters that it only leaves room for. */
const SHOWN_TEXT = /"[^"]*"?|\\.?|[_*].?/gs;
/** Colours, conditions and languages; not the hours, minutes and seconds of a duration. */
const BRACKETS = /\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
const PADDED = /^(?:"([0-9A-Za-z]*)"|\\([0-9A-Za-z]))?(0+)$/;
/** Letters of a format that stand for a part of a day or a time. `e` is a year, unless it is an exponent. */
const PARTS = /am\/pm|a\/p|\[[hms]+\]|y+|e(?![+-])|b+|m+|d+|a{3,}|h+|s+/g;

/** The letters without their number, minutes told from months: `yMdhms`, and `[` for a duration. */
function partsOf(section: string): string {
  const found = (section.match(PARTS) ?? []).map((part) => {
    if (part === 'am/pm' || part === 'a/p') return 'h';
    if (part.startsWith('[')) return '[';
    return part[0] === 'e' || part[0] === 'b' ? 'y' : part[0] === 'a' ? 'd' : (part[0] as string);
  });
  const isMinutes = (at: number): boolean =>
    /[h[]/.test(found[at - 1] ?? '') || /[s[]/.test(found[at + 1] ?? '');
  return found.map((part, at) => (part === 'm' && !isMinutes(at) ? 'M' : part)).join('');
}

function kindOf(section: string): Exclude<CellFormat['kind'], 'padded'> {
  const parts = partsOf(section);
  if (parts === '') return section.includes('%') ? 'percent' : 'plain';
  if (parts.includes('[')) return 'duration';
  const hasDate = /[yMd]/.test(parts);
  if (/[hms]/.test(parts)) return hasDate ? 'moment' : 'time';
  if (parts.includes('d')) return 'day';
  return parts.includes('M') ? 'month' : 'year';
}

/**
 * What a format code as it stands in a workbook means: `yyyy"年"m"月";@` shows a month. Judged by its first section
 * that shows a value.
 */
function readFormat(code: string): CellFormat {
  const withoutBrackets = code.replace(BRACKETS, '');
  const [, quoted, escaped, zeros] = PADDED.exec(withoutBrackets.split(';')[0] ?? '') ?? [];
  if (zeros !== undefined) return { kind: 'padded', prefix: quoted ?? escaped ?? '', digits: zeros.length };
  const sections = withoutBrackets.replace(SHOWN_TEXT, '').toLowerCase().replaceAll('general', '').split(';');
  return SIMPLE_FORMATS[kindOf(sections.find((section) => section.trim() !== '') ?? '')];
}

/** What a format means: by its code, or by its number only where the workbook has no code for it. */
export function formatOf(number: string, code: string | undefined): CellFormat {
  const known = Object.hasOwn(NUMBERED_FORMATS, number) ? NUMBERED_FORMATS[number] : undefined;
  return readFormat(code ?? known ?? '');
}

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
        return `${plainNumber(Number(value.toPrecision(SPREADSHEET_DIGITS)) * 100)}%`;
      case 'padded': {
        const digits = plainNumber(value);
        return WHOLE.test(digits) ? format.prefix + digits.padStart(format.digits, '0') : digits;
      }
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
