/**
 * What exact money costs: generated code as it is, in which amounts are whole fen, against the same code in which they
 * are yuan as doubles. Both are made by the generator, the second from a catalogue that says of amounts that they have
 * no decimals; the rows of the second have yuan in the same places. Nothing else differs: divisions are cleared in both.
 * Either runs in processes of its own, by turns: in one process whatever was made second was up to a seventh faster,
 * even against itself. Of each part of the households its best round counts, which other programs disturb least. Then how
 * many households the doubles misjudge; of four in ten the income lies on a bound or a fen beside it.
 *
 *   npx tsx bench/money.ts [households] [processes of each] [rounds] [seed]
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { generateJavaScript } from '../src/backends/javascript/generate.js';
import { runnable } from '../src/backends/javascript/runnable.js';
import { CATALOGUE } from '../src/facts/catalogue.js';
import type { Fact } from '../src/facts/kinds.js';
import { RULES } from './pinned/hand-written.js';
import { drawHouseholds } from './pinned/households.js';
import { PINNED_DAY as ON, pinnedPolicy } from './pinned/pinned-policy.js';
import { fieldsRead, type Row, type RowField, rowMaker } from './rows.js';

const [count = 20_000, processes = 7, rounds = 40, seed = 1] = process.argv.slice(2, 6).map(Number);
type Money = 'fen' | 'yuan';
const timedHere = process.argv[6] as Money | undefined;
/** The households are decided in so many parts, each some milliseconds long. */
const PARTS = 20;
const WARM_UP = 5;

const policy = await pinnedPolicy();
const fields = fieldsRead(policy.program);
const isMoney = (fact: Fact): boolean => fact.kind === 'number' && fact.unit.startsWith('yuan');

function* allFacts(): Generator<Fact> {
  for (const fact of Object.values(CATALOGUE) as Fact[]) {
    yield fact;
    if (fact.kind === 'list') yield* Object.values(fact.fields);
  }
}

/** What is made while the catalogue says that amounts have no decimals. */
function withMoneyInYuan<Made>(make: () => Made): Made {
  const changed = [...allFacts()].filter(isMoney) as { decimals: number }[];
  const decimals = changed.map((fact) => fact.decimals);
  try {
    for (const fact of changed) fact.decimals = 0;
    return make();
  } finally {
    for (const [index, fact] of changed.entries()) fact.decimals = decimals[index] as number;
  }
}

/** Turns the amounts of a row from fen into yuan, in the same places. */
function intoYuan(row: Row, of: readonly RowField[]): void {
  const draft = row as Record<string, Row[string]>;
  for (const { name, fact, fields: inner } of of) {
    if (isMoney(fact)) draft[name] = (row[name] as number) / 100;
    if (inner.length > 0)
      for (const item of (row[name] as readonly Row[] | null) ?? []) intoYuan(item, inner);
  }
}

/** Generated code with its rows, and where it leaves the truth of every rule: a function that decides some of them. */
function sideOf(money: Money): {
  readonly truths: Uint8Array;
  readonly decide: (from: number, to: number) => void;
} {
  const generate = () => generateJavaScript(policy.program, { answers: RULES });
  const generated = money === 'fen' ? generate() : withMoneyInYuan(generate);
  const places = RULES.map((rule) => {
    const answer = generated.layout.answers.get(rule);
    if (answer?.kind !== 'truth' || answer.place === undefined) throw new Error(`No place holds ${rule}.`);
    return answer.place;
  });
  const running = runnable(generated);
  running.day(Number(ON.replaceAll('-', '')));
  const makeRow = rowMaker(fields);
  const rows: Row[] = [];
  for (const household of drawHouseholds(seed, ON)) {
    if (rows.length === count) break;
    const row = makeRow(household);
    if (money === 'yuan') intoYuan(row, fields);
    rows.push(row);
  }
  const truths = new Uint8Array(count * RULES.length);
  const { T } = running;
  return {
    truths,
    decide(from, to) {
      for (let index = from; index < to; index += 1) {
        if (!running.decide(rows[index] as Parameters<typeof running.decide>[0]))
          throw new Error(`Household ${index} left the exact numbers.`);
        const at = index * RULES.length;
        for (let rule = 0; rule < RULES.length; rule += 1)
          truths[at + rule] = T[places[rule] as number] as number;
      }
    },
  };
}

/** Households a second, every part of them in its best round. */
function speedOf(money: Money): number {
  const { decide } = sideOf(money);
  const best = new Array<number>(PARTS).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < WARM_UP + rounds; round += 1)
    for (const [part, least] of best.entries()) {
      const start = performance.now();
      decide(Math.floor((count * part) / PARTS), Math.floor((count * (part + 1)) / PARTS));
      if (round >= WARM_UP) best[part] = Math.min(least, performance.now() - start);
    }
  return (count * 1_000) / best.reduce((sum, each) => sum + each, 0);
}

function speedElsewhere(money: Money): number {
  const script = fileURLToPath(import.meta.url);
  const request = [count, processes, rounds, seed, money].map(String);
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, script, ...request], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The process ended with ${status}.`);
  return Number(stdout);
}

/** Prints of how many households a double answers a rule otherwise. */
function countMisjudged(): void {
  const [exact, doubles] = [sideOf('fen'), sideOf('yuan')];
  for (const { decide } of [exact, doubles]) decide(0, count);
  const misjudged = new Map<string, number>();
  let households = 0;
  for (let index = 0; index < count; index += 1) {
    const at = index * RULES.length;
    const wrong = RULES.filter((_, rule) => exact.truths[at + rule] !== doubles.truths[at + rule]);
    if (wrong.length > 0) households += 1;
    for (const rule of wrong) misjudged.set(rule, (misjudged.get(rule) ?? 0) + 1);
  }
  const rules = [...misjudged].sort((a, b) => b[1] - a[1]).map(([rule, times]) => `${rule} ${times}`);
  console.log(
    `${RULES.length} rules, ${count} households (seed ${seed}): doubles misjudge ${households} of them ` +
      `(${((households * 100) / count).toFixed(2)} %): ${rules.join(', ')}`,
  );
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

if (timedHere !== undefined) console.log(speedOf(timedHere));
else {
  countMisjudged();
  const speeds = Array.from({ length: processes }, () => ({
    fen: speedElsewhere('fen'),
    yuan: speedElsewhere('yuan'),
  }));
  const ratios = speeds.map(({ fen, yuan }) => fen / yuan);
  console.log(
    `${processes} processes of each by turns, ${rounds} rounds after ${WARM_UP} of warm-up, medians
exact, whole fen   ${Math.round(median(speeds.map(({ fen }) => fen)))} households/s
doubles, yuan      ${Math.round(median(speeds.map(({ yuan }) => yuan)))} households/s
exact / doubles    ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`,
  );
}
