import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { codesOf } from '../../../src/facts/code-lists.js';
import { wpsModules } from '../../../src/sheets/hosts/wps/wps-script.js';
import { planWpsTemplate } from '../../../src/sheets/hosts/wps/wps-template.js';
import { wpsWorkbook } from '../../../src/sheets/hosts/wps/wps-workbook.js';
import type { Form } from '../../../src/tables/template.js';
import { templateColumns } from '../../../src/tables/template-columns.js';
import { codeListOf, type Page } from '../../../src/tables/template-pages.js';
import { templatePieces } from '../../../src/workbook-template.node.js';
import { gansu } from '../../tables/template-support.js';
import { LIST_HEADER, MemorySheet, ON } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';
import { WpsMock } from './wps-mock.js';

const MODULES = wpsModules(STUB_BUNDLE);
const PLAN = planWpsTemplate(gansu, ON);
const FORM_PATH = 'xl/worksheets/sheet2.xml';
const DAY_PATH = 'xl/worksheets/sheet3.xml';
const CHANGED = ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', FORM_PATH, DAY_PATH];
const PROJECT = 'xl/JDEData.bin';

let template: Uint8Array;
let workbook: Uint8Array;
let before: Readonly<Record<string, Uint8Array>>;
let after: Readonly<Record<string, Uint8Array>>;
const textOf = (parts: Readonly<Record<string, Uint8Array>>, path: string): string =>
  strFromU8(parts[path] ?? new Uint8Array());

beforeAll(async () => {
  const pieces: Uint8Array[] = [];
  for await (const piece of templatePieces(PLAN.template)) pieces.push(piece);
  template = Buffer.concat(pieces);
  workbook = await wpsWorkbook(template, MODULES, PLAN.openSheets);
  before = unzipSync(template);
  after = unzipSync(workbook);
});

/** The modules of a macro project, read as XML. */
function modulesIn(project: string): { readonly name: string; readonly text: string }[] {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  const plain = (text: string): string =>
    text.replace(/&(?:#x([0-9A-F]+)|(\w+));/g, (_, code: string | undefined, name: string) =>
      code === undefined ? (names[name] as string) : String.fromCharCode(Number.parseInt(code, 16)),
    );
  const parts =
    /<codemodule name="([^"<]*)" id="(\d+)"><window [^<>]*\/><codetext>([^<>\n]*)<\/codetext><\/codemodule>/g;
  return [...project.matchAll(parts)].map(([, name = '', , text = '']) => ({ name, text: plain(text) }));
}

describe('a workbook with macros for WPS', () => {
  test('holds one more part, and all else as it was but for four parts', () => {
    expect(Object.keys(after).sort()).toEqual([...Object.keys(before), PROJECT].sort());
    const other = Object.keys(before).filter((path) => !CHANGED.includes(path));
    expect(other.filter((path) => textOf(before, path) !== textOf(after, path))).toEqual([]);
  });

  test('says that it holds macros, and where', () => {
    const types = textOf(after, '[Content_Types].xml');
    expect(types).toContain(
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
    );
    expect(types).not.toContain('spreadsheetml.sheet.main+xml');
    expect(types.match(/JDEData\.bin/g)).toHaveLength(1);
    const relationships = textOf(after, 'xl/_rels/workbook.xml.rels');
    expect(relationships).toContain(
      'Type="http://www.wps.cn/officeDocument/2018/jdeExtension" Target="JDEData.bin"',
    );
    const ids = [...relationships.matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the macro project is read back as the modules, character by character', () => {
    const project = textOf(after, PROJECT);
    expect(project).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<document version="2\.0">/);
    expect(project).toMatch(/<functionsdata\/><\/document>$/);
    expect(modulesIn(project)).toEqual(MODULES);
  });

  test('the modules run on the host, from the part', () => {
    const sheet = new MemorySheet('农户', [LIST_HEADER, ['1', '否', 9000], ['2', undefined, 9000]]);
    const mock = new WpsMock([sheet, new MemorySheet('研判日期', [[ON]])]);
    mock.run(modulesIn(textOf(after, PROJECT)).map(({ text }) => text))['整表判定']?.();
    expect(sheet.rows().map((row) => row[4])).toEqual(['底线：识别建议', 'identify', 'verify']);
  });

  test('the sheet of households takes results: it is not protected any more, and its checks are all there', () => {
    expect(textOf(before, FORM_PATH)).toContain('<sheetProtection');
    expect(textOf(after, FORM_PATH)).not.toContain('sheetProtection');
    expect(textOf(after, FORM_PATH).match(/<dataValidation /g)?.length).toBeGreaterThan(20);
    expect(textOf(after, FORM_PATH)).toBe(textOf(before, FORM_PATH).replace(/<sheetProtection[^>]*\/>/, ''));
    expect(textOf(after, 'xl/worksheets/sheet1.xml')).toContain('<sheetProtection');
  });

  test('the guide says how to allow macros, and by which policy it decides', () => {
    const guide = PLAN.template.sheets[0] as Page;
    const texts = guide.rows.map(({ cells }) => cells[0] ?? '');
    expect(guide.name).toBe('说明');
    for (const needed of ['怎么允许宏（试用）', '怎么自检', `政策散列值：${gansu.hash}`])
      expect(texts).toContain(needed);
    expect(texts.filter((text) => /[a-z]{3,} [a-z]{2,}/i.test(text.replace('dixian assess', '')))).toEqual(
      [],
    );
  });

  test('drop-downs choose from the column that holds their list', () => {
    const [form, choices] = [PLAN.template.sheets[1] as Form, PLAN.template.sheets[4] as Page];
    const checks = form.columns.flatMap(({ header, check }) =>
      check?.kind === 'code' ? [{ header, check }] : [],
    );
    expect(checks.length).toBeGreaterThan(2);
    for (const { header, check } of checks) {
      const entry = templateColumns(gansu, 'household').main.find((column) => column.header === header);
      const list = entry === undefined ? undefined : codeListOf(entry);
      const cells = choices.rows.slice(1).map((row) => row.cells[check.choicesColumn] ?? '');
      expect(cells.filter((cell) => cell !== '')).toEqual(list === undefined ? [] : codesOf(list));
    }
  });

  test('the day of assessment stands where the macros look for it', () => {
    const day = PLAN.template.sheets[2] as Page;
    expect([day.name, day.rows[0]?.cells[0]]).toEqual(['研判日期', ON]);
  });

  test('the same workbook is the same bytes', async () => {
    expect(Buffer.from(await wpsWorkbook(template, MODULES, PLAN.openSheets)).equals(workbook)).toBe(true);
  });

  test('texts with every sign of XML are kept', async () => {
    const text = 'a < b && c > "d" + \'e\'; // 行\r\n\tf]]>';
    const parts = unzipSync(await wpsWorkbook(template, [{ name: 'A', text }], []));
    expect(modulesIn(textOf(parts, PROJECT))).toEqual([{ name: 'A', text }]);
  });

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a workbook with macros', () => wpsWorkbook(workbook, MODULES, []), /macros already/],
    ['a sheet that is not there', () => wpsWorkbook(template, MODULES, [99]), /sheet99/],
    ['no workbook', () => wpsWorkbook(new Uint8Array(30), MODULES, []), /.+/],
  ])('%s is refused', async (_, pack, message) => {
    await expect(pack()).rejects.toThrow(message);
  });
});

function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** The lists that cells are chosen from, in the order of their sheets. */
const listsIn = (parts: Readonly<Record<string, Uint8Array>>): string[] =>
  Object.keys(parts)
    .filter((path) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path))
    .sort()
    .flatMap((path) =>
      [
        ...textOf(parts, path).matchAll(
          /<dataValidation [^>]*type="list"[^>]*>.*?<formula1>(.*?)<\/formula1>/gs,
        ),
      ].map(([, formula = '']) => formula.replaceAll('&quot;', '"').replace(/['$ ]/g, '')),
    )
    .sort();

const installed = hasLibreOffice();
test.skipIf(!installed)(
  installed
    ? 'LibreOffice opens it, with every drop-down'
    : 'NOT RUN: LibreOffice is not installed, nobody has opened the workbook with macros for WPS',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'dixian-wps-'));
    try {
      writeFileSync(join(folder, '农户.xlsm'), workbook);
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
          '--headless',
          '--convert-to',
          'xlsx:Calc MS Excel 2007 XML',
          '--outdir',
          join(folder, 'saved'),
          join(folder, '农户.xlsm'),
        ],
        { stdio: 'pipe', timeout: 120_000 },
      );
      const saved = unzipSync(readFileSync(join(folder, 'saved', '农户.xlsx')));
      expect(listsIn(before).length).toBeGreaterThan(20);
      expect(listsIn(saved)).toEqual(listsIn(before));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  150_000,
);
