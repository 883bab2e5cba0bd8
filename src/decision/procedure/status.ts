import type { Title } from '../../facts/kinds.js';
import type { PolicyStep } from '../../policy/policy.js';
import { compareText, type Day, isDay } from '../../values/day.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import { type Counting, type DayCount, daysPast } from './counting.js';
import { type DoneStep, readDone } from './done-steps.js';
import type { DueOf, PlannedStep, ProcedurePlan } from './procedure-plan.js';
import { isComplete, judgeStep, type StepFault, type StepStatus } from './step-status.js';

/** Something to do next: what, by whom, by when. */
export interface NextStep {
  readonly name: string;
  readonly title: Title;
  readonly level: PolicyStep['level'];
  /**
   * `do`: it has not begun. `finish`: it is under way. `lengthen`: it was ended before its least days were over.
   * `giveFirstDay`: it ended, but on what day it began is not known.
   */
  readonly what: 'do' | 'finish' | 'lengthen' | 'giveFirstDay';
  readonly dueBy?: Day;
  readonly dueOf?: DueOf;
  /** Of a step with least days that has not begun: the last day to begin. */
  readonly startBy?: Day;
  readonly overdue: boolean;
}

/** How the whole procedure stands. */
export interface WholeStatus {
  /** `done` and `doneLate` only once every step is done and none of them was too short. */
  readonly state: 'due' | 'overdue' | 'done' | 'doneLate';
  readonly dueBy?: Day;
  readonly endedOn?: Day;
  readonly lateBy?: DayCount;
  /** Its day has not passed, but the least days of the steps that are left no longer fit. */
  readonly cannotBeKept: boolean;
  /** The faults of all steps. */
  readonly faults: readonly StepFault[];
}

/** How a procedure stands on a day. It says what is due, never who was right. */
export interface ProcedureStatus {
  readonly plan: ProcedurePlan;
  readonly on: Day;
  /** What may be done first; empty without the green channel. */
  readonly firstSteps: readonly StepStatus[];
  readonly steps: readonly StepStatus[];
  readonly whole: WholeStatus;
  /** The steps that can be done now: what may be done first, then those with the earliest deadline. */
  readonly next: readonly NextStep[];
  /** What could not be used of what was done. */
  readonly issues: readonly Issue[];
}

/**
 * How a planned procedure stands on a day: what is done, due, overdue or waiting. Deadlines are recounted from the
 * days on which the steps before were done. A step that was late, out of order or too short (a publicity
 * taken down too early) keeps its days and has a fault; a day that cannot be used is an issue and counts as not given.
 * @param done By the name of the step; a step that is left out is not done.
 * @throws DixianError if `on` is not a day that exists.
 */
export function procedureStatus(
  plan: ProcedurePlan,
  done: Readonly<Record<string, DoneStep>>,
  on: string,
): ProcedureStatus {
  if (typeof on !== 'string' || !isDay(on))
    throw new DixianError([issue('invalidDay', ['on'], { value: String(on), column: 1 })]);
  const { days, issues } = readDone(plan, done, on);
  const counting: Counting = { calendars: plan.calendars, lastDayOff: plan.lastDayOff };
  const judged = new Map<string, StepStatus>();
  const judge = (step: PlannedStep): StepStatus => {
    const status = Object.freeze(judgeStep(step, { plan, days, on, counting, judged }));
    judged.set(step.name, status);
    return status;
  };
  const firstSteps = plan.firstSteps.map(judge);
  const steps = plan.steps.map(judge);
  const early =
    on < plan.startedOn ? [issue('statusBeforeStart', ['on'], { on, start: plan.startedOn }, 'warning')] : [];
  const untold = [...firstSteps, ...steps]
    .filter(({ faults }) => faults.includes('lengthUnknown'))
    .map(({ name, title }) =>
      issue('doneBeginningMissing', [name, 'startedOn'], { title: title.zh, titleEn: title.en }, 'warning'),
    );
  return Object.freeze({
    plan,
    on,
    firstSteps: Object.freeze(firstSteps),
    steps: Object.freeze(steps),
    whole: Object.freeze(wholeOf(plan, steps, on, counting)),
    next: Object.freeze([...nextSteps(firstSteps), ...nextSteps(steps)]),
    issues: Object.freeze([...issues, ...early, ...untold]),
  });
}

function wholeOf(
  plan: ProcedurePlan,
  steps: readonly StepStatus[],
  on: Day,
  counting: Counting,
): WholeStatus {
  const ends = steps.map((step) => step.endedOn ?? '').sort(compareText);
  const endedOn = steps.every(isComplete) ? ends.at(-1) : undefined;
  const { dueBy } = plan;
  const unit = plan.total?.unit ?? 'days';
  const late = dueBy === undefined ? undefined : daysPast(dueBy, endedOn ?? on, unit, counting);
  const isLate = late !== undefined && late.days > 0;
  const isDone = endedOn !== undefined;
  const leftTooLittle = steps.some((step) => step.state === 'overdue' && step.dueOf === 'whole');
  return {
    state: isDone ? (isLate ? 'doneLate' : 'done') : isLate ? 'overdue' : 'due',
    ...(dueBy === undefined ? {} : { dueBy }),
    ...(endedOn === undefined ? {} : { endedOn }),
    ...(isLate ? { lateBy: late } : {}),
    cannotBeKept: !isDone && !isLate && leftTooLittle,
    faults: [...new Set(steps.flatMap((step) => step.faults))],
  };
}

function nextSteps(steps: readonly StepStatus[]): NextStep[] {
  const next = steps.flatMap((step): NextStep[] => {
    const what = whatToDo(step);
    if (what === undefined) return [];
    const { name, title, level, dueBy, dueOf, startBy } = step;
    return [
      Object.freeze({
        name,
        title,
        level,
        what,
        ...(dueBy === undefined ? {} : { dueBy }),
        ...(dueOf === undefined ? {} : { dueOf }),
        ...(startBy === undefined ? {} : { startBy }),
        overdue: step.state === 'overdue',
      }),
    ];
  });
  // A step without a deadline comes after those with one; the sort keeps the order of the plan otherwise.
  const due = (step: NextStep): string => step.dueBy ?? '~';
  return next.sort((a, b) => compareText(due(a), due(b)));
}

function whatToDo({ state, startedOn }: StepStatus): NextStep['what'] | undefined {
  if (state === 'due' || state === 'overdue') return startedOn === undefined ? 'do' : 'finish';
  if (state === 'tooShort') return 'lengthen';
  return state === 'lengthUnknown' ? 'giveFirstDay' : undefined;
}
