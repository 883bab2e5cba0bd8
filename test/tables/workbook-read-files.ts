import { strToU8, type Zippable, zipSync } from 'fflate';
import type { SheetRow } from '../../src/tables/sheet.js';
import { DixianError, describeIssue, type Issue } from '../../src/values/issues.js';
import { openWorkbook } from '../../src/workbook-read.node.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** What a test says of a hand-made workbook; all else is as a spreadsheet program writes it. */
export interface Book {
  /** The inside of `worksheet`; one sheet for each. */
  readonly sheets?: readonly string[];
  /** The inside of `sst`. */
  readonly texts?: string;
  /** Format codes; a cell names them as style 1, 2, … */
  readonly formats?: readonly string[];
  readonly workbookAttributes?: string;
  /** Attributes of each sheet in the workbook. */
  readonly sheetAttributes?: readonly string[];
  /** Parts that stand in the place of the usual ones, or beside them; undefined leaves one out. */
  readonly parts?: Readonly<Record<string, string | undefined>>;
}

const xml = (text: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;

const attributeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function stylesPart(formats: readonly string[]): string {
  const codes = formats.map(
    (code, at) => `<numFmt numFmtId="${176 + at}" formatCode="${attributeText(code)}"/>`,
  );
  const styles = formats.map((_, at) => `<xf numFmtId="${176 + at}" applyNumberFormat="1"/>`);
  return xml(
    `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
      `<cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs>` +
      `<dxfs><dxf><numFmt numFmtId="176" formatCode="0%"/></dxf></dxfs></styleSheet>`,
  );
}

/** The parts of a workbook. */
function partsOf(book: Book): Record<string, string> {
  const sheets = book.sheets ?? ['<sheetData/>'];
  const places = sheets.map((_, at) => `xl/worksheets/sheet${at + 1}.xml`);
  const parts: Record<string, string | undefined> = {
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${book.workbookAttributes ?? ''}/><sheets>${places
        .map(
          (_, at) =>
            `<sheet sheetId="${at + 1}" ${book.sheetAttributes?.[at] ?? `name="表${at + 1}"`} r:id="rId${at + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}">${places
        .map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
        .join('')}${relation('rIdA', 'styles', 'styles.xml')}${
        book.texts === undefined ? '' : relation('rIdB', 'sharedStrings', 'sharedStrings.xml')
      }</Relationships>`,
    ),
    'xl/styles.xml': stylesPart(book.formats ?? []),
    ...(book.texts === undefined
      ? {}
      : { 'xl/sharedStrings.xml': xml(`<sst xmlns="${MAIN}">${book.texts}</sst>`) }),
    ...Object.fromEntries(
      places.map((place, at) => [
        place,
        xml(`<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${sheets[at]}</worksheet>`),
      ]),
    ),
    ...book.parts,
  };
  return Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined),
  );
}

export const zipOf = (parts: Readonly<Record<string, string | Uint8Array>>, level: 0 | 6 = 6): Uint8Array => {
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts))
    files[name] = [typeof part === 'string' ? strToU8(part) : part, { level }];
  return zipSync(files);
};

/** A hand-made workbook as a file. */
export const bookFile = (book: Book): Uint8Array => zipOf(partsOf(book));

/** The rows of a sheet as they stand. */
export async function rowsOf(file: Uint8Array, sheet = 0): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of (await openWorkbook(file))[sheet]?.rows() ?? []) rows.push(row);
  return rows;
}

/** All sheets with all rows: a file that can be read to its end. */
export async function everythingIn(file: Uint8Array) {
  const sheets = [];
  for (const { rows, ...sheet } of await openWorkbook(file)) {
    const all: SheetRow[] = [];
    for await (const row of rows()) all.push(row);
    sheets.push({ ...sheet, rows: all });
  }
  return sheets;
}

/** What was refused, or undefined if the file can be read to its end. Any other error is thrown on. */
export async function refusalOf(file: Uint8Array): Promise<Issue | undefined> {
  try {
    for (const { rows } of await openWorkbook(file)) for await (const _ of rows());
    return undefined;
  } catch (error) {
    if (!(error instanceof DixianError) || error.issues.length !== 1) throw error;
    return error.issues[0];
  }
}

export const inChinese = (found: Issue | undefined): string | undefined =>
  found === undefined ? undefined : describeIssue(found, 'zh-CN');
