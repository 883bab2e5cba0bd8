import type { PolicyRule } from '../../policy/policy.js';
import { compareText, monthOfDay } from '../../values/day.js';
import { formatRational, rational, rationalToText } from '../../values/rational.js';
import type { Truth } from '../../values/truth.js';
import { quotient } from '../aggregates/shares.js';
import type { ExitOutcome, IdentificationOutcome } from '../assessment.js';
import {
  type DecidedExit,
  type DecidedIdentification,
  type DecisionLogEntry,
  DIFFERENCE_REASONS,
  type DifferenceReason,
} from './entry.js';

/** How many of how many. */
export interface DecisionShare {
  readonly numerator: number;
  readonly denominator: number;
  /** The exact share, `0.25` or, where it does not end, `1/12`; absent where the denominator is 0. */
  readonly exact?: string;
  /** For display: in per cent, rounded half up to two decimals, `8.33%`; absent where `exact` is. */
  readonly text?: string;
}

/** What was advised and what was decided. */
export type DecisionChange =
  | {
      readonly question: 'identification';
      readonly advised: IdentificationOutcome;
      readonly decided: DecidedIdentification;
    }
  | { readonly question: 'exit'; readonly advised: ExitOutcome; readonly decided: DecidedExit };

/** How often and why officials differ from the advice. Counts are of decisions; one household may have several. */
export interface DecisionReport {
  readonly decisions: number;
  readonly asAdvised: DecisionShare;
  readonly differing: DecisionShare;
  /** Of those that differ: how many only answer what the advice had left open (`verify`, `review`, `noStandard`). */
  readonly onlyAnsweringOpenAdvice: DecisionShare;
  /** Of those that differ, most frequent first; one that differs in both questions is in two of them. */
  readonly changes: readonly (DecisionChange & { readonly share: DecisionShare })[];
  /** Of those that differ, most frequent first. */
  readonly reasons: readonly { readonly code: DifferenceReason; readonly share: DecisionShare }[];
  /** Decisions whose receipts hold the truth of rules, and those of them that differ: `rules` is of them alone. */
  readonly withRuleTruths: { readonly decisions: number; readonly differing: number };
  /** Of the decisions in which a rule had this truth, those that differ; most of them first. None without any. */
  readonly rules: readonly {
    readonly rule: string;
    readonly truth: Truth;
    readonly share: DecisionShare;
  }[];
  /** By the month of the decision; the share of those that differ. */
  readonly months: readonly { readonly month: string; readonly differing: DecisionShare }[];
  /** The texts of reasons, in the order of the log; only where they were asked for. */
  readonly reasonTexts?: readonly {
    readonly sequence: number;
    readonly code: DifferenceReason;
    readonly text: string;
  }[];
}

export interface ReportOptions {
  /** Rules as their policies know them: then only ways in and exit criteria, and names that are not known, count. */
  readonly rules?: Readonly<Record<string, Pick<PolicyRule, 'stage'>>>;
  /** Texts of reasons are people's own words: they are left out unless asked for. */
  readonly withReasonTexts?: boolean;
}

interface Tally {
  all: number;
  differing: number;
}

function share(numerator: number, denominator: number): DecisionShare {
  const exact = quotient(numerator, denominator);
  if (exact === undefined) return { numerator, denominator };
  const percent = rational(exact.numerator * 100n, exact.denominator);
  return { numerator, denominator, exact: rationalToText(exact), text: `${formatRational(percent, 2)}%` };
}

const shareOf = ({ all, differing }: Tally): DecisionShare => share(differing, all);

function count(tallies: Map<string, Tally>, key: string, differs: boolean): void {
  const tally = tallies.get(key) ?? { all: 0, differing: 0 };
  tally.all += 1;
  if (differs) tally.differing += 1;
  tallies.set(key, tally);
}

/** What the official decided otherwise than advised. */
export function changesOf({ receipt, decision }: DecisionLogEntry): readonly DecisionChange[] {
  if (decision.kind === 'asAdvised') return [];
  const { identification, exit } = decision;
  const { outcome } = receipt;
  const changes: DecisionChange[] = [];
  if (identification !== undefined && identification !== outcome.identification)
    changes.push({
      question: 'identification',
      advised: outcome.identification,
      decided: identification,
    });
  if (exit !== undefined && exit !== outcome.exit)
    changes.push({ question: 'exit', advised: outcome.exit, decided: exit });
  return changes;
}

const OPEN: readonly (IdentificationOutcome | ExitOutcome)[] = ['review', 'verify', 'noStandard'];
/** Ways in and exit criteria: what the two questions turn on. */
const REPORTED_STAGES: readonly PolicyRule['stage'][] = ['identify', 'exitCriterion'];

/** Counts entries one by one, so that a log need not be held in memory. */
export class DecisionCounter {
  private readonly total: Tally = { all: 0, differing: 0 };
  private readonly withRules: Tally = { all: 0, differing: 0 };
  private onlyOpen = 0;
  private readonly changes = new Map<string, { readonly change: DecisionChange; count: number }>();
  private readonly reasons = new Map<DifferenceReason, number>();
  private readonly rules = new Map<string, Tally>();
  private readonly months = new Map<string, Tally>();
  private readonly texts: { sequence: number; code: DifferenceReason; text: string }[] = [];

  add(entry: DecisionLogEntry): void {
    const { receipt, decision, decidedOn, sequence } = entry;
    const differs = decision.kind === 'differs';
    this.total.all += 1;
    count(this.months, monthOfDay(decidedOn), differs);
    if (receipt.grade === 'caseFile') {
      this.withRules.all += 1;
      if (differs) this.withRules.differing += 1;
      for (const [rule, truth] of Object.entries(receipt.rules))
        count(this.rules, `${truth} ${rule}`, differs);
    }
    if (!differs) return;
    this.total.differing += 1;
    const changes = changesOf(entry);
    if (changes.every(({ advised }) => OPEN.includes(advised))) this.onlyOpen += 1;
    for (const change of changes) {
      const key = `${change.question} ${change.advised} ${change.decided}`;
      this.changes.set(key, { change, count: (this.changes.get(key)?.count ?? 0) + 1 });
    }
    const { code, text } = decision.reason;
    this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
    if (text !== undefined) this.texts.push({ sequence, code, text });
  }

  report({ rules, withReasonTexts = false }: ReportOptions = {}): DecisionReport {
    const { all, differing } = this.total;
    const ofDiffering = (numerator: number): DecisionShare => share(numerator, differing);
    const byCount = (a: { share: DecisionShare }, b: { share: DecisionShare }): number =>
      b.share.numerator - a.share.numerator;
    return Object.freeze({
      decisions: all,
      asAdvised: share(all - differing, all),
      differing: shareOf(this.total),
      onlyAnsweringOpenAdvice: ofDiffering(this.onlyOpen),
      changes: [...this.changes]
        .sort(([a], [b]) => compareText(a, b))
        .map(([, { change, count }]) => ({ ...change, share: ofDiffering(count) }))
        .sort(byCount),
      reasons: DIFFERENCE_REASONS.filter((code) => this.reasons.has(code))
        .map((code) => ({ code, share: ofDiffering(this.reasons.get(code) ?? 0) }))
        .sort(byCount),
      withRuleTruths: { decisions: this.withRules.all, differing: this.withRules.differing },
      rules: this.ruleShares(rules),
      months: [...this.months]
        .sort(([a], [b]) => compareText(a, b))
        .map(([month, tally]) => ({ month, differing: shareOf(tally) })),
      ...(withReasonTexts ? { reasonTexts: [...this.texts] } : {}),
    });
  }

  private ruleShares(known: ReportOptions['rules']): DecisionReport['rules'] {
    const isReported = (rule: string): boolean => {
      const found = known !== undefined && Object.hasOwn(known, rule) ? known[rule] : undefined;
      return found === undefined || REPORTED_STAGES.includes(found.stage);
    };
    return (
      [...this.rules]
        .map(([key, tally]) => ({
          rule: key.slice(key.indexOf(' ') + 1),
          truth: key.slice(0, key.indexOf(' ')) as Truth,
          share: shareOf(tally),
        }))
        .filter(({ rule, share: { numerator } }) => numerator > 0 && isReported(rule))
        // Of equally many, those first of which the larger part differs.
        .sort(
          (a, b) =>
            b.share.numerator - a.share.numerator ||
            a.share.denominator - b.share.denominator ||
            compareText(`${a.rule} ${a.truth}`, `${b.rule} ${b.truth}`),
        )
    );
  }
}

/** Reports on decisions of a log: how often officials differ from the advice, in what, and why. */
export function reportDecisions(
  entries: Iterable<DecisionLogEntry>,
  options: ReportOptions = {},
): DecisionReport {
  const counter = new DecisionCounter();
  for (const entry of entries) counter.add(entry);
  return counter.report(options);
}
