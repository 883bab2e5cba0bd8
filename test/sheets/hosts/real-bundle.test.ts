import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { assessRow } from '../../../src/cli/household-list.js';
import { compile } from '../../../src/index.js';
import { readList } from '../../../src/node.js';
import { bundleText, bundleTypeScript } from '../../../src/sheets/bundle.js';
import { airScript } from '../../../src/sheets/hosts/airscript/air-script.js';
import { appsScriptFiles } from '../../../src/sheets/hosts/apps-script/apps-script.js';
import { excelAddInFiles } from '../../../src/sheets/hosts/excel-add-in/excel-add-in.js';
import { officeScript } from '../../../src/sheets/hosts/office-script/office-script.js';
import { wpsModules } from '../../../src/sheets/hosts/wps/wps-script.js';
import { DECISION_COLUMNS, decisionTable } from '../../../src/tables/decision-rows.js';
import { gansu } from '../../tables/template-support.js';
import { GoogleMock } from './google-mock.js';
import { MemorySheet, ON } from './memory-sheet.js';
import { compiled, forbiddenIn } from './office-compiler.js';
import { OfficeMock } from './office-mock.js';
import { WpsMock } from './wps-mock.js';

const TEXT = readFileSync(new URL('../../../fixtures/demo/households.csv', import.meta.url), 'utf8');
/** The columns that a sheet has to agree in with `dixian assess`. */
const AGREED = [
  'identification',
  'category',
  'risks',
  'tier',
  'track',
  'measures',
  'reassessment',
  'exit',
  'exitMode',
  'reason',
  'missing',
  'checks',
  'alerts',
  'reminders',
] as const;
const TITLES = AGREED.map((key) => DECISION_COLUMNS.find((column) => column.key === key)?.zh ?? '');

type Row = Readonly<Record<string, string>>;
/** What `dixian assess` decides of the list, a row a household. */
let expected: readonly Row[];
let grid: readonly (readonly (string | number | undefined)[])[];
let script: string;

beforeAll(() => {
  const assessor = compile(gansu);
  const list = readList({ text: TEXT, format: 'csv' });
  const rows = list.rows.map((row) => ({ row, assessment: assessRow(assessor, list, row, ON) }));
  const table = decisionTable(rows, 'zh-CN', false);
  expected = table.rows.map((row) =>
    Object.fromEntries(AGREED.map((key, index) => [TITLES[index], row[key] ?? ''])),
  );
  const [header = [], ...lines] = Papa.parse<string[]>(TEXT.trim()).data;
  // As somebody types it: amounts are numbers, numbers of households are texts, nothing is a blank.
  grid = [
    header,
    ...lines.map((line) =>
      line.map((text) =>
        text === '' ? undefined : /^[1-9]\d{0,11}(\.\d+)?$|^0$/.test(text) ? Number(text) : text,
      ),
    ),
  ];
  script = bundleText(gansu, { form: 'small', on: ON }).text;
});

const list = (): MemorySheet => new MemorySheet('农户', grid);
const day = (): MemorySheet => new MemorySheet('研判日期', [[ON]]);

/** The results that stand beside the households. */
function resultsIn(cells: readonly (readonly unknown[])[]): readonly Row[] {
  const [header = [], ...rows] = cells;
  return rows.map((row) =>
    Object.fromEntries(
      TITLES.map((title) => [title, String(row[header.indexOf(`底线：${title}`)] ?? '<none>')]),
    ),
  );
}

describe('the demonstration list is decided in every host as dixian assess decides it', () => {
  test('WPS', () => {
    const sheet = list();
    const mock = new WpsMock([sheet, day()]);
    mock.run(wpsModules(script).map(({ text }) => text))['整表判定']?.();
    expect(mock.dialogs.join()).toContain(`判定了 ${expected.length} 户`);
    expect(resultsIn(sheet.rows())).toEqual(expected);
  });

  test('AirScript', () => {
    const sheet = list();
    new WpsMock([sheet, day()]).run([airScript(script)]);
    expect(resultsIn(sheet.rows())).toEqual(expected);
  });

  test('Apps Script', () => {
    const sheet = list();
    const grown = { columns: 200, rows: 1000 };
    new GoogleMock([sheet, day()], { grid: grown }).run(appsScriptFiles(script))['整表判定']?.();
    expect(resultsIn(sheet.rows())).toEqual(expected);
  });

  test('Office Script', () => {
    const sheet = list();
    const mock = new OfficeMock([sheet, day()]);
    mock.open(officeScript(bundleTypeScript(gansu, { on: ON }).text)).main(mock.workbook);
    expect(resultsIn(sheet.rows())).toEqual(expected);
  });

  test('the whole table in a formula of the Excel add-in', () => {
    const actions = new Map<string, (...given: unknown[]) => unknown>();
    const context = createContext({
      CustomFunctions: { associate: (id: string, action: () => unknown) => actions.set(id, action) },
    });
    runInContext(excelAddInFiles(script).script, context);
    const texts = grid.map((row) => row.map((cell) => (cell === undefined ? '' : String(cell))));
    const answer = actions.get('DIXIAN_TABLE')?.(texts, ON) as readonly (readonly string[])[];
    expect(resultsIn(answer.slice(0, grid.length))).toEqual(expected);
  });
});

test('pressed again, its own results are known and replaced; a list pasted below stays, and is told', () => {
  const sheet = list();
  const mock = new WpsMock([sheet, day()]);
  const host = mock.run(wpsModules(script).map(({ text }) => text));
  host['整表判定']?.();
  const once = sheet.rows();
  host['整表判定']?.();
  expect(sheet.rows()).toEqual(once);
  expect(mock.dialogs[1]).toBe(mock.dialogs[0]);
  const header = [...(once[0] ?? [])].slice(0, grid[0]?.length);
  [...header, '村', '组'].forEach((cell, column) => {
    sheet.put(once.length, column, cell);
  });
  const before = new Map(sheet.values);
  host['整表判定']?.();
  expect(sheet.values).toEqual(before);
  expect(mock.dialogs[2]).toContain(`第 ${once.length + 1} 行`);
});

test('the compiler of Office Scripts takes the whole script, and nothing in it is forbidden', () => {
  const whole = officeScript(bundleTypeScript(gansu, { on: ON }).text);
  expect(compiled(whole)).toBe('');
  expect(forbiddenIn(whole)).toEqual([]);
}, 60_000);

const HEADER = ['户编号', '家庭人口数', '工资性收入', '住房安全', '入户核实日期'];
/** What programs of this family hand over for #N/A. */
const NOT_AVAILABLE = -2146826246;

/** What the sheet 研判提示 says, and what stands beside the rows for cells that could not be read. */
function badSheet(rows: readonly (readonly unknown[])[], change: (sheet: MemorySheet) => void) {
  const sheet = new MemorySheet('农户', rows);
  change(sheet);
  const mock = new WpsMock([sheet, day()]);
  mock.run(wpsModules(script).map(({ text }) => text))['整表判定']?.();
  const notes = mock.sheets.find(({ name }) => name === '研判提示')?.rows() ?? [];
  const [header = [], ...lines] = sheet.rows();
  const unread = header.indexOf('底线：读不出的内容');
  return { notes: notes.map(([line]) => String(line)).join('\n'), unread: lines.map((line) => line[unread]) };
}

describe('bad input is told in Chinese with row and column, and never decided from', () => {
  test.each<[string, unknown, string, string]>([
    ['an error cell', NOT_AVAILABLE, 'General', '公式出错'],
    ['a percentage', 0.5, '0%', '请填写数字'],
    ['a text in a number', '九千', 'General', '请填写数字'],
    ['a day in a number', 45_597, 'yyyy/m/d', '请填写数字'],
  ])('%s', (_, value, code, message) => {
    const { notes, unread } = badSheet([HEADER, ['1', 3, value, '是']], (sheet) =>
      sheet.formats.set('1,2', code),
    );
    expect(unread[0]).toContain('第 2 行“工资性收入”');
    expect(unread[0]).toContain(message);
    expect(notes).toContain('有 1 行里有读不出的内容，写在“底线：读不出的内容”一列。');
  });

  test('merged cells', () => {
    const rows = [HEADER, ['1', 3, 9000, '是'], ['2', 4, undefined, '是']];
    const { unread } = badSheet(rows, (sheet) => {
      sheet.merges = [[2, 3, 2, 2]];
    });
    expect(unread.map((text) => String(text).includes('合并'))).toEqual([true, true]);
  });

  test.each<[string, readonly (readonly unknown[])[], string]>([
    [
      'no header',
      [
        ['甲', '乙'],
        [1, 2],
      ],
      '没有找到表头',
    ],
    [
      'two headers for one fact',
      [
        [...HEADER, '住房安全'],
        ['1', 3, 9000, '是', '', '否'],
      ],
      '同一项事实',
    ],
    ['a unit that is not clear', [['单位：万元、元'], HEADER, ['1', 3, 9000, '是']], '金额单位不清楚'],
    [
      'a row a person',
      [
        ['户编号', '姓名', '与户主关系', '年龄'],
        ['1', '甲', '户主', 50],
      ],
      '一行一人',
    ],
    [
      '1,500 columns',
      [
        [...HEADER, ...Array.from({ length: 1_500 }, (_, at) => `列${at}`)],
        ['1', 3],
      ],
      '最多读 1000 列',
    ],
  ])('%s: nothing is decided', (_, rows, message) => {
    const { notes, unread } = badSheet(rows, () => {});
    expect(notes).toContain('没有判定。');
    expect(notes).toContain(message);
    expect(unread.filter((text) => text !== undefined)).toEqual([]);
  });
});
