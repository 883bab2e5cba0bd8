import { freezeDeep } from '../values/freeze-deep.js';
import { CLUE_FACTS } from './catalogue/clues.js';
import { IDENTITY_FACTS } from './catalogue/identity.js';
import { INCOME_FACTS } from './catalogue/income.js';
import { MEMBER_FACTS } from './catalogue/members.js';
import { MONITORING_FACTS } from './catalogue/monitoring.js';
import { PROPERTY_FACTS } from './catalogue/property.js';
import { SAFEGUARD_FACTS } from './catalogue/safeguards.js';
import type { Fact } from './kinds.js';

/**
 * The catalogue: everything that can be known about a household, one entry a fact. The household schema, the
 * `Household` type, the JSON Schema and the reading of sheets are all made from it.
 */
export const CATALOGUE = freezeDeep({
  ...IDENTITY_FACTS,
  ...MEMBER_FACTS,
  ...INCOME_FACTS,
  ...SAFEGUARD_FACTS,
  ...PROPERTY_FACTS,
  ...MONITORING_FACTS,
  ...CLUE_FACTS,
});

export type Catalogue = typeof CATALOGUE;
export type FactName = keyof Catalogue;

/** The entry of a fact, or undefined if the catalogue has none of that name. */
export const factOf = (name: string): Fact | undefined =>
  Object.hasOwn(CATALOGUE, name) ? (CATALOGUE as Readonly<Record<string, Fact>>)[name] : undefined;

export const FACT_NAMES = Object.keys(CATALOGUE) as readonly FactName[];
