import { childrenOf, type Node } from '../../language/nodes.js';
import type { Code } from './code.js';

/**
 * A place of generated code that is run together: a whole function, or the body of one loop. What does not depend on
 * the item of a loop is put outside of it.
 */
export class Scope {
  readonly lines: string[] = [];
  readonly made = new Map<number, Code>();
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

/** Numbers expressions so that the same expression has the same number, wherever it stands. */
export class Numbering {
  private readonly numbers = new Map<string, number>();
  private readonly known = new WeakMap<Node, number>();

  of(node: Node): number {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const key = this.keyOf(node);
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    this.known.set(node, number);
    return number;
  }

  /** What an expression is apart from its parts, and the numbers of its parts. */
  private keyOf(node: Node): string {
    const own = Object.entries(node).filter(([, value]) => typeof value !== 'object' || value === null);
    const parts = childrenOf(node).map((child) => this.of(child));
    // Which of the values of a list have a condition is not told by the parts alone.
    const shape = node.kind === 'list' ? node.items.map(({ when }) => (when === undefined ? 0 : 1)) : [];
    return JSON.stringify([own, parts, shape]);
  }
}

const OF_DAY = new WeakMap<Node, boolean>();

/** Whether an expression is made of the day, parameters and constants, without a list: no household changes it. */
export function isOfDay(node: Node): boolean {
  const known = OF_DAY.get(node);
  if (known !== undefined) return known;
  const isOf =
    !['fact', 'definition', 'item', 'list', 'filter', 'aggregate', 'literal'].includes(node.kind) &&
    childrenOf(node).every((child) => child.kind === 'literal' || isOfDay(child));
  OF_DAY.set(node, isOf);
  return isOf;
}
