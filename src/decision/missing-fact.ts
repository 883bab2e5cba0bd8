import { inForceOn } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import type { MissingFact } from './assessment.js';
import { namedFact } from './named-fact.js';

/** What is missing, by its name: a fact, a parameter without a value on the day, something known of the region, rules. */
export function describeMissing(policy: Policy, name: string, on: string): MissingFact {
  if (name === OUTCOMES.rules)
    return { kind: 'rules', name, title: { zh: '当日有效的规则', en: 'rules in force on this day' } };
  const parameter = policy.parameters[name];
  if (parameter?.isAttribute === true) return { kind: 'attribute', name, title: parameter.title };
  if (parameter !== undefined) {
    const { value: _, ...standing } = inForceOn(parameter.series, on) ?? {};
    const isEntered = 'from' in standing;
    return { kind: 'parameter', name, title: parameter.title, ...(isEntered ? { standing } : {}) };
  }
  const named = namedFact(name);
  if (named === undefined) return { kind: 'fact', name, title: { zh: name, en: name } };
  const { department } = named.entry;
  return { kind: 'fact', name, title: named.title, ...(department === undefined ? {} : { department }) };
}
