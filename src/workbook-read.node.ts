import type { Sheet, SheetRow } from './tables/sheet.js';
import { type Archive, openArchive } from './workbook-read-archive.node.js';
import { refuseOtherArchive, refuseOtherFile } from './workbook-read-kinds.node.js';
import { readMerges } from './workbook-read-merges.node.js';
import { readFormats, readRelations, readSharedTexts, readWorkbookPart } from './workbook-read-parts.node.js';
import {
  asRefusal,
  damaged,
  type Place,
  refusal,
  STRUCTURE,
  STYLES,
  sheetPlace,
  TEXTS,
} from './workbook-read-problems.node.js';
import { type CellContext, RowListener } from './workbook-read-rows.node.js';
import { xmlPieces } from './workbook-read-xml.node.js';

/** Of all cells of a sheet, blank ones between them included: a few cells far out on the right make a large sheet. */
const MAXIMUM_CELLS = 20_000_000;

/** A sheet of a workbook. */
export interface WorkbookSheet extends Sheet {
  /** Whether its tab is hidden. Its rows are read all the same. */
  readonly hidden: boolean;
}

/**
 * Opens an .xlsx (or .xlsm) workbook: its sheets with cells in the order of their tabs, hidden ones too; charts are no
 * sheets. Cells are text as a person would write it into comma-separated text: days as 2024-11-01, numbers at 15
 * significant digits without exponent, percentages as 35%. A number of 16 and more digits, which has lost some, is
 * shortened (6.20105E+17), an error keeps its name (#N/A), a formula that was never worked out is #未计算.
 *
 * All parts are unpacked once, and checked, before this returns; rows are then unpacked anew while they are asked for,
 * so that a sheet never stands in memory. `bytes` must not be changed as long as rows are asked for.
 * @throws DixianError with one issue that says what to do: not a workbook, locked, in an old format, too large, damaged.
 * What of the cells cannot be understood is found while the rows are read: then they throw it.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  refuseOtherFile(bytes);
  const archive = openArchive(bytes);
  refuseOtherArchive(archive);
  const listed = await reading(STRUCTURE, () => readStructure(archive));
  if (listed.sheets.length === 0) throw refusal('workbookWithoutSheets');
  const context: CellContext = {
    epoch: listed.epoch,
    formats: await optional(STYLES, listed.styles, (part) => readFormats(archive, part)),
    texts: await optional(TEXTS, listed.texts, (part) => readSharedTexts(archive, part)),
  };
  const sheets: WorkbookSheet[] = [];
  for (const { name, hidden, part } of listed.sheets) {
    sheets.push({
      name,
      hidden,
      merges: await reading(sheetPlace(name), () => readMerges(archive.pieces(part))),
      serialDays: listed.epoch === 1900,
      rows: () => rowsOf(archive, part, name, context),
    });
  }
  return sheets;
}

async function readStructure(archive: Archive) {
  const main = [...(await readRelations(archive, '')).values()].find(({ kind }) => kind === 'officeDocument');
  if (main === undefined) throw damaged(STRUCTURE);
  const { sheets, epoch } = await readWorkbookPart(archive, main.target);
  const relations = await readRelations(archive, main.target);
  const partOf = (wanted: string) => [...relations.values()].find(({ kind }) => kind === wanted)?.target;
  return {
    epoch,
    styles: partOf('styles'),
    texts: partOf('sharedStrings'),
    sheets: sheets.flatMap((sheet) => {
      const relation = relations.get(sheet.relation);
      if (relation === undefined) throw damaged(sheetPlace(sheet.name));
      return relation.kind === 'worksheet' ? [{ ...sheet, part: relation.target }] : [];
    }),
  };
}

async function reading<Result>(place: Place, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw asRefusal(error, place);
  }
}

/** Reads a part that a workbook may go without. */
const optional = async <Item>(
  place: Place,
  part: string | undefined,
  read: (part: string) => Promise<readonly Item[]>,
): Promise<readonly Item[]> => (part === undefined ? [] : await reading(place, () => read(part)));

async function* rowsOf(
  archive: Archive,
  part: string,
  sheet: string,
  context: CellContext,
): AsyncIterable<SheetRow> {
  const listener = new RowListener(context);
  let cells = 0;
  try {
    for await (const _ of xmlPieces(archive.pieces(part), listener)) {
      for (const row of listener.takeRows()) {
        cells += row.cells.length;
        if (cells > MAXIMUM_CELLS) throw refusal('workbookTooWide', { sheet, limit: MAXIMUM_CELLS });
        yield row;
      }
    }
  } catch (error) {
    throw asRefusal(error, sheetPlace(sheet));
  }
}
