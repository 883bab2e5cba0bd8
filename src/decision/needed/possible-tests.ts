import type { ApplyNode, ItemNode } from '../../language/nodes.js';
import { textValue, UNKNOWN, type Value } from '../../language/value.js';
import {
  ANYTHING,
  allTruths,
  anyTruths,
  EITHER,
  enclosureOf,
  equalTruths,
  exactly,
  listOf,
  MAY_BE_OPEN,
  MAY_FAIL,
  OPEN,
  type Possible,
  type PossibleList,
  type Truths,
} from './possible.js';

/** Whether some item belongs and passes; there may be no further item at all. */
export function someTruths(list: PossibleList, test: (value: Possible) => Truths): Truths {
  const found = list.items.map(({ belongs, value }) => allTruths([belongs, test(value)]));
  if (list.more !== undefined) found.push(MAY_FAIL | allTruths([list.more.belongs, test(list.more.value)]));
  return anyTruths(list.complete ? found : [...found, MAY_BE_OPEN]);
}

export function containsTruths(source: Possible, element: Possible): Truths {
  const list = listOf(source);
  if (list === undefined) return source.kind === 'exactly' ? MAY_BE_OPEN : EITHER | MAY_BE_OPEN;
  return someTruths(list, (value) => equalTruths(value, element));
}

/** Whether exactly known operands give an exactly known result: a divisor above 0, a day within the calendar. */
export function isTotal(
  operator: ApplyNode['operator'],
  operands: readonly Possible[],
  within: Value,
): boolean {
  if (operator === 'divide') {
    const divisor = enclosureOf(operands[1] ?? OPEN);
    return divisor.type === 'number' && divisor.range.low !== undefined && divisor.range.low.numerator > 0n;
  }
  if (operator === 'addMonths' || operator === 'addMonthsToDay' || operator === 'addDays')
    return (
      (within.type === 'day' || within.type === 'month') &&
      within.range.low !== undefined &&
      within.range.high !== undefined
    );
  return true;
}

/** One of several texts as each of them; anything else as itself. */
export const eachOf = (value: Possible): readonly Possible[] =>
  value.kind === 'text' && value.among !== undefined && value.known
    ? value.among.map((text) => exactly(textValue(text)))
    : [value];

/** An item of a list in hand, or one of its fields. */
export function itemValue(
  { binding, field }: ItemNode,
  bindings: Readonly<Record<string, Possible>>,
): Possible {
  const item = bindings[binding] ?? OPEN;
  if (field === undefined) return item;
  if (item.kind === 'record') return item.fields[field] ?? OPEN;
  if (item.kind === 'anything') return ANYTHING;
  return item.kind === 'exactly' && item.value.type === 'record'
    ? exactly(item.value.fields[field] ?? UNKNOWN)
    : OPEN;
}
