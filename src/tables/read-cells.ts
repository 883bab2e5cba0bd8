import type { Declaration } from '../decision/declarations.js';
import type { FactName } from '../facts/catalogue.js';
import type { CodesFact, Fact, ScalarFact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import { cleanCell } from './clean-cell.js';
import { cleanCodes } from './clean-code.js';
import { BLANK, type CleanedCell, EMPTY_RESULT } from './cleaned-cell.js';
import type { ColumnMapping, Detail } from './household-list.js';
import { cellFactOf } from './map-header.js';

/** A fact, or a field of an entry, with its columns: one, or several that make up a list of codes. */
export interface FactColumns {
  readonly name: FactName;
  readonly field?: string;
  /** Of the fact in a household, or of the field in an entry. */
  readonly path: FactPath;
  readonly completes?: true;
  readonly fact: CodesFact | ScalarFact;
  readonly columns: readonly [ColumnMapping, ...ColumnMapping[]];
  /** Reads the text of a cell of its one column; most texts come again and again. */
  readonly clean: (text: string, serialDays: boolean) => CleanedCell;
}

/** So many texts of a column are remembered; more are read anew. */
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 40;

function remembering(fact: CodesFact | ScalarFact, column: ColumnMapping): FactColumns['clean'] {
  if (fact.kind === 'codes') return () => BLANK;
  const known = new Map<string, CleanedCell>();
  let ofDays: boolean | undefined;
  return (text, serialDays) => {
    if (ofDays !== serialDays) known.clear();
    ofDays = serialDays;
    const before = known.get(text);
    if (before !== undefined) return before;
    const cleaned = Object.freeze(cleanCell(text, fact, column, serialDays));
    if (known.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) known.set(text, cleaned);
    return cleaned;
  };
}

export function columnsByFact(mapping: readonly ColumnMapping[]): readonly FactColumns[] {
  const byTarget = new Map<string, ColumnMapping[]>();
  for (const column of mapping) {
    const target = [column.fact, column.field ?? '', column.completes ?? ''].join('.');
    byTarget.set(target, [...(byTarget.get(target) ?? []), column]);
  }
  return [...byTarget.values()].map((columns) => {
    const [first] = columns as [ColumnMapping, ...ColumnMapping[]];
    // The header is never mapped to a list of records.
    const fact = cellFactOf(first) as Exclude<Fact, { kind: 'list' }>;
    return {
      name: first.fact,
      ...(first.field === undefined ? {} : { field: first.field }),
      path: [first.field ?? first.fact],
      ...(first.completes === true ? { completes: true as const } : {}),
      fact,
      columns: columns as [ColumnMapping, ...ColumnMapping[]],
      clean: remembering(fact, first),
    };
  });
}

/** A cell as it is to be read: its text, or why it is not. */
export type CellText = string | { readonly notRead: Detail };

/** What is said of the cells of a row: where they stand, and what became of them. */
export interface CellsRead {
  readonly row: number;
  /** The sheet, where there are several. */
  readonly sheet?: string;
  readonly serialDays: boolean;
  readonly textAt: (index: number) => CellText;
  readonly issues: Issue[];
  readonly declarations: Declaration[];
}

/** Where the value of a fact stands in a household: of an entry, at its place in the list. */
export type FactPath = readonly (string | number)[];

function tell(cells: CellsRead, path: FactPath, column: string, hint: Detail): void {
  const { row, sheet } = cells;
  const params = { row, column, hint: hint.zh, hintEn: hint.en };
  cells.issues.push(
    sheet === undefined
      ? issue('cellNotUnderstood', path, params)
      : issue('cellNotUnderstoodOnSheet', path, { ...params, sheet }),
  );
}

const isEmpty = (text: CellText): boolean =>
  typeof text === 'string' && text.trim() === '' && text !== EMPTY_RESULT;

/** What the text that a blank stands for gives: a list of codes each of its codes, or none. */
function meantBy(text: string, { fact, columns: [column] }: FactColumns): readonly Declaration['value'][] {
  if (fact.kind === 'codes') {
    const items = cleanCodes([{ column: column.column, text }], fact).value?.items ?? [];
    return items.length === 0 ? [undefined] : items;
  }
  const cleaned = cleanCell(text, fact, column);
  return cleaned.kind === 'value' ? [cleaned.value as Declaration['value']] : [];
}

/** What an empty cell means by the mapping; recorded as declared. Undefined where nothing is declared. */
function declaredText(target: FactColumns, cells: CellsRead): string | undefined {
  const { name, field, columns } = target;
  const [{ blankMeans, column }] = columns;
  if (blankMeans === undefined || !columns.every(({ index }) => isEmpty(cells.textAt(index))))
    return undefined;
  const { text, authority, document } = blankMeans;
  const fact = field === undefined ? name : `${name}.${field}`;
  for (const value of meantBy(text, target))
    cells.declarations.push({
      fact,
      kind: 'blank',
      ...(value === undefined ? {} : { value }),
      column,
      authority,
      document,
    });
  return text;
}

/** The value of one fact in a row, or undefined if it is not known; cells that say nothing clear become issues. */
export function readFact(target: FactColumns, cells: CellsRead, path: FactPath): unknown {
  const { fact, columns } = target;
  const declared = declaredText(target, cells);
  if (fact.kind === 'codes') {
    const texts: { column: string; text: string }[] = [];
    let unread = false;
    for (const [place, { column, index }] of columns.entries()) {
      const text = cells.textAt(index);
      if (typeof text !== 'string') {
        tell(cells, path, column, text.notRead);
        unread = true;
      } else texts.push({ column, text: place === 0 && declared !== undefined ? declared : text });
    }
    const { value, misunderstood } = cleanCodes(texts, fact);
    for (const { column, hint } of misunderstood) tell(cells, path, column, hint);
    return value === undefined || !unread ? value : { ...value, complete: false };
  }
  const [column] = columns;
  const text = declared ?? cells.textAt(column.index);
  if (typeof text !== 'string') {
    tell(cells, path, column.column, text.notRead);
    return undefined;
  }
  const cleaned = target.clean(text, cells.serialDays);
  if (cleaned.kind === 'notUnderstood') tell(cells, path, column.column, cleaned.hint);
  return cleaned.kind === 'value' ? cleaned.value : undefined;
}
