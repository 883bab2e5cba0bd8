import { childrenOf, type Node, walk } from '../../language/nodes.js';

/** Which facts each expression of a program reads, itself or through definitions. Worked out once per program. */
export class FactReach {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly byNode = new Map<Node, ReadonlySet<string>>();
  private readonly keys = new Map<Node, string>();
  private readonly closed = new Map<Node, boolean>();
  /** The definitions that take the first known of several figures. */
  readonly choosing: readonly string[];

  constructor(nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
    this.choosing = [...nodes].flatMap(([name, node]) => (isChoosing(node) ? [name] : []));
  }

  /** The facts read by an expression; a list by its own name. */
  factsOf(node: Node): ReadonlySet<string> {
    const known = this.byNode.get(node);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const below = node.kind === 'definition' ? this.nodes.get(node.name) : undefined;
    if (node.kind === 'fact') found.add(node.name);
    for (const child of below === undefined ? childrenOf(node) : [below])
      for (const name of this.factsOf(child)) found.add(name);
    this.byNode.set(node, found);
    return found;
  }

  /** Whether an expression stands by itself: none of it is about an item of a list around it. */
  isClosed(node: Node): boolean {
    const known = this.closed.get(node);
    if (known !== undefined) return known;
    const closed = isClosed(node, new Set());
    this.closed.set(node, closed);
    return closed;
  }

  /** A name for an expression that stands by itself, the same for equal ones; undefined if it is about an item. */
  keyOf(node: Node): string | undefined {
    if (!this.isClosed(node)) return undefined;
    const known = this.keys.get(node);
    if (known !== undefined) return known;
    const key = JSON.stringify(node);
    this.keys.set(node, key);
    return key;
  }
}

function isChoosing(node: Node): boolean {
  for (const each of walk(node)) if (each.kind === 'apply' && each.operator === 'firstKnown') return true;
  return false;
}

function isClosed(node: Node, bound: ReadonlySet<string>): boolean {
  if (node.kind === 'item') return bound.has(node.binding);
  if (node.kind === 'filter' || node.kind === 'aggregate') {
    const inner = new Set([...bound, node.binding]);
    const part = node.kind === 'filter' ? node.condition : node.body;
    return isClosed(node.list, bound) && (part === undefined || isClosed(part, inner));
  }
  return childrenOf(node).every((child) => isClosed(child, bound));
}

const reaches = new WeakMap<ReadonlyMap<string, Node>, FactReach>();

/** The reach of a program's definitions, kept as long as the program is. */
export function reachOf(nodes: ReadonlyMap<string, Node>): FactReach {
  const known = reaches.get(nodes);
  if (known !== undefined) return known;
  const made = new FactReach(nodes);
  reaches.set(nodes, made);
  return made;
}
