import { combineUnits, UNITS, type Unit } from '../../src/facts/units.js';
import { apply, choose, type Node, numberLiteral, textLiteral } from '../../src/language/nodes.js';
import { numberType, TRUTH, type Type } from '../../src/language/type.js';
import {
  add,
  multiply,
  type Rational,
  rational,
  rationalFromText,
  rationalToText,
} from '../../src/values/rational.js';
import type { ExpressionMaker } from './random-expressions.js';

export const unitOf = (type: Type): Unit => (type.kind === 'number' ? type.unit : 'ratio');
export const number = (unit: Unit, positive = false): Type => numberType(unit, positive ? 'positive' : 'any');

/** Pairs of units whose product or quotient has a unit; money and people are met most. */
const PAIRS = (Object.keys(UNITS) as Unit[]).flatMap((left) =>
  (Object.keys(UNITS) as Unit[]).flatMap((right) =>
    ([1, -1] as const).flatMap((power) => {
      const unit = combineUnits(left, right, power);
      return unit === undefined ? [] : [{ left, right, power, unit }];
    }),
  ),
);
const REACHED: readonly Unit[] = [
  'yuan',
  'yuanPerYear',
  'yuanPerPersonYear',
  'yuanPerPerson',
  'persons',
  'ratio',
  'months',
];

export function pairOf(maker: ExpressionMaker, unit: Unit, power: 1 | -1): { left: Unit; right: Unit } {
  const pairs = PAIRS.filter(
    (pair) =>
      pair.unit === unit &&
      pair.power === power &&
      REACHED.includes(pair.left) &&
      REACHED.includes(pair.right),
  );
  const byPlainNumber = { left: unit, right: 'ratio' as const };
  return pairs.length === 0 || maker.draw.chance(0.3) ? byPlainNumber : maker.draw.pick(pairs);
}

/** A number that is kept within limits: where it is unknown, it is a range, open at one end or at none. */
export function limited(maker: ExpressionMaker, type: Type): Node {
  const unit = type.kind === 'number' ? type.unit : 'ratio';
  const read = maker.leaf(numberType(unit), 0, false);
  const isPositive = type.kind === 'number' && type.sign === 'positive';
  const [lows, highs] = unit.startsWith('yuan')
    ? [
        ['1000', '650.5'],
        ['7800', '12000.01'],
      ]
    : [
        ['1', '2', '0.5'],
        ['3', '5', '12'],
      ];
  const low = maker.figure(
    `${isPositive || maker.draw.chance(0.7) ? '' : '-'}${maker.draw.pick(lows)}`,
    type,
  );
  const high = maker.figure(maker.draw.pick(highs), type);
  const raised = apply('maximumOf', [read, low]);
  const closed = apply('minimumOf', [raised, high]);
  if (isPositive) return closed;
  return maker.draw.pick([raised, apply('minimumOf', [high, read]), closed, closed]);
}

export function quotient(maker: ExpressionMaker, unit: Unit, depth: number): Node {
  const { left, right } = pairOf(maker, unit, -1);
  const dividend = maker.make(number(left), depth);
  if (maker.draw.chance(0.35)) return apply('divide', [dividend, maker.leaf(number(right, true), 0, false)]);
  if (maker.draw.chance(0.5)) return apply('divide', [dividend, limited(maker, number(right, true))]);
  // A divisor of any sign stands behind a guard.
  const divisor = maker.known(number(right), depth);
  return choose(
    apply('greaterThan', [divisor, numberLiteral('0')]),
    apply('divide', [dividend, divisor]),
    maker.make(number(unit), depth),
  );
}

export const MODES = ['up', 'down', 'ceiling', 'floor', 'halfUp', 'halfDown', 'halfEven'] as const;
const MULTIPLES = ['1', '100', '0.01', '0.5', '10', '3', '0.1'] as const;

/** A number that is rounded: often one that lies in the middle between two multiples, above and below zero. */
export function rounded(maker: ExpressionMaker, unit: Unit, mode: string, depth: number): Node {
  const { draw } = maker;
  const multiple = draw.pick(MULTIPLES);
  const figure = (): Node => {
    const part = rational(BigInt(draw.pick([5, 5, 5, 2, 8, 0])), 10n);
    const times = add(part, rational(BigInt(draw.integer(-4, 4))));
    return maker.figure(
      rationalToText(multiply(times, rationalFromText(multiple) as Rational)),
      number(unit),
    );
  };
  const value = draw.chance(0.6)
    ? choose(
        maker.make(TRUTH, depth),
        figure(),
        draw.chance(0.5) ? figure() : maker.make(number(unit), depth),
      )
    : maker.make(number(unit), depth);
  return apply('round', [value, numberLiteral(multiple), textLiteral(mode)]);
}
