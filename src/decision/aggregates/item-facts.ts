import type { FactList, FactValue } from '../../facts/given.js';
import type { Household } from '../../facts/household.js';
import { readHousehold } from '../../facts/read.js';
import type { Month } from '../../values/day.js';
import { type Rational, rationalToNumber } from '../../values/rational.js';
import { type MonitoringState, monthOf, pickFacts, stateOf } from '../history/monitoring-record.js';
import { AREA_LEVELS, type AreaLevel, type SummaryItem, type SummaryRequest } from './summary.js';

/** The risks on record, each once. */
export interface RecordedRisks {
  readonly complete: boolean;
  readonly codes: readonly string[];
}

/** What a summary reads of a household; what is blank or cannot be read is absent. */
export interface SummaryFacts {
  readonly place: Readonly<Partial<Record<AreaLevel, string>>>;
  readonly persons: number | undefined;
  readonly state: MonitoringState;
  readonly identifiedMonth: Month | undefined;
  readonly removedMonth: Month | undefined;
  readonly risks: RecordedRisks | undefined;
}

const NAMES = [
  ...AREA_LEVELS,
  'members',
  'reportedMemberCount',
  'monitoringStatus',
  'identifiedMonth',
  'removedMonth',
  'identifiedRisks',
] as const satisfies readonly (keyof Household)[];

/** The members where their list is complete, otherwise their number as recorded. */
function personsOf(values: Readonly<Record<string, FactValue>>): number | undefined {
  const members = values['members'] as FactList | undefined;
  if (members?.complete === true) return members.items.length;
  const reported = values['reportedMemberCount'] as Rational | undefined;
  return reported === undefined ? undefined : rationalToNumber(reported);
}

/** A name as it is compared: full-width letters and stray blanks make no other village. */
const nameOf = (value: FactValue): string | undefined =>
  typeof value === 'string' ? value.normalize('NFKC').trim() || undefined : undefined;

export function summaryFacts(
  { household, assessment }: SummaryItem,
  { by, declaredBlanks = {} }: SummaryRequest,
): SummaryFacts {
  const { values } = readHousehold(pickFacts(household, NAMES));
  const status: keyof Household = 'monitoringStatus';
  const declared = assessment?.declaredBlanks.includes(status) ? declaredBlanks[status] : undefined;
  const levels = AREA_LEVELS.slice(0, AREA_LEVELS.indexOf(by) + 1);
  const place = levels.flatMap((level) => {
    const name = nameOf(values[level]);
    return name === undefined ? [] : [[level, name] as const];
  });
  const risks = values['identifiedRisks'] as FactList | undefined;
  return Object.freeze({
    place: Object.freeze(Object.fromEntries(place)),
    persons: personsOf(values),
    state: stateOf(values[status] ?? (typeof declared === 'string' ? declared : undefined)),
    identifiedMonth: monthOf(values['identifiedMonth']),
    removedMonth: monthOf(values['removedMonth']),
    risks: risks && { complete: risks.complete, codes: [...new Set(risks.items as readonly string[])] },
  });
}

const isBare = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** A text for what a summary reads of a plain household, the same only of those it reads alike; undefined of others. */
function keyOf(household: unknown): string | undefined {
  if (typeof household !== 'object' || household === null) return undefined;
  const picked: unknown[] = [];
  for (const name of NAMES) {
    // What it inherits is none of its facts.
    const value = Object.hasOwn(household, name) ? (household as Household)[name] : null;
    if ((value ?? null) === null) picked.push(null);
    else if (isBare(value)) picked.push(value);
    else {
      const { complete, items } = value as { readonly complete?: unknown; readonly items?: unknown };
      const isOfRisks = name === 'identifiedRisks' && typeof complete === 'boolean' && Array.isArray(items);
      if (!isOfRisks || Object.keys(value as object).length !== 2 || !items.every(isBare)) return undefined;
      picked.push([complete, items]);
    }
  }
  return JSON.stringify(picked);
}

/** So many different ones are remembered: a village has few sizes of households, states and months. */
const MOST_REMEMBERED = 10_000;

/** Reads what a summary reads, and remembers it: of households that are alike it gives one object. */
export class SummaryFactsReader {
  private readonly request: SummaryRequest;
  private readonly remembered = new Map<string, SummaryFacts>();

  constructor(request: SummaryRequest) {
    this.request = request;
  }

  read(item: SummaryItem): SummaryFacts {
    const plain = keyOf(item.household);
    if (plain === undefined) return summaryFacts(item, this.request);
    const status: keyof Household = 'monitoringStatus';
    const key = `${item.assessment?.declaredBlanks.includes(status) === true ? 1 : 0}${plain}`;
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const made = summaryFacts(item, this.request);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, made);
    return made;
  }
}
