import {
  aggregate,
  all,
  any,
  childrenOf,
  definition,
  type ItemNode,
  isUnknown,
  type Node,
  not,
} from '../language/nodes.js';
import type { Definition } from './policy.js';

/** A fact, list field or parameter that may be missing, and when it is. */
export interface Missing {
  readonly kind: 'fact' | 'parameter';
  readonly name: string;
  readonly when: Node;
}

/**
 * Where in an expression we are: at its top, or at one item of a list. Tests gathered at an item hold of that one
 * item together, not each of some item or other.
 */
interface Scope {
  readonly list: Node;
  readonly binding: string;
  /** The tests gathered outside of the list, and the scope that they belong to. */
  readonly outside: readonly Node[];
  readonly around: Scope | undefined;
}

/** Tests as one expression that can stand by itself: those on an item as "some item of which all hold". */
function closed(tests: readonly Node[], scope: Scope | undefined): Node {
  if (scope === undefined) return all(tests);
  return closed([...scope.outside, aggregate('some', scope.list, scope.binding, all(tests))], scope.around);
}

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
  private parts = 0;

  constructor(
    program: readonly Definition[],
    prefix: string,
    roots: readonly { readonly name: string; readonly when: readonly Node[] }[],
  ) {
    this.program = program;
    this.prefix = prefix;
    for (const root of roots) this.occur(root.name, [...root.when, isUnknown(definition(root.name))]);
    // Readers come after what they read, so from the end each definition has met all of its readers.
    for (const { name, node } of [...this.program].reverse()) {
      const occurrences = this.occurrences.get(name);
      if (occurrences === undefined) continue;
      const matters = `${this.prefix}.needs.${name}`;
      this.definitions.push({ name: matters, node: any(occurrences) });
      this.demand(node, [definition(matters)], undefined);
    }
    this.missing = [...this.found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { kind, when }]) => {
        const lacks = `${this.prefix}.lacks.${name}`;
        this.definitions.push({ name: lacks, node: any(when) });
        return { name, kind, when: definition(lacks) };
      });
  }

  private occur(name: string, tests: readonly Node[], scope?: Scope): void {
    this.occurrences.set(name, [...(this.occurrences.get(name) ?? []), closed(tests, scope)]);
  }

  private record(
    kind: Missing['kind'],
    name: string,
    tests: readonly Node[],
    scope: Scope | undefined,
  ): void {
    const entry = this.found.get(name) ?? { kind, when: [] };
    entry.when.push(closed(tests, scope));
    this.found.set(name, entry);
  }

  /**
   * Goes on into a part of an expression, as far as that part is itself unknown. A larger part at the top gets a
   * definition of its own, so that its test is written once however much lies below it.
   */
  private into(part: Node, tests: readonly Node[], scope: Scope | undefined): void {
    if (part.kind === 'literal' || part.kind === 'evaluationDay') return;
    const reached = [...tests, isUnknown(part)];
    if (scope !== undefined || childrenOf(part).length === 0) {
      this.demand(part, reached, scope);
      return;
    }
    this.parts += 1;
    const name = `${this.prefix}.part.${this.parts}`;
    this.definitions.push({ name, node: all(reached) });
    this.demand(part, [definition(name)], scope);
  }

  private demand(node: Node, tests: readonly Node[], scope: Scope | undefined): void {
    switch (node.kind) {
      case 'literal':
      case 'evaluationDay':
      case 'isUnknown':
        return;
      case 'fact':
        this.record('fact', node.name, tests, scope);
        return;
      case 'parameter':
        if (node.day === undefined) this.record('parameter', node.name, tests, scope);
        else {
          this.record('parameter', node.name, [...tests, not(isUnknown(node.day))], scope);
          this.into(node.day, tests, scope);
        }
        return;
      case 'definition':
        this.occur(node.name, tests, scope);
        return;
      case 'item':
        this.demandField(node, tests, scope);
        return;
      case 'not':
        // Unknown exactly where its operand is.
        this.demand(node.operand, tests, scope);
        return;
      case 'all':
      case 'any':
      case 'apply':
        for (const operand of node.operands) this.into(operand, tests, scope);
        return;
      case 'if':
        this.into(node.condition, tests, scope);
        this.into(node.then, [...tests, mayHold(node.condition)], scope);
        this.into(node.otherwise, [...tests, mayHold(not(node.condition))], scope);
        return;
      case 'list':
        for (const entry of node.items) {
          if (entry.when !== undefined) this.into(entry.when, tests, scope);
          this.into(entry.value, tests, scope);
        }
        return;
      case 'filter':
        this.into(node.list, tests, scope);
        this.into(node.condition, [], {
          list: node.list,
          binding: node.binding,
          outside: tests,
          around: scope,
        });
        return;
      case 'aggregate':
        this.into(node.list, tests, scope);
        if (node.body !== undefined)
          this.into(node.body, [], { list: node.list, binding: node.binding, outside: tests, around: scope });
        return;
    }
  }

  private demandField({ binding, field }: ItemNode, tests: readonly Node[], scope: Scope | undefined): void {
    let holder = scope;
    while (holder !== undefined && holder.binding !== binding) holder = holder.around;
    const name = holder === undefined ? undefined : baseList(holder.list);
    if (name !== undefined && field !== undefined) this.record('fact', `${name}.${field}`, tests, scope);
  }
}

/** True or unknown: not known to be false. Never unknown itself. */
const mayHold = (condition: Node): Node => any([isUnknown(condition), condition]);
