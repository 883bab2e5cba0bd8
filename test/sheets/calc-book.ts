import { writeFile } from 'node:fs/promises';
import { BASIC_LIBRARY, BASIC_MODULE, COMMANDS } from '../../src/sheets/hosts/calc/basic-text.js';
import { calcWorkbook } from '../../src/sheets/hosts/calc/package.js';
import type { Book } from '../../src/sheets/hosts/calc/sheet-model.js';
import type { CalcHost, WrittenCell } from './calc-host.js';

/** Whether the question to enable macros is answered with yes (by itself it is), and whether there is no window. */
export interface OpenOptions {
  readonly macros?: boolean;
  readonly hidden?: boolean;
}

/** A workbook in Calc, and what a person does in it. */
export class CalcBook {
  static #number = 0;
  readonly host: CalcHost;
  readonly name: string;
  constructor(host: CalcHost, name: string) {
    this.host = host;
    this.name = name;
  }

  static async open(
    host: CalcHost,
    book: Book,
    bundle: string,
    { macros = true, hidden = false }: OpenOptions = {},
  ): Promise<CalcBook> {
    CalcBook.#number += 1;
    const made = new CalcBook(host, `book${CalcBook.#number}`);
    const path = host.file(`${made.name}.ods`);
    await writeFile(path, await calcWorkbook(book, bundle));
    await made.ask('open', { path, macros, hidden });
    return made;
  }

  ask(what: string, request: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return this.host.ask(what, { document: this.name, ...request });
  }

  /** A sheet of the user's own, which the button is to decide. */
  async sheet(rows: readonly (readonly WrittenCell[])[], sheet = '名单'): Promise<void> {
    await this.ask('new_sheet', { sheet });
    await this.write(rows, sheet);
    await this.write([[sheet]], '判定', 1, 3);
  }

  async write(rows: readonly (readonly WrittenCell[])[], sheet = '名单', column = 0, row = 0): Promise<void> {
    await this.ask('write', { sheet, column, row, rows });
  }

  /** Presses a button. */
  async press(command: string = COMMANDS.decide): Promise<void> {
    const address = `vnd.sun.star.script:${BASIC_LIBRARY}.${BASIC_MODULE}.${command}?language=Basic&location=document`;
    await this.ask('call', { address });
  }

  read(range?: string, sheet = '名单'): Promise<string[][]> {
    return this.ask('read', { sheet, ...(range === undefined ? {} : { range }) }) as Promise<string[][]>;
  }

  async messages(): Promise<string[]> {
    const shown = await this.read(undefined, '判定');
    return shown
      .slice(7)
      .map(([text]) => text ?? '')
      .filter((text) => text !== '');
  }
}
