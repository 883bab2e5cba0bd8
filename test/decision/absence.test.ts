import { describe, expect, test } from 'vitest';
import { DixianError, type Household } from '../../src/index.js';
import { issuesOf } from '../policy/support.js';
import { assess, assessorFor, fullHousehold, gansu2024, ON } from './support.js';

const poorAndIll: Household = {
  householdKind: '一般农户',
  reportedMemberCount: 3,
  reportedNetIncome: 9_000,
  reportedClaims: 0,
  reportedEligibleSpending: 0,
  visitRisks: { complete: true, items: ['因病'] },
  identifiedRisks: { complete: true, items: ['因病'] },
  ableToCope: false,
  housingProblem: false,
  educationDropout: false,
  memberUninsured: false,
  waterProblem: false,
  reportedSuddenEvent: false,
  basicLifeInSeriousDifficulty: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
  monitoringStatus: '风险未消除',
};

describe('Gansu on 2025-11-01, whose line of 2025 nobody has published', () => {
  const on = '2025-11-01';
  const assessor = assessorFor('620000', on);

  test.each<[string, Household, string, readonly string[]]>([
    ['income decides', poorAndIll, 'noStandard', ['incomeStandard']],
    ['it can cope', { ...poorAndIll, ableToCope: true }, 'notIdentified', []],
    [
      'nothing was found on the visit',
      {
        ...poorAndIll,
        visitRisks: { complete: true, items: [] },
        identifiedRisks: { complete: true, items: [] },
      },
      'notIdentified',
      [],
    ],
    ['its house is unsafe', { ...poorAndIll, housingProblem: true }, 'identify', []],
    [
      'its house is unsafe and it has a car',
      { ...poorAndIll, housingProblem: true, ownsVehicle: true, vehicleIsDisabilityScooter: false },
      'review',
      [],
    ],
    [
      'its house is unsafe and nobody knows about cars',
      { ...poorAndIll, housingProblem: true, ownsVehicle: null },
      'verify',
      ['ownsVehicle', 'vehicleIsDisabilityScooter'],
    ],
  ])('where %s', (_, household, outcome, missing) => {
    const { identification } = assessor.assess(household, { on });
    expect(identification.outcome).toBe(outcome);
    expect(identification.missing.map((each) => each.name)).toEqual(missing);
  });

  test('a missing standard is told as a parameter, with its title', () => {
    const [missing] = assessor.assess(poorAndIll, { on }).identification.missing;
    expect(missing).toMatchObject({
      kind: 'parameter',
      name: 'incomeStandard',
      title: { zh: expect.stringContaining('收入标准') },
    });
  });

  test('both the standard and the blank facts are listed', () => {
    const { identification } = assessor.assess(
      { ...poorAndIll, reportedNetIncome: null, ableToCope: null },
      { on },
    );
    expect(identification.outcome).toBe('noStandard');
    expect(identification.missing.map((each) => each.name)).toEqual(
      expect.arrayContaining(['ableToCope', 'incomeStandard', 'reportedNetIncome']),
    );
  });

  test('a monitored household that meets all else is not released', () => {
    const { exit } = assessor.assess({ ...poorAndIll, ableToCope: true }, { on });
    expect(exit.outcome).not.toBe('exit');
  });

  test('the explanation says that there is none in force', () => {
    const lines = assessor.assess(poorAndIll, { on }).explain('zh-CN').join('\n');
    expect(lines).toContain('没有有效的标准');
  });
});

describe('2021-05-15, before the first regime', () => {
  const on = '2021-05-15';
  const assessor = assessorFor('620000', on);

  test.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'household %d gets noStandard both ways',
    (seed) => {
      const { identification, exit } = assessor.assess(fullHousehold(seed, true) as Household, { on });
      expect([identification.outcome, exit.outcome]).toEqual(['noStandard', 'noStandard']);
    },
  );

  test.each(['110000', '620000', '620171', '650000'])('in %s too', (region) => {
    const { identification, exit } = assessorFor(region, on).assess(poorAndIll, { on });
    expect([identification.outcome, exit.outcome]).toEqual(['noStandard', 'noStandard']);
  });
});

describe('2026-03-01, in the regime whose lines nobody has published', () => {
  const on = '2026-03-01';

  test.each(['110000', '620000', '620171', '650000'])('income decides nothing in %s', (region) => {
    const { identification, exit } = assessorFor(region, on).assess(poorAndIll, { on });
    expect(identification.outcome).toBe('noStandard');
    expect(exit.outcome).not.toBe('exit');
  });

  test.each(Array.from({ length: 20 }, (_, seed) => seed))('household %d is not released', (seed) => {
    const { exit } = assessorFor('620000', on).assess(fullHousehold(seed, true) as Household, { on });
    expect(exit.outcome).not.toBe('exit');
  });

  test('what needs no line is decided: an unsafe house', () => {
    const { identification, category } = assessorFor('620000', on).assess(
      { ...poorAndIll, housingProblem: true },
      { on },
    );
    expect([identification.outcome, category.answer]).toEqual(['identify', '防止返贫致贫对象']);
  });
});

describe('the day', () => {
  test.each(['2024-12-31', '2024-01-01', '2024-06-30'])('%s is within the policy of 2024', (on) => {
    expect(gansu2024.assess(poorAndIll, { on }).on).toBe(on);
  });

  test.each([
    ['2025-01-01', 'dayOutsideValidity'],
    ['2023-12-31', 'dayOutsideValidity'],
    ['2024-02-30', 'invalidDay'],
    ['2024-11', 'invalidDay'],
    ['2024-11-01T00:00:00Z', 'invalidDay'],
    ['', 'invalidDay'],
    [20_241_101 as unknown as string, 'invalidDay'],
    [null as unknown as string, 'invalidDay'],
  ])('%s is refused: %s', (on, code) => {
    expect(issuesOf(() => gansu2024.assess(poorAndIll, { on })).map((issue) => issue.code)).toEqual([code]);
    expect(() => gansu2024.factsFor(poorAndIll, { on })).toThrow(DixianError);
  });

  test('the message names the days of validity and what to do', () => {
    expect(() => gansu2024.assess(poorAndIll, { on: '2025-01-01' })).toThrow(
      '2025-01-01 is outside the validity of this policy (2024-01-01 to 2024-12-31). Load the policy for that day.',
    );
  });
});

describe('a blank is never an answer', () => {
  test('of an empty household nothing is decided', () => {
    const { identification, exit, category, rules } = assess({}, ON);
    expect([identification.outcome, exit.outcome, category.answer]).toEqual(['verify', 'verify', undefined]);
    // The optional red flags that no county has turned on are off, whatever the household.
    const settled = Object.entries(rules).filter(([, truth]) => truth !== 'unknown');
    expect(settled.every(([rule, truth]) => rule.startsWith('review') && truth === 'false')).toBe(true);
  });

  test.each(['reportedNetIncome', 'reportedMemberCount', 'ableToCope', 'visitRisks', 'housingProblem'])(
    'a household that would be refused is to be verified where %s is blank',
    (name) => {
      const refused = { ...poorAndIll, reportedNetIncome: 90_000, housingProblem: false };
      expect(assess(refused).identification.outcome).toBe('notIdentified');
      const { identification } = assess({
        ...refused,
        [name]: null,
        ...(name === 'visitRisks'
          ? { reportedNetIncome: 9_000, identifiedRisks: { complete: true, items: [] } }
          : {}),
        ...(name === 'ableToCope' ? { reportedNetIncome: 9_000 } : {}),
      });
      expect(identification.outcome).toBe('verify');
      expect(identification.missing.map((each) => each.name)).toContain(name);
    },
  );
});
