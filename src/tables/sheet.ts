/** Cells that were joined into one: the text stands in the first, the others are blank. Both ends are included. */
export interface MergedCells {
  /** Rows as a person counts them, from 1. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Columns from 0. */
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** A row of a sheet. */
export interface SheetRow {
  /** As a person counts, from 1: title rows and header are rows too. */
  readonly row: number;
  /** The cells as text, as they would stand in comma-separated text; blank ones are ''. Rows may differ in length. */
  readonly cells: readonly string[];
}

/** A table of cells: a sheet of a workbook, or a file that has one table only. */
export interface Sheet {
  /** As it stands on its tab; '' for a file that has no names for its tables. */
  readonly name: string;
  readonly merges: readonly MergedCells[];
  /**
   * Whether a number of five digits in a column of days is a day as spreadsheets count them (45597 = 2024-11-01); not so
   * in a workbook that counts from 1904.
   */
  readonly serialDays: boolean;
  /** In their order, each once; rows without any text may be left out. Can be asked for again. */
  readonly rows: () => AsyncIterable<SheetRow>;
}
