import { childrenOf, type Node } from '../../language/nodes.js';
import type { Code } from './code.js';

/**
 * A place of generated code that is run together: a whole function, or the body of one loop. What does not depend on
 * the item of a loop is put outside of it.
 */
export class Scope {
  readonly lines: string[] = [];
  readonly made = new Map<number, Code>();
  /** Variables by the expression that they hold. */
  readonly kept = new Map<string, string>();
  readonly depth: number;
  readonly parent: Scope | undefined;
  constructor(parent: Scope | undefined) {
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  /** The variable that holds an expression already, here or further out. */
  variableOf(expression: string): string | undefined {
    return this.kept.get(expression) ?? this.parent?.variableOf(expression);
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

/** Tells the expressions that no household changes: made of the day, parameters and constants, without a list. */
export class DayExpressions {
  private readonly known = new Map<Node, boolean>();
  private readonly nodeOf: (name: string) => Node | undefined;
  constructor(nodeOf: (name: string) => Node | undefined) {
    this.nodeOf = nodeOf;
  }

  has(node: Node): boolean {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const found = this.isOfDay(node);
    this.known.set(node, found);
    return found;
  }

  private isOfDay(node: Node): boolean {
    if (node.kind === 'definition') {
      const behind = this.nodeOf(node.name);
      return behind !== undefined && this.has(behind);
    }
    if (['fact', 'item', 'list', 'filter', 'aggregate', 'literal'].includes(node.kind)) return false;
    return childrenOf(node).every((child) => child.kind === 'literal' || this.has(child));
  }
}
