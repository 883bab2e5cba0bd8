/** What the places of the cells of a sheet say, before anything is read. */
export interface SheetExtent {
  /**
   * How many cells its rows reach over, each up to its last one: the library makes room for all of them before it
   * counts, and a far cell in every row would take all memory.
   */
  readonly cells: number;
  /** Whether its rows are in order and no place is there twice: of two cells the library keeps the last. */
  readonly isOrderly: boolean;
}

/** A cell with its place, as most programs write it. */
const USUAL = Buffer.from('<c r="');
const [TAG, TAG_END, SLASH, COLON, LETTER_C] = [0x3c, 0x3e, 0x2f, 0x3a, 0x63];
const [BLANK, NO_BREAK_SPACE] = [0x20, 0xa0];
const QUOTE = 0x22;
const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const LOWER_CASE = 0x20;
const [LETTER_A, LETTER_Z] = [0x61, 0x7a];
const MOST_LETTERS = 3;
/** Columns are numbers of the base 26; A and a are 1. */
const LETTERS = 26;
const COLUMNS_OF_LETTERS = 18_279;

const PLACE_OF_CELL = /^<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})([0-9]+)["']/;

/** Adds up the places of cells as they come. */
class Extent {
  private cells = 0;
  private isOrderly = true;
  private row = 0;
  private width = 0;
  /** By column, the row in which it was seen last, counted as they come. */
  private readonly seen = new Uint32Array(COLUMNS_OF_LETTERS);
  private rows = 1;

  add(column: number, row: number): void {
    if (row !== this.row) {
      if (row < this.row) this.isOrderly = false;
      this.cells += this.width;
      this.width = 0;
      this.row = row;
      this.rows += 1;
    }
    if (this.seen[column] === this.rows) this.isOrderly = false;
    this.seen[column] = this.rows;
    if (column > this.width) this.width = column;
  }

  result(): SheetExtent {
    return { cells: this.cells + this.width, isOrderly: this.isOrderly };
  }
}

/**
 * Looks at the places of all cells of a sheet; cells without a place are passed over. Goes from byte to byte: to make a
 * text of each of some millions of elements takes several times as long.
 */
export function extentOf(sheet: Uint8Array): SheetExtent {
  const bytes = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.length);
  const extent = new Extent();
  for (let at = 0; at < bytes.length; at += 1)
    if (bytes[at] === TAG && !addUsual(bytes, at, extent) && isCell(bytes, at)) addOther(bytes, at, extent);
  return extent.result();
}

/** Adds `<c r="AB12"`; false if that is not what stands there. */
function addUsual(bytes: Buffer, from: number, extent: Extent): boolean {
  for (let at = 1; at < USUAL.length; at += 1) if (bytes[from + at] !== USUAL[at]) return false;
  let at = from + USUAL.length;
  const letters = at;
  let column = 0;
  for (; at < letters + MOST_LETTERS; at += 1) {
    const letter = (bytes[at] as number) | LOWER_CASE;
    if (letter < LETTER_A || letter > LETTER_Z) break;
    column = column * LETTERS + letter - LETTER_A + 1;
  }
  const digits = at;
  let row = 0;
  for (; at < bytes.length; at += 1) {
    const digit = bytes[at] as number;
    if (digit < DIGIT_0 || digit > DIGIT_9) break;
    row = row * 10 + digit - DIGIT_0;
  }
  if (digits === letters || at === digits || bytes[at] !== QUOTE) return false;
  extent.add(column, row);
  return true;
}

/** Whether an element is a cell, perhaps with the prefix of its namespace. */
function isCell(bytes: Buffer, from: number): boolean {
  let at = from + 1;
  while (at < bytes.length && !isSpace(bytes[at] as number) && !isEnd(bytes[at] as number)) at += 1;
  const isName = bytes[at - 1] === LETTER_C && (at === from + 2 || bytes[at - 2] === COLON);
  return isName && at < bytes.length && isSpace(bytes[at] as number);
}

const isEnd = (byte: number): boolean => byte === TAG || byte === TAG_END || byte === SLASH;
const isSpace = (byte: number): boolean => byte <= BLANK || byte === NO_BREAK_SPACE;

function addOther(bytes: Buffer, from: number, extent: Extent): void {
  let end = from + 1;
  while (end < bytes.length && bytes[end] !== TAG && bytes[end] !== TAG_END) end += 1;
  const [, letters, digits] = PLACE_OF_CELL.exec(bytes.toString('latin1', from, end)) ?? [];
  if (letters !== undefined && digits !== undefined) extent.add(columnsUpTo(letters), Number(digits));
}

function columnsUpTo(letters: string): number {
  let column = 0;
  for (const letter of letters.toLowerCase()) column = column * LETTERS + letter.charCodeAt(0) - LETTER_A + 1;
  return column;
}
