import { namesRead } from '../src/backends/json-rules-engine/facts-for.js';
import type { Policy } from '../src/index.js';

/** The names that conditions read, also through the conditions of the policy that they name. */
export function namesReadBy(conditions: unknown, policy: Policy): Set<string> {
  const names = namesRead(conditions);
  for (const [name, { condition }] of Object.entries(policy.conditions))
    if (JSON.stringify(conditions).includes(`{"condition":"${name}"}`))
      for (const each of namesReadBy(condition, policy)) names.add(each);
  return names;
}
