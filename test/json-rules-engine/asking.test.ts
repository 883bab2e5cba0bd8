import { describe, expect, test } from 'vitest';
import { CATALOGUE, compile, type Household } from '../../src/index.js';
import type { LookUpOptions } from '../../src/json-rules-engine.js';
import { assessWith, heldBy, heldIn, ON, prepared, SMALL, smallPolicy, type Values } from './support.js';

/** What everybody would answer of a poor household that is monitored. */
const POOR = {
  ableToCope: false,
  householdKind: '脱贫户',
  monitoringStatus: '风险未消除',
  ownsVehicle: false,
  reportedMemberCount: 3,
  reportedNetIncome: 9_000,
};
/** In the order of the alphabet, so that cost decides nothing here. */
const EQUAL_COST = Object.fromEntries(Object.keys(POOR).map((name) => [name, { cost: 1 }]));

describe('what is asked', () => {
  test.each<[string, Values, 'outcomes' | 'help' | 'everything', Values, readonly string[]]>([
    [
      'all that decides, of a household of which nothing is known',
      {},
      'help',
      POOR,
      ['ableToCope', 'reportedMemberCount', 'reportedNetIncome', 'monitoringStatus', 'householdKind'],
    ],
    [
      'nothing beyond the outcomes, where only they are wanted',
      {},
      'outcomes',
      POOR,
      ['ableToCope', 'reportedMemberCount', 'reportedNetIncome', 'monitoringStatus'],
    ],
    [
      'for clues and checks too, where everything is wanted',
      {},
      'everything',
      POOR,
      [
        'ableToCope',
        'reportedMemberCount',
        'reportedNetIncome',
        'monitoringStatus',
        'householdKind',
        'ownsVehicle',
      ],
    ],
    [
      'no income of those who can cope',
      {},
      'help',
      { ...POOR, ableToCope: true, monitoringStatus: '未纳入' },
      ['ableToCope', 'monitoringStatus'],
    ],
    [
      'the income of those who can cope, if whether they may be released depends on it',
      {},
      'help',
      { ...POOR, ableToCope: true },
      ['ableToCope', 'monitoringStatus', 'reportedMemberCount', 'reportedNetIncome', 'householdKind'],
    ],
    [
      'not whether they can cope of those who are above the line',
      { reportedNetIncome: 90_000, reportedMemberCount: 3 },
      'help',
      POOR,
      ['monitoringStatus'],
    ],
    [
      'nothing, where all that decides is given',
      { reportedNetIncome: 90_000, reportedMemberCount: 3, monitoringStatus: '未纳入' },
      'help',
      POOR,
      [],
    ],
    [
      'no category of a household that is not to be helped',
      { ableToCope: true, monitoringStatus: '未纳入' },
      'help',
      POOR,
      [],
    ],
    [
      'a null, which is as blank as an absence',
      { reportedNetIncome: 90_000, reportedMemberCount: 3, monitoringStatus: null },
      'help',
      POOR,
      ['monitoringStatus'],
    ],
  ])('is %s', async (_, household, want, answers, expected) => {
    const asked = prepared(answers, EQUAL_COST);
    const { lookups } = await assessWith(asked, household, want);
    expect(asked.calls).toEqual(expected);
    expect(lookups.map(({ fact }) => fact)).toEqual(expected);
  });

  test('is no fact that cannot settle anything: the number of members, where nobody can find out the income', async () => {
    const asked = prepared({ reportedMemberCount: 3 });
    const { assessment } = await assessWith(asked, { ableToCope: false, monitoringStatus: '未纳入' });
    expect(asked.calls).toEqual([]);
    expect(assessment.identification.outcome).toBe('verify');
    expect(assessment.identification.missing.map(({ name }) => name)).toEqual([
      'reportedMemberCount',
      'reportedNetIncome',
    ]);
  });

  test('is no income where nobody has set a standard, but what decides all the same', async () => {
    const on = '2025-06-01';
    const answers = { ...POOR, monitoringStatus: '未纳入' };
    const asked = prepared(answers, EQUAL_COST, smallPolicy({}, on));
    const { assessment } = await asked.engine.assess({}, { on });
    expect(asked.calls).toEqual(['ableToCope', 'monitoringStatus']);
    expect(assessment.identification.outcome).toBe('noStandard');
  });

  test('never replaces what the household gives, though it be unusable or only partly known', async () => {
    const asked = prepared(POOR, EQUAL_COST);
    const given = { ...POOR, reportedNetIncome: '九千', ableToCope: true, monitoringStatus: '未纳入' };
    const { assessment } = await assessWith(asked, given, 'everything');
    expect(asked.calls).toEqual([]);
    expect(assessment.issues.map(({ code, path }) => [code, path])).toEqual([
      ['notANumber', ['reportedNetIncome']],
    ]);
  });

  test('is nothing that the source gave and could not read', async () => {
    const asked = prepared(POOR, EQUAL_COST);
    await asked.engine.assess({}, { on: ON, unusable: ['reportedNetIncome'] });
    expect(asked.calls).not.toContain('reportedNetIncome');
    expect(asked.calls).toContain('ableToCope');
  });

  test('is a whole list where fields of its items decide, and no list that is given', async () => {
    const members = { complete: true, items: [{ memberId: 'M0', birthDate: '1950-01-01' }] };
    const blank = prepared({ members });
    const { assessment } = await assessWith(blank, POOR, 'everything');
    expect(blank.calls).toEqual(['members']);
    expect(assessment.rules['checkMembers']).toBe('true');

    const given = prepared({ members });
    const incomplete = { complete: true, items: [{ memberId: 'M0' }] };
    const { assessment: open } = await assessWith(given, { ...POOR, members: incomplete }, 'everything');
    expect(given.calls).toEqual([]);
    expect(open.rules['checkMembers']).toBe('unknown');
  });

  test('is told with the conclusion and the rules that it was asked for', async () => {
    const { lookups } = await assessWith(prepared(POOR, EQUAL_COST), {}, 'everything');
    expect(lookups.map(({ fact, status, askedFor }) => [fact, status, askedFor])).toEqual([
      ['ableToCope', 'found', ['identification.outcome', 'wayBelow']],
      ['reportedMemberCount', 'found', ['identification.outcome', 'wayBelow']],
      ['reportedNetIncome', 'found', ['identification.outcome', 'wayBelow']],
      ['monitoringStatus', 'found', ['exit.outcome']],
      ['householdKind', 'found', ['concludedCategory', 'kindLifted', 'kindOther']],
      ['ownsVehicle', 'found', ['checkCars']],
    ]);
  });

  test('is nothing of what is no household, and the answer says so', async () => {
    const asked = prepared(POOR, EQUAL_COST);
    for (const nothing of [null, 7, 'x', []]) {
      const { assessment } = await asked.engine.assess(nothing as unknown as Household, { on: ON });
      expect(assessment.issues.map(({ code }) => code)).toEqual(['notAHousehold']);
    }
    expect(asked.calls).toEqual([]);
  });
});

describe('the order of asking', () => {
  const THREE = { housingGrade: 'D', foodShortage: true, ownsTownProperty: true };
  const KNOWN = { ...POOR, ownsVehicle: true };

  test.each<[string, Readonly<Record<string, LookUpOptions>>, readonly string[]]>([
    [
      'a department before the household, and both before an inspection',
      {},
      ['ownsTownProperty', 'foodShortage', 'housingGrade'],
    ],
    [
      'what the caller says is cheaper',
      { housingGrade: { cost: 0 } },
      ['housingGrade', 'ownsTownProperty', 'foodShortage'],
    ],
    [
      'a higher priority before any cost',
      { housingGrade: { priority: 3 }, foodShortage: { priority: 2, cost: 99 } },
      ['housingGrade', 'foodShortage', 'ownsTownProperty'],
    ],
    [
      'by name, where all else is equal',
      { housingGrade: { cost: 1 }, foodShortage: { cost: 1 }, ownsTownProperty: { cost: 1 } },
      ['foodShortage', 'housingGrade', 'ownsTownProperty'],
    ],
  ])('is %s', async (_, options, expected) => {
    expect(Object.keys(THREE).map((name) => CATALOGUE[name as keyof typeof THREE].foundBy)).toEqual([
      'inspection',
      'household',
      'department',
    ]);
    const asked = prepared(THREE, options);
    await assessWith(asked, KNOWN, 'everything');
    expect(asked.calls).toEqual(expected);
  });

  test('stops as soon as an answer settles the rule', async () => {
    const asked = prepared({ ...THREE, ownsTownProperty: false });
    const { assessment } = await assessWith(asked, KNOWN, 'everything');
    expect(asked.calls).toEqual(['ownsTownProperty']);
    expect(assessment.rules['checkAllThree']).toBe('false');
  });

  test('is one look-up after the other', async () => {
    let underWay = 0;
    const slowly = (value: unknown) => async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      underWay -= 1;
      return value;
    };
    const asked = prepared(
      Object.fromEntries(Object.entries(POOR).map(([name, value]) => [name, slowly(value)])),
    );
    const { lookups } = await assessWith(asked, {}, 'everything');
    expect(lookups.every(({ status }) => status === 'found')).toBe(true);
    expect(lookups).toHaveLength(6);
  });
});

describe('a look-up', () => {
  test.each<[string, unknown, number]>([
    ['found', undefined, 6],
    // Without the number of members, no income can settle anything.
    ['not known', () => null, 5],
    ['refused', () => 'no such value', 5],
    [
      'failed',
      () => {
        throw new Error('down');
      },
      5,
    ],
  ])('that is %s is made once, however many rules read the fact', async (_, answer, count) => {
    const answers = Object.fromEntries(Object.entries(POOR).map(([name, value]) => [name, answer ?? value]));
    const asked = prepared(answers, { ...EQUAL_COST, reportedNetIncome: { cost: 1, cache: false } });
    await assessWith(asked, {}, 'everything');
    expect([...new Set(asked.calls)]).toEqual(asked.calls);
    expect(asked.calls).toHaveLength(count);
  });

  test('is made anew for the next household and the next assessment', async () => {
    const asked = prepared({ ableToCope: true });
    await assessWith(asked, { monitoringStatus: '未纳入' });
    await assessWith(asked, { monitoringStatus: '未纳入' });
    expect(asked.calls).toEqual(['ableToCope', 'ableToCope']);
  });

  test('is told which household and day it is about, and what was found before', async () => {
    const told: unknown[] = [];
    const asked = prepared(
      {
        ableToCope: false,
        reportedNetIncome: (params: { fact: string; household: Household; on: string }) => {
          told.push([params.fact, params.household, params.on]);
          return 9_000;
        },
      },
      { ableToCope: { priority: 2 } },
    );
    await assessWith(asked, { householdId: 'H1', reportedMemberCount: 3 });
    expect(told).toEqual([
      ['reportedNetIncome', { householdId: 'H1', reportedMemberCount: 3, ableToCope: false }, ON],
    ]);
  });

  test('can be removed again', async () => {
    const asked = prepared(POOR);
    expect(asked.engine.removeFact('ableToCope')).toBe(true);
    expect(asked.engine.removeFact('ableToCope')).toBe(false);
    await assessWith(asked, {});
    expect(asked.calls).not.toContain('ableToCope');
  });

  test("can be a value that every household has, or upstream's Fact", async () => {
    const { Fact } = await import('json-rules-engine');
    const asked = prepared({});
    asked.engine.addFact('ableToCope', false).addFact(new Fact('reportedNetIncome', async () => 9_000));
    const { assessment } = await assessWith(asked, { reportedMemberCount: 3 });
    expect(assessment.identification.outcome).toBe('identify');
  });
});

describe('the events', () => {
  test('are those of the rules that hold, with stage, rule and conclusion', async () => {
    const { assessment, events } = await assessWith(
      prepared({ ...POOR, ownsVehicle: true }),
      {},
      'everything',
    );
    expect(events).toEqual([
      { type: 'check', params: { rule: 'checkCars' } },
      { type: 'identify', params: { rule: 'wayBelow' } },
      { type: 'category', params: { rule: 'kindLifted', concludes: '脱贫不稳定户' } },
    ]);
    expect(heldBy(events)).toEqual(heldIn(assessment));
  });

  test('are not there for what is unknown, nor for its opposite', async () => {
    const { assessment, events } = await assessWith(prepared({}), {});
    expect(Object.values(assessment.rules)).toContain('unknown');
    expect(events).toEqual([]);
  });

  test('reach listeners, for a stage and for all', async () => {
    const heard: unknown[] = [];
    const asked = prepared(POOR);
    asked.engine.on('identify', (params: unknown) => heard.push(params));
    asked.engine.on('success', (event) => heard.push(event.type));
    await assessWith(asked, {});
    expect(heard).toEqual(['identify', { rule: 'wayBelow' }, 'category']);
  });

  test('agree with the same assessment made at once from what was found', async () => {
    const { assessment } = await assessWith(prepared(POOR), {}, 'everything');
    const { ownsVehicle, ...found } = POOR;
    const expected = compile(SMALL).assess({ ...found, ownsVehicle } as Household, { on: ON });
    expect(JSON.parse(JSON.stringify(assessment))).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(assessment.explain('zh-CN')).toEqual(expected.explain('zh-CN'));
  });
});
