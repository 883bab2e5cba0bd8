import type { SyntaxNode } from '@lezer/common';
import { nearestName } from '../../facts/nearest-name.js';
import { ROUNDING_MODES, type RoundingMode } from '../../values/decimal.js';
import { rationalToText } from '../../values/rational.js';
import {
  type AggregateName,
  aggregate,
  apply,
  isUnknown,
  item,
  type Node,
  not,
  numberLiteral,
  parameter,
  textLiteral,
} from '../nodes.js';
import type { OperatorName } from '../operators.js';
import { numberOf, readExpression, textOf, unknownName } from './expressions.js';
import { partsOf, type Reading } from './reading.js';
import { YEARLY_FUNCTIONS } from './yearly.js';

export type Reader = (reading: Reading, tree: SyntaxNode, operands: readonly SyntaxNode[]) => Node;

/** A function that is one operator on so many operands. */
const direct =
  (operator: OperatorName, count: number, atLeast = false): Reader =>
  (reading, tree, operands) => {
    if (atLeast ? operands.length < count : operands.length !== count)
      return wrongArguments(reading, tree, atLeast ? `≥ ${count}` : String(count));
    return reading.placed(
      tree,
      apply(
        operator,
        operands.map((operand) => readExpression(reading, operand)),
      ),
    );
  };

export const wrongArguments = (reading: Reading, tree: SyntaxNode, expected: string): Node =>
  reading.problem('wrongArguments', tree, { name: functionName(reading, tree), expected });

/** A list, and what is taken of each item: a whole list of numbers, or one field (`incomes[…].amount`). */
function readProjection(
  reading: Reading,
  tree: SyntaxNode,
): { list: Node; field?: string; fieldTree?: SyntaxNode } {
  if (tree.name !== 'PathExpression') return { list: readExpression(reading, tree) };
  const [source, field] = partsOf(tree) as [SyntaxNode, SyntaxNode];
  const list = readExpression(reading, source);
  // A list that is itself a field of a named item (`m.healthStates`) is no projection.
  if (reading.typeOf(list).kind !== 'list') return { list: readExpression(reading, tree) };
  return { list, field: reading.text(field), fieldTree: field };
}

const aggregated =
  (operator: AggregateName, several?: OperatorName): Reader =>
  (reading, tree, operands) => {
    if (several !== undefined && operands.length > 1)
      return direct(several, 2, true)(reading, tree, operands);
    const [operand] = operands;
    if (operand === undefined || operands.length > 1) return wrongArguments(reading, tree, '1');
    const { list, field, fieldTree } = readProjection(reading, operand);
    const type = reading.typeOf(list);
    const itemType = type.kind === 'list' ? type.item : { kind: 'invalid' as const };
    if (field !== undefined && itemType.kind === 'record' && !Object.hasOwn(itemType.fields, field))
      return unknownName(reading, fieldTree ?? operand, field, Object.keys(itemType.fields));
    // Items are counted, whatever is known of their fields.
    if (operator === 'count') return reading.placed(tree, aggregate('count', list, 'counted'));
    return reading.within(itemType, undefined, (binding) =>
      reading.placed(tree, aggregate(operator, list, binding, reading.placed(operand, item(binding, field)))),
    );
  };

/** FEEL's rounding to a number of decimals: a multiple of a power of ten. */
const rounded =
  (mode: RoundingMode): Reader =>
  (reading, tree, operands) => {
    const [value, scale] = operands;
    if (value === undefined || operands.length > 2) return wrongArguments(reading, tree, '1–2');
    const digits = scale === undefined ? 0 : Number(reading.text(scale));
    if (!Number.isInteger(digits) || Math.abs(digits) > 20)
      return wrongArguments(reading, tree, '整数 / a whole number');
    const multiple = digits > 0 ? `0.${'1'.padStart(digits, '0')}` : `1${'0'.repeat(-digits)}`;
    return reading.placed(
      tree,
      apply('round', [readExpression(reading, value), numberLiteral(multiple), textLiteral(mode)]),
    );
  };

const roundedToMultiple: Reader = (reading, tree, operands) => {
  const [value, multiple, mode] = operands;
  const way = mode?.name === 'StringLiteral' ? textOf(reading, mode) : '';
  const step = multiple?.name === 'NumericLiteral' ? numberOf(reading, multiple) : undefined;
  if (
    value === undefined ||
    step === undefined ||
    step.numerator <= 0n ||
    operands.length !== 3 ||
    !Object.hasOwn(ROUNDING_MODES, way)
  )
    return wrongArguments(reading, tree, `(x, 100, "${Object.keys(ROUNDING_MODES).join('" | "')}")`);
  return reading.placed(
    tree,
    apply('round', [readExpression(reading, value), numberLiteral(rationalToText(step)), textLiteral(way)]),
  );
};

const readParameter: Reader = (reading, tree, operands) => {
  const [name, day] = operands;
  if (name === undefined || name.name !== 'StringLiteral' || operands.length > 2)
    return wrongArguments(reading, tree, '("name", day)');
  const text = textOf(reading, name);
  if (!reading.names.parameters.has(text))
    return unknownName(reading, name, text, reading.names.parameters.keys());
  return reading.placed(
    tree,
    day === undefined ? parameter(text) : parameter(text, readExpression(reading, day)),
  );
};

const readAddMonths: Reader = (reading, tree, operands) => {
  const node = direct('addMonths', 2)(reading, tree, operands);
  if (node.kind !== 'apply' || reading.typeOf(node.operands[0] as Node).kind !== 'day') return node;
  return reading.placed(tree, apply('addMonthsToDay', node.operands));
};

const readListContains: Reader = (reading, tree, operands) => direct('contains', 2)(reading, tree, operands);

const unary =
  (make: (operand: Node) => Node): Reader =>
  (reading, tree, operands) =>
    operands.length === 1
      ? reading.placed(tree, make(readExpression(reading, operands[0] as SyntaxNode)))
      : wrongArguments(reading, tree, '1');

/** The functions of the language, by the names that a formula uses. */
export const FUNCTIONS: Readonly<Record<string, Reader>> = {
  not: unary(not),
  isUnknown: unary(isUnknown),
  count: aggregated('count'),
  sum: aggregated('sum'),
  min: aggregated('minimum', 'minimumOf'),
  max: aggregated('maximum', 'maximumOf'),
  'list contains': readListContains,
  parameter: readParameter,
  firstKnown: direct('firstKnown', 2, true),
  ageOn: direct('ageOn', 2),
  daysBetween: direct('daysBetween', 2),
  monthsBetween: direct('monthsBetween', 2),
  completedMonths: direct('completedMonths', 2),
  monthOf: direct('monthOf', 1),
  firstDayOf: direct('firstDayOf', 1),
  lastDayOf: direct('lastDayOf', 1),
  addMonths: readAddMonths,
  addDays: direct('addDays', 2),
  perYear: direct('perYear', 1),
  perMonth: direct('perMonth', 1),
  percent: direct('percent', 1),
  'round up': rounded('up'),
  'round down': rounded('down'),
  'round half up': rounded('halfUp'),
  'round half down': rounded('halfDown'),
  decimal: rounded('halfEven'),
  floor: rounded('floor'),
  ceiling: rounded('ceiling'),
  roundToMultiple: roundedToMultiple,
};

const functionName = (reading: Reading, tree: SyntaxNode): string =>
  tree.firstChild === null ? '' : reading.text(tree.firstChild).replace(/\s+/g, ' ').trim();

/** Reads the call of a function. */
export function readFunction(reading: Reading, tree: SyntaxNode): Node {
  const name = functionName(reading, tree);
  const known = reading.names.yearly === undefined ? FUNCTIONS : { ...FUNCTIONS, ...YEARLY_FUNCTIONS };
  const reader = Object.hasOwn(known, name) ? known[name] : undefined;
  if (reader === undefined) {
    const nearest = nearestName(name, Object.keys(known));
    return nearest === undefined
      ? reading.problem('unknownFunction', tree, { name, known: Object.keys(known).join(', ') })
      : reading.problem('unknownFunctionNear', tree, { name, nearest });
  }
  const parameters = tree.getChild('PositionalParameters');
  if (parameters === null && tree.getChild('NamedParameters') !== null)
    return reading.problem('unsupportedSyntax', tree, { construct: 'NamedParameters' });
  const operands = parameters === null ? [] : partsOf(parameters);
  const error = operands.find((operand) => operand.type.isError);
  if (error !== undefined) return reading.problem('syntaxError', error);
  return reader(reading, tree, operands);
}
