import { CATALOGUE } from '../../src/facts/catalogue.js';
import type { Names } from '../../src/language/check.js';
import { numberType, TRUTH, type Type, typeOfFact } from '../../src/language/type.js';

/** The names that the examples of docs/semantics.md read. */
export const NAMES: Names = {
  facts: new Map(Object.entries(CATALOGUE).map(([name, fact]) => [name, typeOfFact(fact)])),
  parameters: new Map<string, Type>([
    ['incomeStandard', numberType('yuanPerPersonYear', 'positive')],
    ['windowMonths', numberType('months', 'nonNegative')],
    ['noticeDays', numberType('days', 'nonNegative')],
    ['selfPaidShare', numberType('percent', 'nonNegative')],
  ]),
  definitions: new Map<string, Type>([
    ['netIncome', numberType('yuanPerYear')],
    ['householdSize', numberType('persons', 'positive')],
    ['atRisk', TRUTH],
  ]),
};
