import type { Policy, PolicyRule } from '../policy/policy.js';
import { STAGE_NAMES, type StageName } from '../policy/stages.js';
import { freezeDeep } from '../values/freeze-deep.js';
import type { Concluded } from './assessment.js';

/** A rule with what it concludes: of every household alike, or, as a measure, by the household's needs. */
export interface ConcludingRule {
  readonly rule: string;
  readonly concluded: Concluded | undefined;
  /** What a measure came to before, by the truths of its needs and whether it is under way: few are different. */
  readonly advised: Map<string, Concluded>;
}

/** The rules of the stages in their order, and those of two stages apart, by what they are. */
export interface ConcludingRules {
  readonly all: { readonly [Stage in StageName]: readonly ConcludingRule[] };
  readonly redFlags: readonly ConcludingRule[];
  readonly refusals: readonly ConcludingRule[];
  readonly risks: readonly ConcludingRule[];
  readonly riskKinds: readonly ConcludingRule[];
}

export function concludedBy(rule: string, { title, concludes, detail, department }: PolicyRule): Concluded {
  const code = detail ?? concludes;
  return {
    rule,
    title,
    ...(code === undefined ? {} : { code }),
    ...(department === undefined ? {} : { department }),
  };
}

/** The rules of a policy, made ready once for all of its assessments. */
export function concludingRules({ stages, rules }: Policy): ConcludingRules {
  const made = (rule: string): ConcludingRule => {
    const known = rules[rule] as PolicyRule;
    const isAlike = known.measure === undefined;
    return {
      rule,
      concluded: isAlike ? freezeDeep(concludedBy(rule, known)) : undefined,
      advised: new Map(),
    };
  };
  const all = Object.fromEntries(
    STAGE_NAMES.map((stage) => [stage, stages[stage].map(made)]),
  ) as unknown as ConcludingRules['all'];
  const chosen = (stage: StageName, isChosen: (rule: PolicyRule) => boolean): readonly ConcludingRule[] =>
    all[stage].filter(({ rule }) => isChosen(rules[rule] as PolicyRule));
  return {
    all,
    redFlags: chosen('review', ({ refuses }) => refuses !== true),
    refusals: chosen('review', ({ refuses }) => refuses === true),
    risks: chosen('risk', ({ detail }) => detail === undefined),
    riskKinds: chosen('risk', ({ detail }) => detail !== undefined),
  };
}
