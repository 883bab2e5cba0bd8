import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { knownHouseholds, randomFrom } from '../../bench/households.js';
import { decisionColumns } from '../../src/decision/decision-columns.js';
import type { HouseholdColumns } from '../../src/decision/household-columns.js';
import type { Household } from '../../src/index.js';
import { readList } from '../../src/tables/index.js';
import { openWorkerPool, type ReadHeader, WorkerPool } from '../../src/worker-pool.node.js';
import { assessorFor, blanked, fullHousehold, type Given, gansu2024, LINE, ON } from '../decision/support.js';
import { asCsv, asNdjson, oneByOne, readAll } from './support.js';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await openWorkerPool({ workers: 2 });
});
afterAll(() => pool.close());

const random = randomFrom(3);
/** Known in full, known in part, and with values that cannot be. */
const HOUSEHOLDS: readonly Given[] = Array.from({ length: 44 }, (_, seed) => {
  const full = fullHousehold(seed, seed % 2 === 0);
  if (seed % 5 === 0) return { ...full, reportedNetIncome: -1e12, ownsVehicel: true };
  return seed % 3 === 0 ? full : blanked(full, random).less;
});
const ROWS = oneByOne(HOUSEHOLDS);
const NDJSON = `${HOUSEHOLDS.map((household) => JSON.stringify(household)).join('\n')}\n`;

const { policy } = gansu2024;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const textOf = (batches: readonly { readonly text: Uint8Array }[]): string =>
  batches.map(({ text }) => decoder.decode(text)).join('');

/** Bytes in pieces of some length, wherever characters end. */
function* pieces(text: string, length = 1_000): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe('households in workers get the answers that they get one by one', () => {
  test.each([1, 7, 500])('from NDJSON into a table, in batches of %i', async (batchRows) => {
    const request = { on: ON, into: 'csv', locale: 'zh-CN', batchRows } as const;
    const batches = await readAll(pool.assess(policy, { ndjson: pieces(NDJSON) }, request));
    expect(textOf(batches)).toBe(asCsv(ROWS));
    expect(batches.length).toBe(Math.ceil(HOUSEHOLDS.length / batchRows));
  });

  test.each([7, 500])('from the path of a file, in batches of %i', async (batchRows) => {
    const folder = await mkdtemp(join(tmpdir(), 'dixian-pool-'));
    const ndjsonFile = join(folder, 'list.ndjson');
    await writeFile(ndjsonFile, NDJSON);
    const request = { on: ON, into: 'csv', locale: 'zh-CN', batchRows } as const;
    const batches = await readAll(pool.assess(policy, { ndjsonFile }, request));
    expect(textOf(batches)).toBe(asCsv(ROWS));
    expect(batches.map(({ firstRow }) => firstRow)).toEqual(batches.map((_, index) => 1 + batchRows * index));
    await rm(folder, { recursive: true });
    await expect(readAll(pool.assess(policy, { ndjsonFile }, request))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test('from objects into NDJSON', async () => {
    const request = { on: ON, into: 'ndjson', locale: 'zh-CN', batchRows: 10 } as const;
    const batches = await readAll(pool.assess(policy, { households: HOUSEHOLDS as Household[] }, request));
    expect(textOf(batches)).toBe(asNdjson(ROWS));
  });

  test('from a sheet, with its row numbers, unknown columns and cells that are not understood', async () => {
    const sheet = [
      '户编号,户主姓名,家庭人口数,上年度家庭人均纯收入,是否有车辆,备忘',
      ...Array.from({ length: 30 }, (_, index) =>
        index % 7 === 3 ? '5,"坏,3' : `${index},"张\n${index}",${index % 4 === 0 ? '三口' : 3},7799.99,是,x`,
      ),
      '',
      ',,,,,',
    ].join('\r\n');
    const list = readList({ text: sheet, format: 'csv' });
    const request = { on: ON, into: 'csv', locale: 'zh-CN', batchRows: 4 } as const;
    const headers: unknown[] = [];
    const source = { csv: pieces(sheet), onHeader: (header: unknown) => headers.push(header) };
    const batches = await readAll(pool.assess(policy, source, request));
    const rows = list.rows.map((row) => {
      const unusable = row.issues.flatMap(({ path: [name] }) => (typeof name === 'string' ? [name] : []));
      return row.readable
        ? { row, assessment: gansu2024.assess(row.household as Household, { on: ON, unusable }) }
        : { row };
    });
    // A number that stands twice is not looked for.
    const withoutDoubles = rows.map(({ row, ...rest }) => ({
      ...rest,
      row: { ...row, issues: row.issues.filter(({ code }) => code !== 'duplicateHousehold') },
    }));
    expect(textOf(batches)).toBe(asCsv(withoutDoubles));
    expect(headers).toEqual([{ mapping: list.mapping, unmapped: list.unmapped, issues: list.issues }]);
    expect(batches.map(({ firstRow }) => firstRow)).toEqual(batches.map((_, index) => 2 + 4 * index));
  });

  test('from columns into columns', async () => {
    const incomes = Float64Array.from({ length: 50 }, (_, index) => LINE - 0.25 + index / 100);
    const columnsFrom = (start: number, length: number): HouseholdColumns => ({
      length,
      facts: { reportedNetIncomePerPerson: incomes.slice(start, start + length) },
    });
    const source = { columns: [columnsFrom(0, 30), columnsFrom(30, 0), columnsFrom(30, 20)] };
    const batches = await readAll(pool.assess(policy, source, { on: ON, into: 'columns' }));
    const alone = [...incomes].map((reportedNetIncomePerPerson) =>
      gansu2024.assess({ reportedNetIncomePerPerson }, { on: ON }),
    );
    expect(batches.map(({ columns }) => columns)).toEqual([
      decisionColumns(policy, alone.slice(0, 30)),
      decisionColumns(policy, []),
      decisionColumns(policy, alone.slice(30)),
    ]);
    expect(batches.map(({ firstRow, issues }) => [firstRow, issues])).toEqual([
      [1, []],
      [31, []],
      [31, []],
    ]);
  });

  test('with what could not be read beside the columns', async () => {
    const request = { on: ON, into: 'columns', batchRows: 6 } as const;
    const batches = await readAll(pool.assess(policy, { ndjson: [NDJSON] }, request));
    const told = ROWS.flatMap(({ row, assessment }) =>
      assessment?.issues.length === 0 ? [] : [{ row: row.row, issues: assessment?.issues }],
    );
    expect(batches.flatMap(({ issues }) => issues)).toEqual(told);
    expect(told.length).toBeGreaterThan(5);
  });

  test('of the policy that was asked for, also where one pool serves two', async () => {
    const other = assessorFor('620000', '2023-11-01');
    const request = { into: 'ndjson', locale: 'en', batchRows: 5 } as const;
    const households = knownHouseholds(15, 9, ON, LINE);
    const [first, second] = await Promise.all([
      readAll(pool.assess(policy, { households }, { ...request, on: ON })),
      readAll(pool.assess(other.policy, { households }, { ...request, on: '2023-11-01' })),
    ]);
    const hashes = (text: string): string[] => [
      ...new Set(
        text
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { policy: string }).policy),
      ),
    ];
    expect(hashes(textOf(first))).toEqual([policy.hash.slice(0, 16)]);
    expect(hashes(textOf(second))).toEqual([other.policy.hash.slice(0, 16)]);
    expect(policy.hash).not.toBe(other.policy.hash);
  });
});

describe('what cannot be decided', () => {
  test('bad lines keep their places, and the others are decided', async () => {
    const text = `{}\n{"householdId":\n\n[]\n${JSON.stringify(HOUSEHOLDS[1])}\n`;
    const request = { on: ON, into: 'columns', batchRows: 2 } as const;
    const batches = await readAll(pool.assess(policy, { ndjson: [text] }, request));
    expect(batches.flatMap(({ columns }) => [...columns.decided])).toEqual([1, 0, 0, 0, 1]);
    expect(
      batches
        .flatMap(({ issues }) => issues)
        .filter(({ issues: [found] }) => found?.code === 'unreadableRow'),
    ).toMatchObject([
      { row: 2, issues: [{ params: { row: 2 } }] },
      { row: 3, issues: [{ params: { row: 3 } }] },
      { row: 4, issues: [{ params: { row: 4 } }] },
    ]);
    expect(batches.map(({ households, undecided }) => [households, undecided])).toEqual([
      [2, 1],
      // It does not end with the blank line.
      [2, 2],
      [1, 0],
    ]);
  });

  test('objects that no thread can be given keep their places', async () => {
    const households = [{}, { headName: () => 'x' }, { ownsVehicle: true }] as unknown as Household[];
    const [batch] = await readAll(pool.assess(policy, { households }, { on: ON, into: 'columns' }));
    expect([...(batch?.columns.decided ?? [])]).toEqual([1, 0, 1]);
    expect(batch?.issues).toMatchObject([{ row: 2, issues: [{ code: 'unreadableRow' }] }]);
  });

  test('what throws in the worker keeps its place, and is told by its own number', async () => {
    const text = `${'{}\n'.repeat(7)}${'{"members":'.repeat(3_000)}1${'}'.repeat(3_000)}\n{}\n`;
    const request = { on: ON, into: 'columns', batchRows: 5 } as const;
    const batches = await readAll(pool.assess(policy, { ndjson: [text] }, request));
    expect(batches.flatMap(({ columns }) => [...columns.decided]).length).toBe(9);
    expect(batches.flatMap(({ issues }) => issues.map(({ row }) => row))).toEqual([8]);
  });

  test('what is no number of JSON is not taken for a blank', async () => {
    const households: Household[] = [{ reportedNetIncome: Number.NaN }];
    const [batch] = await readAll(pool.assess(policy, { households }, { on: ON, into: 'columns' }));
    expect(batch?.issues).toEqual([
      { row: 1, issues: gansu2024.assess(households[0] as Household, { on: ON }).issues },
    ]);
    expect(batch?.issues[0]?.issues.length).toBe(1);
  });

  test.each([
    ['of no line', { ndjson: [] }],
    ['of blank lines', { ndjson: ['\n', ' \n\n'] }],
    ['of no household', { households: [] }],
    ['of a header only', { csv: ['户编号,户主姓名\n'] }],
  ])('a list %s gives a table without rows', async (_, source) => {
    const batches = await readAll(pool.assess(policy, source, { on: ON, into: 'csv', locale: 'zh-CN' }));
    expect(textOf(batches)).toBe(asCsv([]));
  });

  test.each([
    ['no known column', ['甲,乙\n1,2\n'], 'noHeader'],
    ['nothing at all', [], 'noHeader'],
    ['bytes that are no UTF-8', [Uint8Array.of(0xbb, 0xa7, 0x2c, 0x0a, 0x31)], 'notUtf8'],
  ])('a sheet with %s is refused', async (_, csv, code) => {
    await expect(readAll(pool.assess(policy, { csv }, { on: ON, into: 'columns' }))).rejects.toMatchObject({
      issues: [{ code }],
    });
  });

  const DOUBLED = '户编号,人均纯收入,人均纯收入\n1,7000,8000\n';

  test('a sheet with two columns for one fact is refused where nobody listens', async () => {
    await expect(
      readAll(pool.assess(policy, { csv: [DOUBLED] }, { on: ON, into: 'columns' })),
    ).rejects.toMatchObject({ issues: [{ code: 'duplicateColumn', path: ['reportedNetIncomePerPerson'] }] });
  });

  test('it is decided without that fact where its header is listened to', async () => {
    const headers: ReadHeader[] = [];
    const source = { csv: [DOUBLED], onHeader: (header: ReadHeader) => headers.push(header) };
    const [batch] = await readAll(pool.assess(policy, source, { on: ON, into: 'columns' }));
    expect(headers.map(({ issues }) => issues.map(({ code }) => code))).toEqual([['duplicateColumn']]);
    const alone = gansu2024.assess(
      { householdId: '1' },
      { on: ON, unusable: ['reportedNetIncomePerPerson'] },
    );
    expect(batch?.columns).toEqual(decisionColumns(policy, [alone]));
  });

  test('columns with what no thread can be given are refused, and the pool stays usable', async () => {
    const good = { length: 1, facts: { ownsVehicle: Uint8Array.of(3) } };
    const bad = { length: 1, facts: { householdId: [() => '6201'] } } as unknown as HouseholdColumns;
    const run = async (): Promise<number> => {
      let taken = 0;
      const source = { columns: [good, bad, good] };
      try {
        for await (const _ of pool.assess(policy, source, { on: ON, into: 'columns', batchesInFlight: 8 }))
          taken += 1;
      } catch (error) {
        expect(error).toMatchObject({ issues: [{ code: 'schemaViolation' }] });
        expect(String(error)).not.toContain('6201');
      }
      return taken;
    };
    expect(await run()).toBe(1);
    const after = await readAll(pool.assess(policy, { columns: [good] }, { on: ON, into: 'columns' }));
    expect(after.length).toBe(1);
  });

  test('columns are not taken from the caller, who may fill them again', async () => {
    const incomes = Float64Array.of(0);
    const columns = { length: 1, facts: { reportedNetIncomePerPerson: incomes } };
    function* source() {
      for (const income of [LINE - 1, LINE + 1, LINE - 1]) {
        incomes[0] = income;
        yield columns;
      }
    }
    const batches = await readAll(
      pool.assess(policy, { columns: source() }, { on: ON, into: 'columns', batchesInFlight: 8 }),
    );
    const alone = [LINE - 1, LINE + 1, LINE - 1].map((reportedNetIncomePerPerson) =>
      decisionColumns(policy, [gansu2024.assess({ reportedNetIncomePerPerson }, { on: ON })]),
    );
    expect(batches.map((batch) => batch.columns)).toEqual(alone);
    expect(incomes.length).toBe(1);
  });

  test('columns of two lengths are refused', async () => {
    const columns = [{ length: 2, facts: { ownsVehicle: Uint8Array.of(3) } }];
    await expect(
      readAll(pool.assess(policy, { columns }, { on: ON, into: 'columns' })),
    ).rejects.toMatchObject({
      issues: [{ code: 'schemaViolation', path: ['ownsVehicle'] }],
    });
  });

  test.each([
    ['a day outside of the validity', { on: '1999-01-01' }, 'dayOutsideValidity'],
    ['batches of none', { on: ON, batchRows: 0 }, 'schemaViolation'],
    ['no batch in flight', { on: ON, batchesInFlight: 0 }, 'schemaViolation'],
    ['batches without an end', { on: ON, batchSize: Number.POSITIVE_INFINITY }, 'schemaViolation'],
  ])('%s is refused at once', (_, request, code) => {
    expect(() => pool.assess(policy, { ndjson: [] }, { ...request, into: 'columns' })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code })] }),
    );
  });
});

describe('a run under way', () => {
  /** Counts what is read of it, line by line. */
  const endless = () => {
    const counts = { read: 0, isClosed: false };
    const source = async function* () {
      try {
        for (;;) {
          counts.read += 1;
          yield '{}\n';
        }
      } finally {
        counts.isClosed = true;
      }
    };
    return { counts, source };
  };
  const small = { on: ON, into: 'columns', batchRows: 1, batchSize: 1 } as const;

  test('reads no more than the batches that may be in flight, however slowly they are taken', async () => {
    const { counts, source } = endless();
    let taken = 0;
    for await (const batch of pool.assess(policy, { ndjson: source() }, { ...small, batchesInFlight: 3 })) {
      taken += batch.households;
      await new Promise((go) => setTimeout(go, 30));
      // Three in flight, and the piece that the reader of lines waits with.
      expect(counts.read - taken).toBeLessThanOrEqual(4);
      if (taken === 12) break;
    }
    await vi.waitFor(() => expect(counts.isClosed).toBe(true));
  });

  test('hands a batch over while the next one is still awaited', async () => {
    let more = (): void => {};
    async function* source() {
      yield '{}\n';
      await new Promise<void>((go) => {
        more = go;
      });
    }
    const batches = pool.assess(policy, { ndjson: source() }, small);
    expect((await batches.next()).value).toMatchObject({ firstRow: 1, households: 1 });
    more();
    expect(await batches.next()).toEqual({ value: undefined, done: true });
  });

  test('tells how far it has come', async () => {
    const told: unknown[] = [];
    const request = {
      ...small,
      batchRows: 2,
      batchSize: 1_000,
      onProgress: (each: unknown) => told.push(each),
    };
    await readAll(pool.assess(policy, { ndjson: ['{}\n{\n{}\n'] }, request));
    expect(told).toEqual([
      { households: 2, undecided: 1 },
      { households: 3, undecided: 1 },
    ]);
  });

  test('ends with the reason of its signal, closes its source, and leaves the pool usable', async () => {
    const { counts, source } = endless();
    const controller = new AbortController();
    const taken: number[] = [];
    const run = async (): Promise<void> => {
      const request = { ...small, signal: controller.signal };
      for await (const { firstRow } of pool.assess(policy, { ndjson: source() }, request)) {
        taken.push(firstRow);
        if (firstRow === 5) controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(taken).toEqual([1, 2, 3, 4, 5]);
    await vi.waitFor(() => expect(counts.isClosed).toBe(true));
    const again = await readAll(pool.assess(policy, { ndjson: ['{}\n'] }, small));
    expect(again).toMatchObject([{ households: 1, undecided: 0 }]);
  });

  test('ends at once where its source never answers', async () => {
    const source = async function* (): AsyncGenerator<string> {
      yield '{}\n';
      await new Promise<void>(() => {});
    };
    const controller = new AbortController();
    const batches = pool.assess(policy, { ndjson: source() }, { ...small, signal: controller.signal });
    await batches.next();
    const next = batches.next();
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });

  test('does not begin with a signal that was given before', async () => {
    const { counts, source } = endless();
    const request = { ...small, signal: AbortSignal.abort(new Error('no')) };
    await expect(readAll(pool.assess(policy, { ndjson: source() }, request))).rejects.toThrow('no');
    expect(counts.read).toBe(0);
  });

  test('leaves what a worker has begun at the next household', async () => {
    const households = knownHouseholds(400, 1, ON, LINE);
    const text = households
      .map((household) => `${JSON.stringify(household)}\n`)
      .join('')
      .repeat(60);
    const controller = new AbortController();
    const request = {
      on: ON,
      into: 'csv',
      locale: 'zh-CN',
      signal: controller.signal,
      batchRows: 12_000,
      batchSize: 1e9,
    } as const;
    const long = readAll(pool.assess(policy, { ndjson: [text] }, request));
    setTimeout(() => controller.abort(new Error('enough')), 500);
    await expect(long).rejects.toThrow('enough');
    const start = performance.now();
    await readAll(pool.assess(policy, { ndjson: ['{}\n{}\n{}\n'] }, small));
    // Both workers had begun with twelve thousand, which take a worker about eight seconds.
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  test('hands over what comes before an error of the source', async () => {
    async function* source() {
      yield '{}\n{}\n';
      throw new Error('the disk is gone');
    }
    const rows: number[] = [];
    const run = async (): Promise<void> => {
      for await (const { firstRow } of pool.assess(policy, { ndjson: source() }, small)) rows.push(firstRow);
    };
    await expect(run()).rejects.toThrow('the disk is gone');
    expect(rows).toEqual([1, 2]);
  });

  test('holds the same memory for a hundred thousand lines as for a thousand', async () => {
    const piece = '{"householdId":\n'.repeat(1_000);
    const held: number[] = [];
    async function* source(): AsyncGenerator<string> {
      for (let index = 0; index < 100; index += 1) yield piece;
    }
    const request = { on: ON, into: 'ndjson', locale: 'zh-CN' } as const;
    let rows = 0;
    for await (const { households } of pool.assess(policy, { ndjson: source() }, request)) {
      rows += households;
      held.push(process.memoryUsage().arrayBuffers);
    }
    expect(rows).toBe(100_000);
    const [early, late] = [held.slice(4, 40), held.slice(-36)].map((part) => Math.max(...part)) as [
      number,
      number,
    ];
    expect(late).toBeLessThan(early * 2);
  });
});

describe('a pool', () => {
  test('whose workers cannot start ends its runs with their error, now and later', async () => {
    const filename = new URL('./no-such-worker.js', import.meta.url).href;
    const broken = new WorkerPool(new Tinypool({ filename, minThreads: 1, maxThreads: 1 }), 1);
    const request = { on: ON, into: 'columns' } as const;
    await expect(readAll(broken.assess(policy, { ndjson: ['{}\n'] }, request))).rejects.toThrow(
      'no-such-worker',
    );
    await vi.waitFor(() =>
      expect(() => broken.assess(policy, { ndjson: [] }, request)).toThrow(
        expect.objectContaining({
          cause: expect.objectContaining({ message: expect.stringContaining('no-such-worker') }),
        }),
      ),
    );
  });

  test.each([0, 1.5, Number.NaN])('of %d workers is refused', async (workers) => {
    await expect(openWorkerPool({ workers })).rejects.toMatchObject({
      issues: [{ code: 'schemaViolation', path: ['workers'] }],
    });
  });

  test.each([0, 100])('that is closed after %i ms ends its runs with an error', async (milliseconds) => {
    const closing = await openWorkerPool({ workers: 1 });
    const households = knownHouseholds(300, 1, ON, LINE);
    const run = readAll(closing.assess(policy, { households }, { on: ON, into: 'columns' }));
    run.catch(() => {});
    await new Promise((go) => setTimeout(go, milliseconds));
    await closing.close();
    await expect(run).rejects.toThrow();
    expect(() => closing.assess(policy, { households }, { on: ON, into: 'columns' })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'schemaViolation' })] }),
    );
  });
});
