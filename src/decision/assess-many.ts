import type { Household } from '../facts/household.js';
import { requireDay } from '../policy/require-day.js';
import { DixianError, type Issue, issue } from '../values/issues.js';
import type { Assessor, AssessRequest } from './assess.js';
import type { Assessment } from './assessment.js';

/** How far a run has come. Counts only what has been handed over. */
export interface Progress {
  /** Households handed over, decided or not. */
  readonly households: number;
  /** Those of them that could not be decided. */
  readonly undecided: number;
}

/** What stops a run; an `AbortSignal` is one. */
export interface Cancellation {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

export interface ManyRequest {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  /** Called after every `progressEvery` households, and once at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** A whole number from 1 on; 1,000 if it is not given. */
  readonly progressEvery?: number;
  /** Looked at before each household; its `reason` is thrown. */
  readonly signal?: Cancellation;
}

/** A household that was decided; what could not be read of it stands in `assessment.issues`. */
export interface DecidedHousehold {
  /** Its place in the input, counted from 0. */
  readonly index: number;
  readonly household: Household;
  readonly assessment: Assessment;
}

/** A household that could not be decided at all. It keeps its place. */
export interface UndecidedHousehold {
  readonly index: number;
  readonly household: unknown;
  readonly assessment?: undefined;
  readonly issues: readonly Issue[];
  /** What was thrown, for the log of a developer; it may hold what the household holds. */
  readonly cause: unknown;
}

export type ManyResult = DecidedHousehold | UndecidedHousehold;

const PROGRESS_EVERY = 1_000;

/**
 * Assesses households one after the other, each as `assessor.assess` does: the same answers, in the order of the
 * input. Holds one household at a time, so memory does not grow with the input; the next one is read when the last
 * answer has been taken. What is no household, and one that throws when it is read, costs only itself.
 *
 * @throws DixianError at once, if the day does not exist or lies outside the policy's validity, or `progressEvery` is
 * no whole number from 1 on; while it runs, what the input throws, and the signal's reason.
 */
export function assessMany(
  assessor: Assessor,
  households: Iterable<Household>,
  request: ManyRequest,
): Generator<ManyResult, void, undefined>;
export function assessMany(
  assessor: Assessor,
  households: AsyncIterable<Household>,
  request: ManyRequest,
): AsyncGenerator<ManyResult, void, undefined>;
export function assessMany(
  assessor: Assessor,
  households: Iterable<Household> | AsyncIterable<Household>,
  request: ManyRequest,
): Generator<ManyResult, void, undefined> | AsyncGenerator<ManyResult, void, undefined> {
  requireDay(assessor.policy, request.on);
  requireCount('progressEvery', request.progressEvery ?? PROGRESS_EVERY);
  return Symbol.asyncIterator in households
    ? assessAsync(assessor, households, request)
    : assessSync(assessor, households, request);
}

function* assessSync(
  assessor: Assessor,
  households: Iterable<Household>,
  request: ManyRequest,
): Generator<ManyResult, void, undefined> {
  const counter = new Counter(request);
  throwIfAborted(request.signal);
  for (const household of households) {
    throwIfAborted(request.signal);
    yield counter.count(assessOne(assessor, household, counter.households, request));
    counter.tell();
  }
  counter.end();
}

async function* assessAsync(
  assessor: Assessor,
  households: AsyncIterable<Household>,
  request: ManyRequest,
): AsyncGenerator<ManyResult, void, undefined> {
  const counter = new Counter(request);
  throwIfAborted(request.signal);
  for await (const household of households) {
    throwIfAborted(request.signal);
    yield counter.count(assessOne(assessor, household, counter.households, request));
    counter.tell();
  }
  counter.end();
}

/** One of many: nothing that it holds stops the others. The day is the caller's to check. */
export function assessOne(
  assessor: Assessor,
  household: Household,
  index: number,
  request: AssessRequest,
): ManyResult {
  const { on, unusable, issues, declarations } = request;
  try {
    const assessment = assessor.assess(household, {
      on,
      ...(unusable === undefined ? {} : { unusable }),
      ...(issues === undefined ? {} : { issues }),
      ...(declarations === undefined ? {} : { declarations }),
    });
    return { index, household, assessment };
  } catch (cause) {
    const failure = issue('unreadableRow', [], {
      row: index + 1,
      detail: '读取时出错',
      detailEn: 'reading it failed',
    });
    return { index, household, issues: [failure], cause };
  }
}

export function throwIfAborted(signal: Cancellation | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/** @throws DixianError if a number asked for is no whole number from 1 on. */
export function requireCount(name: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new DixianError([
    issue('schemaViolation', [name], {
      detail: '应为不小于 1 的整数。',
      detailEn: 'it has to be a whole number from 1 on.',
    }),
  ]);
}

class Counter {
  households = 0;
  private undecided = 0;
  private readonly request: ManyRequest;

  constructor(request: ManyRequest) {
    this.request = request;
  }

  count(result: ManyResult): ManyResult {
    this.households += 1;
    if (result.assessment === undefined) this.undecided += 1;
    return result;
  }

  tell(): void {
    if (this.households % (this.request.progressEvery ?? PROGRESS_EVERY) === 0) this.end();
  }

  end(): void {
    this.request.onProgress?.({ households: this.households, undecided: this.undecided });
  }
}
