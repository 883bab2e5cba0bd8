import type { Household } from '../../facts/household.js';
import type { Month } from '../../values/day.js';
import type { ExitOutcome, IdentificationOutcome } from '../assessment.js';
import type { CountedAssessment } from '../counted-assessment.js';
import type { MonitoringState } from '../history/monitoring-record.js';
import type { Tally } from './counts.js';
import type { ClearedShare } from './shares.js';

/** The levels of a place, from the highest; each is a fact of the household. */
export const AREA_LEVELS = ['province', 'prefecture', 'county', 'township', 'village'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** A household and its answer (an assessment holds it); one that could not be assessed has none and is counted apart. */
export interface SummaryItem {
  readonly household: Household;
  readonly assessment?: CountedAssessment | undefined;
}

export interface SummaryRequest {
  /** The level of the groups. Villages of one name in two townships are two groups. */
  readonly by: AreaLevel;
  /** The months, both included, of which newly identified and newly removed households are counted. */
  readonly period?: { readonly from: Month; readonly to: Month };
  /** Groups of fewer households than this are merged into one, for publication; without it, all are shown. */
  readonly smallestGroup?: number;
  /**
   * What a blank means by the packs: `policy.program.declaredBlanks`. Used where an assessment says that it took a
   * blank so; without it such a blank is counted as not known.
   */
  readonly declaredBlanks?: Readonly<Record<string, boolean | number | string>>;
}

/**
 * How households spread over the codes of a stage. Where the stage collects (risks, measures, referrals) a household
 * stands under each of its codes, so that the codes add up to more than the households.
 */
export interface Distribution {
  /** By code (or by the name of a rule that has none), those for which it is certain. */
  readonly certain: Readonly<Record<string, Tally>>;
  /** By code, those for which something unknown leaves it open; none of them is in `certain` under this code. */
  readonly possible: Readonly<Record<string, Tally>>;
  /** Those to which certainly no code applies. */
  readonly none: Tally;
  /** Those for which anything is open. */
  readonly unsettled: Tally;
  /** Of the tier, the track and the measures: those advised to exit, to whom no help is advised; in no other number. */
  readonly exitAdvised: Tally;
}

/** The stages of an assessment that are counted by code. */
export const COUNTED_STAGES = {
  category: 'category',
  risks: 'risk',
  tier: 'tier',
  track: 'track',
  measures: 'measure',
  referrals: 'refer',
  reassessment: 'reassess',
} as const;
export type CountedStage = keyof typeof COUNTED_STAGES;

/** What is new in the period asked for, by the months on record. */
export interface PeriodCounts {
  readonly from: Month;
  readonly to: Month;
  /** Identified in a month of the period. */
  readonly newlyIdentified: Tally;
  /** Monitored or removed with the month of identification left blank, or with a record that contradicts itself. */
  readonly possiblyNewlyIdentified: Tally;
  readonly newlyRemoved: Tally;
  readonly possiblyNewlyRemoved: Tally;
  /** The risks on record of the newly identified. */
  readonly risksOfNewlyIdentified: Distribution;
}

/** The counts of an area. Every number is of households and persons; no household can be told from them by name. */
export interface AreaCounts {
  /** All households given: the assessed and those that could not be. */
  readonly all: Tally;
  readonly assessed: Tally;
  readonly notAssessed: Tally;
  /** The assessed, by outcome. */
  readonly identification: Readonly<Record<IdentificationOutcome, Tally>>;
  readonly exit: Readonly<Record<ExitOutcome, Tally>>;
  /** All, by the monitoring status on record; a blank is `unknown`. */
  readonly status: Readonly<Record<MonitoringState, Tally>>;
  /** The assessed, by status and outcome: `identify` of the not monitored are those to be taken in. */
  readonly identificationByStatus: Readonly<
    Record<MonitoringState, Readonly<Record<IdentificationOutcome, Tally>>>
  >;
  /** The assessed, by the conclusions of each stage. */
  readonly stages: Readonly<Record<CountedStage, Distribution>>;
  /** The risks on record of the monitored. */
  readonly risksOfMonitored: Distribution;
  /** Removed ÷ (removed + monitored); households of unknown status are in neither. */
  readonly cleared: ClearedShare;
  /** Where the request names a period. */
  readonly period?: PeriodCounts;
}

/** The counts of one place. */
export interface AreaGroup extends AreaCounts {
  /** The names from the province down to the level asked for; a level left blank is absent. */
  readonly place: Readonly<Partial<Record<AreaLevel, string>>>;
  /** Set on the group into which small groups were merged: how many they were. It has no place. */
  readonly mergedGroups?: number;
}

export interface Summary {
  readonly by: AreaLevel;
  readonly total: AreaCounts;
  /** By place, in the order of their names; blanks last, then the merged one. They add up to the total. */
  readonly groups: readonly AreaGroup[];
  /** What the request asked for about small groups, and whether every group shown has so many households. */
  readonly smallestGroup?: { readonly households: number; readonly reached: boolean };
}
