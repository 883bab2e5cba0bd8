import type { FactItem, FactList, FactRecord, FactValue } from '../../facts/given.js';
import type { Fact } from '../../facts/kinds.js';
import type { Range } from '../../values/range.js';
import type { Rational } from '../../values/rational.js';
import { truthOf } from '../../values/truth.js';
import { scaleOf } from './facts.js';
import type { RowLayout } from './generate.js';

/**
 * A household as generated code reads it: one object of one shape. Numbers in units of the last decimal of the
 * catalogue, not a number where unknown; truths 3, 0, 2; texts or null; days and months as numbers in two keys, the
 * first and last that is possible; lists as arrays of rows or texts, or null, with their completeness (3 or 2).
 */
export type Row = Record<string, number | string | null | readonly (string | Row)[]>;

/** Where a day or month ends, and whether a list is complete. */
export const END_KEY = '$to';
export const COMPLETE_KEY = '$complete';

const numberOfDay = (text: string | undefined, open: number): number =>
  text === undefined ? open : Number(text.replace(/-/g, ''));

/** Undefined where a number has more decimals than the catalogue allows: then only the interpreter can decide. */
function wholeOf({ numerator, denominator }: Rational, decimals: number): number | undefined {
  const scaled = numerator * BigInt(scaleOf(decimals));
  if (scaled % denominator !== 0n) return undefined;
  const whole = Number(scaled / denominator);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

class RowMaker {
  /** Whether everything could be said in whole numbers. */
  isWhole = true;

  enter(row: Row, name: string, fact: Fact, value: FactValue): void {
    switch (fact.kind) {
      case 'number': {
        const whole = value === undefined ? Number.NaN : wholeOf(value as Rational, fact.decimals);
        if (whole === undefined) this.isWhole = false;
        row[name] = whole ?? Number.NaN;
        return;
      }
      case 'flag': {
        const truth = value === undefined ? 'unknown' : truthOf(value as boolean);
        row[name] = truth === 'unknown' ? 2 : truth === 'true' ? 3 : 0;
        return;
      }
      case 'code':
      case 'text':
        row[name] = value === undefined ? null : (value as string);
        return;
      case 'day':
      case 'month': {
        const range = value as Range<string> | undefined;
        row[name] = numberOfDay(range?.low, Number.NEGATIVE_INFINITY);
        row[`${name}${END_KEY}`] = numberOfDay(range?.high, Number.POSITIVE_INFINITY);
        return;
      }
      case 'codes':
      case 'list': {
        const list = value as FactList | undefined;
        row[name] = list === undefined ? null : list.items.map((item) => this.item(fact, item));
        row[`${name}${COMPLETE_KEY}`] = list?.complete === true ? 3 : 2;
        return;
      }
    }
  }

  private item(fact: Extract<Fact, { readonly kind: 'codes' | 'list' }>, item: FactItem): string | Row {
    if (fact.kind === 'codes') return item as string;
    const row: Row = {};
    for (const name of Object.keys(fact.fields).sort())
      this.enter(row, name, fact.fields[name] as Fact, (item as FactRecord)[name]);
    return row;
  }
}

/**
 * The row of a household for a program.
 * @returns undefined where a number is not a whole one in its unit: the interpreter decides such a household.
 */
export function rowOf(layout: RowLayout, facts: Readonly<Record<string, FactValue>>): Row | undefined {
  const maker = new RowMaker();
  const row: Row = {};
  for (const { name, fact } of layout.facts) maker.enter(row, name, fact, facts[name]);
  return maker.isWhole ? row : undefined;
}
