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
  /** As it was when it was read: a copy, which what the caller does afterwards does not change. */
  readonly household: Household;
  /** The facts, declared blanks included. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** One of them. */
  readonly fact: (name: string) => FactValue;
  /** Facts that were given and cannot be used: unknown, and not simply blank. */
  readonly unusable: ReadonlySet<string>;
  /** Lists of which an item could not be read, so that the places of the others are not those of the household. */
  readonly dropped: ReadonlySet<string>;
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
  const copy = plainCopy(household) as Household;
  const read = readHousehold(copy);
  const unusable = new Set([...read.unusable, ...unread]);
  const { values, used } = applyDeclaredBlanks(policy.program, read.values, unusable);
  return {
    policy,
    nodes,
    on,
    household: copy,
    facts: values,
    fact: (name) => values[name],
    unusable,
    dropped: new Set(
      [...read.unusable].filter(
        (name) => lengthOf(read.values[name]) !== lengthOf(copy?.[name as keyof Household]),
      ),
    ),
    declaredBlanks: used,
    issues: read.issues,
  };
}

/** How many items a list has, as it was given or as it was read. */
const lengthOf = (list: unknown): number | undefined =>
  (list as { readonly items?: readonly unknown[] } | null | undefined)?.items?.length;

/** What of a plain household is read when somebody asks. */
class PlainReading implements Reading {
  readonly policy: Policy;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly on: string;
  readonly household: Household;
  readonly unusable: ReadonlySet<string> = NONE;
  readonly dropped: ReadonlySet<string> = NONE;
  readonly issues: readonly Issue[] = [];
  #facts: Reading['facts'] | undefined;

  constructor({ policy, nodes, on, household }: PlainRequest) {
    this.policy = policy;
    this.nodes = nodes;
    this.on = on;
    this.household = household;
  }

  get facts(): Reading['facts'] {
    this.#facts ??= this.read(this.household);
    return this.#facts;
  }

  get declaredBlanks(): readonly string[] {
    const given: Readonly<Record<string, unknown>> = this.household;
    return Object.keys(this.policy.program.declaredBlanks).filter((name) => (given[name] ?? null) === null);
  }

  fact(name: string): FactValue {
    const given: Readonly<Record<string, unknown>> = this.household;
    return (this.#facts ?? this.read({ [name]: given[name] }))[name];
  }

  private read(some: Readonly<Record<string, unknown>>): Reading['facts'] {
    return applyDeclaredBlanks(this.policy.program, readPlainHousehold(some), NONE).values;
  }
}

type PlainRequest = Pick<Reading, 'policy' | 'nodes' | 'on' | 'household'>;

/**
 * A household that is plain and whole, each of its values possible (`quickRowReader` takes it): nothing can be found
 * wrong in reading it, so it is read when somebody asks.
 * @param request its `household` is the copy that was looked at, which nobody changes.
 */
export const plainReading = (request: PlainRequest): Reading => new PlainReading(request);

const NONE: ReadonlySet<string> = new Set();

/** A household, its lists, their items, and lists in these. */
const DEPTH_OF_A_HOUSEHOLD = 6;

/**
 * A copy of a household as far as it is plain data, so that what the caller changes afterwards changes no answer.
 * Anything else (a date, an object of a class) stays what it is.
 */
export function plainCopy(value: unknown, depth: number = DEPTH_OF_A_HOUSEHOLD): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const copied = plainCopy((value as Readonly<Record<string, unknown>>)[name], depth - 1);
    // This one name would set what the copy inherits from.
    if (name === '__proto__')
      Object.defineProperty(copy, name, { value: copied, enumerable: true, writable: true });
    else copy[name] = copied;
  }
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
