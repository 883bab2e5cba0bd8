import { type CodeListName, codesOf } from '../facts/code-lists.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import {
  type ColumnGroup,
  type TemplateColumn,
  type TemplateRows,
  templateColumns,
} from './template-columns.js';
import { allowedText, columnNote, YES_NO } from './template-notes.js';
import {
  choicesPage,
  codeListOf,
  type DescribedSheet,
  examplesPage,
  guidePage,
  listSheetName,
  type Page,
  requirementsPage,
  SHEET_NAMES,
} from './template-pages.js';

/** What the spreadsheet program checks while a cell is filled in; what is pasted in it does not see. */
export type CellCheck =
  | { readonly kind: 'yesOrNo'; readonly choices: readonly string[] }
  /** Chosen from a column of the sheet of choices, from its second row on; of several in one cell nothing is checked. */
  | {
      readonly kind: 'code';
      readonly choicesColumn: number;
      readonly choicesRows: number;
      readonly mayBeSeveral: boolean;
    }
  /** `decimals`: how many at most. */
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number; readonly decimals: 0 | 2 }
  | { readonly kind: 'day' }
  | { readonly kind: 'month' };

/** A column that is filled in. */
export interface FormColumn {
  readonly header: string;
  readonly group: ColumnGroup;
  readonly isRequired: boolean;
  /** Kept as it is typed, with leading zeros; numbers and nothing else are not. */
  readonly isText: boolean;
  readonly check?: CellCheck;
  /** What may be written, for a cell that is filled in otherwise. */
  readonly allowed: string;
  /** Whether that is shown already when the cell is entered: where a drop-down does not say it. */
  readonly isPrompted: boolean;
  /** All about the column, for a note on its head. */
  readonly note: string;
}

/** A sheet to be filled in: its first row is the header. */
export interface Form {
  readonly kind: 'form';
  readonly name: string;
  readonly columns: readonly FormColumn[];
  /** For how many rows drop-downs and checks are made. */
  readonly rows: number;
  /** Columns that stay in sight. */
  readonly frozenColumns: number;
}

/** The workbook to fill in, as a plan: sheets in their order. */
export interface Template {
  readonly title: string;
  /** The day that it was made for. */
  readonly on: string;
  readonly sheets: readonly (Form | Page)[];
}

/** What a template is made for. */
export interface TemplateRequest {
  /** The day of assessment, YYYY-MM-DD. */
  readonly on: string;
  /** A row a household, with the members in a sheet of their own; or a row a person. */
  readonly rows: TemplateRows;
  /** Of the notes; sheets and columns are named in Chinese always, as the reader knows them. */
  readonly locale: Locale;
}

/** How many rows drop-downs and checks reach: a large village; and of its people and entries several a household. */
const HOUSEHOLD_ROWS = 2_000;
const ENTRY_ROWS = 10_000;

function checkOf({ entry }: TemplateColumn, lists: readonly CodeListName[]): CellCheck | undefined {
  switch (entry.kind) {
    case 'flag':
    case 'list':
      return { kind: 'yesOrNo', choices: YES_NO };
    case 'code':
    case 'codes':
      return {
        kind: 'code',
        choicesColumn: lists.indexOf(entry.codes),
        choicesRows: codesOf(entry.codes).length,
        mayBeSeveral: entry.kind === 'codes',
      };
    case 'number': {
      const { minimum, maximum, decimals } = entry;
      return { kind: 'number', minimum, maximum, decimals };
    }
    case 'day':
    case 'month':
      return { kind: entry.kind };
    case 'text':
      return undefined;
  }
}

function formColumn(
  column: TemplateColumn,
  lists: readonly CodeListName[],
  policy: Policy,
  locale: Locale,
): FormColumn {
  const { header, group, isRequired, entry } = column;
  const check = checkOf(column, lists);
  return {
    header,
    group,
    isRequired,
    // A day known by its month only would become the first of the month in a cell of days.
    isText: entry.kind !== 'number',
    ...(check === undefined ? {} : { check }),
    allowed: allowedText(entry, locale),
    isPrompted: entry.kind === 'codes' || entry.kind === 'day' || entry.kind === 'month',
    note: columnNote(column, policy, locale),
  };
}

/**
 * The workbook that a county fills in for a policy: the facts that the program of the policy reads, under names that
 * the reader of lists knows, with what may be written and what a blank means.
 */
export function planTemplate(policy: Policy, { on, rows, locale }: TemplateRequest): Template {
  const { main, lists } = templateColumns(policy, rows);
  const isByPerson = rows === 'member';
  const sheets: readonly [DescribedSheet, ...DescribedSheet[]] = [
    {
      name: isByPerson ? SHEET_NAMES.persons : SHEET_NAMES.households,
      columns: main,
      rows: isByPerson ? ENTRY_ROWS : HOUSEHOLD_ROWS,
    },
    ...lists.map(({ fact, columns }) => ({ name: listSheetName(fact), columns, rows: ENTRY_ROWS })),
  ];
  const columns = sheets.flatMap((sheet) => sheet.columns);
  const codeLists = [
    ...new Set(columns.map(codeListOf).filter((list): list is CodeListName => list !== undefined)),
  ];
  const forms = sheets.map((sheet, index): Form => {
    // Whom a row is about: the number of the household, and the name of its head or of the person.
    const frozenColumns = index > 0 ? 1 : isByPerson ? 3 : 2;
    return {
      kind: 'form',
      name: sheet.name,
      columns: sheet.columns.map((column) => formColumn(column, codeLists, policy, locale)),
      rows: sheet.rows,
      frozenColumns,
    };
  });
  const guide = guidePage(sheets, policy, on, locale);
  return {
    title: guide.rows[0]?.cells[0] ?? '',
    on,
    sheets: [
      guide,
      ...forms,
      requirementsPage(sheets, policy, locale),
      examplesPage(sheets, locale),
      choicesPage(codeLists, columns),
    ],
  };
}
