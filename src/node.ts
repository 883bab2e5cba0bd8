export { type DecisionLog, type DecisionLogOptions, openDecisionLog } from './decision-log.node.js';
export { type DecisionLogReading, type ReadLogOptions, readDecisionLog } from './decision-log-reader.node.js';
export { unusableFacts } from './facts/read.js';
export { type HouseholdFileOptions, readHouseholdFile } from './household-file.node.js';
export {
  type LoadRequest,
  loadPolicy,
  openPackFolders,
  type PackSources,
  readPackFolder,
  SHIPPED_RULES,
} from './policy-files.node.js';
export { findPolicy, isSignedBy, newSalt, signReceipt } from './receipts.node.js';
export { type AssessedRow, decisionTable } from './tables/decision-rows.js';
export { type FixtureHousehold, readFixtureHouseholds } from './tables/fixture-households.js';
export {
  type ColumnMapping,
  type DecisionTable,
  type DeclaredBlankCell,
  type Detail,
  decisionsAsCsv,
  decisionsAsJson,
  decisionsAsNdjson,
  type HouseholdList,
  type ListFormat,
  type ListRow,
  type ListText,
  type Mapping,
  type MappingSource,
  mappingJsonSchema,
  proposeMapping,
  type ReadSheet,
  readList,
  readMapping,
  type UnmappedColumn,
} from './tables/index.js';
export { writeWholeFile } from './whole-file.node.js';
export {
  type ColumnsRequest,
  type DecidedColumns,
  type DecidedText,
  type HouseholdSource,
  openWorkerPool,
  type PoolRequest,
  type ReadHeader,
  type TextRequest,
  type WorkerPool,
} from './worker-pool.node.js';
export type { RowIssues } from './worker-task.js';
