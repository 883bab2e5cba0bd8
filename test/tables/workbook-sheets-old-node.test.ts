import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// Node.js before 20.15 and 22.2 tells no checksum.
vi.mock('../../src/checksum.node.js', () => ({ checksumOf: undefined }));

// Files share what they import: another one may have loaded what reads workbooks.
let files: typeof import('./workbook-sheets-files.js');
beforeAll(async () => {
  vi.resetModules();
  files = await import('./workbook-sheets-files.js');
});
afterAll(() => {
  vi.resetModules();
});

test('where Node.js tells no checksum, workbooks are read and checked all the same', async () => {
  const { bookFile, everythingIn, refusalOf } = files;
  const ROWS = Array.from(
    { length: 40 },
    (_, at) => `<row><c t="s"><v>0</v></c><c><v>${at * 37}</v></c></row>`,
  );
  const GOOD = bookFile({ sheets: [`<sheetData>${ROWS.join('')}</sheetData>`], texts: '<si><t>甲</t></si>' });
  const { checksumOf } = await import('../../src/checksum.node.js');
  expect(checksumOf).toBeUndefined();
  const read = await everythingIn(GOOD);
  expect(JSON.stringify(read)).toContain(String(39 * 37));
  let refused = 0;
  for (let at = 0; at < GOOD.length; at += 7) {
    const file = Uint8Array.from(GOOD);
    file[at] = (file[at] as number) ^ 0x55;
    if ((await refusalOf(file)) === undefined) expect([at, await everythingIn(file)]).toEqual([at, read]);
    else refused += 1;
  }
  expect(refused).toBeGreaterThan(GOOD.length / 14);
});
