import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  canonicalJsonOfShared,
  hashOf,
  hashOfShared,
  sha256Hex,
} from '../../src/values/canonical.js';

describe('canonical JSON', () => {
  test('the example of RFC 8785, 3.2.4', () => {
    const value: unknown = JSON.parse(
      '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('the keys of RFC 8785, 3.2.3, in the order of UTF-16', () => {
    const value: unknown = JSON.parse(
      '{"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}',
    );
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>)).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:"([A-Z]\w+)/g)].map((match) => match[1])).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji',
      'Hebrew',
    ]);
  });

  test.each([
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [333333333.33333325, '333333333.33333325'],
    [Number('1424953923781206.25'), '1424953923781206.2'],
  ])('the number %s of RFC 8785, appendix B, is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    ['nothing', undefined],
    ['NaN', { value: Number.NaN }],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['half a character', '\ud800'],
    ['a big integer', { value: 1n }],
  ])('%s has none', (_, value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  test('a circle has none', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => canonicalJson(circle)).toThrow();
  });

  test('the order of keys changes neither text nor hash, that of a list does', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { minKeys: 2, noNullPrototype: true }),
        (value) => {
          const turned = Object.fromEntries(Object.entries(value).reverse());
          expect(hashOf(turned)).toBe(hashOf(value));
          expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });
});

describe('canonical JSON of data that shares objects', () => {
  test('is the same text as that of data that does not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(fc.string(), fc.jsonValue()), (one, other) => {
        for (const value of [one, [one, other, one], { b: one, a: { one, other }, other }])
          expect(canonicalJsonOfShared(value)).toBe(canonicalJson(value));
      }),
    );
  });

  test.each([
    ['an absent member', { a: undefined, b: [undefined, 1] }],
    ['empty lists and objects', [[], {}, { a: [] }]],
    ['zero and its negative', [0, -0, '0']],
    ['a key named as a value', { true: true, null: null, '1': 1 }],
    ['a key that every object has', JSON.parse('{"__proto__": {"constructor": 1}}')],
  ])('also with %s', (_, value) => {
    expect(canonicalJsonOfShared(value)).toBe(canonicalJson(value));
    expect(hashOfShared(value)).toBe(hashOf(value));
  });

  test.each([
    ['nothing', undefined],
    ['NaN', { value: Number.NaN }],
    ['half a character', ['\ud800']],
    ['half a character as a key', { '\ud800': 1 }],
  ])('%s has none', (_, value) => {
    expect(() => canonicalJsonOfShared(value)).toThrow();
  });
});

describe('SHA-256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %o', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash);
  });

  test.each(['防止返贫致贫监测和帮扶', '底线', 'é', '€', '𠮷野家', '\u0000', 'a'.repeat(1_000)])(
    'of %o it is that of node:crypto',
    (text) => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    },
  );

  test('of any text it is that of node:crypto', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
      { numRuns: 500 },
    );
  });
});
