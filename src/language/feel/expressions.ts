import type { SyntaxNode } from '@lezer/common';
import { nearestName } from '../../facts/nearest-name.js';
import { isDay } from '../../values/day.js';
import { type Rational, rationalFromText, rationalToText } from '../../values/rational.js';
import {
  aggregate,
  all,
  any,
  apply,
  choose,
  dayLiteral,
  filter,
  item,
  list,
  type Node,
  not,
  numberLiteral,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from '../nodes.js';
import type { OperatorName } from '../operators.js';
import { readFunction } from './functions.js';
import { partsOf, type Reading } from './reading.js';

const COMPARISONS: Readonly<Record<string, OperatorName>> = {
  '=': 'equal',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
};
const ARITHMETIC: Readonly<Record<string, OperatorName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
};

/** Reads one syntax node of FEEL as an expression. Sugar (`between`, `!=`, intervals) is rewritten here. */
export function readExpression(reading: Reading, tree: SyntaxNode): Node {
  if (tree.type.isError) return reading.problem('syntaxError', tree);
  const parts = partsOf(tree);
  switch (tree.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
    case 'PositionalParameters':
    case 'IterationContext':
    case 'PositiveUnaryTest':
      return parts.length === 1
        ? readExpression(reading, parts[0] as SyntaxNode)
        : reading.problem('syntaxError', tree);
    case 'Disjunction':
    case 'Conjunction': {
      const operands = parts
        .filter((part) => part.name !== 'and' && part.name !== 'or')
        .map((part) => readExpression(reading, part));
      // `a or b or c` is one group of three, however the parser nests it.
      const kind = tree.name === 'Conjunction' ? 'all' : 'any';
      const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
      return reading.placed(tree, kind === 'all' ? all(flat) : any(flat));
    }
    case 'Comparison':
      return readComparison(reading, tree);
    case 'ArithmeticExpression':
      return readArithmetic(reading, tree);
    case 'IfExpression':
      return readIf(reading, tree, parts);
    case 'FunctionInvocation':
      return readFunction(reading, tree);
    case 'DateTimeLiteral':
      return readDay(reading, tree);
    case 'QuantifiedExpression':
      return readQuantified(reading, tree, parts);
    case 'FilterExpression':
      return readFilter(reading, tree, parts);
    case 'PathExpression':
      return readPath(reading, tree, parts);
    case 'VariableName':
      return reading.resolve(tree);
    case 'NumericLiteral': {
      const exact = numberOf(reading, tree);
      return exact === undefined
        ? reading.problem('syntaxError', tree)
        : reading.placed(tree, numberLiteral(rationalToText(exact)));
    }
    case 'BooleanLiteral':
      return reading.placed(tree, truthLiteral(reading.text(tree) === 'true'));
    case 'StringLiteral':
      return reading.placed(tree, textLiteral(textOf(reading, tree)));
    case 'null':
      return reading.placed(tree, unknownLiteral());
    case 'List':
      return reading.placed(tree, list(parts.map((part) => ({ value: readExpression(reading, part) }))));
    default:
      return reading.problem('unsupportedSyntax', tree, { construct: tree.name });
  }
}

/** The exact value of a number written in a formula; `.5` is one half. Undefined if it is no plain decimal. */
export const numberOf = (reading: Reading, tree: SyntaxNode): Rational | undefined =>
  rationalFromText(
    reading
      .text(tree)
      .replace(/\s/g, '')
      .replace(/^(-?)\./, '$10.'),
  );

/** The text of a string literal; FEEL's escapes are those of JSON. */
export function textOf(reading: Reading, tree: SyntaxNode): string {
  const source = reading.text(tree);
  try {
    return JSON.parse(source) as string;
  } catch {
    reading.problem('syntaxError', tree);
    return '';
  }
}

function compare(reading: Reading, tree: SyntaxNode, operator: string, left: Node, right: Node): Node {
  if (reading.isStandIn(left) || reading.isStandIn(right)) return left;
  const isNull = (node: Node): boolean => node.kind === 'literal' && node.type === 'unknown';
  if (isNull(left) || isNull(right)) return reading.problem('nullComparison', tree);
  if (operator === '!=')
    return reading.placed(tree, not(reading.placed(tree, apply('equal', [left, right]))));
  const name = COMPARISONS[operator];
  if (name === undefined) return reading.problem('unsupportedSyntax', tree, { construct: operator });
  return reading.placed(tree, apply(name, [left, right]));
}

function readComparison(reading: Reading, tree: SyntaxNode): Node {
  const children: SyntaxNode[] = [];
  for (let child = tree.firstChild; child !== null; child = child.nextSibling) children.push(child);
  const error = children.find((child) => child.type.isError);
  if (error !== undefined) return reading.problem('syntaxError', error);
  const left = readExpression(reading, children[0] as SyntaxNode);
  const operators = children.filter((child) => child.name === 'CompareOp');
  if (operators.length === 1)
    return compare(
      reading,
      tree,
      reading.text(operators[0] as SyntaxNode),
      left,
      readExpression(reading, children.at(-1) as SyntaxNode),
    );
  const keyword = children[1]?.name;
  if (keyword === 'between') {
    const [low, high] = [children[2] as SyntaxNode, children[4] as SyntaxNode].map((child) =>
      readExpression(reading, child),
    );
    return reading.placed(
      tree,
      all([
        compare(reading, tree, '>=', left, low as Node),
        compare(reading, tree, '<=', left, high as Node),
      ]),
    );
  }
  if (keyword === 'in') {
    const tests = children
      .slice(2)
      .flatMap((child) =>
        child.name === 'PositiveUnaryTests'
          ? partsOf(child)
          : child.name === 'PositiveUnaryTest'
            ? [child]
            : [],
      );
    return readMembership(reading, tree, left, tests);
  }
  return reading.problem('unsupportedSyntax', tree, { construct: tree.name });
}

/** `x in (a, b)`, `x in list`, `x in [1..5]`, `x in > 5`: each test by itself, one of them must hold. */
function readMembership(reading: Reading, tree: SyntaxNode, left: Node, tests: readonly SyntaxNode[]): Node {
  const values: Node[] = [];
  const others: Node[] = [];
  for (const test of tests) {
    const inner = partsOf(test)[0];
    if (inner === undefined) return reading.problem('syntaxError', test);
    if (inner.name === 'SimplePositiveUnaryTest') {
      others.push(readUnaryTest(reading, inner, left));
      continue;
    }
    const value = readExpression(reading, inner);
    if (value.kind === 'list') values.push(...value.items.map((entry) => entry.value));
    else if (reading.typeOf(value).kind === 'list')
      others.push(reading.placed(tree, apply('contains', [value, left])));
    else values.push(value);
  }
  if (values.length > 0) {
    const written = reading.placed(tree, list(values.map((value) => ({ value }))));
    others.push(reading.placed(tree, apply('contains', [written, left])));
  }
  return others.length === 1 ? (others[0] as Node) : reading.placed(tree, any(others));
}

function readUnaryTest(reading: Reading, tree: SyntaxNode, left: Node): Node {
  const operator = tree.getChild('CompareOp');
  if (operator !== null)
    return compare(
      reading,
      tree,
      reading.text(operator),
      left,
      readExpression(reading, tree.lastChild as SyntaxNode),
    );
  const interval = tree.getChild('Interval');
  if (interval === null) return reading.problem('unsupportedSyntax', tree, { construct: tree.name });
  const source = reading.text(interval);
  const [low, high] = partsOf(interval);
  if (low === undefined || high === undefined) return reading.problem('syntaxError', interval);
  return reading.placed(
    tree,
    all([
      compare(reading, tree, source.startsWith('[') ? '>=' : '>', left, readExpression(reading, low)),
      compare(reading, tree, source.endsWith(']') ? '<=' : '<', left, readExpression(reading, high)),
    ]),
  );
}

function readArithmetic(reading: Reading, tree: SyntaxNode): Node {
  const operator = tree.getChild('ArithOp');
  const operands = partsOf(tree)
    .filter((part) => part.name !== 'ArithOp')
    .map((part) => readExpression(reading, part));
  const symbol = operator === null ? '' : reading.text(operator);
  if (operands.length === 1 && symbol === '-') return reading.placed(tree, apply('negate', operands));
  const name = ARITHMETIC[symbol];
  if (name === undefined || operands.length !== 2)
    return reading.problem('unsupportedSyntax', tree, { construct: symbol });
  return reading.placed(tree, apply(name, operands));
}

function readIf(reading: Reading, tree: SyntaxNode, parts: readonly SyntaxNode[]): Node {
  const branches = parts.filter((part) => !['if', 'then', 'else'].includes(part.name));
  const error = branches.find((part) => part.type.isError);
  if (error !== undefined || branches.length !== 3) return reading.problem('syntaxError', error ?? tree);
  const [condition, then, otherwise] = branches.map((part) => readExpression(reading, part)) as [
    Node,
    Node,
    Node,
  ];
  return reading.placed(tree, choose(condition, then, otherwise));
}

/** `date("2025-01-01")`; a day that does not exist is an error where it stands. */
function readDay(reading: Reading, tree: SyntaxNode): Node {
  const argument =
    tree.getChild('PositionalParameters')?.firstChild ??
    tree.getChild('AtLiteral')?.getChild('StringLiteral') ??
    null;
  const isDate = reading.text(tree).startsWith('date(') || reading.text(tree).startsWith('@');
  if (argument === null || argument.name !== 'StringLiteral' || !isDate)
    return reading.problem('unsupportedSyntax', tree, { construct: tree.name });
  const value = textOf(reading, argument);
  return isDay(value)
    ? reading.placed(tree, dayLiteral(value))
    : reading.problem('invalidDay', argument, { value });
}

function readQuantified(reading: Reading, tree: SyntaxNode, parts: readonly SyntaxNode[]): Node {
  const operator = parts[0]?.name === 'every' ? 'every' : 'some';
  const bindings = tree.getChild('InExpressions')?.getChildren('InExpression') ?? [];
  const body = parts.at(-1);
  if (body === undefined || body.type.isError || bindings.length === 0)
    return reading.problem('syntaxError', tree);
  const nest = (index: number): Node => {
    const current = bindings[index];
    if (current === undefined) return readExpression(reading, body);
    const name = current.getChild('Name');
    const context = current.getChild('IterationContext');
    if (name === null || context === null) return reading.problem('syntaxError', current);
    const source = readExpression(reading, context);
    const type = reading.typeOf(source);
    const itemType = type.kind === 'list' ? type.item : { kind: 'invalid' as const };
    return reading.within(itemType, reading.text(name), (binding) =>
      reading.placed(tree, aggregate(operator, source, binding, nest(index + 1))),
    );
  };
  return nest(0);
}

function readFilter(reading: Reading, tree: SyntaxNode, parts: readonly SyntaxNode[]): Node {
  const [source, condition] = parts as [SyntaxNode, SyntaxNode | undefined];
  if (condition === undefined) return reading.problem('syntaxError', tree);
  const listNode = readExpression(reading, source);
  const type = reading.typeOf(listNode);
  if (type.kind !== 'list')
    return reading.placed(tree, filter(listNode, 'none', readExpression(reading, condition)));
  return reading.within(type.item, undefined, (binding) =>
    reading.placed(tree, filter(listNode, binding, readExpression(reading, condition))),
  );
}

/** Reports a name that is not among those known at its place, with the nearest of them. */
export function unknownName(reading: Reading, tree: SyntaxNode, name: string, known: Iterable<string>): Node {
  const nearest = nearestName(name, known);
  return nearest === undefined
    ? reading.problem('unknownName', tree, { name })
    : reading.problem('unknownNameNear', tree, { name, nearest });
}

/** `m.birthDate` on an item. A path over a whole list stands only inside sum, min, max and the like. */
function readPath(reading: Reading, tree: SyntaxNode, parts: readonly SyntaxNode[]): Node {
  const [source, field] = parts as [SyntaxNode, SyntaxNode];
  const target = readExpression(reading, source);
  const name = reading.text(field);
  if (target.kind === 'item' && target.field === undefined) {
    const type = reading.typeOf(target);
    if (type.kind === 'record' && !Object.hasOwn(type.fields, name))
      return unknownName(reading, field, name, Object.keys(type.fields));
    return reading.placed(tree, item(target.binding, name));
  }
  if (target.kind === 'literal' && target.type === 'unknown') return target;
  return reading.problem('unsupportedSyntax', tree, { construct: tree.name });
}
