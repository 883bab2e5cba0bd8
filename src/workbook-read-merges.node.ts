import type { MergedCells } from './tables/sheet.js';
import { placeOf } from './workbook-read-places.node.js';
import { attributeOf, readXml } from './workbook-read-xml.node.js';

/** Rows that have not begun by then are no longer looked for; then the whole sheet is read. */
const LONGEST_HEAD = 1_000_000;
const ROWS_BEGIN = /<([^\s<>/:]+:)?sheetData\s*>/;

/**
 * The cells of a sheet that are joined. They stand behind the rows, so the whole part is unpacked, and thereby checked.
 * @throws Malformed, or what the pieces throw.
 */
export async function readMerges(pieces: AsyncIterable<Uint8Array>): Promise<readonly MergedCells[]> {
  const merges: MergedCells[] = [];
  await readXml(withoutRows(pieces), {
    open: (name, attributes) => {
      if (name !== 'mergeCell') return;
      const [first = '', last = first] = (attributeOf(attributes, 'ref') ?? '').split(':');
      const [start, end] = [placeOf(first), placeOf(last)];
      merges.push({
        firstRow: start.row,
        lastRow: end.row,
        firstColumn: start.column,
        lastColumn: end.column,
      });
    },
  });
  return merges;
}

/** A sheet without its rows, which are nearly all of it: they are passed over, not read. */
async function* withoutRows(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let end: string | undefined;
  let isOver = false;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (isOver) {
      yield piece;
      continue;
    }
    const bytes: Buffer = Buffer.concat([rest, piece]);
    // One character for each byte, so that places in the text are places in the bytes.
    const text = bytes.toString('latin1');
    let at = 0;
    if (end === undefined) {
      const begin = ROWS_BEGIN.exec(text);
      if (begin !== null) {
        end = `</${begin[1] ?? ''}sheetData`;
        at = begin.index + begin[0].length;
        yield bytes.subarray(0, at);
      }
    }
    const found = end === undefined ? -1 : text.indexOf(end, at);
    isOver = found !== -1;
    if (isOver) yield bytes.subarray(found);
    else if (end === undefined && bytes.length > LONGEST_HEAD) {
      isOver = true;
      yield bytes;
    }
    // Before the rows everything is kept, for it is little; within them what may be the beginning of their end.
    else rest = end === undefined ? bytes : bytes.subarray(Math.max(at, bytes.length - end.length));
  }
  if (!isOver) yield rest;
}
