import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AssessOptions, assessCommand } from '../../src/cli/assess-command.js';
import { assessedRows, CountedRows, decisionPieces, inGroups } from '../../src/cli/assessed-rows.js';
import { openAnyList } from '../../src/cli/engine-javascript.js';
import { summaryLines } from '../../src/cli/summary.js';
import { withDuckDb } from '../../src/duckdb.node.js';
import { readParquet } from '../../src/parquet.node.js';
import { type AssessedRow, decisionTable } from '../../src/tables/decision-rows.js';
import { EMPTY_ROW, unreadableRow } from '../../src/tables/household-list.js';
import { decisionsAsCsv, decisionsAsJson, decisionsAsNdjson, readList } from '../../src/tables/index.js';
import { openSheet, wholeList } from '../../src/tables/read-sheet.js';
import { type Telling, type ToldRow, tellRow } from '../../src/tables/told-rows.js';
import { cellsAsCsv } from '../../src/tables/write-sheet.js';
import { gansu2024 } from '../decision/support.js';
import { filesBelow, printed, refused, temporaryFolder, written } from './support.js';

const DEMO = fileURLToPath(new URL('../../fixtures/demo/households.csv', import.meta.url));
const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Writes what SQL selects as Parquet. @returns the path. */
async function parquet(name: string, select: string): Promise<string> {
  const path = inFolder(name);
  await withDuckDb((connection) => connection.run(`COPY (${select}) TO ${quoted(path)} (FORMAT parquet)`));
  return path;
}

/** The cells of a table, all of them text, as Parquet; a blank cell is a null where `blankIs` says so. */
const parquetOfCells = (
  name: string,
  [head = [], ...rows]: readonly (readonly string[])[],
  blankIs: 'null' | 'text' = 'text',
): Promise<string> => {
  const cell = (text: string): string => (text === '' && blankIs === 'null' ? 'NULL::VARCHAR' : quoted(text));
  const values = rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ');
  const names = head.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  return parquet(name, `SELECT * FROM (VALUES ${values}) AS list(${names})`);
};

/** What a run prints and writes, down to the byte. */
async function run(list: string, ending: string, options: Partial<AssessOptions> = {}) {
  const out = inFolder(`out.${ending}`);
  const { code, text } = await printed((print) => assessCommand(list, { ...GANSU, ...options, out }, print));
  return { code, text, bytes: readFileSync(out, 'base64') };
}

const demoLines = readFileSync(DEMO, 'utf8').trimEnd().split('\n');
const demoSelect = (list: string, more: string): string => `SELECT * FROM read_csv(${quoted(list)}, ${more})`;

describe('dixian assess on Parquet', () => {
  let list = '';
  let text = '';
  beforeAll(async () => {
    written(folder, { 'demo.csv': `${demoLines.slice(0, 21).join('\n')}\n` });
    list = inFolder('demo.csv');
    text = await parquet('text.parquet', demoSelect(list, 'all_varchar = true'));
  });

  test.each<[string, Partial<AssessOptions>]>([
    ['csv', { explain: true }],
    ['json', { locale: 'en' }],
    ['ndjson', { by: 'township' }],
  ])('decides, prints and writes as on the same list as CSV: %s', async (ending, options) => {
    const expected = await run(list, ending, options);
    expect(expected.code).toBe(0);
    expect(await run(text, ending, options)).toEqual(expected);
  });

  test('also where columns are numbers', async () => {
    const typed = await parquet('typed.parquet', demoSelect(list, "nullstr = ''"));
    expect((await readParquet(typed)).rows).toEqual((await readParquet(text)).rows);
    expect(await run(typed, 'csv')).toEqual(await run(list, 'csv'));
  });

  test('a row that cannot be read keeps its place', async () => {
    const cells = [
      ['户编号', '是否有车辆'],
      ['A1', '是'],
      ['', ''],
      ['A1', '也许'],
    ];
    written(folder, { 'rows.csv': cellsAsCsv(cells) });
    const found = await run(await parquetOfCells('rows.parquet', cells), 'csv');
    expect(found.text).toContain('名单 3 行，读出 2 行，读不出 1 行');
    expect(found.code).toBe(2);
    expect(found).toEqual(await run(inFolder('rows.csv'), 'csv'));
  });
});

/** Cells that a sheet may hold, under columns of several kinds. */
const CELLS = [
  ['户编号', '户主姓名', '家庭纯收入（元）', '致贫/返贫风险1', '是否有车辆', '入户核实日期', '备注'],
  ['001', '“李”, 某"某"', '1,234.50', '因病、因学', '是', '2024-11-01', "it's"],
  ['', '', '', '', '', '', ''],
  ['002', ' 王某 ', '约三万', '因病\n因学', '也许', '2024年13月', '一行\n又一行'],
  ['001', '=1+1', '-5', '', '无', '202411', '\t'],
  ['003', '\ufeff张', '7800', '没有的风险', '', '2024-11-01 00:00:00', '\r\n'],
  ['', '', ' ', '', '', '', ''],
  ['', '', '', '', '', '', ''],
];

describe('a Parquet file is read as the same list as CSV', () => {
  test.each(['null', 'text'] as const)('rows, issues, columns; a blank is a %s', async (blankIs) => {
    const expected = readList({ text: cellsAsCsv(CELLS), format: 'csv' });
    expect(expected.rows).toHaveLength(5);
    expect(await readParquet(await parquetOfCells('cells.parquet', CELLS, blankIs))).toEqual(expected);
  });

  test('whatever its length', async () => {
    const rows = Array.from({ length: 12_345 }, (_, index) => [
      `H${index % 12_000}`,
      index % 3 === 0 ? '是' : '',
    ]);
    const cells = [['户编号', '是否有车辆'], ...rows];
    written(folder, { 'long.csv': cellsAsCsv(cells) });
    const path = await parquet('long.parquet', demoSelect(inFolder('long.csv'), 'all_varchar = true'));
    const list = await readParquet(path);
    expect(list.rows).toHaveLength(12_345);
    expect(list).toEqual(readList({ text: cellsAsCsv(cells), format: 'csv' }));
  });

  test('without a header that is known, or without rows', async () => {
    const unknown = [
      ['abc', 'def'],
      ['1', '2'],
    ];
    expect(await readParquet(await parquetOfCells('unknown.parquet', unknown))).toEqual(
      readList({ text: cellsAsCsv(unknown), format: 'csv' }),
    );
    expect(await readParquet(await parquet('empty.parquet', `SELECT '' AS "户编号" WHERE false`))).toEqual(
      readList({ text: '户编号\n', format: 'csv' }),
    );
  });

  test('two columns of one name are both left out, as in CSV', async () => {
    const path = await parquetOfCells('twice.parquet', [
      ['户编号', '户编人', '是否有车辆'],
      ['1', '2', '是'],
    ]);
    const bytes = readFileSync(path, 'latin1');
    const [from, to] = ['户编人', '户编号'].map((name) => Buffer.from(name).toString('latin1'));
    writeFileSync(path, bytes.replaceAll(from as string, to as string), 'latin1');
    const list = await readParquet(path);
    expect(list.issues.map(({ code }) => code)).toEqual(['duplicateColumn']);
    expect(list.rows[0]?.household).toEqual({ ownsVehicle: true });
  });

  test.each([
    ['名单[1].parquet', '名单1.parquet'],
    ['户*.parquet', '户表.parquet'],
    ['户?.parquet', '户乙.parquet'],
  ])('its name is no pattern: %s is not %s', async (name, other) => {
    await parquetOfCells(other, [['户编号'], ['other']]);
    const path = await parquetOfCells(name, [['户编号'], ['own']]);
    expect((await readParquet(path)).rows.map(({ household }) => household)).toEqual([
      { householdId: 'own' },
    ]);
  });

  test('a folder of its path gives no column', async () => {
    written(folder, { '是否有车辆=是/.keep': '' });
    const path = await parquetOfCells('是否有车辆=是/list.parquet', [['户编号'], ['own']]);
    expect((await readParquet(path)).rows.map(({ household }) => household)).toEqual([
      { householdId: 'own' },
    ]);
  });

  test.each<[string, string, unknown]>([
    ['户编号', '620100200001010011::BIGINT', { householdId: '620100200001010011' }],
    ['户编号', '62010000123::DOUBLE', { householdId: '62010000123' }],
    ['户编号', "'0012'::BLOB", { householdId: '0012' }],
    ['家庭纯收入', '7800.10::FLOAT', { reportedNetIncome: 7800.1 }],
    ['家庭纯收入', '7800.10::DOUBLE', { reportedNetIncome: 7800.1 }],
    ['家庭纯收入', '(0.1::DOUBLE + 0.2::DOUBLE)', { reportedNetIncome: 0.3 }],
    ['家庭纯收入', '-0.0::DOUBLE', { reportedNetIncome: 0 }],
    ['家庭纯收入', '7800.10::DECIMAL(18, 4)', { reportedNetIncome: 7800.1 }],
    ['是否有车辆', 'true', { ownsVehicle: true }],
    ['是否有车辆', '0::DOUBLE', { ownsVehicle: false }],
    ['入户核实日期', "DATE '2024-11-01'", { visitedOn: '2024-11-01' }],
    ['入户核实日期', "TIMESTAMP '2024-11-01 00:00:00'", { visitedOn: '2024-11-01' }],
    ['入户核实日期', '20241101::INTEGER', { visitedOn: '2024-11-01' }],
  ])('%s of %s', async (column, value, household) => {
    const { rows } = await readParquet(await parquet('typed.parquet', `SELECT ${value} AS "${column}"`));
    expect(rows).toMatchObject([{ household, issues: [] }]);
    expect(rows[0]?.household).toEqual(household);
  });

  test.each([
    ['户编号', '620100200001010011::DOUBLE'],
    ['户编号', '9007199254740992::DOUBLE'],
    ['家庭纯收入', '16777216::FLOAT'],
    ['家庭纯收入', "'nan'::DOUBLE"],
    ['家庭纯收入', "'inf'::DOUBLE"],
    ['家庭纯收入', '1e30::DOUBLE'],
    ['家庭纯收入', 'true'],
    ['是否有车辆', '2'],
    ['入户核实日期', "TIMESTAMP '2024-11-01 08:00:00'"],
  ])('%s of %s is told and unknown: it may not be what was entered', async (column, value) => {
    const { rows } = await readParquet(
      await parquet('doubtful.parquet', `SELECT ${value} AS "${column}", 'B' AS "户主姓名"`),
    );
    expect(rows[0]?.household).toEqual({ headName: 'B' });
    expect(rows[0]?.issues.map(({ code }) => code)).toEqual(['cellNotUnderstood']);
  });

  test('a column that gives no fact may be of any type', async () => {
    const path = await parquet(
      'nested.parquet',
      `SELECT 'A' AS "户编号", [1, 2] AS "甲列", {'户编号': 1} AS "乙列", TIMESTAMPTZ '2024-11-01 00:00:00+08' AS "丙列"`,
    );
    const list = await readParquet(path);
    expect(list.rows[0]?.household).toEqual({ householdId: 'A' });
    expect(list.unmapped.map(({ column }) => column)).toEqual(['甲列', '乙列', '丙列']);
  });
});

describe('what cannot be read is refused, and nothing is written', () => {
  const refusal = async (path: string, locale: 'zh-CN' | 'en' = 'zh-CN') => {
    const out = inFolder('refused/out.csv');
    written(folder, { 'refused/.keep': '' });
    const told = await refused((print) => assessCommand(path, { ...GANSU, locale, out }, print), locale);
    expect(told.prints).toEqual([]);
    expect(Object.keys(filesBelow(inFolder('refused')))).toEqual(['.keep']);
    return told.told.join('\n');
  };

  test('a column that gives a fact, and is no single value', async () => {
    const path = await parquet('unusable.parquet', `SELECT 'A' AS "户编号", ['因病'] AS "入户核实日期"`);
    expect(await refusal(path)).toBe(
      `${path}：“入户核实日期”一列的类型是 VARCHAR[]，不能当作一格的内容来读。请改成文本、数字、是否或日期（不带时区），再存一次。`,
    );
  });

  test.each(["TIMESTAMPTZ '2024-11-01 00:00:00+08'", "{'a': 1}", "MAP {'a': 1}", "TIME '10:00:00'"])(
    'a column of %s',
    async (value) => {
      const path = await parquet('unusable.parquet', `SELECT 'A' AS "户编号", ${value} AS "入户核实日期"`);
      await expect(readParquet(path)).rejects.toMatchObject({ code: 'columnUnusable' });
    },
  );

  test.each<[string, string | Uint8Array]>([
    ['text', '户编号\nA1\n'],
    ['nothing', ''],
    ['a mark only', 'PAR1PAR1'],
  ])('%s under the name of Parquet', async (_, content) => {
    written(folder, { 'broken.parquet': content });
    const error = await readParquet(inFolder('broken.parquet')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'fileUnreadable', zh: expect.stringContaining('Parquet') });
    expect(String(error)).not.toContain('A1');
  });

  test('a file that is cut off', async () => {
    const path = await parquetOfCells('cut.parquet', CELLS);
    writeFileSync(path, readFileSync(path).subarray(0, -40));
    await expect(readParquet(path)).rejects.toMatchObject({ code: 'fileUnreadable' });
  });

  test('text that is not UTF-8, without quoting it', async () => {
    const path = await parquet('garbled.parquet', String.raw`SELECT 'A\xFFB'::BLOB AS "户编号"`);
    expect(await refusal(path, 'en')).toBe(
      `${path}: It is no Parquet file that can be read, or it is damaged, or its text is not UTF-8. Save it again with the program that it comes from, or as "CSV UTF-8".`,
    );
  });

  test('a file that is not there', async () => {
    expect(await refusal(inFolder('none.parquet'))).toBe(
      `打不开文件 ${inFolder('none.parquet')}（ENOENT）。请检查路径和权限。`,
    );
  });

  test('a folder', async () => {
    written(folder, { 'folder.parquet/one.parquet': '' });
    await expect(readParquet(inFolder('folder.parquet'))).rejects.toMatchObject({ code: 'fileUnreadable' });
  });

  test('rows that would be taken for damaged ones in CSV', async () => {
    const path = await parquetOfCells('joined.parquet', [
      ['户编号', '户主姓名'],
      ['A1', 'x\nB1,y'],
    ]);
    await expect(readParquet(path)).rejects.toMatchObject({
      zh: expect.stringContaining('请去掉这些格子里的换行'),
    });
  });

  test('without DuckDB, with how to install it', async () => {
    const hook = `export const resolve = (name, context, next) => {
      if (name.startsWith('@duckdb/')) throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    };`;
    written(folder, {
      'hook.mjs': hook,
      'without.mjs': `import { register } from 'node:module'; register('./hook.mjs', import.meta.url);`,
    });
    const path = await parquetOfCells('plain.parquet', [['户编号'], ['A1']]);
    const withoutDuckDb = (...parameters: string[]) => {
      const start = ['--import', 'tsx', '--import', pathToFileURL(inFolder('without.mjs')).href, MAIN];
      const { status, stdout, stderr } = spawnSync(process.execPath, [...start, ...parameters], {
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    const shared = ['--region', '620000', '--on', GANSU.on];
    const missing = {
      status: 1,
      stdout: '',
      stderr:
        '读取 .parquet、用 --engine duckdb 判定，都要用 DuckDB，但没有安装，或不支持这台机器。请运行 npm install @duckdb/node-api 安装；或把名单另存为“CSV UTF-8”，不写 --engine。\n',
    };
    expect(withoutDuckDb('assess', path, ...shared)).toEqual(missing);
    written(folder, { 'plain.csv': '户编号\nA1\n' });
    expect(withoutDuckDb('assess', inFolder('plain.csv'), '--engine', 'duckdb', ...shared)).toEqual(missing);
    expect(withoutDuckDb('assess', inFolder('plain.csv'), ...shared)).toMatchObject({ status: 0 });
  });
});

describe('CSV that is too large for one text', () => {
  const pieces = async function* (text: string, size: number): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  };

  test.each([1, 7, 1_000])('is read as the same list in pieces of %i characters', async (size) => {
    const text = `\ufeff${cellsAsCsv(CELLS.slice(0, -2))}"open,1,2\nA,B\n004,,,,,,\n\n\n`;
    const whole = readList({ text, format: 'csv' });
    expect(new Set(whole.rows.map(({ readable }) => readable)).size).toBe(2);
    expect(await wholeList(await openSheet(pieces(text, size), { rows: 2, size: 1 }))).toEqual(whole);
  });

  test('is chosen by the size of the file', async () => {
    written(folder, { 'big.csv': demoLines.slice(0, 20).join('\r\n') });
    const [whole, inPieces] = await Promise.all(
      [undefined, 1].map((from) => openAnyList(inFolder('big.csv'), GANSU, from)),
    );
    expect(inPieces?.list).toEqual(whole?.list);
    written(folder, { 'other.csv': Uint8Array.of(0x8c, 0xcb, 0x94, 0xd4, 0x8d, 0x86, 0x0a) });
    await expect(openAnyList(inFolder('other.csv'), GANSU, 1)).rejects.toMatchObject({
      issues: [{ code: 'notUtf8' }],
    });
  });
});

describe('a long list', () => {
  const joined = async (pieces: AsyncIterable<string>): Promise<string> => {
    let text = '';
    for await (const piece of pieces) text += piece;
    return text;
  };
  const list = readList({ text: demoLines.slice(0, 12).join('\n'), format: 'csv' });
  const FULL: Telling = { locale: 'zh-CN', explain: true, ask: false };
  const BRIEF: Telling = { locale: 'en', explain: false, ask: false };
  const toldGroups = (groups: Iterable<readonly AssessedRow[]>, telling: Telling): readonly ToldRow[][] =>
    Array.from(groups, (group) => group.map((row) => tellRow(row, telling)));

  test('is decided the same without holding its assessments', async () => {
    const [held, lazy] = [100, 3].map((kept) => assessedRows(gansu2024, list, GANSU.on, kept));
    const text = (rows: readonly AssessedRow[] | undefined): Promise<string> =>
      joined(decisionPieces(toldGroups(inGroups(rows ?? []), FULL), 'ndjson', FULL));
    expect(await text(lazy)).toBe(await text(held));
    expect(held?.[0]?.assessment).toBe(held?.[0]?.assessment);
    expect(lazy?.[0]?.assessment).not.toBe(lazy?.[0]?.assessment);
  });

  test.each(['csv', 'json', 'ndjson'] as const)('is written as one text would be: %s', async (format) => {
    const writer = { csv: decisionsAsCsv, json: decisionsAsJson, ndjson: decisionsAsNdjson }[format];
    const rows = assessedRows(gansu2024, list, GANSU.on);
    for (const groups of [[rows], [rows.slice(0, 5), rows.slice(5, 6), rows.slice(6)], []])
      expect(await joined(decisionPieces(toldGroups(groups, BRIEF), format, BRIEF))).toBe(
        writer(decisionTable(groups.flat(), 'en', false)),
      );
  });

  test('is counted the same by what the summary reads', () => {
    const rows = [...assessedRows(gansu2024, list, GANSU.on), { row: unreadableRow(13, EMPTY_ROW) }];
    const counted = new CountedRows();
    const apart = rows.map((row) => {
      const alone = new CountedRows();
      alone.add(tellRow(row, BRIEF));
      counted.add(tellRow(row, BRIEF));
      return alone.rows[0];
    });
    expect(counted.rows).toHaveLength(12);
    for (const locale of ['zh-CN', 'en'] as const)
      expect(summaryLines(counted.rows, locale)).toEqual(summaryLines(apart, locale));
  });
});
