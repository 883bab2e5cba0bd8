import { type Node, walk } from '../../language/nodes.js';
import { isExact, truthOfValue } from '../../language/value.js';
import { allOf, anyOf, negate, type Truth } from '../../values/truth.js';
import type { Trial } from './trial.js';

/**
 * Whether an answer can be one of some texts for any value of what a trial leaves unknown. The outcomes ask what is
 * unknown (`isUnknown`); here what is unknown may become known, so that this is open as well.
 */
export function canAnswer(
  trial: Trial,
  nodes: ReadonlyMap<string, Node>,
  root: string,
  texts: readonly string[],
): boolean {
  const can = (node: Node): boolean => {
    if (!mentions(node, texts)) return false;
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

const mentions = (node: Node, texts: readonly string[]): boolean => {
  for (const each of walk(node))
    if (each.kind === 'literal' && each.type === 'text' && texts.includes(each.value as string)) return true;
  return false;
};

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
