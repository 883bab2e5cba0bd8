import { inForceOn } from '../../policy/parameters.js';
import type { Policy } from '../../policy/policy.js';
import { canonicalJson } from '../../values/canonical.js';
import { VERSION } from '../../version.js';
import type { Assessment, Decided } from '../assessment.js';
import type { Reading } from '../reading.js';
import { digestOf, keptFacts } from './kept-facts.js';
import {
  type PublicReceipt,
  RECEIPT_FORMAT,
  type Receipt,
  type ReceiptDeclaration,
  type ReceiptDocument,
  type ReceiptFacts,
  type ReceiptOutcome,
} from './receipt.js';

const codesOf = ({ possible }: Decided): readonly string[] => [...possible];

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

/** The facts whose blank was taken to mean a value; in order of their names, whatever the order of a pack's. */
export const declaredBlanksOf = ({ declaredBlanks }: Assessment): readonly string[] =>
  [...declaredBlanks].sort();

/** What was declared, as a receipt tells it: the values are facts, and stay with these. Undefined if it was nothing. */
export const receiptDeclarationsOf = ({
  declarations,
}: ReceiptFacts): readonly ReceiptDeclaration[] | undefined =>
  declarations?.map(({ value: _, ...rest }) => rest);

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
      const found = Object.hasOwn(policy.documents, name) ? policy.documents[name] : undefined;
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

/** What a receipt says of its policy: the hash bears on the decision alone, the rest is told beside it. */
export const policyOf = (policy: Policy, on: string): Receipt['policy'] => ({
  hash: policy.hash,
  region: policy.region.code,
  validFrom: policy.validFrom,
  ...(policy.validTo === undefined ? {} : { validTo: policy.validTo }),
  ...(policy.knownOn === undefined ? {} : { knownOn: policy.knownOn }),
  layers: policy.layers.map(({ name, region }) => ({ name, region })),
  documents: documentsOn(policy, on),
});

/**
 * The receipt of an assessment, and the facts that prove it later.
 * @param salt 64 hexadecimal digits, random and new for each receipt (`newSalt()` of `dixian/node`).
 * @throws DixianError if the salt has another form, or the household as JSON is not what was assessed.
 */
export function makeReceipt(
  reading: Reading,
  assessment: Assessment,
  salt: string | undefined,
): { readonly receipt: Receipt; readonly facts: ReceiptFacts } {
  const { policy, on } = reading;
  const facts = keptFacts(reading, salt, assessment.declarations);
  const declarations = receiptDeclarationsOf(facts);
  const receipt: Receipt = {
    format: RECEIPT_FORMAT,
    grade: 'caseFile',
    engineVersion: VERSION,
    policy: policyOf(policy, on),
    on,
    facts: { algorithm: 'HMAC-SHA-256', digest: digestOf(facts) },
    declaredBlanks: declaredBlanksOf(assessment),
    ...(declarations === undefined ? {} : { declarations }),
    unusable: facts.unusable,
    outcome: outcomeOf(assessment),
    // A copy: what is done to the assessment afterwards does not change what was proved.
    rules: Object.freeze({ ...assessment.rules }),
  };
  return { receipt: Object.freeze(receipt), facts };
}

/**
 * The form of a receipt that may be shown to anyone. Each part is named here, so that nothing added later is shown
 * by itself. A signature has to be made anew, since the text differs.
 */
export function publicReceipt(receipt: Receipt): PublicReceipt {
  const { format, engineVersion, policy, on, facts, outcome } = receipt;
  const { identification, exit, category } = outcome;
  return Object.freeze({
    format,
    grade: 'public' as const,
    engineVersion,
    policy,
    on,
    facts,
    outcome: { identification, exit, category },
  });
}

/** The text of a receipt that is signed: canonical JSON of all but the signature. */
export function signedText(receipt: Receipt | PublicReceipt): string {
  const { signature: _, ...rest } = receipt;
  return canonicalJson(rest);
}
