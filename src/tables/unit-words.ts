import { UNITS, type Unit } from '../facts/units.js';

/** What an amount is multiplied by to be in the unit of its fact. */
export type Multiplier = 1 | 10_000;

/** How sheets write the units of amounts. That an amount is for a year, or a person, often goes without saying. */
const YUAN_WORDS: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  yuan: ['元'],
  yuanPerYear: ['元', '元/年'],
  yuanPerPersonYear: ['元', '元/人', '元/年', '元/人年', '元/人/年', '元/人·年'],
};

/** Whether a fact is an amount that sheets give in 元 or 万元. */
export const isMoney = (unit: Unit): boolean => YUAN_WORDS[unit] !== undefined;

/**
 * How the words beside an amount or in a header change it.
 * @returns undefined if they are not words for this unit: 元/月 is none for an amount a year.
 */
export function multiplierOf(words: string, unit: Unit): Multiplier | undefined {
  const yuanWords = YUAN_WORDS[unit];
  if (yuanWords === undefined) return words !== '' && words === UNITS[unit].zh ? 1 : undefined;
  if (yuanWords.includes(words)) return 1;
  return words === '万' || (words.startsWith('万') && yuanWords.includes(words.slice(1)))
    ? 10_000
    : undefined;
}

/** What may name a unit of money in a title: after 单位, before 为单位, or in brackets. */
const AFTER_UNIT = /单位[为是:]*\s*([^\s()[\]【】。]+)/g;
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

function moneyIn(text: string): readonly string[] {
  const words = [AFTER_UNIT, BEFORE_UNIT, IN_BRACKETS].flatMap((form) =>
    [...text.matchAll(form)].map(([, word = '']) => word),
  );
  return [text.trim(), ...words]
    .flatMap((word) => word.replace('人民币', '').split(/[、,;]/))
    .filter((word) => MONEY.test(word));
}

/** Whether a text says more of units than was understood. */
function saysMore(text: string, found: readonly string[]): boolean {
  const isFound = (unit: string): boolean => found.some((word) => word.startsWith(unit));
  if ([...text.matchAll(MENTIONED)].some(([, unit = '']) => !isFound(unit))) return true;
  if (found.length === 0) return false;
  const isYuan = found.every((word) => word.startsWith('元'));
  return isYuan ? YUAN_BUT.test(text) : OF_SOME.test(text) || (YUAN_TOO.test(text) && !isFound('元'));
}

/**
 * The units of money that stand above a header (单位：万元、人 names one); none where nothing does. With several, or one
 * that is mentioned and not understood, nobody knows which column has which.
 */
export function moneyUnitsIn(texts: readonly string[]): readonly string[] {
  const units = texts.flatMap((text) => {
    const spaced = text.normalize('NFKC').replace(/单\s*位/g, '单位');
    const plain = spaced.replace(/\s/g, '');
    const found = [...moneyIn(spaced), ...moneyIn(plain)];
    return saysMore(plain, found) ? [...found, plain] : found;
  });
  return [...new Set(units.map((unit) => (unit === '万' ? '万元' : unit)))];
}

/** The name of a column that is no column: somebody has written the unit beside the last name. */
export const isUnitTitle = (title: string): boolean => /^[([【]?(?:..)?单位[为是:].*元/.test(title);
