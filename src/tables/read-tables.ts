import type { Declaration } from '../decision/declarations.js';
import { factOf } from '../facts/catalogue.js';
import { type Issue, issue } from '../values/issues.js';
import { MEMBERS, withoutWidthAndSpace } from './column-names.js';
import type { ColumnMapping, ListRow, ReadSheet } from './household-list.js';
import { type Joined, joinLists, joinMembers, type ListSheet } from './join-lists.js';
import { inOne, type ListHead, type ListInBatches } from './list-in-batches.js';
import { cellFactOf } from './map-header.js';
import type { Mapping } from './mapping.js';
import { PassedOver } from './passed-over.js';
import { asListRow, type ReadRow, type RowOptions, RowReader } from './read-rows.js';
import type { Table, TableHead } from './table.js';

/** How a list is read. */
export interface TableOptions {
  /** A county's own names for columns, and what it declares. */
  readonly own?: Mapping | undefined;
  /** Keep the cells of every row as they stand. */
  readonly keepCells?: boolean | undefined;
}

/** Rows are told with their sheet where there are several. */
export function readerOf(table: TableHead, isOnly: boolean, keepCells: boolean): RowReader {
  const { name, head, merges = [], serialDays = true, sameWidth = false } = table;
  const options: RowOptions = { merges, serialDays, sameWidth, keepCells };
  return new RowReader(head, isOnly || name === '' ? options : { ...options, sheet: name });
}

/** The rows of a table that are to be read, and what is told of the others. */
async function readAll(table: Table, isOnly: boolean, keepCells: boolean): Promise<TableRows> {
  const reader = readerOf(table, isOnly, keepCells);
  const read: ReadRow[] = [];
  for await (const batch of table.rows()) for (const raw of batch) read.push(reader.read(raw));
  const taken = withoutOthers(table, isOnly, read, table.list === undefined);
  return { ...taken, issues: [...taken.issues, ...reader.issues()] };
}

/** Rows of a table, and issues of those that are no rows of a list. */
interface TableRows {
  readonly rows: readonly ReadRow[];
  readonly issues: readonly Issue[];
}

/** Without rows that are known to be no household, no person and no entry. */
export function withoutOthers(
  table: TableHead,
  isOnly: boolean,
  read: readonly ReadRow[],
  isMain = true,
): TableRows {
  const passedOver = new PassedOver(table, isOnly);
  const rows = read.filter((row) => !passedOver.takes(row));
  return { rows, issues: [...passedOver.issues(), ...(isMain ? noRows(rows.length) : [])] };
}

/** Facts without which nothing is decided, and that no column gives. */
function missingColumns(tables: readonly TableHead[], own: Mapping | undefined): readonly Issue[] {
  const isJoined = tables.length > 1 || tables[0]?.head.scope === 'member';
  const joining = isJoined ? [{ fact: 'householdId' as const }] : [];
  const titles = tables.flatMap((table, place) => {
    const given = (target: { readonly fact: string; readonly field?: string }): boolean =>
      table.head.mapping.some(
        ({ fact, field, completes }) => fact === target.fact && field === target.field && completes !== true,
      );
    const elsewhere = (target: { readonly field?: string }): boolean =>
      place > 0 || target.field !== undefined;
    const required = [...joining, ...(own?.required ?? []).filter((target) => !elsewhere(target))];
    return required
      .filter((target) => !given(target))
      .map((target) => ({ table, title: cellFactOf({ ...target }).title }));
  });
  const fields = (own?.required ?? []).filter(
    ({ fact, field }) =>
      field !== undefined &&
      !tables.some(({ head }) => head.mapping.some((each) => each.fact === fact && each.field === field)),
  );
  const named = [
    ...titles.map(({ table, title }) =>
      tables.length > 1
        ? { zh: `${title.zh}（“${table.name}”表）`, en: `${title.en} (sheet "${table.name}")` }
        : title,
    ),
    ...fields.map((target) => cellFactOf(target).title),
  ];
  if (named.length === 0) return [];
  const distinct = [...new Map(named.map((title) => [title.zh, title])).values()];
  return [
    issue('requiredColumnsMissing', [], {
      columns: distinct.map(({ zh }) => zh).join('、'),
      columnsEn: distinct.map(({ en }) => en).join(', '),
    }),
  ];
}

/** Columns that the mapping names and no sheet has. */
function unusedNames(tables: readonly TableHead[], own: Mapping | undefined): readonly Issue[] {
  const there = new Set(
    tables.flatMap(({ head }) =>
      head.names.flatMap((name) => [name, name.split('/').at(-1) ?? ''].map(withoutWidthAndSpace)),
    ),
  );
  return (own?.columnNames ?? [])
    .filter((name) => !there.has(withoutWidthAndSpace(name)))
    .map((column) => issue('mappedColumnMissing', [], { column }, 'warning'));
}

function declarationsOf(mapping: readonly ColumnMapping[], own: Mapping | undefined): readonly Declaration[] {
  return [
    ...mapping.flatMap(({ fact, column, blankMeans }): Declaration[] => {
      if (blankMeans === undefined) return [];
      const { text, authority, document } = blankMeans;
      return [{ fact, kind: 'blank', value: text, column, authority, document }];
    }),
    ...[...(own?.complete ?? [])].map(([fact, word]): Declaration => ({ fact, kind: 'complete', ...word })),
  ];
}

/** Columns that say a list is complete, whose entries nobody has given. */
function listsNotGiven(tables: readonly TableHead[]): readonly Issue[] {
  const [main, ...lists] = tables;
  const given = new Set([
    ...lists.map(({ list }) => list),
    ...(main?.head.scope === 'member' ? [MEMBERS] : []),
  ]);
  return (main?.head.mapping ?? [])
    .filter(({ fact, completes }) => completes === true && !given.has(fact))
    .map(({ fact, column }) =>
      issue(
        'listSheetMissing',
        [],
        { column, list: factOf(fact)?.title.zh ?? fact, listEn: factOf(fact)?.title.en ?? fact },
        'warning',
      ),
    );
}

function headOf(
  tables: readonly TableHead[],
  { own, keepCells = false }: TableOptions,
  further: readonly Issue[],
): ListHead {
  const isOnly = tables.length === 1;
  const inSheet = <Column extends object>(column: Column, { name }: TableHead): Column =>
    isOnly || name === '' ? column : { ...column, sheet: name };
  const mapping = tables.flatMap((table) => table.head.mapping.map((column) => inSheet(column, table)));
  const declarations = declarationsOf(mapping, own);
  const [main] = tables;
  return {
    mapping,
    unmapped: tables.flatMap((table) => table.head.unmapped.map((column) => inSheet(column, table))),
    issues: [
      ...tables.flatMap(({ head }) => head.issues),
      ...listsNotGiven(tables),
      ...unusedNames(tables, own),
      ...further,
    ],
    sheets: tables.flatMap(({ name, head, list }): ReadSheet[] =>
      head.headerRows === undefined
        ? []
        : [
            {
              ...(name === '' ? {} : { sheet: name }),
              rowsAre: list ?? (head.scope as ReadSheet['rowsAre']),
              headerRows: head.headerRows,
            },
          ],
    ),
    ...(declarations.length === 0 ? {} : { declarations }),
    ...(keepCells && main !== undefined ? { columns: main.head.names } : {}),
  };
}

const noRows = (count: number): readonly Issue[] =>
  count === 0 ? [issue('listHasNoRows', [], {}, 'warning')] : [];

async function* streamed(
  main: Table,
  reader: RowReader,
  issues: Issue[],
): AsyncGenerator<readonly ListRow[], void, undefined> {
  const passedOver = new PassedOver(main, true);
  let count = 0;
  for await (const batch of main.rows()) {
    const rows = batch.flatMap((raw) => {
      const read = reader.read(raw);
      return passedOver.takes(read) ? [] : [asListRow(read)];
    });
    count += rows.length;
    if (rows.length > 0) yield rows;
  }
  issues.push(...passedOver.issues(), ...reader.issues(), ...noRows(count));
}

/**
 * What tables say before their rows, and whether their rows are to be read: not where there is no header, or a column is
 * missing that is required.
 */
export function checkTables(
  tables: readonly [TableHead, ...TableHead[]],
  options: TableOptions,
  further: readonly Issue[] = [],
): { readonly head: ListHead; readonly isUsable: boolean } {
  const [{ head }] = tables;
  const isUnderstood = head.headerRows !== undefined && head.mapping.length > 0;
  const missing = isUnderstood ? missingColumns(tables, options.own) : [];
  const isUsable = isUnderstood && missing.length === 0;
  const described = headOf(tables, options, [...missing, ...further]);
  return { head: isUsable ? described : { ...described, nothingRead: true }, isUsable };
}

/** Persons who stand in the rows of the main table and on a sheet of their own: which of them is whole, nobody knows. */
const isMembersAgain = (main: TableHead, { list }: TableHead): boolean =>
  main.head.scope === 'member' && list === MEMBERS;

function membersTwice(main: TableHead, table: TableHead): Issue {
  const { title } = cellFactOf({ fact: MEMBERS });
  const params = { list: title.zh, listEn: title.en, sheet: table.name, other: main.name };
  return issue('membersGivenTwice', [], params);
}

/** The households of the rows of a table, joined with the entries of others. */
export function joinTables(
  { head }: TableHead,
  read: readonly ReadRow[],
  lists: readonly ListSheet[],
  own: Mapping | undefined,
  membersDoubted = false,
): Joined {
  if (head.scope !== 'member') return joinLists(read, lists, own);
  const names = new Map(
    head.mapping.filter(({ field }) => field === undefined).map(({ fact, column }) => [fact, column]),
  );
  return joinMembers(read, lists, own, names, membersDoubted);
}

/**
 * Opens a list of households from its tables: the first has a row for every household, or for every member of one, the
 * others hold the entries of lists. Rows come in batches; where a row is a member, or there are lists, all of them are
 * read and joined first, by the number of the household. A column that is required and missing leaves no rows.
 * @throws what the tables throw, also while the batches are taken.
 */
export async function openTables(
  tables: readonly [Table, ...Table[]],
  options: TableOptions = {},
  found: readonly Issue[] = [],
): Promise<ListInBatches> {
  const { own, keepCells = false } = options;
  const [main, ...lists] = tables;
  const { head, isUsable } = checkTables(tables, options, found);
  // A sheet without a header says nothing, however long it is.
  if (!isUsable) {
    for (const table of tables) await table.close?.();
    return { head, batches: inOne([]) };
  }
  const isOnly = lists.length === 0;
  if (isOnly && main.head.scope === 'household') {
    const issues = [...head.issues];
    const reader = readerOf(main, isOnly, keepCells);
    return { head: { ...head, issues }, batches: streamed(main, reader, issues) };
  }
  const { rows, issues } = await readAll(main, isOnly, keepCells);
  const entries: ListSheet[] = [];
  const further: Issue[] = [...issues];
  for (const table of lists) {
    if (isMembersAgain(main, table)) {
      further.push(membersTwice(main, table));
      await table.close?.();
      continue;
    }
    const read = await readAll(table, false, false);
    further.push(...read.issues);
    entries.push({ list: table.list ?? MEMBERS, sheet: table.name, rows: read.rows });
  }
  const joined = joinTables(
    main,
    rows,
    entries,
    own,
    lists.some((table) => isMembersAgain(main, table)),
  );
  return {
    head: { ...head, issues: [...head.issues, ...further, ...joined.issues] },
    batches: inOne(joined.rows),
  };
}
