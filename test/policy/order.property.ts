import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { resolvePolicy } from '../../src/index.js';
import { BASE_FILES, BASE_REQUEST, issuesOf, SHIPPED_FILES, withFiles } from './support.js';

const request = { region: '620171', on: '2025-06-30' };
const wanted = resolvePolicy(SHIPPED_FILES, request);

const inAnotherOrder = <Item>(items: readonly Item[], pick: () => number): Item[] =>
  items
    .map((item): [number, Item] => [pick(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

/** The same table with its rows in another order, below its header; where the order is the meaning, as it is. */
function reorderedRows(text: string, pick: () => number): string {
  if (/^(table|toolbox),/.test(text)) return text;
  const [header = '', ...rows] = text.split('\n').filter((line) => line !== '');
  return [header, ...inAnotherOrder(rows, pick)].join('\n');
}

/** The same JSON with the keys of every object in another order, and the rules of a file too. */
function reordered(value: unknown, pick: () => number): unknown {
  const order = <Item>(items: readonly Item[]): Item[] => inAnotherOrder(items, pick);
  if (Array.isArray(value)) return value.map((item) => reordered(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  const entries = order(Object.entries(value)).map(([key, member]) => [
    key,
    key === 'rules' && Array.isArray(member)
      ? order(member).map((item) => reordered(item, pick))
      : reordered(member, pick),
  ]);
  return Object.fromEntries(entries);
}

describe('the order', () => {
  test.prop([fc.shuffledSubarray([...SHIPPED_FILES], { minLength: SHIPPED_FILES.length })], { numRuns: 10 })(
    'of files never matters',
    (files) => {
      expect(resolvePolicy(files, request)).toEqual(wanted);
    },
  );

  test.prop([fc.infiniteStream(fc.nat())], { numRuns: 10 })(
    'of keys, of rules in a file and of rows in a table never matters',
    (numbers) => {
      const pick = (): number => numbers.next().value as number;
      const files = SHIPPED_FILES.map(({ path, text }) => ({
        path,
        text: path.endsWith('.csv')
          ? reorderedRows(text, pick)
          : JSON.stringify(reordered(JSON.parse(text), pick)),
      }));
      expect(resolvePolicy(files, request).hash).toBe(wanted.hash);
    },
  );

  test.prop(
    [
      fc.shuffledSubarray(
        [
          ...withFiles({
            'nation/a.json': '{',
            'province/b.json': { kind: 'rules', rules: [{}] },
            'c.json': [],
          }),
        ],
        { minLength: BASE_FILES.length + 3 },
      ),
    ],
    { numRuns: 8 },
  )('of files changes no error either', (files) => {
    const found = issuesOf(() => resolvePolicy(files, BASE_REQUEST)).map(
      ({ code, file }) => `${code} ${file}`,
    );
    expect(found.slice(0, 2)).toEqual(['unknownFileKind c.json', 'jsonSyntax nation/a.json']);
  });
});
