import { given, isAmong, normalisedCell, trimmed } from './characters.js';
import { numberOfText } from './text-number.js';

/** What a spreadsheet keeps of a number. Digits beyond are noise of binary arithmetic. */
const SPREADSHEET_DIGITS = 15;
/** Longer texts are no amounts. */
const LONGEST_AMOUNT = 40;
/** A plain number, or one whose thousands are all separated, and then perhaps a unit. */
const AMOUNT = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)((?:\.\d+)?)[\t-\r ]*((?:[^\d\t-\r .,%].*)?)$/;
const EXPONENTIAL = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** A number exactly: its digits, of which so many stand behind the point. */
export interface DecimalDigits {
  isNegative: boolean;
  digits: string;
  decimals: number;
}

function zeros(count: number): string {
  let made = '';
  while (made.length < count) made += '0';
  return made;
}

function isZero(digits: string): boolean {
  return /^0*$/.test(digits);
}

/** One more in the last place of a text of digits. */
function increased(digits: string): string {
  let at = digits.length - 1;
  while (at >= 0 && digits.charAt(at) === '9') at -= 1;
  const nines = zeros(digits.length - 1 - at);
  if (at < 0) return `1${nines}`;
  return digits.substring(0, at) + String(Number(digits.charAt(at)) + 1) + nines;
}

/** Rounded to the digits that a spreadsheet keeps, halves away from zero; without zeros at its ends. */
function kept(digits: string, decimals: number): DecimalDigits {
  let text = digits.replace(/^0+/, '');
  let behind = decimals;
  if (text.length > SPREADSHEET_DIGITS) {
    const dropped = text.length - SPREADSHEET_DIGITS;
    const isUp = text.charAt(SPREADSHEET_DIGITS) >= '5';
    text = text.substring(0, SPREADSHEET_DIGITS);
    if (isUp) text = increased(text);
    behind -= dropped;
  }
  while (behind > 0 && text.charAt(text.length - 1) === '0') {
    text = text.substring(0, text.length - 1);
    behind -= 1;
  }
  if (behind < 0) {
    text += zeros(0 - behind);
    behind = 0;
  }
  return { isNegative: false, digits: text, decimals: isZero(text) ? 0 : behind };
}

/** The digits of a text such as 7,800.50 without sign and unit. */
export function decimalDigits(whole: string, fraction: string, isNegative: boolean): DecimalDigits {
  const behind = fraction.replace(/^\./, '');
  const made = kept(whole.replace(/,/g, '') + behind, behind.length);
  return { isNegative: isNegative && !isZero(made.digits), digits: made.digits, decimals: made.decimals };
}

function plainText(value: DecimalDigits): string {
  let digits = value.digits;
  if (digits.length <= value.decimals) digits = zeros(value.decimals - digits.length + 1) + digits;
  if (digits === '') digits = '0';
  const point = digits.length - value.decimals;
  const text = value.decimals === 0 ? digits : `${digits.substring(0, point)}.${digits.substring(point)}`;
  return value.isNegative ? `-${text}` : text;
}

/** A number of a cell as a person would write it: 0.1 + 0.2 is 0.3. One that has lost digits stays shortened. */
export function numberText(value: number): string {
  // Most are whole, or have two decimals, and need no rounding.
  if (value > -1e11 && value < 1e11 && Math.round(value * 100) / 100 === value)
    return value === 0 ? '0' : String(value);
  const text = String(value);
  if (/^-?\d{1,15}$/.test(text)) return text === '-0' ? '0' : text;
  const exponential = EXPONENTIAL.exec(text.replace(/E/, 'e'));
  if (exponential !== null) {
    const exponent = numberOfText(exponential[4] as string);
    if (exponent >= SPREADSHEET_DIGITS) return text.replace('e', 'E');
    const fraction = given(exponential[3]);
    const made = kept((exponential[2] as string) + fraction + zeros(exponent), fraction.length - exponent);
    return plainText({
      isNegative: exponential[1] === '-' && !isZero(made.digits),
      digits: made.digits,
      decimals: made.decimals,
    });
  }
  const parts = /^(-?)(\d+)((?:\.\d+)?)$/.exec(text);
  if (parts === null) return text;
  if ((parts[2] as string).length > SPREADSHEET_DIGITS)
    return `${text.charAt(0)}E+${String(parts[2]).length - 1}`;
  return plainText(decimalDigits(parts[2] as string, parts[3] as string, parts[1] === '-'));
}

/** An amount as a cell has it, and what stands behind it. */
export interface WrittenAmount {
  value: DecimalDigits;
  unitWords: string;
}

/** Reads a normalised text such as 1.2万元; null where it is no amount. Shortened numbers and percentages are none. */
export function writtenAmount(normalised: string): WrittenAmount | null {
  const text = normalised.replace('−', '-');
  const parts = text.length <= LONGEST_AMOUNT ? AMOUNT.exec(text) : null;
  if (parts === null) return null;
  return {
    value: decimalDigits(parts[2] as string, parts[3] as string, parts[1] === '-'),
    unitWords: trimmed(given(parts[4])),
  };
}

/**
 * An amount in units of the last of `decimals`, exactly.
 * @param shift how many places the point moves to the right before: 4 in ten thousands.
 * @returns null where there are more decimals, or more digits than can be held.
 */
export function wholeAmount(value: DecimalDigits, shift: number, decimals: number): number | null {
  const places = decimals + shift - value.decimals;
  if (places < 0) return null;
  const digits = isZero(value.digits) ? '0' : value.digits + zeros(places);
  if (digits.length > SPREADSHEET_DIGITS) return value.isNegative ? -1 / 0 : 1 / 0;
  const whole = Number(digits);
  return value.isNegative ? 0 - whole : whole;
}

/** What `wholeAmount` makes of a number whose decimals are all kept; NaN where that cannot be told so quickly. */
export function wholeOfNumber(value: number, places: number): number {
  let factor = 1;
  for (let place = 0; place < places; place += 1) factor *= 10;
  const whole = Math.round(value * factor);
  // Of so small a size every number with so few decimals is the double next to it.
  return whole > -1e14 && whole < 1e14 && whole / factor === value ? whole + 0 : Number.NaN;
}

/** What an amount is multiplied by, as places of the point, by the words beside it; -1 where they are none for it. */
export function shiftOf(words: string, unit: string, yuanWords: string[]): number {
  if (yuanWords.length === 0) return words !== '' && words === unit ? 0 : -1;
  if (isAmong(words, yuanWords)) return 0;
  if (words === '万') return 4;
  return words.charAt(0) === '万' && isAmong(words.substring(1), yuanWords) ? 4 : -1;
}

const AFTER_UNIT = /单位[为是:]*[\t-\r ]*([^\t-\r ()[\]【】。]+)/g;
const BEFORE_UNIT = /([十百千万亿]*元)为(?:计量)?单位/g;
const IN_BRACKETS = /[([【]([^()[\]【】]+)[)\]】]/g;
const MONEY = /^(?:[十百千万亿]*元(?:\/.+)?|万)$/;
/** A unit that is mentioned anywhere, but for amounts (1.5万元, 五千元) and names (万元乡, 万元增收行动). */
const MENTIONED =
  /(?:^|[^\d.一二三四五六七八九两几数十百千万亿萬])([百千万亿萬]+元)(?![乡镇村县社户组屯增以])/g;
/** A unit of some amounts only. */
const OF_SOME = /除外|其中|其余|另|[入出付]单位/;
const YUAN_BUT = /[入出付额]除外/;
const YUAN_TOO = /(?:[为以按是]|单位:?)元/;

function moneyIn(text: string): string[] {
  const words = [trimmed(text)];
  const forms = [AFTER_UNIT, BEFORE_UNIT, IN_BRACKETS];
  for (let at = 0; at < forms.length; at += 1) {
    const form = forms[at] as RegExp;
    form.lastIndex = 0;
    for (let found = form.exec(text); found !== null; found = form.exec(text)) words.push(found[1] as string);
  }
  const money: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const parts = (words[at] as string).replace('人民币', '').split(/[、,;]/);
    for (let part = 0; part < parts.length; part += 1)
      if (MONEY.test(parts[part] as string)) money.push(parts[part] as string);
  }
  return money;
}

function isFound(unit: string, found: string[]): boolean {
  for (let at = 0; at < found.length; at += 1) if ((found[at] as string).indexOf(unit) === 0) return true;
  return false;
}

/** Whether a text says more of units than was understood. */
function saysMore(text: string, found: string[]): boolean {
  MENTIONED.lastIndex = 0;
  for (let each = MENTIONED.exec(text); each !== null; each = MENTIONED.exec(text))
    if (!isFound(each[1] as string, found)) return true;
  if (found.length === 0) return false;
  if (/^[元\u002f人年月·]+$/.test(found.join(''))) return YUAN_BUT.test(text);
  return OF_SOME.test(text) || (YUAN_TOO.test(text) && !isFound('元', found));
}

/** The name of a column that is no column: somebody has written the unit beside the last name. */
export function isUnitTitle(title: string): boolean {
  return /^[([【]?(?:..)?单位[为是:].*元/.test(title);
}

/** The units of money that stand above a header, each once; with several, or one not understood, nobody knows. */
export function moneyUnitsIn(texts: string[]): string[] {
  const units: string[] = [];
  for (let at = 0; at < texts.length; at += 1) {
    const cell = texts[at] as string;
    if (cell.indexOf('元') < 0 && cell.indexOf('万') < 0) continue;
    const spaced = normalisedCell(cell).replace(/单[\t-\r ]*位/g, '单位');
    const plain = spaced.replace(/[\t-\r ]/g, '');
    const found = moneyIn(spaced).concat(moneyIn(plain));
    if (saysMore(plain, found)) found.push(plain);
    for (let each = 0; each < found.length; each += 1) {
      const unit = found[each] === '万' ? '万元' : (found[each] as string);
      if (!isAmong(unit, units)) units.push(unit);
    }
  }
  return units;
}
