import { type Issue, issue } from '../values/issues.js';
import { type AggregateNode, type ApplyNode, type IfNode, type ListNode, type Node, walk } from './nodes.js';
import type { Operator, SignatureProblem } from './operators/operator.js';
import { OPERATORS } from './operators.js';
import { describeType, INVALID, numberType, TRUTH, type Type } from './type.js';

/** The names that a formula or rule can read, with their types. */
export interface Names {
  readonly facts: NameTable;
  readonly parameters: NameTable;
  readonly definitions: NameTable;
  /** What a formula of a yearly value reads besides; absent in the formulas about households. */
  readonly yearly?: { readonly indicators: NameTable; readonly own?: string };
}
/** As much of a Map as the readers need: definitions are typed only when something reads them. */
export interface NameTable {
  has(name: string): boolean;
  get(name: string): Type | undefined;
  keys(): Iterable<string>;
}

/** Where a node stands in the text that it was read from, so that an issue can point at the characters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
export type Spans = WeakMap<Node, Span>;

/** A text being checked: its nodes' places, and the issues found so far. */
export interface Checking {
  readonly names: Names;
  readonly source: string;
  readonly spans: Spans;
  readonly issues: Issue[];
  /** The types of the items that are in scope, by binding. */
  readonly scope: ReadonlyMap<string, Type>;
  /** Expressions that a surrounding `if` guarantees to be positive, as canonical text. */
  readonly guards: ReadonlySet<string>;
}

export const startChecking = (names: Names, source: string, spans: Spans): Checking => ({
  names,
  source,
  spans,
  issues: [],
  scope: new Map(),
  guards: new Set(),
});

/** A node as text, the same for the same expression: the bindings that it makes itself are counted afresh. */
function keyOf(node: Node): string {
  const own = new Map<string, string>();
  for (const each of walk(node))
    if ((each.kind === 'filter' || each.kind === 'aggregate') && !own.has(each.binding))
      own.set(each.binding, `#${own.size}`);
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'binding' ? (own.get(value as string) ?? value) : value,
  );
}

/** The characters that an issue about a node shows. */
export function excerpt(checking: Checking, node: Node): { column: number; text: string } {
  const span = checking.spans.get(node) ?? { from: 0, to: checking.source.length };
  const text = checking.source.slice(span.from, span.to);
  return { column: span.from + 1, text: text.length > 60 ? `${text.slice(0, 57)}…` : text };
}

export function report(
  checking: Checking,
  code: Issue['code'],
  node: Node,
  params: Readonly<Record<string, string | number>> = {},
): Type {
  checking.issues.push(issue(code, [], { ...excerpt(checking, node), ...params }));
  return INVALID;
}

export function expectType(checking: Checking, node: Node, expected: Type): void {
  const found = check(checking, node);
  if (found.kind === expected.kind || found.kind === 'invalid' || found.kind === 'unknown') return;
  reportType(checking, node, expected, found);
}

function reportType(checking: Checking, node: Node, expected: Type, found: Type): Type {
  return report(checking, 'wrongType', node, {
    expected: describeType(expected).zh,
    expectedEn: describeType(expected).en,
    found: describeType(found).zh,
    foundEn: describeType(found).en,
  });
}

/** The expressions that are positive where a condition holds: `x > 0`, alone or within an `and`. */
function guarded(condition: Node): string[] {
  if (condition.kind === 'all') return condition.operands.flatMap(guarded);
  if (condition.kind !== 'apply' || condition.operator !== 'greaterThan') return [];
  const [left, right] = condition.operands as [Node, Node];
  return right.kind === 'literal' && right.type === 'number' && !(right.value as string).startsWith('-')
    ? [keyOf(left)]
    : [];
}

function checkIf(checking: Checking, node: IfNode): Type {
  expectType(checking, node.condition, TRUTH);
  const inside = { ...checking, guards: new Set([...checking.guards, ...guarded(node.condition)]) };
  const then = check(inside, node.then);
  const otherwise = check(checking, node.otherwise);
  if (then.kind === 'invalid' || otherwise.kind === 'invalid') return INVALID;
  const result = (OPERATORS.firstKnown as Operator).signature([then, otherwise]);
  return 'problem' in result ? reportProblem(checking, node, [node.then, node.otherwise], result) : result;
}

function reportProblem(
  checking: Checking,
  node: Node,
  operands: readonly Node[],
  found: SignatureProblem,
): Type {
  const place =
    found.problem === 'wrongType' || found.problem === 'notACodeOf' || found.problem === 'unsafeDivision'
      ? operands[found.operand]
      : node;
  return report(checking, found.problem, place ?? node, found.params);
}

function checkApply(checking: Checking, node: ApplyNode): Type {
  const types = node.operands.map((operand) => check(checking, operand));
  if (types.some((type) => type.kind === 'invalid')) return INVALID;
  const operator: Operator = OPERATORS[node.operator];
  const [first] = node.operands;
  if (node.operator === 'contains' && first?.kind === 'list') {
    // Each value of a written list is compared with the element by itself, so that a wrong code is found.
    for (const entry of first.items) {
      const found = (OPERATORS.equal as Operator).signature([check(checking, entry.value), types[1] as Type]);
      if ('problem' in found)
        return reportProblem(checking, node, [entry.value, node.operands[1] as Node], found);
    }
    return TRUTH;
  }
  const guardedTypes = types.map((type, index) =>
    type.kind === 'number' &&
    checking.guards.size > 0 &&
    checking.guards.has(keyOf(node.operands[index] as Node))
      ? { ...type, sign: 'positive' as const }
      : type,
  );
  const result = operator.signature(guardedTypes);
  return 'problem' in result ? reportProblem(checking, node, node.operands, result) : result;
}

/** A list's entries share one type: the weakest sign, one unit, one code list. */
function checkList(checking: Checking, node: ListNode): Type {
  let item: Type | undefined;
  for (const entry of node.items) {
    if (entry.when !== undefined) expectType(checking, entry.when, TRUTH);
    const found = check(checking, entry.value);
    const type: Type = found.kind === 'text' ? { kind: 'text' } : found;
    const joined = item === undefined ? type : (OPERATORS.firstKnown as Operator).signature([item, type]);
    if ('problem' in joined) return reportProblem(checking, node, [entry.value, entry.value], joined);
    item = joined;
  }
  return { kind: 'list', item: item ?? { kind: 'unknown' }, unit: 'items', nonEmpty: false };
}

/** The list type of a node, with its item put in scope; undefined if it is none (reported). */
function enter(
  checking: Checking,
  list: Node,
  binding: string,
): { inside: Checking; type: Extract<Type, { kind: 'list' }> } | undefined {
  const type = check(checking, list);
  if (type.kind !== 'list') {
    if (type.kind !== 'invalid')
      reportType(checking, list, { kind: 'list', item: TRUTH, unit: 'items', nonEmpty: false }, type);
    return undefined;
  }
  return { inside: { ...checking, scope: new Map([...checking.scope, [binding, type.item]]) }, type };
}

function checkAggregate(checking: Checking, node: AggregateNode): Type {
  const entered = enter(checking, node.list, node.binding);
  if (entered === undefined) return INVALID;
  if (node.body === undefined)
    return numberType(entered.type.unit, entered.type.nonEmpty ? 'positive' : 'nonNegative');
  if (node.operator === 'some' || node.operator === 'every') {
    expectType(entered.inside, node.body, TRUTH);
    return TRUTH;
  }
  const body = check(entered.inside, node.body);
  if (body.kind === 'invalid') return INVALID;
  if (body.kind === 'number')
    return node.operator === 'sum' && body.sign === 'positive' ? { ...body, sign: 'nonNegative' } : body;
  if (node.operator !== 'sum' && (body.kind === 'day' || body.kind === 'month')) return body;
  return reportType(checking, node.body, numberType('ratio'), body);
}

/** The type of a node; what is wrong goes to the issues, and is reported once. */
export function check(checking: Checking, node: Node): Type {
  switch (node.kind) {
    case 'literal':
      return literalType(node.type, node.value);
    case 'evaluationDay':
      return { kind: 'day' };
    case 'fact':
      return checking.names.facts.get(node.name) ?? INVALID;
    case 'definition':
      return checking.names.definitions.get(node.name) ?? INVALID;
    case 'parameter':
      if (node.day !== undefined) expectType(checking, node.day, { kind: 'day' });
      return checking.names.parameters.get(node.name) ?? INVALID;
    case 'item': {
      const type = checking.scope.get(node.binding) ?? INVALID;
      if (node.field === undefined) return type;
      return type.kind === 'record' ? (type.fields[node.field] ?? INVALID) : INVALID;
    }
    case 'not':
      expectType(checking, node.operand, TRUTH);
      return TRUTH;
    case 'all':
    case 'any':
      for (const operand of node.operands) expectType(checking, operand, TRUTH);
      return TRUTH;
    case 'if':
      return checkIf(checking, node);
    case 'apply':
      return checkApply(checking, node);
    case 'list':
      return checkList(checking, node);
    case 'filter': {
      const entered = enter(checking, node.list, node.binding);
      if (entered === undefined) return INVALID;
      expectType(entered.inside, node.condition, TRUTH);
      return { ...entered.type, nonEmpty: false };
    }
    case 'aggregate':
      return checkAggregate(checking, node);
    case 'isUnknown':
      check(checking, node.operand);
      return TRUTH;
  }
}

function literalType(type: string, value: boolean | string | null): Type {
  switch (type) {
    case 'truth':
      return TRUTH;
    case 'text':
      return { kind: 'text', literal: value as string };
    case 'day':
    case 'month':
      return { kind: type };
    case 'number': {
      const text = value as string;
      const zero = /^-?0+(\.0+)?$/.test(text);
      const sign = zero ? 'nonNegative' : text.startsWith('-') ? 'any' : 'positive';
      return {
        kind: 'number',
        unit: 'ratio',
        sign,
        literal: zero ? 'zero' : /^-?\d+$/.test(text) ? 'whole' : 'fraction',
      };
    }
    default:
      return { kind: 'unknown' };
  }
}
