import type { CodesFact, Fact } from '../../facts/kinds.js';
import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import { declaredLiteral } from './declared-literal.js';
import type { Expressions } from './expression.js';
import {
  bitsOf,
  boundOf,
  columnName,
  completeColumn,
  countColumn,
  factOf,
  fieldOf,
  lastColumn,
  scaleOf,
} from './layout.js';
import { exactly } from './numbers.js';
import type { Scope } from './scope.js';
import { type SqlMembers, type SqlValue, textOf, truthOf, UNKNOWN } from './sql-value.js';
import { LARGEST_TIME } from './times.js';
import { Unsupported } from './unsupported.js';

/**
 * A fact of the household, its list's entries being rows below the parent. `declared`: what a blank of it means.
 * @throws Unsupported if that cannot be said.
 */
export function factValue(
  x: Expressions,
  name: string,
  parent: Scope,
  declared?: boolean | number | string,
): SqlValue {
  const fact = factOf(name);
  if (fact.kind !== 'list') {
    const isSaid =
      declared === undefined || fact.kind === 'codes' || declaredLiteral(fact, declared) !== undefined;
    if (!isSaid) throw new Unsupported('fact', `what a blank of ${name} means has no literal`);
    return scalar(x, name, fact, x.households);
  }
  const scope = x.scopeOf(name, parent);
  const fields = new Map<string, SqlValue>();
  const field = (each: string): SqlValue => {
    if (!Object.hasOwn(fact.fields, each)) return UNKNOWN;
    const value = fields.get(each) ?? scalar(x, each, fieldOf(name, each), scope);
    fields.set(each, value);
    return value;
  };
  return {
    type: 'rows',
    scope,
    belongs: x.truth(true),
    element: { type: 'record', scope, field },
    complete: x.column(x.households, completeColumn(name), 'truth'),
  };
}

function scalar(x: Expressions, name: string, fact: Exclude<Fact, { kind: 'list' }>, scope: Scope): SqlValue {
  const column = columnName(name);
  switch (fact.kind) {
    case 'number':
      return exactly({
        numerator: x.column(scope, column, 'integer', boundOf(fact)),
        scale: scaleOf(fact),
      });
    case 'flag':
      return truthOf(x.column(scope, column, 'truth'));
    case 'code':
    case 'text':
      return textOf(x.column(scope, column, 'text'));
    case 'day':
    case 'month':
      return {
        type: fact.kind,
        low: x.column(scope, column, 'integer', LARGEST_TIME),
        high: x.column(scope, lastColumn(name), 'integer', LARGEST_TIME),
      };
    case 'codes':
      return codes(x, name, fact, scope);
  }
}

/** A list of codes is kept as a set of bits, so all that may stand in it is known beforehand. */
function codes(x: Expressions, name: string, fact: CodesFact, scope: Scope): SqlMembers {
  const bits = x.column(scope, columnName(name), 'integer', 1n << 61n);
  const [before = '', between = '', after = ''] = x.dialect
    .haveCommonBits('\u0001', '\u0001')
    .split('\u0001');
  const members = [...bitsOf(fact)].map(([code, bit]) => ({
    belongs: x.computed('truth', [before, bits, between, x.integer(bit), after]),
    value: textOf(x.literal(code, 'text')),
  }));
  return {
    type: 'members',
    members,
    complete: x.column(scope, completeColumn(name), 'truth'),
    entries: x.column(scope, countColumn(name), 'integer', BigInt(MAXIMUM_ITEMS)),
    isSet: true,
  };
}
