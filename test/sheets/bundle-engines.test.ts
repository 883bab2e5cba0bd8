import { describe, expect, test } from 'vitest';
import { goldenSheets, optionsOf, RULE_BOOKS } from './bundle-grids.js';
import { shippedBundle } from './bundle-support.js';
import { answersIn, ENGINES, type Engine, titleIn } from './engines.js';

const SHEETS = 24;
/** Its stack holds 256 values: too few for a rule book. See the last test. */
const TOO_SMALL = 'MuJS as Debian builds it';
const named = (isHere: boolean): [string, Engine][] =>
  ENGINES.filter((engine) => engine.isHere === isHere && engine.name !== TOO_SMALL).map((engine) => [
    titleIn(engine),
    engine,
  ]);
const small = ENGINES.find(({ name }) => name === TOO_SMALL) as Engine;

describe.each(RULE_BOOKS)('the rule book of %s on %s', (region, on) => {
  const sheets = goldenSheets(region, on, SHEETS);
  const questions = sheets.map(({ grid, merges }) => ({ grid, options: optionsOf(on, merges) }));

  test('the sheets have households, and reasons for refusing', () => {
    expect(sheets.flatMap(({ answer }) => answer.rows).length).toBeGreaterThan(100);
    expect(new Set(sheets.flatMap(({ answer }) => answer.rows.map(([first]) => first))).size).toBeGreaterThan(
      3,
    );
  });

  test.each(named(true))('decides in %s as in Node, to the letter', async (_, engine) => {
    const { selfTest, versions, tables } = await answersIn(
      engine,
      // Both forms in every engine; unpacking takes MuJS seconds, so not every rule book in both.
      shippedBundle(region, on, region === RULE_BOOKS[0][0] ? 'small' : 'quick'),
      questions,
    );
    expect(selfTest).toEqual([]);
    expect(versions['region']).toBe(region);
    expect(tables).toEqual(sheets.map(({ answer }) => answer));
  });
});

// Not a pass: a rule book is not run in it. It must not answer anything either.
test.runIf(small.isHere)(
  `!!! NO RULE BOOK RUNS IN ${TOO_SMALL}: its stack ends, which it says, and it answers nothing`,
  async () => {
    const [region, on] = RULE_BOOKS[0];
    const asked = answersIn(small, shippedBundle(region, on, 'small'), []);
    await expect(asked).rejects.toThrow('stack overflow');
  },
);

const absent = named(false);
if (absent.length > 0) test.skip.each(absent)('%s', () => {});
