import { describe, expect, test } from 'vitest';
import { changedHousehold, whatWouldChange } from '../../../src/decision/changes/index.js';
import { compile, type Household, resolvePolicy } from '../../../src/index.js';
import { SHIPPED_FILES } from '../../policy/support.js';
import { assess, type Given, ON } from '../support.js';
import { changesOf, inWords, leadingTo, READY, readingOf, WELL_OFF } from './support.js';

const items = (...given: Given[]) => ({ complete: true, items: given });
const FALLEN = { ...WELL_OFF, reportedWageIncome: 13_399.99 };
const INCOMES = [
  ['reportedWageIncome', 'up'],
  ['reportedBusinessIncome', 'up'],
  ['reportedPropertyIncome', 'up'],
  ['reportedTransferIncome', 'up'],
  ['reportedBusinessCost', 'down'],
] as const;

describe('one fen below the line for three persons', () => {
  const { alternatives, now, isOffered, complete } = changesOf(FALLEN, 'identification');

  test('each income, and each cost, by exactly one fen', () => {
    expect(now).toBe('identify');
    expect({ isOffered, complete }).toEqual({ isOffered: true, complete: true });
    const found = alternatives.map(({ changes }) => [changes[0]?.fact, changes[0]?.by?.amount]).sort();
    expect(found).toEqual(INCOMES.map(([fact, way]) => [fact, way === 'up' ? '0.01' : '-0.01']).sort());
  });

  test('is told as what it changes: the income per person against the standard, a third of a fen apart', () => {
    expect(alternatives.map(({ reaches }) => reaches)).toEqual(
      INCOMES.map(() => [
        expect.objectContaining({
          fact: expect.objectContaining({ zh: '家庭人均纯收入（测算）' }),
          bound: expect.objectContaining({ zh: '防止返贫致贫收入标准（监测范围）' }),
          operator: 'lessThan',
          truth: 'false',
          distance: { amount: '1/300', unit: 'yuanPerPersonYear' },
        }),
      ]),
    );
  });

  test('has path, title, values and unit of each change', () => {
    const [wage] = alternatives.filter(({ changes }) => changes[0]?.fact === 'reportedWageIncome');
    expect(wage?.changes).toEqual([
      {
        path: ['reportedWageIncome'],
        fact: 'reportedWageIncome',
        title: { zh: '工资性收入', en: 'wage income, as recorded' },
        from: { type: 'number', low: '13399.99', high: '13399.99', unit: 'yuanPerYear' },
        to: { type: 'number', low: '13400', high: '13400', unit: 'yuanPerYear' },
        by: { amount: '0.01', unit: 'yuanPerYear' },
        sensitivity: 'plain',
      },
    ]);
  });
});

describe('the nearest change, on the side of the line that counts', () => {
  test.each<[string, Given, 'identification' | 'exit', string, string[]]>([
    [
      'on the line one is not below it, so one fen less is needed',
      { ...WELL_OFF, reportedWageIncome: 13_400 },
      'identification',
      'reportedWageIncome',
      ['reportedWageIncome: 13400 → 13399.99'],
    ],
    [
      'to exit one has to be above the line: on it, one fen more',
      { ...READY, reportedWageIncome: 13_400 },
      'exit',
      'reportedWageIncome',
      ['reportedWageIncome: 13400 → 13400.01'],
    ],
    [
      'one fen below the line, two fen more',
      { ...READY, reportedWageIncome: 13_399.99 },
      'exit',
      'reportedWageIncome',
      // Below the standard and with a risk he would be identified; without one only the exit fails.
      ['reportedWageIncome: 13399.99 → 13400.01'],
    ],
    [
      'released, until income is on the line',
      READY,
      'exit',
      'reportedWageIncome',
      ['reportedWageIncome: 20000 → 13400'],
    ],
    [
      'a cost cannot be less than nothing',
      { ...FALLEN, reportedWageIncome: 12_000 },
      'identification',
      'reportedBusinessCost',
      [],
    ],
    [
      'a measure that is still to be carried out',
      {
        ...READY,
        measureCarriedOut: undefined,
        measures: items({ measure: '健康帮扶', forRisk: '因病', status: '尚未实施' }),
      },
      'exit',
      'measures.status',
      ['measures.status#1: 尚未实施 → 已实施'],
    ],
    [
      'a recorded measure',
      { ...READY, measureCarriedOut: false },
      'exit',
      'measureCarriedOut',
      ['measureCarriedOut: false → true'],
    ],
  ])('%s', (_, household, of, fact, expected) => {
    const found = changesOf(household, of).alternatives.filter(
      ({ changes }) => changes.length === 1 && changes[0]?.fact === fact,
    );
    expect(found.map(inWords)).toEqual(expected);
  });

  test('a house of grade D: each grade that is safe', () => {
    const household = { ...WELL_OFF, housingGrade: 'D', housingProblem: undefined };
    expect(leadingTo(changesOf(household, 'identification'), 'notIdentified')).toEqual([
      'housingGrade: D → A',
      'housingGrade: D → B',
    ]);
  });

  test('an uninsured member: that member, each insurance that counts; nobody else', () => {
    const member = { labourAbility: '普通劳动力', medicalInsurance: '城乡居民基本医疗保险' };
    const household = {
      ...WELL_OFF,
      memberUninsured: undefined,
      members: items(member, { ...member, medicalInsurance: '未参加' }, member),
    };
    const found = leadingTo(changesOf(household, 'identification'), 'notIdentified');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((each) => each.startsWith('members.medicalInsurance#2: 未参加 → '))).toBe(true);
    const [first] = changesOf(household, 'identification').alternatives;
    expect(first?.changes[0]?.path).toEqual(['members', 'items', 1, 'medicalInsurance']);
  });
});

describe('pairs, where neither will do alone', () => {
  test.each<[string, Given, 'identification' | 'exit', string, string[]]>([
    [
      'two records of one house that contradict each other',
      { ...WELL_OFF, housingGrade: 'D', housingProblem: true },
      'identification',
      'notIdentified',
      [
        'housingGrade: D → A + housingProblem: true → false',
        'housingGrade: D → B + housingProblem: true → false',
      ],
    ],
    [
      'two ways in at once',
      { ...WELL_OFF, educationDropout: true, memberUninsured: true },
      'identification',
      'notIdentified',
      ['educationDropout: true → false + memberUninsured: true → false'],
    ],
    [
      'an exit refused for the insurance and for one fen',
      { ...READY, reportedWageIncome: 13_400, memberUninsured: true },
      'exit',
      'exit',
      INCOMES.map(
        ([fact]) =>
          `memberUninsured: true → false + ${fact}: ${
            {
              reportedWageIncome: '13400 → 13400.01',
              reportedBusinessIncome: '9000 → 9000.01',
              reportedPropertyIncome: '500 → 500.01',
              reportedTransferIncome: '1500 → 1500.01',
              reportedBusinessCost: '1000 → 999.99',
            }[fact]
          }`,
      ),
    ],
  ])('%s', (_, household, of, outcome, expected) => {
    const found = changesOf(household, of);
    expect(leadingTo(found, outcome).sort()).toEqual([...expected].sort());
    expect(found.complete).toBe(true);
  });

  test('two bills, neither of which is large enough: as little of the second as is left over by the first', () => {
    const bill = { fromMonth: '2023-11', toMonth: '2024-10' };
    const household = {
      ...WELL_OFF,
      ableToCope: false,
      reportedSuddenEvent: true,
      reportedEligibleSpending: undefined,
      spending: items(
        { ...bill, heading: '医疗', amount: 8_000 },
        { ...bill, heading: '教育', amount: 9_000 },
      ),
    };
    // 30,000 less 17,000 is 10,400 short of 23,400 for three.
    expect(assess(household).identification.outcome).toBe('identify');
    const pairs = leadingTo(changesOf(household, 'identification'), 'notIdentified').filter((each) =>
      /spending.*spending/.test(each),
    );
    expect(pairs).toEqual(['spending.amount#1: 8000 → 0 + spending.amount#2: 9000 → 6600']);
  });

  test('come after all single changes, and those with fewer flags and codes first', () => {
    const { alternatives } = changesOf(READY, 'exit');
    const ranks = alternatives.map(
      ({ changes }) => changes.length * 10 + changes.filter((change) => change.by === undefined).length,
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });
});

describe('what is not offered', () => {
  test.each<[string, Given, 'identification' | 'exit', string]>([
    [
      'nothing where a blank decides',
      { ...WELL_OFF, housingGrade: null, housingProblem: null },
      'identification',
      'verify',
    ],
    ['nothing to exit from', WELL_OFF, 'exit', 'notApplicable'],
    ['nothing of an empty household', {}, 'identification', 'verify'],
  ])('%s', (_, household, of, now) => {
    expect(changesOf(household, of)).toEqual({ of, now, isOffered: false, alternatives: [], complete: true });
  });

  test('no change that only makes the answer open', () => {
    const household = {
      ...WELL_OFF,
      reportedWageIncome: 13_399.99,
      ableToCope: undefined,
      housingGrade: 'D',
      housingProblem: undefined,
    };
    for (const { outcome } of changesOf(household, 'identification').alternatives)
      expect(['identify', 'notIdentified', 'review']).toContain(outcome);
  });

  test('no list of which an item could not be read, and it is said that not all was tried', () => {
    const member = { labourAbility: '普通劳动力', medicalInsurance: '未参加' };
    const household = { ...WELL_OFF, memberUninsured: undefined, members: items('?' as never, member) };
    const { alternatives, complete } = changesOf(household, 'identification');
    expect(alternatives.flatMap(({ changes }) => changes.map(({ fact }) => fact))).not.toContain(
      'members.medicalInsurance',
    );
    expect(complete).toBe(false);
  });
});

describe('the changed household', () => {
  const given = {
    ...FALLEN,
    reportedWageIncome: { value: 13_399.99, source: '入户', observedOn: '2024-10-20' },
    events: items({ type: '交通事故', occurredOn: { value: '2020-01-01', source: '公安' } }),
  };
  const members = items(
    { medicalInsurance: '未参加' },
    { medicalInsurance: { value: '未参加', source: '医保' } },
  );

  test('has the bare value in place of one with its source, and all else as given', () => {
    const [wage] = changesOf(given, 'identification').alternatives.filter(({ changes }) =>
      changes.some(({ fact }) => fact === 'reportedWageIncome'),
    );
    const change = (wage?.changes ?? []).filter(({ fact }) => fact === 'reportedWageIncome');
    const changed = changedHousehold(given as unknown as Household, change) as Given;
    expect(changed).toEqual({ ...given, reportedWageIncome: expect.any(Number) });
    expect(given.reportedWageIncome.value).toBe(13_399.99);
  });

  test('has one item of a list changed, and the others as given', () => {
    const change = {
      path: ['members', 'items', 1, 'medicalInsurance'],
      fact: 'members.medicalInsurance',
      title: { zh: '', en: '' },
      from: { type: 'text', value: '未参加' },
      to: { type: 'text', value: '城乡居民基本医疗保险' },
    } as const;
    const changed = changedHousehold({ members } as unknown as Household, [change]) as Given;
    expect(changed['members']).toEqual(
      items({ medicalInsurance: '未参加' }, { medicalInsurance: '城乡居民基本医疗保险' }),
    );
  });
});

describe('where a province rounds, so that lines are not straight', () => {
  const rounded = SHIPPED_FILES.map((file) => ({
    ...file,
    text: file.text.replace(
      'firstKnown(netIncome / householdSize, reportedNetIncomePerPerson)',
      'firstKnown(round half up(netIncome / householdSize, 2), reportedNetIncomePerPerson)',
    ),
  }));
  const assessor = compile(resolvePolicy(rounded, { region: '620000', on: ON }));

  test.each([
    // 23,399.98 for three is 7,799.99; one fen more is 7,799.9967, which rounds to the line itself.
    ['notIdentified', 13_399.98, '13399.99'],
    ['notIdentified', 13_000, '13399.99'],
    ['identify', 20_000, '13399.98'],
    ['identify', 13_399.99, '13399.98'],
  ])('%s from %d at %s, and it is said that the search was not complete', (outcome, wage, expected) => {
    const reading = readingOf({ ...WELL_OFF, reportedWageIncome: wage }, assessor);
    const { alternatives, complete } = whatWouldChange(reading, 'identification');
    const [found] = alternatives.filter(
      (each) => each.outcome === outcome && each.changes[0]?.fact === 'reportedWageIncome',
    );
    expect(found?.changes[0]?.to).toMatchObject({ low: expected });
    expect(complete).toBe(false);
  });
});
