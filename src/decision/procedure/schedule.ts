import {
  type Counting,
  countBack,
  countFrom,
  type DayCount,
  deadlineFrom,
  earliestOf,
  latestOf,
} from './counting.js';
import { countOf, type PlannedLength } from './lengths.js';
import type { DueOf } from './procedure-plan.js';
import type { DayReached } from './working-days.js';

/** A step as it is scheduled: what comes before it, always above it in the list, and its lengths. */
export interface ScheduledStep {
  readonly name: string;
  readonly after: readonly string[];
  readonly within?: PlannedLength;
  readonly atLeast?: PlannedLength;
}

/** The days of a step. What hangs on a missing parameter is absent. */
export interface StepDays {
  readonly earliestStart: DayReached | undefined;
  readonly earliestEnd: DayReached | undefined;
  /** The end of its own deadline, if all steps before it use up theirs. */
  readonly ownDue: DayReached | undefined;
  /** When it ends if it and all steps before it use up their deadlines; without one, as early as it can. */
  readonly plannedEnd: DayReached | undefined;
}

const none = (length: PlannedLength | undefined): DayCount | undefined =>
  length === undefined ? { days: 0, unit: 'days' } : countOf(length);

const counted = (
  from: DayReached | undefined,
  count: DayCount | undefined,
  counting: Counting,
  count1: (from: DayReached, count: DayCount, counting: Counting) => DayReached,
): DayReached | undefined =>
  from === undefined || count === undefined ? undefined : count1(from, count, counting);

/** The end of something that lasts at least so long; the day itself if nothing is laid down. */
export const endOfLeast = (
  from: DayReached | undefined,
  atLeast: PlannedLength | undefined,
  counting: Counting,
): DayReached | undefined => counted(from, none(atLeast), counting, countFrom);

/** The last day on which something may begin, to last at least so long up to a day. */
export const startOfLeast = (
  end: DayReached | undefined,
  atLeast: PlannedLength | undefined,
  counting: Counting,
): DayReached | undefined => counted(end, none(atLeast), counting, countBack);

/** The end of a deadline counted from a day; undefined if there is none. */
export const endOfDeadline = (
  from: DayReached | undefined,
  within: PlannedLength | undefined,
  counting: Counting,
): DayReached | undefined => counted(from, countOf(within), counting, deadlineFrom);

/** The days of all steps, from the first on. */
export function daysForward(
  steps: readonly ScheduledStep[],
  start: DayReached,
  counting: Counting,
): ReadonlyMap<string, StepDays> {
  const days = new Map<string, StepDays>();
  for (const { name, after, within, atLeast } of steps) {
    const before = (pick: (each: StepDays) => DayReached | undefined): DayReached | undefined =>
      latestOf(
        after.map((each) => pick(days.get(each) as StepDays)),
        start,
      );
    const earliestStart = before((each) => each.earliestEnd);
    const plannedStart = before((each) => each.plannedEnd);
    const ownDue = endOfDeadline(plannedStart, within, counting);
    const least = endOfLeast(plannedStart, atLeast, counting);
    days.set(name, {
      earliestStart,
      earliestEnd: endOfLeast(earliestStart, atLeast, counting),
      ownDue,
      plannedEnd: within === undefined ? least : latestOf([ownDue, least], undefined),
    });
  }
  return days;
}

/**
 * The last day on which each step can end so that the least days of those after it still fit before the whole is
 * due; without a step where the least days of a later one are not known.
 */
export function latestEnds(
  steps: readonly ScheduledStep[],
  due: DayReached,
  counting: Counting,
): ReadonlyMap<string, DayReached> {
  const ends = new Map<string, DayReached>();
  for (const { name } of [...steps].reverse()) {
    const starts = steps
      .filter(({ after }) => after.includes(name))
      .map((next) => startOfLeast(ends.get(next.name), next.atLeast, counting));
    const end = earliestOf(starts, due);
    if (end !== undefined) ends.set(name, end);
  }
  return ends;
}

/** Which of two deadlines comes first; undefined if there is none. */
export function firstDue(
  own: { readonly day: string } | undefined,
  latestEnd: { readonly day: string } | undefined,
): DueOf | undefined {
  if (own === undefined) return latestEnd === undefined ? undefined : 'whole';
  return latestEnd === undefined || own.day <= latestEnd.day ? 'step' : 'whole';
}
