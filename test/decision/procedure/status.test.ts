import { describe, expect, test } from 'vitest';
import type { DoneStep } from '../../../src/decision/procedure/done-steps.js';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import { procedureStatus } from '../../../src/decision/procedure/status.js';
import { codesOf } from '../../policy/support.js';
import { pattern, policyOf, step } from './support.js';

const request = { procedure: 'identification', startedOn: '2025-03-01' } as const;
const plan = planProcedure(pattern(), request);
/** The days of March 2025. */
const march = (day: number): string => `2025-03-${String(day).padStart(2, '0')}`;
type Done = Readonly<Record<string, DoneStep>>;

const statesOf = (done: Done, on: string, of = plan): readonly string[] =>
  procedureStatus(of, done, on).steps.map(({ state }) => state);
const stepOf = (name: string, done: Done, on: string, of = plan) =>
  procedureStatus(of, done, on).steps.find((each) => each.name === name);

const visited = { visit: { endedOn: march(4) } };
const appraised = { ...visited, appraisal: { endedOn: march(6) } };
const published = { ...appraised, publicity: { startedOn: march(6), endedOn: march(11) } };
const approved = { ...published, approval: { endedOn: march(14) } };

describe('on the way', () => {
  test.each([
    ['nothing done', {}, march(1), ['due', 'waiting', 'waiting', 'waiting'], ['visit']],
    ['the visit done', visited, march(4), ['done', 'due', 'waiting', 'waiting'], ['appraisal']],
    ['the appraisal done', appraised, march(6), ['done', 'done', 'due', 'waiting'], ['publicity']],
    ['all but the approval done', published, march(12), ['done', 'done', 'done', 'due'], ['approval']],
    ['all done', approved, march(14), ['done', 'done', 'done', 'done'], []],
  ])('with %s', (_, done, on, states, next) => {
    const status = procedureStatus(plan, done, on);
    expect(status.steps.map(({ state }) => state)).toEqual(states);
    expect(status.next.map(({ name }) => name)).toEqual(next);
    expect(status.issues).toEqual([]);
  });

  test('what is next says who, by when, and since when it is under way', () => {
    const under = { ...appraised, publicity: { startedOn: march(7) } };
    expect(procedureStatus(plan, under, march(8)).next).toEqual([
      {
        name: 'publicity',
        title: { zh: '步骤publicity', en: 'step publicity' },
        level: 'village',
        what: 'finish',
        dueBy: march(16),
        dueOf: 'whole',
        overdue: false,
      },
    ]);
    expect(stepOf('publicity', under, march(8))).toMatchObject({ state: 'due', earliestEnd: march(12) });
    expect(stepOf('publicity', appraised, march(8))).toMatchObject({
      earliestEnd: march(13),
      startBy: march(11),
    });
  });

  test('a step waits for all open steps right before it', () => {
    const steps = [step('one'), step('two', { after: ['one'] }), step('three', { after: ['one'] })];
    const both = planProcedure(
      policyOf({ steps: [...steps, step('four', { after: ['two', 'three'] })] }),
      request,
    );
    const waiting = (done: Done) => stepOf('four', done, march(5), both)?.waitingFor;
    expect(waiting({})).toEqual(['two', 'three']);
    expect(waiting({ one: { endedOn: march(2) }, two: { endedOn: march(3) } })).toEqual(['three']);
    // Done out of order, the second does not hide the first.
    expect(waiting({ two: { endedOn: march(3) }, three: { endedOn: march(3) } })).toEqual(['one']);
  });
});

describe('late', () => {
  test.each([
    [march(11), 'due', undefined],
    [march(12), 'overdue', { days: 1, unit: 'days' }],
    [march(20), 'overdue', { days: 9, unit: 'days' }],
  ])('a visit not done on %s: %s', (on, state, lateBy) => {
    expect(stepOf('visit', {}, on)).toMatchObject({ state, ...(lateBy === undefined ? {} : { lateBy }) });
  });

  test.each([
    [march(11), 'due', {}],
    // From the 12th on, five days no longer fit before the 16th.
    [march(12), 'overdue', { lateBy: { days: 1, unit: 'days' }, earliestEnd: march(17) }],
    [march(16), 'overdue', { lateBy: { days: 5, unit: 'days' }, earliestEnd: march(21) }],
  ])('a publicity not begun on %s: %s', (on, state, more) => {
    const status = procedureStatus(plan, appraised, on);
    expect(status.steps[2]).toMatchObject({ state, ...more });
    expect(status.whole).toMatchObject({ state: 'due', cannotBeKept: state === 'overdue' });
  });

  test.each([
    [march(16), 'due', undefined],
    [march(17), 'overdue', { days: 1, unit: 'days' }],
    ['2025-04-16', 'overdue', { days: 31, unit: 'days' }],
  ])('the whole without its approval on %s: %s', (on, state, lateBy) => {
    const { whole } = procedureStatus(plan, published, on);
    expect([whole.state, whole.lateBy, whole.cannotBeKept]).toEqual([state, lateBy, false]);
  });

  test.each([
    [march(16), 'done', 'done', undefined],
    [march(18), 'doneLate', 'doneLate', { days: 2, unit: 'days' }],
  ])('approved on %s', (endedOn, state, whole, lateBy) => {
    const done = { ...published, approval: { endedOn } };
    const status = procedureStatus(plan, done, march(31));
    expect([status.steps[3]?.state, status.whole.state, status.whole.lateBy]).toEqual([state, whole, lateBy]);
    expect(status.whole.endedOn).toBe(endedOn);
    expect(status.next).toEqual([]);
  });

  test('in working days is told in working days', () => {
    const working = planProcedure(pattern({ totalDays: 10, inWorkingDays: true }), request);
    // Ten working days after Saturday the 1st: Friday the 14th.
    expect(working.dueBy).toBe(march(14));
    const late = (on: string) => procedureStatus(working, published, on).whole.lateBy;
    expect([march(14), march(15), march(17), march(18)].map(late)).toEqual([
      undefined,
      ...[1, 1, 2].map((days) => ({ days, unit: 'workingDays' })),
    ]);
  });
});

describe('deadlines are recounted', () => {
  const steps = [step('one', { within: 'three' }), step('two', { within: 'five' })];
  const chain = planProcedure(policyOf({ steps }, { three: 3, five: 5 }), request);

  test('from the day on which the step before was done', () => {
    expect(chain.steps[1]?.dueBy).toBe(march(9));
    const due = (day: number) => stepOf('two', { one: { endedOn: march(day) } }, march(10), chain)?.dueBy;
    expect([due(2), due(4), due(7)]).toEqual([march(7), march(9), march(12)]);
  });

  test('and do not run while it is not done', () => {
    expect(stepOf('two', {}, march(20), chain)).not.toHaveProperty('dueBy');
    expect(statesOf({}, march(20), chain)).toEqual(['overdue', 'waiting']);
  });

  test('nor while it was too short', () => {
    const after = [step('publicity', { atLeast: 'five' }), step('review', { within: 'three' })];
    const short = planProcedure(policyOf({ steps: after }, { five: 5, three: 3 }), request);
    const done = { publicity: { startedOn: march(1), endedOn: march(3) } };
    expect(stepOf('review', done, march(20), short)).toMatchObject({ state: 'waiting' });
    expect(stepOf('review', done, march(20), short)).not.toHaveProperty('dueBy');
  });

  test('a step without any deadline is never overdue', () => {
    const free = planProcedure(policyOf({ steps: [step('one')] }), request);
    expect(statesOf({}, '2035-01-01', free)).toEqual(['due']);
    expect(procedureStatus(free, {}, '2035-01-01').whole).toMatchObject({
      state: 'due',
      cannotBeKept: false,
    });
  });
});

describe('a publicity', () => {
  test.each([
    [6, 11, 'done', undefined],
    [6, 12, 'done', undefined],
    [6, 10, 'tooShort', 1],
    [6, 6, 'tooShort', 5],
  ])('from the %sth to the %sth: %s', (from, to, state, days) => {
    const done = { ...appraised, publicity: { startedOn: march(from), endedOn: march(to) } };
    const found = stepOf('publicity', done, march(13));
    expect([found?.state, found?.shortBy?.days]).toEqual([state, days]);
  });

  test('taken down too early is to be made up, and holds up what follows', () => {
    const done = { ...appraised, publicity: { startedOn: march(6), endedOn: march(10) } };
    const status = procedureStatus(plan, done, march(13));
    expect(status.next).toMatchObject([{ name: 'publicity', what: 'lengthen' }]);
    expect(status.steps[3]).toMatchObject({ state: 'waiting', waitingFor: ['publicity'] });
  });

  test('too short never makes a whole that is done', () => {
    const done = { ...approved, publicity: { startedOn: march(6), endedOn: march(10) } };
    expect(procedureStatus(plan, done, march(15)).whole).toMatchObject({
      state: 'due',
      faults: ['tooShort'],
    });
  });

  test.each([
    // Since the appraisal of the 6th, five days are over on the 11th at the earliest.
    [10, 'tooShort', []],
    [11, 'lengthUnknown', ['doneBeginningMissing']],
    [12, 'lengthUnknown', ['doneBeginningMissing']],
  ])('whose first day is not given, ended on the %sth: %s', (to, state, issues) => {
    const status = procedureStatus(plan, { ...appraised, publicity: { endedOn: march(to) } }, march(13));
    expect(status.steps[2]?.state).toBe(state);
    expect(status.issues.map(({ code }) => code)).toEqual(issues);
    expect(status.steps[3]?.state).toBe('waiting');
    expect(status.next[0]?.what).toBe(state === 'tooShort' ? 'lengthen' : 'giveFirstDay');
  });

  test('whose first day is not given may have begun before a step that ended later', () => {
    const done = { ...visited, appraisal: { endedOn: march(12) }, publicity: { endedOn: march(11) } };
    expect(stepOf('publicity', done, march(13))?.faults).toEqual(['lengthUnknown', 'outOfOrder']);
  });

  test('whose least days have no value cannot be called long enough', () => {
    const without = planProcedure(pattern({ publicityDays: { to: '2025-02-28', value: '5' } }), request);
    expect(stepOf('publicity', published, march(13), without)?.state).toBe('lengthUnknown');
  });

  test('in working days counts working days', () => {
    const working = planProcedure(pattern({ publicityInWorkingDays: true }), request);
    const state = (to: number) =>
      stepOf(
        'publicity',
        { ...appraised, publicity: { startedOn: march(6), endedOn: march(to) } },
        march(14),
        working,
      );
    // From Thursday the 6th: Friday, then Monday to Thursday the 13th.
    expect(state(12)).toMatchObject({ state: 'tooShort', shortBy: { days: 1, unit: 'workingDays' } });
    expect(state(13)).toMatchObject({ state: 'done' });
  });
});

describe('out of order', () => {
  test.each([
    ['the step before is not done', { appraisal: { endedOn: march(3) } }, 'appraisal'],
    ['the step before ended later', { ...visited, appraisal: { endedOn: march(3) } }, 'appraisal'],
    [
      'it began before the step before ended',
      { ...appraised, publicity: { startedOn: march(5), endedOn: march(11) } },
      'publicity',
    ],
  ])('where %s', (_, done, name) => {
    expect(stepOf(name, done, march(12))).toMatchObject({ state: 'outOfOrder', faults: ['outOfOrder'] });
  });

  test('on one day is in order', () => {
    const sameDay = { visit: { endedOn: march(4) }, appraisal: { startedOn: march(4), endedOn: march(4) } };
    expect(statesOf(sameDay, march(4)).slice(0, 2)).toEqual(['done', 'done']);
  });

  test('under way before its time is told while it waits', () => {
    const found = stepOf('publicity', { ...visited, publicity: { startedOn: march(5) } }, march(6));
    expect(found).toMatchObject({ state: 'waiting', faults: ['outOfOrder'], waitingFor: ['appraisal'] });
  });

  test('all faults of a step are kept', () => {
    const done = { ...visited, publicity: { startedOn: march(17), endedOn: march(18) } };
    expect(stepOf('publicity', done, march(20))?.faults).toEqual(['tooShort', 'outOfOrder', 'doneLate']);
  });
});

describe('a day that cannot be used', () => {
  test.each([
    ['is in the future', { visit: { endedOn: march(6) } }, 'doneDayInFuture'],
    ['is before the start', { visit: { endedOn: '2025-02-28' } }, 'doneDayBeforeStart'],
    ['does not exist', { visit: { endedOn: '2025-02-29' } }, 'doneDayInvalid'],
    ['is a number', { visit: { endedOn: 20250304 } }, 'doneDayInvalid'],
    [
      'ends before it begins',
      { visit: { startedOn: march(4), endedOn: march(3) } },
      'doneEndBeforeBeginning',
    ],
    ['is of no step', { visits: { endedOn: march(3) } }, 'doneStepUnknown'],
    ['is of a name of every object', { constructor: { endedOn: march(3) } }, 'doneStepUnknown'],
    ['stands bare', { visit: march(3) }, 'doneStepNotReadable'],
    ['is a list', { visit: [march(3)] }, 'doneStepNotReadable'],
    ['is null', { visit: null }, 'doneStepNotReadable'],
  ])('because it %s is an issue and counts as not given', (_, done, code) => {
    const status = procedureStatus(plan, done as unknown as Done, march(5));
    expect(status.issues.map((found) => found.code)).toEqual([code]);
    expect(status.steps.map(({ state }) => state)).toEqual(['due', 'waiting', 'waiting', 'waiting']);
  });

  test('null stands for a blank', () => {
    const done = { visit: { startedOn: null, endedOn: null } } as unknown as Done;
    expect(procedureStatus(plan, done, march(5)).issues).toEqual([]);
  });

  test.each(['2025-02-29', '2025-03', ''])('the day asked for cannot be "%s"', (on) => {
    expect(codesOf(() => procedureStatus(plan, {}, on))).toEqual(['invalidDay']);
  });

  test('a day before the start is answered with a warning', () => {
    const status = procedureStatus(plan, {}, '2025-02-28');
    expect(status.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['statusBeforeStart', 'warning'],
    ]);
  });
});

describe('the green channel', () => {
  const green = planProcedure(pattern(), { ...request, greenChannel: true });

  test('puts the measures first, and the whole does not wait for them', () => {
    expect(procedureStatus(green, {}, march(1)).next.map(({ name }) => name)).toEqual(['measures', 'visit']);
    expect(procedureStatus(green, approved, march(14)).whole.state).toBe('done');
  });

  test('makes no step out of order that comes after the measures', () => {
    const done = { ...approved, measures: { endedOn: march(14) } };
    const status = procedureStatus(green, done, march(14));
    expect(status.steps).toEqual(procedureStatus(plan, approved, march(14)).steps);
    expect(status.firstSteps.map(({ state }) => state)).toEqual(['done']);
  });

  test('without it the measures are no step', () => {
    const status = procedureStatus(plan, { measures: { endedOn: march(2) } }, march(3));
    expect(status.issues.map(({ code }) => code)).toEqual(['doneStepUnknown']);
  });
});

test('a plan that was stored gives the same status', () => {
  const stored = JSON.parse(JSON.stringify(plan)) as typeof plan;
  expect(procedureStatus(stored, published, march(12))).toEqual(procedureStatus(plan, published, march(12)));
});
