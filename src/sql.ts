export type { DecisionColumn } from './backends/sql/decision-columns.js';
export { type ColumnType, type Dialect, duckdb } from './backends/sql/dialect.js';
export { DIALECTS } from './backends/sql/dialects.js';
export { postgresql } from './backends/sql/postgresql.js';
export { type PolicyScript, policyScript, type ScriptOptions } from './backends/sql/script.js';
export type { UnsupportedDefinition } from './backends/sql/unsupported.js';
