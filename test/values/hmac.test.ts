import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hmacSha256Hex } from '../../src/values/canonical.js';

/** The test cases of RFC 4231 whose key and data are the bytes of a text; the others cannot be given as text. */
const RFC_4231 = [
  ['1', '\u000b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    '2',
    'Jefe',
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
] as const;

describe('HMAC-SHA-256', () => {
  test.each(RFC_4231)('test case %s of RFC 4231', (_, key, text, digest) => {
    expect(hmacSha256Hex(key, text)).toBe(digest);
  });

  test.each([0, 1, 63, 64, 65, 131])('with a key of %s bytes it is that of node:crypto', (length) => {
    const key = 'k'.repeat(length);
    expect(hmacSha256Hex(key, '底线')).toBe(createHmac('sha256', key).update('底线', 'utf8').digest('hex'));
  });

  test('of any text with any key it is that of node:crypto', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, text, (key, message) => {
        const expected = createHmac('sha256', key).update(message, 'utf8').digest('hex');
        expect(hmacSha256Hex(key, message)).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});
