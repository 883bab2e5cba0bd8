import type { CellStyle, ConditionalRule, WriteSheet } from 'hucre/xlsx';
import { columnLetters } from './tables/column-letters.js';
import {
  MOST_ROWS,
  WORKBOOK_STYLES,
  type WorkbookColour,
  type WorkbookPlan,
  type WorkbookSheet,
  type WorkbookStyle,
} from './tables/decision-workbook-sheet.js';
import { RowsAsXml, SharedTexts } from './workbook-write-rows.node.js';
import { unzippedTexts, type ZipPart, zipped } from './workbook-write-zip.node.js';

const colour = (rgb: string): { readonly rgb: string } => ({ rgb });
const filled = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: colour(rgb),
  bgColor: colour(rgb),
});
const LINE = { style: 'thin', color: colour('BFBFBF') } as const;
const BORDER: NonNullable<CellStyle['border']> = { top: LINE, right: LINE, bottom: LINE, left: LINE };

/** A cell that is text stays text when somebody edits it: no formula begins in it. */
const TEXT_FORMAT = '@';
const WHOLE_NUMBER = '#,##0';

const STYLES: Readonly<Record<WorkbookStyle, CellStyle>> = {
  title: { font: { bold: true, size: 16 }, alignment: { vertical: 'center' } },
  heading: { font: { bold: true, size: 12 }, alignment: { vertical: 'center' } },
  header: {
    font: { bold: true },
    fill: filled('D9E2F3'),
    border: BORDER,
    numFmt: TEXT_FORMAT,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  label: { border: BORDER, alignment: { vertical: 'top', wrapText: true } },
  text: { border: BORDER, numFmt: TEXT_FORMAT, alignment: { vertical: 'top', wrapText: true } },
  wrapped: { border: BORDER, alignment: { vertical: 'top', wrapText: true } },
  line: { border: BORDER, alignment: { vertical: 'top' } },
  place: { border: BORDER, alignment: { horizontal: 'center', vertical: 'top' } },
  number: { border: BORDER, numFmt: WHOLE_NUMBER, alignment: { vertical: 'top' } },
  share: { border: BORDER, numFmt: '0.0%', alignment: { vertical: 'top' } },
  total: { font: { bold: true }, border: BORDER, alignment: { vertical: 'top', wrapText: true } },
  totalNumber: {
    font: { bold: true },
    border: BORDER,
    numFmt: WHOLE_NUMBER,
    alignment: { vertical: 'top' },
  },
  note: { font: { color: colour('595959') }, alignment: { vertical: 'top', wrapText: true } },
};

const COLOURS: Readonly<Record<WorkbookColour, CellStyle>> = {
  takeIn: { fill: filled('F8CBAD'), font: { color: colour('843C0C') } },
  lookAgain: { fill: filled('FFE699'), font: { color: colour('7F6000') } },
  findOut: { fill: filled('DDEBF7'), font: { color: colour('1F4E78') } },
  settled: { fill: filled('E2EFDA'), font: { color: colour('375623') } },
  undecided: { fill: filled('D9D9D9'), font: { color: colour('404040') } },
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function rulesOf({ coloured }: WorkbookSheet): ConditionalRule[] {
  let priority = 0;
  return coloured.flatMap(({ column, colours }) =>
    Object.entries(colours).map(([text, meaning]) => {
      priority += 1;
      const letters = columnLetters(column);
      return {
        type: 'cellIs' as const,
        operator: 'equal' as const,
        priority,
        formula: quoted(text),
        style: COLOURS[meaning],
        range: `${letters}2:${letters}${MOST_ROWS}`,
      };
    }),
  );
}

/** A sheet without its rows; in the first row stands one cell of each style, so that the library numbers them. */
const frameOf = (sheet: WorkbookSheet): WriteSheet => ({
  name: sheet.name,
  columns: sheet.widths.map((width) => ({ width })),
  cells: new Map(
    WORKBOOK_STYLES.map((style, column) => [`0,${column}`, { value: 'x', style: STYLES[style] }]),
  ),
  ...(sheet.frozen.rows + sheet.frozen.columns === 0 ? {} : { freezePane: sheet.frozen }),
  conditionalRules: rulesOf(sheet),
  pageSetup: {
    paperSize: 'a4',
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(sheet.frozen.rows === 0 ? {} : { printTitlesRow: `$1:$${sheet.frozen.rows}` }),
  },
  headerFooter: { oddFooter: '&L&A&R&P / &N' },
});

const SHARED_TEXTS = 'xl/sharedStrings.xml';
const WORKBOOK = 'xl/workbook.xml';
const NAMES = '<definedNames>';
const FILTERED = '_FilterDatabase';
const SHEET_END = '</worksheet>';
const ROWS_OF_FRAME = /<sheetData>.*<\/sheetData>|<sheetData\/>/s;

/** The numbers that the library gave to the styles, read from the row that holds one cell of each. */
function styleNumbersIn(sheetXml: string): Readonly<Record<WorkbookStyle, number>> {
  const found = [...sheetXml.matchAll(/<c [^>]*? s="(\d+)"/g)].map(([, style]) => Number(style));
  if (found.length !== WORKBOOK_STYLES.length)
    throw new Error('The library wrote other cells than it was given.');
  return Object.fromEntries(WORKBOOK_STYLES.map((style, index) => [style, found[index]])) as Record<
    WorkbookStyle,
    number
  >;
}

/** Names of ranges that depend on how many rows there are: what is filtered (some programs go by it alone), what is printed. */
function namesOf(
  { name, hasFilter, printedColumns }: WorkbookSheet,
  index: number,
  rows: RowsAsXml,
): string[] {
  const named = (what: string, range: string): string =>
    `<definedName name="_xlnm.${what}" localSheetId="${index}" hidden="${what === FILTERED ? 1 : 0}">'${name}'!${range}</definedName>`;
  return [
    ...(hasFilter ? [named(FILTERED, rows.range('$'))] : []),
    ...(printedColumns === undefined ? [] : [named('Print_Area', rows.range('$', printedColumns))]),
  ];
}

function withNames(workbook: string, names: readonly string[]): string {
  if (names.length === 0) return workbook;
  const all = names.join('');
  return workbook.includes(NAMES)
    ? workbook.replace(NAMES, () => NAMES + all)
    : workbook.replace('</sheets>', () => `</sheets>${NAMES}${all}</definedNames>`);
}

/** Texts that the file itself holds, in the language of the workbook. */
export interface WorkbookTexts {
  /** Stands where a text was too long for a cell and is cut; says where the whole is. */
  readonly cutMark: string;
}

/**
 * A workbook (XLSX) as bytes, written while its rows are taken: however many there are, only the texts that cells share
 * are kept. hucre makes the frame (styles, columns, colours, pages); the rows are put into it here, because its own
 * stream knows one sheet only, without colours, filter and heights of rows. The same plan is the same bytes wherever
 * zlib is of the same version.
 * @throws ArchiveTooLong of a sheet of more than 4 GiB; what the rows throw.
 */
export async function* workbookPieces(
  plan: WorkbookPlan,
  { cutMark }: WorkbookTexts,
): AsyncGenerator<Uint8Array, void, undefined> {
  // Published as a module only: loaded here, so that `require("dixian/node")` works.
  const { writeXlsx } = await import('hucre/xlsx');
  const frames = unzippedTexts(
    await writeXlsx({
      sheets: plan.sheets.map(frameOf),
      defaultFont: { name: plan.font, size: 11 },
      properties: { title: plan.title, creator: plan.maker, modified: new Date(`${plan.on}T00:00:00Z`) },
    }),
  );
  const shared = new SharedTexts();
  const names: string[] = [];
  const pathOf = (sheet: WorkbookSheet): string => `xl/worksheets/sheet${plan.sheets.indexOf(sheet) + 1}.xml`;
  async function* sheetXml(sheet: WorkbookSheet): AsyncGenerator<string, void, undefined> {
    const frame = (frames.get(pathOf(sheet)) ?? '').replace(/<dimension [^>]*>/, '');
    const rows = ROWS_OF_FRAME.exec(frame);
    if (rows === null || !frame.endsWith(SHEET_END))
      throw new Error('The library wrote a sheet without a place for rows.');
    const xml = new RowsAsXml(styleNumbersIn(rows[0]), shared, cutMark);
    yield frame.slice(0, rows.index);
    yield* xml.pieces(sheet.rows);
    const rest = frame.slice(rows.index + rows[0].length, -SHEET_END.length);
    yield xml.after(sheet.hasFilter) + rest + xml.atEnd() + SHEET_END;
    names.push(...namesOf(sheet, plan.sheets.indexOf(sheet), xml));
  }
  function* parts(): Generator<ZipPart, void, undefined> {
    const inOrder = [...plan.sheets].sort((a, b) => Number(b.isTakenFirst) - Number(a.isTakenFirst));
    const later = new Set([WORKBOOK, SHARED_TEXTS, ...plan.sheets.map(pathOf)]);
    for (const [path, text] of frames) if (!later.has(path)) yield { path, pieces: [text] };
    for (const sheet of inOrder) yield { path: pathOf(sheet), pieces: sheetXml(sheet) };
    yield { path: SHARED_TEXTS, pieces: shared.xml() };
    yield { path: WORKBOOK, pieces: [withNames(frames.get(WORKBOOK) ?? '', names)] };
  }
  yield* zipped(parts());
}
