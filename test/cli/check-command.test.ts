import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CheckOptions, checkCommand } from '../../src/cli/check-command.js';
import { readPackFolder, SHIPPED_RULES } from '../../src/node.js';
import {
  filesBelow,
  head,
  PROVINCE_AND_COUNTY,
  printed,
  refused,
  standard,
  standards,
  temporaryFolder,
  written,
} from './support.js';

const folder = temporaryFolder();
const OPTIONS: CheckOptions = { on: '2024-11-01', days: 90, locale: 'zh-CN' };
const check = (of: string, options: Partial<CheckOptions> = {}) =>
  printed((print) => checkCommand(of, { ...OPTIONS, ...options }, print));
const faultsOf = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('✗ '));

/** The indented lines below a heading. */
function below(lines: readonly string[], heading: RegExp): string[] {
  const start = lines.findIndex((line) => heading.test(line));
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('  '));
  return rest.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}
const STANDARD = '防止返贫致贫收入标准（监测范围）';

/** All shipped rules take seconds to check; what is printed of a folder is the same every time. */
const ofShipped = new Map<string, ReturnType<typeof check>>();
function checkShipped(path: string, options: Partial<CheckOptions> = {}): ReturnType<typeof check> {
  const key = `${path} ${JSON.stringify(options)}`;
  const made = ofShipped.get(key) ?? check(path, options);
  ofShipped.set(key, made);
  return made;
}

describe('dixian check of the shipped rules', () => {
  test('finds no fault, on any day of any region', async () => {
    const { code, lines, text } = await checkShipped(SHIPPED_RULES);
    expect(code).toBe(0);
    expect(faultsOf(lines)).toEqual([]);
    expect(lines.at(-1)).toBe('没有错误。');
    expect(lines[0]).toMatch(/：\d+ 个文件，\d+ 个区域，逐日核对$/);
    expect(text).not.toMatch(/undefined|NaN|\{\w*\}|\[object/);
  });

  test('in English says the same', async () => {
    const [chinese, english] = [
      await checkShipped(SHIPPED_RULES),
      await checkShipped(SHIPPED_RULES, { locale: 'en' }),
    ];
    expect(english.code).toBe(0);
    expect(english.lines).toHaveLength(chinese.lines.length);
    expect(english.lines.at(-1)).toBe('No fault.');
    expect(english.text).not.toMatch(/undefined|NaN|\{\w*\}|\[object|[，。：“”]/);
    expect(chinese.text).not.toMatch(/expected|withdrawn|undated|derived|nothing/);
  });

  test.each([
    ['a province and what lies in it', 'provinces/620000-gansu', 2, ['甘肃省 620000', '兰州新区 620171']],
    ['one county', 'provinces/620000-gansu/counties', 1, ['兰州新区 620171']],
  ])('of %s looks at those files and regions only', async (_, path, regions, names) => {
    const { code, lines } = await check(join(SHIPPED_RULES, path));
    expect(code).toBe(0);
    const files = (await readPackFolder(join(SHIPPED_RULES, path))).length;
    expect(lines[0]).toBe(`${join(SHIPPED_RULES, path)}：${files} 个文件，${regions} 个区域，逐日核对`);
    const read = below(lines, /^没有值的日子/).filter((line) => line.includes('规则要用'));
    expect([...new Set(read.map((line) => line.slice(0, line.indexOf('：'))))]).toEqual(names);
  });

  test('of the nation looks at every region below it that has a pack', async () => {
    const { code, lines } = await checkShipped(join(SHIPPED_RULES, 'national'));
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/，\d+ 个区域，逐日核对$/);
    expect(below(lines, /^没有值的日子/).some((line) => line.startsWith('兰州新区 620171：'))).toBe(true);
  });

  test('by a link or a roundabout path is the same folder', async () => {
    const link = join(folder, 'link-to-gansu');
    symlinkSync(join(SHIPPED_RULES, 'provinces/620000-gansu'), link);
    const [plain, linked, roundabout] = [
      await check(join(SHIPPED_RULES, 'provinces/620000-gansu')),
      await check(link),
      await check(`${SHIPPED_RULES}/national/../provinces/620000-gansu/`),
    ];
    expect(linked.lines.slice(1)).toEqual(plain.lines.slice(1));
    expect(roundabout.lines.slice(1)).toEqual(plain.lines.slice(1));
  });
});

describe('the faults of a folder', () => {
  const faulty = written(join(folder, 'faulty'), {
    'province/pack.json': head('guizhou', '520000'),
    'province/standard.json': standards([
      standard('2024-01-01', '2024-12-31', '8000'),
      standard('2024-12-01', '2025-12-31', '8300'),
      standard('2026-01-01', '2026-12-31', '8,600'),
    ]),
    'province/more.json': {
      kind: 'parameterValues',
      values: { incomeStandrad: { values: [standard('2024-01-01', '2024-12-31', '1')] } },
    },
    'province/documents.json': { kind: 'document', documents: {} },
    'broken/pack.json': '{ "kind": "pack", ',
    'twice/pack.json': '{ "kind": "pack", "kind": "pack" }',
    'county/pack.json': head('xingyi', '522310', { inForce: { from: '2024-02-30' } }),
    'lost/pack.json': head('lost', '522399'),
    'figures.csv': 'indicator,region\n',
  });
  const second = written(join(folder, 'second'), {
    'pack.json': head('guizhou', '520000'),
    'standard.json': standards([
      standard('2024-01-01', '2024-12-31', '5800'),
      standard('2025-01-01', '2025-12-31', '8300', { document: 'nowhere' }),
      { from: '2026-01-01', to: '2026-12-31', value: '8600', status: 'announced', authority: 'provincial' },
      { from: '2027-01-01', value: '8900', status: 'announced', authority: 'projectDefault' },
    ]),
  });

  test.each([
    ['province/standard.json › values.incomeStandard.values[2].value：', '不是数。请写成 8000'],
    ['province/documents.json › kind：', '最接近：documents'],
    ['broken/pack.json：', '不是有效的 JSON'],
    ['twice/pack.json › kind：', '“kind”出现了不止一次.*请只留一个'],
    ['county/pack.json › inForce.from：', '不是存在的日期，请写成 2024-11-01'],
    ['lost/pack.json › region：', '不认识的区域“522399”'],
    ['figures.csv › [1]：', '表头不认识.*指标表的表头是'],
    [
      'province/more.json › values.incomeStandrad：',
      '没有名为“incomeStandrad”的参数。是否应为“incomeStandard”？',
    ],
  ])('are all listed at once: %s', async (place, message) => {
    const { code, lines } = await check(faulty);
    expect(code).toBe(1);
    const found = faultsOf(lines).filter((line) => line.startsWith(`✗ ${faulty}/${place}`));
    expect(found).toEqual([expect.stringMatching(new RegExp(message))]);
  });

  test.each([
    ['values[0].value：', '5800 超出上级允许的范围（6000 至 ∞）'],
    ['values[1].document：', '没有编号为“nowhere”的文件。请在 documents 中登记。'],
    ['values[2]：', '必须写明文件（document）'],
    ['values[3].to：', '没有写明到哪一天为止'],
  ])('of different days are listed at once, each once: %s', async (place, message) => {
    const { lines } = await check(second);
    const faults = faultsOf(lines);
    expect(faults).toHaveLength(4);
    expect(
      faults.filter((line) => line.startsWith(`✗ ${second}/standard.json › values.incomeStandard.${place}`)),
    ).toEqual([expect.stringContaining(message)]);
    expect(lines.at(-1)).toBe('4 处错误。改正后再运行一次。');
  });

  test('in English name the same places, without a Chinese mark', async () => {
    const placesOf = (lines: readonly string[]): string[] =>
      faultsOf(lines).map((line) => line.split(/[：:]/)[0] as string);
    const [chinese, english] = [await check(second), await check(second, { locale: 'en' })];
    expect(english.code).toBe(1);
    expect(placesOf(english.lines)).toEqual(placesOf(chinese.lines));
    expect(english.text).not.toMatch(/[\p{Script=Han}，。：“”]/u);
    expect(english.lines.at(-1)).toBe('4 faults. Mend them and run again.');
  });

  test('of another folder of packs are told as well', async () => {
    const good = written(join(folder, 'good'), { 'pack.json': head('xingyi', '522301') });
    expect((await check(good)).code).toBe(0);
    const { code, lines } = await check(good, { packs: [second] });
    expect(code).toBe(1);
    expect(faultsOf(lines)).toHaveLength(4);
    expect(lines[0]).toBe(`${good}：1 个文件，1 个区域，逐日核对`);
  });

  test('that is a day of years to come is found, whatever day is looked from', async () => {
    const packs = written(join(folder, 'later'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([
        standard('2024-01-01', '2024-12-31', '8000'),
        {
          from: '2031-01-01',
          to: '2031-12-31',
          status: 'derived',
          formula: 'indexedByPrices',
          authority: 'projectDefault',
        },
      ]),
    });
    const { code, lines } = await check(packs);
    expect(code).toBe(1);
    expect(faultsOf(lines)).toEqual([
      expect.stringMatching(
        /standard\.json › values\.incomeStandard\.values\[1\]\.formula：公式.*indexedByPrices.*算不出 2031 年.*缺 2030/,
      ),
    ]);
  });
});

describe('a pack above others', () => {
  test('that breaks the shipped packs below it is faulty, and their places are told', async () => {
    const nation = written(join(folder, 'nation'), {
      'pack.json': head('china', '000000', { below: 'nationalIncomeStandard' }),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
    });
    const { code, lines } = await check(nation);
    expect(code).toBe(1);
    expect(faultsOf(lines)).toContainEqual(
      expect.stringMatching(/620000-gansu\/income-standard\.json › values\.incomeStandard：/),
    );
  });
});

describe('days without a value', () => {
  const packs = written(join(folder, 'days'), {
    'pack.json': head('guizhou', '520000', { inForce: { from: '2023-01-01' } }),
    'standard.json': standards([
      standard('2024-01-01', '2024-12-31', '8000'),
      {
        from: '2025-01-01',
        to: '2025-12-31',
        status: 'expected',
        expectedOn: '2025-03-31',
        authority: 'projectDefault',
      },
      { from: '2026-01-01', to: '2026-06-30', status: 'withdrawn', authority: 'projectDefault' },
    ]),
  });

  test('are told as stretches, each with its reason', async () => {
    const { code, lines } = await check(packs);
    expect(code).toBe(0);
    const told = below(lines, /^没有值的日子：$/);
    expect(told.filter((line) => line.includes(STANDARD))).toEqual([
      `贵州省 520000：2023年1月1日至2023年12月31日，规则要用“${STANDARD}”，但没有值（规则包里没有这一天的值）`,
      `贵州省 520000：2025年1月1日至2025年12月31日，规则要用“${STANDARD}”，但没有值（尚未公布，预计2025年3月31日公布）`,
      `贵州省 520000：2026年1月1日至2026年6月30日，规则要用“${STANDARD}”，但没有值（已撤销）`,
      `贵州省 520000：2026年7月1日起，规则要用“${STANDARD}”，但没有值（规则包里没有这一天的值）`,
    ]);
  });

  test('in English', async () => {
    const { lines } = await check(packs, { locale: 'en' });
    const told = below(lines, /^Days without a value:$/);
    expect(told.filter((line) => line.includes('the income standard'))).toEqual([
      'Guizhou 520000: 2023-01-01 to 2023-12-31, rules read "the income standard", which has no value (the packs have no value for this day)',
      'Guizhou 520000: 2025-01-01 to 2025-12-31, rules read "the income standard", which has no value (not published yet, expected on 2025-03-31)',
      'Guizhou 520000: 2026-01-01 to 2026-06-30, rules read "the income standard", which has no value (withdrawn)',
      'Guizhou 520000: 2026-07-01 on, rules read "the income standard", which has no value (the packs have no value for this day)',
    ]);
  });

  test('are told as well where there are no rules at all', async () => {
    // The nation’s rules begin on 16 May 2021.
    const early = written(join(folder, 'early'), {
      'pack.json': head('guizhou', '520000', { inForce: { from: '2021-01-01' } }),
    });
    const { lines } = await check(early);
    expect(below(lines, /^没有值的日子：$/).filter((line) => !line.includes('规则要用'))).toEqual([
      '贵州省 520000：2021年1月1日至2021年5月15日，没有识别规则，谁也判定不了',
    ]);
    const english = await check(early, { locale: 'en' });
    expect(english.text).toContain('Guizhou 520000: 2021-01-01 to 2021-05-15, no rules of identification');
  });

  test('go on after the last day of the pack', async () => {
    const ended = written(join(folder, 'ended'), {
      'pack.json': head('guizhou', '520000', { inForce: { from: '2024-01-01', to: '2024-12-31' } }),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
    });
    const { lines } = await check(ended, { on: '2024-02-01' });
    expect(below(lines, /^没有值的日子/)).toContain(
      `贵州省 520000：2025年1月1日起，规则要用“${STANDARD}”，但没有值（规则包里没有这一天的值）`,
    );
  });

  test('are none of a region whose own pack leaves the term open', async () => {
    const { lines } = await checkShipped(join(SHIPPED_RULES, 'national'));
    const ofNation = below(lines, /^没有值的日子/).filter((line) => line.startsWith('全国 000000：'));
    expect(ofNation.filter((line) => line.includes(STANDARD))).toEqual([]);
  });
});

describe('what runs out', () => {
  const packs = written(join(folder, 'ends'), {
    'pack.json': head('guizhou', '520000'),
    'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
  });
  const runsOut = async (options: Partial<CheckOptions>, of = packs): Promise<string[]> =>
    below((await check(of, options)).lines, / 天内到期：$/);
  const LINE = `贵州省 520000：参数“${STANDARD}”2024年12月31日到期，其后没有新的`;

  // 31 December is 90 days after 2 October.
  test.each([
    ['the last of the days asked for', '2024-10-02', 90, [LINE]],
    ['the day after those asked for', '2024-10-01', 90, []],
    ['further on, with more days', '2024-10-01', 91, [LINE]],
    ['today, looking no day ahead', '2024-12-31', 0, [LINE]],
    ['tomorrow, looking no day ahead', '2024-12-30', 0, []],
    ['yesterday', '2025-01-01', 90, []],
  ])('on %s', async (_, on, days, lines) => {
    expect(await runsOut({ on, days })).toEqual(lines);
  });

  test('says from which day and how far it looked', async () => {
    expect((await check(packs, { on: '2024-10-02', days: 90 })).lines).toContain(
      '2024-10-02 起 90 天内到期：',
    );
    const { lines } = await check(packs, { on: '2024-10-02', days: 90, locale: 'en' });
    expect(below(lines, /^Runs out within 90 days of 2024-10-02:$/)).toEqual([
      'Guizhou 520000: "the income standard" (parameter) ends on 2024-12-31, with nothing after it',
    ]);
  });

  test('is nothing that goes on with another value, or is carried over', async () => {
    const next = written(join(folder, 'next'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([
        standard('2024-01-01', '2024-12-31', '8000'),
        standard('2025-01-01', '2025-12-31', '8000'),
      ]),
    });
    const carried = written(join(folder, 'carried'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([
        standard('2024-01-01', '2024-12-31', '8000', { carriedOverTo: '2025-03-31' }),
      ]),
    });
    expect(await runsOut({}, next)).toEqual([]);
    expect(await runsOut({}, carried)).toEqual([]);
    expect(await runsOut({ on: '2025-01-15' }, carried)).toEqual([
      LINE.replace('2024年12月31日', '2025年3月31日'),
    ]);
  });

  test('is also what is followed by something that is only expected', async () => {
    const expected = written(join(folder, 'then-expected'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([
        standard('2024-01-01', '2024-12-31', '8000'),
        {
          from: '2025-01-01',
          to: '2025-12-31',
          status: 'expected',
          authority: 'projectDefault',
          note: '待公布',
        },
      ]),
    });
    expect(await runsOut({}, expected)).toEqual([LINE]);
  });

  test('is a pack as well', async () => {
    const ending = written(join(folder, 'ending'), {
      'pack.json': head('guizhou', '520000', { inForce: { from: '2024-01-01', to: '2024-11-30' } }),
    });
    expect(await runsOut({}, ending)).toEqual([
      '贵州省 520000：规则包“试验guizhou”2024年11月30日到期，其后没有新的',
    ]);
    expect(await runsOut({ days: 29 }, ending)).toHaveLength(1);
    expect(await runsOut({ days: 28 }, ending)).toEqual([]);
  });
});

describe('a folder that cannot be checked', () => {
  test.each([
    ['that is not there', () => join(folder, 'no-such-folder')],
    ['that is a file', () => join(written(join(folder, 'a-file'), { 'pack.json': '{}' }), 'pack.json')],
  ])('%s is told, with what to do', async (_, pathOf) => {
    const path = pathOf();
    const zh = await refused((print) => checkCommand(path, OPTIONS, print));
    expect(zh).toEqual({ told: [`规则包目录 ${path} 不存在，或不是目录。请检查路径。`], prints: [] });
    const en = await refused((print) => checkCommand(path, { ...OPTIONS, locale: 'en' }, print), 'en');
    expect(en.told).toEqual([`${path} is not a folder. Check the path.`]);
    const other = await refused((print) => checkCommand(SHIPPED_RULES, { ...OPTIONS, packs: [path] }, print));
    expect(other.told).toEqual(zh.told);
  });
});

describe('a folder without any pack', () => {
  test.each([
    ['nothing', { 'readme.txt': '' }],
    ['hidden files only', { '.schemas/pack.json': head('guizhou', '520000') }],
    ['tables only', { 'regions.json': { kind: 'regions', regions: {} } }],
  ])('with %s is not called faultless', async (name, files) => {
    const empty = written(join(folder, `without a pack, ${name}`), files);
    const { told } = await refused((print) => checkCommand(empty, OPTIONS, print));
    expect(told).toEqual([expect.stringMatching(/没有规则包.*请检查目录/)]);
  });
});

describe('--packs', () => {
  test('gives the layers above, without being checked itself for days and ends', async () => {
    const both = written(join(folder, 'both'), PROVINCE_AND_COUNTY);
    const alone = await check(join(both, 'county'));
    expect(faultsOf(alone.lines)).toEqual([
      expect.stringMatching(
        /county\/standard\.json › values\.incomeStandard：“incomeStandard”声明了 overrides，但上级规则包里没有它/,
      ),
    ]);
    const { lines } = await check(join(both, 'county'), { packs: [join(both, 'province')] });
    expect(faultsOf(lines)).toEqual([expect.stringMatching(/› values\.incomeStandard\.overrides\.hash：/)]);
    expect(lines[0]).toContain('1 个区域');
    expect(lines.filter((line) => line.includes('贵州省'))).toEqual([]);
  });
});

describe('a folder below another', () => {
  test('can be checked beside it: each file is read once', async () => {
    const packs = written(join(folder, 'beside'), PROVINCE_AND_COUNTY);
    const { code, lines } = await check(join(packs, 'county'), { packs: [packs, packs], confirm: true });
    expect(faultsOf(lines)).toEqual([]);
    expect(code).toBe(0);
    const again = await check(packs, { packs: [join(packs, 'county'), `${packs}/province/`] });
    expect([again.code, faultsOf(again.lines)]).toEqual([0, []]);
  });
});

describe('--confirm', () => {
  const confirm = (of: string, options: Partial<CheckOptions> = {}) =>
    check(of, { confirm: true, ...options });
  const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
    Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);

  test('writes the hash and nothing else, says where, and is done after one run', async () => {
    const packs = written(join(folder, 'confirm'), PROVINCE_AND_COUNTY);
    const before = filesBelow(packs);
    const first = await check(packs);
    expect(first.code).toBe(1);
    const hash = /写入 ([0-9a-f]{16})，或运行 dixian check --confirm/.exec(first.text)?.[1] as string;
    const text = readFileSync(join(packs, 'county/standard.json'), 'utf8');

    const { code, lines } = await confirm(packs);
    expect(code).toBe(0);
    expect(lines[0]).toBe(`已确认：${packs}/county/standard.json`);
    expect(lines.at(-1)).toBe('没有错误。');
    const after = filesBelow(packs);
    expect(changed(before, after)).toEqual(['county/standard.json']);
    expect(readFileSync(join(packs, 'county/standard.json'), 'utf8')).toBe(
      text.replace(
        '"document": "xingyiNotice"\n',
        `"document": "xingyiNotice",\n        "hash": "${hash}"\n`,
      ),
    );

    const again = await confirm(packs, { locale: 'en' });
    expect(again.code).toBe(0);
    expect(again.lines[0]).toBe('nothing to confirm.');
    expect((await confirm(packs)).lines[0]).toBe('没有需要确认的改动。');
    expect(filesBelow(packs)).toEqual(after);
    expect((await check(packs)).code).toBe(0);
  });

  test('of a county whose province changes: faulty until confirmed, then clean with the new hash alone', async () => {
    const packs = written(join(folder, 'changes'), PROVINCE_AND_COUNTY);
    await confirm(packs);
    const county = readFileSync(join(packs, 'county/standard.json'), 'utf8');
    written(packs, {
      'province/standard.json': standards([standard('2024-01-01', '2024-12-31', '8200')], {
        permits: ['replace'],
      }),
    });
    const { code, lines } = await check(packs);
    expect(code).toBe(1);
    const [fault, ...others] = faultsOf(lines);
    expect(others).toEqual([]);
    const told =
      /county\/standard\.json › values\.incomeStandard\.overrides\.hash：上级 guizhou 的“incomeStandard”已改动：本级核对的是 ([0-9a-f]{16})，现在是 ([0-9a-f]{16})。/.exec(
        fault ?? '',
      );
    const [, old = '', now = ''] = told ?? [];
    expect(county).toContain(`"hash": "${old}"`);
    expect((await confirm(packs)).code).toBe(0);
    expect(readFileSync(join(packs, 'county/standard.json'), 'utf8')).toBe(county.replace(old, now));
    expect((await confirm(packs)).lines[0]).toBe('没有需要确认的改动。');
  });

  test('of a county is asked for again by a change of its own days only', async () => {
    const packs = written(join(folder, 'own-days'), PROVINCE_AND_COUNTY);
    await confirm(packs);
    const province = (...values: object[]) =>
      written(packs, { 'province/standard.json': standards(values, { permits: ['replace'] }) });
    const own = standard('2024-01-01', '2024-12-31', '8000');
    province(own, standard('2025-01-01', '2025-12-31', '8300'));
    expect((await check(packs)).code).toBe(0);
    province(own, standard('2025-01-01', '2025-12-31', '8400'), standard('2023-01-01', '2023-12-31', '7500'));
    expect((await confirm(packs)).lines[0]).toBe('没有需要确认的改动。');
    province(standard('2023-01-01', '2024-12-31', '8000'));
    expect(faultsOf((await check(packs)).lines)).toEqual([expect.stringContaining('已改动')]);
    expect((await confirm(packs)).code).toBe(0);
  });

  test('keeps a byte order mark, ends of lines and tabs as they are', async () => {
    const packs = written(join(folder, 'bytes'), PROVINCE_AND_COUNTY);
    const windows = `\ufeff${JSON.stringify(PROVINCE_AND_COUNTY['county/standard.json'], null, '\t').replaceAll('\n', '\r\n')}\r\n\r\n`;
    written(packs, { 'county/standard.json': windows });
    expect((await confirm(packs)).code).toBe(0);
    const after = readFileSync(join(packs, 'county/standard.json'), 'utf8');
    const hash = /"hash": "([0-9a-f]{16})"/.exec(after)?.[0] as string;
    expect(after).toBe(
      windows.replace('"document": "xingyiNotice"\r\n', `"document": "xingyiNotice",\r\n\t\t\t\t${hash}\r\n`),
    );
  });

  test('writes only below the folder that is checked', async () => {
    const packs = written(join(folder, 'elsewhere'), PROVINCE_AND_COUNTY);
    const before = filesBelow(packs);
    const { code, lines } = await confirm(join(packs, 'province'), { packs: [join(packs, 'county')] });
    // The county below is looked at, and told, but its file lies elsewhere.
    expect(lines[0]).toBe('没有需要确认的改动。');
    expect([code, faultsOf(lines)]).toEqual([1, [expect.stringContaining('county/standard.json')]]);
    expect(filesBelow(packs)).toEqual(before);
    const county = await confirm(join(packs, 'county'), { packs: [join(packs, 'province')] });
    expect([county.code, county.lines[0]]).toEqual([0, `已确认：${packs}/county/standard.json`]);
  });

  test('leaves the other faults, and says so by its exit code', async () => {
    const packs = written(join(folder, 'other-fault'), {
      ...PROVINCE_AND_COUNTY,
      'county/attributes.json': {
        kind: 'derivedFacts',
        derivedFacts: {
          own: { title: { zh: '一', en: 'a' }, formula: 'nowhere + 1', authority: 'projectDefault' },
        },
      },
    });
    const { code, lines } = await confirm(packs);
    expect(code).toBe(1);
    expect(lines[0]).toBe(`已确认：${packs}/county/standard.json`);
    expect(faultsOf(lines)).toEqual([
      expect.stringContaining('attributes.json › derivedFacts.own.formula：'),
    ]);
  });

  test('leaves a file alone that is not UTF-8, rather than losing its Chinese', async () => {
    const packs = written(join(folder, 'gbk'), PROVINCE_AND_COUNTY);
    const [start = '', end = ''] = JSON.stringify(PROVINCE_AND_COUNTY['county/standard.json']).split(
      '试验：另定。',
    );
    // 测试 in GBK.
    const bytes = Buffer.concat([
      Buffer.from(start),
      Buffer.from([0xb2, 0xe2, 0xca, 0xd4]),
      Buffer.from(end),
    ]);
    written(packs, { 'county/standard.json': bytes });
    const before = filesBelow(packs);
    for (const isConfirming of [true, false]) {
      const { told } = await refused((print) =>
        checkCommand(packs, { ...OPTIONS, confirm: isConfirming }, print),
      );
      expect(told).toEqual([expect.stringMatching(/county\/standard\.json.*UTF-8/)]);
    }
    expect(filesBelow(packs)).toEqual(before);
  });

  test('without the option nothing is written', async () => {
    const packs = written(join(folder, 'unwritten'), PROVINCE_AND_COUNTY);
    const before = filesBelow(packs);
    await check(packs);
    expect(filesBelow(packs)).toEqual(before);
  });
});

describe('what dixian check does not do yet', () => {
  test.fails('a pack and a standard that another pack goes on with do not run out', async () => {
    const packs = written(join(folder, 'successors'), {
      '2024/pack.json': head('guizhou2024', '520000', { inForce: { from: '2024-01-01', to: '2024-12-31' } }),
      '2024/standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
      '2025/pack.json': head('guizhou2025', '520000', { inForce: { from: '2025-01-01', to: '2025-12-31' } }),
      '2025/standard.json': standards([standard('2025-01-01', '2025-12-31', '8300')]),
    });
    expect(below((await check(packs)).lines, / 天内到期：$/)).toEqual([]);
  });

  test('a folder whose only pack cannot be read says what is wrong with it', async () => {
    const broken = written(join(folder, 'broken'), { 'pack.json': '{ "kind": "pack", ' });
    const { code, lines } = await check(broken);
    expect([code, faultsOf(lines)]).toEqual([1, [expect.stringContaining('broken/pack.json')]]);
  });

  test('a pack of an unknown region is told once', async () => {
    const { lines } = await check(written(join(folder, 'unknown'), { 'pack.json': head('lost', '520342') }));
    expect(faultsOf(lines)).toHaveLength(1);
  });
});
