import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BundleData, dataLiteral } from '../../src/sheets/ascii-text.js';
import { dataLines, packText } from '../../src/sheets/packed-text.js';
import { unpackedData } from '../../src/sheets/portable/packed-data.js';
import { modelledText } from '../../src/sheets/portable/text-model.js';
import { textSum } from '../../src/sheets/portable/text-sum.js';

/** Texts with much that is repeated, and signs of the packing among it. */
const TEXT = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '户编号',
        '工资性收入',
        'lessThan 12 ',
        '`',
        '~',
        '^',
        "'",
        '\\',
        '<',
        '\n',
        '～',
        '</script>',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 200 },
  )
  .map((parts) => parts.join(''));

test('what is packed comes back, in printable ASCII that needs no escape', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const packed = packText(text);
      expect(packed).toMatch(/^[\x20-\x7e]*$/);
      expect(packed).not.toMatch(/['\\<>]/);
      expect(modelledText(packed, text.length, null)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

const LINE = TEXT.map((text) => text.replaceAll('\n', ''));
const DATA: fc.Arbitrary<BundleData> = fc.letrec<{ data: BundleData }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    LINE,
    fc.integer(),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/), tie('data'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).data;

const namesIn = (data: BundleData): string[] =>
  typeof data !== 'object'
    ? []
    : [...(Array.isArray(data) ? [] : Object.keys(data)), ...Object.values(data).flatMap(namesIn)];

test('data that are written as lines, or as a script, come back', () => {
  fc.assert(
    fc.property(DATA, (data) => {
      const names = Object.fromEntries(namesIn(data).map((name) => [name, name]));
      const lines = dataLines(data, names).join('\n');
      expect(unpackedData(lines, textSum(lines))).toEqual(data);
      expect(() => unpackedData(`${lines} `, textSum(lines))).toThrow('cannot unpack');
      const literal = dataLiteral(data);
      expect(literal).toMatch(/^[\n\x20-\x7e]*$/);
      expect(Math.max(...literal.split('\n').map((line) => line.length))).toBeLessThan(4_000);
      expect(new Function(`return ${literal}`)()).toEqual(data);
    }),
    { numRuns: 300 },
  );
});

test('properties get the names of the code, and one that the code does not have is refused', () => {
  const lines = dataLines({ facts: ['a'], on: 1 }, { facts: 'f', on: 'on' }).join('\n');
  expect(unpackedData(lines, textSum(lines))).toEqual({ f: ['a'], on: 1 });
  expect(() => dataLines({ facts: 1, toString: 2 }, { facts: 'f' })).toThrow(RangeError);
});
