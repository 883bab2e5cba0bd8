import { namedFact } from '../decision/named-fact.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import { describeIssue, type Issue, type Locale } from '../values/issues.js';
import type { AssessedRow } from './decision-rows.js';
import { linesOf, type WorkbookRow } from './decision-workbook-sheet.js';
import { word } from './decision-workbook-words.js';
import type { ColumnMapping } from './household-list.js';

/** So many are listed; of a list with more, every row says its own beside the decision. */
const MOST_ISSUES = 131_072;

export const ISSUE_WIDTHS: readonly number[] = [8, 20, 26, 26, 18, 90];

/** The fact that an issue is about, by its path: a field of an entry (`members`, 2, `birthDate`), or the fact. */
function factNameOf({ path }: Issue): string {
  const names = path.filter((part): part is string => typeof part === 'string');
  return names.slice(0, 2).join('.');
}

/** What is wrong with a list and its rows, gathered while they pass. */
export class IssueRows {
  private readonly locale: Locale;
  private readonly mapping: readonly ColumnMapping[];
  private readonly listed: WorkbookRow[] = [];
  private left = 0;

  constructor(mapping: readonly ColumnMapping[], ofList: readonly Issue[], locale: Locale) {
    this.locale = locale;
    this.mapping = mapping;
    for (const found of ofList) this.push(word('wholeList', locale), '', found);
  }

  add({ row, assessment }: AssessedRow, householdId: string): void {
    for (const found of row.issues) this.push(row.row, householdId, found);
    for (const found of assessment?.issues ?? []) this.push(row.row, householdId, found);
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
      householdId,
      withoutNumbers(this.columnOf(found, name)),
      title === undefined ? '' : locale === 'zh-CN' ? title.zh : title.en,
      word(found.severity, locale),
      text,
    ];
    this.listed.push({
      values,
      styles: ['place', 'text', 'text', 'wrapped', 'wrapped', 'wrapped'],
      lines: linesOf(values, ISSUE_WIDTHS),
    });
  }

  /** The column that the issue names, or else those that the fact was read from. */
  private columnOf({ params }: Issue, name: string): string {
    const { column } = params;
    if (typeof column === 'string') return column;
    const [fact, field] = name.split('.');
    return this.mapping
      .filter((each) => each.fact === fact && each.field === field)
      .map((each) => each.column)
      .join('、');
  }

  *rows(): Generator<WorkbookRow, void, undefined> {
    const { locale } = this;
    const names = (
      ['issueRow', 'issueHousehold', 'issueColumn', 'issueFact', 'issueSeverity', 'issueText'] as const
    ).map((name) => word(name, locale));
    yield { values: names, styles: names.map(() => 'header') };
    yield* this.listed;
    if (this.listed.length === 0)
      yield { values: ['', '', '', '', '', word('noIssues', locale)], styles: names.map(() => 'wrapped') };
    if (this.left > 0) {
      const text = word('moreIssues', locale, { count: this.left });
      yield {
        values: ['', '', '', '', '', text],
        styles: names.map(() => 'wrapped'),
        lines: linesOf([text], [90]),
      };
    }
  }
}
