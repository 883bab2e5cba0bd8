import { withoutWidthAndSpace } from './column-names.js';
import type { ColumnMapping, HouseholdList } from './household-list.js';
import type { Mapping } from './mapping.js';
import { type ColumnSource, MAPPING_FORMAT, type MappingSource } from './mapping-schema.js';

type Mapped = Pick<HouseholdList, 'mapping' | 'unmapped' | 'issues' | 'sheets'>;

const TEN_THOUSAND_YUAN = '万元';

const targetOf = ({ fact, field }: Pick<ColumnMapping, 'fact' | 'field'>): string =>
  field === undefined ? fact : `${fact}.${field}`;

/** A column as the file would name it; the shortest form that says it. */
function entryOf(column: ColumnMapping): string | ColumnSource {
  const fact = targetOf(column);
  const { reversed, completes, blankMeans, multiplier } = column;
  if (!reversed && completes !== true && blankMeans === undefined && multiplier === 1) return fact;
  return {
    fact,
    ...(reversed ? { reversed } : {}),
    // Wherever the sheet says it, the file says it too, so that it is never lost.
    ...(multiplier === 1 ? {} : { unit: TEN_THOUSAND_YUAN }),
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

/** Without names that differ by spaces or width only from one before: a mapping file has each once. */
function distinct<Entry>(columns: Readonly<Record<string, Entry>>): Record<string, Entry> {
  const names = new Map<string, string>();
  for (const name of Object.keys(columns)) names.set(withoutWidthAndSpace(name), name);
  return Object.fromEntries([...names.values()].map((name) => [name, columns[name] as Entry]));
}

/**
 * A mapping file for a list as it was read: what each column was taken for, and, for those that no fact was found for, the
 * nearest name. Columns without a fact are told as before until somebody writes one, or takes `proposals` away to say that
 * they are not to be used; read again, the file changes nothing.
 * @param own what the list was read by, whose declarations are kept.
 */
export function proposeMapping(list: Mapped, own?: Mapping): MappingSource {
  const { mapping, unmapped, sheets = [] } = list;
  const [main] = sheets;
  const columns: Record<string, string | ColumnSource> = {};
  for (const column of mapping) columns[column.column] ??= entryOf(column);
  for (const [column, entry] of doubledColumns(list)) columns[column] ??= entry;
  for (const { column, nearest } of unmapped)
    columns[column] ??= { fact: null, proposals: nearest === undefined ? [] : [nearest] };
  return {
    ...(own?.source ?? {}),
    format: MAPPING_FORMAT,
    ...(main === undefined || (main.rowsAre !== 'household' && main.rowsAre !== 'member')
      ? {}
      : { rows: main.rowsAre }),
    columns: distinct({ ...columns, ...(own?.source.columns ?? {}) }),
  };
}
