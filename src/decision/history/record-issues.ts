import { CATALOGUE } from '../../facts/catalogue.js';
import { type Day, monthOfDay } from '../../values/day.js';
import type { HistoryIssue, HistoryIssueCode } from './history.js';
import type { MonitoringRecord } from './monitoring-record.js';

/** One record of the path, read. */
export interface PathEntry {
  readonly on: Day;
  readonly record: MonitoringRecord;
}

export type MonthFact = 'identifiedMonth' | 'removedMonth';
const MONTH_FACTS: readonly MonthFact[] = ['identifiedMonth', 'removedMonth'];

export function historyIssue(
  code: HistoryIssueCode,
  on: Day,
  params: HistoryIssue['params'] = {},
): HistoryIssue {
  return Object.freeze({ code, on, params: Object.freeze({ ...params }) });
}

/** The params that name a fact in both languages. */
export function factParams(name: MonthFact): HistoryIssue['params'] {
  const { zh, en } = CATALOGUE[name].title;
  return { fact: zh, factEn: en };
}

/** Where a record contradicts itself. */
function recordIssues({ on, record }: PathEntry): HistoryIssue[] {
  const { state, identifiedMonth, removedMonth } = record;
  const issues: HistoryIssue[] = [];
  const tell = (code: HistoryIssueCode, params: HistoryIssue['params'] = {}): void => {
    issues.push(historyIssue(code, on, params));
  };
  for (const name of MONTH_FACTS) {
    const month = record[name];
    if (month === undefined) continue;
    if (month > monthOfDay(on)) tell('monthAfterRecord', { ...factParams(name), month });
    if (state === 'notMonitored') tell('notMonitoredWithMonth', { ...factParams(name), month });
  }
  if (state === 'monitored' && identifiedMonth === undefined) tell('monitoredWithoutIdentifiedMonth');
  if (state === 'removed' && removedMonth === undefined) tell('removedWithoutRemovedMonth');
  if (identifiedMonth === undefined || removedMonth === undefined) return issues;
  const months = { identified: identifiedMonth, removed: removedMonth };
  // A household identified again may keep the month of its earlier removal.
  if (state === 'monitored') {
    if (removedMonth >= identifiedMonth) tell('monitoredWithRemovedMonth', months);
  } else if (removedMonth < identifiedMonth) tell('removalBeforeIdentification', months);
  return issues;
}

const keyOf = ({ code, params }: HistoryIssue): string => JSON.stringify([code, params]);

/** Where records contradict themselves; one that goes on from record to record is told at its first. */
export function issuesOfRecords(entries: readonly PathEntry[]): HistoryIssue[] {
  let toldBefore = new Set<string>();
  return entries.flatMap((entry) => {
    const found = recordIssues(entry);
    const isNew = found.filter((each) => !toldBefore.has(keyOf(each)));
    toldBefore = new Set(found.map(keyOf));
    return isNew;
  });
}

/** Records of several households are no path of one; their numbers are not repeated. */
export function householdIssues(entries: readonly PathEntry[]): HistoryIssue[] {
  const identified = entries.filter(({ record }) => (record.householdId ?? '') !== '');
  const first = identified[0]?.record.householdId;
  const other = identified.find(({ record }) => record.householdId !== first);
  if (other === undefined) return [];
  const count = new Set(identified.map(({ record }) => record.householdId)).size;
  return [historyIssue('differentHouseholds', other.on, { count })];
}
