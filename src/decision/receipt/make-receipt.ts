import { inForceOn } from '../../policy/parameters.js';
import type { Policy } from '../../policy/policy.js';
import { canonicalJson, hmacSha256Hex } from '../../values/canonical.js';
import { DixianError, issue } from '../../values/issues.js';
import { VERSION } from '../../version.js';
import type { Assessment, Decided } from '../assessment.js';
import type { Reading } from '../reading.js';
import {
  FACTS_FORMAT,
  type PublicReceipt,
  RECEIPT_FORMAT,
  type Receipt,
  type ReceiptDocument,
  type ReceiptFacts,
  type ReceiptOutcome,
} from './receipt.js';

const SALT = /^[0-9a-f]{64}$/;

/** @throws DixianError if a salt is not 64 hexadecimal digits: a short one could be guessed. */
export function requireSalt(salt: unknown): asserts salt is string {
  if (typeof salt !== 'string' || !SALT.test(salt))
    throw new DixianError([issue('saltOfWrongForm', ['salt'])]);
}

/** A household as JSON keeps it; what JSON cannot keep (NaN) was unusable already, and is named there. */
function plainHousehold(household: unknown): unknown {
  try {
    const plain: unknown = JSON.parse(JSON.stringify(household ?? null));
    canonicalJson(plain);
    return plain;
  } catch {
    throw new DixianError([issue('householdNotJson', [])]);
  }
}

/** The HMAC of a household's facts: the salt is the key, so that nobody can guess facts from it. */
export const digestOf = ({ salt, household, unusable }: ReceiptFacts): string =>
  hmacSha256Hex(salt, canonicalJson({ household, unusable }));

const codesOf = ({ possible }: Decided): readonly string[] => possible;

/** What was decided, as receipts keep and compare it. */
export const outcomeOf = (assessment: Assessment): ReceiptOutcome => ({
  identification: assessment.identification.outcome,
  exit: assessment.exit.outcome,
  category: codesOf(assessment.category),
  reassessment: codesOf(assessment.reassessment),
  exitMode: codesOf(assessment.exit.mode),
  tier: codesOf(assessment.tier),
  track: codesOf(assessment.track),
});

/** The documents that what is in force on the day stands on, each once, by name. */
function documentsOn(policy: Policy, on: string): ReceiptDocument[] {
  const cited = [
    ...Object.values(policy.rules).map(({ provenance }) => provenance.document),
    ...Object.values(policy.derivedFacts).map(({ provenance }) => provenance.document),
    ...Object.values(policy.declaredBlanks).map(({ document }) => document),
    ...Object.values(policy.parameters).map(({ series }) => inForceOn(series, on)?.document),
  ];
  return [...new Set(cited)]
    .filter((name) => name !== undefined)
    .sort()
    .flatMap((name) => {
      const found = policy.documents[name];
      if (found === undefined) return [];
      const { title, number, issuer, date } = found;
      return [
        {
          name,
          title,
          ...(number === undefined ? {} : { number }),
          ...(issuer === undefined ? {} : { issuer }),
          ...(date === undefined ? {} : { date }),
        },
      ];
    });
}

/**
 * The receipt of an assessment, and the facts that prove it later.
 * @param salt 64 hexadecimal digits, random and new for each receipt (`newSalt()` of `dixian/node`).
 * @throws DixianError if the salt has another form, or the household cannot be written as JSON.
 */
export function makeReceipt(
  reading: Reading,
  assessment: Assessment,
  salt: string,
): { readonly receipt: Receipt; readonly facts: ReceiptFacts } {
  requireSalt(salt);
  const { policy, on } = reading;
  const facts: ReceiptFacts = {
    format: FACTS_FORMAT,
    salt,
    household: plainHousehold(reading.household),
    unusable: [...reading.unusable].sort(),
  };
  const receipt: Receipt = {
    format: RECEIPT_FORMAT,
    grade: 'caseFile',
    engineVersion: VERSION,
    policy: {
      hash: policy.hash,
      region: policy.region.code,
      validFrom: policy.validFrom,
      ...(policy.validTo === undefined ? {} : { validTo: policy.validTo }),
      ...(policy.knownOn === undefined ? {} : { knownOn: policy.knownOn }),
      layers: policy.layers.map(({ name, region }) => ({ name, region })),
      documents: documentsOn(policy, on),
    },
    on,
    facts: { algorithm: 'HMAC-SHA-256', digest: digestOf(facts) },
    declaredBlanks: assessment.declaredBlanks,
    unusable: facts.unusable,
    outcome: outcomeOf(assessment),
    rules: assessment.rules,
  };
  return { receipt: Object.freeze(receipt), facts: Object.freeze(facts) };
}

/** The form of a receipt that may be shown to anyone. A signature has to be made anew, since the text differs. */
export function publicReceipt(receipt: Receipt): PublicReceipt {
  const { rules: _, declaredBlanks: __, unusable: ___, signature: ____, outcome, ...shared } = receipt;
  const { identification, exit, category } = outcome;
  return Object.freeze({ ...shared, grade: 'public' as const, outcome: { identification, exit, category } });
}

/** The text of a receipt that is signed: canonical JSON of all but the signature. */
export function signedText(receipt: Receipt | PublicReceipt): string {
  const { signature: _, ...rest } = receipt;
  return canonicalJson(rest);
}
