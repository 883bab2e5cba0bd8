import type { Title } from '../../facts/kinds.js';
import { type Node, walk } from '../../language/nodes.js';
import { truthOfValue } from '../../language/value.js';
import type { Policy, Provenance } from '../../policy/policy.js';
import type { Reason } from '../../policy/reason.js';
import { OUTCOMES } from '../../policy/stages.js';
import { addDays, daysBetween } from '../../values/day.js';
import { between } from '../../values/range.js';
import type { Truth } from '../../values/truth.js';
import type { Reading } from '../reading.js';
import type { Reasons } from '../reasons.js';
import { NO_WAY_IN_TITLE } from '../titles.js';
import { dependentsOf } from './dependents.js';
import { Trial } from './trial.js';

/** When an exit criterion could hold at the earliest, if nothing but the day changes. */
export type EarliestDay =
  | { readonly kind: 'day'; readonly day: string }
  /** Nothing that it reads moves with the day. */
  | { readonly kind: 'notByTimeAlone' }
  /** It holds on no day up to this one; what comes after is not known. */
  | { readonly kind: 'notWithinPolicy'; readonly until: string };

/** An exit criterion that fails, and what it lacks. */
export interface ExitGap {
  /** The rule, or the criterion that the engine adds. */
  readonly rule: string;
  readonly title: Title;
  /** Absent for the criterion that the engine adds. */
  readonly provenance?: Provenance;
  /** The innermost comparisons and tests on which it fails. */
  readonly leaves: readonly Reason[];
  /** Of this criterion alone: on that day others may fail. */
  readonly earliest: EarliestDay;
}

/** How far a policy without an end is looked ahead: three years, a leap day among them. */
const DAYS_AHEAD = 1_096;

/**
 * Why a household may not exit: each criterion that is false, the innermost reasons, and the first day on which it
 * would hold by itself. Empty unless the outcome is `retain`.
 */
export function exitGaps(reading: Reading, reasons: Reasons): readonly ExitGap[] {
  const { policy } = reading;
  const base = Trial.of(reading);
  const outcome = base.definition(OUTCOMES.exit);
  if (outcome.type !== 'text' || outcome.value !== 'retain') return [];
  const ahead = new DaysAhead(reading, base);
  const isUnmet = (name: string): boolean => truthOfValue(base.definition(name)) === 'false';
  const ofRules = policy.stages.exitCriterion.filter(isUnmet).map((rule): ExitGap => {
    const { title, provenance, reason } = reasons.rule(rule);
    return { rule, title, provenance, leaves: leavesOf(reason, 'false'), earliest: ahead.earliest(rule) };
  });
  const rule = OUTCOMES.noWayIn;
  if (!isUnmet(rule)) return Object.freeze(ofRules);
  const leaves = leavesOf(reasons.noWayIn(), 'false');
  return Object.freeze([
    ...ofRules,
    { rule, title: NO_WAY_IN_TITLE, leaves, earliest: ahead.earliest(rule) },
  ]);
}

/** The innermost reasons that make a condition what it is; of an `all` that fails only the members that fail. */
function leavesOf(reason: Reason, truth: Truth): readonly Reason[] {
  const found = new Set<Reason>();
  const visit = (each: Reason): void => {
    switch (each.kind) {
      case 'all':
      case 'any':
      case 'not': {
        const wanted = each.kind === 'not' ? opposite(each.truth) : each.truth;
        for (const member of each.members) if (member.truth === wanted) visit(member);
        return;
      }
      case 'named':
        visit(each.member);
        return;
      default:
        found.add(each);
    }
  };
  if (reason.truth === truth) visit(reason);
  return [...found];
}

const opposite = (truth: Truth): Truth => (truth === 'true' ? 'false' : truth === 'false' ? 'true' : truth);

/** Tries the days after the evaluation day, many at once. */
class DaysAhead {
  private readonly base: Trial;
  private readonly policy: Policy;
  private readonly on: string;
  private readonly last: string;
  private readonly affected: ReadonlySet<string>;
  private readonly tried = new Map<string, Trial>();

  constructor({ policy, nodes, on }: Reading, base: Trial) {
    this.base = base;
    this.policy = policy;
    this.on = on;
    this.last = policy.validTo ?? addDays(on, DAYS_AHEAD);
    this.affected = dependentsOf(nodes).above((_, node) => this.movesWithDay(node));
  }

  earliest(criterion: string): EarliestDay {
    const { readsDay, parameters } = this.base.readsOf(criterion);
    // What has not read the day takes the same course on every other one.
    if (!readsDay && ![...parameters].some((name) => this.movesOn(name))) return { kind: 'notByTimeAlone' };
    const day = this.on < this.last ? this.firstTrue(criterion, addDays(this.on, 1), this.last) : undefined;
    return day === undefined ? { kind: 'notWithinPolicy', until: this.last } : { kind: 'day', day };
  }

  /**
   * The first day on which it is true. What is false for all days at once is false on each; what is not alike on all
   * of them is unknown, and is tried on each half.
   */
  private firstTrue(criterion: string, from: string, to: string): string | undefined {
    const truth = truthOfValue(this.trialOn(from, to).definition(criterion));
    if (truth === 'true') return from;
    if (truth === 'false' || from === to) return undefined;
    const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
    return this.firstTrue(criterion, from, middle) ?? this.firstTrue(criterion, addDays(middle, 1), to);
  }

  private trialOn(from: string, to: string): Trial {
    const key = `${from}/${to}`;
    const known = this.tried.get(key);
    if (known !== undefined) return known;
    const made = this.base.with({ days: between(from, to), affected: this.affected });
    this.tried.set(key, made);
    return made;
  }

  /** Whether an expression reads the day, or a parameter with another value later on. */
  private movesWithDay(node: Node): boolean {
    for (const each of walk(node)) {
      if (each.kind === 'evaluationDay') return true;
      if (each.kind === 'parameter' && each.day === undefined && this.movesOn(each.name)) return true;
    }
    return false;
  }

  /** Whether a parameter has another value, or none, before the last day. */
  private movesOn(parameter: string): boolean {
    const series = this.policy.program.parameters[parameter] ?? [];
    return series.some(
      ({ from, to }) =>
        (from > this.on && from <= this.last) || (to !== undefined && to >= this.on && to < this.last),
    );
  }
}
