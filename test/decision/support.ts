import { knownHousehold, type Random, randomFrom } from '../../bench/households.js';
import { type Assessor, CATALOGUE, compile, type Household, resolvePolicy } from '../../src/index.js';
import { SHIPPED_FILES } from '../policy/support.js';

export const ON = '2024-11-01';
/** Gansu's line of 2024. */
export const LINE = 7_800;

export const assessorFor = (region: string, on: string): Assessor =>
  compile(resolvePolicy(SHIPPED_FILES, { region, on }));
export const gansu2024 = assessorFor('620000', ON);

/** Facts that can be worked out from a list, and the lists. */
const LISTS = ['members', 'incomes', 'costs', 'claims', 'spending', 'observedIncomes', 'events', 'measures'];

export type Given = Record<string, unknown>;

export function fullHousehold(seed: number, parts: boolean): Given {
  const household: Given = { ...knownHousehold(randomFrom(seed), { on: ON, line: LINE }) };
  if (!parts) for (const list of LISTS) delete household[list];
  return household;
}

export const assess = (household: Given, on = ON) => gansu2024.assess(household as Household, { on });

interface Items {
  readonly complete: boolean;
  readonly items: readonly unknown[];
}
const isItems = (value: unknown): value is Items =>
  typeof value === 'object' && value !== null && 'items' in value;

/**
 * A household of which less is known, and the same with some of the blanks made known: facts left out, lists
 * made incomplete, fields of their items left out, days known only by their month.
 */
export function blanked(
  full: Given,
  random: Random,
  depth = 0,
): { readonly less: Given; readonly more: Given } {
  const less: Given = {};
  const more: Given = {};
  const share = depth === 0 ? 0.5 : 0.2;
  for (const [name, value] of Object.entries(full)) {
    const fate = random();
    if (fate < share * 0.4) continue;
    more[name] = value;
    if (fate < share) continue;
    less[name] = value;
    if (!isItems(value)) {
      const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
      if (isDay && random() < 0.2) less[name] = value.slice(0, 7);
      continue;
    }
    const pairs = value.items.map((item) =>
      typeof item === 'object' ? blanked(item as Given, random, depth + 1) : { less: item, more: item },
    );
    const moreComplete = random() < 0.9;
    const lessComplete = moreComplete && random() < 0.8;
    more[name] = { complete: moreComplete, items: pairs.map((pair) => pair.more) };
    less[name] = {
      complete: lessComplete,
      items: pairs.filter(() => lessComplete || random() < 0.7).map((pair) => pair.less),
    };
    if (lessComplete && pairs.length === 0) less[name] = value;
  }
  return { less, more };
}

/** Whether a fact, or a field of a list (`members.birthDate`), is not exactly known. */
export function isBlank(household: Given, name: string): boolean {
  const [list = name, field] = name.split('.');
  const value = household[list];
  if (value === undefined || value === null) return true;
  if (field === undefined) return isItems(value) ? !value.complete : isMonthOfDay(list, value);
  return isItems(value) && value.items.some((item) => isBlankField((item as Given)[field]));
}
const isBlankField = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isItems(value) && !value.complete) ||
  (typeof value === 'string' && /^\d{4}-\d{2}$/.test(value));
const isMonthOfDay = (name: string, value: unknown): boolean =>
  CATALOGUE[name as keyof typeof CATALOGUE].kind === 'day' && typeof value === 'string' && value.length === 7;

/** The household with a fact, or a field of every item of a list, taken from what is fully known. */
export function filled(household: Given, full: Given, name: string): Given {
  const [list = name, field] = name.split('.');
  if (field === undefined) return { ...household, [list]: full[list] };
  const value = household[list] as Items;
  const known = (full[list] as Items).items;
  if (!value.complete || value.items.length !== known.length) return { ...household, [list]: full[list] };
  const items = value.items.map((item, index) => ({
    ...(item as Given),
    [field]: (known[index] as Given)[field],
  }));
  return { ...household, [list]: { ...value, items } };
}
