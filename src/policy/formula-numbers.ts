import { childrenOf, type Node } from '../language/nodes.js';

/** Numbers written into a formula, but for 0, 1 and −1, which count and step, and for what a number is rounded to. */
export function* numbersInFormula(node: Node): Generator<string> {
  if (node.kind === 'literal' && node.type === 'number' && !['0', '1', '-1'].includes(node.value as string))
    yield node.value as string;
  const isRounding = node.kind === 'apply' && node.operator === 'round';
  for (const child of isRounding ? node.operands.slice(0, 1) : childrenOf(node))
    yield* numbersInFormula(child);
}
