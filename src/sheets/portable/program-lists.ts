import {
  equalNumberValues,
  isExactNumberValue,
  lessNumbers,
  numberBetween,
  sumOfNumbers,
  widenedToZero,
} from './program-arithmetic.js';
import type { ListMember, ListValue, NumberValue, ProgramValue, TimeValue } from './program-values.js';
import {
  asNumberValue,
  asTimeValue,
  FAILS,
  HOLDS,
  OPEN_HIGH,
  OPEN_LOW,
  timeBetween,
  truthOfBoolean,
  UNDECIDED,
} from './program-values.js';

/** Whether a value leaves nothing open: one number, one day, a complete list whose members are all certain. */
export function isExactValue(value: ProgramValue): boolean {
  if (value === null) return false;
  if (typeof value === 'number') return value !== 2;
  if (typeof value === 'string') return true;
  if (value.kind === 'number') return isExactNumberValue(value);
  if (value.kind === 'time') return value.first === value.last;
  if (value.kind === 'record') return true;
  if (!value.complete) return false;
  for (let at = 0; at < value.members.length; at += 1) {
    const member = value.members[at] as ListMember;
    if (member.belongs === UNDECIDED || !isExactValue(member.value)) return false;
  }
  return true;
}

/** The truth of two values of one type being the same. */
export function equalValues(left: ProgramValue, right: ProgramValue): number {
  if (left === null || right === null) return UNDECIDED;
  if (typeof left === 'string') return typeof right === 'string' ? truthOfBoolean(left === right) : UNDECIDED;
  if (typeof left === 'number') {
    if (typeof right !== 'number' || left === UNDECIDED || right === UNDECIDED) return UNDECIDED;
    return truthOfBoolean(left === right);
  }
  if (typeof right === 'string' || typeof right === 'number') return UNDECIDED;
  if (left.kind === 'number' && right.kind === 'number') return equalNumberValues(left, right);
  if (left.kind === 'time' && right.kind === 'time') {
    if (left.first === left.last && right.first === right.last)
      return truthOfBoolean(left.first === right.first);
    return left.last < right.first || right.last < left.first ? FAILS : UNDECIDED;
  }
  return UNDECIDED;
}

/** The truth of `left < right`, over numbers, days or months. */
export function lessValues(left: ProgramValue, right: ProgramValue): number {
  const x = asTimeValue(left);
  const y = asTimeValue(right);
  if (x === null || y === null) return lessNumbers(asNumberValue(left), asNumberValue(right));
  return x.last < y.first ? HOLDS : x.first >= y.last ? FAILS : UNDECIDED;
}

/** What two branches have in common, if both are exact and the same. */
export function commonValueOf(left: ProgramValue, right: ProgramValue): ProgramValue {
  return isExactValue(left) && isExactValue(right) && equalValues(left, right) === HOLDS ? left : null;
}

/** How many are in a list: those certain, and those possible where it is complete. */
export function countOf(list: ListValue): NumberValue | null {
  let certain = 0;
  for (let at = 0; at < list.members.length; at += 1)
    if ((list.members[at] as ListMember).belongs === HOLDS) certain += 1;
  return numberBetween(certain, 1, list.complete ? list.members.length : OPEN_HIGH, 1);
}

const ZERO_NUMBER: NumberValue = { kind: 'number', low: 0, lowOver: 1, high: 0, highOver: 1 };

/** The sum of numbers; one that only may belong widens it towards 0, and a list that is not complete leaves it open. */
export function sumOfMembers(taken: ListMember[], complete: boolean): NumberValue | null {
  let sum: NumberValue | null = ZERO_NUMBER;
  if (!complete) return null;
  for (let at = 0; at < taken.length; at += 1) {
    const member = taken[at] as ListMember;
    const number = member.belongs === HOLDS ? asNumberValue(member.value) : widenedToZero(member.value);
    sum = sumOfNumbers(sum, number);
  }
  return sum;
}

/**
 * The least (sign 1) or greatest (sign -1) value. Every item can move the one end; only an item that certainly belongs
 * bounds the other. Without one the list may be empty, and the least value of nothing is unknown.
 */
export function extremeOfMembers(taken: ListMember[], complete: boolean, sign: number): ProgramValue {
  let found: ProgramValue = null;
  for (let at = 0; at < taken.length && found === null; at += 1) found = (taken[at] as ListMember).value;
  if (asTimeValue(found) !== null) return extremeTime(taken, complete, sign);
  return asNumberValue(found) === null ? null : extremeNumber(taken, complete, sign);
}

function extremeTime(taken: ListMember[], complete: boolean, sign: number): TimeValue | null {
  let first = sign > 0 ? OPEN_HIGH : OPEN_LOW;
  let last = first;
  let certain = 0;
  for (let at = 0; at < taken.length; at += 1) {
    const member = taken[at] as ListMember;
    const time = asTimeValue(member.value);
    const low = time === null ? OPEN_LOW : time.first;
    const high = time === null ? OPEN_HIGH : time.last;
    const isCertain = member.belongs === HOLDS;
    if (isCertain) certain += 1;
    if (sign > 0 ? low < first : isCertain && low > first) first = low;
    if (sign > 0 ? isCertain && high < last : high > last) last = high;
  }
  if (certain === 0) return null;
  return timeBetween(sign > 0 && !complete ? OPEN_LOW : first, sign < 0 && !complete ? OPEN_HIGH : last);
}

/** Whether the fraction a / b lies before c / d in the order of the sign; ends may be open. */
function isFurther(a: number, b: number, c: number, d: number, sign: number): boolean {
  if (a === c && b === d) return false;
  const isOpen = a === OPEN_LOW || a === OPEN_HIGH || c === OPEN_LOW || c === OPEN_HIGH;
  if (isOpen) return sign > 0 ? a < c : a > c;
  const one = numberBetween(a, b, a, b);
  const other = numberBetween(c, d, c, d);
  return (sign > 0 ? lessNumbers(one, other) : lessNumbers(other, one)) === HOLDS;
}

function extremeNumber(taken: ListMember[], complete: boolean, sign: number): NumberValue | null {
  const start = sign > 0 ? OPEN_HIGH : OPEN_LOW;
  const made: NumberValue = { kind: 'number', low: start, lowOver: 1, high: start, highOver: 1 };
  let certain = 0;
  for (let at = 0; at < taken.length; at += 1) {
    const member = taken[at] as ListMember;
    const number = asNumberValue(member.value);
    const isCertain = member.belongs === HOLDS;
    const low = number === null ? OPEN_LOW : number.low;
    const lowOver = number === null ? 1 : number.lowOver;
    const high = number === null ? OPEN_HIGH : number.high;
    const highOver = number === null ? 1 : number.highOver;
    if (isCertain) certain += 1;
    if ((sign > 0 || isCertain) && isFurther(low, lowOver, made.low, made.lowOver, sign)) {
      made.low = low;
      made.lowOver = lowOver;
    }
    if ((sign < 0 || isCertain) && isFurther(high, highOver, made.high, made.highOver, sign)) {
      made.high = high;
      made.highOver = highOver;
    }
  }
  if (certain === 0) return null;
  const isLowOpen = sign > 0 && !complete;
  const isHighOpen = sign < 0 && !complete;
  return numberBetween(
    isLowOpen ? OPEN_LOW : made.low,
    isLowOpen ? 1 : made.lowOver,
    isHighOpen ? OPEN_HIGH : made.high,
    isHighOpen ? 1 : made.highOver,
  );
}

/** The truth of `list` having an element; one that is not complete may still have it. */
export function containsValue(list: ListValue, element: ProgramValue): number {
  let found = FAILS;
  for (let at = 0; at < list.members.length && found !== HOLDS; at += 1) {
    const member = list.members[at] as ListMember;
    found = found | (member.belongs & equalValues(member.value, element));
  }
  return found === HOLDS || list.complete ? found : UNDECIDED;
}
