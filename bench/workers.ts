/**
 * One worker thread against two: the same NDJSON, the same tables of decisions. The answers of both are compared with
 * those of households assessed one by one first. The threads are started and have compiled the policy before time is
 * taken. Beside the ratio stands what two bare threads get against one at the same time: on a machine that is shared,
 * no more can be had. Then the peak of the memory over a source ten times as long.
 *
 *   npx tsx bench/workers.ts [households] [seed] [rounds] [households of the longest source]
 */
import { once } from 'node:events';
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
const [households = 20_000, seed = 1, rounds = 5, longest = 1_000_000] = process.argv.slice(2).map(Number);
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

async function decide(pool: WorkerPool, count: number, into: 'csv' | 'columns'): Promise<Uint8Array[]> {
  const texts: Uint8Array[] = [];
  // Few households are many tables; batches of 50 keep two workers at work.
  const shared = { on: ON, batchRows: into === 'csv' ? 50 : 500 };
  if (into === 'columns') {
    for await (const _ of pool.assess(policy, { ndjson: source(count) }, { ...shared, into }));
    return [];
  }
  const request = { ...shared, into, locale: 'zh-CN' } as const;
  for await (const { text } of pool.assess(policy, { ndjson: source(count) }, request))
    if (count === DISTINCT) texts.push(text);
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
  const found = Buffer.concat(await decide(pool, DISTINCT, 'csv')).toString('utf8');
  if (found !== expected) throw new Error(`${pool.workers} workers give other answers than one by one.`);
}
console.log(
  `${DISTINCT} households (seed ${seed}): one worker, two workers and one by one give the same ${expected.length} characters.`,
);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

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
  /** Milliseconds of processor time of all threads, a household. */
  readonly cost: number;
}

async function pass(pool: WorkerPool, count: number, into: 'csv' | 'columns'): Promise<Passed> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await decide(pool, count, into);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { speed: (count * 1_000) / milliseconds, cost: (user + system) / 1_000 / count };
}

for (const [into, count] of [
  ['columns', households],
  ['csv', Math.ceil(households / 25)],
] as const) {
  for (const pool of pools) await decide(pool, Math.min(count, DISTINCT), into);
  const passed: { readonly one: Passed; readonly two: Passed; readonly machine: number }[] = [];
  // Taken in turns, so that a slow moment of the machine falls on both; a ratio for each turn.
  for (let round = 0; round < rounds; round += 1) {
    const [one, two] = [
      await pass(pools[0] as WorkerPool, count, into),
      await pass(pools[1] as WorkerPool, count, into),
    ];
    const [single, double] = [await spin(1), await spin(2)];
    passed.push({ one, two, machine: double / single });
  }
  const of = (pick: (each: (typeof passed)[number]) => number): number => median(passed.map(pick));
  const ratios = passed.map(({ one, two }) => two.speed / one.speed);
  console.log(`
NDJSON into ${into}, ${count} households, ${rounds} rounds in turns, medians
  1 worker   ${Math.round(of(({ one }) => one.speed))} households/s, ${of(({ one }) => one.cost).toFixed(3)} ms of processor each
  2 workers  ${Math.round(of(({ two }) => two.speed))} households/s, ${of(({ two }) => two.cost).toFixed(3)} ms of processor each
  ratio      ${median(ratios).toFixed(2)} x (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); two bare threads against one at the same time: ${of(({ machine }) => machine).toFixed(2)} x`);
}

// The memory of a source that is ten times as long: small households, so that many millions are soon through.
const SMALL = Buffer.from(
  Array.from(
    { length: 1_000 },
    (_, index) =>
      `{"householdId":"${index}","ownsVehicle":${index % 2 === 0},"reportedNetIncomePerPerson":${LINE - 5 + index / 100}}\n`,
  ).join(''),
);
for (const count of [longest / 10, longest]) {
  let peak = 0;
  let identified = 0;
  const many = function* (): Generator<Uint8Array> {
    for (let at = 0; at < count; at += 1_000) yield SMALL;
  };
  const start = performance.now();
  const batches = (pools[1] as WorkerPool).assess(
    policy,
    { ndjson: many() },
    { on: ON, into: 'columns', batchRows: 5_000 },
  );
  for await (const { columns } of batches) {
    for (const answer of columns.identification.answer) if (answer === 0) identified += 1;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - start) / 1_000;
  console.log(
    `${count} small households through 2 workers in ${seconds.toFixed(0)} s, ${identified} identified: at most ${Math.round(peak / 2 ** 20)} MiB`,
  );
}
for (const pool of pools) await pool.close();
