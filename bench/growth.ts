/**
 * How the cost grows with the number of households, one thread: `ColumnDecider`, which checks every value of plain
 * households, and the generated code below it, on rows. Seeded households, 20,000 different ones again and again, in
 * batches; making them is not timed. Writes docs/performance-growth.csv and .svg; what is plotted is processor time,
 * which other programs lengthen least.
 *
 *   npx tsx bench/growth.ts [most households of ColumnDecider] [most households on rows] [seed]
 */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generateJavaScript } from '../src/backends/javascript/generate.js';
import { runnable } from '../src/backends/javascript/runnable.js';
import { ColumnDecider, compile } from '../src/index.js';
import { type GrowthSeries, growthPlot, type Measured } from './growth-plot.js';
import { givenHousehold } from './parquet-households.js';
import { RULES } from './pinned/hand-written.js';
import { drawHouseholds } from './pinned/households.js';
import { PINNED_DAY as ON, pinnedPolicy } from './pinned/pinned-policy.js';
import { fieldsRead, type Row, rowMaker } from './rows.js';

const [mostChecked = 10_000_000, mostOnRows = 10_000_000, seed = 1] = process.argv.slice(2).map(Number);
const DISTINCT = 20_000;
const BATCH = 1_000;
/** Of so few households the median of several passes is taken. */
const PASSED_ONCE = 300_000;
const PASSES = 5;

const policy = await pinnedPolicy();
const makeRow = rowMaker(fieldsRead(policy.program));
const batches: { readonly given: { readonly household: object }[]; readonly rows: Row[] }[] = [];
const draw = drawHouseholds(seed, ON);
while (batches.length < DISTINCT / BATCH) {
  const households = Array.from({ length: BATCH }, () => draw.next().value);
  batches.push({
    given: households.map((household) => ({ household: givenHousehold(household) })),
    rows: households.map(makeRow),
  });
}

/** Decides a batch; gives how many households a way in holds of. */
type Decide = (batch: (typeof batches)[number]) => number;

const decider = new ColumnDecider(compile(policy));
if (!decider.isGenerated) throw new Error('This host does not allow generated code.');
const withChecking: Decide = ({ given }) => {
  const { rules } = decider.decide(given, ON).columns;
  return countTrue(rules['wayBelowStandard'] as Uint8Array, 1);
};

const generated = generateJavaScript(policy.program, { answers: RULES });
const running = runnable(generated);
running.day(Number(ON.replaceAll('-', '')));
const places = RULES.map((rule) => {
  const answer = generated.layout.answers.get(rule);
  if (answer?.kind !== 'truth' || answer.place === undefined) throw new Error(`No place holds ${rule}.`);
  return answer.place;
});
const truths = new Uint8Array(BATCH * RULES.length);
const onRows: Decide = ({ rows }) => {
  let at = 0;
  for (const row of rows) {
    if (!running.decide(row as Parameters<typeof running.decide>[0]))
      throw new Error('A household left the exact numbers.');
    for (const place of places) truths[at++] = running.T[place] as number;
  }
  return countTrue(truths.subarray(RULES.indexOf('wayBelowStandard')), RULES.length);
};

/** How many are true, of every so many. */
function countTrue(column: Uint8Array, step: number): number {
  let count = 0;
  for (let at = 0; at < column.length; at += step) if (column[at] === 3) count += 1;
  return count;
}

async function pass(decide: Decide, households: number): Promise<Measured & { readonly held: number }> {
  let [memory, held] = [0, 0];
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  for (let done = 0, batch = 0; done < households; done += BATCH, batch += 1) {
    held += decide(batches[batch % batches.length] as (typeof batches)[number]);
    if (batch % 100 !== 0) continue;
    memory = Math.max(memory, process.memoryUsage.rss());
    // As between batches that are read from somewhere: memory is given back in tasks of their own.
    await setImmediate();
  }
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { households, seconds, processorSeconds: (user + system) / 1e6, memory: memory / 2 ** 20, held };
}

const { held: checked } = await pass(withChecking, DISTINCT);
const { held: unchecked } = await pass(onRows, DISTINCT);
if (checked !== unchecked) throw new Error(`Of so many a way in holds: ${checked}, on rows of ${unchecked}.`);

const SIZES = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000].map((thousands) => thousands * 1_000);
async function measure(name: string, decide: Decide, most: number): Promise<readonly Measured[]> {
  // The first second is slow: code of this size is compiled while it runs.
  await pass(decide, 5 * DISTINCT);
  const measured: Measured[] = [];
  for (const size of SIZES.filter((each) => each <= most)) {
    const passes: Measured[] = [];
    for (let left = size < PASSED_ONCE ? PASSES : 1; left > 0; left -= 1)
      passes.push(await pass(decide, size));
    passes.sort((a, b) => a.processorSeconds - b.processorSeconds);
    const one = passes[Math.floor(passes.length / 2)] as Measured;
    console.log(
      `${name}, ${size} households: ${one.seconds.toFixed(3)} s, ${((one.processorSeconds * 1e6) / size).toFixed(1)} µs of processor each, ${Math.round(one.memory)} MiB`,
    );
    measured.push(one);
  }
  return measured;
}
const series: readonly GrowthSeries[] = [
  {
    name: 'ColumnDecider',
    colour: '#b3261e',
    measured: await measure('ColumnDecider', withChecking, mostChecked),
  },
  {
    name: '生成的代码 generated code',
    colour: '#1a5fb4',
    measured: await measure('generated code', onRows, mostOnRows),
  },
];

const file = (ending: string): string =>
  fileURLToPath(new URL(`../docs/performance-growth.${ending}`, import.meta.url));
const lines = series.flatMap(({ measured }, index) =>
  measured.map(({ households, seconds, processorSeconds, memory }) =>
    [
      ['ColumnDecider', 'rows'][index],
      households,
      seconds.toFixed(4),
      processorSeconds.toFixed(4),
      memory.toFixed(0),
    ].join(','),
  ),
);
writeFileSync(
  file('csv'),
  ['decided_by,households,seconds,processor_seconds,memory_mib', ...lines, ''].join('\n'),
);
writeFileSync(file('svg'), growthPlot(series));
