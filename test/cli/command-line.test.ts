import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import { bundledCommand } from './bundled-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = bundledCommand();
const folder = mkdtempSync(join(tmpdir(), 'dixian-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DEMO = join(root, 'fixtures/demo/households.csv');
const GANSU = ['--region', '620000', '--on', '2024-11-01'];

function dixian(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [command, ...parameters], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const HEADER =
  '户编号,户类型,家庭人口数,家庭纯收入,住房安全,是否饮水出现安全问题,是否义务教育阶段适龄儿童少年失学辍学,有家庭成员未参加基本医疗保险,入户核实风险,是否有自主应对能力,是否发生突发事件,监测状态,是否有车辆,是否有商品房,是否经营企业,是否存在未说明疑点';
const BELOW = 'A1,一般农户,4,30600,是,否,否,否,因病,否,否,未纳入,否,否,否,否';
const ABOVE = 'A2,一般农户,4,60000,是,否,否,否,无风险,是,否,未纳入,否,否,否,否';

describe('dixian assess', () => {
  test('tells household numbers that repeat', () => {
    const { status, stdout } = dixian(
      'assess',
      file('twice.csv', `${HEADER}\n${BELOW}\n${BELOW}\n${ABOVE}\n`),
      ...GANSU,
    );
    expect(status).toBe(0);
    expect(stdout).toContain('! 有 1 行的户编号与前面的行相同，都已判定，请核对');
    expect(dixian('assess', file('once.csv', `${HEADER}\n${BELOW}\n`), ...GANSU).stdout).not.toContain(
      '户编号与前面',
    );
  });

  test('decides the demo list, and every row of it stands in the result', () => {
    const out = join(folder, 'demo.csv');
    const { status, stdout, stderr } = dixian('assess', DEMO, ...GANSU, '--out', out);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('名单 300 行，读出 300 行');
    expect(stdout).toContain('没有用到的列（3）：联系人、网格员、备注');
    expect(stdout).toContain('民主评议');
    const written = readFileSync(out, 'utf8');
    expect(written.startsWith('\ufeff行号,户编号')).toBe(true);
    const rows = Papa.parse<Record<string, string>>(written.slice(1), {
      header: true,
      skipEmptyLines: true,
    }).data;
    expect(rows.map((row) => row['行号'])).toEqual(
      Array.from({ length: 300 }, (_, index) => String(index + 2)),
    );
    expect(new Set(rows.map((row) => row['说明']))).toEqual(
      new Set(['辅助建议，须经民主评议、审核和县级审定']),
    );
  });

  test('also sums up by township, in households and persons, with the denominators', () => {
    const { stdout, status } = dixian('assess', DEMO, ...GANSU, '--by', 'township');
    expect(status).toBe(0);
    const townships = stdout.match(/^示例县 \S+：\d+ 户/gm) ?? [];
    expect(townships.map((line) => Number(/(\d+) 户/.exec(line)?.[1])).reduce((a, b) => a + b)).toBe(300);
    expect(stdout).toMatch(/按户 .*÷ 已消除与未消除共 \d+ 户）；按人 .*÷ 已消除与未消除共 \d+ 人/);
  });

  test('counts each row once in the summary, with the share of what is to be verified', () => {
    const { stdout } = dixian('assess', DEMO, ...GANSU);
    const counts = [
      ...stdout.matchAll(
        /^ {2}(建议纳入|仍符合纳入条件|建议复核后再定|不建议纳入|已不符合纳入条件|待核实) +(\d+) +([\d.]+)%/gm,
      ),
    ];
    const identification = counts.slice(0, 6).map((match) => Number(match[2]));
    expect(identification.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(stdout).toContain('识别待核实或无标准的主要原因');
    expect(stdout).toMatch(/缺少 自主应对能力 +\d+/);
  });

  test.each(['csv', 'json', 'ndjson'])('writes the same decisions as %s', (ending) => {
    const list = file('list.csv', `${HEADER}\n${BELOW}\n${ABOVE}\n`);
    const out = join(folder, `out.${ending}`);
    expect(dixian('assess', list, ...GANSU, '--out', out).status).toBe(0);
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('建议纳入');
    expect(text).toContain('不建议纳入');
    expect(text.match(/边缘易致贫户/g)).toHaveLength(1);
  });

  test('reads the same households from JSON and NDJSON as from CSV', () => {
    const household = {
      householdId: 'A1',
      householdKind: '一般农户',
      reportedMemberCount: 4,
      reportedNetIncome: 30600,
      ableToCope: false,
      housingProblem: true,
    };
    const json = dixian('assess', file('list.json', JSON.stringify([household])), ...GANSU);
    const lines = dixian('assess', file('list.ndjson', `\ufeff${JSON.stringify(household)}\n`), ...GANSU);
    expect(json.status).toBe(0);
    expect(lines.stdout).toBe(json.stdout);
  });

  test('an unreadable row stays undecided in the result, the others are decided, and the exit code says so', () => {
    const list = file('bad-row.csv', `${HEADER}\n${BELOW}\nA9,一般农户,4\n${ABOVE}\n`);
    const out = join(folder, 'bad-row-out.csv');
    const { status, stdout } = dixian('assess', list, ...GANSU, '--out', out);
    expect(status).toBe(2);
    expect(stdout).toMatch(/读不出，未判定 +1/);
    const rows = Papa.parse<Record<string, string>>(readFileSync(out, 'utf8').slice(1), {
      header: true,
      skipEmptyLines: true,
    }).data;
    expect(rows.map((row) => row['识别建议'])).toEqual(['建议纳入', '读不出，未判定', '不建议纳入']);
  });

  test('without a standard in force, income decides nothing', () => {
    const { stdout } = dixian(
      'assess',
      file('no-standard.csv', `${HEADER}\n${BELOW}\n`),
      '--region',
      '620000',
      '--on',
      '2025-11-01',
    );
    expect(stdout).toMatch(/没有有效的标准，无法判定 +1/);
    expect(stdout).toContain('缺少 防止返贫致贫收入标准');
  });

  test.each([
    ['a file that is not there', ['assess', 'no-such-list.csv', ...GANSU], '打不开文件 no-such-list.csv'],
    ['a format that is not supported', ['assess', 'list.doc', ...GANSU], '另存为 .xlsx 或“CSV UTF-8”'],
    [
      'a day that does not exist',
      ['assess', DEMO, '--region', '620000', '--on', '2024-11-31'],
      '不是存在的日期',
    ],
    [
      'a region that nobody entered',
      ['assess', DEMO, '--region', '699999', '--on', '2024-11-01'],
      '不认识的区域“699999”',
    ],
    ['an output that is the list itself', ['assess', DEMO, ...GANSU, '--out', DEMO], '同一个文件'],
    ['a missing option', ['assess', DEMO, '--on', '2024-11-01'], '--region'],
    [
      'an output folder that is not there',
      ['assess', DEMO, ...GANSU, '--out', '/no/such/folder/out.csv'],
      '没有写入任何结果',
    ],
  ])('%s ends with exit code 1 and says what to mend', (_, parameters, message) => {
    const { status, stderr } = dixian(...parameters);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('a list in GB18030 is read, and that is told', () => {
    const gb18030 = Uint8Array.from([0xbb, 0xa7, 0xb1, 0xe0, 0xba, 0xc5, 0x0a, 0x41, 0x31, 0x0a]);
    const { status, stdout } = dixian('assess', file('gb.csv', gb18030), ...GANSU);
    expect(status).toBe(0);
    expect(stdout).toContain('按 GB18030 读取');
  });

  test.each([
    // 户编号 with a byte too many: no UTF-8, and other characters in GB18030.
    ['damaged', [0xe6, 0x88, 0xb7, 0xe7, 0xbc, 0x96, 0xff, 0xe5, 0x8f, 0xb7, 0x0a, 0x41, 0x0a]],
    // 戸 in Shift-JIS.
    ['in an encoding that is not known', [0x8c, 0xcb, 0x94, 0xd4, 0x8d, 0x86, 0x0a, 0x41, 0x0a]],
    [
      'with its names in English, so that garbled text would not show',
      [...Buffer.from('householdId,headName\nA,'), 0xd5, 0xc5, 0x0a],
    ],
  ])('a list %s is refused rather than garbled', (_, bytes) => {
    const { status, stderr } = dixian('assess', file('other.csv', Uint8Array.from(bytes)), ...GANSU);
    expect(status).toBe(1);
    expect(stderr).toContain('不是 UTF-8 编码');
  });

  test('nothing half-written is left behind when the output cannot be written', () => {
    const before = readdirSync(folder);
    dixian('assess', DEMO, ...GANSU, '--out', join(folder, 'missing', 'out.csv'));
    expect(readdirSync(folder)).toEqual(before);
  });

  test('speaks English when asked', () => {
    const { stdout } = dixian(
      'assess',
      file('english.csv', `${HEADER}\n${BELOW}\n`),
      ...GANSU,
      '--locale',
      'en',
      '--explain',
    );
    expect(stdout).toContain('advised: identify');
    expect(stdout).toContain('This is advice');
  });

  test('a pack of your own fills the standard of a province that has none', () => {
    const packs = mkdtempSync(join(folder, 'packs-'));
    writeFileSync(
      join(packs, 'pack.json'),
      JSON.stringify({
        kind: 'pack',
        name: 'sichuan',
        region: '510000',
        title: { zh: '四川省', en: 'Sichuan' },
        inForce: { from: '2024-01-01' },
      }),
    );
    writeFileSync(
      join(packs, 'income-standard.json'),
      JSON.stringify({
        kind: 'parameterValues',
        values: {
          incomeStandard: {
            values: [
              {
                from: '2024-01-01',
                to: '2024-12-31',
                value: '8000',
                status: 'announced',
                authority: 'projectDefault',
              },
            ],
          },
        },
      }),
    );
    const list = file('sichuan.csv', `${HEADER}\n${BELOW}\n`);
    expect(dixian('assess', list, '--region', '510000', '--on', '2024-11-01').stdout).toMatch(
      /没有有效的标准，无法判定 +1/,
    );
    expect(
      dixian('assess', list, '--region', '510000', '--on', '2024-11-01', '--packs', packs).stdout,
    ).toMatch(/建议纳入 +1/);
  });

  test('a faulty pack tells all of its faults', () => {
    const packs = mkdtempSync(join(folder, 'faulty-'));
    writeFileSync(
      join(packs, 'pack.json'),
      JSON.stringify({
        kind: 'pack',
        name: 'faulty',
        region: '510000',
        title: { zh: '有误', en: 'faulty' },
        inForce: { from: '2025-02-30' },
      }),
    );
    writeFileSync(join(packs, 'more.json'), '{"kind": "rules", "rules": [], "rules": []}');
    const { status, stderr } = dixian('assess', DEMO, ...GANSU, '--packs', packs);
    expect(status).toBe(1);
    expect(stderr).toContain('pack.json › inForce.from');
    expect(stderr).toContain('more.json › rules');
  });
});

describe('dixian explain', () => {
  test('tells the reasons of one household with amounts, bound, distance and document', () => {
    const { status, stdout } = dixian('explain', DEMO, ...GANSU, '--household', 'D0108');
    expect(status).toBe(0);
    expect(stdout).toContain(
      '约 7,799.9967 元/人·年，低于防止返贫致贫收入标准（监测范围）7,800.00 元/人·年（省级，依据1',
    );
    expect(stdout).toContain('23,399.99 元/年；家庭人口 3 人');
    expect(stdout).toContain('出处：国家，依据2');
    expect(stdout).toMatch(/^依据2：.+http/m);
    expect(stdout).toContain('以上为辅助建议，须经民主评议、审核和县级审定。');
  });

  test('names what is still to be found out', () => {
    expect(dixian('explain', DEMO, ...GANSU, '--household', 'D0006').stdout).toContain(
      '还需查明：自主应对能力',
    );
  });

  test('tells what to ask first, and what each answer settles', () => {
    const { stdout } = dixian('explain', DEMO, ...GANSU, '--household', 'D0006');
    expect(stdout).toMatch(/^先问：.+？（入户询问）$/m);
    expect(stdout).toContain('答“是”：不建议纳入');
    expect(stdout).toContain('答“否”：建议纳入');
  });

  test('tells the smallest change that leads to another answer', () => {
    const { stdout } = dixian('explain', DEMO, ...GANSU, '--household', 'D0108');
    expect(stdout).toContain('怎样会改变识别结论');
    expect(stdout).toContain('工资性收入增加 0.01 元/年（由 10,670.00 元/年改为 10,670.01 元/年）');
  });

  test.each([
    ['letter', '尊敬的', '如有不同意见：示例乡人民政府'],
    ['notice', '拟纳入公示', '联系：示例乡人民政府'],
  ])('--as %s prints a text that can be sent as it is', (rendering, start, office) => {
    const asked = ['--household', 'D0108', '--as', rendering, '--office', '示例乡人民政府'];
    const { status, stdout } = dixian('explain', DEMO, ...GANSU, ...asked);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toContain(start);
    expect(stdout).toContain(office);
    expect(stdout).not.toContain('D0108');
  });

  test('--as notice of a household of which nothing is to be made public is an error', () => {
    const { status, stdout, stderr } = dixian(
      'explain',
      DEMO,
      ...GANSU,
      '--household',
      'D0006',
      '--as',
      'notice',
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('没有要公示的内容');
  });

  test('a number that is not in the list is an error', () => {
    const { status, stderr } = dixian('explain', DEMO, ...GANSU, '--household', 'Z9');
    expect(status).toBe(1);
    expect(stderr).toContain('没有户编号为 Z9 的农户');
  });
});
