import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { BASIC_LIBRARY, BASIC_MODULE, COMMANDS } from '../src/sheets/hosts/calc/basic-text.js';
import { calcWorkbook } from '../src/sheets/hosts/calc/package.js';
import { planCalcBook } from '../src/sheets/hosts/calc/workbook.js';
import { columnLetters } from '../src/tables/column-letters.js';
import { filledForm } from '../test/sheets/bundle-grids.js';
import { policyOf, shippedBundle } from '../test/sheets/bundle-support.js';
import { CalcHost, isCalcHere } from '../test/sheets/calc-host.js';

/**
 * How long LibreOffice Calc takes: a whole sheet by the button, and functions in cells.
 * `npx tsx bench/sheets-calc.ts [rows] [columns]`; without LibreOffice it says so and ends with 1.
 */
const ROWS = Number(process.argv[2] ?? 20_000);
/** Of the form, from its first on; the others stay blank. */
const COLUMNS = Number(process.argv[3] ?? 200);
const FORMULAS = 300;
const CHUNK = 2_000;
const COMMAND = `vnd.sun.star.script:${BASIC_LIBRARY}.${BASIC_MODULE}.${COMMANDS.decide}?language=Basic&location=document`;

if (!isCalcHere()) {
  console.error('LibreOffice Calc is absent: nothing was measured (.ci/install-spreadsheet-hosts).');
  process.exit(1);
}
const [REGION, ON] = ['620000', '2024-11-01'] as const;
const book = planCalcBook(policyOf(REGION, ON), ON);
const [header = [], ...households] = filledForm(book, ROWS).map((row) => row.slice(0, COLUMNS));
const LAST = columnLetters(header.length - 1);

/** The demonstration list again and again, each household with a number of its own. */
function demoList(count: number): readonly (readonly (string | number | null)[])[] {
  const text = readFileSync(new URL('../fixtures/demo/households.csv', import.meta.url), 'utf8');
  const { data } = Papa.parse<string[]>(text.replace('\ufeff', ''), { skipEmptyLines: true });
  const [names = [], ...rows] = data;
  const typed = (cell: string, at: number): string | number | null =>
    cell === '' ? null : at > 0 && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
  const numbered = Array.from({ length: count }, (_, index) => [
    `H${index}`,
    ...(rows[index % rows.length] ?? []).slice(1).map((cell, at) => typed(cell, at + 1)),
  ]);
  return [names, ...numbered];
}

const host = await CalcHost.start();
const ask = (what: string, request: object): Promise<unknown> =>
  host.ask(what, { document: 'book', ...request });
try {
  const path = host.file('book.ods');
  await writeFile(path, await calcWorkbook(book, shippedBundle(REGION, ON, 'quick')));
  await ask('open', { path, macros: true });
  const decide = async (sheet: string, rows: readonly (readonly unknown[])[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += CHUNK)
      await ask('write', { sheet, column: 0, row: at, rows: rows.slice(at, at + CHUNK) });
    await ask('write', { sheet: '判定', column: 1, row: 3, rows: [[sheet]] });
    for (const time of ['first', 'second']) {
      const [seconds, processor] = (await ask('call', { address: COMMAND })) as [number, number];
      console.log(
        `${rows.length - 1} rows of ${rows[0]?.length} columns (${sheet}), ${time} time: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processors`,
      );
    }
  };
  // A list as a county has it, most of whose cells can be read; and the template, three in four cells filled at random.
  await ask('new_sheet', { sheet: '名单' });
  await decide('名单', demoList(ROWS));
  await decide('农户', [header, ...households]);
  const shown = (await ask('read', { sheet: '判定' })) as string[][];
  console.log(shown.slice(7, 10).flat().join(' ').trim());
  await ask('new_sheet', { sheet: '公式' });
  const formulas = Array.from({ length: FORMULAS }, (_, index) => [
    { formula: `=判定($农户.A${index + 2}:$${LAST}${index + 2};$农户.A$1:$${LAST}$1;研判日期)` },
  ]);
  await ask('write', { sheet: '公式', column: 0, row: 0, rows: formulas });
  const seconds = (await ask('recalculate', {})) as number;
  console.log(`a function in a cell: ${(seconds / FORMULAS) * 1_000} ms`);
} finally {
  await host.stop();
}
