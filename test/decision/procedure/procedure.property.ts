import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { countFrom, deadlineFrom } from '../../../src/decision/procedure/counting.js';
import { countOf } from '../../../src/decision/procedure/lengths.js';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import type { PlannedStep, ProcedurePlan } from '../../../src/decision/procedure/procedure-plan.js';
import { procedureStatus } from '../../../src/decision/procedure/status.js';
import { procedureTexts } from '../../../src/decision/procedure/texts.js';
import { exactlyOn } from '../../../src/decision/procedure/working-days.js';
import { addDays } from '../../../src/values/day.js';
import { doneOf, plans, policies, startDays } from './random-procedures.js';
import { CALENDARS } from './support.js';

const counting = { calendars: CALENDARS, lastDayOff: 'stands' } as const;
const numRuns = 100;
/** A plan with anything done of it, and a day. */
const courses = plans.chain((plan) =>
  fc.tuple(
    fc.constant(plan),
    doneOf(plan),
    fc.integer({ min: -1, max: 45 }).map((count) => addDays(plan.startedOn, count)),
  ),
);

/** The least days of a step after a day, or undefined if they are missing. */
function leastAfter(step: PlannedStep, day: string): string | undefined {
  if (step.atLeast === undefined) return day;
  const count = countOf(step.atLeast);
  return count === undefined ? undefined : countFrom(exactlyOn(day), count, counting).day;
}

describe('a plan', () => {
  test.prop([policies, startDays], { numRuns })(
    'is the same with and without the green channel',
    (policy, startedOn) => {
      const request = { procedure: 'identification', startedOn };
      const [green, plain] = [true, false].map((greenChannel) =>
        planProcedure(policy, { ...request, greenChannel }),
      );
      expect(green?.firstSteps).toHaveLength(1);
      expect({ ...green, firstSteps: [], greenChannel: false }).toEqual(plain);
    },
  );

  test.prop([plans], { numRuns })(
    'never begins a step before those that come first, nor ends it too soon',
    (plan) => {
      for (const step of plan.steps) {
        const before = step.after.map((name) => plan.steps.find((each) => each.name === name)?.earliestEnd);
        if (before.includes(undefined)) expect(step.earliestStart).toBeUndefined();
        else expect(step.earliestStart).toBe([plan.startedOn, ...(before as string[])].sort().at(-1));
        expect(step.earliestEnd).toBe(
          step.earliestStart === undefined ? undefined : leastAfter(step, step.earliestStart),
        );
      }
    },
  );

  test.prop([plans], { numRuns })(
    'leaves to each step exactly the days that those after it do not need',
    (plan) => {
      const nextOf = (name: string) => plan.steps.filter((each) => each.after.includes(name));
      for (const { name, latestEnd } of plan.steps) {
        if (latestEnd === undefined) continue;
        const fits = (end: string): boolean =>
          end <= (plan.dueBy as string) &&
          nextOf(name).every((next) => (leastAfter(next, end) as string) <= (next.latestEnd as string));
        expect([fits(latestEnd), fits(addDays(latestEnd, 1))]).toEqual([true, false]);
        expect(latestEnd >= plan.startedOn).toBe(true);
      }
    },
  );

  test.prop([plans], { numRuns })('tells exactly when its steps cannot fit into the whole', (plan) => {
    const told = plan.issues.some(({ code }) => code === 'stepsExceedTotal');
    const { dueBy = '~' } = plan;
    if (plan.earliestEnd !== undefined) expect(told).toBe(plan.earliestEnd > dueBy);
    // What is missing can only make it longer.
    const known = plan.steps.map(({ earliestEnd }) => earliestEnd ?? '');
    if (known.some((end) => end > dueBy)) expect(told).toBe(true);
    if (told) expect(plan.steps.filter((step) => step.latestEnd !== undefined)).toEqual([]);
  });

  test.prop([plans], { numRuns })('does not guess what is missing', (plan) => {
    const names = plan.missing.map(({ parameter }) => parameter);
    for (const step of plan.steps) {
      const isMissing = step.atLeast !== undefined && names.includes(step.atLeast.parameter);
      expect(step.missing.length > 0).toBe(isMissing);
      if (isMissing) expect([step.earliestEnd, step.atLeast?.days]).toEqual([undefined, undefined]);
    }
    expect(names.length > 0).toBe(plan.issues.some(({ code }) => code === 'procedureLengthMissing'));
  });
});

describe('how a procedure stands', () => {
  test.prop([plans], { numRuns })('is done without a fault if every step is done at its earliest', (plan) => {
    fc.pre(plan.earliestEnd !== undefined && plan.issues.length === 0);
    const done = Object.fromEntries(
      [...plan.firstSteps, ...plan.steps].map(({ name, earliestStart, earliestEnd }) => [
        name,
        { startedOn: earliestStart, endedOn: earliestEnd },
      ]),
    );
    const status = procedureStatus(plan, done, plan.earliestEnd as string);
    expect(status.steps.map(({ state }) => state)).toEqual(plan.steps.map(() => 'done'));
    expect([status.whole.state, status.whole.endedOn]).toEqual(['done', plan.earliestEnd]);
    expect([status.next, status.issues]).toEqual([[], []]);
  });

  const RANKS: Readonly<Record<string, number>> = { waiting: 0, due: 1, overdue: 2 };
  const rank = (state: string): number => RANKS[state] ?? 3;

  test.prop([courses], { numRuns: 200 })('only goes forward from day to day', ([plan, done, on]) => {
    const [today, tomorrow] = [on, addDays(on, 1)].map((day) => procedureStatus(plan, done, day));
    for (const [index, before] of (today?.steps ?? []).entries()) {
      const after = tomorrow?.steps[index];
      expect(rank(after?.state ?? '')).toBeGreaterThanOrEqual(rank(before.state));
      // What is done stays as it is, and what is overdue only grows.
      const judged = (of: typeof after): unknown => [of?.state, of?.faults, of?.lateBy, of?.shortBy];
      if (rank(before.state) === 3) expect(judged(after)).toEqual(judged(before));
      if (before.state === 'overdue' && after?.state === 'overdue')
        expect(after.lateBy?.days).toBeGreaterThanOrEqual(before.lateBy?.days ?? 0);
    }
    const wholes = [today?.whole.state, tomorrow?.whole.state].map((state) =>
      ['due', 'overdue', 'done', 'doneLate'].indexOf(state ?? ''),
    );
    expect(wholes[1]).toBeGreaterThanOrEqual(wholes[0] as number);
  });

  test.prop([courses], { numRuns })(
    'is next exactly what waits for nothing and is not well done',
    ([plan, done, on]) => {
      const { steps, next, whole, firstSteps } = procedureStatus(plan, done, on);
      const open = ['due', 'overdue', 'tooShort', 'lengthUnknown'];
      const expected = [...firstSteps, ...steps].filter(({ state }) => open.includes(state));
      expect(next.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort());
      // Nothing is stuck: where the whole is not done there is something to do.
      const isDone = whole.state === 'done' || whole.state === 'doneLate';
      expect(steps.some(({ state }) => open.includes(state) || state === 'waiting')).toBe(!isDone);
      if (!isDone) expect(next.length).toBeGreaterThan(0);
    },
  );

  test.prop([courses], { numRuns })(
    'counts the deadline of a step from what was done before it',
    ([plan, done, on]) => {
      for (const [index, status] of procedureStatus(plan, done, on).steps.entries()) {
        if (status.dueOf !== 'step') continue;
        const { after, within } = plan.steps[index] as PlannedStep;
        const ends = after.map((name) => done[name]?.endedOn as string);
        const ready = [plan.startedOn, ...ends].sort().at(-1) as string;
        const count = countOf(within);
        expect(status.dueBy).toBe(deadlineFrom(exactlyOn(ready), count as never, counting).day);
      }
    },
  );

  test.prop([courses], { numRuns: 50 })('can be said in both languages', ([plan, done, on]) => {
    const texts = (['zh-CN', 'en'] as const).flatMap((locale) => [
      ...procedureTexts(plan, locale),
      ...procedureTexts(procedureStatus(plan, done, on), locale),
    ]);
    expect(
      texts.filter((text) => /undefined|NaN|\[object|\{|\}/.test(text.replace('{ startedOn, endedOn }', ''))),
    ).toEqual([]);
  });

  test.prop([courses], { numRuns: 50 })('does not change the plan or what was done', ([plan, done, on]) => {
    const before = JSON.stringify([plan, done]);
    procedureStatus(plan as ProcedurePlan, done, on);
    expect(JSON.stringify([plan, done])).toBe(before);
  });
});
