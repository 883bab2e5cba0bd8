import type { Title } from '../facts/kinds.js';
import type { Explanation } from '../policy/explanation.js';
import type { ParameterValue, Policy } from '../policy/policy.js';
import type { Reason, RuleReason } from '../policy/reason.js';
import type { Issue, Locale } from '../values/issues.js';
import type { Truth } from '../values/truth.js';
import type { ExitGap, WhatWouldChange } from './changes/index.js';
import type { Declaration } from './declarations.js';
import type { ExplanationRequest } from './explanation/case-file.js';
import type { LetterRequest } from './explanation/letter.js';
import type { NoticeRequest } from './explanation/notice.js';
import type { MeasureAdvice, MeasureDeadlines } from './measures.js';
import type { NeededFacts } from './needed/needed-facts.js';
import type { Receipt, ReceiptFacts } from './receipt/receipt.js';
import type { StandardInForce } from './standards.js';

/** A rule that holds, or may hold, with what it concludes. */
export interface Concluded {
  readonly rule: string;
  readonly title: Title;
  /** The code that it concludes, where its stage has a closed list. */
  readonly code?: string;
  /** Of a clue: the department that it comes from. */
  readonly department?: string;
  /** Of a measure of the toolbox: what it answers, how much, by whom. */
  readonly measure?: MeasureAdvice;
}

/** The rules of a stage that collects: those that hold, those that an unknown leaves open, those that do not hold. */
export interface Collected {
  readonly certain: readonly Concluded[];
  readonly possible: readonly Concluded[];
  readonly excluded: readonly Concluded[];
}

/** The conclusion of a stage in which the first rule that holds decides. */
export interface Decided {
  /** The one answer, or undefined while more than one is possible. `none`: no rule of the stage holds. */
  readonly answer: string | undefined;
  /** Every answer still possible; of one member where the answer is known. */
  readonly possible: readonly string[];
}

/** Something that has to be found out, or that nobody has published. */
export interface MissingFact {
  /** `rules`: no rule of the stage is in force on the day at all. `attribute`: something known of the region. */
  readonly kind: 'fact' | 'parameter' | 'attribute' | 'rules';
  /** A fact (`reportedNetIncome`), a field of a list (`members.birthDate`) or a parameter (`incomeStandard`). */
  readonly name: string;
  readonly title: Title;
  /** The department that knows the fact first-hand. */
  readonly department?: string;
  /** Of a parameter: why it has no value on the day; without it, nobody has set or published one. */
  readonly standing?: Omit<ParameterValue, 'value'>;
}

export type IdentificationOutcome = 'identify' | 'review' | 'notIdentified' | 'verify' | 'noStandard';
export type ExitOutcome = 'exit' | 'retain' | 'verify' | 'noStandard' | 'notApplicable';

export interface Identification {
  /**
   * `identify`: a way in holds. `review`: one holds, and a red flag asks for a second look. `notIdentified`: none
   * holds. `verify`: something must be found out first. `noStandard`: no standard is in force.
   */
  readonly outcome: IdentificationOutcome;
  readonly waysIn: Collected;
  readonly redFlags: Collected;
  /** The red flags that the region refuses on: with one that holds, the outcome is `notIdentified`. */
  readonly refusals: Collected;
  /** Upon `verify` and `noStandard`, all that is missing; otherwise empty. */
  readonly missing: readonly MissingFact[];
}

export interface Exit {
  readonly outcome: ExitOutcome;
  /** Whether the household is being monitored; unknown where nobody has said. */
  readonly monitored: Truth;
  /** The criteria that do not hold: the reasons for `retain`. */
  readonly unmet: readonly Concluded[];
  /** The criteria that cannot be told yet. */
  readonly undecided: readonly Concluded[];
  readonly missing: readonly MissingFact[];
  readonly mode: Decided;
}

/** The answer for one household without what is worked out when somebody asks for it. */
export type ToldOutcome = Omit<
  Assessment,
  | 'rules'
  | 'reasons'
  | 'reasonOf'
  | 'missingOf'
  | 'noWayIn'
  | 'receipt'
  | 'neededFacts'
  | 'whatWouldChange'
  | 'exitGaps'
  | 'explanation'
  | 'letter'
  | 'notice'
  | 'explain'
>;

/** The answer for one household. It is advice: 民主评议 and the county decide. */
export interface Assessment {
  readonly advice: true;
  readonly engineVersion: string;
  readonly policyHash: string;
  readonly region: string;
  readonly on: string;
  readonly identification: Identification;
  readonly category: Decided;
  readonly risks: Collected;
  /** The kinds of a risk, such as of a natural disaster; `code` is the kind. */
  readonly riskKinds: Collected;
  readonly tier: Decided;
  readonly track: Decided;
  readonly measures: Collected;
  /** When the toolboxes in force want the first measure, and the first development measure, to be there. */
  readonly measureDeadlines: readonly MeasureDeadlines[];
  readonly exit: Exit;
  readonly reassessment: Decided;
  readonly alerts: Collected;
  readonly checks: Collected;
  readonly referrals: Collected;
  readonly reminders: Collected;
  /** The layers whose rules decided, from the nation down: they say which regime it was. */
  readonly layers: Policy['layers'];
  /** The truth of every rule in force. */
  readonly rules: Readonly<Record<string, Truth>>;
  /** Facts whose blank was taken to mean a value, because a pack declares so. */
  readonly declaredBlanks: readonly string[];
  /** What a column mapping declared and the household holds, as the request said; empty if nothing was declared. */
  readonly declarations: readonly Declaration[];
  /** What could not be read of the household; those facts are unknown. */
  readonly issues: readonly Issue[];
  /** The open terms that must be set, the income standard above all: what each is on this day, and on whose word. */
  readonly standards: readonly StandardInForce[];
  /** The same in sentences: derived or carried over, with stand-ins and project defaults, or why there is none. */
  standardTexts(locale: Locale): readonly string[];
  /** Why one rule in force holds, does not hold, or cannot be told. Throws if the policy has no such rule. */
  reasonOf(rule: string): RuleReason;
  /** What leaves a rule in force open, such as a referral that is possible; empty where it is settled. */
  missingOf(rule: string): readonly MissingFact[];
  /** Why, as data: every rule in force, down to values, bounds and documents. */
  reasons(): readonly RuleReason[];
  /** Why the exit criterion that is everywhere (no way in holds today) holds or not. */
  noWayIn(): Reason;
  /**
   * What proves this assessment a year later, and the facts with their salt, to be kept like the case file. The
   * salt is 64 hexadecimal digits, random and new for each receipt (`newSalt()` of `dixian/node`).
   * @throws DixianError if the salt has another form, or the household cannot be written as JSON.
   */
  receipt(request: { readonly salt: string }): { readonly receipt: Receipt; readonly facts: ReceiptFacts };
  /**
   * Upon `verify` (and `noStandard`), what to ask: the smallest sets of blank facts that settle the answer whatever
   * is found, cheapest first. Undefined where the answer is settled, or does not apply.
   */
  neededFacts(of: 'identification' | 'exit'): NeededFacts | undefined;
  /** The smallest changes of one fact, and of two, among those that can change, that lead to another answer; each tried. */
  whatWouldChange(of: 'identification' | 'exit'): WhatWouldChange;
  /** Upon `retain`, each criterion that fails: how far it is off, and the earliest day on which it could hold. */
  exitGaps(): readonly ExitGap[];
  /** Why, as data: lines of tokens, the same for every language; `explain` is these in words. */
  explanation(request?: ExplanationRequest): Explanation;
  /** The letter to the household: what came out, why, what happens next, how to object. `explanationTexts` has its words. */
  letter(request?: LetterRequest): Explanation;
  /**
   * The public notice (公示), without anything that only the household or the office may know; undefined where
   * nothing is to be made public, which is everywhere but where taking in or exit is advised.
   */
  notice(request?: NoticeRequest): Explanation | undefined;
  /** Why, in short lines of text: everything, as the case file has it. */
  explain(locale: Locale, request?: ExplanationRequest): readonly string[];
}
