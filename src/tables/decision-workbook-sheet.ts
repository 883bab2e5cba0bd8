/** How a cell of a workbook looks. What each comes to in colours and fonts is the writer's affair. */
export const WORKBOOK_STYLES = [
  'title',
  'heading',
  'header',
  'label',
  'text',
  'wrapped',
  'line',
  'place',
  'number',
  'share',
  'total',
  'totalNumber',
  'note',
] as const;
export type WorkbookStyle = (typeof WORKBOOK_STYLES)[number];

/** What an outcome is for whoever reads the colours. The words beside them say the same. */
export type WorkbookColour = 'takeIn' | 'lookAgain' | 'findOut' | 'settled' | 'undecided';

export interface WorkbookRow {
  /** Texts stay texts, whatever they look like; '' is a blank cell. */
  readonly values: readonly (string | number)[];
  /** One for each value. */
  readonly styles: readonly WorkbookStyle[];
  /** How many lines of text it has room for; 1 unless told. */
  readonly lines?: number;
  /** The columns that are joined into one, from 0, both included. */
  readonly joined?: { readonly from: number; readonly to: number };
}

export interface WorkbookSheet {
  readonly name: string;
  /** Of each column, in characters of a Latin letter's width; a Chinese one takes two. */
  readonly widths: readonly number[];
  /** Taken once. */
  readonly rows: Iterable<WorkbookRow> | AsyncIterable<WorkbookRow>;
  /** The first rows and columns stay in sight; the rows are printed on each page. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Whether the first row has buttons to filter by. */
  readonly hasFilter: boolean;
  /** Columns, from 0, whose cells are coloured by what they say, wherever they are sorted to. */
  readonly coloured: readonly {
    readonly column: number;
    readonly colours: Readonly<Record<string, WorkbookColour>>;
  }[];
  /** Where not all columns are printed, how many are: they have to fit the width of a page. */
  readonly printedColumns?: number;
  /** Other sheets count what passes through this one: its rows are taken before theirs. */
  readonly isTakenFirst: boolean;
}

/** The sheets of a workbook, in the order of their tabs. */
export interface WorkbookPlan {
  readonly title: string;
  /** YYYY-MM-DD: stands in the file as the day of its making, so that the same decisions are the same file. */
  readonly on: string;
  /** The program that made it, with its version. */
  readonly maker: string;
  readonly font: string;
  readonly sheets: readonly WorkbookSheet[];
}

/** A spreadsheet has so many rows; one of them is the header. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

/** Chinese signs, and the quotation marks and dashes that Chinese fonts make as wide. */
const isWide = (unit: number): boolean =>
  unit >= 0x2e80 || (unit >= 0x2014 && unit <= 0x2026) || (unit >= 0x1100 && unit < 0x2000);

/** How many Latin letters a text is wide. */
export function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += isWide(text.charCodeAt(at)) ? 2 : 1;
  return width;
}

/** A row is at most so high. Where its text is longer, the cell shows it when it is chosen. */
const MOST_LINES = 25;

/** How many lines texts take in columns of some width, words being broken anywhere; the longest of them. */
export function linesOf(
  texts: readonly (string | number)[],
  widths: readonly number[],
  styles: readonly WorkbookStyle[] = [],
): number {
  let most = 1;
  for (let index = 0; index < texts.length && most < MOST_LINES; index += 1) {
    if (styles[index] === 'line') continue;
    const text = texts[index];
    const width = (widths[index] ?? 8) - 1.5;
    // Even a text of wide characters fits into one line: most do.
    if (typeof text !== 'string' || (text.length * 2 <= width && !text.includes('\n'))) continue;
    let lines = 0;
    for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(widthOf(line) / width));
    most = Math.max(most, lines);
  }
  return Math.min(most, MOST_LINES);
}
