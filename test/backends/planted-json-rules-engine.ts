import type { OperatorName } from '../../src/language/operators.js';
import { type Plant, plant } from './planted.js';

/** One operator of the engine in another one's place. */
const inPlaceOf = (operator: OperatorName, other: OperatorName): Plant =>
  plant(
    operator,
    'return { fact, operator: node.operator, value:',
    `return { fact, operator: node.operator === '${operator}' ? '${other}' : node.operator, value:`,
  );

/**
 * One wrong line for everything that json-rules-engine is told: what values it is given (in the sources), and what a
 * rule is in its words (beside its tests: packs are written in them, nothing of the library makes them).
 */
export const JSON_RULES_ENGINE_PLANTS: readonly Plant[] = [
  inPlaceOf('equal', 'lessThanInclusive'),
  inPlaceOf('lessThan', 'lessThanInclusive'),
  inPlaceOf('lessThanInclusive', 'lessThan'),
  inPlaceOf('greaterThan', 'greaterThanInclusive'),
  inPlaceOf('greaterThanInclusive', 'greaterThan'),
  inPlaceOf('contains', 'equal'),
  plant('all', ': { [node.kind]: members };', ': { any: members };'),
  plant('any', ': { [node.kind]: members };', ': { all: members };'),
  plant('not', 'operand === undefined ? undefined : { not: operand };', 'operand;'),
  plant('literal', 'plainFact(exactNumber(exact))', 'plainFact(exactNumber(exact)) === 0 ? 1 : 0'),
  plant('fact of a truth', "operator: 'equal', value: true", "operator: 'equal', value: false"),
  plant('fact of a text', 'return value.value;', 'return String(value.value);'),
  plant('fact of a number', ': rationalToNumber(exact);', ': Math.floor(rationalToNumber(exact));'),
  plant('fact of a day', 'return exactValue(value.range, compareText);', 'return value.range.low;'),
  plant('fact of a list', "member.belongs === 'true'", "member.belongs !== 'true'"),
  plant(
    'fact of an open list',
    'value.complete && texts.every((text) => text !== undefined)',
    'texts.every((text) => text !== undefined)',
  ),
];

/** What its rules are made of: the rest is worked out before it is asked. */
export const JSON_RULES_ENGINE_SAYS = [
  'equal',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'contains',
  'all',
  'any',
  'not',
  'literal',
  'fact',
];
