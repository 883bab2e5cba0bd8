import { CATALOGUE } from '../../facts/catalogue.js';
import type { FactItem, FactList, FactRecord, FactValue } from '../../facts/given.js';
import type { CodesFact, Fact, ListFact } from '../../facts/kinds.js';
import { exactNumber, textValue, timeValue, truthValue, UNKNOWN, type Value } from '../../language/value.js';
import type { Range } from '../../values/range.js';
import type { Rational } from '../../values/rational.js';
import { truthOf } from '../../values/truth.js';

/** A fact as a value of the language; a blank is unknown. */
export function valueOfFact(fact: Fact, given: FactValue): Value {
  if (given === undefined) return UNKNOWN;
  switch (fact.kind) {
    case 'number':
      return exactNumber(given as Rational);
    case 'flag':
      return truthValue(truthOf(given as boolean));
    case 'code':
    case 'text':
      return textValue(given as string);
    case 'day':
    case 'month':
      return timeValue(fact.kind, given as Range<string>);
    case 'codes':
    case 'list':
      return listValue(fact, given as FactList);
  }
}

function listValue(fact: ListFact | CodesFact, given: FactList): Value {
  const itemValue = (item: FactItem): Value =>
    fact.kind === 'list' ? recordValue(fact, item as FactRecord) : textValue(item as string);
  return {
    type: 'list',
    complete: given.complete,
    members: given.items.map((item) => ({ belongs: 'true', value: itemValue(item) })),
  };
}

function recordValue(fact: ListFact, record: FactRecord): Value {
  const fields = Object.fromEntries(
    Object.entries(fact.fields).map(([name, field]) => [name, valueOfFact(field, record[name])]),
  );
  return { type: 'record', fields };
}

/** A fact of the catalogue by name. */
export const factByName = (name: string): Fact => (CATALOGUE as Readonly<Record<string, Fact>>)[name] as Fact;
