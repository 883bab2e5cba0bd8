import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DecisionLogEntry } from '../../../src/decision/log/entry.js';
import { openDecisionLog } from '../../../src/decision-log.node.js';
import { readDecisionLog } from '../../../src/decision-log-reader.node.js';
import { DixianError } from '../../../src/index.js';
import { shortDecision, temporaryFolders } from './support.js';

const newFolder = temporaryFolders();
const FIRST = 'decisions-000001.ndjson';
const filesOf = (folder: string): string[] => readdirSync(folder).sort();
const textOf = (folder: string, name = FIRST): string => readFileSync(join(folder, name), 'utf8');

/** A folder with a closed log of so many decisions. */
async function logOf(count: number, maximumBytes?: number): Promise<string> {
  const folder = newFolder();
  await append(folder, count, maximumBytes);
  return folder;
}
async function append(folder: string, count: number, maximumBytes?: number): Promise<void> {
  const log = await openDecisionLog(folder, maximumBytes === undefined ? {} : { maximumBytes });
  for (let seed = 1; seed <= count; seed += 1) await log.append(shortDecision(1 + (seed % 3)));
  await log.close();
}
async function entriesOf(folder: string): Promise<DecisionLogEntry[]> {
  const entries: DecisionLogEntry[] = [];
  const { isWhole } = await readDecisionLog(folder, { onEntry: (entry) => entries.push(entry) });
  expect(isWhole).toBe(true);
  return entries;
}
const codesOf = async (act: () => Promise<unknown>): Promise<string[]> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof DixianError) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
};

describe('writing', () => {
  test('gives what was given back, in its order, whoever waits for what', async () => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    const given = Array.from({ length: 30 }, (_, index) =>
      shortDecision(1, { explanation: [String(index)] }),
    );
    const heads = await Promise.all(given.map((each) => log.append(each)));
    expect(log.head()).toEqual(heads.at(-1));
    await log.close();
    const entries = await entriesOf(folder);
    expect(entries.map(({ explanation }) => explanation[0])).toEqual(given.map((_, index) => String(index)));
    expect(entries.map(({ sequence, hash }) => ({ sequence, hash }))).toEqual(heads);
    expect(filesOf(folder)).toEqual([FIRST]);
  });

  test('is on the disk when it is told so', async () => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    const { hash } = await log.append(shortDecision(1));
    expect(textOf(folder)).toContain(hash);
    await log.close();
  });

  test('goes on where the log ended', async () => {
    const folder = await logOf(3);
    const log = await openDecisionLog(folder);
    expect(log.warnings).toEqual([]);
    expect(log.head()).toMatchObject({ sequence: 3 });
    expect(await log.append(shortDecision(1))).toMatchObject({ sequence: 4 });
    await log.close();
    expect(await entriesOf(folder)).toHaveLength(4);
  });

  test('a decision that cannot be logged leaves the log as it was, and the next one follows', async () => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    const bad = shortDecision(1, { explanation: ['13800138000'] });
    const [first, refused, second] = await Promise.allSettled([
      log.append(shortDecision(1)),
      log.append(bad),
      log.append(shortDecision(2)),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { sequence: 1 } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { sequence: 2 } });
    expect(refused.status).toBe('rejected');
    await log.close();
    expect(textOf(folder)).not.toContain('13800138000');
    expect(await entriesOf(folder)).toHaveLength(2);
  });

  test('after closing nothing is written, and closing again is nothing', async () => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    const pending = log.append(shortDecision(1));
    await log.close();
    await log.close();
    expect(await pending).toMatchObject({ sequence: 1 });
    expect(await codesOf(() => log.append(shortDecision(1)))).toEqual(['logClosed']);
    expect(await entriesOf(folder)).toHaveLength(1);
  });

  test.each([0, -1, 1.5, Number.NaN])('a file size of %s is refused', async (maximumBytes) => {
    expect(await codesOf(() => openDecisionLog(newFolder(), { maximumBytes }))).toEqual([
      'logFileSizeNotPositive',
    ]);
  });

  test.each<[string, (path: string) => void]>([
    ['written to', (path) => writeFileSync(path, '甲\n', { flag: 'a' })],
    ['cut', (path) => truncateSync(path, 10)],
    ['deleted', (path) => rmSync(path)],
  ])('stops when the file was %s by another program', async (_, act) => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    await log.append(shortDecision(1));
    act(join(folder, FIRST));
    expect(await codesOf(() => log.append(shortDecision(1)))).toEqual(['logChangedUnderneath']);
    expect(await codesOf(() => log.append(shortDecision(1)))).toEqual(['logWritingFailed']);
    await log.close();
  });
});

describe('rotation', () => {
  test('begins a new file before one would grow too long, and the chain goes on', async () => {
    const folder = await logOf(10, 2_000);
    const names = filesOf(folder);
    expect(names.length).toBeGreaterThan(2);
    expect(names.slice(0, 2)).toEqual([FIRST, 'decisions-000002.ndjson']);
    for (const name of names) {
      expect(textOf(folder, name).length).toBeLessThanOrEqual(2_000);
      expect(textOf(folder, name)).toMatch(/^\{[^\n]*\}\n(\{[^\n]*\}\n)*$/);
    }
    expect((await entriesOf(folder)).map(({ sequence }) => sequence)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test('an entry longer than a file stands in one of its own', async () => {
    const folder = await logOf(3, 1);
    expect(filesOf(folder)).toHaveLength(3);
    expect(await entriesOf(folder)).toHaveLength(3);
  });

  test('a file begun and not written yet does not end the chain', async () => {
    const folder = await logOf(2);
    writeFileSync(join(folder, 'decisions-000002.ndjson'), '');
    await append(folder, 1);
    expect(textOf(folder, 'decisions-000002.ndjson')).toContain('"sequence":3');
    expect(await entriesOf(folder)).toHaveLength(3);
  });

  test('files are read by their numbers, also past 999999', async () => {
    const folder = await logOf(2, 1);
    renameSync(join(folder, FIRST), join(folder, 'decisions-999999.ndjson'));
    renameSync(join(folder, 'decisions-000002.ndjson'), join(folder, 'decisions-1000000.ndjson'));
    await append(folder, 1, 1);
    expect(filesOf(folder)).toContain('decisions-1000001.ndjson');
    expect(await entriesOf(folder)).toHaveLength(3);
  });
});

describe('a writing that was cut off', () => {
  test.each<[string, number | undefined, string, number]>([
    ['in the only file', undefined, FIRST, 1],
    ['in a new file', 1, 'decisions-000003.ndjson', 41],
  ])(
    'at any byte of the last line %s loses nothing earlier, and the log goes on',
    async (_, maximum, name, step) => {
      const whole = await logOf(3, maximum);
      const bytes = readFileSync(join(whole, name));
      const start = bytes.subarray(0, -1).lastIndexOf(0x0a) + 1;
      const before = (await entriesOf(whole)).slice(0, 2);
      const folder = newFolder();
      for (let length = start; length < bytes.length; length += step) {
        rmSync(folder, { recursive: true });
        renameSync(mkdtempSync(join(tmpdir(), 'dixian-cut-')), folder);
        for (const each of filesOf(whole)) copyFileSync(join(whole, each), join(folder, each));
        truncateSync(join(folder, name), length);
        const log = await openDecisionLog(folder);
        const torn = filesOf(folder).filter((each) => each.includes('.torn-'));
        if (length === start) expect([log.warnings, torn]).toEqual([[], []]);
        else {
          const tornName = `${name.slice(0, -'.ndjson'.length)}.torn-1`;
          expect(torn).toEqual([tornName]);
          expect(readFileSync(join(folder, tornName)).equals(bytes.subarray(start, length))).toBe(true);
          expect(log.warnings).toMatchObject([
            { code: 'logTornLineMovedAside', severity: 'warning', file: name, params: { torn: tornName } },
          ]);
        }
        expect(log.head()).toEqual({ sequence: 2, hash: before[1]?.hash });
        await log.append(shortDecision(2));
        await log.close();
        const entries = await entriesOf(folder);
        expect(entries.slice(0, 2)).toEqual(before);
        expect(entries).toHaveLength(3);
      }
    },
  );

  test('twice in the same file keeps both', async () => {
    const folder = await logOf(1);
    for (const text of ['{"a', '{"b']) {
      writeFileSync(join(folder, FIRST), text, { flag: 'a' });
      await append(folder, 1);
    }
    expect(textOf(folder, 'decisions-000001.torn-1')).toBe('{"a');
    expect(textOf(folder, 'decisions-000001.torn-2')).toBe('{"b');
    expect((await readDecisionLog(folder)).torn).toHaveLength(2);
    expect(await entriesOf(folder)).toHaveLength(3);
  });

  test.each(['\0\0\0\0', '\0\0\n', '甲\n', '{"half\n'])(
    'that left %j behind is moved aside',
    async (text) => {
      const folder = await logOf(1);
      writeFileSync(join(folder, FIRST), text, { flag: 'a' });
      await append(folder, 1);
      expect(textOf(folder, 'decisions-000001.torn-1')).toBe(text);
      expect(await entriesOf(folder)).toHaveLength(2);
    },
  );

  test.each<[string, (text: string) => string]>([
    ['an entry that was changed', (text) => text.replace(/说明(?!.*说明)/s, '改过')],
    ['JSON that is no entry', (text) => `${text}{}\n`],
    ['an empty line after another', (text) => `${text}\n\n`],
    ['two lines that are not JSON', (text) => `${text}甲\n甲\n`],
  ])('is not taken for %s: the log refuses to be written', async (_, damage) => {
    const folder = await logOf(2);
    writeFileSync(join(folder, FIRST), damage(textOf(folder)));
    expect(await codesOf(() => openDecisionLog(folder))).toEqual(['logDamagedAtEnd']);
    expect(filesOf(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('is told by the reader, which changes nothing', async () => {
    const folder = await logOf(2);
    writeFileSync(join(folder, FIRST), '{"a', { flag: 'a' });
    const before = textOf(folder);
    const reading = await readDecisionLog(folder);
    expect(reading).toMatchObject({ isWhole: false, verified: 2, breaks: [{ code: 'logLineUnfinished' }] });
    expect(textOf(folder)).toBe(before);
  });
});

const TSX = createRequire(import.meta.url).resolve('tsx');
const WRITER = new URL('../../../src/decision-log.node.ts', import.meta.url).href;
/** Appends for ever and prints the sequence of every decision that is told to be on the disk. */
const APPEND_FOR_EVER = `
  import { openDecisionLog } from ${JSON.stringify(WRITER)};
  const [folder, decision] = JSON.parse(process.env.GIVEN);
  const log = await openDecisionLog(folder, { maximumBytes: 20_000 });
  for (;;) process.stdout.write((await log.append(decision)).sequence + '\\n');
`;

/** Runs a writer and kills it some time after it has told of so many decisions. @returns the last one told. */
const killedAfter = (folder: string, count: number, wait: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', TSX, '--input-type=module', '--eval', APPEND_FOR_EVER],
      {
        env: { ...process.env, GIVEN: JSON.stringify([folder, shortDecision(1)]) },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let told = '';
    let isKilled = false;
    child.stdout.on('data', (data: Buffer) => {
      told += data.toString();
      if (isKilled || told.split('\n').length <= count) return;
      isKilled = true;
      setTimeout(() => child.kill('SIGKILL'), wait);
    });
    child.on('error', reject);
    child.on('close', () => resolve(Number(told.split('\n').at(-2))));
  });

describe('a process that is killed while it writes', () => {
  test('loses nothing that it told, and the next one takes over', async () => {
    const folder = newFolder();
    for (const [count, wait] of [
      [1, 0],
      [30, 5],
    ] as const) {
      const last = await killedAfter(folder, count, wait);
      expect(last).toBeGreaterThanOrEqual(count);
      const log = await openDecisionLog(folder, { maximumBytes: 20_000 });
      expect(log.warnings.map(({ code }) => code)).toContain('logLockTakenOver');
      expect(log.head().sequence).toBeGreaterThanOrEqual(last);
      await log.append(shortDecision(2));
      await log.close();
      expect(await entriesOf(folder)).toHaveLength(log.head().sequence);
    }
  }, 120_000);
});

describe('the lock', () => {
  const lockOf = (folder: string, holder: unknown): void =>
    writeFileSync(
      join(folder, 'decisions-00000000000000aa.lock'),
      typeof holder === 'string' ? holder : JSON.stringify(holder),
    );
  const began = Math.round(Date.now() - process.uptime() * 1_000);

  test('keeps a second writer out until the first has closed', async () => {
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    expect(await codesOf(() => openDecisionLog(folder))).toEqual(['logInUse']);
    await log.append(shortDecision(1));
    await log.close();
    const next = await openDecisionLog(folder);
    expect(next.warnings).toEqual([]);
    await next.close();
    expect(filesOf(folder)).toEqual([FIRST]);
  });

  test('lets at most one of many in at once', async () => {
    const folder = newFolder();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => openDecisionLog(folder)));
    const open = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(open.length).toBeLessThanOrEqual(1);
    for (const log of open) await log.close();
    await append(folder, 1);
    expect(await entriesOf(folder)).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ['a process that lives', { host: hostname(), process: process.ppid, since: 0 }],
    ['this process', { host: hostname(), process: process.pid, since: began }],
    ['another machine', { host: 'elsewhere', process: 999_999_999, since: 0 }],
    ['nobody who can be read', ''],
    ['something else', '{"process":-1,"host":"a","since":0}'],
  ])('of %s is respected', async (_, holder) => {
    const folder = newFolder();
    lockOf(folder, holder);
    expect(await codesOf(() => openDecisionLog(folder))).toEqual(['logInUse']);
    expect(filesOf(folder)).toEqual(['decisions-00000000000000aa.lock']);
  });

  test.each<[string, unknown]>([
    ['a process that is gone', { host: hostname(), process: 999_999_999, since: 0 }],
    [
      'an earlier process of the same number',
      { host: hostname(), process: process.pid, since: began - 60_000 },
    ],
  ])('of %s is taken over, and said so', async (_, holder) => {
    const folder = newFolder();
    lockOf(folder, holder);
    const log = await openDecisionLog(folder);
    expect(log.warnings).toMatchObject([{ code: 'logLockTakenOver', severity: 'warning' }]);
    await log.close();
    expect(filesOf(folder)).toEqual([FIRST]);
  });
});
