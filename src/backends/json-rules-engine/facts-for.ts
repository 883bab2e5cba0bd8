import { factOf } from '../../facts/catalogue.js';
import type { Value } from '../../language/value.js';
import type { Policy } from '../../policy/policy.js';
import { compareText } from '../../values/day.js';
import { exactValue } from '../../values/range.js';
import { compare, rationalToNumber } from '../../values/rational.js';

/** What json-rules-engine takes for a fact. */
export type PlainFact = boolean | number | string | readonly string[];

/** A source of values by name: the interpreter, or anything that answers like it. */
export interface NamedValues {
  readonly definition: (name: string) => Value;
  readonly fact: (name: string) => Value;
  readonly parameter: (name: string) => Value;
}

/**
 * A value in plain JavaScript, or undefined where it is not exactly known. A number is the nearest double: an
 * engine without exact numbers can do no better (DESIGN.md §2.2).
 */
export function plainFact(value: Value): PlainFact | undefined {
  switch (value.type) {
    case 'truth':
    case 'text':
      return value.value;
    case 'number': {
      const exact = exactValue(value.range, compare);
      return exact === undefined ? undefined : rationalToNumber(exact);
    }
    case 'day':
    case 'month':
      return exactValue(value.range, compareText);
    case 'list': {
      const texts = value.members.map((member) =>
        member.value.type === 'text' && member.belongs === 'true' ? member.value.value : undefined,
      );
      return value.complete && texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
    }
    default:
      return undefined;
  }
}

/** The names that conditions read: `fact`, `value: {fact}`. */
export function namesRead(condition: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('fact' in value && typeof value.fact === 'string') names.add(value.fact);
    for (const member of Object.values(value)) visit(member);
  };
  visit(condition);
  return names;
}

/**
 * Every fact that the rules of a policy read of one household: facts, derived facts, parameters and the
 * conclusions of earlier stages, for plain json-rules-engine. What is unknown is left out.
 */
export function plainFacts(policy: Policy, values: NamedValues): Record<string, PlainFact> {
  const conditions = [
    ...Object.values(policy.rules).map((rule) => rule.conditions),
    ...Object.values(policy.conditions).map((entry) => entry.condition),
  ];
  const facts: Record<string, PlainFact> = {};
  for (const name of new Set(conditions.flatMap((condition) => [...namesRead(condition)]))) {
    const value =
      policy.parameters[name] !== undefined
        ? values.parameter(name)
        : factOf(name) !== undefined
          ? values.fact(name)
          : values.definition(name);
    const plain = plainFact(value);
    if (plain !== undefined) facts[name] = plain;
  }
  return facts;
}
