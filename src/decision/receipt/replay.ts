import type { Household } from '../../facts/household.js';
import type { Policy } from '../../policy/policy.js';
import { DixianError, issue } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { VERSION } from '../../version.js';
import { compile } from '../assess.js';
import { digestOf, outcomeOf } from './make-receipt.js';
import type { Receipt, ReceiptFacts, ReceiptOutcome } from './receipt.js';

/** One thing that is not as the receipt says. Facts differ without being told: only their digest is known. */
export interface ReplayDifference {
  readonly what: 'facts' | 'unusable' | 'declaredBlanks' | 'outcome' | 'rule';
  /** Of an outcome or a rule: which. */
  readonly name?: string;
  readonly stored: string;
  readonly now: string;
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

const listText = (texts: readonly string[]): string => (texts.length === 0 ? '—' : texts.join(', '));

const numbersOf = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10));
function isNewer(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const index = a.findIndex((part, at) => part !== b[at]);
  return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0);
}

/** What differs, by name, in the order of the names; nothing that only one of the two has is passed over. */
function differencesOf(
  what: ReplayDifference['what'],
  stored: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): ReplayDifference[] {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(now)])].sort();
  return names
    .filter((name) => stored[name] !== now[name])
    .map((name) => ({ what, name, stored: stored[name] ?? '—', now: now[name] ?? '—' }));
}

const outcomeTexts = (outcome: ReceiptOutcome): Record<string, string> =>
  Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : listText(value as readonly string[]),
    ]),
  );

/**
 * Decides again what a receipt says was decided, and tells what is not the same. Pure.
 * @throws DixianError if the policy is not the one that the receipt names: nothing could be said.
 */
export function replayReceipt(receipt: Receipt, facts: ReceiptFacts, policy: Policy): Replay {
  if (policy.hash !== receipt.policy.hash)
    throw new DixianError([
      issue('replayOfOtherPolicy', ['policy', 'hash'], {
        needed: receipt.policy.hash.slice(0, 16),
        given: policy.hash.slice(0, 16),
      }),
    ]);
  const assessment = compile(policy).assess(facts.household as Household, {
    on: receipt.on,
    unusable: facts.unusable,
  });
  const single = (what: ReplayDifference['what'], stored: string, now: string): ReplayDifference[] =>
    stored === now ? [] : [{ what, stored, now }];
  const differences = [
    ...single('facts', receipt.facts.digest, digestOf(facts)),
    ...single('unusable', listText(receipt.unusable), listText(facts.unusable)),
    ...single('declaredBlanks', listText(receipt.declaredBlanks), listText(assessment.declaredBlanks)),
    ...differencesOf('outcome', outcomeTexts(receipt.outcome), outcomeTexts(outcomeOf(assessment))),
    ...differencesOf('rule', receipt.rules, assessment.rules as Readonly<Record<string, Truth>>),
  ];
  return Object.freeze({
    same: differences.length === 0,
    differences,
    madeBy: receipt.engineVersion,
    replayedBy: VERSION,
    madeByNewer: isNewer(receipt.engineVersion, VERSION),
  });
}
