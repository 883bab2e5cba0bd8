import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutWidthAndSpace } from '../../src/tables/column-names.js';
import type { HouseholdList, ListRow } from '../../src/tables/household-list.js';
import { type Given, gansu2024, ON } from '../decision/support.js';
import type { Grid, GridCell } from './official-sheets/grid.js';
import { readCells, readText } from './official-sheets/in-memory.js';
import { type RandomColumn, type RandomSheet, randomSheet } from './official-sheets/random-sheet.js';
import { householdsOf, readGrids } from './official-sheets/read-grids.js';

type Read = (grid: Grid) => Promise<HouseholdList>;
const READERS: readonly (readonly [string, Read])[] = [
  ['text in batches', (grid) => readText(grid, 2)],
  ['cells of a workbook', readCells],
];
const SEED = fc.integer({ min: 0, max: 1e9 });

const byNumber = (households: readonly unknown[]): ReadonlyMap<unknown, Given> =>
  new Map((households as readonly Given[]).map((household) => [household['householdId'], household]));

function expectHouseholds(list: HouseholdList, { households }: RandomSheet): void {
  const read = householdsOf(list);
  expect(read).toHaveLength(households.length);
  const found = byNumber(read);
  for (const household of households) expect(found.get(household['householdId'])).toEqual(household);
}

describe('households that are written as a sheet are read back, field by field', () => {
  test.each(READERS)('as %s, in any layout', async (_, read) => {
    await fc.assert(
      fc.asyncProperty(SEED, async (seed) => {
        const sheet = randomSheet(seed);
        expectHouseholds(await read(sheet.grid), sheet);
      }),
      { numRuns: 150 },
    );
  });

  test('as files, in any layout', async () => {
    await fc.assert(
      fc.asyncProperty(SEED, async (seed) => {
        const sheet = randomSheet(seed);
        for (const written of ['xlsx', 'csv in GB18030'] as const)
          expectHouseholds(await readGrids(sheet.grid, written), sheet);
      }),
      { numRuns: 25 },
    );
  });

  test('whatever the size of the batches', async () => {
    await fc.assert(
      fc.asyncProperty(SEED, fc.integer({ min: 1, max: 30 }), async (seed, batch) => {
        const sheet = randomSheet(seed);
        expectHouseholds(await readText(sheet.grid, batch), sheet);
      }),
      { numRuns: 50 },
    );
  });
});

/** Rows that are no households, which people put among them. */
const NOISE = fc.constantFrom<readonly GridCell[] | 'header'>(
  ['张家湾村'],
  ['一、甲山片区（12户）'],
  ['合计', null, 12, 34_567.5],
  ['小计'],
  [null, '总计', 9],
  ['注：本表每月上报'],
  ['填表人：甲', null, '审核人：乙'],
  [],
  'header',
);
test.each(READERS)('rows that are no households, among them, change nothing: %s', async (_, read) => {
  const among = fc.array(fc.record({ at: fc.nat(1e6), noise: NOISE }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(SEED, among, async (seed, added) => {
      const sheet = randomSheet(seed);
      const names = sheet.grid.rows
        .slice(0, sheet.firstRow - 1)
        .filter((cells) => cells.includes(lastName(sheet)));
      const rows = [...sheet.grid.rows];
      for (const { at, noise } of added) {
        // Right below the header they might be parts of it.
        const place = sheet.firstRow + (at % sheet.householdOfRow.length);
        if (noise !== 'header') rows.splice(place, 0, noise);
        else rows.splice(place, 0, ...names);
      }
      expectHouseholds(await read({ ...sheet.grid, rows }), sheet);
    }),
    { numRuns: 150 },
  );
});
/** A name that is in each row of names: a repeated header repeats the row that it is in. */
const lastName = ({ columns }: RandomSheet): string => (columns.at(-1) as RandomColumn).name;

/** What people, programs and accidents put into cells. */
const INJECTED = fc.oneof(
  fc.constantFrom('', ' ', '/', '—', '无', '不详', 'N/A'),
  fc.constantFrom(
    '=1+1',
    '=HYPERLINK("http://x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '#REF!',
    '#N/A',
    '#未计算',
    'Err:502',
  ),
  fc.constantFrom(
    '约3',
    '3左右',
    '1,2,3',
    '1.2万',
    '3.5万元',
    '１２',
    '12%',
    '6.2E+17',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
  ),
  fc.constantFrom(
    '是',
    '否',
    '有',
    '无风险',
    '因病',
    '因病、因学',
    '户主',
    '202403.0',
    '2024-02-30',
    '45597',
    '√',
    '合格',
  ),
  fc.constantFrom(
    '合计',
    '小计：',
    '注：略',
    '户编号',
    '工资性收入',
    '风险消除后',
    '万元',
    '单位：万元',
    '填表人：甲',
  ),
  fc.constantFrom(
    '😀',
    '𠮷',
    '\ud800',
    'a\udc00b',
    '\u0000',
    '\u0007',
    '\u202e',
    '\ufeff',
    'e\u0301',
    '\u200b是',
    '是\n',
    '"',
    '""',
    "'否",
    ',',
    '\t',
    '\r\n',
  ),
  fc.constantFrom(
    '长'.repeat(40_000),
    '9'.repeat(400),
    '-0',
    '0',
    '0001',
    '1e-7',
    '__proto__',
    'constructor',
    'null',
    '{}',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const BLANKS: ReadonlySet<string> = new Set([
  '',
  '/',
  '//',
  '\\',
  '-',
  '--',
  '—',
  '——',
  '–',
  '无',
  '不详',
  '未知',
  'N/A',
  'n/a',
]);
/** A byte order mark goes on its way into text, wherever it stands. */
const isBlank = (text: string): boolean =>
  BLANKS.has(text.replaceAll('\ufeff', '').normalize('NFKC').trim().replace(/^'/, '').trim());

interface Change {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

function changed({ grid, firstRow }: RandomSheet, changes: readonly Change[]): Grid {
  const rows: GridCell[][] = grid.rows.map((cells) => [...cells]);
  for (const { row, column, text } of changes) (rows[firstRow - 1 + row] as GridCell[])[column] = text;
  return { ...grid, rows };
}

/** Changes of cells of data, by shares so that they fit any sheet. */
const CHANGES = fc.array(fc.record({ row: fc.nat(1e6), column: fc.nat(1e6), text: INJECTED }), {
  minLength: 1,
  maxLength: 6,
});
function fitted(
  changes: readonly Change[],
  sheet: RandomSheet,
  mayChange: (column: RandomColumn) => boolean,
): readonly Change[] {
  const columns = sheet.columns.flatMap((column, at) => (mayChange(column) ? [at] : []));
  return changes.map(({ row, column, text }) => ({
    row: row % sheet.householdOfRow.length,
    column: columns[column % columns.length] as number,
    text,
  }));
}

/** What a text says in a cell of this column, where nothing else stands on the sheet. */
async function saidAlone(
  read: Read,
  text: string,
  column: RandomColumn,
  unit: string,
  isMember: boolean,
): Promise<unknown> {
  // A word for a total, and a unit, is one where little else stands in the row.
  if (column.isText === true && /合计|小计|单位|^万元$/.test(text)) return text.trim();
  const rows: GridCell[][] = [
    ...(unit === '' ? [] : [[unit]]),
    ['户编号', '户类型', ...(isMember ? ['与户主关系'] : []), column.name],
    ['0', '一般农户', ...(isMember ? ['户主'] : []), text],
  ];
  const names = rows.at(-2) as string[];
  // The column itself may be one of the others.
  const at = names.findIndex((name, place) => place < names.length - 1 && sameColumn(name, column, isMember));
  if (at >= 0) for (const cells of rows.slice(-2)) cells.splice(at, 1);
  const [household] = householdsOf(await read({ rows })) as readonly Given[];
  if (household === undefined) return undefined;
  const { fact, field } = column as { fact: string; field?: string };
  if (field === undefined) return household[fact];
  return (household['members'] as { items: readonly Given[] } | undefined)?.items[0]?.[field];
}
const OTHERS: Readonly<Record<string, string>> = {
  户编号: 'householdId',
  户类型: 'householdKind',
  与户主关系: 'members.relation',
};
const sameColumn = (name: string, { fact, field }: RandomColumn, isMember: boolean): boolean =>
  OTHERS[name] === (field === undefined ? fact : `${fact}.${field}`) && (isMember || field === undefined);

const unitOf = ({ grid, firstRow }: RandomSheet): string =>
  grid.rows
    .slice(0, firstRow - 1)
    .flat()
    .filter((cell): cell is string => typeof cell === 'string' && /单位：万?元/.test(cell))[0] ?? '';

/** The rows that are told to be no households. */
const passedOver = ({ issues }: HouseholdList): ReadonlySet<number> =>
  new Set(
    issues
      .filter(({ code }) => code === 'rowsPassedOver')
      .flatMap(({ params }) => String(params['rows']).split('、').map(Number)),
  );

interface Checked {
  readonly read: Read;
  readonly sheet: RandomSheet;
  readonly changes: readonly Change[];
}

/** The changes of the cells of one fact, in these rows. */
const changesOf = (
  { sheet, changes }: Checked,
  rows: readonly number[],
  fact: string,
  field?: string,
): readonly Change[] => {
  const last = new Map(changes.map((change) => [`${change.row}.${change.column}`, change]));
  return [...last.values()].filter(({ row, column }) => {
    const found = sheet.columns[column] as RandomColumn;
    return rows.includes(row) && found.fact === fact && found.field === field;
  });
};

/**
 * A value that is another than before was put there as such; one that is gone was blanked, or is told with its row and
 * column.
 * @returns whether it is another one.
 */
async function isLegitimatelyOther(
  checked: Checked,
  { before, after, row }: { before: unknown; after: unknown; row: ListRow },
  rows: readonly number[],
  fact: string,
  field?: string,
): Promise<boolean> {
  if (isDeepStrictEqual(before, after)) return false;
  const { sheet, read } = checked;
  const changes = changesOf(checked, rows, fact, field);
  const where = `${fact}.${field ?? ''} ${JSON.stringify(before)} → ${JSON.stringify(after)} by ${JSON.stringify(changes)}`;
  expect(changes, where).not.toEqual([]);
  if (after !== undefined) {
    const said = await Promise.all(
      changes.map(({ text, column }) =>
        saidAlone(read, text, sheet.columns[column] as RandomColumn, unitOf(sheet), sheet.rows === 'member'),
      ),
    );
    expect(said, where).toContainEqual(after);
    return true;
  }
  const isTold = row.issues.some(
    ({ params }) =>
      typeof params['row'] === 'number' &&
      rows.includes((params['row'] as number) - sheet.firstRow) &&
      changes.some(({ column }) =>
        withoutWidthAndSpace(String(params['column'])).endsWith(
          withoutWidthAndSpace((sheet.columns[column] as RandomColumn).name),
        ),
      ),
  );
  expect(isTold || changes.some(({ text }) => isBlank(text)), where).toBe(true);
  return false;
}

const DEFINITE: ReadonlySet<string> = new Set([
  'identify',
  'notIdentified',
  'review',
  'exit',
  'retain',
  'notApplicable',
]);
function expectNoOtherAnswer(before: Given, after: unknown): void {
  const [was, is] = [before, after].map((household) => gansu2024.assess(household as Given, { on: ON }));
  for (const stage of ['identification', 'exit'] as const) {
    const outcome = is?.[stage].outcome as string;
    if (DEFINITE.has(outcome)) expect(outcome).toBe(was?.[stage].outcome);
  }
}

describe('a changed sheet', () => {
  test.each(READERS)(
    'never crashes, and no household is decided from a cell misread: %s',
    async (_, read) => {
      await fc.assert(
        fc.asyncProperty(SEED, CHANGES, async (seed, given) => {
          const sheet = randomSheet(seed);
          const isMember = sheet.rows === 'member';
          const changes = fitted(
            given,
            sheet,
            ({ fact }) => fact !== undefined && !(isMember && fact === 'householdId'),
          );
          const checked: Checked = { read, sheet, changes };
          const list = await read(changed(sheet, changes));
          const rowOf = new Map(list.rows.map((row) => [row.row, row]));
          const passed = passedOver(list);
          const isReadable = (place: number): boolean =>
            rowOf.get(place + sheet.firstRow)?.readable !== false && !passed.has(place + sheet.firstRow);
          for (const [place, before] of sheet.households.entries()) {
            const rows = sheet.householdOfRow.flatMap((each, at) => (each === place ? [at] : []));
            const left = rows.filter(isReadable);
            const row = isMember
              ? list.rows.find(
                  ({ household }) => (household as Given)['householdId'] === before['householdId'],
                )
              : rowOf.get((rows[0] as number) + sheet.firstRow);
            if (left.length === 0 || row === undefined || !row.readable) {
              for (const at of rows) {
                const place = at + sheet.firstRow;
                expect(passed.has(place) || (rowOf.get(place)?.issues ?? []).length > 0, `row ${place}`).toBe(
                  true,
                );
              }
              continue;
            }
            let isOther = false;
            const after = row.household as Given;
            for (const fact of new Set([...Object.keys(before), ...Object.keys(after)])) {
              if (fact === 'members') continue;
              if (
                await isLegitimatelyOther(
                  checked,
                  { before: before[fact], after: after[fact], row },
                  rows,
                  fact,
                )
              )
                isOther = true;
            }
            if (isMember && row.issues.every(({ code }) => code !== 'memberTwice')) {
              const items = (before['members'] as { items: readonly Given[] }).items;
              const found = after['members'] as { complete: boolean; items: readonly Given[] };
              expect(found.complete).toBe(false);
              expect(found.items).toHaveLength(left.length);
              for (const [at, item] of found.items.entries()) {
                const original = items[rows.indexOf(left[at] as number)] as Given;
                for (const field of new Set([...Object.keys(original), ...Object.keys(item)])) {
                  const values = { before: original[field], after: item[field], row };
                  if (await isLegitimatelyOther(checked, values, [left[at] as number], 'members', field))
                    isOther = true;
                }
              }
            }
            if (!isOther) expectNoOtherAnswer(before, after);
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  test('never puts a person to another household', async () => {
    await fc.assert(
      fc.asyncProperty(SEED, CHANGES, async (seed, given) => {
        const sheet = randomSheet(seed);
        fc.pre(sheet.rows === 'member');
        const at = (wanted: string): number =>
          sheet.columns.findIndex(({ fact, field }) => (field === undefined ? fact : field) === wanted);
        const changes = fitted(given, sheet, ({ fact }) => fact === 'householdId');
        const grid = changed(sheet, changes);
        const numbers = new Map(
          grid.rows
            .slice(sheet.firstRow - 1)
            .map((cells) => [cells[at('memberId')], withoutWidthAndSpace(String(cells[at('householdId')]))]),
        );
        for (const household of householdsOf(await readCells(grid)) as readonly Given[])
          for (const item of (household['members'] as { items: readonly Given[] } | undefined)?.items ?? [])
            expect(numbers.get(item['memberId'] as string)).toContain(
              withoutWidthAndSpace(household['householdId'] as string).slice(0, 100),
            );
      }),
      { numRuns: 60 },
    );
  });

  test.each(READERS)('whose columns stand elsewhere says the same: %s', async (_, read) => {
    await fc.assert(
      fc.asyncProperty(SEED, fc.nat(1e6), fc.nat(1e6), async (seed, one, other) => {
        const sheet = randomSheet(seed);
        fc.pre(isPlain(sheet));
        const [left, right] = [one % sheet.columns.length, other % sheet.columns.length];
        const swap = (cells: readonly GridCell[], row: number): readonly GridCell[] =>
          row < sheet.firstRow - 2 ? cells : swapped(cells, left, right);
        expectHouseholds(await read({ ...sheet.grid, rows: sheet.grid.rows.map(swap) }), sheet);
      }),
      { numRuns: 40 },
    );
  });

  test.each(READERS)(
    'with two names exchanged reads whole columns as what they are called: %s',
    async (_, read) => {
      await fc.assert(
        fc.asyncProperty(SEED, fc.nat(1e6), fc.nat(1e6), async (seed, one, other) => {
          const sheet = randomSheet(seed);
          fc.pre(isPlain(sheet));
          const [left, right] = [one % sheet.columns.length, other % sheet.columns.length];
          const change = (isNames: boolean): Grid => ({
            ...sheet.grid,
            rows: sheet.grid.rows.map((cells, row) =>
              (isNames ? row === sheet.firstRow - 2 : row > sheet.firstRow - 2)
                ? swapped(cells, left, right)
                : cells,
            ),
          });
          const facts = async (grid: Grid) =>
            (await read(grid)).rows.map(({ household, readable }) => [household, readable]);
          expect(await facts(change(true))).toEqual(await facts(change(false)));
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each(READERS)('with a name that is none loses that fact and changes no other: %s', async (_, read) => {
    const names = INJECTED.filter(
      (text) => text.trim() !== '' && !/户|收入|风险消除后|万元|单位|合计|注|填表人/.test(text),
    );
    await fc.assert(
      fc.asyncProperty(SEED, fc.nat(1e6), names, async (seed, one, name) => {
        const sheet = randomSheet(seed);
        fc.pre(isPlain(sheet));
        const column = one % sheet.columns.length;
        const rows = sheet.grid.rows.map((cells, row) =>
          row === sheet.firstRow - 2 ? cells.with(column, name) : cells,
        );
        const found = byNumber(sheet.households);
        for (const household of householdsOf(await read({ ...sheet.grid, rows })) as readonly Given[]) {
          const before = found.get(household['householdId']);
          if (before === undefined) continue;
          for (const [fact, value] of Object.entries(household))
            if (fact !== 'members') expect([fact, value]).toEqual([fact, before[fact]]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Without groups or a row of numbers: the names stand right above the data. */
const isPlain = ({ grid, firstRow, columns }: RandomSheet): boolean =>
  columns.every(({ group }) => group === undefined) && grid.rows[firstRow - 2]?.[0] === columns[0]?.name;

const swapped = (cells: readonly GridCell[], left: number, right: number): readonly GridCell[] =>
  cells.with(left, cells[right] as GridCell).with(right, cells[left] as GridCell);
