import type { FactItem, FactList, FactRecord, FactValue } from '../src/facts/given.js';
import type { Policy } from '../src/index.js';
import { loadPolicy } from '../src/node.js';
import { monthOfDay } from '../src/values/day.js';
import type { Range } from '../src/values/range.js';
import { type Rational, rationalToNumber } from '../src/values/rational.js';
import { knownHousehold, type Random, randomFrom } from './households.js';
import { drawHouseholds, type HouseholdValues } from './pinned/households.js';
import { PINNED_DAY, pinnedPolicy } from './pinned/pinned-policy.js';

/** A list as it is given. */
export interface GivenList {
  readonly complete: boolean;
  readonly items: readonly unknown[];
}
/** A household as `assess` takes it: bare values, of which those that are unknown are left out. */
export type GivenHousehold = Readonly<Record<string, unknown>>;

/** A household of the pinned policy as it would be given. */
export const givenHousehold = (household: HouseholdValues): GivenHousehold =>
  givenRecord(household as FactRecord);

/** A policy of the benchmark, and seeded households that have what it reads. */
export interface Subject {
  readonly policy: Policy;
  readonly on: string;
  households(seed: number): Iterable<GivenHousehold>;
}

const isList = (value: object): value is FactList => 'items' in value;
const isNumber = (value: object): value is Rational => 'numerator' in value;

/** A fact as a household would give it. */
function given(value: FactValue): unknown {
  if (typeof value !== 'object') return value;
  if (isNumber(value)) return rationalToNumber(value);
  if (isList(value)) return { complete: value.complete, items: value.items.map(givenItem) };
  const { low, high } = value as Range<string>;
  return low === undefined || low === high ? low : monthOfDay(low);
}
const givenItem = (item: FactItem): unknown => (typeof item === 'string' ? item : givenRecord(item));
const givenRecord = (record: FactRecord): GivenHousehold =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, given(value)]));

/** Of facts, of fields and of lists; a list is missing or not complete. */
const UNKNOWN_SHARE = 0.05;

/** A household of which five in a hundred values are left out, and some days are known by their month only. */
function withBlanks(household: GivenHousehold, random: Random): GivenHousehold {
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(household)) {
    if (random() < UNKNOWN_SHARE) continue;
    rest[name] = value;
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && random() < UNKNOWN_SHARE)
      rest[name] = monthOfDay(value);
    if (typeof value !== 'object' || value === null) continue;
    const { complete, items } = value as GivenList;
    rest[name] = {
      complete: complete && random() >= UNKNOWN_SHARE,
      items: items.map((item) =>
        typeof item === 'object' ? withBlanks(item as GivenHousehold, random) : item,
      ),
    };
  }
  return rest;
}

const SHIPPED_REGION = '620000';
const SHIPPED_LINE = 7_800;

/** The pinned policy of the benchmark, or the rules shipped for a province. */
export const SUBJECTS: Readonly<Record<string, () => Promise<Subject>>> = {
  pinned: async () => ({
    policy: await pinnedPolicy(),
    on: PINNED_DAY,
    *households(seed) {
      for (const household of drawHouseholds(seed, PINNED_DAY)) yield givenHousehold(household);
    },
  }),
  shipped: async () => ({
    policy: await loadPolicy({ region: SHIPPED_REGION, on: PINNED_DAY }),
    on: PINNED_DAY,
    *households(seed) {
      const random = randomFrom(seed);
      for (;;)
        yield withBlanks(
          knownHousehold(random, { on: PINNED_DAY, line: SHIPPED_LINE }) as GivenHousehold,
          random,
        );
    },
  }),
};
