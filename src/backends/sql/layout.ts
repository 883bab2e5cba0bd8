import { CATALOGUE } from '../../facts/catalogue.js';
import { codesOf } from '../../facts/code-lists.js';
import type { CodesFact, Fact, ListFact, NumberFact, ScalarFact } from '../../facts/kinds.js';
import type { Node } from '../../language/nodes.js';
import { walk } from '../../language/nodes.js';
import type { Program } from '../../policy/policy.js';

/** The key of a household in every table of a script: a whole number, so that joins and sorting are quick. */
export const HOUSEHOLD = 'household';
/** The number of an entry in its list. */
export const ITEM = 'item_number';

/** A name of the catalogue as a column: `birthDate` is `birth_date`. */
export function columnName(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new RangeError('A name that is no name of the catalogue.');
  // Never a word that a database keeps for itself: all of ours begin with f_.
  return `f_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

export const factOf = (name: string): Fact => (CATALOGUE as Readonly<Record<string, Fact>>)[name] as Fact;
export const lastColumn = (name: string): string => `${columnName(name)}_to`;
export const completeColumn = (name: string): string => `${columnName(name)}_complete`;
/** How many entries a list of codes has, the same code twice counted twice. */
export const countColumn = (name: string): string => `${columnName(name)}_count`;
export const unusableColumn = (name: string): string => `${columnName(name)}_unusable`;
/** The table of the entries of a list. */
export const listTable = (name: string): string => columnName(name).replace(/^f_/, 'facts_of_');
export const HOUSEHOLDS = 'facts_of_household';

/** The bit of each code in the set that a list of codes is kept as. */
export function bitsOf(fact: CodesFact): ReadonlyMap<string, bigint> {
  const codes = codesOf(fact.codes);
  if (codes.length > 62) throw new RangeError('A list of codes too long for one whole number.');
  return new Map(codes.map((code, index) => [code, 1n << BigInt(index)]));
}

export const scaleOf = (fact: NumberFact): bigint => 10n ** BigInt(fact.decimals);
/** No value of the fact is further from 0, in its smallest unit. */
export const boundOf = (fact: NumberFact): bigint =>
  BigInt(Math.max(Math.abs(fact.minimum), Math.abs(fact.maximum))) * scaleOf(fact);

/** One column of the facts. */
export interface FactColumn {
  readonly column: string;
  readonly type: 'truth' | 'text' | 'integer';
}

/** The columns that hold a fact or a field of a list; a list of records has a table of its own besides. */
export function columnsOf(name: string, fact: Fact): readonly FactColumn[] {
  const column = columnName(name);
  switch (fact.kind) {
    case 'number':
      return [{ column, type: 'integer' }];
    case 'flag':
      return [{ column, type: 'truth' }];
    case 'code':
    case 'text':
      return [{ column, type: 'text' }];
    case 'day':
    case 'month':
      return [
        { column, type: 'integer' },
        { column: lastColumn(name), type: 'integer' },
      ];
    case 'codes':
      return [
        { column, type: 'integer' },
        { column: completeColumn(name), type: 'truth' },
        { column: countColumn(name), type: 'integer' },
      ];
    case 'list':
      return [{ column: completeColumn(name), type: 'truth' }];
  }
}

/** What households have to be given with: facts by name, of a list of records its fields. */
export interface FactsRead {
  readonly facts: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Of the fields those that definitions read; the others are only checked. */
  readonly askedFields: Readonly<Record<string, readonly string[]>>;
}

/**
 * The facts that definitions read. Of a list all fields: an impossible value in any of them makes the whole list
 * one that cannot be used, whether a rule reads the field or not.
 */
export function factsRead(program: Program): FactsRead {
  const facts = new Set<string>(Object.keys(program.declaredBlanks));
  for (const { node } of program.definitions)
    for (const each of walk(node) as Iterable<Node>) if (each.kind === 'fact') facts.add(each.name);
  const names = [...facts].filter((name) => factOf(name) !== undefined).sort();
  const lists = names.filter((name) => factOf(name).kind === 'list');
  const asked = fieldsAsked(program);
  const fieldsOf = (name: string): string[] => Object.keys((factOf(name) as ListFact).fields).sort();
  return {
    facts: names,
    fields: Object.fromEntries(lists.map((name) => [name, fieldsOf(name)])),
    askedFields: Object.fromEntries(
      lists.map((name) => [name, fieldsOf(name).filter((field) => asked.has(field))]),
    ),
  };
}

/** The fields of entries that definitions read, of whatever list. */
export function fieldsAsked(program: Program): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { node } of program.definitions)
    for (const each of walk(node) as Iterable<Node>)
      if (each.kind === 'item' && each.field !== undefined) asked.add(each.field);
  return asked;
}

export const fieldOf = (list: string, field: string): ScalarFact | CodesFact =>
  (factOf(list) as ListFact).fields[field] as ScalarFact | CodesFact;
