import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type StandardOptions, standardCommand } from '../../src/cli/standard-command.js';
import { explainStandard } from '../../src/index.js';
import { SHIPPED } from '../standards/support.js';
import { head, printed, refused, standard, standards, temporaryFolder, written } from './support.js';

const folder = temporaryFolder();
const GANSU: StandardOptions = { region: '620000', from: 2021, to: 2026, locale: 'zh-CN' };
const show = (options: Partial<StandardOptions> = {}) =>
  printed((print) => standardCommand({ ...GANSU, ...options }, print));
const refusal = (options: Partial<StandardOptions>) =>
  refused((print) => standardCommand({ ...GANSU, ...options }, print), options.locale);

/** A line as a terminal shows it: a Chinese character takes two places, the second of them empty. */
const places = (line: string): string[] =>
  [...line].flatMap((character) =>
    /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character) ? [character, ''] : [character],
  );

/** The table among the printed lines: from the line of years to the next blank one. */
function tableOf(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => /^ +20\d\d( +20\d\d)*$/.test(line));
  return lines.slice(start, lines.indexOf('', start));
}

describe('dixian standard', () => {
  test('names the region and the standard, shows the table, and says what its brackets mean', async () => {
    const { code, lines } = await show();
    expect(code).toBe(0);
    expect(lines[0]).toBe('甘肃省 防止返贫致贫收入标准（监测范围）');
    expect(tableOf(lines).length).toBeGreaterThan(9);
    expect(lines).toContainEqual(expect.stringMatching(/^公式行括号内为与现行标准的差.*标准以公布为准。$/));
    expect(lines.some((line) => line.startsWith('──'))).toBe(false);
  });

  test.each(['zh-CN', 'en'] as const)(
    'in %s every column ends in one place on every line',
    async (locale) => {
      const table = tableOf((await show({ locale })).lines).map(places);
      const [years = []] = table;
      const ends = years.flatMap((place, index) =>
        /\d/.test(place) && !/\d/.test(years[index + 1] ?? '') ? index : [],
      );
      expect(ends).toHaveLength(6);
      for (const line of table) {
        expect(line.slice(0, 2)).toEqual([' ', ' ']);
        expect(line).toHaveLength((ends.at(-1) as number) + 1);
        for (const end of ends) {
          expect(line[end]).not.toBe(' ');
          expect(line.slice(end + 1, end + 4).every((place) => place === ' ')).toBe(true);
        }
      }
    },
  );

  test('in English has the same numbers as in Chinese', async () => {
    const amounts = (lines: readonly string[]): string[] =>
      tableOf(lines)
        .slice(1)
        .map((line) => (line.match(/[−+]?\d+([,.]\d+)*%?/g) ?? []).join(' '));
    const [chinese, english] = [await show(), await show({ locale: 'en' })];
    expect(amounts(english.lines)).toEqual(amounts(chinese.lines));
    expect(amounts(chinese.lines)[0]).toBe('6,500 7,200 7,800');
    expect(english.lines[0]).toContain('Gansu');
    expect(english.text).not.toMatch(/\p{Script=Han}/u);
  });

  test.each([
    ['zh-CN', '公式所用指标：甘肃省', '7,820（−780，−9.1%）'],
    ['en', 'indicators of Gansu', '7,820 (−780, −9.1%)'],
  ] as const)('in %s says whose figures the formulas read', async (locale, line, cell) => {
    const lent = await show({ region: '620171', from: 2025, to: 2025, figuresOf: '620000', locale });
    expect(lent.lines[1]).toBe(line);
    // 7800 × 1.002 = 7815.6 → 7820, and 8600 is announced.
    expect(lent.text).toContain(cell);
    const own = await show({ region: '620171', from: 2025, to: 2025, locale });
    expect(own.lines[1]).toBe('');
    expect(own.text).not.toContain('7,820');
  });

  test('the region’s own figures need not be said', async () => {
    expect((await show({ figuresOf: '620000' })).text).toBe((await show()).text);
  });

  test('says of which day the knowledge is, and what was not known then', async () => {
    const area = { region: '620171', from: 2025, to: 2026, explain: true };
    const { lines } = await show({ ...area, knownOn: '2025-04-08' });
    expect(lines[1]).toBe('只用截至2025年4月8日已公布的内容');
    expect(tableOf(lines)[1]).toMatch(/ 当时未公布 +—$/);
    expect(lines.find((line) => line.startsWith('缺少的数据：'))).toContain(
      '防止返贫致贫收入标准（监测范围）（当时尚未公布）：2025年',
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^2025年1月1日至.*2025年4月9日才公布，当时尚未公布）$/),
    );
    const after = await show({ ...area, knownOn: '2025-04-09' });
    expect(tableOf(after.lines)[1]).toMatch(/ 8,600 +—$/);
    const english = await show({ ...area, knownOn: '2025-04-08', locale: 'en' });
    expect(english.lines[1]).toBe('only what was published by 2025-04-08');
    expect(tableOf(english.lines)[1]).toMatch(/ not yet known +—$/);
  });

  test('with --explain adds every year below the same table', async () => {
    const [short, long] = [await show(), await show({ explain: true })];
    expect(long.lines.slice(0, short.lines.length)).toEqual(short.lines);
    expect(long.lines.filter((line) => line.startsWith('──'))).toEqual(
      [2021, 2022, 2023, 2024, 2025, 2026].map((year) => `── ${year}年`),
    );
  });

  test.each([
    ['plainly', {}],
    ['with another region’s figures', { region: '620171', figuresOf: '620000' }],
    ['as known on a day', { knownOn: '2024-08-12' }],
  ])('with --json prints what explainStandard gives, %s, and nothing else', async (_, options) => {
    const { code, text } = await show({ ...options, json: true });
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual(explainStandard(SHIPPED, { ...GANSU, ...options }));
  });

  test('reads packs of your own', async () => {
    const packs = written(join(folder, 'own'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
    });
    const [without, own] = [
      await show({ region: '520000', from: 2024, to: 2024 }),
      await show({ region: '520000', from: 2024, to: 2024, packs: [packs] }),
    ];
    expect(tableOf(without.lines)[1]).toMatch(/ —$/);
    expect(tableOf(own.lines)[1]).toMatch(/ 8,000$/);
  });

  test('faulty packs are told, and nothing is printed', async () => {
    const packs = written(join(folder, 'faulty'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000', { document: 'nowhere' })]),
    });
    const { told, prints } = await refusal({ region: '520000', packs: [packs] });
    expect(prints).toEqual([]);
    for (const line of told)
      expect(line).toContain(
        'standard.json › values.incomeStandard.values[0].document：没有编号为“nowhere”的文件',
      );
  });
});

describe('a request that dixian standard cannot answer', () => {
  test.each([
    ['reversed years', { from: 2026, to: 2021 }, '年份 2026 至 2021 不能用：请写四位数年份，先小后大'],
    ['more than a hundred years', { from: 1900, to: 2000 }, '最多一百年'],
    ['years before 1900', { from: 1000, to: 1001 }, '年份 1000 至 1001 不能用'],
    ['an unknown region', { region: '699999' }, '不认识的区域“699999”。请在 kind 为 "regions" 的文件里登记'],
    ['a region misspelt', { region: '62000' }, '是否应为 620000（甘肃省）？'],
    ['figures of an unknown region', { figuresOf: '699999' }, 'figuresOf：不认识的区域“699999”'],
    [
      'a folder of packs that is not there',
      { packs: [join(folder, 'no-such-folder')] },
      'no-such-folder 不存在，或不是目录。请检查路径。',
    ],
  ])('%s: says so, how to mend it, and prints nothing', async (_, options, message) => {
    const { told, prints } = await refusal(options);
    expect(told[0]).toContain(message);
    expect(prints).toEqual([]);
    const english = await refusal({ ...options, locale: 'en' });
    expect(english.told[0]).not.toMatch(/[，。：？“”]|undefined/);
  });
});

describe('a standard that is not in force at the end of the year', () => {
  const cell = async (name: string, value: object, year: number, locale: 'zh-CN' | 'en'): Promise<string> => {
    const packs = written(join(folder, name), {
      'pack.json': head('guizhou', '520000', { inForce: { from: '2021-05-16' } }),
      'standard.json': standards([value]),
    });
    const { lines } = await show({ region: '520000', from: year, to: year, packs: [packs], locale });
    return (tableOf(lines)[1] as string).trim().split(/ {2,}/).at(-1) as string;
  };
  const carried = standard('2024-01-01', '2024-12-31', '8000', { carriedOverTo: '2025-03-31' });
  const half = standard('2023-01-01', '2023-06-30', '7500');

  test('but carried over into it says so, and until when', async () => {
    expect(await cell('carried', carried, 2025, 'zh-CN')).toMatch(/^8,000（.*沿用.*3月31日.*）$/);
    expect(await cell('carried', carried, 2025, 'en')).toMatch(/^8,000 \(.*carried over.*2025-03-31.*\)$/);
    expect(await cell('carried', carried, 2024, 'zh-CN')).toBe('8,000');
  });

  test('since it ended before says when', async () => {
    expect(await cell('half', half, 2023, 'zh-CN')).toMatch(/^7,500（.*6月30日.*）$/);
    expect(await cell('half', half, 2023, 'en')).toMatch(/^7,500 \(.*2023-06-30.*\)$/);
  });
});

describe('dixian standard with packs of your own, at the edges', () => {
  const own = (name: string, values: readonly object[]): string =>
    written(join(folder, name), {
      'pack.json': head('guizhou', '520000', { inForce: { from: '2021-05-16' } }),
      'standard.json': standards(values),
    });

  test('an unknown region is told once, and not as that of the figures', async () => {
    expect((await refusal({ region: '699999' })).told).toHaveLength(1);
  });

  test('a fault of a pack is told once, not once for every stretch of days', async () => {
    const packs = own('once', [standard('2024-01-01', '2024-12-31', '8000', { document: 'nowhere' })]);
    expect((await refusal({ region: '520000', packs: [packs] })).told).toHaveLength(1);
  });

  test('a standard below the floor is told, as it is when a policy is resolved', async () => {
    const packs = own('low', [standard('2024-01-01', '2024-12-31', '5800')]);
    expect((await refusal({ region: '520000', packs: [packs] })).told).toHaveLength(1);
  });

  test('the shares are shown whatever the first year', async () => {
    expect((await show({ from: 2020, to: 2024 })).text).toContain('占上年人均地区生产总值');
  });

  test('a difference of −10 has no share of +0.0%', async () => {
    // 25010 × 1.002 = 25060.02 → 25060; 25060 − 25070 = −10, which is −0.04%.
    const packs = own('signs', [
      standard('2024-01-01', '2024-12-31', '25010'),
      standard('2025-01-01', '2025-12-31', '25070'),
    ]);
    const { text } = await show({ region: '520000', from: 2025, to: 2025, packs: [packs] });
    expect(text).toContain('25,060（−10，−0.0%）');
  });
});
