import { describe, expect, test } from 'vitest';
import { assess, type Given } from './support.js';

const items = (...codes: string[]) => ({ complete: true, items: codes });

/** A monitored household whose risk has gone. */
const released: Given = {
  householdKind: '一般农户',
  monitoringStatus: '风险未消除',
  identifiedRisks: items('因病'),
  visitRisks: items(),
  ableToCope: true,
  reportedNetIncomePerPerson: 7_800.01,
  incomeStableByVisit: true,
  reportedClaims: 0,
  reportedEligibleSpending: 0,
  housingProblem: false,
  educationDropout: false,
  memberUninsured: false,
  waterProblem: false,
  rigidSpendingControlled: true,
  reportedLabourCount: 1,
  reportedMemberLostLabour: false,
  riskGoneNaturally: false,
  measureCarriedOut: true,
  reportedSuddenEvent: false,
};

/** For each criterion, what makes it fail. */
const FAILURES: Readonly<Record<string, Given>> = {
  exitIncomeAboveStandard: { reportedNetIncomePerPerson: 7_800 },
  exitIncomeStable: { incomeStableByVisit: false },
  exitSafeguardsMet: { waterProblem: true },
  exitRisksGone: { visitRisks: items('因病') },
  exitNoNewRisk: { visitRisks: items('因学') },
  exitSpendingControlled: { rigidSpendingControlled: false },
  exitHasLabour: { reportedLabourCount: 0 },
  exitMeasureCarriedOut: { measureCarriedOut: false },
};

describe('exit', () => {
  test('a household that meets every criterion is released by help', () => {
    const { exit } = assess(released);
    expect(exit).toMatchObject({
      outcome: 'exit',
      unmet: [],
      undecided: [],
      missing: [],
      mode: { answer: '帮扶消除' },
    });
  });

  test('one whose risk has gone by itself is released naturally', () => {
    expect(assess({ ...released, riskGoneNaturally: true, measureCarriedOut: false }).exit).toMatchObject({
      outcome: 'exit',
      mode: { answer: '自然消除' },
    });
  });

  test.each(Object.entries(FAILURES))('%s keeps it', (rule, change) => {
    const { exit } = assess({ ...released, ...change });
    expect(exit.outcome).toBe('retain');
    expect(exit.unmet.map((each) => each.rule)).toEqual([rule]);
  });

  test('every criterion that fails is listed, not the first only', () => {
    const all = Object.assign({}, released, ...Object.values(FAILURES), {
      visitRisks: items('因病', '因学'),
    }) as Given;
    expect(assess(all).exit.unmet.map((each) => each.rule)).toEqual(Object.keys(FAILURES).sort());
  });

  test('every criterion in force has such a failure', () => {
    const { rules } = assess(released);
    expect(
      Object.keys(rules)
        .filter((rule) => /^exit(?!ByHelp|Naturally)/.test(rule))
        .sort(),
    ).toEqual(Object.keys(FAILURES).sort());
  });

  test('a way in that holds today is a criterion by itself', () => {
    const { exit, identification } = assess({ ...released, waterProblem: true, ableToCope: false });
    expect(identification.waysIn.certain.map((each) => each.rule)).toEqual(['waySafeguardUnmet']);
    expect(exit.unmet.map((each) => each.rule)).toEqual(['exitSafeguardsMet', 'noWayInHolds']);
  });

  test.each(Object.keys(FAILURES))('with another criterion unknown, %s still keeps it', (rule) => {
    const blank = rule === 'exitSpendingControlled' ? 'incomeStableByVisit' : 'rigidSpendingControlled';
    const { exit } = assess({ ...released, ...FAILURES[rule], [blank]: null });
    expect([exit.outcome, exit.unmet.map((each) => each.rule)]).toEqual(['retain', [rule]]);
    expect(exit.undecided).toHaveLength(1);
  });

  test('one without any recorded risk is released only with a check beside it', () => {
    const { exit, checks } = assess({ ...released, identifiedRisks: items() });
    expect(exit.outcome).toBe('exit');
    expect(checks.certain.map((each) => each.rule)).toContain('checkRiskRecord');
  });

  test.each([
    ['未纳入', 'notApplicable'],
    ['风险已消除', 'notApplicable'],
    [null, 'verify'],
  ])('with the monitoring status %s it is %s', (monitoringStatus, outcome) => {
    expect(assess({ ...released, monitoringStatus }).exit.outcome).toBe(outcome);
  });
});
