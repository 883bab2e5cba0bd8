import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { CsvHead } from '../../src/tables/csv-head.js';
import { readSheetBatch } from '../../src/tables/csv-rows.js';
import type { ListRow } from '../../src/tables/household-list.js';
import { fileBatches, type LineBatch, lineBatches, linesOf } from '../../src/tables/line-batches.node.js';
import { readLines } from '../../src/tables/read-batch.js';
import { readCsv } from '../../src/tables/read-csv.js';
import { readNdjson } from '../../src/tables/read-json.js';
import { openSheet, wholeList } from '../../src/tables/read-sheet.js';
import { type BatchLimits, csvBatches, type TextBatch } from '../../src/tables/text-batches.js';

const encoder = new TextEncoder();

/** A text in pieces of some length, wherever characters end. */
function pieces(text: string, length: number): Uint8Array[] {
  const bytes = encoder.encode(text);
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

/** Memory is given back as early as it may be, so that a batch written over another would show. */
async function rowsOf(batches: AsyncIterable<LineBatch>) {
  const rows: ListRow[] = [];
  for await (const { text, firstRow, isLast, release } of batches) {
    rows.push(...readLines(linesOf(text), firstRow, isLast));
    release();
  }
  return rows;
}

const readLinesInBatches = (text: string, length: number, limits: BatchLimits): Promise<ListRow[]> =>
  rowsOf(lineBatches(pieces(text, length), limits));

async function readSheetInBatches(text: string, length: number, limits: BatchLimits) {
  const rows = [];
  let head: CsvHead | undefined;
  for await (const batch of csvBatches(pieces(text, length), limits)) {
    if ('head' in batch) head = batch.head;
    else rows.push(...readSheetBatch(head as CsvHead, batch));
  }
  return rows;
}

const FOLDER = mkdtempSync(join(tmpdir(), 'dixian-batches-'));
const FILE = join(FOLDER, 'list.ndjson');
afterAll(() => rmSync(FOLDER, { recursive: true }));

const LIMITS: readonly [string, BatchLimits][] = [
  ['one row', { rows: 1, size: 1 }],
  ['three rows', { rows: 3, size: 1_000_000 }],
  ['forty bytes', { rows: 1_000, size: 40 }],
  ['all', { rows: 1_000, size: 1_000_000 }],
];

const HEADER = '户编号,户主姓名,家庭人口数';
const NDJSON: readonly [string, string][] = [
  ['nothing', ''],
  ['one line without an end', '{"householdId":"1"}'],
  ['lines', '{"householdId":"1"}\n{"householdId":"2"}\n{"householdId":"3"}\n{"householdId":"4"}\n'],
  ['lines of Windows', '{"householdId":"1"}\r\n\r\n{"householdId":"2"}\r\n'],
  ['blank lines', '\n\n{}\n \n\t\n\n{}\n\n \n\n'],
  ['blank lines only', '\n\n\n\n'],
  ['a byte order mark', '\ufeff{}\n{}\n\ufeff{}\n'],
  ['damaged lines', '{\n{"a":1}\nnull\n[]\n5\n"x"\n{"householdId":\n{}\n'],
  ['Chinese', `${'{"headName":"张三丰"}\n'.repeat(7)}`],
  ['lines of wide and hard blanks at the end', '{}\n\u3000\n{}\n\u3000\u00a0\n\f\v\n'],
];
const CSV: readonly [string, string][] = [
  ['nothing', ''],
  ['a header', HEADER],
  ['rows', `${HEADER}\n1,张三,3\n2,李四,4\n3,王五,5\n4,赵六,2`],
  ['rows of Windows', `${HEADER}\r\n1,张三,3\r\n2,李四,4\r\n`],
  ['rows of old Macs', `${HEADER}\r1,张三,3\r2,李四,4\r`],
  ['a byte order mark', `\ufeff${HEADER}\n1,\ufeff张三,3\n`],
  ['blank rows', `${HEADER}\n1,a,3\n\n,,\n"","",""\n2,b,4\n\n,,\n\n`],
  ['cells too many and too few', `${HEADER}\n1,a\n2,b,3,4\n3,c,5\n`],
  ['cells in quotation marks', `"户编号","户主姓名","家庭人口数"\n"1","a ""b"" c","3"\n"2","x,y","4"\n`],
  ['cells of several lines', `${HEADER}\n1,"张\n三",3\n2,"李\n\n\n四",4\n3,c,5\n`],
  ['a header of several lines', `户编号,"户主\n姓名",家庭人口数\n1,a,3\n2,"b\nb",4\n`],
  ['a quotation mark never closed', `${HEADER}\n1,"a,3\n2,b,4\n3,c,5\n4,d,6\n`],
  ['a quotation mark closed lines later', `${HEADER}\n1,"a,3\n2,b,4\n3,c",5\n4,d,6\n`],
  ['two stray ones that join rows', `${HEADER}\n1,"a,3\n2,b",4\n3,c,5\n4,d,6\n`],
  ['text after a closing one', `${HEADER}\n1,"a"b,3\n2,"b",4\n3,c,5\n`],
  ['marks inside of cells', `${HEADER}\n1,a"b,3\n2,b"",4\n3,c,5\n`],
  ['a stray one before cells of several lines', `${HEADER}\n1,"a,3\n2,"b\nb",4\n3,"c\nc",5\n4,d,6\n`],
];

describe.each(LIMITS)('in batches of %s', (_, limits) => {
  test.each(NDJSON)('NDJSON with %s is read as in one piece', async (_name, text) => {
    const whole = readNdjson(text).rows;
    for (const length of [1, 7, 1_000]) expect(await readLinesInBatches(text, length, limits)).toEqual(whole);
    await writeFile(FILE, text);
    expect(await rowsOf(fileBatches(FILE, limits))).toEqual(whole);
  });

  test.each(CSV)('a sheet with %s is read as in one piece', async (_name, text) => {
    const whole = readCsv(text).rows;
    for (const length of [1, 7, 1_000]) expect(await readSheetInBatches(text, length, limits)).toEqual(whole);
  });
});

const limitsArbitrary = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  size: fc.integer({ min: 1, max: 80 }),
});
const ndjsonArbitrary = fc
  .array(
    fc.constantFrom(
      '{}',
      '{"householdId":"7"}',
      '{"headName":"张"}',
      '',
      ' ',
      '\u3000',
      '{',
      'null',
      '\ufeff{}',
    ),
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));
/** Fields with every kind of stray mark, in rows of nearly the right width. */
const csvArbitrary = fc
  .array(
    fc.array(
      fc.constantFrom(
        'a',
        '',
        '"a"',
        '"a,b"',
        '"a\nb"',
        '"a""b"',
        'a"b',
        '"a"b',
        '"',
        'a"',
        '"a',
        ' "a"',
        '1',
      ),
      { minLength: 2, maxLength: 4 },
    ),
    { maxLength: 14 },
  )
  .chain((rows) =>
    fc.constantFrom('\n', '\r\n', '\r').map((end) => [HEADER, ...rows.map((row) => row.join(','))].join(end)),
  );

describe('whatever the text', () => {
  test('NDJSON in batches is read as in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        ndjsonArbitrary,
        fc.integer({ min: 1, max: 30 }),
        limitsArbitrary,
        async (text, length, limits) => {
          expect(await readLinesInBatches(text, length, limits)).toEqual(readNdjson(text).rows);
        },
      ),
      { numRuns: Number(process.env['MANY_RUNS'] ?? 300) },
    );
  });

  test('a sheet in batches is read as in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        csvArbitrary,
        fc.integer({ min: 1, max: 30 }),
        limitsArbitrary,
        async (text, length, limits) => {
          expect(await readSheetInBatches(text, length, limits)).toEqual(readCsv(text).rows);
        },
      ),
      { numRuns: Number(process.env['MANY_RUNS'] ?? 300) },
    );
  });
});

test('a header of two lines is one header, however many rows are damaged', async () => {
  const header = '户编号,"户主\n姓名"\n';
  const damaged = Array.from({ length: 130 }, (_, index) => `${index},"x\n`).join('');
  const good = Array.from({ length: 600 }, (_, index) => `G${index},甲\n`).join('');
  async function* text() {
    yield header + damaged + good;
  }
  const list = await wholeList(await openSheet(text(), { rows: 500, size: 1e6 }));
  expect(list.rows.map(({ row, readable }) => [row, readable])).toEqual(
    Array.from({ length: 730 }, (_, index) => [index + 2, index >= 130]),
  );
});

test('of a sheet with very many damaged rows, batches lose none that is read in one piece', async () => {
  // In one piece rows are searched for after a hundred damaged ones line by line only; in batches, a hundred of each.
  const text = `${HEADER}\n${'1,"a,3\n2,"b\nb",4\n'.repeat(240)}3,"c\nc",5\n4,d,6\n`;
  const readable = (rows: readonly ListRow[]): readonly string[] =>
    rows.filter((row) => row.readable).map(({ household }) => JSON.stringify(household));
  const whole = readable(readCsv(text).rows);
  const found = readable(await readSheetInBatches(text, 1_000, { rows: 50, size: 1_000_000 }));
  expect(found.length).toBe(242);
  expect(found.length).toBeGreaterThan(whole.length);
  expect(found.at(-1)).toBe(whole.at(-1));
});

test.each([1, 101, 130])(
  'after %i damaged rows a blank row keeps its place, also before the end of a batch',
  async (damaged) => {
    const text = `${HEADER}\n${'1,"a"b,3\n'.repeat(damaged)}\n${'2,b,4\n'.repeat(60)}`;
    const whole = readCsv(text).rows;
    expect(whole.length).toBe(damaged + 61);
    expect(whole[damaged]?.issues).toMatchObject([{ code: 'unreadableRow', params: { row: damaged + 2 } }]);
    for (const rows of [damaged + 1, damaged + 2, 50, 1_000])
      expect(await readSheetInBatches(text, 1_000, { rows, size: 1_000_000 })).toEqual(whole);
  },
);

describe('what cannot be held or read', () => {
  test('bytes that are no UTF-8 cost the line that they stand in', async () => {
    const text = Buffer.concat([
      encoder.encode('{"householdId":"1"}\n{"headName":"'),
      Uint8Array.of(0xd5, 0xc5),
      encoder.encode('"}\n{"householdId":"3"}\n'),
    ]);
    const [batch] = (await readAll(
      lineBatches([text], { rows: 10, size: 1_000 }),
    )) as TextBatch<Uint8Array>[];
    const rows = [...readLines(linesOf(batch?.text as Uint8Array), 1, false)];
    expect(rows.map(({ row, readable }) => [row, readable])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    expect(rows[1]?.issues[0]).toMatchObject({
      code: 'unreadableRow',
      params: { row: 2, detailEn: 'it is not UTF-8' },
    });
  });

  test('a sheet that is no UTF-8 is refused', async () => {
    const text = Buffer.concat([
      encoder.encode(`${HEADER}\n1,`),
      Uint8Array.of(0xd5, 0xc5),
      encoder.encode(',3'),
    ]);
    await expect(readAll(csvBatches([text], { rows: 10, size: 10 }))).rejects.toMatchObject({
      issues: [{ code: 'notUtf8' }],
    });
  });

  const LONG = 17_000_000;
  const PIECES: readonly [string, number][] = [
    ['pieces', 1_000_000],
    ['one piece', 2 * LONG],
  ];

  test.each(PIECES)(
    'a line too long to be a household is not held, and those around it are read, out of %s',
    async (_, length) => {
      const text = `{"householdId":"1"}\n{"headName":"${'x'.repeat(LONG)}"}\n{"householdId":"3"}\n`;
      const rows = [];
      let largest = 0;
      for await (const batch of lineBatches(pieces(text, length), { rows: 10, size: 1_000 })) {
        largest = Math.max(largest, batch.text.length);
        rows.push(...readLines(linesOf(batch.text), batch.firstRow, batch.isLast));
      }
      expect(rows.map(({ row, readable }) => [row, readable])).toEqual([
        [1, true],
        [2, false],
        [3, true],
      ]);
      expect(largest).toBeLessThan(1_000);
    },
  );

  test.each(PIECES)(
    'a row too long to be a household is not held, and those around it are read, out of %s',
    async (_, length) => {
      const text = `${HEADER}\n1,a,3\n2,${'x'.repeat(LONG)},4\n3,"c",5\n4,${'y'.repeat(LONG)},6`;
      const rows: ListRow[] = [];
      let head: CsvHead | undefined;
      let largest = 0;
      for await (const batch of csvBatches(pieces(text, length), { rows: 10, size: 1_000 }))
        if ('head' in batch) head = batch.head;
        else {
          largest = Math.max(largest, batch.text.length);
          rows.push(...readSheetBatch(head as CsvHead, batch));
        }
      expect(
        rows.map(({ row, readable, issues }) => [
          row,
          readable,
          issues.map(({ params }) => params['detailEn']),
        ]),
      ).toEqual([
        [2, true, []],
        [3, false, ['it is too long']],
        [4, true, []],
        [5, false, ['it is too long']],
      ]);
      expect(largest).toBeLessThan(1_000);
    },
  );

  test('a sheet without a line break is no header, however long', async () => {
    const batches = await readAll(csvBatches(pieces('x'.repeat(LONG), 1_000_000), { rows: 10, size: 1_000 }));
    expect(batches).toMatchObject([{ head: { text: '?', head: { issues: [{ code: 'noHeader' }] } } }]);
  });
});

test('a source may fill the same memory again for its next piece', async () => {
  const text = Array.from({ length: 50 }, (_, index) => `{"householdId":"${index}"}\n`).join('');
  const memory = new Uint8Array(7);
  function* source() {
    for (const piece of pieces(text, memory.length)) {
      memory.set(piece);
      yield memory.subarray(0, piece.length);
    }
  }
  const rows = [];
  for await (const batch of lineBatches(source(), { rows: 3, size: 1_000 }))
    rows.push(...readLines(linesOf(batch.text), batch.firstRow, batch.isLast));
  expect(rows).toEqual(readNdjson(text).rows);
});

test('memory of batches is used again once they were released, and not before', async () => {
  const text = '{"householdId":"1"}\n'.repeat(20_000);
  const blocksOf = async (releases: boolean): Promise<number> => {
    const used = new Set<unknown>();
    const kept: TextBatch<Uint8Array>[] = [];
    for await (const batch of lineBatches(pieces(text, 1_000), { rows: 100, size: 5_000 })) {
      used.add(batch.text.buffer);
      if (releases) batch.release();
      else kept.push(batch);
    }
    // Nothing was written over.
    for (const batch of kept)
      expect([...linesOf(batch.text)].every((line) => line === '{"householdId":"1"}')).toBe(true);
    return used.size;
  };
  expect(await blocksOf(true)).toBeLessThanOrEqual(2);
  expect(await blocksOf(false)).toBeGreaterThan(4);
});

async function readAll(batches: AsyncIterable<unknown>): Promise<unknown[]> {
  const all = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
