import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import type { Household } from '../facts/household.js';
import type { Fact } from '../facts/kinds.js';
import { isMoney } from '../tables/unit-words.js';

/** A golden household as it is written into a row, and what of it cannot be read there. */
export interface GoldenRow {
  /** Its cells, with a bar between them. */
  readonly text: string;
  /** What can be read of it, and the facts that were given and cannot be used. */
  readonly household: Household;
  readonly unusable: readonly string[];
}

/** Nobody can read it as a number, a day or a truth. */
const UNREADABLE = '?';
const FULL_WIDTH_OFFSET = 0xfee0;

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH_OFFSET));

const withThousands = (text: string): string => text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

/** Whether a list of codes is known to have none. */
export const isNoneHere = (fact: Fact, value: unknown): boolean =>
  fact.kind === 'codes' && value !== undefined && (value as { items: readonly string[] }).items.length === 0;

/** The ways in which people write a value of a kind; the first is the plain one. */
function waysToWrite(fact: Fact, value: unknown): readonly [string, ...string[]] {
  switch (fact.kind) {
    case 'number': {
      const text = String(value);
      return isMoney(fact.unit)
        ? [text, fullWidth(text), withThousands(text), ` ${text}元`]
        : [text, fullWidth(text)];
    }
    case 'flag':
      return value === true ? ['1', '是', fullWidth('1')] : ['0', '否', fullWidth('0')];
    case 'codes': {
      const { items } = value as { items: readonly string[] };
      const noneWords = fact.columns.flatMap((column) => column.noneWords ?? []);
      return [items.length === 0 ? (noneWords[0] ?? '') : items.join(',')];
    }
    case 'day': {
      const [year, month, day] = String(value).split('-');
      return [
        `${year}-${month}-${day}`,
        `${year}年${Number(month)}月${Number(day)}日`,
        `${year}${month}${day}`,
      ];
    }
    case 'month': {
      const [year, month] = String(value).split('-');
      return [`${year}-${month}`, `${year}年${Number(month)}月`, `${year}${month}.0`];
    }
    default:
      return [String(value)];
  }
}

const mayBeUnreadable = ({ kind }: Fact): boolean => kind === 'number' || kind === 'flag' || kind === 'month';

/**
 * A golden household as a row of cells, in the order of the catalogue. Some values are written in another way than
 * the plain one, so that an engine is tested in reading them too.
 * @param place of the row among others: in each other values are written otherwise.
 * @param hasUnreadable whether some of its values are written so that nobody can read them.
 */
export function goldenRow(household: Household, place: number, hasUnreadable: boolean): GoldenRow {
  const read: Record<string, unknown> = {};
  const unusable: string[] = [];
  const cells = FACT_NAMES.filter((name) => factOf(name)?.kind !== 'list').map((name, column) => {
    const fact = factOf(name) as Fact;
    const value = (household as Record<string, unknown>)[name];
    if (value === undefined) return '';
    const step = column + place;
    if (hasUnreadable && step % 7 === 0 && mayBeUnreadable(fact)) {
      unusable.push(name);
      return UNREADABLE;
    }
    read[name] = value;
    const ways = waysToWrite(fact, value);
    return (step % 5 === 0 ? ways[(step / 5) % ways.length] : ways[0]) as string;
  });
  return { text: cells.join('|').replace(/\|+$/, ''), household: read as Household, unusable };
}
