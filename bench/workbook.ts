/**
 * Seconds and memory to write a workbook of decisions: ours beside hucre alone, in memory (the same cells, widths, heights,
 * colours, filter) and as a stream (cells and widths: more it cannot). Equal cells first; then each writer in a process of
 * its own, several times, the median being told. Last the whole way: a workbook of households in, decided, out by the built
 * command, with its start, beside what hucre alone needs to read that list and to write that many decisions as the same
 * workbook, without its start.
 *
 *   npm run build && npx tsx bench/workbook.ts [rows] [rounds]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { type CellStyle, readXlsx, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import Papa from 'papaparse';
import { compile, type Household } from '../src/index.js';
import { loadPolicy } from '../src/node.js';
import { columnLetters } from '../src/tables/column-letters.js';
import { decisionWorkbook } from '../src/tables/decision-workbook.js';
import type { WorkbookPlan, WorkbookRow } from '../src/tables/decision-workbook-sheet.js';
import { readCsv } from '../src/tables/read-csv.js';
import { tellRow } from '../src/tables/told-rows.js';
import { writeWholeFile } from '../src/whole-file.node.js';
import { workbookPieces } from '../src/workbook-write.node.js';

const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;
const DEMO = readFileSync(new URL('../fixtures/demo/households.csv', import.meta.url), 'utf8');

/** The sheet of the decisions of the demonstration list; with the columns of the list beside them where that is asked for. */
async function demoSheet(keepCells: boolean) {
  const { policy, assess } = compile(await loadPolicy(GANSU));
  const { rows, ...head } = readCsv(DEMO, { keepCells });
  const decided = rows.map((row) => ({ row, assessment: assess(row.household as Household, GANSU) }));
  const { sheets } = decisionWorkbook(
    {
      policy,
      on: GANSU.on,
      engine: 'dixian',
      head,
      rows: { rows: rows.length, unreadable: 0, repeated: 0 },
      told: async function* (telling) {
        yield decided.map((row) => tellRow(row, telling));
      },
    },
    { locale: GANSU.locale, explain: false, ask: false },
  );
  const sheet = sheets[1];
  if (sheet === undefined) throw new Error('There is no sheet of decisions.');
  const all: WorkbookRow[] = [];
  for await (const row of sheet.rows) all.push(row);
  const [header, ...made] = all;
  return { sheet, header: header as WorkbookRow, made };
}

/** The same rows again and again, each with a number of its own. */
async function rowsOf(count: number, withInput = false) {
  const { sheet, header, made } = await demoSheet(withInput);
  function* rows(): Generator<WorkbookRow> {
    yield header;
    for (let index = 0; index < count; index += 1) {
      const row = made[index % made.length] as WorkbookRow;
      const [, , ...rest] = row.values;
      yield { ...row, values: [index + 2, `H${String(index).padStart(8, '0')}`, ...rest] };
    }
  }
  start();
  return { sheet, rows };
}

const BORDER = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const CELL: CellStyle = {
  border: { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER },
  numFmt: '@',
  alignment: { vertical: 'top', wrapText: true },
};

async function writeByHucre(
  { sheet, rows }: Awaited<ReturnType<typeof rowsOf>>,
  count: number,
  path: string,
): Promise<void> {
  const all = [...rows()];
  const letters = columnLetters(sheet.widths.length - 1);
  const written = await writeXlsx({
    sheets: [
      {
        name: sheet.name,
        columns: sheet.widths.map((width) => ({ width, style: CELL })),
        rows: all.map(({ values }) => values.map((value) => (value === '' ? null : value))),
        rowDefs: new Map(all.map(({ lines = 1 }, index) => [index, { height: lines * 16 + 2 }])),
        freezePane: sheet.frozen,
        autoFilter: { range: `A1:${letters}${count + 1}` },
        conditionalRules: sheet.coloured.flatMap(({ column, colours }, at) =>
          Object.keys(colours).map((text, index) => ({
            type: 'cellIs' as const,
            operator: 'equal' as const,
            priority: at * 20 + index + 1,
            formula: `"${text}"`,
            style: {
              fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { rgb: 'E2EFDA' } },
            },
            range: `${columnLetters(column)}2:${columnLetters(column)}${count + 1}`,
          })),
        ),
      },
    ],
  });
  await writeWholeFile(path, [written]);
}

/** Each writes a file of so many decisions. */
const WRITERS: Readonly<Record<string, (count: number, path: string) => Promise<void>>> = {
  ours: async (count, path) => {
    const { sheet, rows } = await rowsOf(count);
    const plan: WorkbookPlan = {
      title: '',
      on: GANSU.on,
      maker: '',
      font: '宋体',
      sheets: [{ ...sheet, rows: rows() }],
    };
    await writeWholeFile(path, workbookPieces(plan, { cutMark: '…' }));
  },
  'hucre in memory': async (count, path) => writeByHucre(await rowsOf(count), count, path),
  'hucre as a stream': async (count, path) => {
    const { sheet, rows } = await rowsOf(count);
    function* values() {
      for (const row of rows()) yield row.values.map((value) => (value === '' ? null : value));
    }
    await writeWholeFile(
      path,
      writeXlsxStream(values(), {
        name: sheet.name,
        columns: sheet.widths.map((width) => ({ width, style: CELL })),
        freezePane: sheet.frozen,
      }) as unknown as AsyncIterable<Uint8Array>,
    );
  },
  'hucre in and out': async (count, path) => {
    const decided = await rowsOf(count);
    await readXlsx(readFileSync(listBeside(path)));
    await writeByHucre(decided, count, path);
  },
  'hucre in and out, its columns too': async (count, path) => {
    const decided = await rowsOf(count, true);
    await readXlsx(readFileSync(listBeside(path)));
    await writeByHucre(decided, count, path);
  },
  'in, decided, out': (_, path) => wholeWay(path, path),
  'in, decided, out, its columns too': (_, path) => wholeWay(path, path, true),
};

/** What each is held against. */
const ALONE: Readonly<Record<string, string>> = {
  'in, decided, out': 'hucre in and out',
  'in, decided, out, its columns too': 'hucre in and out, its columns too',
};

const listBeside = (path: string): string => join(dirname(path), 'list.xlsx');

const COMMAND = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** What a county runs: the built command, from its start to its end. */
async function wholeWay(path: string, out: string, withInput = false): Promise<void> {
  if (!existsSync(COMMAND)) throw new Error('Run npm run build first: the built command is measured.');
  const usage = `${out}.usage.json`;
  const told = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));`;
  const given = ['assess', listBeside(path), '--region', GANSU.region, '--on', GANSU.on, '--out', out];
  start();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(told)}`, COMMAND],
      ...[...given, ...(withInput ? ['--with-input'] : [])],
    ],
    { encoding: 'utf8' },
  );
  // 2: the demonstration list has rows that cannot be read.
  if (status !== 0 && status !== 2) throw new Error(stderr);
  command = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
}

/** The demonstration list again and again as a workbook, each household with a number of its own. */
async function writeList(path: string, count: number): Promise<void> {
  const { data } = Papa.parse<string[]>(DEMO.replace('\ufeff', ''), { skipEmptyLines: true });
  const [header = [], ...rows] = data;
  const numbered = (index: number): string[] => [`H${index}`, ...(rows[index % rows.length] ?? []).slice(1)];
  const all = [header, ...Array.from({ length: count }, (_, index) => numbered(index))];
  writeFileSync(path, await writeXlsx({ sheets: [{ name: '农户', rows: all }] }));
}

interface Measured {
  readonly seconds: number;
  /** Of all threads: on a busy machine it says more than the clock. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** Of the command, where that is what is measured. */
let command: NodeJS.ResourceUsage | undefined;
let started = performance.now();
let startedCpu = process.cpuUsage();
/** What comes before is not measured: the cells are not made by the writer. */
function start(): void {
  started = performance.now();
  startedCpu = process.cpuUsage();
}

/** In a process of its own: the peak of memory is that of the writer. */
async function measure(way: string, count: number, path: string): Promise<void> {
  await WRITERS[way]?.(count, path);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(startedCpu);
  const { userCPUTime, systemCPUTime } = command ?? { userCPUTime: user, systemCPUTime: system };
  const megabytes = (command ?? process.resourceUsage()).maxRSS / 1_024;
  console.log(JSON.stringify({ seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000, megabytes }));
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function compareAll(count: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dixian-bench-'));
  const path = (name: string): string => join(folder, `${Object.keys(WRITERS).indexOf(name)}.xlsx`);
  try {
    const few = Math.min(count, 3_000);
    const cells = async (name: string): Promise<string> => {
      await WRITERS[name]?.(few, path(name));
      return JSON.stringify((await readXlsx(readFileSync(path(name)))).sheets[0]?.rows);
    };
    const [ours, inMemory, stream] = [
      await cells('ours'),
      await cells('hucre in memory'),
      await cells('hucre as a stream'),
    ];
    if (ours !== inMemory || ours !== stream) throw new Error('The cells differ.');
    console.log(`${few} rows: equal cells (${ours.length} characters)`);
    await writeList(listBeside(path('ours')), count);
    const found = new Map<string, Measured>();
    for (const way of Object.keys(WRITERS)) {
      const times = Array.from({ length: rounds }, () => {
        const { stdout, stderr } = spawnSync(
          process.execPath,
          ['--import', 'tsx', fileURLToPath(import.meta.url), way, String(count), path(way)],
          { encoding: 'utf8' },
        );
        if (stdout.trim() === '') throw new Error(stderr);
        return JSON.parse(stdout) as Measured;
      });
      found.set(way, {
        seconds: median(times.map(({ seconds }) => seconds)),
        cpuSeconds: median(times.map(({ cpuSeconds }) => cpuSeconds)),
        megabytes: median(times.map(({ megabytes }) => megabytes)),
      });
    }
    for (const [way, { seconds, cpuSeconds, megabytes }] of found) {
      const name = ALONE[way] ?? 'hucre in memory';
      const alone = found.get(name);
      console.log(
        `${way.padEnd(34)} ${seconds.toFixed(1)} s (${(seconds / (alone?.seconds ?? 0)).toFixed(2)} × ${name}), processor ${cpuSeconds.toFixed(1)} s (${(cpuSeconds / (alone?.cpuSeconds ?? 0)).toFixed(2)} ×), at most ${megabytes.toFixed(0)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first = '50000', second = '3', third = ''] = process.argv.slice(2);
if (Object.hasOwn(WRITERS, first)) await measure(first, Number(second), third);
else await compareAll(Number(first), Number(second));
