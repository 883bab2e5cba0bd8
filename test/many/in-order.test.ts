import { describe, expect, test, vi } from 'vitest';
import { inOrder } from '../../src/in-order.node.js';
import { readAll } from './support.js';

/** Numbers from 0 on, and how many of them were read. */
function numbers(count: number) {
  const seen = { read: 0, isClosed: false };
  async function* source(): AsyncGenerator<number> {
    try {
      for (; seen.read < count; seen.read += 1) yield seen.read;
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, source: source() };
}

const later = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

describe('work on many inputs', () => {
  test.each([1, 2, 5, 100])('is handed over in their order, with %i in flight', async (limit) => {
    const work = async (input: number): Promise<number> => {
      await later((input * 7) % 5);
      return input;
    };
    const results = await readAll(inOrder(numbers(30).source, work, limit, undefined));
    expect(results).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  test('is begun at once up to the limit, and no further while nothing is taken', async () => {
    const begun: number[] = [];
    const never = new Promise<number>(() => {});
    const { seen, source } = numbers(30);
    const results = inOrder(
      source,
      (input) => {
        begun.push(input);
        return input === 0 ? Promise.resolve(0) : never;
      },
      3,
      undefined,
    );
    expect((await results.next()).value).toBe(0);
    await later(20);
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(seen.read).toBe(3);
  });

  test('that fails is told in its turn, and the source is closed', async () => {
    const { seen, source } = numbers(30);
    const taken: number[] = [];
    const run = async (): Promise<void> => {
      const work = (input: number): Promise<number> =>
        input === 3 ? Promise.reject(new Error('three')) : later(10).then(() => input);
      for await (const each of inOrder(source, work, 4, undefined)) taken.push(each);
    };
    await expect(run()).rejects.toThrow('three');
    expect(taken).toEqual([0, 1, 2]);
    expect(seen.isClosed).toBe(true);
  });

  test('is not begun any more once it is stopped while the caller holds a result', async () => {
    const controller = new AbortController();
    const { seen, source } = numbers(30);
    const results = inOrder(source, async (input) => input, 1, controller.signal);
    await results.next();
    await later(5);
    const { read } = seen;
    controller.abort(new Error('enough'));
    await expect(results.next()).rejects.toThrow('enough');
    expect(seen).toEqual({ read, isClosed: true });
  });

  test('is not begun on what was still being read when the caller left', async () => {
    let give = (_: number): void => {};
    async function* source(): AsyncGenerator<number> {
      yield 0;
      yield await new Promise<number>((resolve) => {
        give = resolve;
      });
    }
    const work = vi.fn(async (input: number) => input);
    const results = inOrder(source(), work, 2, undefined);
    await results.next();
    await later(5);
    results.return();
    give(1);
    await later(5);
    expect(work.mock.calls).toEqual([[0]]);
  });

  test('leaves no listener on its signal', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await readAll(inOrder(numbers(30).source, async (input) => input, 2, signal));
    expect(added.mock.calls.length).toBe(1);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });
});
