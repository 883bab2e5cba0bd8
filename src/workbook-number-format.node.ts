import {
  type FormatCondition,
  type FormatSection,
  formatSectionsOf,
} from './workbook-format-sections.node.js';
import { lookOf, type NumberLook, type SectionRole } from './workbook-number-look.node.js';

/** What a number format makes of the number in a cell, as far as it matters for what the number means. */
export type CellFormat =
  | { readonly kind: 'plain' | 'percent' | 'day' | 'month' | 'year' | 'moment' | 'time' | 'duration' }
  /** Crossed out, whatever it is. */
  | { readonly kind: 'struck' }
  /** What is shown is not the bare number: it has text beside it or leading zeros, or is another number. */
  | ShownFormat;

/** A format that is looked at number by number. */
export interface ShownFormat {
  readonly kind: 'shown';
  readonly sections: readonly ShownSection[];
  /** What it makes of a cell that is text. */
  readonly text: NumberLook;
}

interface ShownSection {
  readonly look: NumberLook;
  readonly condition?: FormatCondition;
}

const SIMPLE_FORMATS = {
  plain: { kind: 'plain' },
  percent: { kind: 'percent' },
  day: { kind: 'day' },
  month: { kind: 'month' },
  year: { kind: 'year' },
  moment: { kind: 'moment' },
  time: { kind: 'time' },
  duration: { kind: 'duration' },
} as const satisfies { readonly [Kind in Exclude<CellFormat['kind'], 'struck' | 'shown'>]: CellFormat };

export const PLAIN_FORMAT: CellFormat = SIMPLE_FORMATS.plain;
export const STRUCK_FORMAT: CellFormat = { kind: 'struck' };

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

function kindOf(section: string): Exclude<CellFormat['kind'], 'struck' | 'shown'> {
  const parts = partsOf(section);
  if (parts === '') return section.includes('%') ? 'percent' : 'plain';
  if (parts.includes('[')) return 'duration';
  const hasDate = /[yMd]/.test(parts);
  if (/[hms]/.test(parts)) return hasDate ? 'moment' : 'time';
  if (parts.includes('d')) return 'day';
  return parts.includes('M') ? 'month' : 'year';
}

const BARE: NumberLook = { kind: 'bare' };
const MISLEADING: NumberLook = { kind: 'misleading' };

/** Without conditions the second section is for numbers below zero, the third for zero. */
function roleOf(sections: readonly FormatSection[], at: number): SectionRole {
  const { condition } = sections[at] as FormatSection;
  if (sections.some((section) => section.condition !== undefined)) {
    if (condition?.limit === 0 && condition.comparison === '=') return 'zero';
    return condition?.comparison === '<' && condition.limit <= 0 ? 'negative' : 'any';
  }
  return at === 1 ? 'negative' : at === 2 ? 'zero' : 'any';
}

/** What a number format makes of numbers and texts, as it stands in its sections. */
function shownFormat(sections: readonly FormatSection[]): CellFormat {
  const last = sections.at(-1) as FormatSection;
  const ofText = last.hasText ? last : sections[3];
  const text = ofText === undefined || ofText.tokens.length === 0 ? BARE : lookOf(ofText, 'any');
  const numeric = (last.hasText && sections.length > 1 ? sections.slice(0, -1) : sections).slice(0, 3);
  const looks = numeric.map((section, at): ShownSection => {
    const look = partsOf(section.letters) === '' ? lookOf(section, roleOf(numeric, at)) : MISLEADING;
    return section.condition === undefined ? { look } : { look, condition: section.condition };
  });
  const kind = looks[0]?.look.kind;
  if (text.kind === 'bare' && looks.every(({ look }) => look.kind === kind))
    if (kind === 'bare' || kind === 'percent') return SIMPLE_FORMATS[kind === 'bare' ? 'plain' : kind];
  return { kind: 'shown', sections: looks, text };
}

/** What a format code as it stands in a workbook means: `yyyy"年"m"月";@` shows a month. */
function readFormat(code: string): CellFormat {
  const sections = formatSectionsOf(code);
  const judged = sections.find(({ letters }) => letters.trim() !== '')?.letters ?? '';
  const kind = kindOf(judged);
  if (kind !== 'plain' && kind !== 'percent') return SIMPLE_FORMATS[kind];
  return code === '' ? PLAIN_FORMAT : shownFormat(sections);
}

/** What a format means: by its code, or by its number only where the workbook has no code for it. */
export function formatOf(number: string, code: string | undefined): CellFormat {
  const known = Object.hasOwn(NUMBERED_FORMATS, number) ? NUMBERED_FORMATS[number] : undefined;
  return readFormat(code ?? known ?? '');
}

function holds({ comparison, limit }: FormatCondition, value: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
    default:
      return value !== limit;
  }
}

/** How a number is shown. Where nobody can say which section it comes to, it counts as misleading. */
export function lookOfNumber({ sections }: ShownFormat, value: number): NumberLook {
  if (!sections.some(({ condition }) => condition !== undefined)) {
    const at = value < 0 ? 1 : value === 0 ? 2 : 0;
    return (sections[at] ?? sections[0])?.look ?? MISLEADING;
  }
  const met = sections.find(({ condition }) => condition !== undefined && holds(condition, value));
  if (met !== undefined) return met.look;
  const others = sections.filter(({ condition }) => condition === undefined);
  return (others.length === 1 ? others[0]?.look : undefined) ?? MISLEADING;
}

/** Whether a format makes of a text more than the text. */
export const changesTexts = (format: CellFormat): boolean =>
  format.kind === 'struck' || (format.kind === 'shown' && format.text.kind !== 'bare');
