/** What engines differ in, so each kind of space is named: tab to carriage return, space, and those of Unicode. */
const SPACES_AROUND =
  /^[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+|[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$/g;
const NOT_PART_OF_A_NAME = /[\t-\r \u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u3000\ufeff*]/g;
const WIDE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e]/;
const PLAIN = /^[\u0021-\u0026\u0028-\u0029\u002b-\u007e\u4e00-\u9fff]*$/;
const FULL_WIDTH_OFFSET = 0xfee0;

export const CHINESE = /[\u4e00-\u9fff]/;

/** Half-width letters, digits and signs for full-width ones, and plain spaces; any other character stays. */
export function halfWidth(text: string): string {
  if (!WIDE.test(text)) return text;
  let made = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xff01 && unit <= 0xff5e) made += String.fromCharCode(unit - FULL_WIDTH_OFFSET);
    else made += WIDE.test(text.charAt(at)) ? ' ' : text.charAt(at);
  }
  return made;
}

export function trimmed(text: string): string {
  return PLAIN.test(text) ? text : text.replace(SPACES_AROUND, '');
}

/** Whether a text has nothing in it but spaces; most are told by their first character. */
export function isBlankText(text: string): boolean {
  if (text === '') return true;
  const first = text.charCodeAt(0);
  if ((first > 0x20 && first < 0x80) || (first > 0x4dff && first < 0xa000)) return false;
  return trimmed(text) === '';
}

/** Half-width and without spaces and asterisks: what is left of two spellings of one word is equal. */
export function withoutWidthAndSpace(text: string): string {
  return PLAIN.test(text) ? text : halfWidth(text).replace(NOT_PART_OF_A_NAME, '');
}

/** Half-width, without spaces around it and without the apostrophe by which a spreadsheet marks text. */
export function normalisedCell(text: string): string {
  if (PLAIN.test(text)) return text;
  return trimmed(trimmed(halfWidth(text)).replace(/^'/, ''));
}

export function isAmong(text: string, all: string[]): boolean {
  for (let at = 0; at < all.length; at += 1) if (all[at] === text) return true;
  return false;
}

/** The texts of a list once each, in their order. */
export function distinct(all: string[]): string[] {
  const found: string[] = [];
  const seen: { [text: string]: boolean } = {};
  for (let at = 0; at < all.length; at += 1) {
    const key = `$${all[at] as string}`;
    if (seen[key] === true) continue;
    seen[key] = true;
    found[found.length] = all[at] as string;
  }
  return found;
}

/** A text, or none where there is none. */
export function given(text: string | undefined): string {
  return text === undefined ? '' : text;
}

/** The parts of a list that is written as one text; none of an empty one. */
export function partsOf(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator);
}

export const BLANK_WORDS = [
  '',
  '/',
  '//',
  '\\',
  '-',
  '--',
  '—',
  '——',
  '–',
  '无',
  '不详',
  '未知',
  'N/A',
  'n/a',
];
const FORMULA_FAILED =
  /^(?:#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|未计算|数字格式 .+)|Err:\d+)$/i;

/** Whether a normalised text says that something is not known. None of these words is a zero or a refusal. */
export function isBlankWord(normalised: string): boolean {
  return isAmong(normalised, BLANK_WORDS);
}

export function isFailedFormula(text: string): boolean {
  return FORMULA_FAILED.test(text);
}
