import { describe, expect, test } from 'vitest';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import { codesOf } from '../../policy/support.js';
import { PATTERN, PATTERN_VALUES, pattern, policyOf, step } from './support.js';

const request = { procedure: 'identification', startedOn: '2025-03-01' } as const;
/** The days of each step as `name: start-end, due`, with months and days only. */
const daysOf = (plan: ReturnType<typeof planProcedure>): readonly string[] =>
  plan.steps.map(({ name, earliestStart, earliestEnd, dueBy, dueOf }) =>
    [name, earliestStart?.slice(5), earliestEnd?.slice(5), dueBy?.slice(5), dueOf].join(' '),
  );

describe('the national pattern', () => {
  const plan = planProcedure(pattern(), request);

  test('ends fifteen days after the clue, the day of the clue not counted', () => {
    expect(plan).toMatchObject({ dueBy: '2025-03-16', earliestEnd: '2025-03-06', issues: [], missing: [] });
  });

  test('leaves the least days of the publicity to every step before it', () => {
    expect(daysOf(plan)).toEqual([
      'visit 03-01 03-01 03-11 whole',
      'appraisal 03-01 03-01 03-11 whole',
      'publicity 03-01 03-06 03-16 whole',
      'approval 03-06 03-06 03-16 whole',
    ]);
    expect(plan.steps.map(({ startBy }) => startBy)).toEqual([undefined, undefined, '2025-03-11', undefined]);
  });

  test('says which parameters the days come from, and on whose word', () => {
    expect(plan.total).toMatchObject({
      parameter: 'totalDays',
      days: 15,
      unit: 'days',
      unitParameter: 'inWorkingDays',
      standing: { authority: 'county', document: 'rules' },
    });
    expect(plan.steps[2]?.atLeast).toMatchObject({ parameter: 'publicityDays', days: 5, unit: 'days' });
    expect(Object.keys(plan.documents)).toEqual(['rules']);
  });

  test('needs no calendar, and keeps none', () => {
    expect(plan.calendars).toEqual({});
    expect(plan.estimated).toBe(false);
  });

  test('is frozen, and plain data that can be stored', () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(Object.isFrozen(plan.steps[0])).toBe(true);
  });
});

describe('ends of months and years', () => {
  test.each([
    ['2025-02-14', '2025-02-19', '2025-03-01'],
    ['2024-02-14', '2024-02-19', '2024-02-29'],
    ['2024-02-29', '2024-03-05', '2024-03-15'],
    ['2025-01-31', '2025-02-05', '2025-02-15'],
    ['2025-12-20', '2025-12-25', '2026-01-04'],
    ['2025-12-31', '2026-01-05', '2026-01-15'],
  ])('a procedure of %s can end on %s and is due by %s', (startedOn, earliestEnd, dueBy) => {
    expect(planProcedure(pattern(), { ...request, startedOn })).toMatchObject({ earliestEnd, dueBy });
  });
});

describe('in working days', () => {
  const working = { totalDays: 10, inWorkingDays: true, publicityInWorkingDays: true };

  test.each([
    ['2025-03-03', '2025-03-10', '2025-03-17', []],
    // The Spring Festival: 26 January and 8 February are made up, 28 January to 4 February are off.
    ['2025-01-24', '2025-02-07', '2025-02-13', []],
    ['2025-01-27', '2025-02-10', '2025-02-17', []],
    ['2025-12-24', '2025-12-31', '2026-01-07', ['2026']],
    ['2025-12-29', '2026-01-05', '2026-01-12', ['2026']],
  ])('a procedure of %s can end on %s and is due by %s, estimated for %j', (startedOn, end, due, years) => {
    const plan = planProcedure(pattern(working), { ...request, startedOn });
    expect(plan).toMatchObject({
      earliestEnd: end,
      dueBy: due,
      yearsWithoutCalendar: years,
      estimated: years.length > 0,
    });
    expect(plan.total?.unit).toBe('workingDays');
    expect(Object.keys(plan.calendars)).toEqual(['2025']);
    expect(plan.documents).toHaveProperty('notice2025');
  });

  test('only the steps that reach a year without calendar are estimates', () => {
    const policy = policyOf(
      { steps: [step('visit', { within: 'two', inWorkingDays: 'yes' }), step('review', { within: 'two' })] },
      { two: 2, yes: true },
    );
    const plan = planProcedure(policy, { ...request, startedOn: '2025-12-29' });
    expect(plan.steps.map(({ dueBy, estimated }) => [dueBy, estimated])).toEqual([
      ['2025-12-31', false],
      ['2026-01-02', false],
    ]);
  });
});

describe('steps with deadlines of their own', () => {
  // A pattern seen in a county: visit within 3 days, comparison within 5 beside it, publicity of 5.
  const values = { three: 3, five: 5, total: 15 };
  const steps = [
    step('clue'),
    step('visit', { within: 'three' }),
    step('comparison', { after: ['clue'], within: 'five' }),
    step('appraisal', { after: ['visit', 'comparison'] }),
    step('publicity', { atLeast: 'five' }),
  ];

  test('may run side by side, and the next one waits for both', () => {
    const plan = planProcedure(policyOf({ steps, within: 'total' }, values), request);
    expect(daysOf(plan)).toEqual([
      'clue 03-01 03-01 03-11 whole',
      'visit 03-01 03-01 03-04 step',
      'comparison 03-01 03-01 03-06 step',
      'appraisal 03-01 03-01 03-11 whole',
      'publicity 03-01 03-06 03-16 whole',
    ]);
    expect(plan.issues).toEqual([]);
  });

  test('are counted from the end of the latest step before, as planned', () => {
    const chain = [
      step('one', { within: 'three' }),
      step('two', { within: 'five' }),
      step('three', { within: 'three' }),
    ];
    expect(daysOf(planProcedure(policyOf({ steps: chain }, values), request))).toEqual([
      'one 03-01 03-01 03-04 step',
      'two 03-01 03-01 03-09 step',
      'three 03-01 03-01 03-12 step',
    ]);
  });

  test('a deadline that is shorter than the least days does not shorten them for the next step', () => {
    const chain = [step('one', { within: 'three', atLeast: 'five' }), step('two', { within: 'three' })];
    expect(daysOf(planProcedure(policyOf({ steps: chain }, values), request))).toEqual([
      'one 03-01 03-06 03-04 step',
      'two 03-06 03-06 03-09 step',
    ]);
  });

  test('that end on the day that the whole leaves are their own', () => {
    const policy = policyOf({ steps: [step('one', { within: 'three' })], within: 'three' }, values);
    expect(planProcedure(policy, request).steps[0]?.dueOf).toBe('step');
  });

  test('an empty list before a step lets it begin with the procedure', () => {
    const chain = [step('one', { atLeast: 'five' }), step('two', { after: [], within: 'three' })];
    expect(daysOf(planProcedure(policyOf({ steps: chain }, values), request))).toEqual([
      'one 03-01 03-06  ',
      'two 03-01 03-01 03-04 step',
    ]);
  });
});

describe('what does not fit is told', () => {
  test.each([
    ['least days', 4, 'stepsExceedTotal', { days: 1, due: '2025-03-05', last: '2025-03-06' }],
    ['least days by more', 2, 'stepsExceedTotal', { days: 3, due: '2025-03-03', last: '2025-03-06' }],
  ])('%s that exceed a total of %s: %s', (_, totalDays, code, params) => {
    const plan = planProcedure(pattern({ totalDays }), request);
    expect(plan.issues).toMatchObject([{ code, params, severity: 'warning' }]);
    // To count back from an end that cannot be kept would give days before the start.
    expect(plan.steps.map(({ dueBy }) => dueBy)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('even where a length is missing, as far as the others go', () => {
    const steps = [step('one', { atLeast: 'nothing' }), step('two', { atLeast: 'ten' })];
    const plan = planProcedure(policyOf({ steps, within: 'eight' }, { ten: 10, eight: 8 }), request);
    expect(plan.issues.map(({ code }) => code)).toEqual(['procedureLengthMissing', 'stepsExceedTotal']);
    expect(plan.earliestEnd).toBeUndefined();
  });

  test('a total that fits to the day is no fault', () => {
    expect(planProcedure(pattern({ totalDays: 5 }), request).issues).toEqual([]);
  });

  test.each([
    [16, 'days', []],
    [15, 'days', [{ code: 'deadlinesExceedTotal', params: { days: 1, last: '2025-03-17' } }]],
  ])('deadlines of 3, 8 and 5 days in a total of %s', (total, _, expected) => {
    const steps = [
      step('one', { within: 'three' }),
      step('two', { within: 'eight' }),
      step('publicity', { atLeast: 'five' }),
    ];
    const policy = policyOf({ steps, within: 'total' }, { three: 3, eight: 8, five: 5, total });
    expect(planProcedure(policy, request).issues).toMatchObject(expected);
  });

  test('by working days, where the total is in working days', () => {
    const policy = pattern({ totalDays: 2, inWorkingDays: true });
    // Due on Tuesday the 4th, possible on Thursday the 6th.
    expect(planProcedure(policy, request).issues).toMatchObject([
      { code: 'stepsExceedTotal', params: { days: 2, unit: '个工作日' } },
    ]);
  });

  test('a step that takes longer than it may', () => {
    const steps = [step('publicity', { atLeast: 'five', within: 'three' })];
    expect(planProcedure(policyOf({ steps }, { five: 5, three: 3 }), request).issues).toMatchObject([
      { code: 'leastDaysExceedDeadline', params: { least: 5, within: 3 } },
    ]);
  });
});

describe('a parameter without a value on the day', () => {
  test.each([
    ['publicityDays', { value: undefined, status: 'expected' }],
    ['publicityDays', { from: '2025-03-02', value: '5' }],
    ['publicityDays', { to: '2025-02-28', value: '5' }],
    ['publicityInWorkingDays', { value: undefined, status: 'withdrawn' }],
  ] as const)('%s %j leaves out what hangs on it, and is never zero', (name, value) => {
    const plan = planProcedure(pattern({ [name]: value as object }), request);
    expect(daysOf(plan)).toEqual([
      // Up to which day they may take depends on the publicity.
      'visit 03-01 03-01  ',
      'appraisal 03-01 03-01  ',
      'publicity 03-01  03-16 whole',
      'approval   03-16 whole',
    ]);
    expect(plan.earliestEnd).toBeUndefined();
    expect(plan.dueBy).toBe('2025-03-16');
    expect(plan.missing.map(({ parameter }) => parameter)).toEqual([name]);
    expect(plan.steps[2]?.missing).toHaveLength(1);
    expect(plan.issues.map(({ code }) => code)).toEqual(['procedureLengthMissing']);
  });

  test('says why, where the packs say so', () => {
    const plan = planProcedure(
      pattern({ publicityDays: { value: undefined, status: 'expected' } as object }),
      request,
    );
    expect(plan.missing).toMatchObject([{ parameter: 'publicityDays', standing: { status: 'expected' } }]);
  });

  test.each([
    ['totalDays', { to: '2025-02-28' }],
    ['inWorkingDays', { to: '2025-02-28', value: true }],
  ])('%s leaves the whole without a deadline', (name, value) => {
    const plan = planProcedure(pattern({ [name]: value }), request);
    expect(plan.dueBy).toBeUndefined();
    expect(plan.earliestEnd).toBe('2025-03-06');
    expect(plan.missing.map(({ parameter }) => parameter)).toEqual([name]);
  });

  test('that is in no pack at all is missing as well', () => {
    const plan = planProcedure(policyOf({ steps: [step('one', { within: 'nothing' })] }), request);
    expect(plan.steps[0]?.dueBy).toBeUndefined();
    expect(plan.missing).toEqual([{ parameter: 'nothing', title: { zh: 'nothing', en: 'nothing' } }]);
  });

  test.each(['2.5', '-1', '36601', '1e9', 'valueOf'])(
    'a value of %s is not days and is not used',
    (value) => {
      const plan = planProcedure(pattern({ publicityDays: { value } }), request);
      expect(plan.steps[2]?.atLeast?.days).toBeUndefined();
      expect(plan.issues.map(({ code }) => code)).toEqual(['procedureLengthNotDays']);
    },
  );

  test('a parameter in months is not days and is not used', () => {
    const policy = pattern();
    const inMonths = { ...policy.parameters['publicityDays'], unit: 'months' };
    const changed = {
      ...policy,
      parameters: { ...policy.parameters, publicityDays: inMonths },
    } as typeof policy;
    expect(planProcedure(changed, request).issues.map(({ code }) => code)).toEqual([
      'procedureLengthNotDays',
    ]);
  });

  test('the value in force on the day of the start counts, not a later one', () => {
    const policy = pattern();
    const [old] = policy.parameters['publicityDays']?.series ?? [];
    const series = [
      { ...old, to: '2025-03-03' },
      { ...old, from: '2025-03-04', value: '7' },
    ];
    const parameters = {
      ...policy.parameters,
      publicityDays: { ...policy.parameters['publicityDays'], series },
    };
    const changed = { ...policy, parameters } as typeof policy;
    const days = (startedOn: string): number | undefined =>
      planProcedure(changed, { ...request, startedOn }).steps[2]?.atLeast?.days;
    expect([days('2025-03-03'), days('2025-03-04')]).toEqual([5, 7]);
  });
});

describe('the green channel', () => {
  test('lets measures come first and leaves the steps as they are', () => {
    const green = planProcedure(pattern(), { ...request, greenChannel: true });
    expect(green.firstSteps).toMatchObject([{ name: 'measures', earliestStart: '2025-03-01', after: [] }]);
    expect(green.steps).toEqual(planProcedure(pattern(), request).steps);
    expect(planProcedure(pattern(), request).firstSteps).toEqual([]);
  });

  test('of a procedure that has none is told', () => {
    const { first: _, ...without } = PATTERN;
    const plan = planProcedure(policyOf(without, PATTERN_VALUES), { ...request, greenChannel: true });
    expect(plan.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['noGreenChannel', 'warning'],
    ]);
  });

  test('is never waited for', () => {
    const steps = [step('visit'), step('appraisal', { after: ['measures', 'visit'] })];
    const policy = policyOf({ steps, first: [step('measures', { atLeast: 'ten' })] }, { ten: 10 });
    const plan = planProcedure(policy, { ...request, greenChannel: true });
    expect(plan.steps[1]).toMatchObject({ after: ['visit'], earliestStart: '2025-03-01' });
  });
});

describe('a deadline that ends on a day off', () => {
  // 15 March 2025 is a Saturday.
  test.each([
    ['stands', '2025-03-15', undefined],
    ['moves', '2025-03-17', 'moves'],
  ] as const)('%s: due by %s', (_, dueBy, lastDayOff) => {
    const plan = planProcedure(pattern({ totalDays: 14 }), {
      ...request,
      ...(lastDayOff === undefined ? {} : { lastDayOff }),
    });
    expect(plan.dueBy).toBe(dueBy);
    expect(plan.lastDayOff).toBe(lastDayOff ?? 'stands');
  });
});

describe('refused', () => {
  const twice = policyOf({ steps: [step('one'), step('one')] });
  const later = policyOf({ steps: [step('one', { after: ['two'] }), step('two')] });
  const ended = { ...pattern(), validTo: '2025-12-31' };

  test.each([
    ['a day that does not exist', pattern(), { startedOn: '2025-02-29' }, 'invalidDay'],
    ['a month', pattern(), { startedOn: '2025-02' }, 'invalidDay'],
    ['a day before the policy', pattern(), { startedOn: '2021-05-15' }, 'dayOutsideValidity'],
    ['a day after the policy', ended, { startedOn: '2026-01-01' }, 'dayOutsideValidity'],
    ['a procedure that is not there', pattern(), { procedure: 'exit' }, 'unknownProcedure'],
    ['a name of every object', pattern(), { procedure: 'constructor' }, 'unknownProcedure'],
    ['a step that stands twice', twice, {}, 'procedureStep'],
    ['a step after a later one', later, {}, 'procedureStep'],
  ])('%s: %#', (_, policy, change, code) => {
    expect(codesOf(() => planProcedure(policy, { ...request, ...change }))).toContain(code);
  });
});
