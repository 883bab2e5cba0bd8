import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Closing, type Clue, mergeClues } from '../../src/decision/cases.js';
import { addDays } from '../../src/values/day.js';

const days = fc.nat(20).map((count) => addDays('2025-02-20', count));
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined, freq: 6 });
const clues: fc.Arbitrary<Clue> = fc.record({
  householdId: maybe(fc.constantFrom('D1', 'D2', 'D3')),
  channel: maybe(fc.constantFrom('本人申请', '基层排查', '部门预警', '热线')),
  receivedOn: maybe(
    fc.oneof({ weight: 9, arbitrary: days }, { weight: 1, arbitrary: fc.constant('2025-02-30') }),
  ),
  department: maybe(fc.constantFrom('医保', '民政')),
  note: maybe(fc.constantFrom('甲', '乙')),
});
const closings: fc.Arbitrary<Closing> = fc.record({
  householdId: fc.constantFrom('D1', 'D2', 'D3', 'D4', ''),
  closedOn: days,
});
/** Some of them once more, as the very same objects. */
const withTwins = (some: readonly Clue[]): Clue[] => [...some, ...some.slice(0, 3)];
/** The same clues and closings in two orders. */
const shuffled = fc
  .tuple(fc.array(clues, { maxLength: 25 }).map(withTwins), fc.array(closings, { maxLength: 5 }))
  .chain(([some, closed]) =>
    fc.record({
      some: fc.constant(some),
      closed: fc.constant(closed),
      others: fc.shuffledSubarray(some, { minLength: some.length }),
      otherClosed: fc.shuffledSubarray(closed, { minLength: closed.length }),
    }),
  );

describe('merging clues', () => {
  test.prop([shuffled])(
    'does not depend on the order of the input',
    ({ some, closed, others, otherClosed }) => {
      expect(mergeClues(others, otherClosed)).toEqual(mergeClues(some, closed));
    },
  );

  test.prop([shuffled])('loses no clue and makes none', ({ some, closed }) => {
    const { cases, unassigned } = mergeClues(some, closed);
    const kept = cases.flatMap((each) => each.clues.map(({ times }) => times));
    expect(kept.reduce((sum, times) => sum + times, unassigned.length)).toBe(some.length);
    expect(kept.every((times) => times > 0)).toBe(true);
  });

  test.prop([shuffled])('keeps one open case a household, after all that are closed', ({ some, closed }) => {
    const { cases } = mergeClues(some, closed);
    for (const [index, each] of cases.entries()) {
      const received = each.clues.map(({ receivedOn }) => receivedOn);
      expect(each.openedOn).toBe([...received].sort()[0]);
      expect(received).toEqual([...received].sort());
      if (each.closedOn !== undefined) expect((received.at(-1) ?? '') <= each.closedOn).toBe(true);
      const next = cases[index + 1];
      if (next?.householdId === each.householdId) expect(next.openedOn > (each.closedOn ?? '~')).toBe(true);
    }
  });

  test.prop([shuffled])('merging what is open again changes nothing', ({ some }) => {
    const { cases } = mergeClues(some);
    const again = mergeClues(
      cases.flatMap(({ householdId, clues: kept }) => kept.map((clue) => ({ ...clue, householdId }))),
    );
    const opened = (of: typeof cases) =>
      of.map((each) => [each.householdId, each.openedOn, each.clues.length]);
    expect(opened(again.cases)).toEqual(opened(cases));
  });
});
