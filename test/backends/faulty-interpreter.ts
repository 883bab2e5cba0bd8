import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { apply, type Node, numberLiteral, textLiteral } from '../../src/language/nodes.js';
import type { OperatorName } from '../../src/language/operators.js';
import { isExact, truthValue, UNKNOWN, type Value } from '../../src/language/value.js';
import { truthOf } from '../../src/values/truth.js';
import { answerOf, type BackEnd, comparedDefinitions, noAnswers } from './support.js';

/** One wrong emitter: what a node is read as, or what is made of its value. */
export interface Fault {
  readonly name: string;
  readonly read?: (node: Node) => Node;
  readonly change?: (node: Node, value: Value) => Value;
}

type Bindings = Parameters<Interpreter['evaluate']>[1];

class FaultyInterpreter extends Interpreter {
  fault: Fault | undefined;
  /** What is read in place of a node must not be replaced once more. */
  private readonly own = new WeakSet<Node>();

  override evaluate(node: Node, bindings?: Bindings): Value {
    const { fault } = this;
    if (fault === undefined || this.own.has(node)) return super.evaluate(node, bindings);
    const read = fault.read?.(node) ?? node;
    if (read !== node) this.own.add(read);
    const value = super.evaluate(read, bindings);
    return fault.change?.(node, value) ?? value;
  }
}

const applied = (node: Node, operator: OperatorName, change: (operands: readonly Node[]) => Node): Node =>
  node.kind === 'apply' && node.operator === operator ? change(node.operands) : node;

/** One operator in another one's place. */
const inPlaceOf = (operator: OperatorName, other: OperatorName): Fault => ({
  name: `${operator}: ${other} in its place`,
  read: (node) => applied(node, operator, (operands) => apply(other, operands)),
});
const result = (name: string, of: (node: Node) => boolean, change: (value: Value) => Value): Fault => ({
  name,
  change: (node, value) => (of(node) ? change(value) : value),
});
const isKind =
  (kind: Node['kind']) =>
  (node: Node): boolean =>
    node.kind === kind;
const isApplied =
  (operator: OperatorName) =>
  (node: Node): boolean =>
    node.kind === 'apply' && node.operator === operator;
const isAggregate =
  (operator: string) =>
  (node: Node): boolean =>
    node.kind === 'aggregate' && node.operator === operator;

const unknownIsFalse = (value: Value): Value => (value.type === 'unknown' ? truthValue('false') : value);
const exchanged = (value: Value): Value =>
  value.type === 'truth' ? truthValue(truthOf(!value.value)) : value;
/** What is open is closed at its lower end. */
const lowerEnd = (value: Value): Value =>
  value.type === 'number' && value.range.low !== undefined
    ? { ...value, range: { low: value.range.low, high: value.range.low } }
    : (value.type === 'day' || value.type === 'month') && value.range.low !== undefined
      ? { ...value, range: { low: value.range.low, high: value.range.low } }
      : value;
const onlyExact = (value: Value): Value => (isExact(value) ? value : UNKNOWN);
const asComplete = (value: Value): Value => (value.type === 'list' ? { ...value, complete: true } : value);
const withoutPossible = (value: Value): Value =>
  value.type === 'list'
    ? { ...value, members: value.members.filter(({ belongs }) => belongs === 'true') }
    : value;

const MODES_MISTAKEN = {
  up: 'ceiling',
  down: 'floor',
  ceiling: 'up',
  floor: 'down',
  halfUp: 'halfEven',
  halfDown: 'halfEven',
  halfEven: 'halfUp',
} as const;

/** A wrong emitter for every operator, aggregate and kind of node, each as it could be mistaken. */
export const FAULTS: readonly Fault[] = [
  inPlaceOf('lessThan', 'lessThanInclusive'),
  inPlaceOf('lessThanInclusive', 'lessThan'),
  inPlaceOf('greaterThan', 'greaterThanInclusive'),
  inPlaceOf('greaterThanInclusive', 'greaterThan'),
  result('equal: unknown is false', isApplied('equal'), unknownIsFalse),
  result('contains: unknown is false', isApplied('contains'), unknownIsFalse),
  inPlaceOf('add', 'subtract'),
  inPlaceOf('subtract', 'add'),
  inPlaceOf('multiply', 'add'),
  inPlaceOf('divide', 'multiply'),
  result('negate: a range is unknown', isApplied('negate'), onlyExact),
  inPlaceOf('minimumOf', 'maximumOf'),
  inPlaceOf('maximumOf', 'minimumOf'),
  result('minimumOf: half open is unknown', isApplied('minimumOf'), onlyExact),
  ...Object.entries(MODES_MISTAKEN).map(
    ([mode, mistaken]): Fault => ({
      name: `round: ${mistaken} for ${mode}`,
      read: (node) =>
        applied(node, 'round', ([value, multiple, way]) =>
          way?.kind === 'literal' && way.value === mode
            ? apply('round', [value as Node, multiple as Node, textLiteral(mistaken)])
            : node,
        ),
    }),
  ),
  inPlaceOf('perYear', 'perMonth'),
  inPlaceOf('perMonth', 'perYear'),
  inPlaceOf('percent', 'negate'),
  {
    name: 'firstKnown: the last',
    read: (node) => applied(node, 'firstKnown', (operands) => apply('firstKnown', [...operands].reverse())),
  },
  inPlaceOf('ageOn', 'completedMonths'),
  inPlaceOf('daysBetween', 'completedMonths'),
  inPlaceOf('completedMonths', 'daysBetween'),
  result('ageOn: a range is its lower end', isApplied('ageOn'), lowerEnd),
  {
    name: 'monthsBetween: exchanged',
    read: (node) =>
      applied(node, 'monthsBetween', (operands) => apply('monthsBetween', [...operands].reverse())),
  },
  result('monthOf: a range is its lower end', isApplied('monthOf'), lowerEnd),
  inPlaceOf('firstDayOf', 'lastDayOf'),
  inPlaceOf('lastDayOf', 'firstDayOf'),
  ...(['addMonths', 'addMonthsToDay', 'addDays'] as const).map(
    (operator): Fault => ({
      name: `${operator}: backwards`,
      read: (node) =>
        applied(node, operator, ([start, by]) =>
          apply(operator, [start as Node, apply('negate', [by as Node])]),
        ),
    }),
  ),
  inPlaceOf('addMonthsToDay', 'addDays'),
  result('not: unknown is false', isKind('not'), unknownIsFalse),
  result('all: unknown is false', isKind('all'), unknownIsFalse),
  result('any: unknown is false', isKind('any'), unknownIsFalse),
  {
    name: 'if: unknown is false',
    change: (node, value) => (node.kind === 'if' && value.type === 'unknown' ? truthValue('false') : value),
  },
  result('isUnknown: exchanged', isKind('isUnknown'), exchanged),
  result('fact: a list is complete', isKind('fact'), asComplete),
  result('fact: a day is its first', isKind('fact'), lowerEnd),
  result('item: a blank is false', isKind('item'), unknownIsFalse),
  result('list: what is possible is left out', isKind('list'), withoutPossible),
  result('filter: what is possible is left out', isKind('filter'), withoutPossible),
  result('filter: complete', isKind('filter'), asComplete),
  result('some: unknown is false', isAggregate('some'), unknownIsFalse),
  result('every: unknown is false', isAggregate('every'), unknownIsFalse),
  ...(['count', 'sum', 'minimum', 'maximum'] as const).flatMap((name) => [
    result(`${name}: a range is its lower end`, isAggregate(name), lowerEnd),
    result(`${name}: a range is unknown`, isAggregate(name), onlyExact),
  ]),
  {
    name: 'parameter: on the evaluation day always',
    read: (node) =>
      node.kind === 'parameter' && node.day !== undefined ? { kind: 'parameter', name: node.name } : node,
  },
  {
    name: 'evaluationDay: a day late',
    read: (node) => (node.kind === 'evaluationDay' ? apply('addDays', [node, numberLiteral('1')]) : node),
  },
  result('definition: a range is its lower end', isKind('definition'), lowerEnd),
  {
    name: 'literal: a number is one',
    read: (node) => (node.kind === 'literal' && node.type === 'number' ? numberLiteral('1') : node),
  },
];

/** The interpreter with something wrong in it, as a back end: what a driver has to find. */
export const faultyBackEnd = (fault?: Fault): BackEnd => ({
  name: fault === undefined ? 'interpreter again' : `interpreter (${fault.name})`,
  run: async (program, households, on) => {
    const nodes = nodesByName(program);
    const compared = [...comparedDefinitions(program).keys()];
    return households.map((household) => {
      const interpreter = new FaultyInterpreter(program, nodes, household, on);
      interpreter.fault = fault;
      const answers = noAnswers();
      for (const name of compared) answers[name] = answerOf(interpreter.definition(name));
      return answers;
    });
  },
});
