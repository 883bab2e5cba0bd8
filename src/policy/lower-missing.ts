import { aggregate, all, any, childrenOf, definition, type FilterNode, isUnknown, type Node, not } from '../language/nodes.js';
import type { Definition } from './policy.js';

/** A fact, list field or parameter that may be missing, and when it is. */
export interface Missing {
  readonly kind: 'fact' | 'parameter';
  readonly name: string;
  readonly when: Node;
}

/** Puts a test of one item into the lists that surround it; outside of lists it changes nothing. */
type Within = (test: Node) => Node;

const baseList = (node: Node): string | undefined =>
  node.kind === 'fact' ? node.name : node.kind === 'filter' ? baseList(node.list) : undefined;

/**
 * What is missing where a result is unknown: walking down from it, only through what is itself unknown, every
 * blank fact and absent parameter that is reached. Written as expressions, so that each back end lists the same.
 */
export class MissingLowering {
  /** Everything that can be missing, by name. */
  readonly missing: readonly Missing[];
  /** The definitions that say whether a definition of the program matters to the root; to be put after the program. */
  readonly definitions: Definition[] = [];
  private readonly program: readonly Definition[];
  private readonly prefix: string;
  private readonly occurrences = new Map<string, Node[]>();
  private readonly found = new Map<string, { kind: Missing['kind']; when: Node[] }>();
  private readonly lists = new Map<string, Node>();
  private parts = 0;

  constructor(program: readonly Definition[], prefix: string, roots: readonly { readonly name: string; readonly when: readonly Node[] }[]) {
    this.program = program;
    this.prefix = prefix;
    for (const root of roots) this.occur(root.name, [...root.when, isUnknown(definition(root.name))]);
    // Readers come after what they read, so from the end each definition has met all of its readers.
    for (const { name, node } of [...this.program].reverse()) {
      const occurrences = this.occurrences.get(name);
      if (occurrences === undefined) continue;
      const matters = `${this.prefix}.needs.${name}`;
      this.definitions.push({ name: matters, node: any(occurrences) });
      this.demand(node, [definition(matters)], (test) => test);
    }
    this.missing = [...this.found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { kind, when }]) => {
      const lacks = `${this.prefix}.lacks.${name}`;
      this.definitions.push({ name: lacks, node: any(when) });
      return { name, kind, when: definition(lacks) };
    });
  }

  private occur(name: string, when: readonly Node[]): void {
    const known = this.occurrences.get(name) ?? [];
    known.push(all(when));
    this.occurrences.set(name, known);
  }

  private record(kind: Missing['kind'], name: string, when: readonly Node[]): void {
    const entry = this.found.get(name) ?? { kind, when: [] };
    entry.when.push(all(when));
    this.found.set(name, entry);
  }

  /**
   * Goes on into a part of an expression, as far as that part is itself unknown. A larger part gets a definition
   * of its own, so that its test is written once however much lies below it.
   */
  private into(part: Node, outer: readonly Node[], within: Within): void {
    if (part.kind === 'literal' || part.kind === 'evaluationDay') return;
    const reached = [...outer, within(isUnknown(part))];
    if (childrenOf(part).length === 0) {
      this.demand(part, reached, within);
      return;
    }
    this.parts += 1;
    const name = `${this.prefix}.part.${this.parts}`;
    this.definitions.push({ name, node: all(reached) });
    this.demand(part, [definition(name)], within);
  }

  private demand(node: Node, outer: readonly Node[], within: Within): void {
    switch (node.kind) {
      case 'literal':
      case 'evaluationDay':
      case 'isUnknown':
        return;
      case 'fact':
        this.record('fact', node.name, outer);
        return;
      case 'parameter':
        if (node.day === undefined) this.record('parameter', node.name, outer);
        else {
          this.record('parameter', node.name, [...outer, within(not(isUnknown(node.day)))]);
          this.into(node.day, outer, within);
        }
        return;
      case 'definition':
        this.occur(node.name, outer);
        return;
      case 'item': {
        const source = this.lists.get(node.binding);
        const name = source === undefined ? undefined : baseList(source);
        if (name !== undefined && node.field !== undefined) this.record('fact', `${name}.${node.field}`, outer);
        return;
      }
      case 'not':
        // Unknown exactly where its operand is.
        this.demand(node.operand, outer, within);
        return;
      case 'all':
      case 'any':
      case 'apply':
        for (const operand of node.operands) this.into(operand, outer, within);
        return;
      case 'if':
        this.into(node.condition, outer, within);
        this.into(node.then, [...outer, within(mayHold(node.condition))], within);
        this.into(node.otherwise, [...outer, within(mayHold(not(node.condition)))], within);
        return;
      case 'list':
        for (const entry of node.items) if (entry.when !== undefined) this.into(entry.when, outer, within);
        return;
      case 'filter':
        this.into(node.list, outer, within);
        this.intoItems(node, node.condition, outer, within);
        return;
      case 'aggregate':
        this.into(node.list, outer, within);
        if (node.body !== undefined) this.intoItems(node, node.body, outer, within);
        return;
    }
  }

  private intoItems(node: Pick<FilterNode, 'list' | 'binding'>, body: Node, outer: readonly Node[], within: Within): void {
    this.lists.set(node.binding, node.list);
    this.into(body, outer, (test) => within(aggregate('some', node.list, node.binding, test)));
  }
}

/** True or unknown: not known to be false. Never unknown itself. */
const mayHold = (condition: Node): Node => any([isUnknown(condition), condition]);
