/** What a number format makes of the number in a cell, as far as it matters for what the number means. */
export type CellFormat =
  | { readonly kind: 'plain' | 'percent' | 'day' | 'month' | 'year' | 'moment' | 'time' | 'duration' }
  /** 000000: a number that is shown with leading zeros, as numbers of households are. */
  | { readonly kind: 'padded'; readonly prefix: string; readonly digits: number };

export const PLAIN_FORMAT: CellFormat = Object.freeze({ kind: 'plain' });

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
export function readFormat(code: string): CellFormat {
  const withoutBrackets = code.replace(BRACKETS, '');
  const [, quoted, escaped, zeros] = PADDED.exec(withoutBrackets.split(';')[0] ?? '') ?? [];
  if (zeros !== undefined) return { kind: 'padded', prefix: quoted ?? escaped ?? '', digits: zeros.length };
  const sections = withoutBrackets.replace(SHOWN_TEXT, '').toLowerCase().replaceAll('general', '').split(';');
  return { kind: kindOf(sections.find((section) => section.trim() !== '') ?? '') };
}

/** What a format means that a file names by number only. */
export const numberedFormat = (number: string): CellFormat => {
  const code = Object.hasOwn(NUMBERED_FORMATS, number) ? NUMBERED_FORMATS[number] : undefined;
  return code === undefined ? PLAIN_FORMAT : readFormat(code);
};
