/**
 * Seconds and memory to read a workbook of the size of a county's list: ours beside the bare readers of hucre, in memory
 * and as a stream, and read-excel-file. Equal cells first; then each reader in a process of its own, several times, the
 * median being told. The readers of others hand over values, ours texts with all that they hold checked.
 *
 *   npx tsx bench/workbook-sheets.ts [rows] [rounds]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { readXlsx, streamXlsxRows, writeXlsx } from 'hucre/xlsx';
import { readSheet } from 'read-excel-file/node';
import { openWorkbook } from '../src/workbook-sheets.node.js';
import { OTHER_READERS } from '../test/tables/workbook-sheets-others.js';

const COLUMNS = 40;

/** Each gives the number of rows. */
const READERS: Readonly<Record<string, (file: Uint8Array) => Promise<number>>> = {
  ours: async (file) => {
    let rows = 0;
    for (const sheet of await openWorkbook(file)) for await (const _ of sheet.rows()) rows += 1;
    return rows;
  },
  'hucre in memory': async (file) => (await readXlsx(file)).sheets[0]?.rows.length ?? 0,
  'hucre as a stream': async (file) => {
    let rows = 0;
    for await (const _ of streamXlsxRows(file)) rows += 1;
    return rows;
  },
  'read-excel-file': async (file) => (await readSheet(Buffer.from(file))).length,
};

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Numbers of households with leading zeros, identity numbers, days, names, amounts, answers, blanks. */
function cellAt(row: number, column: number) {
  switch (column % 8) {
    case 0:
      return String(row * 31).padStart(10, '0');
    case 1:
      return `62010519700101${String(row % 10_000).padStart(4, '0')}`;
    case 2:
      return new Date(Date.UTC(2020, 0, 1 + ((row + column) % 2000)));
    case 3:
      return `户主${row % 5000}`;
    case 4:
      return ((row * 37) % 100_000) / 100;
    case 5:
      return row % 2 === 0 ? '是' : '否';
    case 6:
      return row % 9;
    default:
      return row % 3 === 0 ? null : '因病';
  }
}

const writeList = (rows: number): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: '户',
        rows: [
          Array.from({ length: COLUMNS }, (_, column) => `列${column}`),
          ...Array.from({ length: rows }, (_, row) =>
            Array.from({ length: COLUMNS }, (_column, column) => cellAt(row, column)),
          ),
        ],
      },
    ],
  });

const digest = (rows: Iterable<readonly [number, readonly string[]]>): string => {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest('hex');
};

async function ourDigest(file: Uint8Array): Promise<string> {
  const rows: [number, readonly string[]][] = [];
  for await (const { row, cells } of (await openWorkbook(file))[0]?.rows() ?? []) rows.push([row, cells]);
  return digest(rows);
}

async function measureOne(reader: string, path: string): Promise<void> {
  const file = new Uint8Array(readFileSync(path));
  const started = performance.now();
  await READERS[reader]?.(file);
  const measured: Measured = {
    seconds: (performance.now() - started) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measured));
}

function measure(reader: string, path: string): Measured {
  const script = fileURLToPath(import.meta.url);
  const { stdout } = spawnSync(process.execPath, [...process.execArgv, script, '--one', reader, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout) as Measured;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number;

async function compareAll(rows: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dixian-bench-'));
  try {
    const path = join(folder, 'list.xlsx');
    const file = await writeList(rows);
    writeFileSync(path, file);
    const ours = await ourDigest(file);
    for (const reader of Object.keys(READERS)) {
      const read = OTHER_READERS[reader];
      if (read !== undefined && digest(await read(file)) !== ours)
        throw new Error(`${reader} reads other cells.`);
    }
    console.log(`${rows} rows of ${COLUMNS} columns, ${(file.length / 1e6).toFixed(1)} MB: equal cells.`);
    const measured = new Map(Object.keys(READERS).map((reader) => [reader, [] as Measured[]]));
    // In turns, so that what else the machine does falls on all alike.
    for (let round = 0; round < rounds; round += 1)
      for (const [reader, each] of measured) each.push(measure(reader, path));
    for (const [reader, each] of measured) {
      const seconds = median(each.map((one) => one.seconds)).toFixed(2);
      const megabytes = median(each.map((one) => one.megabytes)).toFixed(0);
      console.log(`${reader.padEnd(20)} ${seconds.padStart(6)} s ${megabytes.padStart(6)} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, second, third] = process.argv.slice(2);
if (first === '--one') await measureOne(second as string, third as string);
else await compareAll(Number(first ?? 50_000), Number(second ?? 3));
