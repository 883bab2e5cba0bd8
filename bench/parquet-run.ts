/**
 * One way to decide households of Parquet files, in a process of its own, so that its memory is its own: called by
 * bench/parquet.ts. Prints one line of JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { SUBJECTS } from './parquet-households.js';
import { type Parts, WAYS } from './parquet-ways.js';

/** What bench/parquet.ts asks for, and what it is told. */
export interface RunRequest {
  readonly way: string;
  readonly subject: string;
  readonly folder: string;
  readonly into: string;
  readonly from: number;
  readonly to: number;
  readonly batch: number;
  readonly threads: number;
  /** In MiB, of DuckDB alone. */
  readonly memory: number;
}
export interface RunReport {
  readonly seconds: number;
  /** Of all threads. */
  readonly processorSeconds: number;
  readonly parts: Parts;
  /** The largest resident set, in MiB. */
  readonly peak: number;
}

const { way, subject, threads, memory, ...task } = JSON.parse(process.argv[2] ?? '{}') as RunRequest;
mkdirSync(task.into, { recursive: true });
const instance = await DuckDBInstance.create(':memory:', {
  threads: String(threads),
  memory_limit: `${memory}MiB`,
  temp_directory: join(task.into, 'spilled'),
});
const connection = await instance.connect();
const [makeSubject, makeWay] = [SUBJECTS[subject], WAYS[way]];
if (makeSubject === undefined || makeWay === undefined) throw new Error(`${subject}, ${way}: not known.`);
const { decide, found } = makeWay(await makeSubject(), connection);
const cpu = process.cpuUsage();
const start = performance.now();
const parts = await decide(task);
const seconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const report: RunReport = {
  seconds,
  processorSeconds: (user + system) / 1_000_000,
  parts,
  peak: process.resourceUsage().maxRSS / 1_024,
};
writeFileSync(join(task.into, 'found.json'), JSON.stringify(await found(task)));
console.log(JSON.stringify(report));
