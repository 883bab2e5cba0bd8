import { availableParallelism } from 'node:os';
import type { Tinypool } from 'tinypool';
import type { CountedAssessment } from './decision/counted-assessment.js';
import { inOrder } from './in-order.node.js';
import type { Policy } from './policy/policy.js';
import type { ListRow } from './tables/household-list.js';
import type { Telling, ToldRow } from './tables/told-rows.js';
import type { TellingAnswer, TellingTask } from './telling-task.js';
import type { Issue } from './values/issues.js';
import type { PolicyOfTask } from './worker-task.js';
import { sharedPolicyText, threadOptions } from './worker-thread.node.js';

/** This thread waits for them most of the time; more than this it could not write as fast. None where there is one processor. */
export const threadsBeside = (): number => {
  const processors = availableParallelism();
  return processors > 1 ? Math.min(processors, 4) : 0;
};

/** Threads that make a policy ready as soon as they are there, so that it is when the rows are read. */
export class TellingThreads {
  readonly threads: number;
  readonly #pool: Promise<Tinypool>;
  readonly #policy: PolicyOfTask;

  /** @param threads from 1 on. */
  constructor(policy: Policy, threads: number) {
    this.threads = threads;
    this.#policy = { policyHash: policy.hash, policyText: sharedPolicyText(policy) };
    this.#pool = this.#start();
    // Told by the first task, or by nobody if there is none.
    this.#pool.catch(() => {});
  }

  async #start(): Promise<Tinypool> {
    const { Tinypool } = await import('tinypool');
    const { threads } = this;
    const pool = new Tinypool({
      ...threadOptions(),
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
    });
    // A thread that fails without a task (it cannot start, or has no memory) would end the whole process.
    this.#failed = new Promise<never>((_, reject) => pool.on('error', reject));
    this.#failed.catch(() => {});
    for (let thread = 0; thread < threads; thread += 1)
      pool.run(this.#policy, { name: 'makeReady' }).catch(() => {});
    return pool;
  }

  #failed: Promise<never> | undefined;

  /** @throws Error if a thread ends, or cannot start. */
  async tell(task: Omit<TellingTask, keyof PolicyOfTask>): Promise<TellingAnswer> {
    const pool = await this.#pool;
    const answer = pool.run({ ...this.#policy, ...task }, { name: 'tellRows' }) as Promise<TellingAnswer>;
    return Promise.race([answer, this.#failed as Promise<never>]);
  }

  async close(): Promise<void> {
    const pool = await this.#pool.catch(() => undefined);
    await pool?.destroy();
  }
}

export interface TellingRequest {
  readonly on: string;
  readonly telling: Telling;
  /** Rows read from a table; what stands in them is flat. */
  readonly rows: readonly ListRow[];
  /** What is wrong with the list as a whole. */
  readonly issuesOfList: readonly Issue[];
}

const ROWS_AT_ONCE = 500;
/** The first groups are smaller, so that writing begins soon. */
const [FIRST_GROUPS, FIRST_ROWS] = [8, 50];
/** In MB. An assessment is let go at once; with little room for the new, much of it is copied first. */
const YOUNG_GENERATION = 64;
/** Few households are counted differently; so many ways to count one are remembered. */
const MOST_REMEMBERED = 10_000;

/**
 * Assesses the rows of a list in threads, and tells what became of each, in their order and in groups: what
 * `tellRow` makes of them.
 * @throws Error if a thread ends, or cannot start.
 */
export async function* toldInThreads(
  threads: TellingThreads,
  { on, telling, rows, issuesOfList }: TellingRequest,
): AsyncGenerator<readonly ToldRow[], void, undefined> {
  const remembered = new Map<string, CountedAssessment>();
  const tell = async (group: readonly ListRow[]): Promise<readonly ToldRow[]> => {
    const bare = group.map(({ cells: _, ...row }) => row);
    return toldRows(group, await threads.tell({ on, telling, issuesOfList, rows: bare }), remembered);
  };
  yield* inOrder(inGroups(rows), tell, threads.threads * 2, undefined);
}

async function* inGroups(rows: readonly ListRow[]): AsyncGenerator<readonly ListRow[], void, undefined> {
  let groups = 0;
  for (let at = 0; at < rows.length; groups += 1) {
    const end = at + (groups < FIRST_GROUPS ? FIRST_ROWS : ROWS_AT_ONCE);
    yield rows.slice(at, end);
    at = end;
  }
}

function toldRows(
  rows: readonly ListRow[],
  { alikeKeys, alike, places, ownKeys, own, issues }: TellingAnswer,
  remembered: Map<string, CountedAssessment>,
): readonly ToldRow[] {
  const found = new Map(issues);
  const told = alike.map(({ cells, counted }) => ({
    record: Object.fromEntries(alikeKeys.map((key, at) => [key, cells[at] as string])),
    ...(counted === '' ? {} : { counted: parsed(counted, remembered) }),
  }));
  let at = 0;
  return rows.map((row, place) => {
    const { record: shared, ...rest } = told[places[place] as number] as (typeof told)[number];
    const record: Record<string, string> = { ...shared };
    for (const key of ownKeys) {
      record[key] = own[at] as string;
      at += 1;
    }
    return { row, record, issues: found.get(place) ?? [], ...rest };
  });
}

function parsed(text: string, remembered: Map<string, CountedAssessment>): CountedAssessment {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const made = JSON.parse(text) as CountedAssessment;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, made);
  return made;
}
