import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Repeats } from '../../src/cli/repeats.js';
import { replayCommand } from '../../src/cli/replay-command.js';
import { readText } from '../../src/cli/text-file.js';
import { type Change, line, receiptsOffice, SECRETS } from './receipts-office.js';
import { dixian, printed, refused, written } from './support.js';

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

/** Every file with its three lines so many times over. */
const over = (times: number): Change => ({
  receipts: (text) => text.repeat(times),
  facts: (text) => text.repeat(times),
});
const kept = (target: string, ...names: string[]) =>
  names.map((name) => readFileSync(join(target, name), 'utf8')) as [string, ...string[]];

describe('files that are read by line and files that are read whole', () => {
  test.each(['ndjson', 'jsonl', 'NDJSON', 'json', 'txt'])(
    'receipts and facts in .%s are replayed',
    async (ending) => {
      const [receipts, facts] = kept(at('plain'), 'receipts.ndjson', 'facts.ndjson');
      const target = written(at(`as-${ending}`), { [`r.${ending}`]: receipts, [`f.${ending}`]: facts });
      const options = { facts: join(target, `f.${ending}`), policies: at('plain', 'policies') };
      const { code, text } = await printed((print) =>
        replayCommand(join(target, `r.${ending}`), { ...options, locale: 'zh-CN' }, print),
      );
      expect({ code, text }).toEqual({ code: 0, text: '共 3 份：相同 3，不同 0' });
    },
  );

  test('one receipt with line breaks is replayed from a .json file, by the facts of the whole list', async () => {
    const [receipts] = kept(at('plain'), 'receipts.ndjson');
    const target = written(at('pretty'), { 'r.json': JSON.parse(line(receipts as string, 2)) });
    const options = { facts: at('plain', 'facts.ndjson'), policies: at('plain', 'policies') };
    const { code, text } = await printed((print) =>
      replayCommand(join(target, 'r.json'), { ...options, locale: 'zh-CN' }, print),
    );
    expect(text).toMatch(/^第 1 份（甘肃省，2024年11月1日）：相同/);
    expect(code).toBe(0);
  });

  test('more lines than one piece of a file holds are all replayed', async () => {
    const { code, text } = await replay(changed(over(40)));
    expect({ code, text }).toEqual({ code: 0, text: '共 120 份：相同 120，不同 0' });
  });

  test('an error far down in a file names its own line, empty lines counted', async () => {
    const target = changed({ receipts: (text) => `${text}\n\r\n${text.repeat(20)}{"format"\n${text}` });
    expect((await notReplayed(target)).told.join()).toMatch(/第 66 行不是 JSON/);
    const facts = changed({ facts: (text) => `${text}\n${text.replace('"unusable":[]', '"unusable":[0]')}` });
    const { told } = await notReplayed(facts);
    expect(told).toEqual([expect.stringMatching(/facts\.ndjson › unusable\[0\]：第 5 行/)]);
  });

  test('a line that is not UTF-8 is told with its number, and nothing of it', async () => {
    const target = changed({});
    const file = join(target, 'receipts.ndjson');
    const bytes = Buffer.concat([readFileSync(file), Buffer.from([0xce, 0xf7, 0xb0, 0xb2, 0x0a])]);
    writeFileSync(file, bytes);
    expect((await notReplayed(target)).told.join()).toMatch(/receipts\.ndjson 第 4 行不是 UTF-8/);
    expect((await notReplayed(target, {}, 'en')).told.join()).toMatch(/line 4 is not UTF-8, or too long/);
  });

  test.each(['receipts.ndjson', 'facts.ndjson'])(
    '%s that is not there, or is a folder, cannot be opened',
    async (name) => {
      const target = changed({});
      rmSync(join(target, name));
      expect((await notReplayed(target)).told.join()).toMatch(/打不开文件 .*（ENOENT）/);
      mkdirSync(join(target, name));
      expect((await notReplayed(target)).told.join()).toMatch(/打不开文件 .*（EISDIR）/);
    },
  );

  test('receipts that are cut off at a line end while they are replayed do not count as all the same', async () => {
    const receipts = (text: string): string => text.repeat(30);
    const target = changed({ receipts, facts: (text) => line(text, 2) + line(text, 3) });
    const file = join(target, 'receipts.ndjson');
    const options = { facts: join(target, 'facts.ndjson'), policies: join(target, 'policies') };
    const size = statSync(file).size / 30;
    const { told, prints } = await refused((print) =>
      replayCommand(file, { ...options, locale: 'zh-CN' }, (text) => {
        // The first receipt, which has no facts, is told while the later ones are still to be read.
        if (statSync(file).size === 30 * size) truncateSync(file, 15 * size);
        print(text);
      }),
    );
    expect(told.join()).toMatch(/receipts\.ndjson 在重放时被改动/);
    expect(prints.join()).not.toContain('共 ');
  });
});

describe('what is the same time and again', () => {
  test.each([
    [
      'zh-CN',
      /facts\.ndjson：第 10 行的格式是“dixian-facts\/1”/,
      '另有 290 行与第 1 行的问题相同：第 11 至 300 行',
    ],
    ['en', /facts\.ndjson: line 10 has the form/, '290 more lines have the fault of line 1: 11 to 300'],
  ] as const)(
    'a wrong file is told in %s by its first ten lines and how many more',
    async (locale, tenth, rest) => {
      const target = changed(over(100));
      const facts = join(target, 'facts.ndjson');
      const { told, prints } = await refused(
        (print) => replayCommand(facts, { facts, policies: join(target, 'policies'), locale }, print),
        locale,
      );
      const lines = told.join('\n').split('\n');
      expect(prints).toEqual([]);
      expect(lines).toHaveLength(11);
      expect(lines[9]).toMatch(tenth);
      expect(lines[10]).toBe(rest);
    },
  );

  test('another fault among them is told', async () => {
    const target = changed({ receipts: (text) => `${'{"format":"dixian-facts/1"}\n'.repeat(30)}{\n${text}` });
    const { told } = await notReplayed(target);
    expect(told.join('\n')).toMatch(/第 31 行不是 JSON.*\n另有 20 行与第 1 行的问题相同：第 11 至 30 行$/);
  });

  test('a wrong file that is read whole is told as shortly', async () => {
    const target = changed({});
    const wrong = '{"format":"dixian-facts/1"}\n'.repeat(300);
    const file = join(written(target, { 'wrong.json': wrong }), 'wrong.json');
    const options = { facts: join(target, 'facts.ndjson'), policies: join(target, 'policies') };
    const { told } = await refused((print) => replayCommand(file, { ...options, locale: 'zh-CN' }, print));
    expect(told.join('\n').split('\n')).toHaveLength(11);
  });

  test('a policy that is not there is told of ten receipts, and of which others', async () => {
    const { prints, told } = await notReplayed(changed({ ...over(40), policy: () => undefined }));
    expect(prints).toHaveLength(11);
    expect(prints[9]).toMatch(/^第 10 份（2024年11月1日）：/);
    expect(prints[10]).toMatch(/^另有 110 份（第 11 至 120 份）：.* 里没有散列值为 \w{16}… 的政策文件/);
    expect(told.join()).toContain('一份也没有重放');
  });

  test('a receipt that differs is named by its number even where it is not told in full', async () => {
    const target = changed({ ...over(15), facts: (text) => line(text, 1) + line(text, 3) });
    const { code, lines, text } = await replay(target);
    expect(code).toBe(2);
    expect(lines.filter((each) => each.includes('没有与它相符的一户'))).toHaveLength(11);
    expect(text).toContain('另有 5 份（第 32、35、38、41、44 份）：事实文件里没有与它相符的一户');
    expect(text).toContain('共 45 份：相同 30，不同 0，缺事实 15');
    expect((await replay(target, { locale: 'en' })).text).toContain(
      '5 more receipts (32, 35, 38, 41, 44): no',
    );
  });
});

describe('the numbers of what is not told any more', () => {
  const untold = (numbers: readonly number[]) => {
    const repeats = new Repeats();
    for (let number = 1; number <= 10; number += 1) repeats.isToBeTold('x', number);
    expect(numbers.filter((number) => repeats.isToBeTold('x', number))).toEqual([]);
    expect(repeats.isToBeTold('y', 99)).toBe(true);
    return repeats.untold();
  };

  test.each<[readonly number[], number, string, string]>([
    [[11], 1, '11', '11'],
    [[11, 12], 2, '11 至 12', '11 to 12'],
    [[11, 13], 2, '11、13', '11, 13'],
    [[12, 13, 14, 20, 22, 23], 6, '12 至 14、20、22 至 23', '12 to 14, 20, 22 to 23'],
    [[10, 11, 11], 1, '11', '11'],
  ])('%j are %i, each named once', (numbers, count, zh, en) => {
    expect(untold(numbers)).toEqual([{ what: 'x', first: 1, count, numbers: { 'zh-CN': zh, en } }]);
  });

  test('are none where all was told', () => {
    expect(untold([])).toEqual([]);
  });
});

describe('a file read as one text', () => {
  test('that is larger than one text can be is told so, and not as of another encoding', async () => {
    const folder = written(at('large'), { 'list.csv': '户编号\n'.repeat(20) });
    const path = join(folder, 'list.csv');
    const size = readFileSync(path).length;
    expect(await readText(path, size)).toHaveLength(80);
    const refusal = readText(path, size - 1);
    await expect(refusal).rejects.toThrow(/list\.csv is too large/);
    await expect(refusal).rejects.toThrow(/Split it/);
    await expect(refusal).rejects.not.toThrow(/UTF-8/);
    await expect(refusal).rejects.toMatchObject({ zh: expect.stringMatching(/太大.*请分成几个文件/) });
  });

  test('of another encoding is told as before', async () => {
    const folder = written(at('gbk'), { 'list.csv': Buffer.from([0xce, 0xf7]) });
    await expect(readText(join(folder, 'list.csv'))).rejects.toThrow(/not UTF-8/);
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
