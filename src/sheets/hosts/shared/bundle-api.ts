/** A cell as the bundle takes it; null is a blank, which is never a zero. Failed formulas are their text, `#N/A`. */
export type SheetCell = string | number | boolean | null;

/** What a table is decided with. */
export interface BundleOptions {
  /** The day of assessment as a number, 20241101. */
  on: number;
  /** Whether a number of five digits in a column of days is a day as spreadsheets count them. */
  serialDays: boolean;
  /** Merged cells: first row, last row (from 1), first column, last column (from 0). */
  merges: number[][];
  /** The name of the sheet, which may say in what unit its amounts are; '' where the host does not tell. */
  name: string;
}

/** The answer for a table. */
export interface BundleTable {
  header: string[];
  /** One for every row of the grid below the header; of a row that is no household all cells are ''. */
  rows: string[][];
  /** The last row of the header, as a person counts, from 1; 0 where none was found. */
  headerRow: number;
  messages: string[];
}

/** Which rules are in the bundle. */
export interface BundleVersions {
  engine: string;
  policy: string;
  region: string;
  regionName: string;
  /** Days as numbers, 20241101; 99991231 where there is no end. */
  validFrom: number;
  validTo: number;
  /** Names of tables that would stand in sheets of their own, which are not read: members, lists of incomes. */
  lists?: string[];
}

/** The public functions of a bundle: plain values only, nothing thrown on what is in a sheet. */
export interface DixianBundle {
  decideTable(grid: SheetCell[][], options: BundleOptions): BundleTable;
  /** `header`: the rows of the header. */
  explainRow(row: SheetCell[], header: SheetCell[][], options: BundleOptions): string;
  /** Empty: passed. */
  selfTest(): string[];
  versions(): BundleVersions;
}
