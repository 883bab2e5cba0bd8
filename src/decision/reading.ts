import { Interpreter } from '../backends/interpreter/interpreter.js';
import type { FactValue } from '../facts/given.js';
import type { Household } from '../facts/household.js';
import { readHousehold } from '../facts/read.js';
import type { Node } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import type { Issue } from '../values/issues.js';
import { applyDeclaredBlanks } from './declared-blanks.js';

/** A household as one policy reads it: what every question about it starts from. */
export interface Reading {
  readonly policy: Policy;
  /** The definitions of the policy's program, by name. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly on: string;
  readonly household: Household;
  /** The facts, declared blanks included. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Facts that were given and cannot be used: unknown, and not simply blank. */
  readonly unusable: ReadonlySet<string>;
  /** Facts whose blank was taken to mean a value, because a pack declares so. */
  readonly declaredBlanks: readonly string[];
  readonly issues: readonly Issue[];
}

/** Reads a household for a policy and a day. The day is the caller's to check. */
export function readFor(
  policy: Policy,
  nodes: ReadonlyMap<string, Node>,
  household: Household,
  on: string,
  unread: Iterable<string>,
): Reading {
  const read = readHousehold(household);
  const unusable = new Set([...read.unusable, ...unread]);
  const { values, used } = applyDeclaredBlanks(policy.program, read.values, unusable);
  return {
    policy,
    nodes,
    on,
    household,
    facts: values,
    unusable,
    declaredBlanks: used,
    issues: read.issues,
  };
}

/** What may be tried instead of what was read: other facts, another day. */
export interface Instead {
  readonly facts?: Readonly<Record<string, FactValue>>;
  readonly on?: string;
}

/** The interpreter of a reading; with facts or a day tried instead. A fact that is tried is usable. */
export function interpreterOf(reading: Reading, instead: Instead = {}): Interpreter {
  const { policy, nodes, facts, on, unusable } = reading;
  if (instead.facts === undefined)
    return new Interpreter(policy.program, nodes, facts, instead.on ?? on, unusable);
  const tried = instead.facts;
  return new Interpreter(
    policy.program,
    nodes,
    Object.assign(Object.create(null) as Record<string, FactValue>, facts, tried),
    instead.on ?? on,
    new Set([...unusable].filter((name) => !Object.hasOwn(tried, name))),
  );
}
