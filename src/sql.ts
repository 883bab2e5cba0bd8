export { type ColumnType, DIALECTS, type Dialect, duckdb } from './backends/sql/dialect.js';
export { generateSql, type SqlColumn, type SqlOptions, type SqlProgram } from './backends/sql/generate.js';
export type { FactsRead } from './backends/sql/layout.js';
export {
  type DecisionColumn,
  type PolicyScript,
  policyScript,
  type ScriptOptions,
} from './backends/sql/script.js';
export type { Step } from './backends/sql/steps.js';
export type { UnsupportedDefinition } from './backends/sql/unsupported.js';
