import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { type SheetsOptions, sheetsCommand } from '../../src/cli/sheets-command.js';
import { sheetFiles } from '../../src/sheet-files.node.js';
import { gansu2024, ON } from '../decision/support.js';
import { dixian, filesBelow, printed, refused, temporaryFolder } from './support.js';

const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder, name);
const GANSU = { region: '620000', on: ON, locale: 'zh-CN' } as const;
const GUIDE = readFileSync(new URL('../../docs/inside-spreadsheets.md', import.meta.url), 'utf8');

const written = (name: string, options: Partial<SheetsOptions> = {}) =>
  printed((print) => sheetsCommand({ ...GANSU, ...options, out: inFolder(name) }, print));

describe('dixian sheets', () => {
  let run: Awaited<ReturnType<typeof written>>;
  let files: Readonly<Record<string, string>>;
  beforeAll(async () => {
    run = await written('表格');
    files = filesBelow(inFolder('表格'));
  });
  const textOf = (path: string): string => Buffer.from(files[path] ?? '', 'base64').toString('utf8');

  test('writes a file for every program, and says what each is for', () => {
    expect(run.code).toBe(0);
    expect(Object.keys(files).sort()).toEqual(
      [
        'airscript.js',
        'apps-script/0_rules.gs',
        'apps-script/1_sheet.gs',
        'calc.ods',
        'excel-add-in/functions.js',
        'excel-add-in/functions.json',
        'office-script.ts',
        'rules.js',
        'wps.js',
        'wps.xlsm',
        '怎样使用.md',
        '说明.txt',
      ].sort(),
    );
    for (const path of Object.keys(files)) expect(run.text).toContain(`  ${path}　`);
    expect(run.text).toContain(gansu2024.policy.hash.slice(0, 16));
  });

  test('each of them is in the guide', () => {
    const told = Object.keys(files).filter((path) => !GUIDE.includes(`\`${path.replace(/\/.*/, '/')}\``));
    expect(told.filter((path) => !/\.(?:txt|md)$/.test(path))).toEqual([]);
  });

  test('the note beside them names the region, the validity, the policy, and the check', () => {
    const note = textOf('说明.txt');
    for (const words of [
      '甘肃省（620000）',
      '2024年1月1日至2024年12月31日',
      gansu2024.policy.hash,
      '规则自检',
    ])
      expect(note).toContain(words);
    expect(note).toContain('辅助建议，须经民主评议、审核和县级审定');
  });

  test('the standard is on the screen and in the note, also where there is none', async () => {
    const standard = '所用标准：防止返贫致贫收入标准（监测范围） 7,800.00 元/人·年';
    expect(run.text).toContain(standard);
    expect(textOf('说明.txt')).toContain(standard);
    const { text } = await written('没有标准', { region: '520000' });
    expect(text).toContain('所用标准：防止返贫致贫收入标准（监测范围）（规则包里没有这一天的值）');
  });

  test('the guide beside them has links only into itself', () => {
    const guide = textOf('怎样使用.md');
    const links = [...guide.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link as string);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !link.startsWith('#') && !link.startsWith('https:'))).toEqual([]);
    expect(guide).toContain('见 spreadsheets.md：');
  });

  test.each(['rules.js', 'apps-script/0_rules.gs'])(
    '%s runs without anything beside it, and passes its test',
    (path) => {
      const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
      runInContext(textOf(path), context);
      expect(runInContext('Dixian.selfTest().join()', context)).toBe('');
      expect(runInContext('Dixian.versions().policy', context)).toBe(gansu2024.policy.hash);
    },
  );

  test('the same policy and day give the same bytes', async () => {
    const again = await sheetFiles(gansu2024.policy, ON);
    const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
    for (const { path, content } of again)
      expect([path, hashOf(content)]).toEqual([path, hashOf(Buffer.from(files[path] ?? '', 'base64'))]);
  });

  test('nothing is written into a folder that holds something', async () => {
    const { told } = await refused((print) => sheetsCommand({ ...GANSU, out: inFolder('表格') }, print));
    expect(told.join()).toMatch(/里已有文件，没有写入.*换一个空目录/);
    expect(filesBelow(inFolder('表格'))).toEqual(files);
  });

  test('nothing is written for a day on which no policy is known, or into a file', async () => {
    const { told } = await refused((print) =>
      sheetsCommand({ ...GANSU, region: '999999', out: inFolder('none') }, print),
    );
    expect(told).not.toEqual([]);
    expect(existsSync(inFolder('none'))).toBe(false);
    writeFileSync(inFolder('file'), 'x');
    const { told: ofFile } = await refused((print) =>
      sheetsCommand({ ...GANSU, out: inFolder('file') }, print),
    );
    expect(ofFile.join()).toMatch(/写不了目录 .*（ENOTDIR）/);
  });

  test('at the command line', async () => {
    const { status, stdout } = await dixian(
      ['sheets', '--region', '620000', '--on', ON, '--out', inFolder('cli'), '--locale', 'en'],
      folder,
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Run the self-test first.');
    expect(readdirSync(inFolder('cli'))).toHaveLength(10);
  });
});
