import { factOf } from '../../facts/catalogue.js';
import type { Sensitivity, Title } from '../../facts/kinds.js';
import type { Unit } from '../../facts/units.js';
import type { ApplyNode, Node } from '../../language/nodes.js';
import { truthOfValue, type Value } from '../../language/value.js';
import type { Policy } from '../../policy/policy.js';
import { exactValue } from '../../values/range.js';
import { compare, type Rational, rationalToText, subtract } from '../../values/rational.js';
import type { Reading } from '../reading.js';
import { sensitivitiesOf } from '../sensitivity.js';
import type { Reached } from './change.js';
import { absolute } from './number-walk.js';
import type { Question } from './question.js';
import type { Found } from './search.js';
import type { Trial, Turn } from './trial.js';

interface Named {
  readonly title: Title;
  readonly unit?: Unit;
}

function namedOf(policy: Policy, node: Node): Named | undefined {
  if (node.kind === 'parameter') return policy.parameters[node.name];
  if (node.kind === 'definition') return policy.derivedFacts[node.name];
  if (node.kind === 'literal' && node.type === 'number')
    return { title: { zh: String(node.value), en: String(node.value) } };
  const entry = node.kind === 'fact' ? factOf(node.name) : undefined;
  if (entry === undefined) return undefined;
  return entry.kind === 'number' ? entry : { title: entry.title };
}

function exactNumberOf(value: Value): Rational | undefined {
  return value.type === 'number' ? exactValue(value.range, compare) : undefined;
}

/**
 * The comparisons of two named numbers that the changes turn and that the new answer rests on: with one of them held
 * to what it was, the answer would be another one. Where either of several would do, all of them.
 */
export function reachedBy(
  { policy, nodes }: Reading,
  question: Question,
  { steps, outcome }: Found,
): Reached[] {
  const sensitivities = sensitivitiesOf(policy, nodes);
  const sensitivityOf = (node: Node): Sensitivity => sensitivities.ofNode(node);
  const { base } = question;
  const changed = question.changedTogether(steps);
  question.outcomeOf(changed);
  const affected = question.affectedBy(steps.map(({ variable }) => variable));
  const again = base.with({ affected });
  question.outcomeOf(again);
  const turned = new Map<string, Reached>();
  const needed = new Map<string, Reached>();
  for (const node of comparisonsOf([...changed.turns, ...again.turns])) {
    const reached = reachedAt(policy, node, base, changed, sensitivityOf);
    if (reached === undefined) continue;
    const key = JSON.stringify([reached.fact.zh, reached.bound.zh]);
    if (!turned.has(key)) turned.set(key, reached);
    const held = changed.with({ affected, held: new Map([[node, base.evaluate(node)]]) });
    if (!needed.has(key) && question.outcomeOf(held) !== outcome) needed.set(key, reached);
  }
  // Where either of two would do, neither is needed by itself.
  return [...(needed.size > 0 ? needed : turned).values()];
}

/** The comparisons of two operands that were made, each once; of items of a list there are many in one. */
function comparisonsOf(turns: readonly Turn[]): Set<ApplyNode> {
  return new Set(turns.map(({ node }) => node).filter(({ operands }) => operands.length === 2));
}

function reachedAt(
  policy: Policy,
  node: ApplyNode,
  base: Trial,
  changed: Trial,
  sensitivityOf: (node: Node) => Sensitivity,
): Reached | undefined {
  const [left, right] = node.operands as [Node, Node];
  const [fact, bound] = [namedOf(policy, left), namedOf(policy, right)];
  if (fact === undefined || bound === undefined) return undefined;
  const [a, b] = [exactNumberOf(base.evaluate(left)), exactNumberOf(base.evaluate(right))];
  const truth = truthOfValue(changed.evaluate(node));
  if (a === undefined || b === undefined || truth === truthOfValue(base.evaluate(node))) return undefined;
  const unit = fact.unit ?? bound.unit;
  return {
    fact: fact.title,
    bound: bound.title,
    operator: node.operator,
    truth,
    sensitivity: sensitivityOf(node),
    distance: {
      amount: rationalToText(absolute(subtract(a, b))),
      ...(unit === undefined ? {} : { unit }),
    },
  };
}
