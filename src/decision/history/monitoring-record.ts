import type { Code } from '../../facts/code-lists.js';
import type { FactItem, FactRecord, FactValue } from '../../facts/given.js';
import type { Household } from '../../facts/household.js';
import { readHousehold } from '../../facts/read.js';
import { definedOnly } from '../../policy/parameters.js';
import type { Program } from '../../policy/policy.js';
import { type Day, type Month, monthOfDay } from '../../values/day.js';
import type { Range } from '../../values/range.js';
import type { Truth } from '../../values/truth.js';
import { applyDeclaredBlanks } from '../declared-blanks.js';

/** Whether a household is monitored, as its record states it. A blank, or what cannot be read, is `unknown`. */
export type MonitoringState = 'notMonitored' | 'monitored' | 'removed' | 'unknown';

const STATES: Readonly<Record<Code<'monitoringStatus'>, Exclude<MonitoringState, 'unknown'>>> = {
  未纳入: 'notMonitored',
  风险未消除: 'monitored',
  风险已消除: 'removed',
};
const CARRIED_OUT: Code<'measureStatus'> = '已实施';

export const stateOf = (status: FactValue): MonitoringState =>
  typeof status === 'string' && Object.hasOwn(STATES, status)
    ? STATES[status as Code<'monitoringStatus'>]
    : 'unknown';

/** The official name of a state that is known. */
export const statusNamed = (state: Exclude<MonitoringState, 'unknown'>): Code<'monitoringStatus'> =>
  (Object.keys(STATES) as Code<'monitoringStatus'>[]).find(
    (status) => STATES[status] === state,
  ) as Code<'monitoringStatus'>;

/** A measure as a record states it. */
export interface RecordedMeasure {
  readonly measure?: Code<'measure'>;
  readonly forRisk?: Code<'risk'>;
  /** Its first day, or the month where only that is on record. */
  readonly startedOn?: Day | Month;
  /** Whether it is on record as carried out; unknown where the record leaves that blank. */
  readonly carriedOut: Truth;
}

/** What a record says of the course of monitoring; what it leaves blank is absent. */
export interface MonitoringRecord {
  readonly state: MonitoringState;
  readonly identifiedMonth?: Month | undefined;
  readonly removedMonth?: Month | undefined;
  readonly mode?: Code<'removalMode'> | undefined;
  readonly category?: Code<'monitoringCategory'> | undefined;
  readonly measures?: readonly RecordedMeasure[] | undefined;
  readonly measureCarriedOut?: boolean | undefined;
  /** Only to see whether all records are of one household; stands in no text. */
  readonly householdId?: string | undefined;
}

/** The record of a day when it cannot be told which of two counts. */
export const NO_RECORD: MonitoringRecord = Object.freeze({ state: 'unknown' });

const NAMES = [
  'householdId',
  'monitoringStatus',
  'monitoringCategory',
  'identifiedMonth',
  'removedMonth',
  'removalMode',
  'measures',
  'measureCarriedOut',
] as const satisfies readonly (keyof Household)[];

/** The named facts of a household of unknown quality, so that the others need not be read again. */
export function pickFacts(household: unknown, names: readonly (keyof Household)[]): unknown {
  if (typeof household !== 'object' || household === null || Array.isArray(household)) return household;
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.hasOwn(household, name) ? [[name, (household as Readonly<Record<string, unknown>>)[name]]] : [],
    ),
  );
}

export const monthOf = (value: FactValue): Month | undefined =>
  (value as Range<Month> | undefined)?.low ?? undefined;
const textOf = <Text extends string>(value: FactValue): Text | undefined =>
  typeof value === 'string' ? (value as Text) : undefined;

/** A day where it is exact, otherwise the month for which it stands. */
function dayOrMonth(value: FactValue): Day | Month | undefined {
  const { low, high } = (value ?? {}) as Partial<Range<Day>>;
  if (low === undefined) return undefined;
  return low === high ? low : monthOfDay(low);
}

function measureOf(item: FactItem): RecordedMeasure {
  const fields = item as FactRecord;
  const status = textOf(fields['status']);
  return Object.freeze(
    definedOnly({
      measure: textOf<Code<'measure'>>(fields['measure']),
      forRisk: textOf<Code<'risk'>>(fields['forRisk']),
      startedOn: dayOrMonth(fields['startedOn']),
      carriedOut: status === undefined ? 'unknown' : status === CARRIED_OUT ? 'true' : 'false',
    }) as RecordedMeasure,
  );
}

/** Reads what a household's record says of its monitoring, with the blanks that a pack of the day declares. */
export function readMonitoring(program: Program, household: unknown): MonitoringRecord {
  const read = readHousehold(pickFacts(household, NAMES));
  const { values } = applyDeclaredBlanks(program, read.values, read.unusable);
  const { measures, measureCarriedOut } = values;
  return {
    state: stateOf(values['monitoringStatus']),
    identifiedMonth: monthOf(values['identifiedMonth']),
    removedMonth: monthOf(values['removedMonth']),
    mode: textOf(values['removalMode']),
    category: textOf(values['monitoringCategory']),
    measures: typeof measures === 'object' && 'items' in measures ? measures.items.map(measureOf) : undefined,
    measureCarriedOut: typeof measureCarriedOut === 'boolean' ? measureCarriedOut : undefined,
    householdId: textOf<string>(values['householdId'])?.normalize('NFKC').trim(),
  };
}
