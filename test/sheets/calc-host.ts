import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The system's own Python: LibreOffice puts its interface there and nowhere else. */
const PYTHON = '/usr/bin/python3';
const NEEDED = [
  PYTHON,
  '/usr/lib/python3/dist-packages/uno.py',
  '/usr/lib/libreoffice/program/classes/ScriptProviderForJavaScript.jar',
];
const isOnPath = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

/** Whether LibreOffice Calc can be driven here, with its JavaScript (.ci/install-spreadsheet-hosts). */
export const isCalcHere = (): boolean => isOnPath('soffice') && isOnPath('java') && NEEDED.every(existsSync);

/** A value to be written: null leaves the cell blank. An array formula fills so many columns and rows. */
export type WrittenCell =
  | string
  | number
  | boolean
  | null
  | { readonly formula: string; readonly array?: readonly [number, number] };

/** LibreOffice Calc without a display, in a fresh profile. */
export class CalcHost {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #waiting: ((line: string) => void)[] = [];
  #failed: Error | undefined;

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.#folder = folder;
    createInterface({ input: process.stdout as NodeJS.ReadableStream }).on('line', (line) =>
      this.#waiting.shift()?.(line),
    );
    process.on('exit', (code) => {
      this.#failed = new Error(`The driver of Calc ended with ${code}.`);
      for (const waiting of this.#waiting.splice(0)) waiting('{"failure":"the driver of Calc ended"}');
    });
  }

  static async start(): Promise<CalcHost> {
    const folder = await mkdtemp(join(tmpdir(), 'dixian-calc-'));
    const driver = fileURLToPath(new URL('calc_driver.py', import.meta.url));
    const host = new CalcHost(
      spawn(PYTHON, [driver, folder], { stdio: ['pipe', 'pipe', 'inherit'] }),
      folder,
    );
    await host.#answer();
    return host;
  }

  /** Where files of a test may lie. */
  file(name: string): string {
    return join(this.#folder, name);
  }

  /** What the driver does, by the name of its method; throws what it says. */
  async ask(what: string, request: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (this.#failed !== undefined) throw this.#failed;
    const answer = this.#answer();
    this.#process.stdin?.write(`${JSON.stringify({ do: what, ...request })}\n`);
    return answer;
  }

  async #answer(): Promise<unknown> {
    const line = await new Promise<string>((resolve) => this.#waiting.push(resolve));
    const answer = JSON.parse(line) as { readonly value?: unknown; readonly failure?: string };
    if (answer.failure !== undefined) throw new Error(`Calc: ${answer.failure}`);
    return answer.value;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin?.end();
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
