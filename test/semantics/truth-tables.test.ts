import { describe, expect, test } from 'vitest';
import { BACK_ENDS } from '../support/back-ends.js';
import { answerRow, type Row, readTruthTables, TABLE_NAMES } from '../support/truth-tables.js';

const ROWS = readTruthTables();
const rowsOf = (table: string): readonly Row[] => ROWS.filter((row) => row.table === table);

/** Tables of what has no operand, or none that can be unknown. */
const WITHOUT_UNKNOWN_OPERAND = new Map([
  ['evaluationDay', ['assessed for']],
  ['fact', ['fact', 'given']],
  ['parameter', ['assessed for']],
  ['item', ['read as']],
  ['round', ['multiple', 'mode']],
]);

test('docs/semantics.md has a table for every kind of node, every aggregate and every operator, and for nothing else', () => {
  expect(new Set(ROWS.map((row) => row.table))).toEqual(new Set(TABLE_NAMES));
});

test.each(TABLE_NAMES)('the table of %s has no row twice and a cell in each column', (name) => {
  const rows = rowsOf(name);
  const asked = rows.map((row) => row.cells.slice(0, -1).join(' | '));
  expect(asked.filter((cells, index) => asked.indexOf(cells) !== index)).toEqual([]);
  expect(rows.filter((row) => row.cells.length !== row.columns.length || row.cells.includes(''))).toEqual([]);
});

test.each(TABLE_NAMES)('the table of %s says what an unknown in each of its columns comes to', (name) => {
  const rows = rowsOf(name);
  const columns = (rows[0] as Row).columns.slice(0, -1);
  const silent = columns.filter(
    (column, index) =>
      !(WITHOUT_UNKNOWN_OPERAND.get(name) ?? []).includes(column) &&
      !rows.some((row) => row.cells[index]?.includes('unknown')),
  );
  expect(silent).toEqual([]);
});

describe.each(BACK_ENDS)('$name answers as docs/semantics.md says', (backEnd) => {
  test.each(
    ROWS.map((row) => [row.table, row.cells.slice(0, -1).join(' | '), row.cells.at(-1), row] as const),
  )('%s: %s → %s', (_, __, ___, row) => {
    const { answer, expected } = answerRow(row, backEnd);
    expect(answer).toEqual(expected);
  });
});
