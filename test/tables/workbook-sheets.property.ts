import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { bookFile, everythingIn, refusalOf, rowsOf } from './workbook-sheets-files.js';

const GOOD = bookFile({
  sheets: [
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45597</v></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>0.35</v></c></row></sheetData>' +
      '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
    '<sheetData><row r="1"><c r="A1"><v>7800</v></c></row></sheetData>',
  ],
  texts: '<si><t>户主</t></si><si><t>张三</t></si>',
  formats: ['yyyy-mm-dd', '0%'],
});
const READ = everythingIn(GOOD);

/** Throws what is no refusal. */
async function isRefusedOrTheSame(file: Uint8Array): Promise<void> {
  if ((await refusalOf(file)) === undefined) expect(await everythingIn(file)).toEqual(await READ);
}

test.prop([fc.nat(GOOD.length - 1), fc.integer({ min: 1, max: 255 })])(
  'a file with one byte changed is refused, or read as it was',
  async (at, change) => {
    const file = Uint8Array.from(GOOD);
    file[at] = (file[at] as number) ^ change;
    await isRefusedOrTheSame(file);
  },
);

test.prop([fc.array(fc.tuple(fc.nat(GOOD.length - 1), fc.nat(255)), { minLength: 2, maxLength: 20 })])(
  'a file with several bytes changed is refused, or read as it was',
  async (changes) => {
    const file = Uint8Array.from(GOOD);
    for (const [at, byte] of changes) file[at] = byte;
    await isRefusedOrTheSame(file);
  },
);

test.prop([fc.nat(GOOD.length - 1)])('a file that was cut off is refused', async (length) => {
  expect(await refusalOf(GOOD.slice(0, length))).toBeDefined();
});

test.prop([fc.uint8Array({ maxLength: 2000 })])('no bytes whatever break it', async (bytes) => {
  expect(await refusalOf(bytes)).toBeDefined();
  expect(await refusalOf(Uint8Array.from([0x50, 0x4b, ...bytes]))).toBeDefined();
});

const inCells = (cells: string): Uint8Array =>
  bookFile({ sheets: [`<sheetData><row>${cells}<c><v>1</v></c></row></sheetData>`] });

const markup = (text: string): string => text.replace(/[<>&"'\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// _x000D_ is how a spreadsheet writes a character that XML does not hold.
const someText = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('_x'));

test.prop([fc.array(someText, { minLength: 1, maxLength: 8 })])(
  'every text comes out as it went in',
  async (texts) => {
    const cells = texts.map((text) => `<c t="inlineStr"><is><t>${markup(text)}</t></is></c>`);
    expect((await rowsOf(inCells(cells.join(''))))[0]?.cells).toEqual([...texts, '1']);
  },
);

test.prop([fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.nat(20)])(
  'every number of fifteen digits comes out as it would be written',
  async (digits, decimals) => {
    const [row] = await rowsOf(inCells(`<c><v>${digits}E-${decimals}</v></c>`));
    const text = row?.cells[0] ?? '';
    expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
    expect(Number(text)).toBe(Number(`${digits}E-${decimals}`));
  },
);
