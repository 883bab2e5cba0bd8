import { describe, expect, test } from 'vitest';
import { nodesByName } from '../../src/backends/interpreter/interpreter.js';
import type { Assessment } from '../../src/decision/assessment.js';
import { partTexts } from '../../src/decision/part-texts.js';
import { workedOutBy } from '../../src/decision/reading.js';
import { ReasonParts } from '../../src/decision/reason-parts.js';
import { reasonTexts } from '../../src/decision/reason-texts.js';
import { Reasons } from '../../src/decision/reasons.js';
import { walk } from '../../src/language/nodes.js';
import type { Policy } from '../../src/policy/policy.js';
import { randomHouseholds, randomProgram } from '../backends/random-programs.js';
import { comparedDefinitions, interpretersOf } from '../backends/support.js';
import { gansu2024, ON } from './support.js';

/** A policy whose rules are all conditions of a random program, of every form that a formula can have. */
function randomPolicy(number: number): { readonly made: ReturnType<typeof randomProgram>; policy: Policy } {
  const made = randomProgram(number);
  const { program } = made;
  const { provenance } = Object.values(gansu2024.policy.rules)[0] as Policy['rules'][string];
  const truths = [...comparedDefinitions(program)].filter(([, kind]) => kind === 'truth');
  const titled = (name: string) => ({ title: { zh: `“${name}”`, en: `the ${name}` } });
  const rules = truths.map(([name]) => [name, { ...titled(name), stage: 'identify', provenance }]);
  const derived = program.definitions.map(({ name }, place) => [
    name,
    { ...titled(name), formula: '', provenance, ...(place % 3 === 0 ? {} : { unit: UNITS[place % 2] }) },
  ]);
  const policy = {
    ...gansu2024.policy,
    program,
    conditions: {},
    rules: Object.fromEntries(rules),
    derivedFacts: Object.fromEntries(derived),
  } as unknown as Policy;
  return { made, policy };
}
const UNITS = ['yuan', 'persons'];

describe('what one line tells of a rule', () => {
  test('is the same from its parts as from its whole reasons, in rules of every form', () => {
    const seen = { figures: 0, decisive: 0, alternatives: 0, contrary: 0 };
    for (let number = 1; number <= 60; number += 1) {
      const { made, policy } = randomPolicy(number);
      const nodes = nodesByName(policy.program);
      const parts = new ReasonParts(policy, nodes);
      for (const interpreter of interpretersOf(policy.program, randomHouseholds(made, number, 6), ON)) {
        const worked = workedOutBy(() => interpreter, ON);
        const reasons = new Reasons(policy, nodes, worked);
        const reasonOf = (rule: string) => reasons.rule(rule);
        for (const locale of ['zh-CN', 'en'] as const) {
          const quick = partTexts({ worked, ofDay: { parts } }, locale);
          const whole = reasonTexts({ reasonOf } as Assessment, locale);
          for (const rule of Object.keys(policy.rules)) {
            const expected = [whole.holding(rule), whole.decisive(rule)];
            expect([number, rule, quick.holding(rule), quick.decisive(rule)]).toEqual([
              number,
              rule,
              ...expected,
            ]);
            seen.figures += /差 |apart/.test(whole.holding(rule)) ? 1 : 0;
            seen.decisive += whole.decisive(rule).length;
            const forms = [...walk(nodes.get(rule) as Parameters<typeof walk>[0])];
            seen.contrary += forms.some(({ kind }) => kind === 'not') ? 1 : 0;
            seen.alternatives += forms.some((node) => node.kind === 'apply' && node.operator === 'firstKnown')
              ? 1
              : 0;
          }
        }
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });
});
