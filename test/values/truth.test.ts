import { describe, expect, test } from 'vitest';
import { allOf, anyOf, negate, type Truth, truthOf } from '../../src/values/truth.js';

const TRUTHS = ['true', 'false', 'unknown'] as const;
const pairs = TRUTHS.flatMap((a) => TRUTHS.map((b) => [a, b] as [Truth, Truth]));
const triples = pairs.flatMap(([a, b]) => TRUTHS.map((c) => [a, b, c] as [Truth, Truth, Truth]));
const and = (a: Truth, b: Truth): Truth => allOf([a, b]);
const or = (a: Truth, b: Truth): Truth => anyOf([a, b]);
/** Whether `a` says no more than `b`. */
const saysNoMore = (a: Truth, b: Truth): boolean => a === 'unknown' || a === b;

test.each([
  [true, 'true'],
  [false, 'false'],
] as const)('%s is %s', (value, truth) => {
  expect(truthOf(value)).toBe(truth);
});

describe('the laws of strong Kleene logic', () => {
  test.each(TRUTHS)('not not %s', (a) => {
    expect(negate(negate(a))).toBe(a);
  });

  test.each(pairs)('De Morgan, of %s and %s', (a, b) => {
    expect(negate(and(a, b))).toBe(or(negate(a), negate(b)));
    expect(negate(or(a, b))).toBe(and(negate(a), negate(b)));
  });

  test.each(pairs)('commutation and absorption, of %s and %s', (a, b) => {
    expect([and(a, b), or(a, b)]).toEqual([and(b, a), or(b, a)]);
    expect([and(a, or(a, b)), or(a, and(a, b)), and(a, a), or(a, a)]).toEqual([a, a, a, a]);
  });

  test.each(triples)('association and distribution, of %s, %s and %s', (a, b, c) => {
    expect([allOf([a, b, c]), anyOf([a, b, c])]).toEqual([and(a, and(b, c)), or(a, or(b, c))]);
    expect([and(and(a, b), c), or(or(a, b), c)]).toEqual([and(a, and(b, c)), or(a, or(b, c))]);
    expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
    expect(or(a, and(b, c))).toBe(and(or(a, b), or(a, c)));
  });

  test.each(TRUTHS)('true and false are neutral or settle it, beside %s', (a) => {
    expect([and('true', a), or('false', a)]).toEqual([a, a]);
    expect([and('false', a), or('true', a)]).toEqual(['false', 'true']);
  });

  test.each(triples)('what is known of %s, %s and %s holds when more of it is', (a, b, c) => {
    const fuller = triples.filter(([x, y, z]) => saysNoMore(a, x) && saysNoMore(b, y) && saysNoMore(c, z));
    expect(
      fuller.every(
        (more) => saysNoMore(allOf([a, b, c]), allOf(more)) && saysNoMore(anyOf([a, b, c]), anyOf(more)),
      ),
    ).toBe(true);
    expect(fuller.every(([x]) => saysNoMore(negate(a), negate(x)))).toBe(true);
  });

  test('of nothing, all is true and any is false', () => {
    expect([allOf([]), anyOf([])]).toEqual(['true', 'false']);
  });
});
