import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../bench/households.js';
import {
  type Household,
  publicReceipt,
  type Receipt,
  type ReceiptFacts,
  readReceiptFacts,
  readReceipts,
  replayReceipt,
  replayTexts,
} from '../../../src/index.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { declaringCounty } from '../../support/stored-receipts.js';
import { agreeingHousehold, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, fullHousehold, type Given, gansu2024 } from '../support.js';
import { linesOf, namedHousehold, receiptOf, saltOf, sensitiveStrings } from './support.js';

const settings = await settingsOf(declaringCounty);
const aSeed = fc.integer({ min: 0, max: 1_000_000 });
const aSetting = fc.constantFrom(...settings);

/** A household of which some is known, in any of the settings; with names of facts that could not be read. */
function made(setting: Setting, seed: number): { readonly receipt: Receipt; readonly facts: ReceiptFacts } {
  const random = randomFrom(seed);
  const full =
    seed % 2 === 0 ? agreeingHousehold(setting, seed, seed % 4 === 0) : fullHousehold(seed, seed % 4 === 1);
  const household = seed % 3 === 0 ? full : blanked(full, random).less;
  const unusable = Object.keys(full).filter(() => random() < 0.02);
  return setting.assessor
    .assess(household as Household, { on: setting.on, unusable })
    .receipt({ salt: saltOf(seed) });
}

test('any household, known in part, replays to the same answer from the text of its receipt', () => {
  fc.assert(
    fc.property(aSetting, aSeed, (setting, seed) => {
      const { receipt, facts } = made(setting, seed);
      const [readReceipt] = readReceipts(linesOf([receipt]), 'receipts');
      const [readFacts] = readReceiptFacts(linesOf([facts]), 'facts');
      expect(readReceipt).toEqual(receipt);
      const replay = replayReceipt(
        readReceipt as Receipt,
        readFacts as ReceiptFacts,
        setting.assessor.policy,
      );
      expect(replay.differences).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('one thing changed is found, whichever it is', () => {
  const TRUTHS = ['true', 'false', 'unknown'] as const;

  test('the truth of a rule', () => {
    fc.assert(
      fc.property(aSetting, aSeed, fc.nat(), fc.nat(1), (setting, seed, which, shift) => {
        const { receipt, facts } = made(setting, seed);
        const names = Object.keys(receipt.rules);
        const name = names[which % names.length] as string;
        const truth = TRUTHS[
          (TRUTHS.indexOf(receipt.rules[name] as 'true') + 1 + shift) % 3
        ] as (typeof TRUTHS)[number];
        const changed = { ...receipt, rules: { ...receipt.rules, [name]: truth } };
        expect(replayReceipt(changed, facts, setting.assessor.policy).differences).toEqual([
          { what: 'rule', name, stored: [truth], now: [receipt.rules[name]] },
        ]);
        const { [name]: _, ...fewer } = receipt.rules;
        expect(
          replayReceipt({ ...receipt, rules: fewer }, facts, setting.assessor.policy).differences,
        ).toEqual([{ what: 'rule', name, stored: [], now: [receipt.rules[name]] }]);
      }),
      { numRuns: 30 },
    );
  });

  test('an outcome', () => {
    fc.assert(
      fc.property(aSetting, aSeed, fc.nat(), (setting, seed, which) => {
        const { receipt, facts } = made(setting, seed);
        const names = Object.keys(receipt.outcome) as (keyof Receipt['outcome'])[];
        const name = names[which % names.length] as keyof Receipt['outcome'];
        const before = receipt.outcome[name];
        const after =
          typeof before !== 'string' ? before.slice(1) : before === 'verify' ? 'noStandard' : 'verify';
        const changed = { ...receipt, outcome: { ...receipt.outcome, [name]: after } };
        const { differences } = replayReceipt(changed, facts, setting.assessor.policy);
        expect(differences).toMatchObject([{ what: 'outcome', name }]);
      }),
      { numRuns: 30 },
    );
  });

  /** Another household: one value of it, wherever it stands, changed or gone. */
  function changedOnce(value: unknown, random: () => number): unknown {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'string') return `${value}x`;
    if (Array.isArray(value)) {
      if (value.length === 0) return [null];
      const at = Math.floor(random() * value.length);
      return random() < 0.2
        ? value.filter((_, index) => index !== at)
        : value.map((each: unknown, index) => (index === at ? changedOnce(each, random) : each));
    }
    const entries = Object.entries((value ?? {}) as object);
    if (entries.length === 0) return { more: 1 };
    const at = Math.floor(random() * entries.length);
    return random() < 0.2
      ? Object.fromEntries(entries.filter((_, index) => index !== at))
      : Object.fromEntries(
          entries.map(([key, each], index) => [
            key,
            index === at ? changedOnce(each, random) : (each as unknown),
          ]),
        );
  }

  test('a fact', () => {
    fc.assert(
      fc.property(aSetting, aSeed, (setting, seed) => {
        const { receipt, facts } = made(setting, seed);
        const household = changedOnce(facts.household, randomFrom(seed + 1));
        const { same, differences } = replayReceipt(
          receipt,
          { ...facts, household },
          setting.assessor.policy,
        );
        expect(same).toBe(false);
        expect(differences[0]?.what).toBe('facts');
      }),
      { numRuns: 60 },
    );
  });
});

describe('nothing that says who somebody is, or how they are', () => {
  /** What a receipt of nobody holds: titles of documents, which may well name an illness. */
  const ofNobody = canonicalJson(receiptOf({}).receipt);

  test('stands in a receipt, in its public form, or in what a replay tells', () => {
    let tried = 0;
    fc.assert(
      fc.property(aSeed, (seed) => {
        const household = namedHousehold(seed);
        const secrets = sensitiveStrings(household).filter((text) => !ofNobody.includes(text));
        tried += secrets.length;
        const names = secrets.filter((_, index) => index % 5 === 0);
        const { receipt, facts } = receiptOf(household, names);
        const other: Given = { ...household, members: null, reportedNetIncome: 0 };
        const replay = replayReceipt(receipt, { ...facts, household: other }, gansu2024.policy);
        expect(replay.same).toBe(false);
        const texts = [
          canonicalJson(receipt),
          canonicalJson(publicReceipt(receipt)),
          canonicalJson(replay.differences),
          ...replayTexts(replay, gansu2024.policy, 'zh-CN'),
          ...replayTexts(replay, gansu2024.policy, 'en'),
        ].join('\n');
        for (const secret of secrets) expect(texts.includes(secret), secret).toBe(false);
      }),
      { numRuns: 60 },
    );
    expect(tried).toBeGreaterThan(300);
  });

  test('the public form names no rule and no fact, and is the same whichever rules hold', () => {
    fc.assert(
      fc.property(aSetting, aSeed, (setting, seed) => {
        const { receipt, facts } = made(setting, seed);
        const text = canonicalJson(publicReceipt(receipt));
        for (const name of [...Object.keys(receipt.rules), ...receipt.declaredBlanks, ...receipt.unusable])
          expect(text.includes(`"${name}"`), name).toBe(false);
        expect(text).not.toContain(facts.salt);
        const flipped = Object.fromEntries(Object.keys(receipt.rules).map((name) => [name, 'unknown']));
        const other = { ...receipt, rules: flipped as Receipt['rules'], unusable: [], declaredBlanks: [] };
        expect(canonicalJson(publicReceipt(other))).toBe(text);
      }),
      { numRuns: 40 },
    );
  });
});
