import { type Assessor, compile } from './decision/assess.js';
import type { ColumnDecider } from './decision/column-decider.js';
import { readPolicy } from './policy/policy.js';
import type { PolicyOfTask } from './worker-task.js';

/** A policy made ready in this thread; what decides into columns only where that is asked for. */
export interface Ready {
  readonly assessor: Assessor;
  columns?: ColumnDecider;
}

/** A worker keeps the policies that it needed last: one run needs one. */
const KEPT_POLICIES = 4;
const policies = new Map<string, Ready>();

/** Each thread compiles the policy for itself, from its file: functions cannot go from thread to thread. */
export function readyFor({ policyHash, policyText }: PolicyOfTask): Ready {
  const kept = policies.get(policyHash);
  if (kept !== undefined) {
    policies.delete(policyHash);
    policies.set(policyHash, kept);
    return kept;
  }
  // A copy, because text is not decoded out of shared memory.
  const made = {
    // Whoever starts threads has many households: none of them need wait for the interpreter.
    assessor: compile(readPolicy(new TextDecoder().decode(new Uint8Array(policyText).slice())), {
      generate: true,
    }),
  };
  const [oldest] = policies.keys();
  if (policies.size >= KEPT_POLICIES && oldest !== undefined) policies.delete(oldest);
  policies.set(policyHash, made);
  return made;
}
