import { expect, test } from 'vitest';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import { codesOf } from '../../src/facts/code-lists.js';
import type { Fact } from '../../src/facts/kinds.js';
import { plain, runBundle, shippedBundle } from './bundle-support.js';
import type { GridCell } from './engines.js';

/** A sequence of numbers from 0 up to 1 that is the same on every machine. */
function sequence(): () => number {
  let state = 20_241_101;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const AMOUNTS = [
  0,
  0.01,
  99.99,
  500,
  4999.99,
  5000,
  6000,
  7799.99,
  7800,
  10000,
  20000.01,
  80000,
  '1.2万元',
  1e15,
];
const DAYS = ['2024-10-15', '2023-05-01', '2022-01-01', '2025-12-01', '2024-13'];
const MONTHS = ['2024-10', '2023-11', '2022-05', '2025-06'];

/** Sheets with most facts, and columns that say whether a list is complete; some cells nobody can read. */
function randomSheet(random: () => number, rows: number): GridCell[][] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const facts = FACT_NAMES.map((name) => factOf(name) as Fact);
  const columns = facts.filter(({ kind }) => kind !== 'list' && random() < 0.85);
  const lists = facts.filter(({ kind }) => kind === 'list' && random() < 0.3);
  const [blanks, trues, errors] = [pick([0.02, 0.15, 0.5]), pick([0.05, 0.2, 0.5]), pick([0, 0.02, 0.1])];
  const cellOf = (fact: Fact): GridCell => {
    if (random() < blanks) return null;
    if (random() < errors) return pick(['#N/A', '看不懂', '9e20']);
    if (fact.kind === 'number')
      return fact.decimals === 2 ? pick(AMOUNTS) : Math.floor(random() * pick([3, 8, 40]));
    if (fact.kind === 'flag') return random() < trues ? '是' : '否';
    if (fact.kind === 'code') return pick(codesOf(fact.codes));
    if (fact.kind === 'codes') return random() < 0.3 ? '无' : pick(codesOf(fact.codes));
    if (fact.kind === 'day') return pick(DAYS);
    return fact.kind === 'month' ? pick(MONTHS) : '文字';
  };
  return [
    [...columns.map(({ title }) => title.zh), ...lists.map(({ title }) => `${title.zh}是否登记完整`)],
    ...Array.from({ length: rows }, () => [
      ...columns.map(cellOf),
      ...lists.map(() => pick(['是', '否', null, '看不懂'])),
    ]),
  ];
}

test.each([
  ['620000', '2024-11-01'],
  ['530000', '2026-06-01'],
  ['422800', '2024-11-01'],
])('for %s the small form answers as the readable one, to the letter', (region, on) => {
  const [readable, small] = [shippedBundle(region, on, 'readable'), shippedBundle(region, on, 'small')].map(
    runBundle,
  );
  const random = sequence();
  const options = { on: Number(on.replaceAll('-', '')) };
  for (let sheet = 0; sheet < 8; sheet += 1) {
    const grid = randomSheet(random, 60);
    const wanted = plain(readable?.decideTable(grid, options));
    expect(wanted?.rows.length).toBeGreaterThan(0);
    expect(plain(small?.decideTable(grid, options))).toEqual(wanted);
  }
});
