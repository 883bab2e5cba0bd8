import type { DocumentSource } from '../../policy/pack-schemas.js';
import { type Policy, type PolicyCalendar, type PolicyProcedure, sealPart } from '../../policy/policy.js';
import { isDay } from '../../values/day.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import { type Counting, daysPast, type LastDayOff, latestOf } from './counting.js';
import { countOf, Lengths, type PlannedLength } from './lengths.js';
import type { PlannedStep, ProcedurePlan } from './procedure-plan.js';
import { type ReadStep, readSteps } from './read-steps.js';
import { daysForward, endOfDeadline, firstDue, latestEnds, type StepDays, startOfLeast } from './schedule.js';
import { type DayReached, exactlyOn } from './working-days.js';

export interface ProcedureRequest {
  /** A name of `policy.procedures`. */
  readonly procedure: string;
  /** The day of the clue or the proposal, `YYYY-MM-DD`, within the policy's validity. It is not counted. */
  readonly startedOn: string;
  /** The steps that the procedure lists as `first` may be done at once, as for a household in a disaster. */
  readonly greenChannel?: boolean;
  /** What becomes of a deadline in calendar days that ends on a day off; without it, it stays there. */
  readonly lastDayOff?: LastDayOff;
}

/**
 * Plans a procedure from the day on which it starts: when each step can begin and end, and by when it is to be done.
 * The parameters are those in force on that day, whatever comes later. A parameter without a value leaves what
 * hangs on it absent and is told; it is never zero.
 * @throws DixianError if the policy has no such procedure, the day does not exist or lies outside the policy's
 * validity, or the steps are not in order.
 */
export function planProcedure(policy: Policy, request: ProcedureRequest): ProcedurePlan {
  const { procedure: name, startedOn, greenChannel = false, lastDayOff = 'stands' } = request;
  const procedure = procedureOf(policy, name);
  requireStart(policy, startedOn);
  const issues: Issue[] = [];
  const counting: Counting = { calendars: policy.calendars, lastDayOff };

  const first = greenChannel ? (procedure.first ?? []) : [];
  if (greenChannel && first.length === 0)
    issues.push(issue('noGreenChannel', [name], titleParams(procedure), 'warning'));
  const firstSteps = readSteps(policy, name, first, [], startedOn, issues);
  const leftOut = (procedure.first ?? []).map((step) => step.name);
  const steps = readSteps(policy, name, procedure.steps, leftOut, startedOn, issues);
  const lengths = new Lengths(policy, startedOn);
  const total = lengths.read(procedure.within, procedure.inWorkingDays);
  issues.push(...lengths.issues);

  const start = exactlyOn(startedOn);
  const { days, latest, due, end, issues: found } = timesOf(procedure, steps, start, total, counting);
  issues.push(...found.map((each) => ({ ...each, path: [name] })));

  const plannedSteps = steps.map((step) => plannedStep(step, days, latest, counting));
  const firstDays = daysForward(firstSteps, start, counting);
  const plannedFirst = firstSteps.map((step) => plannedStep(step, firstDays, new Map(), counting));
  const all = [...plannedFirst, ...plannedSteps];
  const years = [
    ...all.flatMap((step) => step.yearsWithoutCalendar),
    ...(due?.yearsWithoutCalendar ?? []),
    ...(end?.yearsWithoutCalendar ?? []),
  ];
  const missing = [...all.flatMap((step) => step.missing), ...lengths.missing];
  const plan = {
    procedure: name,
    title: procedure.title,
    provenance: procedure.provenance,
    policyHash: policy.hash,
    region: policy.region.code,
    startedOn,
    greenChannel,
    firstSteps: plannedFirst,
    steps: plannedSteps,
    total,
    dueBy: due?.day,
    earliestEnd: end?.day,
    estimated: years.length > 0,
    yearsWithoutCalendar: [...new Set(years)].sort(),
    missing: missing.filter(
      ({ parameter }, index) => missing.findIndex((each) => each.parameter === parameter) === index,
    ),
    lastDayOff,
  };
  const lengthsOfAll = [total, ...all.flatMap(({ within, atLeast }) => [within, atLeast])];
  const usesCalendars =
    lastDayOff === 'moves' || lengthsOfAll.some((length) => length?.unit === 'workingDays');
  const calendars = usesCalendars ? policy.calendars : {};
  const cited = [
    procedure.provenance.document,
    ...lengthsOfAll.flatMap((length) => [length?.standing?.document, length?.unitStanding?.document]),
    ...Object.values(calendars).map((calendar: PolicyCalendar) => calendar.document),
  ];
  const documents = documentsCited(policy, cited);
  return sealPart({ ...plan, calendars, documents, issues: withoutTwins(issues) }) as ProcedurePlan;
}

const titleParams = ({ title }: PolicyProcedure): { title: string; titleEn: string } => ({
  title: title.zh,
  titleEn: title.en,
});

function procedureOf(policy: Policy, name: string): PolicyProcedure {
  const procedure = Object.hasOwn(policy.procedures, name) ? policy.procedures[name] : undefined;
  if (procedure !== undefined) return procedure;
  const known = Object.keys(policy.procedures).join(', ');
  throw new DixianError([
    issue('unknownProcedure', ['procedure'], { name, known: known === '' ? '—' : known }),
  ]);
}

function requireStart(policy: Policy, startedOn: string): void {
  if (typeof startedOn !== 'string' || !isDay(startedOn))
    throw new DixianError([issue('invalidDay', ['startedOn'], { value: String(startedOn), column: 1 })]);
  const { validFrom: from, validTo: to = '—' } = policy;
  if (startedOn < from || (policy.validTo !== undefined && startedOn > policy.validTo))
    throw new DixianError([issue('dayOutsideValidity', ['startedOn'], { on: startedOn, from, to })]);
}

/** The days of the steps and of the whole, and whether they fit. */
interface Times {
  readonly days: ReadonlyMap<string, StepDays>;
  /** Counted back from the end of the whole; empty where the least days do not fit into it. */
  readonly latest: ReadonlyMap<string, DayReached>;
  readonly due: DayReached | undefined;
  readonly end: DayReached | undefined;
  readonly issues: readonly Issue[];
}

function timesOf(
  procedure: PolicyProcedure,
  steps: readonly ReadStep[],
  start: DayReached,
  total: PlannedLength | undefined,
  counting: Counting,
): Times {
  const last = (of: ReadonlyMap<string, StepDays>, key: keyof StepDays): DayReached | undefined =>
    latestOf(
      [...of.values()].map((each) => each[key]),
      start,
    );
  const days = daysForward(steps, start, counting);
  const end = last(days, 'earliestEnd');
  const due = endOfDeadline(start, total, counting);
  if (due === undefined) return { days, latest: new Map(), due, end, issues: [] };
  // A step whose least days are missing takes some days at least: none is the bound that is safe to compare with.
  const bounded = steps.map(({ atLeast, ...step }) =>
    countOf(atLeast) === undefined || atLeast === undefined ? step : { ...step, atLeast },
  );
  const bound = last(daysForward(bounded, start, counting), 'earliestEnd') as DayReached;
  const usedUp = last(days, 'plannedEnd');
  const tell = (code: 'stepsExceedTotal' | 'deadlinesExceedTotal', reached: DayReached): Issue[] =>
    reached.day <= due.day ? [] : [exceeded(code, procedure, total, due, reached, counting)];
  const fits = bound.day <= due.day;
  return {
    days,
    // To count back from an end that cannot be kept would only give days before the start.
    latest: fits ? latestEnds(steps, due, counting) : new Map(),
    due,
    end,
    issues: fits
      ? usedUp === undefined
        ? []
        : tell('deadlinesExceedTotal', usedUp)
      : tell('stepsExceedTotal', bound),
  };
}

function exceeded(
  code: 'stepsExceedTotal' | 'deadlinesExceedTotal',
  procedure: PolicyProcedure,
  total: PlannedLength | undefined,
  due: DayReached,
  last: DayReached,
  counting: Counting,
): Issue {
  const unit = total?.unit ?? 'days';
  const params = {
    ...titleParams(procedure),
    due: due.day,
    last: last.day,
    days: daysPast(due.day, last.day, unit, counting).days,
    unit: unit === 'days' ? '天' : '个工作日',
    unitEn: unit === 'days' ? 'days' : 'working days',
  };
  return issue(code, [], params, 'warning');
}

function plannedStep(
  { source, name, after, within, atLeast, missing }: ReadStep,
  days: ReadonlyMap<string, StepDays>,
  latest: ReadonlyMap<string, DayReached>,
  counting: Counting,
): PlannedStep {
  const { earliestStart, earliestEnd, ownDue } = days.get(name) as StepDays;
  const latestEnd = latest.get(name);
  const dueOf = firstDue(ownDue, latestEnd);
  const due = dueOf === 'step' ? ownDue : latestEnd;
  const startBy = atLeast === undefined ? undefined : startOfLeast(due, atLeast, counting);
  const reached = [earliestStart, earliestEnd, ownDue, latestEnd, startBy];
  const years = [...new Set(reached.flatMap((day) => day?.yearsWithoutCalendar ?? []))].sort();
  const step = {
    name,
    title: source.title,
    level: source.level,
    note: source.note,
    after,
    within,
    atLeast,
    earliestStart: earliestStart?.day,
    earliestEnd: earliestEnd?.day,
    dueBy: due?.day,
    dueOf,
    latestEnd: latestEnd?.day,
    startBy: startBy?.day,
    estimated: years.length > 0,
    yearsWithoutCalendar: years,
    missing,
  };
  return sealPart(step) as PlannedStep;
}

const documentsCited = (
  policy: Policy,
  names: readonly (string | undefined)[],
): Readonly<Record<string, DocumentSource>> =>
  Object.fromEntries(Object.entries(policy.documents).filter(([name]) => names.includes(name)));

/** One parameter may be missing for several steps; it is told once. */
const withoutTwins = (issues: readonly Issue[]): Issue[] => {
  const texts = issues.map((each) => JSON.stringify(each));
  return issues.filter((_, index) => texts.indexOf(texts[index] as string) === index);
};
