import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { columnLetters } from './tables/column-letters.js';
import type { Form, Template } from './tables/template.js';
import type { ColumnGroup } from './tables/template-columns.js';
import type { Page, PageLook, PageRow } from './tables/template-pages.js';
import { validationOf } from './workbook-template-checks.node.js';
import { unzippedTexts, zipped } from './workbook-write-zip.node.js';

/** Pale enough for black text, in colour and in grey. */
const COLOURS: Readonly<Record<ColumnGroup, string>> = {
  identity: 'D9D9D9',
  household: 'DDEBF7',
  income: 'FFF2CC',
  safeguards: 'E2EFDA',
  risk: 'FCE4D6',
  property: 'EADCF4',
  monitoring: 'D6EFEF',
  departments: 'F4E3C1',
};
const REQUIRED_COLOUR = 'C00000';
const FONT = { name: '宋体', size: 11 } as const;

/** In characters of half width: Chinese ones are twice as wide as letters and digits. */
const displayWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u2000' ? 1 : 2), 0);

const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / width)), 0);

const LINE_HEIGHT = 15;
const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const heightOf = (cells: readonly string[], widths: readonly number[]): number =>
  LINE_HEIGHT * Math.max(1, ...cells.map((cell, index) => linesIn(cell, (widths[index] ?? 10) - 1))) + 3;

const THIN = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN } as const;
const fillOf = (group: ColumnGroup | undefined): CellStyle =>
  group === undefined
    ? {}
    : { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: COLOURS[group] } } };

/** Nobody types over a header by mistake; all else may be done. There is no password. */
const PROTECTION = {
  sheet: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
} as const;

function formSheet(form: Form, choicesName: string): WriteSheet {
  const { columns, rows } = form;
  // Names are longer than answers and amounts, which something checks.
  const widths = columns.map(({ header, check }) =>
    clamp(Math.ceil(displayWidth(header) / 2) + 6, check === undefined ? 16 : 12, 26),
  );
  const headers = columns.map(({ header }) => header);
  const cells = new Map<string, Partial<Cell>>(
    columns.flatMap(({ group, isRequired, isText, note, header }, index): [string, Partial<Cell>][] => [
      [
        `0,${index}`,
        {
          value: header,
          comment: { text: note },
          style: {
            font: { ...FONT, bold: true, ...(isRequired ? { color: { rgb: REQUIRED_COLOUR } } : {}) },
            ...fillOf(group),
            border: BORDER,
            alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
            protection: { locked: true },
          },
        },
      ],
      // How all cells below are; `withColumnStyles` makes it the column's own.
      [
        `1,${index}`,
        { style: { font: FONT, numFmt: isText ? '@' : 'General', protection: { locked: false } } },
      ],
    ]),
  );
  const validations = columns.map((column, index) => validationOf(column, index, rows, choicesName));
  return {
    name: form.name,
    columns: widths.map((width) => ({ width })),
    rows: [headers, headers.map(() => null)],
    cells,
    rowDefs: new Map([[0, { height: Math.max(36, heightOf(headers, widths)) }]]),
    dataValidations: validations.filter((validation) => validation !== undefined),
    freezePane: { rows: 1, columns: form.frozenColumns },
    autoFilter: { range: filterRange(form).join(':') },
    protection: PROTECTION,
    pageSetup: {
      paperSize: 'a3',
      orientation: 'landscape',
      printTitlesRow: '$1:$1',
      printTitlesColumn: `$A:$${columnLetters(form.frozenColumns - 1)}`,
    },
  };
}

const LOOKS: Readonly<Record<PageLook, CellStyle>> = {
  title: { font: { ...FONT, size: 16, bold: true } },
  heading: { font: { ...FONT, size: 12, bold: true } },
  header: {
    font: { ...FONT, bold: true },
    border: BORDER,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'BFBFBF' } },
  },
  text: { font: FONT },
};

/** Only the cells that say which column it is have the colour of the group, where there are more of them. */
const COLOURED_CELLS = 2;

function pageSheet(page: Page): WriteSheet {
  const { rows, widths } = page;
  const style = ({ look, group }: PageRow, index: number): CellStyle => ({
    ...LOOKS[look],
    ...(group !== undefined && index < COLOURED_CELLS ? fillOf(group) : {}),
    ...(look === 'text' && widths.length > 1 ? { border: BORDER } : {}),
    numFmt: '@',
    alignment: { vertical: 'center', wrapText: look === 'text' || look === 'header' },
  });
  const header = rows.findIndex(({ look }) => look === 'header');
  const cells = new Map(
    rows.flatMap((row, at) =>
      row.cells.map((value, index) => [`${at},${index}`, { value, style: style(row, index) }] as const),
    ),
  );
  const heights = rows.map(({ cells: texts, look }) =>
    look === 'text' ? heightOf(texts, widths) : look === 'title' ? 30 : 22,
  );
  return {
    name: page.name,
    columns: widths.map((width) => ({ width })),
    rows: rows.map(({ cells: texts }) => [...texts]),
    cells,
    rowDefs: new Map(heights.map((height, at) => [at, { height }])),
    ...(header < 0 ? {} : { freezePane: { rows: header + 1 } }),
    protection: PROTECTION,
    hidden: page.isHidden,
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      // What has no header of its own is short.
      fitToHeight: header < 0 ? 1 : 0,
      ...(header < 0 ? {} : { printTitlesRow: `$${header + 1}:$${header + 1}` }),
    },
  };
}

/**
 * Makes the style of each cell of the second row that of its column, and leaves that row out: the library writes
 * styles of cells only, and thousands of empty cells would make the file large and look like rows.
 */
function withColumnStyles(xml: string): string {
  const styles = new Map(
    [...xml.matchAll(/<c r="([A-Z]+)2" s="(\d+)"\/>/g)].map(([, letters, style]) => [letters, style]),
  );
  if (styles.size === 0) throw new Error('The second row of a form has no styles.');
  return xml
    .replace(/<col min="(\d+)"/g, (whole, number: string) => {
      const style = styles.get(columnLetters(Number(number) - 1));
      if (style === undefined) throw new Error(`Column ${number} of a form has no style.`);
      return `${whole} style="${style}"`;
    })
    .replace(/<row r="2"[^>]*>.*?<\/row>/s, '')
    .replace(/(<dimension ref="A1:[A-Z]+)2"/, '$11"');
}

/** The cells that a sheet is filtered by. */
const filterRange = ({ columns, rows }: Form): readonly [string, string] => [
  'A1',
  `${columnLetters(columns.length - 1)}${rows + 1}`,
];

/** Names the ranges of the filters, as Excel does itself: LibreOffice takes a filter without such a name away. */
function withFilterNames(xml: string, sheets: Template['sheets']): string {
  const names = sheets.map((sheet, index) => {
    if (sheet.kind === 'page') return '';
    const range = filterRange(sheet).map((cell) => cell.replace(/([A-Z]+)(\d+)/, '$$$1$$$2'));
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${sheet.name}'!${range.join(':')}</definedName>`;
  });
  return xml.replace('<definedNames>', `<definedNames>${names.join('')}`);
}

/** Notes as large as their texts: wide enough for a sentence, and twelve rows high. */
const withLargerNotes = (vml: string): string =>
  vml.replace(
    /<x:Anchor>(\d+),15,(\d+),2,\d+,31,\d+,4<\/x:Anchor>/g,
    (_, column: string, row: string) =>
      `<x:Anchor>${column},15,${row},2,${Number(column) + 3},31,${Number(row) + 12},4</x:Anchor>`,
  );

/**
 * The workbook of a template as an .xlsx file, piece by piece; the same template is the same bytes wherever zlib is of
 * the same version.
 */
export async function* templatePieces({
  title,
  on,
  sheets,
}: Template): AsyncGenerator<Uint8Array, void, undefined> {
  // hucre is an ES module only, and this file may be built as CommonJS.
  const { writeXlsx } = await import('hucre/xlsx');
  const choices =
    sheets.find(({ kind, ...sheet }) => kind === 'page' && (sheet as Page).isHidden)?.name ?? '';
  const day = new Date(`${on}T00:00:00Z`);
  const written = await writeXlsx({
    sheets: sheets.map((sheet) => (sheet.kind === 'form' ? formSheet(sheet, choices) : pageSheet(sheet))),
    properties: { title, creator: 'dixian', created: day, modified: day },
    defaultFont: FONT,
  });
  const forms = new Set(
    sheets.flatMap(({ kind }, index) => (kind === 'form' ? [`xl/worksheets/sheet${index + 1}.xml`] : [])),
  );
  const parts = [...unzippedTexts(written)].map(([path, text]) => {
    if (forms.has(path)) return { path, pieces: [withColumnStyles(text)] };
    if (path === 'xl/workbook.xml') return { path, pieces: [withFilterNames(text, sheets)] };
    return { path, pieces: [path.endsWith('.vml') ? withLargerNotes(text) : text] };
  });
  yield* zipped(parts);
}
