import type { HistoryEvent } from './history.js';
import type { MonitoringRecord, RecordedMeasure } from './monitoring-record.js';

const keyOf = ({ measure, forRisk, startedOn }: RecordedMeasure): string =>
  JSON.stringify([measure, forRisk, startedOn]);

function tally(measures: readonly RecordedMeasure[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of measures.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The measures beyond those already seen, of each kind as many as are new; they are then seen. */
function unseen(measures: readonly RecordedMeasure[], seen: Map<string, number>): RecordedMeasure[] {
  const left = new Map(seen);
  const isNew = measures.filter((each) => {
    const known = left.get(keyOf(each)) ?? 0;
    left.set(keyOf(each), known - 1);
    return known <= 0;
  });
  for (const [key, count] of tally(measures)) seen.set(key, Math.max(count, seen.get(key) ?? 0));
  return isNew;
}

/** Tells the measures that no earlier record has; one that was only planned, or not known to be carried out, counts as new once it is. */
export class NewMeasures {
  private readonly carriedOut = new Map<string, number>();
  private readonly listed = new Map<string, number>();
  private flag: boolean | undefined;

  /** Takes the next record. @returns the help that is new on it. */
  add(record: MonitoringRecord): readonly HistoryEvent[] {
    const measures = record.measures ?? [];
    const carriedOut = measures.filter((each) => each.carriedOut === 'true');
    const known = measures.filter((each) => each.carriedOut !== 'false');
    const helped = unseen(carriedOut, this.carriedOut);
    const unverified = unseen(known, this.listed).filter((each) => each.carriedOut === 'unknown');
    const isUnnamed = record.measureCarriedOut === true && this.flag !== true && carriedOut.length === 0;
    this.flag = record.measureCarriedOut ?? this.flag;
    const events: HistoryEvent[] = [];
    if (helped.length > 0 || isUnnamed) events.push({ kind: 'helped', measures: Object.freeze(helped) });
    if (unverified.length > 0) events.push({ kind: 'helpUnverified', measures: Object.freeze(unverified) });
    return events;
  }
}
