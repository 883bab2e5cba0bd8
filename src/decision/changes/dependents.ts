import { type Node, walk } from '../../language/nodes.js';

/** A fact of the catalogue, or one field of the items of a list. */
export interface FactPlace {
  readonly name: string;
  readonly field?: string;
}

/** What one definition mentions itself. */
interface Mentions {
  readonly facts: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly definitions: ReadonlySet<string>;
}

/** Which definitions of a program read what, worked out once and shared by all households. */
export class Dependents {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly mentions: ReadonlyMap<string, Mentions>;
  private readonly found = new Map<string, ReadonlySet<string>>();

  constructor(nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
    this.mentions = new Map([...nodes].map(([name, node]) => [name, mentionsOf(node)]));
  }

  /** The definitions whose value can change with a fact, or with a field of the items of a list. */
  of({ name, field }: FactPlace): ReadonlySet<string> {
    const key = field === undefined ? name : `${name}.${field}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const made = field === undefined ? this.above((each) => each.facts.has(name)) : this.ofField(name, field);
    this.found.set(key, made);
    return made;
  }

  /** The definitions that mention something of their own, and all that read those. */
  above(isOne: (mentions: Mentions, node: Node) => boolean): ReadonlySet<string> {
    const found = new Set<string>();
    // In the order of a program a definition comes after all that it reads.
    for (const [definition, mentions] of this.mentions)
      if (
        isOne(mentions, this.nodes.get(definition) as Node) ||
        [...mentions.definitions].some((read) => found.has(read))
      )
        found.add(definition);
    return found;
  }

  /** A definition that hands on items hands on every field of them. */
  private ofField(list: string, field: string): ReadonlySet<string> {
    const readers = this.of({ name: list });
    const isReader = ({ facts, definitions }: Mentions): boolean =>
      facts.has(list) || [...definitions].some((read) => readers.has(read));
    return this.above(
      (mentions, node) => isReader(mentions) && (mentions.fields.has(field) || handsOnItems(node)),
    );
  }
}

function mentionsOf(node: Node): Mentions {
  const facts = new Set<string>();
  const fields = new Set<string>();
  const definitions = new Set<string>();
  for (const each of walk(node)) {
    if (each.kind === 'fact') facts.add(each.name);
    if (each.kind === 'item' && each.field !== undefined) fields.add(each.field);
    if (each.kind === 'definition') definitions.add(each.name);
  }
  return { facts, fields, definitions };
}

function handsOnItems(node: Node): boolean {
  switch (node.kind) {
    case 'fact':
    case 'filter':
    case 'list':
      return true;
    case 'if':
      return handsOnItems(node.then) || handsOnItems(node.otherwise);
    case 'apply':
      return node.operator === 'firstKnown' && node.operands.some(handsOnItems);
    default:
      return false;
  }
}

const shared = new WeakMap<ReadonlyMap<string, Node>, Dependents>();

/** The dependents of a program, made once. */
export function dependentsOf(nodes: ReadonlyMap<string, Node>): Dependents {
  const known = shared.get(nodes);
  if (known !== undefined) return known;
  const made = new Dependents(nodes);
  shared.set(nodes, made);
  return made;
}
