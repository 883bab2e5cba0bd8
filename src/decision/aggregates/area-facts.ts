import type { Locale } from '../../values/issues.js';
import { add, divide, type Rational, rational } from '../../values/rational.js';
import { type CountingUnit, quotient } from './shares.js';
import type { AreaCounts, Distribution } from './summary.js';
import { AREA_GAP_TEXTS, type AreaFactGap } from './words.js';

/** An area in one period, and how large it is altogether. */
export interface AreaPeriod {
  /** The total or a group of a summary. */
  readonly counts: AreaCounts;
  /** All rural households and persons of the area, from the register; a list of the monitored only is not all. */
  readonly households?: number;
  readonly persons?: number;
  /** Whether the list that was summarized holds all of them; then its own numbers are used where none is given. */
  readonly isWholeArea?: boolean;
}

export interface AreaFactsRequest {
  readonly current: AreaPeriod;
  /** The area's own past. */
  readonly earlier?: readonly AreaPeriod[];
  /** Other areas in the same period. */
  readonly neighbours?: readonly AreaPeriod[];
  /** The unit of the three incidences; households unless told. */
  readonly unit?: CountingUnit;
}

/** The names of the numbers, in which rules on areas read them. */
export type AreaFactName =
  | 'areaHouseholds'
  | 'areaPersons'
  | 'monitoredHouseholds'
  | 'newlyIdentifiedHouseholds'
  | 'incidence'
  | 'incidenceBefore'
  | 'incidenceOfNeighbours'
  | 'largestRiskShare';

/**
 * Numbers of an area for early warning, each exact, or undefined where it is unknown: an area of which a single
 * status is blank has no known incidence.
 */
export interface AreaFacts extends Readonly<Record<AreaFactName, Rational | undefined>> {
  /** All households of the area. */
  readonly areaHouseholds: Rational | undefined;
  /** All persons of the area. */
  readonly areaPersons: Rational | undefined;
  /** Households whose risk is not removed. */
  readonly monitoredHouseholds: Rational | undefined;
  /** Households identified in the summary's period. */
  readonly newlyIdentifiedHouseholds: Rational | undefined;
  /** A ratio from 0 to 1: monitored ÷ all, in the unit asked for. */
  readonly incidence: Rational | undefined;
  /** A ratio: the plain mean of the incidences of the earlier periods. */
  readonly incidenceBefore: Rational | undefined;
  /** A ratio: monitored ÷ all over all neighbours together, so that each weighs by its size in the unit asked for. */
  readonly incidenceOfNeighbours: Rational | undefined;
  /**
   * A ratio, by households: those with the most frequent risk on record ÷ all of them. Of the newly identified where
   * the summary has a period, otherwise of the monitored. One household may have several risks.
   */
  readonly largestRiskShare: Rational | undefined;
  /** The codes of that risk; several where they are equally frequent, none where the share is unknown. */
  readonly largestRisks: readonly string[];
  /** Why a number is unknown. */
  readonly gaps: readonly {
    readonly fact: AreaFactName;
    readonly gap: AreaFactGap;
    readonly households?: number;
  }[];
}

/** A number, or why it is unknown. */
type Known<Value> = { readonly value: Value } | { readonly gap: AreaFactGap; readonly households?: number };
type KnownNumber = Known<number>;
const isKnown = <Value>(known: Known<Value>): known is { readonly value: Value } => 'value' in known;

/** All households or persons of an area. */
function sizeOf({ counts, isWholeArea, ...given }: AreaPeriod, unit: CountingUnit): KnownNumber {
  const listed = counts.all[unit];
  const { householdsOfUnknownSize } = counts.all;
  const size = given[unit];
  if (size !== undefined) {
    if (!Number.isSafeInteger(size) || size < listed) return { gap: 'areaSizeTooSmall' };
    return { value: size };
  }
  if (isWholeArea !== true) return { gap: 'areaSizeNotGiven' };
  return unit === 'persons' && householdsOfUnknownSize > 0
    ? { gap: 'sizeUnknown', households: householdsOfUnknownSize }
    : { value: listed };
}

/** Those whose risk is not removed; unknown where any status is. */
function monitoredIn({ counts: { status } }: AreaPeriod, unit: CountingUnit): KnownNumber {
  const { unknown, monitored } = status;
  if (unknown.households > 0) return { gap: 'statusUnknown', households: unknown.households };
  return unit === 'persons' && monitored.householdsOfUnknownSize > 0
    ? { gap: 'sizeUnknown', households: monitored.householdsOfUnknownSize }
    : { value: monitored[unit] };
}

/** Monitored ÷ all over some areas together. */
function incidenceOf(areas: readonly AreaPeriod[], unit: CountingUnit): Known<Rational> {
  if (areas.length === 0) return { gap: 'noneGiven' };
  let [monitored, all] = [0, 0];
  for (const area of areas) {
    const [ofMonitored, ofAll] = [monitoredIn(area, unit), sizeOf(area, unit)];
    if (!isKnown(ofMonitored)) return ofMonitored;
    if (!isKnown(ofAll)) return ofAll;
    monitored += ofMonitored.value;
    all += ofAll.value;
  }
  const value = quotient(monitored, all);
  return value === undefined ? { gap: 'areaSizeNotGiven' } : { value };
}

function meanIncidence(periods: readonly AreaPeriod[], unit: CountingUnit): Known<Rational> {
  const incidences = periods.map((period) => incidenceOf([period], unit));
  const unknown = incidences.find((each) => !isKnown(each));
  if (unknown !== undefined) return unknown;
  const values = incidences.filter(isKnown).map(({ value }) => value);
  return values.length === 0
    ? { gap: 'noneGiven' }
    : { value: divide(values.reduce(add), rational(BigInt(values.length))) };
}

function newlyIdentifiedIn({ counts: { period } }: AreaPeriod): KnownNumber {
  if (period === undefined) return { gap: 'periodNotGiven' };
  const { households } = period.possiblyNewlyIdentified;
  return households > 0
    ? { gap: 'identificationUnclear', households }
    : { value: period.newlyIdentified.households };
}

/** The households whose risks are counted: the newly identified, or without a period the monitored. */
function risksIn(area: AreaPeriod): Known<{ readonly among: number; readonly risks: Distribution }> {
  const { counts } = area;
  const among = counts.period === undefined ? monitoredIn(area, 'households') : newlyIdentifiedIn(area);
  if (!isKnown(among)) return among;
  const risks = counts.period?.risksOfNewlyIdentified ?? counts.risksOfMonitored;
  const { households } = risks.unsettled;
  if (households > 0) return { gap: 'risksUnclear', households };
  return among.value === 0 ? { gap: 'nobodyMonitored' } : { value: { among: among.value, risks } };
}

function largestRisk(
  area: AreaPeriod,
): Known<{ readonly share: Rational; readonly codes: readonly string[] }> {
  const counted = risksIn(area);
  if (!isKnown(counted)) return counted;
  const { among, risks } = counted.value;
  const entries = Object.entries(risks.certain);
  const most = Math.max(0, ...entries.map(([, { households }]) => households));
  const codes = entries.filter(([, { households }]) => households === most).map(([code]) => code);
  return { value: { share: rational(BigInt(most), BigInt(among)), codes } };
}

const asRational = (known: KnownNumber): Known<Rational> =>
  isKnown(known) ? { value: rational(BigInt(known.value)) } : known;

/**
 * Turns summaries of an area into numbers for early-warning rules. Decides nothing and knows no threshold. What
 * cannot be told exactly is undefined, and `gaps` says why.
 */
export function areaFacts(request: AreaFactsRequest): AreaFacts {
  const { current, earlier = [], neighbours = [], unit = 'households' } = request;
  const risk = largestRisk(current);
  const known: Readonly<Record<AreaFactName, Known<Rational>>> = {
    areaHouseholds: asRational(sizeOf(current, 'households')),
    areaPersons: asRational(sizeOf(current, 'persons')),
    monitoredHouseholds: asRational(monitoredIn(current, 'households')),
    newlyIdentifiedHouseholds: asRational(newlyIdentifiedIn(current)),
    incidence: incidenceOf([current], unit),
    incidenceBefore: meanIncidence(earlier, unit),
    incidenceOfNeighbours: incidenceOf(neighbours, unit),
    largestRiskShare: isKnown(risk) ? { value: risk.value.share } : risk,
  };
  const names = Object.keys(known) as AreaFactName[];
  const values = names.map((name) => {
    const each = known[name];
    return [name, isKnown(each) ? each.value : undefined] as const;
  });
  const gaps = names.flatMap((fact) => {
    const each = known[fact];
    return isKnown(each) ? [] : [Object.freeze({ fact, ...each })];
  });
  return Object.freeze({
    ...(Object.fromEntries(values) as Record<AreaFactName, Rational | undefined>),
    largestRisks: Object.freeze(isKnown(risk) ? [...risk.value.codes] : []),
    gaps: Object.freeze(gaps),
  });
}

/** Why a number of an area is unknown, in a sentence. */
export const areaGapText = ({ gap, households }: AreaFacts['gaps'][number], locale: Locale): string =>
  AREA_GAP_TEXTS[locale][gap].replace('{households}', String(households ?? ''));
