/** What a cell of WPS may hold: a blank is undefined or null, an error may be a number or an object. */
export type WpsValue = string | number | boolean | null | undefined | object;

/** Cells of a sheet in WPS, as far as they are used here. Of cells that differ a property is null. */
export interface WpsRange {
  readonly Row: number;
  readonly Column: number;
  readonly Rows: { readonly Count: number };
  readonly Columns: { readonly Count: number };
  readonly Cells: { Item(row: number, column: number): WpsRange };
  /** Rows of cells; of a single cell the value itself or one row of one. */
  Value2: WpsValue;
  /** As `Value2`, formulas as texts that begin with `=`; not known to every version. */
  readonly Formula?: WpsValue;
  /** Not known to every version either. */
  readonly HasFormula?: boolean | null;
  NumberFormat: string | null | undefined;
  readonly MergeCells: boolean | null | undefined;
  readonly MergeArea: WpsRange;
  /** Not told by every version. */
  readonly Worksheet?: WpsSheet | null;
  ClearContents(): void;
}

export interface WpsSheet {
  Name: string;
  readonly UsedRange: WpsRange;
  readonly ProtectContents?: boolean;
  Range(address: string): WpsRange;
  Activate(): void;
}

export interface WpsSheets {
  readonly Count: number;
  Item(index: number): WpsSheet;
  Add(before: undefined, after: WpsSheet): WpsSheet;
}

export interface WpsNames {
  readonly Count: number;
  Item(index: number): { readonly Name: string; readonly RefersToRange: WpsRange };
}

export interface WpsWorkbook {
  readonly Date1904?: boolean;
  readonly Sheets: WpsSheets;
  readonly Names?: WpsNames;
}

/** The program; the sheets of its active workbook are its own too. */
export interface WpsApplication extends WpsWorkbook {
  /** None where no workbook is open. */
  readonly ActiveSheet: WpsSheet | null | undefined;
  /** Not there in every program of the family. */
  readonly ActiveWorkbook?: WpsWorkbook | null;
}
