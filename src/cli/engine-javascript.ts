import type { Assessor } from '../decision/assess.js';
import { isSheetFile } from '../household-file.node.js';
import type { HouseholdList } from '../tables/index.js';
import { wholeList } from '../tables/read-sheet.js';
import { threadsBeside, toldInThreads } from '../telling-threads.node.js';
import { assessedRows, inGroups } from './assessed-rows.js';
import { type AssessedList, toldHere } from './engine-list.js';
import { isParquet, loadAssessor, withBatches } from './engine-source.js';
import { type ListOptions, requireRows } from './household-list.js';
import { formatOf } from './text-file.js';

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
  if (!isParquet(path) && !isSheetFile(path)) formatOf(path);
  const assessor = await loadAssessor(options);
  return { assessor, list: await withBatches(path, options, wholeList, { wholeUpTo: piecewiseFrom }) };
}

/** A thread takes half a second to start; a table of fewer rows is decided by then. */
const WORTH_THREADS = 4_096;

/** A list whose rows are in memory and are decided one by one; the decisions of a long table are told in threads. */
export async function withListInMemory<Result>(
  path: string,
  options: ListOptions,
  use: (list: AssessedList) => Promise<Result>,
  worthThreads: number = WORTH_THREADS,
): Promise<Result> {
  const { assessor, list } = await openAnyList(path, options);
  const { rows: all, ...head } = list;
  requireRows(head);
  const rows = assessedRows(assessor, list, options.on);
  const groups = async function* () {
    yield* inGroups(rows);
  };
  const { policy } = assessor;
  const threads = isSheetFile(path) && all.length > worthThreads ? threadsBeside() : 0;
  const request = { policy, on: options.on, rows: all, issuesOfList: list.issues, threads };
  return use({
    engine: 'javascript',
    policy,
    head,
    counts: {
      rows: all.length,
      unreadable: all.filter(({ readable }) => !readable).length,
      repeated: all.filter(({ issues }) => issues.some(({ code }) => code === 'duplicateHousehold')).length,
    },
    groups,
    told: (telling) => (threads > 0 ? toldInThreads({ ...request, telling }) : toldHere(groups(), telling)),
  });
}
