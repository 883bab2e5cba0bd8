import { describe, expect, test } from 'vitest';
import { nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { type NeededFacts, neededFacts } from '../../../src/decision/needed/needed-facts.js';
import { questionOf } from '../../../src/decision/needed/question.js';
import { readFor } from '../../../src/decision/reading.js';
import type { Household } from '../../../src/index.js';
import { fullHousehold, type Given, gansu2024, ON } from '../support.js';

const nodes = nodesByName(gansu2024.policy.program);

/** A household below the line with a risk, of which everything is known that a way in or a red flag reads. */
const IN_NEED: Given = {
  ...fullHousehold(1, false),
  reportedMemberCount: 2,
  reportedLabourCount: 1,
  reportedNetIncome: 4_000,
  visitRisks: { complete: true, items: ['因病'] },
  ableToCope: false,
  housingGrade: 'A',
  housingProblem: false,
  waterProblem: false,
  memberUninsured: false,
  educationDropout: false,
  reportedSuddenEvent: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
};
for (const name of [
  'reportedWageIncome',
  'reportedBusinessIncome',
  'reportedPropertyIncome',
  'reportedTransferIncome',
  'reportedBusinessCost',
  'reportedNetIncomePerPerson',
])
  delete IN_NEED[name];

function needed(household: Given, of: NeededFacts['of'] = 'identification'): NeededFacts {
  const assessment = gansu2024.assess(household as Household, { on: ON });
  const reading = readFor(gansu2024.policy, nodes, household as Household, ON, []);
  return neededFacts(
    reading,
    of,
    assessment[of].missing.map(({ name }) => name),
  );
}
const without = (...names: readonly string[]): Given =>
  Object.fromEntries(Object.entries(IN_NEED).filter(([name]) => !names.includes(name)));
const setsOf = ({ sets }: NeededFacts): string[] =>
  sets.map(({ questions }) => questions.map(({ fact }) => fact).join(' + '));

describe('which facts are needed', () => {
  test('a settled outcome needs nothing', () => {
    expect(needed(IN_NEED)).toEqual({
      of: 'identification',
      settles: true,
      sets: [],
      askable: [],
      blockedBy: [],
      complete: true,
    });
  });

  test('one blank is the one question, and each answer to it ends the matter', () => {
    const { sets, first, complete } = needed(without('ableToCope'));
    expect(sets).toHaveLength(1);
    expect(complete).toBe(true);
    expect(first).toMatchObject({
      fact: 'ableToCope',
      title: { zh: '自主应对能力' },
      endsWith: [
        { answer: { type: 'truth', value: true }, outcome: 'notIdentified' },
        { answer: { type: 'truth', value: false }, outcome: 'identify' },
      ],
    });
  });

  test('income may be told in one figure or in its parts: the one figure is cheaper', () => {
    const found = needed(without('reportedNetIncome'));
    expect(setsOf(found).slice(0, 2)).toEqual(['reportedNetIncome', 'reportedNetIncomePerPerson']);
    expect(found.sets.at(-1)?.questions.map(({ fact }) => fact)).toEqual([
      'reportedBusinessCost',
      'reportedBusinessIncome',
      'reportedPropertyIncome',
      'reportedTransferIncome',
      'reportedWageIncome',
    ]);
  });

  test('first comes the question that may end it at once', () => {
    const found = needed(without('ableToCope', 'reportedNetIncome'));
    expect(setsOf(found)[0]).toBe('ableToCope + reportedNetIncome');
    expect(found.first?.fact).toBe('ableToCope');
    expect(found.first?.endsWith.map(({ outcome }) => outcome)).toEqual(['notIdentified']);
  });

  test('two records that may contradict each other are not both asked for: either one is enough', () => {
    const found = needed(without('housingGrade', 'housingProblem', 'reportedNetIncome'));
    for (const set of setsOf({ ...found }))
      expect(set.includes('housingGrade') && set.includes('housingProblem')).toBe(false);
    expect(found.settles).toBe(true);
  });

  test('a figure of which the sources differ is asked for again', () => {
    const twice = [{ value: true }, { value: false }];
    expect(setsOf(needed({ ...IN_NEED, ableToCope: twice }))).toEqual(['ableToCope']);
  });

  test('a field that is blank in the entries of a list is one question', () => {
    const members = {
      complete: true,
      items: [{ medicalInsurance: '城乡居民基本医疗保险' }, {}],
    };
    const found = needed({
      ...without('memberUninsured', 'reportedNetIncome'),
      reportedNetIncome: 40_000,
      members,
    });
    expect(setsOf(found)).toContain('members.medicalInsurance');
  });

  test.each([
    ['known', { complete: true, items: ['因病', '因学'] }],
    ['known in part', { complete: false, items: ['因病'] }],
  ])(
    'of risks found at a visit, %s, every answer about those identified keeps the household',
    (_, visitRisks) => {
      // Each is among those identified, and so is not gone, or is not among them, and so is new.
      const household = {
        ...without('identifiedRisks', 'incomeStableByVisit', 'rigidSpendingControlled'),
        monitoringStatus: '风险未消除',
        reportedNetIncome: 60_000,
        visitRisks,
      };
      const found = needed(household, 'exit');
      expect(setsOf(found)[0]).toBe('identifiedRisks');
      expect(found.complete).toBe(true);
    },
  );

  test('risks found at a visit that come to none leave more to ask', () => {
    const visitRisks = { complete: true, items: [] };
    const household = {
      ...without('identifiedRisks', 'incomeStableByVisit', 'rigidSpendingControlled'),
      monitoringStatus: '风险未消除',
      visitRisks,
    };
    expect(setsOf(needed(household, 'exit'))).not.toContain('identifiedRisks');
  });

  test('sets are ordered by what asking costs', () => {
    for (const found of [
      needed(without('reportedNetIncome')),
      needed(without('memberUninsured', 'ableToCope')),
    ]) {
      const costs = found.sets.map(({ cost }) => cost);
      expect(costs).toEqual([...costs].sort((a, b) => a - b));
      for (const { questions, cost } of found.sets)
        expect(questions.reduce((sum, question) => sum + question.cost, 0)).toBe(cost);
    }
  });
});

describe('a question', () => {
  test('of a field names its list', () => {
    expect(questionOf('members.birthDate')).toMatchObject({
      title: { zh: '家庭成员：出生日期' },
      department: '公安',
      foundBy: 'department',
      cost: 1,
    });
  });
  test.each(['noSuchFact', 'members.noSuchField', 'ableToCope.field'])('%s is none', (name) => {
    expect(() => questionOf(name)).toThrow(RangeError);
  });
});
