import type { Expression, Expressions } from './expression.js';
import {
  chooseFraction,
  compareFractions,
  equalNumber,
  isExactNumber,
  lessNumber,
  openEnd,
} from './numbers.js';
import { anyOf, entriesOf } from './reduce.js';
import {
  type Fraction,
  isList,
  type SqlList,
  type SqlNumber,
  type SqlTime,
  type SqlValue,
  UNKNOWN,
} from './sql-value.js';
import { equalTime, isExactTime, lessTime } from './times.js';
import { Unsupported } from './unsupported.js';

export const truthFrom = (x: Expressions, value: SqlValue): Expression =>
  value.type === 'truth' ? value.value : x.nothing('truth');
export function numberFrom(x: Expressions, value: SqlValue): SqlNumber {
  if (value.type === 'number') return value;
  const open = openEnd(x);
  return { type: 'number', low: open, high: open };
}
export function timeFrom(x: Expressions, value: SqlValue, type: 'day' | 'month'): SqlTime {
  if (value.type === 'day' || value.type === 'month') return value;
  const open = x.nothing('integer');
  return { type, low: open, high: open };
}

/** Whether a value leaves nothing open; never unknown itself. */
export function isExact(x: Expressions, value: SqlValue): Expression {
  switch (value.type) {
    case 'unknown':
      return x.truth(false);
    case 'truth':
    case 'text':
      return x.isKnown(value.value);
    case 'number':
      return isExactNumber(x, value);
    case 'day':
    case 'month':
      return isExactTime(x, value);
    case 'record':
      return x.truth(true);
    case 'choice':
      return x.choose(
        value.cases.map(([condition, list]) => [condition, isExact(x, list)]),
        x.truth(false),
      );
    case 'rows':
    case 'members': {
      const open = entriesOf(value).map((entry) =>
        x.or([x.isNull(entry.belongs), x.and([x.holds(entry.belongs), x.not(isExact(x, entry.value))])]),
      );
      return x.and([x.holds(value.complete), x.not(anyOf(x, value, open))]);
    }
  }
}

/** Two truths of which none is unknown compared; NULL if one is. */
function sameTruth(x: Expressions, left: Expression, right: Expression): Expression {
  if (left.form !== 'literal' && right.form === 'literal') return sameTruth(x, right, left);
  if (left.constant === null || right.constant === null) return x.nothing('truth');
  if (left.constant === true) return right;
  if (left.constant === false) return x.not(right);
  return x.computed('truth', ['(', left, ' = ', right, ')']);
}

export function equalValues(x: Expressions, left: SqlValue, right: SqlValue): Expression {
  if (left.type === 'number' && right.type === 'number') return equalNumber(x, left, right);
  if (left.type === 'truth' && right.type === 'truth') return sameTruth(x, left.value, right.value);
  if (left.type === 'text' && right.type === 'text') return x.sameText(left.value, right.value);
  if ((left.type === 'day' || left.type === 'month') && left.type === right.type)
    return equalTime(x, left, right as SqlTime);
  return x.nothing('truth');
}

export function lessValues(x: Expressions, left: SqlValue, right: SqlValue): Expression {
  if (left.type === 'number' || right.type === 'number')
    return lessNumber(x, numberFrom(x, left), numberFrom(x, right));
  return lessTime(x, timeFrom(x, left, 'day'), timeFrom(x, right, 'day'));
}

/** The value beside the first condition that is true; without one unknown. All values are of one type. */
export function chooseValue(
  x: Expressions,
  cases: readonly (readonly [condition: Expression, value: SqlValue])[],
): SqlValue {
  const possible = cases.filter(([{ constant }]) => constant !== false && constant !== null);
  const sure = possible.findIndex(([{ constant }]) => constant === true);
  const kept = sure < 0 ? possible : possible.slice(0, sure + 1);
  if (sure === 0 || (sure > 0 && kept.every(([, value]) => value === kept[0]?.[1])))
    return (kept[0] as (typeof kept)[number])[1];
  const first = kept.map(([, value]) => value).find(({ type }) => type !== 'unknown');
  if (first === undefined) return UNKNOWN;
  switch (first.type) {
    case 'truth':
    case 'text': {
      const plain = (value: SqlValue): Expression =>
        value.type === first.type ? value.value : x.nothing(first.type);
      return {
        type: first.type,
        value: x.choose(
          kept.map(([condition, value]) => [condition, plain(value)]),
          x.nothing(first.type),
        ),
      };
    }
    case 'number': {
      const numbers = kept.map(([condition, value]) => [condition, numberFrom(x, value)] as const);
      const end = (which: 'low' | 'high'): Fraction =>
        chooseFraction(
          x,
          numbers.map(([condition, value]) => [condition, value[which]]),
          openEnd(x),
        );
      const low = end('low');
      return {
        type: 'number',
        low,
        high: numbers.every(([, each]) => each.low === each.high) ? low : end('high'),
      };
    }
    case 'day':
    case 'month': {
      const times = kept.map(([condition, value]) => [condition, timeFrom(x, value, first.type)] as const);
      const end = (which: 'low' | 'high'): Expression =>
        x.choose(
          times.map(([condition, value]) => [condition, value[which]]),
          x.nothing('integer'),
        );
      return { type: first.type, low: end('low'), high: end('high') };
    }
    case 'rows':
    case 'members':
    case 'choice':
      return { type: 'choice', cases: kept };
    default:
      throw new Unsupported(first.type, 'a choice between entries of lists');
  }
}

/** The same value with one end for both, for where it is known to be exact; what it is elsewhere must not be used. */
export function exactOnly(value: SqlValue): SqlValue {
  if (value.type === 'number') return { ...value, high: value.low };
  if (value.type === 'day' || value.type === 'month') return { ...value, high: value.low };
  return value;
}

const isAnyList = (value: SqlValue): boolean => isList(value) || value.type === 'choice';

/** What two branches have in common where both are exact and the same. */
export function chooseBranch(
  x: Expressions,
  condition: Expression,
  then: SqlValue,
  otherwise: SqlValue,
): SqlValue {
  if (condition.constant === true) return then;
  if (condition.constant === false) return otherwise;
  if (then.type === 'unknown' && otherwise.type === 'unknown') return UNKNOWN;
  const common =
    isAnyList(then) || isAnyList(otherwise)
      ? x.truth(false)
      : x.and([isExact(x, then), isExact(x, otherwise), sameExact(x, then, otherwise)]);
  if (condition.constant === null) return chooseValue(x, [[common, then]]);
  if (!condition.nullable)
    return chooseValue(x, [
      [condition, then],
      [x.truth(true), otherwise],
    ]);
  return chooseValue(x, [
    [condition, then],
    [x.not(condition), otherwise],
    [common, then],
  ]);
}

/** Whether two values that are exact are the same. */
function sameExact(x: Expressions, left: SqlValue, right: SqlValue): Expression {
  if (left.type === 'number' && right.type === 'number') return compareFractions(x, '=', left.low, right.low);
  if ((left.type === 'day' || left.type === 'month') && left.type === right.type)
    return x.compare('=', left.low, (right as SqlTime).low);
  return equalValues(x, left, right);
}

/** What is made of a list; of one of several lists, what is made of each of them. */
export function overLists(x: Expressions, value: SqlValue, make: (list: SqlList) => SqlValue): SqlValue {
  if (isList(value)) return make(value);
  if (value.type !== 'choice') return UNKNOWN;
  return chooseValue(
    x,
    value.cases.map(([condition, list]) => [condition, overLists(x, list, make)]),
  );
}
