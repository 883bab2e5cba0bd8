import type { OldAndNew, ParameterChange } from './compare-decisions-causes.js';
import type { HouseholdChange } from './compare-decisions-types.js';

/** How many changed households one cause is told of. A household may have several causes. */
export interface CauseCounts {
  /** Another policy, day, engine or region, and of how many of those no parameter that both list is other. */
  readonly policy: number;
  readonly policyWithoutParameter: number;
  /** All of that is the same: what is known of the household is other. */
  readonly facts: number;
  /** A file does not say which policy it was. */
  readonly unknown: number;
  /** The most frequent first. */
  readonly parameters: readonly (ParameterChange & { readonly households: number })[];
  readonly rulesBegun: readonly { readonly rule: string; readonly households: number }[];
  readonly rulesEnded: readonly { readonly rule: string; readonly households: number }[];
  readonly policies: readonly (OldAndNew & { readonly households: number })[];
}

class Tally<Item> {
  private readonly counted = new Map<string, { readonly item: Item; households: number }>();

  add(key: string, item: Item): void {
    const known = this.counted.get(key) ?? { item, households: 0 };
    this.counted.set(key, known);
    known.households += 1;
  }

  /** The most frequent first, then by key. */
  sorted(): { readonly item: Item; readonly households: number }[] {
    return [...this.counted]
      .sort(([a, left], [b, right]) => right.households - left.households || (a < b ? -1 : 1))
      .map(([, each]) => each);
  }
}

/** Counts the causes of changes, one change after the other. */
export class CauseCounter {
  private policy = 0;
  private policyWithoutParameter = 0;
  private facts = 0;
  private unknown = 0;
  private readonly parameters = new Tally<ParameterChange>();
  private readonly begun = new Tally<string>();
  private readonly ended = new Tally<string>();
  private readonly policies = new Tally<OldAndNew>();

  add({ cause }: HouseholdChange): void {
    if (cause === undefined) return;
    this[cause.by] += 1;
    if (cause.by === 'policy' && cause.parameters.length === 0) this.policyWithoutParameter += 1;
    for (const parameter of cause.parameters) this.parameters.add(JSON.stringify(parameter), parameter);
    for (const rule of cause.rulesBegun) this.begun.add(rule, rule);
    for (const rule of cause.rulesEnded) this.ended.add(rule, rule);
    const { policy } = cause;
    if (policy !== undefined) this.policies.add(`${policy.old} ${policy.new}`, policy);
  }

  counts(): CauseCounts {
    const { policy, policyWithoutParameter, facts, unknown } = this;
    const rules = (tally: Tally<string>): CauseCounts['rulesBegun'] =>
      tally.sorted().map(({ item, households }) => ({ rule: item, households }));
    return {
      policy,
      policyWithoutParameter,
      facts,
      unknown,
      parameters: this.parameters.sorted().map(({ item, households }) => ({ ...item, households })),
      rulesBegun: rules(this.begun),
      rulesEnded: rules(this.ended),
      policies: this.policies.sorted().map(({ item, households }) => ({ ...item, households })),
    };
  }
}
