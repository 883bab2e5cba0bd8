import type { FactValue } from '../../facts/given.js';
import {
  type AggregateNode,
  type FilterNode,
  type IfNode,
  type ListNode,
  type LiteralNode,
  type Node,
  type ParameterNode,
  walk,
} from '../../language/nodes.js';
import { operatorOf } from '../../language/operators.js';
import {
  commonValue,
  exactNumber,
  isExact,
  textValue,
  timeValue,
  truthOfValue,
  truthValue,
  UNKNOWN,
  type Value,
} from '../../language/value.js';
import { inForceOn } from '../../policy/parameters.js';
import type { Program } from '../../policy/policy.js';
import { exactDay } from '../../values/day.js';
import { exactly } from '../../values/range.js';
import { rationalFromExactText } from '../../values/rational.js';
import { allOf, negate, type Truth, truthOf } from '../../values/truth.js';
import { AGGREGATES } from './aggregates.js';
import { factByName, valueOfFact } from './facts-to-values.js';

/** The items that a filter or aggregate has in hand, by binding. */
export type Bindings = Readonly<Record<string, Value>>;

const NO_BINDINGS: Bindings = Object.freeze({});

/**
 * Works out a program for one household and day. This is the definition of every answer of the library: plain,
 * complete, and not made fast. Definitions are worked out when they are first asked for, and once.
 */
export class Interpreter {
  readonly on: string;
  private readonly program: Program;
  private readonly facts: Readonly<Record<string, FactValue>>;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly known = new Map<string, Value>();
  private readonly factValues = new Map<string, Value>();
  private readonly unusable: ReadonlySet<string>;
  private readonly spoiled = new Map<string, boolean>();

  constructor(
    program: Program,
    nodes: ReadonlyMap<string, Node>,
    facts: Readonly<Record<string, FactValue>>,
    on: string,
    unusable: ReadonlySet<string> = new Set(),
  ) {
    this.program = program;
    this.nodes = nodes;
    this.facts = facts;
    this.on = on;
    this.unusable = unusable;
  }

  /** What a definition of the program comes to. */
  definition(name: string): Value {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const node = this.nodes.get(name);
    if (node === undefined) throw new Error(`The program has no definition "${name}".`);
    const value = this.evaluate(node);
    this.known.set(name, value);
    return value;
  }

  /** What is given of a fact; read once, since lists are read by many rules. */
  private fact(name: string): Value {
    const known = this.factValues.get(name);
    if (known !== undefined) return known;
    const value = valueOfFact(factByName(name), this.facts[name]);
    this.factValues.set(name, value);
    return value;
  }

  /** What an expression comes to. */
  evaluate(node: Node, bindings: Bindings = NO_BINDINGS): Value {
    switch (node.kind) {
      case 'literal':
        return literalValue(node);
      case 'evaluationDay':
        return timeValue('day', exactDay(this.on));
      case 'fact':
        return this.fact(node.name);
      case 'parameter':
        return this.parameter(node, bindings);
      case 'definition':
        return this.definition(node.name);
      case 'item': {
        const item = bindings[node.binding] ?? UNKNOWN;
        if (node.field === undefined) return item;
        return item.type === 'record' ? (item.fields[node.field] ?? UNKNOWN) : UNKNOWN;
      }
      case 'not':
        return truthValue(negate(truthOfValue(this.evaluate(node.operand, bindings))));
      case 'all':
        return truthValue(this.settled(node.operands, bindings, 'false'));
      case 'any':
        return truthValue(this.settled(node.operands, bindings, 'true'));
      case 'if':
        return this.choose(node, bindings);
      case 'apply':
        if (node.operator === 'firstKnown') return this.firstKnown(node.operands, bindings);
        return operatorOf(node.operator).evaluate(
          node.operands.map((operand) => this.evaluate(operand, bindings)),
        );
      case 'list':
        return this.list(node, bindings);
      case 'filter':
        return this.filter(node, bindings);
      case 'aggregate':
        return this.aggregate(node, bindings);
      case 'isUnknown':
        return truthValue(truthOf(!isExact(this.evaluate(node.operand, bindings))));
    }
  }

  /** `allOf` (settled by one false) or `anyOf` (by one true); no operand is worked out once it is settled. */
  private settled(operands: readonly Node[], bindings: Bindings, settling: 'true' | 'false'): Truth {
    let result = negate(settling);
    for (const operand of operands) {
      const truth = truthOfValue(this.evaluate(operand, bindings));
      if (truth === settling) return truth;
      if (truth === 'unknown') result = truth;
    }
    return result;
  }

  /** A parameter on the evaluation day, or on a day that may itself be a range: then only if all its days agree. */
  private parameter(node: ParameterNode, bindings: Bindings): Value {
    const series = this.program.parameters[node.name] ?? [];
    if (node.day === undefined) return parameterValue(inForceOn(series, this.on)?.value);
    const day = this.evaluate(node.day, bindings);
    if (day.type !== 'day' || day.range.low === undefined || day.range.high === undefined) return UNKNOWN;
    const first = inForceOn(series, day.range.low);
    return first === inForceOn(series, day.range.high) ? parameterValue(first?.value) : UNKNOWN;
  }

  /**
   * The first operand that is exactly known. One that is unknown because something was given and cannot be used
   * (sources that differ, an impossible value) ends the search: the next operand would pass over a contradiction.
   */
  private firstKnown(operands: readonly Node[], bindings: Bindings): Value {
    for (const operand of operands) {
      const value = this.evaluate(operand, bindings);
      if (isExact(value)) return value;
      if (this.unusable.size > 0 && this.readsUnusable(operand)) return UNKNOWN;
    }
    return UNKNOWN;
  }

  private readsUnusable(node: Node): boolean {
    for (const each of walk(node)) {
      if (each.kind === 'fact' && this.unusable.has(each.name)) return true;
      if (each.kind === 'definition' && this.isSpoiled(each.name)) return true;
    }
    return false;
  }

  private isSpoiled(name: string): boolean {
    const known = this.spoiled.get(name);
    if (known !== undefined) return known;
    const node = this.nodes.get(name);
    const found = node !== undefined && !isExact(this.definition(name)) && this.readsUnusable(node);
    this.spoiled.set(name, found);
    return found;
  }

  private choose(node: IfNode, bindings: Bindings): Value {
    const condition = truthOfValue(this.evaluate(node.condition, bindings));
    if (condition === 'true') return this.evaluate(node.then, bindings);
    if (condition === 'false') return this.evaluate(node.otherwise, bindings);
    return commonValue(this.evaluate(node.then, bindings), this.evaluate(node.otherwise, bindings));
  }

  private list(node: ListNode, bindings: Bindings): Value {
    const members = node.items.map(({ when, value }) => ({
      belongs: when === undefined ? ('true' as const) : truthOfValue(this.evaluate(when, bindings)),
      value: this.evaluate(value, bindings),
    }));
    return { type: 'list', complete: true, members: members.filter(({ belongs }) => belongs !== 'false') };
  }

  /** Keeps what the condition holds of; what it cannot decide stays as possible. */
  private filter(node: FilterNode, bindings: Bindings): Value {
    const list = this.evaluate(node.list, bindings);
    if (list.type !== 'list') return UNKNOWN;
    const members = list.members
      .map(({ belongs, value }) => ({
        belongs: allOf([
          belongs,
          truthOfValue(this.evaluate(node.condition, { ...bindings, [node.binding]: value })),
        ]),
        value,
      }))
      .filter(({ belongs }) => belongs !== 'false');
    return { type: 'list', complete: list.complete, members };
  }

  private aggregate(node: AggregateNode, bindings: Bindings): Value {
    const list = this.evaluate(node.list, bindings);
    if (list.type !== 'list') return UNKNOWN;
    const { body } = node;
    const taken = list.members.map(({ belongs, value }) => ({
      belongs,
      value: body === undefined ? value : this.evaluate(body, { ...bindings, [node.binding]: value }),
    }));
    return AGGREGATES[node.operator](taken, list.complete);
  }
}

const LITERALS = new WeakMap<LiteralNode, Value>();

/** What a literal says, read once. */
function literalValue(node: LiteralNode): Value {
  const known = LITERALS.get(node);
  if (known !== undefined) return known;
  const value = readLiteral(node);
  LITERALS.set(node, value);
  return value;
}

function readLiteral(node: LiteralNode): Value {
  switch (node.type) {
    case 'truth':
      return truthValue(truthOf(node.value as boolean));
    case 'number': {
      const exact = rationalFromExactText(node.value as string);
      return exact === undefined ? UNKNOWN : exactNumber(exact);
    }
    case 'text':
      return textValue(node.value as string);
    case 'day':
    case 'month':
      return timeValue(node.type, exactly(node.value as string));
    case 'unknown':
      return UNKNOWN;
  }
}

function parameterValue(value: string | boolean | undefined): Value {
  if (value === undefined) return UNKNOWN;
  if (typeof value === 'boolean') return truthValue(truthOf(value));
  const exact = rationalFromExactText(value);
  return exact === undefined ? UNKNOWN : exactNumber(exact);
}

/** The nodes of a program by name, made once and shared by all households. */
export const nodesByName = (program: Program): ReadonlyMap<string, Node> =>
  new Map(program.definitions.map(({ name, node }) => [name, node]));
