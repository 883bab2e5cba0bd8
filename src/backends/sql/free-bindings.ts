import { childrenOf, type Node } from '../../language/nodes.js';

/** The bindings that an expression reads and does not make itself. */
export function freeBindings(node: Node, own: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  if (node.kind === 'item') return own.has(node.binding) ? new Set() : new Set([node.binding]);
  const inner = node.kind === 'filter' || node.kind === 'aggregate' ? new Set([...own, node.binding]) : own;
  return new Set(
    childrenOf(node).flatMap((child) => [
      ...freeBindings(child, 'list' in node && child === node.list ? own : inner),
    ]),
  );
}
