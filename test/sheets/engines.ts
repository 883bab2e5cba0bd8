import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, Script } from 'node:vm';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from 'quickjs-emscripten-core';

/** A cell as every host hands it to a bundle; null is blank. */
export type GridCell = string | number | boolean | null;
export type Grid = readonly (readonly GridCell[])[];

/** What a bundle is asked: to decide a table. */
export interface TableQuestion {
  readonly grid: Grid;
  /** Plain values only. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What `Dixian.decideTable` answers. */
export interface TableAnswer {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly rows: readonly (readonly string[])[];
  readonly messages: readonly string[];
}

/** What a bundle answers in an engine. */
export interface BundleAnswers {
  /** Empty: passed. */
  readonly selfTest: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  /** In the order of the questions. */
  readonly tables: readonly TableAnswer[];
}

/** An engine that bundles are run in. */
export interface Engine {
  readonly name: string;
  /** Whether it is installed (.ci/install-spreadsheet-hosts). */
  readonly isHere: boolean;
  /** Runs a script that calls `print` and returns the lines. Throws where the script or the engine does. */
  readonly run: (script: string) => Promise<readonly string[]>;
}

/** JavaScript text in ASCII, as Rhino and LibreOffice need it whatever the locale. */
export const asciiText = (text: string): string =>
  text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Compiled code of one function is at most 64 KB in Java, and so is a text: rows stand in functions of a few. */
const ROWS_A_FUNCTION = 50;
const TEXT_LENGTH = 6_000;

const encoded = (cell: GridCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return `s${cell}`;
  return typeof cell === 'number' ? `n${cell}` : cell ? 't' : 'f';
};

function rowCall(row: readonly GridCell[]): string {
  const text = row.map(encoded).join('\u001f');
  const pieces = text.match(new RegExp(`[^]{1,${TEXT_LENGTH}}`, 'g')) ?? [''];
  return `addRow([${pieces.map((piece) => asciiText(JSON.stringify(piece))).join(',')}]);`;
}

function questionText({ grid, options }: TableQuestion): string {
  const parts: string[] = [];
  for (let at = 0; at < grid.length; at += ROWS_A_FUNCTION)
    parts.push(
      `(function () {\n${grid
        .slice(at, at + ROWS_A_FUNCTION)
        .map(rowCall)
        .join('\n')}\n})();`,
    );
  return `grid = [];\n${parts.join('\n')}\nanswerTable(${asciiText(JSON.stringify(options))});`;
}

/** ES3, and none of it uses what an old engine lacks or miscomputes. */
const PROBE = `
var grid = [];
function quoted(text) {
  var out = '"', index, code, hex;
  for (index = 0; index < text.length; index += 1) {
    code = text.charCodeAt(index);
    if (code < 32 || code > 126 || code === 34 || code === 92) {
      hex = '000' + code.toString(16);
      out += '\\\\u' + hex.substring(hex.length - 4);
    } else { out += text.charAt(index); }
  }
  return out + '"';
}
function listed(texts) {
  var out = '[', index;
  for (index = 0; index < texts.length; index += 1) { out += (index === 0 ? '' : ',') + quoted(String(texts[index])); }
  return out + ']';
}
function addRow(pieces) {
  var text = pieces.join(''), cells = text.split('\\u001f'), index, kind, rest;
  for (index = 0; index < cells.length; index += 1) {
    kind = cells[index].charAt(0);
    rest = cells[index].substring(1);
    cells[index] = kind === '' ? null : kind === 's' ? rest : kind === 'n' ? (rest.charAt(0) === '-' ? 0 - Number(rest.substring(1)) : Number(rest)) : kind === 't';
  }
  grid[grid.length] = cells;
}
function answerTable(options) {
  var answer = Dixian.decideTable(grid, options), index;
  print('table {"header":' + listed(answer.header) + ',"headerRow":' + answer.headerRow + ',"messages":' +
    listed(answer.messages) + '}');
  for (index = 0; index < answer.rows.length; index += 1) { print('row ' + listed(answer.rows[index])); }
}
function answerVersions() {
  var versions = Dixian.versions(), out = '', name;
  for (name in versions) {
    out += (out === '' ? '' : ',') + quoted(name) + ':' + quoted(String(versions[name]));
  }
  print('versions {' + out + '}');
}
print('selfTest ' + listed(Dixian.selfTest()));
answerVersions();
`;

/** Asks a bundle in an engine. Throws with what the engine says where the bundle does not run. */
export async function answersIn(
  engine: Engine,
  bundle: string,
  questions: readonly TableQuestion[],
): Promise<BundleAnswers> {
  const lines = await engine.run(`${bundle}\n${PROBE}\n${questions.map(questionText).join('\n')}\n`);
  let selfTest: readonly string[] | undefined;
  let versions: Readonly<Record<string, string>> = {};
  const tables: (Omit<TableAnswer, 'rows'> & { rows: (readonly string[])[] })[] = [];
  for (const line of lines) {
    const [what] = line.split(' ', 1);
    const value: unknown = JSON.parse(line.slice((what as string).length + 1));
    if (what === 'selfTest') selfTest = value as readonly string[];
    else if (what === 'versions') versions = value as Readonly<Record<string, string>>;
    else if (what === 'table') tables.push({ ...(value as Omit<TableAnswer, 'rows'>), rows: [] });
    else tables.at(-1)?.rows.push(value as readonly string[]);
  }
  if (selfTest === undefined || tables.length !== questions.length)
    throw new Error(`${engine.name}: ${tables.length} of ${questions.length} answers.`);
  return { selfTest, versions, tables };
}

/** For engines that hand back a value and have no `print`. */
const collecting = (script: string): string =>
  `var printed = []; function print(line) { printed[printed.length] = line; }\n${script}\nprinted.join('\\n');`;
const linesOf = (output: string): readonly string[] => output.split('\n').filter((line) => line !== '');

/** The language without code from text and without any global but those of numbers, texts, lists and patterns. */
const emptyContext: Engine = {
  name: 'node:vm without globals',
  isHere: true,
  run: async (script) => {
    const host = createContext(Object.create(null) as object, {
      codeGeneration: { strings: false, wasm: false },
    });
    new Script(`Object.getOwnPropertyNames(globalThis).filter(function (name) {
      return !['Math', 'Infinity', 'NaN', 'undefined', 'Array', 'String', 'Number', 'isNaN', 'parseInt', 'isFinite', 'RegExp'].includes(name);
    }).forEach(function (name) { delete this[name]; }, globalThis)`).runInContext(host);
    return linesOf(String(new Script(collecting(script)).runInContext(host)));
  },
};

const quickjs: Engine = {
  name: 'QuickJS',
  isHere: true,
  run: async (script) => {
    const engine = await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
    return linesOf(String(engine.evalCode(collecting(script))));
  },
};

const isOnPath = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

/** An engine that is a program of its own. */
function program(name: string, command: string, before: readonly string[], needed?: string): Engine {
  return {
    name,
    isHere: isOnPath(command) && (needed === undefined || existsSync(needed)),
    run: async (script) => {
      const folder = await mkdtemp(join(tmpdir(), 'dixian-engine-'));
      try {
        const file = join(folder, 'script.js');
        await writeFile(file, script);
        const { stdout, stderr } = await promisify(execFile)(command, [...before, file], {
          timeout: 120_000,
          maxBuffer: 1 << 28,
        });
        // Both versions of Rhino end with 0 whatever happened.
        if (stderr.trim() !== '') throw new Error(`${name}: ${stderr.slice(0, 2_000)}`);
        return linesOf(stdout);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

const RHINO_1_5 = '/usr/lib/libreoffice/program/classes/js.jar';
const RHINO_1_7 = '/usr/share/java/rhino.jar';
const SHELL = 'org.mozilla.javascript.tools.shell.Main';

/** All that can be run here, the one inside of LibreOffice last: it is the oldest, and miscomputes some expressions. */
export const ENGINES: readonly Engine[] = [
  emptyContext,
  quickjs,
  program('Duktape', 'duk', []),
  program('MuJS as Debian builds it', 'mujs', []),
  program('MuJS with a larger stack', 'mujs-large-stack', []),
  program('Rhino 1.7', 'java', ['-cp', RHINO_1_7, SHELL], RHINO_1_7),
  program('Rhino 1.5 of LibreOffice', 'java', ['-cp', RHINO_1_5, SHELL], RHINO_1_5),
];

/** The name of a test in an engine: one that is absent is skipped under a name that nobody overlooks. */
export const titleIn = ({ name, isHere }: Engine): string =>
  isHere ? name : `!!! ${name} IS ABSENT: NOT RUN (.ci/install-spreadsheet-hosts)`;
