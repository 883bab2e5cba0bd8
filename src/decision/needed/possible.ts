import { AGGREGATES } from '../../backends/interpreter/aggregates.js';
import { operatorOf } from '../../language/operators.js';
import {
  isExact,
  numberValue,
  timeValue,
  truthOfValue,
  truthValue,
  UNKNOWN,
  type Value,
  valuesEqual,
} from '../../language/value.js';
import { compareText } from '../../values/day.js';
import { between, type Comparison, type Range } from '../../values/range.js';
import { compare } from '../../values/rational.js';
import type { Truth } from '../../values/truth.js';

/** A set of truths, as the sum of its members. */
export type Truths = number;
export const MAY_HOLD = 1;
export const MAY_FAIL = 2;
export const MAY_BE_OPEN = 4;
/** Decided one way or the other, and nobody has said which. */
export const EITHER = MAY_HOLD | MAY_FAIL;
const ANY_TRUTH = EITHER | MAY_BE_OPEN;

/**
 * What an expression may come to once the facts that are asked for are known, while nobody has said what they
 * are: a set of values of the interpreter that holds every one it can have, and perhaps more.
 */
export type Possible =
  /** This value and no other; nothing that is asked for bears on it. */
  | { readonly kind: 'exactly'; readonly value: Value }
  | { readonly kind: 'truth'; readonly truths: Truths }
  /** Numbers, days or months within `within`; exactly known ones only if `known`. */
  | { readonly kind: 'range'; readonly within: Value; readonly known: boolean }
  /** One of these texts; any text without `among`. */
  | { readonly kind: 'text'; readonly among?: readonly string[]; readonly known: boolean }
  | PossibleList
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Possible>> }
  | { readonly kind: 'anything' };

/** A list: these items, and any number of others like `more`. */
export interface PossibleList {
  readonly kind: 'list';
  readonly complete: boolean;
  readonly items: readonly PossibleMember[];
  readonly more?: PossibleMember;
}
export interface PossibleMember {
  readonly belongs: Truths;
  readonly value: Possible;
}

export const ANYTHING: Possible = Object.freeze({ kind: 'anything' });
export const exactly = (value: Value): Possible => ({ kind: 'exactly', value });
export const OPEN: Possible = Object.freeze(exactly(UNKNOWN));

const TRUTHS_OF: Readonly<Record<Truth, Truths>> = {
  true: MAY_HOLD,
  false: MAY_FAIL,
  unknown: MAY_BE_OPEN,
};

const SINGLE = new Map<Truths, Possible>(
  (['true', 'false', 'unknown'] as const).map((truth) => [TRUTHS_OF[truth], exactly(truthValue(truth))]),
);
/** The value of a set of truths. */
export const ofTruths = (truths: Truths): Possible => SINGLE.get(truths) ?? { kind: 'truth', truths };

/** The truths that a value may have; what is no truth is open, as in the interpreter. */
export function truthsOf(possible: Possible): Truths {
  if (possible.kind === 'truth') return possible.truths;
  return possible.kind === 'exactly' ? TRUTHS_OF[truthOfValue(possible.value)] : ANY_TRUTH;
}

const has = (truths: Truths, truth: Truths): boolean => (truths & truth) !== 0;

export const notTruths = (truths: Truths): Truths =>
  (has(truths, MAY_HOLD) ? MAY_FAIL : 0) | (has(truths, MAY_FAIL) ? MAY_HOLD : 0) | (truths & MAY_BE_OPEN);

/** What `all` of truths may come to, each being any of its own. */
export function allTruths(operands: Iterable<Truths>): Truths {
  let result: Truths = MAY_HOLD;
  for (const operand of operands) {
    let next = 0;
    if (has(result, MAY_FAIL) || has(operand, MAY_FAIL)) next |= MAY_FAIL;
    if (has(result, MAY_HOLD) && has(operand, MAY_HOLD)) next |= MAY_HOLD;
    if (
      (has(result, MAY_BE_OPEN) && has(operand, MAY_HOLD | MAY_BE_OPEN)) ||
      (has(operand, MAY_BE_OPEN) && has(result, MAY_HOLD | MAY_BE_OPEN))
    )
      next |= MAY_BE_OPEN;
    result = next;
    if (result === MAY_FAIL) return result;
  }
  return result;
}
/** What `any` of truths may come to, each being any of its own. */
export function anyTruths(operands: Iterable<Truths>): Truths {
  let result: Truths = MAY_FAIL;
  for (const operand of operands) {
    result = notTruths(allTruths([notTruths(result), notTruths(operand)]));
    if (result === MAY_HOLD) return result;
  }
  return result;
}

/** Whether the value may be one that is not exactly known. */
export function mayBeInexact(possible: Possible): boolean {
  switch (possible.kind) {
    case 'exactly':
      return !isExact(possible.value);
    case 'truth':
      return has(possible.truths, MAY_BE_OPEN);
    case 'range':
    case 'text':
      return !possible.known;
    case 'list':
      return !possible.complete || membersOf(possible).some(memberMayBeInexact);
    case 'record':
      return false;
    case 'anything':
      return true;
  }
}
const memberMayBeInexact = ({ belongs, value }: PossibleMember): boolean =>
  has(belongs, MAY_BE_OPEN) || mayBeInexact(value);

/** Whether the value may be exactly known. */
export function mayBeExact(possible: Possible): boolean {
  if (possible.kind === 'exactly') return isExact(possible.value);
  if (possible.kind === 'list') return possible.complete;
  return possible.kind !== 'truth' || has(possible.truths, EITHER);
}

/** The exactly known ones among the values. */
export function exactPart(possible: Possible): Possible {
  switch (possible.kind) {
    case 'truth':
      return ofTruths(possible.truths & EITHER);
    case 'range':
    case 'text':
      return { ...possible, known: true };
    default:
      return possible;
  }
}

export const membersOf = (list: PossibleList): readonly PossibleMember[] =>
  list.more === undefined ? list.items : [...list.items, list.more];

/** A list as a list of possible items; undefined where nothing is known of it. */
export function listOf(possible: Possible): PossibleList | undefined {
  if (possible.kind === 'list') return possible;
  if (possible.kind !== 'exactly' || possible.value.type !== 'list') return undefined;
  return {
    kind: 'list',
    complete: possible.value.complete,
    items: possible.value.members.map(({ belongs, value }) => ({
      belongs: TRUTHS_OF[belongs],
      value: exactly(value),
    })),
  };
}

/** The number, day or month range in which the value certainly lies; unknown says nothing. */
export function enclosureOf(possible: Possible): Value {
  if (possible.kind === 'exactly') return possible.value;
  return possible.kind === 'range' ? possible.within : UNKNOWN;
}

/** Every value of both. */
export function join(left: Possible, right: Possible): Possible {
  if (left.kind === 'exactly' && right.kind === 'exactly' && isSame(left.value, right.value)) return left;
  if (isTruthLike(left) && isTruthLike(right)) return ofTruths(truthsOf(left) | truthsOf(right));
  if (isRangeLike(left) && isRangeLike(right))
    return {
      kind: 'range',
      within: hull(enclosureOf(left), enclosureOf(right)),
      known: !mayBeInexact(left) && !mayBeInexact(right),
    };
  if (isTextLike(left) && isTextLike(right)) {
    const [a, b] = [textsOf(left), textsOf(right)];
    const known = !mayBeInexact(left) && !mayBeInexact(right);
    return a === undefined || b === undefined
      ? { kind: 'text', known }
      : { kind: 'text', among: [...new Set([...a, ...b])], known };
  }
  return ANYTHING;
}

const isSame = (left: Value, right: Value): boolean =>
  (left.type === 'unknown' && right.type === 'unknown') ||
  left === right ||
  (isExact(left) && isExact(right) && valuesEqual(left, right) === 'true');
const isOfType =
  (kind: Possible['kind'], types: readonly Value['type'][]) =>
  (possible: Possible): boolean =>
    possible.kind === kind || (possible.kind === 'exactly' && types.includes(possible.value.type));
const isTruthLike = isOfType('truth', ['truth', 'unknown']);
const isRangeLike = isOfType('range', ['number', 'day', 'month', 'unknown']);
const isTextLike = isOfType('text', ['text', 'unknown']);

/** The texts that a value may be, if it is one; undefined: any. */
export function textsOf(possible: Possible): readonly string[] | undefined {
  if (possible.kind === 'exactly') return possible.value.type === 'text' ? [possible.value.value] : [];
  return possible.kind === 'text' ? possible.among : undefined;
}

function hull(left: Value, right: Value): Value {
  if (left.type === 'number' && right.type === 'number')
    return numberValue(hullOf(left.range, right.range, compare));
  if ((left.type === 'day' || left.type === 'month') && right.type === left.type)
    return timeValue(left.type, hullOf(left.range, right.range, compareText));
  return UNKNOWN;
}
function hullOf<T>(left: Range<T>, right: Range<T>, comparison: Comparison<T>): Range<T> {
  const pick = (a: T | undefined, b: T | undefined, sign: number): T | undefined =>
    a === undefined || b === undefined ? undefined : comparison(a, b) * sign <= 0 ? a : b;
  return between(pick(left.low, right.low, 1), pick(left.high, right.high, -1));
}

/** What a comparison may come to where neither side is a truth or text. */
function rangeTruths(operator: 'equal' | Ordering, left: Possible, right: Possible): Truths {
  const certain = truthOfValue(operatorOf(operator).evaluate([enclosureOf(left), enclosureOf(right)]));
  if (certain !== 'unknown') return TRUTHS_OF[certain];
  return mayBeInexact(left) || mayBeInexact(right) ? ANY_TRUTH : EITHER;
}
export type Ordering = 'lessThan' | 'lessThanInclusive' | 'greaterThan' | 'greaterThanInclusive';

export const orderingTruths = (operator: Ordering, left: Possible, right: Possible): Truths =>
  left.kind === 'anything' || right.kind === 'anything' ? ANY_TRUTH : rangeTruths(operator, left, right);

/** Whether two values may be, or not be, the same. */
export function equalTruths(left: Possible, right: Possible): Truths {
  if (left.kind === 'exactly' && right.kind === 'exactly')
    return TRUTHS_OF[valuesEqual(left.value, right.value)];
  if (left.kind === 'anything' || right.kind === 'anything') return ANY_TRUTH;
  if (isTruthLike(left) && isTruthLike(right)) {
    const [a, b] = [truthsOf(left), truthsOf(right)];
    const both = a & b & EITHER;
    const differ = (has(a, MAY_HOLD) && has(b, MAY_FAIL)) || (has(a, MAY_FAIL) && has(b, MAY_HOLD));
    return (both === 0 ? 0 : MAY_HOLD) | (differ ? MAY_FAIL : 0) | ((a | b) & MAY_BE_OPEN);
  }
  if (isTextLike(left) && isTextLike(right)) {
    const [a, b] = [textsOf(left), textsOf(right)];
    const open = mayBeInexact(left) || mayBeInexact(right) ? MAY_BE_OPEN : 0;
    if (a === undefined || b === undefined) return EITHER | open;
    const meet = a.some((text) => b.includes(text));
    const differ = a.some((text) => b.some((other) => other !== text));
    return (meet ? MAY_HOLD : 0) | (differ ? MAY_FAIL : 0) | open;
  }
  if (isRangeLike(left) && isRangeLike(right)) return rangeTruths('equal', left, right);
  return ANY_TRUTH;
}

/** A number, day or month within a range; `known` if it is exactly known. */
export const ranging = (within: Value, known: boolean): Possible =>
  known && isExact(within) ? exactly(within) : { kind: 'range', within, known };

/** What an aggregate of numbers, days or months may come to; `more` items leave it unbounded but for the sign of a sum. */
export function aggregateRange(
  operator: 'count' | 'sum' | 'minimum' | 'maximum',
  list: PossibleList,
): Possible {
  const members = membersOf(list);
  const counted = operator === 'count';
  const known =
    list.complete &&
    members.every(
      ({ belongs, value }) =>
        !has(belongs, MAY_BE_OPEN) && (counted || !has(belongs, MAY_HOLD) || !mayBeInexact(value)),
    ) &&
    (counted || operator === 'sum' || list.items.some(({ belongs }) => belongs === MAY_HOLD));
  const taken = list.items.map(({ belongs, value }) => ({
    belongs: belongs === MAY_HOLD ? ('true' as const) : ('unknown' as const),
    value: enclosureOf(value),
  }));
  if (list.more === undefined) return ranging(AGGREGATES[operator](taken, list.complete), known);
  if (counted) return ranging(AGGREGATES.count(taken, false), known);
  const extra = enclosureOf(list.more.value);
  const grows = extra.type === 'number' && extra.range.low !== undefined && extra.range.low.numerator >= 0n;
  if (operator !== 'sum' || !grows) return ranging(UNKNOWN, known);
  const given = AGGREGATES.sum(taken, list.complete);
  return ranging(given.type === 'number' ? numberValue(between(given.range.low, undefined)) : UNKNOWN, known);
}
