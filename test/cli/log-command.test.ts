import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LogOptions, logCommand } from '../../src/cli/log-command.js';
import type { LogHead } from '../../src/decision/log/entry.js';
import { openDecisionLog } from '../../src/decision-log.node.js';
import { caseFileDecision, receiptOf, temporaryFolders } from '../decision/log/support.js';
import { printed, refused } from './support.js';

const newFolder = temporaryFolders();
const FIRST = 'decisions-000001.ndjson';
let folder: string;
const heads: LogHead[] = [];

async function write(into: string): Promise<void> {
  const log = await openDecisionLog(into);
  for (let seed = 1; seed <= 4; seed += 1) {
    const decided = receiptOf(seed).outcome.identification === 'identify' ? 'notIdentified' : 'identify';
    const decision = {
      kind: 'differs',
      identification: decided,
      reason: { code: 'other', text: '群众有意见' },
    } as const;
    heads.push(await log.append(caseFileDecision(seed, seed === 4 ? { decision } : {})));
  }
  await log.close();
}
beforeAll(async () => {
  folder = newFolder();
  await write(folder);
});
const log = (where = folder, options: Partial<LogOptions> = {}) =>
  printed((print) => logCommand(where, { locale: 'zh-CN', ...options }, print));

/** The log with another text in its file. */
async function damaged(damage: (text: string) => string): Promise<string> {
  const other = newFolder();
  writeFileSync(join(other, FIRST), damage(readFileSync(join(folder, FIRST), 'utf8')));
  return other;
}

describe('dixian log', () => {
  test('of a whole log says so, reports, and ends with 0', async () => {
    const { code, lines } = await log();
    expect(code).toBe(0);
    expect(lines.slice(0, 4)).toEqual([
      '核对：1 个文件，4 行，4 条记录核对无误。',
      '没有发现改动、缺失、重复、乱序。',
      `末条：第 4 条，散列值 ${heads[3]?.hash}`,
      '末尾若被截去，从日志本身看不出来。请把末条散列值另记在别处，下次用 --head 核对。',
    ]);
    expect(lines).toContain('与建议不一致：1 个，占 4 个的 25.00%。');
    expect(lines).toContain('  其他原因　1 个，占 1 个的 100.00%');
  });

  test('calls rules by their titles, and tells only of ways in and exit criteria', async () => {
    const { text } = await log();
    expect(text).toMatch(/【人均纯收入高于当年收入标准】(不)?成立的决定中/);
    expect(text).not.toMatch(/【[a-zA-Z]+】/);
    expect(text).not.toContain('车辆');
  });

  test('speaks English', async () => {
    const { lines, text } = await log(folder, { locale: 'en' });
    expect(lines[0]).toBe('Verified: 4 lines in 1 file(s), 4 entries found whole.');
    expect(text.replace('民主评议', '')).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test('prints the texts of reasons only when asked', async () => {
    expect((await log()).text).not.toContain('群众有意见');
    expect((await log(folder, { json: true })).text).not.toContain('群众有意见');
    expect((await log(folder, { reasonTexts: true })).text).toContain('第 4 条（其他原因）：群众有意见');
  });

  test('as JSON gives what was verified and the report', async () => {
    const { code, text } = await log(folder, { json: true });
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      isWhole: true,
      verified: 4,
      files: [FIRST],
      head: heads[3],
      report: { decisions: 4, differing: { numerator: 1, denominator: 4, exact: '0.25', text: '25.00%' } },
    });
  });

  test.each<[string, (text: string) => string, string]>([
    [
      'changed',
      (text) => text.replace('第 2 户', '第 9 户'),
      `  ${FIRST}：第 2 行被改动过：内容与它的散列值不符。`,
    ],
    [
      'deleted',
      (text) =>
        text
          .split('\n')
          .filter((_, at) => at !== 1)
          .join('\n'),
      `  ${FIRST}：第 2 行之前少了 1 条记录（序号 2 至 2 之间）。`,
    ],
    [
      'cut off in the middle',
      (text) => text.slice(0, -50),
      `  ${FIRST}：第 4 行没有写完（写入中断，或文件被截断）。下次打开日志时，会移到另一个文件保存。`,
    ],
  ])('of a log in which an entry was %s names file and line, and ends with 2', async (_, damage, told) => {
    const { code, lines, text } = await log(await damaged(damage));
    expect(code).toBe(2);
    expect(lines).toContain('发现 1 处不符，第一处在前：');
    expect(lines).toContain(told);
    expect(text).toMatch(/以下只统计核对无误的 [23] 条，其余 1 行没有计入。/);
  });

  test('sees an end that was cut off against the head that was noted, and only then', async () => {
    const cut = await damaged((text) => `${text.split('\n').slice(0, 3).join('\n')}\n`);
    const head = heads[3]?.hash as string;
    expect((await log(cut)).code).toBe(0);
    const { code, lines } = await log(cut, { head });
    expect(code).toBe(2);
    expect(lines).toContain('  日志里没有与所给末条散列值相符的记录：末尾被截去，或不是同一个日志。');
  });

  test.each([
    [3, '与另记的末条相符，之后没有新记录。'],
    [1, '另记的末条在日志里，其后又有 2 条。'],
  ])('knows the head of entry %i', async (at, told) => {
    const { code, lines } = await log(folder, { head: heads[at]?.hash as string });
    expect(code).toBe(0);
    expect(lines).toContain(told);
  });

  test.each<[string, () => Promise<string>, Partial<LogOptions>, string]>([
    [
      'a folder that is not there',
      async () => '/nowhere/at/all',
      {},
      '日志目录 /nowhere/at/all 不存在，或不是目录。请检查路径。',
    ],
    ['a folder without a log', async () => newFolder(), {}, '里没有日志文件'],
    [
      'a head that is no hash',
      async () => folder,
      { head: 'abc' },
      '--head 应为末条的散列值，64 位小写十六进制数字。',
    ],
  ])('refuses %s', async (_, where, options, told) => {
    const path = await where();
    const { told: lines, prints } = await refused((print) =>
      logCommand(path, { locale: 'zh-CN', ...options }, print),
    );
    expect(lines.join('\n')).toContain(told);
    expect(prints).toEqual([]);
  });

  test('tells of lines that were moved aside', async () => {
    const other = await damaged((text) => text);
    truncateSync(join(other, FIRST), readFileSync(join(other, FIRST)).length - 5);
    await (await openDecisionLog(other)).close();
    const { code, lines } = await log(other);
    expect(code).toBe(0);
    expect(lines).toContain('另存的未写完的行（不在日志里）：decisions-000001.torn-1。');
    rmSync(other, { recursive: true });
  });

  test('of a log without decisions says that there are none', async () => {
    const empty = newFolder();
    await (await openDecisionLog(empty)).close();
    const { code, text } = await log(empty);
    expect(code).toBe(0);
    expect(text).toContain('日志是空的。');
    expect(text).toContain('日志里没有决定。');
  });
});
