import { CATALOGUE, type Fact } from '../../src/index.js';

export const FACTS = Object.entries(CATALOGUE) as [string, Fact][];
export const LISTS = FACTS.flatMap(([name, fact]) => (fact.kind === 'list' ? [[name, fact] as const] : []));
/** Every fact and every field of a list, by path. */
export const ENTRIES: [string, Fact][] = [
  ...FACTS,
  ...LISTS.flatMap(([list, fact]) =>
    Object.entries(fact.fields).map(([name, field]): [string, Fact] => [`${list}.${name}`, field]),
  ),
];

export const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
