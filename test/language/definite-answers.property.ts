import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walk } from '../../src/language/nodes.js';
import { OPERATORS } from '../../src/language/operators.js';
import { isExact, type Value } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { compareText } from '../../src/values/day.js';
import { type Comparison, exactly, type Range } from '../../src/values/range.js';
import { compare } from '../../src/values/rational.js';
import { BACK_ENDS, type BackEnd, interpreter } from '../support/back-ends.js';
import {
  fadingHouseholds,
  knownHouseholds,
  programs,
  withOrderReversed,
} from '../support/random-programs.js';

const ON = '2024-02-29';
const RUNS = 20_000; // Failures are not shrunk: the programs are made by chains, which fast-check shrinks for ever.

const within = <T>(inner: Range<T>, outer: Range<T>, comparison: Comparison<T>): boolean =>
  (outer.low === undefined || (inner.low !== undefined && comparison(inner.low, outer.low) >= 0)) &&
  (outer.high === undefined || (inner.high !== undefined && comparison(inner.high, outer.high) <= 0));

/** Whether what is answered when more is known keeps to what was answered when less was. */
function keepsTo(more: Value, less: Value): boolean {
  if (less.type === 'unknown') return true;
  if (less.type === 'number') return more.type === 'number' && within(more.range, less.range, compare);
  if (less.type === 'day' || less.type === 'month')
    return more.type === less.type && within(more.range, less.range, compareText);
  return more.type === less.type && 'value' in more && 'value' in less && more.value === less.value;
}

const answer = (
  backEnd: BackEnd,
  program: Program,
  facts: Parameters<BackEnd['answer']>[0]['facts'],
): Value => backEnd.answer({ program, facts, on: ON });

describe.each(BACK_ENDS)('$name', (backEnd) => {
  test('making a blank known never turns a definite answer into another, and a range only narrows', () => {
    fc.assert(
      fc.property(programs, fadingHouseholds, (program, { known, dim, dark }) => {
        const [most, some, least] = [known, dim, dark].map((facts) => answer(backEnd, program, facts)) as [
          Value,
          Value,
          Value,
        ];
        expect([keepsTo(most, some), keepsTo(some, least), keepsTo(most, least)]).toEqual([true, true, true]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('the order of the operands of all and any, of the items of a written list and of the entries of a fact never matters', () => {
    fc.assert(
      fc.property(programs, fadingHouseholds, (program, { dim }) => {
        const turned = withOrderReversed(program, dim);
        expect(answer(backEnd, turned.program, turned.facts)).toEqual(answer(backEnd, program, dim));
      }),
      { numRuns: RUNS / 2, endOnFailure: true },
    );
  });

  test('nothing in a household makes it throw', () => {
    const anyDay = fc.constantFrom('1000-01-01', '9999-12-31', '2024-02-29').map((day) => exactly(day));
    fc.assert(
      fc.property(programs, knownHouseholds, anyDay, (program, household, visitedOn) => {
        expect(() => answer(backEnd, program, { ...household, visitedOn })).not.toThrow();
      }),
      { numRuns: RUNS / 4, endOnFailure: true },
    );
  });
});

// Were the random programs too plain, or their answers always unknown, the properties above would hold for nothing.
describe('the random programs and households', () => {
  const sample = fc.sample(fc.tuple(programs, fadingHouseholds), { numRuns: 3_000, seed: 1 });

  test('use every operator but firstKnown, and every kind of node but definition and isUnknown', () => {
    const nodes = sample.flatMap(([program]) => program.definitions.flatMap(({ node }) => [...walk(node)]));
    const operators = new Set(nodes.flatMap((node) => (node.kind === 'apply' ? [node.operator] : [])));
    expect([...operators].sort()).toEqual(
      Object.keys(OPERATORS)
        .filter((name) => name !== 'firstKnown')
        .sort(),
    );
    expect([...new Set(nodes.map((node) => node.kind))].sort()).toEqual([
      'aggregate',
      'all',
      'any',
      'apply',
      'evaluationDay',
      'fact',
      'filter',
      'if',
      'item',
      'list',
      'literal',
      'not',
      'parameter',
    ]);
  });

  test('give definite answers, ranges and unknowns, and answers that come to be known, each often', () => {
    const answers = sample.map(
      ([program, { known, dark }]) =>
        [answer(interpreter, program, known), answer(interpreter, program, dark)] as const,
    );
    const share = (holds: (most: Value, least: Value) => boolean): number =>
      answers.filter(([most, least]) => holds(most, least)).length / answers.length;
    expect(share((_, least) => isExact(least))).toBeGreaterThan(0.1);
    expect(share((_, least) => least.type !== 'unknown' && !isExact(least))).toBeGreaterThan(0.02);
    expect(share((most, least) => isExact(most) && least.type === 'unknown')).toBeGreaterThan(0.1);
  });
});
