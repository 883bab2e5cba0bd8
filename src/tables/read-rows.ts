import type { Declaration } from '../decision/declarations.js';
import type { FactName } from '../facts/catalogue.js';
import { type Issue, issue } from '../values/issues.js';
import { BodyMerges, mayBeMerged } from './body-merges.js';
import { columnLetters } from './column-letters.js';
import type { SheetHead } from './find-header.js';
import { type Detail, EMPTY_ROW, type ListRow, unreadableRow } from './household-list.js';
import { type CellsRead, columnsByFact, type FactColumns, readFact } from './read-cells.js';
import { IS_BLANK_ENTRY, IS_HEADER, RowKinds } from './row-kinds.js';
import type { MergedCells } from './sheet.js';

/** A row as it comes from a file: its cells, or why they are not known. */
export interface RawRow {
  readonly row: number;
  readonly cells?: readonly string[];
  readonly notRead?: Detail;
}

/** What a row says of a household, and, where it is about a person or an entry of a list, of that. */
export interface ReadRow {
  readonly row: number;
  readonly household: Readonly<Record<string, unknown>>;
  /** The fields of the person or entry; empty in a row about a household. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Whether a list is said to hold all of its entries. */
  readonly completes: ReadonlyMap<FactName, boolean>;
  /** Of the household; those of the record stand under its fields. */
  readonly issues: readonly Issue[];
  readonly recordIssues: readonly Issue[];
  readonly declarations: readonly Declaration[];
  readonly cells?: readonly string[];
  /** What stands in cells that are merged over several rows: it is known only if those are of one household. */
  readonly merged: readonly MergedFact[];
  /** The row says nothing of a person or entry: there is none, though it may say something of its household. */
  readonly hasNoEntry?: true;
  /** Why nothing of the row is used. */
  readonly unreadable?: Detail;
  /** What stands in a row that is no household. */
  readonly texts?: readonly string[];
}

/** A fact of a household in a merged cell. */
export interface MergedFact {
  readonly fact: FactName;
  readonly column: string;
  readonly cells: MergedCells;
}

/** How rows of a sheet are read. */
export interface RowOptions {
  /** The name of the sheet as issues tell it; left out where there is one sheet only. */
  readonly sheet?: string;
  readonly merges?: readonly MergedCells[];
  readonly serialDays?: boolean;
  /** Rows have as many cells as the header, or their cells may have shifted: so in comma-separated text. */
  readonly sameWidth?: boolean;
  readonly keepCells?: boolean;
}

const TOLD_COLUMNS = 20;

const nothingOf = (row: number): ReadRow => ({
  row,
  household: {},
  record: {},
  completes: new Map(),
  issues: [],
  recordIssues: [],
  declarations: [],
  merged: [],
});

/** Reads the rows of one sheet, in their order. */
export class RowReader {
  readonly #head: SheetHead;
  readonly #options: RowOptions;
  readonly #merges: BodyMerges;
  readonly #facts: readonly FactColumns[];
  /** By place: whether what is merged over several rows stands for each of them. */
  readonly #repeated: ReadonlySet<number>;
  readonly #kinds: RowKinds;
  /** Columns without a name, and those of them that have something in a row. */
  readonly #nameless: readonly number[];
  readonly #filled = new Set<number>();

  constructor(head: SheetHead, options: RowOptions = {}) {
    this.#head = head;
    this.#options = options;
    this.#merges = new BodyMerges(options.merges ?? [], head.firstDataRow);
    this.#facts = columnsByFact(head.mapping);
    const isAboutMembers = head.scope !== 'household';
    this.#repeated = new Set(
      this.#facts.flatMap((columns) =>
        mayBeMerged(columns, isAboutMembers) ? columns.columns.map(({ index }) => index) : [],
      ),
    );
    this.#kinds = new RowKinds(head, this.#merges, options.sameWidth === true, this.#repeated);
    this.#nameless = head.parts.flatMap((parts, index) => (parts.length === 0 ? [index] : []));
  }

  /** Undefined for a blank row, where those are passed over. */
  read(raw: RawRow): ReadRow {
    const { row, cells } = raw;
    const { sheet, serialDays = true, keepCells = false } = this.#options;
    const kept = keepCells && cells !== undefined ? { cells } : {};
    if (cells === undefined) return { ...nothingOf(row), unreadable: raw.notRead ?? EMPTY_ROW };
    this.#merges.enter(row, cells);
    const unreadable = this.#kinds.whyNot(row, cells);
    if (unreadable !== undefined)
      return {
        ...nothingOf(row),
        ...kept,
        unreadable,
        ...(unreadable.isNone === true && unreadable !== IS_HEADER ? { texts: cells } : {}),
      };
    for (const index of this.#nameless) if ((cells[index] ?? '').trim() !== '') this.#filled.add(index);
    for (let index = this.#head.names.length; index < cells.length; index += 1)
      if ((cells[index] as string).trim() !== '') this.#filled.add(index);
    const textAt: CellsRead['textAt'] = this.#merges.hasOpen
      ? (index) => this.#merges.textAt(index, cells, this.#repeated.has(index))
      : (index) => cells[index] ?? '';
    const issues: Issue[] = [];
    const recordIssues: Issue[] = [];
    const declarations: Declaration[] = [];
    const household: Record<string, unknown> = {};
    const record: Record<string, unknown> = {};
    const completes = new Map<FactName, boolean>();
    const shared = { row, serialDays, textAt, declarations, ...(sheet === undefined ? {} : { sheet }) };
    const [ofHousehold, ofRecord] = [
      { ...shared, issues },
      { ...shared, issues: recordIssues },
    ];
    for (const target of this.#facts) {
      const { name, field } = target;
      const value = readFact(target, field === undefined ? ofHousehold : ofRecord, target.path);
      if (value === undefined) continue;
      if (target.completes === true) completes.set(name, value === true);
      else if (field !== undefined) record[field] = value;
      else household[name] = value;
    }
    const isAboutEntries = this.#head.scope !== 'household';
    const hasNoEntry = isAboutEntries && this.#kinds.isWithoutEntry(cells);
    if (hasNoEntry && issues.length === 0 && Object.keys(household).every((name) => name === 'householdId'))
      return { ...nothingOf(row), ...kept, unreadable: IS_BLANK_ENTRY, texts: cells };
    const merged = this.#merges.hasOpen ? this.merged() : [];
    const entry = hasNoEntry ? { hasNoEntry: true as const } : {};
    return {
      ...entry,
      row,
      household,
      record,
      completes,
      issues,
      recordIssues,
      declarations,
      merged,
      ...kept,
    };
  }

  /** The facts that stand in merged cells in the row that was entered last. */
  private merged(): readonly MergedFact[] {
    return this.#facts.flatMap(({ name, columns }) =>
      columns.flatMap(({ index, column }): readonly MergedFact[] => {
        const over = this.#merges.over(index);
        return over === undefined ? [] : [{ fact: name, column, cells: over }];
      }),
    );
  }

  /** Columns that have no name and were not used, once all rows were read. */
  issues(): readonly Issue[] {
    if (this.#filled.size === 0) return [];
    const columns = [...this.#filled].sort((a, b) => a - b).map(columnLetters);
    const told = columns.slice(0, TOLD_COLUMNS).join('、');
    return [issue('namelessColumns', [], { columns: told, count: columns.length }, 'warning')];
  }
}

/** A row about a household, as a row of a list. */
export function asListRow(read: ReadRow): ListRow {
  const { row, household, issues, declarations, cells, unreadable } = read;
  const kept = cells === undefined ? {} : { cells };
  if (unreadable !== undefined) return { ...unreadableRow(row, unreadable), ...kept };
  return {
    row,
    household,
    issues,
    readable: true,
    ...(declarations.length === 0 ? {} : { declarations }),
    ...kept,
  };
}
