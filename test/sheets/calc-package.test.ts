import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { strFromU8, unzipSync } from 'fflate';
import { readOds } from 'hucre/ods';
import { describe, expect, test } from 'vitest';
import { BASIC_TEXT, COMMANDS } from '../../src/sheets/hosts/calc/basic-text.js';
import { CONTROL_NAMES } from '../../src/sheets/hosts/calc/control-names.js';
import { calcFiles, calcWorkbook } from '../../src/sheets/hosts/calc/package.js';
import type { BookSheet } from '../../src/sheets/hosts/calc/sheet-model.js';
import { planCalcBook } from '../../src/sheets/hosts/calc/workbook.js';
import { gansu } from '../tables/template-support.js';
import { RULE_BOOKS } from './bundle-grids.js';
import { policyOf } from './bundle-support.js';
import { ADAPTER_TEXT, adapterModule } from './calc-adapter-text.js';
import { stubBundle } from './stub-bundle.js';

const BOOK = planCalcBook(gansu, '2024-11-01');
const FILES = calcFiles(BOOK, stubBundle());
const SCRIPTS = [...FILES.keys()].filter((path) => path.endsWith('.js'));
const sheet = (name: string): BookSheet => BOOK.sheets.find((each) => each.name === name) as BookSheet;

test('the text of the adapter that is packed is that of its source', () => {
  expect(readFileSync(ADAPTER_TEXT, 'utf8')).toBe(adapterModule());
});

describe.each(SCRIPTS)('%s', (path) => {
  const text = FILES.get(path) ?? '';

  test('is what an engine of 2004 reads', () => {
    expect(() => parse(text, { ecmaVersion: 3 })).not.toThrow();
    expect(text).toMatch(/^[\n -~]+$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(4_000);
  });

  test('uses nothing that such an engine lacks, and no clock', () => {
    const used = text.match(
      /\b(?:JSON|Map|Set|Symbol|Promise|Date|Intl|eval|setTimeout|normalize|localeCompare|toFixed|trim|forEach|isArray|defineProperty|keys)\b|\.(?:map|filter|indexOf\(\[)\(/g,
    );
    expect(used).toBeNull();
  });

  test('has no value computed by `||` or `&&` with a constant, which that engine gets wrong', () => {
    const wrong: string[] = [];
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) for (const each of node) visit(each);
      else if (typeof node === 'object' && node !== null) {
        const { type, left, right, start, end } = node as {
          type?: string;
          left?: { type: string };
          right?: { type: string };
          start: number;
          end: number;
        };
        if (type === 'LogicalExpression' && [left?.type, right?.type].includes('Literal'))
          wrong.push(text.slice(start, end));
        for (const each of Object.values(node)) visit(each);
      }
    };
    visit(parse(text, { ecmaVersion: 3 }));
    expect(wrong).toEqual([]);
  });
});

describe('the file', () => {
  test('begins with its type, unpacked, and lists every other part', async () => {
    const bytes = await calcWorkbook(BOOK, stubBundle());
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.indexOf('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')).toBe(30);
    const parts = unzipSync(bytes);
    const manifest = strFromU8(parts['META-INF/manifest.xml'] ?? new Uint8Array());
    const listed = [...manifest.matchAll(/full-path="([^"]*[^/"])"/g)].map(([, path]) => path);
    expect(listed.sort()).toEqual(
      Object.keys(parts)
        .filter((path) => path !== 'mimetype' && path !== 'META-INF/manifest.xml')
        .sort(),
    );
    expect(manifest).toContain('full-path="Scripts/javascript/Dixian/"');
  });

  test('is the same bytes for the same rules, and has other scripts for others', async () => {
    const [one, two] = [await calcWorkbook(BOOK, stubBundle()), await calcWorkbook(BOOK, stubBundle())];
    expect(Buffer.compare(one, two)).toBe(0);
    const keyOf = (bundle: string): string =>
      /dixian\.[0-9a-f]{64}/.exec(
        calcFiles(BOOK, bundle).get('Scripts/javascript/Dixian/call.js') ?? '',
      )?.[0] ?? '';
    expect(keyOf(stubBundle())).toMatch(/^dixian\./);
    expect(keyOf(stubBundle())).not.toBe(keyOf(stubBundle('miscomputedByOldEngines')));
    expect(FILES.get('Scripts/javascript/Dixian/library.js')).toContain(keyOf(stubBundle()));
  });

  test('has the sheets as another reader sees them', async () => {
    const { sheets } = await readOds(await calcWorkbook(BOOK, stubBundle()));
    expect(sheets.map(({ name }) => name)).toEqual(['说明', '判定', '农户', '填写要求', '选项']);
    const header = sheets[2]?.rows[0]?.map(String) ?? [];
    expect(header).toEqual(sheet('农户').rows[0]?.cells.map(({ text }) => text));
    // Nothing stands in the rows to be filled in: a blank is not known yet.
    expect(
      sheets[2]?.rows
        .slice(1)
        .flat()
        .filter((cell) => cell !== null && cell !== ''),
    ).toEqual([]);
    const guide = sheets[0]?.rows.flat().map(String).join('\n') ?? '';
    for (const said of ['宏安全性', '规则自检', gansu.hash, '甘肃省', '民主评议'])
      expect(guide).toContain(said);
  });
});

/** Where the ranges of the guides end: column CZ. */
const GUIDE_COLUMNS = 104;

test.each(RULE_BOOKS)(
  'the form of %s on %s is no wider than the ranges that the guides show',
  (region, on) => {
    const form = planCalcBook(policyOf(region, on), on).sheets.find(({ name }) => name === '农户');
    expect(form?.columns.length).toBeGreaterThan(50);
    expect(form?.columns.length).toBeLessThanOrEqual(GUIDE_COLUMNS);
  },
);

describe('the plan', () => {
  test('asks nothing that stands in other sheets', () => {
    const titles = sheet('农户').columns.map(({ title }) => title);
    expect(titles.filter((title) => title.includes('登记完整'))).toEqual([]);
    expect(titles).toContain('户编号（必填）');
    expect(
      sheet('说明')
        .rows.flatMap(({ cells }) => cells.map(({ text }) => text))
        .join(),
    ).not.toContain('清单表');
  });

  test('has every drop-down of codes point to its own list', () => {
    const { rows } = sheet('选项');
    for (const { check, title } of sheet('农户').columns) {
      if (check?.kind !== 'code') continue;
      const column = rows
        .map(({ cells }) => cells[check.choicesColumn]?.text ?? '')
        .filter((text) => text !== '');
      expect(column[0]).toMatch(/^选项：/);
      expect(column, title).toHaveLength(check.choicesRows + 1);
    }
  });

  test('names the cells that the module asks for, where they are', () => {
    for (const name of Object.values(CONTROL_NAMES)) {
      const named = BOOK.names.find((each) => each.name === name);
      expect(named?.sheet).toBe('判定');
      expect(BASIC_TEXT).toContain(`NamedCell("${name}")`);
    }
    const day = BOOK.names.find(({ name }) => name === CONTROL_NAMES.day);
    expect(sheet('判定').rows[day?.row ?? 0]?.cells[day?.column ?? 0]).toMatchObject({
      text: '2024-11-01',
      isDay: true,
    });
  });

  test('has a command behind every button', () => {
    const commands = BOOK.sheets.flatMap(({ buttons }) => buttons.map(({ command }) => command));
    expect(commands).toEqual(Object.values(COMMANDS));
    for (const command of commands) expect(BASIC_TEXT).toContain(`\nSub ${command}\n`);
  });
});
