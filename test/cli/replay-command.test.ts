import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Change, line, receiptsOffice, SECRETS } from './receipts-office.js';
import { dixian, written } from './support.js';

const { at, changed, replay, notReplayed } = receiptsOffice();

describe('dixian replay', () => {
  test.each([
    ['zh-CN', '共 3 份：相同 3，不同 0'],
    ['en', '3 receipts: 3 the same, 0 different'],
  ])('says in %s that all are the same', async (locale, text) => {
    expect(await replay(at('plain'), { locale })).toMatchObject({ code: 0, text });
  });

  test.each([
    ['zh-CN', /^第 1 份（甘肃省，2024年11月1日）：相同（出具 \S+，重放 \S+）\n/],
    ['en', /^receipt 1 \(Gansu\S*, 2024-11-01\): the same \(made by/],
  ])('says in %s of one receipt which it was, though the facts hold more', async (locale, pattern) => {
    const target = changed({ receipts: (text) => line(text, 2) });
    const { code, text } = await replay(target, { locale });
    expect(text).toMatch(pattern);
    expect(text).toMatch(/另有 2 户|2 more households/);
    expect(code).toBe(0);
  });

  test.each<[string, Change, RegExp, RegExp]>([
    [
      'a fact',
      { facts: (text) => text.replace('30600', '90600') },
      /^第 1 份（甘肃省，2024年11月1日）：事实与出具凭据时不同（摘要不符）$/m,
      /^receipt 1 .*the facts are not those of the receipt/m,
    ],
    [
      'a truth',
      { receipts: (text) => text.replace(/"exitHasLabour":"\w+"/, '"exitHasLabour":"true"') },
      /^第 1 份.*：规则“.+”：凭据上是“成立”，现在是“.+”$/m,
      /^receipt 1 .*: rule ".+": ".+" in the receipt, now ".+"$/m,
    ],
    [
      'an outcome',
      { receipts: (text) => text.replace('"identification":"verify"', '"identification":"identify"') },
      /^第 \d 份.*：识别结论：凭据上是“.+”，现在是“.+”$/m,
      /^receipt \d .*: identification: ".+" in the receipt, now ".+"$/m,
    ],
    [
      'the day, to one on which the policy was not in force',
      { receipts: (text) => text.replace('"on":"2024-11-01"', '"on":"2023-11-01"') },
      /^第 1 份（甘肃省，2023年11月1日）：on：.*2024-01-01/m,
      /^receipt 1 .*: on: .*2024-01-01/m,
    ],
    [
      'the digest',
      { receipts: (text) => text.replace(/"digest":"...../, '"digest":"00000') },
      /^第 1 份.*：事实与出具凭据时不同/m,
      /^receipt 1 .*the facts are not those/m,
    ],
  ])('%s that was changed is told where, and ends with 2', async (_, change, zh, en) => {
    const target = changed(change);
    const [chinese, english] = [await replay(target), await replay(target, { locale: 'en' })];
    expect(chinese.text).toMatch(zh);
    expect(english.text).toMatch(en);
    expect([chinese.code, english.code]).toEqual([2, 2]);
    expect(chinese.text).toContain('共 3 份：相同 2，不同 1');
    expect(english.text).toContain('3 receipts: 2 the same, 1 different');
    expect(chinese.text).not.toMatch(SECRETS);
  });

  test('the facts of another household do not pass', async () => {
    const target = changed({ receipts: (text) => line(text, 1), facts: (text) => line(text, 3) });
    const { code, text } = await replay(target);
    expect(code).toBe(2);
    expect(text).toContain('事实与出具凭据时不同');
    expect(text).not.toMatch(SECRETS);
  });

  test('a household without facts is told, the others are replayed', async () => {
    const target = changed({ facts: (text) => line(text, 1) + line(text, 3) });
    const { code, text } = await replay(target);
    expect(code).toBe(2);
    expect(text).toContain('第 2 份（甘肃省，2024年11月1日）：事实文件里没有与它相符的一户');
    expect(text).toContain('共 3 份：相同 2，不同 0，缺事实 1');
    expect((await replay(target, { locale: 'en' })).text).toContain('1 without facts');
  });

  test('receipts taken away are told, where the facts are still there', async () => {
    const target = changed({ receipts: (text) => line(text, 1) + line(text, 3) });
    expect((await replay(target)).text).toContain('事实文件里另有 1 户，这里没有它们的凭据');
  });

  test('two receipts in each other’s place are found by their digests', async () => {
    const target = changed({ receipts: (text) => line(text, 3) + line(text, 1) + line(text, 2) });
    expect((await replay(target)).code).toBe(0);
  });

  test('byte order marks and Windows line ends change nothing', async () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect((await replay(changed({ receipts: windows, facts: windows, policy: windows }))).code).toBe(0);
  });

  test('a policy that is gzipped is read', async () => {
    const target = changed({ policy: () => undefined });
    const [name] = readdirSync(at('plain', 'policies')) as [string];
    writeFileSync(
      join(target, 'policies', `${name}.gz`),
      gzipSync(readFileSync(at('plain', 'policies', name))),
    );
    expect((await replay(target)).code).toBe(0);
  });

  test('a folder and a damaged file beside the policy do no harm', async () => {
    const target = changed({});
    written(join(target, 'policies'), { '0.policy.json': '{', '1.policy.json/x': '' });
    expect((await replay(target)).code).toBe(0);
  });

  test.each<[string, Change, RegExp, RegExp]>([
    [
      'that is not there',
      { policy: () => undefined },
      /没有散列值为 \w{16}… 的政策文件/,
      /has no policy file with the hash \w{16}…/,
    ],
    [
      'of which a number was changed',
      { policy: (text) => text.replace('"7800"', '"8800"') },
      /\.policy\.json：政策文件已损坏或被改动/,
      /\.policy\.json: the policy file is damaged or was changed/,
    ],
    [
      'of which a title was changed',
      { policy: (text) => text.replace(/"zh": "./, '"zh": "某') },
      /\.policy\.json：政策文件已损坏或被改动/,
      /\.policy\.json: the policy file is damaged or was changed/,
    ],
  ])('a policy %s: nothing can be replayed, and that ends with an error', async (_, change, zh, en) => {
    const target = changed(change);
    const chinese = await notReplayed(target);
    expect(chinese.prints).toHaveLength(3);
    expect(chinese.prints[0]).toMatch(zh);
    expect(chinese.told.join()).toContain('一份也没有重放');
    expect((await notReplayed(target, {}, 'en')).prints[0]).toMatch(en);
  });

  test('one receipt of an unknown policy does not stop the others', async () => {
    const target = changed({ receipts: (text) => text.replace(/"hash":"...../, '"hash":"00000') });
    const { code, text } = await replay(target);
    expect(code).toBe(2);
    expect(text).toContain('共 3 份：相同 2，不同 0，缺政策 1');
  });

  test.each<[string, Change, string]>([
    ['a file that was cut', { receipts: (text) => text.slice(0, -40) }, '第 3 行不是 JSON'],
    ['an empty file', { receipts: () => '' }, '文件里没有内容'],
    ['facts in place of receipts', { receipts: () => '{"format":"dixian-facts/1"}' }, '“dixian-facts/1”'],
    ['a public receipt', { receipts: (text) => text.replace('caseFile', 'public') }, '第 1 行是公开凭据'],
    [
      'a fact given twice',
      { facts: (t) => t.replace('"telephone"', '"telephone":"1","telephone"') },
      '第 1 行',
    ],
  ])('%s is refused whole, and no fact is repeated', async (_, change, told) => {
    const { told: lines, prints } = await notReplayed(changed(change));
    expect(lines.join()).toContain(told);
    expect(`${lines.join()}${prints.join()}`).not.toMatch(SECRETS);
  });
});

describe('the program', () => {
  const parameters = (target: string) => [
    'replay',
    join(target, 'receipts.ndjson'),
    '--facts',
    join(target, 'facts.ndjson'),
    '--policies',
    join(target, 'policies'),
  ];

  test('ends with 0 where all is the same, 2 where something differs, 1 where nothing was done', async () => {
    const differing = changed({ facts: (text) => text.replace('30600', '90600') });
    const without = changed({ policy: () => undefined });
    const runs = await Promise.all([
      dixian(parameters(at('plain'))),
      dixian(parameters(differing)),
      dixian(parameters(without)),
      dixian(parameters(at('nowhere'))),
    ]);
    expect(runs.map(({ status }) => status)).toEqual([0, 2, 1, 1]);
    expect(runs.map(({ stdout, stderr }) => stdout + stderr).join()).not.toMatch(SECRETS);
    expect(runs[2]?.stderr).toContain('一份也没有重放');
    expect(runs.map(({ stderr }) => stderr).join()).not.toMatch(/ {4}at /);
  });
});
