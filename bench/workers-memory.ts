/**
 * The memory of a process that decides many households in two worker threads, NDJSON into columns: the peak of each
 * tenth of the way. It must not grow. The households are small, so that many millions are soon through.
 *
 *   npx tsx bench/workers-memory.ts [households]
 */
import { loadPolicy, openWorkerPool } from '../src/node.js';

const ON = '2024-11-01';
const LINE = 7_800;
const [households = 1_000_000] = process.argv.slice(2).map(Number);
const PIECE_ROWS = 1_000;
const PIECE = Buffer.from(
  Array.from(
    { length: PIECE_ROWS },
    (_, index) =>
      `{"householdId":"${index}","ownsVehicle":${index % 2 === 0},"reportedNetIncomePerPerson":${LINE - 5 + index / 100}}\n`,
  ).join(''),
);
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

function* source(): Generator<Uint8Array> {
  for (let at = 0; at < households; at += PIECE_ROWS) yield PIECE;
}

const policy = await loadPolicy({ region: '620000', on: ON });
const pool = await openWorkerPool({ workers: 2 });
const start = performance.now();
let [decided, open, peak, tenths] = [0, 0, 0, 0];
for await (const { columns } of pool.assess(policy, { ndjson: source() }, { on: ON, into: 'columns' })) {
  decided += columns.length;
  for (const answer of columns.identification.answer)
    if (columns.identification.codes[answer] === 'verify') open += 1;
  const { rss, arrayBuffers } = process.memoryUsage();
  peak = Math.max(peak, rss);
  if (decided * 10 < households * (tenths + 1)) continue;
  tenths += 1;
  const seconds = (performance.now() - start) / 1_000;
  console.log(
    `${decided} households in ${seconds.toFixed(0)} s, ${open} to be verified: at most ${mebibytes(peak)} MiB, ${mebibytes(arrayBuffers)} MiB of them buffers`,
  );
  peak = 0;
}
await pool.close();
