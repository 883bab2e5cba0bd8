import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { CommandError } from '../../src/cli/command-error.js';
import { DixianError, describeIssue, type Locale } from '../../src/index.js';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
/** Found from here, so that a command can also be run in another folder. */
const TSX = createRequire(import.meta.url).resolve('tsx');

/** A folder of its own for a file of tests, gone when they are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dixian-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder, objects as JSON. @returns the folder. */
export function written(folder: string, files: Readonly<Record<string, unknown>>): string {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const isText = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(target, isText ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

/** Every file below a folder, hidden ones included, as bytes in base 64. */
export const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path).toString('base64')]),
  );

type Command = (print: (line: string) => void) => Promise<number>;

/** Runs a command in this process. @returns its exit code and the lines that it prints. */
export async function printed(command: Command): Promise<{ code: number; lines: string[]; text: string }> {
  const pieces: string[] = [];
  const code = await command((line) => pieces.push(line));
  const text = pieces.join('\n');
  return { code, lines: text.split('\n'), text };
}

/** What a command that has to fail tells its user, line by line, as main.ts prints it; `prints` is what it printed before. */
export async function refused(
  command: Command,
  locale: Locale = 'zh-CN',
): Promise<{ told: string[]; prints: string[] }> {
  const prints: string[] = [];
  try {
    await command((line) => prints.push(line));
  } catch (error) {
    if (error instanceof CommandError)
      return { told: [locale === 'zh-CN' ? error.zh : error.message], prints };
    if (error instanceof DixianError)
      return { told: error.issues.map((found) => describeIssue(found, locale)), prints };
    throw error;
  }
  throw new Error(`The command was to fail; it printed:\n${prints.join('\n')}`);
}

/** Runs `dixian` as a process of its own. */
export const dixian = (
  parameters: readonly string[],
  cwd: string = dirname(MAIN),
): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const options = { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
    execFile(process.execPath, ['--import', TSX, MAIN, ...parameters], options, (error, stdout, stderr) => {
      resolve({
        status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stdout,
        stderr,
      });
    });
  });

/** The head of a pack. */
export const head = (name: string, region: string, more: object = {}): object => ({
  kind: 'pack',
  name,
  region,
  title: { zh: `试验${name}`, en: `test ${name}` },
  inForce: { from: '2024-01-01' },
  ...more,
});

/** An income standard of some days; nobody's, unless it says more. */
export const standard = (from: string, to: string, value: string, more: object = {}): object => ({
  from,
  to,
  value,
  status: 'announced',
  authority: 'projectDefault',
  ...more,
});

/** A file that fills the income standard. */
export const standards = (values: readonly object[], more: object = {}): object => ({
  kind: 'parameterValues',
  values: { incomeStandard: { ...more, values } },
});

/** A check rule on the household's cars. */
export const carRule = (name: string, more: object = {}, value = true): object => ({
  name,
  conditions: { all: [{ fact: 'ownsVehicle', operator: 'equal', value }] },
  event: {
    type: 'check',
    params: { title: { zh: `核对${name}`, en: `check ${name}` }, authority: 'projectDefault', ...more },
  },
});

/** A province whose standard a county replaces, unconfirmed. */
export const PROVINCE_AND_COUNTY: Readonly<Record<string, unknown>> = {
  'province/pack.json': head('guizhou', '520000'),
  'province/standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')], {
    permits: ['replace'],
  }),
  'county/pack.json': head('xingyi', '522301'),
  'county/documents.json': {
    kind: 'documents',
    documents: { xingyiNotice: { title: '试验通知', date: '2024-04-01', confidence: 'high' } },
  },
  'county/standard.json': standards([standard('2024-01-01', '2024-12-31', '8800')], {
    overrides: { pack: 'guizhou', act: 'replace', reason: '试验：另定。', document: 'xingyiNotice' },
  }),
};
