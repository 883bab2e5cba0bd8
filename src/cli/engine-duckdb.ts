import { tmpdir, totalmem } from 'node:os';
import { withDuckDb } from '../duckdb.node.js';
import { Interrupted, type PassingFolder, withPassingFolder } from '../duckdb-folder.node.js';
import { DuckDbList } from '../duckdb-list.node.js';
import type { ListInBatches } from '../tables/list-in-batches.js';
import { CommandError } from './command-error.js';
import { type AssessedList, toldHere } from './engine-list.js';
import { loadAssessor, withBatches } from './engine-source.js';
import { type ListOptions, requireRows } from './household-list.js';

/** DuckDB may take so much of the memory of the machine, and no more than the second, in bytes. */
const SHARE_OF_MEMORY = 0.25;
const MOST_MEMORY = 1024 ** 3;

/** Where this engine works, and how; for tests. */
export interface DuckDbLimits {
  /** Bytes that DuckDB may take. */
  readonly memory?: number;
  /** Text of at most so many bytes is read whole. */
  readonly wholeUpTo?: number;
  /** Rows that are decided at once. */
  readonly rowsAtOnce?: number;
}

/** What DuckDB says where its folder or its memory is full. */
const OUT_OF_SPACE = /out of memory|failed to (?:allocate|offload)|no space left|could not write/i;

function toldTo(error: unknown): unknown {
  if (error instanceof Interrupted)
    return new CommandError(
      '已中断。没有写完的文件和临时目录都已删除。',
      'Interrupted. Files that were not whole and the temporary folder are removed.',
    );
  const { syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === 'mkdtemp')
    return new CommandError(
      `写不了临时目录（${tmpdir()}）。请把环境变量 TMPDIR 指到可以写的目录，再做一次。`,
      `The temporary folder (${tmpdir()}) cannot be written. Set TMPDIR to one that can, and begin again.`,
    );
  if (syscall === undefined && error instanceof Error && OUT_OF_SPACE.test(message))
    return new CommandError(
      `DuckDB 可用的内存或临时目录（${tmpdir()}）的空间不够。请把环境变量 TMPDIR 指到空间大的磁盘，再做一次。`,
      `DuckDB has run out of memory, or of room in the temporary folder (${tmpdir()}). Set TMPDIR to a disk with more room and begin again.`,
    );
  return error;
}

/**
 * A list of any length: it lies in DuckDB, which decides it and moves to a temporary folder what does not fit into
 * memory. The folder is removed whatever happens, but for a process that is killed at once.
 * @throws CommandError upon a signal to end, or where there is no room; what opening the list throws.
 */
export async function withListInDuckDb<Result>(
  path: string,
  options: ListOptions,
  use: (list: AssessedList) => Promise<Result>,
  { memory = Math.min(totalmem() * SHARE_OF_MEMORY, MOST_MEMORY), wholeUpTo, rowsAtOnce }: DuckDbLimits = {},
): Promise<Result> {
  const assessor = await loadAssessor(options);
  const work = async ({ path: folder, throwIfInterrupted }: PassingFolder): Promise<Result> =>
    withDuckDb(
      async (connection) => {
        const take = (batches: ListInBatches): Promise<DuckDbList> => {
          requireRows(batches.head);
          return DuckDbList.of(connection, assessor, options.on, batches, throwIfInterrupted, rowsAtOnce);
        };
        const list = await withBatches(path, options, take, { wholeUpTo });
        return use({
          engine: 'duckdb',
          policy: assessor.policy,
          head: list.head,
          counts: list.counts,
          groups: () => list.groups(),
          told: (telling) => toldHere(list.groups(), telling),
        });
      },
      { folder, memory },
    );
  try {
    return await withPassingFolder(work);
  } catch (error) {
    throw toldTo(error);
  }
}
