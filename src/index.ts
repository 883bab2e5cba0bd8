export type { AnswerPlace } from './backends/javascript/answer-places.js';
export { type Figures, figureAt } from './backends/javascript/figures.js';
export {
  type GeneratedProgram,
  type GenerateOptions,
  generateJavaScript,
  type RowLayout,
} from './backends/javascript/generate.js';
export { RecordReader } from './backends/javascript/recorded.js';
export { type Row, rowOf } from './backends/javascript/rows.js';
export { answerIn, canGenerate, type RunningProgram, runnable } from './backends/javascript/runnable.js';
export type { PlainFact } from './backends/json-rules-engine/facts-for.js';
export { explanationTexts } from './backends/words/tokens.js';
export {
  type AreaFactName,
  type AreaFacts,
  type AreaFactsRequest,
  type AreaPeriod,
  areaFacts,
  areaGapText,
} from './decision/aggregates/area-facts.js';
export {
  type AreaFigures,
  type AreaWarning,
  areaWarningTexts,
  assessArea,
} from './decision/aggregates/area-warnings.js';
export type { Tally } from './decision/aggregates/counts.js';
export type { ClearedShare, CountingUnit, Share } from './decision/aggregates/shares.js';
export { summarize } from './decision/aggregates/summarize.js';
export type {
  AreaCounts,
  AreaGroup,
  AreaLevel,
  CountedStage,
  Distribution,
  PeriodCounts,
  Summary,
  SummaryItem,
  SummaryRequest,
} from './decision/aggregates/summary.js';
export { summaryTexts } from './decision/aggregates/summary-texts.js';
export { type Assessor, type CompileOptions, compile } from './decision/assess.js';
export {
  assessMany,
  type Cancellation,
  type DecidedHousehold,
  type ManyRequest,
  type ManyResult,
  type Progress,
  type UndecidedHousehold,
} from './decision/assess-many.js';
export type {
  Assessment,
  Collected,
  Concluded,
  Decided,
  Exit,
  ExitOutcome,
  Identification,
  IdentificationOutcome,
  MissingFact,
} from './decision/assessment.js';
export {
  type Closing,
  type Clue,
  cluesOfAlerts,
  type HouseholdCase,
  type MergedClues,
  mergeClues,
} from './decision/cases.js';
export {
  type Alternative,
  type Change,
  changedHousehold,
  type EarliestDay,
  type ExitGap,
  type Reached,
  type WhatWouldChange,
} from './decision/changes/index.js';
export { ColumnDecider, type ColumnDecisions, type HouseholdToDecide } from './decision/column-decider.js';
export {
  type CodeColumn,
  type DecisionColumns,
  decisionColumns,
  OPEN_CODE,
  TRUTH_BYTES,
  UNDECIDED_CODE,
  UNDECIDED_TRUTH,
} from './decision/decision-columns.js';
export type { Declaration } from './decision/declarations.js';
export type { ExplanationRequest } from './decision/explanation/case-file.js';
export type { LetterRequest, Office } from './decision/explanation/letter.js';
export { maskExplanation } from './decision/explanation/masking.js';
export type { NoticeRequest } from './decision/explanation/notice.js';
export { assessHistory } from './decision/history/assess-history.js';
export { describeHistoryIssue, explainHistory } from './decision/history/explain-history.js';
export type {
  HistoryEvent,
  HistoryEventKind,
  HistoryIssue,
  HistoryIssueCode,
  HistoryRecord,
  HistoryRequest,
  HistoryStep,
  HouseholdDecision,
  HouseholdHistory,
  LastKnownState,
  MonitoringSpell,
} from './decision/history/history.js';
export type { MonitoringState, RecordedMeasure } from './decision/history/monitoring-record.js';
export {
  type CodesColumn,
  type Dictionary,
  type FactColumn,
  type HouseholdColumns,
  householdsOfColumns,
  type RecordColumns,
} from './decision/household-columns.js';
export {
  DECIDED_EXITS,
  DECIDED_IDENTIFICATIONS,
  DECISION_LEVELS,
  type DecidedExit,
  type DecidedIdentification,
  type DecisionLevel,
  type DecisionLogEntry,
  type DecisionToLog,
  DIFFERENCE_REASONS,
  type DifferenceReason,
  type LoggedDecision,
  type LogHead,
  type OfficialDecision,
} from './decision/log/entry.js';
export { holdsPersonalNumber } from './decision/log/personal-number.js';
export {
  type DecisionReport,
  type DecisionShare,
  type ReportOptions,
  reportDecisions,
} from './decision/log/report.js';
export { decisionReportTexts } from './decision/log/report-texts.js';
export { type ExpectedHead, type LogVerification, LogVerifier } from './decision/log/verify-log.js';
export type { MeasureAdvice, MeasureDeadlines, ParameterOnDay } from './decision/measures.js';
export type { NeededFacts, Question, QuestionSet } from './decision/needed/needed-facts.js';
export type { DoneStep } from './decision/procedure/done-steps.js';
export { type ProcedureRequest, planProcedure } from './decision/procedure/plan.js';
export type { PlannedStep, ProcedurePlan } from './decision/procedure/procedure-plan.js';
export { type ProcedureStatus, procedureStatus } from './decision/procedure/status.js';
export type { StepStatus } from './decision/procedure/step-status.js';
export { procedureTexts } from './decision/procedure/texts.js';
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './decision/procedure/working-days.js';
export { publicReceipt, signedText } from './decision/receipt/make-receipt.js';
export type {
  PublicReceipt,
  Receipt,
  ReceiptDeclaration,
  ReceiptDocument,
  ReceiptFacts,
  ReceiptOutcome,
} from './decision/receipt/receipt.js';
export { readPublicReceipts, readReceiptFacts, readReceipts } from './decision/receipt/receipt-schemas.js';
export { type Replay, type ReplayDifference, replayReceipt } from './decision/receipt/replay.js';
export { replayTexts } from './decision/receipt/replay-texts.js';
export type { StandardInForce } from './decision/standards.js';
export { AREA_FACTS, type AreaFact } from './facts/area-facts.js';
export { CATALOGUE, type Catalogue, FACT_NAMES, type FactName, factOf } from './facts/catalogue.js';
export { CODE_LISTS, type Code, type CodeListName, codesOf } from './facts/code-lists.js';
export type { Given, GivenList, Household, SourcedValue } from './facts/household.js';
export type { Column, Fact, Title } from './facts/kinds.js';
export { householdJsonSchema, householdSchema } from './facts/schema.js';
export { UNITS, type Unit } from './facts/units.js';
export {
  type CheckRequest,
  checkPacks,
  type DaysWithoutValue,
  type PackCheck,
  type RunsOut,
} from './policy/check-packs.js';
export { confirmOverrides } from './policy/confirm.js';
export type { Derivation, DerivationInput, MissingInput } from './policy/derivation.js';
export { type ChangedKind, diffPacks, type PackChange } from './policy/diff-packs.js';
export type { Explanation, HeadName, Line, PhraseName, Relation, Token } from './policy/explanation.js';
export type { Figure } from './policy/indicators.js';
export { openPacks, type PackLibrary, resolvePolicy } from './policy/library.js';
export { type NewPack, type NewPackRequest, newPack } from './policy/new-pack.js';
export type { PolicyFile } from './policy/pack-file.js';
export { type Authority, FILE_KINDS, type FileKind, packJsonSchema } from './policy/pack-schemas.js';
export {
  type Definition,
  type ParameterValue,
  type Policy,
  type PolicyAreaWarning,
  type PolicyCalendar,
  type PolicyMeasure,
  type PolicyParameter,
  type PolicyProcedure,
  type PolicyRule,
  type PolicyStep,
  type PolicyToolbox,
  type Program,
  type Provenance,
  policyFile,
  readPolicy,
} from './policy/policy.js';
export type { Reason, RuleReason, ShownValue, Term } from './policy/reason.js';
export type { ResolveRequest } from './policy/resolve.js';
export { STAGE_NAMES, STAGES, type StageName } from './policy/stages.js';
export {
  explainStandard,
  type FormulaOfYear,
  type ShareOfYear,
  type StandardExplanation,
  type StandardRequest,
  type YearOfStandard,
} from './policy/standards/explain-standard.js';
export { canonicalJson, hashOf, sha256Hex } from './values/canonical.js';
export { DixianError, describeIssue, type Issue, type IssueCode, type Locale } from './values/issues.js';
export type { Rational } from './values/rational.js';
export type { Truth } from './values/truth.js';
export { VERSION } from './version.js';
