import { UNITS, type Unit } from '../facts/units.js';

/** What an amount is multiplied by to be in the unit of its fact. */
export type Multiplier = 1 | 10_000;

/** How sheets write the units of amounts. That an amount is for a year, or a person, often goes without saying. */
const YUAN_WORDS: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  yuan: ['元'],
  yuanPerYear: ['元', '元/年'],
  yuanPerPersonYear: ['元', '元/人', '元/年', '元/人年', '元/人/年', '元/人·年'],
};

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
