/** The part of the Office Scripts host that the adapter uses, as its documentation describes it. */
declare namespace ExcelScript {
  enum ClearApplyTo {
    contents = 'Contents',
  }

  interface Range {
    getValues(): (string | number | boolean)[][];
    getNumberFormats(): string[][];
    /** Formulas begin with `=`; of other cells their values. */
    getFormulas(): (string | number | boolean)[][];
    /** What the cells show. */
    getTexts(): string[][];
    /** None where nothing is merged. */
    getMergedAreas(): RangeAreas | undefined;
    getRowIndex(): number;
    getColumnIndex(): number;
    getRowCount(): number;
    getColumnCount(): number;
    setNumberFormat(code: string): void;
    setValues(values: (string | number | boolean)[][]): void;
    clear(what: ClearApplyTo): void;
  }

  interface RangeAreas {
    getAreas(): Range[];
  }

  interface WorksheetProtection {
    getProtected(): boolean;
  }

  interface Worksheet {
    getName(): string;
    /** None where the sheet is empty. */
    getUsedRange(valuesOnly?: boolean): Range | undefined;
    /** Rows and columns from 0. */
    getRangeByIndexes(row: number, column: number, rows: number, columns: number): Range;
    getProtection(): WorksheetProtection;
    activate(): void;
  }

  interface NamedItem {
    getRange(): Range;
  }

  interface Workbook {
    getActiveWorksheet(): Worksheet;
    getWorksheets(): Worksheet[];
    getWorksheet(name: string): Worksheet | undefined;
    addWorksheet(name: string): Worksheet;
    getNamedItem(name: string): NamedItem | undefined;
  }
}
