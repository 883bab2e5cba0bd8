import { describe, expect, test } from 'vitest';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import type { Fact } from '../../src/facts/kinds.js';
import { readCell } from '../../src/sheets/portable/cells.js';
import { numberText, wholeOfNumber } from '../../src/sheets/portable/numbers.js';
import {
  CODES_FACT,
  DAY_FACT,
  KEY_SIGN,
  MONTH_FACT,
  NUMBER_FACT,
  type SheetFact,
} from '../../src/sheets/portable/sheet-facts.js';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { columnsByName } from '../../src/tables/column-names.js';
import { LOCAL_LEDGER } from '../tables/official-sheets/local-ledger.js';
import { MISREAD_GRIDS } from '../tables/official-sheets/misread-grids.js';
import { HOUSEHOLD_NAMES, MEMBER_NAMES, readPortably, SHEET_FACTS } from './portable-support.js';
import { expectSame } from './same-reading.js';

describe.each([
  ['household', HOUSEHOLD_NAMES],
  ['member', MEMBER_NAMES],
] as const)('the names of columns of a %s', (scope, names) => {
  test('are those of the library, and give the same', () => {
    const known = [...columnsByName(scope)].map(([name, { fact, field, completes, reversed }]) => [
      name,
      {
        target: completes === true ? `${fact}.completes` : field === undefined ? fact : `${fact}.${field}`,
        reversed,
      },
    ]);
    const found = Object.entries(names).map(([key, { target, isReversed }]) => [
      key.slice(KEY_SIGN.length),
      { target, reversed: isReversed },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known));
  });
});

const factNamed = (name: string): SheetFact => SHEET_FACTS.find((fact) => fact.name === name) as SheetFact;
const read = (name: string, cell: string, column = '列') =>
  readCell(cell, factNamed(name), { title: column, isReversed: false, shift: 0 }, true);

describe('a cell is not read', () => {
  test.each([
    ['reportedWageIncome', '12%'],
    ['reportedWageIncome', '7.8E+03'],
    ['reportedWageIncome', '1,23'],
    ['reportedWageIncome', '三千'],
    ['reportedWageIncome', '3000/月'],
    ['reportedWageIncome', '100.005'],
    ['reportedWageIncome', '-1'],
    ['reportedWageIncome', '99999999999'],
    ['reportedMemberCount', '3.5'],
    ['reportedMemberCount', '0'],
    ['housingProblem', '2'],
    ['housingProblem', '大概是'],
    ['houseBuiltOn', '2024-02-30'],
    ['houseBuiltOn', '20243'],
    ['houseBuiltOn', '2024-03-05 12:00:00'],
    ['identifiedMonth', '2024.1'],
    ['identifiedMonth', '202413'],
    ['housingGrade', 'E'],
    ['housingGrade', '是'],
    ['reportedWageIncome', '#DIV/0!'],
    ['householdId', '6.2E+17'],
  ])('%s: %s', (name, cell) => {
    const { value, hint } = read(name, cell);
    expect(value).toBeNull();
    expect(hint).not.toBeNull();
  });
});

describe('a cell is blank', () => {
  test.each(['', ' ', '\u3000', '\u00a0', '\ufeff', '/', '—', '－', '无', '不详', 'N/A', "'"])(
    '%j',
    (cell) => {
      for (const name of ['reportedWageIncome', 'housingProblem', 'housingGrade', 'houseBuiltOn'])
        expect(read(name, cell)).toMatchObject({ value: null, hint: null });
    },
  );
});

/** Cells as people write them: each is read as the library reads it. */
const CELLS = [
  ...[
    '是',
    '否',
    '有',
    'TRUE',
    '√',
    '×',
    '１',
    '0.0',
    '7800',
    '7,800.50',
    '１２，３４５',
    '1.2万',
    '3.5 万元',
    '+5',
    '-5',
  ],
  ...[
    '7800元',
    '0012',
    '7799.9999999999991',
    '0.1',
    '1e3',
    '2024-11-01',
    '2024/3/5',
    '2024.3.5',
    '20240305',
    '202403',
  ],
  ...[
    '202403.0',
    '2024年3月',
    '2024年3月5日',
    '2024-03-05 00:00',
    '45597',
    '45597.0',
    '19999',
    '2024.10',
    'A级',
    'ｂ',
  ],
  ...[
    '因病',
    '因灾',
    '脱贫户（享受政策）',
    '一般户',
    ' 是 ',
    '是\n',
    '\u200b是',
    '−5',
    '5人',
    '30天',
    '约5',
    '“是”',
  ],
];

/** Of a day of which only the month is known, the row has the first and the last. */
test.each(SHEET_FACTS.filter(({ kind }) => kind !== CODES_FACT).map((fact) => [fact.title, fact] as const))(
  'cells of “%s” are read as the library reads them',
  (_, fact) => {
    const entry = factOf(fact.name) as Exclude<Fact, { kind: 'codes' | 'list' }>;
    for (const column of ['列', '是否有'])
      for (const cell of CELLS) {
        const cleaned = cleanCell(cell, entry, { column, reversed: false, multiplier: 1 });
        const found = readCell(cell, fact, { title: column, isReversed: false, shift: 0 }, true);
        if (cleaned.kind === 'notUnderstood') expect(found.hint, cell).not.toBeNull();
        else if (cleaned.kind === 'blank') expect(found, cell).toMatchObject({ value: null, hint: null });
        else if (found.hint === null)
          expect(shown(found.value, fact), cell).toContain(asShown(cleaned.value));
      }
  },
);
const asShown = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? '3' : '0') : String(value);
function shown(value: number | string | null, { kind, decimals }: SheetFact): string {
  if (kind === NUMBER_FACT) return String(Number(value) / (decimals === 2 ? 100 : 1));
  if (kind === MONTH_FACT) return `${String(value).slice(0, 4)}-${String(value).slice(4)}`;
  if (kind !== DAY_FACT) return String(value);
  const text = String(value);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

test.each([
  [0.1 + 0.2, '0.3'],
  [Number('7799.9999999999991'), '7800'],
  [-0, '0'],
  [1e-7, '0.0000001'],
  [1234567.891, '1234567.891'],
  [100000000000000, '100000000000000'],
  [Number('620105199001011234'), '6E+17'],
  [1e21, '1E+21'],
])('the number %d of a cell is the text %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

test.each([
  [7800, 2, 780_000],
  [0.07, 2, 7],
  [1.005, 2, Number.NaN],
  [-1.5, 2, -150],
  [0.123456, 6, 123_456],
  [4e15, 2, Number.NaN],
])('%d in units of its decimal %d is %d', (value, places, whole) => {
  expect(wholeOfNumber(value, places)).toBe(whole);
});

test('the ledger of a township is read to its last village', () => {
  const { header, rows } = readPortably(LOCAL_LEDGER);
  expect(header).toMatchObject({ headerRow: 4, firstDataRow: 6, conflicts: [], hasSheetUnit: true });
  const households = [...rows].filter(([, { whyNot }]) => whyNot === '');
  expect(households.map(([place, { number }]) => [place, number])).toEqual([
    [7, '000101'],
    [8, '000102'],
    [11, '000201'],
  ]);
  expect(households[0]?.[1].values).toMatchObject({ reportedWageIncome: 1_200_000, housingProblem: 0 });
  expect(households[1]?.[1].values).toMatchObject({ reportedNetIncomePerPerson: 780_000 });
  expect(households[2]?.[1].unusable).toContain('reportedBusinessIncome');
});

test('every fact that a cell can give has a column', () => {
  const names = FACT_NAMES.filter((name) => factOf(name)?.kind !== 'list');
  expect(SHEET_FACTS.map(({ name }) => name)).toEqual(names);
});

describe('sheets of which more was read once than they say', () => {
  test.each(
    MISREAD_GRIDS.map((grid) => [grid.rows.map((cells) => cells.join('|')).join(' / '), grid] as const),
  )('are read as the library reads them: %s', async (_, grid) => {
    await expectSame(grid);
  });
});
