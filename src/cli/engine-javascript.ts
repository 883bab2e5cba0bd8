import type { Assessor } from '../decision/assess.js';
import { isSheetFile } from '../household-file.node.js';
import type { HouseholdList } from '../tables/index.js';
import { wholeList } from '../tables/read-sheet.js';
import { TellingThreads, threadsBeside, toldInThreads } from '../telling-threads.node.js';
import { assessedRows, inGroups } from './assessed-rows.js';
import { type AssessedList, toldHere } from './engine-list.js';
import { isParquet, loadAssessor, sizeOf, withBatches } from './engine-source.js';
import { type ListOptions, requireRows } from './household-list.js';
import { formatOf } from './text-file.js';

/** @throws CommandError of a format that nothing here reads. */
function requireKnownFormat(path: string): void {
  if (!isParquet(path) && !isSheetFile(path)) formatOf(path);
}

/**
 * Loads the policy and the list of a command, all of whose rows are then in memory; NDJSON of more than `piecewiseFrom`
 * bytes is read in pieces.
 * @throws CommandError or DixianError with what to mend; DuckDbError of Parquet.
 */
export async function openAnyList(
  path: string,
  options: ListOptions,
  piecewiseFrom?: number,
): Promise<{ assessor: Assessor; list: HouseholdList }> {
  requireKnownFormat(path);
  const assessor = await loadAssessor(options);
  return { assessor, list: await withBatches(path, options, wholeList, { wholeUpTo: piecewiseFrom }) };
}

/** A thread takes half a second to start; a table of fewer rows is decided by then. */
const WORTH_THREADS = 4_096;
/** A table of more bytes mostly has that many rows: threads start while it is read. */
const WORTH_STARTING = 512 * 1024;

export interface InMemoryOptions extends ListOptions {
  /** Where its decisions will be written; without it, none of them are told. */
  readonly out?: string | undefined;
}

/** A list whose rows are in memory and are decided one by one; the decisions of a long table are told in threads. */
export async function withListInMemory<Result>(
  path: string,
  options: InMemoryOptions,
  use: (list: AssessedList) => Promise<Result>,
  worthThreads: number = WORTH_THREADS,
): Promise<Result> {
  requireKnownFormat(path);
  const assessor = await loadAssessor(options);
  const { policy } = assessor;
  let threads: TellingThreads | undefined;
  const start = (): TellingThreads => {
    threads ??= new TellingThreads(policy, threadsBeside());
    return threads;
  };
  const mayUseThreads = isSheetFile(path) && threadsBeside() > 0;
  if (mayUseThreads && options.out !== undefined && (await sizeOf(path)) > WORTH_STARTING) start();
  try {
    const list = await withBatches(path, options, wholeList);
    const { rows: all, ...head } = list;
    requireRows(head);
    const rows = assessedRows(assessor, list, options.on);
    const groups = async function* () {
      yield* inGroups(rows);
    };
    const isInThreads = mayUseThreads && all.length > worthThreads;
    const request = { on: options.on, rows: all, issuesOfList: list.issues };
    return await use({
      engine: 'javascript',
      policy,
      head,
      counts: {
        rows: all.length,
        unreadable: all.filter(({ readable }) => !readable).length,
        repeated: all.filter(({ issues }) => issues.some(({ code }) => code === 'duplicateHousehold')).length,
      },
      groups,
      told: (telling) =>
        isInThreads ? toldInThreads(start(), { ...request, telling }) : toldHere(groups(), telling),
    });
  } finally {
    // Whatever a thread says while it ends, what went wrong before is what has to be told.
    await threads?.close().catch(() => {});
  }
}
