import { childrenOf, type Node } from '../../language/nodes.js';
import type { Scope } from './scope.js';
import type { SqlValue } from './sql-value.js';

/** The entry that a filter or aggregate has in hand, and the scope that it belongs to. */
export interface Bound {
  readonly value: SqlValue;
  readonly scope: Scope;
}
export type Bindings = ReadonlyMap<string, Bound>;

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
