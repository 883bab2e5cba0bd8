import type { SheetCell } from './cells.js';
import { ANSWERS, RESULT_TITLES } from './results.js';
import type { SheetFact } from './sheet-facts.js';
import {
  type DecidedTable,
  type DecideOptions,
  decideGrid,
  explainOneRow,
  type MappedHeader,
  mapHeaderOf,
  type SheetEngine,
} from './table.js';
import { numberOfText } from './text-number.js';
import { textSum } from './text-sum.js';

/** What of the cells of a result is an answer: all but what is told of cells, days and versions. */
function answersIn(cells: string[]): string {
  return cells.slice(0, ANSWERS).join('|');
}

/** The cells of a golden household, every second number as a text: sheets have both, and they are read apart. */
function goldenCells(text: string, row: number): SheetCell[] {
  const cells: SheetCell[] = text.split('|');
  for (let column = row % 2; column < cells.length; column += 2) {
    const cell = cells[column] as string;
    if (/^\d+(\.\d+)?$/.test(cell)) cells[column] = numberOfText(cell);
  }
  return cells;
}

/** The golden households whose answers are not what they have to be, in Chinese; empty where all are. Runs once. */
export function runSelfTest(engine: SheetEngine): string[] {
  if (engine.selfTest !== null) return engine.selfTest;
  const golden = engine.data.golden;
  const titles: SheetCell[] = [];
  const failed: string[] = [];
  for (let at = 0; at < engine.facts.length; at += 1) titles.push((engine.facts[at] as SheetFact).title);
  const grid: SheetCell[][] = [titles];
  for (let at = 0; at < golden.rows.length; at += 1) grid.push(goldenCells(golden.rows[at] as string, at));
  const decided = decideGrid(engine, grid, { on: golden.on, serialDays: true });
  if (golden.rows.length === 0) failed.push('规则自检没有样例户，不能判定。');
  for (let at = 0; at < golden.rows.length; at += 1) {
    const cells = decided.rows[at];
    if (cells === undefined || textSum(answersIn(cells)) !== golden.sums[at])
      failed.push(`规则自检第 ${at + 1} 户的结果与应有的不同，这个环境不能判定。`);
  }
  engine.selfTest = failed;
  return failed;
}

function refusal(messages: string[]): DecidedTable {
  return { header: RESULT_TITLES, rows: [], headerRow: 0, messages: messages };
}

/** Decides a whole sheet. Never throws on what is in it; refuses where the self-test fails. */
export function decideTable(engine: SheetEngine, grid: SheetCell[][], options: DecideOptions): DecidedTable {
  const failed = runSelfTest(engine);
  if (failed.length > 0) return refusal(failed);
  return decideGrid(engine, isGiven(grid) ? grid : [], isGiven(options) ? options : { on: 0 });
}

/** Whether a caller without types gave something. */
function isGiven(value: SheetCell | object | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/** A header may have several rows. */
function rowsOfHeader(header: SheetCell[] | SheetCell[][]): SheetCell[][] {
  if (!isGiven(header)) return [];
  return isGiven(header[0]) ? (header as SheetCell[][]) : [header as SheetCell[]];
}

/** One row in words. The header is a row of cells, or several such rows. */
export function explainRow(
  engine: SheetEngine,
  row: SheetCell[],
  header: SheetCell[] | SheetCell[][],
  options: DecideOptions,
): string {
  const failed = runSelfTest(engine);
  if (failed.length > 0) return failed.join('\n');
  return explainOneRow(
    engine,
    isGiven(row) ? row : [],
    rowsOfHeader(header),
    isGiven(options) ? options : { on: 0 },
  );
}

export function mapHeader(engine: SheetEngine, header: SheetCell[] | SheetCell[][]): MappedHeader {
  return mapHeaderOf(engine, rowsOfHeader(header), []);
}

/** What decides: versions and validity, days as yyyymmdd. */
export interface BundleVersions {
  engine: string;
  policy: string;
  region: string;
  regionName: string;
  validFrom: number;
  validTo: number;
  /** The names of sheets of lists, which are not read here. */
  lists: string[];
}

export function versionsOf(engine: SheetEngine): BundleVersions {
  const data = engine.data;
  const lists: string[] = [];
  for (let at = 0; at < data.lists.length; at += 1)
    lists.push((data.lists[at] as string).split('=')[1] as string);
  return {
    engine: data.engine,
    policy: data.hash,
    region: data.region,
    regionName: data.regionName,
    validFrom: data.validFrom,
    validTo: data.validTo,
    lists: lists,
  };
}
