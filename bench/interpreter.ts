/**
 * Households a second: the interpreter beside json-rules-engine, with the same rules. Both decide every rule of
 * the policy; equal answers are checked first. json-rules-engine is given its derived facts and earlier
 * conclusions ready-made; the interpreter reads the household and works them out.
 *
 *   npx tsx bench/interpreter.ts [households] [seed]
 */
import { performance } from 'node:perf_hooks';
import { Interpreter, nodesByName } from '../src/backends/interpreter/interpreter.js';
import { readHousehold } from '../src/facts/read.js';
import { compile, type Household, type PlainFact } from '../src/index.js';
import { engineFor } from '../src/json-rules-engine.js';
import { truthOfValue } from '../src/language/value.js';
import { loadPolicy } from '../src/node.js';
import { knownHouseholds } from './households.js';
import { namesReadBy } from './names-read.js';

const ON = '2024-11-01';
const LINE = 7_800;
const ROUNDS = 5;
const count = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 1);

const policy = await loadPolicy({ region: '620000', on: ON });
const assessor = compile(policy);
const engine = engineFor(policy);
// What is unknown is left out; a rule that reads it is timed like the others, but cannot be compared.
Object.assign(engine, { allowUndefinedFacts: true });
const rules = Object.keys(policy.rules);
const nodes = nodesByName(policy.program);

interface Case {
  readonly household: Household;
  readonly facts: Record<string, PlainFact>;
}
const cases: Case[] = knownHouseholds(count, seed, ON, LINE).map((household) => ({
  household,
  facts: assessor.factsFor(household, { on: ON }),
}));

/** The rules that hold, by the interpreter. */
function byInterpreter({ household }: Case): string[] {
  const { values } = readHousehold(household);
  const interpreter = new Interpreter(policy.program, nodes, values, ON);
  return rules.filter((rule) => truthOfValue(interpreter.definition(rule)) === 'true');
}

/** The rules that hold, by json-rules-engine. */
async function byEngine({ facts }: Case): Promise<string[]> {
  const { results } = await engine.run(facts);
  const held = new Set(results.map((result) => result.name));
  return rules.filter((rule) => held.has(rule));
}

const reads = new Map(rules.map((rule) => [rule, [...namesReadBy(policy.rules[rule]?.conditions, policy)]]));
let compared = 0;

for (const each of cases) {
  const isKnown = (rule: string): boolean =>
    (reads.get(rule) ?? []).every((name) => each.facts[name] !== undefined);
  compared += rules.filter(isKnown).length;
  const ours = byInterpreter(each).filter(isKnown).join();
  const theirs = (await byEngine(each)).filter(isKnown).join();
  if (ours !== theirs)
    throw new Error(`Answers differ: ${ours} — ${theirs} — ${JSON.stringify(each.household)}`);
}
console.log(
  `${rules.length} rules, ${count} households (seed ${seed}): equal answers in all ${compared} truths that both can tell.`,
);

async function measure(run: (each: Case) => unknown): Promise<number> {
  const start = performance.now();
  for (const each of cases) await run(each);
  return (cases.length * 1_000) / (performance.now() - start);
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const runners: Readonly<Record<string, (each: Case) => unknown>> = {
  'json-rules-engine, facts ready': byEngine,
  'interpreter, from the household': byInterpreter,
  'whole assessment': ({ household }) => assessor.assess(household, { on: ON }),
  'assessment with its explanation': ({ household }) =>
    assessor.assess(household, { on: ON }).explain('zh-CN', { alternatives: false }),
};
const speeds = new Map<string, number[]>();
// Taken in turns, so that a slow moment of the machine falls on all of them.
for (let round = 0; round < ROUNDS; round += 1)
  for (const [name, run] of Object.entries(runners))
    speeds.set(name, [...(speeds.get(name) ?? []), await measure(run)]);

const base = median(speeds.get('json-rules-engine, facts ready') ?? []);
for (const [name, values] of speeds) {
  const speed = median(values);
  console.log(
    `${name.padEnd(34)} ${Math.round(speed).toString().padStart(7)} households/s   ${(speed / base).toFixed(2)} x`,
  );
}
