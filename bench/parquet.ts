/**
 * DuckDB against generated JavaScript on the same Parquet files: households in the shape of the tables of
 * `policyScript`, their lists beside them. Decided by the script (checks, decides, writes its decisions to Parquet), by
 * generated code behind the library's own columns (checks, decides), and by generated code on rows made straight from
 * the files (checks nothing: the fastest that it can be). Each in a process of its own, in turns; equal answers first:
 * all rules and both outcomes of the first households, and how often each outcome came out.
 *
 *   npx tsx bench/parquet.ts --policy pinned --households 1000000 --rounds 3 --batch 100000 --threads 1
 *
 * `--policy shipped` takes the rules shipped for a province, `--ways sql,rows` leaves one out, `--folder` keeps the
 * files for the next time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { policyScript } from '../src/backends/sql/script.js';
import { writeParquet } from './parquet-files.js';
import { SUBJECTS } from './parquet-households.js';
import type { RunReport, RunRequest } from './parquet-run.js';
import type { Found } from './parquet-ways.js';

const { values: asked } = parseArgs({
  options: {
    policy: { type: 'string', default: 'pinned' },
    households: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    batch: { type: 'string', default: '100000' },
    threads: { type: 'string', default: '1' },
    ways: { type: 'string', default: 'sql,columns,rows' },
    folder: { type: 'string' },
  },
});
const subject = asked.policy;
const [households, rounds, batch, threads] = [asked.households, asked.rounds, asked.batch, asked.threads].map(
  Number,
) as [number, number, number, number];
const ways = asked.ways.split(',');
if (ways[0] !== 'sql') throw new Error('The others are held against sql, which comes first.');
const SEED = 1;
/** What DuckDB may use, in MiB: the whole process is to stay under 6 GiB. */
const MEMORY = 4_096;

const makeSubject = SUBJECTS[subject];
if (makeSubject === undefined) throw new Error(`Which policy? ${Object.keys(SUBJECTS).join(' or ')}.`);
const parent = asked.folder ?? mkdtempSync(join(tmpdir(), 'dixian-parquet-'));
const folder = join(parent, `${subject}-${households}`);

/** A process with so many threads for DuckDB, or for JavaScript so many processes that share the households. */
async function run(way: string): Promise<{ readonly report: RunReport; readonly found: readonly Found[] }> {
  const shares = way === 'sql' ? 1 : threads;
  const runs = await Promise.all(
    Array.from({ length: shares }, async (_, share) => {
      const into = join(parent, `${way}-${share}`);
      rmSync(into, { recursive: true, force: true });
      const [from, to] = [share, share + 1].map((part) => Math.floor((households * part) / shares)) as [
        number,
        number,
      ];
      const request: RunRequest = {
        ...{ way, subject, folder, into, from, to, batch, memory: Math.floor(MEMORY / shares) },
        threads: way === 'sql' ? threads : 1,
      };
      const child = spawn(
        process.execPath,
        [
          ...process.execArgv,
          fileURLToPath(new URL('parquet-run.ts', import.meta.url)),
          JSON.stringify(request),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      const [code] = (await once(child, 'close')) as [number];
      if (code !== 0) throw new Error(`${way} ended with ${code}.`);
      const found = JSON.parse(readFileSync(join(into, 'found.json'), 'utf8')) as Found;
      rmSync(into, { recursive: true, force: true });
      return { report: JSON.parse(said) as RunReport, found };
    }),
  );
  const all = runs.map(({ report }) => report);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    report: {
      seconds: Math.max(...all.map(({ seconds }) => seconds)),
      processorSeconds: sum(all.map(({ processorSeconds }) => processorSeconds)),
      parts: Object.fromEntries(
        Object.keys(all[0]?.parts ?? {}).map((part) => [part, sum(all.map(({ parts }) => parts[part] ?? 0))]),
      ),
      peak: sum(all.map(({ peak }) => peak)),
    },
    found: runs.map(({ found }) => found),
  };
}

/** Together, in an order that does not depend on how it was come by. */
function answersOf(found: readonly Found[]): { readonly counts: string; readonly sample: readonly string[] } {
  const counts = new Map<string, number>();
  for (const { outcomes } of found)
    for (const [both, count] of Object.entries(outcomes)) counts.set(both, (counts.get(both) ?? 0) + count);
  return {
    counts: [...counts]
      .map(([both, count]) => `${both} ${count}`)
      .sort()
      .join('\n'),
    sample: found.flatMap(({ sample }) => sample),
  };
}

function requireEqual(way: string, left: readonly Found[], right: readonly Found[]): void {
  const [one, other] = [answersOf(left), answersOf(right)];
  const at = one.sample.findIndex((answers, household) => answers !== other.sample[household]);
  if (at >= 0) throw new Error(`Household ${at}: sql ${one.sample[at]}, ${way} ${other.sample[at]}.`);
  if (one.sample.length !== other.sample.length || one.counts !== other.counts)
    throw new Error(`Other outcomes by sql than by ${way}:\n${one.counts}\n\n${other.counts}`);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

try {
  const { policy, on, households: draw } = await makeSubject();
  if (!existsSync(join(folder, 'whole'))) {
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: `${MEMORY}MiB`, threads: '1' });
    const connection = await instance.connect();
    await writeParquet(connection, folder, policyScript(policy, { on }).tables, draw(SEED), households);
    connection.closeSync();
    instance.closeSync();
  }
  const reports = new Map<string, RunReport[]>(ways.map((way) => [way, []]));
  for (let round = 0; round < rounds; round += 1) {
    let bySql: readonly Found[] = [];
    for (const way of ways) {
      const { report, found } = await run(way);
      reports.get(way)?.push(report);
      if (way === 'sql') bySql = found;
      else requireEqual(way, bySql, found);
      if (round === 0 && way === ways.at(-1)) {
        const { counts, sample } = answersOf(found);
        console.log(
          `${subject}, ${households} households (seed ${SEED}): equal in all rules of ${sample.length}, ` +
            `and in the outcomes of all:\n${counts}\n${rounds} rounds, batches of ${batch}, ${threads} threads`,
        );
      }
    }
  }
  const of = (way: string): readonly RunReport[] => reports.get(way) ?? [];
  for (const way of ways) {
    const [seconds, cost] = [
      median(of(way).map((each) => each.seconds)),
      median(of(way).map(({ processorSeconds }) => processorSeconds)),
    ];
    const parts = Object.keys(of(way)[0]?.parts ?? {}).map((part) => {
      const seconds = median(of(way).map((each) => each.parts[part] ?? 0));
      return `${part} ${((seconds * 1e6) / households).toFixed(1)}`;
    });
    const ratio = (pick: (report: RunReport) => number): string =>
      median(of(way).map((each, round) => pick(each) / pick(of('sql')[round] as RunReport))).toFixed(2);
    console.log(
      `${way.padEnd(8)} ${Math.round(households / seconds)
        .toString()
        .padStart(9)} households/s, ` +
        `${((cost * 1e6) / households).toFixed(1)} µs of processor each (${parts.join(', ')}), at most ${Math.round(Math.max(...of(way).map(({ peak }) => peak)))} MiB; ` +
        `sql does ${ratio(({ seconds }) => seconds)} of it (${ratio(({ processorSeconds }) => processorSeconds)} by processor time)`,
    );
  }
} finally {
  if (asked.folder === undefined) rmSync(parent, { recursive: true, force: true });
}
