import type { Archive } from './workbook-read-archive.node.js';
import { type Epoch, unescaped } from './workbook-read-cells.node.js';
import { type CellFormat, numberedFormat, readFormat } from './workbook-read-formats.node.js';
import { Malformed } from './workbook-read-problems.node.js';
import { StringText } from './workbook-read-strings.node.js';
import { attributeOf, readXml } from './workbook-read-xml.node.js';

/** A part of an archive that another part points to. */
interface Relation {
  /** The last word of its type, which is the same in strict and in transitional workbooks. */
  readonly kind: string;
  /** Its name in the archive. */
  readonly target: string;
}

/** A sheet as the workbook lists it. */
interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The name of its relation. */
  readonly relation: string;
}

/** What the main part of a workbook says. */
interface WorkbookPart {
  readonly sheets: readonly ListedSheet[];
  readonly epoch: Epoch;
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The name of a part that is given from a folder: `../media/a.png`, `/xl/workbook.xml`. */
function partName(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/'))
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  return path.join('/');
}

/** What a part points to, by the names that it uses for that; '' is the archive itself. */
export async function readRelations(archive: Archive, part: string): Promise<ReadonlyMap<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations = new Map<string, Relation>();
  await readXml(archive.pieces(`${folder}_rels/${part.slice(slash)}.rels`), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const type = attributeOf(attributes, 'Type') ?? '';
      relations.set(attributeOf(attributes, 'Id') ?? '', {
        kind: type.slice(type.lastIndexOf('/') + 1),
        target: partName(folder, attributeOf(attributes, 'Target') ?? ''),
      });
    },
  });
  return relations;
}

/** Reads the main part: its sheets in the order of their tabs, and what it counts days from. */
export async function readWorkbookPart(archive: Archive, part: string): Promise<WorkbookPart> {
  const sheets: ListedSheet[] = [];
  let epoch: Epoch = 1900;
  await readXml(archive.pieces(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && isTrue(attributeOf(attributes, 'date1904'))) epoch = 1904;
      if (name !== 'sheet') return;
      const relation = attributeOf(attributes, 'id');
      if (relation === undefined) throw new Malformed('sheet without a part');
      sheets.push({
        name: unescaped(attributeOf(attributes, 'name') ?? ''),
        hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
        relation,
      });
    },
  });
  return { sheets, epoch };
}

/** Reads the formats of the cells, in the order in which cells name them. */
export async function readFormats(archive: Archive, part: string): Promise<readonly CellFormat[]> {
  const formats: CellFormat[] = [];
  const given = new Map<string, CellFormat>();
  let isOfCells = false;
  await readXml(archive.pieces(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const format = readFormat(attributeOf(attributes, 'formatCode') ?? '');
        given.set(attributeOf(attributes, 'numFmtId') ?? '', format);
      } else if (name === 'cellXfs') isOfCells = true;
      else if (name === 'xf' && isOfCells) {
        const number = attributeOf(attributes, 'numFmtId') ?? '';
        formats.push(given.get(number) ?? numberedFormat(number));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return formats;
}

/** Reads the texts that cells name by number. */
export async function readSharedTexts(archive: Archive, part: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const text = new StringText();
  await readXml(archive.pieces(part), {
    open: text.open,
    text: text.text,
    close: (name) => {
      if (name === 'si') texts.push(text.take());
      else text.close(name);
    },
  });
  return texts;
}
