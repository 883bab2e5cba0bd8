import { FACT_NAMES, type FactName, factOf } from '../facts/catalogue.js';
import type { Column, Fact, ListFact } from '../facts/kinds.js';

/** A name under which a column gives a fact. */
export interface ColumnName {
  /** As the catalogue writes it. */
  readonly written: string;
  readonly fact: FactName;
  /** The field of an entry, where the fact is a list of records. */
  readonly field?: string;
  /** 是 in this column says that the entries of the list are all there are. */
  readonly completes?: true;
  readonly reversed: boolean;
}

/**
 * What a row of a sheet is about: a household; a member of one, with the columns of the household repeated; or an entry
 * of a list, by the fact's name.
 */
export type RowScope = 'household' | 'member' | FactName;

/** A header, brought into the form in which names are compared. */
export interface NormalisedName {
  /** Half-width, without spaces and asterisks, brackets kept. */
  readonly whole: string;
  /** The same without brackets and what stands in them. */
  readonly bare: string;
  /** What stands in the brackets. */
  readonly notes: readonly string[];
}

/** What stands in brackets, with them. */
export const BRACKETED = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/g;
const NOT_PART_OF_A_NAME = /[\s*\u200b-\u200d\ufeff]/g;

/** Half-width and without spaces: what is left of two spellings of one word is equal. */
export const withoutWidthAndSpace = (text: string): string =>
  text.normalize('NFKC').replace(NOT_PART_OF_A_NAME, '');

export function normaliseName(header: string): NormalisedName {
  const whole = withoutWidthAndSpace(header);
  return {
    whole,
    bare: whole.replace(BRACKETED, ''),
    notes: [...whole.matchAll(BRACKETED)].map((found) => found[1] as string),
  };
}

interface Named {
  readonly title: { readonly zh: string };
  readonly columns: readonly Column[];
}

/** Names seen in the field come first, then the title, then the name in JSON. */
function* namesOf<Target extends Omit<ColumnName, 'written' | 'reversed'>>(
  entries: readonly (readonly [Target, string, Named])[],
): Generator<ColumnName> {
  for (const [target, , { columns }] of entries) {
    for (const { names, polarity } of columns) {
      for (const written of names) yield { written, ...target, reversed: polarity === 'reversed' };
    }
  }
  for (const [target, , { title }] of entries) yield { written: title.zh, ...target, reversed: false };
  for (const [target, name] of entries) yield { written: name, ...target, reversed: false };
}

const FACTS = FACT_NAMES.map((fact) => [fact, factOf(fact) as Fact] as const);
const LISTS = FACTS.filter((entry): entry is readonly [FactName, ListFact] => entry[1].kind === 'list');

// One cell cannot hold a list of records.
const HOUSEHOLD_NAMES = [
  ...namesOf(FACTS.filter(([, { kind }]) => kind !== 'list').map(([fact, entry]) => [{ fact }, fact, entry])),
];

/** Whether the entries of a list are all there are, as a column of the household says it. */
const completenessNames: readonly ColumnName[] = LISTS.map(([fact, { title }]) => ({
  written: `${title.zh}是否登记完整`,
  fact,
  completes: true,
  reversed: false,
}));

const fieldNames = (list: FactName): readonly ColumnName[] => [
  ...namesOf(
    Object.entries((factOf(list) as ListFact).fields).map(([field, entry]) => [
      { fact: list, field },
      field,
      entry,
    ]),
  ),
];

/** Every name of a column of a household, as the catalogue writes it; a fact has several. */
export const COLUMN_NAMES: readonly ColumnName[] = [...HOUSEHOLD_NAMES, ...completenessNames];

/** The list whose entries are the members. */
export const MEMBERS: FactName = 'members';

function namesIn(scope: RowScope): readonly ColumnName[] {
  if (scope === 'household') return COLUMN_NAMES;
  // 证件号码 in a row about a person is that person's, not that of the head.
  if (scope === 'member') return [...fieldNames(MEMBERS), ...COLUMN_NAMES];
  return [...fieldNames(scope), ...HOUSEHOLD_NAMES.filter(({ fact }) => fact === 'householdId')];
}

const byScope = new Map<RowScope, ReadonlyMap<string, ColumnName>>();

/**
 * The names of a scope by their normalised form. Brackets are kept: 未参加城乡居民(职工)保险 is not the same without them.
 */
export function columnsByName(scope: RowScope): ReadonlyMap<string, ColumnName> {
  const known = byScope.get(scope);
  if (known !== undefined) return known;
  // The first of equal names stays.
  const made = new Map(
    [...namesIn(scope)].reverse().map((name) => [normaliseName(name.written).whole, name]),
  );
  byScope.set(scope, made);
  return made;
}

/** The list that a sheet holds by its name: the title of a list or its name in JSON; undefined for any other sheet. */
export function listOfSheet(name: string): FactName | undefined {
  const written = withoutWidthAndSpace(name);
  return LISTS.find(([fact, { title }]) =>
    [fact, title.zh, title.en].some((each) => withoutWidthAndSpace(each) === written),
  )?.[0];
}

/** Names that only a sheet with a row for every person has. */
const MEMBER_ONLY: ReadonlySet<string> = new Set(['relation', 'memberId']);

/** Whether columns are those of a sheet with a row for every person. */
export function isAboutMembers(columns: readonly Pick<ColumnName, 'fact' | 'field'>[]): boolean {
  const isThere = (wanted: (field: string) => boolean): boolean =>
    columns.some(({ fact, field }) => fact === MEMBERS && field !== undefined && wanted(field));
  if (isThere((field) => MEMBER_ONLY.has(field))) return true;
  // 姓名 beside 户主姓名 is somebody else's than the head's.
  return isThere((field) => field === 'name') && columns.some(({ fact }) => fact === 'headName');
}
