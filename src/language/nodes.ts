import type { OperatorName } from './operators.js';

/**
 * The expression tree. Nodes are plain frozen JSON: a resolved policy is stored as it is evaluated. Everything
 * else a rule or formula can say is rewritten into these kinds before any back end sees it.
 */
export type Node =
  | LiteralNode
  | EvaluationDayNode
  | FactNode
  | ParameterNode
  | DefinitionNode
  | ItemNode
  | NotNode
  | AllNode
  | AnyNode
  | IfNode
  | ApplyNode
  | ListNode
  | FilterNode
  | AggregateNode
  | IsUnknownNode;

export type NodeKind = Node['kind'];

/** A constant. A number stands as exact text; `unknown` is the one value of a blank. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly type: 'truth' | 'number' | 'text' | 'day' | 'month' | 'unknown';
  readonly value: boolean | string | null;
}
/** The day for which the household is assessed. */
export interface EvaluationDayNode {
  readonly kind: 'evaluationDay';
}
/** A fact of the catalogue, as given. */
export interface FactNode {
  readonly kind: 'fact';
  readonly name: string;
}
/** A parameter on the evaluation day, or on another day. */
export interface ParameterNode {
  readonly kind: 'parameter';
  readonly name: string;
  readonly day?: Node;
}
/** A named definition of the program: a derived fact, condition, rule or stage result. */
export interface DefinitionNode {
  readonly kind: 'definition';
  readonly name: string;
}
/** The current item of a filter or aggregate, or one field of it. */
export interface ItemNode {
  readonly kind: 'item';
  readonly binding: string;
  readonly field?: string;
}
export interface NotNode {
  readonly kind: 'not';
  readonly operand: Node;
}
export interface AllNode {
  readonly kind: 'all';
  readonly operands: readonly Node[];
}
export interface AnyNode {
  readonly kind: 'any';
  readonly operands: readonly Node[];
}
export interface IfNode {
  readonly kind: 'if';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}
/** An operator or function on its operands. */
export interface ApplyNode {
  readonly kind: 'apply';
  readonly operator: OperatorName;
  readonly operands: readonly Node[];
}
/** A list made of values; one with `when` is a member only as far as that holds. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly { readonly when?: Node; readonly value: Node }[];
}
export interface FilterNode {
  readonly kind: 'filter';
  readonly list: Node;
  readonly binding: string;
  readonly condition: Node;
}
export type AggregateName = 'some' | 'every' | 'count' | 'sum' | 'minimum' | 'maximum';
export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly operator: AggregateName;
  readonly list: Node;
  readonly binding: string;
  /** What is taken of each item; `count` has none. */
  readonly body?: Node;
}
/** Whether the operand is not exactly known. The only node that is never unknown itself. */
export interface IsUnknownNode {
  readonly kind: 'isUnknown';
  readonly operand: Node;
}

const freeze = <Made extends Node>(node: Made): Made => Object.freeze(node);

export const numberLiteral = (text: string): LiteralNode =>
  freeze({ kind: 'literal', type: 'number', value: text });
export const textLiteral = (text: string): LiteralNode =>
  freeze({ kind: 'literal', type: 'text', value: text });
export const truthLiteral = (value: boolean): LiteralNode =>
  freeze({ kind: 'literal', type: 'truth', value });
export const dayLiteral = (day: string): LiteralNode => freeze({ kind: 'literal', type: 'day', value: day });
export const monthLiteral = (month: string): LiteralNode =>
  freeze({ kind: 'literal', type: 'month', value: month });
export const unknownLiteral = (): LiteralNode => freeze({ kind: 'literal', type: 'unknown', value: null });
export const evaluationDay = (): EvaluationDayNode => freeze({ kind: 'evaluationDay' });
export const fact = (name: string): FactNode => freeze({ kind: 'fact', name });
export const parameter = (name: string, day?: Node): ParameterNode =>
  freeze(day === undefined ? { kind: 'parameter', name } : { kind: 'parameter', name, day });
export const definition = (name: string): DefinitionNode => freeze({ kind: 'definition', name });
export const item = (binding: string, field?: string): ItemNode =>
  freeze(field === undefined ? { kind: 'item', binding } : { kind: 'item', binding, field });
export const not = (operand: Node): NotNode => freeze({ kind: 'not', operand });
export const all = (operands: readonly Node[]): AllNode =>
  freeze({ kind: 'all', operands: Object.freeze([...operands]) });
export const any = (operands: readonly Node[]): AnyNode =>
  freeze({ kind: 'any', operands: Object.freeze([...operands]) });
export const choose = (condition: Node, then: Node, otherwise: Node): IfNode =>
  freeze({ kind: 'if', condition, then, otherwise });
export const apply = (operator: OperatorName, operands: readonly Node[]): ApplyNode =>
  freeze({ kind: 'apply', operator, operands: Object.freeze([...operands]) });
export const list = (items: ListNode['items']): ListNode =>
  freeze({ kind: 'list', items: Object.freeze(items.map((entry) => Object.freeze({ ...entry }))) });
export const filter = (source: Node, binding: string, condition: Node): FilterNode =>
  freeze({ kind: 'filter', list: source, binding, condition });
export const aggregate = (
  operator: AggregateName,
  source: Node,
  binding: string,
  body?: Node,
): AggregateNode =>
  freeze(
    body === undefined
      ? { kind: 'aggregate', operator, list: source, binding }
      : { kind: 'aggregate', operator, list: source, binding, body },
  );
export const isUnknown = (operand: Node): IsUnknownNode => freeze({ kind: 'isUnknown', operand });

/** The nodes directly below a node, in order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'evaluationDay':
    case 'fact':
    case 'definition':
    case 'item':
      return [];
    case 'parameter':
      return node.day === undefined ? [] : [node.day];
    case 'not':
    case 'isUnknown':
      return [node.operand];
    case 'all':
    case 'any':
    case 'apply':
      return node.operands;
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'list':
      return node.items.flatMap((entry) =>
        entry.when === undefined ? [entry.value] : [entry.when, entry.value],
      );
    case 'filter':
      return [node.list, node.condition];
    case 'aggregate':
      return node.body === undefined ? [node.list] : [node.list, node.body];
  }
}

/** Every node of a tree, from the root down. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}
