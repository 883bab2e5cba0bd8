import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { generateJavaScript } from '../src/backends/javascript/generate.js';
import { runnable } from '../src/backends/javascript/runnable.js';
import { policyScript } from '../src/backends/sql/script.js';
import { ColumnDecider, compile, householdsOfColumns, type Policy } from '../src/index.js';
import { OUTCOMES, STAGE_NAMES } from '../src/policy/stages.js';
import { parquetRows } from './parquet-files.js';
import { ParquetColumns } from './parquet-given-columns.js';
import type { Subject } from './parquet-households.js';
import { ParquetRows } from './parquet-rows.js';

/** Which households of a folder are decided, how many at a time, and where the answers go. */
export interface Task {
  readonly folder: string;
  readonly from: number;
  readonly to: number;
  readonly batch: number;
  /** A folder of its own. */
  readonly into: string;
}

/** What is compared: how often each pair of outcomes came out, and all answers of the first households. */
export interface Found {
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of each household the truths of the rules as digits (3 true, 0 false, 2 unknown), then both outcomes. */
  readonly sample: readonly string[];
}

/** The households of which all answers are compared. */
const COMPARED = 20_000;

/** Decides households of Parquet files; `decide` is what time is taken of, and gives what its parts took. */
export interface Way {
  readonly decide: (task: Task) => Promise<Parts>;
  readonly found: (task: Task) => Promise<Found>;
}
type MakeWay = (subject: Subject, connection: DuckDBConnection) => Way;

const rulesOf = (policy: Policy): readonly string[] => STAGE_NAMES.flatMap((stage) => policy.stages[stage]);

/** Seconds of processor time of all threads, by part. */
export type Parts = Readonly<Record<string, number>>;

class Stopwatch {
  readonly parts: Record<string, number> = {};
  private last = process.cpuUsage();

  /** What was used since the last call, or since the beginning, was for this part. */
  add(part: string): void {
    const { user, system } = process.cpuUsage(this.last);
    this.last = process.cpuUsage();
    this.parts[part] = (this.parts[part] ?? 0) + (user + system) / 1_000_000;
  }
}

function* batchesOf({ from, to, batch }: Task): Generator<readonly [number, number]> {
  for (let start = from; start < to; start += batch) yield [start, Math.min(start + batch, to)];
}

/** Counts what was decided and writes it to a file, some bytes a household. */
class Answers implements Found {
  readonly outcomes: Record<string, number> = {};
  readonly sample: string[] = [];
  private readonly file;

  constructor({ into }: Task) {
    this.file = createWriteStream(join(into, 'answers'));
  }
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.file.write(bytes)) await once(this.file, 'drain');
  }
  count(identification: string, exit: string): void {
    const both = `${identification} ${exit}`;
    this.outcomes[both] = (this.outcomes[both] ?? 0) + 1;
  }
  async close(): Promise<void> {
    this.file.end();
    await finished(this.file);
  }
}

/** The script of the policy, with everything that it answers, out of the files and into files. */
const bySql: MakeWay = ({ policy, on }, connection) => {
  const script = policyScript(policy, { on });
  const rules = new Set(rulesOf(policy));
  const truths = script.columns.filter(({ definition }) => rules.has(definition ?? ''));
  // What comes before the first step of the decisions reads and checks what is given.
  const firstStep = script.statements.findIndex((statement) => statement.includes('dixian_step'));
  const decisions = ({ into }: Task) => `'${join(into, '*.parquet')}'`;
  return {
    async decide(task) {
      for (const statement of script.tables) await connection.run(statement);
      const given = await connection.runAndReadAll(
        'SELECT table_name FROM duckdb_tables() WHERE NOT internal',
      );
      const tables = given.getRows().map(([name]) => name as string);
      for (const table of tables) await connection.run(`DROP TABLE ${table}`);
      const watch = new Stopwatch();
      for (const [from, to] of batchesOf(task)) {
        for (const table of tables)
          await connection.run(
            `CREATE OR REPLACE VIEW ${table} AS SELECT * FROM ${parquetRows(task.folder, table, from, to)}`,
          );
        for (const [place, statement] of script.statements.entries()) {
          if (place === firstStep) watch.add('reading and checking');
          await connection.run(statement);
        }
        watch.add('deciding');
        await connection.run(`COPY household_decisions TO '${join(task.into, `${from}.parquet`)}'`);
        watch.add('writing');
      }
      return watch.parts;
    },
    async found(task) {
      const counts = await connection.runAndReadAll(
        `SELECT identification || ' ' || exit_outcome, count(*) FROM ${decisions(task)} GROUP BY 1`,
      );
      const digits = truths.map(
        ({ column }) => `CASE WHEN ${column} THEN '3' WHEN NOT ${column} THEN '0' ELSE '2' END`,
      );
      const sample = await connection.runAndReadAll(
        `SELECT concat(${digits.join(', ')}, ' ', identification, ' ', exit_outcome) FROM ${decisions(task)} WHERE household < ${COMPARED} ORDER BY household`,
      );
      return {
        outcomes: Object.fromEntries(
          counts.getRows().map(([both, count]) => [both as string, Number(count)]),
        ),
        sample: sample.getRows().map(([answers]) => answers as string),
      };
    },
  };
};

/** Generated code on rows that are made straight from the columns of the files, which are trusted: nothing is checked. */
const byRows: MakeWay = ({ policy, on }, connection) => {
  const rules = rulesOf(policy);
  const outcomes = [OUTCOMES.identification, OUTCOMES.exit];
  const generated = generateJavaScript(policy.program, { answers: [...rules, ...outcomes] });
  const running = runnable(generated);
  const rows = new ParquetRows(policy);
  const truths = rules.map((rule) => {
    const answer = generated.layout.answers.get(rule);
    if (answer?.kind !== 'truth') throw new Error(`Generated code has no truth of ${rule}.`);
    // Below 0 stands what is the same of every household.
    return answer.place ?? -1 - Number(answer.constant);
  });
  const texts = outcomes.map((outcome) => {
    const answer = generated.layout.answers.get(outcome);
    if (answer?.kind !== 'text') throw new Error(`Generated code has no text of ${outcome}.`);
    return (): string =>
      answer.place === undefined ? JSON.parse(answer.constant ?? '""') : (running.O[answer.place] as string);
  });
  const [identification, exit] = texts as [() => string, () => string];
  let answers: Answers;
  return {
    async decide(task) {
      answers = new Answers(task);
      running.day(Number(on.replaceAll('-', '')));
      const watch = new Stopwatch();
      for (const [from, to] of batchesOf(task)) {
        const row = await rows.load({ ...task, connection, from, to });
        watch.add('reading');
        const bytes = new Uint8Array((to - from) * truths.length);
        for (let place = 0, at = 0; place < to - from; place += 1) {
          if (!running.decide(row(place)))
            throw new Error(`Household ${from + place} left the exact numbers.`);
          for (let rule = 0; rule < truths.length; rule += 1, at += 1) {
            const truth = truths[rule] as number;
            bytes[at] = truth < 0 ? -1 - truth : (running.T[truth] as number);
          }
          answers.count(identification(), exit());
          if (from + place < COMPARED)
            answers.sample.push(
              `${bytes.subarray(at - truths.length, at).join('')} ${identification()} ${exit()}`,
            );
        }
        await answers.write(bytes);
        watch.add('deciding');
      }
      await answers.close();
      return watch.parts;
    },
    found: async () => answers,
  };
};

/** So many households are objects at a time. */
const HOUSEHOLDS_AT_ONCE = 5_000;

/** The same code by the library's own way: columns in, every value checked, columns out. */
const byColumns: MakeWay = ({ policy, on }, connection) => {
  const rules = rulesOf(policy);
  const reader = new ParquetColumns(policy);
  const decider = new ColumnDecider(compile(policy));
  let answers: Answers;
  const keep = async (households: Parameters<ColumnDecider['decide']>[0], first: number): Promise<void> => {
    const { columns, issues } = decider.decide(households, on);
    if (issues.some(({ length }) => length > 0))
      throw new Error('A household of the benchmark has an issue.');
    const outcomeAt = ({ codes, answer }: (typeof columns)['identification'], place: number) =>
      codes[answer[place] as number] as string;
    for (let place = 0; place < households.length; place += 1) {
      const both = [outcomeAt(columns.identification, place), outcomeAt(columns.exit, place)] as const;
      answers.count(...both);
      if (first + place < COMPARED)
        answers.sample.push([rules.map((rule) => columns.rules[rule]?.[place]).join(''), ...both].join(' '));
    }
    for (const rule of rules) await answers.write(columns.rules[rule] as Uint8Array);
  };
  return {
    async decide(task) {
      answers = new Answers(task);
      const watch = new Stopwatch();
      for (const [from, to] of batchesOf(task)) {
        let some: { readonly household: object }[] = [];
        let first = from;
        const columns = await reader.load({ ...task, connection, from, to });
        watch.add('reading');
        for (const household of householdsOfColumns(columns)) {
          some.push({ household });
          if (some.length < HOUSEHOLDS_AT_ONCE) continue;
          await keep(some, first);
          first += some.length;
          some = [];
        }
        await keep(some, first);
        watch.add('checking and deciding');
      }
      await answers.close();
      return watch.parts;
    },
    found: async () => answers,
  };
};

export const WAYS: Readonly<Record<string, MakeWay>> = { sql: bySql, columns: byColumns, rows: byRows };
