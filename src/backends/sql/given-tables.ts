import type { Fact } from '../../facts/kinds.js';
import { givenColumns } from './check-cell.js';
import type { Dialect } from './dialect.js';
import { columnName, type FactsRead, factOf, fieldOf, HOUSEHOLD, ITEM } from './layout.js';

/** The tables in which households are given: this one, and one for each list. */
export const GIVEN = 'households';
/** The column of a code in the table of a list of codes. */
export const CODE = 'code';
export const givenList = (name: string): string => `household_${columnName(name).slice(2)}`;
/** The table of a list of codes within the entries of a list. */
export const givenSet = (list: string, field: string): string =>
  `${givenList(list)}_${columnName(field).slice(2)}`;

/**
 * The statements that make the tables in which households are given, where they do not stand already. A cell may be
 * given as text or in its type.
 */
export function givenTables({ types }: Dialect, { facts, fields }: FactsRead): readonly string[] {
  const table = (name: string, columns: readonly string[]): string =>
    `CREATE TABLE IF NOT EXISTS ${name} (\n  ${columns.join(',\n  ')}\n);`;
  const texts = (names: readonly (readonly [string, Fact])[]): string[] =>
    names.flatMap(([name, fact]) => givenColumns(name, fact).map((column) => `${column} ${types.text}`));
  const key = `${HOUSEHOLD} ${types.integer} NOT NULL`;
  const item = `${ITEM} ${types.integer} NOT NULL`;
  const code = `${CODE} ${types.text}`;
  const all = facts.map((name) => [name, factOf(name)] as const);
  return [
    table(GIVEN, [`${HOUSEHOLD} ${types.integer} PRIMARY KEY`, ...texts(all)]),
    ...all.flatMap(([name, fact]) => {
      if (fact.kind === 'codes') return [table(givenList(name), [key, code])];
      if (fact.kind !== 'list') return [];
      const names = (fields[name] ?? []).map((field) => [field, fieldOf(name, field)] as const);
      const sets = names.filter(([, field]) => field.kind === 'codes');
      return [
        table(givenList(name), [key, item, ...texts(names), `PRIMARY KEY (${HOUSEHOLD}, ${ITEM})`]),
        ...sets.map(([field]) => table(givenSet(name, field), [key, item, code])),
      ];
    }),
  ];
}

/**
 * Statements that stop a run whose keys are no numbers before anything is read: else a database would tell a key, which
 * may be an identity number, in the error about it.
 */
export function keyChecks({ facts, fields }: FactsRead): readonly string[] {
  const check = (table: string, keys: readonly string[]): string =>
    `SELECT ${keys.map((key) => `${key} + 0`).join(', ')} FROM ${table} WHERE FALSE;`;
  return [
    check(GIVEN, [HOUSEHOLD]),
    ...facts.flatMap((name) => {
      const fact = factOf(name);
      if (fact.kind === 'codes') return [check(givenList(name), [HOUSEHOLD])];
      if (fact.kind !== 'list') return [];
      const sets = (fields[name] ?? []).filter((field) => fieldOf(name, field).kind === 'codes');
      return [
        check(givenList(name), [HOUSEHOLD, ITEM]),
        ...sets.map((field) => check(givenSet(name, field), [HOUSEHOLD, ITEM])),
      ];
    }),
  ];
}
