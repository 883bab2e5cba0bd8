import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type TemplateOptions, templateCommand } from '../../src/cli/template-command.js';
import { openWorkbook } from '../../src/workbook-sheets.node.js';
import { carRule, head, printed, refused, standard, standards, temporaryFolder, written } from './support.js';

const folder = temporaryFolder();
const options = (out: string, more: Partial<TemplateOptions> = {}): TemplateOptions => ({
  region: '620000',
  on: '2024-11-01',
  rows: 'household',
  locale: 'zh-CN',
  ...more,
  out: join(folder, out),
});
const sheetNames = async (path: string): Promise<string[]> =>
  (await openWorkbook(readFileSync(path))).map(({ name }) => name);

describe('dixian template', () => {
  test('writes the workbook of a region and day, and says what is in it and how it is used', async () => {
    const given = options('村.xlsx');
    const { code, text } = await printed((print) => templateCommand(given, print));
    expect(code).toBe(0);
    expect(text).toContain(`已写入 ${given.out}`);
    expect(text).toMatch(/ {2}农户：\d+ 列/);
    expect(text).toMatch(/ {2}家庭成员：\d+ 列/);
    expect(text).toMatch(/甘肃省，研判日期 2024年11月1日，政策 [0-9a-f]{16}/);
    expect(text).toMatch(/所用标准：.*7,800\.00 元\/人·年/);
    expect(text).toContain(`dixian assess ${given.out} --region 620000 --on 2024-11-01 --out 结果.xlsx`);
    const names = await sheetNames(given.out);
    expect(names.slice(0, 3)).toEqual(['说明', '农户', '家庭成员']);
    expect(names.slice(-3)).toEqual(['填写要求', '填写示例', '选项']);
  });

  test('has a sheet with a row a person instead where that is asked for', async () => {
    const given = options('persons.xlsx', { rows: 'member', locale: 'en' });
    const { code, text } = await printed((print) => templateCommand(given, print));
    expect(code).toBe(0);
    expect(text).toMatch(/ {2}人口: \d+ columns/);
    const names = await sheetNames(given.out);
    expect(names).toContain('人口');
    expect(names).not.toContain('家庭成员');
  });

  test('uses packs of your own', async () => {
    const packs = written(join(folder, 'packs'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8123')]),
      'rules.json': { kind: 'rules', rules: [carRule('carOfTest')] },
    });
    const given = options('guizhou.xlsx', { region: '520000', packs: [packs] });
    const { text } = await printed((print) => templateCommand(given, print));
    expect(text).toContain('8,123.00 元/人·年');
    expect(text).toContain(`--region 520000 --on 2024-11-01 --packs ${packs} --out 结果.xlsx`);
  });

  test('never writes over a file that is there: it may have been filled in', async () => {
    const given = options('filled.xlsx');
    writeFileSync(given.out, 'filled in');
    const { told } = await refused((print) => templateCommand(given, print));
    expect(told).toEqual([
      `${given.out} 已经存在，里面可能已经填了内容。没有写入。请先移走它，或用 --out 换一个文件名。`,
    ]);
    expect(readFileSync(given.out, 'utf8')).toBe('filled in');
  });

  test.each<[string, Partial<TemplateOptions>, string, RegExp]>([
    ['a name that is no .xlsx', {}, 'list.csv', /要以 \.xlsx 结尾/],
    ['rows of another kind', { rows: 'village' }, 'a.xlsx', /--rows 只能是 household、member/],
    ['a folder that is not there', {}, 'nowhere/a.xlsx', /写不了 .*（ENOENT），没有写入任何内容/],
    ['packs that are not there', { packs: [join(folder, 'no-packs')] }, 'a.xlsx', /no-packs 不存在/],
    ['a region that nobody knows', { region: '999999' }, 'a.xlsx', /999999/],
  ])('refuses %s, and writes nothing', async (_, more, out, expected) => {
    const before = readdirSync(folder);
    const given = options(out, more);
    const { told, prints } = await refused((print) => templateCommand(given, print));
    expect(told.join('\n')).toMatch(expected);
    expect(prints).toEqual([]);
    expect(existsSync(given.out)).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
  });
});
