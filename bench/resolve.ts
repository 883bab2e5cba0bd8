/**
 * How long it takes to resolve a policy, from packs that were read once: for each region that has a pack and each
 * province on one day, and for one region on every day of a year. Beside it the same without sharing: every policy
 * from the files, as `resolvePolicy` does. Equal hashes first. Each region's figure is the median of several libraries;
 * `cold` is of the first, before the code is compiled.
 *
 *   npx tsx bench/resolve.ts
 */
import { performance } from 'node:perf_hooks';
import { openPacks, resolvePolicy } from '../src/index.js';
import { readPackFolder, SHIPPED_RULES } from '../src/node.js';
import { addDays } from '../src/values/day.js';

const ON = '2024-11-01';
const YEAR = 2024;

const files = await readPackFolder(SHIPPED_RULES);
const startOpening = performance.now();
const library = openPacks(files);
const opening = performance.now() - startOpening;

const startFirst = performance.now();
library.resolve({ region: '620000', on: ON });
const first = performance.now() - startFirst;

const regions = [...library.packs.regions.codes()].filter(
  (code) =>
    library.packs.regions.get(code)?.level === 'provincial' ||
    library.packs.packs.some(({ head }) => head.region === code),
);

for (const region of regions.slice(0, 5)) {
  const [shared, alone] = [library.resolve({ region, on: ON }), resolvePolicy(files, { region, on: ON })];
  if (shared.hash !== alone.hash) throw new Error(`The answers of ${region} differ.`);
}

/** A policy of each region, from packs that were opened and resolved for the nation before. */
function timesOf(): number[] {
  const fresh = openPacks(files);
  fresh.resolve({ region: '000000', on: ON });
  return regions.map((region) => {
    const start = performance.now();
    fresh.resolve({ region, on: ON });
    return performance.now() - start;
  });
}
const middle = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const cold = timesOf();
const LIBRARIES = 7;
const rounds = Array.from({ length: LIBRARIES }, timesOf);
const times = regions.map((_, index) => middle(rounds.map((round) => round[index] ?? 0)));

const startYear = performance.now();
const yearly = openPacks(files);
let days = 0;
for (let on = `${YEAR}-01-01`; on <= `${YEAR}-12-31`; on = addDays(on, 1)) {
  yearly.resolve({ region: '620000', on });
  days += 1;
}
const year = performance.now() - startYear;

const startAlone = performance.now();
const ROUNDS = 5;
for (let round = 0; round < ROUNDS; round += 1) resolvePolicy(files, { region: '620000', on: ON });
const alone = (performance.now() - startAlone) / ROUNDS;

const shown = (milliseconds: number | undefined): string => `${(milliseconds ?? 0).toFixed(1)} ms`;
console.log(`equal answers; ${files.length} files, ${regions.length} regions`);
console.log(`reading and checking all files, once          ${shown(opening)}`);
console.log(`the first policy of a library                 ${shown(first)}`);
console.log(`a policy of another region: median            ${shown(middle(times))}`);
console.log(`                            slowest           ${shown(Math.max(...times))}`);
console.log(`                            slowest, cold     ${shown(Math.max(...cold))}`);
console.log(`${days} days of one region, opening included     ${shown(year)}`);
console.log(`resolvePolicy from the files, warm            ${shown(alone)}`);
console.log(`ratio of resolvePolicy to a shared policy     ${(alone / middle(times)).toFixed(0)}`);
