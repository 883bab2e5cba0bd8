import { childrenOf, type Node } from '../../language/nodes.js';
import { canonicalJsonOfShared } from '../../values/canonical.js';
import type { Code } from './code.js';

/**
 * A place of generated code that is run together: a whole function, or the body of one loop. What does not depend on
 * the item of a loop is put outside of it.
 */
export class Scope {
  readonly lines: string[] = [];
  readonly made = new Map<string, Code>();
  readonly depth: number;
  constructor(parent: Scope | undefined) {
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }
}

const FREE = new WeakMap<Node, readonly string[]>();

/** The items that an expression reads and that are bound outside of it. */
export function freeBindings(node: Node): readonly string[] {
  const known = FREE.get(node);
  if (known !== undefined) return known;
  const free = new Set<string>();
  if (node.kind === 'item') free.add(node.binding);
  else if (node.kind === 'filter' || node.kind === 'aggregate') {
    for (const name of freeBindings(node.list)) free.add(name);
    const inner = node.kind === 'filter' ? node.condition : node.body;
    if (inner !== undefined)
      for (const name of freeBindings(inner)) if (name !== node.binding) free.add(name);
  } else for (const child of childrenOf(node)) for (const name of freeBindings(child)) free.add(name);
  const found = [...free];
  FREE.set(node, found);
  return found;
}

const KEYS = new WeakMap<Node, string>();

/** The same text for the same expression, wherever it stands. */
export function keyOf(node: Node): string {
  const known = KEYS.get(node);
  if (known !== undefined) return known;
  const key = canonicalJsonOfShared(node);
  KEYS.set(node, key);
  return key;
}
