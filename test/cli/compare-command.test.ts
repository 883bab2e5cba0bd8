import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CompareOptions, compareCommand } from '../../src/cli/compare-command.js';
import { withDuckDb } from '../../src/duckdb.node.js';
import { type Assessor, compile, resolvePolicy } from '../../src/index.js';
import { decisionTable } from '../../src/tables/decision-rows.js';
import { decisionsAsCsv, decisionsAsJson, decisionsAsNdjson, readList } from '../../src/tables/index.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { decision, type GivenDecision, tableOf } from '../tables/compare-support.js';
import { filesBelow, printed, refused, temporaryFolder, written } from './support.js';

const folder = temporaryFolder();
const demo = readList({
  text: readFileSync(new URL('../../fixtures/demo/households.csv', import.meta.url), 'utf8'),
  format: 'csv',
});
const assessorOn = (on: string): Assessor => compile(resolvePolicy(SHIPPED_FILES, { region: '620000', on }));
const decidedOn = (on: string) => {
  const assessor = assessorOn(on);
  const rows = demo.rows
    .slice(0, 130)
    .map((row) => ({ row, assessment: assessor.assess(row.household as object, { on }) }));
  return decisionTable(rows, 'zh-CN', false);
};
const [before, after] = [decidedOn('2023-11-01'), decidedOn('2024-11-01')];
written(folder, {
  'old.csv': decisionsAsCsv(before),
  'old.json': decisionsAsJson(before),
  'old.ndjson': decisionsAsNdjson(before),
  'new.csv': decisionsAsCsv(after),
});
const file = (name: string, decisions?: readonly GivenDecision[]): string => {
  if (decisions !== undefined) written(folder, { [name]: decisionsAsCsv(tableOf(decisions)) });
  return join(folder, name);
};
const compare = (old: string, now: string, options: Partial<CompareOptions> = {}) =>
  printed((print) => compareCommand(old, now, { locale: 'zh-CN', ...options }, print));

describe('dixian compare', () => {
  test('says who is decided otherwise, and by which parameter and rule', async () => {
    const { code, text } = await compare(file('old.csv'), file('new.csv'));
    expect(code).toBe(0);
    expect(text).toContain('旧结果：研判日期 2023年11月1日，区划 620000，政策 ');
    expect(text).toMatch(/结论有变化 +6\n/);
    expect(text).toContain('防止返贫致贫收入标准（监测范围）由 7,200.00 元/人·年 改为 7,800.00 元/人·年');
    expect(text).toContain('D0100 第 101 行：识别建议由“不建议纳入”变为“建议纳入”');
    expect(text).toContain('新依据的规则：“收入低于标准且有自身无法应对的风险”');
    expect(text).toContain('以上为辅助建议，须经民主评议、审核和县级审定。');
  });

  test.each(['old.json', 'old.ndjson'])('says the same of %s, but for the row numbers', async (name) => {
    const plain = (text: string): string => text.replace(/第 \d+ 行/g, '');
    const [other, csv] = [
      await compare(file(name), file('new.csv')),
      await compare(file('old.csv'), file('new.csv')),
    ];
    expect(plain(other.text)).toBe(plain(csv.text));
  });

  test.each(['old.csv', 'old.json', 'old.ndjson'])(
    'a file against itself: nothing has changed (%s)',
    async (name) => {
      const { code, text } = await compare(file(name), file(name));
      expect([code, text.includes('两份结果没有变化。')]).toEqual([0, true]);
      expect(text).not.toContain('不一定都是原因');
    },
  );

  test('does not call every parameter that is other a cause', async () => {
    const { text } = await compare(file('old.csv'), file('new.csv'));
    expect(text).toContain('哪些规则和参数不同（不一定都是原因');
    expect(text).not.toContain('原因：');
  });

  test.each([
    ['zh-CN', '风险：增加因病、因学，去掉因残'],
    ['en', 'risks: added 因病, 因学, and removed 因残'],
  ] as const)('tells what came from what went (%s)', async (locale, told) => {
    const { text } = await compare(
      file('fewer.csv', [decision('1', { risks: '因残、因灾' })]),
      file('more.csv', [decision('1', { risks: '因灾、因病、因学' })]),
      { locale },
    );
    expect(text).toContain(told);
  });

  test('has single quotation marks within others', async () => {
    const { text } = await compare(
      file('before.csv', [decision('1', { tier: '“三保障”未解决' })]),
      file('after.csv', [decision('1', { tier: '一般' })]),
    );
    expect(text).toContain('困难程度由“‘三保障’未解决”变为“一般”');
  });

  test('in English where the decisions are', async () => {
    const english = (identification: string) =>
      file(`${identification.length}.csv`, [decision('1', { identification })]);
    const { text } = await compare(english('advised: identify'), english('to be verified'), { locale: 'en' });
    expect(text).toContain('identification from "advised: identify" to "to be verified"');
    // Only the advice names 民主评议.
    expect(text.replaceAll('民主评议', '')).not.toMatch(/[一-鿿]/u);
  });

  test('writes a row for every household that is new, gone or changed', async () => {
    const out = file('changes.csv');
    const { code, text } = await compare(
      file('a.csv', [decision('1'), decision('2'), decision('3')]),
      file('b.csv', [decision('1'), decision('2', { tier: '重度困难', headName: '=张某' }), decision('4')]),
      { out },
    );
    expect([code, text.includes(`变化已写入 ${out}`)]).toEqual([0, true]);
    const rows = readFileSync(out, 'utf8').split('\r\n');
    expect(rows[0]).toMatch(/^\ufeff变化,户编号,户主姓名,乡镇,/);
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 3))).toEqual([
      ['有变化', '2', `"'=张某"`],
      ['新增', '4', ''],
      ['不再有', '3', ''],
      [''],
    ]);
    expect(rows[1]).toContain('困难程度由“（空）”变为“重度困难”');
    expect(rows[1]).toContain('登记的内容有变化，或读名单的办法（列名对照、空白声明）有变化');
  });

  test('prints the first twenty and says where the others are', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `${index + 1}`);
    const old = file(
      'many-old.csv',
      ids.map((id) => decision(id)),
    );
    const now = file(
      'many-new.csv',
      ids.map((id) => decision(id, { tier: '重度困难' })),
    );
    const { text, lines } = await compare(old, now);
    expect(text).toContain('有变化的户（前 20 户，共 25 户；用 --out 文件.csv 写出全部）：');
    expect(lines.filter((line) => line.includes('变为“重度困难”'))).toHaveLength(20);
  });

  test('as JSON: everything, and every household', async () => {
    const { code, text } = await compare(file('old.csv'), file('new.csv'), { json: true });
    const found = JSON.parse(text) as {
      counts: object;
      causes: { parameters: readonly { name: string; households: number }[] };
      households: readonly { householdId: string; why: string }[];
    };
    expect(code).toBe(0);
    expect(found.counts).toEqual({ unchanged: 124, changed: 6, added: 0, gone: 0 });
    expect(found.causes.parameters.map(({ name, households }) => [name, households])).toEqual([
      ['incomeStandard', 6],
    ]);
    expect(found.households).toHaveLength(6);
    expect(found.households[0]?.why).toContain('政策不同');
  });

  test.each([{ json: true }, {}])(
    'a household number that looks like an identity number is not printed (%o)',
    async (options) => {
      const id = '110101199003070018';
      const old = file('id-old.csv', [decision(id)]);
      const now = file('id-new.csv', [decision(id, { tier: '重度困难' })]);
      const { text } = await compare(old, now, options);
      expect(text).not.toContain(id);
      expect(text).toContain('变为“重度困难”');
    },
  );

  test('exits with 2 and says so where a row could not be compared', async () => {
    const { code, text } = await compare(
      file('part-old.csv', [decision('1'), decision('2'), decision('2'), decision('')]),
      file('part-new.csv', [decision('1')]),
    );
    expect(code).toBe(2);
    expect(text).toContain('旧结果有 1 行没有户编号，没有比较：第 5 行。');
    expect(text).toContain('旧结果有 1 行的户编号与前面的行重复：第 4 行。');
    expect(text).toContain('能比较的户没有变化；没有比较的见上面的提示。');
    expect(text).not.toContain('两份结果没有变化。');
  });

  test('exits with 0 and warns where the regions differ', async () => {
    const old = file('r-old.csv', [decision('1')]);
    const { code, text } = await compare(old, file('r-new.csv', [decision('1', { region: '530000' })]));
    expect(code).toBe(0);
    expect(text).toContain('两份结果的区划不同（旧：620000；新：530000）');
  });
});

const cellsOf = ({ columns, rows }: typeof before): string[][] => [
  columns.map(({ title }) => title),
  ...rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
];

describe('dixian compare reads', () => {
  test('the sheet of a workbook that has the decisions', async () => {
    const { Workbook } = (await import('exceljs')).default;
    const book = new Workbook();
    book.addWorksheet('汇总').addRows([['研判结果汇总'], ['户编号', '1']]);
    book.addWorksheet('判定结果').addRows([['结果'], ...cellsOf(before)]);
    const hidden = book.addWorksheet('旧');
    hidden.state = 'hidden';
    hidden.addRows(cellsOf(after));
    await book.xlsx.writeFile(file('old.xlsx'));
    const { code, text } = await compare(file('old.xlsx'), file('old.csv'));
    expect([code, text.includes('两份结果没有变化。')]).toEqual([0, true]);
    expect(text).toMatch(/两份都有的户 +130 +130\n/);
  });

  test('no workbook of which two sheets have decisions', async () => {
    const { Workbook } = (await import('exceljs')).default;
    const book = new Workbook();
    for (const name of ['甲', '乙']) book.addWorksheet(name).addRows(cellsOf(before).slice(0, 3));
    await book.xlsx.writeFile(file('two.xlsx'));
    const { told } = await refused((print) =>
      compareCommand(file('two.xlsx'), file('old.csv'), { locale: 'zh-CN' }, print),
    );
    expect(told).toEqual([expect.stringMatching(/^two\.xlsx：这个工作簿有几张表都是研判结果/)]);
  });

  test('Parquet, under the keys of the columns', async () => {
    await withDuckDb(async (connection) => {
      const source = join(folder, 'old.ndjson').replaceAll("'", "''");
      const target = join(folder, 'old[1].parquet').replaceAll("'", "''");
      await connection.run(
        `COPY (SELECT * FROM read_json('${source}', format = 'newline_delimited')) TO '${target}' (FORMAT parquet)`,
      );
    });
    const { code, text } = await compare(file('old[1].parquet'), file('old.csv'));
    expect([code, text.includes('两份结果没有变化。')]).toEqual([0, true]);
  });

  test('no damaged Parquet', async () => {
    written(folder, { 'bad.parquet': 'PAR1 none' });
    const { told } = await refused((print) =>
      compareCommand(file('bad.parquet'), file('old.csv'), { locale: 'zh-CN' }, print),
    );
    expect(told).toEqual([expect.stringContaining('bad.parquet：不是可以读的 Parquet 文件')]);
  });
});

describe('dixian compare refuses', () => {
  test.each([
    ['a file that is not there', 'none.csv', {}, /打不开文件/],
    ['another kind of file', 'x.txt', {}, /不支持的文件格式/],
    ['a list that is no decisions', 'list.csv', {}, /^list\.csv：这不是研判结果/],
    ['a workbook that is none', 'x.xlsx', {}, /^x\.xlsx：/],
    ['to write anything but CSV', 'old.csv', { out: 'x.xlsx' }, /只写 \.csv/],
    ['to write over a file that it compares', 'old.csv', { out: join(folder, 'new.csv') }, /同一个/],
    ['a folder of packs that is not there', 'old.csv', { packs: ['none'] }, /不存在/],
  ])('%s', async (_, name, options, told) => {
    written(folder, { 'x.txt': 'x', 'x.xlsx': 'x', 'list.csv': '姓名,电话\n张某,1\n' });
    const there = filesBelow(folder);
    const found = await refused((print) =>
      compareCommand(file(name), file('new.csv'), { locale: 'zh-CN', ...options }, print),
    );
    expect(found.told.join('\n')).toMatch(told);
    expect(found.prints).toEqual([]);
    expect(filesBelow(folder)).toEqual(there);
  });
});
