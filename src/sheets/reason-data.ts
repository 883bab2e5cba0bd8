import { isComparison } from '../decision/comparisons.js';
import { concludingRules } from '../decision/concluding-rules.js';
import { Reasons } from '../decision/reasons.js';
import { factOf } from '../facts/catalogue.js';
import { UNITS, type Unit } from '../facts/units.js';
import { definition, type Node, truthLiteral } from '../language/nodes.js';
import { UNKNOWN } from '../language/value.js';
import type { Policy, PolicyRule } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';

/** A piece of a line: a word, the place of a text behind a word, an expression. */
export type ReasonPiece =
  | { readonly word: string; readonly texts: readonly string[]; readonly mark?: string }
  | { readonly node: Node };

/** The rules of which the short reason tells, each as a line. */
export interface ReasonLines {
  readonly waysIn: readonly (readonly ReasonPiece[])[];
  readonly redFlags: readonly (readonly ReasonPiece[])[];
  readonly criteria: readonly (readonly ReasonPiece[])[];
  /** Rules whose reason cannot be said in this form, and why. */
  readonly unsupported: ReadonlyMap<string, string>;
}

/** How the reasons of the library name a definition, fact or parameter: asked of them, so that both say the same. */
function titleReader(policy: Policy): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const nodes = new Map<string, Node>([
      [OUTCOMES.noWayIn, definition(name)],
      ...(name === OUTCOMES.noWayIn ? [] : [[name, truthLiteral(true)] as const]),
    ]);
    const worked = { on: policy.validFrom, truth: () => 'true' as const, value: () => UNKNOWN };
    const reason =
      name === OUTCOMES.noWayIn ? undefined : new Reasons(policy, nodes, worked, 'outline').noWayIn();
    const member = reason?.kind === 'named' ? reason.member : undefined;
    const title = member?.kind === 'named' ? member.title.zh : '';
    known.set(name, title);
    return title;
  };
}

class ReasonWriter {
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly titleOf: (name: string) => string;

  constructor(policy: Policy) {
    this.policy = policy;
    this.nodes = new Map(policy.program.definitions.map(({ name, node }) => [name, node]));
    this.titleOf = titleReader(policy);
  }

  /** `title definition part …`: the parts of a rule that are told. */
  rule(name: string, title: string): ReasonPiece[] {
    const node = this.nodes.get(name) as Node;
    if (node.kind === 'apply' && node.operator === 'firstKnown')
      throw new RangeError('a rule of alternatives');
    const parts = node.kind === 'all' || node.kind === 'any' ? node.operands : [node];
    return [
      { word: '', texts: [title] },
      { node: definition(name) },
      ...parts.flatMap((part) => this.part(part)),
    ];
  }

  private part(node: Node): ReasonPiece[] {
    if (node.kind === 'not') return [{ word: '!', texts: [] }, { node }, ...this.part(node.operand)];
    if (node.kind === 'definition') return this.named(node.name);
    if (node.kind !== 'apply') return [{ word: 't', texts: [] }, { node }];
    if (node.operator === 'firstKnown')
      return [
        { word: `o${node.operands.length}`, texts: [] },
        { node },
        ...node.operands.flatMap((operand) => this.part(operand)),
      ];
    if (!isComparison(node.operator)) return [{ word: 't', texts: [] }, { node }];
    const [left, right] = node.operands as [Node, Node];
    if (
      node.operator === 'equal' &&
      left.kind === 'definition' &&
      right.kind === 'literal' &&
      right.type === 'truth'
    )
      return right.value === true
        ? this.named(left.name)
        : [{ word: '!', texts: [] }, { node }, ...this.named(left.name)];
    const [fact, bound] =
      node.operator === 'contains' && left.kind === 'list' ? [right, left] : [left, right];
    const unit = this.unitOf(fact) ?? this.unitOf(bound);
    const title = this.titleOfTerm(fact);
    // Without a unit no figures are told.
    if (unit === undefined) return [{ word: 'c', texts: [title] }, { node }];
    const mark = unit.startsWith('yuan') ? '.1' : '';
    return [{ word: 'c', texts: [title, UNITS[unit].zh], mark }, { node }, { node: fact }, { node: bound }];
  }

  private named(name: string): ReasonPiece[] {
    const node = this.nodes.get(name) as Node;
    const behind: ReasonPiece[] =
      node.kind === 'all' || node.kind === 'any'
        ? [{ word: 't', texts: [] }, { node: definition(name) }]
        : this.part(node);
    return [{ word: 'n', texts: [this.titleOf(name)] }, { node: definition(name) }, ...behind];
  }

  private titleOfTerm(node: Node): string {
    if (node.kind === 'evaluationDay') return this.titleOf('evaluationDay');
    if (node.kind === 'fact' || node.kind === 'parameter' || node.kind === 'definition')
      return this.titleOf(node.name);
    const isNamedCount =
      node.kind === 'aggregate' &&
      node.operator === 'count' &&
      (node.list.kind === 'fact' || node.list.kind === 'definition');
    return isNamedCount ? `${this.titleOf((node.list as { readonly name: string }).name)}的项数` : '';
  }

  private unitOf(node: Node): Unit | undefined {
    if (node.kind === 'parameter') return this.policy.parameters[node.name]?.unit;
    if (node.kind === 'definition') return this.policy.derivedFacts[node.name]?.unit;
    if (node.kind !== 'fact') return undefined;
    const fact = factOf(node.name);
    return fact?.kind === 'number' ? fact.unit : undefined;
  }
}

/** What the short reason of a policy's households is told from. */
export function reasonLines(policy: Policy): ReasonLines {
  const writer = new ReasonWriter(policy);
  const { all, redFlags } = concludingRules(policy);
  const unsupported = new Map<string, string>();
  const lines = (rules: readonly { readonly rule: string }[]): ReasonPiece[][] =>
    rules.flatMap(({ rule }) => {
      try {
        return [writer.rule(rule, (policy.rules[rule] as PolicyRule).title.zh)];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        unsupported.set(rule, error.message);
        return [];
      }
    });
  // Of the criteria only the titles are told.
  const criteria = all.exitCriterion.map(({ rule }) => [
    { word: '', texts: [(policy.rules[rule] as PolicyRule).title.zh] },
    { node: definition(rule) },
  ]);
  return { waysIn: lines(all.identify), redFlags: lines(redFlags), criteria, unsupported };
}
