import { describe, expect, test } from 'vitest';
import { assess, type Given } from './support.js';

const LINE_FEN = 780_000n;
const SIZES = Array.from({ length: 15 }, (_, index) => index + 1);
const yuan = (fen: bigint): number => Number(fen) / 100;

/** Not able to cope, with a risk: below the line is what decides. */
const atRisk: Given = {
  householdKind: '一般农户',
  visitRisks: { complete: true, items: ['因病'] },
  identifiedRisks: { complete: true, items: [] },
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
  monitoringStatus: '未纳入',
};

/** Sizes beside amounts on, just below and just above the line: of each person, and of the whole household. */
const cases = SIZES.flatMap((size) =>
  [-1n, 0n, 1n].flatMap((fen) => [
    { size, totalFen: (LINE_FEN + fen) * BigInt(size) },
    { size, totalFen: LINE_FEN * BigInt(size) + fen },
  ]),
).map(({ size, totalFen }) => ({
  size,
  totalFen,
  // total / size < line, without a division.
  below: totalFen < LINE_FEN * BigInt(size),
  above: totalFen > LINE_FEN * BigInt(size),
}));

describe('a household on, below or above the line of 7800 yuan', () => {
  test.each(cases)(
    '$size persons with $totalFen fen by reportedNetIncome',
    ({ size, totalFen, below, above }) => {
      const { rules, identification, category } = assess({
        ...atRisk,
        reportedMemberCount: size,
        reportedNetIncome: yuan(totalFen),
      });
      expect(rules['wayBelowStandard']).toBe(String(below));
      expect(rules['exitIncomeAboveStandard']).toBe(String(above));
      expect(identification.outcome).toBe(below ? 'identify' : 'notIdentified');
      expect(category.answer).toBe(below ? '边缘易致贫户' : 'none');
    },
  );

  test.each(cases)(
    '$size persons with $totalFen fen by four incomes and a cost',
    ({ size, totalFen, below, above }) => {
      const gross = totalFen + 33_333n;
      const wage = gross / 3n;
      const transfer = gross - wage - 10n;
      const { rules } = assess({
        ...atRisk,
        reportedMemberCount: size,
        reportedWageIncome: yuan(wage),
        reportedBusinessIncome: 0.07,
        reportedPropertyIncome: 0.03,
        reportedTransferIncome: yuan(transfer),
        reportedBusinessCost: 333.33,
      });
      expect(rules['wayBelowStandard']).toBe(String(below));
      expect(rules['exitIncomeAboveStandard']).toBe(String(above));
    },
  );

  test.each([
    [7_799.99, 'true', 'false'],
    [7_800, 'false', 'false'],
    [7_800.01, 'false', 'true'],
  ])('%d yuan by reportedNetIncomePerPerson', (perPerson, below, above) => {
    const { rules } = assess({ ...atRisk, reportedNetIncomePerPerson: perPerson });
    expect([rules['wayBelowStandard'], rules['exitIncomeAboveStandard']]).toEqual([below, above]);
  });

  test.each(cases)(
    '$size persons falling to $totalFen fen after eligible spending',
    ({ size, totalFen, below }) => {
      const before = totalFen + 1_000_000n * BigInt(size);
      const { rules } = assess({
        ...atRisk,
        reportedSuddenEvent: true,
        reportedMemberCount: size,
        reportedNetIncome: yuan(before),
        reportedClaims: 12.34,
        reportedEligibleSpending: yuan(before - totalFen + 1_234n),
      });
      expect(rules['waySuddenDifficulty']).toBe(String(below));
    },
  );

  test('the sums come out exact where those of floating point do not', () => {
    const parts = {
      reportedWageIncome: 4_499.9,
      reportedBusinessIncome: 3_300.06,
      reportedPropertyIncome: 0.04,
    };
    expect(4_499.9 + 3_300.06 + 0.04).not.toBe(7_800);
    const { rules } = assess({
      ...atRisk,
      ...parts,
      reportedTransferIncome: 0,
      reportedBusinessCost: 0,
      reportedMemberCount: 1,
    });
    expect([rules['wayBelowStandard'], rules['exitIncomeAboveStandard']]).toEqual(['false', 'false']);
  });
});
