/**
 * Plants one wrong emitter at a time in a copy of the sources, and runs back ends on random programs there: each must
 * be found.
 *
 *     npx tsx test/support/plant-emitter-faults.ts --back-end javascript [--only round]
 *
 * The back end is `javascript`, `sql` or `json-rules-engine`; `interpreter` plants in the interpreter, which shows what
 * the driver itself finds. Ends with 1 if one is not found, if a line to plant in is not there once, or if the back end
 * differs with nothing planted.
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
import { javascriptBackEnd, recordingBackEnd } from '../backends/javascript-back-end.js';
import type { Plant } from '../backends/planted.js';
import { JAVASCRIPT_PLANTS } from '../backends/planted-javascript.js';
import { JSON_RULES_ENGINE_PLANTS, JSON_RULES_ENGINE_SAYS } from '../backends/planted-json-rules-engine.js';
import { SQL_PLANTS } from '../backends/planted-sql.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that has an emitter. */
const EMITTED: readonly string[] = [
  ...Object.keys(OPERATORS),
  ...Object.keys(AGGREGATES),
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

/** What is planted in a back end, where, and what is run to find it. */
interface Planting {
  readonly plants: readonly Plant[];
  /** Folders and files of the sources. */
  readonly sources: readonly string[];
  readonly run: readonly string[];
  readonly emitted: readonly string[];
}
const PLANTINGS: Readonly<Record<string, Planting>> = {
  javascript: {
    plants: JAVASCRIPT_PLANTS,
    sources: ['src/backends/javascript'],
    run: [javascriptBackEnd.name, recordingBackEnd.name],
    emitted: EMITTED,
  },
  sql: { plants: SQL_PLANTS, sources: ['src/backends/sql'], run: ['sql'], emitted: EMITTED },
  'json-rules-engine': {
    plants: JSON_RULES_ENGINE_PLANTS,
    sources: ['src/backends/json-rules-engine', 'test/backends/json-rules-engine-back-end.ts'],
    run: ['json-rules-engine'],
    emitted: JSON_RULES_ENGINE_SAYS,
  },
};

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
async function differenceIn(copy: string, backEnds: readonly string[]): Promise<string | undefined> {
  const options = ['--back-ends', backEnds.join(','), '--quiet', '--empty-cells', '--shrink-seconds', '0'];
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

async function* inCopy({ plants, sources, run }: Planting): AsyncGenerator<Outcome> {
  const copy = await mkdtemp(join(tmpdir(), 'dixian-planted-'));
  try {
    for (const folder of ['src', 'test/backends', 'test/support', 'bench', 'package.json', 'tsconfig.json'])
      await cp(join(ROOT, folder), join(copy, folder), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const before = await differenceIn(copy, run);
    yield { what: 'nothing planted', found: before === undefined, note: before ?? 'no difference' };
    if (before !== undefined) return;
    const files = await Promise.all(
      (await filesOf(copy, sources)).map(async (path) => ({ path, text: await readFile(path, 'utf8') })),
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
      const difference = await differenceIn(copy, run);
      await writeFile(right.path, right.text);
      const isDifference = difference?.includes('differs from the interpreter') ?? false;
      yield { what: of, found: isDifference, note: noteOf(difference) };
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function filesOf(copy: string, sources: readonly string[]): Promise<readonly string[]> {
  const files = sources.map(async (source) =>
    source.endsWith('.ts')
      ? [join(copy, source)]
      : (await readdir(join(copy, source))).map((file) => join(copy, source, file)),
  );
  return (await Promise.all(files)).flat();
}

/** The definition with which a planted line was found. */
const noteOf = (difference: string | undefined): string =>
  difference === undefined
    ? ''
    : (/on "[^"]*" of program \d+/.exec(difference)?.[0] ?? difference.replaceAll('\n', ' '));

/** Everything that has an emitter, of which no wrong line is known. */
function bare(emitted: readonly string[], plants: readonly { readonly of: string }[]): string[] {
  const known = new Set(plants.map(({ of }) => of.split(/[ :.]/)[0]));
  return emitted.filter((name) => !known.has(name));
}

let [all, missed] = [0, 0];
const planting = PLANTINGS[backEnd];
if (backEnd !== 'interpreter' && planting === undefined)
  throw new Error(`No wrong lines are known for "${backEnd}".`);
const outcomes =
  planting === undefined
    ? inInterpreter()
    : inCopy({ ...planting, plants: planting.plants.filter(({ of }) => of.includes(values.only)) });
for await (const { what, found, note } of outcomes) {
  all += 1;
  if (!found) missed += 1;
  console.log(`${found ? 'found   ' : 'NOT FOUND'} ${what.padEnd(40)} ${note}`);
}
const faults = planting?.plants ?? FAULTS.map(({ name }) => ({ of: name }));
const without = values.only === '' ? bare(planting?.emitted ?? EMITTED, faults) : [];
if (without.length > 0) console.log(`No wrong line is known for ${without.join(', ')}.`);
console.log(`\n${all} tried in ${backEnd}, ${missed} not found.`);
if (missed + without.length > 0) process.exitCode = 1;
