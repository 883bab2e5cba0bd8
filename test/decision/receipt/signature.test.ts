import { createPublicKey, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DixianError, publicReceipt, type Receipt, readReceipts } from '../../../src/index.js';
import { isSignedBy, signReceipt } from '../../../src/node.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { namedHousehold, receiptOf } from './support.js';

const inPem = ({ publicKey, privateKey }: KeyPairKeyObjectResult) => ({
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const county = inPem(generateKeyPairSync('ed25519'));
const other = inPem(generateKeyPairSync('ed25519'));
const { receipt } = receiptOf(namedHousehold(9), ['ownsVehicle']);
const signed = signReceipt(receipt, county.privateKey);

const again = (value: Receipt): Receipt => readReceipts(canonicalJson(value), 'x')[0] as Receipt;

describe('a signature', () => {
  test('holds for its key, also when the receipt was written and read', () => {
    expect(isSignedBy(signed, county.publicKey)).toBe(true);
    expect(isSignedBy(again(signed), county.publicKey)).toBe(true);
    const spaced = readReceipts(JSON.stringify(signed, null, 4), 'x')[0] as Receipt;
    expect(isSignedBy(spaced, county.publicKey)).toBe(true);
  });

  test('does not hold for another key, and a receipt without one is not signed', () => {
    expect(isSignedBy(signed, other.publicKey)).toBe(false);
    expect(isSignedBy(receipt, county.publicKey)).toBe(false);
  });

  test('the receipt signed anew has the new one only', () => {
    const renewed = signReceipt(signed, other.privateKey);
    expect(isSignedBy(renewed, other.publicKey)).toBe(true);
    expect(isSignedBy(renewed, county.publicKey)).toBe(false);
    expect(signReceipt(renewed, county.privateKey)).toEqual(signed);
  });

  const rule = Object.keys(receipt.rules)[0] as string;
  const flipped = receipt.rules[rule] === 'true' ? 'false' : 'true';
  const { [rule]: _, ...fewer } = receipt.rules;
  test.each<[string, Partial<Receipt>]>([
    ['the engine', { engineVersion: '0.4.1' }],
    ['the day', { on: '2024-11-02' }],
    ['the policy', { policy: { ...receipt.policy, hash: 'a'.repeat(64) } }],
    ['the first day of the policy', { policy: { ...receipt.policy, validFrom: '2023-01-01' } }],
    ['a document', { policy: { ...receipt.policy, documents: receipt.policy.documents.slice(1) } }],
    ['a layer', { policy: { ...receipt.policy, layers: receipt.policy.layers.slice(1) } }],
    ['the digest', { facts: { ...receipt.facts, digest: 'b'.repeat(64) } }],
    ['the declared blanks', { declaredBlanks: ['monitoringStatus'] }],
    ['the unusable facts', { unusable: [] }],
    ['an outcome', { outcome: { ...receipt.outcome, tier: ['重度困难', '轻度困难', '中度困难'] } }],
    ['a rule', { rules: { ...receipt.rules, [rule]: flipped } }],
    ['a rule that is gone', { rules: fewer }],
  ])('does not hold any more when %s was changed', (_name, change) => {
    expect(isSignedBy(again({ ...signed, ...change }), county.publicKey)).toBe(false);
  });

  test('of the full receipt is not one of the public receipt', () => {
    const shown = publicReceipt(signed);
    expect(shown.signature).toBeUndefined();
    const moved = { ...shown, ...(signed.signature === undefined ? {} : { signature: signed.signature }) };
    expect(isSignedBy(moved, county.publicKey)).toBe(false);
    expect(isSignedBy(signReceipt(shown, county.privateKey), county.publicKey)).toBe(true);
  });

  test('spelt otherwise with the same bytes does not hold', () => {
    const value = signed.signature?.value as string;
    // The last character before the padding carries four bits that base 64 does not use.
    const last = value.at(-3) as string;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const twin = `${value.slice(0, -3)}${alphabet[alphabet.indexOf(last) ^ 1] as string}==`;
    expect(Buffer.from(twin, 'base64')).toEqual(Buffer.from(value, 'base64'));
    for (const spelling of [twin, `${value} `, value.replace('==', '')])
      expect(
        isSignedBy({ ...signed, signature: { algorithm: 'Ed25519', value: spelling } }, county.publicKey),
      ).toBe(false);
  });
});

describe('a key', () => {
  const rsa = inPem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const agreeing = inPem(generateKeyPairSync('x25519'));
  const codeOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof DixianError) return error.issues.map(({ code }) => code).join();
      throw error;
    }
    return 'taken';
  };

  test.each([
    ['no key', 'abc'],
    ['nothing', ''],
    ['the public key', county.publicKey],
    ['an RSA key', rsa.privateKey],
    ['a key for agreeing on keys', agreeing.privateKey],
  ])('to sign: %s is refused', (_, key) => {
    expect(codeOf(() => signReceipt(receipt, key))).toBe('keyNotEd25519');
  });

  test.each([
    ['no key', 'abc'],
    ['an RSA key', rsa.publicKey],
    ['a key for agreeing on keys', agreeing.publicKey],
    ['the private key, from which the public one could be worked out', county.privateKey],
  ])('to check: %s is refused', (_, key) => {
    expect(createPublicKey(county.privateKey).asymmetricKeyType).toBe('ed25519');
    expect(codeOf(() => isSignedBy(signed, key))).toBe('keyNotEd25519');
  });
});
