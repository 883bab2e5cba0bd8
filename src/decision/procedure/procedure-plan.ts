import type { Title } from '../../facts/kinds.js';
import type { DocumentSource } from '../../policy/pack-schemas.js';
import type { PolicyCalendar, PolicyStep, Provenance } from '../../policy/policy.js';
import type { Day } from '../../values/day.js';
import type { Issue } from '../../values/issues.js';
import type { LastDayOff } from './counting.js';
import type { MissingParameter, PlannedLength } from './lengths.js';

/** What a deadline comes from: the step's own, or what the deadline of the whole leaves for it. */
export type DueOf = 'step' | 'whole';

/** A step with its days. All days are last or first days, themselves included. */
export interface PlannedStep {
  readonly name: string;
  readonly title: Title;
  /** By whom. */
  readonly level: PolicyStep['level'];
  readonly note?: string;
  /** The steps that must be done before; several steps may run side by side. */
  readonly after: readonly string[];
  /** The deadline of the step, from the end of the latest step before it. */
  readonly within?: PlannedLength;
  /** How long it lasts at least, such as a publicity; its first day is not counted. */
  readonly atLeast?: PlannedLength;
  /** If every step before takes no longer than it must. Absent where a length before is missing. */
  readonly earliestStart?: Day;
  readonly earliestEnd?: Day;
  /**
   * The day by which it is to be done, if the steps before use up their deadlines: its own deadline or `latestEnd`,
   * whichever comes first; absent if there is neither, or what they hang on is missing.
   */
  readonly dueBy?: Day;
  readonly dueOf?: DueOf;
  /** The last day on which it can end so that the least days of the later steps still fit into the whole. */
  readonly latestEnd?: Day;
  /** Of a step with least days: the last day on which it may begin, to be done by `dueBy`. */
  readonly startBy?: Day;
  /** A day above reaches into a year without calendar. */
  readonly estimated: boolean;
  readonly yearsWithoutCalendar: readonly string[];
  /** Parameters of this step that have no value on the day of the start; what hangs on them is absent. */
  readonly missing: readonly MissingParameter[];
}

/** When the steps of a procedure are to be done. Plain frozen data: it can be stored, and read without a policy. */
export interface ProcedurePlan {
  readonly procedure: string;
  readonly title: Title;
  readonly provenance: Provenance;
  readonly policyHash: string;
  readonly region: string;
  /** The day of the clue or the proposal; not counted. The values of parameters are those in force on it. */
  readonly startedOn: Day;
  /** Whether `firstSteps` may be done before the others. The others stay as they are. */
  readonly greenChannel: boolean;
  /** What may be done at once; empty without the green channel. */
  readonly firstSteps: readonly PlannedStep[];
  readonly steps: readonly PlannedStep[];
  /** The deadline of the whole; absent if the procedure sets none. */
  readonly total?: PlannedLength;
  /** Of the whole; absent if there is none or its length is missing. */
  readonly dueBy?: Day;
  /** When all steps can be done if none takes longer than it must; absent where a length is missing. */
  readonly earliestEnd?: Day;
  readonly estimated: boolean;
  readonly yearsWithoutCalendar: readonly string[];
  /** All parameters without a value, those of the steps included. */
  readonly missing: readonly MissingParameter[];
  readonly lastDayOff: LastDayOff;
  /** The calendars that days were counted with; empty if only calendar days were. */
  readonly calendars: Readonly<Record<string, PolicyCalendar>>;
  /** The documents that lengths, units, calendars and the procedure stand on. */
  readonly documents: Readonly<Record<string, DocumentSource>>;
  /** Warnings: what does not fit, and what is missing. */
  readonly issues: readonly Issue[];
}
