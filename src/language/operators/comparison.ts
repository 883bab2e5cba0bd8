import { compareText } from '../../values/day.js';
import { isLess, type Range } from '../../values/range.js';
import { compare, type Rational } from '../../values/rational.js';
import { allOf, anyOf, negate, type Truth } from '../../values/truth.js';
import { codesOfType, describeType, TRUTH, type Type } from '../type.js';
import { numberRange, timeRange, truthValue, type Value, valuesEqual } from '../value.js';
import type { Operator, SignatureProblem } from './operator.js';
import { settlesUnit } from './units.js';

const problemOfTypes = (expected: Type, found: Type, operand: number): SignatureProblem => ({
  problem: 'wrongType',
  operand,
  params: {
    expected: describeType(expected).zh,
    expectedEn: describeType(expected).en,
    found: describeType(found).zh,
    foundEn: describeType(found).en,
  },
});

const fitsAll = (type: Type): boolean => type.kind === 'invalid' || type.kind === 'unknown';

/** Whether two types can be compared for equality; a text written in a formula must be a code of the list. */
function comparable(left: Type, right: Type): SignatureProblem | undefined {
  if (fitsAll(left) || fitsAll(right)) return undefined;
  if (left.kind === 'number' && right.kind === 'number') return settlesUnit(left, right);
  if (left.kind === 'code' && right.kind === 'text' && right.literal !== undefined)
    return codesOfType(left).includes(right.literal)
      ? undefined
      : {
          problem: 'notACodeOf',
          operand: 1,
          params: { value: right.literal, codes: codesOfType(left).join('、') },
        };
  if (right.kind === 'code' && left.kind === 'text' && left.literal !== undefined) {
    const found = comparable(right, left);
    return found === undefined ? undefined : { ...found, operand: 0 };
  }
  if (left.kind === 'code' && right.kind === 'code' && left.list !== right.list)
    return problemOfTypes(left, right, 1);
  if (left.kind === 'list' && right.kind === 'list')
    return {
      problem: 'wrongType',
      operand: 1,
      params: {
        expected: '单个的值（清单请用 list contains、some、every）',
        expectedEn: 'a single value (of lists, use list contains, some or every)',
        found: describeType(right).zh,
        foundEn: describeType(right).en,
      },
    };
  if (left.kind !== right.kind || left.kind === 'list' || left.kind === 'record')
    return problemOfTypes(left, right, 1);
  return undefined;
}

function ordered([left, right]: readonly Type[]): Type | SignatureProblem {
  for (const [index, type] of [left as Type, right as Type].entries()) {
    if (!fitsAll(type) && type.kind !== 'number' && type.kind !== 'day' && type.kind !== 'month')
      return problemOfTypes({ kind: 'number', unit: 'ratio', sign: 'any' }, type, index);
  }
  return comparable(left as Type, right as Type) ?? TRUTH;
}

/** The truth of `left < right`, over numbers, days or months. */
function less(left: Value, right: Value): Truth {
  if (left.type === 'number' || right.type === 'number')
    return isLess<Rational>(numberRange(left), numberRange(right), compare);
  const [a, b]: Range<string>[] = [timeRange(left), timeRange(right)];
  return isLess(a as Range<string>, b as Range<string>, compareText);
}

const pair = (operands: readonly Value[]): [Value, Value] => [operands[0] as Value, operands[1] as Value];

export const COMPARISON_OPERATORS = {
  /** The same value. Unknown if either side is; ranges that cannot meet are unequal. */
  equal: {
    signature: ([left, right]) => comparable(left as Type, right as Type) ?? TRUTH,
    evaluate: (operands) => truthValue(valuesEqual(...pair(operands))),
    monotonicity: ['none', 'none'],
    swap: 'equal',
  },
  lessThan: {
    signature: ordered,
    evaluate: (operands) => truthValue(less(...pair(operands))),
    monotonicity: ['decreasing', 'increasing'],
    negation: 'greaterThanInclusive',
    swap: 'greaterThan',
  },
  lessThanInclusive: {
    signature: ordered,
    evaluate: ([left, right]) => truthValue(negate(less(right as Value, left as Value))),
    monotonicity: ['decreasing', 'increasing'],
    negation: 'greaterThan',
    swap: 'greaterThanInclusive',
  },
  greaterThan: {
    signature: ordered,
    evaluate: ([left, right]) => truthValue(less(right as Value, left as Value)),
    monotonicity: ['increasing', 'decreasing'],
    negation: 'lessThanInclusive',
    swap: 'lessThan',
  },
  greaterThanInclusive: {
    signature: ordered,
    evaluate: (operands) => truthValue(negate(less(...pair(operands)))),
    monotonicity: ['increasing', 'decreasing'],
    negation: 'lessThan',
    swap: 'lessThanInclusive',
  },
  /** Whether a list has a value. A list that is not complete may still have it. */
  contains: {
    signature: ([list, element]) => {
      if (fitsAll(list as Type)) return TRUTH;
      if (list?.kind !== 'list')
        return problemOfTypes({ kind: 'list', item: TRUTH, unit: 'items', nonEmpty: false }, list as Type, 0);
      return comparable(list.item, element as Type) ?? TRUTH;
    },
    evaluate: ([list, element]) => {
      if (list?.type !== 'list') return truthValue('unknown');
      const found = list.members.map((member) =>
        allOf([member.belongs, valuesEqual(member.value, element as Value)]),
      );
      return truthValue(anyOf(list.complete ? found : [...found, 'unknown']));
    },
    monotonicity: ['none', 'none'],
  },
} satisfies Record<string, Operator>;
