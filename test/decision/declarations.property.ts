import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CATALOGUE,
  type Declaration,
  explanationTexts,
  type Household,
  maskExplanation,
  publicReceipt,
  type Receipt,
  type ReceiptFacts,
  readReceiptFacts,
  readReceipts,
  replayReceipt,
  replayTexts,
} from '../../src/index.js';
import { canonicalJson } from '../../src/values/canonical.js';
import { linesOf, namedHousehold, saltOf, sensitiveStrings } from './receipt/support.js';
import { type Given, gansu2024, ON } from './support.js';

const BY = { authority: 'county', document: '台账填写说明' } as const;
const aSeed = fc.integer({ min: 0, max: 1_000_000 });

interface Described {
  readonly kind: string;
  readonly fields?: Readonly<Record<string, Described>>;
}
const FACTS = CATALOGUE as unknown as Readonly<Record<string, Described>>;

/** All that can be declared of a household: each of its values, as if its cell had been blank, and each complete list. */
function* declarable(
  given: Given,
  facts: Readonly<Record<string, Described>> = FACTS,
  list?: string,
): Generator<Declaration> {
  for (const [name, value] of Object.entries(given)) {
    // A kind of disability that the code list does not have: it reads as unknown, so nobody holds it.
    if (name === 'disabilityType') continue;
    const { kind, fields } = facts[name] as Described;
    const fact = list === undefined ? name : `${list}.${name}`;
    if (kind !== 'list' && kind !== 'codes') {
      yield { fact, kind: 'blank', value: value as string, column: `列${name}`, ...BY };
      continue;
    }
    const { complete, items } = value as { readonly complete: boolean; readonly items: readonly unknown[] };
    if (complete) yield { fact, kind: 'complete', ...BY };
    if (complete && items.length === 0) yield { fact, kind: 'blank', ...BY };
    for (const item of items)
      if (fields === undefined) yield { fact, kind: 'blank', value: item as string, ...BY };
      else yield* declarable(item as Given, fields, name);
  }
}

const keysOf = (declarations: readonly Declaration[] = []) =>
  new Set(declarations.map((each) => canonicalJson(each)));

function declared(seed: number) {
  const household = namedHousehold(seed);
  const declarations = [...declarable(household)];
  const assess = (given: readonly Declaration[]) =>
    gansu2024.assess(household as Household, { on: ON, declarations: given });
  return { household, declarations, assess };
}

test('whatever a household holds can be declared of it: it is recorded, and the receipt replays from its text', () => {
  fc.assert(
    fc.property(aSeed, (seed) => {
      const { declarations, assess } = declared(seed);
      expect(declarations.length).toBeGreaterThan(50);
      const assessment = assess(declarations);
      expect(assessment.issues.filter(({ code }) => code === 'declarationNotHeld')).toEqual([]);
      expect(keysOf(assessment.declarations)).toEqual(keysOf(declarations));
      const { receipt, facts } = assessment.receipt({ salt: saltOf(seed) });
      const [readReceipt] = readReceipts(linesOf([receipt]), 'receipts');
      const [readFacts] = readReceiptFacts(linesOf([facts]), 'facts');
      expect(keysOf(readFacts?.declarations)).toEqual(keysOf(declarations));
      const replay = replayReceipt(readReceipt as Receipt, readFacts as ReceiptFacts, gansu2024.policy);
      expect(replay.differences).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

describe('nothing that says who somebody is, or how they are', () => {
  test('stands in a receipt with declarations, in its public form, or in what a replay tells', () => {
    let tried = 0;
    const ofNobody = canonicalJson(gansu2024.assess({}, { on: ON }).receipt({ salt: saltOf(1) }).receipt);
    fc.assert(
      fc.property(aSeed, (seed) => {
        const { household, declarations, assess } = declared(seed);
        const { receipt, facts } = assess(declarations).receipt({ salt: saltOf(seed) });
        const changed = { ...facts, declarations: facts.declarations?.slice(1) ?? [] };
        const replay = replayReceipt(receipt, changed, gansu2024.policy);
        expect(replay.same).toBe(false);
        const texts = [
          canonicalJson(receipt),
          canonicalJson(publicReceipt(receipt)),
          ...replayTexts(replay, gansu2024.policy, 'zh-CN'),
          ...replayTexts(replay, gansu2024.policy, 'en'),
        ].join('\n');
        const secrets = sensitiveStrings(household).filter((text) => !ofNobody.includes(text));
        tried += secrets.length;
        for (const secret of secrets) expect(texts.includes(secret), secret).toBe(false);
      }),
      { numRuns: 25 },
    );
    expect(tried).toBeGreaterThan(200);
  });

  test('is told of what was declared where an explanation is masked', () => {
    let tried = 0;
    fc.assert(
      fc.property(aSeed, fc.constantFrom('zh-CN', 'en'), (seed, locale) => {
        const { household, declarations, assess } = declared(seed);
        const toldOf = (
          given: readonly Declaration[],
          hidden: readonly ('identity' | 'health' | 'personal')[],
        ) =>
          explanationTexts(
            maskExplanation(assess(given).explanation({ alternatives: false }), hidden),
            locale,
          ).join('\n');
        const hidden = ['identity', 'health', 'personal'] as const;
        const [before, after] = [toldOf([], hidden), toldOf(declarations, hidden)];
        const open = toldOf(declarations, []);
        const secrets = sensitiveStrings(household).filter(
          (text) => !before.includes(text) && open.includes(text),
        );
        tried += secrets.length;
        for (const secret of secrets) expect(after.includes(secret), secret).toBe(false);
      }),
      { numRuns: 25 },
    );
    expect(tried).toBeGreaterThan(100);
  });
});
