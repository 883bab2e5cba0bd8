import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type TestOptions, testCommand } from '../../src/cli/test-command.js';
import { carRule, dixian, head, printed, refused, temporaryFolder, written } from './support.js';

const folder = temporaryFolder();
const coupledRule = {
  ...carRule('myCoupled'),
  conditions: {
    any: [
      { fact: 'ownsVehicle', operator: 'equal', value: true },
      { fact: 'ownsVehicle', operator: 'notEqual', value: false },
    ],
  },
};
const bothRule = {
  ...carRule('myBoth'),
  conditions: {
    all: [
      { fact: 'ownsVehicle', operator: 'equal', value: true },
      { condition: 'myKind' },
      { fact: 'visitRisks', operator: 'contains', value: '因病' },
    ],
  },
};
/** A province of its own with three checks, so that the rules that ship do not matter. */
const packs = written(join(folder, 'packs'), {
  'pack.json': head('guizhou', '520000'),
  'rules.json': { kind: 'rules', rules: [carRule('myCar'), coupledRule, bothRule] },
  'conditions.json': {
    kind: 'conditions',
    conditions: {
      myKind: {
        title: { zh: '脱贫的户', en: 'lifted households' },
        condition: { all: [{ fact: 'householdKind', operator: 'in', value: ['脱贫户'] }] },
      },
    },
  },
});

const household = (id: string, facts: string, expected: string, more = ''): string =>
  `- {编号: ${id}, 名称: 第${id}户, 区域: "520000", 日期: "2024-06-01", 农户: {${facts}}, 演算: 试验。, 应得: {规则: {${expected}}}${more}}\n`;
const RISK = '入户核实的风险: {完整: 是, 内容: [因病]}';
const NO_RISK = '入户核实的风险: {完整: 是, 内容: []}';
const GOOD = [
  household('h1', `有机动车: 是, 户类型: 脱贫户, ${RISK}`, 'myCar: true, myCoupled: true, myBoth: true'),
  household('h2', `有机动车: 否, 户类型: 脱贫户, ${RISK}`, 'myCar: false, myCoupled: false, myBoth: false'),
  household('h3', `有机动车: 是, 户类型: 一般农户, ${RISK}`, 'myBoth: false'),
  household('h4', `有机动车: 是, 户类型: 脱贫户, ${NO_RISK}`, 'myBoth: false'),
  household('h5', '', 'myCar: unknown, myBoth: unknown'),
];
const fixtures = (name: string, texts: Readonly<Record<string, string>>): string =>
  written(join(folder, name), texts);
const good = fixtures('good', { 'cars.yaml': GOOD.join('') });

const OPTIONS: TestOptions = { packs: [packs], rules: 'my', locale: 'zh-CN' };
const run = (of: string, options: Partial<TestOptions> = {}) =>
  printed((print) => testCommand(of, { ...OPTIONS, ...options }, print));
/** The cells of the row of a rule. */
const cellsOf = (lines: readonly string[], rule: string): string[] =>
  (lines.find((line) => line.includes(rule) && /\d+\/\d+/.test(line)) ?? '').trim().split(/\s{3,}/);

describe('dixian test', () => {
  test('ends with 0 where all answers agree and every rule is covered', async () => {
    const { code, lines, text } = await run(good);
    expect(text).not.toMatch(/✗|没有一户/);
    expect(cellsOf(lines, 'myCar')).toEqual(['核对myCar（myCar）', '3', '1', '1', '2/2', '0']);
    expect(cellsOf(lines, 'myBoth')).toEqual(['核对myBoth（myBoth）', '1', '3', '1', '6/6', '0']);
    expect(lines.at(-1)).toBe(
      '5 户，5 户与应得一致，0 户不一致；3 条规则，3 条覆盖完整；条件覆盖 10/10，另有 2 种情形不可能。',
    );
    expect(code).toBe(0);
  });

  test('lists what is impossible, and by what', async () => {
    const { lines } = await run(good);
    expect(cellsOf(lines, 'myCoupled')).toEqual(['核对myCoupled（myCoupled）', '3', '1', '1', '2/2', '2']);
    const start = lines.findIndex((line) => line.startsWith('因条件相互牵连而不可能的情形'));
    expect(lines.slice(start + 1, start + 4).map((line) => line.trim())).toEqual([
      '核对myCoupled（myCoupled）',
      '“有机动车”＝是 成立，并且单凭它就改变结论：受牵连于 “有机动车”≠否',
      '“有机动车”≠否 成立，并且单凭它就改变结论：受牵连于 “有机动车”＝是',
    ]);
  });

  test('ends with 2 and names the household where an answer differs', async () => {
    const { code, lines } = await run(
      fixtures('differing', {
        'cars.yaml': GOOD.join('').replace('myBoth: true', 'myBoth: false, nobody: true'),
      }),
    );
    expect(code).toBe(2);
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([
      '✗ h1 第h1户：规则.myBoth 应得 false，实得 true',
      '✗ h1 第h1户：规则.nobody 应得 true，实得 （没有这条规则）',
    ]);
    expect(lines.at(-1)).toContain('5 户，4 户与应得一致，1 户不一致；3 条规则，3 条覆盖完整');
  });

  test.each([
    ['h2', ['这条规则不成立', '“有机动车”＝是 不成立，并且单凭它就改变结论'], 'myCar'],
    ['h3', ['“户类型” 属于 脱贫户（在“脱贫的户”里） 不成立，并且单凭它就改变结论'], 'myBoth'],
    ['h4', ['“入户核实的风险” 含 因病 不成立，并且单凭它就改变结论'], 'myBoth'],
    ['h5', ['这条规则未知'], 'myBoth'],
  ])('ends with 2 and says what is missing without %s', async (without, missing, rule) => {
    const { code, lines } = await run(
      fixtures(`without-${without}`, {
        'cars.yaml': GOOD.filter((each) => !each.includes(`编号: ${without},`)).join(''),
      }),
      { rules: rule },
    );
    expect(code).toBe(2);
    expect(lines.filter((line) => line.includes('没有一户：')).map((line) => line.trim())).toEqual(
      missing.map((each) => `没有一户：${each}`),
    );
  });

  test('as JSON gives the same, and nothing else', async () => {
    const { code, text } = await run(good, { json: true });
    const told = JSON.parse(text) as { rules: { rule: string; counts: object }[] };
    expect(told).toMatchObject({ households: 5, differences: [], isComplete: true });
    expect(told.rules.find(({ rule }) => rule === 'myCar')?.counts).toEqual({
      true: 3,
      false: 1,
      unknown: 1,
    });
    expect(code).toBe(0);
  });

  test('in English has no Chinese but the names of households and codes', async () => {
    const short = fixtures('short', {
      'cars.yaml': GOOD.slice(0, 2).join('').replace('myBoth: true', 'nobody: true'),
    });
    const { code, text } = await run(short, { locale: 'en' });
    expect(code).toBe(2);
    expect(text.replace(/^✗.*$/m, '')).not.toMatch(/[\p{Script=Han}，。：“”]|undefined|NaN/u);
    expect(text).toContain('✗ h1 第h1户: 规则.nobody should be true, but is (no such rule)');
    expect(text).toContain(
      'in household lifted out of poverty (within "lifted households") is false and alone turns the outcome',
    );
  });

  test('looks only at a region and what lies below it', async () => {
    const elsewhere = fixtures('elsewhere', {
      'cars.yaml': GOOD.join(''),
      'more/deep.yml': household('h9', '有机动车: 是', 'myCar: true').replace('520000', '530000'),
      '.hidden.yaml': 'no list',
      'notes.txt': 'no list',
    });
    expect((await run(elsewhere)).lines.at(-1)).toMatch(/^6 户，5 户与应得一致，1 户不一致/);
    expect((await run(elsewhere, { region: '520000' })).lines.at(-1)).toMatch(/^5 户，5 户与应得一致/);
    expect((await run(elsewhere, { region: '000000' })).lines.at(-1)).toMatch(/^6 户/);
    expect(
      (await refused((print) => testCommand(elsewhere, { ...OPTIONS, region: '620000' }, print))).told,
    ).toEqual([`${elsewhere} 里没有区域 620000 及其以下的农户。请检查代码。`]);
  });
});

describe('dixian test of a folder that has households and the packs they need', () => {
  test('reads both, and nothing else of it', async () => {
    const whole = join(folder, 'whole');
    written(join(whole, 'households'), { 'cars.yaml': GOOD.join('') });
    written(join(whole, 'standards'), { 'other.yaml': '- {编号: 1}\n' });
    written(join(whole, 'packs'), {
      'pack.json': head('guizhou', '520000'),
      'rules.json': { kind: 'rules', rules: [carRule('myCar')] },
    });
    const { lines } = await run(whole, { packs: [], rules: 'myCar' });
    expect(lines.at(-1)).toMatch(/^5 户，.*1 条规则，1 条覆盖完整/);
  });
});

describe('dixian test refuses, and does nothing', () => {
  test.each<[string, Readonly<Record<string, string | Uint8Array>>, RegExp[]]>([
    ['a folder without households', { 'readme.md': 'x' }, [/没有农户样例（\.yaml 文件）/]],
    [
      'mistakes in several files, all at once',
      {
        'a.yaml': '- {编号: x',
        'b.yaml': household('b1', '有机动: 是', ''),
        'c.yaml': household('c1', '', '').replace('520000', '999999'),
        'd.yaml': Uint8Array.from([0x2d, 0x20, 0xff, 0xfe]),
      },
      [
        /d\.yaml：不是 UTF-8/,
        /a\.yaml：不是有效的 YAML/,
        /b\.yaml › b1\.农户：.*有机动车/,
        /c\.yaml › c1\.区域：不认识的区域“999999”/,
      ],
    ],
    [
      'one number in two files',
      {
        'a.yaml': household('same', '', 'myCar: unknown'),
        'b.yaml': household('same', '', 'myCar: unknown'),
      },
      [/b\.yaml › same：编号“same”在 .*a\.yaml 里已经用过/],
    ],
  ])('%s', async (name, files, messages) => {
    const { told, prints } = await refused((print) =>
      testCommand(written(join(folder, name), files), OPTIONS, print),
    );
    expect(prints).toEqual([]);
    expect(told).toEqual(messages.map((message) => expect.stringMatching(message)));
  });

  test.each<[string, string, Partial<TestOptions>, RegExp]>([
    ['a folder that is not there', join(folder, 'nowhere'), {}, /农户样例目录 .*nowhere 不存在/],
    ['packs that are not there', good, { packs: [join(folder, 'nowhere')] }, /规则包目录 .*nowhere 不存在/],
    ['a beginning that no rule has', good, { rules: 'noSuch' }, /没有名称以 noSuch 开头的规则/],
  ])('%s', async (_, of, options, message) => {
    const { told, prints } = await refused((print) => testCommand(of, { ...OPTIONS, ...options }, print));
    expect(prints).toEqual([]);
    expect(told).toEqual([expect.stringMatching(message)]);
  });
});

test('from the command line it ends with its exit code', async () => {
  const [whole, short] = await Promise.all([
    dixian(['test', good, '--packs', packs, '--rules', 'my']),
    dixian(['test', join(folder, 'nowhere'), '--locale', 'en']),
  ]);
  expect(whole).toMatchObject({ status: 0, stderr: '' });
  expect(whole.stdout).toContain('3 条规则，3 条覆盖完整');
  expect(short).toMatchObject({ status: 1, stdout: '' });
  expect(short.stderr).toContain('is not a folder of fixture households');
});
