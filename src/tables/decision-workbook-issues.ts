import { namedFact } from '../decision/named-fact.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import { describeIssue, type Issue, type Locale } from '../values/issues.js';
import { linesOf, type WorkbookRow } from './decision-workbook-sheet.js';
import { word } from './decision-workbook-words.js';
import type { ColumnMapping } from './household-list.js';
import { looksLikeIdentityNumber } from './identity-number.js';
import type { ToldRow } from './told-rows.js';

/** So many are listed; of a list with more, every row says its own beside the decision. */
const MOST_ISSUES = 131_072;
/** Of the list as a whole so many, lest they leave no room for those of its rows. */
const MOST_OF_LIST = 1_000;

export const ISSUE_WIDTHS: readonly number[] = [8, 20, 24, 26, 26, 18, 90];

const COLUMNS = [
  'issueRow',
  'issueHousehold',
  'issuePlace',
  'issueColumn',
  'issueFact',
  'issueSeverity',
  'issueText',
] as const;
const STYLES = ['place', 'text', 'wrapped', 'text', 'wrapped', 'wrapped', 'wrapped'] as const;

/** Parts of a path that are no names of facts: they say how a list or a value with its source is written. */
const FRAMES: ReadonlySet<string> = new Set(['items', 'value']);

/** The fact that an issue is about, by its path: a field of an entry (`members.birthDate`), or the fact. */
function factNameOf({ path }: Issue): string {
  const [fact = '', field] = path.filter(
    (part): part is string => typeof part === 'string' && !FRAMES.has(part),
  );
  const name = `${fact}.${field ?? ''}`;
  return namedFact(name) === undefined ? fact : name;
}

/** What is wrong with a list and its rows, gathered while they pass. */
export class IssueRows {
  private readonly locale: Locale;
  private readonly mapping: readonly ColumnMapping[];
  private readonly listed: WorkbookRow[] = [];
  private left = 0;
  private readonly leftOfList: number;

  constructor(mapping: readonly ColumnMapping[], ofList: readonly Issue[], locale: Locale) {
    this.locale = locale;
    this.mapping = mapping;
    this.leftOfList = Math.max(0, ofList.length - MOST_OF_LIST);
    for (const found of ofList.slice(0, MOST_OF_LIST)) this.push(word('wholeList', locale), '', found);
  }

  add({ row, record, issues }: ToldRow): void {
    for (const found of [...row.issues, ...issues]) this.push(row.row, record['householdId'] ?? '', found);
  }

  private push(row: string | number, householdId: string, found: Issue): void {
    if (this.listed.length >= MOST_ISSUES) {
      this.left += 1;
      return;
    }
    const { locale } = this;
    const name = factNameOf(found);
    const title = namedFact(name)?.title;
    // The place stands in columns of its own.
    const text = describeIssue({ ...found, path: [] }, locale);
    const values = [
      row,
      looksLikeIdentityNumber(householdId) ? word('masked', locale) : householdId,
      this.placeOf(found),
      withoutNumbers(this.columnOf(found, name)),
      title === undefined ? '' : locale === 'zh-CN' ? title.zh : title.en,
      word(found.severity, locale),
      text,
    ];
    this.listed.push({
      values,
      styles: STYLES,
      lines: linesOf(values, ISSUE_WIDTHS),
    });
  }

  /** The column that the issue names, or else those that the fact was read from. */
  private columnOf({ params }: Issue, name: string): string {
    const { column } = params;
    if (typeof column === 'string') return column;
    const [fact, field] = name.split('.');
    const columns = this.mapping
      .filter((each) => each.fact === fact && each.field === field)
      .map((each) => each.column);
    // The household number stands on every sheet, mostly under one name.
    return [...new Set(columns)].join('、');
  }

  /** The row of the cell, on its sheet where there are several; of what only the household tells, the entry. */
  private placeOf({ path, params: { sheet, row } }: Issue): string {
    const { locale } = this;
    if (typeof row === 'number')
      return sheet === undefined
        ? word('placeOfRow', locale, { row })
        : word('placeOnSheet', locale, { sheet, row });
    const entry = path.find((part) => typeof part === 'number');
    return entry === undefined ? '' : word('placeOfEntry', locale, { number: entry + 1 });
  }

  *rows(): Generator<WorkbookRow, void, undefined> {
    const { locale } = this;
    const names = COLUMNS.map((name) => word(name, locale));
    yield { values: names, styles: names.map(() => 'header') };
    yield* this.listed;
    if (this.listed.length === 0) yield this.lastRow(word('noIssues', locale));
    if (this.leftOfList > 0) yield this.lastRow(word('moreIssuesOfList', locale, { count: this.leftOfList }));
    if (this.left > 0) yield this.lastRow(word('moreIssues', locale, { count: this.left }));
  }

  private lastRow(text: string): WorkbookRow {
    return {
      values: [...COLUMNS.slice(1).map(() => ''), text],
      styles: COLUMNS.map(() => 'wrapped'),
      lines: linesOf([text], ISSUE_WIDTHS.slice(-1)),
    };
  }
}
