import { type FactName, factOf } from '../facts/catalogue.js';
import type { Fact } from '../facts/kinds.js';
import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';
import { COLUMN_BY_NAME, type ColumnName, type NormalisedName, normaliseName } from './column-names.js';
import type { ColumnMapping, UnmappedColumn } from './household-list.js';
import { type Multiplier, multiplierOf } from './unit-words.js';

/** The columns of a header with their facts, those without, and what is wrong with it. */
interface HeaderMapping {
  readonly mapping: readonly ColumnMapping[];
  readonly unmapped: readonly UnmappedColumn[];
  readonly issues: readonly Issue[];
}

/** Columns so marked hold the values at exit; read as those of today they would overwrite them. */
const AT_EXIT = '风险消除后';

/** Notes in brackets that say how to fill a cell, and change nothing of what it means. */
const FILLING_NOTES: ReadonlySet<string> = new Set(
  [
    ['必填', '选填', '单选', '多选', '下拉选择', '合计'],
    ['是/否', '是否', '是或否', '有/无'],
    ['市、区', '市区', '区'],
    ['年月', '年月日', 'YYYYMM', 'YYYY-MM', 'YYYYMMDD', 'YYYY-MM-DD'],
  ].flat(),
);

/**
 * What a note in brackets does to the amounts of a column: a unit that fits, or a note on filling.
 * @returns undefined if it may change the meaning (月均, 元/月, 上年, 风险消除后): then the column is not used.
 */
function multiplierOfNote(note: string, fact: Fact): Multiplier | undefined {
  if (FILLING_NOTES.has(note.toUpperCase())) return 1;
  return fact.kind === 'number' ? multiplierOf(note.replace(/^单位:?/, ''), fact.unit) : undefined;
}

function multiplierOfNotes(notes: readonly string[], fact: Fact): Multiplier | undefined {
  const multipliers = notes.map((note) => multiplierOfNote(note, fact));
  if (multipliers.includes(undefined)) return undefined;
  return multipliers.includes(10_000) ? 10_000 : 1;
}

function matchColumn(column: string, index: number, name: NormalisedName): ColumnMapping | undefined {
  const exact = COLUMN_BY_NAME.get(name.whole);
  const known: ColumnName | undefined = exact ?? COLUMN_BY_NAME.get(name.bare);
  if (known === undefined) return undefined;
  const notes = exact === undefined ? name.notes : [];
  const multiplier = multiplierOfNotes(notes, factOf(known.fact) as Fact);
  if (multiplier === undefined) return undefined;
  return { column, index, fact: known.fact, reversed: known.reversed, multiplier };
}

/** Names of one or two characters are near to everything, so nothing is proposed for them. */
const SHORTEST_PROPOSABLE = 3;

function unmappedColumn(column: string, index: number, name: NormalisedName): UnmappedColumn {
  const proposable = name.bare.length >= SHORTEST_PROPOSABLE && !name.whole.includes(AT_EXIT);
  const nearest = proposable ? nearestName(name.bare, COLUMN_BY_NAME.keys()) : undefined;
  const written = nearest === undefined ? undefined : COLUMN_BY_NAME.get(nearest)?.written;
  return { column, index, ...(written === undefined ? {} : { nearest: written }) };
}

/** The number at the end of 致贫/返贫风险3: columns so numbered are parts of one list. */
const numberInSeries = ({ column }: ColumnMapping): string | undefined =>
  /\d+$/.exec(normaliseName(column).bare)?.[0];

function areOneSeries(columns: readonly ColumnMapping[], fact: Fact): boolean {
  const numbers = columns.map(numberInSeries);
  return fact.kind === 'codes' && !numbers.includes(undefined) && new Set(numbers).size === columns.length;
}

function duplicateIssues(name: FactName, columns: readonly ColumnMapping[]): readonly Issue[] {
  const { title } = factOf(name) as Fact;
  return columns.slice(1).map(({ column }) =>
    issue('duplicateColumn', [name], {
      column,
      other: (columns[0] as ColumnMapping).column,
      fact: title.zh,
      factEn: title.en,
    }),
  );
}

/**
 * Finds the fact of every column by its name, and by nothing else. Two columns for one fact are both left out,
 * because nobody knows which is right; only numbered columns of a list of codes join. A nameless column is
 * passed over.
 */
export function mapHeader(header: readonly string[]): HeaderMapping {
  const byFact = new Map<FactName, ColumnMapping[]>();
  const unmapped: UnmappedColumn[] = [];
  header.forEach((column, index) => {
    const name = normaliseName(column);
    const matched = matchColumn(column.trim(), index, name);
    if (matched !== undefined) byFact.set(matched.fact, [...(byFact.get(matched.fact) ?? []), matched]);
    else if (name.whole !== '') unmapped.push(unmappedColumn(column.trim(), index, name));
  });
  // A first row without one known name is most likely data, and data is not told.
  if (byFact.size === 0) return { mapping: [], unmapped: [], issues: [issue('noHeader', [])] };

  const mapping: ColumnMapping[] = [];
  const issues: Issue[] = [];
  for (const [name, columns] of byFact) {
    if (columns.length === 1 || areOneSeries(columns, factOf(name) as Fact)) mapping.push(...columns);
    else issues.push(...duplicateIssues(name, columns));
  }
  return { mapping: mapping.sort((left, right) => left.index - right.index), unmapped, issues };
}
