import { constants as bufferConstants } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { Assessor } from '../decision/assess.js';
import { readParquet } from '../parquet.node.js';
import type { HouseholdList } from '../tables/index.js';
import { openSheet, wholeList } from '../tables/read-sheet.js';
import { assessedRows, inGroups } from './assessed-rows.js';
import type { AssessedList } from './engine-list.js';
import { isParquet, loadAssessor, requireReadable, sizeOf } from './engine-source.js';
import { type ListOptions, openList } from './household-list.js';

/** From this size on, in bytes, comma-separated text is read in pieces: it would not fit into one text. */
const PIECEWISE_FROM = bufferConstants.MAX_STRING_LENGTH;

/**
 * Loads the policy and the list of a command, all of whose rows are then in memory: as `openList` does, but also Parquet,
 * through DuckDB, and comma-separated text that is too large for one text (`piecewiseFrom` bytes).
 * @throws CommandError or DixianError with what to mend; DuckDbError of Parquet.
 */
export async function openAnyList(
  path: string,
  options: ListOptions,
  piecewiseFrom: number = PIECEWISE_FROM,
): Promise<{ assessor: Assessor; list: HouseholdList }> {
  const isLargeSheet = extname(path).toLowerCase() === '.csv' && (await sizeOf(path)) > piecewiseFrom;
  if (!isLargeSheet && !isParquet(path)) return openList(path, options);
  const assessor = await loadAssessor(options);
  await requireReadable(path);
  const list = isParquet(path)
    ? await readParquet(path)
    : await wholeList(await openSheet(createReadStream(path, { highWaterMark: 1 << 20 })));
  return { assessor, list };
}

/** A list whose rows are in memory and are decided one by one. */
export async function withListInMemory<Result>(
  path: string,
  options: ListOptions,
  use: (list: AssessedList) => Promise<Result>,
): Promise<Result> {
  const { assessor, list } = await openAnyList(path, options);
  const { rows: all, ...head } = list;
  const rows = assessedRows(assessor, list, options.on);
  return use({
    engine: 'javascript',
    policy: assessor.policy,
    head,
    counts: {
      rows: all.length,
      unreadable: all.filter(({ readable }) => !readable).length,
      repeated: all.filter(({ issues }) => issues.some(({ code }) => code === 'duplicateHousehold')).length,
    },
    groups: async function* () {
      yield* inGroups(rows);
    },
  });
}
