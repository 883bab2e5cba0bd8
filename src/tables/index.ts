export type { ColumnMapping, HouseholdList, ListRow, UnmappedColumn } from './household-list.js';
export { type ListFormat, readList } from './read-list.js';
export { type DecisionTable, decisionsAsCsv, decisionsAsJson, decisionsAsNdjson } from './write-decisions.js';
