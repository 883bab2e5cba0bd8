import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AssessOptions, assessCommand } from '../../src/cli/assess-command.js';
import { withAssessedList } from '../../src/cli/assess-engine.js';
import { type DuckDbLimits, withListInDuckDb } from '../../src/cli/engine-duckdb.js';
import { withListInMemory } from '../../src/cli/engine-javascript.js';
import type { AssessedList, Engine } from '../../src/cli/engine-list.js';
import { explainCommand } from '../../src/cli/explain-command.js';
import { withDuckDb } from '../../src/duckdb.node.js';
import { DuckDbList } from '../../src/duckdb-list.node.js';
import { readParquet } from '../../src/parquet.node.js';
import { decisionTable } from '../../src/tables/decision-rows.js';
import { listInOneBatch } from '../../src/tables/list-in-batches.js';
import { cellsAsCsv } from '../../src/tables/write-sheet.js';
import { assessorFor } from '../decision/support.js';
import { readFixtures } from '../support/household-fixtures.js';
import { carRule, filesBelow, head, printed, refused, temporaryFolder, written } from './support.js';

const DEMO = fileURLToPath(new URL('../../fixtures/demo/households.csv', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TSX = createRequire(import.meta.url).resolve('tsx');
const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;
const HENAN = { region: '410000', on: '2026-06-01', locale: 'en' } as const;
const ZHEJIANG = { region: '330000', on: '2025-06-30', locale: 'zh-CN' } as const;
const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);
const demoLines = readFileSync(DEMO, 'utf8').trimEnd().split(/\r?\n/);
const demo = (rows: number): string => `${demoLines.slice(0, rows + 1).join('\n')}\n`;

/** What a run prints and writes, down to the byte. */
async function run(path: string, engine: Engine, ending: string, options: AssessOptions) {
  const out = inFolder(`${engine}/out.${ending}`);
  mkdirSync(inFolder(engine), { recursive: true });
  const shown = { ...options, engine, ...(ending === '' ? {} : { out }) };
  const { code, text } = await printed((print) => assessCommand(path, shown, print));
  return {
    code,
    text: text.replaceAll(out, 'out'),
    written: ending === '' ? '' : readFileSync(out, 'utf8'),
  };
}

/** Both engines say and write the same. @returns what that is. */
async function same(path: string, ending: string, options: AssessOptions) {
  const expected = await run(path, 'javascript', ending, options);
  expect(await run(path, 'duckdb', ending, options)).toEqual(expected);
  return expected;
}

/** Everything that comes out of a list. */
async function rowsOf(list: AssessedList): Promise<unknown> {
  const rows: unknown[] = [];
  for await (const group of list.groups())
    for (const { row, assessment } of group)
      rows.push([row, decisionTable([{ row, ...(assessment && { assessment }) }], 'zh-CN', false).rows]);
  return { head: list.head, counts: list.counts, rows };
}

describe('a Parquet file of many rows', () => {
  /** Rows so long that the file is read piece by piece, and one number that is no UTF-8, if one is asked for. */
  const made = async (rows: number, unreadable = -1): Promise<string> => {
    const path = inFolder('many.parquet');
    await withDuckDb((connection) =>
      connection.run(
        `COPY (SELECT CASE WHEN range = ${unreadable} THEN '\\xFF\\xFE'::BLOB ELSE encode('H' || range) END AS "户编号",
'是' AS "是否有车辆", repeat(md5(range::VARCHAR), 30) AS "备注" FROM range(${rows})) TO '${path}' (ROW_GROUP_SIZE 2048)`,
      ),
    );
    return path;
  };

  test('is read to its last row while DuckDB decides the first ones', async () => {
    const path = await made(12_000);
    const counts = await withListInDuckDb(path, GANSU, async (list) => list.counts, { rowsAtOnce: 4_000 });
    expect(counts).toEqual({ rows: 12_000, unreadable: 0, repeated: 0 });
  });

  test('that cannot be read from some row on is refused, not cut off there', async () => {
    const path = await made(60_000, 55_000);
    await expect(readParquet(path)).rejects.toMatchObject({ code: 'fileUnreadable' });
  });

  test('that is damaged is refused before anything is written', async () => {
    const path = await made(4_000);
    const bytes = readFileSync(path);
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 60_000);
    writeFileSync(path, bytes);
    const out = inFolder('damaged.csv');
    const { told, prints } = await refused((print) =>
      assessCommand(path, { ...GANSU, engine: 'duckdb', out }, print),
    );
    expect(told.join()).toMatch(/不是可以读的 Parquet 文件，或已损坏/);
    expect(prints).toEqual([]);
    expect(readdirSync(folder)).not.toContain('damaged.csv');
  });
});

describe('both engines print and write the same, byte for byte', () => {
  test.each<[string, string, AssessOptions]>([
    ['csv', 'csv', { ...GANSU, explain: true, by: 'township' }],
    ['json, English', 'json', { ...HENAN, by: 'village' }],
    ['ndjson', 'ndjson', { ...ZHEJIANG, explain: true }],
    ['nothing but the reasons', '', { ...GANSU, locale: 'en', explain: true }],
  ])('of the demo list: %s', async (_, ending, options) => {
    written(folder, { 'demo.csv': demo(24) });
    const { text, written: file } = await same(inFolder('demo.csv'), ending, options);
    expect(text).toContain('24');
    if (ending !== '') expect(file).toContain('D0024');
  });

  test('of rows that JSON reads and cannot write', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    written(folder, {
      'odd.ndjson': `{"householdId":"A","reportedNetIncome":1e400}\n{"householdId":"B","x":${deep}}\n{"householdId":"C"}\n`,
    });
    const { written: file } = await same(inFolder('odd.ndjson'), 'csv', GANSU);
    expect(file.trimEnd().split('\n')).toHaveLength(4);
    expect(file).toMatch(/reportedNetIncome|纯收入/);
  });

  test('of a list with lists of members, as NDJSON, JSON and Parquet of its columns', async () => {
    const households = readFixtures()
      .filter((_, index) => index % 60 === 0)
      .map(({ household }, index) => ({ householdId: `F${index % 10}`, ...(household as object) }));
    expect(households.some((each) => 'members' in each)).toBe(true);
    const lines = households.map((each) => JSON.stringify(each));
    written(folder, {
      'fixtures.ndjson': [...lines.slice(0, 3), '{"broken', '', '[]', ...lines.slice(3), '', ''].join('\n'),
      'fixtures.json': { households },
    });
    const { text, code } = await same(inFolder('fixtures.ndjson'), 'csv', GANSU);
    expect(text).toContain('读不出 3 行');
    expect(code).toBe(2);
    await same(inFolder('fixtures.json'), 'ndjson', HENAN);
    written(folder, { 'some.csv': demo(9) });
    const parquet = inFolder('some.parquet');
    await withDuckDb((connection) =>
      connection.run(
        `COPY (SELECT * FROM read_csv('${inFolder('some.csv')}', all_varchar = true)) TO '${parquet}'`,
      ),
    );
    expect(await same(parquet, 'csv', GANSU)).toEqual(await same(inFolder('some.csv'), 'csv', GANSU));
  });

  test('the receipts too, but for their salts', async () => {
    // A column that stands twice gives no fact, and the receipt says so.
    const twice = demoLines.slice(0, 6).map((line, row) => `${line},${row === 0 ? '是否有车辆' : '是'}\n`);
    written(folder, { 'demo.csv': `${twice.join('')}D0001,x\n` });
    const receipts = async (engine: Engine): Promise<unknown> => {
      rmSync(inFolder('receipts'), { recursive: true, force: true });
      const options = { ...GANSU, engine, receipts: inFolder('receipts') };
      const told = await printed((print) => assessCommand(inFolder('demo.csv'), options, print));
      const lines = (name: string): unknown[] =>
        readFileSync(join(inFolder('receipts'), name), 'utf8')
          .trimEnd()
          .split('\n')
          .map(unsalted);
      return [
        told,
        lines('facts.ndjson'),
        lines('receipts.ndjson'),
        readdirSync(inFolder('receipts/policies')),
      ];
    };
    const expected = await receipts('javascript');
    expect(JSON.stringify(expected)).toContain('"unusable":["ownsVehicle"]');
    expect(await receipts('duckdb')).toEqual(expected);
  });
});

/** A line of receipts or facts without the salt, and the digest that it goes into. */
const unsalted = (line: string): unknown =>
  JSON.parse(line, (key, value: unknown) => (key === 'salt' || key === 'digest' ? '…' : value));

/** Headers with cells that stand under them: plain ones, and such as cannot be read. */
const COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  ['户编号', ['A1', 'A2', 'Ａ１', ' A1 ', '003', '', 'x'.repeat(201), '“甲”,乙']],
  ['户主姓名', ['王某', '=1+1', '李\n某', '', '\ufeff张']],
  ['家庭人口数', ['3', '4', '0', '-1', '三', '2.5', '', '1e2']],
  ['劳动力人数', ['1', '2', '9', '']],
  ['工资性收入（元）', ['12460', '7,800.50', '0', '0.001', '约三万', '', '23400', '23399.99']],
  ['家庭纯收入（万元）', ['2.34', '2.339999', '3', '-0.5', '二', '']],
  ['家庭人均纯收入（元）', ['7800', '7799.99', '7800.01', '']],
  ['理赔收入（元）', ['0', '100', '']],
  ['合规自付支出（元）', ['0', '30000', '999999999999', '']],
  ['收入核算起始月', ['202311', '2023-11', '2024-13', '']],
  ['收入核算截止月', ['202410', '2024年10月', '']],
  ['住房安全等级', ['A', 'D', 'C级', 'E', '']],
  ['是否饮水出现安全问题', ['是', '否', '也许', '无', '']],
  ['入户核实日期', ['2024-10-27', '2024-10', '2024-02-30', '45000', '']],
  ['入户核实风险', ['因病', '因学、因灾', '无风险', '因命', '']],
  ['是否有自主应对能力', ['是', '否', '']],
  ['是否有车辆', ['是', '否', '']],
  ['监测状态', ['风险未消除', '未纳入', '风险已消除', '不知', '']],
  ['监测对象类别', ['突发严重困难户', '边缘易致贫户', '']],
  ['识别监测时间', ['202205', '2022-05-06', '']],
  ['致贫/返贫风险1', ['因病', '因残', '']],
  ['致贫/返贫风险2', ['因学', '因病', '没有', '']],
  ['收入是否稳定', ['是', '否', '']],
  ['乡镇', ['甲山镇', '乙水镇', '']],
  ['是否有车辆', ['是', '否']],
  ['备注', ['一行', '"', '']],
  ['没有的列', ['1']],
];

const sheet = fc
  .tuple(
    fc.uniqueArray(fc.nat(COLUMNS.length - 1), { minLength: 8, maxLength: COLUMNS.length }),
    fc.array(fc.array(fc.nat(), { minLength: COLUMNS.length, maxLength: COLUMNS.length }), {
      minLength: 12,
      maxLength: 24,
    }),
    fc.array(fc.tuple(fc.nat(24), fc.constantFrom('', ',,,', '"open,1', 'too,few')), { maxLength: 3 }),
  )
  .map(([chosen, draws, odd]) => {
    const columns = chosen.map((index) => COLUMNS[index] as (typeof COLUMNS)[number]);
    const cells = draws.map((draw) =>
      columns.map(([, choices], index) => choices[(draw[index] as number) % choices.length] as string),
    );
    const lines = [columns.map(([name]) => name), ...cells].map((row) => cellsAsCsv([row]));
    for (const [at, line] of odd) lines.splice(Math.min(at, lines.length - 1) + 1, 0, `${line}\n`);
    return lines.join('');
  });

describe('whatever stands in a sheet', () => {
  const runs = Number(process.env['DIXIAN_RUNS'] ?? 2);
  test.each<[string, AssessOptions]>([
    ['Gansu 2024', GANSU],
    ['Henan 2026', HENAN],
    ['Zhejiang 2025', ZHEJIANG],
  ])(
    '%s',
    async (_, options) => {
      await fc.assert(
        fc.asyncProperty(sheet, fc.constantFrom('csv', 'ndjson'), async (text, ending) => {
          written(folder, { 'random.csv': text });
          await same(inFolder('random.csv'), ending, { ...options, by: 'township' });
        }),
        // Each run takes seconds: the list that failed is told as it is.
        { numRuns: runs, endOnFailure: true },
      );
    },
    1_000_000,
  );
});

describe('a list that is read and decided in pieces', () => {
  const pieces: DuckDbLimits = { wholeUpTo: 0, rowsAtOnce: 7 };
  test.each<[string, string]>([
    ['list.csv', `${demo(1)}${demoLines[1]}\n\n,\n${demo(20).replace(/^.*\n/, '')}\n\n`],
    [
      'list.ndjson',
      `\ufeff{"householdId":"A"}\n\n{"householdId":"Ａ "}\r\n\ufeff{}\n{"householdId":7}\n\n \n`,
    ],
    ['empty.ndjson', '\n'],
  ])('is the same list: %s', async (name, text) => {
    written(folder, { [name]: text });
    const expected = await withListInMemory(inFolder(name), GANSU, rowsOf);
    expect(await withListInDuckDb(inFolder(name), GANSU, rowsOf, pieces)).toEqual(expected);
  });

  test.each([
    ['empty.csv', ''],
    ['unknown.csv', 'abc,def\n1,2\n'],
  ])('of which nothing can be read is refused: %s', async (name, text) => {
    written(folder, { [name]: text });
    const refusal = { issues: [{ code: 'noHeader' }] };
    await expect(withListInMemory(inFolder(name), GANSU, rowsOf)).rejects.toMatchObject(refusal);
    await expect(withListInDuckDb(inFolder(name), GANSU, rowsOf, pieces)).rejects.toMatchObject(refusal);
  });

  test('also where lines are cut by batches', async () => {
    const lines = Array.from({ length: 9_000 }, (_, index) =>
      index % 100 === 99 ? ' ' : `{"householdId":"${index % 8_000}","headName":"户主${index}"}`,
    );
    written(folder, { 'lines.ndjson': `${lines.join('\n')}\n\n\n` });
    const counts = (list: AssessedList) => Promise.resolve(list.counts);
    const expected = await withListInMemory(inFolder('lines.ndjson'), GANSU, counts);
    expect(expected).toEqual({ rows: 8_999, unreadable: 89, repeated: 990 });
    const found = await withListInDuckDb(inFolder('lines.ndjson'), GANSU, counts, {
      wholeUpTo: 0,
    });
    expect(found).toEqual(expected);
  });

  test('with bytes that are no UTF-8 is refused', async () => {
    for (const name of ['bad.csv', 'bad.ndjson']) {
      written(folder, { [name]: Uint8Array.of(0x7b, 0xbb, 0xa7, 0x0a) });
      await expect(withListInDuckDb(inFolder(name), GANSU, rowsOf, pieces)).rejects.toMatchObject({
        issues: [{ code: 'notUtf8' }],
      });
    }
  });
});

describe('what decides', () => {
  const list = listInOneBatch({
    rows: [{ row: 2, household: { headName: '甲', ownsVehicle: true }, issues: [], readable: true }],
    mapping: [],
    unmapped: [],
    issues: [],
  });
  const decidedBy = (region: string, on: string, household: object) => {
    const assessor = assessorFor(region, on);
    const assess = vi.fn(assessor.assess);
    return withDuckDb(async (connection) => {
      const batches = listInOneBatch({
        ...list.head,
        rows: [{ row: 2, household, issues: [], readable: true }],
      });
      const stored = await DuckDbList.of(connection, { ...assessor, assess }, on, batches, () => {});
      for await (const [row] of stored.groups())
        expect(row?.assessment?.rules).toEqual(assessor.assess(household, { on }).rules);
      return { isDecidedInSql: stored.isDecidedInSql, byAssessor: assess.mock.calls.length };
    });
  };

  test.each([GANSU, HENAN, ZHEJIANG])('is SQL: $region $on', async ({ region, on }) => {
    expect(await decidedBy(region, on, { headName: '甲', ownsVehicle: true })).toEqual({
      isDecidedInSql: true,
      byAssessor: 0,
    });
  });

  test('also where a fact cannot be used', async () => {
    const household = { householdId: '1', ownsVehicle: '也许', reportedNetIncome: -1e30 };
    expect(await decidedBy('620000', '2024-11-01', household)).toMatchObject({ byAssessor: 0 });
  });

  test('is the assessor where a rule cannot be said in SQL', async () => {
    const rule = {
      ...carRule('oddName'),
      conditions: { all: [{ fact: 'headName', operator: 'equal', value: 'a\\b' }] },
    };
    written(folder, {
      'packs/pack.json': head('odd', '620000'),
      'packs/rules.json': { kind: 'rules', rules: [rule] },
      'odd.csv': '户编号,户主姓名\n1,a\\b\n2,甲\n',
    });
    const { text } = await same(inFolder('odd.csv'), 'csv', { ...GANSU, packs: [inFolder('packs')] });
    expect(text).toContain('需要核对的户');
  });
});

describe('the engine is chosen', () => {
  const engineOf = async (path: string, limits: { bytes: number; rows: number }, engine?: Engine) => {
    const list = { ...GANSU, ...(engine === undefined ? {} : { engine }) };
    return withAssessedList(path, list, async (opened) => opened.engine, limits);
  };

  test.each<[string, { bytes: number; rows: number }, Engine | undefined, Engine]>([
    ['two.csv', { bytes: 1_000, rows: 1 }, undefined, 'javascript'],
    ['two.csv', { bytes: 1, rows: 1_000 }, undefined, 'duckdb'],
    ['two.csv', { bytes: 1, rows: 1 }, 'javascript', 'javascript'],
    ['two.csv', { bytes: 1_000, rows: 1_000 }, 'duckdb', 'duckdb'],
    ['two.ndjson', { bytes: 1, rows: 1_000 }, undefined, 'duckdb'],
    ['two.json', { bytes: 1, rows: 1 }, undefined, 'javascript'],
    ['two.json', { bytes: 1, rows: 1 }, 'duckdb', 'duckdb'],
    ['two.parquet', { bytes: 1, rows: 2 }, undefined, 'javascript'],
    ['two.parquet', { bytes: 1_000_000, rows: 1 }, undefined, 'duckdb'],
    ['two.parquet', { bytes: 1, rows: 1 }, 'javascript', 'javascript'],
  ])('by format and size: %s of more than %o, asked for %s: %s', async (name, limits, asked, expected) => {
    written(folder, {
      'two.csv': '户编号\n1\n2\n',
      'two.ndjson': '{}\n{}\n',
      'two.json': [{}, {}],
    });
    await withDuckDb((connection) =>
      connection.run(`COPY (SELECT '1' AS "户编号" UNION ALL SELECT '2') TO '${inFolder('two.parquet')}'`),
    );
    expect(await engineOf(inFolder(name), limits, asked)).toBe(expected);
  });
});

describe('a run that comes to no end leaves nothing behind', () => {
  const temporary = inFolder('temporary');
  beforeEach(() => {
    mkdirSync(temporary, { recursive: true });
    vi.stubEnv('TMPDIR', temporary);
    expect(tmpdir()).toBe(temporary);
  });
  afterEach(() => vi.unstubAllEnvs());
  const left = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('dixian-'));

  test('where it fails in the middle, and where it does not', async () => {
    written(folder, { 'demo.csv': demo(12) });
    let during: string[] = [];
    const failing = withListInDuckDb(inFolder('demo.csv'), GANSU, async (list) => {
      for await (const _ of list.groups()) during = left();
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(during).toHaveLength(1);
    expect(left()).toEqual([]);
    await withListInDuckDb(inFolder('demo.csv'), GANSU, rowsOf);
    expect(left()).toEqual([]);
  });

  test('where the result cannot be written', async () => {
    written(folder, { 'demo.csv': demo(3), 'there/.keep': '' });
    const out = inFolder('there/none/out.csv');
    const { told } = await refused((print) =>
      assessCommand(inFolder('demo.csv'), { ...GANSU, engine: 'duckdb', out }, print),
    );
    expect(told).toEqual([`写不了 ${out}（ENOENT），没有写入任何结果。`]);
    expect(Object.keys(filesBelow(inFolder('there')))).toEqual(['.keep']);
    expect(left()).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('where it is told to end: %s', async (signal) => {
    written(folder, {
      'long.csv': `${demoLines[0]}\n${demoLines.slice(1).join('\n').concat('\n').repeat(40)}`,
      'ended/.keep': '',
    });
    const out = inFolder('ended/out.csv');
    const parameters = ['assess', inFolder('long.csv'), '--region', '620000', '--on', '2024-11-01'];
    const child = spawn(
      process.execPath,
      ['--import', TSX, MAIN, ...parameters, '--engine', 'duckdb', '--out', out],
      { env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let told = '';
    child.stderr.on('data', (piece: Buffer) => {
      told += piece.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // Half of the result is there: then it is in the middle.
    await vi.waitUntil(() => readdirSync(inFolder('ended')).some((name) => name.endsWith('.tmp')), {
      timeout: 50_000,
      interval: 5,
    });
    expect(left()).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toBe(1);
    expect(told).toBe('已中断。没有写完的文件和临时目录都已删除。\n');
    expect(Object.keys(filesBelow(inFolder('ended')))).toEqual(['.keep']);
    expect(left()).toEqual([]);
  });

  test.each([
    ['SIGTERM', 'csv'],
    ['SIGINT', 'xlsx'],
  ] as const)('where it is told to end in JavaScript: %s, .%s', async (signal, format) => {
    written(folder, {
      'long.csv': `${demoLines[0]}\n${demoLines.slice(1).join('\n').concat('\n').repeat(40)}`,
      [`told-${format}/.keep`]: '',
    });
    const target = inFolder(`told-${format}`);
    const child = spawn(
      process.execPath,
      [
        ...[
          '--import',
          TSX,
          MAIN,
          'assess',
          inFolder('long.csv'),
          '--region',
          '620000',
          '--on',
          '2024-11-01',
        ],
        ...['--engine', 'javascript', '--out', join(target, `out.${format}`)],
      ],
      { stdio: 'ignore' },
    );
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, by) => resolve(by)));
    await vi.waitUntil(() => readdirSync(target).some((name) => name.endsWith('.tmp')), {
      timeout: 50_000,
      interval: 5,
    });
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(Object.keys(filesBelow(target))).toEqual(['.keep']);
  });

  test('where the temporary folder cannot be made', async () => {
    vi.stubEnv('TMPDIR', inFolder('no-such-folder'));
    written(folder, { 'demo.csv': demo(3) });
    await expect(withListInDuckDb(inFolder('demo.csv'), GANSU, rowsOf)).rejects.toMatchObject({
      zh: expect.stringContaining('写不了临时目录'),
    });
  });

  test('where there is no room', async () => {
    written(folder, { 'demo.csv': demo(300) });
    const small = withListInDuckDb(inFolder('demo.csv'), GANSU, rowsOf, { memory: 1 });
    await expect(small).rejects.toMatchObject({ zh: expect.stringContaining('空间不够') });
    expect(left()).toEqual([]);
  });
});

describe('dixian explain on a long list', () => {
  const explained = (path: string, household: string, wholeUpTo?: number) =>
    printed((print) => explainCommand(path, { ...GANSU, household, as: 'case-file' }, print, wholeUpTo));

  test.each(['D0003', 'Ｄ０００３', 'D0017'])('finds a household in pieces of it: %s', async (household) => {
    const doubled = demoLines[3]?.replace('D0003', 'Ｄ０００３') as string;
    written(folder, { 'long.csv': `${demo(20)}${doubled}\n${demoLines[3]}\n` });
    const expected = await explained(inFolder('long.csv'), household);
    expect(expected.text).toContain(household);
    expect(expected.text.includes('户编号与第')).toBe(household !== 'D0017');
    expect(await explained(inFolder('long.csv'), household, 0)).toEqual(expected);
  });

  test('says how many rows it has looked at', async () => {
    written(folder, { 'long.csv': demo(20) });
    const { told } = await refused((print) =>
      explainCommand(inFolder('long.csv'), { ...GANSU, household: 'Z', as: 'case-file' }, print, 0),
    );
    expect(told[0]).toContain('名单的 20 行里没有');
  });
});
