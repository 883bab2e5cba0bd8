import type { Unit } from '../../src/facts/units.js';
import {
  all,
  any,
  apply,
  choose,
  filter,
  isUnknown,
  type Node,
  not,
  parameter,
} from '../../src/language/nodes.js';
import type { OperatorName } from '../../src/language/operators.js';
import { TRUTH, type Type } from '../../src/language/type.js';
import type { ExpressionMaker } from './random-expressions.js';
import { aggregated, contains, counted, listOf, predicate, written } from './random-lists.js';
import { MODES, number, pairOf, quotient, rounded, unitOf } from './random-numbers.js';

/** One way to make an expression of a type out of smaller ones; undefined where the type cannot be made so. */
export interface Form {
  readonly goals: (maker: ExpressionMaker) => Type;
  readonly kinds: readonly Type['kind'][];
  readonly make: (maker: ExpressionMaker, type: Type, depth: number) => Node | undefined;
}

const DAY: Type = { kind: 'day' };
const MONTH: Type = { kind: 'month' };
const truth = (make: (maker: ExpressionMaker, depth: number) => Node | undefined): Form => ({
  goals: () => TRUTH,
  kinds: ['truth'],
  make: (maker, _, depth) => make(maker, depth),
});
const ofNumbers = (
  make: (maker: ExpressionMaker, unit: Unit, depth: number) => Node | undefined,
  units?: readonly Unit[],
): Form => ({
  goals: (maker) => (units === undefined ? maker.numberType() : number(maker.draw.pick(units))),
  kinds: ['number'],
  make: (maker, type, depth) =>
    units === undefined || units.includes(unitOf(type)) ? make(maker, unitOf(type), depth) : undefined,
});
const ofTime = (kind: 'day' | 'month', make: (maker: ExpressionMaker, depth: number) => Node): Form => ({
  goals: () => ({ kind }),
  kinds: [kind],
  make: (maker, _, depth) => make(maker, depth),
});

/** Operators of so many operands in the unit of the result. */
const sameUnit = (operator: OperatorName, least: number, most: number): Form =>
  ofNumbers((maker, unit, depth) =>
    apply(
      operator,
      Array.from({ length: maker.draw.integer(least, most) }, () => maker.make(number(unit), depth)),
    ),
  );

const conversion = (operator: OperatorName, from: Partial<Record<Unit, Unit>>): Form =>
  ofNumbers((maker, unit, depth) => {
    const [source] = Object.entries(from).find(([, to]) => to === unit) as [Unit, Unit];
    // What is converted has a unit of its own; a constant has none.
    const operand = maker.make(number(source), depth);
    return operand.kind === 'literal'
      ? apply(operator, [maker.parameterOf(number(source))])
      : apply(operator, [operand]);
  }, Object.values(from));

const distance = (operator: OperatorName, kind: Type, unit: Unit): Form =>
  ofNumbers((maker, _, depth) => apply(operator, [maker.make(kind, depth), maker.make(kind, depth)]), [unit]);
const shift = (operator: OperatorName, kind: 'day' | 'month', unit: Unit): Form =>
  ofTime(kind, (maker, depth) =>
    apply(operator, [maker.make({ kind }, depth), maker.make(number(unit), depth)]),
  );

/** Both sides of an equation: names of one type, or a name and a code that is written. */
function equal(maker: ExpressionMaker, depth: number): Node {
  const type = maker.scalarType();
  const left = maker.known(type, depth);
  const written = type.kind === 'code' && maker.draw.chance(0.7) ? maker.writtenCode(type) : undefined;
  const sides = [left, written ?? maker.known(type, depth)];
  return apply('equal', maker.draw.chance(0.5) ? sides : sides.reverse());
}

const ordering = (operator: OperatorName): Form =>
  truth((maker, depth) => {
    const type = maker.orderedType();
    return apply(operator, [maker.known(type, depth), maker.known(type, depth)]);
  });

/** Truths beside each other; none and one now and then. */
const several = (make: (nodes: readonly Node[]) => Node): Form =>
  truth((maker, depth) =>
    make(Array.from({ length: maker.draw.pick([0, 1, 2, 2, 2, 3, 3]) }, () => maker.make(TRUTH, depth))),
  );

const quantified = (operator: 'some' | 'every'): Form =>
  truth((maker, depth) => aggregated(maker, operator, TRUTH, depth));
const extreme = (operator: 'minimum' | 'maximum'): Form => ({
  goals: (maker) => maker.orderedType(),
  kinds: ['number', 'day', 'month'],
  make: (maker, type, depth) => aggregated(maker, operator, type, depth),
});

const ANY: readonly Type['kind'][] = ['truth', 'number', 'text', 'code', 'day', 'month', 'list'];

/** Every way to make an expression, by the name of its operator, aggregate or kind of node. */
export const FORMS: Readonly<Record<string, Form>> = {
  not: truth((maker, depth) => not(maker.make(TRUTH, depth))),
  all: several(all),
  any: several(any),
  isUnknown: truth((maker, depth) => isUnknown(maker.make(maker.anyType(), depth))),
  equal: truth(equal),
  lessThan: ordering('lessThan'),
  lessThanInclusive: ordering('lessThanInclusive'),
  greaterThan: ordering('greaterThan'),
  greaterThanInclusive: ordering('greaterThanInclusive'),
  contains: truth(contains),
  some: quantified('some'),
  every: quantified('every'),
  if: {
    goals: (maker) => maker.anyType(),
    kinds: ANY,
    make: (maker, type, depth) =>
      choose(maker.make(TRUTH, depth), maker.make(type, depth), maker.make(type, depth)),
  },
  firstKnown: {
    goals: (maker) => maker.anyType(),
    kinds: ANY,
    make: (maker, type, depth) =>
      apply(
        'firstKnown',
        Array.from({ length: maker.draw.integer(2, 3) }, () => maker.make(type, depth)),
      ),
  },
  add: sameUnit('add', 2, 2),
  subtract: sameUnit('subtract', 2, 2),
  negate: sameUnit('negate', 1, 1),
  minimumOf: sameUnit('minimumOf', 2, 3),
  maximumOf: sameUnit('maximumOf', 2, 3),
  multiply: ofNumbers((maker, unit, depth) => {
    const { left, right } = pairOf(maker, unit, 1);
    return apply(
      'multiply',
      maker.draw.shuffled([maker.make(number(left), depth), maker.make(number(right), depth)]),
    );
  }),
  divide: ofNumbers(quotient),
  ...Object.fromEntries(
    MODES.map((mode): [string, Form] => [
      `round:${mode}`,
      ofNumbers((maker, unit, depth) => rounded(maker, unit, mode, depth)),
    ]),
  ),
  perYear: conversion('perYear', { yuanPerMonth: 'yuanPerYear', yuanPerPersonMonth: 'yuanPerPersonYear' }),
  perMonth: conversion('perMonth', { yuanPerYear: 'yuanPerMonth', yuanPerPersonYear: 'yuanPerPersonMonth' }),
  percent: conversion('percent', { percent: 'ratio' }),
  ageOn: distance('ageOn', DAY, 'years'),
  daysBetween: distance('daysBetween', DAY, 'days'),
  completedMonths: distance('completedMonths', DAY, 'months'),
  monthsBetween: distance('monthsBetween', MONTH, 'months'),
  parameterOnDay: {
    goals: (maker) => maker.draw.pick([TRUTH, maker.numberType()]),
    kinds: ['truth', 'number'],
    make: (maker, type, depth) => {
      const named = maker.parameterOf(type);
      return named.kind === 'parameter' ? parameter(named.name, maker.make(DAY, depth)) : undefined;
    },
  },
  count: {
    goals: (maker) => number(maker.draw.pick(['persons', 'items'] as const)),
    kinds: ['number'],
    make: (maker, type, depth) => counted(maker, unitOf(type), depth),
  },
  sum: ofNumbers((maker, unit, depth) => aggregated(maker, 'sum', number(unit), depth)),
  minimum: extreme('minimum'),
  maximum: extreme('maximum'),
  monthOf: ofTime('month', (maker, depth) => apply('monthOf', [maker.make(DAY, depth)])),
  firstDayOf: ofTime('day', (maker, depth) => apply('firstDayOf', [maker.make(MONTH, depth)])),
  lastDayOf: ofTime('day', (maker, depth) => apply('lastDayOf', [maker.make(MONTH, depth)])),
  addDays: shift('addDays', 'day', 'days'),
  addMonthsToDay: shift('addMonthsToDay', 'day', 'months'),
  addMonths: shift('addMonths', 'month', 'months'),
  list: {
    goals: (maker) => listOf(maker.draw.chance(0.5) ? maker.codeType() : maker.scalarType()),
    kinds: ['list'],
    make: (maker, type, depth) => (type.kind === 'list' ? written(maker, type.item, depth) : undefined),
  },
  filter: {
    goals: (maker) => maker.listType(),
    kinds: ['list'],
    make: (maker, type, depth) => {
      if (type.kind !== 'list') return undefined;
      const source = maker.make(type, depth);
      return maker.within(type.item, (binding) =>
        filter(source, binding, predicate(maker, binding, type.item, depth)),
      );
    },
  },
};

/** The forms that give a type. */
export const formsOf = (type: Type): readonly string[] => FORMS_BY_KIND.get(type.kind) ?? [];
const FORMS_BY_KIND = new Map(
  [...ANY, 'record' as const].map((kind) => [
    kind,
    Object.keys(FORMS).filter((name) => FORMS[name]?.kinds.includes(kind)),
  ]),
);

const ORDERED = ['number', 'day', 'month'] as const;
const SINGLE = ['truth', 'text', 'code', ...ORDERED] as const;
/** The forms that mean something of their own for each kind of operand. */
const BY_KIND: Readonly<Record<string, readonly (Type['kind'] | undefined)[]>> = {
  some: [undefined, 'list'],
  every: [undefined, 'list'],
  equal: SINGLE,
  lessThan: ORDERED,
  lessThanInclusive: ORDERED,
  greaterThan: ORDERED,
  greaterThanInclusive: ORDERED,
  contains: SINGLE,
  isUnknown: [...SINGLE, 'list'],
  if: [...SINGLE, 'list'],
  firstKnown: [...SINGLE, 'list'],
  minimum: ORDERED,
  maximum: ORDERED,
};

/** Every form, with every kind that it is for: what has to come up in a run, whatever the draw. */
export const FORMS_IN_TURN: readonly { readonly form: string; readonly kind: Type['kind'] | undefined }[] =
  Object.keys(FORMS).flatMap((form) => (BY_KIND[form] ?? [undefined]).map((kind) => ({ form, kind })));
