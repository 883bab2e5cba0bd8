import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { DuckDbError } from '../duckdb.node.js';
import { Interrupted } from '../duckdb-folder.node.js';
import { withParquet } from '../parquet-write.node.js';
import { inputColumns, withInputCells } from '../tables/decision-input-columns.js';
import { decisionWorkbook } from '../tables/decision-workbook.js';
import { MOST_COLUMNS, MOST_ROWS } from '../tables/decision-workbook-sheet.js';
import { word } from '../tables/decision-workbook-words.js';
import type { ListFormat } from '../tables/index.js';
import { type Telling, type ToldRow, toldTable } from '../tables/told-rows.js';
import type { DecisionTable } from '../tables/write-decisions.js';
import type { Locale } from '../values/issues.js';
import { VERSION } from '../version.js';
import { writeWholeFile } from '../whole-file.node.js';
import { workbookPieces } from '../workbook-write.node.js';
import { ArchiveTooLong } from '../workbook-write-zip.node.js';
import { CountedRows, decisionPieces } from './assessed-rows.js';
import { CommandError } from './command-error.js';
import type { AssessedList } from './engine-list.js';
import { formatOf } from './text-file.js';

export interface DecisionOutputOptions {
  readonly on: string;
  readonly locale: Locale;
  /** The full reasons in a column of their own. */
  readonly explain?: boolean;
  /** In a workbook, whether to work out for each open household what to ask next; by the length of the list unless told. */
  readonly ask?: boolean;
}

/** What decisions can be written as. */
export type OutputFormat = ListFormat | 'xlsx' | 'parquet';

/**
 * What decisions are written as, by the ending of a name.
 * @throws CommandError of an ending that is not known.
 */
export function outputFormatOf(path: string): OutputFormat {
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') return 'xlsx';
  if (ending === '.parquet') return 'parquet';
  const known = ['.csv', '.json', '.ndjson', '.jsonl'].includes(ending);
  if (known) return formatOf(path) as ListFormat;
  throw new CommandError(
    `结果不能写成“${ending}”格式。请用 .xlsx、.csv、.json、.ndjson 或 .parquet。`,
    `Decisions cannot be written as "${ending}". Use .xlsx, .csv, .json, .ndjson or .parquet.`,
  );
}

const tooLong = (): CommandError =>
  new CommandError(
    `名单太长，一张工作表放不下（最多 ${MOST_ROWS - 1} 行）。请改用 .csv 或 .parquet，或把名单分开。没有写入任何结果。`,
    `The list is too long for a sheet (at most ${MOST_ROWS - 1} rows). Use .csv or .parquet, or split the list. Nothing was written.`,
  );

const tooWide = (): CommandError =>
  new CommandError(
    `名单的列太多，连同判定结果一张工作表放不下（最多 ${MOST_COLUMNS} 列）。请去掉 --with-input，或改用 .csv。没有写入任何结果。`,
    `With the columns of the list there are too many for a sheet (at most ${MOST_COLUMNS}). Leave out --with-input, or use .csv. Nothing was written.`,
  );

/** Writes the decisions of a list into a file of its format; what `writeWholeFile` throws. */
async function write(
  out: string,
  list: AssessedList,
  told: AssessedList['told'],
  { on, locale, explain = false, ask }: DecisionOutputOptions,
): Promise<void> {
  const format = outputFormatOf(out);
  const { policy, head, counts } = list;
  if (format === 'xlsx') {
    const decided = { policy, on, engine: `dixian ${VERSION}`, head, rows: counts, told };
    const plan = decisionWorkbook(decided, { locale, explain, ask });
    if (plan.sheets.some(({ widths }) => widths.length > MOST_COLUMNS)) throw tooWide();
    await writeWholeFile(out, workbookPieces(plan, { cutMark: word('cutMark', locale) }));
    return;
  }
  const input = inputColumns(head.columns ?? [], locale);
  const telling = { locale, explain, ask: false };
  if (format !== 'parquet') {
    await writeWholeFile(out, decisionPieces(told(telling), format, telling, input));
    return;
  }
  const tableOf = (group: readonly ToldRow[]): DecisionTable =>
    withInputCells(toldTable(group, telling), group, input);
  async function* tables(): AsyncGenerator<DecisionTable, void, undefined> {
    for await (const group of told(telling)) yield tableOf(group);
  }
  await withParquet(tableOf([]).columns, tables(), (pieces) => writeWholeFile(out, pieces));
}

/** What a user can mend, in the words of a command; any other error as it is. */
function toldOf(error: unknown, out: string): unknown {
  if (error instanceof ArchiveTooLong) return tooLong();
  if (error instanceof Interrupted)
    return new CommandError(
      '已中断。没有写完的文件和临时目录都已删除。',
      'Interrupted. Files that were not whole and the temporary folder are removed.',
    );
  if (error instanceof DuckDbError && error.code === 'duckDbMissing')
    return new CommandError(
      '写 .parquet 要用 DuckDB，但没有安装，或不支持这台机器。请运行 npm install @duckdb/node-api 安装；或把结果写成 .xlsx、.csv。',
      'Writing .parquet takes DuckDB, which is not installed, or not for this machine. Install it with npm install @duckdb/node-api; or write .xlsx or .csv.',
    );
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  const path = syscall === 'mkdtemp' ? tmpdir() : out;
  return new CommandError(
    `写不了 ${path}（${code ?? '未知原因'}），没有写入任何结果。`,
    `${path} cannot be written (${code ?? 'unknown cause'}); nothing was written.`,
  );
}

/**
 * Assesses the rows group by group, counts them, and writes the decisions where they are asked for: whole or not at all.
 * @throws CommandError if the file cannot be written, or the list does not fit into its format; then there is none, or
 *   the one of before.
 */
export async function writeDecisions(
  out: string | undefined,
  list: AssessedList,
  options: DecisionOutputOptions,
): Promise<CountedRows> {
  const counted = new CountedRows();
  if (out === undefined) {
    for await (const group of list.groups())
      for (const { row, assessment } of group)
        counted.add({ row, counted: assessment, issues: assessment?.issues ?? [] });
    return counted;
  }
  async function* told(telling: Telling): AsyncGenerator<readonly ToldRow[], void, undefined> {
    for await (const group of list.told(telling)) {
      for (const row of group) counted.add(row);
      yield group;
    }
  }
  if (outputFormatOf(out) === 'xlsx' && list.counts.rows >= MOST_ROWS) throw tooLong();
  try {
    await write(out, list, told, options);
  } catch (error) {
    throw toldOf(error, out);
  }
  return counted;
}
