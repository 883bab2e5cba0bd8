/**
 * Households a second: the module that `dixian build --module` writes, imported from its file, beside the same text made
 * into code by the library's way (`new Function`), which hosts may forbid. Equal answers first; then in short turns, the
 * ratio being the median over turns that lie side by side.
 *
 *   npx tsx bench/module.ts [households] [rounds]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { moduleText } from '../src/backends/javascript/module-text.js';
import { drawHouseholds } from './pinned/households.js';
import { PINNED_DAY as ON, pinnedPolicy } from './pinned/pinned-policy.js';
import { fieldsRead, type Row, rowMaker } from './rows.js';

interface Module {
  day(on: number): void;
  decide(row: Row): boolean;
  readonly T: readonly number[];
}

const count = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 200);
const WARM_UP = 60;
const TURNS = 20;

const policy = await pinnedPolicy();
const makeRow = rowMaker(fieldsRead(policy.program));
const rows: Row[] = [];
for (const household of drawHouseholds(1, ON)) {
  if (rows.length === count) break;
  rows.push(makeRow(household));
}

async function imported(): Promise<Module> {
  const folder = mkdtempSync(join(tmpdir(), 'dixian-bench-'));
  try {
    const { name, text } = moduleText(policy, 'esm');
    const path = join(folder, name);
    writeFileSync(path, text);
    return (await import(pathToFileURL(path).href)) as Module;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
function fromText(): Module {
  const module = { exports: {} as Module };
  new Function('module', moduleText(policy, 'cjs').text)(module);
  return module.exports;
}

const sides = [await imported(), fromText()] as const;
for (const side of sides) side.day(Number(ON.replaceAll('-', '')));
for (const row of rows) {
  const [one, other] = sides.map((side) => [side.decide(row), ...side.T].join());
  if (one !== other) throw new Error('The module and the same code from text differ.');
}
console.log(`${count} households: equal in all ${sides[0].T.length} truths that are kept.`);

function turn(side: Module, at: number): number {
  const size = Math.ceil(count / TURNS);
  const from = (at % TURNS) * size;
  const start = performance.now();
  for (let index = from; index < Math.min(from + size, count); index += 1) side.decide(rows[index] as Row);
  return performance.now() - start;
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const times: [number, number][] = [];
for (let round = 0; round < WARM_UP + rounds; round += 1) {
  // Each is first in every other round; both decide other households than just before.
  const first = turn(sides[round % 2] as Module, round);
  const second = turn(sides[(round + 1) % 2] as Module, round + 1);
  if (round >= WARM_UP) times.push(round % 2 === 0 ? [first, second] : [second, first]);
}
const perTurn = count / TURNS;
const rate = (side: 0 | 1): string =>
  ((perTurn * 1_000) / median(times.map((each) => each[side]))).toFixed(0);
console.log(`module from its file       ${rate(0)} households a second`);
console.log(`the same code from text    ${rate(1)}`);
console.log(`module against text        ${median(times.map(([file, text]) => text / file)).toFixed(3)}`);
