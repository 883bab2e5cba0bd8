import { describe, expect, test } from 'vitest';
import { knownHouseholds } from '../../bench/households.js';
import { assessMany } from '../../src/decision/assess-many.js';
import type { Household } from '../../src/index.js';
import { gansu2024, LINE, ON } from '../decision/support.js';
import { plain, readAll } from './support.js';

const HOUSEHOLDS: readonly Household[] = [
  ...knownHouseholds(12, 5, ON, LINE),
  {},
  { householdId: 'X', ownsVehicel: true } as Household,
  null as unknown as Household,
];

const throwing = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error('no connection');
    },
  },
) as Household;

async function* slowly<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

describe('households one after the other', () => {
  const alone = HOUSEHOLDS.map((household) => plain(gansu2024.assess(household, { on: ON })));

  test('get the answers that they get alone, in their order', () => {
    const results = [...assessMany(gansu2024, HOUSEHOLDS, { on: ON })];
    expect(results.map(({ index }) => index)).toEqual(HOUSEHOLDS.map((_, index) => index));
    expect(results.map(({ assessment }) => plain(assessment))).toEqual(alone);
    expect(results.every(({ household }, index) => household === HOUSEHOLDS[index])).toBe(true);
  });

  test('get the same answers where they come in over time', async () => {
    const results = await readAll(assessMany(gansu2024, slowly(HOUSEHOLDS), { on: ON }));
    expect(results.map(({ assessment }) => plain(assessment))).toEqual(alone);
  });

  test('none gives none', () => {
    expect([...assessMany(gansu2024, [], { on: ON })]).toEqual([]);
  });

  test('one that throws when it is read keeps its place and stops nobody', () => {
    const [first, second, third] = [...assessMany(gansu2024, [{}, throwing, {}], { on: ON })];
    expect(second).toMatchObject({
      index: 1,
      issues: [{ code: 'unreadableRow', severity: 'error', params: { row: 2 } }],
      cause: new Error('no connection'),
    });
    expect(second?.assessment).toBeUndefined();
    expect([first?.assessment?.on, third?.assessment?.on]).toEqual([ON, ON]);
    expect(third?.index).toBe(2);
  });

  test('what the input itself throws is thrown, after the answers before it', () => {
    function* broken(): Generator<Household> {
      yield {};
      throw new Error('the disk is gone');
    }
    const results = assessMany(gansu2024, broken(), { on: ON });
    expect(results.next().value).toMatchObject({ index: 0 });
    expect(() => results.next()).toThrow('the disk is gone');
  });

  test('no household is read before the answer before it is taken', () => {
    let read = 0;
    function* endless(): Generator<Household> {
      for (;;) {
        read += 1;
        yield {};
      }
    }
    const results = assessMany(gansu2024, endless(), { on: ON });
    expect(read).toBe(0);
    results.next();
    expect(read).toBe(1);
    results.next();
    expect(read).toBe(2);
    results.return();
  });

  test.each([
    ['a day that does not exist', { on: '2024-02-30' }, 'invalidDay'],
    ['a day outside of the validity', { on: '1999-01-01' }, 'dayOutsideValidity'],
    ['progress after none', { on: ON, progressEvery: 0 }, 'schemaViolation'],
    ['progress after half of one', { on: ON, progressEvery: 0.5 }, 'schemaViolation'],
  ])('%s is refused at once', (_, request, code) => {
    expect(() => assessMany(gansu2024, [], request)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code })] }),
    );
  });
});

describe('progress and cancelling', () => {
  test('progress counts what was taken, and those undecided', () => {
    const told: unknown[] = [];
    const results = assessMany(gansu2024, [{}, throwing, {}], {
      on: ON,
      progressEvery: 2,
      onProgress: (progress) => told.push(progress),
    });
    results.next();
    results.next();
    expect(told).toEqual([]);
    results.next();
    expect(told).toEqual([{ households: 2, undecided: 1 }]);
    results.next();
    expect(told).toEqual([
      { households: 2, undecided: 1 },
      { households: 3, undecided: 1 },
    ]);
  });

  test.each([
    ['at once', (items: readonly Household[]) => items],
    ['over time', (items: readonly Household[]) => slowly(items)],
  ])('a signal ends a run whose households come %s, and closes the input', async (_, come) => {
    const controller = new AbortController();
    const seen: number[] = [];
    const run = async (): Promise<void> => {
      const households = come(HOUSEHOLDS) as AsyncIterable<Household>;
      for await (const { index } of assessMany(gansu2024, households, {
        on: ON,
        signal: controller.signal,
      })) {
        seen.push(index);
        if (index === 1) controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(seen).toEqual([0, 1]);
  });

  test('a signal given before the start keeps the input from being read', () => {
    let isRead = false;
    function* source(): Generator<Household> {
      isRead = true;
      yield {};
    }
    const results = assessMany(gansu2024, source(), { on: ON, signal: AbortSignal.abort(new Error('no')) });
    expect(() => results.next()).toThrow('no');
    expect(isRead).toBe(false);
  });
});
