import type { RoundingMode } from '../../values/decimal.js';
import { type Rational, ZERO } from '../../values/rational.js';
import type { Expression, Expressions } from './expression.js';
import type { Fraction, SqlNumber } from './sql-value.js';
import { commonDivisor, commonMultiple } from './whole-numbers.js';

export const exactly = (fraction: Fraction): SqlNumber => ({ type: 'number', low: fraction, high: fraction });
export const between = (low: Fraction, high: Fraction): SqlNumber => ({ type: 'number', low, high });
export const isPoint = (...numbers: readonly SqlNumber[]): boolean =>
  numbers.every(({ low, high }) => low === high);

export const literalFraction = (x: Expressions, { numerator, denominator }: Rational): Fraction => ({
  numerator: x.integer(numerator),
  scale: denominator,
});
export const openEnd = (x: Expressions): Fraction => ({ numerator: x.nothing('integer'), scale: 1n });
export const wholeNumber = (numerator: Expression): Fraction => ({ numerator, scale: 1n });

const made = (numerator: Expression, denominator: Expression | undefined, scale: bigint): Fraction =>
  denominator === undefined || denominator.constant === 1n
    ? { numerator, scale }
    : { numerator, denominator, scale };

const times = (x: Expressions, value: Expression, factor: Expression | undefined): Expression =>
  factor === undefined ? value : x.multiply(value, factor);

/** Two fractions brought to one denominator: their numerators, and what is below both. */
function together(x: Expressions, a: Fraction, b: Fraction) {
  const shared = commonDivisor(a.scale, b.scale);
  const same = a.denominator === b.denominator;
  const raise = (value: Fraction, other: Fraction): Expression =>
    times(
      x,
      x.multiply(value.numerator, x.integer(other.scale / shared)),
      same ? undefined : other.denominator,
    );
  const denominator = same
    ? a.denominator
    : a.denominator === undefined
      ? b.denominator
      : times(x, a.denominator, b.denominator);
  return {
    left: raise(a, b),
    right: raise(b, a),
    denominator,
    scale: (a.scale / shared) * b.scale,
  };
}

export function compareFractions(
  x: Expressions,
  comparison: '<' | '<=' | '=',
  a: Fraction,
  b: Fraction,
): Expression {
  const { left, right } = together(x, a, b);
  return x.compare(comparison, left, right);
}

export function addFractions(x: Expressions, a: Fraction, b: Fraction): Fraction {
  const { left, right, denominator, scale } = together(x, a, b);
  return made(x.add(left, right), denominator, scale);
}

export const negateFraction = (x: Expressions, value: Fraction): Fraction => ({
  ...value,
  numerator: x.negate(value.numerator),
});

export const multiplyFractions = (x: Expressions, a: Fraction, b: Fraction): Fraction => {
  const denominator = a.denominator === undefined ? b.denominator : times(x, a.denominator, b.denominator);
  return made(x.multiply(a.numerator, b.numerator), denominator, a.scale * b.scale);
};

/** By a number above 0; where it is not, the result must not be used. */
export const divideFractions = (x: Expressions, a: Fraction, b: Fraction): Fraction => {
  const numerator = x.multiply(times(x, a.numerator, b.denominator), x.integer(b.scale));
  return made(numerator, times(x, b.numerator, a.denominator), a.scale);
};

/** The fraction beside the first condition that is true, otherwise the last. */
export function chooseFraction(
  x: Expressions,
  cases: readonly (readonly [Expression, Fraction])[],
  otherwise: Fraction,
): Fraction {
  const fractions = [...cases.map(([, fraction]) => fraction), otherwise];
  const scale = fractions.map((each) => each.scale).reduce(commonMultiple);
  const numerator = (value: Fraction): Expression =>
    x.multiply(value.numerator, x.integer(scale / value.scale));
  const one = x.integer(1n);
  const denominator = (value: Fraction): Expression =>
    // Of nothing there is no denominator, and any will do.
    value.denominator ?? (value.numerator.constant === null ? (shared ?? one) : one);
  const shared = fractions.find((each) => each.denominator !== undefined)?.denominator;
  const chosen = x.choose(
    cases.map(([condition, value]) => [condition, numerator(value)]),
    numerator(otherwise),
  );
  if (shared === undefined) return { numerator: chosen, scale };
  return made(
    chosen,
    x.choose(
      cases.map(([condition, value]) => [condition, denominator(value)]),
      denominator(otherwise),
    ),
    scale,
  );
}

/** The number where the condition is true, otherwise unknown. */
export const fractionWhere = (x: Expressions, condition: Expression, value: Fraction): Fraction => ({
  ...value,
  numerator: x.where(condition, value.numerator),
});

export const isKnownEnd = (x: Expressions, value: Fraction): Expression => x.isKnown(value.numerator);

/** The lesser or greater of two ends that are both known; NULL if one is not. */
export const extremeOf = (
  x: Expressions,
  which: 'least' | 'greatest',
  a: Fraction,
  b: Fraction,
): Fraction => {
  const [left, right] = which === 'least' ? [a, b] : [b, a];
  const isLeft = compareFractions(x, '<=', left, right);
  return chooseFraction(
    x,
    [
      [x.isNull(isLeft), openEnd(x)],
      [isLeft, a],
    ],
    b,
  );
};
/** The same of those that are known. */
export const knownExtremeOf = (
  x: Expressions,
  which: 'least' | 'greatest',
  a: Fraction,
  b: Fraction,
): Fraction =>
  chooseFraction(
    x,
    [
      [x.isNull(a.numerator), b],
      [x.isNull(b.numerator), a],
    ],
    extremeOf(x, which, a, b),
  );

/** True where both ends are known and the same. */
export const isExactNumber = (x: Expressions, { low, high }: SqlNumber): Expression =>
  low === high ? isKnownEnd(x, low) : x.holds(compareFractions(x, '=', low, high));

export function lessNumber(x: Expressions, a: SqlNumber, b: SqlNumber): Expression {
  const below = compareFractions(x, '<', a.high, b.low);
  if (isPoint(a, b)) return below;
  return x.choose(
    [
      [below, x.truth(true)],
      [compareFractions(x, '<=', b.high, a.low), x.truth(false)],
    ],
    x.nothing('truth'),
  );
}

export function equalNumber(x: Expressions, a: SqlNumber, b: SqlNumber): Expression {
  const same = compareFractions(x, '=', a.low, b.low);
  if (isPoint(a, b)) return same;
  return x.choose(
    [
      [x.and([isExactNumber(x, a), isExactNumber(x, b)]), same],
      [
        x.or([compareFractions(x, '<', a.high, b.low), compareFractions(x, '<', b.high, a.low)]),
        x.truth(false),
      ],
    ],
    x.nothing('truth'),
  );
}

/** Each end changed by a growing function. */
export function mapEnds(value: SqlNumber, change: (end: Fraction) => Fraction): SqlNumber {
  const low = change(value.low);
  return between(low, isPoint(value) ? low : change(value.high));
}

/** A product or quotient of ranges of which all four ends are known. */
export function overEnds(
  x: Expressions,
  a: SqlNumber,
  b: SqlNumber,
  combine: (a: Fraction, b: Fraction) => Fraction,
): SqlNumber {
  if (isPoint(a, b)) return exactly(combine(a.low, b.low));
  const allKnown = x.and([a.low, a.high, b.low, b.high].map((end) => isKnownEnd(x, end)));
  const ends = [
    ...new Set([
      combine(a.low, b.low),
      combine(a.low, b.high),
      combine(a.high, b.low),
      combine(a.high, b.high),
    ]),
  ];
  const [low, high] = (['least', 'greatest'] as const).map((which) =>
    fractionWhere(
      x,
      allKnown,
      ends.reduce((one, other) => extremeOf(x, which, one, other)),
    ),
  ) as [Fraction, Fraction];
  return between(low, high);
}

/** Rounds to a multiple above 0, in whole numbers: what is cut off, and whether that makes one more. */
export function roundFraction(
  x: Expressions,
  value: Fraction,
  multiple: Rational,
  mode: RoundingMode,
): Fraction {
  const { numerator } = value;
  const isNegative = x.compare('<', numerator, x.integer(0n));
  const size = x.choose([[isNegative, x.negate(numerator)]], numerator);
  const dividend = x.multiply(size, x.integer(multiple.denominator));
  const divisor = times(x, x.integer(value.scale * multiple.numerator), value.denominator);
  const whole = x.quotient(dividend, divisor);
  const rest = x.remainder(dividend, divisor);
  const twice = x.multiply(rest, x.integer(2n));
  const some = x.compare('<', x.integer(0n), rest);
  const isOdd = x.compare('=', x.remainder(whole, x.integer(2n)), x.integer(1n));
  const half = x.compare('=', twice, divisor);
  const more: Readonly<Record<RoundingMode, () => Expression>> = {
    up: () => some,
    down: () => x.truth(false),
    ceiling: () => x.and([some, x.not(isNegative)]),
    floor: () => x.and([some, isNegative]),
    halfUp: () => x.compare('<=', divisor, twice),
    halfDown: () => x.compare('<', divisor, twice),
    halfEven: () => x.or([x.compare('<', divisor, twice), x.and([half, isOdd])]),
  };
  const rounded = x.add(whole, x.choose([[more[mode](), x.integer(1n)]], x.integer(0n)));
  const signed = x.choose([[isNegative, x.negate(rounded)]], rounded);
  return {
    numerator: x.multiply(signed, x.integer(multiple.numerator)),
    scale: multiple.denominator,
  };
}

export const ZERO_FRACTION = (x: Expressions): Fraction => literalFraction(x, ZERO);
