import { CATALOGUE } from '../src/facts/catalogue.js';
import type { FactList, FactRecord, FactValue } from '../src/facts/given.js';
import type { Fact, ListFact } from '../src/facts/kinds.js';
import { childrenOf, type Node } from '../src/language/nodes.js';
import type { Program } from '../src/policy/policy.js';
import type { Range } from '../src/values/range.js';
import { multiply, type Rational, rational } from '../src/values/rational.js';

/**
 * A household as code on rows reads it: one plain object of one shape, keys in sorted order. A number is whole, of
 * its smallest unit (fen), NaN where unknown; a flag 3 true, 0 false, 2 unknown; a code or text a string or null; a
 * day two numbers yyyymmdd, the first and the last possible one (`x`, `x$to`), a month two numbers yyyymm, open ends
 * infinite; a list an array of rows or codes, or null, with `x$complete` 3 or 2.
 */
export interface Row {
  readonly [key: string]: RowValue;
}
export type RowValue = number | string | null | readonly Row[] | readonly string[];

/** A fact of a row; of a list of records also the fields of its entries. */
export interface RowField {
  readonly name: string;
  readonly fact: Fact;
  readonly fields: readonly RowField[];
}

const CATALOGUE_BY_NAME: Readonly<Record<string, Fact>> = CATALOGUE;
const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);

/** The facts that a program reads, and which fields of the entries of lists, sorted by name. */
export function fieldsRead(program: Program): readonly RowField[] {
  const nodes = new Map(program.definitions.map(({ name, node }) => [name, node]));
  const read = new Map<string, Set<string>>();
  /** The list of records that a list is made of, if it is one of the catalogue. */
  const listOf = (node: Node): string | undefined => {
    if (node.kind === 'fact') return CATALOGUE_BY_NAME[node.name]?.kind === 'list' ? node.name : undefined;
    if (node.kind === 'filter') return listOf(node.list);
    if (node.kind !== 'definition') return undefined;
    const defined = nodes.get(node.name);
    return defined === undefined ? undefined : listOf(defined);
  };
  const visit = (node: Node, lists: ReadonlyMap<string, string>): void => {
    if (node.kind === 'fact') read.set(node.name, read.get(node.name) ?? new Set());
    if (node.kind === 'item' && node.field !== undefined) {
      const list = lists.get(node.binding);
      if (list !== undefined) read.set(list, (read.get(list) ?? new Set()).add(node.field));
    }
    const list = node.kind === 'filter' || node.kind === 'aggregate' ? listOf(node.list) : undefined;
    const inside =
      list === undefined || !('binding' in node) ? lists : new Map([...lists, [node.binding, list]]);
    for (const child of childrenOf(node)) visit(child, inside);
  };
  for (const node of nodes.values()) visit(node, new Map());
  const fieldsOf = (fact: Fact, names: ReadonlySet<string>): RowField[] =>
    fact.kind === 'list'
      ? [...names]
          .map((name) => ({ name, fact: (fact as ListFact).fields[name] as Fact, fields: [] }))
          .sort(byName)
      : [];
  return [...read]
    .map(([name, names]) => {
      const fact = CATALOGUE_BY_NAME[name] as Fact;
      return { name, fact, fields: fieldsOf(fact, names) };
    })
    .sort(byName);
}

type Draft = Record<string, RowValue>;
const BLANK_RANGE: Range<string> = { low: undefined, high: undefined };

/** Digits of a day or month as a number; an open end is infinite. */
const digits = (text: string | undefined, open: number): number =>
  text === undefined ? open : Number(text.replaceAll('-', ''));

function wholeNumber(value: Rational, decimals: number): number {
  const scaled = multiply(value, rational(10n ** BigInt(decimals)));
  if (scaled.denominator !== 1n) throw new Error('A number has more decimals than its fact allows.');
  return Number(scaled.numerator);
}

/** Puts one fact into a row whose keys are all there. */
function put(
  row: Draft,
  { name, fact, fields }: RowField,
  given: FactValue,
  rowOf: RowMaker | undefined,
): void {
  switch (fact.kind) {
    case 'number':
      row[name] = given === undefined ? Number.NaN : wholeNumber(given as Rational, fact.decimals);
      return;
    case 'flag':
      row[name] = given === undefined ? 2 : given === true ? 3 : 0;
      return;
    case 'code':
    case 'text':
      row[name] = given === undefined ? null : (given as string);
      return;
    case 'day':
    case 'month': {
      const { low, high } = (given as Range<string> | undefined) ?? BLANK_RANGE;
      row[name] = digits(low, Number.NEGATIVE_INFINITY);
      row[`${name}$to`] = digits(high, Number.POSITIVE_INFINITY);
      return;
    }
    case 'codes':
    case 'list': {
      const list = given as FactList | undefined;
      const items = list?.items ?? null;
      row[name] =
        items === null || fields.length === 0
          ? (items as readonly string[] | null)
          : (items as readonly FactRecord[]).map((item) => rowOf?.(item) as Row);
      row[`${name}$complete`] = list?.complete === true ? 3 : 2;
    }
  }
}

/** The most general value of each key: a shape that begins with these never has to be made wider. */
function widest({ name, fact }: RowField): readonly (readonly [string, number | null])[] {
  const half = 0.5;
  switch (fact.kind) {
    case 'number':
      return [[name, half]];
    case 'flag':
      return [[name, 0]];
    case 'code':
    case 'text':
      return [[name, null]];
    case 'day':
    case 'month':
      return [
        [name, half],
        [`${name}$to`, half],
      ];
    case 'codes':
    case 'list':
      return [
        [name, null],
        [`${name}$complete`, 0],
      ];
  }
}

export type RowMaker = (given: Readonly<Record<string, FactValue>>) => Row;

/**
 * Makes rows of one shape. Each is a copy of a template that has all the keys: an object that is filled key by key
 * would become a table, which is several times slower to read.
 */
export function rowMaker(fields: readonly RowField[]): RowMaker {
  const template = JSON.parse(JSON.stringify(Object.fromEntries(fields.flatMap(widest)))) as Draft;
  const inside = new Map(
    fields.filter((field) => field.fields.length > 0).map((field) => [field.name, rowMaker(field.fields)]),
  );
  return (given) => {
    const row: Draft = { ...template };
    for (const field of fields) put(row, field, given[field.name], inside.get(field.name));
    return row;
  };
}

/** The keys of a row, in order. */
export const keysOf = (fields: readonly RowField[]): readonly string[] =>
  fields.flatMap(widest).map(([key]) => key);
