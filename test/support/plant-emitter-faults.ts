/**
 * Plants one wrong emitter at a time in a copy of the sources, and runs back ends on random programs there: each must
 * be found.
 *
 *     npx tsx test/support/plant-emitter-faults.ts --back-end javascript [--only round]
 *
 * `--back-end interpreter` plants in the interpreter, which shows what the driver itself finds. Ends with 1 if one is
 * not found, if a line to plant in is not there once, or if the back end differs with nothing planted.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { AGGREGATES } from '../../src/backends/interpreter/aggregates.js';
import { OPERATORS } from '../../src/language/operators.js';
import { runDifferential } from '../backends/differential.js';
import { FAULTS, faultyBackEnd } from '../backends/faulty-interpreter.js';
import type { Plant } from '../backends/planted.js';
import { JAVASCRIPT_PLANTS } from '../backends/planted-javascript.js';
import { SQL_PLANTS } from '../backends/planted-sql.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLANTS: Readonly<Record<string, readonly Plant[]>> = { javascript: JAVASCRIPT_PLANTS, sql: SQL_PLANTS };

const { values } = parseArgs({
  options: {
    'back-end': { type: 'string', default: 'javascript' },
    only: { type: 'string', default: '' },
    programs: { type: 'string', default: '300' },
    households: { type: 'string', default: '60' },
    seed: { type: 'string', default: '500' },
  },
});
const backEnd = values['back-end'];

interface Outcome {
  readonly what: string;
  readonly found: boolean;
  readonly note: string;
}

async function* inInterpreter(): AsyncGenerator<Outcome> {
  for (const fault of FAULTS.filter(({ name }) => name.includes(values.only))) {
    const { difference, households } = await runDifferential({
      seed: Number(values.seed),
      programs: Number(values.programs),
      households: Number(values.households),
      backEnds: [faultyBackEnd(fault)],
      shrinkMilliseconds: 0,
    });
    yield { what: fault.name, found: difference !== undefined, note: `after ${households} households` };
  }
}

/** A run in a copy of the sources: what it says of a difference, or nothing. */
async function differenceIn(copy: string): Promise<string | undefined> {
  const options = ['--back-ends', backEnd, '--quiet', '--empty-cells', '--shrink-seconds', '0'];
  const sizes = ['programs', 'households', 'seed'] as const;
  try {
    await promisify(execFile)(
      process.execPath,
      [
        '--import',
        'tsx',
        'test/support/run-differential.ts',
        ...options,
        ...sizes.flatMap((name) => [`--${name}`, values[name]]),
      ],
      { cwd: copy, maxBuffer: 1 << 26 },
    );
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return stdout.includes('differs from the interpreter') ? stdout : `failed: ${stderr.slice(0, 2_000)}`;
  }
}

async function* inCopy(plants: readonly Plant[]): AsyncGenerator<Outcome> {
  const copy = await mkdtemp(join(tmpdir(), 'dixian-planted-'));
  try {
    for (const folder of ['src', 'test/backends', 'test/support', 'bench', 'package.json', 'tsconfig.json'])
      await cp(join(ROOT, folder), join(copy, folder), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const before = await differenceIn(copy);
    yield { what: 'nothing planted', found: before === undefined, note: before ?? 'no difference' };
    if (before !== undefined) return;
    const folder = join(copy, 'src/backends', backEnd);
    const files = await Promise.all(
      (await readdir(folder)).map(async (file) => ({
        path: join(folder, file),
        text: await readFile(join(folder, file), 'utf8'),
      })),
    );
    for (const { of, find, replace } of plants) {
      const [right, other] = files.filter(({ text }) => text.includes(find));
      if (right === undefined || other !== undefined || right.text.split(find).length !== 2) {
        yield { what: of, found: false, note: `does not stand once in the sources: ${find}` };
        continue;
      }
      await writeFile(
        right.path,
        right.text.replace(find, () => replace),
      );
      const difference = await differenceIn(copy);
      await writeFile(right.path, right.text);
      const isDifference = difference?.includes('differs from the interpreter') ?? false;
      yield { what: of, found: isDifference, note: noteOf(difference) };
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The definition with which a planted line was found. */
const noteOf = (difference: string | undefined): string =>
  difference === undefined
    ? ''
    : (/on "[^"]*" of program \d+/.exec(difference)?.[0] ?? difference.replaceAll('\n', ' '));

/** Everything that has an emitter, of which no wrong line is known. */
function bare(plants: readonly { readonly of: string }[]): string[] {
  const known = new Set(plants.map(({ of }) => of.split(/[ :.]/)[0]));
  const emitted = [...Object.keys(OPERATORS), ...Object.keys(AGGREGATES), ...NODE_KINDS];
  return emitted.filter((name) => !known.has(name));
}
const NODE_KINDS = [
  'literal',
  'evaluationDay',
  'fact',
  'parameter',
  'definition',
  'item',
  'not',
  'all',
  'any',
  'if',
  'list',
  'filter',
  'isUnknown',
];

let [all, missed] = [0, 0];
const plants = PLANTS[backEnd]?.filter(({ of }) => of.includes(values.only));
if (backEnd !== 'interpreter' && plants === undefined)
  throw new Error(`No wrong lines are known for "${backEnd}".`);
for await (const { what, found, note } of plants === undefined ? inInterpreter() : inCopy(plants)) {
  all += 1;
  if (!found) missed += 1;
  console.log(`${found ? 'found   ' : 'NOT FOUND'} ${what.padEnd(40)} ${note}`);
}
const without = values.only === '' ? bare(PLANTS[backEnd] ?? FAULTS.map(({ name }) => ({ of: name }))) : [];
if (without.length > 0) console.log(`No wrong line is known for ${without.join(', ')}.`);
console.log(`\n${all} tried in ${backEnd}, ${missed} not found.`);
if (missed + without.length > 0) process.exitCode = 1;
