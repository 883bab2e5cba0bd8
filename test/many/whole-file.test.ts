import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { writeWholeFile } from '../../src/whole-file.node.js';
import { openWorkerPool } from '../../src/worker-pool.node.js';
import { gansu2024 } from '../decision/support.js';
import { householdLines, tableRequest, wholeText } from './killed-writer.js';
import { readAll } from './support.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dixian-whole-'));
  path = join(folder, 'decisions.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file is written whole or not at all', () => {
  test('piece by piece, text and bytes', async () => {
    const pieces = ['一', Uint8Array.of(0x62), '', 'c\n'];
    expect(await writeWholeFile(path, pieces)).toBe(6);
    expect(await readFile(path, 'utf8')).toBe('一bc\n');
    expect(await readdir(folder)).toEqual(['decisions.csv']);
  });

  test('of no pieces it is empty', async () => {
    expect(await writeWholeFile(path, [])).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('');
  });

  test('it takes the place of the one before', async () => {
    await writeFile(path, 'a much longer text of before');
    await writeWholeFile(path, ['new']);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  test('a failing piece leaves the one before, and nothing beside it', async () => {
    await writeFile(path, 'before');
    async function* pieces() {
      yield 'half';
      throw new Error('the worker is gone');
    }
    await expect(writeWholeFile(path, pieces())).rejects.toThrow('the worker is gone');
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['decisions.csv']);
  });

  test('while it is written, nothing stands at its path', async () => {
    const seen: string[][] = [];
    async function* pieces() {
      yield 'half';
      seen.push(await readdir(folder));
      yield 'whole';
    }
    await writeWholeFile(path, pieces());
    expect(seen).toEqual([[expect.stringMatching(/^\.decisions\.csv\.[0-9a-f]{12}\.tmp$/)]]);
  });

  test('where it cannot be written, nothing is read', async () => {
    let isRead = false;
    function* pieces() {
      isRead = true;
      yield 'x';
    }
    await expect(writeWholeFile(join(folder, 'none', 'a.csv'), pieces())).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(isRead).toBe(false);
  });
});

/** Starts the writer, kills it when it has told so many lines and waited so long, and gives what it told. */
async function killWriter(kind: 'bytes' | 'decisions', lines: number, milliseconds: number): Promise<string> {
  const script = fileURLToPath(new URL('killed-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, kind, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let told = '';
  await new Promise<void>((go) => {
    // To the end, or the child would fail at telling more.
    child.stdout.on('data', (piece) => {
      told += String(piece);
      if (told.split('\n').length > lines) go();
    });
  });
  await new Promise((go) => setTimeout(go, milliseconds));
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  return told;
}

/** For a longer run. */
const MORE = Number(process.env['MANY_KILLS'] ?? 1);

describe('a killed process leaves no file that looks whole and is not', () => {
  test('writing one after the other', { timeout: 60_000 * MORE }, async () => {
    const random = randomFrom(20_241_101);
    const texts = new Set(Array.from({ length: 100 }, (_, version) => [...wholeText(version)].join('')));
    await writeFile(path, 'before');
    for (let round = 0; round < 4 * MORE; round += 1) {
      await killWriter('bytes', 1, random() * 120);
      const text = await readFile(path, 'utf8');
      expect(texts.has(text) || text === 'before').toBe(true);
    }
    const left = (await readdir(folder)).filter((name) => name !== 'decisions.csv');
    expect(left.every((name) => /^\.decisions\.csv\.[0-9a-f]{12}\.tmp$/.test(name))).toBe(true);
  });

  test('deciding households in workers', { timeout: 60_000 * MORE }, async () => {
    const pool = await openWorkerPool({ workers: 1 });
    const batches = await readAll(pool.assess(gansu2024.policy, { ndjson: [householdLines] }, tableRequest));
    await pool.close();
    const whole = Buffer.concat(batches.map(({ text }) => text)).toString('utf8');
    await writeFile(path, 'before');
    const random = randomFrom(7);
    for (let round = 0; round < 2 * MORE; round += 1) {
      const told = await killWriter('decisions', 2 + Math.floor(random() * 28), random() * 30);
      expect(told).toContain('row 1\n');
      expect([whole, 'before']).toContain(await readFile(path, 'utf8'));
    }
  });
});
