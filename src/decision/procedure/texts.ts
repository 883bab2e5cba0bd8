import { describeIssue, type Locale } from '../../values/issues.js';
import { adviceSentence } from '../outcome-words.js';
import type { PlannedStep, ProcedurePlan } from './procedure-plan.js';
import { Words } from './procedure-words.js';
import type { ProcedureStatus, WholeStatus } from './status.js';
import type { StepStatus } from './step-status.js';

function planLine(step: PlannedStep, words: Words): string {
  const { earliestStart, earliestEnd, atLeast, within } = step;
  const span =
    earliestStart === undefined
      ? words.pick('日期未定', 'no day can be told')
      : earliestEnd === undefined
        ? words.pick(`${words.day(earliestStart)}起`, `from ${earliestStart}`)
        : words.span(earliestStart, earliestEnd);
  const least =
    atLeast === undefined
      ? undefined
      : words.length(atLeast, (count) => words.pick(`至少 ${count}`, `at least ${count}`));
  const most =
    within === undefined
      ? undefined
      : words.length(within, (count) => words.pick(`时限 ${count}`, `within ${count}`));
  return words.line(
    words.named(step),
    words.joined([
      words.pick(`最早${span}`, `${span} at the earliest`),
      least,
      most,
      words.due(step.dueBy, step.dueOf),
      words.startBy(step.startBy),
      words.estimated(step.yearsWithoutCalendar),
    ]),
  );
}

function totalText({ total, dueBy, startedOn }: ProcedurePlan, words: Words): string {
  const start = words.pick(`${words.day(startedOn)}开始`, `started on ${startedOn}`);
  if (total === undefined) return words.joined([start, words.pick('没有总时限', 'no deadline of the whole')]);
  const due =
    dueBy === undefined
      ? undefined
      : words.pick(`应于${words.day(dueBy)}前（含当日）完成`, `due by ${dueBy}, that day included`);
  const length = words.length(total, (count) =>
    words.pick(`总时限 ${count}，自次日起算`, `${count} in all from the next day on`),
  );
  return words.joined([start, due, length]);
}

/** What the days stand on: who laid down the steps, and the notices of the calendars. */
function sourceLines(plan: ProcedurePlan, words: Words): string[] {
  const last = plan.dueBy ?? plan.earliestEnd ?? plan.startedOn;
  const notices = Object.entries(plan.calendars)
    .filter(([year]) => plan.startedOn.slice(0, 4) <= year && year <= last.slice(0, 4))
    .map(([, { document }]) => words.document(document));
  return [
    words.line(words.pick('步骤', 'Steps'), words.source(plan.provenance)),
    ...(notices.length === 0
      ? []
      : [words.line(words.pick('工作日历', 'Calendars of working days'), words.joined(notices))]),
  ];
}

function planTexts(plan: ProcedurePlan, words: Words, locale: Locale): string[] {
  const first = plan.firstSteps.map((step) =>
    words.line(words.pick('绿色通道，可先行', 'Green channel, may be done first'), planLine(step, words)),
  );
  return [
    words.line(
      words.pick(plan.title.zh, plan.title.en),
      words.joined([totalText(plan, words), words.estimated(plan.yearsWithoutCalendar)]),
    ),
    ...first,
    ...plan.steps.map((step) => planLine(step, words)),
    ...sourceLines(plan, words),
    ...plan.issues.map((found) => describeIssue(found, locale)),
  ];
}

function stateText(step: StepStatus, { plan, on }: ProcedureStatus, words: Words): string {
  const { startedOn, endedOn, lateBy, shortBy } = step;
  const late = lateBy === undefined ? '' : words.count(lateBy);
  const faults = step.faults.map((fault) => {
    if (fault === 'doneLate') return `${words.fault(fault)} ${late}`;
    return shortBy !== undefined && fault === 'tooShort'
      ? `${words.fault(fault)}${words.pick('，少 ', ', lacking ')}${words.count(shortBy)}`
      : words.fault(fault);
  });
  if (endedOn !== undefined) {
    const span = startedOn === undefined ? words.day(endedOn) : words.span(startedOn, endedOn);
    return words.joined([words.pick(`${span}已办`, `done ${span}`), ...faults]);
  }
  const begun =
    startedOn === undefined ? undefined : words.pick(`${words.day(startedOn)}开始`, `begun on ${startedOn}`);
  const due = words.due(step.dueBy, step.dueOf);
  if (step.state === 'waiting') {
    const names = words.steps(step.waitingFor, plan);
    return words.joined([words.pick(`等待${names}`, `waits for ${names}`), begun, due, ...faults]);
  }
  // What cannot be kept any more is told before its day has passed.
  const isPast = step.dueBy !== undefined && step.dueBy < on;
  const overdue = isPast
    ? words.pick(`逾期 ${late}`, `overdue by ${late}`)
    : words.pick(`已不能按时办结，至少迟 ${late}`, `can no longer end in time, ${late} late at least`);
  const state = step.state === 'overdue' ? overdue : words.pick('待办', 'to be done');
  const earliest =
    step.earliestEnd === undefined || step.earliestEnd <= on
      ? undefined
      : words.pick(
          `最早${words.day(step.earliestEnd)}可办结`,
          `can end on ${step.earliestEnd} at the earliest`,
        );
  return words.joined([state, begun, due, words.startBy(step.startBy), earliest, ...faults]);
}

function wholeText(whole: WholeStatus, words: Words): string {
  const { state, dueBy, endedOn, lateBy } = whole;
  const late = lateBy === undefined ? '' : words.count(lateBy);
  const due =
    dueBy === undefined
      ? words.pick('没有可用的总时限', 'no deadline of the whole is known')
      : words.pick(`应于${words.day(dueBy)}前（含当日）完成`, `due by ${dueBy}, that day included`);
  const states = {
    done: words.pick('全部办结', 'all done'),
    doneLate: words.pick(`全部办结，迟 ${late}`, `all done, ${late} late`),
    due: words.pick('办理中', 'under way'),
    overdue: words.pick(`已超总时限 ${late}`, `the whole is overdue by ${late}`),
  };
  return words.joined([
    states[state],
    endedOn === undefined ? undefined : words.day(endedOn),
    due,
    whole.cannotBeKept
      ? words.pick('剩余步骤已不可能在总时限内办完', 'the steps left no longer fit before that day')
      : undefined,
  ]);
}

function statusTexts(status: ProcedureStatus, words: Words, locale: Locale): string[] {
  const { plan } = status;
  const head = words.pick(`${plan.title.zh}（${words.day(status.on)}）`, `${plan.title.en} on ${status.on}`);
  return [
    words.line(head, wholeText(status.whole, words)),
    ...[...status.firstSteps, ...status.steps].map((step) =>
      words.line(
        words.named(step),
        words.joined([stateText(step, status, words), words.estimated(step.yearsWithoutCalendar)]),
      ),
    ),
    ...status.next.map((step) =>
      words.line(
        words.pick('下一步', 'Next'),
        words.joined([
          words.pick(
            `${words.named(step)}${words.next(step.what)}`,
            `${words.next(step.what)} ${words.named(step)}`,
          ),
          words.due(step.dueBy, step.dueOf),
          words.startBy(step.startBy),
        ]),
      ),
    ),
    ...[...plan.issues, ...status.issues].map((found) => describeIssue(found, locale)),
  ];
}

/**
 * A plan, or how a procedure stands, in short lines: the whole, a line a step, what is next, what is wrong or
 * missing; the last line says that it is advice.
 */
export function procedureTexts(of: ProcedurePlan | ProcedureStatus, locale: Locale): readonly string[] {
  const lines =
    'whole' in of
      ? statusTexts(of, new Words(locale, of.plan), locale)
      : planTexts(of, new Words(locale, of), locale);
  return [...lines, adviceSentence(locale)];
}
