import { nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import {
  type Alternative,
  type Change,
  type WhatWouldChange,
  whatWouldChange,
} from '../../../src/decision/changes/index.js';
import { interpreterOf, type Reading, readFor, workedOutBy } from '../../../src/decision/reading.js';
import { Reasons } from '../../../src/decision/reasons.js';
import type { Assessor, Household } from '../../../src/index.js';
import { type Given, gansu2024, ON } from '../support.js';

/** A household of three below no line, with nothing wrong and nothing unknown that decides. */
export const WELL_OFF: Given = {
  householdKind: '一般农户',
  reportedMemberCount: 3,
  reportedLabourCount: 2,
  reportedMemberLostLabour: false,
  reportedWageIncome: 20_000,
  reportedBusinessIncome: 9_000,
  reportedPropertyIncome: 500,
  reportedTransferIncome: 1_500,
  reportedBusinessCost: 1_000,
  reportedNetIncome: 30_000,
  reportedClaims: 0,
  reportedEligibleSpending: 0,
  housingGrade: 'A',
  housingProblem: false,
  educationDropout: false,
  memberUninsured: false,
  waterProblem: false,
  visitedOn: '2024-10-20',
  visitRisks: { complete: true, items: ['因病'] },
  ableToCope: false,
  reportedSuddenEvent: false,
  basicLifeInSeriousDifficulty: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
  monitoringStatus: '未纳入',
};

/** The same, monitored for an illness that is gone, and ready to be released. */
export const READY: Given = {
  ...WELL_OFF,
  monitoringStatus: '风险未消除',
  monitoringCategory: '边缘易致贫户',
  identifiedMonth: '2022-05',
  identifiedRisks: { complete: true, items: ['因病'] },
  visitRisks: { complete: true, items: [] },
  events: { complete: true, items: [] },
  incomeStableByVisit: true,
  rigidSpendingControlled: true,
  riskGoneNaturally: false,
  measureCarriedOut: true,
  ableToCope: true,
};

export function readingOf(household: Given, assessor: Assessor = gansu2024, on = ON): Reading {
  const { policy } = assessor;
  return readFor(policy, nodesByName(policy.program), household as Household, on, []);
}
export const changesOf = (household: Given, of: 'identification' | 'exit'): WhatWouldChange =>
  whatWouldChange(readingOf(household), of);
export const reasonsOf = (reading: Reading): Reasons =>
  new Reasons(
    reading.policy,
    reading.nodes,
    workedOutBy(() => interpreterOf(reading), reading.on),
  );

const value = ({ from, to }: Change): string =>
  [from, to]
    .map((shown) => ('value' in shown ? String(shown.value) : ((shown as { low?: string }).low ?? '')))
    .join(' → ');
/** An alternative in one line: `housingGrade: D → A + …`. */
export const inWords = ({ changes }: Alternative): string =>
  changes
    .map((change) => `${change.fact}${change.item === undefined ? '' : `#${change.item}`}: ${value(change)}`)
    .join(' + ');
/** The alternatives with an answer, in one line each. */
export const leadingTo = ({ alternatives }: WhatWouldChange, outcome: string): string[] =>
  alternatives.filter((each) => each.outcome === outcome).map(inWords);
