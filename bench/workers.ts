/**
 * One worker thread against two: the same NDJSON, from its file and in pieces, the same tables of decisions. The answers
 * of both are compared with those of households assessed one by one first. The threads are started and have compiled
 * the policy before time is taken. Beside the ratio stands what two bare threads get against one at the same time: on a machine that is shared,
 * no more can be had; and, on Linux, how much two free processors would allow by the processor time of the threads.
 *
 *   npx tsx bench/workers.ts [households] [seed] [rounds]
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { compile } from '../src/index.js';
import { loadPolicy } from '../src/node.js';
import { decisionTable } from '../src/tables/decision-rows.js';
import { decisionsAsCsv } from '../src/tables/index.js';
import { openWorkerPool, type WorkerPool } from '../src/worker-pool.node.js';
import { knownHouseholds } from './households.js';

const ON = '2024-11-01';
const LINE = 7_800;
const [households = 20_000, seed = 1, rounds = 5] = process.argv.slice(2).map(Number);
const DISTINCT = Math.min(households, 2_000);

const policy = await loadPolicy({ region: '620000', on: ON });
const distinct = knownHouseholds(DISTINCT, seed, ON, LINE);
const lines = Buffer.from(distinct.map((household) => `${JSON.stringify(household)}\n`).join(''));

/** As many households as are asked for, without holding them: the distinct ones again and again. */
function* source(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= DISTINCT) {
    if (left >= DISTINCT) yield lines;
    else
      yield Buffer.from(
        distinct
          .slice(0, left)
          .map((household) => `${JSON.stringify(household)}\n`)
          .join(''),
      );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'dixian-workers-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const file = join(folder, 'households.ndjson');
writeFileSync(file, '');
for (const piece of source(households)) writeFileSync(file, piece, { flag: 'a' });

type From = 'file' | 'pieces';
type Into = 'csv' | 'columns';

async function decide(pool: WorkerPool, count: number, from: From, into: Into): Promise<Uint8Array[]> {
  const texts: Uint8Array[] = [];
  const given = from === 'file' ? { ndjsonFile: file } : { ndjson: source(count) };
  if (into === 'columns') {
    for await (const _ of pool.assess(policy, given, { on: ON, into }));
    return [];
  }
  // Few households are many tables; batches of 50 keep two workers at work.
  const request = { on: ON, batchRows: 50, into, locale: 'zh-CN' } as const;
  for await (const { text } of pool.assess(policy, given, request)) if (count === DISTINCT) texts.push(text);
  return texts;
}

const pools = [await openWorkerPool({ workers: 1 }), await openWorkerPool({ workers: 2 })];

const assessor = compile(policy);
const expected = decisionsAsCsv(
  decisionTable(
    distinct.map((household, index) => ({
      row: { row: index + 1, household, issues: [], readable: true },
      assessment: assessor.assess(household, { on: ON }),
    })),
    'zh-CN',
    false,
  ),
);
for (const pool of pools) {
  const found = Buffer.concat(await decide(pool, DISTINCT, 'pieces', 'csv')).toString('utf8');
  if (found !== expected) throw new Error(`${pool.workers} workers give other answers than one by one.`);
}
console.log(
  `${DISTINCT} households (seed ${seed}): one worker, two workers and one by one give the same ${expected.length} characters.`,
);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Milliseconds of processor time that each thread of this process has had, as Linux counts them; none elsewhere. */
function threadTimes(): ReadonlyMap<string, number> {
  const folder = '/proc/self/task';
  if (!existsSync(folder)) return new Map();
  const TICK = 10;
  return new Map(
    readdirSync(folder).map((thread) => {
      const stat = readFileSync(join(folder, thread, 'stat'), 'utf8');
      const [user = 0, system = 0] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number);
      return [thread, (user + system) * TICK];
    }),
  );
}

/** Where the processor time of a pass goes: the worker that is busiest, and all threads together. */
interface Load {
  readonly busiest: number;
  readonly main: number;
  readonly all: number;
}

function loadSince(before: ReadonlyMap<string, number>, count: number): Load {
  const spent = [...threadTimes()].map(
    ([thread, now]) => [thread, ((now - (before.get(thread) ?? 0)) * 1_000) / count] as const,
  );
  const own = String(process.pid);
  const main = spent.find(([thread]) => thread === own)?.[1] ?? 0;
  const others = spent.filter(([thread]) => thread !== own).map(([, time]) => time);
  return { main, busiest: Math.max(...others), all: others.reduce((sum, time) => sum + time, main) };
}

/** Counts in so many threads for half a second: what the machine itself gives at this moment. */
async function spin(threads: number): Promise<number> {
  const code = `const end = performance.now() + 500; let n = 0;
    while (performance.now() < end) for (let i = 0; i < 1e5; i += 1) n += 1;
    require('node:worker_threads').parentPort.postMessage(n);`;
  const counts = Array.from({ length: threads }, async () => {
    const worker = new Worker(code, { eval: true });
    return (await once(worker, 'message'))[0] as number;
  });
  return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
}

interface Passed {
  readonly speed: number;
  /** Microseconds of processor time, a household. */
  readonly load: Load;
}

async function pass(pool: WorkerPool, count: number, from: From, into: Into): Promise<Passed> {
  const before = threadTimes();
  const start = performance.now();
  await decide(pool, count, from, into);
  const milliseconds = performance.now() - start;
  return { speed: (count * 1_000) / milliseconds, load: loadSince(before, count) };
}

for (const [from, into, count] of [
  ['file', 'columns', households],
  ['pieces', 'columns', households],
  ['pieces', 'csv', Math.ceil(households / 10)],
] as const) {
  for (const pool of pools) await decide(pool, Math.min(count, DISTINCT), from, into);
  const passed: { readonly one: Passed; readonly two: Passed; readonly machine: number }[] = [];
  // Taken in turns, so that a slow moment of the machine falls on both; a ratio for each turn.
  for (let round = 0; round < rounds; round += 1) {
    const [one, two] = [
      await pass(pools[0] as WorkerPool, count, from, into),
      await pass(pools[1] as WorkerPool, count, from, into),
    ];
    const [single, double] = [await spin(1), await spin(2)];
    passed.push({ one, two, machine: double / single });
  }
  const of = (pick: (each: (typeof passed)[number]) => number): number => median(passed.map(pick));
  const ratios = passed.map(({ one, two }) => two.speed / one.speed);
  const [oneLoad, twoLoad] = (['one', 'two'] as const).map((which) => ({
    main: of((each) => each[which].load.main),
    busiest: of((each) => each[which].load.busiest),
    all: of((each) => each[which].load.all),
  })) as [Load, Load];
  const told = ({ main, busiest, all }: Load): string =>
    `${main.toFixed(1)} µs in the main thread, ${busiest.toFixed(0)} in the busiest worker, ${all.toFixed(0)} in all`;
  console.log(`
NDJSON (${from}) into ${into}, ${count} households, ${rounds} rounds in turns, medians
  1 worker   ${Math.round(of(({ one }) => one.speed))} households/s; of a household ${told(oneLoad)}
  2 workers  ${Math.round(of(({ two }) => two.speed))} households/s; of a household ${told(twoLoad)}
  ratio      ${median(ratios).toFixed(2)} x (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); two bare threads against one at the same time: ${of(({ machine }) => machine).toFixed(2)} x
  by processor time two free processors allow ${((2 * oneLoad.busiest) / twoLoad.all).toFixed(2)} x`);
}
for (const pool of pools) await pool.close();
