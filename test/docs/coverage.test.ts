import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as engine from '../../src/json-rules-engine.js';
import * as onDisk from '../../src/node.js';
import { openPackFolders, readPackFolder, SHIPPED_RULES } from '../../src/node.js';
import { type FixtureHousehold, readFixtures } from '../support/household-fixtures.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/coverage.md`, 'utf8');
/** The examples use an invented county, so its pack is read too; rules are looked for in what ships. */
const library = await openPackFolders({ packs: [`${root}fixtures/packs`] });

/** One of the fourteen rows of what the founding documents ask for. */
interface Row {
  readonly number: number;
  readonly title: string;
  readonly lines: Readonly<Record<string, string>>;
}

const ROWS: readonly Row[] = page
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [, number = '', title = ''] = /^(\d+)\. (.+)/.exec(section) ?? [];
    const entries = [...section.matchAll(/^- ([^：\n]+)：(.+)$/gm)].map(([, head = '', text = '']) => [
      head,
      text,
    ]);
    return { number: Number(number), title, lines: Object.fromEntries(entries) };
  });

const namesIn = (row: Row, head: string): readonly string[] =>
  [...(row.lines[head] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const cases = (head: string): readonly (readonly [number, string])[] =>
  ROWS.flatMap((row) => namesIn(row, head).map((name) => [row.number, name] as const));
const isTestFile = (name: string): boolean => name.endsWith('.test.ts');

/** Everything with a name that ships: rules, measures, facts, parameters, procedures and warnings of both regimes. */
const shippedNames: ReadonlySet<string> = new Set([
  ...['2024-11-01', '2026-03-01'].flatMap((on) => {
    const policy = library.resolve({ region: '620000', on });
    const parts = ['rules', 'derivedFacts', 'parameters', 'procedures', 'areaWarnings'] as const;
    return parts.flatMap((part) => Object.keys(policy[part]));
  }),
  ...(await readPackFolder(SHIPPED_RULES)).flatMap(({ path, text }) =>
    path.endsWith('/formulas.json') ? Object.keys(JSON.parse(text).formulas) : [],
  ),
]);

const exported = new Set([...Object.keys(core), ...Object.keys(onDisk), ...Object.keys(engine)]);

const households = new Map<string, FixtureHousehold>(readFixtures().map((each) => [each.id, each]));
const standards = readdirSync(`${root}fixtures/standards`).flatMap((file) =>
  [...readFileSync(`${root}fixtures/standards/${file}`, 'utf8').matchAll(/^- 编号: (\S+)$/gm)].map(
    ([, id]) => id,
  ),
);

test('docs/coverage.md has the fourteen rows, in order, each with what it asks for and what is not covered', () => {
  expect(ROWS.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  const heads = ['要求', '规则', '函数', '样例', '没有覆盖'];
  expect(ROWS.filter(({ lines }) => heads.some((head) => (lines[head] ?? '') === ''))).toEqual([]);
});

describe('every name on the page exists', () => {
  test.each(cases('规则'))('row %i: the rule %s', (_, name) => {
    expect(shippedNames.has(name)).toBe(true);
  });

  test.each(cases('函数'))('row %i: the function %s', (_, name) => {
    expect(exported.has(name)).toBe(true);
  });

  test.each(cases('样例').filter(([, name]) => !isTestFile(name)))('row %i: the fixture %s', (_, name) => {
    expect(households.has(name) || standards.includes(name)).toBe(true);
  });

  test.each(
    ROWS.flatMap((row) =>
      [...(row.lines['样例'] ?? '').matchAll(/`([^`]+\.test\.ts)` “([^”]+)”/g)].map(
        ([, file = '', name = '']) => [row.number, file, name] as const,
      ),
    ),
  )('row %i: the test %s “%s”', (_, file, name) => {
    expect(existsSync(root + file)).toBe(true);
    expect(readFileSync(root + file, 'utf8')).toContain(`'${name}'`);
  });
});

test('every test file on the page is named with its test', () => {
  const files = cases('样例').filter(([, name]) => isTestFile(name));
  const named = ROWS.flatMap((row) => (row.lines['样例'] ?? '').match(/\.test\.ts` “/g) ?? []);
  expect(named).toHaveLength(files.length);
});

describe('a household shows what its row names', () => {
  const shown = ROWS.map((row) => ({
    row,
    households: namesIn(row, '样例').flatMap((name) => households.get(name) ?? []),
  })).filter((each) => each.households.length > 0);

  test.each(shown.map((each) => [each.row.number, each.row.title, each] as const))(
    'row %i: %s',
    (_, __, { row, households: examples }) => {
      const held = examples.flatMap(({ household, region, on }) => {
        const { rules } = core.compile(library.resolve({ region, on })).assess(household, { on });
        return Object.keys(rules).filter((rule) => rules[rule] === 'true');
      });
      expect(namesIn(row, '规则').filter((rule) => held.includes(rule))).not.toEqual([]);
    },
  );
});
