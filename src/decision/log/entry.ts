import type { Explanation } from '../../policy/explanation.js';
import type { Locale } from '../../values/issues.js';
import type { ExitOutcome, IdentificationOutcome } from '../assessment.js';
import type { PublicReceipt, Receipt } from '../receipt/receipt.js';

/** The form of a line of a decision log; every later minor version reads it. */
export const LOG_FORMAT = 'dixian-log/1';

/** What an official can decide of the identification. `review` and `verify`: not yet, it is looked at again. */
export const DECIDED_IDENTIFICATIONS = [
  'identify',
  'review',
  'notIdentified',
  'verify',
] as const satisfies readonly IdentificationOutcome[];
/** What an official can decide of the exit. */
export const DECIDED_EXITS = [
  'exit',
  'retain',
  'verify',
  'notApplicable',
] as const satisfies readonly ExitOutcome[];
export type DecidedIdentification = (typeof DECIDED_IDENTIFICATIONS)[number];
export type DecidedExit = (typeof DECIDED_EXITS)[number];

/** Why a decision differs from the advice; the words are in `DIFFERENCE_REASON_WORDS`. */
export const DIFFERENCE_REASONS = [
  'appraisal',
  'visitFoundOtherwise',
  'factsCompleted',
  'dataWrong',
  'circumstancesChanged',
  'rulesReadOtherwise',
  'other',
] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

/** Who took the decision. */
export const DECISION_LEVELS = ['village', 'township', 'county'] as const;
export type DecisionLevel = (typeof DECISION_LEVELS)[number];

/** The longest text of a reason, in characters. */
export const LONGEST_REASON_TEXT = 500;

/** The official's own decision. At least one of its answers is another one than the advice, or it does not differ. */
export type OfficialDecision =
  | { readonly kind: 'asAdvised' }
  | {
      readonly kind: 'differs';
      /** Left out where the official decided it as advised. */
      readonly identification?: DecidedIdentification;
      /** Left out where the official decided it as advised. */
      readonly exit?: DecidedExit;
      readonly reason: {
        readonly code: DifferenceReason;
        /** At most 500 characters, without identity numbers, telephones and bank cards. `other` asks for one. */
        readonly text?: string;
      };
    };

/** A decision as the log keeps it. */
export interface LoggedDecision {
  /** With the truth of rules (`caseFile`) the log is to be kept like a case file; `public` leaves them out. */
  readonly receipt: Receipt | PublicReceipt;
  /** Masked lines, as in a public notice: at most 500, each at most 2,000 characters. */
  readonly explanation: readonly string[];
  readonly decision: OfficialDecision;
  /** `YYYY-MM-DD`, not before the day of the receipt. The library has no clock. */
  readonly decidedOn: string;
  readonly decidedAt?: DecisionLevel;
}

/** What a caller gives of a decision. */
export interface DecisionToLog extends Omit<LoggedDecision, 'explanation'> {
  /**
   * The explanation itself (`assessment.explanation()`), which is masked here before it is put into words; or lines
   * that are masked already. Lines are only looked through for numbers: illness cannot be told from words.
   */
  readonly explanation: Explanation | readonly string[];
  /** The language of the lines that are made of an explanation; `zh-CN` without it. */
  readonly locale?: Locale;
}

/** One line of a log. */
export interface DecisionLogEntry extends LoggedDecision {
  readonly format: typeof LOG_FORMAT;
  /** 1, 2, … without a gap, on over all files of the log. */
  readonly sequence: number;
  /** The hash of the entry before; empty for the first. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of all the rest. */
  readonly hash: string;
}

/** Where a log ends. */
export interface LogHead {
  /** 0 where the log is empty. */
  readonly sequence: number;
  /** Empty where the log is. */
  readonly hash: string;
}

export const EMPTY_LOG: LogHead = Object.freeze({ sequence: 0, hash: '' });
