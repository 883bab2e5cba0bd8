import type { Policy, PolicyRule } from '../../policy/policy.js';
import { type Engine, type Event, GuardedEngine, type RuleConditions } from './guarded-engine.js';

/** The event of a rule that holds: its stage, with the rule's name and what it concludes. */
export const eventOf = (name: string, rule: PolicyRule): Event => ({
  type: rule.stage,
  params: { rule: name, ...(rule.concludes === undefined ? {} : { concludes: rule.concludes }) },
});

/**
 * The rules of a policy in plain json-rules-engine, unchanged: feed it `assessor.factsFor(household, { on })`.
 * It knows two truths only, so it is for households whose facts are all known; the event of each rule that
 * holds carries the rule's name in `params.rule`. A rule or named condition that has a `path` is refused.
 */
export function engineFor(policy: Policy): Engine {
  const engine = new GuardedEngine();
  for (const [name, { condition }] of Object.entries(policy.conditions))
    engine.setCondition(name, condition as unknown as RuleConditions);
  for (const [name, rule] of Object.entries(policy.rules)) {
    engine.addRule({
      name,
      conditions: rule.conditions as unknown as RuleConditions,
      event: eventOf(name, rule),
      ...(rule.priority === undefined ? {} : { priority: rule.priority }),
    });
  }
  return engine;
}
