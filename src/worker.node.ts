import { deserialize } from 'node:v8';
import { type Assessor, compile } from './decision/assess.js';
import { assessOne } from './decision/assess-many.js';
import { ColumnDecider } from './decision/column-decider.js';
import { householdsOfColumns } from './decision/household-columns.js';
import type { Household } from './facts/household.js';
import { unusableFacts } from './facts/read.js';
import { readPolicy } from './policy/policy.js';
import { type AssessedRow, decisionTable } from './tables/decision-rows.js';
import { type ListRow, unreadableRow } from './tables/household-list.js';
import { readLineBatch, readSheetBatch } from './tables/read-batch.js';
import { decisionsAsCsv, decisionsAsNdjson } from './tables/write-decisions.js';
import type { Issue } from './values/issues.js';
import type { BatchAnswer, BatchOutput, BatchTask } from './worker-task.js';

/** A policy made ready in this thread; what decides into columns only where that is asked for. */
interface Ready {
  readonly assessor: Assessor;
  columns?: ColumnDecider;
}

/** A worker keeps the policies that it was given last: one run needs one. */
const KEPT_POLICIES = 4;
const policies = new Map<string, Ready>();

/** Each thread compiles the policy for itself, from its file: functions cannot go from thread to thread. */
function readyFor({ policyHash, policyText }: BatchTask): Ready {
  const kept = policies.get(policyHash);
  if (kept !== undefined) return kept;
  // A copy, because text is not decoded out of shared memory.
  const made = {
    assessor: compile(readPolicy(new TextDecoder().decode(new Uint8Array(policyText).slice()))),
  };
  const [oldest] = policies.keys();
  if (policies.size >= KEPT_POLICIES && oldest !== undefined) policies.delete(oldest);
  policies.set(policyHash, made);
  return made;
}

interface Batch {
  readonly rows: readonly ListRow[];
  /** What is wrong with the sheet as a whole. */
  readonly issues: readonly Issue[];
}

/** The rows of a batch. Objects are assessed as they are, also where they are no households; lines are judged first. */
function readBatch(task: BatchTask): Batch {
  const { input, firstRow } = task;
  const asRow = (household: unknown, index: number): ListRow => ({
    row: firstRow + index,
    household,
    issues: [],
    readable: true,
  });
  switch (input.from) {
    case 'ndjson':
      return { rows: readLineBatch(input.bytes, task.firstRow, input.isLast), issues: [] };
    case 'csv':
      return readSheetBatch(input, task);
    case 'columns':
      return { rows: [...householdsOfColumns(input.columns)].map(asRow), issues: [] };
    case 'households': {
      const households = deserialize(input.bytes) as readonly unknown[];
      const unwritable = new Set(input.unwritable);
      const detail = { zh: '读取时出错', en: 'reading it failed' };
      return {
        rows: households.map((household, index) =>
          unwritable.has(index) ? unreadableRow(firstRow + index, detail) : asRow(household, index),
        ),
        issues: [],
      };
    }
  }
}

const unusableOf = (batch: Batch, row: ListRow): ReadonlySet<string> =>
  unusableFacts([...batch.issues, ...row.issues]);

/** Assesses the rows of a batch one by one, until it is cancelled. */
function assessRows(batch: Batch, on: string, assessor: Assessor, stop: () => boolean): AssessedRow[] {
  const assessed: AssessedRow[] = [];
  for (const row of batch.rows) {
    if (stop()) break;
    if (!row.readable) {
      assessed.push({ row });
      continue;
    }
    const unusable = unusableOf(batch, row);
    const result = assessOne(assessor, row.household as Household, row.row - 1, { on, unusable });
    assessed.push(
      result.assessment === undefined
        ? { row: { ...row, household: {}, readable: false, issues: [...row.issues, ...result.issues] } }
        : { row, assessment: result.assessment },
    );
  }
  return assessed;
}

function written(rows: readonly AssessedRow[], output: Exclude<BatchOutput, { into: 'columns' }>) {
  const table = decisionTable(rows, output.locale, output.withExplanation);
  const encoder = new TextEncoder();
  if (output.into === 'ndjson') return { text: encoder.encode(decisionsAsNdjson(table)), headerLength: 0 };
  const header = encoder.encode(decisionsAsCsv({ columns: table.columns, rows: [] }));
  return { text: encoder.encode(decisionsAsCsv(table)), headerLength: header.length };
}

/** Decides the rows of a batch into columns, without an assessment of each. */
function decideColumns(batch: Batch, on: string, ready: Ready, stop: () => boolean): BatchAnswer {
  ready.columns ??= new ColumnDecider(ready.assessor);
  const { columns, issues } = ready.columns.decidePacked(
    batch.rows.map((row) =>
      row.readable
        ? { household: row.household as Household, unusable: unusableOf(batch, row), place: row.row - 1 }
        : undefined,
    ),
    on,
    stop,
  );
  const told = batch.rows.map((row, index) => ({
    row: row.row,
    issues: [...row.issues, ...(issues[index] ?? [])],
  }));
  return {
    households: batch.rows.length,
    undecided: columns.decided.filter((byte) => byte === 0).length,
    columns,
    issues: told.filter((each) => each.issues.length > 0),
  };
}

/** What the pool runs in a worker: decides one batch; undefined once it is cancelled. */
export default function decideBatch(task: BatchTask): BatchAnswer | undefined {
  const cancelled = new Int32Array(task.cancelled);
  const stop = (): boolean => Atomics.load(cancelled, 0) !== 0;
  if (stop()) return undefined;
  const ready = readyFor(task);
  const batch = readBatch(task);
  const { on, output } = task;
  if (output.into === 'columns') {
    const answer = decideColumns(batch, on, ready, stop);
    return stop() ? undefined : answer;
  }
  const rows = assessRows(batch, on, ready.assessor, stop);
  if (stop()) return undefined;
  return {
    households: rows.length,
    undecided: rows.filter(({ assessment }) => assessment === undefined).length,
    ...written(rows, output),
  };
}
