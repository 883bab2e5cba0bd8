import type { CellCheck } from '../../../tables/template.js';
import type { ColumnGroup } from '../../../tables/template-columns.js';

/** How a cell looks. */
export type CellLook =
  | 'title'
  | 'heading'
  | 'header'
  | 'required'
  | 'text'
  | 'plainText'
  | 'line'
  | 'day'
  | 'input';

/** A cell of a sheet that the workbook begins with. */
export interface BookCell {
  /** '' for a cell that is only coloured. */
  readonly text: string;
  readonly look: CellLook;
  readonly group?: ColumnGroup;
  /** A day is kept as such, YYYY-MM-DD, and not as a text. */
  readonly isDay?: boolean;
  /** Shown beside the cell. */
  readonly note?: string;
}

/** A row; its height in points. */
export interface BookRow {
  readonly cells: readonly BookCell[];
  readonly height: number;
}

/** What is checked while the rows below the header are filled in. */
export interface BookColumn {
  /** In characters of half width. */
  readonly width: number;
  /** Kept as it is typed, with leading zeros. */
  readonly isText: boolean;
  readonly title: string;
  readonly check?: CellCheck;
  readonly allowed: string;
  readonly isPrompted: boolean;
}

/** A button of the sheet, and the command of the module that it calls. */
export interface BookButton {
  readonly label: string;
  readonly command: string;
  /** In points, from the upper left corner of the sheet. */
  readonly left: number;
  readonly top: number;
}

/** A sheet of the workbook. */
export interface BookSheet {
  readonly name: string;
  readonly columns: readonly BookColumn[];
  readonly rows: readonly BookRow[];
  /** How many rows below are made ready to be filled in. */
  readonly formRows: number;
  readonly frozenColumns: number;
  readonly frozenRows: number;
  readonly isHidden: boolean;
  readonly buttons: readonly BookButton[];
}

/** A cell that formulas know by a name. */
export interface NamedCell {
  readonly name: string;
  readonly sheet: string;
  /** Both from 0. */
  readonly column: number;
  readonly row: number;
}

/** All sheets, in their order; the sheet of choices is where drop-downs find their lists. */
export interface Book {
  readonly title: string;
  readonly sheets: readonly BookSheet[];
  readonly names: readonly NamedCell[];
  readonly choicesSheet: string;
}
