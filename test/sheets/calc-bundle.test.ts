import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planCalcBook } from '../../src/sheets/hosts/calc/workbook.js';
import type { DixianBundle } from '../../src/sheets/hosts/shared/bundle-api.js';
import { planSheet, type SheetReading } from '../../src/sheets/hosts/shared/sheet-plan.js';
import { type GoldenSheet, goldenSheets, optionsOf, RULE_BOOKS } from './bundle-grids.js';
import { policyOf, runBundle, shippedBundle } from './bundle-support.js';
import { CalcBook } from './calc-book.js';
import { CalcHost, isCalcHere, type WrittenCell } from './calc-host.js';

const SHEETS = 16;
const FORMULAS = 12;

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

describe.runIf(isCalcHere()).each(RULE_BOOKS)(
  'in LibreOffice Calc, the rule book of %s on %s',
  (region, on) => {
    let host: CalcHost;
    let book: CalcBook;
    const bundle = shippedBundle(region, on, 'quick');
    const inNode = runBundle(shippedBundle(region, on, 'small'));
    const sheets = goldenSheets(region, on, SHEETS);
    beforeAll(async () => {
      host = await CalcHost.start();
      book = await CalcBook.open(host, planCalcBook(policyOf(region, on), on), bundle);
    }, 120_000);
    afterAll(async () => host?.stop());

    /** Puts a sheet in, cells and merged ones, and presses the button. */
    async function decided({ name, grid, merges }: GoldenSheet): Promise<string[][]> {
      await book.sheet(grid as WrittenCell[][], name);
      for (const [top, bottom, left, right] of merges as [number, number, number, number][])
        await book.ask('merge', { sheet: name, range: `${letters(left)}${top}:${letters(right)}${bottom}` });
      await book.press();
      return book.read(undefined, name);
    }

    test.each(sheets.map((sheet) => [sheet.name, sheet] as const))(
      '%s is decided by the button as in Node, to the letter',
      async (_, sheet) => {
        const { header, rows, headerRow, messages } = sheet.answer;
        const reading = {
          name: sheet.name,
          sheets: [],
          cells: sheet.grid.map((row) => [...row]),
          epoch: 1900,
          merges: sheet.merges.map((merge) => [...merge]),
          notes: [],
        } as const;
        const { notes } = planSheet(
          inNode as unknown as DixianBundle,
          reading as unknown as SheetReading,
          on,
          '',
        );
        const shown = await decided(sheet);
        expect(await book.messages()).toEqual(notes);
        for (const message of messages) expect(notes.join('\n')).toContain(message);
        if (rows.length === 0) {
          expect(notes[0]).toBe('没有判定。');
          expect(shown.flat().filter((cell) => cell.startsWith('底线：'))).toEqual([]);
          return;
        }
        const first = shown[headerRow - 1]?.indexOf(`底线：${header[0]}`) ?? -1;
        expect(shown[headerRow - 1]?.slice(first)).toEqual(header.map((title) => `底线：${title}`));
        expect(rows.map((_row, at) => shown[headerRow + at]?.slice(first) ?? header.map(() => ''))).toEqual(
          rows,
        );
      },
    );

    test('functions in cells answer as in Node, also after an edit', async () => {
      const { explainRow } = inNode;
      const [form] = sheets as [GoldenSheet];
      const [header, ...households] = form.grid.slice(0, FORMULAS + 1).map((row) => [...row]) as [
        WrittenCell[],
        ...WrittenCell[][],
      ];
      const last = letters(header.length - 1);
      await book.sheet([header, ...households], '公式');
      const formulas = households.map((_, at) => [
        { formula: `=判定(A${at + 2}:${last}${at + 2};A$1:${last}$1;研判日期)` },
      ]);
      const column = header.length + 2;
      await book.write(formulas, '公式', column, 1);
      const range = `${letters(column)}2:${letters(column)}${FORMULAS + 1}`;
      const expected = (): string[] =>
        households.map((row) => explainRow(row as string[], [header as string[]], optionsOf(on, [])));
      expect((await book.read(range, '公式')).flat()).toEqual(expected());
      for (const [at, row] of households.entries()) {
        const edited = 8 + at;
        row[edited] = row[edited] === null ? '是' : null;
        await book.write([[row[edited]]], '公式', edited, at + 1);
      }
      expect((await book.read(range, '公式')).flat()).toEqual(expected());
    });
  },
);

if (!isCalcHere())
  test.skip('!!! LibreOffice Calc IS ABSENT: NO RULE BOOK WAS RUN IN IT (.ci/install-spreadsheet-hosts)', () => {});
