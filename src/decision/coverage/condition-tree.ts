import type { Node } from '../../language/nodes.js';
import type { Policy } from '../../policy/policy.js';
import type { Reason } from '../../policy/reason.js';
import { hashOf } from '../../values/canonical.js';
import { allOf, anyOf, negate, type Truth } from '../../values/truth.js';

/** One comparison of a rule as its pack writes it, and the expression that it was read as. */
export interface ConditionLeaf {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
  /** The named conditions in which it stands, from the outside in. */
  readonly within: readonly string[];
  readonly node: Node;
}

/** How the comparisons of a rule are joined; `leaf` is a place in the list of leaves. */
export type ConditionTree =
  | { readonly kind: 'all' | 'any'; readonly members: readonly ConditionTree[] }
  | { readonly kind: 'not'; readonly member: ConditionTree }
  | { readonly kind: 'named'; readonly member: ConditionTree }
  | { readonly kind: 'leaf'; readonly leaf: number };

/** The conditions of a rule with its named conditions written out. */
export interface RuleConditions {
  readonly tree: ConditionTree;
  readonly leaves: readonly ConditionLeaf[];
  /** SHA-256 of the conditions written out: equal for the same conditions in any region and on any day. */
  readonly hash: string;
}

type Written = Readonly<Record<string, unknown>>;

/**
 * Walks the conditions of a rule beside the expression that they were read as. The reader of conditions keeps
 * their shape (`src/language/conditions.ts`), so each comparison meets its own expression.
 */
class TreeReader {
  readonly leaves: ConditionLeaf[] = [];
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;

  constructor(policy: Policy, nodes: ReadonlyMap<string, Node>) {
    this.policy = policy;
    this.nodes = nodes;
  }

  read(written: Written, node: Node, within: readonly string[]): ConditionTree {
    if ('all' in written) return this.readGroup('all', written['all'], node, within);
    if ('any' in written) return this.readGroup('any', written['any'], node, within);
    if ('not' in written && node.kind === 'not')
      return { kind: 'not', member: this.read(written['not'] as Written, node.operand, within) };
    if ('condition' in written) {
      const name = written['condition'] as string;
      const named = this.policy.conditions[name]?.condition ?? {};
      return { kind: 'named', member: this.read(named, this.nodes.get(name) as Node, [...within, name]) };
    }
    const { fact, operator, value } = written as { fact: string; operator: string; value: unknown };
    this.leaves.push({ fact, operator, value, within, node });
    return { kind: 'leaf', leaf: this.leaves.length - 1 };
  }

  private readGroup(
    kind: 'all' | 'any',
    written: unknown,
    node: Node,
    within: readonly string[],
  ): ConditionTree {
    const operands = node.kind === kind ? node.operands : [];
    const members = (written as readonly Written[]).map((member, index) =>
      this.read(member, operands[index] as Node, within),
    );
    return { kind, members };
  }
}

/** The shape of a tree with its comparisons, and nothing else. */
function plain(tree: ConditionTree, leaves: readonly ConditionLeaf[]): unknown {
  switch (tree.kind) {
    case 'all':
    case 'any':
      return { [tree.kind]: tree.members.map((member) => plain(member, leaves)) };
    case 'not':
      return { not: plain(tree.member, leaves) };
    case 'named':
      return plain(tree.member, leaves);
    case 'leaf': {
      const { fact, operator, value } = leaves[tree.leaf] as ConditionLeaf;
      return { fact, operator, value };
    }
  }
}

/**
 * The conditions of a rule of a policy, its named conditions written out.
 * @param nodes the definitions of the policy's program, by name.
 */
export function readRuleConditions(
  policy: Policy,
  nodes: ReadonlyMap<string, Node>,
  rule: string,
): RuleConditions {
  const reader = new TreeReader(policy, nodes);
  const tree = reader.read(policy.rules[rule]?.conditions ?? {}, nodes.get(rule) as Node, []);
  return { tree, leaves: reader.leaves, hash: hashOf(plain(tree, reader.leaves)) };
}

/** The reason of each leaf of a rule, from the reason of the rule: the same shape once more. */
export function leafReasons(tree: ConditionTree, reason: Reason): readonly Reason[] {
  const found: Reason[] = [];
  const visit = (part: ConditionTree, why: Reason): void => {
    if (part.kind === 'leaf') found[part.leaf] = why;
    else if (part.kind === 'named') visit(part.member, why.kind === 'named' ? why.member : why);
    else {
      const parts = part.kind === 'not' ? [part.member] : part.members;
      const whys = 'members' in why ? why.members : [];
      parts.forEach((member, index) => {
        visit(member, whys[index] as Reason);
      });
    }
  };
  visit(tree, reason);
  return found;
}

/** What a rule comes to if its leaves have these truths (strong Kleene). */
export function outcomeOf(tree: ConditionTree, truths: readonly Truth[]): Truth {
  switch (tree.kind) {
    case 'all':
      return allOf(tree.members.map((member) => outcomeOf(member, truths)));
    case 'any':
      return anyOf(tree.members.map((member) => outcomeOf(member, truths)));
    case 'not':
      return negate(outcomeOf(tree.member, truths));
    case 'named':
      return outcomeOf(tree.member, truths);
    case 'leaf':
      return truths[tree.leaf] ?? 'unknown';
  }
}

/**
 * Whether a leaf alone decides the outcome: with its truth turned round and all others as they are, the outcome
 * turns round as well. An outcome that is not known before or after is decided by nobody.
 */
export function determines(tree: ConditionTree, truths: readonly Truth[], leaf: number): boolean {
  const before = outcomeOf(tree, truths);
  const after = outcomeOf(tree, truths.with(leaf, negate(truths[leaf] ?? 'unknown')));
  return before !== 'unknown' && after === negate(before);
}
