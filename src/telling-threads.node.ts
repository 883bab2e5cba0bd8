import { availableParallelism } from 'node:os';
import type { CountedAssessment } from './decision/counted-assessment.js';
import { inOrder } from './in-order.node.js';
import type { Policy } from './policy/policy.js';
import type { ListRow } from './tables/household-list.js';
import type { Telling, ToldRow } from './tables/told-rows.js';
import type { TellingAnswer, TellingTask } from './telling-task.js';
import type { Issue } from './values/issues.js';
import { sharedPolicyText, threadOptions } from './worker-thread.node.js';

/** This thread waits for them most of the time; more than this it could not write as fast. None where there is one processor. */
export const threadsBeside = (): number => {
  const processors = availableParallelism();
  return processors > 1 ? Math.min(processors, 4) : 0;
};

export interface TellingRequest {
  readonly policy: Policy;
  readonly on: string;
  readonly telling: Telling;
  /** Rows read from a table; what stands in them is flat. */
  readonly rows: readonly ListRow[];
  /** What is wrong with the list as a whole. */
  readonly issuesOfList: readonly Issue[];
  /** From 1 on. */
  readonly threads: number;
}

const ROWS_AT_ONCE = 500;
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
  request: TellingRequest,
): AsyncGenerator<readonly ToldRow[], void, undefined> {
  const { policy, on, telling, rows, issuesOfList, threads } = request;
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    ...threadOptions(),
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  // A thread that fails without a task (it cannot start, or has no memory) would end the whole process.
  const failed = new Promise<never>((_, reject) => pool.on('error', reject));
  failed.catch(() => {});
  const shared = { policyHash: policy.hash, policyText: sharedPolicyText(policy), on, telling, issuesOfList };
  const remembered = new Map<string, CountedAssessment>();
  const tell = async (group: readonly ListRow[]): Promise<readonly ToldRow[]> => {
    const task: TellingTask = { ...shared, rows: group.map(({ cells: _, ...row }) => row) };
    const answer = pool.run(task, { name: 'tellRows' }) as Promise<TellingAnswer>;
    return toldRows(group, await Promise.race([answer, failed]), remembered);
  };
  try {
    yield* inOrder(inGroups(rows), tell, threads * 2, undefined);
  } finally {
    await pool.destroy();
  }
}

async function* inGroups(rows: readonly ListRow[]): AsyncGenerator<readonly ListRow[], void, undefined> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}

function toldRows(
  rows: readonly ListRow[],
  { keys, cells, counted, issues }: TellingAnswer,
  remembered: Map<string, CountedAssessment>,
): readonly ToldRow[] {
  const found = new Map(issues);
  return rows.map((row, place) => {
    const record: Record<string, string> = {};
    let at = place * keys.length;
    for (const key of keys) {
      record[key] = cells[at] as string;
      at += 1;
    }
    const text = counted[place] as string;
    const told = { row, record, issues: found.get(place) ?? [] };
    return text === '' ? told : { ...told, counted: parsed(text, remembered) };
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
