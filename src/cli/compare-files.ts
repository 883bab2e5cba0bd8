import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { withParquetCells } from '../decision-parquet.node.js';
import type { ReadDecision } from '../tables/read-decisions.js';
import {
  type CellsOfRow,
  type DecisionsRead,
  decisionsOfCells,
  decisionsOfCsv,
  decisionsOfJson,
  decisionsOfLines,
} from '../tables/read-decisions.js';
import { DixianError, inFile, issue } from '../values/issues.js';
import { openWorkbook } from '../workbook-sheets.node.js';
import { requireReadable, tellingOf } from './engine-source.js';
import { formatOf, readLines, readText } from './text-file.js';

/** What is wrong with a file is told with its name. */
async function ofFile<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await tellingOf(path, work);
  } catch (error) {
    if (!(error instanceof DixianError)) throw error;
    const name = basename(path);
    throw new DixianError(error.issues.map((each) => (each.file === undefined ? inFile(name, each) : each)));
  }
}

async function* rowsOfFile(
  path: string,
  rows: AsyncIterable<ReadDecision>,
): AsyncGenerator<ReadDecision, void, undefined> {
  const taken = rows[Symbol.asyncIterator]();
  for (;;) {
    const next = await ofFile(path, () => taken.next());
    if (next.done === true) return;
    yield next.value;
  }
}

/** The decisions of a workbook: of the one sheet that has their header. */
async function decisionsOfWorkbook(path: string): Promise<DecisionsRead> {
  const found: DecisionsRead[] = [];
  for (const sheet of await openWorkbook(await readFile(path)))
    try {
      if (!sheet.hidden) found.push(await decisionsOfCells(sheet.rows()));
    } catch (error) {
      const isOther =
        error instanceof DixianError && error.issues.every(({ code }) => code === 'decisionsNoHeader');
      if (!isOther) throw error;
    }
  const [only] = found;
  if (only === undefined) throw new DixianError([issue('decisionsNoHeader', [])]);
  if (found.length > 1) throw new DixianError([issue('decisionsInSeveralSheets', [])]);
  return only;
}

async function decisionsOfText(path: string): Promise<DecisionsRead> {
  const format = formatOf(path);
  if (format === 'json') return decisionsOfJson(await readText(path));
  if (format === 'ndjson') return decisionsOfLines(readLines(path));
  return decisionsOfCsv(createReadStream(path, { highWaterMark: 1 << 20 }));
}

/**
 * Opens a file of decisions (.csv, .json, .ndjson, .xlsx, .parquet) for as long as `use` takes. Its rows can be taken once.
 * @throws CommandError or DixianError, with the name of the file, if it cannot be read; what `use` throws.
 */
export async function withDecisions<Result>(
  path: string,
  use: (decisions: DecisionsRead) => Promise<Result>,
): Promise<Result> {
  await requireReadable(path);
  const opened = (decisions: DecisionsRead): Promise<Result> =>
    use({
      columns: () => decisions.columns(),
      rows: rowsOfFile(path, decisions.rows),
    });
  const kind = extname(path).toLowerCase();
  if (kind === '.parquet')
    return tellingOf(path, () =>
      withParquetCells(path, async (cells: AsyncIterable<CellsOfRow>) =>
        opened(await ofFile(path, () => decisionsOfCells(cells))),
      ),
    );
  return opened(
    await ofFile(path, () => (kind === '.xlsx' ? decisionsOfWorkbook(path) : decisionsOfText(path))),
  );
}
