import { availableParallelism } from 'node:os';
import { type Progress, requireCount, throwIfAborted } from './decision/assess-many.js';
import { type DecisionColumns, unpackColumns } from './decision/decision-columns.js';
import { inOrder } from './in-order.node.js';
import type { Policy } from './policy/policy.js';
import { requireDay } from './policy/require-day.js';
import { decisionTable } from './tables/decision-rows.js';
import { decisionsAsCsv } from './tables/write-decisions.js';
import { DixianError, issue, type Locale } from './values/issues.js';
import { type HouseholdSource, inputsOf, type PlacedInput } from './worker-input.node.js';
import type { BatchAnswer, BatchOutput, BatchTask, RowIssues } from './worker-task.js';
import { sharedPolicyText, threadOptions } from './worker-thread.node.js';

export type { HouseholdSource, ReadHeader } from './worker-input.node.js';

export interface PoolRequest {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  /** Households in a batch at most; 500 if it is not given. */
  readonly batchRows?: number;
  /** Bytes of NDJSON or characters of CSV after which a batch ends; a million if it is not given. */
  readonly batchSize?: number;
  /** Batches at most that are read and not yet taken by the caller; twice the workers if it is not given. */
  readonly batchesInFlight?: number;
  /** Called when a batch has been taken. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the run: its reason is thrown, and the workers leave what they have begun at the next household. */
  readonly signal?: AbortSignal;
}

/** Decisions as rows of text, as `decisionsAsCsv` and `decisionsAsNdjson` write them. */
export interface TextRequest extends PoolRequest {
  readonly into: 'csv' | 'ndjson';
  readonly locale: Locale;
  readonly withExplanation?: boolean;
}

/** Decisions as columns of numbers. */
export interface ColumnsRequest extends PoolRequest {
  readonly into: 'columns';
}

interface DecidedBatch {
  /** Where its first household stands: the line, the row of the sheet (its header is row 1), or the place from 1 on. */
  readonly firstRow: number;
  readonly households: number;
  /** Those of them that could not be decided. They have their row all the same. */
  readonly undecided: number;
}

/** Written one after the other, the texts are the whole file; a header stands in the first. */
export interface DecidedText extends DecidedBatch {
  readonly text: Uint8Array;
}

export interface DecidedColumns extends DecidedBatch {
  readonly columns: DecisionColumns;
  /** What could not be read, of the households that have such. */
  readonly issues: readonly RowIssues[];
}

const BATCH_ROWS = 500;
const BATCH_SIZE = 1_000_000;

/** What is used of Tinypool, told by itself: its types are for programs of ES modules only. */
export interface PoolOfThreads {
  run(task: unknown, options: { readonly transferList: ArrayBuffer[] }): Promise<unknown>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  destroy(): Promise<void>;
}

/** Worker threads that assess households, batch by batch. One pool serves any number of runs and policies. */
export class WorkerPool {
  readonly workers: number;
  private readonly pool: PoolOfThreads;
  private isClosed = false;
  /** Why the pool closed itself. */
  private failure: unknown;
  /** What tells those who wait for a batch that the pool has failed. */
  private readonly waiting = new Set<(error: unknown) => void>();

  /** Use `openWorkerPool`. */
  constructor(pool: PoolOfThreads, workers: number) {
    this.pool = pool;
    this.workers = workers;
    // A thread that fails without a task (it cannot start, or has no memory) would end the whole process.
    pool.on('error', (error: unknown) => {
      this.isClosed = true;
      this.failure ??= error;
      for (const reject of this.waiting) reject(error);
      pool.destroy().catch(() => {});
    });
  }

  private async answerTo(task: BatchTask, transfer: ArrayBuffer[]): Promise<BatchAnswer> {
    let fail = (_: unknown): void => {};
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    this.waiting.add(fail);
    try {
      const answer = this.pool.run(task, { transferList: transfer });
      return (await Promise.race([answer, failed])) as BatchAnswer;
    } finally {
      this.waiting.delete(fail);
    }
  }

  /**
   * Assesses households in the workers, each as `assessor.assess` does, and hands the batches over in the order of
   * the input. At most `batchesInFlight` are held, those that wait for the caller included: who takes no batch reads
   * no input. Memory does not grow with the input. Whether a household number stands twice is not looked at.
   *
   * Leaving the loop, an error of the source and the signal all end the run; the pool stays usable.
   * @throws DixianError at once, if the pool is closed, the day does not exist or lies outside the policy's validity,
   * or a number of the request is no whole number from 1 on; while it runs, if a sheet has no known column or is not
   * UTF-8, or a column has not one value for each household; what the source throws; the signal's reason; an `Error` if
   * a worker ends. A pool whose workers cannot run is closed, and has their error as `cause`.
   */
  assess(policy: Policy, source: HouseholdSource, request: TextRequest): AsyncGenerator<DecidedText, void>;
  assess(
    policy: Policy,
    source: HouseholdSource,
    request: ColumnsRequest,
  ): AsyncGenerator<DecidedColumns, void>;
  assess(
    policy: Policy,
    source: HouseholdSource,
    request: TextRequest | ColumnsRequest,
  ): AsyncGenerator<DecidedText | DecidedColumns, void> {
    this.requireOpen();
    requireDay(policy, request.on);
    for (const name of ['batchRows', 'batchSize', 'batchesInFlight'] as const)
      requireCount(name, request[name] ?? 1);
    return this.run(policy, source, request);
  }

  /** Ends the workers at once. Runs that are under way end with an error. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.pool.destroy();
  }

  private requireOpen(): void {
    if (!this.isClosed) return;
    const error = new DixianError([
      issue('schemaViolation', [], {
        detail: '工作线程池已经关闭。',
        detailEn: 'the pool of workers is closed.',
      }),
    ]);
    if (this.failure !== undefined) error.cause = this.failure;
    throw error;
  }

  private async *run(
    policy: Policy,
    source: HouseholdSource,
    request: TextRequest | ColumnsRequest,
  ): AsyncGenerator<DecidedText | DecidedColumns, void> {
    throwIfAborted(request.signal);
    const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const output: BatchOutput =
      request.into === 'columns'
        ? { into: 'columns' }
        : { into: request.into, locale: request.locale, withExplanation: request.withExplanation === true };
    const shared = { policyHash: policy.hash, policyText: sharedPolicyText(policy), on: request.on };
    const decide = async ({ transfer = [], release, ...batch }: PlacedInput) => {
      // A library's pool that was ended would start new threads.
      this.requireOpen();
      const task: BatchTask = { ...shared, ...batch, output, cancelled };
      const answer = await this.answerTo(task, transfer);
      release?.();
      return { firstRow: batch.firstRow, answer };
    };
    const limits = { rows: request.batchRows ?? BATCH_ROWS, size: request.batchSize ?? BATCH_SIZE };
    const limit = request.batchesInFlight ?? this.workers * 2;
    let [households, undecided] = [0, 0];
    let isFirst = true;
    try {
      for await (const { firstRow, answer } of inOrder(
        inputsOf(source, limits),
        decide,
        limit,
        request.signal,
      )) {
        yield handedOver(policy, firstRow, answer, isFirst);
        isFirst = false;
        households += answer.households;
        undecided += answer.undecided;
        request.onProgress?.({ households, undecided });
      }
      // Of no households there is a table all the same, and it has its header.
      if (isFirst && output.into === 'csv') yield emptyTable(output);
    } finally {
      Atomics.store(new Int32Array(cancelled), 0, 1);
    }
  }
}

function handedOver(
  policy: Policy,
  firstRow: number,
  { households, undecided, text, headerLength, columns, issues = [] }: BatchAnswer,
  isFirst: boolean,
): DecidedText | DecidedColumns {
  const place = { firstRow, households, undecided };
  if (columns !== undefined) return { ...place, columns: unpackColumns(policy, columns), issues };
  const whole = text as Uint8Array;
  return { ...place, text: isFirst ? whole : whole.subarray(headerLength) };
}

function emptyTable({ locale, withExplanation }: Exclude<BatchOutput, { into: 'columns' }>): DecidedText {
  const text = new TextEncoder().encode(decisionsAsCsv(decisionTable([], locale, withExplanation)));
  return { firstRow: 1, households: 0, undecided: 0, text };
}

/**
 * Starts worker threads. They end with `close`, and do not keep the process alive while they wait.
 * @param workers how many; the processors that the host has if it is not given.
 * @throws DixianError if that is no whole number from 1 on.
 */
export async function openWorkerPool({
  workers = availableParallelism(),
}: {
  readonly workers?: number;
} = {}): Promise<WorkerPool> {
  requireCount('workers', workers);
  const { Tinypool: Pool } = await import('tinypool');
  const pool = new Pool({ ...threadOptions(), minThreads: workers, maxThreads: workers });
  return new WorkerPool(pool, workers);
}
