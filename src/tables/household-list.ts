import type { Declaration } from '../decision/declarations.js';
import type { FactName } from '../facts/catalogue.js';
import { type Issue, issue } from '../values/issues.js';
import type { DeclaredBlankCell } from './mapping.js';
import type { Multiplier } from './unit-words.js';

/** One household of a list, and what was wrong with the row that it stood in. */
export interface ListRow {
  /**
   * Where a person finds it: the row of the sheet, whose header is row 1; the line of an NDJSON file; or the
   * place in a JSON array, counted from 1.
   */
  readonly row: number;
  /** Bare facts from a sheet; from JSON whatever was given. `readHousehold` judges it; empty if not readable. */
  readonly household: unknown;
  readonly issues: readonly Issue[];
  /** False if nothing of the row could be read. Such a row stays in the list, so that nobody is lost. */
  readonly readable: boolean;
  /** What the mapping declares of this household, where that was used. */
  readonly declarations?: readonly Declaration[];
  /** The cells as they stand in the sheet, where that was asked for; under `columns` of the list. */
  readonly cells?: readonly string[];
}

/** A column of a sheet, and the fact that its cells give. */
export interface ColumnMapping {
  /** The name as it stands in the header. */
  readonly column: string;
  /** The place of the column, counted from 0. */
  readonly index: number;
  readonly fact: FactName;
  /** The field of an entry, where the fact is a list of records: `relation` of `members`. */
  readonly field?: string;
  /** 是 in this column says that the entries of the list are all there are. */
  readonly completes?: true;
  /** What an empty cell means, where a mapping declares it. */
  readonly blankMeans?: DeclaredBlankCell;
  /** The sheet that the column stands in, where there are several. */
  readonly sheet?: string;
  /** True where 是 in this column means that the fact is false. */
  readonly reversed: boolean;
  /** What a bare amount in this column is multiplied by: 10,000 under a header in 万元. */
  readonly multiplier: Multiplier;
}

/** A column that no fact was found for, and the name that was perhaps meant. Proposed, never assumed. */
export interface UnmappedColumn {
  readonly column: string;
  readonly index: number;
  readonly nearest?: string;
  /** The sheet that the column stands in, where there are several. */
  readonly sheet?: string;
}

/** A sheet or file that a list was read from. */
export interface ReadSheet {
  /** Its name, where it has one. */
  readonly sheet?: string;
  /** What a row of it is: a household, a member of one, or an entry of a list, by the fact's name. */
  readonly rowsAre: 'household' | 'member' | FactName;
  /** The rows that hold the names of its columns. */
  readonly headerRows: { readonly first: number; readonly last: number };
}

/** A list as it was read. The rows keep their order; each holds its own issues, `issues` those of the file. */
export interface HouseholdList {
  readonly rows: readonly ListRow[];
  /** Empty for JSON and NDJSON, which name the facts themselves. */
  readonly mapping: readonly ColumnMapping[];
  readonly unmapped: readonly UnmappedColumn[];
  /** Of a list that comes in batches, some are told only once the last batch was taken. */
  readonly issues: readonly Issue[];
  /** No row was looked at: there is no header, or a column that is required is missing; `issues` says what. */
  readonly nothingRead?: true;
  /** What the mapping declares for the list as a whole; each row says which of it was used. */
  readonly declarations?: readonly Declaration[];
  /** Where it was read from; empty for JSON and NDJSON. */
  readonly sheets?: readonly ReadSheet[];
  /** The header as it stands, where the cells of the rows were asked for. */
  readonly columns?: readonly string[];
}

/** Why a row cannot be read, in the two languages of the library. */
export interface Detail {
  readonly zh: string;
  readonly en: string;
  /** The row may hold a person all the same, whom nobody can read. */
  readonly mayBeSomebody?: true;
  /** The row is known to be no household, no person and no entry: a total, a heading, a note. It is told, and no row of the list. */
  readonly isNone?: true;
}

export const EMPTY_ROW: Detail = { zh: '整行为空', en: 'it is empty' };

/** A row of which nothing could be read: kept in its place, with the reason. */
export const unreadableRow = (row: number, detail: Detail): ListRow => ({
  row,
  household: {},
  issues: [issue('unreadableRow', [], { row, detail: detail.zh, detailEn: detail.en })],
  readable: false,
});

/** A list that could not be read at all, because of one thing. */
export const unreadableList = (reason: Issue): HouseholdList => ({
  rows: [],
  mapping: [],
  unmapped: [],
  issues: [reason],
});
