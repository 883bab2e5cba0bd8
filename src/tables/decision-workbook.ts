import { deadlineTexts } from '../decision/measures.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import { cellsUnder, type InputColumns, inputColumns, WORKBOOK_COLUMNS } from './decision-input-columns.js';
import { decisionColumns } from './decision-rows.js';
import { DecisionCounts } from './decision-workbook-counts.js';
import { ISSUE_WIDTHS, IssueRows } from './decision-workbook-issues.js';
import { declarationTexts, MAPPING_WIDTHS, mappingRows } from './decision-workbook-mapping.js';
import { exitColours, identificationColours } from './decision-workbook-outcomes.js';
import { QUESTIONS_UP_TO } from './decision-workbook-questions.js';
import {
  linesOf,
  type WorkbookPlan,
  type WorkbookRow,
  type WorkbookSheet,
  type WorkbookStyle,
} from './decision-workbook-sheet.js';
import { type RowCounts, summaryRows } from './decision-workbook-summary.js';
import { SUMMARY_WIDTHS } from './decision-workbook-summary-rows.js';
import { word } from './decision-workbook-words.js';
import type { ListHead } from './list-in-batches.js';
import type { Telling, ToldRow } from './told-rows.js';
import type { DecisionTable } from './write-decisions.js';

/** What an official reads first; the other columns follow in their order. */
const READ_FIRST = [
  'row',
  'householdId',
  'headName',
  'township',
  'village',
  'identification',
  'category',
  'tier',
  'reason',
  'ask',
  'missing',
  'measures',
  'deadlines',
  'reminders',
  'exit',
  'exitMode',
] as const;
/** What a program or an auditor reads; each is filled in every decided row, so that no line runs on into the next cell. */
const READ_LAST = ['standards', 'on', 'policy', 'engine', 'region', 'rules', 'parameters', 'note'] as const;
const FROZEN_COLUMNS = 3;

const OWN_WIDTHS: Readonly<Record<string, number>> = {
  row: 7,
  householdId: 20,
  headName: 12,
  township: 14,
  village: 14,
  identification: 18,
  category: 18,
  tier: 14,
  reason: 60,
  ask: 40,
  missing: 50,
  measures: 50,
  deadlines: 50,
  reminders: 50,
  exit: 22,
  risks: 40,
  referrals: 24,
  standards: 44,
  checks: 34,
  alerts: 30,
  issues: 50,
  declarations: 40,
  on: 12,
  policy: 19,
  rules: 34,
  parameters: 34,
  note: 46,
  explanation: 90,
};
const OTHER_WIDTH = 16;

/** The same in many rows, or for programs: shown in one line, so that rows are as high as what is read. */
const ONE_LINE: ReadonlySet<string> = new Set(['standards', 'rules', 'parameters', 'note']);

/** Texts of this library, which may be longer than a cell of the format "text" shows. */
const PROSE: ReadonlySet<string> = new Set([
  'reason',
  'ask',
  'missing',
  'measures',
  'deadlines',
  'reminders',
  'referrals',
  'checks',
  'alerts',
  'issues',
  'declarations',
  'explanation',
]);
/** Longer texts are no names or numbers; old spreadsheets show them as #### where a cell has the format "text". */
const LONGEST_NAME = 255;

/** A list with what was decided, as it becomes a workbook. */
export interface DecidedList {
  readonly policy: Policy;
  readonly on: string;
  /** The program that decided, with its version. */
  readonly engine: string;
  readonly head: ListHead;
  readonly rows: RowCounts;
  /** Its rows in groups, told as it is asked for; taken once. */
  readonly told: (telling: Telling) => AsyncIterable<readonly ToldRow[]>;
}

export interface WorkbookOptions {
  readonly locale: Locale;
  /** The full reasons in a column of their own. */
  readonly explain: boolean;
  /** Whether to work out what to ask next; by the length of the list unless told. */
  readonly ask?: boolean | undefined;
}

const factText = (household: unknown, name: string): string => {
  const given = (household as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return typeof value === 'string' ? value : '';
};

/** Is told of each row while it is written. */
type Passing = (row: ToldRow) => void;

/** The table of the decisions, with what only the workbook has of each. */
class DecisionSheet {
  private readonly list: DecidedList;
  private readonly telling: Telling;
  private readonly input: InputColumns;
  private readonly deadlines: string;
  readonly columns: DecisionTable['columns'];
  readonly widths: readonly number[];
  private readonly styles: readonly WorkbookStyle[];

  constructor(list: DecidedList, options: WorkbookOptions, asks: boolean) {
    const { locale, explain } = options;
    this.list = list;
    this.telling = { locale, explain, ask: asks };
    this.input = inputColumns(list.head.columns ?? [], locale);
    this.deadlines = deadlineTexts(list.policy, list.on, locale).join(locale === 'zh-CN' ? '；' : '; ');
    const own = WORKBOOK_COLUMNS.filter((key) => key !== 'ask' || asks).map((key) => ({
      key,
      title: word(key, locale),
    }));
    const all = [...decisionColumns(locale, explain), ...own];
    const places = new Map<string, number>([
      ...READ_FIRST.map((key, index) => [key, index - READ_FIRST.length] as const),
      ...READ_LAST.map((key, index) => [key, index + 1] as const),
    ]);
    const rank = (key: string): number => places.get(key) ?? 0;
    const ordered = all.sort((a, b) => rank(a.key) - rank(b.key));
    this.columns = [...ordered, ...this.input];
    this.widths = this.columns.map(({ key }, index) =>
      index < ordered.length ? (OWN_WIDTHS[key] ?? OTHER_WIDTH) : OTHER_WIDTH,
    );
    this.styles = this.columns.map(({ key }) =>
      key === 'row' ? 'place' : ONE_LINE.has(key) ? 'line' : PROSE.has(key) ? 'wrapped' : 'text',
    );
  }

  placeOf(key: string): number {
    return this.columns.findIndex((column) => column.key === key);
  }

  async *rows(passing: Passing): AsyncGenerator<WorkbookRow, void, undefined> {
    const titles = this.columns.map(({ title }) => title);
    yield { values: titles, styles: titles.map(() => 'header'), lines: linesOf(titles, this.widths) };
    for await (const group of this.list.told(this.telling))
      for (const row of group) {
        passing(row);
        yield this.rowOf(row);
      }
  }

  private ownCells({ row, counted }: ToldRow): Readonly<Record<string, string>> {
    const isTakenIn = counted?.identification.outcome === 'identify' && counted.exit.outcome !== 'exit';
    return {
      township: row.readable ? factText(row.household, 'township') : '',
      village: row.readable ? factText(row.household, 'village') : '',
      deadlines: isTakenIn ? this.deadlines : '',
    };
  }

  private rowOf(told: ToldRow): WorkbookRow {
    const { row, record } = told;
    const own = this.ownCells(told);
    const input = this.input.length === 0 ? [] : cellsUnder(this.input, row.cells ?? []);
    const first = this.columns.length - this.input.length;
    const values = this.columns.map(({ key }, index) => {
      if (key === 'row') return Number(record[key]);
      return (index < first ? (own[key] ?? record[key]) : input[index - first]) ?? '';
    });
    const hasLongNames = values.some(
      (value, index) =>
        typeof value === 'string' && value.length > LONGEST_NAME && this.styles[index] === 'text',
    );
    const styles = hasLongNames
      ? this.styles.map((style, index) =>
          style === 'text' && String(values[index]).length > LONGEST_NAME ? 'wrapped' : style,
        )
      : this.styles;
    return { values, styles, lines: linesOf(values, this.widths, styles) };
  }
}

/**
 * The decisions of a list as the sheets of a workbook: a summary, the decisions, what is wrong with the list, and how its
 * columns were read. The summary and the issues are gathered while the rows of the decisions are taken, so these come
 * first; nothing else of a row is kept.
 */
export function decisionWorkbook(list: DecidedList, options: WorkbookOptions): WorkbookPlan {
  const { policy, on, engine, head, rows } = list;
  const { locale, ask } = options;
  const asks = ask ?? rows.rows <= QUESTIONS_UP_TO;
  const decisions = new DecisionSheet(list, options, asks);
  const counts = new DecisionCounts(policy, locale);
  const issues = new IssueRows(head.mapping, head.issues, locale);
  const passing: Passing = (row) => {
    counts.add(row);
    issues.add(row);
  };
  const subject = {
    policy,
    on,
    engine,
    rows,
    ofPersons: head.sheets?.some(({ rowsAre }) => rowsAre === 'member') ?? false,
    hasInput: (head.columns ?? []).length > 0,
    declarations: declarationTexts(head.declarations ?? [], locale),
    ...(asks || ask === false ? {} : { questionsUpTo: QUESTIONS_UP_TO }),
  };
  const plain = { frozen: { rows: 1, columns: 0 }, hasFilter: true, coloured: [], isTakenFirst: false };
  const sheets: readonly WorkbookSheet[] = [
    {
      ...plain,
      name: word('summarySheet', locale),
      widths: SUMMARY_WIDTHS,
      rows: summaryRows(subject, counts, locale),
      frozen: { rows: 0, columns: 0 },
      hasFilter: false,
    },
    {
      name: word('decisionSheet', locale),
      widths: decisions.widths,
      rows: decisions.rows(passing),
      frozen: { rows: 1, columns: FROZEN_COLUMNS },
      hasFilter: true,
      coloured: [
        { column: decisions.placeOf('identification'), colours: identificationColours(locale) },
        { column: decisions.placeOf('exit'), colours: exitColours(locale) },
      ],
      printedColumns: decisions.placeOf(asks ? 'ask' : 'reason') + 1,
      isTakenFirst: true,
    },
    { ...plain, name: word('issueSheet', locale), widths: ISSUE_WIDTHS, rows: issues.rows() },
    {
      ...plain,
      name: word('mappingSheet', locale),
      widths: MAPPING_WIDTHS,
      rows: mappingRows(head, locale),
    },
  ];
  const region = locale === 'zh-CN' ? policy.region.name.zh : policy.region.name.en;
  return { title: word('title', locale, { region }), on, maker: engine, font: word('font', locale), sheets };
}
