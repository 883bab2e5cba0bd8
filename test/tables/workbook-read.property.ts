import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMerges } from '../../src/workbook-read-merges.node.js';
import { XmlReader } from '../../src/workbook-read-xml.node.js';
import { bookFile, everythingIn, refusalOf, rowsOf } from './workbook-read-files.js';

const ROWS = Array.from(
  { length: 40 },
  (_, at) =>
    `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at % 2}</v></c><c r="C${at + 1}" s="1"><v>${45000 + at}</v></c></row>`,
);
const GOOD = bookFile({
  sheets: [
    `<sheetData>${ROWS.join('')}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
    '<sheetData/>',
  ],
  texts: '<si><t>张三</t></si><si><t>0001</t></si>',
  formats: ['yyyy-mm-dd'],
});
const CELLS = JSON.stringify(await everythingIn(GOOD));

/** Either the same cells to the end, or one refusal. */
async function holdsOrRefuses(file: Uint8Array): Promise<void> {
  if ((await refusalOf(file)) === undefined) expect(JSON.stringify(await everythingIn(file))).toBe(CELLS);
}

test('bytes that are not what they were are told, or change nothing', async () => {
  const change = fc.record({ at: fc.nat(GOOD.length - 1), to: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const file = GOOD.slice();
      for (const { at, to } of changes) file[at] = to;
      await holdsOrRefuses(file);
    }),
    { numRuns: 500 },
  );
});

test('a file that was cut off, or from which a piece is missing, is refused', async () => {
  const cut = fc.record({ at: fc.nat(GOOD.length - 1), length: fc.integer({ min: 1, max: GOOD.length }) });
  await fc.assert(
    fc.asyncProperty(cut, async ({ at, length }) => {
      expect(await refusalOf(GOOD.slice(0, at))).toBeDefined();
      const file = Buffer.concat([GOOD.subarray(0, at), GOOD.subarray(at + length)]);
      expect(await refusalOf(new Uint8Array(file))).toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test('any bytes are refused, and nothing else is thrown', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((tail) => new Uint8Array([0x50, 0x4b, 3, 4, ...tail])),
    fc
      .uint8Array({ minLength: 18, maxLength: 18 })
      .map((tail) => new Uint8Array([0x50, 0x4b, 5, 6, ...tail])),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      expect(await refusalOf(file)).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

const markup = (text: string): string => text.replace(/[<>&"'\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

test('every text comes out as it went in', async () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 20 })
    // _x000D_ is how a spreadsheet writes a character that XML does not hold.
    .filter((each) => !each.includes('_x'));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
      const cells = texts.map((each) => `<c t="inlineStr"><is><t>${markup(each)}</t></is></c>`);
      const rows = await rowsOf(
        bookFile({ sheets: [`<sheetData><row>${cells.join('')}<c><v>1</v></c></row></sheetData>`] }),
      );
      expect(rows[0]?.cells).toEqual([...texts, '1']);
    }),
  );
});

test('every number of fifteen digits comes out as it would be written', async () => {
  const number = fc.tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.nat(20));
  await fc.assert(
    fc.asyncProperty(number, async ([digits, decimals]) => {
      const [row] = await rowsOf(
        bookFile({ sheets: [`<sheetData><row><c><v>${digits}E-${decimals}</v></c></row></sheetData>`] }),
      );
      const text = row?.cells[0] ?? '';
      expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
      expect(Number(text)).toBe(Number(`${digits}E-${decimals}`));
    }),
  );
});

test('XML is read the same wherever it is cut into pieces', () => {
  const text =
    '<?xml version="1.0"?><!-- a > b --><a x="1>2"><b:c  d=\'"\' />甲&amp;乙<![CDATA[<&]]]]><e>\r\n</e ></a>';
  const tell = (pieces: readonly string[]): string[] => {
    const told: string[] = [];
    const reader = new XmlReader({
      open: (name, attributes) => told.push(`<${name}${attributes}`),
      text: (each) => told.push(each),
      close: (name) => told.push(`/${name}`),
    });
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return told;
  };
  const whole = tell([text]);
  expect(whole).toEqual(['<a x="1>2"', "<c  d='\"' ", '/c', '甲&乙', '<&]]', '<e', '\n', '/e', '/a']);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), text.length];
      expect(tell(places.slice(1).map((end, at) => text.slice(places[at], end)))).toEqual(whole);
    }),
  );
});

test('joined cells are found wherever a sheet is cut into pieces', async () => {
  const sheet = Buffer.from(
    `<x:worksheet><x:sheetData ><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:mergeCell ref="B2:C3"/></x:worksheet>`,
  );
  const merges = [{ firstRow: 2, lastRow: 3, firstColumn: 1, lastColumn: 2 }];
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(sheet.length), { maxLength: 12 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), sheet.length];
      async function* pieces() {
        for (const [at, end] of places.slice(1).entries()) yield sheet.subarray(places[at], end);
      }
      expect(await readMerges(pieces())).toEqual(merges);
    }),
  );
});
