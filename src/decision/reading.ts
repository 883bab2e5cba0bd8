import { Interpreter } from '../backends/interpreter/interpreter.js';
import type { FactValue } from '../facts/given.js';
import type { Household } from '../facts/household.js';
import { readHousehold } from '../facts/read.js';
import { readPlainHousehold } from '../facts/read-plain.js';
import type { Node } from '../language/nodes.js';
import { truthOfValue, type Value } from '../language/value.js';
import type { Policy } from '../policy/policy.js';
import type { Issue } from '../values/issues.js';
import { applyDeclaredBlanks } from './declared-blanks.js';
import type { WorkedOut } from './reasons.js';

/** A household as one policy reads it: what every question about it starts from. */
export interface Reading {
  readonly policy: Policy;
  /** The definitions of the policy's program, by name. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly on: string;
  readonly household: Household;
  /** The facts, declared blanks included. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** One of them. */
  readonly fact: (name: string) => FactValue;
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
    fact: (name) => values[name],
    unusable,
    declaredBlanks: used,
    issues: read.issues,
  };
}

/**
 * A household that is plain and whole, each of its values possible: nothing can be found wrong in reading it, so it is
 * read when somebody asks. Of what the caller may change afterwards, a copy is kept.
 */
export function plainReading(
  policy: Policy,
  nodes: ReadonlyMap<string, Node>,
  household: Household,
  on: string,
): Reading {
  const { program } = policy;
  const copy = plainCopy(household) as Readonly<Record<string, unknown>>;
  let facts: Reading['facts'] | undefined;
  const read = (some: Readonly<Record<string, unknown>>): Reading['facts'] =>
    applyDeclaredBlanks(program, readPlainHousehold(some), NONE).values;
  return {
    policy,
    nodes,
    on,
    household,
    get facts() {
      facts ??= read(copy);
      return facts;
    },
    fact: (name) => (facts ?? read({ [name]: copy[name] }))[name],
    unusable: NONE,
    declaredBlanks: Object.keys(program.declaredBlanks).filter((name) => (copy[name] ?? null) === null),
    issues: [],
  };
}

const NONE: ReadonlySet<string> = new Set();

/** A copy of what JSON can say. */
function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainCopy);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value))
    copy[name] = plainCopy((value as Readonly<Record<string, unknown>>)[name]);
  return copy;
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

/** What reasons are told from, by an interpreter that is made once somebody asks. */
export function workedOutBy(make: () => Interpreter, on: string): WorkedOut {
  let made: Interpreter | undefined;
  const value = (node: Node): Value => {
    made ??= make();
    return made.evaluate(node);
  };
  return { on, value, truth: (node) => truthOfValue(value(node)) };
}
