import { columnLetters } from './tables/column-letters.js';
import type { WorkbookRow, WorkbookStyle } from './tables/decision-workbook-sheet.js';

/** A cell holds no longer text. */
const LONGEST_TEXT = 32_767;

/** Of texts that stand in many cells, so many are kept once for all cells. What is above stands in its cell. */
const MOST_SHARED = 65_536;
/** Rows are handed on when they are so long. */
const PIECE = 65_536;
/** In points, for letters of 11 points in whatever font there is. */
const LINE_HEIGHT = 16;
const ROW_MARGIN = 2;

/** Signs that XML cannot hold, or that a spreadsheet would read as a sign by its number (_x0041_ is A). */
const UNUSUAL = /[&<>\p{Cc}\p{Cs}\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;

function escaped(sign: string): string {
  if (sign === '&') return '&amp;';
  if (sign === '<') return '&lt;';
  if (sign === '>') return '&gt;';
  if (sign === '\t' || sign === '\n') return sign;
  if (sign === '_') return '_x005F_';
  // The replacement character shows that something stood here. (The control characters from 0x7f on are allowed.)
  return sign >= '\u007f' && sign <= '\u009f' ? sign : '\ufffd';
}

/** A text as XML. A line break is a line feed; what XML cannot hold is replaced by a sign that is seen. */
const asXml = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNUSUAL, escaped);

/** The longest beginning of a text with a mark behind it that fits into a cell. No sign of two units is cut in two. */
function cut(text: string, mark: string): string {
  let end = LONGEST_TEXT - mark.length;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return text.slice(0, end) + mark;
}

const textElement = (xml: string): string =>
  /^\s|\s$|[\n\t]/.test(xml) ? `<t xml:space="preserve">${xml}</t>` : `<t>${xml}</t>`;

/** The texts that many cells share, by their place in the table of the workbook. */
export class SharedTexts {
  private readonly places = new Map<string, number>();
  private used = 0;

  /** @returns undefined if the table is full: then the text stands in its cell. */
  placeOf(text: string): number | undefined {
    const known = this.places.get(text);
    if (known === undefined && this.places.size >= MOST_SHARED) return undefined;
    const place = known ?? this.places.size;
    if (known === undefined) this.places.set(text, place);
    this.used += 1;
    return place;
  }

  *xml(): Generator<string, void, undefined> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.used}" uniqueCount="${this.places.size}">`;
    let piece = '';
    for (const text of this.places.keys()) {
      piece += `<si>${textElement(asXml(text))}</si>`;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}</sst>`;
  }
}

/** The rows of a sheet as XML; what else of a sheet depends on them. */
export class RowsAsXml {
  rows = 0;
  private columns = 0;
  private readonly joined: string[] = [];
  private readonly letters: string[] = [];

  private readonly numbersOfStyles: Readonly<Record<WorkbookStyle, number>>;
  private readonly shared: SharedTexts;
  private readonly cutMark: string;

  constructor(
    numbersOfStyles: Readonly<Record<WorkbookStyle, number>>,
    shared: SharedTexts,
    cutMark: string,
  ) {
    this.numbersOfStyles = numbersOfStyles;
    this.shared = shared;
    this.cutMark = cutMark;
  }

  async *pieces(
    rows: Iterable<WorkbookRow> | AsyncIterable<WorkbookRow>,
  ): AsyncGenerator<string, void, undefined> {
    let piece = '<sheetData>';
    for await (const row of rows) {
      piece += this.row(row);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}</sheetData>`;
  }

  /** All cells that were written, or those of the first columns; `$` stands before each part of the place. */
  range(sign: '' | '$' = '', columns: number = this.columns): string {
    const last = columnLetters(Math.max(Math.min(columns, this.columns) - 1, 0));
    return `${sign}A${sign}1:${sign}${last}${sign}${Math.max(this.rows, 1)}`;
  }

  /** Stands at the end of the sheet: numbers of households are texts on purpose, and need no warning on every cell. */
  atEnd(): string {
    return `<ignoredErrors><ignoredError sqref="${this.range()}" numberStoredAsText="1"/></ignoredErrors>`;
  }

  /** Stands behind the rows: the filter over all of them, the cells that are joined. */
  after(hasFilter: boolean): string {
    const filter = hasFilter ? `<autoFilter ref="${this.range()}"/>` : '';
    const merges =
      this.joined.length === 0
        ? ''
        : `<mergeCells count="${this.joined.length}">${this.joined.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    return filter + merges;
  }

  private row({ values, styles, lines = 1, joined }: WorkbookRow): string {
    this.rows += 1;
    this.columns = Math.max(this.columns, values.length);
    if (joined !== undefined)
      this.joined.push(`${columnLetters(joined.from)}${this.rows}:${columnLetters(joined.to)}${this.rows}`);
    let xml = `<row r="${this.rows}"${lines > 1 ? ` ht="${lines * LINE_HEIGHT + ROW_MARGIN}" customHeight="1"` : ''}>`;
    for (let column = 0; column < values.length; column += 1) {
      this.letters[column] ??= columnLetters(column);
      xml += this.cell(`${this.letters[column]}${this.rows}`, values[column] ?? '', styles[column] ?? 'text');
    }
    return `${xml}</row>`;
  }

  private cell(place: string, value: string | number, style: WorkbookStyle): string {
    const head = `<c r="${place}" s="${this.numbersOfStyles[style]}"`;
    if (value === '') return `${head}/>`;
    if (typeof value === 'number') return `${head}><v>${value}</v></c>`;
    const text = value.length > LONGEST_TEXT ? cut(value, this.cutMark) : value;
    const shared = this.shared.placeOf(text);
    // A text is a text here, and never a formula, whatever it begins with.
    return shared === undefined
      ? `${head} t="inlineStr"><is>${textElement(asXml(text))}</is></c>`
      : `${head} t="s"><v>${shared}</v></c>`;
  }
}
