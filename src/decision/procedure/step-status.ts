import type { Title } from '../../facts/kinds.js';
import type { PolicyStep } from '../../policy/policy.js';
import type { Day } from '../../values/day.js';
import {
  type Counting,
  countFrom,
  type DayCount,
  daysFrom,
  daysPast,
  deadlineFrom,
  latestOf,
} from './counting.js';
import type { DoneDays } from './done-steps.js';
import { countOf } from './lengths.js';
import type { DueOf, PlannedStep, ProcedurePlan } from './procedure-plan.js';
import { endOfLeast, firstDue, startOfLeast } from './schedule.js';
import { type DayReached, exactlyOn } from './working-days.js';

/**
 * What is wrong with a step that was done. `tooShort`: it did not last its least days. `lengthUnknown`: whether it
 * did cannot be told. `outOfOrder`: it began or ended before a step that must come first. `doneLate`: after its day.
 */
export type StepFault = 'tooShort' | 'lengthUnknown' | 'outOfOrder' | 'doneLate';

/**
 * `waiting`: a step before it is not done. `due`: to be done. `overdue`: its day has passed, or its least days no
 * longer fit before that day. Otherwise it was done: its first fault, in the order of `StepFault`, or `done`.
 */
export type StepState = 'waiting' | 'due' | 'overdue' | StepFault | 'done';

/** How a step stands on a day. */
export interface StepStatus {
  readonly name: string;
  readonly title: Title;
  readonly level: PolicyStep['level'];
  readonly state: StepState;
  /** All faults. A step under way may be out of order as well. */
  readonly faults: readonly StepFault[];
  readonly startedOn?: Day;
  readonly endedOn?: Day;
  /** The steps that it waits for. */
  readonly waitingFor: readonly string[];
  /** Of a step that is due: when it can end at the earliest, if it begins today. */
  readonly earliestEnd?: Day;
  /**
   * Recounted from the days on which the steps before were done. While one of them is not, the deadline of the step
   * has not begun, and only the deadline of the whole counts.
   */
  readonly dueBy?: Day;
  readonly dueOf?: DueOf;
  /** Of a step with least days that has not begun: the last day to begin. */
  readonly startBy?: Day;
  /** By how much it was, or is at least, late. */
  readonly lateBy?: DayCount;
  /** How much was lacking of the least days. */
  readonly shortBy?: DayCount;
  readonly yearsWithoutCalendar: readonly string[];
}

const FAULTS: readonly StepFault[] = ['tooShort', 'lengthUnknown', 'outOfOrder', 'doneLate'];

/** What is known when a step is judged: the plan, what was done, and the day. */
export interface Progress {
  readonly plan: ProcedurePlan;
  readonly days: ReadonlyMap<string, DoneDays>;
  readonly on: Day;
  readonly counting: Counting;
  /** The steps judged so far. */
  readonly judged: ReadonlyMap<string, StepStatus>;
}

/** Whether a step is done, so that those after it may go on: late or out of order it is, too short it is not. */
export const isComplete = (step: StepStatus): boolean =>
  step.endedOn !== undefined && step.state !== 'tooShort' && step.state !== 'lengthUnknown';

/** The steps that must still be done before one; a step done out of order does not hide those before it. */
function openBefore(step: PlannedStep, progress: Progress): string[] {
  const { plan, judged } = progress;
  const open = step.after.flatMap((name) => {
    const before = judged.get(name);
    if (before === undefined || !isComplete(before)) return [name];
    const planned = [...plan.firstSteps, ...plan.steps].find((each) => each.name === name);
    return planned === undefined ? [] : openBefore(planned, progress);
  });
  return [...new Set(open)];
}

/** How a step stands; the steps before it must have been judged. */
export function judgeStep(step: PlannedStep, progress: Progress): StepStatus {
  const { plan, days, on, counting } = progress;
  const { startedOn, endedOn } = days.get(step.name) ?? {};
  const endsBefore = step.after.map((name) => days.get(name)?.endedOn);
  const waitingFor = endedOn === undefined ? openBefore(step, progress) : [];
  const ready = latestOf(
    endsBefore.map((day) => (day === undefined ? undefined : exactlyOn(day))),
    exactlyOn(plan.startedOn),
  );

  const within = countOf(step.within);
  const own =
    ready === undefined || within === undefined || waitingFor.length > 0
      ? undefined
      : deadlineFrom(ready, within, counting);
  const latestEnd = step.latestEnd === undefined ? undefined : exactlyOn(step.latestEnd);
  const dueOf = firstDue(own, latestEnd);
  const due = dueOf === 'step' ? own : latestEnd;
  const unit = (dueOf === 'step' ? step.within?.unit : plan.total?.unit) ?? 'days';

  const first = startedOn ?? endedOn;
  const outOfOrder = first !== undefined && endsBefore.some((end) => end === undefined || end > first);
  const least = endedOn === undefined ? {} : leastDays(step, startedOn, endedOn, ready, progress);
  // What is not done can end today at the earliest, or when its least days are over.
  const begin = startedOn ?? (ready === undefined || ready.day < on ? on : ready.day);
  const lasting = endOfLeast(exactlyOn(begin), step.atLeast, counting);
  const earliestEnd = lasting !== undefined && lasting.day < on ? exactlyOn(on) : lasting;
  const isOpen = endedOn === undefined && waitingFor.length === 0;
  const end = endedOn ?? (isOpen ? (earliestEnd?.day ?? on) : undefined);
  const late = due === undefined || end === undefined ? 0 : daysPast(due.day, end, unit, counting).days;

  const found: Record<StepFault, boolean> = {
    tooShort: least.shortBy !== undefined,
    lengthUnknown: least.unknown === true,
    outOfOrder,
    doneLate: endedOn !== undefined && late > 0,
  };
  const faults = FAULTS.filter((fault) => found[fault]);
  const state: StepState =
    endedOn !== undefined
      ? (faults[0] ?? 'done')
      : waitingFor.length > 0
        ? 'waiting'
        : late > 0
          ? 'overdue'
          : 'due';
  const startBy =
    isOpen && startedOn === undefined && step.atLeast !== undefined
      ? startOfLeast(due, step.atLeast, counting)
      : undefined;
  return {
    name: step.name,
    title: step.title,
    level: step.level,
    state,
    faults,
    ...(startedOn === undefined ? {} : { startedOn }),
    ...(endedOn === undefined ? {} : { endedOn }),
    waitingFor,
    ...(isOpen && earliestEnd !== undefined ? { earliestEnd: earliestEnd.day } : {}),
    ...(due === undefined ? {} : { dueBy: due.day }),
    ...(dueOf === undefined ? {} : { dueOf }),
    ...(startBy === undefined ? {} : { startBy: startBy.day }),
    ...(late === 0 ? {} : { lateBy: { days: late, unit } }),
    ...(least.shortBy === undefined ? {} : { shortBy: least.shortBy }),
    yearsWithoutCalendar: yearsOf(step, dueOf, [own, startBy, isOpen ? earliestEnd : undefined]),
  };
}

const yearsOf = (
  step: PlannedStep,
  dueOf: DueOf | undefined,
  reached: readonly (DayReached | undefined)[],
): readonly string[] => {
  // The plan does not keep apart which of its days is an estimate, so a deadline of the whole keeps all of them.
  const planned = dueOf === 'whole' ? step.yearsWithoutCalendar : [];
  return [...new Set([...planned, ...reached.flatMap((day) => day?.yearsWithoutCalendar ?? [])])].sort();
};

/**
 * Whether a step lasted its least days. If its first day was not given it began, at the earliest, when the steps
 * before were done: too short even so is too short for certain, and otherwise it cannot be told.
 */
function leastDays(
  step: PlannedStep,
  startedOn: Day | undefined,
  endedOn: Day,
  ready: DayReached | undefined,
  { plan, counting }: Progress,
): { readonly shortBy?: DayCount; readonly unknown?: true } {
  if (step.atLeast === undefined) return {};
  const least = countOf(step.atLeast);
  if (least === undefined) return { unknown: true };
  const bestCase = ready === undefined || ready.day > endedOn ? plan.startedOn : ready.day;
  const begin = startedOn ?? bestCase;
  if (countFrom(exactlyOn(begin), least, counting).day > endedOn) {
    const lasted = daysFrom(begin, endedOn, least.unit, counting);
    return { shortBy: { days: least.days - lasted, unit: least.unit } };
  }
  return startedOn === undefined ? { unknown: true } : {};
}
