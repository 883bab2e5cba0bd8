import type { Declaration } from '../decision/declarations.js';
import { type FactName, factOf } from '../facts/catalogue.js';
import { HEAD_OF_HOUSEHOLD } from '../facts/code-lists.js';
import type { ListFact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import { MEMBERS } from './column-names.js';
import { type ListRow, unreadableRow } from './household-list.js';
import { comparedNumber } from './household-number.js';
import type { Mapping } from './mapping.js';
import { asListRow, type ReadRow } from './read-rows.js';
import {
  agreedFacts,
  saidOf,
  sharedCells,
  withoutNeedlessBlanks,
  withoutShared,
} from './rows-of-household.js';

/** The entries of a list, as a sheet of their own has them. */
export interface ListSheet {
  readonly list: FactName;
  /** The name of the sheet or file, as issues tell it. */
  readonly sheet: string;
  readonly rows: readonly ReadRow[];
}

/** The households of a list, put together, and what is wrong with the sheets that they come from. */
export interface Joined {
  readonly rows: readonly ListRow[];
  readonly issues: readonly Issue[];
}

function appendTo(groups: Map<string, ReadRow[]>, key: string, row: ReadRow): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
}

/** Words that stand for another row's number, or for none. */
const NO_NUMBER = /^(?:同上|同前|同左|〃|々|″|["'”’]+|新增|新增户|暂无|待定|待编|未编|无编号|ditto)$/i;

/** A household number as it is compared; undefined where there is none. */
const numberOf = ({ household }: ReadRow): string | undefined => {
  const number = comparedNumber(household['householdId']);
  return number === undefined || NO_NUMBER.test(number) ? undefined : number;
};

/** Whether a row may be an entry of any household; what is none (a total, a note) is not. */
const isLost = (row: ReadRow): boolean =>
  row.unreadable === undefined ? numberOf(row) === undefined : row.unreadable.mayBeSomebody === true;

/** Issues of an entry, at its place in the list. */
const atPlace = (issues: readonly Issue[], list: FactName, place: number): readonly Issue[] =>
  issues.map(({ code, path, params, severity }) =>
    issue(code, [list, 'items', place, ...path], params, severity),
  );

function distinct(declarations: readonly Declaration[]): readonly Declaration[] {
  return [...new Map(declarations.map((each) => [JSON.stringify(each), each])).values()];
}

/** What is known of a list in one household. */
interface Entries {
  readonly list: FactName;
  readonly rows: readonly ReadRow[];
  /** All rows of the sheet were put to a household: only then can the list of any be complete. */
  readonly isWhole: boolean;
}

const written = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.normalize('NFKC').replace(/\s/g, '').toUpperCase() : undefined;

/** Whether two rows are about the same person: by a number; or by name and relation, where no number differs. */
function areSame(one: ReadRow, other: ReadRow): boolean {
  const same = (field: string): boolean | undefined => {
    const [left, right] = [written(one.record[field]), written(other.record[field])];
    return left === undefined || right === undefined ? undefined : left === right;
  };
  const numbers = [same('memberId'), same('idNumber')];
  if (numbers.includes(true)) return true;
  return !numbers.includes(false) && same('name') === true && same('relation') === true;
}

/** Two rows about the same person; each row is compared only with those that share a number, or name and relation. */
function samePerson(rows: readonly ReadRow[]): readonly [ReadRow, ReadRow] | undefined {
  const before = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const { memberId, idNumber, name, relation } = row.record;
    const keys = [
      ['memberId', memberId],
      ['idNumber', idNumber],
      ['name', name, relation],
    ]
      .filter((key) => !key.includes(undefined))
      .map((key) => key.map((part) => written(part)).join('\n'));
    for (const key of keys) {
      const alike = before.get(key) ?? [];
      const other = alike.find((each) => areSame(row, each));
      if (other !== undefined) return [row, other];
      appendTo(before, key, row);
    }
  }
  return undefined;
}

/** Adds the entries of a list to a household, with what is said of whether they are all. */
function withEntries(
  row: ListRow,
  { list, rows: given, isWhole }: Entries,
  said: boolean | undefined,
  own: Mapping | undefined,
): ListRow {
  const rows = given.filter(({ hasNoEntry }) => hasNoEntry !== true);
  const same = list === MEMBERS ? samePerson(rows) : undefined;
  // How many live there is not known then, and neither is what one of them has.
  if (same !== undefined)
    return {
      ...row,
      issues: [...row.issues, issue('memberTwice', [MEMBERS], { row: same[0].row, other: same[1].row })],
    };
  const declared = own?.complete.get(list);
  const complete = isWhole && (said ?? declared !== undefined);
  // Where nothing is listed and nobody says that there is none, nothing is known.
  const isKnown = rows.length > 0 || (complete && rows.length >= (factOf(list) as ListFact).minimumItems);
  if (!isKnown) return row;
  const declarations =
    complete && said === undefined && declared !== undefined
      ? [{ fact: list, kind: 'complete' as const, ...declared }]
      : [];
  const all = distinct([
    ...(row.declarations ?? []),
    ...declarations,
    ...given.flatMap((each) => each.declarations),
  ]);
  return {
    ...row,
    household: {
      ...(row.household as object),
      [list]: { complete, items: rows.map(({ record }) => record) },
    },
    issues: [...row.issues, ...rows.flatMap(({ recordIssues }, place) => atPlace(recordIssues, list, place))],
    ...(all.length === 0 ? {} : { declarations: all }),
  };
}

const titles = (list: FactName): { readonly list: string; readonly listEn: string } => {
  const { title } = factOf(list) as ListFact;
  return { list: title.zh, listEn: title.en };
};

/** The rows of a sheet of entries by household; those that belong to none are told. */
function entriesOf(
  { list, sheet, rows }: ListSheet,
  numbers: ReadonlySet<string>,
  own: Mapping | undefined,
): {
  readonly byHousehold: ReadonlyMap<string, readonly ReadRow[]>;
  readonly isWhole: boolean;
  readonly issues: readonly Issue[];
} {
  const byHousehold = new Map<string, ReadRow[]>();
  const issues: Issue[] = [];
  // A number that no household has may be that of any, written otherwise.
  const holdsOthers = own?.holdsOthers.has(list) === true;
  let lost = 0;
  for (const row of rows) {
    const number = numberOf(row);
    const isNobodys = number !== undefined && row.unreadable === undefined && !numbers.has(number);
    const place = { sheet, row: row.row };
    if (row.unreadable !== undefined)
      issues.push(
        issue('entryUnreadable', [list], {
          ...place,
          detail: row.unreadable.zh,
          detailEn: row.unreadable.en,
        }),
      );
    else if (number === undefined) issues.push(issue('entryWithoutNumber', [list], place));
    else if (isNobodys) {
      if (!holdsOthers) issues.push(issue('entryWithoutHousehold', [list], place));
    } else appendTo(byHousehold, number, row);
    if (isLost(row) || (isNobodys && !holdsOthers)) lost += 1;
  }
  if (lost > 0) issues.push(issue('listNotComplete', [list], { ...titles(list), count: lost }));
  return { byHousehold, isWhole: lost === 0, issues };
}

/** Households of a sheet with a row each, with the entries of further sheets. */
export function joinLists(
  households: readonly ReadRow[],
  lists: readonly ListSheet[],
  own: Mapping | undefined,
): Joined {
  const numbers = new Set(households.flatMap((row) => numberOf(row) ?? []));
  const entries = lists.map((list) => ({ list: list.list, ...entriesOf(list, numbers, own) }));
  const rows = households.map((read) => {
    const number = numberOf(read);
    let row = asListRow(read);
    if (!row.readable || number === undefined) return row;
    for (const { list, byHousehold, isWhole } of entries)
      row = withEntries(
        row,
        { list, rows: byHousehold.get(number) ?? [], isWhole },
        read.completes.get(list),
        own,
      );
    return row;
  });
  // An issue of the sheet as a whole spoils no fact: its entries that can be used are.
  return { rows, issues: entries.flatMap(({ issues }) => issues.map(withoutPath)) };
}

const withoutPath = ({ code, params, severity }: Issue): Issue => issue(code, [], params, severity);

/**
 * Households of a sheet with a row for each of their members, whose rows may stand anywhere: they are joined by the number
 * of the household. The row that a household is told by is that of its head, or else its first.
 * @param names the columns by the fact that they give, to tell where rows differ.
 * @param isDoubted whether the members are given in another place too, so that no list of them is complete.
 */
export function joinMembers(
  persons: readonly ReadRow[],
  lists: readonly ListSheet[],
  own: Mapping | undefined,
  names: ReadonlyMap<string, string>,
  isDoubted = false,
): Joined {
  const groups = new Map<string, ReadRow[]>();
  const apart: ListRow[] = [];
  for (const row of persons) {
    const number = numberOf(row);
    if (row.unreadable !== undefined) apart.push(asListRow(row));
    else if (number === undefined)
      apart.push({ ...unreadableRow(row.row, WITHOUT_NUMBER), ...(row.cells && { cells: row.cells }) });
    else {
      appendTo(groups, number, row);
    }
  }
  const further = lists.map((list) => ({ list: list.list, ...entriesOf(list, new Set(groups.keys()), own) }));
  const lost = persons.filter(isLost).length;
  const shared = sharedCells(groups);
  const rows = [...groups].map(([number, all]) => {
    const group = withoutNeedlessBlanks(all.map((row) => withoutShared(row, shared)));
    const { household, issues } = agreedFacts(group, names);
    const first =
      group.find(({ record }) => record['relation'] === HEAD_OF_HOUSEHOLD) ?? (group[0] as ReadRow);
    const base: ListRow = {
      row: first.row,
      household,
      issues,
      readable: true,
      ...(first.cells === undefined ? {} : { cells: first.cells }),
    };
    let row = withEntries(
      base,
      { list: MEMBERS, rows: group, isWhole: lost === 0 && !isDoubted },
      saidOf(group, MEMBERS),
      own,
    );
    for (const { list, byHousehold, isWhole } of further)
      row = withEntries(
        row,
        { list, rows: byHousehold.get(number) ?? [], isWhole },
        saidOf(group, list),
        own,
      );
    return row;
  });
  const issues = further.flatMap((each) => each.issues.map(withoutPath));
  if (lost > 0) issues.push(issue('listNotComplete', [], { ...titles(MEMBERS), count: lost }));
  return { rows: [...rows, ...apart].sort((left, right) => left.row - right.row), issues };
}

const WITHOUT_NUMBER = {
  zh: '没有户编号（或看不懂），不能归到任何一户',
  en: 'it has no household number that can be read, and belongs to no household',
};
