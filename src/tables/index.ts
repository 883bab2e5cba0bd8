export type {
  ColumnMapping,
  Detail,
  HouseholdList,
  ListRow,
  ReadSheet,
  UnmappedColumn,
} from './household-list.js';
export { type DeclaredBlankCell, type Mapping, readMapping } from './mapping.js';
export { type MappingSource, mappingJsonSchema } from './mapping-schema.js';
export { proposeMapping } from './propose-mapping.js';
export { type ListFormat, type ListText, readList } from './read-list.js';
export { type DecisionTable, decisionsAsCsv, decisionsAsJson, decisionsAsNdjson } from './write-decisions.js';
