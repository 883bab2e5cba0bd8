import { describe, expect, test } from 'vitest';
import { clearedShare } from '../../src/decision/aggregates/shares.js';
import type { SummaryItem } from '../../src/decision/aggregates/summary.js';
import { summaryTexts } from '../../src/decision/aggregates/summary-texts.js';
import type { Household } from '../../src/index.js';
import { assessmentWith, countsOf, itemOf, summaryOf } from './summary-support.js';

const tally = (households: number, persons: number, householdsOfUnknownSize = 0) => ({
  households,
  persons,
  householdsOfUnknownSize,
});
const concluded = (code: string | undefined, rule = `rule${code}`) => ({
  rule,
  title: { zh: rule, en: rule },
  ...(code === undefined ? {} : { code }),
});
const members = (count: number, complete = true): Household => ({
  members: { complete, items: Array.from({ length: count }, () => ({})) },
});

/** Households of these sizes that add up to so many persons. */
function households(status: '风险未消除' | '风险已消除', count: number, persons: number): SummaryItem[] {
  const [size, rest] = [Math.floor(persons / count), persons % count];
  return Array.from({ length: count }, (_, index) => ({
    household: { monitoringStatus: status, reportedMemberCount: index < rest ? size + 1 : size },
  }));
}

describe('the cleared share', () => {
  // Baoshan 2021 (POLICY §14): 16,369 households of 54,851 persons, of which 7,282 of 27,256 were cleared.
  const baoshan = [
    clearedShare(tally(7_282, 27_256), tally(16_369 - 7_282, 54_851 - 27_256)),
    countsOf([
      ...households('风险已消除', 7_282, 27_256),
      ...households('风险未消除', 16_369 - 7_282, 54_851 - 27_256),
    ]).cleared,
  ];

  test.each(['from counts', 'from households'])(
    'of Baoshan is 44.49 % by households and 49.69 % by persons, %s',
    (how) => {
      expect(how === 'from counts' ? baoshan[0] : baoshan[1]).toEqual({
        byHouseholds: {
          unit: 'households',
          numerator: 7_282,
          denominator: 16_369,
          exact: '7282/16369',
          text: '44.49%',
          householdsOfUnknownSize: 0,
        },
        byPersons: {
          unit: 'persons',
          numerator: 27_256,
          denominator: 54_851,
          exact: '27256/54851',
          text: '49.69%',
          householdsOfUnknownSize: 0,
        },
      });
    },
  );

  test('of a hundred and forty-three thousand households is 57.6 % by household, as Gansu says', () => {
    const { byHouseholds } = clearedShare(tally(82_368, 0), tally(143_000 - 82_368, 0));
    expect([byHouseholds.exact, byHouseholds.text]).toEqual(['0.576', '57.60%']);
  });

  test.each([
    [1, 7, '12.50%'],
    [1, 2, '33.33%'],
    [2, 1, '66.67%'],
    // 1/800 = 0.125 %: half goes up.
    [1, 799, '0.13%'],
    [3, 0, '100.00%'],
  ])('of %i removed and %i not removed is %s', (removed, monitored, text) => {
    expect(clearedShare(tally(removed, 0), tally(monitored, 0)).byHouseholds.text).toBe(text);
  });

  test('of nobody is no share, rather than nought', () => {
    const { byHouseholds, byPersons } = countsOf([itemOf({ monitoringStatus: '未纳入' })]).cleared;
    for (const share of [byHouseholds, byPersons]) {
      expect(share).toMatchObject({ numerator: 0, denominator: 0 });
      expect(share).not.toHaveProperty('exact');
      expect(share).not.toHaveProperty('text');
    }
  });

  test('by persons leaves out those of unknown size in both numbers, and says how many', () => {
    const { cleared } = countsOf([
      itemOf({ monitoringStatus: '风险已消除', reportedMemberCount: 3 }),
      itemOf({ monitoringStatus: '风险已消除' }),
      itemOf({ monitoringStatus: '风险未消除', reportedMemberCount: 1 }),
    ]);
    expect(cleared.byPersons).toMatchObject({ text: '75.00%', householdsOfUnknownSize: 1 });
    expect(cleared.byHouseholds).toMatchObject({ text: '66.67%', householdsOfUnknownSize: 0 });
  });

  test('leaves households of unknown status out of both numbers', () => {
    const counts = countsOf([
      itemOf({ monitoringStatus: '风险已消除' }),
      itemOf({}),
      itemOf({ monitoringStatus: '未纳入' }),
    ]);
    expect(counts.cleared.byHouseholds).toMatchObject({ numerator: 1, denominator: 1 });
    expect(counts.status).toMatchObject({ unknown: { households: 1 }, notMonitored: { households: 1 } });
  });
});

describe('the persons of a household', () => {
  test.each<readonly [string, Household, number | undefined]>([
    ['its members, where the list is complete', members(4), 4],
    ['its members rather than the number as recorded', { ...members(4), reportedMemberCount: 5 }, 4],
    [
      'the number as recorded, where the list is not complete',
      { ...members(4, false), reportedMemberCount: 5 },
      5,
    ],
    ['unknown, where the list is not complete', members(4, false), undefined],
    ['unknown, where nothing is given', {}, undefined],
    ['unknown, where sources differ', { reportedMemberCount: [{ value: 3 }, { value: 4 }] }, undefined],
    ['unknown, where the number is impossible', { reportedMemberCount: -2 }, undefined],
  ])('are %s', (_, household, persons) => {
    expect(countsOf([itemOf(household)]).all).toEqual(
      persons === undefined ? tally(1, 0, 1) : tally(1, persons),
    );
  });
});

describe('the counts', () => {
  const items: SummaryItem[] = [
    itemOf({
      reportedNetIncome: 15_000,
      reportedMemberCount: 2,
      ableToCope: false,
      monitoringStatus: '未纳入',
    }),
    itemOf({
      reportedNetIncome: 15_000,
      reportedMemberCount: 2,
      ableToCope: false,
      monitoringStatus: '风险未消除',
    }),
    itemOf({
      reportedNetIncome: 40_000,
      reportedMemberCount: 4,
      ableToCope: true,
      monitoringStatus: '风险未消除',
    }),
    itemOf({
      reportedNetIncome: 40_000,
      reportedMemberCount: 4,
      ableToCope: true,
      monitoringStatus: '风险已消除',
    }),
    itemOf({ reportedMemberCount: 1 }),
    { household: { reportedMemberCount: 5 } },
  ];
  const counts = countsOf(items);

  test('hold every household, those not assessed apart', () => {
    expect([counts.all, counts.assessed, counts.notAssessed]).toEqual([
      tally(6, 18),
      tally(5, 13),
      tally(1, 5),
    ]);
  });

  test('are by outcome and status', () => {
    expect(counts.identification).toEqual({
      identify: tally(2, 4),
      review: tally(0, 0),
      notIdentified: tally(2, 8),
      verify: tally(1, 1),
      noStandard: tally(0, 0),
    });
    expect(counts.exit).toMatchObject({ exit: tally(1, 4), retain: tally(1, 2), notApplicable: tally(2, 6) });
    expect(counts.status).toEqual({
      notMonitored: tally(1, 2),
      monitored: tally(2, 6),
      removed: tally(1, 4),
      unknown: tally(2, 6),
    });
  });

  test('tell those to be taken in from those who are in already', () => {
    const { notMonitored, monitored } = counts.identificationByStatus;
    expect([notMonitored.identify, monitored.identify]).toEqual([tally(1, 2), tally(1, 2)]);
  });

  test('hold a settled category, an open one, and none, each apart', () => {
    const decided = (answer: string | undefined, ...possible: string[]) => ({
      household: {},
      assessment: assessmentWith({ category: { answer, possible } }),
    });
    const { category } = countsOf([
      decided('边缘易致贫户', '边缘易致贫户'),
      decided('none', 'none'),
      decided(undefined, '边缘易致贫户', '脱贫不稳定户', 'none'),
    ]).stages;
    const one = tally(1, 0, 1);
    expect(category).toMatchObject({
      certain: { 边缘易致贫户: one },
      possible: { 脱贫不稳定户: one, 边缘易致贫户: one },
      none: one,
      unsettled: one,
    });
  });

  test('hold a household once under a code that two rules conclude, and never as possible beside it', () => {
    const risks = {
      certain: [concluded('因病', 'a'), concluded('因病', 'b'), concluded('因残')],
      possible: [concluded('因病', 'c'), concluded('因学'), concluded(undefined, 'unnamed')],
      excluded: [],
    };
    const { risks: counted } = countsOf([{ household: {}, assessment: assessmentWith({ risks }) }]).stages;
    const one = tally(1, 0, 1);
    expect(counted).toMatchObject({
      certain: { 因病: one, 因残: one },
      possible: { 因学: one, unnamed: one },
      unsettled: one,
      none: tally(0, 0),
    });
    expect(counted.possible).not.toHaveProperty('因病');
    expect(Object.keys(counted.certain)).toEqual(['因病', '因残']);
  });

  test('leave no help to those advised to exit', () => {
    const measures = { certain: [concluded('产业帮扶')], possible: [], excluded: [] };
    const exit = { ...assessmentWith({}).exit, outcome: 'exit' } as const;
    const [kept, released] = [{}, { exit }].map(
      (changes) =>
        countsOf([{ household: {}, assessment: assessmentWith({ measures, ...changes }) }]).stages.measures,
    );
    expect(kept).toMatchObject({ certain: { 产业帮扶: tally(1, 0, 1) }, exitAdvised: tally(0, 0) });
    expect(released).toMatchObject({ certain: {}, exitAdvised: tally(1, 0, 1) });
  });

  test('survive names that a table could trip over', () => {
    const risks = {
      certain: [concluded(undefined, '__proto__'), concluded(undefined, 'constructor')],
      possible: [],
      excluded: [],
    };
    const { certain } = countsOf([
      { household: { village: '__proto__' }, assessment: assessmentWith({ risks }) },
    ]).stages.risks;
    expect(Object.keys(certain)).toEqual(['__proto__', 'constructor']);
  });

  test.each([[null], [[]], ['text'], [{ monitoringStatus: 7, village: 3, members: 'x' }]])(
    'count a household that is %j as one of which nothing is known',
    (household) => {
      const { total, groups } = summaryOf([{ household: household as Household }]);
      expect(total.status.unknown).toEqual(tally(1, 0, 1));
      expect(groups.map(({ place }) => place)).toEqual([{}]);
    },
  );

  test('take a blank status as the packs declare it, only where an assessment did', () => {
    const item = (declaredBlanks: readonly string[]): SummaryItem => ({
      household: {},
      assessment: assessmentWith({ declaredBlanks }),
    });
    const items = [item(['monitoringStatus']), item([])];
    const declaredBlanks = { monitoringStatus: '未纳入' };
    expect(countsOf(items, { declaredBlanks }).status).toMatchObject({
      notMonitored: { households: 1 },
      unknown: { households: 1 },
    });
    expect(countsOf(items).status.unknown.households).toBe(2);
  });

  test('are frozen', () => {
    const { total, groups } = summaryOf(items);
    for (const part of [total, total.all, total.stages.risks, total.stages.risks.certain, groups, groups[0]])
      expect(Object.isFrozen(part)).toBe(true);
  });
});

describe('a period', () => {
  const period = { from: '2024-03', to: '2024-05' } as const;
  const record = (
    monitoringStatus: Household['monitoringStatus'],
    identifiedMonth?: string,
    removedMonth?: string,
  ) => ({
    household: { monitoringStatus, identifiedMonth, removedMonth } as Household,
  });

  test.each([
    ['in its first month', record('风险未消除', '2024-03'), [1, 0, 0, 0]],
    ['in its last month', record('风险未消除', '2024-05'), [1, 0, 0, 0]],
    ['before it', record('风险未消除', '2024-02'), [0, 0, 0, 0]],
    ['after it', record('风险未消除', '2024-06'), [0, 0, 0, 0]],
    ['and removed in it', record('风险已消除', '2024-03', '2024-05'), [1, 0, 1, 0]],
    ['nobody knows when', record('风险未消除'), [0, 1, 0, 0]],
    ['and removed nobody knows when', record('风险已消除', '2024-03'), [1, 0, 0, 1]],
    ['in it, and not monitored', record('未纳入', '2024-03'), [0, 1, 0, 0]],
    ['never', record('未纳入'), [0, 0, 0, 0]],
    ['perhaps', record(null), [0, 1, 0, 1]],
    ['anew in it after a removal in it', record('风险未消除', '2024-05', '2024-04'), [1, 0, 0, 1]],
  ] as const)('counts one identified %s', (_, item, expected) => {
    const counted = countsOf([item], { period }).period;
    expect([
      counted?.newlyIdentified.households,
      counted?.possiblyNewlyIdentified.households,
      counted?.newlyRemoved.households,
      counted?.possiblyNewlyRemoved.households,
    ]).toEqual(expected);
  });

  test('is in no summary that did not ask for one', () => {
    expect(countsOf([record('风险未消除', '2024-03')])).not.toHaveProperty('period');
  });
});

describe('what is asked', () => {
  test.each([
    ['a level that does not exist', { by: 'hamlet' as never }],
    ['a month that does not exist', { period: { from: '2024-13', to: '2024-12' } }],
    ['a period that ends before it starts', { period: { from: '2024-05', to: '2024-04' } }],
    ['a smallest group of none', { smallestGroup: 0 }],
    ['a smallest group of a half', { smallestGroup: 1.5 }],
  ])('is refused for %s', (_, request) => {
    expect(() => summaryOf([], request)).toThrow(RangeError);
  });
});

describe('a summary in words', () => {
  const items = [
    itemOf({
      village: '东村',
      householdId: 'SECRET-1',
      headName: 'SECRET-2',
      monitoringStatus: '风险已消除',
      reportedMemberCount: 3,
    }),
    itemOf({ village: '东村', monitoringStatus: '风险未消除' }),
    itemOf({ monitoringStatus: '风险未消除', reportedMemberCount: 1 }),
  ];
  const summary = summaryOf(items, { period: { from: '2024-01', to: '2024-12' } });

  test('states unit and both numbers of every share', () => {
    expect(summaryTexts(summary, 'zh-CN')).toContain(
      '风险消除率：按户 33.33%（已消除 1 户 ÷ 已消除与未消除共 3 户）；按人 75.00%（已消除 3 人 ÷ 已消除与未消除共 4 人，另有 1 户人口数未填，不在内）。未填监测状态的 0 户不在内',
    );
    expect(summaryTexts(summary, 'en')).toContain(
      'Cleared: by households 33.33% (removed 1 households ÷ removed and not removed 3 households); by persons 75.00% (removed 3 persons ÷ removed and not removed 4 persons; 1 households of unknown size are in neither). 0 households of unknown status are in neither',
    );
  });

  test.each(['zh-CN', 'en'] as const)(
    'in %s leaves no place unfilled, names each group and ends as advice',
    (locale) => {
      const texts = summaryTexts(summary, locale);
      expect(texts.join('\n')).not.toMatch(/[{}]|undefined/);
      expect(texts.filter((line) => line.includes('东村'))).toHaveLength(1);
      expect(
        texts.filter((line) => line.includes(locale === 'zh-CN' ? '（村未填）' : '(village left blank)')),
      ).toHaveLength(1);
      expect(texts.at(-1)).toContain('民主评议');
    },
  );

  test('and as data hold nothing of a single household', () => {
    const all = JSON.stringify([summary, summaryTexts(summary, 'zh-CN'), summaryTexts(summary, 'en')]);
    expect(all).not.toContain('SECRET');
  });
});
