import { describe, expect, test } from 'vitest';
import {
  both,
  differ,
  either,
  type Formula,
  known,
  negated,
  same,
  satisfiable,
} from '../../src/decision/coverage/formula.js';

const flag = (variable: string): Formula => ({ kind: 'choice', variable, values: ['true'] });
const [a, b, c] = [flag('a'), flag('b'), flag('c')];
const one = (...values: readonly string[]): Formula => ({ kind: 'choice', variable: 'colour', values });
const DOMAINS = new Map<string, readonly string[]>([
  ...['a', 'b', 'c'].map((name) => [name, ['true', 'false']] as const),
  ['colour', ['red', 'green', 'blue']] as const,
]);

describe('whether a formula can hold', () => {
  test.each<[string, Formula, string]>([
    ['a constant that holds', known(true), 'possible'],
    ['a constant that does not', known(false), 'impossible'],
    ['a variable', a, 'possible'],
    ['a variable and its contrary', both(a, negated(a)), 'impossible'],
    ['neither a variable nor its contrary', negated(either(a, negated(a))), 'impossible'],
    ['two that differ', differ(a, b), 'possible'],
    ['three of which every two differ', both(differ(a, b), differ(b, c), differ(a, c)), 'impossible'],
    ['three that are the same but one', both(same(a, b), same(b, c), differ(a, c)), 'impossible'],
    ['two values of one variable at once', both(one('red'), one('green')), 'impossible'],
    ['two ranges of values that overlap', both(one('red', 'green'), one('green', 'blue')), 'possible'],
    ['none of all values', negated(one('red', 'green', 'blue')), 'impossible'],
    ['none of some values', negated(one('red', 'green')), 'possible'],
  ])('%s', (_, formula, verdict) => {
    expect(satisfiable(formula, DOMAINS)).toBe(verdict);
  });

  test('is left undecided rather than guessed where the search is too long', () => {
    const names = Array.from({ length: 24 }, (_, index) => `flag${index}`);
    const parity = names.map(flag).reduce((left, right) => differ(left, right));
    const domains = new Map(names.map((name) => [name, ['true', 'false']]));
    expect(satisfiable(parity, domains)).toBe('possible');
    expect(satisfiable(both(parity, negated(parity)), domains)).toBe('undecided');
  });
});
