import { factByName, valueOfFact } from '../../backends/interpreter/facts-to-values.js';
import { codesOf } from '../../facts/code-lists.js';
import type { FactItem, FactList, FactRecord, FactValue } from '../../facts/given.js';
import type { CodesFact, Fact, ListFact, ScalarFact } from '../../facts/kinds.js';
import { exactNumber, numberValue, textValue, timeValue, type Value } from '../../language/value.js';
import { between, type Range } from '../../values/range.js';
import {
  add,
  compare,
  negative,
  type Rational,
  rational,
  rationalFromNumber,
  roundToMultiple,
  subtract,
} from '../../values/rational.js';
import {
  EITHER,
  exactly,
  MAY_HOLD,
  ofTruths,
  type Possible,
  type PossibleList,
  type PossibleMember,
  ranging,
} from './possible.js';

/** The list of a field (`members` of `members.birthDate`), or the fact itself. */
export const listOfName = (name: string): string => name.split('.')[0] as string;
/** The field that a name is about, if it is one of a list's items. */
export const fieldOfName = (name: string): string | undefined => name.split('.')[1];

/**
 * What a fact may be once it is asked for: any value that the catalogue allows, and that agrees with what is
 * already known of it (a day known by its month lies in it; the given entries of a list stay).
 * @param fields the fields asked for of the items at hand, where the list itself is not.
 */
export function possibleFact(
  name: string,
  given: FactValue,
  isAsked: boolean,
  fields: ReadonlySet<string>,
): Possible {
  const fact = factByName(name);
  if (fact.kind === 'codes' && isAsked) return anyCodes(fact, given as FactList | undefined);
  if (fact.kind !== 'list')
    return isAsked ? anyScalar(fact as ScalarFact, given) : exactly(valueOfFact(fact, given));
  const list = given as FactList | undefined;
  if (isAsked) return anyList(fact, list);
  if (list === undefined || fields.size === 0) return exactly(valueOfFact(fact, given));
  return {
    kind: 'list',
    complete: list.complete,
    items: list.items.map((item) => certain(filledRecord(fact, item, (field) => fields.has(field)))),
  };
}

const certain = (value: Possible): PossibleMember => ({ belongs: MAY_HOLD, value });
const wholeNumber = (value: number): Rational => rationalFromNumber(value) as Rational;

function anyScalar(fact: ScalarFact, given: FactValue): Possible {
  switch (fact.kind) {
    case 'flag':
      return given === undefined ? ofTruths(EITHER) : exactly(valueOfFact(fact, given));
    case 'code':
      if (given !== undefined) return exactly(valueOfFact(fact, given));
      return { kind: 'text', among: codesOf(fact.codes), known: true };
    case 'text':
      return given === undefined ? { kind: 'text', known: true } : exactly(textValue(given as string));
    case 'number':
      return ranging(
        given === undefined
          ? {
              type: 'number',
              range: between(wholeNumber(fact.minimum), wholeNumber(fact.maximum)),
            }
          : exactNumber(given as Rational),
        true,
      );
    case 'day':
    case 'month':
      return ranging(given === undefined ? EVER[fact.kind] : valueOfFact(fact, given), true);
  }
}

const EVER: Readonly<Record<'day' | 'month', Value>> = {
  day: timeValue('day', between('1000-01-01', '9999-12-31')),
  month: timeValue('month', between('1000-01', '9999-12')),
};

function anyCodes(fact: CodesFact, given: FactList | undefined): PossibleList {
  const more = certain({ kind: 'text', among: codesOf(fact.codes), known: true });
  const items = (given?.items ?? []).map((item) => certain(exactly(textValue(item as string))));
  return given?.complete === true
    ? { kind: 'list', complete: true, items }
    : { kind: 'list', complete: true, items, more };
}

function anyList(fact: ListFact, given: FactList | undefined): PossibleList {
  const blank = (): Possible => filledRecord(fact, {}, () => true);
  const items = (given?.items ?? []).map((item) => certain(filledRecord(fact, item, () => true)));
  // A list that cannot be empty has at least one entry, of which nothing is known yet.
  if (items.length === 0 && fact.minimumItems > 0) items.push(certain(blank()));
  return given?.complete === true
    ? { kind: 'list', complete: true, items }
    : { kind: 'list', complete: true, items, more: certain(blank()) };
}

function filledRecord(fact: ListFact, item: FactItem, isAsked: (field: string) => boolean): Possible {
  const record = item as FactRecord;
  const fieldValue = (name: string, field: Fact): Possible => {
    const value = record[name];
    if (!isAsked(name)) return exactly(valueOfFact(field, value));
    return field.kind === 'codes'
      ? anyCodes(field, value as FactList | undefined)
      : anyScalar(field as ScalarFact, value);
  };
  return {
    kind: 'record',
    fields: Object.fromEntries(
      Object.entries(fact.fields).map(([name, field]) => [name, fieldValue(name, field)]),
    ),
  };
}

/** The numbers that a fact may be, below, at and above a bound; parts without a number are left out. */
export function partsOfNumber(name: string, within: Range<Rational>, bound: Rational): readonly Possible[] {
  const fact = factByName(name);
  const step = rational(1n, fact.kind === 'number' && fact.decimals === 0 ? 1n : 100n);
  const floor = roundToMultiple(bound, step, 'floor');
  const isReached = compare(floor, bound) === 0;
  const ends: readonly (readonly [Rational | undefined, Rational | undefined])[] = [
    [within.low, isReached ? subtract(floor, step) : floor],
    ...(isReached ? ([[bound, bound]] as const) : []),
    [add(floor, step), within.high],
  ];
  return ends.flatMap(([low, high]) => {
    const [from, to] = [greatest(low, within.low), negated(greatest(negated(high), negated(within.high)))];
    const isEmpty = from !== undefined && to !== undefined && compare(from, to) > 0;
    return isEmpty ? [] : [ranging(numberValue(between(from, to)), true)];
  });
}

const greatest = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined || (b !== undefined && compare(a, b) < 0) ? b : a;
const negated = (value: Rational | undefined): Rational | undefined =>
  value === undefined ? undefined : negative(value);
