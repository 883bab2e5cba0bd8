import type { Truth } from '../../values/truth.js';
import type { ExitOutcome, IdentificationOutcome } from '../assessment.js';
import type { Declaration } from '../declarations.js';

/** The form of a receipt; every later minor version reads it. */
export const RECEIPT_FORMAT = 'dixian-receipt/1';

/** The form of the facts kept for a receipt. */
export const FACTS_FORMAT = 'dixian-facts/1';

/** What was decided, as it is compared when a receipt is replayed. Codes in a defined order. */
export interface ReceiptOutcome {
  readonly identification: IdentificationOutcome;
  readonly exit: ExitOutcome;
  /** Each: the codes still possible; of one member where the answer is known. */
  readonly category: readonly string[];
  readonly reassessment: readonly string[];
  readonly exitMode: readonly string[];
  readonly tier: readonly string[];
  readonly track: readonly string[];
}

/** A document that the policy cites. */
export interface ReceiptDocument {
  readonly name: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly date?: string;
}

/** What a column mapping declared, without the value that a blank was taken to mean: a receipt holds no fact. */
export type ReceiptDeclaration = Omit<Declaration, 'value'>;

/**
 * What proves an assessment a year later: which engine, which policy, which facts, which day, what came out. It
 * holds no fact, only their HMAC; the salt is kept beside the facts.
 */
export interface Receipt {
  readonly format: typeof RECEIPT_FORMAT;
  /** With the truth of every rule, which can reveal illness: it is kept like the case file. */
  readonly grade: 'caseFile';
  readonly engineVersion: string;
  readonly policy: {
    readonly hash: string;
    readonly region: string;
    readonly validFrom: string;
    readonly validTo?: string;
    readonly knownOn?: string;
    readonly layers: readonly { readonly name: string; readonly region: string }[];
    readonly documents: readonly ReceiptDocument[];
  };
  /** The day of assessment, `YYYY-MM-DD`. */
  readonly on: string;
  readonly facts: { readonly algorithm: 'HMAC-SHA-256'; readonly digest: string };
  /** Facts whose blank was taken to mean a value, because a pack declares so. */
  readonly declaredBlanks: readonly string[];
  /** What the column mapping of the list declared of this household; absent if it declared nothing. */
  readonly declarations?: readonly ReceiptDeclaration[];
  /** Facts that the list did give, but that could not be read there. */
  readonly unusable: readonly string[];
  readonly outcome: ReceiptOutcome;
  /** The truth of every rule in force. */
  readonly rules: Readonly<Record<string, Truth>>;
  /** Of the canonical JSON of all the rest, with the key of whoever issues it. */
  readonly signature?: { readonly algorithm: 'Ed25519'; readonly value: string };
}

/**
 * A receipt that may be shown to anyone: without rule truths, tier, track, and the names of facts. It does not hold
 * the hash of the full one, from which likely rule truths could be guessed.
 */
export interface PublicReceipt
  extends Omit<Receipt, 'grade' | 'outcome' | 'rules' | 'declaredBlanks' | 'declarations' | 'unusable'> {
  readonly grade: 'public';
  readonly outcome: Pick<ReceiptOutcome, 'identification' | 'exit' | 'category'>;
}

/** The facts of a receipt with their salt, kept like the case file: from them and the policy it can be replayed. */
export interface ReceiptFacts {
  readonly format: typeof FACTS_FORMAT;
  /** Random, 64 hexadecimal digits: without it an identity number could be guessed from the digest. */
  readonly salt: string;
  readonly household: unknown;
  readonly unusable: readonly string[];
  /** What a column mapping declared of the household, with the values; absent if it declared nothing. */
  readonly declarations?: readonly Declaration[];
}
