/** The rows that the pinned policy reads; what stands in a field is said at `Row` in bench/rows.ts. */
export interface PinnedRow {
  readonly ableToCope: number;
  readonly basicLifeInSeriousDifficulty: number;
  readonly clothingShortage: number;
  readonly events: readonly EventRow[] | null;
  readonly events$complete: number;
  readonly financialAssets: number;
  readonly foodShortage: number;
  readonly householdKind: string | null;
  readonly housingGrade: string | null;
  readonly housingProblem: number;
  readonly identifiedRisks: readonly string[] | null;
  readonly identifiedRisks$complete: number;
  readonly incomes: readonly IncomeRow[] | null;
  readonly incomes$complete: number;
  readonly measures: readonly MeasureRow[] | null;
  readonly measures$complete: number;
  readonly members: readonly MemberRow[] | null;
  readonly members$complete: number;
  readonly monitoringStatus: string | null;
  readonly monthsWithoutIncome: number;
  readonly observedIncomes: readonly ObservedRow[] | null;
  readonly observedIncomes$complete: number;
  readonly operatesCompany: number;
  readonly ownsTownProperty: number;
  readonly ownsVehicle: number;
  readonly reportedBusinessCost: number;
  readonly reportedMemberCount: number;
  readonly reportedNetIncome: number;
  readonly rigidSpendingControlled: number;
  readonly riskGoneNaturally: number;
  readonly schoolingCost: number;
  readonly spending: readonly SpendingRow[] | null;
  readonly spending$complete: number;
  readonly townPropertyFromResettlement: number;
  readonly unexplainedDoubt: number;
  readonly vehicleIsDisabilityScooter: number;
  readonly visitRisks: readonly string[] | null;
  readonly visitRisks$complete: number;
  readonly visitedOn: number;
  readonly visitedOn$to: number;
  readonly waterCutDays: number;
  readonly waterFetchMinutes: number;
  readonly waterPiped: number;
  readonly waterQualityAcceptable: number;
}

export interface EventRow {
  readonly occurredOn: number;
  readonly occurredOn$to: number;
  readonly type: string | null;
}
export interface IncomeRow {
  readonly amount: number;
  readonly fromMonth: number;
  readonly fromMonth$to: number;
  readonly item: string | null;
  readonly toMonth: number;
  readonly toMonth$to: number;
}
export interface MeasureRow {
  readonly startedOn: number;
  readonly startedOn$to: number;
  readonly status: string | null;
}
export interface MemberRow {
  readonly birthDate: number;
  readonly birthDate$to: number;
  readonly disabilityGrade: string | null;
  readonly droppedOut: number;
  readonly fullTimeStudent: number;
  readonly healthStates: readonly string[] | null;
  readonly healthStates$complete: number;
  readonly labourAbility: string | null;
  readonly medicalInsurance: string | null;
  readonly studyImpossible: number;
  readonly workMonths: number;
}
export interface ObservedRow {
  readonly month: number;
  readonly month$to: number;
  readonly netIncomePerPerson: number;
}
export interface SpendingRow {
  readonly amount: number;
  readonly fromMonth: number;
  readonly fromMonth$to: number;
  readonly heading: string | null;
  readonly toMonth: number;
  readonly toMonth$to: number;
}
