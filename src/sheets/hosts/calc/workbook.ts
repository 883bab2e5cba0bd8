import { ADVICE_WORDS } from '../../../decision/outcome-words.js';
import type { Policy } from '../../../policy/policy.js';
import { type Form, planTemplate } from '../../../tables/template.js';
import { templateColumns } from '../../../tables/template-columns.js';
import {
  choicesPage,
  codeListOf,
  guidePage,
  type Page,
  type PageRow,
  requirementsPage,
  SHEET_NAMES,
} from '../../../tables/template-pages.js';
import { COMMANDS } from './basic-text.js';
import { CONTROL_NAMES } from './control-names.js';
import { CALC_GUIDE } from './guide.js';
import type { Book, BookCell, BookColumn, BookRow, BookSheet } from './sheet-model.js';

/** The sheet with the buttons. */
const CONTROL_SHEET = '判定';

const LINE_HEIGHT = 15;
/** In characters of half width: Chinese ones are twice as wide as letters and digits. */
const displayWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u2000' ? 1 : 2), 0);
const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / (width - 1))), 0);
const heightOf = (texts: readonly string[], widths: readonly number[]): number =>
  LINE_HEIGHT * Math.max(1, ...texts.map((text, index) => linesIn(text, widths[index] ?? 10))) + 3;

const readOnly = (width: number): BookColumn => ({
  width,
  isText: true,
  title: '',
  allowed: '',
  isPrompted: false,
});

function pageRow({ cells, look, group }: PageRow, widths: readonly number[]): BookRow {
  const isList = widths.length > 1;
  const shown = look === 'text' ? (isList ? 'text' : 'plainText') : look;
  return {
    // Only the cells that say which column it is have the colour of its group.
    cells: cells.map(
      (text, index): BookCell => ({
        text,
        look: shown,
        ...(group !== undefined && index < 2 ? { group } : {}),
      }),
    ),
    height: look === 'text' || look === 'header' ? heightOf(cells, widths) : look === 'title' ? 30 : 22,
  };
}

function pageSheet({ name, widths, rows, isHidden }: Page): BookSheet {
  return {
    name,
    columns: widths.map(readOnly),
    rows: rows.map((row) => pageRow(row, widths)),
    formRows: 0,
    frozenColumns: 0,
    frozenRows: rows.findIndex(({ look }) => look === 'header') + 1,
    isHidden,
    buttons: [],
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

function formSheet({ name, columns, rows, frozenColumns }: Form): BookSheet {
  const widths = columns.map(({ header, check }) =>
    clamp(Math.ceil(displayWidth(header) / 2) + 6, check === undefined ? 16 : 12, 26),
  );
  return {
    name,
    columns: columns.map(
      ({ header, isText, check, allowed, isPrompted }, index): BookColumn => ({
        width: widths[index] ?? 12,
        isText,
        title: header,
        ...(check === undefined ? {} : { check }),
        allowed,
        isPrompted,
      }),
    ),
    rows: [
      {
        cells: columns.map(
          ({ header, group, isRequired, note }): BookCell => ({
            text: header,
            look: isRequired ? 'required' : 'header',
            group,
            note,
          }),
        ),
        height: Math.max(
          36,
          heightOf(
            columns.map(({ header }) => header),
            widths,
          ),
        ),
      },
    ],
    formRows: rows,
    frozenColumns,
    frozenRows: 1,
    isHidden: false,
    buttons: [],
  };
}

const textRow = (text: string, width: number): BookRow => ({
  cells: [{ text, look: 'plainText' }],
  height: heightOf([text], [width]),
});
const lineRow = (text: string): BookRow => ({ cells: [{ text, look: 'line' }], height: 18 });
const headingRow = (text: string): BookRow => ({ cells: [{ text, look: 'heading' }], height: 22 });

/** The sections of the guide after the first one, which is about workbooks with several sheets. */
function policySections(page: Page): readonly PageRow[] {
  const second = page.rows.findIndex(({ look }, index) => look === 'heading' && index > 1);
  return page.rows.slice(second);
}

/** How to fill in, allow macros, decide and check; then for which policy. */
function guideSheet(page: Page): BookSheet {
  const widths = [110];
  return {
    ...pageSheet(page),
    rows: [
      ...page.rows.slice(0, 1).map((row) => pageRow(row, widths)),
      ...CALC_GUIDE.flatMap(({ heading, lines }) => [
        headingRow(heading),
        ...lines.map((line, index) => textRow(`${index + 1}. ${line}`, 110)),
      ]),
      ...policySections(page).map((row) => pageRow(row, widths)),
    ],
  };
}

const CONTROL_ROWS = { day: 2, sheet: 3, messages: 7 } as const;

/** The sheet with the day of assessment, the buttons and the messages. */
function controlSheet(on: string, formName: string): BookSheet {
  const input = (text: string, isDay: boolean): BookCell => ({ text, look: isDay ? 'day' : 'input', isDay });
  return {
    name: CONTROL_SHEET,
    columns: [{ ...readOnly(18), isText: true }, readOnly(18), readOnly(64)],
    rows: [
      { cells: [{ text: '判定', look: 'title' }], height: 30 },
      lineRow(`结果是${ADVICE_WORDS['zh-CN']}。`),
      {
        cells: [
          { text: CONTROL_NAMES.day, look: 'text' },
          input(on, true),
          { text: '要在政策有效期内，见“说明”表', look: 'text' },
        ],
        height: 20,
      },
      {
        cells: [
          { text: CONTROL_NAMES.sheet, look: 'text' },
          input(formName, false),
          { text: '表的名称，和下面的标签一样', look: 'text' },
        ],
        height: 20,
      },
      { cells: [], height: 10 },
      { cells: [], height: 34 },
      headingRow(CONTROL_NAMES.messages),
      lineRow('还没有判定。'),
    ],
    formRows: 0,
    frozenColumns: 0,
    frozenRows: 0,
    isHidden: false,
    buttons: [
      { label: '判定', command: COMMANDS.decide, left: 6, top: 102 },
      { label: '规则自检', command: COMMANDS.selfTest, left: 126, top: 102 },
      { label: '规则版本', command: COMMANDS.versions, left: 246, top: 102 },
    ],
  };
}

/**
 * The workbook of a policy for LibreOffice Calc, before the rules are put in: how to use it, buttons, a sheet to fill in
 * with a row a household, what each column asks, and the lists of the drop-downs.
 * @param on the day of assessment that stands in it at first, YYYY-MM-DD; within the validity of the policy.
 */
export function planCalcBook(policy: Policy, on: string): Book {
  const locale = 'zh-CN';
  // Lists of members and entries stand in sheets of their own, which the rules in a sheet do not read.
  const columns = templateColumns(policy, 'household').main.filter(({ entry }) => entry.kind !== 'list');
  const headers = new Set(columns.map(({ header }) => header));
  const forms = planTemplate(policy, { on, rows: 'household', locale }).sheets.filter(
    (sheet): sheet is Form => sheet.kind === 'form',
  );
  const lists = new Set(columns.map(codeListOf).filter((list) => list !== undefined));
  const [main] = forms;
  if (main === undefined) throw new Error('A template has a sheet to fill in.');
  const choices = choicesPage([...lists], columns);
  const described = { name: main.name, columns, rows: main.rows };
  // Lists of codes that only other sheets choose from are left out, so the others stand in other columns.
  const withChoices: Form = {
    ...main,
    columns: main.columns
      .filter(({ header }) => headers.has(header))
      .map((column, index) => {
        const list = codeListOf(columns[index] as (typeof columns)[number]);
        return column.check?.kind !== 'code' || list === undefined
          ? column
          : { ...column, check: { ...column.check, choicesColumn: [...lists].indexOf(list) } };
      }),
  };
  const guide = guidePage([described], policy, on, locale);
  const named = (name: string, row: number, column: number) => ({ name, sheet: CONTROL_SHEET, column, row });
  return {
    title: guide.rows[0]?.cells[0] ?? '',
    choicesSheet: SHEET_NAMES.choices,
    sheets: [
      guideSheet(guide),
      controlSheet(on, main.name),
      formSheet(withChoices),
      pageSheet(requirementsPage([described], policy, locale)),
      pageSheet(choices),
    ],
    names: [
      named(CONTROL_NAMES.day, CONTROL_ROWS.day, 1),
      named(CONTROL_NAMES.sheet, CONTROL_ROWS.sheet, 1),
      named(CONTROL_NAMES.messages, CONTROL_ROWS.messages, 0),
    ],
  };
}
