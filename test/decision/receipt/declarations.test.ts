import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayCommand } from '../../../src/cli/replay-command.js';
import {
  type Declaration,
  DixianError,
  type Household,
  policyFile,
  publicReceipt,
  type Receipt,
  type ReceiptFacts,
  readReceiptFacts,
  readReceipts,
  replayReceipt,
  replayTexts,
} from '../../../src/index.js';
import { isSignedBy, signReceipt } from '../../../src/node.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { type Given, gansu2024, ON } from '../support.js';
import { linesOf, namedHousehold, receiptOf, saltOf } from './support.js';

const { policy } = gansu2024;
const BY = { authority: 'county', document: '台账填写说明（示农办〔2024〕3号）' } as const;
const DECLARATIONS: readonly Declaration[] = [
  { fact: 'necessaryJobCost', kind: 'blank', value: 76_543.21, column: '就业成本', ...BY },
  { fact: 'newDisability', kind: 'blank', value: false, ...BY },
  { fact: 'members', kind: 'complete', ...BY },
];
const household: Given = { ...namedHousehold(7), necessaryJobCost: 76_543.21, newDisability: false };
const made = (declarations: readonly Declaration[]) =>
  gansu2024.assess(household as Household, { on: ON, declarations }).receipt({ salt: saltOf(1) });
const { receipt, facts } = made(DECLARATIONS);
const told = receipt.declarations ?? [];
const again = <Value>(value: Value): Value => JSON.parse(canonicalJson(value)) as Value;

describe('a receipt of what a mapping declared', () => {
  test('names fact, column and document; the values are facts, and stay with these', () => {
    expect(told.map(({ fact }) => fact)).toEqual(['members', 'necessaryJobCost', 'newDisability']);
    expect(told[1]).toEqual({ fact: 'necessaryJobCost', kind: 'blank', column: '就业成本', ...BY });
    expect(canonicalJson(receipt)).not.toContain('76543');
    expect(facts.declarations).toEqual([DECLARATIONS[2], DECLARATIONS[0], DECLARATIONS[1]]);
  });

  test('does not hang on the order of the columns', () => {
    expect(made([...DECLARATIONS].reverse())).toEqual({ receipt, facts });
  });

  test('replays from its text', () => {
    expect(readReceipts(linesOf([receipt]), 'x')).toEqual([receipt]);
    expect(readReceiptFacts(linesOf([facts]), 'x')).toEqual([facts]);
    expect(replayReceipt(again(receipt), again(facts), policy).differences).toEqual([]);
  });

  test('without declarations has the form that it had before there were any', () => {
    const plain = receiptOf(household);
    expect(made([])).toEqual(plain);
    expect(Object.keys(plain.receipt)).not.toContain('declarations');
    expect(Object.keys(plain.facts)).not.toContain('declarations');
    expect(made(DECLARATIONS).receipt).toEqual({
      ...plain.receipt,
      facts: receipt.facts,
      declarations: told,
    });
    expect(receipt.facts.digest).not.toBe(plain.receipt.facts.digest);
  });

  test('holds nothing that the household does not hold', () => {
    const other = made([
      { fact: 'ownsVehicle', kind: 'blank', value: household['ownsVehicle'] !== true, ...BY },
    ]);
    expect(other).toEqual(made([]));
  });

  test('is silent about them in its public form', () => {
    expect(canonicalJson(publicReceipt(receipt))).toBe(
      canonicalJson({ ...publicReceipt(made([]).receipt), facts: receipt.facts }),
    );
  });
});

/** What somebody could make of a receipt. */
const TAMPERED: readonly (readonly [string, Receipt['declarations'], string, string])[] = [
  ['one left out', told.slice(1), '凭据上是“—”，现在是“家庭成员”', '"—" in the receipt, now "members"'],
  [
    'all left out',
    undefined,
    '凭据上是“—”，现在是“家庭成员、必要就业成本、新办残疾证”',
    '"—" in the receipt',
  ],
  [
    'one added',
    [...told, { fact: 'members.relation', kind: 'blank', ...BY }],
    '凭据上是“家庭成员：与户主关系”，现在是“—”',
    'in the receipt, now "—"',
  ],
  [
    'another document',
    told.map((each) => (each.fact === 'members' ? { ...each, document: '另一份' } : each)),
    '与凭据上的内容不同（“家庭成员”）',
    'not as in the receipt',
  ],
  [
    'another authority',
    told.map((each) => (each.fact === 'newDisability' ? { ...each, authority: 'national' as const } : each)),
    '与凭据上的内容不同（“新办残疾证”）',
    'not as in the receipt',
  ],
  [
    'a name that is no fact',
    [...told, { fact: '\u001b[2J', kind: 'blank', ...BY }],
    '凭据上是“\uFFFD[2J”，现在是“—”',
    'in the receipt',
  ],
];

function changedTo(declarations: Receipt['declarations']): Receipt {
  const { declarations: _, ...rest } = receipt;
  return declarations === undefined ? rest : { ...rest, declarations };
}

describe('a receipt that somebody changed', () => {
  test.each(TAMPERED)('%s: is told, and nothing else', (_, declarations, zh, en) => {
    const replay = replayReceipt(changedTo(declarations), facts, policy);
    expect(replay.differences.map(({ what }) => what)).toEqual(['declarations']);
    const [chinese, english] = (['zh-CN', 'en'] as const).map((locale) =>
      replayTexts(replay, policy, locale),
    );
    expect(chinese).toHaveLength(2);
    expect(chinese?.[1]).toBe(`列名对照表的声明：${zh}`);
    expect(english?.[1]).toMatch(/^what the column mapping declares: /);
    expect(english?.[1]).toContain(en);
  });

  const keys = generateKeyPairSync('ed25519');
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  test.each(TAMPERED)('%s: its signature does not hold any more', (_, declarations) => {
    const { signature } = signReceipt(receipt, privateKey);
    expect(isSignedBy({ ...receipt, ...(signature && { signature }) }, publicKey)).toBe(true);
    expect(isSignedBy({ ...changedTo(declarations), ...(signature && { signature }) }, publicKey)).toBe(
      false,
    );
  });
});

describe('facts that somebody changed', () => {
  const kept = facts.declarations as readonly Declaration[];
  const { declarations: _, ...without } = facts;
  test.each<[string, ReceiptFacts, readonly string[]]>([
    [
      'a value',
      {
        ...facts,
        declarations: kept.map((each) => (each.value === false ? { ...each, value: true } : each)),
      },
      ['facts'],
    ],
    ['a declaration', { ...facts, declarations: kept.slice(1) }, ['facts', 'declarations']],
    ['all declarations', without, ['facts', 'declarations']],
    [
      'a fact that is gone',
      { ...facts, declarations: [...kept, { fact: 'nothing', kind: 'blank', ...BY }] },
      ['facts', 'declarations'],
    ],
  ])('%s: is told', (__, changed, whats) => {
    expect(replayReceipt(receipt, changed, policy).differences.map(({ what }) => what)).toEqual(whats);
  });
});

describe('a file', () => {
  const damaged = (act: () => unknown): readonly string[] => {
    try {
      act();
    } catch (error) {
      if (error instanceof DixianError) return error.issues.map(({ code }) => code);
      throw error;
    }
    return [];
  };
  const [first] = facts.declarations as readonly Declaration[];
  test.each<[string, unknown]>([
    ['an empty list', []],
    ['no list', {}],
    ['a fact that is no name', [{ ...first, fact: '620102199001011234' }]],
    ['another kind', [{ ...first, kind: 'default' }]],
    ['another authority', [{ ...first, authority: 'village' }]],
    ['an empty document', [{ ...first, document: ' ' }]],
    ['more than there is', [{ ...first, note: 'x' }]],
  ])('with %s as declarations is damaged', (_, declarations) => {
    expect(damaged(() => readReceipts(canonicalJson({ ...receipt, declarations }), 'x'))).toEqual([
      'receiptDamaged',
    ]);
    expect(damaged(() => readReceiptFacts(canonicalJson({ ...facts, declarations }), 'x'))).toEqual([
      'receiptDamaged',
    ]);
  });

  test('of receipts with a value in a declaration is damaged: a receipt holds no fact', () => {
    const declarations = facts.declarations;
    expect(damaged(() => readReceipts(canonicalJson({ ...receipt, declarations }), 'x'))).toEqual([
      'receiptDamaged',
    ]);
  });

  test.each<[string, Receipt, number, RegExp]>([
    ['as it was made', receipt, 0, /^相同/],
    [
      'with one declaration less',
      changedTo(told.slice(1)),
      2,
      /列名对照表的声明：凭据上是“—”，现在是“家庭成员”/,
    ],
  ])('is replayed by the command, %s', async (_, stored, code, line) => {
    const folder = await mkdtemp(join(tmpdir(), 'dixian-declared-'));
    try {
      const path = (name: string): string => join(folder, name);
      const { name, text } = policyFile(policy);
      await Promise.all([
        writeFile(path('receipts.ndjson'), linesOf([stored])),
        writeFile(path('facts.ndjson'), linesOf([facts])),
        writeFile(path(name), text),
      ]);
      const printed: string[] = [];
      const options = { facts: path('facts.ndjson'), policies: folder, locale: 'zh-CN' } as const;
      expect(await replayCommand(path('receipts.ndjson'), options, (each) => printed.push(each))).toBe(code);
      expect(printed.map((each) => each.replace(/^第 1 份（[^）]+）：/, ''))).toContainEqual(
        expect.stringMatching(line),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
