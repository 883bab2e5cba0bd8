import { describe, expect, test } from 'vitest';
import type { Household } from '../../src/index.js';
import { engineFor } from '../../src/json-rules-engine.js';
import { assessorWith, IN_NEED, policyWith, toolboxRows } from './rule-book-support.js';
import { BASE_REQUEST } from './support.js';

const on = BASE_REQUEST.on;
type Rows = Parameters<typeof toolboxRows>[0];

/** What the nation's toolbox of these rows advises a household in need. */
function advised(rows: Rows, household: Household, more: Readonly<Record<string, unknown>> = {}) {
  const changes = { 'nation/toolbox.csv': toolboxRows(rows), ...more };
  const { measures } = assessorWith(changes).assess({ ...IN_NEED, ...household }, { on });
  const rulesOf = (concluded: readonly { readonly rule: string }[]): string[] =>
    concluded.map(({ rule }) => rule);
  return { certain: rulesOf(measures.certain), possible: rulesOf(measures.possible) };
}
/** What is known of a household that lacks nothing and has nobody to work. */
const NOTHING_LACKS: Household = {
  housingProblem: false,
  waterProblem: false,
  needsProductionLoan: false,
  reportedLabourCount: 0,
};
const HOUSE = { measure: 'houseHelp', needs: 'needHouse' };
const WATER = { measure: 'waterHelp', needs: 'needWater' };
const BOTH = { measure: 'bothHelp', needs: 'needHouse;needWater' };
const JOB = { measure: 'jobHelp', needs: 'needDevelopment', kind: 'development' };
const LOAN = { measure: 'loanHelp', needs: 'needLoan', kind: 'development' };
const HOUSE_AND_WATER: Household = { ...NOTHING_LACKS, housingProblem: true, waterProblem: true };

describe('what is lacking is supplied', () => {
  test.each<[string, Rows, Household, string[]]>([
    ['the measure of the need', [HOUSE, WATER], { waterProblem: true }, ['waterHelp']],
    ['nothing where nothing lacks', [HOUSE, WATER], {}, []],
    ['one need, one measure: the first of two', [HOUSE, BOTH], { housingProblem: true }, ['houseHelp']],
    ['one need, one measure: the other order', [BOTH, HOUSE], { housingProblem: true }, ['bothHelp']],
    ['two needs, two measures', [HOUSE, WATER], HOUSE_AND_WATER, ['houseHelp', 'waterHelp']],
    ['two needs, one measure for both', [BOTH, HOUSE, WATER], HOUSE_AND_WATER, ['bothHelp']],
    ['the second of two needs by a lower measure', [HOUSE, BOTH], HOUSE_AND_WATER, ['bothHelp', 'houseHelp']],
  ])('%s', (_, rows, household, expected) => {
    expect(advised(rows, { ...NOTHING_LACKS, ...household })).toEqual({ certain: expected, possible: [] });
  });

  test('a measure whose own condition fails is passed over for the next', () => {
    const strict = { ...HOUSE, measure: 'strictHelp', condition: 'ownsVehicle' };
    const lacks = { ...NOTHING_LACKS, housingProblem: true };
    expect(advised([strict, HOUSE], { ...lacks, ownsVehicle: false }).certain).toEqual(['houseHelp']);
    expect(advised([strict, HOUSE], { ...lacks, ownsVehicle: true }).certain).toEqual(['strictHelp']);
  });

  test('no measure is named twice, with however many needs it answers', () => {
    const { certain } = advised([BOTH, LOAN, JOB], { ...HOUSE_AND_WATER, reportedLabourCount: 1 });
    expect(certain).toEqual([...new Set(certain)]);
  });

  test('nobody is advised anything who is not to be helped', () => {
    expect(advised([BOTH, JOB], { ...HOUSE_AND_WATER, reportedLabourCount: 1, ableToCope: true })).toEqual({
      certain: [],
      possible: [],
    });
  });

  test('each measure says what it answers, how much, by whom, and on whose word', () => {
    const row = { ...BOTH, amount: 'repairAmount', limit: 'allDays', department: '水利', note: '说明' };
    const changes = { 'nation/toolbox.csv': toolboxRows([row]) };
    const household = { ...IN_NEED, ...NOTHING_LACKS, waterProblem: true };
    const assessment = assessorWith(changes).assess(household, { on });
    expect(assessment.measures.certain[0]).toMatchObject({
      rule: 'bothHelp',
      code: '社会帮扶',
      measure: {
        kind: 'other',
        department: '水利',
        answers: [{ need: 'needWater', truth: 'true' }],
        amount: { name: 'repairAmount', value: '20000', unit: 'yuan' },
        limit: { name: 'allDays', value: '15' },
        conflictsWith: [],
      },
    });
    expect(policyWith(changes).rules['bothHelp']?.provenance).toMatchObject({
      authority: 'national',
      document: 'rulebook',
      note: '说明',
    });
  });
});

describe('where there is labour', () => {
  const able: Household = { ...NOTHING_LACKS, reportedLabourCount: 1 };
  const BLOCKED = { ...JOB, measure: 'blockedHelp', condition: 'ownsVehicle' };

  test.each<[string, Rows, Household, string[]]>([
    ['there is a development measure though nothing lacks', [HOUSE, JOB], {}, ['jobHelp']],
    [
      'another need by a development measure above is enough',
      [LOAN, JOB],
      { needsProductionLoan: true },
      ['loanHelp'],
    ],
    [
      'a measure that is no development is not enough',
      [HOUSE, JOB],
      { housingProblem: true },
      ['houseHelp', 'jobHelp'],
    ],
    ['the first development measure that fits', [BLOCKED, JOB], { ownsVehicle: false }, ['jobHelp']],
    ['and only that one', [JOB, { ...JOB, measure: 'laterHelp' }], {}, ['jobHelp']],
  ])('%s', (_, rows, household, expected) => {
    expect(advised(rows, { ...able, ...household })).toEqual({ certain: expected, possible: [] });
  });

  test.each<[string, Rows, Household]>([
    ['the need for development', [JOB], {}],
    ['another need', [LOAN], { needsProductionLoan: true }],
  ])('none is none: no development measure answers %s', (_, rows, household) => {
    expect(advised(rows, { ...NOTHING_LACKS, ...household })).toEqual({ certain: [], possible: [] });
  });
});

describe('measures in conflict', () => {
  const withConflict = (row: Rows[number], other: string) => ({ ...row, conflictsWith: other });

  test.each<[string, Rows]>([
    ['declared by the lower', [HOUSE, withConflict(WATER, 'houseHelp')]],
    ['declared by the upper', [withConflict(HOUSE, 'waterHelp'), WATER]],
  ])('are never advised together, the upper one goes first: %s', (_, rows) => {
    expect(advised(rows, HOUSE_AND_WATER)).toEqual({ certain: ['houseHelp'], possible: [] });
  });

  test('the lower one is advised where the upper one is not', () => {
    const rows = [HOUSE, withConflict(WATER, 'houseHelp')];
    expect(advised(rows, { ...NOTHING_LACKS, waterProblem: true }).certain).toEqual(['waterHelp']);
  });

  test('what a measure in conflict would have answered goes to the next that fits', () => {
    const rows = [HOUSE, withConflict(WATER, 'houseHelp'), { ...WATER, measure: 'wellHelp' }];
    expect(advised(rows, HOUSE_AND_WATER).certain).toEqual(['houseHelp', 'wellHelp']);
  });

  test('an upper one that is open leaves the lower one possible', () => {
    const { housingProblem: _, ...household } = HOUSE_AND_WATER;
    expect(advised([HOUSE, withConflict(WATER, 'houseHelp')], household)).toEqual({
      certain: [],
      possible: ['houseHelp', 'waterHelp'],
    });
  });

  const EITHER = { ...JOB, needs: 'needLoan;needDevelopment' };
  const able = { ...NOTHING_LACKS, housingProblem: true, reportedLabourCount: 1 };

  test('a development measure gives way to one in conflict that answers a need, though that stands below', () => {
    expect(advised([withConflict(EITHER, 'houseHelp'), HOUSE], able).certain).toEqual(['houseHelp']);
  });

  test('can be declared of a measure that answers the need for development alone', () => {
    expect(advised([withConflict(JOB, 'houseHelp'), HOUSE], able).certain).toEqual(['houseHelp']);
  });

  test('are never advised together, though both are development measures and the one for any development stands above', () => {
    const inHousing = { ...HOUSE, kind: 'development' };
    expect(advised([EITHER, withConflict(inHousing, 'jobHelp')], able).certain).toHaveLength(1);
  });

  test('leave the need for development to the next development measure', () => {
    const rows = [withConflict(EITHER, 'houseHelp'), { ...JOB, measure: 'laterHelp' }, HOUSE];
    expect(advised(rows, able).certain).toEqual(['houseHelp', 'laterHelp']);
  });
});

describe('a blank leaves a measure possible, never refused', () => {
  const rows = [HOUSE, WATER, BOTH, JOB];
  test.each<[string, Household, string[], string[]]>([
    ['all needs blank', {}, [], ['bothHelp', 'houseHelp', 'jobHelp', 'waterHelp']],
    ['labour blank', { housingProblem: true, waterProblem: false }, ['houseHelp'], ['jobHelp']],
    ['housing blank', { waterProblem: false, reportedLabourCount: 0 }, [], ['bothHelp', 'houseHelp']],
    [
      'whether it is to be helped is blank',
      { housingProblem: true, waterProblem: false, reportedLabourCount: 1, ableToCope: null },
      [],
      ['bothHelp', 'houseHelp', 'jobHelp'],
    ],
  ])('%s', (_, household, certain, possible) => {
    const found = advised(rows, household);
    expect(found.certain).toEqual(certain);
    // What no blank can bring is not even possible.
    expect(found.possible.filter((rule) => !possible.includes(rule))).toEqual([]);
    for (const rule of possible.filter((each) => each !== 'bothHelp')) expect(found.possible).toContain(rule);
  });
});

describe('each measure in plain json-rules-engine', () => {
  const rows = [BOTH, LOAN, { ...HOUSE, conflictsWith: 'loanHelp' }, WATER, JOB];
  const changes = { 'nation/toolbox.csv': toolboxRows(rows) };
  const [engine, assessor] = [engineFor(policyWith(changes)), assessorWith(changes)];
  const flags = [true, false];
  const households = flags.flatMap((housingProblem) =>
    flags.flatMap((waterProblem) =>
      flags.flatMap((needsProductionLoan) =>
        [0, 1].map((reportedLabourCount): [string, Household] => [
          `house ${housingProblem}, water ${waterProblem}, loan ${needsProductionLoan}, workers ${reportedLabourCount}`,
          {
            ...IN_NEED,
            housingProblem,
            waterProblem,
            needsProductionLoan,
            reportedLabourCount,
            householdKind: '一般农户',
            ownsVehicle: false,
            ownsTownProperty: false,
            monitoringStatus: '未纳入',
          },
        ]),
      ),
    ),
  );

  test.each(households)('has the truth of the interpreter: %s', async (_, household) => {
    const { measures } = assessor.assess(household, { on });
    const { results } = await engine.run(assessor.factsFor(household, { on }));
    const there = results.filter(({ event }) => event?.type === 'measure').map(({ name }) => name);
    expect(there.sort()).toEqual(measures.certain.map(({ rule }) => rule));
    expect(measures.possible).toEqual([]);
  });
});
