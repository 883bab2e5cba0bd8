import { FACT_NAMES, type FactName, factOf } from '../facts/catalogue.js';
import type { Fact } from '../facts/kinds.js';

/** A name under which a column gives a fact. */
export interface ColumnName {
  /** As the catalogue writes it. */
  readonly written: string;
  readonly fact: FactName;
  readonly reversed: boolean;
}

/** A header, brought into the form in which names are compared. */
export interface NormalisedName {
  /** Half-width, without spaces and asterisks, brackets kept. */
  readonly whole: string;
  /** The same without brackets and what stands in them. */
  readonly bare: string;
  /** What stands in the brackets. */
  readonly notes: readonly string[];
}

const BRACKETED = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/g;
const NOT_PART_OF_A_NAME = /[\s*\u200b-\u200d\ufeff]/g;

/** Half-width and without spaces: what is left of two spellings of one word is equal. */
export const withoutWidthAndSpace = (text: string): string =>
  text.normalize('NFKC').replace(NOT_PART_OF_A_NAME, '');

export function normaliseName(header: string): NormalisedName {
  const whole = withoutWidthAndSpace(header);
  return {
    whole,
    bare: whole.replace(BRACKETED, ''),
    notes: [...whole.matchAll(BRACKETED)].map((found) => found[1] as string),
  };
}

function* entries(): Generator<readonly [FactName, Fact]> {
  for (const name of FACT_NAMES) {
    const fact = factOf(name) as Fact;
    // One cell cannot hold a list of records.
    if (fact.kind !== 'list') yield [name, fact];
  }
}

/** Names seen in the field come first, then the fact's title, then its name in JSON. */
function* columnNames(): Generator<ColumnName> {
  for (const [fact, { columns }] of entries()) {
    for (const { names, polarity } of columns) {
      for (const written of names) yield { written, fact, reversed: polarity === 'reversed' };
    }
  }
  for (const [fact, { title }] of entries()) yield { written: title.zh, fact, reversed: false };
  for (const [fact] of entries()) yield { written: fact, fact, reversed: false };
}

/** Every name of a column, as the catalogue writes it; a fact has several. */
export const COLUMN_NAMES: readonly ColumnName[] = [...columnNames()];

/** The names by their normalised form. Brackets are kept: 未参加城乡居民(职工)保险 is not the same without them. */
export const COLUMN_BY_NAME: ReadonlyMap<string, ColumnName> = new Map(
  // The first of equal names stays.
  [...COLUMN_NAMES].reverse().map((name) => [normaliseName(name.written).whole, name]),
);
