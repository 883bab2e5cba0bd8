import { nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { type RuleConditions, readRuleConditions } from '../../src/decision/coverage/condition-tree.js';
import { type Policy, resolvePolicy } from '../../src/index.js';
import type { Node } from '../../src/language/nodes.js';
import { BASE_REQUEST, withFiles } from '../policy/support.js';

export const leaf = (fact: string, value: unknown = true, operator = 'equal'): object => ({
  fact,
  operator,
  value,
});
export const all = (...members: readonly object[]): object => ({ all: members });
export const any = (...members: readonly object[]): object => ({ any: members });

/** A rule of a stage, `reminder` by default: it may read what every other stage concludes. */
export const rule = (name: string, conditions: object, type = 'reminder'): object => ({
  name,
  conditions,
  event: { type, params: { title: { zh: `规则${name}`, en: `rule ${name}` }, authority: 'projectDefault' } },
});

/** The base pack with further rules and derived facts of the nation. */
export const policyWith = (
  rules: readonly object[],
  derivedFacts: Readonly<Record<string, string>> = {},
  request: { readonly region: string; readonly on: string } = BASE_REQUEST,
): Policy =>
  resolvePolicy(
    withFiles({
      'nation/more-rules.json': { kind: 'rules', rules },
      'nation/more-facts.json': {
        kind: 'derivedFacts',
        derivedFacts: Object.fromEntries(
          Object.entries(derivedFacts).map(([name, formula]) => [
            name,
            { title: { zh: `派生${name}`, en: `derived ${name}` }, formula, authority: 'projectDefault' },
          ]),
        ),
      },
    }),
    request,
  );

/** The conditions of one rule beside the definitions that they read. */
export function conditionsOf(
  policy: Policy,
  name: string,
): { readonly conditions: RuleConditions; readonly nodes: ReadonlyMap<string, Node> } {
  const nodes = nodesByName(policy.program);
  return { conditions: readRuleConditions(policy, nodes, name), nodes };
}
