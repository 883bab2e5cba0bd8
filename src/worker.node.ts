import { deserialize } from 'node:v8';
import { Tinypool } from 'tinypool';
import type { Assessor } from './decision/assess.js';
import { assessOne } from './decision/assess-many.js';
import { ColumnDecider } from './decision/column-decider.js';
import { decidedOf, joinColumns, type PackedColumns } from './decision/decision-columns.js';
import { householdsOfColumns } from './decision/household-columns.js';
import type { Household } from './facts/household.js';
import { unusableFacts } from './facts/read.js';
import { readSheetBatch } from './tables/csv-rows.js';
import { type AssessedRow, decisionTable } from './tables/decision-rows.js';
import { type ListRow, unreadableRow } from './tables/household-list.js';
import { linesOf } from './tables/line-batches.node.js';
import { readLines } from './tables/read-batch.js';
import { decisionsAsCsv, decisionsAsNdjson } from './tables/write-decisions.js';
import type { Issue } from './values/issues.js';
import { type Ready, readyFor } from './worker-policies.node.js';
import type { BatchAnswer, BatchOutput, BatchTask, RowIssues } from './worker-task.js';

export { makeReady, tellRows } from './telling-worker.node.js';

interface Batch {
  /** Each read when it is asked for: of large households only a few are held at a time, and soon forgotten. */
  readonly rows: Iterable<ListRow>;
  /** What is wrong with the sheet as a whole. */
  readonly issues: readonly Issue[];
}

function* asRows(households: Iterable<unknown>, firstRow: number): Generator<ListRow, void, undefined> {
  let row = firstRow;
  for (const household of households) {
    yield { row, household, issues: [], readable: true };
    row += 1;
  }
}

function* writtenRows(
  households: readonly unknown[],
  unwritable: ReadonlySet<number>,
  firstRow: number,
): Generator<ListRow, void, undefined> {
  const detail = { zh: '读取时出错', en: 'reading it failed' };
  for (const row of asRows(households, firstRow))
    yield unwritable.has(row.row - firstRow) ? unreadableRow(row.row, detail) : row;
}

/** The rows of a batch. Objects are assessed as they are, also where they are no households; lines are judged first. */
function readBatch(task: BatchTask): Batch {
  const { input, firstRow } = task;
  switch (input.from) {
    case 'ndjson':
      return { rows: readLines(linesOf(input.bytes), firstRow, input.isLast), issues: [] };
    case 'csv':
      return { rows: readSheetBatch(input.head, { ...input, ...task }), issues: input.head.head.issues };
    case 'columns':
      return { rows: asRows(householdsOfColumns(input.columns), firstRow), issues: [] };
    case 'households': {
      const households = deserialize(input.bytes) as readonly unknown[];
      return { rows: writtenRows(households, new Set(input.unwritable), firstRow), issues: [] };
    }
  }
}

/** Undefined where everything can be used, as it mostly can. */
function unusableOf(batch: Batch, row: ListRow): ReadonlySet<string> | undefined {
  if (batch.issues.length === 0 && row.issues.length === 0) return undefined;
  return unusableFacts([...batch.issues, ...row.issues]);
}

function assessRow(batch: Batch, row: ListRow, on: string, assessor: Assessor): AssessedRow {
  if (!row.readable) return { row };
  const unusable = unusableOf(batch, row);
  const request = unusable === undefined ? { on } : { on, unusable };
  const result = assessOne(assessor, row.household as Household, row.row - 1, request);
  if (result.assessment !== undefined) return { row, assessment: result.assessment };
  return { row: { ...row, household: {}, readable: false, issues: [...row.issues, ...result.issues] } };
}

/** Decides the rows of a batch into text: an assessment is written and forgotten before the next one is made. */
function decideText(
  batch: Batch,
  on: string,
  assessor: Assessor,
  output: Exclude<BatchOutput, { into: 'columns' }>,
  stop: () => boolean,
): BatchAnswer {
  const { columns } = decisionTable([], output.locale, output.withExplanation);
  const rows: Readonly<Record<string, string>>[] = [];
  let undecided = 0;
  for (const row of batch.rows) {
    if (stop()) break;
    const assessed = assessRow(batch, row, on, assessor);
    if (assessed.assessment === undefined) undecided += 1;
    rows.push(...decisionTable([assessed], output.locale, output.withExplanation).rows);
  }
  const encoder = new TextEncoder();
  const answer = { households: rows.length, undecided };
  if (output.into === 'ndjson')
    return { ...answer, text: encoder.encode(decisionsAsNdjson({ columns, rows })), headerLength: 0 };
  const header = encoder.encode(decisionsAsCsv({ columns, rows: [] }));
  return {
    ...answer,
    text: encoder.encode(decisionsAsCsv({ columns, rows })),
    headerLength: header.length,
  };
}

/** So many households are read, decided and forgotten at a time: what lives long is dear to collect. */
const READ_TOGETHER = 64;

function* inGroups(rows: Iterable<ListRow>): Generator<readonly ListRow[], void, undefined> {
  let group: ListRow[] = [];
  for (const row of rows) {
    group.push(row);
    if (group.length < READ_TOGETHER) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Decides the rows of a batch into columns, without an assessment of each. */
function decideColumns(batch: Batch, on: string, ready: Ready, stop: () => boolean): BatchAnswer {
  ready.columns ??= new ColumnDecider(ready.assessor);
  const parts: PackedColumns[] = [];
  const told: RowIssues[] = [];
  for (const rows of inGroups(batch.rows)) {
    if (stop()) break;
    const toDecide = rows.map((row) => {
      if (!row.readable) return undefined;
      const unusable = unusableOf(batch, row);
      const household = row.household as Household;
      return { household, place: row.row - 1, ...(unusable === undefined ? {} : { unusable }) };
    });
    const { columns, issues } = ready.columns.decidePacked(toDecide, on, stop);
    parts.push(columns);
    rows.forEach((row, index) => {
      const all = [...row.issues, ...(issues[index] ?? [])];
      if (all.length > 0) told.push({ row: row.row, issues: all });
    });
  }
  const { policy } = ready.assessor;
  const columns = joinColumns(policy, parts);
  const undecided = decidedOf(policy, columns).filter((byte) => byte === 0).length;
  return { households: columns.length, undecided, columns, issues: told };
}

/** Gives the memory of an answer away with it, instead of a copy. */
function handedOver(answer: BatchAnswer): unknown {
  const memory = [answer.text?.buffer, answer.columns?.bytes].filter((each) => each !== undefined);
  return Tinypool.move({
    [Tinypool.transferableSymbol]: memory,
    [Tinypool.valueSymbol]: answer,
  } as unknown as Parameters<typeof Tinypool.move>[0]);
}

/** What the pool runs in a worker: decides one batch; undefined once it is cancelled. */
export default function decideBatch(task: BatchTask): unknown {
  const cancelled = new Int32Array(task.cancelled);
  const stop = (): boolean => Atomics.load(cancelled, 0) !== 0;
  if (stop()) return undefined;
  const ready = readyFor(task);
  const batch = readBatch(task);
  const { on, output } = task;
  const answer =
    output.into === 'columns'
      ? decideColumns(batch, on, ready, stop)
      : decideText(batch, on, ready.assessor, output, stop);
  return stop() ? undefined : handedOver(answer);
}
