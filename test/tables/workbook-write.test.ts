import exceljs from 'exceljs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { columnLetters } from '../../src/tables/column-letters.js';
import type {
  WorkbookPlan,
  WorkbookRow,
  WorkbookSheet,
  WorkbookStyle,
} from '../../src/tables/decision-workbook-sheet.js';
import { linesOf } from '../../src/tables/decision-workbook-sheet.js';
import { workbookPieces } from '../../src/workbook-write.node.js';

const CUT_MARK = '……（截断）';

const sheet = (rows: Iterable<WorkbookRow>, parts: Partial<WorkbookSheet> = {}): WorkbookSheet => ({
  name: '结果',
  widths: [10, 20],
  rows,
  frozen: { rows: 1, columns: 1 },
  hasFilter: true,
  coloured: [],
  isTakenFirst: false,
  ...parts,
});

const rowsOf = (
  cells: readonly (readonly (string | number)[])[],
  style: WorkbookStyle = 'text',
): WorkbookRow[] => cells.map((values) => ({ values, styles: values.map(() => style) }));

const planOf = (...sheets: readonly WorkbookSheet[]): WorkbookPlan => ({
  title: '汇总',
  on: '2024-11-01',
  maker: 'dixian',
  font: '宋体',
  sheets,
});

async function bytesOf(plan: WorkbookPlan): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of workbookPieces(plan, { cutMark: CUT_MARK })) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function opened(plan: WorkbookPlan): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load((await bytesOf(plan)) as unknown as exceljs.Buffer);
  return workbook;
}

/** The text of a cell as exceljs has it; a formula or a rich text is none. */
async function cellsBack(texts: readonly string[]): Promise<readonly unknown[]> {
  const workbook = await opened(planOf(sheet(rowsOf(texts.map((text) => [text])))));
  return texts.map((_, index) => workbook.worksheets[0]?.getCell(index + 1, 1).value);
}

const partOf = async (plan: WorkbookPlan, path: string): Promise<string> =>
  Buffer.from(unzipSync(await bytesOf(plan))[path] ?? []).toString('utf8');

describe('text in a workbook', () => {
  test.each([
    ['a formula', '=1+1'],
    ['a call', '=HYPERLINK("http://x","y")'],
    ['a DDE link', "=cmd|' /C calc'!A0"],
    ['a plus', '+8613900000000'],
    ['a minus', '-2+3'],
    ['an at sign', '@SUM(A1)'],
    ['a full-width equals sign', '＝1+1'],
    ['an error value', '#N/A'],
    ['a reference that is lost', '#REF!'],
    ['a number with leading zeros', '000123'],
    ['a long number', '620102199001011234'],
    ['a truth', 'TRUE'],
    ['a tag', '<b>&amp;</b> "x" \'y\''],
    ['a mark of XML', ']]><![CDATA['],
    ['blanks around it', '  甲  '],
    ['a tab', '\t=1'],
    ['two lines', '甲\n乙'],
    ['what reads as a number of a sign', 'a_x0041_b'],
    ['that, and again', '_x005F_x0041_'],
    ['a sign of four bytes', '𠮷某 👪'],
  ])('is the same text when another library reads it: %s', async (_, text) => {
    expect(await cellsBack([text])).toEqual([text]);
  });

  test.each([
    ['a zero byte', 'a\u0000b', 'a\ufffdb'],
    ['a control character', 'a\u0008b\u001f', 'a\ufffdb\ufffd'],
    ['half a character', 'a\ud842b', 'a\ufffdb'],
    ['the other half', 'a\udfb7', 'a\ufffd'],
    ['what is no character', '\uffff\ufffe', '\ufffd\ufffd'],
  ])('that XML cannot hold is replaced by a sign that is seen: %s', async (_, text, shown) => {
    expect(await cellsBack([text])).toEqual([shown]);
  });

  test.each([
    ['\r\n', '甲\r\n乙'],
    ['\r', '甲\r乙'],
  ])('has its line breaks as a sheet writes them: %j', async (_, text) => {
    expect(await cellsBack([text])).toEqual(['甲\n乙']);
  });

  test('of 32,767 units stands whole; a longer one is cut, and says so', async () => {
    const [whole, cut] = (await cellsBack(['甲'.repeat(32_767), '甲'.repeat(32_768)])) as string[];
    expect(whole).toBe('甲'.repeat(32_767));
    expect(cut).toBe(`${'甲'.repeat(32_767 - CUT_MARK.length)}${CUT_MARK}`);
  });

  test('is never cut within a character', async () => {
    const [even, odd] = (await cellsBack(['𠮷'.repeat(20_000), `a${'𠮷'.repeat(20_000)}`])) as string[];
    for (const text of [even, odd]) {
      expect(text?.endsWith(CUT_MARK)).toBe(true);
      expect(text).not.toMatch(/\ufffd|\p{Surrogate}/u);
      expect((text ?? '').length).toBeGreaterThan(32_765);
    }
  });

  test('holds no formula, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), async (texts) => {
        const plan = planOf(sheet(rowsOf(texts.map((text) => [`=${text}`]))));
        expect(await partOf(plan, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >/]/);
      }),
      { numRuns: 30 },
    );
  });

  test('comes back from a second library too, whatever it is, where XML can hold it', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold.
    const UNSAYABLE = /[\u0000-\u001f\ufffe\uffff\ufffd]|\p{Surrogate}|_x[0-9a-f]{4}_/iu;
    const text = fc
      .string({ unit: 'grapheme-composite', minLength: 1 })
      .filter((each) => !UNSAYABLE.test(each) && each.trim() === each);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await bytesOf(planOf(sheet(rowsOf(texts.map((each) => [each])))));
        expect((await readSheet(bytes)).map(([cell]) => String(cell))).toEqual(texts);
      }),
      { numRuns: 30 },
    );
  });

  test('that is edited stays text, and a column of names shows long ones', async () => {
    const workbook = await opened(planOf(sheet(rowsOf([['=1']]))));
    expect(workbook.worksheets[0]?.getCell('A1').numFmt).toBe('@');
  });
});

describe('the sheets of a workbook', () => {
  test('stand in their order, though the rows of one are taken first', async () => {
    const taken: string[] = [];
    function* rows(name: string): Generator<WorkbookRow> {
      taken.push(name);
      yield* rowsOf([[name]]);
    }
    const workbook = await opened(
      planOf(
        sheet(rows('汇总'), { name: '汇总' }),
        sheet(rows('结果'), { name: '结果', isTakenFirst: true }),
        sheet(rows('问题'), { name: '问题' }),
      ),
    );
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['汇总', '结果', '问题']);
    expect(workbook.worksheets.map((each) => each.getCell('A1').value)).toEqual(['汇总', '结果', '问题']);
    expect(taken).toEqual(['结果', '汇总', '问题']);
  });

  test('keep numbers as numbers, and a blank as a blank', async () => {
    const workbook = await opened(planOf(sheet(rowsOf([[7, 0, -1.5, '', '7']], 'number'))));
    const values = [1, 2, 3, 4, 5].map((column) => workbook.worksheets[0]?.getCell(1, column).value);
    expect(values).toEqual([7, 0, -1.5, null, '7']);
  });

  test('have frozen panes, a filter over all rows, colours, pages and titles', async () => {
    const rows = rowsOf([
      ['编号', '建议'],
      ['1', '纳入'],
      ['2', '核实'],
    ]);
    const workbook = await opened(
      planOf(
        sheet(rows, {
          coloured: [{ column: 1, colours: { 纳入: 'takeIn', '说"不"': 'settled' } }],
          printedColumns: 2,
        }),
      ),
    );
    const [first] = workbook.worksheets;
    expect(first?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
    expect(first?.autoFilter).toBe('A1:B3');
    expect(first?.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    const rules = (
      first as unknown as { conditionalFormattings: { ref: string; rules: { formulae: string[] }[] }[] }
    ).conditionalFormattings;
    expect(rules.map(({ ref }) => ref)).toEqual(['B2:B1048576']);
    expect(rules[0]?.rules.map(({ formulae }) => formulae[0])).toEqual(['"纳入"', '"说""不"""']);
    expect(first?.pageSetup.printArea).toBe('A1:B3');
    expect(first?.pageSetup.printTitlesRow).toBe('1:1');
  });

  test('name what is filtered, which some programs go by', async () => {
    const rows = rowsOf([['a', 'b'], ['c']]);
    const workbook = await partOf(planOf(sheet(rows), sheet([], { name: '空' })), 'xl/workbook.xml');
    expect(workbook).toContain(`_FilterDatabase" localSheetId="0" hidden="1">'结果'!$A$1:$B$2<`);
    const plain = sheet(rowsOf([['a']]), { hasFilter: false, frozen: { rows: 0, columns: 0 } });
    expect(await partOf(planOf(plain), 'xl/workbook.xml')).not.toContain('definedName');
  });

  test('warn of no number of a household that is kept as text', async () => {
    const xml = await partOf(planOf(sheet(rowsOf([['001', '002'], ['003']]))), 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(
      /<ignoredError sqref="A1:B2" numberStoredAsText="1"\/><\/ignoredErrors><\/worksheet>$/,
    );
  });

  test('have their styles: a header is not a text', async () => {
    const styled: WorkbookRow = { values: ['表头', '文字', 3], styles: ['header', 'wrapped', 'number'] };
    const workbook = await opened(planOf(sheet([styled])));
    const cell = (name: string) => workbook.worksheets[0]?.getCell(name);
    expect(cell('A1')?.font.bold).toBe(true);
    expect(cell('B1')?.font?.bold).not.toBe(true);
    expect(cell('B1')?.alignment.wrapText).toBe(true);
    expect(cell('C1')?.numFmt).toBe('#,##0');
  });

  test('have rows as high as they are told, and cells joined', async () => {
    const high: WorkbookRow = {
      values: ['甲', '', ''],
      styles: ['wrapped', 'wrapped', 'wrapped'],
      lines: 3,
      joined: { from: 0, to: 2 },
    };
    const workbook = await opened(planOf(sheet([high, { values: ['乙'], styles: ['text'] }])));
    const [first] = workbook.worksheets;
    expect(first?.getRow(1).height).toBe(50);
    expect(first?.getCell('C1').master.address).toBe('A1');
  });

  test('hold many rows and many different texts', async () => {
    function* many(): Generator<WorkbookRow> {
      for (let index = 0; index < 70_000; index += 1)
        yield { values: [`第${index}户`, '同'], styles: ['text', 'text'] };
    }
    const rows = await readSheet(await bytesOf(planOf(sheet(many()))));
    expect(rows.length).toBe(70_000);
    expect(rows[69_999]).toEqual(['第69999户', '同']);
    expect(rows[123]).toEqual(['第123户', '同']);
  });
});

describe('a workbook', () => {
  const plan = (): WorkbookPlan =>
    planOf(
      sheet(
        rowsOf([
          ['甲', 1],
          ['乙', 2],
        ]),
      ),
      sheet([], { name: '空' }),
    );

  test('is the same bytes each time', async () => {
    expect((await bytesOf(plan())).equals(await bytesOf(plan()))).toBe(true);
  });

  test('says the day of the decisions as its own', async () => {
    expect(await partOf(plan(), 'docProps/core.xml')).toContain('2024-11-01T00:00:00Z');
  });

  test('ends with the error of its rows, and closes them', async () => {
    function* broken(): Generator<WorkbookRow> {
      yield { values: ['甲'], styles: ['text'] };
      throw new Error('断了');
    }
    await expect(bytesOf(planOf(sheet(broken())))).rejects.toThrow('断了');
  });

  test('lets go of its rows where nobody takes it to its end', async () => {
    let isClosed = false;
    function* endless(): Generator<WorkbookRow> {
      try {
        for (let index = 0; ; index += 1) yield { values: [`${index} ${Math.sin(index)}`], styles: ['text'] };
      } finally {
        isClosed = true;
      }
    }
    let size = 0;
    for await (const piece of workbookPieces(planOf(sheet(endless())), { cutMark: CUT_MARK })) {
      size += piece.length;
      if (size > 200_000) break;
    }
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe('lines and columns', () => {
  test.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
  });

  test.each([
    ['one line', 1, ['短'], [20]],
    ['Chinese is twice as wide', 2, ['一二三四五六七八九十'], [20]],
    ['letters are not', 1, ['abcdefghij'], [20]],
    ['line breaks count', 3, ['甲\n乙\n丙'], [20]],
    ['the longest cell counts', 2, ['短', '一二三四五六七八九十'], [20, 20]],
    ['no row is higher than a screen', 25, ['甲'.repeat(9_000)], [20]],
  ])('%s', (_, lines, texts, widths) => {
    expect(linesOf(texts, widths)).toBe(lines);
  });
});
