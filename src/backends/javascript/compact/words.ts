import type { AggregateName } from '../../../language/nodes.js';
import type { OperatorName } from '../../../language/operators.js';

/** The words of operators in the text of a program, each with whether the number of its operands stands behind it. */
export const OPERATOR_WORDS = {
  equal: '=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  contains: 'has',
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  negate: 'negate',
  minimumOf: 'min',
  maximumOf: 'max',
  round: 'round',
  perYear: 'year',
  perMonth: 'month',
  percent: 'percent',
  firstKnown: 'first',
  ageOn: 'age',
  daysBetween: 'days',
  monthsBetween: 'months',
  completedMonths: 'completedMonths',
  monthOf: 'monthOf',
  firstDayOf: 'firstDay',
  lastDayOf: 'lastDay',
  addMonths: 'addMonths',
  addMonthsToDay: 'addMonthsToDay',
  addDays: 'addDays',
} as const satisfies Record<OperatorName, string>;

/** Operators of any number of operands. */
export const OPEN_OPERATORS: ReadonlySet<OperatorName> = new Set(['minimumOf', 'maximumOf', 'firstKnown']);

export const AGGREGATE_WORDS = {
  some: 'some',
  every: 'every',
  count: 'count',
  sum: 'sum',
  minimum: 'least',
  maximum: 'greatest',
} as const satisfies Record<AggregateName, string>;

const TRUTH_OPERATORS: ReadonlySet<OperatorName> = new Set([
  'equal',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'contains',
]);

/** Whether an operator gives a truth, whatever its operands are. */
export const isTruthOperator = (operator: OperatorName): boolean => TRUTH_OPERATORS.has(operator);
