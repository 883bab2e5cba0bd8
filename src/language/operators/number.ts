import { combineUnits, type Unit } from '../../facts/units.js';
import type { RoundingMode } from '../../values/decimal.js';
import { between, type Range } from '../../values/range.js';
import {
  add,
  compare,
  divide,
  multiply,
  negative,
  type Rational,
  rational,
  roundToMultiple,
  subtract,
} from '../../values/rational.js';
import { describeType, numberType, type Sign, type Type } from '../type.js';
import { isExact, numberRange, numberValue, UNKNOWN, type Value } from '../value.js';
import type { Operator, SignatureProblem } from './operator.js';
import { sharedUnit, unitParams } from './units.js';

type NumberType = Extract<Type, { kind: 'number' }>;

const isProblem = (found: NumberType[] | SignatureProblem): found is SignatureProblem =>
  !Array.isArray(found);

/** All operands as numbers; `null` and what is already reported count as a plain number. */
function numbers(operands: readonly Type[]): NumberType[] | SignatureProblem {
  const found: NumberType[] = [];
  for (const [index, operand] of operands.entries()) {
    if (operand.kind === 'number') found.push(operand);
    else if (operand.kind === 'unknown' || operand.kind === 'invalid')
      found.push({ kind: 'number', unit: 'ratio', sign: 'any', literal: 'zero' });
    else
      return {
        problem: 'wrongType',
        operand: index,
        params: {
          expected: '数字',
          expectedEn: 'a number',
          found: describeType(operand).zh,
          foundEn: describeType(operand).en,
        },
      };
  }
  return found;
}

const literalUnit = (type: NumberType): Unit => (type.literal === undefined ? type.unit : 'ratio');

function sumSign(left: Sign, right: Sign): Sign {
  if (left === 'any' || right === 'any') return 'any';
  return left === 'positive' || right === 'positive' ? 'positive' : 'nonNegative';
}
function productSign(left: Sign, right: Sign): Sign {
  if (left === 'any' || right === 'any') return 'any';
  return left === 'positive' && right === 'positive' ? 'positive' : 'nonNegative';
}

/** Whole numbers written in a formula stay whole when they are added, and may then stand beside persons or months. */
const jointLiteral = (left: NumberType['literal'], right: NumberType['literal']): 'whole' | 'fraction' =>
  left === 'fraction' || right === 'fraction' ? 'fraction' : 'whole';

/** The signature of an operator whose operands and result share one unit. */
const sameUnit =
  (sign: (signs: readonly Sign[]) => Sign) =>
  (operands: readonly Type[]): Type | SignatureProblem => {
    const found = numbers(operands);
    if (isProblem(found)) return found;
    let result = found[0] as NumberType;
    for (const [index, next] of found.slice(1).entries()) {
      const unit = sharedUnit(result, next);
      if (unit === undefined)
        return { problem: 'unitMismatch', operand: index + 1, params: unitParams(result.unit, next.unit) };
      const literal =
        result.literal !== undefined && next.literal !== undefined
          ? { literal: jointLiteral(result.literal, next.literal) }
          : {};
      result = { kind: 'number', unit, sign: 'any', ...literal };
    }
    return { ...result, sign: sign(found.map((type) => type.sign)) };
  };

const scaled = (from: Partial<Record<Unit, Unit>>, factor: Rational): Operator => ({
  signature: (operands) => {
    const found = numbers(operands);
    if (isProblem(found)) return found;
    const [operand] = found as [NumberType];
    const unit = operand.literal === undefined ? from[operand.unit] : undefined;
    if (unit !== undefined) return numberType(unit, operand.sign);
    const known = Object.keys(from) as Unit[];
    return { problem: 'unitMismatch', operand: 0, params: unitParams(known[0] as Unit, operand.unit) };
  },
  evaluate: ([operand]) => mapRange(operand as Value, (value) => multiply(value, factor)),
  monotonicity: ['increasing'],
});

/** Applies a growing function to both ends. */
const mapRange = (operand: Value, change: (value: Rational) => Rational): Value => {
  const range = numberRange(operand);
  const end = (value: Rational | undefined): Rational | undefined =>
    value === undefined ? undefined : change(value);
  return numberValue(between(end(range.low), end(range.high)));
};

const both = (
  left: Rational | undefined,
  right: Rational | undefined,
  combine: (a: Rational, b: Rational) => Rational,
) => (left === undefined || right === undefined ? undefined : combine(left, right));

const least = (values: readonly Rational[]): Rational =>
  values.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
const greatest = (values: readonly Rational[]): Rational =>
  values.reduce((a, b) => (compare(a, b) >= 0 ? a : b));

/** A product or quotient over ranges: the extremes are at the ends; an open end leaves the whole open. */
function overEnds(left: Value, right: Value, combine: (a: Rational, b: Rational) => Rational): Value {
  const [a, b] = [numberRange(left), numberRange(right)];
  if (a.low === undefined || a.high === undefined || b.low === undefined || b.high === undefined)
    return UNKNOWN;
  const ends = [
    combine(a.low, b.low),
    combine(a.low, b.high),
    combine(a.high, b.low),
    combine(a.high, b.high),
  ];
  return numberValue(between(least(ends), greatest(ends)));
}

const knownEnds = (ends: readonly (Rational | undefined)[]): Rational[] =>
  ends.filter((end): end is Rational => end !== undefined);

const extreme =
  (low: 'least' | 'greatest') =>
  (operands: readonly Value[]): Value => {
    const ranges = operands.map(numberRange);
    const lows = knownEnds(ranges.map((range) => range.low));
    const highs = knownEnds(ranges.map((range) => range.high));
    const everyLow = lows.length === ranges.length;
    const everyHigh = highs.length === ranges.length;
    return low === 'least'
      ? numberValue(between(everyLow ? least(lows) : undefined, highs.length > 0 ? least(highs) : undefined))
      : numberValue(
          between(lows.length > 0 ? greatest(lows) : undefined, everyHigh ? greatest(highs) : undefined),
        );
  };

const arithmetic = (
  evaluate: (left: Range<Rational>, right: Range<Rational>) => Range<Rational>,
): ((operands: readonly Value[]) => Value) => {
  return ([left, right]) => numberValue(evaluate(numberRange(left as Value), numberRange(right as Value)));
};

/** Whether two types are one: the same kind, the same code list, items of the same type. */
function sameType(left: Type, right: Type): boolean {
  if (left.kind === 'code' && right.kind === 'code') return left.list === right.list;
  if (left.kind === 'list' && right.kind === 'list') return sameType(left.item, right.item);
  if (left.kind === 'record' && right.kind === 'record')
    return Object.keys(left.fields).join() === Object.keys(right.fields).join();
  return left.kind === right.kind;
}

/** The type that all operands share; of lists, one that is certainly not empty only if all are. */
function commonType(first: Type, operands: readonly Type[]): Type | SignatureProblem {
  const known = operands.filter((operand) => operand.kind !== 'unknown' && operand.kind !== 'invalid');
  const other = known.find((operand) => !sameType(operand, first));
  if (other !== undefined)
    return {
      problem: 'wrongType',
      operand: operands.indexOf(other),
      params: {
        expected: describeType(first).zh,
        expectedEn: describeType(first).en,
        found: describeType(other).zh,
        foundEn: describeType(other).en,
      },
    };
  if (first.kind === 'list')
    return { ...first, nonEmpty: known.every((operand) => operand.kind === 'list' && operand.nonEmpty) };
  // A text that may be one of several is no longer the one that was written.
  return first.kind === 'text' &&
    known.some((operand) => operand.kind === 'text' && operand.literal !== first.literal)
    ? { kind: 'text' }
    : first;
}

export const NUMBER_OPERATORS = {
  add: {
    signature: sameUnit((signs) => signs.reduce(sumSign)),
    evaluate: arithmetic((a, b) => between(both(a.low, b.low, add), both(a.high, b.high, add))),
    monotonicity: ['increasing', 'increasing'],
    swap: 'add',
  },
  subtract: {
    signature: sameUnit(() => 'any'),
    evaluate: arithmetic((a, b) => between(both(a.low, b.high, subtract), both(a.high, b.low, subtract))),
    monotonicity: ['increasing', 'decreasing'],
  },
  multiply: {
    signature: (operands) => {
      const found = numbers(operands);
      if (isProblem(found)) return found;
      const [left, right] = found as [NumberType, NumberType];
      const unit = combineUnits(literalUnit(left), literalUnit(right), 1);
      if (unit === undefined)
        return { problem: 'noSuchUnit', operand: 1, params: unitParams(left.unit, right.unit) };
      return numberType(unit, productSign(left.sign, right.sign));
    },
    evaluate: ([left, right]) => overEnds(left as Value, right as Value, multiply),
    monotonicity: ['none', 'none'],
    swap: 'multiply',
  },
  /** The divisor is positive by its type; a range that still reaches zero gives unknown. */
  divide: {
    signature: (operands) => {
      const found = numbers(operands);
      if (isProblem(found)) return found;
      const [left, right] = found as [NumberType, NumberType];
      const unit = combineUnits(literalUnit(left), literalUnit(right), -1);
      if (unit === undefined)
        return { problem: 'noSuchUnit', operand: 1, params: unitParams(left.unit, right.unit) };
      if (right.sign !== 'positive') return { problem: 'unsafeDivision', operand: 1, params: {} };
      return numberType(unit, left.sign);
    },
    evaluate: ([left, right]) => {
      const divisor = numberRange(right as Value);
      if (divisor.low === undefined || divisor.low.numerator <= 0n) return UNKNOWN;
      return overEnds(left as Value, right as Value, divide);
    },
    monotonicity: ['increasing', 'none'],
  },
  negate: {
    signature: sameUnit(() => 'any'),
    evaluate: ([operand]) => {
      const range = numberRange(operand as Value);
      const end = (value: Rational | undefined): Rational | undefined =>
        value === undefined ? undefined : negative(value);
      return numberValue(between(end(range.high), end(range.low)));
    },
    monotonicity: ['decreasing'],
  },
  minimumOf: {
    signature: sameUnit((signs) =>
      signs.includes('any') ? 'any' : signs.includes('nonNegative') ? 'nonNegative' : 'positive',
    ),
    evaluate: extreme('least'),
    monotonicity: ['increasing'],
  },
  maximumOf: {
    signature: sameUnit((signs) =>
      signs.includes('positive') ? 'positive' : signs.includes('nonNegative') ? 'nonNegative' : 'any',
    ),
    evaluate: extreme('greatest'),
    monotonicity: ['increasing'],
  },
  /** Rounds to a multiple in a mode, both written in the formula: round(value, multiple, mode). */
  round: {
    signature: (operands) => sameUnit(() => 'any')(operands.slice(0, 1)),
    evaluate: ([operand, multiple, mode]) => {
      const step = numberRange(multiple as Value).low as Rational;
      const way = (mode as Extract<Value, { type: 'text' }>).value as RoundingMode;
      return mapRange(operand as Value, (value) => roundToMultiple(value, step, way));
    },
    monotonicity: ['increasing', 'none', 'none'],
  },
  /** A yearly amount of a monthly one: twelve times. */
  perYear: scaled({ yuanPerMonth: 'yuanPerYear', yuanPerPersonMonth: 'yuanPerPersonYear' }, rational(12n)),
  /** A monthly amount of a yearly one: a twelfth. */
  perMonth: scaled(
    { yuanPerYear: 'yuanPerMonth', yuanPerPersonYear: 'yuanPerPersonMonth' },
    rational(1n, 12n),
  ),
  /** A ratio of a percentage: a hundredth. */
  percent: scaled({ percent: 'ratio' }, rational(1n, 100n)),
  /**
   * The first operand that is exactly known. For a figure that may be given and may be worked out: complete
   * parts first, the given total after them. A check reports where the two disagree.
   */
  firstKnown: {
    signature: (operands) => {
      const found = operands.find((operand) => operand.kind !== 'unknown') ?? (operands[0] as Type);
      if (found.kind === 'number') {
        const signs: Sign[] = ['any', 'nonNegative', 'positive'];
        return sameUnit((each) => signs[Math.min(...each.map((sign) => signs.indexOf(sign)))] as Sign)(
          operands,
        );
      }
      return commonType(found, operands);
    },
    evaluate: (operands) => operands.find(isExact) ?? UNKNOWN,
    monotonicity: ['none'],
  },
} satisfies Record<string, Operator>;
