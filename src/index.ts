export type { PlainFact } from './backends/json-rules-engine/facts-for.js';
export { type Assessor, compile } from './decision/assess.js';
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
export type { StandardInForce } from './decision/standards.js';
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
export type { Figure } from './policy/indicators.js';
export { openPacks, type PackLibrary, resolvePolicy } from './policy/library.js';
export { type NewPack, type NewPackRequest, newPack } from './policy/new-pack.js';
export type { PolicyFile } from './policy/pack-file.js';
export { type Authority, FILE_KINDS, type FileKind, packJsonSchema } from './policy/pack-schemas.js';
export {
  type Definition,
  type ParameterValue,
  type Policy,
  type PolicyParameter,
  type PolicyRule,
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
export type { Truth } from './values/truth.js';
export { VERSION } from './version.js';
