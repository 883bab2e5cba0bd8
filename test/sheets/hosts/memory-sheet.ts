/** Cells that were joined: rows from 1, columns from 0, both ends included. */
export type Merge = readonly [firstRow: number, lastRow: number, firstColumn: number, lastColumn: number];

/** A formula in a cell of a mock, with what it shows; '' for nothing. */
export class Formula {
  readonly text: string;
  readonly shown: unknown;

  constructor(text: string, shown: unknown) {
    this.text = text;
    this.shown = shown;
  }
}

/** A sheet in memory, on which the mocks of the hosts stand. Rows and columns from 0. */
export class MemorySheet {
  readonly values = new Map<string, unknown>();
  readonly formats = new Map<string, string>();
  merges: readonly Merge[] = [];
  isProtected = false;
  /** Calls that wrote values, with how many cells each. */
  readonly writes: number[] = [];

  name: string;

  constructor(name: string, rows: readonly (readonly unknown[])[] = []) {
    this.name = name;
    rows.forEach((cells, row) => {
      cells.forEach((value, column) => {
        this.put(row, column, value);
      });
    });
  }

  /** `undefined`, `null` and '' empty a cell. */
  put(row: number, column: number, value: unknown): void {
    const key = `${row},${column}`;
    if (value === undefined || value === null || value === '') this.values.delete(key);
    else this.values.set(key, value);
  }

  /** What a cell shows: of a formula its value. */
  at(row: number, column: number): unknown {
    const held = this.values.get(`${row},${column}`);
    return held instanceof Formula ? held.shown : held;
  }

  /** The text of a formula; '' for any other cell. */
  formulaAt(row: number, column: number): string {
    const held = this.values.get(`${row},${column}`);
    return held instanceof Formula ? held.text : '';
  }

  formatAt(row: number, column: number): string {
    return this.formats.get(`${row},${column}`) ?? 'General';
  }

  /** How far something reaches; 0 and 0 for an empty sheet. */
  size(): { rows: number; columns: number } {
    const places = [...this.values.keys()].map((key) => key.split(',').map(Number) as [number, number]);
    return {
      rows: Math.max(0, ...places.map(([row]) => row + 1)),
      columns: Math.max(0, ...places.map(([, column]) => column + 1)),
    };
  }

  /** All cells as rows; blank ones as ''. */
  rows(): readonly (readonly unknown[])[] {
    const { rows, columns } = this.size();
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => this.at(row, column) ?? ''),
    );
  }
}

/** The list that the tests of all hosts decide: blanks, a zero, an error, a title row above the header. */
export const LIST_TITLE = ['示例县名单（虚构）'];
export const LIST_HEADER = ['户编号', '饮水是否安全', '人均收入', '出生日期'];
/** 2024-11-01 as spreadsheets count days. */
export const SERIAL_DAY = 45597;
export const ON = '2024-11-01';
