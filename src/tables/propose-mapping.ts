import type { ColumnMapping, HouseholdList } from './household-list.js';
import type { Mapping } from './mapping.js';
import { type ColumnSource, MAPPING_FORMAT, type MappingSource } from './mapping-schema.js';

type Mapped = Pick<HouseholdList, 'mapping' | 'unmapped' | 'issues' | 'sheets'>;

const targetOf = ({ fact, field }: Pick<ColumnMapping, 'fact' | 'field'>): string =>
  field === undefined ? fact : `${fact}.${field}`;

/** A column as the file would name it; the shortest form that says it. */
function entryOf(column: ColumnMapping): string | ColumnSource {
  const fact = targetOf(column);
  const { reversed, completes, blankMeans } = column;
  if (!reversed && completes !== true && blankMeans === undefined) return fact;
  return {
    fact,
    ...(reversed ? { reversed } : {}),
    ...(completes === true ? { completes } : {}),
    ...(blankMeans === undefined ? {} : { blankMeans: blankMeans.text, document: blankMeans.document }),
  };
}

/** Columns for one fact, of which none was used: they can be told apart only by whoever knows the sheet. */
function doubledColumns({ issues }: Mapped): readonly (readonly [string, ColumnSource])[] {
  return issues
    .filter(({ code }) => code === 'duplicateColumn')
    .flatMap(({ params, path }) =>
      [params['other'], params['column']].map((column): readonly [string, ColumnSource] => [
        String(column),
        { fact: null, proposals: [path.join('.')] },
      ]),
    );
}

/**
 * A mapping file for a list as it was read: what each column was taken for, and, for those that no fact was found for, the
 * nearest name. Columns without a fact stay unused until somebody writes one; read again, the file changes nothing.
 * @param own what the list was read by, whose declarations are kept.
 */
export function proposeMapping(list: Mapped, own?: Mapping): MappingSource {
  const { mapping, unmapped, sheets = [] } = list;
  const [main] = sheets;
  const columns: Record<string, string | ColumnSource> = {};
  for (const column of mapping) columns[column.column] ??= entryOf(column);
  for (const [column, entry] of doubledColumns(list)) columns[column] ??= entry;
  for (const { column, nearest } of unmapped)
    columns[column] ??= { fact: null, ...(nearest === undefined ? {} : { proposals: [nearest] }) };
  return {
    ...(own?.source ?? {}),
    format: MAPPING_FORMAT,
    ...(main === undefined || (main.rowsAre !== 'household' && main.rowsAre !== 'member')
      ? {}
      : { rows: main.rowsAre }),
    columns: { ...columns, ...(own?.source.columns ?? {}) },
  };
}
