import fc from 'fast-check';
import type { DoneStep } from '../../../src/decision/procedure/done-steps.js';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import type { ProcedurePlan } from '../../../src/decision/procedure/procedure-plan.js';
import type { Policy, PolicyStep } from '../../../src/policy/policy.js';
import { addDays } from '../../../src/values/day.js';
import { policyOf, step } from './support.js';

/** Steps with any lengths in days or working days, one after the other or side by side; some have no value. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    steps: fc.array(
      fc.record({
        after: fc.option(fc.array(fc.nat(5), { maxLength: 3 }), { nil: undefined }),
        within: fc.option(fc.nat(8), { nil: undefined }),
        atLeast: fc.option(fc.nat(6), { nil: undefined }),
        working: fc.boolean(),
        missing: fc.integer({ min: 0, max: 19 }).map((chance) => chance === 0),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    total: fc.option(fc.nat(30), { nil: undefined }),
    totalWorking: fc.boolean(),
  })
  .map(({ steps, total, totalWorking }) => {
    const values: Record<string, number | boolean | object> = { working: true, calendar: false };
    const made = steps.map(({ after, within, atLeast, working, missing }, index): PolicyStep => {
      const [withinName, leastName] = [`within${index}`, `least${index}`];
      if (within !== undefined) values[withinName] = within;
      if (atLeast !== undefined) values[leastName] = missing ? { status: 'expected' } : atLeast;
      const before = [...new Set((after ?? []).filter((each) => each < index))];
      return step(`step${index}`, {
        ...(after === undefined ? {} : { after: before.map((each) => `step${each}`) }),
        ...(within === undefined ? {} : { within: withinName }),
        ...(atLeast === undefined ? {} : { atLeast: leastName }),
        inWorkingDays: working ? 'working' : 'calendar',
      });
    });
    if (total !== undefined) values['total'] = total;
    return policyOf(
      {
        steps: made,
        first: [step('measures')],
        inWorkingDays: totalWorking ? 'working' : 'calendar',
        ...(total === undefined ? {} : { within: 'total' }),
      },
      values,
    );
  });

/** Days around the Spring Festival, the ends of months and the turn into a year without calendar. */
export const startDays: fc.Arbitrary<string> = fc.oneof(
  fc.nat(400).map((count) => addDays('2024-12-20', count)),
  fc.constantFrom('2024-02-29', '2025-01-24', '2025-02-28', '2025-12-31'),
);

export const plans: fc.Arbitrary<ProcedurePlan> = fc
  .tuple(policies, startDays, fc.boolean())
  .map(([policy, startedOn, greenChannel]) =>
    planProcedure(policy, { procedure: 'identification', startedOn, greenChannel }),
  );

/** Anything done of a plan: in order or not, too short, in the future, before the start. */
export const doneOf = (plan: ProcedurePlan): fc.Arbitrary<Readonly<Record<string, DoneStep>>> => {
  const day = fc.option(
    fc.integer({ min: -2, max: 30 }).map((count) => addDays(plan.startedOn, count)),
    { nil: undefined, freq: 3 },
  );
  const entries = plan.steps.map(({ name }): [string, fc.Arbitrary<DoneStep>] => [
    name,
    fc.record({ startedOn: day, endedOn: day }),
  ]);
  // A step that is left out and one of which nothing is known are the same.
  return fc.record(Object.fromEntries(entries));
};
