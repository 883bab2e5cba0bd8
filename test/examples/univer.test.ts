import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { bundleText } from '../../src/sheets/bundle.js';
import { LIST_HEADER, ON } from '../sheets/hosts/memory-sheet.js';
import { STUB_BUNDLE } from '../sheets/hosts/stub-bundle.js';
import { gansu } from '../tables/template-support.js';

const folder = fileURLToPath(new URL('../../examples/univer', import.meta.url));
const isInstalled = existsSync(join(folder, 'node_modules/@univerjs/presets'));

interface List {
  readonly on: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** Cells (row, column) that are shown as percentages. */
  readonly percentages?: readonly (readonly [number, number])[];
}

/** What Univer shows behind the rows: the self-test, then each household. */
function shownBy(bundle: string, list: List): readonly string[] {
  const work = mkdtempSync(join(tmpdir(), 'dixian-univer-'));
  try {
    const [rules, cells] = [join(work, 'rules.js'), join(work, 'list.json')];
    writeFileSync(rules, bundle);
    writeFileSync(cells, JSON.stringify(list));
    return JSON.parse(
      execFileSync(process.execPath, ['run.cjs', rules, cells], { cwd: folder, encoding: 'utf8' }),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The same of the bundle itself. */
function explained(bundle: string, rows: List['rows']): readonly string[] {
  const context = createContext({}) as { Dixian: { explainRow(...given: unknown[]): string } };
  runInContext(bundle, context);
  const [header, ...households] = rows;
  const options = { on: 20_241_101, serialDays: true, merges: [] };
  return households.map((row) => context.Dixian.explainRow(row, [header], options));
}

describe.skipIf(!isInstalled)(
  isInstalled
    ? 'the example in Univer'
    : 'NOT RUN: Univer is not installed (npm ci in examples/univer), nothing was decided in it',
  () => {
    test('2,000 households, half of the cells blank, are decided as the bundle itself does', () => {
      const waters = ['是', '否', null, null, 0, true];
      const incomes = [null, 0, 7799, 7800, '9000', null, 0.5];
      const rows = [
        LIST_HEADER,
        ...Array.from({ length: 2_000 }, (_, index) => [
          String(index).padStart(4, '0'),
          waters[index % waters.length] ?? null,
          incomes[index % incomes.length] ?? null,
          index % 3 === 0 ? 45_597 : null,
        ]),
      ];
      const [check, ...decided] = shownBy(STUB_BUNDLE, { on: ON, rows });
      expect(check).toBe('规则自检通过。');
      expect(decided).toEqual(explained(STUB_BUNDLE, rows));
    }, 120_000);

    test('the demonstration list is decided by the rules of a county as they decide it themselves', () => {
      const { text } = bundleText(gansu, { form: 'small', on: ON });
      const csv = readFileSync(new URL('../../fixtures/demo/households.csv', import.meta.url), 'utf8');
      const rows = Papa.parse<string[]>(csv.trim()).data.map((cells) =>
        cells.map((cell) => (cell === '' ? null : /^[1-9]\d{0,8}$/.test(cell) ? Number(cell) : cell)),
      );
      const [check, ...decided] = shownBy(text, { on: ON, rows });
      expect(check).toBe('规则自检通过。');
      expect(decided).toHaveLength(300);
      expect(decided).toEqual(explained(text, rows));
    }, 120_000);

    test('failed formulas, results of formulas and percentages', () => {
      const [, ...decided] = shownBy(STUB_BUNDLE, {
        on: '2024年11月1日',
        rows: [
          ['户编号', '饮水是否安全', '人均收入'],
          ['1', '是', '=1/0'],
          ['2', '是', '=4000+4000'],
          ['3', '是', 0.5],
        ],
        percentages: [[3, 2]],
      });
      expect(decided.map((text) => /^(\w+) .*income=(\S+)/.exec(text)?.slice(1))).toEqual([
        ['verify', '#DIV/0!'],
        ['notIdentified', '8000'],
        ['verify', '50%'],
      ]);
    }, 120_000);

    test('rules that fail their self-test, and a day that is none, decide nothing', () => {
      const rows = [LIST_HEADER, ['1', '否', 9000, null]];
      const failing = `${STUB_BUNDLE}\nDixian.fail(['第 2 户：应为待核实。']);`;
      for (const text of shownBy(failing, { on: ON, rows })) expect(text).toContain('规则自检没有通过');
      expect(shownBy(STUB_BUNDLE, { on: '今天', rows })[1]).toContain('没有判定：请写研判日期');
    }, 120_000);
  },
);
