import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readHousehold } from '../../src/facts/read.js';
import { readList } from '../../src/tables/index.js';

const text = readFileSync(new URL('../../fixtures/demo/households.csv', import.meta.url), 'utf8');
const list = readList({ text, format: 'csv' });

test('every row of the demo list is there, and every column that the rules read is known', () => {
  expect(list.rows.map(({ row }) => row)).toEqual(Array.from({ length: 300 }, (_, index) => index + 2));
  expect(list.mapping).toHaveLength(44);
  expect(list.unmapped.map(({ column }) => column)).toEqual(['联系人', '网格员', '备注']);
  expect(list.issues).toEqual([]);
});

test('exactly the planted faults are found', () => {
  const found = list.rows.flatMap(({ row, household, issues }) =>
    [...issues, ...readHousehold(household).issues].map(({ code }) => `${row} ${code}`),
  );
  expect(found).toEqual([
    '46 cellNotUnderstood',
    '79 cellNotUnderstood',
    '124 cellNotUnderstood',
    '129 numberOutOfRange',
    '169 duplicateHousehold',
    '218 numberOutOfRange',
  ]);
});

test('the demo list holds no identity number and no telephone', () => {
  expect(text).not.toMatch(/\d{11}/);
});
