import { describe, expectTypeOf, test } from 'vitest';
import type { Assessor, Code, FactName, Household, IdentificationOutcome } from '../../src/index.js';

declare const assessor: Assessor;

describe('the type of a household', () => {
  test('takes what the catalogue has, bare, with its source, or from several', () => {
    const household: Household = {
      householdKind: '脱贫户',
      reportedMemberCount: 4,
      reportedNetIncome: { value: 30_600.5, source: '民政', observedOn: '2024-10-01' },
      ownsVehicle: [{ value: true, source: '公安' }, { value: false }],
      visitedOn: '2024-10',
      visitRisks: { complete: true, items: ['因病', '因学'] },
      members: {
        complete: false,
        items: [{ relation: '户主', healthStates: { complete: true, items: ['健康'] } }],
      },
      telephone: null,
      village: undefined,
    };
    expectTypeOf(household).toExtend<Household>();
  });

  test('every fact may be left out', () => {
    expectTypeOf<Record<never, never>>().toExtend<Household>();
  });

  test('refuses a name that is no fact', () => {
    // @ts-expect-error ownsVehicel is no fact
    assessor.assess({ ownsVehicel: true }, { on: '2024-11-01' });
    expectTypeOf<'ownsVehicel'>().not.toExtend<FactName>();
    expectTypeOf<'ownsVehicle'>().toExtend<FactName>();
  });

  test('refuses a code that is not in its list', () => {
    // @ts-expect-error 贫困户 is no kind of household
    assessor.assess({ householdKind: '贫困户' }, { on: '2024-11-01' });
    // @ts-expect-error 因懒 is no risk
    assessor.assess({ visitRisks: { complete: true, items: ['因懒'] } }, { on: '2024-11-01' });
    // @ts-expect-error 不明 is no sex
    assessor.assess({ members: { complete: true, items: [{ sex: '不明' }] } }, { on: '2024-11-01' });
    expectTypeOf<Code<'sex'>>().toEqualTypeOf<'男' | '女'>();
  });

  test('refuses a value of the wrong type', () => {
    // @ts-expect-error a number is no text
    assessor.assess({ reportedNetIncome: '30600' }, { on: '2024-11-01' });
    // @ts-expect-error a flag is no text
    assessor.assess({ ownsVehicle: '是' }, { on: '2024-11-01' });
    // @ts-expect-error a list says whether it is complete
    assessor.assess({ visitRisks: { items: [] } }, { on: '2024-11-01' });
    // @ts-expect-error a list is no bare array
    assessor.assess({ visitRisks: ['因病'] }, { on: '2024-11-01' });
    // @ts-expect-error a field of a member
    assessor.assess({ members: { complete: true, items: [{ shoeSize: 42 }] } }, { on: '2024-11-01' });
  });

  test('the request needs its day, and outcomes are a closed set', () => {
    // @ts-expect-error the day is an input
    assessor.assess({});
    expectTypeOf<IdentificationOutcome>().toEqualTypeOf<
      'identify' | 'review' | 'notIdentified' | 'verify' | 'noStandard'
    >();
    expectTypeOf(
      assessor.assess({}, { on: '2024-11-01' }).identification.outcome,
    ).toEqualTypeOf<IdentificationOutcome>();
  });
});
