import type { Random } from '../../../bench/households.js';
import type { Interpreter } from '../../../src/backends/interpreter/interpreter.js';
import { interpreterOf, type Reading } from '../../../src/decision/reading.js';
import type { FactItem, FactList, FactRecord, FactValue } from '../../../src/facts/given.js';
import type { Fact } from '../../../src/facts/kinds.js';
import { CATALOGUE, codesOf } from '../../../src/index.js';
import { addDays, addMonths, exactDay, monthOfDay } from '../../../src/values/day.js';
import { exactly, type Range } from '../../../src/values/range.js';
import { rationalFromNumber } from '../../../src/values/rational.js';

export type Facts = Readonly<Record<string, FactValue>>;

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

const AMOUNTS = [0, 1, 100, 4_000, 7_799.99, 7_800, 7_800.01, 20_000, 31_200, 60_000, 1_000_000];
const COUNTS = [0, 1, 2, 3, 4, 6, 12, 30, 365];

/** Any value that the catalogue allows and that agrees with what is known, close to what thresholds are about. */
function answer(fact: Fact, given: FactValue, on: string, random: Random): FactValue {
  switch (fact.kind) {
    case 'flag':
      return given ?? random() < 0.5;
    case 'code':
      return given ?? pick(random, codesOf(fact.codes));
    case 'text':
      return given ?? pick(random, ['1', '2', '3']);
    case 'number': {
      if (given !== undefined) return given;
      const near = fact.decimals === 0 ? COUNTS : AMOUNTS;
      const allowed = [...near, -20_000, fact.minimum, fact.minimum + 1, fact.maximum].filter(
        (value) => value >= fact.minimum && value <= fact.maximum,
      );
      return rationalFromNumber(pick(random, allowed));
    }
    case 'day': {
      if (given === undefined)
        return exactDay(
          pick(random, [
            addDays(on, -pick(random, [0, 1, 20, 200, 400, 3_000, 5_000, 12_000, 27_000])),
            addDays(on, 10),
            '1000-01-01',
            '9999-12-31',
          ]),
        );
      const { low, high } = given as Range<string>;
      return exactDay(pick(random, [low, high]) as string);
    }
    case 'month':
      return (
        given ??
        exactly(pick(random, [addMonths(monthOfDay(on), -pick(random, [0, 1, 2, 7, 12, 13, 40])), '9999-12']))
      );
    case 'codes': {
      const list = given as FactList | undefined;
      if (list?.complete === true) return list;
      const share = pick(random, [0, 0.1, 0.5]);
      const more = codesOf(fact.codes).filter((code) => random() < share && !list?.items.includes(code));
      return { complete: true, items: [...(list?.items ?? []), ...more] };
    }
    case 'list': {
      const list = given as FactList | undefined;
      const filled = (item: FactItem): FactItem => ({
        ...(item as FactRecord),
        ...Object.fromEntries(
          Object.entries(fact.fields).map(([name, field]) => [
            name,
            answer(field, (item as FactRecord)[name], on, random),
          ]),
        ),
      });
      const items = (list?.items ?? []).map(filled);
      const least = items.length > 0 ? 0 : fact.minimumItems;
      const extra = list?.complete === true ? 0 : least + pick(random, [0, 0, 1, 2, 3]);
      return { complete: true, items: [...items, ...Array.from({ length: extra }, () => filled({}))] };
    }
  }
}

/** Answers to questions, drawn at random: the facts that they make known. */
export function answersTo(names: readonly string[], reading: Reading, random: Random): Facts {
  const found: Record<string, FactValue> = {};
  const whole = names.filter((name) => !name.includes('.'));
  for (const name of whole)
    found[name] = answer(CATALOGUE[name as keyof typeof CATALOGUE], reading.facts[name], reading.on, random);
  for (const name of names) {
    const [listName = '', field = ''] = name.split('.');
    const fact = CATALOGUE[listName as keyof typeof CATALOGUE] as Fact;
    if (field === '' || whole.includes(listName) || fact.kind !== 'list') continue;
    const list = (found[listName] ?? reading.facts[listName]) as FactList;
    const items = list.items.map((item) => ({
      ...(item as FactRecord),
      [field]: answer(fact.fields[field] as Fact, (item as FactRecord)[field], reading.on, random),
    }));
    found[listName] = { ...list, items };
  }
  return found;
}

/** The outcome of a reading with facts made known. */
export function outcomeWith(reading: Reading, outcome: string, facts: Facts): string {
  return outcomeOf(interpreterOf(reading, { facts }), outcome);
}
export function outcomeOf(interpreter: Interpreter, outcome: string): string {
  const value = interpreter.definition(outcome);
  return value.type === 'text' ? value.value : 'unknown';
}
export const isOpen = (outcome: string): boolean => ['verify', 'noStandard', 'unknown'].includes(outcome);
