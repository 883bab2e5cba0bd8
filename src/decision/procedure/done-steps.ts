import { type Day, isDay } from '../../values/day.js';
import { type Issue, issue } from '../../values/issues.js';
import type { PlannedStep, ProcedurePlan } from './procedure-plan.js';

/** What was done of a step. Without `endedOn` it is under way; a day that is not known is left out. */
export interface DoneStep {
  /** First day, `YYYY-MM-DD`. Of a publicity: the day on which it was put up, which is not counted. */
  readonly startedOn?: string | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly endedOn?: string | undefined;
}

/** The days of a step that can be used. */
export interface DoneDays {
  readonly startedOn?: Day;
  readonly endedOn?: Day;
}

/** What was done, step by step, as known on a day; what cannot be used is treated as not given, and told. */
export function readDone(
  plan: ProcedurePlan,
  done: Readonly<Record<string, DoneStep>>,
  on: Day,
): { readonly days: ReadonlyMap<string, DoneDays>; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const days = new Map<string, DoneDays>();
  const steps = [...plan.firstSteps, ...plan.steps];
  for (const [name, entry] of Object.entries(done)) {
    const step = steps.find((each) => each.name === name);
    if (step === undefined) {
      const known = steps.map((each) => each.name).join(', ');
      issues.push(issue('doneStepUnknown', [name], { name, known }));
      continue;
    }
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      issues.push(issue('doneStepNotReadable', [name], titleParams(step)));
      continue;
    }
    days.set(name, readEntry(plan, step, entry, on, issues));
  }
  return { days, issues };
}

const titleParams = ({ title }: PlannedStep): { title: string; titleEn: string } => ({
  title: title.zh,
  titleEn: title.en,
});

const WHICH = {
  startedOn: { which: '开始日', whichEn: 'the first day' },
  endedOn: { which: '结束日', whichEn: 'the last day' },
} as const;

function readEntry(
  plan: ProcedurePlan,
  step: PlannedStep,
  entry: DoneStep,
  on: Day,
  issues: Issue[],
): DoneDays {
  const asked = (key: keyof typeof WHICH): Day | undefined => {
    const day: unknown = entry[key];
    if (day === undefined || day === null) return undefined;
    if (typeof day === 'string' && isDay(day)) return day;
    issues.push(issue('doneDayInvalid', [step.name, key], { ...titleParams(step), ...WHICH[key] }));
    return undefined;
  };
  const [begin, end] = [asked('startedOn'), asked('endedOn')];
  if (begin !== undefined && end !== undefined && end < begin) {
    issues.push(issue('doneEndBeforeBeginning', [step.name], { ...titleParams(step), begin, end }));
    return {};
  }
  const usable = (key: keyof typeof WHICH, day: Day | undefined): DoneDays => {
    if (day === undefined) return {};
    const params = { ...titleParams(step), ...WHICH[key], day };
    const path = [step.name, key];
    if (day > on) issues.push(issue('doneDayInFuture', path, { ...params, on }));
    else if (day < plan.startedOn)
      issues.push(issue('doneDayBeforeStart', path, { ...params, start: plan.startedOn }));
    else return { [key]: day };
    return {};
  };
  return { ...usable('startedOn', begin), ...usable('endedOn', end) };
}
