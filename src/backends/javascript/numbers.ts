import type { OperatorName } from '../../language/operators.js';
import type { Code, NumberCode } from './code.js';
import { Unsupported } from './code.js';

/** Puts an expression into a variable of the scope at hand. */
export type Keep = (expression: string) => string;

const WHOLE = /^-?\d+$/;
/** Scales beyond this are carried as fractions, which shorten themselves. */
const LARGEST_SCALE = 1_000_000;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const jointScale = (a: number, b: number): number => (a / gcd(a, b)) * b;

/** An expression whose value is watched where it could leave the exact whole numbers. */
const watched = (expression: string, bound: number): string =>
  bound <= Number.MAX_SAFE_INTEGER ? expression : `sf(${expression})`;

/** A whole number times a factor that is known now. */
export function times(value: string, factor: number, bound = Number.POSITIVE_INFINITY): string {
  if (factor === 1) return value;
  if (WHOLE.test(value)) return exactly(Number(value) * factor);
  if (value === 'LOW' || value === 'TOP' || value === 'NO') return value;
  return watched(`${value} * ${factor}`, bound * factor);
}

/** The text of a whole number, if it is one of the exact ones. */
export function exactly(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Unsupported('a number of more than fifteen digits');
  return String(value);
}

type Point = Extract<NumberCode, { readonly form: 'point' }>;
type Ends = Extract<NumberCode, { readonly form: 'ends' }>;
type Parts = Extract<NumberCode, { readonly form: 'parts' }>;

export const point = (value: string, scale: number, bound = Number.POSITIVE_INFINITY): Point => ({
  kind: 'number',
  form: 'point',
  value,
  scale,
  bound,
});
export const ends = (low: string, high: string, scale: number, bound = Number.POSITIVE_INFINITY): Ends => ({
  kind: 'number',
  form: 'ends',
  low,
  high,
  scale,
  bound,
});
export const fraction = (range: string): NumberCode => ({ kind: 'number', form: 'fraction', range });

/** The two ends of a number over its fixed scale. */
export function endsOf(
  code: Point | Ends,
  keep: Keep,
): { readonly low: string; readonly high: string; readonly scale: number } {
  if (code.form === 'ends') return code;
  const { value, scale } = code;
  if (value === 'NO') return { low: 'LOW', high: 'TOP', scale };
  if (WHOLE.test(value)) return { low: value, high: value, scale };
  return {
    low: keep(`${value} === ${value} ? ${value} : LOW`),
    high: keep(`${value} === ${value} ? ${value} : TOP`),
    scale,
  };
}

export function fractionOf(code: NumberCode, keep: Keep): string {
  if (code.form === 'fraction') return code.range;
  if (code.form === 'parts') return keep(`mk(${code.a}, ${code.b}, ${code.c}, ${code.d})`);
  if (code.form === 'ends') return keep(`ri(${code.low}, ${code.high}, ${code.scale})`);
  return code.value === 'NO' ? 'U' : keep(`rp(${code.value}, ${code.scale})`);
}

/** Numbers of one form and scale. */
export type Aligned =
  | {
      readonly form: 'point';
      readonly values: readonly string[];
      readonly scale: number;
      readonly bounds: readonly number[];
    }
  | {
      readonly form: 'ends';
      readonly lows: readonly string[];
      readonly highs: readonly string[];
      readonly scale: number;
      readonly bounds: readonly number[];
    }
  | { readonly form: 'parts'; readonly parts: readonly Parts[] }
  | { readonly form: 'fraction'; readonly ranges: readonly string[] };

/** A number as two fractions in variables. */
function partsOf(code: Point | Ends | Parts, keep: Keep): Parts {
  if (code.form === 'parts') return code;
  const { low, high, scale } = endsOf(code, keep);
  const below = String(scale);
  return {
    kind: 'number',
    form: 'parts',
    a: low,
    b: below,
    c: high,
    d: below,
    bound: code.bound,
    below: scale,
  };
}

export function aligned(codes: readonly NumberCode[], keep: Keep): Aligned {
  const fixed = codes.filter((code): code is Point | Ends => code.form === 'point' || code.form === 'ends');
  const plain = codes.filter((code): code is Point | Ends | Parts => code.form !== 'fraction');
  const scale = fixed.reduce((joint, code) => jointScale(joint, code.scale), 1);
  if (plain.length < codes.length || scale > LARGEST_SCALE)
    return { form: 'fraction', ranges: codes.map((code) => fractionOf(code, keep)) };
  if (fixed.length < codes.length) return { form: 'parts', parts: plain.map((code) => partsOf(code, keep)) };
  const bounds = fixed.map((code) => code.bound * (scale / code.scale));
  const points = fixed.filter((code): code is Point => code.form === 'point');
  if (points.length === fixed.length)
    return {
      form: 'point',
      values: atoms(
        points.map((code) => times(code.value, scale / code.scale, code.bound)),
        keep,
      ),
      scale,
      bounds,
    };
  const both = fixed.map((code) => ({ ...endsOf(code, keep), bound: code.bound }));
  return {
    form: 'ends',
    lows: atoms(
      both.map((each) => times(each.low, scale / each.scale, each.bound)),
      keep,
    ),
    highs: atoms(
      both.map((each) => times(each.high, scale / each.scale, each.bound)),
      keep,
    ),
    scale,
    bounds,
  };
}

/** A variable or constant, that can stand where it is read more than once. */
const ATOM = /^[\w.]+$|^-\d+$/;
const atoms = (values: readonly string[], keep: Keep): readonly string[] =>
  values.map((value) => (ATOM.test(value) ? value : keep(value)));
const total = (bounds: readonly number[]): number => bounds.reduce((sum, bound) => sum + bound, 0);

const pairOf = (values: readonly string[]): [string, string] => [values[0] as string, values[1] as string];

/** The opposite of a truth, as bits: what is true is false, what may be true may be false. */
export const opposite = (truth: string): string => `((${truth} >> 1 | ${truth} << 1) & 3) ^ 3`;

/**
 * The truth of something that is true where `a < b`, and false where `c >= d`; or the opposite of that. Written as
 * bits, which no branch is guessed wrong for; what is not a number is neither.
 */
export const order = (a: string, b: string, c: string, d: string, isNegated: boolean): string =>
  isNegated ? `+(${c} >= ${d}) | (+!(${a} < ${b}) << 1)` : `+(${a} < ${b}) | (+!(${c} >= ${d}) << 1)`;

/** The truth of `left < right` as an expression, or of its opposite. */
export function lessThan(left: NumberCode, right: NumberCode, keep: Keep, isNegated = false): string {
  const both = aligned([left, right], keep);
  if (both.form === 'fraction') {
    const less = `rl(${both.ranges.join(', ')})`;
    return isNegated ? `not(${less})` : less;
  }
  if (both.form === 'parts') {
    const [x, y] = both.parts as [Parts, Parts];
    return order(
      crossed(x.c, x.bound, y.b, y.below),
      crossed(y.a, y.bound, x.d, x.below),
      crossed(x.a, x.bound, y.d, y.below),
      crossed(y.c, y.bound, x.b, x.below),
      isNegated,
    );
  }
  if (both.form === 'point') {
    const [x, y] = pairOf(atoms(both.values, keep));
    return order(x, y, x, y, isNegated);
  }
  const [xl, yl] = pairOf(atoms(both.lows, keep));
  const [xh, yh] = pairOf(atoms(both.highs, keep));
  return order(xh, yl, xl, yh, isNegated);
}

export function equalNumbers(left: NumberCode, right: NumberCode, keep: Keep): string {
  const both = aligned([left, right], keep);
  if (both.form === 'parts') return `re(${both.parts.map((code) => fractionOf(code, keep)).join(', ')})`;
  if (both.form === 'fraction') return `re(${both.ranges.join(', ')})`;
  if (both.form === 'point') {
    const [x, y] = pairOf(atoms(both.values, keep));
    return `+(${x} === ${y}) | (+!(${x} < ${y} || ${x} > ${y}) << 1)`;
  }
  return `ieq(${both.lows[0]}, ${both.highs[0]}, ${both.lows[1]}, ${both.highs[1]})`;
}

export function sumOf(left: NumberCode, right: NumberCode, keep: Keep): NumberCode {
  const both = aligned([left, right], keep);
  if (both.form === 'parts') return sumOfParts(both.parts as [Parts, Parts], keep);
  if (both.form === 'fraction') return fraction(keep(`ra(${both.ranges.join(', ')})`));
  const bound = total(both.bounds);
  const added = (values: readonly string[]): string => keep(watched(values.join(' + '), bound));
  return both.form === 'point'
    ? point(added(both.values), both.scale, bound)
    : ends(added(both.lows), added(both.highs), both.scale, bound);
}

/** The sum of two numbers in parts; where a part could leave the exact numbers, as fractions that shorten themselves. */
function sumOfParts([x, y]: [Parts, Parts], keep: Keep): NumberCode {
  const isShared = x.b === y.b && x.d === y.d;
  const bound = isShared ? x.bound + y.bound : x.bound * y.below + y.bound * x.below;
  const below = isShared ? x.below : x.below * y.below;
  // Not a number where nothing is multiplied with what has no bound.
  if (!(Math.max(bound, below) <= Number.MAX_SAFE_INTEGER))
    return fraction(keep(`ra(${fractionOf(x, keep)}, ${fractionOf(y, keep)})`));
  if (isShared) return { ...x, a: keep(`${x.a} + ${y.a}`), c: keep(`${x.c} + ${y.c}`), bound };
  return {
    kind: 'number',
    form: 'parts',
    a: keep(`${x.a} * ${y.b} + ${y.a} * ${x.b}`),
    b: keep(`${x.b} * ${y.b}`),
    c: keep(`${x.c} * ${y.d} + ${y.c} * ${x.d}`),
    d: keep(`${x.d} * ${y.d}`),
    bound,
    below,
  };
}

/** A numerator times the other side's denominator. */
const crossed = (value: string, bound: number, by: string, below: number): string =>
  by === '1' ? value : watched(`${value} * ${by}`, bound * below);

export function negated(code: NumberCode, keep: Keep): NumberCode {
  if (code.form === 'fraction') return fraction(keep(`rn(${code.range})`));
  if (code.form === 'parts') {
    const [a, c] = [keep(`0 - ${code.c}`), keep(`0 - ${code.a}`)];
    return { ...code, a, b: code.d, c, d: code.b };
  }
  const minus = (value: string): string =>
    value === 'LOW'
      ? 'TOP'
      : value === 'TOP'
        ? 'LOW'
        : value === 'NO'
          ? 'NO'
          : value === '0'
            ? '0'
            : /^\d+$/.test(value)
              ? `-${value}`
              : keep(`0 - ${value}`);
  return code.form === 'point'
    ? point(minus(code.value), code.scale, code.bound)
    : ends(minus(code.high), minus(code.low), code.scale, code.bound);
}

export function productOf(left: NumberCode, right: NumberCode, keep: Keep): NumberCode {
  if (left.form === 'point' && right.form === 'point' && left.scale * right.scale <= LARGEST_SCALE) {
    const bound = left.bound * right.bound;
    return point(keep(watched(`${left.value} * ${right.value}`, bound)), left.scale * right.scale, bound);
  }
  return fraction(keep(`rm(${fractionOf(left, keep)}, ${fractionOf(right, keep)})`));
}

/** A quotient. It is unknown where an end is open, or the divisor is not certain to be above zero. */
export function quotientOf(left: NumberCode, right: NumberCode, keep: Keep): NumberCode {
  const isFixed = (code: NumberCode): code is Point | Ends => code.form === 'point' || code.form === 'ends';
  if (!isFixed(left) || !isFixed(right))
    return fraction(keep(`rd(${fractionOf(left, keep)}, ${fractionOf(right, keep)})`));
  const joint = gcd(left.scale, right.scale);
  const [above, under] = [right.scale / joint, left.scale / joint];
  const [bound, below] = [left.bound * above, right.bound * under];
  if (left.form === 'point' && right.form === 'point') {
    const [x, y] = atoms([left.value, right.value], keep) as [string, string];
    const isKnown = keep(`${y} > 0 && ${x} === ${x}`);
    const b = keep(`${isKnown} ? ${times(y, under, right.bound)} : 1`);
    const a = keep(`${isKnown} ? ${times(x, above, left.bound)} : LOW`);
    return { kind: 'number', form: 'parts', a, b, c: keep(`${isKnown} ? ${a} : TOP`), d: b, bound, below };
  }
  const [x, y] = [endsOf(left, keep), endsOf(right, keep)];
  const isKnown = keep(`${y.low} > 0 && ${y.high} < TOP && ${x.low} > LOW && ${x.high} < TOP`);
  const [least, most] = [keep(times(y.low, under, right.bound)), keep(times(y.high, under, right.bound))];
  return {
    kind: 'number',
    form: 'parts',
    a: keep(`${isKnown} ? ${times(x.low, above, left.bound)} : LOW`),
    b: keep(`${isKnown} ? (${x.low} >= 0 ? ${most} : ${least}) : 1`),
    c: keep(`${isKnown} ? ${times(x.high, above, left.bound)} : TOP`),
    d: keep(`${isKnown} ? (${x.high} >= 0 ? ${least} : ${most}) : 1`),
    bound,
    below,
  };
}

/** A number times a fraction that is known now: a twelfth, a hundredth, twelve. */
export function scaledBy(code: NumberCode, numerator: number, denominator: number, keep: Keep): NumberCode {
  if (code.form === 'fraction' || code.form === 'parts' || code.scale * denominator > LARGEST_SCALE)
    return fraction(keep(`rk(${fractionOf(code, keep)}, ${numerator}, ${denominator})`));
  const scale = code.scale * denominator;
  const bound = code.bound * numerator;
  // A value that is read more than once stands in a variable.
  const scaled = (value: string): string => atoms([times(value, numerator, code.bound)], keep)[0] as string;
  return code.form === 'point'
    ? point(scaled(code.value), scale, bound)
    : ends(scaled(code.low), scaled(code.high), scale, bound);
}

/** Rounds to a multiple p/q in a mode. */
export function roundedTo(code: NumberCode, p: number, q: number, mode: string, keep: Keep): NumberCode {
  return fraction(keep(`rr(${fractionOf(code, keep)}, ${exactly(p)}, ${exactly(q)}, '${mode}')`));
}

export function extremeOf(
  codes: readonly NumberCode[],
  which: 'minimumOf' | 'maximumOf',
  keep: Keep,
): NumberCode {
  const all = aligned(codes, keep);
  const isLeast = which === 'minimumOf';
  if (all.form === 'fraction' || all.form === 'parts') {
    const ranges = codes.map((code) => fractionOf(code, keep));
    return fraction(ranges.reduce((a, b) => keep(`${isLeast ? 'rmin' : 'rmax'}(${a}, ${b})`)));
  }
  const each =
    all.form === 'ends'
      ? all.lows.map((low, index) => ({ low, high: all.highs[index] as string }))
      : atoms(all.values, keep).map((value) => endsOf(point(value, 1), keep));
  const of = (values: readonly string[]): string =>
    keep(`${isLeast ? 'Math.min' : 'Math.max'}(${values.join(', ')})`);
  return ends(
    of(each.map(({ low }) => low)),
    of(each.map(({ high }) => high)),
    all.scale,
    Math.max(...all.bounds),
  );
}

/** Whether a number is exactly known, as an expression. */
export function isExactNumber(code: NumberCode): string {
  if (code.form === 'point') return code.value === 'NO' ? 'false' : `${code.value} === ${code.value}`;
  if (code.form === 'parts') return `qx(${code.a}, ${code.b}, ${code.c}, ${code.d})`;
  return code.form === 'ends' ? `${code.low} === ${code.high}` : `rx(${code.range})`;
}

/** The distances of the calendar, by operator. */
export const DISTANCES: Partial<Record<OperatorName, string>> = {
  ageOn: 'age',
  daysBetween: 'dbt',
  monthsBetween: 'mbt',
  completedMonths: 'cmo',
};
export const SHIFTS: Partial<Record<OperatorName, string>> = {
  addMonths: 'shm',
  addMonthsToDay: 'shd',
  addDays: 'sdd',
};
export const CONVERSIONS: Partial<Record<OperatorName, readonly [to: 'day' | 'month', call: string]>> = {
  monthOf: ['month', 'mon'],
  firstDayOf: ['day', 'fday'],
  lastDayOf: ['day', 'lday'],
};
export const asTime = (code: Code): { readonly low: string; readonly high: string } =>
  code.kind === 'day' || code.kind === 'month' ? code : { low: 'LOW', high: 'TOP' };
