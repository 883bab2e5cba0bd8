import { CATALOGUE, factOf } from '../facts/catalogue.js';
import type { Fact, Sensitivity } from '../facts/kinds.js';
import { type Node, walk } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';

const RANK: readonly Sensitivity[] = ['plain', 'personal', 'health', 'identity'];
const stronger = (a: Sensitivity, b: Sensitivity): Sensitivity =>
  RANK.indexOf(a) >= RANK.indexOf(b) ? a : b;

/** The fields of all lists by name, the strongest where two lists have one of the same name. */
const FIELDS: ReadonlyMap<string, Sensitivity> = (() => {
  const fields = new Map<string, Sensitivity>();
  for (const fact of Object.values(CATALOGUE) as readonly Fact[])
    if (fact.kind === 'list')
      for (const [name, field] of Object.entries(fact.fields))
        fields.set(name, stronger(fields.get(name) ?? 'plain', field.sensitivity));
  return fields;
})();

/** Who may see what a definition comes to: whoever may see everything that it is worked out from. */
export class Sensitivities {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly known = new Map<string, Sensitivity>();

  constructor(nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
  }

  ofDefinition(name: string): Sensitivity {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const node = this.nodes.get(name);
    const found = node === undefined ? 'plain' : this.ofNode(node);
    this.known.set(name, found);
    return found;
  }

  ofNode(node: Node): Sensitivity {
    let found: Sensitivity = 'plain';
    for (const each of walk(node)) {
      if (each.kind === 'fact') found = stronger(found, factOf(each.name)?.sensitivity ?? 'plain');
      else if (each.kind === 'definition') found = stronger(found, this.ofDefinition(each.name));
      else if (each.kind === 'item' && each.field !== undefined)
        found = stronger(found, FIELDS.get(each.field) ?? 'plain');
      if (found === 'identity') return found;
    }
    return found;
  }
}

const OF_POLICIES = new WeakMap<Policy, Sensitivities>();

/** The sensitivities of a policy's definitions, worked out once. */
export function sensitivitiesOf(policy: Policy, nodes: ReadonlyMap<string, Node>): Sensitivities {
  const known = OF_POLICIES.get(policy);
  if (known !== undefined) return known;
  const made = new Sensitivities(nodes);
  OF_POLICIES.set(policy, made);
  return made;
}
