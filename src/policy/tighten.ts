import type { ConditionSource, RuleSource } from './pack-schemas.js';

type Conditions = Readonly<Record<string, unknown>>;

/** Both conditions at once: what a lower layer adds makes the upper one's harder to meet, never easier. */
const both = (upper: Conditions, lower: Conditions): Record<string, unknown> => ({ all: [upper, lower] });

export const tightenedRule = (upper: RuleSource, lower: RuleSource): RuleSource => ({
  ...lower,
  conditions: both(upper.conditions, lower.conditions),
});

export const tightenedCondition = (upper: ConditionSource, lower: ConditionSource): ConditionSource => ({
  ...lower,
  condition: both(upper.condition, lower.condition),
});
