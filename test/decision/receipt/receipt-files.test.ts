import { describe, expect, test } from 'vitest';
import { readReceiptFactsLine, readReceiptLine } from '../../../src/decision/receipt/receipt-schemas.js';
import {
  DixianError,
  describeIssue,
  type Issue,
  publicReceipt,
  readPublicReceipts,
  readReceiptFacts,
  readReceipts,
} from '../../../src/index.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { linesOf, namedHousehold, receiptOf } from './support.js';

const { receipt, facts } = receiptOf(namedHousehold(5));
const text = canonicalJson(receipt);
const FILE = '凭据.ndjson';

function issuesOf(read: () => unknown): readonly Issue[] {
  try {
    read();
  } catch (error) {
    if (error instanceof DixianError) return error.issues;
    throw error;
  }
  return [];
}
const told = (read: () => unknown): string[] =>
  issuesOf(read).map(({ code, path, params }) => [code, params['line'], path.join('.')].join(' ').trim());

describe('a file of receipts', () => {
  test.each([
    ['one as JSON', text],
    ['one with line breaks and spaces', JSON.stringify(receipt, null, 2)],
    ['with a byte order mark', `\uFEFF${text}\n`],
    ['with Windows line ends', `${text}\r\n`],
    ['without an end of line', text],
    ['with its keys in another order', JSON.stringify(Object.fromEntries(Object.entries(receipt).reverse()))],
  ])('%s is read', (_, file) => {
    expect(readReceipts(file, FILE)).toEqual([receipt]);
  });

  test('of several lines, with a byte order mark, Windows line ends and empty lines, is read', () => {
    const file = `\uFEFF${text}\r\n\r\n${text}\r\n`;
    expect(readReceipts(file, FILE)).toEqual([receipt, receipt]);
  });

  test.each([
    ['empty', '', 'receiptFileEmpty'],
    ['of empty lines', '\n \r\n', 'receiptFileEmpty'],
    ['cut in a line', `${text}\n${text.slice(0, 900)}\n`, 'lineNotJson 2'],
    ['with a list', `[${text}]`, 'receiptOfOtherFormat 1'],
    ['of facts', linesOf([facts]), 'receiptOfOtherFormat 1'],
    ['of a later form', text.replace('dixian-receipt/1', 'dixian-receipt/2'), 'receiptOfOtherFormat 1'],
    ['null', 'null', 'receiptOfOtherFormat 1'],
    ['of a public one', linesOf([receipt, publicReceipt(receipt)]), 'receiptIsPublic 2'],
  ])('%s is refused', (_, file, expected) => {
    expect(told(() => readReceipts(file, FILE))).toEqual([expected]);
  });

  test('with several faults tells them all', () => {
    const bad = linesOf([{ ...receipt, on: '2024-02-30' }, receipt, { ...receipt, rules: [] }]);
    expect(told(() => readReceipts(bad, FILE))).toEqual(['receiptDamaged 1 on', 'receiptDamaged 3 rules']);
    expect(told(() => readReceipts(`{\n${text}\n}`, FILE))).toEqual(['lineNotJson 1', 'lineNotJson 3']);
  });

  test.each([
    ['a day that does not exist', { on: '2024-02-30' }, 'on'],
    ['a short hash', { policy: { ...receipt.policy, hash: 'ab' } }, 'policy.hash'],
    ['a digest in capitals', { facts: { ...receipt.facts, digest: 'A'.repeat(64) } }, 'facts.digest'],
    ['another algorithm', { facts: { ...receipt.facts, algorithm: 'SHA-1' } }, 'facts.algorithm'],
    ['an outcome that there is not', { outcome: { ...receipt.outcome, exit: 'yes' } }, 'outcome.exit'],
    ['a truth that there is not', { rules: { wayBelowStandard: 'perhaps' } }, 'rules.wayBelowStandard'],
    ['a rule without a proper name', { rules: { '620102199001011234': 'true' } }, 'rules.—'],
    ['more than there should be', { note: '620102199001011234' }, ''],
    ['a version that steers the screen', { engineVersion: '0.4.0\u001b[2J' }, 'engineVersion'],
    ['another grade', { grade: 'secret' }, 'grade'],
    [
      'a signature of another length',
      { signature: { algorithm: 'Ed25519', value: 'AAAA' } },
      'signature.value',
    ],
    ['half a character', { policy: { ...receipt.policy, region: '\ud800' } }, ''],
  ])('%s is damage, told by its place', (_, change, place) => {
    const file = JSON.stringify({ ...receipt, ...change });
    const read = () => readReceipts(file, FILE);
    expect(told(read)).toEqual([`receiptDamaged 1 ${place}`.trim()]);
    for (const found of issuesOf(read))
      for (const locale of ['zh-CN', 'en'] as const)
        expect(describeIssue(found, locale)).not.toContain('620102199001011234');
  });

  test.each([
    ['a key that stands twice', text.replace('"on":', '"on":"2024-01-01","on":')],
    ['a rule that stands twice', text.replace('"rules":{', '"rules":{"wayBelowStandard":"true",')],
    ['the same key spelt otherwise', text.replace('"on":', '"\\u006fn":"2024-01-01","on":')],
    ['a rule named like the prototype', text.replace('"rules":{', '"rules":{"__proto__":"true",')],
  ])('%s is damage: another reader would read something else', (_, file) => {
    expect(file).not.toBe(text);
    expect(told(() => readReceipts(file, FILE))).toEqual(['receiptDamaged 1']);
  });

  test('a quotation mark or a colon in a title is no key', () => {
    const [first, ...others] = receipt.policy.documents;
    const documents = [{ ...first, title: '关于"a":"b"\\":的通知' }, ...others];
    const titled = { ...receipt, policy: { ...receipt.policy, documents } };
    expect(readReceipts(JSON.stringify(titled), FILE)).toEqual([titled]);
  });

  test('the form that it names is told only where it is one of ours', () => {
    const [found] = issuesOf(() => readReceipts('{"format":["620102199001011234"]}', FILE));
    expect(found?.params['given']).toBe('—');
    const [other] = issuesOf(() => readReceipts(linesOf([facts]), FILE));
    expect(other?.params['given']).toBe('dixian-facts/1');
  });
});

describe('a file of facts', () => {
  test('is read as it was written', () => {
    expect(readReceiptFacts(linesOf([facts, facts]), FILE)).toEqual([facts, facts]);
  });

  test.each([
    ['no household', { household: undefined }, 'receiptDamaged 1 household'],
    ['a short salt', { salt: 'ab' }, 'receiptDamaged 1 salt'],
    ['more than there should be', { region: '620000' }, 'receiptDamaged 1'],
    ['a name that is none', { unusable: ['620102199001011234'] }, 'receiptDamaged 1 unusable.0'],
  ])('%s is damage', (_, change, expected) => {
    const file = JSON.stringify({ ...facts, ...change });
    expect(told(() => readReceiptFacts(file, FILE))).toEqual([expected]);
  });

  test('a fact that stands twice is damage, and the fact is not told', () => {
    const doubled = canonicalJson(facts).replace('"telephone":', '"telephone":"13900009999","telephone":');
    const read = () => readReceiptFacts(doubled, FILE);
    expect(told(read)).toEqual(['receiptDamaged 1']);
    expect(JSON.stringify(issuesOf(read))).not.toMatch(/1390000/);
  });

  test('null is a household that could not be read, and is kept', () => {
    const made = receiptOf(null);
    expect(readReceiptFacts(linesOf([made.facts]), FILE)).toEqual([made.facts]);
  });

  test('lists nested beyond all measure are damage, not a broken program', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const file = canonicalJson({ ...facts, household: 1 }).replace('"household":1', `"household":${deep}`);
    expect(told(() => readReceiptFacts(file, FILE))).toEqual(['receiptDamaged 1']);
  });
});

describe('a file of public receipts', () => {
  test('is read; a full one in it is damage', () => {
    const shown = publicReceipt(receipt);
    expect(readPublicReceipts(linesOf([shown]), FILE)).toEqual([shown]);
    expect(told(() => readPublicReceipts(linesOf([shown, receipt]), FILE))).toEqual([
      'receiptDamaged 2 grade',
    ]);
  });
});

describe('a line of a file', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['a receipt', text],
    ['a receipt with a Windows line end', `${text}\r`],
    ['no JSON', text.slice(0, 900)],
    ['facts', canonicalJson(facts)],
    ['a public receipt', canonicalJson(publicReceipt(receipt))],
    ['a receipt of a later form', text.replace('dixian-receipt/1', 'dixian-receipt/2')],
    ['a receipt with a changed day', text.replace(/"on":"[^"]+"/, '"on":"2024-02-30"')],
    ['a key that stands twice', text.replace('"on":', '"on":"2024-01-01","on":')],
    ['a damaged household', canonicalJson({ ...facts, salt: 'ab' })],
    ['null', 'null'],
  ];

  test.each(lines)('%s is read, or refused, as in a whole file', (_, content) => {
    const file = `${'\n'.repeat(6)}${content}\n`;
    for (const [whole, single] of [
      [readReceipts, readReceiptLine],
      [readReceiptFacts, readReceiptFactsLine],
    ] as const) {
      const read = single(content, 7, FILE);
      const issues = issuesOf(() => whole(file, FILE));
      // A file of one value is no file of lines: it begins at 1.
      const expected = issues.map((found) =>
        found.params['line'] === 1 ? { ...found, params: { ...found.params, line: 7 } } : found,
      );
      expect(read !== undefined && 'fault' in read ? [read.fault] : []).toEqual(expected);
      if (read !== undefined && 'value' in read) expect([read.value]).toEqual(whole(file, FILE));
    }
  });

  test.each(['', ' ', '\r', '\t\r'])('%j holds nothing', (content) => {
    expect(readReceiptLine(content, 1, FILE)).toBeUndefined();
    expect(readReceiptFactsLine(content, 1, FILE)).toBeUndefined();
  });

  test('what is read cannot be changed', () => {
    const read = readReceiptLine(text, 1, FILE) as { readonly value: object };
    expect(Object.isFrozen(read.value)).toBe(true);
  });
});
