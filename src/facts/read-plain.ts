import { daysOfMonth, exactDay, isMonth } from '../values/day.js';
import { exactly } from '../values/range.js';
import { rationalFromNumber } from '../values/rational.js';
import { CATALOGUE } from './catalogue.js';
import type { FactItem, FactList, FactRecord, FactValue } from './given.js';
import type { Fact, ScalarFact } from './kinds.js';

/** What a bare value of a fact stands for; whether it can be is checked before. */
export function bareValue(fact: ScalarFact, value: unknown): FactValue {
  if (fact.kind === 'number') return rationalFromNumber(value as number);
  if (fact.kind === 'day')
    return isMonth(value as string) ? daysOfMonth(value as string) : exactDay(value as string);
  if (fact.kind === 'month') return exactly(value as string);
  return value as string | boolean;
}

/**
 * The facts of a household of which every value is known to be bare and possible: what `readHousehold` makes of it,
 * without asking again.
 */
export const readPlainHousehold = (
  household: Readonly<Record<string, unknown>>,
): Readonly<Record<string, FactValue>> => plainRecord(CATALOGUE, household);

function plainRecord(
  fields: Readonly<Record<string, Fact>>,
  record: Readonly<Record<string, unknown>>,
): FactRecord {
  const values: Record<string, FactValue> = Object.create(null) as Record<string, FactValue>;
  for (const name of Object.keys(record)) {
    const given = record[name];
    if (given !== null && given !== undefined) values[name] = plainValue(fields[name] as Fact, given);
  }
  return values;
}

function plainValue(fact: Fact, given: unknown): FactValue {
  if (fact.kind !== 'list' && fact.kind !== 'codes') return bareValue(fact, given);
  const { complete, items } = given as FactList;
  const read = (item: unknown): FactItem =>
    fact.kind === 'codes'
      ? (item as string)
      : plainRecord(fact.fields, item as Readonly<Record<string, unknown>>);
  return { complete, items: items.map(read) };
}
