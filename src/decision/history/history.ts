import type { Code } from '../../facts/code-lists.js';
import type { Household } from '../../facts/household.js';
import type { Title } from '../../facts/kinds.js';
import type { Day, Month } from '../../values/day.js';
import type { Locale } from '../../values/issues.js';
import type { Assessment, MissingFact } from '../assessment.js';
import type { MonitoringState, RecordedMeasure } from './monitoring-record.js';

/** What people decided upon an assessment (县级审定), where the caller knows it. */
export interface HouseholdDecision {
  readonly outcome: 'identified' | 'notIdentified' | 'exited' | 'retained';
  /** The day of the decision. */
  readonly on: Day;
}

/** What was on record of the household on one day. */
export interface HistoryRecord {
  readonly on: Day;
  readonly household: Household;
  readonly decided?: HouseholdDecision | undefined;
}

export interface HistoryRequest {
  /** The region whose rules apply, as for `PackLibrary.resolve`. */
  readonly region: string;
  /** The records of ONE household, in any order. */
  readonly records: Iterable<HistoryRecord>;
}

/**
 * What happened at a step. Of the record: `firstStatus` (the first one that states a status), `identified`,
 * `reidentified` (a new identification after a removal), `exited`, `remarked` (monitored again after a removal
 * without a new identification), `statusReversed` (back to not monitored, which no rule knows), `statusUnknown`
 * (left blank), `helped` and `helpUnverified` (measures newly on record, carried out or not known to be),
 * `decided`. Of the advice: `advisedToIdentify`, `advisedToReidentify`, `advisedToReview`, `advisedToExit`,
 * `retained`, `undecided` (with what is missing). `notAssessed`: the day has two records. `unchanged`: none of these.
 */
export type HistoryEvent =
  | {
      readonly kind:
        | 'firstStatus'
        | 'remarked'
        | 'statusReversed'
        | 'statusUnknown'
        | 'notAssessed'
        | 'advisedToIdentify'
        | 'advisedToReidentify'
        | 'advisedToReview'
        | 'advisedToExit'
        | 'retained'
        | 'unchanged';
    }
  | { readonly kind: 'identified' | 'reidentified'; readonly month?: Month }
  | { readonly kind: 'exited'; readonly month?: Month; readonly mode?: Code<'removalMode'> }
  | { readonly kind: 'helped' | 'helpUnverified'; readonly measures: readonly RecordedMeasure[] }
  | { readonly kind: 'decided'; readonly decision: HouseholdDecision }
  | {
      readonly kind: 'undecided';
      readonly of: 'identification' | 'exit';
      readonly noStandard: boolean;
      readonly missing: readonly MissingFact[];
    };
export type HistoryEventKind = HistoryEvent['kind'];

/** A state that an earlier record gives, and the day of that record. */
export interface LastKnownState {
  readonly state: Exclude<MonitoringState, 'unknown'>;
  readonly on: Day;
}

/** One record, assessed by the rules in force on its own day. */
export interface HistoryStep {
  readonly on: Day;
  readonly policyHash: string;
  /** The layers of rules in force on the day, the nation's first: they say which regime it was. */
  readonly layers: readonly { readonly name: string; readonly title: Title }[];
  /** Whether the layers are others than those of the step before: the turn of a regime, a temporary layer. */
  readonly layersChanged: boolean;
  /** The answer by the rules of the day; absent where two records of the day contradict each other. */
  readonly assessment?: Assessment;
  /** The state that the record before gives; absent at the first step. A blank is `unknown`, never carried on. */
  readonly from?: MonitoringState;
  /** The state that this record gives. */
  readonly to: MonitoringState;
  /** The last state known before this record, however long ago. */
  readonly lastKnown?: LastKnownState;
  /** The foremost of `events`. */
  readonly event: HistoryEventKind;
  /** All that happened, what the record says first, then the advice; never empty. */
  readonly events: readonly HistoryEvent[];
  /** Why the advice is what it is, in words; empty where there is nothing to say. */
  reasons(locale: Locale): readonly string[];
}

/** One time of being monitored, from an identification to the removal of the risk. */
export interface MonitoringSpell {
  /** The month of identification on record; absent where it is blank, or records give different ones. */
  readonly identifiedMonth?: Month;
  /** The day of the first decision to identify it, where the caller gave one. */
  readonly identifiedOn?: Day;
  /** The day of the first and of the last record that show this spell. */
  readonly firstRecordOn: Day;
  readonly lastRecordOn: Day;
  /** The day of the first record that shows the risk removed, where it is. */
  readonly firstRemovedOn?: Day;
  /** The month of removal on record; absent where it is blank, or records give different ones. */
  readonly removedMonth?: Month;
  /** The day of the first decision that it exits, where the caller gave one. */
  readonly exitedOn?: Day;
  readonly mode?: Code<'removalMode'>;
  /** The category as the last record with any gives it. */
  readonly category?: Code<'monitoringCategory'>;
  /** Where it stands by its last record; `unknown` where the record went back to not monitored. */
  readonly state: 'monitored' | 'removed' | 'unknown';
  /** The days on which the record turned back to monitored without a new identification. */
  readonly remarkedOn: readonly Day[];
}

export type HistoryIssueCode =
  | 'twoRecordsOfOneDay'
  | 'differentHouseholds'
  | 'removalBeforeIdentification'
  | 'monthAfterRecord'
  | 'turnBeforeRecord'
  | 'monthChanged'
  | 'monitoredWithoutIdentifiedMonth'
  | 'removedWithoutRemovedMonth'
  | 'monitoredWithRemovedMonth'
  | 'notMonitoredWithMonth'
  | 'monitoringNotSeen'
  | 'removedBetweenMonitored'
  | 'remarkedWithoutNewIdentification'
  | 'removedToNotMonitored'
  | 'monitoredToNotMonitored'
  | 'decisionNotOnRecord';

/**
 * Records that contradict each other or themselves. They are told and never smoothed: the path shows the records
 * as they are.
 */
export interface HistoryIssue {
  readonly code: HistoryIssueCode;
  /** The day of the record at which it shows. */
  readonly on: Day;
  /** Days, months, counts and names of facts that its text needs; nothing else of the household. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** The path of one household: frozen, and the same for the same records in whatever order. */
export interface HouseholdHistory {
  readonly advice: true;
  readonly region: string;
  readonly steps: readonly HistoryStep[];
  readonly spells: readonly MonitoringSpell[];
  /** By day. What could not be read of a record stands in the assessment of its step. */
  readonly issues: readonly HistoryIssue[];
}
