import type { FileEntry } from '@zip.js/zip.js';
import type { WpsModule } from './wps-script.js';

const CONTENT_TYPES = '[Content_Types].xml';
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';
/** The part that holds the macros of WPS: XML in spite of its name. */
const PROJECT = 'xl/JDEData.bin';
const PROJECT_TYPE = 'http://www.wps.cn/officeDocument/2018/jdeExtension';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const WORKBOOK_WITH_MACROS = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';

/** 1980-01-01, the first day that the format knows: the same workbook is the same bytes. */
const FIRST_DAY = 33 << 16;

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#x0A;',
  '\r': '&#x0D;',
  '\t': '&#x09;',
};
const asXml = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (found) => NAMED[found] ?? found);

/** The macro project as WPS keeps it. */
export function projectText(modules: readonly WpsModule[]): string {
  const parts = modules.map(
    ({ name, text }, index) =>
      `<codemodule name="${asXml(name)}" id="${index + 1}"><window cursorpos="0" actived="${index === 0}" visible="true"/><codetext>${asXml(text)}</codetext></codemodule>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<document version="2.0"><name>Project</name><property desc="" lock="false" password=""/><activemodule>1</activemodule>${parts.join('')}<functionsdata/></document>`;
}

/** @throws Error where the text is not there once: the library that wrote the workbook writes it otherwise now. */
function replacedOnce(text: string, found: string, by: string): string {
  if (text.split(found).length !== 2) throw new Error(`The workbook has not one ${found}.`);
  return text.replace(found, () => by);
}

const withPart = (contentTypes: string): string =>
  replacedOnce(
    replacedOnce(contentTypes, WORKBOOK, WORKBOOK_WITH_MACROS),
    '</Types>',
    `<Override PartName="/${PROJECT}" ContentType="application/octet-stream"/></Types>`,
  );

const withRelationship = (relationships: string): string =>
  replacedOnce(
    relationships,
    '</Relationships>',
    `<Relationship Id="rIdDixianMacros" Type="${PROJECT_TYPE}" Target="JDEData.bin"/></Relationships>`,
  );

/** Results are written beside the households, and a protected sheet takes none; it has no password anyway. */
const withoutProtection = (sheet: string): string => sheet.replace(/<sheetProtection\b[^>]*\/>/, '');

/**
 * A workbook of WPS with macros inside (.xlsm, experimental), made of one without; all else stays as it is.
 * @param xlsx a workbook that hucre wrote.
 * @param openSheets the sheets that results are written to, by their place in the workbook, from 1; their protection is
 *   taken away.
 * @throws Error if the workbook is not of the form that hucre writes, or holds macros already.
 */
export async function wpsWorkbook(
  xlsx: Uint8Array,
  modules: readonly WpsModule[],
  openSheets: readonly number[],
): Promise<Uint8Array> {
  const { TextReader, TextWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } = await import(
    '@zip.js/zip.js'
  );
  const reader = new ZipReader(new Uint8ArrayReader(xlsx), { useWebWorkers: false });
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  if (entries.some(({ filename }) => filename === PROJECT))
    throw new Error('The workbook has macros already.');
  const changes = new Map<string, (text: string) => string>([
    [CONTENT_TYPES, withPart],
    [RELATIONSHIPS, withRelationship],
    ...openSheets.map((place) => [`xl/worksheets/sheet${place}.xml`, withoutProtection] as const),
  ]);
  const missing = [...changes.keys()].filter((path) => !entries.some(({ filename }) => filename === path));
  if (missing.length > 0) throw new Error(`The workbook has no ${missing.join(', ')}.`);
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    rawLastModDate: FIRST_DAY,
    dataDescriptor: false,
  });
  for (const entry of entries) {
    const change = changes.get(entry.filename);
    await writer.add(
      entry.filename,
      change === undefined
        ? new Uint8ArrayReader(await entry.getData(new Uint8ArrayWriter()))
        : new TextReader(change(await entry.getData(new TextWriter()))),
    );
  }
  await writer.add(PROJECT, new TextReader(projectText(modules)));
  await reader.close();
  return writer.close();
}
