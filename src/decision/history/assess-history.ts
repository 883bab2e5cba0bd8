import type { PackLibrary } from '../../policy/library.js';
import { definedOnly } from '../../policy/parameters.js';
import type { Policy } from '../../policy/policy.js';
import { compareText, isDay } from '../../values/day.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import { type Assessor, compile } from '../assess.js';
import type { Assessment } from '../assessment.js';
import { shortReason } from '../short-reason.js';
import { adviceEvents } from './advice.js';
import type {
  HistoryEvent,
  HistoryEventKind,
  HistoryRecord,
  HistoryRequest,
  HistoryStep,
  HouseholdDecision,
  HouseholdHistory,
  LastKnownState,
} from './history.js';
import { type MonitoringState, NO_RECORD, readMonitoring } from './monitoring-record.js';
import { NewMeasures } from './new-measures.js';
import { MonitoringPath } from './path.js';
import { historyIssue, householdIssues, issuesOfRecords, type PathEntry } from './record-issues.js';

/** A day of the path with what its record says; without an assessment where two records of the day differ. */
interface DayEntry extends PathEntry {
  readonly policy: Policy;
  readonly assessment: Assessment | undefined;
  readonly decided: HouseholdDecision | undefined;
  /** How many records there are of the day. */
  readonly count: number;
}

/** Which event of a step is its foremost: what the record shows, then what is advised, then what goes on. */
const FOREMOST_FIRST: readonly HistoryEventKind[] = [
  'notAssessed',
  'reidentified',
  'identified',
  'exited',
  'remarked',
  'statusReversed',
  'advisedToReidentify',
  'advisedToIdentify',
  'advisedToExit',
  'advisedToReview',
  'undecided',
  'helped',
  'decided',
  'helpUnverified',
  'statusUnknown',
  'retained',
  'firstStatus',
  'unchanged',
];

/**
 * Follows one household from record to record. Each record is assessed by the rules in force on its own day, so
 * one that crosses the turn of a regime is decided by the rules of the day. Pure and synchronous; nothing in a
 * household makes it throw, and records that contradict each other are told in `issues`.
 * @throws DixianError if a day does not exist, the region is unknown, or the packs have faults.
 */
export function assessHistory(
  library: Pick<PackLibrary, 'resolve'>,
  { region, records }: HistoryRequest,
): HouseholdHistory {
  const entries = entriesOf(library, region, [...records]);
  const path = new MonitoringPath();
  const measures = new NewMeasures();
  const steps: HistoryStep[] = [];
  for (const entry of entries) {
    const lastKnown = path.lastKnown;
    const turned = path.add(entry, entry.decided);
    const events: HistoryEvent[] = [
      ...turned,
      ...(entry.decided === undefined ? [] : [{ kind: 'decided', decision: entry.decided } as const]),
      ...measures.add(entry.record),
      ...(entry.assessment === undefined
        ? [{ kind: 'notAssessed' } as const]
        : adviceEvents(entry.assessment, entry.record.state, path.lastKnown?.state === 'removed')),
    ];
    steps.push(stepOf(entry, entries[steps.length - 1], lastKnown, events));
  }
  const doubled = entries
    .filter(({ count }) => count > 1)
    .map(({ on, count }) => historyIssue('twoRecordsOfOneDay', on, { count }));
  const issues = [...doubled, ...householdIssues(entries), ...issuesOfRecords(entries), ...path.issues];
  return Object.freeze({
    advice: true,
    region,
    steps: Object.freeze(steps),
    spells: Object.freeze(path.spells.map((spell) => spell.result())),
    issues: Object.freeze(issues.sort((a, b) => compareText(a.on, b.on))),
  });
}

/** One entry a day, in the order of days. Which of two records of a day counts nobody has said, so none does. */
function entriesOf(
  library: Pick<PackLibrary, 'resolve'>,
  region: string,
  records: readonly HistoryRecord[],
): DayEntry[] {
  requireDays(records);
  const byDay = new Map<string, HistoryRecord[]>();
  for (const record of records) byDay.set(record.on, [...(byDay.get(record.on) ?? []), record]);
  const assessors = new Map<Policy, Assessor>();
  const assessorOf = (policy: Policy): Assessor => {
    const known = assessors.get(policy) ?? compile(policy);
    assessors.set(policy, known);
    return known;
  };
  return [...byDay.keys()].sort(compareText).map((on) => {
    const ofDay = byDay.get(on) ?? [];
    const policy = library.resolve({ region, on });
    const [record] = ofDay;
    const single = ofDay.length === 1 ? record : undefined;
    return {
      on,
      policy,
      count: ofDay.length,
      record: single === undefined ? NO_RECORD : readMonitoring(policy.program, single.household),
      assessment: single && assessorOf(policy).assess(single.household, { on }),
      decided: single?.decided && Object.freeze({ ...single.decided }),
    };
  });
}

function requireDays(records: readonly HistoryRecord[]): void {
  const issues: Issue[] = [];
  const require = (day: unknown, path: Issue['path']): void => {
    if (typeof day !== 'string' || !isDay(day))
      issues.push(issue('invalidDay', path, { value: String(day), column: 1 }));
  };
  for (const [index, { on, decided }] of records.entries()) {
    require(on, ['records', index, 'on']);
    if (decided !== undefined) require(decided.on, ['records', index, 'decided', 'on']);
  }
  if (issues.length > 0) throw new DixianError(issues);
}

function stepOf(
  { on, policy, assessment, record }: DayEntry,
  before: DayEntry | undefined,
  lastKnown: LastKnownState | undefined,
  events: readonly HistoryEvent[],
): HistoryStep {
  const all: readonly HistoryEvent[] = events.length > 0 ? events : [{ kind: 'unchanged' }];
  const kinds = new Set(all.map(({ kind }) => kind));
  const from: MonitoringState | undefined = before?.record.state;
  return Object.freeze(
    definedOnly({
      on,
      policyHash: policy.hash,
      layers: Object.freeze(policy.layers.map(({ name, title }) => Object.freeze({ name, title }))),
      layersChanged: before !== undefined && namesOf(before.policy) !== namesOf(policy),
      assessment,
      from,
      to: record.state,
      lastKnown,
      event: FOREMOST_FIRST.find((kind) => kinds.has(kind)) as HistoryEventKind,
      events: Object.freeze(all.map((event) => Object.freeze(event))),
      reasons: (locale) => {
        const text = assessment === undefined ? '' : shortReason(assessment, locale);
        return text === '' ? [] : [text];
      },
    } satisfies { [Key in keyof Required<HistoryStep>]: HistoryStep[Key] | undefined }) as HistoryStep,
  );
}

const namesOf = (policy: Policy): string => policy.layers.map(({ name }) => name).join('\n');
