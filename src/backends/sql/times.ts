import type { Expression, Expressions } from './expression.js';
import type { SqlTime } from './sql-value.js';

/** Days are yyyymmdd and months yyyymm, so whole-number arithmetic is all that the calendar needs. */
export const timeNumber = (text: string): bigint => BigInt(text.replaceAll('-', ''));
/** No day or month is a larger number. */
export const LARGEST_TIME = 99_991_231n;

const literal = (x: Expressions, value: number): Expression => x.integer(BigInt(value));
const minus = (x: Expressions, left: Expression, right: Expression): Expression =>
  x.add(left, x.negate(right));
const over = (x: Expressions, value: Expression, divisor: number): Expression =>
  x.quotient(value, literal(x, divisor));
const rest = (x: Expressions, value: Expression, divisor: number): Expression =>
  x.remainder(value, literal(x, divisor));

/** The whole number at or below a quotient of numbers of any sign; `least` is below every dividend. */
const floorOver = (x: Expressions, value: Expression, divisor: number, least: number): Expression => {
  const periods = Math.ceil(least / divisor);
  const raised = x.add(value, literal(x, periods * divisor));
  return minus(x, over(x, raised, divisor), literal(x, periods));
};

export const ageOf = (x: Expressions, birth: Expression, day: Expression): Expression =>
  floorOver(x, minus(x, day, birth), 10_000, 100_000_000);

export const monthOf = (x: Expressions, day: Expression): Expression => over(x, day, 100);
const dayOfMonth = (x: Expressions, day: Expression): Expression => rest(x, day, 100);
export const firstDayOf = (x: Expressions, month: Expression): Expression =>
  x.add(x.multiply(month, literal(x, 100)), literal(x, 1));

/** Months since the year 0. */
const monthNumber = (x: Expressions, month: Expression): Expression =>
  x.add(x.multiply(over(x, month, 100), literal(x, 12)), rest(x, month, 100));

export const monthsFrom = (x: Expressions, from: Expression, to: Expression): Expression =>
  minus(x, monthNumber(x, to), monthNumber(x, from));

function lengthOfMonth(x: Expressions, month: Expression): Expression {
  const year = over(x, month, 100);
  const number = rest(x, month, 100);
  const is = (value: Expression, wanted: number): Expression => x.compare('=', value, literal(x, wanted));
  const isLeap = x.or([
    is(rest(x, year, 400), 0),
    x.and([is(rest(x, year, 4), 0), x.not(is(rest(x, year, 100), 0))]),
  ]);
  return x.choose(
    [
      [x.isNull(month), x.nothing('integer')],
      [x.and([is(number, 2), isLeap]), literal(x, 29)],
      [is(number, 2), literal(x, 28)],
      [x.or([4, 6, 9, 11].map((each) => is(number, each))), literal(x, 30)],
    ],
    literal(x, 31),
  );
}

export const lastDayOf = (x: Expressions, month: Expression): Expression =>
  x.add(x.multiply(month, literal(x, 100)), lengthOfMonth(x, month));

/** A month from its number since the year 0; NULL outside of the years 1000 to 9999. */
function monthOfNumber(x: Expressions, number: Expression): Expression {
  const before = minus(x, number, literal(x, 1));
  const inCalendar = x.and([
    x.compare('<=', literal(x, 12 * 1_000), before),
    x.compare('<', before, literal(x, 12 * 10_000)),
  ]);
  const month = x.add(
    x.multiply(over(x, before, 12), literal(x, 100)),
    x.add(rest(x, before, 12), literal(x, 1)),
  );
  return x.where(inCalendar, month);
}

export const shiftMonth = (x: Expressions, month: Expression, by: Expression): Expression =>
  monthOfNumber(x, x.add(monthNumber(x, month), by));

/** The same day of another month, or its last day. */
export function shiftDayByMonths(x: Expressions, day: Expression, by: Expression): Expression {
  const month = shiftMonth(x, monthOf(x, day), by);
  const [length, number] = [lengthOfMonth(x, month), dayOfMonth(x, day)];
  const kept = x.choose([[x.compare('<', length, number), length]], number);
  return x.add(x.multiply(month, literal(x, 100)), kept);
}

/** Whole months completed. */
export function completedMonths(x: Expressions, from: Expression, to: Expression): Expression {
  const forward = (start: Expression, end: Expression): Expression => {
    const [wanted, reached] = [dayOfMonth(x, start), dayOfMonth(x, end)];
    const isComplete = x.or([
      x.compare('<=', wanted, reached),
      x.compare('=', reached, lengthOfMonth(x, monthOf(x, end))),
    ]);
    const months = monthsFrom(x, monthOf(x, start), monthOf(x, end));
    return x.add(months, x.choose([[isComplete, literal(x, 0)]], literal(x, -1)));
  };
  return x.choose([[x.compare('<', to, from), x.negate(forward(to, from))]], forward(from, to));
}

/** Days since 1 March of the year 0, in the calendar of today. */
function dayNumber(x: Expressions, day: Expression): Expression {
  const month = rest(x, over(x, day, 100), 100);
  const isEarly = x.compare('<=', month, literal(x, 2));
  const year = x.add(over(x, day, 10_000), x.choose([[isEarly, literal(x, -1)]], literal(x, 0)));
  // March is the first month of such a year, so the day that comes and goes is its last.
  const shifted = x.add(month, x.choose([[isEarly, literal(x, 9)]], literal(x, -3)));
  const before = over(x, x.add(x.multiply(shifted, literal(x, 153)), literal(x, 2)), 5);
  const leaps = x.add(minus(x, over(x, year, 4), over(x, year, 100)), over(x, year, 400));
  return [x.multiply(year, literal(x, 365)), leaps, before, dayOfMonth(x, day), literal(x, -1)].reduce(
    (a, b) => x.add(a, b),
  );
}

export const daysFrom = (x: Expressions, from: Expression, to: Expression): Expression =>
  minus(x, dayNumber(x, to), dayNumber(x, from));

export function shiftDay(x: Expressions, day: Expression, by: Expression): Expression {
  const number = x.add(dayNumber(x, day), by);
  const isLater = x.compare('<=', literal(x, 0), number);
  const safe = x.where(isLater, number);
  const era = over(x, safe, 146_097);
  const inEra = rest(x, safe, 146_097);
  const leapless = [over(x, inEra, 1_460), x.negate(over(x, inEra, 36_524)), over(x, inEra, 146_096)].reduce(
    (a, b) => x.add(a, b),
  );
  const yearOfEra = over(x, minus(x, inEra, leapless), 365);
  const yearDays = [
    x.multiply(yearOfEra, literal(x, 365)),
    over(x, yearOfEra, 4),
    x.negate(over(x, yearOfEra, 100)),
  ].reduce((a, b) => x.add(a, b));
  const dayOfYear = minus(x, inEra, yearDays);
  const shifted = over(x, x.add(x.multiply(dayOfYear, literal(x, 5)), literal(x, 2)), 153);
  const daysBefore = over(x, x.add(x.multiply(shifted, literal(x, 153)), literal(x, 2)), 5);
  const date = x.add(minus(x, dayOfYear, daysBefore), literal(x, 1));
  const isEarly = x.compare('<=', literal(x, 10), shifted);
  const month = x.add(shifted, x.choose([[isEarly, literal(x, -9)]], literal(x, 3)));
  const year = x.add(
    x.add(x.multiply(era, literal(x, 400)), yearOfEra),
    x.choose([[isEarly, literal(x, 1)]], literal(x, 0)),
  );
  const result = [x.multiply(year, literal(x, 10_000)), x.multiply(month, literal(x, 100)), date].reduce(
    (a, b) => x.add(a, b),
  );
  const inCalendar = x.and([
    x.compare('<=', literal(x, 10_000_101), result),
    x.compare('<=', result, x.integer(LARGEST_TIME)),
  ]);
  return x.where(inCalendar, result);
}

export const isExactTime = (x: Expressions, { low, high }: SqlTime): Expression =>
  low === high ? x.isKnown(low) : x.holds(x.compare('=', low, high));

export function lessTime(x: Expressions, a: SqlTime, b: SqlTime): Expression {
  const below = x.compare('<', a.high, b.low);
  if (a.low === a.high && b.low === b.high) return below;
  return x.choose(
    [
      [below, x.truth(true)],
      [x.compare('<=', b.high, a.low), x.truth(false)],
    ],
    x.nothing('truth'),
  );
}

export function equalTime(x: Expressions, a: SqlTime, b: SqlTime): Expression {
  const same = x.compare('=', a.low, b.low);
  if (a.low === a.high && b.low === b.high) return same;
  return x.choose(
    [
      [x.and([isExactTime(x, a), isExactTime(x, b)]), same],
      [x.or([x.compare('<', a.high, b.low), x.compare('<', b.high, a.low)]), x.truth(false)],
    ],
    x.nothing('truth'),
  );
}

export function mapTime(
  type: 'day' | 'month',
  { low, high }: SqlTime,
  change: (end: Expression) => Expression,
): SqlTime {
  const first = change(low);
  return { type, low: first, high: low === high ? first : change(high) };
}
