import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GridCell } from '../tables/official-sheets/grid.js';
import { randomSheet } from '../tables/official-sheets/random-sheet.js';
import { expectSame } from './same-reading.js';

const SEED = fc.integer({ min: 0, max: 1e9 });
describe('a sheet is read as the library reads it', () => {
  test('in any layout', async () => {
    await fc.assert(
      fc.asyncProperty(SEED, async (seed) => {
        await expectSame(randomSheet(seed).grid);
      }),
      { numRuns: 300 },
    );
  });
});

/** What people, programs and accidents put into cells. */
const INJECTED = fc.oneof(
  fc.constantFrom<string>(
    '',
    ' ',
    '/',
    '—',
    '无',
    '不详',
    'N/A',
    '=1+1',
    '+1',
    '-1',
    '#REF!',
    '#N/A',
    '#未计算',
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
    '-0',
  ),
  fc.constantFrom(
    '是',
    '否',
    '有',
    '无风险',
    '因病',
    '因病、因学',
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
    '\ud800',
    '\u0000',
    '\u202e',
    '\ufeff',
    '\u200b是',
    '是\n',
    '"',
    "'否",
    ',',
    '\t',
    '\r\n',
    '　',
  ),
  fc.constantFrom(
    '9'.repeat(400),
    '0',
    '0001',
    '1e-7',
    '__proto__',
    'constructor',
    'null',
    '{}',
    'toString',
    '1,000',
  ),
  fc.constantFrom(
    '2024年3月5日',
    '2024.3.5',
    '2024/03',
    '20240305',
    '2024-03-05 00:00:00',
    '19951',
    '45597.5',
    '7800.005',
  ),
  fc.constantFrom(
    '999999999999',
    '7800.50元',
    '-5000',
    '0.1',
    '12,345.67',
    '7799.99999999999909',
    '１，０００',
  ),
  // Compatibility forms beyond full-width ones are known to the library only.
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
);
const CHANGES = fc.array(fc.record({ row: fc.nat(1e6), column: fc.nat(1e6), text: INJECTED }), {
  minLength: 1,
  maxLength: 8,
});

test('cells, rows and headers that are changed are read, or refused, as the library does', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(SEED, CHANGES, fc.boolean(), async (seed, changes, mayChangeHead) => {
      const sheet = randomSheet(seed);
      const rows: GridCell[][] = sheet.grid.rows.map((cells) => [...cells]);
      const from = mayChangeHead ? 0 : sheet.firstRow - 1;
      for (const { row, column, text } of changes) {
        const cells = rows[from + (row % (rows.length - from))] as GridCell[];
        while (cells.length < sheet.columns.length) cells.push(null);
        cells[column % sheet.columns.length] = text;
      }
      if ((await expectSame({ ...sheet.grid, rows })) === 'read') read += 1;
    }),
    { numRuns: 400 },
  );
  expect(read).toBeGreaterThan(100);
});
