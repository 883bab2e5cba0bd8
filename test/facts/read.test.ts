import { describe, expect, test } from 'vitest';
import { readHousehold } from '../../src/facts/read.js';
import { describeIssue, type Household } from '../../src/index.js';
import { assess, gansu2024, ON } from '../decision/support.js';

const issuesFor = (household: unknown) =>
  readHousehold(household).issues.map(({ code, path }) => [code, path.join('.')]);
const list = (items: readonly unknown[], complete: unknown = true) => ({ complete, items });

describe('an impossible value is an issue with its place', () => {
  test.each<[unknown, string, string]>([
    [{ reportedMemberCount: 0 }, 'numberOutOfRange', 'reportedMemberCount'],
    [{ reportedMemberCount: 51 }, 'numberOutOfRange', 'reportedMemberCount'],
    [{ reportedMemberCount: 2.5 }, 'tooManyDecimals', 'reportedMemberCount'],
    [{ reportedMemberCount: '4' }, 'notANumber', 'reportedMemberCount'],
    [{ reportedMemberCount: Number.NaN }, 'notANumber', 'reportedMemberCount'],
    [{ reportedNetIncome: Number.POSITIVE_INFINITY }, 'notANumber', 'reportedNetIncome'],
    [{ reportedNetIncome: 10n }, 'notANumber', 'reportedNetIncome'],
    [{ reportedWageIncome: -0.01 }, 'numberOutOfRange', 'reportedWageIncome'],
    [{ reportedWageIncome: 0.001 }, 'tooManyDecimals', 'reportedWageIncome'],
    [{ reportedWageIncome: 2e9 }, 'numberOutOfRange', 'reportedWageIncome'],
    [{ ownsVehicle: 'no' }, 'notAFlag', 'ownsVehicle'],
    [{ ownsVehicle: 0 }, 'notAFlag', 'ownsVehicle'],
    [{ householdKind: '贫困户' }, 'notInCodeList', 'householdKind'],
    [{ visitedOn: '2025-02-30' }, 'notADay', 'visitedOn'],
    [{ visitedOn: '2025-02-29' }, 'notADay', 'visitedOn'],
    [{ visitedOn: '2025.3.1' }, 'notADay', 'visitedOn'],
    [{ incomeFromMonth: '2024-13' }, 'notAMonth', 'incomeFromMonth'],
    [{ regionCode: '62' }, 'textOfWrongForm', 'regionCode'],
    [{ village: '' }, 'notAText', 'village'],
    [{ visitRisks: ['因病'] }, 'notAList', 'visitRisks'],
    [{ visitRisks: { items: ['因病'] } }, 'notAList', 'visitRisks.complete'],
    [{ visitRisks: list(['因病', '因懒']) }, 'notInCodeList', 'visitRisks.items.1'],
    [{ members: list([]) }, 'tooFewItems', 'members.items'],
    [{ members: list([{}, 5]) }, 'notAList', 'members.items.1'],
    [{ members: list([{ birthDate: '1990-02-30' }]) }, 'notADay', 'members.items.0.birthDate'],
    [
      { members: list([{}, { healthStates: list(['健康', '很好']) }]) },
      'notInCodeList',
      'members.items.1.healthStates.items.1',
    ],
    [{ members: list(Array.from({ length: 501 }, () => ({}))) }, 'tooManyItems', 'members.items'],
    [{ ownsVehicle: { value: true, from: '公安' } }, 'unknownKey', 'ownsVehicle'],
    [{ ownsVehicle: { value: 1, source: '公安' } }, 'notAFlag', 'ownsVehicle.value'],
    [{ ownsVehicle: [{ value: true }, { value: 'x' }] }, 'notAFlag', 'ownsVehicle.1.value'],
    [[], 'notAHousehold', ''],
    [null, 'notAHousehold', ''],
    ['农户', 'notAHousehold', ''],
  ])('%o: %s at %s', (household, code, path) => {
    expect(issuesFor(household)).toEqual([[code, path]]);
  });

  test('the rest of the household is decided all the same', () => {
    const good: Household = {
      housingProblem: true,
      ableToCope: false,
      ownsVehicle: false,
      ownsTownProperty: false,
      operatesCompany: false,
      unexplainedDoubt: false,
    };
    const bad = {
      ...good,
      reportedNetIncome: 'much',
      visitedOn: '2025-02-30',
      colour: 'red',
    } as unknown as Household;
    expect(gansu2024.assess(bad, { on: ON }).identification.outcome).toBe('identify');
    expect(gansu2024.assess(bad, { on: ON }).issues.map((issue) => issue.code)).toEqual([
      'notANumber',
      'notADay',
      'unknownFact',
    ]);
  });

  test('one bad item costs only itself, and its list is no longer complete', () => {
    const { values } = readHousehold({ visitRisks: list(['因病', '因懒', '因学']) });
    expect(values['visitRisks']).toEqual({ complete: false, items: ['因病', '因学'] });
    const risks = assess({ visitRisks: list(['因病', '因懒']), monitoringStatus: '未纳入' }).risks;
    expect(risks.certain.map((each) => each.code)).toEqual(['因病']);
    expect(risks.possible.length).toBeGreaterThan(5);
  });

  test('one bad field of a member costs only that field', () => {
    const { values } = readHousehold({ members: list([{ relation: '户主', sex: '不明' }]) });
    expect(values['members']).toEqual({ complete: true, items: [{ relation: '户主', sex: undefined }] });
  });
});

describe('an unknown key proposes the nearest name', () => {
  test.each<[unknown, string | undefined, string]>([
    [{ ownsVehicel: true }, 'ownsVehicle', 'ownsVehicel'],
    [{ ReportedNetIncome: 1 }, 'reportedNetIncome', 'ReportedNetIncome'],
    [{ householdkind: '脱贫户' }, 'householdKind', 'householdkind'],
    [{ members: list([{ brithDate: '2000-01-01' }]) }, 'birthDate', 'members.items.0.brithDate'],
    [{ 户类型: '脱贫户' }, undefined, '户类型'],
    [{ colourOfTheDoor: 'red' }, undefined, 'colourOfTheDoor'],
  ])('%o: %s', (household, nearest, path) => {
    const [issue] = readHousehold(household).issues;
    expect([issue?.code, issue?.path.join('.')]).toEqual([
      nearest === undefined ? 'unknownFact' : 'unknownFactNear',
      path,
    ]);
    if (issue !== undefined && nearest !== undefined) {
      expect(describeIssue(issue, 'en')).toContain(`Is "${nearest}" meant?`);
      expect(describeIssue(issue, 'zh-CN')).toContain(`是否应为“${nearest}”？`);
    }
  });
});

describe('sources of one fact', () => {
  test.each<[string, unknown, unknown]>([
    [
      'that agree give the value',
      [
        { value: 3, source: '公安' },
        { value: 3.0, source: '村' },
      ],
      [],
    ],
    [
      'that differ make it unknown',
      [
        { value: 3, source: '公安' },
        { value: 4, source: '村' },
      ],
      [['sourcesDiffer', 'reportedMemberCount']],
    ],
    ['a single one gives the value', { value: 3, source: '公安', observedOn: '2024-03-01' }, []],
  ])('%s', (_, reportedMemberCount, issues) => {
    const read = readHousehold({ reportedMemberCount });
    expect(read.issues.map(({ code, path }) => [code, path.join('.')])).toEqual(issues);
    expect(read.values['reportedMemberCount'] === undefined).toBe((issues as unknown[]).length > 0);
  });

  test('a month and a day within it are not the same', () => {
    const read = readHousehold({ visitedOn: [{ value: '2024-03' }, { value: '2024-03-01' }] });
    expect(read.issues.map((issue) => issue.code)).toEqual(['sourcesDiffer']);
  });

  test('that differ leave the household to be verified', () => {
    const { identification } = assess({
      ableToCope: [
        { value: true, source: '户' },
        { value: false, source: '村' },
      ],
      housingProblem: true,
    });
    expect(identification.outcome).toBe('verify');
    expect(identification.missing.map((each) => each.name)).toContain('ableToCope');
  });
});
