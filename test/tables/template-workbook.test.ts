import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import type { Fact, ListFact } from '../../src/facts/kinds.js';
import { factOf } from '../../src/index.js';
import type { ListRow } from '../../src/tables/household-list.js';
import { openTables } from '../../src/tables/read-tables.js';
import { workbookTables } from '../../src/tables/sheet-roles.js';
import type { Table } from '../../src/tables/table.js';
import type { Template } from '../../src/tables/template.js';
import { TEMPLATE_ROWS, type TemplateColumn, type TemplateRows } from '../../src/tables/template-columns.js';
import { EXAMPLES, exampleCell } from '../../src/tables/template-examples.js';
import type { Issue } from '../../src/values/issues.js';
import { openWorkbook } from '../../src/workbook-sheets.node.js';
import { templatePieces } from '../../src/workbook-template.node.js';
import { blanked, fullHousehold, type Given } from '../decision/support.js';
import { planFor, sheetsOf } from './template-support.js';

/** A workbook as a command reads it: its households, and all that is wrong with it. */
async function readWorkbook(bytes: Uint8Array): Promise<{ rows: ListRow[]; issues: readonly Issue[] }> {
  const { tables, issues } = await workbookTables(await openWorkbook(bytes), {});
  const { head, batches } = await openTables(tables as [Table, ...Table[]], {}, issues);
  const rows: ListRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return { rows, issues: head.issues };
}

async function bytesOf(template: Template): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of templatePieces(template)) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Items {
  readonly complete: boolean;
  readonly items: readonly Given[];
}
type CellValue = string | number | undefined;

/** A value as a person would type it into a cell. */
function typed(entry: Fact, value: unknown): CellValue {
  if (value === undefined || value === null) return undefined;
  switch (entry.kind) {
    case 'flag':
      return value === true ? '是' : '否';
    case 'list':
      return (value as Items).complete ? '是' : '否';
    case 'codes': {
      const none = entry.columns.flatMap(({ noneWords }) => noneWords ?? [])[0];
      const { items } = value as { readonly items: readonly string[] };
      return items.length === 0 ? none : items.join('、');
    }
    default:
      return value as string | number;
  }
}

/** The row of a household, or of an entry of one of its lists. */
const rowOf = (
  columns: readonly TemplateColumn[],
  household: Given,
  entry: Given = {},
): readonly CellValue[] =>
  columns.map((column) =>
    typed(column.entry, column.field === undefined ? household[column.fact] : entry[column.field]),
  );
const entriesOf = (household: Given, list: string): readonly Given[] =>
  (household[list] as Items | undefined)?.items ?? [];

/** What is left of a household under the columns of a template. A list of codes in one cell is the whole list. */
function within(rows: TemplateRows, household: Given): Given {
  const columns = sheetsOf(rows).flatMap((sheet) => sheet.columns as readonly TemplateColumn[]);
  const kept: Given = {};
  for (const { fact, field } of columns) {
    const entry = factOf(fact) as Fact;
    const value = household[fact];
    if (field !== undefined || value === undefined) continue;
    if (entry.kind === 'list') {
      const list = inCells(
        entry,
        value as Items,
        columns.filter((each) => each.fact === fact),
      );
      if (list !== undefined) kept[fact] = list;
    } else if (entry.kind !== 'codes' || typed(entry, value) !== undefined)
      kept[fact] = entry.kind === 'codes' ? { ...(value as object), complete: true } : value;
  }
  return kept;
}
function inCells(entry: ListFact, { complete, items }: Items, columns: readonly TemplateColumn[]) {
  if (items.length < (complete ? entry.minimumItems : 1)) return undefined;
  return {
    complete,
    items: items.map((item) =>
      Object.fromEntries(
        columns.flatMap(({ field = '', entry: given }) => {
          if (given.kind === 'list' || typed(given, item[field]) === undefined) return [];
          return [
            [field, given.kind === 'codes' ? { ...(item[field] as object), complete: true } : item[field]],
          ];
        }),
      ),
    ),
  };
}

/** Fills in a made template as a spreadsheet program does, and saves it. */
async function filledIn(bytes: Buffer, rows: TemplateRows, households: readonly Given[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  for (const { name, scope, columns } of sheetsOf(rows)) {
    const sheet = workbook.getWorksheet(name) as ExcelJS.Worksheet;
    const list = scope === 'household' ? undefined : scope === 'member' ? 'members' : scope;
    const lines = households.flatMap((household) =>
      list === undefined
        ? [rowOf(columns, household)]
        : entriesOf(household, list).map((entry) => rowOf(columns, household, entry)),
    );
    lines.forEach((line, at) => {
      line.forEach((value, index) => {
        if (value !== undefined) sheet.getCell(at + 2, index + 1).value = value;
      });
    });
  }
  return saved(workbook);
}

/** exceljs keeps a check for each of half a million cells, and is slow to write them. */
async function saved(workbook: ExcelJS.Workbook): Promise<Buffer> {
  for (const sheet of workbook.worksheets)
    (sheet as unknown as { dataValidations: { model: object } }).dataValidations.model = {};
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe('the workbook of a template', () => {
  test.each(TEMPLATE_ROWS)('that nobody has filled in has no households, with a row a %s', async (rows) => {
    expect(await readWorkbook(await bytesOf(planFor(rows)))).toMatchObject({
      rows: [],
      issues: [{ code: 'listHasNoRows', severity: 'warning' }],
    });
  });

  test('is small, and the same bytes whenever it is made', async () => {
    for (const rows of TEMPLATE_ROWS) {
      const bytes = await bytesOf(planFor(rows));
      expect(bytes.length).toBeLessThan(200_000);
      expect(bytes.equals(await bytesOf(planFor(rows)))).toBe(true);
    }
  });

  test.each(TEMPLATE_ROWS)(
    'gives the households that were filled in, with a row a %s',
    async (rows) => {
      const random = randomFrom(7);
      const households = Array.from({ length: 20 }, (_, index): Given => {
        const full: Given = {
          ...fullHousehold(index, true),
          headName: `户主${index}`,
          township: '甲镇',
          incomeToMonth: '2024-10',
        };
        // Half of them as far as is known; a row a person needs one.
        const { members, ...rest } = index % 2 === 0 ? full : blanked(full, random).less;
        const known = (members as Items | undefined)?.items.length ? members : full['members'];
        return { ...rest, members: known, householdId: String(index).padStart(6, '0') };
      });
      const filled = await filledIn(await bytesOf(planFor(rows)), rows, households);
      const { rows: read, issues } = await readWorkbook(filled);
      expect(issues).toEqual([]);
      expect(read.map(({ issues: found }) => found)).toEqual(read.map(() => []));
      expect(read.map(({ household }) => household)).toEqual(
        households.map((household) => within(rows, household)),
      );
    },
    60_000,
  );

  test('reads its own examples without a complaint, the third as one of whom little is known', async () => {
    const examples = Array.from({ length: EXAMPLES }, (_, example) => example);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await bytesOf(planFor('household'))) as unknown as ArrayBuffer);
    for (const { name, columns } of sheetsOf('household'))
      for (const example of examples) {
        const cells = columns.map((column) => exampleCell(column, example));
        // Of the third household no entries of lists are known.
        if (name !== '农户' && cells.slice(1).join('') === '') continue;
        cells.forEach((text, index) => {
          const { kind } = (columns[index] as TemplateColumn).entry;
          const cell = workbook.getWorksheet(name)?.getCell(example + 2, index + 1);
          if (cell !== undefined && text !== '') cell.value = kind === 'number' ? Number(text) : text;
        });
      }
    const { rows, issues } = await readWorkbook(await saved(workbook));
    expect(issues).toEqual([]);
    expect(rows.flatMap((row) => row.issues)).toEqual([]);
    const [first, second, third] = rows.map(({ household }) => household as Given);
    const columns = sheetsOf('household')[0].columns;
    expect(Object.keys(first as Given).sort()).toEqual(columns.map(({ fact }) => fact).sort());
    expect(Object.keys(second as Given).sort()).toEqual(columns.map(({ fact }) => fact).sort());
    expect(third).toEqual({ householdId: '示例003' });
  }, 60_000);

  test('keeps headers from being typed over, leaves cells to be filled in, and keeps numbers of households as text', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await bytesOf(planFor('household'))) as unknown as ArrayBuffer);
    expect(workbook.getWorksheet('选项')?.state).toBe('hidden');
    for (const { name, columns } of sheetsOf('household')) {
      const sheet = workbook.getWorksheet(name) as ExcelJS.Worksheet;
      expect(sheet.rowCount).toBe(1);
      // exceljs does not type what it reads of a protected sheet.
      const protection = (sheet as unknown as { sheetProtection: Record<string, unknown> }).sheetProtection;
      expect(protection).toMatchObject({ sheet: true, insertRows: true, sort: true, autoFilter: true });
      expect(protection).not.toHaveProperty('hashValue');
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      columns.forEach(({ header, entry }, index) => {
        const head = sheet.getCell(1, index + 1);
        expect([head.value, head.protection?.locked ?? true]).toEqual([header, true]);
        expect(head.note).toBeDefined();
        const { style } = sheet.getColumn(index + 1);
        expect([header, style.protection?.locked]).toEqual([header, false]);
        expect([header, style.numFmt ?? 'General']).toEqual([
          header,
          entry.kind === 'number' ? 'General' : '@',
        ]);
      });
    }
  });

  test('checks what is typed: answers, names of lists, amounts within their bounds, days', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await bytesOf(planFor('household'))) as unknown as ArrayBuffer);
    const [{ columns }] = sheetsOf('household');
    const sheet = workbook.getWorksheet('农户') as ExcelJS.Worksheet;
    const validation = (header: string, row: number): ExcelJS.DataValidation | undefined =>
      sheet.getCell(row, columns.findIndex((column) => column.header === header) + 1).dataValidation;
    expect(validation('有机动车', 2001)).toMatchObject({
      type: 'list',
      formulae: ['"是,否"'],
      showErrorMessage: true,
      allowBlank: true,
    });
    expect(validation('有机动车', 2002)).toBeUndefined();
    expect(validation('家庭人口数（人）', 2)).toMatchObject({ type: 'whole', formulae: [1, 50] });
    expect(validation('工资性收入（元）', 2)?.formulae[0]).toMatch(
      /^AND\(ISNUMBER\((\w+)2\),\1?2?.*>=0,.*<=1000000000,ROUND\(.*,2\)=/,
    );
    // Several in one cell are not refused.
    expect(validation('入户核实的风险', 2)).toMatchObject({ type: 'list', showInputMessage: true });
    expect(validation('入户核实的风险', 2)?.showErrorMessage ?? false).toBe(false);
    expect(validation('户编号（必填）', 2)).toBeUndefined();
    // Nothing is filled in beforehand.
    for (let index = 1; index <= columns.length; index += 1) expect(sheet.getCell(2, index).value).toBeNull();
    for (const { dataValidation } of columns.map((_, index) => sheet.getCell(2, index + 1))) {
      expect((dataValidation?.prompt ?? '').length).toBeLessThanOrEqual(255);
      expect((dataValidation?.error ?? '').length).toBeLessThanOrEqual(225);
      expect((dataValidation?.errorTitle ?? '').length).toBeLessThanOrEqual(32);
      expect((dataValidation?.promptTitle ?? '').length).toBeLessThanOrEqual(32);
      for (const formula of dataValidation?.formulae ?? [])
        expect(String(formula).length).toBeLessThanOrEqual(255);
    }
  });
});
