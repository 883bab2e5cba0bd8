import { createContext, runInContext } from 'node:vm';
import type { MemorySheet } from './memory-sheet.js';
import { MemorySheet as Sheet } from './memory-sheet.js';

/** A menu entry: what it says, and the function that it runs. */
export type MenuItem = readonly [title: string, functionName: string];

export interface GoogleOptions {
  readonly timeZone?: string;
  readonly names?: Readonly<Record<string, readonly [sheet: string, row: number, column: number]>>;
  /** How many columns and rows the grid has. */
  readonly grid?: { columns: number; rows: number };
  readonly isReadOnly?: boolean;
  /** No sheet can be added. */
  readonly isStructureProtected?: boolean;
}

/**
 * Apps Script: all files in one scope, blanks are '', days are Date objects of the time zone of the spreadsheet, and a
 * sheet ends where its grid ends.
 */
export class GoogleMock {
  readonly alerts: string[] = [];
  readonly menu: MenuItem[] = [];
  readonly sheets: MemorySheet[];
  readonly options: GoogleOptions;
  #active: MemorySheet;
  readonly #context: object;

  constructor(sheets: MemorySheet[], options: GoogleOptions = {}) {
    this.sheets = sheets;
    this.options = options;
    this.#active = sheets[0] as MemorySheet;
    this.#context = createContext(
      {
        SpreadsheetApp: { getActiveSpreadsheet: () => this.#spreadsheet(), getUi: () => this.#ui() },
        Utilities: { formatDate },
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
  }

  /** Runs the files in the order of their names, as the host does. */
  run(files: readonly { readonly name: string; readonly text: string }[]) {
    for (const { text } of [...files].sort((left, right) => (left.name < right.name ? -1 : 1)))
      runInContext(text, this.#context);
    return this.#context as Record<string, (...given: unknown[]) => unknown>;
  }

  /** A Date as the scripts of this host see it: of their own scope. */
  moment(iso: string): unknown {
    return runInContext(`new Date(${JSON.stringify(iso)})`, this.#context);
  }

  /** Runs an entry of the menu, by what it says. */
  choose(title: string): void {
    const [, name = ''] = this.menu.find(([text]) => text === title) ?? [];
    (this.#context as Record<string, () => void>)[name]?.();
  }

  #range(sheet: MemorySheet, row: number, column: number, rows: number, columns: number): object {
    const { grid = { columns: 26, rows: 1000 }, isReadOnly } = this.options;
    if (rows < 1 || columns < 1 || row + rows - 1 > grid.rows || column + columns - 1 > grid.columns)
      throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
    const places = Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (__, right) => [row + down - 1, column + right - 1] as const),
    );
    const range = {
      getValues: () => places.map((line) => line.map(([down, right]) => sheet.at(down, right) ?? '')),
      getNumberFormats: () => places.map((line) => line.map(([down, right]) => sheet.formatAt(down, right))),
      getFormulas: () => places.map((line) => line.map(([down, right]) => sheet.formulaAt(down, right))),
      getMergedRanges: () =>
        sheet.merges.map(([top, bottom, left, last]) =>
          this.#range(sheet, top, left + 1, bottom - top + 1, last - left + 1),
        ),
      getRow: () => row,
      getLastRow: () => row + rows - 1,
      getColumn: () => column,
      getLastColumn: () => column + columns - 1,
      setNumberFormat: (code: string) => {
        for (const [down, right] of places.flat()) sheet.formats.set(`${down},${right}`, code);
        return range;
      },
      setValues: (cells: readonly (readonly unknown[])[]) => {
        if (isReadOnly === true) throw new Error('You do not have permission.');
        if (cells.length !== rows || cells.some((line) => line.length !== columns))
          throw new Error('The number of rows or columns does not match the range.');
        sheet.writes.push(rows * columns);
        for (const [down, right] of places.flat())
          sheet.put(down, right, cells[down - row + 1]?.[right - column + 1]);
        return range;
      },
      clearContent: () => {
        for (const [down, right] of places.flat()) sheet.put(down, right, undefined);
        return range;
      },
    };
    return range;
  }

  #sheet(sheet: MemorySheet): object {
    const grid = this.options.grid ?? { columns: 26, rows: 1000 };
    return {
      getName: () => sheet.name,
      getRange: (row: number, column: number, rows: number, columns: number) =>
        this.#range(sheet, row, column, rows, columns),
      getLastRow: () => sheet.size().rows,
      getLastColumn: () => sheet.size().columns,
      getMaxRows: () => grid.rows,
      getMaxColumns: () => grid.columns,
      insertColumnsAfter: (_: number, count: number) => {
        grid.columns += count;
      },
      insertRowsAfter: (_: number, count: number) => {
        grid.rows += count;
      },
    };
  }

  #spreadsheet(): object {
    const { timeZone = 'Asia/Shanghai', names = {} } = this.options;
    const named = (name: string): MemorySheet | undefined => this.sheets.find((sheet) => sheet.name === name);
    return {
      getActiveSheet: () => this.#sheet(this.#active),
      getSheets: () => this.sheets.map((sheet) => this.#sheet(sheet)),
      getSheetByName: (name: string) => {
        const sheet = named(name);
        return sheet === undefined ? null : this.#sheet(sheet);
      },
      insertSheet: (name: string) => {
        if (this.options.isStructureProtected === true) throw new Error('You do not have permission.');
        const sheet = new Sheet(name);
        this.sheets.push(sheet);
        this.#active = sheet;
        return this.#sheet(sheet);
      },
      setActiveSheet: () => {
        this.#active = this.sheets[0] as MemorySheet;
      },
      getRangeByName: (name: string) => {
        const place = names[name];
        return place === undefined
          ? null
          : this.#range(named(place[0]) as MemorySheet, place[1], place[2], 1, 1);
      },
      getSpreadsheetTimeZone: () => timeZone,
    };
  }

  #ui(): object {
    const { menu } = this;
    const entry = {
      addItem: (title: string, functionName: string) => {
        menu.push([title, functionName]);
        return entry;
      },
      addToUi: () => {},
    };
    return {
      alert: (text: string) => {
        this.alerts.push(text);
      },
      createMenu: () => entry,
    };
  }
}

/** `Utilities.formatDate`, as far as the adapter uses it. */
function formatDate(date: { getTime(): number }, timeZone: string, format: string): string {
  if (format !== 'yyyy-MM-dd HH:mm:ss') throw new Error(`The mock does not know ${format}.`);
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(date.getTime());
  return parts.replace('T', ' ');
}
