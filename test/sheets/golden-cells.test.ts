import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import { unusableFacts } from '../../src/facts/read.js';
import { compile } from '../../src/index.js';
import { answerCells, goldenHouseholds } from '../../src/sheets/golden-households.js';
import { textSum } from '../../src/sheets/portable/text-sum.js';
import { readCsv } from '../../src/tables/read-csv.js';
import { RULE_BOOKS } from './bundle-grids.js';
import { policyOf } from './bundle-support.js';

const TITLES = FACT_NAMES.flatMap((name) => {
  const fact = factOf(name);
  return fact === undefined || fact.kind === 'list' ? [] : [fact.title.zh];
});

describe.each(RULE_BOOKS)('the golden households of %s on %s', (region, on) => {
  const policy = policyOf(region, on);
  const { rows, sums } = goldenHouseholds(policy, on);
  const cells = rows.map((row) => row.split('|'));
  const written = cells.flat();

  test.each([
    ['full-width digits', /^[\uff10-\uff19\uff0e]+$/],
    ['thousands separators', /^\d{1,3}(,\d{3})+/],
    ['a unit', /^ [\d.]+元$/],
    ['是', /^是$/],
    ['days in Chinese', /^\d{4}年\d+月\d+日$/],
    ['months with the decimals of a spreadsheet', /^\d{6}\.0$/],
    ['something that nobody can read', /^\?$/],
  ])('are written with %s too', (_, form) => {
    expect(written.some((cell) => form.test(cell))).toBe(true);
  });

  test('are read from their cells by the library, and answered as the scripts have to answer them', () => {
    const width = TITLES.length;
    const filled = cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    const list = readCsv(Papa.unparse([TITLES, ...filled]));
    const assessor = compile(policy);
    const answered = list.rows.map(({ household, issues }) =>
      textSum(
        answerCells(assessor.assess(household as never, { on, unusable: unusableFacts(issues) })).join('|'),
      ),
    );
    expect(answered.length).toBeGreaterThan(5);
    expect(answered).toEqual(sums.slice(0, answered.length));
  });
});
