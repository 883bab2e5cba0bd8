import { rationalFromExactText } from '../values/rational.js';
import { allOf, anyOf, negate, truthOf } from '../values/truth.js';
import type { Node } from './nodes.js';
import { operatorOf } from './operators.js';
import {
  commonValue,
  exactNumber,
  isExact,
  textValue,
  truthOfValue,
  truthValue,
  UNKNOWN,
  type Value,
} from './value.js';

/** The kinds of node that an expression about no household has. */
export const CONSTANT_KINDS: ReadonlySet<Node['kind']> = new Set([
  'literal',
  'parameter',
  'not',
  'all',
  'any',
  'if',
  'apply',
]);

/**
 * What an expression about no household comes to, when its parameters do. The interpreter of the back ends is
 * the definition; a property test holds the two together.
 */
export function evaluateConstant(node: Node, parameterOf: (name: string) => Value): Value {
  const evaluate = (each: Node): Value => evaluateConstant(each, parameterOf);
  switch (node.kind) {
    case 'literal':
      return literal(node.type, node.value);
    case 'parameter':
      return parameterOf(node.name);
    case 'not':
      return truthValue(negate(truthOfValue(evaluate(node.operand))));
    case 'all':
      return truthValue(allOf(node.operands.map((operand) => truthOfValue(evaluate(operand)))));
    case 'any':
      return truthValue(anyOf(node.operands.map((operand) => truthOfValue(evaluate(operand)))));
    case 'if': {
      const condition = truthOfValue(evaluate(node.condition));
      if (condition === 'true') return evaluate(node.then);
      if (condition === 'false') return evaluate(node.otherwise);
      return commonValue(evaluate(node.then), evaluate(node.otherwise));
    }
    case 'apply':
      // One after another: what is not needed is not read.
      if (node.operator === 'firstKnown') return firstExact(node.operands, evaluate);
      return operatorOf(node.operator).evaluate(node.operands.map(evaluate));
    default:
      return UNKNOWN;
  }
}

function firstExact(operands: readonly Node[], evaluate: (node: Node) => Value): Value {
  for (const operand of operands) {
    const value = evaluate(operand);
    if (isExact(value)) return value;
  }
  return UNKNOWN;
}

function literal(type: string, value: boolean | string | null): Value {
  if (type === 'truth') return truthValue(truthOf(value as boolean));
  if (type === 'text') return textValue(value as string);
  const exact = type === 'number' ? rationalFromExactText(value as string) : undefined;
  return exact === undefined ? UNKNOWN : exactNumber(exact);
}
