import type { Household } from '../../facts/household.js';
import type { Policy } from '../../policy/policy.js';
import { canonicalJson } from '../../values/canonical.js';
import { DixianError, issue } from '../../values/issues.js';
import { VERSION } from '../../version.js';
import { compile } from '../assess.js';
import { digestOf } from './kept-facts.js';
import { declaredBlanksOf, outcomeOf, policyOf, receiptDeclarationsOf } from './make-receipt.js';
import type { Receipt, ReceiptFacts } from './receipt.js';

/** One thing that is not as the receipt says. Facts differ without being told: only their digest is known. */
export interface ReplayDifference {
  readonly what: 'facts' | 'policy' | 'unusable' | 'declaredBlanks' | 'declarations' | 'outcome' | 'rule';
  /** Of the policy, an outcome or a rule: which. */
  readonly name?: string;
  /** What the receipt says; empty where it says nothing of this. */
  readonly stored: readonly string[];
  readonly now: readonly string[];
}

/** What came of deciding again by the same policy for the same day. */
export interface Replay {
  /** Whether everything is as the receipt says. */
  readonly same: boolean;
  readonly differences: readonly ReplayDifference[];
  readonly madeBy: string;
  readonly replayedBy: string;
  /** The receipt was made by a newer version than this one: a difference may be ours. */
  readonly madeByNewer: boolean;
}

const numbersOf = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10));
function isNewer(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const index = a.findIndex((part, at) => part !== b[at]);
  return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0);
}

/** What is said of something, in texts that can be shown; a document is told by its name. */
function textsOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((each: unknown) => textOf(each));
  return [textOf(value)];
}
function textOf(value: unknown): string {
  const name: unknown = typeof value === 'object' ? (value as { name?: unknown } | null)?.name : undefined;
  return String(name ?? value);
}

/** What differs, by name, in the order of the names; nothing that only one of the two has is passed over. */
function differencesOf(
  what: ReplayDifference['what'],
  stored: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): ReplayDifference[] {
  const [said, found] = [new Map(Object.entries(stored)), new Map(Object.entries(now))];
  return [...new Set([...said.keys(), ...found.keys()])]
    .sort()
    .filter((name) => !isSame(said.get(name), found.get(name)))
    .map((name) => {
      const [before, after] = [said.get(name), found.get(name)];
      // Of a policy's long lists only what the other has not is told; a conclusion is told whole.
      const without = (list: unknown, other: unknown): readonly string[] =>
        textsOf(
          what === 'policy' && Array.isArray(list) && Array.isArray(other)
            ? list.filter((each) => !other.some((counterpart) => isSame(each, counterpart)))
            : list,
        );
      return { what, name, stored: without(before, after), now: without(after, before) };
    });
}

/** What of the declarations only one of the two has, by the fact that it speaks of. */
function declarationDifferences(
  stored: Receipt['declarations'],
  now: Receipt['declarations'],
): ReplayDifference[] {
  if (isSame(stored, now)) return [];
  const without = (list: Receipt['declarations'] = [], other: Receipt['declarations'] = []): string[] =>
    list.filter((each) => !other.some((counterpart) => isSame(each, counterpart))).map(({ fact }) => fact);
  return [{ what: 'declarations', stored: without(stored, now), now: without(now, stored) }];
}

/** By their exact text: `["a, b"]` is not `["a", "b"]`, however alike they are shown. */
const isSame = (stored: unknown, now: unknown): boolean =>
  canonicalJson([stored ?? null]) === canonicalJson([now ?? null]);

/**
 * Decides again what a receipt says was decided, and tells what is not the same. Pure.
 * @throws DixianError if the policy is not the one that the receipt names, or is not valid on its day: nothing
 * could be said.
 */
export function replayReceipt(receipt: Receipt, facts: ReceiptFacts, policy: Policy): Replay {
  if (policy.hash !== receipt.policy.hash)
    throw new DixianError([
      issue('replayOfOtherPolicy', ['policy', 'hash'], {
        needed: receipt.policy.hash.slice(0, 16),
        given: policy.hash.slice(0, 16),
      }),
    ]);
  const assessment = compile(policy, { generate: false }).assess(facts.household as Household, {
    on: receipt.on,
    unusable: facts.unusable,
  });
  const single = (what: ReplayDifference['what'], stored: unknown, now: unknown): ReplayDifference[] =>
    isSame(stored, now) ? [] : [{ what, stored: textsOf(stored), now: textsOf(now) }];
  const differences = [
    ...single('facts', receipt.facts.digest, digestOf(facts)),
    ...differencesOf('policy', receipt.policy, policyOf(policy, receipt.on)),
    ...single('unusable', receipt.unusable, facts.unusable),
    ...single('declaredBlanks', receipt.declaredBlanks, declaredBlanksOf(assessment)),
    // They change no answer, so they are held against the facts that were kept, whose digest covers them.
    ...declarationDifferences(receipt.declarations, receiptDeclarationsOf(facts)),
    ...differencesOf(
      'outcome',
      receipt.outcome as unknown as Readonly<Record<string, unknown>>,
      outcomeOf(assessment) as unknown as Readonly<Record<string, unknown>>,
    ),
    ...differencesOf('rule', receipt.rules, assessment.rules),
  ];
  return Object.freeze({
    same: differences.length === 0,
    differences,
    madeBy: receipt.engineVersion,
    replayedBy: VERSION,
    madeByNewer: isNewer(receipt.engineVersion, VERSION),
  });
}
