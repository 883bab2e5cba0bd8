import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { extentOf } from '../../src/workbook-extent.node.js';

const PLACE_OF_CELL = /<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})([0-9]+)["']/g;

/** The plainest way to say it. */
function expectedOf(xml: string) {
  const places = [...xml.matchAll(PLACE_OF_CELL)].map(([, letters = '', digits]) => ({
    row: Number(digits),
    column: [...letters.toLowerCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0),
  }));
  let [cells, isOrderly, row] = [0, true, 0];
  let columns: number[] = [];
  const end = (): void => {
    cells += Math.max(0, ...columns);
    columns = [];
  };
  for (const place of places) {
    if (place.row !== row) end();
    if (place.row < row || columns.includes(place.column)) isOrderly = false;
    row = place.row;
    columns.push(place.column);
  }
  end();
  return { cells, isOrderly };
}

const extent = (xml: string) => extentOf(Buffer.from(xml));

describe('the extent of a sheet', () => {
  test.each([
    ['no cell', '<sheetData/>', 0, true],
    ['one row', '<row r="1"><c r="A1"/><c r="C1" s="2"><v>1</v></c></row>', 3, true],
    ['two rows, each up to its last cell', '<c r="B1"/><c r="A2"/><c r="XFD2"/>', 2 + 16_384, true],
    ['cells that are not in order', '<c r="C1"/><c r="A1"/>', 3, true],
    ['a place that is there twice', '<c r="A1"/><c r="A1"/>', 1, false],
    ['a row that comes back', '<c r="A2"/><c r="A1"/>', 2, false],
    ['small letters', '<c r="a1"/><c r="aa2"/>', 1 + 27, true],
    ['a prefix, other attributes, other quotes', `<x:c s="1"\n\tr = 'B7' t="s"/>`, 2, true],
    ['a prefix of any length', `<${'x'.repeat(100)}:c r="B7"/>`, 2, true],
    ['other elements', '<col r="B1"/><cc r="B1"/><xc r="B1"/></c r="B1"><c/><c r="B1', 0, true],
    ['a cell without a place', '<c t="s"/><c R="A1"/><c xr="A1"/>', 0, true],
    ['no such column, no such row', '<c r="ABCD1"/><c r="A"/><c r="1"/>', 0, true],
    ['what is cut off', '<c r="A1"/><c r="B', 1, true],
  ])('of %s', (_, xml, cells, isOrderly) => {
    expect(extent(xml)).toEqual({ cells, isOrderly });
    expect(expectedOf(xml)).toEqual({ cells, isOrderly });
  });

  const piece = fc.constantFrom(
    ...['<c r="A1"/>', '<c r="B1">', '<c r="AB12" s="3"><v>5</v></c>', "<c s='1' r='C2'/>", '<x:c r="D4"/>'],
    ...['<', '>', '/', '"', ' ', 'c', 'r', '=', ':', 'A', 'Zz', '7', '<c', '<c ', ' r="', '户', '\u00a0'],
  );

  test.prop([fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))], { numRuns: 2_000 })(
    'is that of all its places, whatever stands around them',
    (xml) => {
      expect(extent(xml)).toEqual(expectedOf(Buffer.from(xml).toString('latin1')));
    },
  );
});
