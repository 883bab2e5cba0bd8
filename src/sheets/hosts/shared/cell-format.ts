import { lookOfFormat } from './number-look.js';
import { dayOfSerial, type Epoch, lastSerial, twoDigits } from './serial-days.js';

/** What a number format makes of a number, as far as it matters for what the number means. */
export interface SheetCellFormat {
  kind:
    | 'plain'
    | 'percent'
    | 'day'
    | 'month'
    | 'year'
    | 'moment'
    | 'time'
    | 'duration'
    /** 000000: shown with leading zeros, as numbers of households are, perhaps with text beside it. */
    | 'padded'
    /** 9000元: shown with text beside it. */
    | 'beside'
    /** Shown as another number than it is, such as in ten thousands; or nobody can tell. */
    | 'misleading';
  prefix: string;
  suffix: string;
  digits: number;
}

const SECONDS_A_DAY = 86400;
/** From here on digits of a number are lost. */
const EXACT_BELOW = 1e15;

/** The letters of a format that stand for parts of a day or a time: `yMdhms`, and `[` for a duration. */
function partsOfFormat(section: string): string {
  // An exponent is no year.
  const found = section.match(/am\/pm|a\/p|\[[hms]+\]|y+|e(?![+-])|b+|m+|d+|aaa+|h+|s+/g);
  if (found === null) return '';
  const letters: string[] = [];
  for (let index = 0; index < found.length; index += 1) {
    const part = found[index] as string;
    const first = part.charAt(0);
    if (part === 'am/pm' || part === 'a/p') letters.push('h');
    else if (first === '[') letters.push('[');
    else if (first === 'e' || first === 'b') letters.push('y');
    else if (first === 'a') letters.push('d');
    else letters.push(first);
  }
  let parts = '';
  for (let index = 0; index < letters.length; index += 1) {
    const before = index > 0 ? letters[index - 1] : '';
    const after = index + 1 < letters.length ? letters[index + 1] : '';
    const isMinutes = before === 'h' || before === '[' || after === 's' || after === '[';
    parts += letters[index] === 'm' && !isMinutes ? 'M' : letters[index];
  }
  return parts;
}

function kindOfSection(section: string): SheetCellFormat['kind'] {
  const parts = partsOfFormat(section);
  if (parts === '') return section.indexOf('%') >= 0 ? 'percent' : 'plain';
  if (parts.indexOf('[') >= 0) return 'duration';
  const hasDate = parts.indexOf('y') >= 0 || parts.indexOf('M') >= 0 || parts.indexOf('d') >= 0;
  if (parts.indexOf('h') >= 0 || parts.indexOf('m') >= 0 || parts.indexOf('s') >= 0)
    return hasDate ? 'moment' : 'time';
  if (parts.indexOf('d') >= 0) return 'day';
  return parts.indexOf('M') >= 0 ? 'month' : 'year';
}

/** Text, room and filling, whatever stands in brackets, and names for any number: in the order in which they stand. */
const NO_PART = /"[^"]*"?|[\\!][\s\S]?|[_*][\s\S]?|\[[^\]]*\]|general|g\/通用格式/gi;

/** Colours, conditions and languages are left out, too; not the hours, minutes and seconds of a duration. */
function lettersOfFormat(code: string): string {
  return code.replace(NO_PART, (found) => (/^\[(h+|m+|s+)\]$/i.test(found) ? found : '')).toLowerCase();
}

/** What the code of a number format means, as `dixian assess` reads it: `yyyy"年"m"月";@` shows a month. */
export function readCellFormat(code: string): SheetCellFormat {
  const shown = lettersOfFormat(code).split(';');
  let kind: SheetCellFormat['kind'] = 'plain';
  for (let index = 0; index < shown.length; index += 1) {
    const section = shown[index] as string;
    if (!/[^ \t\r\n]/.test(section)) continue;
    kind = kindOfSection(section);
    break;
  }
  if (kind !== 'plain' && kind !== 'percent') return { kind: kind, prefix: '', suffix: '', digits: 0 };
  // The number itself, but where a further section makes a day or a time of it.
  if (partsOfFormat(shown.join(';')) !== '') return { kind: 'misleading', prefix: '', suffix: '', digits: 0 };
  const look = lookOfFormat(code);
  return { kind: look.kind, prefix: look.before, suffix: look.after, digits: look.digits };
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** A month typed into a sheet is kept as its first day, and shown as a month: no more is known than that. */
export function meantDay(day: string, kind: SheetCellFormat['kind']): string {
  if (kind === 'month' && day.substring(8) === '01') return day.substring(0, 7);
  return kind === 'year' ? day.substring(0, 4) : day;
}

function timeText(value: number, kind: SheetCellFormat['kind'], epoch: Epoch): string | number {
  const seconds = Math.round(value * SECONDS_A_DAY);
  if (value < 0 || seconds >= (lastSerial(epoch) + 1) * SECONDS_A_DAY) return value;
  if (kind === 'duration') return clockText(seconds);
  const clock = clockText(seconds % SECONDS_A_DAY);
  if (kind === 'time') return clock;
  const day = dayOfSerial(Math.floor(seconds / SECONDS_A_DAY), epoch);
  return kind === 'moment' && clock !== '00:00:00' ? `${day} ${clock}` : meantDay(day, kind);
}

/** A text that no column understands, and that says why. */
function unclearNumber(value: number): string {
  return `#数字格式 ${value}#`;
}

/**
 * The number in a cell as it is meant: a plain one stays a number, any other is the text that is shown. So 50% is never
 * taken for half a yuan.
 */
export function numberInFormat(value: number, format: SheetCellFormat, epoch: Epoch): string | number {
  switch (format.kind) {
    case 'plain':
      return value;
    case 'percent':
      return `${Number((value * 100).toPrecision(15))}%`;
    case 'padded': {
      if (value < 0 || value !== Math.floor(value) || value >= EXACT_BELOW)
        return format.prefix + format.suffix === '' ? value : unclearNumber(value);
      let digits = `${value}`;
      while (digits.length < format.digits) digits = `0${digits}`;
      return format.prefix + digits + format.suffix;
    }
    case 'beside': {
      const plain = `${Number(value.toPrecision(15))}`;
      return value < 0 || value >= EXACT_BELOW || /e/i.test(plain)
        ? unclearNumber(value)
        : format.prefix + plain + format.suffix;
    }
    case 'misleading':
      return unclearNumber(value);
    default:
      return timeText(value, format.kind, epoch);
  }
}
