import { evaluateConstant } from '../../language/constant.js';
import type { Node } from '../../language/nodes.js';
import { isExact, type Value } from '../../language/value.js';
import { rational, rationalToText, roundToMultiple } from '../../values/rational.js';

const SHOWN_DECIMALS = 6;

/** A number as people write it in a sum: exact where it is short, otherwise cut to six decimals, with `…`. */
export function shownNumber(value: Value): string {
  if (value.type !== 'number' || !isExact(value) || value.range.low === undefined) return '?';
  const exact = value.range.low;
  const text = rationalToText(exact);
  if (!text.includes('/') && (text.split('.')[1]?.length ?? 0) <= SHOWN_DECIMALS) return text;
  const cut = roundToMultiple(exact, rational(1n, 10n ** BigInt(SHOWN_DECIMALS)), 'down');
  return `${rationalToText(cut)}…`;
}

/** Binding strength and sign of what stands between two operands. */
const INFIX: Readonly<Record<string, readonly [strength: number, sign: string]>> = {
  add: [1, '+'],
  subtract: [1, '−'],
  multiply: [2, '×'],
  divide: [2, '÷'],
};
const COMPARED: Readonly<Record<string, string>> = {
  equal: '=',
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
};
const CALLED: Readonly<Record<string, string>> = {
  minimumOf: 'min',
  maximumOf: 'max',
  firstKnown: 'firstKnown',
};

/** `1 + (−0.001)`, never `1 + -0.001`. */
const bracketNegative = (text: string, outer: number): string =>
  text.startsWith('-') ? (outer > 0 ? `(${text.replace('-', '−')})` : text.replace('-', '−')) : text;

/** An expression with every reading replaced by what it came to: `7200 × (1 + 0.2%)` as a person would write it. */
export function arithmeticOf(node: Node, parameterOf: (name: string) => Value, outer = 0): string {
  const inner = (each: Node, strength = 0): string => arithmeticOf(each, parameterOf, strength);
  const truth = (each: Node): boolean => {
    const value = evaluateConstant(each, parameterOf);
    return value.type === 'truth' && value.value;
  };
  switch (node.kind) {
    case 'literal':
      return node.value === null ? '?' : String(node.value);
    case 'parameter':
      return bracketNegative(shownNumber(parameterOf(node.name)), outer);
    case 'if':
      return inner(truth(node.condition) ? node.then : node.otherwise, outer);
    case 'apply':
      return applied(node.operator, node.operands, parameterOf, outer, inner);
    default:
      return '?';
  }
}

function applied(
  operator: string,
  operands: readonly Node[],
  parameterOf: (name: string) => Value,
  outer: number,
  inner: (each: Node, strength?: number) => string,
): string {
  const [first, second] = operands as [Node, Node];
  if (operator === 'firstKnown') {
    const known = operands.find((operand) => isExact(evaluateConstant(operand, parameterOf)));
    return known === undefined ? '?' : inner(known, outer);
  }
  const infix = INFIX[operator];
  if (infix !== undefined) {
    const [strength, sign] = infix;
    // The right side of a difference or quotient needs brackets where it is one itself.
    const text = `${inner(first, strength)} ${sign} ${inner(second, strength + 1)}`;
    return outer > strength ? `(${text})` : text;
  }
  const compared = COMPARED[operator];
  if (compared !== undefined) return `${inner(first, 1)} ${compared} ${inner(second, 1)}`;
  return `${CALLED[operator] ?? operator}(${operands.map((operand) => inner(operand)).join(', ')})`;
}
