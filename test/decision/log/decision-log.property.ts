import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDecisionLog } from '../../../src/decision-log.node.js';
import { type DecisionLogReading, readDecisionLog } from '../../../src/decision-log-reader.node.js';
import { describeIssue } from '../../../src/index.js';
import { shortDecision, temporaryFolders } from './support.js';

const newFolder = temporaryFolders();
const COUNT = 7;
let folder: string;
let files: readonly { readonly name: string; readonly bytes: Buffer }[];

beforeAll(async () => {
  folder = newFolder();
  const log = await openDecisionLog(folder, { maximumBytes: 2_000 });
  for (let seed = 1; seed <= COUNT; seed += 1) await log.append(shortDecision(1 + (seed % 3)));
  await log.close();
  files = readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
});

/** What the reader finds where one file holds something else; the file is put back. */
async function readWith(at: number, bytes: Buffer): Promise<DecisionLogReading> {
  const { name, bytes: original } = files[at] as (typeof files)[number];
  writeFileSync(join(folder, name), bytes);
  try {
    return await readDecisionLog(folder);
  } finally {
    writeFileSync(join(folder, name), original);
  }
}

describe('a log on the disk', () => {
  test('as it was written is whole', async () => {
    expect(files.length).toBeGreaterThan(2);
    expect(await readDecisionLog(folder)).toMatchObject({ isWhole: true, verified: COUNT, lines: COUNT });
  });

  test('in which any one byte of any file is another one is broken there, and read to its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, place, turn) => {
        const at = which % files.length;
        const { name, bytes } = files[at] as (typeof files)[number];
        const changed = Buffer.from(bytes);
        const position = place % bytes.length;
        changed[position] = (bytes[position] as number) ^ turn;
        const result = await readWith(at, changed);
        const line = bytes.subarray(0, position).filter((byte) => byte === 0x0a).length + 1;
        expect(result.isWhole).toBe(false);
        expect(result.breaks[0]).toMatchObject({ file: name, params: { line } });
        expect(describeIssue(result.breaks[0] as never, 'zh-CN')).toContain(`第 ${line} 行`);
        expect(result.verified).toBeGreaterThanOrEqual(COUNT - 3);
      }),
      { numRuns: 400 },
    );
  });

  test('of which any bytes but a whole end were cut out is broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (which, a, b) => {
        const at = which % files.length;
        const { bytes } = files[at] as (typeof files)[number];
        const from = Math.min(a % bytes.length, b % bytes.length);
        const to = Math.max(a % bytes.length, b % bytes.length) + 1;
        const isLast = at === files.length - 1;
        // Whole entries cut off at the very end can be seen only against a head noted elsewhere.
        fc.pre(!(isLast && to === bytes.length && (from === 0 || bytes[from - 1] === 0x0a)));
        const result = await readWith(at, Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
        expect(result.isWhole).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('cut off at its end by whole entries is seen against the head that was noted', async () => {
    const { head } = await readDecisionLog(folder);
    const last = files.at(-1) as (typeof files)[number];
    writeFileSync(join(folder, last.name), '');
    try {
      expect(await readDecisionLog(folder)).toMatchObject({ isWhole: true });
      expect(await readDecisionLog(folder, { expectedHead: head.hash })).toMatchObject({
        isWhole: false,
        expectedHead: { status: 'absent' },
        breaks: [{ code: 'logHeadAbsent' }],
      });
    } finally {
      writeFileSync(join(folder, last.name), last.bytes);
    }
  });
});
