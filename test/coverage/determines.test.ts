import { describe, expect, test } from 'vitest';
import { type ConditionTree, determines } from '../../src/decision/coverage/condition-tree.js';
import type { Truth } from '../../src/values/truth.js';

const leaf = (index: number): ConditionTree => ({ kind: 'leaf', leaf: index });
const all = (...members: readonly ConditionTree[]): ConditionTree => ({ kind: 'all', members });
const any = (...members: readonly ConditionTree[]): ConditionTree => ({ kind: 'any', members });
const not = (member: ConditionTree): ConditionTree => ({ kind: 'not', member });
const named = (member: ConditionTree): ConditionTree => ({ kind: 'named', member });
const TRUTHS: Readonly<Record<string, Truth>> = { T: 'true', F: 'false', '?': 'unknown' };
const truthsOf = (text: string): Truth[] => [...text].map((letter) => TRUTHS[letter] as Truth);

describe('a leaf determines the outcome', () => {
  const [a, b, c] = [leaf(0), leaf(1), leaf(2)];
  test.each<[string, ConditionTree, string, boolean[]]>([
    ['all of two, both hold', all(a, b), 'TT', [true, true]],
    ['all of two, one fails: only that one', all(a, b), 'FT', [true, false]],
    ['all of two, both fail: neither', all(a, b), 'FF', [false, false]],
    ['any of two, neither holds', any(a, b), 'FF', [true, true]],
    ['any of two, one holds: only that one', any(a, b), 'TF', [true, false]],
    ['any of two, both hold: neither', any(a, b), 'TT', [false, false]],
    [
      'all of two, the other is unknown: not known after the flip, or before',
      all(a, b),
      'F?',
      [false, false],
    ],
    ['all of two, the other is unknown and this one holds', all(a, b), 'T?', [false, false]],
    ['an unknown leaf determines nothing', all(a, b), '?T', [false, false]],
    ['an unknown that is masked hides nothing', any(a, all(b, c)), 'TF?', [true, false, false]],
    ['the contrary of a leaf', not(a), 'T', [true]],
    ['within a named condition', all(named(any(a, b)), c), 'TFT', [true, false, true]],
  ])('%s', (_, tree, truths, expected) => {
    expect(expected.map((__, index) => determines(tree, truthsOf(truths), index))).toEqual(expected);
  });
});
