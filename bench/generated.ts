/**
 * Households a second, one thread: generated code beside a function written by hand, the interpreter and
 * json-rules-engine, all with the rules of bench/pinned/pack. Equal answers first. Then all in one process, in short
 * turns, medians after warm-up; the ratios are what counts, each the median over turns that lie side by side.
 *
 *   npx tsx bench/generated.ts [households] [rounds] [seed]
 */
import { performance } from 'node:perf_hooks';
import { Interpreter, nodesByName } from '../src/backends/interpreter/interpreter.js';
import { generateJavaScript } from '../src/backends/javascript/generate.js';
import { runnable } from '../src/backends/javascript/runnable.js';
import { type PlainFact, plainFacts } from '../src/backends/json-rules-engine/facts-for.js';
import { engineFor } from '../src/json-rules-engine.js';
import { truthOfValue } from '../src/language/value.js';
import type { Truth } from '../src/values/truth.js';
import { namesReadBy } from './names-read.js';
import { type Decide, handWritten, RULES, WORDS } from './pinned/hand-written.js';
import { drawHouseholds, type HouseholdValues } from './pinned/households.js';
import { PINNED_DAY as ON, pinnedPolicy } from './pinned/pinned-policy.js';
import type { PinnedRow } from './pinned/pinned-row.js';
import { fieldsRead, type Row, rowMaker } from './rows.js';

const count = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 300);
const seed = Number(process.argv[4] ?? 1);
/** Households on which answers are compared. */
const COMPARED = Math.min(count, 2_000);
/** Households that the slow ones decide. */
const FEW = Math.min(count, 200);
/** In so many turns everything is decided once: a turn takes some milliseconds, so what disturbs one hits few. */
const TURNS = 20;
const WARM_UP = 4 * TURNS;

const policy = await pinnedPolicy();
const nodes = nodesByName(policy.program);
const makeRow = rowMaker(fieldsRead(policy.program));

const households: HouseholdValues[] = [];
const rows: Row[] = [];
for (const household of drawHouseholds(seed, ON)) {
  if (rows.length === count) break;
  rows.push(makeRow(household));
  if (households.length < COMPARED) households.push(household);
}

// The rows are those of the pinned policy, which the checker cannot see.
const pinnedRows = rows as unknown as readonly PinnedRow[];
const words = new Int32Array(count * WORDS);
const decideByHand: Decide = handWritten(ON);

function byHand(from: number, to: number): void {
  for (let index = from; index < to; index += 1)
    decideByHand(pinnedRows[index] as PinnedRow, words, index * WORDS);
}

const TRUTHS: readonly (Truth | undefined)[] = ['false', undefined, 'unknown', 'true'];
const truthByHand = (household: number, rule: number): Truth | undefined =>
  TRUTHS[((words[household * WORDS + (rule >> 4)] as number) >>> ((rule & 15) * 2)) & 3];

const startGenerating = performance.now();
const generated = generateJavaScript(policy.program, { answers: RULES });
const running = runnable(generated);
running.day(Number(ON.replaceAll('-', '')));
const generating = performance.now() - startGenerating;
const places = RULES.map((rule) => {
  const answer = generated.layout.answers.get(rule);
  if (answer?.kind !== 'truth' || answer.place === undefined) throw new Error(`No place holds ${rule}.`);
  return answer.place;
});
/** The truth of each rule of each household, a byte each. */
const ruleTruths = new Uint8Array(count * places.length);
/** The same with the truth of every leaf recorded, two bits each: what an explanation can be made of. */
const recording = runnable(generateJavaScript(policy.program, { answers: RULES, leaves: true }));
recording.day(Number(ON.replaceAll('-', '')));
const recorded = new Int32Array(count * recording.W.length);

function decideByCode(by: typeof running, index: number): void {
  if (!by.decide(rows[index] as Parameters<typeof running.decide>[0]))
    throw new Error(`Household ${index} left the exact numbers.`);
}
function byCode(from: number, to: number): void {
  const { T } = running;
  for (let index = from; index < to; index += 1) {
    decideByCode(running, index);
    const at = index * places.length;
    for (let rule = 0; rule < places.length; rule += 1)
      ruleTruths[at + rule] = T[places[rule] as number] as number;
  }
}
function byCodeRecorded(from: number, to: number): void {
  const { W } = recording;
  for (let index = from; index < to; index += 1) {
    decideByCode(recording, index);
    const at = index * W.length;
    for (let word = 0; word < W.length; word += 1) recorded[at + word] = W[word] as number;
  }
}

const interpreterOf = (household: HouseholdValues): Interpreter =>
  new Interpreter(policy.program, nodes, household, ON);
const byInterpreter = (household: HouseholdValues): Truth[] => {
  const interpreter = interpreterOf(household);
  return RULES.map((rule) => truthOfValue(interpreter.definition(rule)));
};

const engine = engineFor(policy);
// What is unknown is left out; a rule that reads it is timed like the others, but cannot be compared.
Object.assign(engine, { allowUndefinedFacts: true });
const plainFactsOf = (household: HouseholdValues): Record<string, PlainFact> => {
  const interpreter = interpreterOf(household);
  return plainFacts(policy, {
    definition: (name) => interpreter.definition(name),
    fact: (name) => interpreter.evaluate({ kind: 'fact', name }),
    parameter: (name) => interpreter.evaluate({ kind: 'parameter', name }),
  });
};
const engineFacts = households.slice(0, FEW).map(plainFactsOf);
const heldByEngine = async (facts: Record<string, PlainFact>): Promise<Set<string | undefined>> =>
  new Set((await engine.run(facts)).results.map(({ name }) => name));

/** @throws Error at the first truth in which two differ. */
async function compareAnswers(): Promise<void> {
  byHand(0, count);
  byCode(0, count);
  const reads = RULES.map((rule) => [...namesReadBy(policy.rules[rule]?.conditions, policy)]);
  const seen: Record<Truth, number> = { true: 0, false: 0, unknown: 0 };
  let byEngine = 0;
  for (const [index, household] of households.entries()) {
    const truths = byInterpreter(household);
    const facts = engineFacts[index];
    const held = facts === undefined ? undefined : await heldByEngine(facts);
    for (const [rule, truth] of truths.entries()) {
      const differs = (who: string): Error =>
        new Error(`${who} differs from the interpreter: household ${index}, ${RULES[rule]}, ${truth}.`);
      seen[truth] += 1;
      if (truthByHand(index, rule) !== truth) throw differs('The function written by hand');
      if (TRUTHS[ruleTruths[index * RULES.length + rule] as number] !== truth)
        throw differs('Generated code');
      if (held === undefined || !reads[rule]?.every((name) => facts?.[name] !== undefined)) continue;
      byEngine += 1;
      if (held.has(RULES[rule]) !== (truth === 'true')) throw differs('json-rules-engine');
    }
  }
  console.log(
    `${RULES.length} rules, ${households.length} households (seed ${seed}): equal in all truths ` +
      `(${seen.true} true, ${seen.false} false, ${seen.unknown} unknown); json-rules-engine in the ${byEngine} it can tell.`,
  );
}

/** One way to decide, and how many households it has. */
interface Runner {
  readonly name: string;
  readonly households: number;
  readonly decide: (from: number, to: number) => void | Promise<void>;
}
const BY_HAND = 'written by hand';
const BY_ENGINE = 'json-rules-engine, derived facts ready';
const runners: Runner[] = [
  { name: BY_HAND, households: count, decide: byHand },
  { name: 'generated, truth of each rule', households: count, decide: byCode },
  { name: 'generated, every leaf recorded', households: count, decide: byCodeRecorded },
  {
    name: 'interpreter',
    households: FEW,
    decide: (from, to) => {
      for (const household of households.slice(from, to)) byInterpreter(household);
    },
  },
  {
    name: BY_ENGINE,
    households: FEW,
    decide: async (from, to) => {
      for (const facts of engineFacts.slice(from, to)) await engine.run(facts);
    },
  },
];

/** Households a second in one turn. No two runners decide the same households one after the other. */
async function speedInTurn({ households: all, decide }: Runner, turn: number): Promise<number> {
  const [from, to] = [turn % TURNS, (turn % TURNS) + 1].map((part) => Math.floor((all * part) / TURNS));
  const start = performance.now();
  await decide(from ?? 0, to ?? 0);
  return (((to ?? 0) - (from ?? 0)) * 1_000) / (performance.now() - start);
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

await compareAnswers();
console.log(
  `generating the code took ${generating.toFixed(0)} ms, ${generated.source.length} characters; ` +
    `${count} households, ${rounds} rounds after ${WARM_UP} of warm-up`,
);
// Taken in turns, so that a slow moment of the machine falls on all of them.
const speeds = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
for (let round = 0; round < WARM_UP + rounds; round += 1)
  for (const [place, runner] of runners.entries()) {
    const speed = await speedInTurn(runner, round + place * 7);
    if (round >= WARM_UP) speeds.get(runner.name)?.push(speed);
  }

const speedsOf = (name: string): readonly number[] => speeds.get(name) ?? [];
const ratio = (name: string, to: string): string =>
  median(speedsOf(name).map((speed, round) => speed / (speedsOf(to)[round] as number))).toPrecision(3);
const columns = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(40) : cell.padStart(22))).join('');
console.log(columns(['', 'households a second', 'x by hand', 'x json-rules-engine']));
for (const [name, values] of speeds)
  console.log(
    columns([name, Math.round(median(values)).toString(), ratio(name, BY_HAND), ratio(name, BY_ENGINE)]),
  );
