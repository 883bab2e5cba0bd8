/** What a cell of Google Sheets holds; a blank is ''. */
export type GoogleValue = string | number | boolean | GoogleDate | null | undefined;

/** A day or a moment, as far as it is used here. */
export interface GoogleDate {
  getTime(): number;
}

/** Cells of a sheet, as far as they are used here; rows and columns from 1. */
export interface GoogleRange {
  getValues(): GoogleValue[][];
  getNumberFormats(): string[][];
  /** '' for a cell without one. */
  getFormulas(): string[][];
  getMergedRanges(): GoogleRange[];
  getRow(): number;
  getLastRow(): number;
  getColumn(): number;
  getLastColumn(): number;
  setNumberFormat(code: string): GoogleRange;
  setValues(cells: string[][]): GoogleRange;
  clearContent(): GoogleRange;
}

export interface GoogleSheet {
  getName(): string;
  getRange(row: number, column: number, rows: number, columns: number): GoogleRange;
  getLastRow(): number;
  getLastColumn(): number;
  getMaxRows(): number;
  getMaxColumns(): number;
  insertColumnsAfter(column: number, count: number): void;
  insertRowsAfter(row: number, count: number): void;
}

export interface GoogleSpreadsheet {
  getActiveSheet(): GoogleSheet;
  getSheets(): GoogleSheet[];
  getSheetByName(name: string): GoogleSheet | null;
  insertSheet(name: string): GoogleSheet;
  setActiveSheet(sheet: GoogleSheet): void;
  getRangeByName(name: string): GoogleRange | null;
  getSpreadsheetTimeZone(): string;
}

export interface GoogleUi {
  alert(text: string): void;
  createMenu(title: string): GoogleMenu;
}

export interface GoogleMenu {
  addItem(title: string, functionName: string): GoogleMenu;
  addToUi(): void;
}

export interface GoogleApps {
  getActiveSpreadsheet(): GoogleSpreadsheet;
  getUi(): GoogleUi;
}

/** Writes a moment as the clocks of a time zone show it. */
export interface GoogleUtilities {
  formatDate(date: GoogleDate, timeZone: string, format: string): string;
}
