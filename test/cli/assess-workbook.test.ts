import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type AssessOptions, assessCommand } from '../../src/cli/assess-command.js';
import { CommandError } from '../../src/cli/command-error.js';
import { writeDecisions } from '../../src/cli/decision-output.js';
import type { AssessedList } from '../../src/cli/engine-list.js';
import { withDuckDb } from '../../src/duckdb.node.js';
import { gansu2024 } from '../decision/support.js';
import { printed, refused, temporaryFolder, written } from './support.js';

const DEMO = readFileSync(
  fileURLToPath(new URL('../../fixtures/demo/households.csv', import.meta.url)),
  'utf8',
);
const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;
const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);
written(folder, { 'list.csv': `${DEMO.split('\n').slice(0, 41).join('\n')}\n` });
const LIST = inFolder('list.csv');

const assessTo = async (name: string, options: Partial<AssessOptions> = {}) => {
  const out = inFolder(name);
  const result = await printed((print) => assessCommand(LIST, { ...GANSU, ...options, out }, print));
  return { ...result, out };
};

type Records = readonly Readonly<Record<string, string>>[];
const ndjson = async (options: Partial<AssessOptions> = {}): Promise<Records> => {
  const { out } = await assessTo('decisions.ndjson', options);
  return readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};
const json = async (options: Partial<AssessOptions>): Promise<Records> => {
  const { out } = await assessTo('decisions.json', options);
  return JSON.parse(readFileSync(out, 'utf8'));
};

/** A sheet of a workbook by its titles, as another library reads it; a blank is ''. */
async function sheetOf(path: string, name: string): Promise<readonly Map<string, unknown>[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet(name);
  const cells = (row: number): unknown[] =>
    Array.from(
      { length: sheet?.columnCount ?? 0 },
      (_, column) => sheet?.getCell(row, column + 1).value ?? '',
    );
  const titles = cells(1).map(String);
  return Array.from({ length: (sheet?.rowCount ?? 1) - 1 }, (_, index) => {
    const values = cells(index + 2);
    return new Map(titles.map((title, column) => [title, values[column]]));
  });
}

const TITLES: Readonly<Record<string, string>> = {
  householdId: '户编号',
  headName: '户主姓名',
  identification: '识别建议',
  category: '类别',
  tier: '困难程度',
  measures: '建议措施',
  exit: '退出建议',
  reason: '理由',
  missing: '还需查明',
  standards: '所用标准',
  issues: '读不出的内容',
  on: '研判日期',
  note: '说明',
};

describe('dixian assess --out 结果.xlsx', () => {
  test('writes the decisions that .ndjson has, and says so', async () => {
    const { out, code, text } = await assessTo('结果.xlsx');
    const [rows, records] = [await sheetOf(out, '判定结果'), await ndjson()];
    expect(code).toBe(0);
    expect(text).toContain(`40 行结果已写入 ${out}`);
    expect(rows.map((row) => row.get('行号'))).toEqual(records.map((record) => Number(record['row'])));
    for (const [key, title] of Object.entries(TITLES))
      expect(
        rows.map((row) => row.get(title)),
        title,
      ).toEqual(records.map((record) => record[key]));
  });

  test('has the four sheets, in both languages', async () => {
    const names = async (path: string): Promise<string[]> => {
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.readFile(path);
      return workbook.worksheets.map(({ name }) => name);
    };
    expect(await names((await assessTo('zh.xlsx')).out)).toEqual(['汇总', '判定结果', '问题', '列名对照']);
    expect(await names((await assessTo('en.xlsx', { locale: 'en' })).out)).toEqual([
      'Summary',
      'Decisions',
      'Issues',
      'Columns',
    ]);
  });

  test('is the same bytes each time', async () => {
    const [first, second] = [await assessTo('a.xlsx'), await assessTo('b.xlsx')];
    expect(readFileSync(first.out).equals(readFileSync(second.out))).toBe(true);
  });

  test('has the columns of the list beside the decisions, text for text, where that is asked for', async () => {
    const { out } = await assessTo('with.xlsx', { withInput: true });
    const rows = await sheetOf(out, '判定结果');
    const [header = '', first = ''] = DEMO.replace('\ufeff', '').split('\n');
    const expected = new Map(
      header
        .trim()
        .split(',')
        .map((name, index) => [name, first.trim().split(',')[index]]),
    );
    expect(rows[0]?.get('原表：户编号')).toBe(expected.get('户编号'));
    expect(rows[0]?.get('家庭纯收入（元）')).toBe(expected.get('家庭纯收入（元）'));
    expect(rows[0]?.get('识别监测时间')).toBe(expected.get('识别监测时间'));
    expect(rows.length).toBe(40);
    expect([...(rows[0]?.keys() ?? [])].some((title) => title.startsWith('原表：'))).toBe(true);
  });
});

describe('the other formats', () => {
  test('.parquet holds what .ndjson holds, column for column', async () => {
    const { out } = await assessTo('结果.parquet');
    const rows = await withDuckDb(async (connection) =>
      (await connection.runAndReadAll('SELECT * FROM read_parquet($1)', [out])).getRowObjects(),
    );
    const records = await ndjson();
    expect(rows).toEqual(records);
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(records[0] ?? {}));
  });

  test.each([
    ['ndjson', ndjson],
    ['json', json],
  ])('.%s has the columns of the list behind those of the decisions', async (_, records) => {
    const [plain, withInput] = [await records({}), await records({ withInput: true })];
    const own = Object.keys(plain[0] ?? {});
    expect(Object.keys(withInput[0] ?? {}).slice(0, own.length)).toEqual(own);
    expect(withInput[0]).toMatchObject(plain[0] ?? {});
    expect(withInput[0]?.['原表：户编号']).toBe('D0001');
  });

  test('.csv keeps its guard against formulas in the columns of the list', async () => {
    const lines = DEMO.split('\n').slice(0, 2);
    written(folder, { 'formula.csv': `${lines[0]?.trim()}\r\n${lines[1]?.trim()}=1+1\r\n` });
    const out = inFolder('guarded.csv');
    await printed((print) =>
      assessCommand(inFolder('formula.csv'), { ...GANSU, out, withInput: true }, print),
    );
    const text = readFileSync(out, 'utf8');
    expect(text).toContain("'=1+1");
    expect(text).not.toMatch(/(?:^|,)=1\+1/);
  });
});

describe('what must not happen', () => {
  const listOf = (parts: Partial<AssessedList>): AssessedList => ({
    engine: 'javascript',
    policy: gansu2024.policy,
    head: { mapping: [], unmapped: [], issues: [] },
    counts: { rows: 0, unreadable: 0, repeated: 0 },
    groups: async function* () {},
    told: async function* () {},
    ...parts,
  });

  test.each(['xls', 'et', 'txt', ''])(
    'a name that ends in "%s" is refused before anything is decided',
    async (ending) => {
      const out = inFolder(`refused.${ending}`);
      const { told, prints } = await refused((print) => assessCommand(LIST, { ...GANSU, out }, print));
      expect(told.join('\n')).toMatch(/请用 \.xlsx、\.csv、\.json、\.ndjson 或 \.parquet/);
      expect(prints).toEqual([]);
      expect(existsSync(out)).toBe(false);
    },
  );

  describe.each(['javascript', 'duckdb'] as const)('by the engine %s', (engine) => {
    test.each([
      ['filled up with commas', ','],
      ['as it was typed', ''],
    ])('amounts whose unit stands below the table are not decided on: %s', async (_, comma) => {
      const lines = DEMO.replaceAll('（元）', '').split('\n').slice(0, 6);
      const commas = comma.repeat((lines[0]?.split(',').length ?? 0) - 1);
      written(folder, { 'unit-below.csv': `${lines.join('\n')}\n注：金额单位为万元。${commas}\n` });
      const out = inFolder(`unit-below.${engine}.csv`);
      const running = printed((print) =>
        assessCommand(inFolder('unit-below.csv'), { ...GANSU, engine, out }, print),
      );
      await expect(running).rejects.toMatchObject({
        issues: [{ code: 'unitBelowTable', params: { unit: '万元' } }],
      });
      expect(existsSync(out)).toBe(false);
    });

    test.each([
      ['2022年度', true],
      ['2024年', false],
    ])('a title of %s is told: %s', async (year, isTold) => {
      const lines = `某县${year}农户情况表\n${DEMO.replace('\ufeff', '').split('\n').slice(0, 6).join('\n')}\n`;
      written(folder, { 'titled.csv': lines });
      const { lines: printedLines } = await printed((print) =>
        assessCommand(inFolder('titled.csv'), { ...GANSU, engine }, print),
      );
      expect(printedLines.some((line) => line.includes('表头上方写着2022年'))).toBe(isTold);
    });
  });

  test('a list that is longer than a sheet is refused before a row is taken', async () => {
    let isTaken = false;
    const list = listOf({
      counts: { rows: 1_048_576, unreadable: 0, repeated: 0 },
      told: async function* () {
        isTaken = true;
        yield [];
      },
    });
    await expect(writeDecisions(inFolder('long.xlsx'), list, GANSU)).rejects.toMatchObject({
      zh: expect.stringMatching(/最多 1048575 行.*\.csv 或 \.parquet/),
    });
    expect(isTaken).toBe(false);
    expect(existsSync(inFolder('long.xlsx'))).toBe(false);
  });

  test('a list that is wider than a sheet is refused where its columns are to stand beside the decisions', async () => {
    const columns = Array.from({ length: 16_384 }, (_, index) => `列${index}`);
    const list = listOf({ head: { mapping: [], unmapped: [], issues: [], columns } });
    await expect(writeDecisions(inFolder('wide.xlsx'), list, GANSU)).rejects.toMatchObject({
      zh: expect.stringMatching(/最多 16384 列/),
    });
    expect(existsSync(inFolder('wide.xlsx'))).toBe(false);
  });

  test.each(['xlsx', 'parquet', 'csv', 'ndjson'])(
    'a run that breaks off leaves the .%s of before, and nothing beside it',
    async (ending) => {
      const own = join(temporaryFolder(), `结果.${ending}`);
      writeFileSync(own, 'before');
      const list = listOf({
        counts: { rows: 2, unreadable: 0, repeated: 0 },
        told: async function* () {
          yield [];
          throw new Error('断了');
        },
      });
      await expect(writeDecisions(own, list, GANSU)).rejects.toThrow('断了');
      expect(readFileSync(own, 'utf8')).toBe('before');
      expect(readdirSync(join(own, '..'))).toEqual([`结果.${ending}`]);
    },
  );

  test.each(['xlsx', 'parquet'])('a .%s that cannot be written is told', async (ending) => {
    const out = inFolder(`no-such-folder/结果.${ending}`);
    const writing = writeDecisions(out, listOf({}), GANSU);
    await expect(writing).rejects.toBeInstanceOf(CommandError);
    await expect(writing).rejects.toMatchObject({ zh: `写不了 ${out}（ENOENT），没有写入任何结果。` });
  });
});
