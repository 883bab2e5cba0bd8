/**
 * Holds back ends against the interpreter on random programs and households, and prints operator × truth × back end:
 *
 *     npx tsx test/support/run-differential.ts --back-ends javascript --programs 500 --households 200 --seed 0
 *
 * Ends with 1 at the first difference, told with the smallest program that shows it, and at an empty cell that could
 * have come up; `--empty-cells` lets those be (for short runs).
 */
import { parseArgs } from 'node:util';
import { BACK_ENDS, backEndNamed } from '../backends/back-ends.js';
import { runDifferential } from '../backends/differential.js';

const { values } = parseArgs({
  options: {
    'back-ends': { type: 'string', default: BACK_ENDS.map(({ name }) => name).join(',') },
    programs: { type: 'string', default: '500' },
    households: { type: 'string', default: '200' },
    seed: { type: 'string', default: '0' },
    'shrink-seconds': { type: 'string', default: '20' },
    'empty-cells': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});

const started = performance.now();
const programs = Number(values.programs);
const result = await runDifferential({
  seed: Number(values.seed),
  programs,
  households: Number(values.households),
  backEnds: values['back-ends'].split(',').map(backEndNamed),
  shrinkMilliseconds: Number(values['shrink-seconds']) * 1_000,
  onProgram: (done, { compared }) => {
    if (!values.quiet && done % 100 === 0)
      console.error(`${done} of ${programs} programs, ${compared} answers compared`);
  },
});
const share = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
const empty = values['empty-cells'] ? [] : result.coverage.empty();

if (!values.quiet) console.log(result.coverage.table());
console.log(
  `\n${result.compared} answers compared on ${result.households} households in ${((performance.now() - started) / 1_000).toFixed(1)} s; ` +
    `${share(result.blank, result.blank + result.known)} of the facts unknown, ${share(result.onABoundary, result.households)} of the households on a boundary.`,
);
if (result.difference !== undefined) console.log(`\n${result.difference}`);
else if (empty.length > 0) console.log(`\nNever came up:\n${empty.join('\n')}`);
if (result.difference !== undefined || empty.length > 0) process.exitCode = 1;
