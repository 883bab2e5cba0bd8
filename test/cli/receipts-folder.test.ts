import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assessCommand } from '../../src/cli/assess-command.js';
import { readReceiptFacts, readReceipts } from '../../src/index.js';
import { GANSU, line, receiptsOffice, SECRETS } from './receipts-office.js';
import { filesBelow, refused, written } from './support.js';

const { folder, at, assess, changed, replay, notReplayed } = receiptsOffice();

describe('dixian assess --receipts', () => {
  test('writes a receipt a row, the facts with their salts, and the policy', () => {
    const files = Object.keys(filesBelow(at('plain')));
    expect(files).toEqual([
      'facts.ndjson',
      expect.stringMatching(/^policies\/620000\.2024-01-01\.\w{16}\.policy\.json$/),
      'receipts.ndjson',
    ]);
    const receipts = readReceipts(readFileSync(at('plain', 'receipts.ndjson'), 'utf8'), 'x');
    const facts = readReceiptFacts(readFileSync(at('plain', 'facts.ndjson'), 'utf8'), 'x');
    expect(receipts).toHaveLength(3);
    expect(receipts[2]?.unusable).toContain('reportedMemberCount');
    expect(new Set(facts.map(({ salt }) => salt)).size).toBe(3);
    expect(readFileSync(at('plain', 'receipts.ndjson'), 'utf8')).not.toMatch(SECRETS);
  });

  test('keeps the facts from everybody else on the machine', () => {
    expect(statSync(at('plain', 'facts.ndjson')).mode & 0o077).toBe(0);
  });

  test.each([
    ['holds a file', { 'full/old.ndjson': 'x' }, 'full', '已有文件'],
    ['is a file', { afile: 'x' }, 'afile', '写不了凭据目录'],
  ])('a folder that %s is refused before anything is done', async (_, files, name, told) => {
    written(folder, files);
    const before = filesBelow(folder);
    const { told: lines, prints } = await refused((print) =>
      assessCommand(at('list.csv'), { ...GANSU, receipts: at(name), out: at('out.csv') }, print),
    );
    expect(lines.join()).toContain(told);
    expect(prints).toEqual([]);
    expect(filesBelow(folder)).toEqual(before);
  });

  test('a folder that is empty is used', async () => {
    mkdirSync(at('empty'));
    expect((await assess(at('empty'))).text).toContain('3 份凭据已写入');
    expect((await replay(at('empty'))).code).toBe(0);
  });

  test('a wrong key leaves no receipt behind', async () => {
    await refused((print) =>
      assessCommand(at('list.csv'), { ...GANSU, receipts: at('wrongKey'), signKey: at('public.pem') }, print),
    );
    expect(filesBelow(at('wrongKey'))).toEqual({});
  });

  test('a folder that cannot be made is told', async () => {
    // Below a file there is no folder, whoever asks for it.
    const { told } = await refused((print) =>
      assessCommand(at('list.csv'), { ...GANSU, receipts: `${at('list.csv')}/below` }, print),
    );
    expect(told.join()).toMatch(/写不了|不是目录|不能用/);
  });

  test('a row with half a character has no receipt and is named; the others have theirs', async () => {
    const rows = '[{"householdId":"A1"},{"householdId":"A2","headName":"\\ud800"},{"householdId":"A3"}]';
    writeFileSync(at('half.json'), rows);
    const { told } = await refused((print) =>
      assessCommand(at('half.json'), { ...GANSU, receipts: at('half') }, print),
    );
    expect(told.join()).toContain('第 2 行');
    expect(await replay(at('half'))).toMatchObject({ code: 0, text: '共 2 份：相同 2，不同 0' });
  });
});

describe('signatures', () => {
  const signedBy = (name: string) => ({ signedBy: at(name) });

  test('of the county hold', async () => {
    expect(await replay(at('signed'), signedBy('public.pem'))).toMatchObject({
      code: 0,
      text: '共 3 份：相同 3，不同 0',
    });
  });

  test.each([
    ['zh-CN', '第 2 份（甘肃省，2024年11月1日）：没有签名，或签名不符', '签名不符 1'],
    ['en', ': not signed by this key, or changed since', '1 with a wrong signature'],
  ])('that were tampered with do not, told in %s', async (locale, told, count) => {
    const target = changed(
      {
        receipts: (text) =>
          line(text, 1) + line(text, 2).replace(/"value":"..../, '"value":"AAAA') + line(text, 3),
      },
      'signed',
    );
    const { code, text } = await replay(target, { ...signedBy('public.pem'), locale });
    expect(code).toBe(2);
    expect(text).toContain(told);
    expect(text).toContain(count);
  });

  test('a changed engine version is found by the signature alone', async () => {
    const target = changed(
      { receipts: (text) => text.replace(/"engineVersion":"[^"]+"/, '"engineVersion":"0.1.0"') },
      'signed',
    );
    expect((await replay(target)).code).toBe(0);
    expect((await replay(target, signedBy('public.pem'))).code).toBe(2);
  });

  test('of another key, and none at all, do not pass', async () => {
    expect((await replay(at('signed'), signedBy('other.pem'))).text).toContain('签名不符 3');
    const { code, text } = await replay(at('plain'), signedBy('public.pem'));
    expect(code).toBe(2);
    expect(text).toContain('签名不符 3');
  });

  test('that nobody checked are told as such', async () => {
    expect((await replay(at('signed'))).text).toContain('有签名而没有核对（没有给公钥） 3');
    expect((await replay(at('signed'), { locale: 'en' })).text).toContain('3 signed, not checked');
  });

  test('the private key is no key to check with', async () => {
    const { told } = await notReplayed(at('signed'), signedBy('key.pem'));
    expect(told.join()).toContain('不是所需的 PEM 格式');
  });
});
