import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withListInMemory } from '../../src/cli/engine-javascript.js';
import type { AssessedList } from '../../src/cli/engine-list.js';
import type { Telling, ToldRow } from '../../src/tables/told-rows.js';
import { TellingThreads, threadsBeside, toldInThreads } from '../../src/telling-threads.node.js';
import { gansu2024 } from '../decision/support.js';
import { temporaryFolder } from './support.js';

const DEMO = fileURLToPath(new URL('../../fixtures/demo/households.csv', import.meta.url));
const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;
const TELLING: Telling = { locale: 'zh-CN', explain: false, ask: false };
const folder = temporaryFolder();

/** A list with all that may stand in one: cells that cannot be read, a total, repeated and nameless rows, declared blanks. */
function oddList(): string {
  const [header = '', ...rows] = readFileSync(DEMO, 'utf8').trim().split(/\r?\n/);
  const [first = '', second = ''] = rows;
  const odd = [
    first.replace('12460', '一万二'),
    first,
    second.replace(/^[^,]*,/, ','),
    '合计,,,,,12',
    ',,,',
    'D9999,甲县',
  ];
  const path = join(folder, 'odd.csv');
  writeFileSync(path, [header, ...rows, ...odd].join('\n'));
  return path;
}

const all = async (told: AsyncIterable<readonly ToldRow[]>): Promise<readonly ToldRow[]> => {
  const rows: ToldRow[] = [];
  for await (const group of told) rows.push(...group);
  return rows;
};

/** What one thread and another gives: blanks left out or not, objects or copies, it is to say the same. */
const comparable = (rows: readonly ToldRow[]) =>
  rows.map(({ row, record, counted, issues }) => ({
    row: row.row,
    record: Object.fromEntries(Object.entries(record).filter(([, text]) => text !== '')),
    counted: JSON.stringify(counted),
    issues,
  }));

const told = (worthThreads: number, telling: Telling): Promise<readonly ToldRow[]> =>
  withListInMemory(oddList(), GANSU, (list: AssessedList) => all(list.told(telling)), worthThreads);

describe.skipIf(threadsBeside() === 0)('a long table is told in threads', () => {
  test.each([
    ['decisions', TELLING],
    ['full reasons', { ...TELLING, locale: 'en', explain: true }],
    ['what to ask next', { ...TELLING, ask: true }],
  ] as const)('with the same words as in one: %s', async (_, telling) => {
    const [apart, here] = [await told(0, telling), await told(Number.POSITIVE_INFINITY, telling)];
    expect(apart.length).toBeGreaterThan(60);
    expect(comparable(apart)).toEqual(comparable(here));
  });

  test('with the cells of the list beside them', async () => {
    const [apart, here] = await Promise.all(
      [0, Number.POSITIVE_INFINITY].map((worth) =>
        withListInMemory(DEMO, { ...GANSU, withInput: true }, (list) => all(list.told(TELLING)), worth),
      ),
    );
    expect(apart?.[0]?.row.cells?.length).toBeGreaterThan(40);
    expect(apart?.map(({ row }) => row)).toEqual(here?.map(({ row }) => row));
  });

  test('also where they start while a large list is read', async () => {
    const [header = '', ...rows] = readFileSync(DEMO, 'utf8').trim().split(/\r?\n/);
    const path = join(folder, 'large.csv');
    const text = [header, ...Array.from({ length: 14 }, () => rows).flat()].join('\n');
    expect(text.length).toBeGreaterThan(512 * 1024);
    writeFileSync(path, text);
    const [apart, here] = await Promise.all(
      [0, Number.POSITIVE_INFINITY].map((worth) =>
        withListInMemory(path, { ...GANSU, out: 'x.csv' }, (list) => all(list.told(TELLING)), worth),
      ),
    );
    expect(comparable(apart ?? [])).toEqual(comparable(here ?? []));
  }, 60_000);

  describe('by themselves', () => {
    const request = { telling: TELLING, issuesOfList: [], on: GANSU.on };
    let threads: TellingThreads;
    beforeAll(() => {
      threads = new TellingThreads(gansu2024.policy, 1);
    });
    afterAll(() => threads.close());

    test('what fails there is told here, not passed over', async () => {
      const rows = [{ row: 2, household: {}, issues: [], readable: true }];
      await expect(all(toldInThreads(threads, { ...request, rows, on: '2031-01-01' }))).rejects.toThrow(
        /2031-01-01/,
      );
      const unsendable = [{ ...rows[0], household: () => 1 }] as never;
      await expect(all(toldInThreads(threads, { ...request, rows: unsendable }))).rejects.toThrow();
    });

    test('a list without rows has none', async () => {
      expect(await all(toldInThreads(threads, { ...request, rows: [] }))).toEqual([]);
    });

    test('they can be closed at once, and again', async () => {
      const unused = new TellingThreads(gansu2024.policy, 1);
      await unused.close();
      await unused.close();
    });
  });
});
