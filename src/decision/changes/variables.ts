import { FACT_NAMES, factOf } from '../../facts/catalogue.js';
import { CODE_LISTS } from '../../facts/code-lists.js';
import type { FactList, FactRecord, FactValue } from '../../facts/given.js';
import type { CodeFact, FlagFact, NumberFact, ScalarFact, Title } from '../../facts/kinds.js';
import type { Reading } from '../reading.js';

type ChangeableFact = NumberFact | FlagFact | CodeFact;

/** One thing known of a household that help, work or a repair can change: a fact, or a field of one item of a list. */
export interface Variable {
  /** Its place among the others: the order of the catalogue, then that of the items. */
  readonly order: number;
  /** Where it stands in the given household. */
  readonly path: readonly (string | number)[];
  /** The fact of the catalogue, or the list that has the item. */
  readonly name: string;
  readonly field?: string;
  /** The place of the item in its list, from 0. */
  readonly item?: number;
  readonly entry: ChangeableFact;
  readonly title: Title;
  readonly value: NonNullable<FactValue>;
}

/** The name by which the catalogue knows it: `housingGrade`, `members.medicalInsurance`. */
export const catalogueName = ({ name, field }: Pick<Variable, 'name' | 'field'>): string =>
  field === undefined ? name : `${name}.${field}`;

const isChangeable = (fact: ScalarFact | { readonly kind: 'codes' | 'list' }): fact is ChangeableFact =>
  (fact.kind === 'number' || fact.kind === 'flag' || fact.kind === 'code') && fact.changeable;

/**
 * What can be changed and is exactly known; a blank is to be found out, not to be changed. `complete` is false where
 * an item of a list could not be read, so that the places of the others are not certain.
 */
export function variablesOf(reading: Reading): {
  readonly variables: readonly Variable[];
  readonly complete: boolean;
} {
  const variables: Variable[] = [];
  let complete = true;
  for (const name of FACT_NAMES) {
    const fact = factOf(name);
    const value = reading.facts[name];
    if (fact === undefined || value === undefined) continue;
    if (fact.kind !== 'list') {
      if (isChangeable(fact))
        variables.push({
          order: variables.length,
          path: [name],
          name,
          entry: fact,
          title: fact.title,
          value,
        });
      continue;
    }
    const fields = Object.entries(fact.fields).filter(([, entry]) => isChangeable(entry));
    const { items } = value as FactList;
    if (fields.length === 0) continue;
    if (reading.dropped.has(name)) {
      complete = false;
      continue;
    }
    for (const [item, record] of items.entries())
      for (const [field, entry] of fields) {
        const known = (record as FactRecord)[field];
        if (known === undefined) continue;
        variables.push({
          order: variables.length,
          path: [name, 'items', item, field],
          name,
          field,
          item,
          entry: entry as ChangeableFact,
          title: {
            zh: `${fact.title.zh}：${entry.title.zh}`,
            en: `${fact.title.en}: ${entry.title.en}`,
          },
          value: known,
        });
      }
  }
  return { variables, complete };
}

/** The other values of a flag or code; of a number there are none to list. */
export function otherValues({ entry, value }: Variable): readonly (string | boolean)[] {
  if (entry.kind === 'flag') return [value !== true];
  return entry.kind === 'code' ? Object.keys(CODE_LISTS[entry.codes]).filter((code) => code !== value) : [];
}

/** The facts that have to be replaced so that a variable has another value; undefined makes it unknown. */
export function factsWith(
  facts: Readonly<Record<string, FactValue>>,
  { name, field, item }: Variable,
  value: FactValue,
): Readonly<Record<string, FactValue>> {
  if (field === undefined) return { [name]: value };
  const list = facts[name] as FactList;
  const items = list.items.map((record, index) =>
    index === item ? { ...(record as FactRecord), [field]: value } : record,
  );
  return { [name]: { complete: list.complete, items } };
}
