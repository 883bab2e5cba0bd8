import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import {
  decisionColumns,
  OPEN_CODE,
  TRUTH_BYTES,
  UNDECIDED_CODE,
  UNDECIDED_TRUTH,
} from '../../src/decision/decision-columns.js';
import { type HouseholdColumns, householdsOfColumns } from '../../src/decision/household-columns.js';
import type { Assessment, Decided, Household } from '../../src/index.js';
import { blanked, fullHousehold, type Given, gansu2024, LINE, ON } from '../decision/support.js';
import { plain } from './support.js';

const assess = (household: unknown): Assessment => gansu2024.assess(household as Household, { on: ON });

describe('decisions as columns', () => {
  const random = randomFrom(11);
  const households: readonly Given[] = Array.from({ length: 40 }, (_, seed) => {
    const full = fullHousehold(seed, seed % 2 === 0);
    return seed % 4 === 0 ? full : blanked(full, random).less;
  });
  const assessments = [...households.map(assess), undefined];
  const columns = decisionColumns(gansu2024.policy, assessments);

  test('have a place for each household, also for one that was not decided', () => {
    expect(columns.length).toBe(41);
    expect([...columns.decided]).toEqual([...households.map(() => 1), 0]);
  });

  test.each([
    ['identification', ({ identification }: Assessment) => identification.outcome],
    ['exit', ({ exit }: Assessment) => exit.outcome],
  ] as const)('%s holds the outcome', (name, outcomeOf) => {
    const { codes, answer, possible } = columns[name];
    expect([...answer].map((place) => codes[place])).toEqual(
      assessments.map((each) => (each === undefined ? undefined : outcomeOf(each))),
    );
    expect([...possible]).toEqual([...answer].map((place) => (place === UNDECIDED_CODE ? 0 : 2 ** place)));
    expect(new Set(answer).size).toBeGreaterThan(2);
  });

  test.each([
    ['category', ({ category }: Assessment) => category],
    ['tier', ({ tier }: Assessment) => tier],
    ['track', ({ track }: Assessment) => track],
    ['reassessment', ({ reassessment }: Assessment) => reassessment],
    ['exitMode', ({ exit }: Assessment) => exit.mode],
  ] as const)('%s holds the answer and what is possible', (name, decidedOf) => {
    const { codes, answer, possible } = columns[name];
    const read = (index: number): Decided => ({
      answer: answer[index] === OPEN_CODE ? undefined : codes[answer[index] as number],
      possible: codes.filter((_, place) => ((possible[index] as number) & (1 << place)) !== 0),
    });
    households.forEach((_, index) => {
      const { answer: expected, possible: all } = decidedOf(assessments[index] as Assessment);
      expect(read(index)).toEqual({
        answer: expected,
        possible: codes.filter((code) => all.includes(code)),
      });
    });
    expect([answer[40], possible[40]]).toEqual([UNDECIDED_CODE, 0]);
    expect(codes.length).toBeLessThanOrEqual(32);
  });

  test('some answers are open', () => {
    expect([...columns.tier.answer]).toContain(OPEN_CODE);
  });

  test('every rule has the truth that it has for each household alone', () => {
    expect(Object.keys(columns.rules).sort()).toEqual(Object.keys(assessments[0]?.rules ?? {}).sort());
    for (const [rule, truths] of Object.entries(columns.rules))
      expect([rule, ...truths]).toEqual([
        rule,
        ...assessments.map((each) =>
          each === undefined ? UNDECIDED_TRUTH : TRUTH_BYTES[each.rules[rule] as 'true'],
        ),
      ]);
  });
});

const NONE = null;
/** Three households: one known in full, one of blanks, one with an open list. */
const COLUMNS: HouseholdColumns = {
  length: 3,
  facts: {
    householdId: ['A', NONE, 'C'],
    reportedNetIncome: Float64Array.of(12_345.67, Number.NaN, 0),
    ownsVehicle: Uint8Array.of(3, 2, 0),
    housingGrade: { values: ['A', 'C'], places: Int8Array.of(1, -1, 0) },
    incomeFromMonth: ['2023-11', undefined, '2023-11'],
    visitRisks: {
      starts: Uint32Array.of(0, 2, 2, 2),
      complete: Uint8Array.of(3, 0, 3),
      codes: { values: ['因病', '因学'], places: Int32Array.of(0, 1) },
    },
    members: {
      starts: Uint32Array.of(0, 1, 1, 3),
      complete: Uint8Array.of(3, 0, 2),
      fields: {
        memberId: ['A1', 'C1', 'C2'],
        birthDate: ['1980-02-29', '1990-01', NONE],
        workMonths: Float64Array.of(6, Number.NaN, 12),
        droppedOut: Uint8Array.of(0, 2, 3),
        healthStates: {
          starts: Uint32Array.of(0, 1, 1, 1),
          complete: Uint8Array.of(3, 3, 0),
          codes: ['患有大病'],
        },
      },
    },
  },
};
const HOUSEHOLDS = [
  {
    householdId: 'A',
    reportedNetIncome: 12_345.67,
    ownsVehicle: true,
    housingGrade: 'C',
    incomeFromMonth: '2023-11',
    visitRisks: { complete: true, items: ['因病', '因学'] },
    members: {
      complete: true,
      items: [
        {
          memberId: 'A1',
          birthDate: '1980-02-29',
          workMonths: 6,
          droppedOut: false,
          healthStates: { complete: true, items: ['患有大病'] },
        },
      ],
    },
  },
  {},
  {
    householdId: 'C',
    reportedNetIncome: 0,
    ownsVehicle: false,
    housingGrade: 'A',
    incomeFromMonth: '2023-11',
    visitRisks: { complete: true, items: [] },
    members: {
      complete: false,
      items: [
        { memberId: 'C1', birthDate: '1990-01', healthStates: { complete: true, items: [] } },
        { memberId: 'C2', workMonths: 12, droppedOut: true },
      ],
    },
  },
];

const with_ = (facts: HouseholdColumns['facts']): HouseholdColumns => ({ length: 2, facts });
const placesOf = (assessment: Assessment): unknown[] =>
  assessment.issues.map(({ code, path }) => [code, path.join('.')]);

describe('households out of columns', () => {
  test('are those that the columns hold, blanks left out', () => {
    expect(
      JSON.parse(JSON.stringify([...householdsOfColumns(COLUMNS)], (_, value) => value ?? undefined)),
    ).toEqual(HOUSEHOLDS);
  });

  test('are assessed as the same households are', () => {
    expect([...householdsOfColumns(COLUMNS)].map((household) => plain(assess(household)))).toEqual(
      HOUSEHOLDS.map((household) => plain(assess(household))),
    );
    expect(assess(HOUSEHOLDS[0]).issues).toEqual([]);
  });

  test('can be read more than once', () => {
    const households = householdsOfColumns(COLUMNS);
    expect([...households]).toEqual([...households]);
  });

  test('have one shape each, so that engines read them fast', () => {
    const shapes = new Set(
      [...householdsOfColumns(COLUMNS)].map((household) => Object.keys(household).join()),
    );
    expect(shapes.size).toBe(1);
  });

  test.each<[string, HouseholdColumns['facts'], string]>([
    ['a flag of 1', { ownsVehicle: Uint8Array.of(1, 3) }, 'ownsVehicle'],
    [
      'a place beyond the dictionary',
      { housingGrade: { values: ['A'], places: Int8Array.of(7, 0) } },
      'housingGrade',
    ],
    ['half a fen', { reportedNetIncome: Float64Array.of(0.005, 1) }, 'reportedNetIncome'],
    [
      'an endless amount',
      { reportedNetIncome: Float64Array.of(Number.POSITIVE_INFINITY, 1) },
      'reportedNetIncome',
    ],
    [
      'a list that says neither',
      { visitRisks: { starts: Uint32Array.of(0, 0, 0), complete: Uint8Array.of(1, 3), codes: [] } },
      'visitRisks.complete',
    ],
  ])('%s is an issue of that household, and unknown', (_, facts, place) => {
    const [bad, good] = [...householdsOfColumns(with_(facts))].map(assess) as [Assessment, Assessment];
    expect(placesOf(bad)).toEqual([[expect.any(String), place]]);
    expect(good.issues).toEqual([]);
    expect({ ...(plain(bad) as object), issues: [] }).toEqual({
      ...(plain(assess({})) as object),
      issues: [],
    });
  });

  test('items of a list of which nothing is said are kept, and the list is open', () => {
    const facts = {
      visitRisks: { starts: Uint32Array.of(0, 1, 1), complete: Uint8Array.of(0, 0), codes: ['因病'] },
    };
    expect([...householdsOfColumns(with_(facts))]).toEqual([
      { visitRisks: { complete: false, items: ['因病'] } },
      { visitRisks: undefined },
    ]);
  });

  test.each<[string, HouseholdColumns['facts'], string]>([
    ['too few flags', { ownsVehicle: Uint8Array.of(3) }, 'ownsVehicle'],
    ['too many texts', { householdId: ['1', '2', '3'] }, 'householdId'],
    ['too few places', { housingGrade: { values: ['A'], places: Int8Array.of(0) } }, 'housingGrade'],
    [
      'too few starts',
      { visitRisks: { starts: Uint32Array.of(0, 0), complete: Uint8Array.of(3, 3), codes: [] } },
      'visitRisks',
    ],
    [
      'starts that fall',
      { visitRisks: { starts: Uint32Array.of(0, 1, 0), complete: Uint8Array.of(3, 3), codes: [] } },
      'visitRisks',
    ],
    [
      'starts that do not begin at 0',
      { visitRisks: { starts: Uint32Array.of(1, 1, 1), complete: Uint8Array.of(3, 3), codes: ['因病'] } },
      'visitRisks',
    ],
    [
      'too few fields',
      {
        members: {
          starts: Uint32Array.of(0, 1, 2),
          complete: Uint8Array.of(3, 3),
          fields: { memberId: ['1'] },
        },
      },
      'members.memberId',
    ],
  ])('%s are refused at once', (_, facts, place) => {
    expect(() => householdsOfColumns(with_(facts))).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: 'schemaViolation', path: place.split('.') })],
      }),
    );
  });

  test('a household of thousands of yuan is told from one on the line to the fen', () => {
    const facts = {
      reportedNetIncomePerPerson: Float64Array.of(LINE - 0.01, LINE),
      householdId: ['below', 'on'],
    };
    const [below, on] = [...householdsOfColumns(with_(facts))];
    expect([below?.reportedNetIncomePerPerson, on?.reportedNetIncomePerPerson]).toEqual([LINE - 0.01, LINE]);
  });
});
