import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { MemorySheet } from './memory-sheet.js';

/** A call takes and gives so much at most. */
const MOST_CELLS = 40_000;
const MOST_BYTES = 5_000_000;

export interface OfficeOptions {
  readonly names?: Readonly<Record<string, readonly [sheet: string, row: number, column: number]>>;
  /** Names that stand for no cells. */
  readonly constants?: readonly string[];
  /** No sheet can be added. */
  readonly isStructureProtected?: boolean;
  /** What the cells show. */
  readonly shown?: Readonly<Record<string, string>>;
}

/** Office Scripts: blanks are '', days serial numbers with their formats, errors texts, nothing known of 1904 but how it looks. */
export class OfficeMock {
  readonly logs: string[] = [];
  readonly sheets: MemorySheet[];
  readonly options: OfficeOptions;
  active: MemorySheet;

  constructor(sheets: MemorySheet[], options: OfficeOptions = {}) {
    this.sheets = sheets;
    this.options = options;
    this.active = sheets[0] as MemorySheet;
  }

  range(sheet: MemorySheet, row: number, column: number, rows: number, columns: number): object {
    if (rows < 1 || columns < 1) throw new Error('InvalidArgument');
    const places = Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (__, right) => [row + down, column + right] as const),
    );
    const limited = <Value>(cells: Value): Value => {
      const size = new TextEncoder().encode(JSON.stringify(cells)).length;
      if (rows * columns > MOST_CELLS || size > MOST_BYTES)
        throw new Error('RequestPayloadSizeLimitExceeded');
      return cells;
    };
    const merged = sheet.merges.filter(
      ([top, bottom, left, last]) =>
        top > row && bottom <= row + rows && left >= column && last < column + columns,
    );
    return {
      getValues: () =>
        limited(places.map((line) => line.map(([down, right]) => sheet.at(down, right) ?? ''))),
      getNumberFormats: () => places.map((line) => line.map(([down, right]) => sheet.formatAt(down, right))),
      getFormulas: () =>
        limited(
          places.map((line) =>
            line.map(([down, right]) => sheet.formulaAt(down, right) || (sheet.at(down, right) ?? '')),
          ),
        ),
      getTexts: () =>
        places.map((line) =>
          line.map(
            ([down, right]) =>
              this.options.shown?.[`${down},${right}`] ?? String(sheet.at(down, right) ?? ''),
          ),
        ),
      getMergedAreas: () =>
        merged.length === 0
          ? undefined
          : {
              getAreas: () =>
                merged.map(([top, bottom, left, last]) =>
                  this.range(sheet, top - 1, left, bottom - top + 1, last - left + 1),
                ),
            },
      getRowIndex: () => row,
      getColumnIndex: () => column,
      getRowCount: () => rows,
      getColumnCount: () => columns,
      setNumberFormat: (code: string) => {
        for (const [down, right] of places.flat()) sheet.formats.set(`${down},${right}`, code);
      },
      setValues: (cells: readonly (readonly unknown[])[]) => {
        limited(cells);
        if (cells.length !== rows || cells.some((line) => line.length !== columns))
          throw new Error('InvalidArgument');
        sheet.writes.push(rows * columns);
        for (const [down, right] of places.flat())
          sheet.put(down, right, cells[down - row]?.[right - column]);
      },
      clear: (what: string) => {
        if (what !== 'Contents') throw new Error('Only contents are cleared.');
        for (const [down, right] of places.flat()) sheet.put(down, right, undefined);
      },
    };
  }

  #sheet(sheet: MemorySheet): object {
    return {
      getUsedRange: () => {
        const { rows, columns } = sheet.size();
        return rows === 0 ? undefined : this.range(sheet, 0, 0, rows, columns);
      },
      getRangeByIndexes: (row: number, column: number, rows: number, columns: number) =>
        this.range(sheet, row, column, rows, columns),
      getName: () => sheet.name,
      getProtection: () => ({ getProtected: () => sheet.isProtected }),
      activate: () => {
        this.active = sheet;
      },
    };
  }

  get workbook(): object {
    const named = (name: string): MemorySheet | undefined => this.sheets.find((sheet) => sheet.name === name);
    return {
      getActiveWorksheet: () => this.#sheet(this.active),
      getWorksheets: () => this.sheets.map((sheet) => this.#sheet(sheet)),
      getWorksheet: (name: string) => {
        const sheet = named(name);
        return sheet === undefined ? undefined : this.#sheet(sheet);
      },
      addWorksheet: (name: string) => {
        if (this.options.isStructureProtected === true) throw new Error('AccessDenied');
        const sheet = new MemorySheet(name);
        this.sheets.push(sheet);
        return this.#sheet(sheet);
      },
      getNamedItem: (name: string) => {
        if (this.options.constants?.includes(name) === true)
          return {
            getRange: () => {
              throw new Error('ItemNotFound');
            },
          };
        const place = this.options.names?.[name];
        if (place === undefined) return undefined;
        return { getRange: () => this.range(named(place[0]) as MemorySheet, place[1], place[2], 1, 1) };
      },
    };
  }

  /** Runs a script (TypeScript) and gives what its scope holds. */
  open(script: string): { main(workbook: object, day?: string): string; readonly [name: string]: unknown } {
    const { outputText } = ts.transpileModule(`${script}\nthis.main = main; this.Dixian = Dixian;`, {
      compilerOptions: { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.ESNext, alwaysStrict: false },
    });
    const context = createContext(
      {
        ExcelScript: { ClearApplyTo: { contents: 'Contents' } },
        console: {
          log: (text: string) => {
            this.logs.push(text);
          },
        },
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    runInContext(outputText, context);
    return context as { main(workbook: object, day?: string): string };
  }
}
