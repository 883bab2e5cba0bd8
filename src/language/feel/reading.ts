import type { SyntaxNode } from '@lezer/common';
import { nearestName } from '../../facts/nearest-name.js';
import { type Issue, issue } from '../../values/issues.js';
import { type Checking, check, type Names, type Spans } from '../check.js';
import { definition, evaluationDay, fact, item, type Node, parameter, unknownLiteral } from '../nodes.js';
import type { Type } from '../type.js';

/** The deepest nesting of a formula or condition; bounds recursion in every reader and back end. */
export const MAXIMUM_DEPTH = 32;

/** A name that stands for the item of a list: written (`some m in …`), or implied inside a filter. */
interface Scope {
  readonly binding: string;
  readonly type: Type;
  /** The written name; undefined in a filter, where the fields stand by themselves. */
  readonly name?: string;
}

/** A formula being read. */
export class Reading {
  readonly source: string;
  readonly names: Names;
  readonly spans: Spans = new WeakMap();
  readonly issues: Issue[] = [];
  private readonly scopes: Scope[] = [];
  private readonly standIns = new WeakSet<Node>();
  private bindings = 0;

  constructor(source: string, names: Names) {
    this.source = source;
    this.names = names;
  }

  text(tree: SyntaxNode): string {
    return this.source.slice(tree.from, tree.to);
  }

  /** Notes where a node stands in the text. */
  placed<Made extends Node>(tree: SyntaxNode, node: Made): Made {
    this.spans.set(node, { from: tree.from, to: tree.to });
    return node;
  }

  /** Reports a problem at a place; the node that stands in keeps the reading going. */
  problem(
    code: Issue['code'],
    tree: SyntaxNode,
    params: Readonly<Record<string, string | number>> = {},
  ): Node {
    const text = this.text(tree);
    this.issues.push(
      issue(code, [], {
        column: tree.from + 1,
        text: text.length > 60 ? `${text.slice(0, 57)}…` : text,
        ...params,
      }),
    );
    const standIn = this.placed(tree, unknownLiteral());
    this.standIns.add(standIn);
    return standIn;
  }

  /** Whether a node only stands in for something already reported. */
  isStandIn(node: Node): boolean {
    return this.standIns.has(node);
  }

  /** The type of a node read so far, without reporting what is wrong with it. */
  typeOf(node: Node): Type {
    const scope = new Map(this.scopes.map((entry) => [entry.binding, entry.type]));
    const checking: Checking = {
      names: this.names,
      source: this.source,
      spans: this.spans,
      issues: [],
      scope,
      guards: new Set(),
    };
    return check(checking, node);
  }

  /** Reads with one more item in scope. */
  within<Result>(itemType: Type, name: string | undefined, read: (binding: string) => Result): Result {
    this.bindings += 1;
    const binding = `item${this.bindings}`;
    this.scopes.push(name === undefined ? { binding, type: itemType } : { binding, type: itemType, name });
    try {
      return read(binding);
    } finally {
      this.scopes.pop();
    }
  }

  /** What a name stands for: the innermost item first, then facts, parameters and definitions. */
  resolve(tree: SyntaxNode): Node {
    const name = this.text(tree).trim();
    for (const scope of [...this.scopes].reverse()) {
      if (scope.name === name) return this.placed(tree, item(scope.binding));
      if (scope.name !== undefined) continue;
      if (scope.type.kind === 'record' && Object.hasOwn(scope.type.fields, name))
        return this.placed(tree, item(scope.binding, name));
      if (name === 'item') return this.placed(tree, item(scope.binding));
    }
    if (name === 'evaluationDay') return this.placed(tree, evaluationDay());
    if (this.names.facts.has(name)) return this.placed(tree, fact(name));
    if (this.names.parameters.has(name)) return this.placed(tree, parameter(name));
    if (this.names.definitions.has(name)) return this.placed(tree, definition(name));
    const nearest = nearestName(name, this.knownNames());
    return nearest === undefined
      ? this.problem('unknownName', tree, { name })
      : this.problem('unknownNameNear', tree, { name, nearest });
  }

  private *knownNames(): Generator<string> {
    yield 'evaluationDay';
    for (const scope of this.scopes) {
      if (scope.name !== undefined) yield scope.name;
      if (scope.type.kind === 'record') yield* Object.keys(scope.type.fields);
    }
    for (const names of [this.names.facts, this.names.parameters, this.names.definitions])
      yield* names.keys();
  }
}

/** The children of a syntax node that carry meaning: comments and brackets left out. */
export function partsOf(tree: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = tree.firstChild; child !== null; child = child.nextSibling) {
    if (!/Comment$|^[^A-Za-z0-9]+$/.test(child.name) || child.type.isError) parts.push(child);
  }
  return parts;
}
