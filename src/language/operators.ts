import { CALENDAR_OPERATORS } from './operators/calendar.js';
import { COMPARISON_OPERATORS } from './operators/comparison.js';
import { NUMBER_OPERATORS } from './operators/number.js';
import type { Operator } from './operators/operator.js';

/** Every operator and function of the language, each in one definition. */
export const OPERATORS = {
  ...COMPARISON_OPERATORS,
  ...NUMBER_OPERATORS,
  ...CALENDAR_OPERATORS,
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof OPERATORS;
export const operatorOf = (name: OperatorName): Operator => OPERATORS[name];
