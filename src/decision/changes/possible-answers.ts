import { type Node, walk } from '../../language/nodes.js';
import { isExact, truthOfValue } from '../../language/value.js';
import { allOf, anyOf, negate, type Truth } from '../../values/truth.js';
import type { Trial } from './trial.js';

/**
 * Whether an answer can be a text for any value of what a trial leaves unknown. The outcomes ask what is
 * unknown (`isUnknown`); here what is unknown may become known, so that this is open as well.
 */
export function canAnswer(
  trial: Trial,
  nodes: ReadonlyMap<string, Node>,
  root: string,
  text: string,
): boolean {
  const can = (node: Node): boolean => {
    if (!textsIn(node).has(text)) return false;
    if (node.kind !== 'if') return true;
    const truth = possibleTruth(trial, node.condition);
    const branches = [
      ...(truth === 'false' ? [] : [node.then]),
      ...(truth === 'true' ? [] : [node.otherwise]),
    ];
    // Each branch is looked at, so that all is read that could bear on the answer.
    return branches.map(can).includes(true);
  };
  return can(nodes.get(root) as Node);
}

const texts = new WeakMap<Node, ReadonlySet<string>>();
/** The texts written anywhere in an expression, looked for once. */
function textsIn(node: Node): ReadonlySet<string> {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const made = new Set<string>();
  for (const each of walk(node))
    if (each.kind === 'literal' && each.type === 'text') made.add(each.value as string);
  texts.set(node, made);
  return made;
}

function possibleTruth(trial: Trial, node: Node): Truth {
  switch (node.kind) {
    case 'isUnknown':
      return isExact(trial.evaluate(node.operand)) ? 'false' : 'unknown';
    case 'not':
      return negate(possibleTruth(trial, node.operand));
    case 'all':
      return allOf(node.operands.map((operand) => possibleTruth(trial, operand)));
    case 'any':
      return anyOf(node.operands.map((operand) => possibleTruth(trial, operand)));
    default:
      return truthOfValue(trial.evaluate(node));
  }
}
