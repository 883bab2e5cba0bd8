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

/** A whole number times a factor that is known now. */
export function times(value: string, factor: number): string {
  if (factor === 1) return value;
  if (WHOLE.test(value)) return exactly(Number(value) * factor);
  if (value === 'LOW' || value === 'TOP' || value === 'NO') return value;
  return `sf(${value} * ${factor})`;
}

/** The text of a whole number, if it is one of the exact ones. */
export function exactly(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Unsupported('a number of more than fifteen digits');
  return String(value);
}

export const point = (value: string, scale: number): NumberCode => ({
  kind: 'number',
  form: 'point',
  value,
  scale,
});
export const ends = (low: string, high: string, scale: number): NumberCode => ({
  kind: 'number',
  form: 'ends',
  low,
  high,
  scale,
});
export const fraction = (range: string): NumberCode => ({ kind: 'number', form: 'fraction', range });
export const UNKNOWN_NUMBER = point('NO', 1);

/** The two ends of a number over its fixed scale. */
export function endsOf(
  code: Exclude<NumberCode, { readonly form: 'fraction' }>,
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
  if (code.form === 'ends') return keep(`ri(${code.low}, ${code.high}, ${code.scale})`);
  return code.value === 'NO' ? 'U' : keep(`rp(${code.value}, ${code.scale})`);
}

/** Numbers of one form and scale. */
export type Aligned =
  | { readonly form: 'point'; readonly values: readonly string[]; readonly scale: number }
  | {
      readonly form: 'ends';
      readonly lows: readonly string[];
      readonly highs: readonly string[];
      readonly scale: number;
    }
  | { readonly form: 'fraction'; readonly ranges: readonly string[] };

export function aligned(codes: readonly NumberCode[], keep: Keep): Aligned {
  const fixed = codes.filter(
    (code): code is Exclude<NumberCode, { readonly form: 'fraction' }> => code.form !== 'fraction',
  );
  const scale = fixed.reduce((joint, code) => jointScale(joint, code.scale), 1);
  if (fixed.length < codes.length || scale > LARGEST_SCALE)
    return { form: 'fraction', ranges: codes.map((code) => fractionOf(code, keep)) };
  if (fixed.every((code) => code.form === 'point'))
    return {
      form: 'point',
      values: fixed.map((code) => times((code as { value: string }).value, scale / code.scale)),
      scale,
    };
  const both = fixed.map((code) => endsOf(code, keep));
  return {
    form: 'ends',
    lows: both.map((each) => times(each.low, scale / each.scale)),
    highs: both.map((each) => times(each.high, scale / each.scale)),
    scale,
  };
}

const pairOf = (values: readonly string[]): [string, string] => [values[0] as string, values[1] as string];

/** The truth of `left < right` as an expression. */
export function lessThan(left: NumberCode, right: NumberCode, keep: Keep): string {
  const both = aligned([left, right], keep);
  if (both.form === 'fraction') return `rl(${both.ranges.join(', ')})`;
  if (both.form === 'point') {
    const [x, y] = pairOf(both.values).map((value) => (/^[\w.]+$|^-\d+$/.test(value) ? value : keep(value)));
    return `${x} < ${y} ? 3 : ${x} >= ${y} ? 0 : 2`;
  }
  const [xl, yl] = pairOf(both.lows);
  const [xh, yh] = pairOf(both.highs);
  return `${xh} < ${yl} ? 3 : ${xl} >= ${yh} ? 0 : 2`;
}

export function equalNumbers(left: NumberCode, right: NumberCode, keep: Keep): string {
  const both = aligned([left, right], keep);
  if (both.form === 'fraction') return `re(${both.ranges.join(', ')})`;
  if (both.form === 'point') {
    const [x, y] = pairOf(both.values).map((value) => (/^[\w.]+$|^-\d+$/.test(value) ? value : keep(value)));
    return `${x} === ${y} ? 3 : ${x} === ${x} && ${y} === ${y} ? 0 : 2`;
  }
  return `ieq(${both.lows[0]}, ${both.highs[0]}, ${both.lows[1]}, ${both.highs[1]})`;
}

export function sumOf(left: NumberCode, right: NumberCode, keep: Keep): NumberCode {
  const both = aligned([left, right], keep);
  if (both.form === 'fraction') return fraction(keep(`ra(${both.ranges.join(', ')})`));
  if (both.form === 'point') return point(keep(`sf(${both.values.join(' + ')})`), both.scale);
  return ends(keep(`sf(${both.lows.join(' + ')})`), keep(`sf(${both.highs.join(' + ')})`), both.scale);
}

export function negated(code: NumberCode, keep: Keep): NumberCode {
  if (code.form === 'fraction') return fraction(keep(`rn(${code.range})`));
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
    ? point(minus(code.value), code.scale)
    : ends(minus(code.high), minus(code.low), code.scale);
}

export function productOf(left: NumberCode, right: NumberCode, keep: Keep): NumberCode {
  if (left.form === 'point' && right.form === 'point' && left.scale * right.scale <= LARGEST_SCALE)
    return point(keep(`sf(${left.value} * ${right.value})`), left.scale * right.scale);
  return fraction(keep(`rm(${fractionOf(left, keep)}, ${fractionOf(right, keep)})`));
}

export const quotientOf = (left: NumberCode, right: NumberCode, keep: Keep): NumberCode =>
  fraction(keep(`rd(${fractionOf(left, keep)}, ${fractionOf(right, keep)})`));

/** A number times a fraction that is known now: a twelfth, a hundredth, twelve. */
export function scaledBy(code: NumberCode, numerator: number, denominator: number, keep: Keep): NumberCode {
  if (code.form === 'fraction' || code.scale * denominator > LARGEST_SCALE)
    return fraction(
      keep(
        `rm(${fractionOf(code, keep)}, { a: ${numerator}, b: ${denominator}, c: ${numerator}, d: ${denominator} })`,
      ),
    );
  const scale = code.scale * denominator;
  return code.form === 'point'
    ? point(times(code.value, numerator), scale)
    : ends(times(code.low, numerator), times(code.high, numerator), scale);
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
  if (all.form === 'fraction')
    return fraction(all.ranges.reduce((a, b) => keep(`${isLeast ? 'rmin' : 'rmax'}(${a}, ${b})`)));
  const both =
    all.form === 'ends'
      ? all
      : (() => {
          const each = all.values.map((value) =>
            endsOf(point(/^[\w.]+$|^-\d+$/.test(value) ? value : keep(value), 1) as never, keep),
          );
          return { lows: each.map(({ low }) => low), highs: each.map(({ high }) => high), scale: all.scale };
        })();
  const call = isLeast ? 'Math.min' : 'Math.max';
  return ends(
    keep(`${call}(${both.lows.join(', ')})`),
    keep(`${call}(${both.highs.join(', ')})`),
    both.scale,
  );
}

/** Whether a number is exactly known, as an expression. */
export function isExactNumber(code: NumberCode): string {
  if (code.form === 'point') return code.value === 'NO' ? 'false' : `${code.value} === ${code.value}`;
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
