import { Engine } from 'json-rules-engine';
import type { Policy } from '../../policy/policy.js';

type RuleConditions = Parameters<Engine['setCondition']>[1];

/** Packs cannot hold a `path`; should one arrive all the same, nothing of it is run. */
function refusePath(): never {
  throw new Error('Paths are not allowed in conditions: json-rules-engine would run their text.');
}

/**
 * The rules of a policy in plain json-rules-engine, unchanged: feed it `assessor.factsFor(household, { on })`.
 * It knows two truths only, so it is for households whose facts are all known; the event of each rule that
 * holds carries the rule's name in `params.rule`.
 */
export function engineFor(policy: Policy): Engine {
  const engine = new Engine([], { pathResolver: refusePath });
  for (const [name, { condition }] of Object.entries(policy.conditions))
    engine.setCondition(name, condition as unknown as RuleConditions);
  for (const [name, rule] of Object.entries(policy.rules)) {
    engine.addRule({
      name,
      conditions: rule.conditions as unknown as RuleConditions,
      event: {
        type: rule.stage,
        params: { rule: name, ...(rule.concludes === undefined ? {} : { concludes: rule.concludes }) },
      },
      ...(rule.priority === undefined ? {} : { priority: rule.priority }),
    });
  }
  return engine;
}
