import { checksumOf } from './checksum.node.js';
import { type Archive, damaged, type Place, refusal, STRUCTURE } from './workbook-archive.node.js';
import {
  type CellFormat,
  changesTexts,
  formatOf,
  PLAIN_FORMAT,
  STRUCK_FORMAT,
} from './workbook-number-format.node.js';
import { mayHaveMarkedRuns } from './workbook-rich-text.node.js';

const STYLES: Place = { zh: '单元格格式', en: 'the formats of the cells' };
const TEXTS: Place = { zh: '单元格文字', en: 'the texts of the cells' };
const sheetPlace = (name: string): Place => ({ zh: `工作表“${name}”`, en: `the sheet "${name}"` });

/** A sheet with cells, as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The name of its part. */
  readonly part: string;
  readonly place: Place;
}

/** What a workbook says of itself. */
export interface WorkbookStructure {
  /** In the order of their tabs; charts are no sheets. */
  readonly sheets: readonly ListedSheet[];
  /** What days are counted from. */
  readonly epoch: 1900 | 1904;
  /** Of the styles, in the order in which cells name them. */
  readonly formats: readonly CellFormat[];
  /** The texts that cells name by number; undefined if they name none. */
  readonly texts: Uint8Array | undefined;
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** Gives the attributes of all elements of a name, whatever the prefix of their namespace. */
type ElementsOf = (xml: string, name: string) => readonly Attributes[];

/** The last word of the type of a relation is the same in strict and in transitional workbooks. */
const kindOf = ({ Type: type = '' }: Attributes): string => type.slice(type.lastIndexOf('/') + 1);

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

async function elementReader(): Promise<ElementsOf> {
  const { readXml } = await import('hucre/xml');
  return (xml, name) => {
    try {
      const { data } = readXml(xml, { rowTag: name, attrPrefix: '', stripNamespaces: true });
      return data.map((row) =>
        Object.fromEntries(Object.entries(row).map(([at, value]) => [localName(at), String(value ?? '')])),
      );
    } catch {
      // Not well-formed.
      throw damaged(STRUCTURE);
    }
  };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The name of a part that is given from a folder: `../media/a.png`, `/xl/workbook.xml`. */
function partName(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split(/[/\\]/))
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  return path.join('/');
}

/**
 * Reads what a workbook says of itself.
 * @throws DixianError if a part is missing or damaged, or there is no sheet with cells.
 */
export async function readStructure(archive: Archive): Promise<WorkbookStructure> {
  const elementsOf = await elementReader();
  const textOf = async (part: string, place: Place) => decoded(await archive.read(part, place));
  const relationsOf = async (part: string) => {
    const slash = part.lastIndexOf('/') + 1;
    const folder = part.slice(0, slash);
    const xml = await textOf(`${folder}_rels/${part.slice(slash)}.rels`, STRUCTURE);
    return elementsOf(xml, 'Relationship').map((relation) => ({
      kind: kindOf(relation),
      id: relation['Id'],
      part: partName(folder, relation['Target'] ?? ''),
    }));
  };
  const main = (await relationsOf('')).find(({ kind }) => kind === 'officeDocument')?.part;
  if (main === undefined) throw damaged(STRUCTURE);
  const workbook = await textOf(main, STRUCTURE);
  const relations = await relationsOf(main);
  const sheets = elementsOf(sectionOf(workbook, 'sheets'), 'sheet').flatMap(({ name = '', id, state }) => {
    const place = sheetPlace(name);
    const relation = relations.find((listed) => listed.id === id);
    if (relation === undefined) throw damaged(place);
    const hidden = (state || 'visible') !== 'visible';
    return relation.kind === 'worksheet' ? [{ name, hidden, part: relation.part, place }] : [];
  });
  if (sheets.length === 0) throw refusal('workbookWithoutSheets');
  const styles = relations.find(({ kind }) => kind === 'styles')?.part;
  const texts = relations.find(({ kind }) => kind === 'sharedStrings')?.part;
  const is1904 = elementsOf(workbook, 'workbookPr').some(({ date1904 }) => isTrue(date1904));
  return {
    sheets,
    epoch: is1904 ? 1904 : 1900,
    formats: styles === undefined ? [] : formatsIn(await textOf(styles, STYLES), elementsOf),
    texts: texts === undefined ? undefined : await archive.read(texts, TEXTS),
  };
}

const decoded = (part: Uint8Array): string => new TextDecoder().decode(part);

/** An element with all that stands inside of it, up to its end tag; '' if there is none. */
function sectionOf(xml: string, name: string): string {
  const begin = new RegExp(`<((?:[\\w.-]+:)?)${name}[\\s>]`).exec(xml);
  if (begin === null) return '';
  const end = xml.indexOf(`</${begin[1] ?? ''}${name}`, begin.index);
  return xml.slice(begin.index, end === -1 ? begin.index : end);
}

/** Conditional formats have elements of the same names: only those of the cells count. */
function formatsIn(styles: string, elementsOf: ElementsOf): readonly CellFormat[] {
  const codes = new Map(
    elementsOf(sectionOf(styles, 'numFmts'), 'numFmt').map(({ numFmtId, formatCode }) => [
      numFmtId,
      formatCode,
    ]),
  );
  const known = new Map<string, CellFormat>();
  const struck = struckFontsIn(styles);
  return elementsOf(sectionOf(styles, 'cellXfs'), 'xf').map(({ numFmtId = '', fontId = '0' }) => {
    if (struck.has(Number(fontId))) return STRUCK_FORMAT;
    const format = known.get(numFmtId) ?? formatOf(numFmtId, codes.get(numFmtId));
    known.set(numFmtId, format);
    return format;
  });
}

const FONT = /<(?:[\w.-]+:)?font[\s/>]/;
const STRUCK = /<(?:[\w.-]+:)?strike(?![^<>]*\sval\s*=\s*["'](?:0|false)["'])[\s/>]/;

/** The fonts that cross out, by their place. The reader of elements does not tell an empty one from none. */
function struckFontsIn(styles: string): ReadonlySet<number> {
  const [, ...fonts] = sectionOf(styles, 'fonts').split(FONT);
  return new Set(fonts.flatMap((font, at) => (STRUCK.test(font) ? [at] : [])));
}

/** How the formats of the cells are told. */
export interface PackedFormats {
  /** Whether styles have to be read to tell the format of a cell; if not, `dayFormat` is that of all days. */
  readonly needsStyles: boolean;
  readonly dayFormat: CellFormat;
  /** The format of a cell by the code that the package gives it; without a code it has the format of most cells. */
  readonly formatOfCode: (code: string | undefined) => CellFormat;
  /** Whether a format may change what a text says. */
  readonly mayChangeTexts: boolean;
}

/** A workbook of one sheet that says all about its cells, and nothing else. */
export interface PlainPackage {
  readonly file: Uint8Array;
  readonly formats: PackedFormats;
  /** Whether texts may have parts that are crossed out, or the marks of footnotes. */
  readonly hasMarkedRuns: boolean;
}

const DAY_KINDS: ReadonlySet<CellFormat['kind']> = new Set([
  'day',
  'month',
  'year',
  'moment',
  'time',
  'duration',
]);
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATION_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Formats that a workbook defines itself have numbers from here. */
const FIRST_OWN_FORMAT = 164;
/** The format of a day. */
const DAY_FORMAT = 14;

const relationXml = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATION_TYPES}/${kind}" Target="${target}"/>`;

/**
 * Packs one sheet for the library that reads cells. It would read pictures, charts, pivot tables and comments too, is
 * strict about the case of names, and has its own idea of which formats are days: so it gets the cells as they stand,
 * with formats that only number ours, and counts from 1904 for it, which is a straight line (from 1900 is not).
 * @param sheet the part of the sheet.
 * @param mayDoWithoutStyles whether days may be told from numbers only by what the library makes of them. Styles of
 * each cell take as much time and memory as the cells.
 */
export async function plainPackage(
  { formats, texts }: WorkbookStructure,
  sheet: Uint8Array,
  mayDoWithoutStyles: boolean,
): Promise<PlainPackage> {
  // That of cells that name no style.
  const usual = formats[0] ?? PLAIN_FORMAT;
  const others = [...new Set(formats)].filter((format) => format !== usual);
  const isOneDayFormat =
    usual === PLAIN_FORMAT && others.length <= 1 && others.every(({ kind }) => DAY_KINDS.has(kind));
  const needsStyles = !(mayDoWithoutStyles && isOneDayFormat);
  const numberOf = (format: CellFormat): number => {
    if (format === usual) return 0;
    return needsStyles ? FIRST_OWN_FORMAT + others.indexOf(format) : DAY_FORMAT;
  };
  // A code that no spreadsheet takes for a day.
  const codes = others.map((_, at) => `0.${'0'.repeat(at + 1)}`);
  const numbered = codes.map(
    (code, at) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + at}" formatCode="${code}"/>`,
  );
  const styles = formats.map((format) => `<xf numFmtId="${numberOf(format)}"/>`);
  const file = await stored({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relationXml('rId1', 'officeDocument', 'workbook.xml')}</Relationships>`,
    'workbook.xml':
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="1" r:id="rId1"/></sheets></workbook>',
    '_rels/workbook.xml.rels': `<Relationships>${relationXml('rId1', 'worksheet', 'sheet.xml')}${relationXml(
      'rId2',
      'styles',
      'styles.xml',
    )}${relationXml('rId3', 'sharedStrings', 'texts.xml')}</Relationships>`,
    'styles.xml': `<styleSheet><numFmts>${numbered.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    'texts.xml': texts ?? '<sst/>',
    'sheet.xml': sheet,
  });
  const formatsByCode = new Map(codes.map((code, at) => [code, others[at] ?? usual]));
  const dayFormat = others[0] ?? usual;
  return {
    file,
    formats: {
      needsStyles,
      dayFormat,
      formatOfCode: (code = '') => formatsByCode.get(code) ?? usual,
      mayChangeTexts: formats.some(changesTexts),
    },
    hasMarkedRuns: mayHaveMarkedRuns(sheet) || (texts !== undefined && mayHaveMarkedRuns(texts)),
  };
}

/** One character for each byte, so that bytes that are not looked at stay what they are. */
const characters = (part: Uint8Array): string =>
  Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');

/** A cell that has a place, and perhaps a style, and nothing in it. */
const BLANK_CELL = /<(?:[\w.-]+:)?c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?\/>/g;

/** The part of a sheet without blank cells: borders drawn down to the very last row leave a million of them. */
export const withoutBlankCells = (sheet: Uint8Array): Uint8Array =>
  Buffer.from(characters(sheet).replace(BLANK_CELL, ''), 'latin1');

async function stored(parts: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const { ZipWriter, Uint8ArrayReader, Uint8ArrayWriter } = await import('@zip.js/zip.js');
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    level: 0,
    useWebWorkers: false,
    dataDescriptor: false,
  });
  for (const [name, part] of Object.entries(parts)) {
    const bytes = typeof part === 'string' ? Buffer.from(DECLARATION + part) : part;
    // A part that comes with its checksum is passed on as it is.
    const known =
      checksumOf === undefined
        ? {}
        : {
            passThrough: true,
            compressionMethod: 0,
            uncompressedSize: bytes.length,
            crc32: checksumOf(bytes),
          };
    await writer.add(name, new Uint8ArrayReader(bytes), known);
  }
  return writer.close();
}
