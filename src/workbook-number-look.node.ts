import type { FormatSection, FormatToken } from './workbook-format-sections.node.js';

/** What a section of a number format makes of a number, or of a text. */
export type NumberLook =
  /** As good as the bare number, or as a percentage. */
  | { readonly kind: 'bare' | 'percent' }
  /** The number with text beside it, which whoever reads it has to understand. */
  | { readonly kind: 'beside'; readonly before: string; readonly after: string; readonly isPercent: boolean }
  /** Digit by digit, with text in between: 甲0001, 2024-11-01. */
  | { readonly kind: 'digits'; readonly tokens: readonly FormatToken[]; readonly hasText: boolean }
  /** A text in the place of the number. */
  | { readonly kind: 'words'; readonly text: string }
  /** Another number than the cell holds, or nothing at all. */
  | { readonly kind: 'misleading' };

/** The numbers that come to a section. */
export type SectionRole = 'any' | 'negative' | 'zero';

const BARE: NumberLook = { kind: 'bare' };
const PERCENT: NumberLook = { kind: 'percent' };
const MISLEADING: NumberLook = { kind: 'misleading' };

const CURRENCY_SIGNS = /[¥￥$€£]/g;
/** Around a number below zero, or a zero, a sign or brackets are only how it is written. */
const SIGNS_OF_A_NEGATIVE = /[-−–—()]/g;
const HARMLESS_BEFORE = /^(?:共|计|人民币|RMB|CNY)?$/i;
const HARMLESS_AFTER = /^(?:人|户|口|名|岁|周岁)?$/;
/** Behind a number they make another of it. */
const POWER = /[十百千万亿兆拾佰仟萬億]|^[kwmb]$/i;
/** Digits and points that run on into those of the number. */
const RUNS_INTO_NUMBER = /\d[.,]?$|^[.,]$/;
/** A number above zero that looks like one below. */
const SIGN_BEFORE = /^[-−–]$/;
const RUNS_ON_FROM_NUMBER = /^[\d.,]/;
/** A comma behind the last digit before the point divides by a thousand. */
const SCALED = /0,+(?![0,])/;
/** How a zero is shown that is meant as one. */
const ZERO_WORDS = /^[-—–/0零无否]*$/;

const textOf = (tokens: readonly FormatToken[]): string =>
  tokens.map((token) => (token.kind === 'literal' ? token.text : '')).join('');

const isPlace = ({ kind }: FormatToken): boolean => kind === 'digit' || kind === 'whole';

/** The section with 0 for each digit, x for text, and its signs. */
const skeletonOf = (tokens: readonly FormatToken[]): string =>
  tokens
    .map((token) => {
      if (token.kind === 'sign') return token.sign;
      return isPlace(token) ? '0' : textOf([token]) === '' ? '' : 'x';
    })
    .join('');

/** Without what says nothing: spaces, signs of currencies, and the signs of a negative number. */
function essential(text: string, role: SectionRole): string {
  const plain = text.replace(CURRENCY_SIGNS, '').normalize('NFKC').trim();
  return role === 'any' ? plain : plain.replace(SIGNS_OF_A_NEGATIVE, '').trim();
}

/** Text in between digits: undefined if it says nothing. */
function lookWithin(tokens: readonly FormatToken[], inner: readonly FormatToken[]): NumberLook | undefined {
  const text = textOf(inner).normalize('NFKC');
  if (text.trim() === '') return undefined;
  const areOnlyDigits = tokens.every(({ kind }) => kind === 'digit' || kind === 'literal');
  if (!areOnlyDigits || /[\d.,]/.test(text) || POWER.test(text)) return MISLEADING;
  return { kind: 'digits', tokens, hasText: true };
}

function lookBeside(before: string, after: string, isPercent: boolean): NumberLook {
  const kept = {
    before: HARMLESS_BEFORE.test(before) ? '' : before,
    after: HARMLESS_AFTER.test(after) ? '' : after,
  };
  if (kept.before === '' && kept.after === '') return isPercent ? PERCENT : BARE;
  return { kind: 'beside', ...kept, isPercent };
}

/** What a section without days and times makes of the numbers that come to it. */
export function lookOf({ tokens }: FormatSection, role: SectionRole): NumberLook {
  const first = tokens.findIndex(isPlace);
  if (first === -1) {
    const text = textOf(tokens).trim();
    if (role === 'zero' && ZERO_WORDS.test(text.replace(CURRENCY_SIGNS, '').trim())) return BARE;
    return text === '' || /\d/.test(text.normalize('NFKC')) ? MISLEADING : { kind: 'words', text };
  }
  const last = tokens.findLastIndex(isPlace);
  const within = lookWithin(tokens, tokens.slice(first, last + 1));
  const before = essential(textOf(tokens.slice(0, first)), role);
  const after = essential(textOf(tokens.slice(last + 1)), role);
  const isOther = POWER.test(after) || RUNS_ON_FROM_NUMBER.test(after) || SIGN_BEFORE.test(before);
  if (isOther || within?.kind === 'misleading' || SCALED.test(skeletonOf(tokens))) return MISLEADING;
  if (within !== undefined) return within;
  const places = tokens.slice(first, last + 1);
  const isPadded =
    tokens.every(({ kind }) => kind !== 'sign') &&
    places.filter((token) => token.kind === 'digit' && token.filler === '0').length > 1 &&
    places.every((token) => token.kind === 'literal' || (token.kind === 'digit' && token.filler === '0'));
  if (isPadded) return { kind: 'digits', tokens, hasText: before !== '' || after !== '' };
  if (RUNS_INTO_NUMBER.test(before)) return MISLEADING;
  const isPercent = tokens.some((token) => token.kind === 'sign' && token.sign === '%');
  return lookBeside(before, after, isPercent);
}

/** The digits of a whole number in the places of a section, from the last; the first place takes all that are left. */
export function inPlaces(digits: string, tokens: readonly FormatToken[]): string {
  const first = tokens.findIndex(isPlace);
  let left = digits;
  let shown = '';
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at] as FormatToken;
    if (token.kind === 'literal') shown = token.text + shown;
    else if (token.kind === 'digit') {
      const taken = at === first ? left : left.slice(-1);
      left = left.slice(0, left.length - taken.length);
      shown = (taken || token.filler) + shown;
    }
  }
  return shown.trim();
}
