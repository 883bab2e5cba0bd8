import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import { definition, type Node } from '../language/nodes.js';
import type { Policy, PolicyRule } from '../policy/policy.js';
import { isComparison } from './comparisons.js';
import { titleOf, titleOfTerm, unitOfTerm } from './titles.js';

/** A part of a rule, as far as one line tells it: by title, and the figures of what it compares. */
export type ReasonPart =
  | { readonly kind: 'named'; readonly node: Node; readonly title: Title; readonly member: ReasonPart }
  | {
      readonly kind: 'comparison';
      readonly node: Node;
      readonly title: Title;
      /** Of a comparison without a unit no figures are told. */
      readonly compared: Compared | undefined;
    }
  /** What must not hold. */
  | { readonly kind: 'not'; readonly node: Node; readonly member: ReasonPart }
  /** Alternatives in their order; the first that is known is told. */
  | { readonly kind: 'firstKnown'; readonly node: Node; readonly members: readonly ReasonPart[] }
  /** Anything else: only its truth counts. */
  | { readonly kind: 'other'; readonly node: Node };

export interface Compared {
  readonly fact: Node;
  readonly bound: Node;
  readonly unit: Unit;
}

/** What a rule consists of. */
export type RuleParts =
  /** Parts that hold together, or one of which has to hold. */
  | { readonly kind: 'several'; readonly node: Node; readonly parts: readonly ReasonPart[] }
  | { readonly kind: 'one'; readonly node: Node; readonly part: ReasonPart }
  /** Alternatives: the one that is used makes up the rule; where none is, each that is open is a part. */
  | {
      readonly kind: 'firstKnown';
      readonly node: Node;
      readonly alternatives: readonly { readonly whole: RuleParts; readonly part: ReasonPart }[];
    };

export interface ReasonOfRule {
  readonly title: Title;
  /** Its name as a condition. */
  readonly node: Node;
  readonly parts: RuleParts;
}

/** The parts of a policy's rules, read once for all of its households. */
export class ReasonParts {
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly rules = new Map<string, ReasonOfRule>();
  private readonly named = new Map<string, ReasonPart>();

  /** @param nodes the definitions of the policy's program, by name. */
  constructor(policy: Policy, nodes: ReadonlyMap<string, Node>) {
    this.policy = policy;
    this.nodes = nodes;
  }

  /** @param rule the name of a rule in force. */
  of(rule: string): ReasonOfRule {
    const known = this.rules.get(rule);
    if (known !== undefined) return known;
    const { title } = this.policy.rules[rule] as PolicyRule;
    const made = { title, node: definition(rule), parts: this.ofNode(this.nodes.get(rule) as Node) };
    this.rules.set(rule, made);
    return made;
  }

  private ofNode(node: Node): RuleParts {
    if (node.kind === 'all' || node.kind === 'any')
      return { kind: 'several', node, parts: node.operands.map((operand) => this.part(operand)) };
    if (node.kind !== 'apply' || node.operator !== 'firstKnown')
      return { kind: 'one', node, part: this.part(node) };
    const alternatives = node.operands.map((each) => ({ whole: this.ofNode(each), part: this.part(each) }));
    return { kind: 'firstKnown', node, alternatives };
  }

  private part(node: Node): ReasonPart {
    if (node.kind === 'not') return { kind: 'not', node, member: this.part(node.operand) };
    if (node.kind === 'definition') return this.ofName(node.name, node);
    if (node.kind !== 'apply') return { kind: 'other', node };
    if (node.operator === 'firstKnown')
      return { kind: 'firstKnown', node, members: node.operands.map((operand) => this.part(operand)) };
    if (!isComparison(node.operator)) return { kind: 'other', node };
    const [left, right] = node.operands as [Node, Node];
    // `belowStandard equal true` is the condition itself, and is told as such.
    if (
      node.operator === 'equal' &&
      left.kind === 'definition' &&
      right.kind === 'literal' &&
      right.type === 'truth'
    ) {
      const named = this.ofName(left.name, left);
      return right.value === true ? named : { kind: 'not', node, member: named };
    }
    const isListed = node.operator === 'contains' && left.kind === 'list';
    const [fact, bound] = isListed ? [right, left] : [left, right];
    const unit = unitOfTerm(this.policy, fact) ?? unitOfTerm(this.policy, bound);
    const compared = unit === undefined ? undefined : { fact, bound, unit };
    return { kind: 'comparison', node, title: titleOfTerm(this.policy, fact), compared };
  }

  /** What stands behind a name is told by its figures, if it is a comparison. */
  private ofName(name: string, node: Node): ReasonPart {
    const known = this.named.get(name);
    if (known !== undefined) return known;
    const behind = this.nodes.get(name) as Node;
    const isWhole = behind.kind === 'all' || behind.kind === 'any';
    const member: ReasonPart = isWhole ? { kind: 'other', node } : this.part(behind);
    const made: ReasonPart = { kind: 'named', node, title: titleOf(this.policy, name), member };
    this.named.set(name, made);
    return made;
  }
}
