import { describe, expect, test } from 'vitest';
import type { AreaLevel, Summary, SummaryItem } from '../../src/decision/aggregates/summary.js';
import { summaryTexts } from '../../src/decision/aggregates/summary-texts.js';
import type { Household } from '../../src/index.js';
import { summaryOf } from './summary-support.js';

const at = (place: Household, count = 1): SummaryItem[] =>
  Array.from({ length: count }, () => ({ household: { ...place, reportedMemberCount: 2 } }));
const groupsOf = ({ groups }: Summary) =>
  groups.map(({ place, mergedGroups, all }) => [
    Object.values(place).join('/'),
    all.households,
    mergedGroups,
  ]);

describe('groups', () => {
  const items = [
    ...at({ county: '甲县', township: '一乡', village: '新村' }, 2),
    ...at({ county: '甲县', township: '二乡', village: '新村' }),
    ...at({ county: '甲县', township: '二乡' }),
    ...at({ county: '甲县', village: '新村' }),
    ...at({ county: '甲县', township: ' 一乡 ', village: '新村 ' }),
    ...at({}),
  ];

  test('of villages keep those of one name in two townships apart, and a blank is a group of its own', () => {
    expect(groupsOf(summaryOf(items))).toEqual([
      ['甲县/一乡/新村', 3, undefined],
      ['甲县/二乡/新村', 1, undefined],
      ['甲县/二乡', 1, undefined],
      ['甲县/新村', 1, undefined],
      ['', 1, undefined],
    ]);
  });

  test.each<readonly [AreaLevel, readonly (readonly [string, number])[]]>([
    [
      'township',
      [
        ['甲县/一乡', 3],
        ['甲县/二乡', 2],
        ['甲县', 1],
        ['', 1],
      ],
    ],
    [
      'county',
      [
        ['甲县', 6],
        ['', 1],
      ],
    ],
    ['province', [['', 7]]],
  ])('by %s', (by, expected) => {
    expect(groupsOf(summaryOf(items, { by })).map(([name, count]) => [name, count])).toEqual(expected);
  });

  test('of a name in other widths, or of blanks only, are those of the same name and of none', () => {
    const names = ['新村（一）', '新村(一)', '  ', null];
    const items = names.flatMap((village) => at({ village }));
    expect(groupsOf(summaryOf(items)).map(([name, count]) => [name, count])).toEqual([
      ['新村(一)', 2],
      ['', 2],
    ]);
  });

  test('of nothing are none, with a total of nobody', () => {
    const summary = summaryOf([]);
    expect(summary.groups).toEqual([]);
    expect(summary.total.all.households).toBe(0);
  });

  test('read their items once', () => {
    function* once(): Generator<SummaryItem> {
      yield* items;
    }
    expect(summaryOf(once())).toEqual(summaryOf(items));
  });
});

describe('small groups', () => {
  const items = [
    ...at({ village: '大' }, 9),
    ...at({ village: '中' }, 5),
    ...at({ village: '小' }, 2),
    ...at({ village: '微' }, 1),
  ];

  test('are shown as they are unless asked', () => {
    const summary = summaryOf(items);
    expect(groupsOf(summary).map(([, count]) => count)).toEqual([5, 9, 2, 1]);
    expect(summary).not.toHaveProperty('smallestGroup');
  });

  test.each([
    [
      'are merged',
      3,
      [
        ['大', 9, undefined],
        ['中', 5, undefined],
        ['', 3, 2],
      ],
      true,
    ],
    [
      'take in the next larger one where they are still too few',
      4,
      [
        ['大', 9, undefined],
        ['', 8, 3],
      ],
      true,
    ],
    [
      'alone take in the next larger one too',
      2,
      [
        ['大', 9, undefined],
        ['中', 5, undefined],
        ['', 3, 2],
      ],
      true,
    ],
    ['of all are one', 10, [['', 17, 4]], true],
    ['of all may still be too few', 18, [['', 17, 4]], false],
    [
      'that are just large enough stay',
      1,
      [
        ['中', 5, undefined],
        ['大', 9, undefined],
        ['小', 2, undefined],
        ['微', 1, undefined],
      ],
      true,
    ],
  ] as const)('%s', (_, smallestGroup, expected, reached) => {
    const summary = summaryOf(items, { smallestGroup });
    expect(groupsOf(summary)).toEqual(expect.arrayContaining(expected.map((each) => [...each])));
    expect(summary.groups).toHaveLength(expected.length);
    expect(summary.smallestGroup).toEqual({ households: smallestGroup, reached });
    expect(summary.total).toEqual(summaryOf(items).total);
  });

  test('that are merged have no name left, and the texts say so', () => {
    const summary = summaryOf(items, { smallestGroup: 4 });
    const texts = summaryTexts(summary, 'zh-CN').join('\n');
    expect(texts).toContain('（合并的 3 个小组别）');
    expect(texts).toContain('少于 4 户的组别已合并，不单列。');
    expect(JSON.stringify(summary) + texts).not.toMatch(/小"|微/);
  });

  test('that stay too few are told', () => {
    const texts = summaryTexts(summaryOf(items, { smallestGroup: 18 }), 'zh-CN');
    expect(texts).toContain('少于 18 户的组别已合并；合并后仍少于 18 户，公开前请注意。');
  });
});
