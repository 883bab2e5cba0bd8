import type { Declaration } from '../decision/declarations.js';
import { FACT_NAMES, type FactName, factOf } from '../facts/catalogue.js';
import type { Fact, ListFact } from '../facts/kinds.js';
import { nearestName } from '../facts/nearest-name.js';
import { type PolicyFile, readJson } from '../policy/pack-file.js';
import { schemaIssues } from '../policy/schema-text.js';
import { DixianError, type Issue, inFile, issue } from '../values/issues.js';
import { cleanCell } from './clean-cell.js';
import { cleanCodes } from './clean-code.js';
import { type ColumnName, MEMBERS, type RowScope, withoutWidthAndSpace } from './column-names.js';
import { type ColumnSource, type MappingSource, mappingSchema } from './mapping-schema.js';
import { multiplierOf } from './unit-words.js';

/** What an empty cell of a column means, and on whose word. */
export interface DeclaredBlankCell {
  /** As it would be written into the cell. */
  readonly text: string;
  readonly authority: Declaration['authority'];
  readonly document: string;
}

/** A column by a county's own name. */
export interface MappedColumn extends Omit<ColumnName, 'written'> {
  readonly unit?: string;
  readonly blankMeans?: DeclaredBlankCell;
}

/** A list that the mapping says is complete, and on whose word. */
export type DeclaredComplete = Pick<DeclaredBlankCell, 'authority' | 'document'>;

/** A mapping file, checked. `readMapping` makes it. */
export class Mapping {
  /** As the file has it. */
  readonly source: MappingSource;
  readonly rows: 'household' | 'member' | undefined;
  readonly sheet: string | undefined;
  readonly required: readonly { readonly fact: FactName; readonly field?: string }[];
  /** The lists whose sheets the file names, by the normalised name of the sheet. */
  readonly listSheets: ReadonlyMap<string, FactName>;
  readonly complete: ReadonlyMap<FactName, DeclaredComplete>;
  /** Lists whose sheets also have entries of households that are not in the list. */
  readonly holdsOthers: ReadonlySet<FactName>;
  /** Names of columns as the file writes them. */
  readonly columnNames: readonly string[];
  readonly #columns: ReadonlyMap<string, MappedColumn | 'ignored'>;

  constructor(source: MappingSource) {
    this.source = source;
    this.rows = source.rows;
    this.sheet = source.sheet;
    this.required = (source.required ?? []).map(partsOf);
    const lists = Object.entries(source.lists ?? {}) as [
      FactName,
      NonNullable<MappingSource['lists']>[string],
    ][];
    this.listSheets = new Map(
      lists.flatMap(([fact, { sheet }]) =>
        sheet === undefined ? [] : [[withoutWidthAndSpace(sheet), fact]],
      ),
    );
    this.holdsOthers = new Set(
      lists.flatMap(([fact, { holdsOthers }]) => (holdsOthers === true ? [fact] : [])),
    );
    this.complete = new Map(
      lists.flatMap(([fact, { complete, document = source.document }]) =>
        complete === true
          ? [
              [
                fact,
                { authority: source.authority as Declaration['authority'], document: document as string },
              ],
            ]
          : [],
      ),
    );
    const columns = Object.entries(source.columns ?? {});
    this.columnNames = columns.map(([name]) => name);
    this.#columns = new Map(
      columns
        .map(([name, given]) => [name, columnSource(given)] as const)
        // As `dixian map` proposes it, nobody has decided yet what the column is.
        .filter(([, { fact, proposals }]) => fact !== null || proposals === undefined)
        .map(([name, given]) => [withoutWidthAndSpace(name), columnFrom(given, source)]),
    );
  }

  /** What the file says of a column; undefined where it says nothing, or means another kind of row. */
  columnFor(name: string, scope: RowScope): MappedColumn | 'ignored' | undefined {
    const found = this.#columns.get(withoutWidthAndSpace(name));
    if (found === undefined || found === 'ignored') return found;
    return fits(found, scope) ? found : undefined;
  }
}

function fits({ fact, field }: MappedColumn, scope: RowScope): boolean {
  if (scope === 'household') return field === undefined;
  if (scope === 'member') return field === undefined || fact === MEMBERS;
  return field === undefined ? fact === 'householdId' : fact === scope;
}

const columnSource = (given: string | null | ColumnSource): ColumnSource =>
  given === null || typeof given === 'string' ? { fact: given } : given;

function partsOf(target: string): { readonly fact: FactName; readonly field?: string } {
  const [fact = '', field] = target.split('.');
  return { fact: fact as FactName, ...(field === undefined ? {} : { field }) };
}

function columnFrom(
  { fact, reversed = false, unit, completes, blankMeans, document }: ColumnSource,
  source: MappingSource,
): MappedColumn | 'ignored' {
  if (fact === null) return 'ignored';
  return {
    ...partsOf(fact),
    reversed,
    ...(completes === true ? { completes } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(blankMeans === undefined
      ? {}
      : {
          blankMeans: {
            text: blankMeans,
            authority: source.authority as Declaration['authority'],
            document: (document ?? source.document) as string,
          },
        }),
  };
}

type Path = readonly (string | number)[];

/** The entry of a target, or an issue that says what may stand there. */
function entryOf(target: string, path: Path, completes: boolean): Fact | Issue {
  const { fact, field } = partsOf(target);
  const entry = factOf(fact);
  const wrong = (name: string, names: Iterable<string>): Issue => {
    const nearest = nearestName(name, names);
    return issue(nearest === undefined ? 'mappingFactUnknown' : 'mappingFactUnknownNear', path, {
      name,
      nearest: nearest ?? '',
    });
  };
  if (entry === undefined) return wrong(fact, FACT_NAMES);
  if (field === undefined)
    return (entry.kind === 'list') === completes ? entry : issue('mappingTargetIsList', path, { name: fact });
  if (entry.kind !== 'list') return issue('mappingTargetHasNoFields', path, { name: fact });
  return Object.hasOwn(entry.fields, field)
    ? ((entry as ListFact).fields[field] as Fact)
    : wrong(field, Object.keys(entry.fields));
}

const isIssue = (given: Fact | Issue): given is Issue => 'severity' in given;

function columnIssues(given: ColumnSource, path: Path, source: MappingSource): readonly Issue[] {
  if (given.fact === null) return [];
  const entry = entryOf(given.fact, path, given.completes === true);
  if (isIssue(entry)) return [entry];
  const issues: Issue[] = [];
  const { unit, reversed, blankMeans } = given;
  if (unit !== undefined && (entry.kind !== 'number' || multiplierOf(unit, entry.unit) === undefined))
    issues.push(
      issue('mappingUnitUnusable', [...path, 'unit'], { fact: entry.title.zh, factEn: entry.title.en }),
    );
  if (reversed === true && entry.kind !== 'flag')
    issues.push(
      issue('mappingReversedNoFlag', [...path, 'reversed'], { fact: entry.title.zh, factEn: entry.title.en }),
    );
  if (blankMeans !== undefined) {
    if (!canStandFor(blankMeans, entry, given, String(path.at(-1))))
      issues.push(
        issue('mappingBlankUnusable', [...path, 'blankMeans'], {
          fact: entry.title.zh,
          factEn: entry.title.en,
        }),
      );
    issues.push(...withoutAuthority(source, given.document, path));
  }
  return issues;
}

/** Whether a text in a cell of the column would be understood. A blank can stand for no number of a household or person. */
function canStandFor(
  text: string,
  entry: Fact,
  { reversed = false, unit }: ColumnSource,
  column: string,
): boolean {
  if (entry.kind === 'list' || entry.kind === 'text') return false;
  if (entry.kind === 'codes') {
    const { value, misunderstood } = cleanCodes([{ column, text }], entry);
    return value !== undefined && misunderstood.length === 0;
  }
  const multiplier = (unit !== undefined && entry.kind === 'number' && multiplierOf(unit, entry.unit)) || 1;
  return cleanCell(text, entry, { column, reversed, multiplier }).kind === 'value';
}

/** Whoever declares something says on whose word. */
function withoutAuthority(source: MappingSource, document: string | undefined, path: Path): readonly Issue[] {
  const isTold = source.authority !== undefined && (document ?? source.document) !== undefined;
  return isTold ? [] : [issue('mappingWithoutAuthority', path)];
}

function mappingIssues(source: MappingSource): readonly Issue[] {
  const columns = Object.entries(source.columns ?? {});
  const normalised = new Map<string, string>();
  const repeated = columns.flatMap(([name]) => {
    const key = withoutWidthAndSpace(name);
    const other = normalised.get(key);
    normalised.set(key, name);
    return other === undefined ? [] : [issue('mappingColumnTwice', ['columns', name], { other })];
  });
  return [
    ...repeated,
    ...columns.flatMap(([name, given]) => columnIssues(columnSource(given), ['columns', name], source)),
    ...Object.entries(source.lists ?? {}).flatMap(([name, { complete, document }]) => [
      ...[entryOf(name, ['lists', name], true)].filter(isIssue),
      ...(complete === true ? withoutAuthority(source, document, ['lists', name]) : []),
    ]),
    ...(source.required ?? []).flatMap((name, index) =>
      [entryOf(name, ['required', index], false)].filter(isIssue),
    ),
  ];
}

/**
 * Reads a mapping file: a county's own names for columns, and what it declares about its sheets.
 * @throws DixianError with all that is wrong with it, by file and path.
 */
export function readMapping(file: PolicyFile): Mapping {
  const fail = (issues: readonly Issue[]): never => {
    throw new DixianError(issues.map((found) => inFile(file.path, found)));
  };
  const { value, issues } = readJson(file);
  if (issues.length > 0) fail(issues);
  const result = mappingSchema.safeParse(value);
  if (!result.success) return fail(schemaIssues(result.error, mappingSchema, value));
  const wrong = mappingIssues(result.data);
  return wrong.length > 0 ? fail(wrong) : new Mapping(result.data);
}
