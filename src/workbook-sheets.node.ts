import type { Cell, CellValue, Sheet as ReadSheet } from 'hucre/xlsx';
import { EMPTY_RESULT } from './tables/cleaned-cell.js';
import type { MergedCells, Sheet, SheetRow } from './tables/sheet.js';
import { damaged, openArchive, refusal } from './workbook-archive.node.js';
import { isoText, NumberTexts, shownText } from './workbook-cell-text.node.js';
import { extentOf } from './workbook-extent.node.js';
import { type CellFormat, PLAIN_FORMAT } from './workbook-number-format.node.js';
import {
  type ListedSheet,
  type PackedFormats,
  type PlainPackage,
  plainPackage,
  readStructure,
  type WorkbookStructure,
  withoutBlankCells,
} from './workbook-package.node.js';
import { textOfRuns } from './workbook-rich-text.node.js';
import { NOT_CALCULATED } from './workbook-uncertain-text.node.js';

/** A sheet of a workbook. */
export interface WorkbookSheet extends Sheet {
  /** Whether its tab is hidden. Its rows are read all the same. */
  readonly hidden: boolean;
}

/** The most cells of a sheet, blank ones between them included, that the library takes. */
const MAXIMUM_CELLS = 20_000_000;
/** How the library says so. */
const TOO_MANY_CELLS = `over the ${MAXIMUM_CELLS} limit`;

/** Day 0 of workbooks that count from 1904, and the length of a day. */
const [DAY_ZERO, MILLISECONDS_A_DAY] = [Date.UTC(1904, 0, 1), 86_400_000] as const;

/**
 * Opens an .xlsx (or .xlsm) workbook: its sheets with cells in the order of their tabs, hidden ones too; charts are no
 * sheets. Cells are text as a person would write it into comma-separated text: days as 2024-11-01, numbers at 15
 * significant digits without exponent, percentages as 35%. A number of 16 and more digits, which has lost some, is
 * shortened (6.20105E+17), an error keeps its name (#N/A), a formula that was never worked out is #未计算, one with an empty
 * result is a space.
 *
 * Everything is read, and checked, before this returns.
 * @throws DixianError with one issue that says what to do: not a workbook, locked, in an old format, too large, damaged.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  const archive = await openArchive(bytes);
  const structure = await readStructure(archive);
  const numbers = new NumberTexts(structure.epoch);
  const sheets: WorkbookSheet[] = [];
  for (const listed of structure.sheets) {
    const found = await readSheet(structure, listed, () => archive.read(listed.part, listed.place));
    const { read } = found;
    const rows = rowsOf(found, numbers);
    sheets.push({
      name: listed.name,
      hidden: listed.hidden,
      merges: mergesOf(read, listed),
      serialDays: structure.epoch === 1900,
      rows: async function* () {
        yield* rows;
      },
    });
  }
  return sheets;
}

/** What the library read of a sheet, and what was to be known of its package. */
interface SheetRead extends Omit<PlainPackage, 'file'> {
  readonly read: ReadSheet;
}

/** @param readPart unpacks the sheet: anew where it has to be read again, so that it does not stay in memory. */
async function readSheet(
  structure: WorkbookStructure,
  listed: ListedSheet,
  readPart: () => Promise<Uint8Array>,
): Promise<SheetRead> {
  // Blank cells far out are no reason to refuse a sheet; taking them out of every sheet would take time.
  for (const prepared of [(part: Uint8Array) => part, withoutBlankCells]) {
    const pack = async (mayDoWithoutStyles: boolean) =>
      packed(structure, listed, prepared(await readPart()), mayDoWithoutStyles);
    const found = await tryToRead(listed, await pack(true));
    if (found === undefined) continue;
    const isAllKept = !found.read.rows.some((row) => row.some(isLostDay));
    return isAllKept ? found : ((await tryToRead(listed, await pack(false))) as SheetRead);
  }
  throw refusal('workbookTooWide', { sheet: listed.name, limit: MAXIMUM_CELLS });
}

/** Undefined if there are more cells than the library takes. */
async function packed(
  structure: WorkbookStructure,
  { place }: ListedSheet,
  part: Uint8Array,
  mayDoWithoutStyles: boolean,
): Promise<PlainPackage | undefined> {
  const { cells, isOrderly } = extentOf(part);
  if (!isOrderly) throw damaged(place);
  return cells > MAXIMUM_CELLS ? undefined : plainPackage(structure, part, mayDoWithoutStyles);
}

/** Undefined if there are more cells than the library takes. */
async function tryToRead(
  { place }: ListedSheet,
  plain: PlainPackage | undefined,
): Promise<SheetRead | undefined> {
  if (plain === undefined) return undefined;
  const { file, ...known } = plain;
  const { readXlsx } = await import('hucre/xlsx');
  let read: ReadSheet | undefined;
  try {
    read = (await readXlsx(file, { readStyles: known.formats.needsStyles })).sheets[0];
  } catch (error) {
    if (error instanceof Error && error.message.includes(TOO_MANY_CELLS)) return undefined;
    // Whatever the library stumbled over, the part has its checksum: it was written wrongly.
  }
  if (read === undefined) throw damaged(place);
  return { ...known, read };
}

/** A number in the format of a day that is so large that the library cannot keep it as a day. */
const isLostDay = (value: CellValue): boolean => value instanceof Date && Number.isNaN(value.getTime());

/** The rows as text; rows and ends of rows without text are left out. What was read is given free row by row. */
function rowsOf(found: SheetRead, numbers: NumberTexts): readonly SheetRow[] {
  const { read } = found;
  const rows: SheetRow[] = [];
  const texts = new CellTexts(found, numbers);
  for (let row = 0; row < read.rows.length; row += 1) {
    const cells = (read.rows[row] ?? []).map((value, column) => texts.textOf(value, row, column));
    read.rows[row] = [];
    let length = cells.length;
    while (length > 0 && cells[length - 1] === '') length -= 1;
    // Formulas that were copied down below the list have no result.
    if (cells.some((text) => text !== '' && text !== EMPTY_RESULT))
      rows.push({ row: row + 1, cells: cells.slice(0, length) });
  }
  return rows;
}

/** Values of cells as text. */
class CellTexts {
  /** What the library tells of cells that are more than a value. */
  readonly #details: ReadonlyMap<string, Cell> | undefined;
  readonly #formats: PackedFormats;
  readonly #numbers: NumberTexts;
  /** Whether a text may not be what it seems. */
  readonly #looksAtTexts: boolean;

  constructor({ read, formats, hasMarkedRuns }: SheetRead, numbers: NumberTexts) {
    this.#details = read.cells;
    this.#formats = formats;
    this.#numbers = numbers;
    this.#looksAtTexts = hasMarkedRuns || formats.mayChangeTexts;
  }

  /** Row and column from 0. */
  textOf(value: CellValue, row: number, column: number): string {
    if (value === null || value === undefined)
      return this.#detailsOf(row, column)?.formula === undefined ? '' : NOT_CALCULATED;
    if (typeof value === 'number') return this.#numbers.textOf(value, this.#formatOf(row, column));
    if (value instanceof Date) {
      const serial = (value.getTime() - DAY_ZERO) / MILLISECONDS_A_DAY;
      return this.#numbers.textOf(serial, this.#formats.dayFormat);
    }
    if (value === '' || (typeof value === 'string' && value.trim() === ''))
      return this.#detailsOf(row, column)?.formula === undefined ? value : EMPTY_RESULT;
    const text = typeof value === 'string' ? isoText(value) : value ? 'TRUE' : 'FALSE';
    return this.#looksAtTexts ? this.#textWithLooks(text, row, column) : text;
  }

  #textWithLooks(text: string, row: number, column: number): string {
    const details = this.#detailsOf(row, column);
    // Not of a kind that a format adorns, and refused in any case.
    if (details?.type === 'error') return text;
    const shown = shownText(text, this.#formatOf(row, column));
    return shown === text && details?.richText !== undefined ? textOfRuns(text, details.richText) : shown;
  }

  #detailsOf(row: number, column: number): Cell | undefined {
    return this.#details?.get(`${row},${column}`);
  }

  #formatOf(row: number, column: number): CellFormat {
    const { needsStyles, formatOfCode } = this.#formats;
    return needsStyles ? formatOfCode(this.#detailsOf(row, column)?.style?.numFmt) : PLAIN_FORMAT;
  }
}

const mergesOf = ({ merges = [] }: ReadSheet, { place }: ListedSheet): readonly MergedCells[] =>
  merges.map(({ startRow, endRow, startCol, endCol }) => {
    if (![startRow, endRow, startCol, endCol].every((at) => Number.isInteger(at) && at >= 0))
      throw damaged(place);
    return { firstRow: startRow + 1, lastRow: endRow + 1, firstColumn: startCol, lastColumn: endCol };
  });
