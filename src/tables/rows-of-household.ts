import type { FactName } from '../facts/catalogue.js';
import { issue } from '../values/issues.js';
import { MERGED } from './body-merges.js';
import { comparedNumber } from './household-number.js';
import type { ReadRow } from './read-rows.js';
import type { MergedCells } from './sheet.js';

/** Cells that are merged over rows of several households: nobody knows whose they are. */
export function sharedCells(groups: ReadonlyMap<string, readonly ReadRow[]>): ReadonlySet<MergedCells> {
  const owners = new Map<MergedCells, Set<string>>();
  for (const [number, rows] of groups)
    for (const { merged } of rows)
      for (const { cells } of merged) owners.set(cells, (owners.get(cells) ?? new Set()).add(number));
  return new Set([...owners].filter(([, { size }]) => size > 1).map(([cells]) => cells));
}

/** The row without what stands in cells that it shares with other households. */
export function withoutShared(row: ReadRow, shared: ReadonlySet<MergedCells>): ReadRow {
  const lost = row.merged.filter(({ cells }) => shared.has(cells));
  if (lost.length === 0) return row;
  const names = new Set<string>(lost.map(({ fact }) => fact));
  return {
    ...row,
    household: Object.fromEntries(Object.entries(row.household).filter(([name]) => !names.has(name))),
    issues: [
      ...row.issues,
      ...lost.map(({ fact, column }) =>
        issue('cellNotUnderstood', [fact], { row: row.row, column, hint: MERGED.zh, hintEn: MERGED.en }),
      ),
    ],
  };
}

/**
 * Without what a blank is declared to mean where another row of the household has the fact itself: sheets often give it in
 * the row of the head only.
 */
export function withoutNeedlessBlanks(rows: readonly ReadRow[]): readonly ReadRow[] {
  const isDeclared = ({ declarations }: ReadRow, name: string): boolean =>
    declarations.some(({ kind, fact }) => kind === 'blank' && fact === name);
  const given = new Set(
    rows.flatMap((row) => Object.keys(row.household).filter((name) => !isDeclared(row, name))),
  );
  return rows.map((row) => {
    if (!row.declarations.some(({ fact }) => given.has(fact))) return row;
    return {
      ...row,
      household: Object.fromEntries(
        Object.entries(row.household).filter(([name]) => !(given.has(name) && isDeclared(row, name))),
      ),
      declarations: row.declarations.filter(({ kind, fact }) => kind !== 'blank' || !given.has(fact)),
    };
  });
}

/** The one value that the rows of a household have for each of its facts; where they differ, or one cannot be read, none. */
export function agreedFacts(
  rows: readonly ReadRow[],
  names: ReadonlyMap<string, string>,
): Pick<ReadRow, 'household' | 'issues'> {
  const issues = rows.flatMap((row) => row.issues);
  const spoilt = new Set(issues.map(({ path }) => path[0]));
  const found = new Map<string, { readonly text: string; readonly row: number; readonly value: unknown }>();
  for (const { row, household } of rows)
    for (const [name, value] of Object.entries(household)) {
      const text = (name === 'householdId' ? comparedNumber(value) : undefined) ?? JSON.stringify(value);
      const known = found.get(name);
      if (known === undefined) found.set(name, { text, row, value });
      else if (known.text !== text && !spoilt.has(name)) {
        spoilt.add(name);
        issues.push(
          issue('rowsOfHouseholdDiffer', [name], { row, other: known.row, column: names.get(name) ?? name }),
        );
      }
    }
  const household = Object.fromEntries(
    [...found].filter(([name]) => !spoilt.has(name)).map(([name, { value }]) => [name, value]),
  );
  return { household, issues };
}

/** What the rows of one household say of whether a list is complete; undefined where none does, or they differ. */
export function saidOf(rows: readonly ReadRow[], list: FactName): boolean | undefined {
  const said = new Set(rows.flatMap(({ completes }) => completes.get(list) ?? []));
  if (said.size === 0) return undefined;
  return said.size === 1 && said.has(true);
}
