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

/** The number after 单位, but not the name of an office after 填报单位. */
const NAMED_UNIT = /(?<![\u4e00-\u9fff])单位[:：]([^)\]】]+)/g;

/**
 * The units of money that stand above a header (单位：万元、人 names one); none where nothing does. With several nobody
 * knows which column has which.
 */
export function moneyUnitsIn(texts: readonly string[]): readonly string[] {
  const words = texts.flatMap((text) =>
    [...text.normalize('NFKC').replace(/\s/g, '').matchAll(NAMED_UNIT)].flatMap((found) =>
      (found[1] as string).split(/[、,;]/).filter((word) => word.includes('元')),
    ),
  );
  return [...new Set(words)];
}
