import { createContext, runInContext } from 'node:vm';
import { MemorySheet } from './memory-sheet.js';

const columnIn = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

function areaOf(address: string): Area {
  const [, left = '', top, right, bottom] = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(address) ?? [];
  const [row, column] = [Number(top) - 1, columnIn(left)];
  return {
    row,
    column,
    rows: (bottom === undefined ? row + 1 : Number(bottom)) - row,
    columns: (right === undefined ? column : columnIn(right)) - column + 1,
  };
}

/** A list as the program hands it over: with indices and a length, and without the methods of an array. */
const hostList = (values: readonly unknown[]): unknown =>
  Object.assign(Object.create(null), { ...values, length: values.length });

export interface WpsOptions {
  /** What a single cell is: some versions give the value, some rows of one. */
  readonly singleCell?: 'value' | 'rows';
  /** Lists without the methods of arrays. */
  readonly hasHostLists?: boolean;
  /** An older program that knows neither formats nor merged cells. */
  readonly isBare?: boolean;
  readonly date1904?: boolean;
  /** Whether the program tells its active workbook; one that does not has the sheets itself, and no names. */
  readonly hasWorkbook?: boolean;
  /** No workbook is open: there is no active sheet, or it is an error to ask for it. */
  readonly noSheet?: 'none' | 'error';
  /** Sheets can be neither added nor named. */
  readonly isStructureProtected?: boolean;
  readonly names?: Readonly<Record<string, readonly [sheet: string, address: string]>>;
}

/** A workbook of WPS: blanks are undefined, errors are numbers, days are serial numbers, properties of cells that differ null. */
export class WpsMock {
  readonly dialogs: string[] = [];
  readonly logs: string[] = [];
  readonly sheets: MemorySheet[];
  readonly options: WpsOptions;
  #active: MemorySheet;

  constructor(sheets: MemorySheet[], options: WpsOptions = {}) {
    this.sheets = sheets;
    this.options = options;
    this.#active = sheets[0] as MemorySheet;
  }

  range(sheet: MemorySheet, { row, column, rows, columns }: Area): object {
    const { options } = this;
    const places = Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (_, right) => [row + down, column + right] as const),
    );
    const isSame = <Value>(of: (row: number, column: number) => Value): Value | null => {
      const [first, ...others] = new Set(places.flat().map(([down, right]) => of(down, right)));
      return others.length === 0 ? (first as Value) : null;
    };
    const mergeOver = (down: number, right: number) =>
      sheet.merges.find(
        ([top, bottom, left, last]) => down >= top - 1 && down < bottom && right >= left && right <= last,
      );
    const range = (area: Area): object => this.range(sheet, area);
    return {
      Row: row + 1,
      Column: column + 1,
      Rows: { Count: rows },
      Columns: { Count: columns },
      Cells: {
        Item: (down: number, right: number) =>
          range({ row: row + down - 1, column: column + right - 1, rows: 1, columns: 1 }),
      },
      get Value2(): unknown {
        const values = places.map((line) => line.map(([down, right]) => sheet.at(down, right)));
        if (rows * columns === 1 && options.singleCell !== 'rows') return values[0]?.[0];
        return options.hasHostLists === true ? hostList(values.map(hostList)) : values;
      },
      set Value2(values: readonly (readonly unknown[])[]) {
        sheet.writes.push(rows * columns);
        if (values.length !== rows || values.some((line) => line.length !== columns))
          throw new Error('The cells do not fit the range.');
        for (const line of places)
          for (const [down, right] of line) {
            const value = values[down - row]?.[right - column];
            // A text that looks like a number or a formula becomes one, unless the cell is text.
            const isText = sheet.formatAt(down, right) === '@';
            const looksLikeMore = typeof value === 'string' && /^(=|\d+(\.\d+)?(e\d+)?$)/i.test(value);
            sheet.put(down, right, looksLikeMore && !isText ? Number(value) : value);
          }
      },
      get HasFormula(): boolean | null | undefined {
        return options.isBare === true
          ? undefined
          : isSame((down, right) => sheet.formulaAt(down, right) !== '');
      },
      get Formula(): unknown {
        if (options.isBare === true) return undefined;
        const texts = places.map((line) =>
          line.map(([down, right]) => sheet.formulaAt(down, right) || String(sheet.at(down, right) ?? '')),
        );
        if (rows * columns === 1 && options.singleCell !== 'rows') return texts[0]?.[0];
        return options.hasHostLists === true ? hostList(texts.map(hostList)) : texts;
      },
      get NumberFormat(): string | null | undefined {
        return options.isBare === true ? undefined : isSame((down, right) => sheet.formatAt(down, right));
      },
      set NumberFormat(code: string) {
        for (const [down, right] of places.flat()) sheet.formats.set(`${down},${right}`, code);
      },
      get MergeCells(): boolean | null | undefined {
        return options.isBare === true
          ? undefined
          : isSame((down, right) => mergeOver(down, right) !== undefined);
      },
      get MergeArea(): object {
        const [top, bottom, left, last] = mergeOver(row, column) ?? [row + 1, row + 1, column, column];
        return range({ row: top - 1, column: left, rows: bottom - top + 1, columns: last - left + 1 });
      },
      Worksheet: options.isBare === true ? undefined : this.#sheet(sheet),
      ClearContents: () => {
        for (const [down, right] of places.flat()) sheet.put(down, right, undefined);
      },
    };
  }

  #sheet(sheet: MemorySheet): object {
    const range = (area: Area): object => this.range(sheet, area);
    const activate = (): void => {
      this.#active = sheet;
    };
    return {
      get Name(): string {
        return sheet.name;
      },
      set Name(name: string) {
        sheet.name = name;
      },
      ProtectContents: sheet.isProtected,
      get UsedRange(): object {
        const { rows, columns } = sheet.size();
        return range({ row: 0, column: 0, rows: Math.max(1, rows), columns: Math.max(1, columns) });
      },
      Range: (address: string) => range(areaOf(address)),
      Activate: activate,
    };
  }

  get application(): object {
    const { sheets, options } = this;
    const named = Object.entries(options.names ?? {});
    const sheetOf = (sheet: MemorySheet): object => this.#sheet(sheet);
    const activate = (sheet: MemorySheet): void => {
      this.#active = sheet;
    };
    const active = (): object => this.#sheet(this.#active);
    const workbook = {
      Date1904: options.date1904 ?? false,
      Sheets: {
        get Count(): number {
          return sheets.length;
        },
        Item: (index: number) => sheetOf(sheets[index - 1] as MemorySheet),
        Add: () => {
          if (options.isStructureProtected === true) throw new Error('The workbook is protected.');
          const sheet = new MemorySheet(`Sheet${sheets.length + 1}`);
          sheets.push(sheet);
          activate(sheet);
          return sheetOf(sheet);
        },
      },
      Names: {
        Count: named.length,
        Item: (index: number) => {
          const [name, [sheet, address]] = named[index - 1] as (typeof named)[0];
          const found = sheets.find((each) => each.name === sheet) as MemorySheet;
          return { Name: name, RefersToRange: this.range(found, areaOf(address)) };
        },
      },
    };
    const own = {
      get ActiveSheet(): object | null {
        if (options.noSheet === 'error') throw new Error('There is no active sheet.');
        return options.noSheet === 'none' ? null : active();
      },
    };
    if (options.hasWorkbook !== false) return Object.assign(own, { ActiveWorkbook: workbook });
    return Object.assign(own, { Sheets: workbook.Sheets });
  }

  get active(): MemorySheet {
    return this.#active;
  }

  /** The globals of the macro editor, with scripts run in them. */
  run(scripts: readonly string[], globals: object = {}): Record<string, (...given: unknown[]) => unknown> {
    const context = createContext(
      {
        Application: this.application,
        MsgBox: (text: string) => {
          this.dialogs.push(text);
        },
        console: {
          log: (text: string) => {
            this.logs.push(text);
          },
        },
        ...globals,
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    for (const script of scripts) runInContext(script, context);
    return context as Record<string, (...given: unknown[]) => unknown>;
  }
}
