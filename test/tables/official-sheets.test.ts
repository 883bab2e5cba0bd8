import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Household } from '../../src/index.js';
import type { HouseholdList } from '../../src/tables/household-list.js';
import { gansu2024, ON } from '../decision/support.js';
import { FIXTURE_SHEETS } from './official-sheets/fixture-sheets.js';
import type { Grid } from './official-sheets/grid.js';
import { LIST_HOUSEHOLDS, LIST_WORKBOOK } from './official-sheets/list-workbook.js';
import {
  HOUSEHOLDS_OF_PERSONS,
  LEDGER_HOUSEHOLDS,
  LEDGER_ISSUES,
  LEDGER_OF_PERSONS,
  LEDGER_ROWS,
  LOCAL_LEDGER,
} from './official-sheets/local-ledger.js';
import { NATIONAL_EXPORT, NATIONAL_HOUSEHOLDS, UNKNOWN_COLUMNS } from './official-sheets/national-export.js';
import {
  codesOf,
  householdsOf,
  mappingOf,
  readableRows,
  readBytes,
  readGrids,
  WRITTEN,
} from './official-sheets/read-grids.js';

const NOT_A_FAULT: ReadonlySet<string> = new Set([
  'readAsGb18030',
  'numberingRow',
  'unreadableRow',
  'rowsPassedOver',
]);
const told = (list: HouseholdList) => codesOf(list).filter((code) => !NOT_A_FAULT.has(code));

/** What is decided of a household, with what is missing and why. */
function decided(household: unknown, declarations?: HouseholdList['declarations']) {
  const assessment = gansu2024.assess(household as Household, {
    on: ON,
    ...(declarations === undefined ? {} : { declarations }),
  });
  const { identification, exit, tier, track } = assessment;
  return { identification, exit, tier, track };
}
const outcomes = (household: unknown) => {
  const { identification, exit } = decided(household);
  return [identification.outcome, exit.outcome];
};
function expectSameDecisions(list: HouseholdList, households: readonly unknown[]): void {
  expect(readableRows(list).map(({ household }) => decided(household))).toEqual(
    households.map((each) => decided(each)),
  );
}

describe('the export of the national system', () => {
  test.each(WRITTEN)('gives its households, each from the rows of its persons (%s)', async (written) => {
    const list = await readGrids(NATIONAL_EXPORT, written);
    expect(NATIONAL_EXPORT.rows[0]).toHaveLength(177);
    expect(householdsOf(list)).toEqual(NATIONAL_HOUSEHOLDS);
    expect(told(list)).toEqual([]);
    expect(list.sheets).toMatchObject([{ rowsAre: 'member', headerRows: { first: 1, last: 1 } }]);
    expectSameDecisions(list, NATIONAL_HOUSEHOLDS);
  });

  test('leaves out every column of other times and other registers, and lists them', async () => {
    const { unmapped } = await readGrids(NATIONAL_EXPORT);
    expect(new Set(unmapped.map(({ column }) => column))).toEqual(UNKNOWN_COLUMNS);
    for (const { column, nearest } of unmapped)
      if (column.includes('风险消除后')) expect(nearest).toBeUndefined();
  });

  test('is decided as the same households are by hand', () => {
    expect(NATIONAL_HOUSEHOLDS.map(outcomes)).toEqual([
      ['identify', 'retain'],
      ['notIdentified', 'notApplicable'],
      ['verify', 'verify'],
    ]);
  });

  test('with all of its persons, by a declaration that is kept with the decision', async () => {
    const document = '全国防返贫监测信息系统导出说明';
    const own = mappingOf({ authority: 'national', document, lists: { members: { complete: true } } });
    const list = await readGrids(NATIONAL_EXPORT, 'csv', { own });
    const declaration = { fact: 'members', kind: 'complete', authority: 'national', document };
    expect(list.declarations).toEqual([declaration]);
    for (const { household, declarations } of list.rows) {
      expect(household).toMatchObject({ members: { complete: true } });
      expect(declarations).toEqual([declaration]);
      const assessment = gansu2024.assess(household as Household, {
        on: ON,
        declarations: declarations ?? [],
      });
      expect(assessment.declarations).toEqual([declaration]);
    }
  });

  test('two columns for one fact leave it unknown, unless the mapping puts one of them aside', async () => {
    const [names = [], ...rows] = NATIONAL_EXPORT.rows;
    const grid: Grid = { rows: [[...names, '是否危房户'], ...rows.map((cells) => [...cells, '是'])] };
    const doubled = await readGrids(grid, 'csv');
    for (const household of householdsOf(doubled)) expect(household).not.toHaveProperty('housingProblem');
    expect(told(doubled)).toEqual(['duplicateColumn']);
    const own = mappingOf({ columns: { 是否危房户: null } });
    expect(householdsOf(await readGrids(grid, 'csv', { own }))).toEqual(NATIONAL_HOUSEHOLDS);
  });
});

describe('the ledger of a township', () => {
  test.each(WRITTEN)('gives its households and nothing else (%s)', async (written) => {
    const list = await readGrids(LOCAL_LEDGER, written);
    expect(householdsOf(list)).toEqual(LEDGER_HOUSEHOLDS);
    expect(readableRows(list).map(({ row }) => row)).toEqual(LEDGER_ROWS);
    const issues = readableRows(list).flatMap((row) => row.issues);
    expect(issues).toMatchObject(LEDGER_ISSUES.map((params) => ({ code: 'cellNotUnderstood', params })));
    expect(issues).toHaveLength(LEDGER_ISSUES.length);
    expect(list.unmapped.map(({ column }) => column)).toEqual([
      '序号',
      '风险消除后/家庭纯收入',
      '风险消除后/人均纯收入',
      '备注',
    ]);
    expect(list.mapping.filter(({ multiplier }) => multiplier === 10_000)).toHaveLength(4);
    expect(list.sheets).toMatchObject([{ rowsAre: 'household', headerRows: { first: 3, last: 4 } }]);
    expectSameDecisions(list, LEDGER_HOUSEHOLDS);
  });

  test.each(WRITTEN)('says of every other row below its header why it is none (%s)', async (written) => {
    const { rows, issues } = await readGrids(LOCAL_LEDGER, written);
    expect(rows.map(({ row }) => row)).toEqual(LEDGER_ROWS);
    const passed = issues.filter(({ code }) => code === 'rowsPassedOver');
    const places = passed.flatMap(({ params }) => String(params['rows']).split('、').map(Number));
    expect(places.sort((left, right) => left - right)).toEqual([6, 9, 10, 12, 13]);
  });

  test('with the cells of a household merged over its persons', async () => {
    const list = await readGrids(LEDGER_OF_PERSONS);
    expect(householdsOf(list)).toEqual(HOUSEHOLDS_OF_PERSONS);
    expect(told(list)).toEqual([]);
    expectSameDecisions(list, HOUSEHOLDS_OF_PERSONS);
  });

  test.each(['csv', 'csv in GB18030'] as const)(
    'and as text, which has lost the merging: persons without a number are put to nobody, and told (%s)',
    async (written) => {
      const list = await readGrids(LEDGER_OF_PERSONS, written);
      expect(householdsOf(list)).toMatchObject([
        {
          householdId: '000301',
          reportedNetIncome: 21_000,
          members: { complete: false, items: [{ name: '丁某某' }] },
        },
        HOUSEHOLDS_OF_PERSONS[1],
      ]);
      expect(list.rows.filter(({ readable }) => !readable).map(({ row }) => row)).toEqual([5, 6]);
      expect(told(list)).toEqual(['listNotComplete']);
    },
  );
});

describe('a workbook with lists on further sheets', () => {
  test('gives households with their lists', async () => {
    const list = await readGrids(LIST_WORKBOOK);
    expect(householdsOf(list)).toEqual(LIST_HOUSEHOLDS);
    expect(list.sheets?.map(({ sheet, rowsAre }) => [sheet, rowsAre])).toEqual([
      ['农户', 'household'],
      ['家庭成员', 'members'],
      ['突发事件', 'events'],
      ['帮扶措施', 'measures'],
    ]);
    expect(told(list)).toContain('listNotComplete');
    expectSameDecisions(list, LIST_HOUSEHOLDS);
  });

  test('whose lost entry leaves open what it would have decided', async () => {
    const mended = LIST_WORKBOOK.map((grid) =>
      grid.name === '突发事件'
        ? { ...grid, rows: grid.rows.toSpliced(2, 1, ['A002', '自然灾害', '洪涝', '2024-09']) }
        : grid,
    );
    const list = await readGrids(mended);
    expect(householdsOf(list)).toMatchObject([
      { events: { complete: true, items: [{ type: '突发重大疾病' }] } },
      {
        events: {
          complete: true,
          items: [{ type: '自然灾害', naturalDisaster: '洪涝', occurredOn: '2024-09' }],
        },
      },
      {},
    ]);
    expect(told(list)).not.toContain('listNotComplete');
  });
});

const FOLDER = fileURLToPath(new URL('../../fixtures/sheets/', import.meta.url));
describe('the sheets that can be opened and tried', () => {
  test.each(FIXTURE_SHEETS)('$file is what it is made from, with the answers beside it', async (fixture) => {
    const { file, bytes, answers, households } = fixture;
    const list = await readBytes(readFileSync(FOLDER + file), extname(file).slice(1));
    expect(JSON.parse(readFileSync(FOLDER + answers, 'utf8'))).toEqual(households);
    expect(householdsOf(list)).toEqual(households);
    expect(list).toEqual(await readBytes(await bytes(), extname(file).slice(1)));
    expectSameDecisions(list, households);
  });
});
