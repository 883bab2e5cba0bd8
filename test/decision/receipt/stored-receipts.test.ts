import { describe, expect, test } from 'vitest';
import {
  type Policy,
  type Receipt,
  type ReceiptFacts,
  readReceiptFacts,
  readReceipts,
  replayReceipt,
} from '../../../src/index.js';
import { findPolicy } from '../../../src/node.js';
import { policyFolders, storedText, storedVersions } from '../../support/stored-receipts.js';

interface Stored {
  readonly receipts: readonly Receipt[];
  readonly facts: readonly ReceiptFacts[];
  readonly policies: ReadonlyMap<string, Policy>;
}

const known = new Map<string, Policy>();
async function policyOf(version: string, hash: string): Promise<Policy> {
  for (const folder of policyFolders(version)) {
    const policy = known.get(`${folder} ${hash}`) ?? (await findPolicy(folder, hash));
    if (policy === undefined) continue;
    known.set(`${folder} ${hash}`, policy);
    return policy;
  }
  throw new Error(`No policy ${hash}.`);
}

async function storedOf(version: string): Promise<Stored> {
  const receipts = readReceipts(storedText(version, 'receipts'), version);
  const facts = readReceiptFacts(storedText(version, 'facts'), version);
  const policies = new Map<string, Policy>();
  for (const { policy } of receipts) policies.set(policy.hash, await policyOf(version, policy.hash));
  return { receipts, facts, policies };
}
const versions = storedVersions();
const stored = await Promise.all(
  versions.map(async (version) => ({ version, ...(await storedOf(version)) })),
);

const replayOf = ({ facts, policies }: Stored, receipt: Receipt, index: number) =>
  replayReceipt(receipt, facts[index] as ReceiptFacts, policies.get(receipt.policy.hash) as Policy);

test('receipts of two versions at least are stored', () => {
  expect(versions).toEqual(expect.arrayContaining(['0.3.0', '0.4.0']));
});

describe.each(stored)('receipts of $version', (set) => {
  test('were made by that version, of households that differ in all that is decided', () => {
    const { receipts, version } = set;
    expect(new Set(receipts.map(({ engineVersion }) => engineVersion))).toEqual(new Set([version]));
    const outcomes = receipts.map(({ outcome }) => outcome);
    expect(new Set(outcomes.map(({ identification }) => identification)).size).toBe(5);
    expect(new Set(outcomes.map(({ exit }) => exit)).size).toBe(5);
    expect(new Set(outcomes.map(({ tier }) => tier.join())).size).toBeGreaterThan(5);
    expect(new Set(receipts.map(({ on }) => on.slice(0, 4)))).toEqual(new Set(['2024', '2026']));
    expect(receipts.some(({ declaredBlanks }) => declaredBlanks.length > 0)).toBe(true);
    expect(receipts.some(({ unusable }) => unusable.length > 0)).toBe(true);
  });

  test.each(set.receipts.map((receipt, index) => [index + 1, receipt] as const))(
    'number %s gives the same answer today',
    (number, receipt) => {
      expect(replayOf(set, receipt, number - 1)).toMatchObject({ differences: [], same: true });
    },
  );

  test('a line that somebody changed does not pass', () => {
    const changed = storedText(set.version, 'receipts').replace(/"exitHasLabour":"\w+"/g, (truth) =>
      truth.includes('true') ? '"exitHasLabour":"false"' : '"exitHasLabour":"true"',
    );
    const receipts = readReceipts(changed, set.version);
    const differing = receipts.filter((receipt, index) => !replayOf(set, receipt, index).same);
    expect(differing).toHaveLength(receipts.length);
  });
});
