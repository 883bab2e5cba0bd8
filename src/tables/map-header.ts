import { factOf } from '../facts/catalogue.js';
import type { Fact, ListFact } from '../facts/kinds.js';
import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';
import {
  BRACKETED,
  type ColumnName,
  columnsByName,
  type NormalisedName,
  normaliseName,
  type RowScope,
} from './column-names.js';
import { type HeaderColumn, isUnderTellingGroup, nameOf, shownName } from './header-cells.js';
import type { ColumnMapping, UnmappedColumn } from './household-list.js';
import type { MappedColumn, Mapping } from './mapping.js';
import { isMoney, type Multiplier, multiplierOf } from './unit-words.js';

/** The columns of a header with their facts, those without, and what is wrong with it. */
export interface HeaderMapping {
  readonly mapping: readonly ColumnMapping[];
  readonly unmapped: readonly UnmappedColumn[];
  readonly issues: readonly Issue[];
}

/** What a header is read by, beside the names of the catalogue. */
export interface HeaderContext {
  readonly scope: RowScope;
  /** A county's own names. */
  readonly own?: Mapping;
  /** Units of money that the sheet names above its header. */
  readonly sheetUnits: readonly string[];
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

/** Whether a text in a row of its own below a header is a unit or a note on filling. */
export const isUnitOrNote = (text: string): boolean =>
  FILLING_NOTES.has(text.toUpperCase()) ||
  /^(?:万?元(?:\/[人月年户]|\/人·?年)?|人|户|个|项|次|辆|套|岁|年|月|个月|天|%|亩|平方米|㎡|米|升|分钟)$/.test(
    text,
  );

/** What the amounts of a column are multiplied by; `unclear` where units contradict each other. */
type ColumnUnit = Multiplier | 'unclear';

/**
 * The unit of a column by the notes beside its name, around it and above the sheet.
 * @returns undefined if a note may change the meaning (月均, 元/月, 上年, 风险消除后): then the column is not used.
 */
function unitOf(notes: readonly string[], fact: Fact, sheetUnits: readonly string[]): ColumnUnit | undefined {
  const units: (Multiplier | undefined)[] = [];
  for (const note of notes.map((each) => each.replace(/^单位:?/, ''))) {
    if (FILLING_NOTES.has(note.toUpperCase())) continue;
    units.push(fact.kind === 'number' ? multiplierOf(note, fact.unit) : undefined);
  }
  if (units.includes(undefined)) return undefined;
  const distinct = [...new Set(units as Multiplier[])];
  if (distinct.length > 1) return 'unclear';
  const [own] = distinct;
  if (own !== undefined) return own;
  if (fact.kind !== 'number' || !isMoney(fact.unit) || sheetUnits.length === 0) return 1;
  const [only, ...others] = sheetUnits as [string, ...string[]];
  return (others.length === 0 ? multiplierOf(only, fact.unit) : undefined) ?? 'unclear';
}

/** The fact, or field of one, whose values stand in the cells of a column. */
export function cellFactOf({
  fact,
  field,
  completes,
}: Pick<ColumnName, 'fact' | 'field' | 'completes'>): Fact {
  const entry = factOf(fact) as Fact;
  if (completes === true) return { ...entry, kind: 'flag' } as Fact;
  return field === undefined ? entry : ((entry as ListFact).fields[field] as Fact);
}

type Found =
  | { readonly kind: 'mapped'; readonly column: ColumnMapping }
  | { readonly kind: 'unclear'; readonly column: string; readonly target: ColumnName }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' };

const NOT_FOUND: Found = { kind: 'unknown' };

function found(
  column: HeaderColumn,
  target: Omit<ColumnName, 'written'>,
  multiplier: ColumnUnit | undefined,
  own?: MappedColumn,
): Found {
  const { fact, field, completes, reversed } = target;
  if (multiplier === undefined) return NOT_FOUND;
  if (multiplier === 'unclear')
    return { kind: 'unclear', column: shownName(column), target: { ...target, written: '' } };
  return {
    kind: 'mapped',
    column: {
      column: shownName(column),
      index: column.index,
      fact,
      ...(field === undefined ? {} : { field }),
      ...(completes === true ? { completes } : {}),
      reversed,
      multiplier,
      ...(own?.blankMeans === undefined ? {} : { blankMeans: own.blankMeans }),
    },
  };
}

/** By the county's own names: these go before those of the catalogue. */
function findOwn(column: HeaderColumn, { own, scope, sheetUnits }: HeaderContext): Found | undefined {
  const whole = own?.columnFor(shownName(column), scope);
  // What is said of 工资性收入 is not said of 风险消除后/工资性收入.
  const mapped =
    whole ?? (isUnderTellingGroup(column) ? undefined : own?.columnFor(column.parts.at(-1) ?? '', scope));
  if (mapped === undefined) return undefined;
  if (mapped === 'ignored') return { kind: 'ignored' };
  const fact = cellFactOf(mapped);
  // The unit that the mapping names is the whole truth about the column.
  if (mapped.unit !== undefined)
    return found(
      column,
      mapped,
      fact.kind === 'number' ? multiplierOf(mapped.unit, fact.unit) : undefined,
      mapped,
    );
  // Notes in the county's name were read by whoever wrote the mapping; a unit among them counts all the same.
  const { notes, outerNotes } = nameOf(column);
  const isUnit = (note: string): boolean =>
    fact.kind === 'number' && multiplierOf(note.replace(/^单位:?/, ''), fact.unit) !== undefined;
  const read = [...notes.filter(isUnit), ...(whole === undefined ? outerNotes : outerNotes.filter(isUnit))];
  return found(column, mapped, unitOf(read, fact, sheetUnits), mapped);
}

/** A name without those of its brackets that hold a unit or a note on filling, and these. */
function withoutNotes({ whole, notes }: NormalisedName): {
  readonly name: string;
  readonly notes: readonly string[];
} {
  const meant = notes.filter((note) => isUnitOrNote(note.replace(/^单位:?/, '')));
  return {
    name: whole.replace(BRACKETED, (all, note: string) => (meant.includes(note) ? '' : all)),
    notes: meant,
  };
}

function findColumn(column: HeaderColumn, context: HeaderContext): Found {
  const own = findOwn(column, context);
  if (own !== undefined) return own;
  const names = columnsByName(context.scope);
  const name = nameOf(column);
  const noted = withoutNotes(name);
  const ways: readonly (readonly [string, readonly string[]])[] = [
    [name.whole, []],
    // A name may have brackets of its own: 未参加城乡居民(职工)保险(必填).
    [noted.name, noted.notes],
    [name.bare, name.notes],
  ];
  const way = ways.find(([written]) => names.has(written));
  const known = way === undefined ? undefined : names.get(way[0]);
  if (way === undefined || known === undefined) return NOT_FOUND;
  const notes = [...way[1], ...name.outerNotes];
  return found(column, known, unitOf(notes, cellFactOf(known), context.sheetUnits));
}

/** Names of one or two characters are near to everything, so nothing is proposed for them. */
const SHORTEST_PROPOSABLE = 3;

function unmappedColumn(column: HeaderColumn, { scope }: HeaderContext): UnmappedColumn {
  const whole = nameOf(column).whole;
  const { bare } = normaliseName(column.parts.at(-1) ?? '');
  const proposable = bare.length >= SHORTEST_PROPOSABLE && !whole.includes(AT_EXIT);
  const names = columnsByName(scope);
  const nearest = proposable ? nearestName(bare, names.keys()) : undefined;
  const written = nearest === undefined ? undefined : names.get(nearest)?.written;
  return {
    column: shownName(column),
    index: column.index,
    ...(written === undefined ? {} : { nearest: written }),
  };
}

/** The number at the end of 致贫/返贫风险3: columns so numbered are parts of one list. */
const numberInSeries = ({ column }: ColumnMapping): string | undefined =>
  /\d+$/.exec(normaliseName(column).bare)?.[0];

function areOneSeries(columns: readonly ColumnMapping[], fact: Fact): boolean {
  const numbers = columns.map(numberInSeries);
  return fact.kind === 'codes' && !numbers.includes(undefined) && new Set(numbers).size === columns.length;
}

const titleOf = (column: ColumnMapping): { readonly fact: string; readonly factEn: string } => {
  const { title } = cellFactOf(column);
  return { fact: title.zh, factEn: title.en };
};

const duplicateIssues = (columns: readonly ColumnMapping[]): readonly Issue[] =>
  columns.slice(1).map((column) =>
    issue('duplicateColumn', [column.fact, ...(column.field === undefined ? [] : [column.field])], {
      column: column.column,
      other: (columns[0] as ColumnMapping).column,
      ...titleOf(column),
    }),
  );

/** What one column may give at most once. */
const targetOf = ({ fact, field, completes }: ColumnMapping): string =>
  [fact, field ?? '', completes === true ? 'completes' : ''].join('.');

/** How many facts the columns of a header give. */
export const countKnown = (columns: readonly HeaderColumn[], context: HeaderContext): number =>
  new Set(
    columns.flatMap((column) => {
      const each = findColumn(column, context);
      if (each.kind === 'mapped') return [targetOf(each.column)];
      return each.kind === 'unknown' ? [] : [`${each.kind}.${column.index}`];
    }),
  ).size;

/** The columns that are known, whatever else is wrong with the header. */
export const knownColumns = (
  columns: readonly HeaderColumn[],
  context: HeaderContext,
): readonly ColumnMapping[] =>
  columns.flatMap((column) => {
    const each = findColumn(column, context);
    return each.kind === 'mapped' ? [each.column] : [];
  });

/**
 * Finds the fact of every column by its name, and by nothing else. Two columns for one fact are both left out,
 * because nobody knows which is right; only numbered columns of a list of codes join. A nameless column is
 * passed over.
 */
export function mapColumns(columns: readonly HeaderColumn[], context: HeaderContext): HeaderMapping {
  const byTarget = new Map<string, ColumnMapping[]>();
  const unmapped: UnmappedColumn[] = [];
  const issues: Issue[] = [];
  for (const column of columns) {
    const each = findColumn(column, context);
    if (each.kind === 'mapped') {
      const target = targetOf(each.column);
      byTarget.set(target, [...(byTarget.get(target) ?? []), each.column]);
    } else if (each.kind === 'unclear') {
      issues.push(issue('unitUnclear', [each.target.fact], { column: each.column }));
      unmapped.push({ column: each.column, index: column.index });
    } else if (each.kind === 'unknown' && nameOf(column).whole !== '')
      unmapped.push(unmappedColumn(column, context));
  }
  // A row without one known name is most likely data, and data is not told.
  if (byTarget.size === 0 && issues.length === 0)
    return { mapping: [], unmapped: [], issues: [issue('noHeader', [])] };

  const mapping: ColumnMapping[] = [];
  for (const [, same] of byTarget) {
    const [first] = same as [ColumnMapping];
    if (same.length === 1 || areOneSeries(same, cellFactOf(first))) mapping.push(...same);
    else issues.push(...duplicateIssues(same));
  }
  return { mapping: mapping.sort((left, right) => left.index - right.index), unmapped, issues };
}

/** Maps the names of one row, as `mapColumns` does: a household a row, or what `context` says. */
export function mapHeader(header: readonly string[], context: Partial<HeaderContext> = {}): HeaderMapping {
  const columns = header.map((text, index) => {
    const part = text.trim();
    return { index, parts: part === '' ? [] : [part], notes: [] };
  });
  return mapColumns(columns, { scope: 'household', sheetUnits: [], ...context });
}
