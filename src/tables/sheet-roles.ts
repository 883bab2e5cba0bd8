import { type FactName, factOf } from '../facts/catalogue.js';
import type { Fact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import { listOfSheet, MEMBERS, withoutWidthAndSpace } from './column-names.js';
import { findHeader } from './find-header.js';
import type { Mapping } from './mapping.js';
import type { Sheet } from './sheet.js';
import { sheetTable, type Table } from './table.js';

/** A sheet of a workbook. */
export interface WorkbookSheet extends Sheet {
  readonly hidden: boolean;
}

/** How the sheets of a workbook are chosen. */
export interface SheetChoice {
  /** A county's own names, and what it declares. */
  readonly own?: Mapping | undefined;
  /** The sheet with the households, by name; goes before what the mapping says. */
  readonly sheet?: string | undefined;
}

/** The tables of a workbook: first that with the households, then the lists. None where it is not known which is which. */
export interface WorkbookTables {
  readonly tables: readonly Table[];
  readonly issues: readonly Issue[];
}

/** Sheets that explain or show examples, by their whole names. */
export const EXPLAINING_SHEETS: readonly string[] = [
  ...['示例', '样例', '样表', '范例', '示范', '模板', '填写示例', '填报示例', '填表示例'],
  ...['说明', '填写说明', '填报说明', '填表说明', '使用说明', '填写要求', '填报要求'],
  ...['选项', '字典', '数据字典', '代码', '代码表', '目录', '封面'],
  ...['example', 'examples', 'sample', 'samples', 'template', 'guide', 'instructions', 'readme', 'options'],
  'cover',
];

const isExplaining = (name: string): boolean =>
  EXPLAINING_SHEETS.includes(withoutWidthAndSpace(name).toLowerCase());

/** A sheet without these is one of other things that has a word in common with households. */
const ENOUGH_COLUMNS = 3;

const namesOf = (sheets: readonly { readonly name: string }[]): string =>
  sheets.map(({ name }) => `“${name}”`).join('、');

const isNamed = (name: string, wanted: string): boolean =>
  withoutWidthAndSpace(name) === withoutWidthAndSpace(wanted);

const looksLikeHouseholds = ({ head }: Table): boolean =>
  head.mapping.length >= ENOUGH_COLUMNS || head.mapping.some(({ fact }) => fact === 'householdId');

async function hasText(sheet: Sheet): Promise<boolean> {
  for await (const { cells } of sheet.rows()) if (cells.some((cell) => cell.trim() !== '')) return true;
  return false;
}

/** Lists that are given once; of those that are given twice nobody knows which is right. */
export function withoutDoubles(lists: readonly Table[]): WorkbookTables {
  const same = (table: Table): readonly Table[] => lists.filter(({ list }) => list === table.list);
  const doubled = lists.filter((table) => same(table).length > 1);
  return {
    tables: lists.filter((table) => !doubled.includes(table)),
    issues: doubled.flatMap((table) => {
      const [first] = same(table) as [Table];
      if (first === table || table.list === undefined) return [];
      const { title } = factOf(table.list) as Fact;
      const params = { list: title.zh, listEn: title.en, sheet: table.name, other: first.name };
      return [issue('listGivenTwice', [], params)];
    }),
  };
}

/** A table that says only what is wrong. */
const nothingOf = (issues: readonly Issue[]): Table => ({
  name: '',
  head: { ...findHeader([], []), issues },
  rows: async function* () {},
});

/**
 * Finds the sheet with the households of a workbook, by its columns, and the sheets of lists, by their names. A hidden sheet
 * is read only if it is asked for, and told if it looks like households; so is any other sheet with something on it, but for
 * those that explain or show examples.
 */
export async function workbookTables(
  sheets: readonly WorkbookSheet[],
  { own, sheet: asked }: SheetChoice,
): Promise<WorkbookTables> {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const wanted = asked ?? own?.sheet;
  const chosen = wanted === undefined ? undefined : sheets.find(({ name }) => isNamed(name, wanted));
  if (wanted !== undefined && chosen === undefined)
    return {
      tables: [nothingOf([issue('sheetMissing', [], { sheet: wanted, sheets: namesOf(visible) })])],
      issues: [],
    };
  const lists: Table[] = [];
  const candidates: Table[] = [];
  const others: Sheet[] = [];
  for (const sheet of visible) {
    if (sheet === chosen) continue;
    const list: FactName | undefined =
      own?.listSheets.get(withoutWidthAndSpace(sheet.name)) ?? listOfSheet(sheet.name);
    if (list !== undefined) {
      lists.push(await sheetTable(sheet, { own, scope: list }, list));
      continue;
    }
    if (isExplaining(sheet.name)) continue;
    const table = await sheetTable(sheet, { own });
    if (chosen === undefined && looksLikeHouseholds(table)) candidates.push(table);
    else others.push(sheet);
  }
  if (chosen !== undefined) candidates.push(await sheetTable(chosen, { own }));
  // A workbook of persons alone may have them on a sheet with the name of their list.
  const persons = candidates.length === 0 ? lists.findIndex(({ list }) => list === MEMBERS) : -1;
  if (persons >= 0) {
    const [table] = lists.splice(persons, 1) as [Table];
    const sheet = visible.find(({ name }) => name === table.name) as WorkbookSheet;
    candidates.push(await sheetTable(sheet, { own, scope: 'member' }));
  }
  const [main, ...further] = candidates;
  if (main === undefined)
    return { tables: [nothingOf([issue('noHouseholdSheet', [], { sheets: namesOf(visible) })])], issues: [] };
  if (further.length > 0)
    return {
      tables: [nothingOf([issue('severalHouseholdSheets', [], { sheets: namesOf(candidates) })])],
      issues: [],
    };
  const notRead: Issue[] = [];
  for (const sheet of sheets.filter(({ hidden, name }) => hidden && !isExplaining(name)))
    if (looksLikeHouseholds(await sheetTable(sheet, { own })))
      notRead.push(issue('hiddenSheetNotRead', [], { sheet: sheet.name }, 'warning'));
  for (const sheet of others)
    if (await hasText(sheet)) notRead.push(issue('sheetNotRead', [], { sheet: sheet.name }, 'warning'));
  return { tables: [main, ...lists], issues: notRead };
}
