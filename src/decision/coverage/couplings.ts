import { childrenOf, type Node, walk } from '../../language/nodes.js';
import type { ConditionTree, RuleConditions } from './condition-tree.js';
import { both, differ, type Formula, known, negated, satisfiable, type Verdict } from './formula.js';
import { NodeFormulas } from './node-formula.js';

/** Whether something can happen with a rule at all; if not, the leaves that exclude it together. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly forcedBy: readonly number[];
}

/** What is asked, as a statement over when each leaf of the rule holds. */
type Question = (leaves: readonly Formula[]) => Formula;

function outcomeFormula(tree: ConditionTree, leaves: readonly Formula[]): Formula {
  switch (tree.kind) {
    case 'all':
    case 'any':
      return { kind: tree.kind, operands: tree.members.map((member) => outcomeFormula(member, leaves)) };
    case 'not':
      return negated(outcomeFormula(tree.member, leaves));
    case 'named':
      return outcomeFormula(tree.member, leaves);
    case 'leaf':
      return leaves[tree.leaf] as Formula;
  }
}

/** The definitions that leaves read directly, then those that these read, and so on until there is none more. */
function* growingExpansions(
  rule: RuleConditions,
  nodes: ReadonlyMap<string, Node>,
): Generator<ReadonlySet<string>> {
  const namesIn = (node: Node): string[] =>
    [...walk(node)].flatMap((each) => (each.kind === 'definition' ? [each.name] : []));
  let expanded: ReadonlySet<string> = new Set();
  yield expanded;
  let next = new Set(rule.leaves.flatMap((leaf) => namesIn(leaf.node)));
  while (next.size > expanded.size) {
    expanded = next;
    yield expanded;
    next = new Set([...expanded].flatMap((name) => [name, ...namesIn(nodes.get(name) ?? truthless)]));
  }
}
const truthless: Node = { kind: 'evaluationDay' };

/**
 * Asks whether something is possible, looking ever deeper into what the leaves read: whatever is impossible with
 * the definitions taken as they come is impossible, and only what seems possible needs a deeper look.
 */
function judge(rule: RuleConditions, nodes: ReadonlyMap<string, Node>, question: Question): Judgement {
  let verdict: Verdict = 'undecided';
  for (const expanded of growingExpansions(rule, nodes)) {
    const ask = (freed: ReadonlySet<number>): Verdict => {
      const formulas = new NodeFormulas(nodes, expanded);
      const leaves = rule.leaves.map((leaf, index) =>
        freed.has(index) ? formulas.free(`leaf ${index}`) : formulas.holds(leaf.node),
      );
      return satisfiable(question(leaves), formulas.domains());
    };
    verdict = ask(new Set());
    if (verdict === 'impossible') return { verdict, forcedBy: forcing(rule, ask) };
  }
  return { verdict, forcedBy: [] };
}

/** Leaves none of which can be taken as free of the others without making the thing possible. */
function forcing(rule: RuleConditions, ask: (freed: ReadonlySet<number>) => Verdict): number[] {
  let freed: ReadonlySet<number> = new Set();
  for (const index of rule.leaves.keys()) {
    const more = new Set([...freed, index]);
    if (ask(more) === 'impossible') freed = more;
  }
  return [...rule.leaves.keys()].filter((index) => !freed.has(index));
}

/** Whether a leaf can be true, or false, and alone decide the outcome. */
export const judgeCase = (
  rule: RuleConditions,
  nodes: ReadonlyMap<string, Node>,
  leaf: number,
  truth: boolean,
): Judgement =>
  judge(rule, nodes, (leaves) => {
    const outcomeIf = (value: boolean): Formula => outcomeFormula(rule.tree, leaves.with(leaf, known(value)));
    const held = leaves[leaf] as Formula;
    return both(truth ? held : negated(held), differ(outcomeIf(true), outcomeIf(false)));
  });

/** Whether a rule can hold, or fail to hold, at all. */
export const judgeOutcome = (
  rule: RuleConditions,
  nodes: ReadonlyMap<string, Node>,
  truth: boolean,
): Judgement =>
  judge(rule, nodes, (leaves) => {
    const outcome = outcomeFormula(rule.tree, leaves);
    return truth ? outcome : negated(outcome);
  });

/** Whether a rule always has an answer: it only asks whether something is known. */
export function isNeverUnknown(rule: RuleConditions, nodes: ReadonlyMap<string, Node>): boolean {
  const isSettled = (node: Node): boolean => {
    switch (node.kind) {
      case 'isUnknown':
      case 'evaluationDay':
        return true;
      case 'literal':
        return node.type !== 'unknown';
      case 'not':
      case 'all':
      case 'any':
      case 'if':
        return childrenOf(node).every(isSettled);
      case 'apply':
        return node.operator === 'equal' && node.operands.every(isSettled);
      case 'definition': {
        const inner = nodes.get(node.name);
        return inner !== undefined && isSettled(inner);
      }
      default:
        return false;
    }
  };
  return rule.leaves.every((leaf) => isSettled(leaf.node));
}
