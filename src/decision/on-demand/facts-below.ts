import type { Bindings, Interpreter } from '../../backends/interpreter/interpreter.js';
import type { AggregateNode, ApplyNode, FilterNode, Node } from '../../language/nodes.js';
import type { OperatorName } from '../../language/operators.js';
import { isExact } from '../../language/value.js';

/** What a part of the program is open for: facts that can be asked for, and the definitions on the way to them. */
interface Open {
  readonly facts: Set<string>;
  readonly definitions: Set<string>;
}

/** Operators of which one unknown operand makes the result unknown, whatever the others are. */
const UNKNOWN_BY_ONE: ReadonlySet<OperatorName> = new Set([
  'equal',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'add',
  'subtract',
  'multiply',
  'divide',
]);

const nothing = (): Open => ({ facts: new Set(), definitions: new Set() });

function merge(into: Open, from: Open): void {
  for (const fact of from.facts) into.facts.add(fact);
  for (const definition of from.definitions) into.definitions.add(definition);
}

/**
 * Which facts that can be asked for keep definitions of the program open: walking down only through what is itself
 * not exactly known, as `lower-missing.ts` does for all households at once. What no answer can settle is passed
 * over: a comparison with a standard that nobody has set stays unknown whatever the income is.
 */
export class FactsBelow {
  private readonly interpreter: Interpreter;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly canBeAsked: (fact: string) => boolean;
  private readonly known = new Map<string, Open>();

  constructor(
    interpreter: Interpreter,
    nodes: ReadonlyMap<string, Node>,
    canBeAsked: (fact: string) => boolean,
  ) {
    this.interpreter = interpreter;
    this.nodes = nodes;
    this.canBeAsked = canBeAsked;
  }

  /** The facts that keep a definition open; none where it is settled, or only other things keep it open. */
  facts(definition: string): ReadonlySet<string> {
    return this.open(definition).facts;
  }

  /** The definitions on the way from one down to a fact that keeps it open, itself included. */
  wayTo(fact: string, definition: string): ReadonlySet<string> {
    const way = new Set<string>();
    const visit = (name: string): void => {
      if (way.has(name) || !this.open(name).facts.has(fact)) return;
      way.add(name);
      for (const below of this.open(name).definitions) visit(below);
    };
    visit(definition);
    return way;
  }

  private open(definition: string): Open {
    const known = this.known.get(definition);
    if (known !== undefined) return known;
    const found = nothing();
    const node = this.nodes.get(definition);
    if (node !== undefined && !isExact(this.interpreter.definition(definition))) this.demand(node, {}, found);
    this.known.set(definition, found);
    return found;
  }

  private into(part: Node, bindings: Bindings, found: Open): void {
    if (!isExact(this.interpreter.evaluate(part, bindings))) this.demand(part, bindings, found);
  }

  /** Collects below a node that is not exactly known. */
  private demand(node: Node, bindings: Bindings, found: Open): void {
    switch (node.kind) {
      case 'literal':
      case 'evaluationDay':
      case 'isUnknown':
      case 'item':
        return;
      case 'fact':
        if (this.canBeAsked(node.name)) found.facts.add(node.name);
        return;
      case 'parameter':
        if (node.day !== undefined) this.into(node.day, bindings, found);
        return;
      case 'definition':
        found.definitions.add(node.name);
        for (const fact of this.open(node.name).facts) found.facts.add(fact);
        return;
      case 'not':
        this.demand(node.operand, bindings, found);
        return;
      case 'all':
      case 'any':
        for (const operand of node.operands) this.into(operand, bindings, found);
        return;
      case 'apply':
        this.operands(node, bindings, found);
        return;
      case 'if':
        this.branches(node, bindings, found);
        return;
      case 'list':
        for (const { when, value } of node.items) {
          if (when !== undefined) this.into(when, bindings, found);
          this.into(value, bindings, found);
        }
        return;
      case 'filter':
        this.items(node, node.condition, bindings, found);
        return;
      case 'aggregate':
        this.items(node, node.body, bindings, found);
        return;
    }
  }

  private operands(node: ApplyNode, bindings: Bindings, found: Open): void {
    const below = nothing();
    for (const operand of node.operands) {
      const value = this.interpreter.evaluate(operand, bindings);
      if (isExact(value)) continue;
      const open = nothing();
      this.demand(operand, bindings, open);
      const staysUnknown = value.type === 'unknown' && open.facts.size === 0;
      if (staysUnknown && UNKNOWN_BY_ONE.has(node.operator)) return;
      merge(below, open);
    }
    merge(found, below);
  }

  private branches(node: Extract<Node, { kind: 'if' }>, bindings: Bindings, found: Open): void {
    const condition = this.interpreter.evaluate(node.condition, bindings);
    this.into(node.condition, bindings, found);
    if (condition.type !== 'truth' || condition.value) this.into(node.then, bindings, found);
    if (condition.type !== 'truth' || !condition.value) this.into(node.otherwise, bindings, found);
  }

  private items(
    node: FilterNode | AggregateNode,
    body: Node | undefined,
    bindings: Bindings,
    found: Open,
  ): void {
    this.into(node.list, bindings, found);
    const list = this.interpreter.evaluate(node.list, bindings);
    if (body === undefined || list.type !== 'list') return;
    for (const { value } of list.members) this.into(body, { ...bindings, [node.binding]: value }, found);
  }
}
