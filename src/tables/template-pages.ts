import { showDay } from '../backends/words/show.js';
import { ADVICE_WORDS } from '../decision/outcome-words.js';
import { standardsInForce, standardText, temporaryTexts } from '../decision/standards.js';
import { factOf } from '../facts/catalogue.js';
import { type CodeListName, codesOf } from '../facts/code-lists.js';
import type { Fact } from '../facts/kinds.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import { COLUMN_GROUPS, type ColumnGroup, type TemplateColumn } from './template-columns.js';
import { EXAMPLES, exampleCell } from './template-examples.js';
import { allowedText, blankText, knownByText, meaningText, unitText, useText } from './template-notes.js';

/** How a row of a page looks. */
export type PageLook = 'title' | 'heading' | 'header' | 'text';

/** A row of a page that is read and not filled in. */
export interface PageRow {
  readonly cells: readonly string[];
  readonly look: PageLook;
  /** The group of columns that the row is about, whose colour it has. */
  readonly group?: ColumnGroup;
}

/** A sheet that is read and not filled in. */
export interface Page {
  readonly kind: 'page';
  readonly name: string;
  /** Of each column, in characters of half width. */
  readonly widths: readonly number[];
  readonly rows: readonly PageRow[];
  readonly isHidden: boolean;
}

/** The names of the sheets. In Chinese always, like the columns: they are what the reader knows. */
export const SHEET_NAMES = {
  guide: '说明',
  households: '农户',
  persons: '人口',
  requirements: '填写要求',
  examples: '填写示例',
  choices: '选项',
} as const;

/** A sheet to be filled in, as the pages speak of it. */
export interface DescribedSheet {
  readonly name: string;
  readonly columns: readonly TemplateColumn[];
  /** For how many rows its drop-downs and checks are made. */
  readonly rows: number;
}

const row = (...cells: string[]): PageRow => ({ cells, look: 'text' });
const heading = (text: string): PageRow => ({ cells: [text], look: 'heading' });

/** How the sheets are filled in, in short sentences. */
function fillingRows(
  [main, ...lists]: readonly [DescribedSheet, ...DescribedSheet[]],
  locale: Locale,
): readonly PageRow[] {
  const zh = locale === 'zh-CN';
  const isByPerson = main.name === SHEET_NAMES.persons;
  const names = lists.map(({ name }) => (zh ? `“${name}”` : name)).join(zh ? '、' : ', ');
  const [first] = lists;
  const lines = zh
    ? [
        isByPerson
          ? `在“${main.name}”表里，一人一行；同一户的几行，户编号相同，家庭的各列也填得相同。`
          : `在“${main.name}”表里，一户一行。`,
        '户编号必填，两户不能用同一个编号；编号前面的零要保留。其他列知道多少填多少。',
        '留空＝还不知道，不等于没有，也不等于零。核实没有的，金额填 0，是否填“否”。',
        ...(first === undefined
          ? []
          : [
              `${names}各有一张表，一人一行或一笔一行，用户编号对上农户。`,
              `“${main.name}”表里的“……是否登记完整”：全部登记了，没有漏的，填“是”；一项也没有，也填“是”。留空＝不知道登记全了没有。`,
            ]),
        '金额单位写在列名里，一律用元，不用万元。日期写成 2024-11-01，只知道月份就写 2024-11。',
        `下拉选项和填写检查设到第 ${main.rows + 1} 行${first === undefined ? '' : `，各张清单表设到第 ${first.rows + 1} 行`}；再往下也能填，只是没有下拉选项。`,
        '列名不要改。表头已保护（没有密码），下面的格子都能填；可以插入行、排序、筛选。',
        '每一列问的是什么、能填什么，看“填写要求”；怎么填，看“填写示例”。',
        '本表只要规则用得到的内容。表里有个人信息，请按规定保管，用完及时删除多余的副本。',
      ]
    : [
        isByPerson
          ? `Sheet ${main.name}: one row a person; the rows of a household share its number (户编号) and repeat its columns.`
          : `Sheet ${main.name}: one row a household.`,
        'The household number (户编号) is required, and no two households share one; leading zeros count. Of the other columns fill in what is known.',
        'Blank means not known yet: not "none", and not zero. Where there is none, write 0 or 否 (no).',
        ...(first === undefined
          ? []
          : [
              `Sheets of lists, one row an entry, joined by the household number: ${names}.`,
              `Columns “…是否登记完整” of sheet ${main.name}: 是 (yes) where the entries listed are all there are, also where there is none. Blank: not known.`,
            ]),
        'Amounts are in yuan. Days are written 2024-11-01, or 2024-11 where only the month is known.',
        `Drop-downs and checks reach row ${main.rows + 1}${first === undefined ? '' : `, in sheets of lists row ${first.rows + 1}`}; rows below can be filled in too.`,
        'Keep the names of the columns. Headers are protected (without a password); all cells below can be filled in, rows inserted, sorted and filtered.',
        `What each column asks: sheet ${SHEET_NAMES.requirements}. How it is filled in: sheet ${SHEET_NAMES.examples}.`,
        'Only what the rules use is asked for. The sheet holds personal data: keep it accordingly.',
      ];
  return lines.map((line, index) => row(`${index + 1}. ${line}`));
}

/** Which policy the columns were made for, and who decides. */
function policyRows(policy: Policy, on: string, locale: Locale): readonly PageRow[] {
  const zh = locale === 'zh-CN';
  const from = showDay(policy.validFrom, locale);
  const to = policy.validTo === undefined ? undefined : showDay(policy.validTo, locale);
  const valid = zh
    ? to === undefined
      ? `${from}起`
      : `${from}至${to}`
    : `${from} ${to === undefined ? 'on' : `to ${to}`}`;
  const lines: readonly (readonly [string, string])[] = [
    [zh ? '地区：' : 'Region: ', zh ? policy.region.name.zh : policy.region.name.en],
    [zh ? '研判日期：' : 'Day of assessment: ', showDay(on, locale)],
    [zh ? '政策有效期：' : 'Policy valid: ', valid],
    [zh ? '政策散列值：' : 'Hash of the policy: ', policy.hash],
    ...standardsInForce(policy, on).map(
      (standard) => [zh ? '所用标准：' : 'Standard: ', standardText(standard, policy, locale)] as const,
    ),
    ...temporaryTexts(policy, locale).map((text) => [zh ? '临时措施：' : 'Temporary: ', text] as const),
    [
      zh ? '谁来定：' : 'Who decides: ',
      zh ? `研判结果是${ADVICE_WORDS[locale]}。` : `the result is ${ADVICE_WORDS[locale]}.`,
    ],
  ];
  return lines.map(([head, text]) => row(`${head}${text}`));
}

/** What a declared blank means, a line each. */
function declaredRows(
  columns: readonly TemplateColumn[],
  policy: Policy,
  locale: Locale,
): readonly PageRow[] {
  const declared = columns.filter(
    ({ fact, field, entry }) =>
      field === undefined && entry.kind !== 'list' && policy.declaredBlanks[fact] !== undefined,
  );
  if (declared.length === 0) return [];
  const zh = locale === 'zh-CN';
  return [
    heading(zh ? '留空另有规定的列' : 'Columns whose blank is declared'),
    ...declared.map((column) =>
      row(`${column.header}${zh ? '：' : ': '}${blankText(column, policy, locale)}`),
    ),
  ];
}

/** The first sheet: how to fill in the others, and for which policy. */
export function guidePage(
  sheets: readonly [DescribedSheet, ...DescribedSheet[]],
  policy: Policy,
  on: string,
  locale: Locale,
): Page {
  const zh = locale === 'zh-CN';
  const groups = new Set(sheets.flatMap(({ columns }) => columns.map(({ group }) => group)));
  const legend = (Object.keys(COLUMN_GROUPS) as ColumnGroup[])
    .filter((group) => groups.has(group))
    .map((group): PageRow => ({ cells: [COLUMN_GROUPS[group][zh ? 'zh' : 'en']], look: 'text', group }));
  return {
    kind: 'page',
    name: SHEET_NAMES.guide,
    widths: [110],
    isHidden: false,
    rows: [
      {
        cells: [zh ? '防止返贫致贫研判：农户信息填报表' : 'Households to be assessed: form to fill in'],
        look: 'title',
      },
      heading(zh ? '怎么填' : 'How to fill it in'),
      ...fillingRows(sheets, locale),
      ...declaredRows(sheets[0].columns, policy, locale),
      heading(zh ? '按哪个政策' : 'For which policy'),
      ...policyRows(policy, on, locale),
      heading(zh ? '列名的颜色' : 'Colours of the headers'),
      ...legend,
    ],
  };
}

/** Every column: what it asks, what may be written, what a blank means, who knows it, and what reads it. */
export function requirementsPage(sheets: readonly DescribedSheet[], policy: Policy, locale: Locale): Page {
  const zh = locale === 'zh-CN';
  const header = zh
    ? ['表', '列名', '问的是什么', '能填什么', '单位', '留空', '谁掌握', '用在哪里', '举例']
    : ['Sheet', 'Column', 'Asks', 'May be', 'Unit', 'Blank', 'Known by', 'Read for', 'Example'];
  const rows = sheets.flatMap(({ name, columns }) =>
    columns.map(
      (column): PageRow => ({
        cells: [
          name,
          zh ? column.header : `${column.header} (${column.entry.title.en})`,
          meaningText(column, locale),
          allowedText(column.entry, locale),
          column.entry.kind === 'list' ? '' : unitText(column.entry, locale),
          blankText(column, policy, locale),
          column.entry.kind === 'list' ? '' : knownByText(column.entry, locale),
          useText(column, locale),
          exampleCell(column, 0),
        ],
        look: 'text',
        group: column.group,
      }),
    ),
  );
  return {
    kind: 'page',
    name: SHEET_NAMES.requirements,
    widths: [14, 26, 40, 44, 12, 16, 18, 18, 20],
    isHidden: false,
    rows: [{ cells: header, look: 'header' }, ...rows],
  };
}

/**
 * Invented households, one a column, so that no reader takes them for a list: a row of the page has one name of a
 * column, and a header of a list has several.
 */
export function examplesPage(sheets: readonly DescribedSheet[], locale: Locale): Page {
  const zh = locale === 'zh-CN';
  const numbers = Array.from({ length: EXAMPLES }, (_, index) => index);
  const titles = zh
    ? ['示例户一', '示例户二（换一种填法）', '示例户三（多数还没核实，留空）']
    : ['example 1', 'example 2 (other answers)', 'example 3 (mostly not known yet: blank)'];
  return {
    kind: 'page',
    name: SHEET_NAMES.examples,
    widths: [14, 30, 30, 34, 34],
    isHidden: false,
    rows: [
      {
        cells: [
          zh
            ? '示例全是编的，只说明格式，不参加研判。这里竖着排，填写时横着填。'
            : 'All examples are invented; they show the format and are not assessed. Here they stand in columns; in the form a household is a row.',
        ],
        look: 'heading',
      },
      { cells: [zh ? '表' : 'Sheet', zh ? '列名' : 'Column', ...titles], look: 'header' },
      ...sheets.flatMap(({ name, columns }) =>
        columns.map(
          (column): PageRow => ({
            cells: [name, column.header, ...numbers.map((number) => exampleCell(column, number))],
            look: 'text',
            group: column.group,
          }),
        ),
      ),
    ],
  };
}

/** The code list that the cells of a column are chosen from. */
export function codeListOf({ entry }: { readonly entry: Fact }): CodeListName | undefined {
  return entry.kind === 'code' || entry.kind === 'codes' ? entry.codes : undefined;
}

/** The hidden sheet of drop-downs, a list a column, under the name of a column that uses it. */
export function choicesPage(lists: readonly CodeListName[], columns: readonly TemplateColumn[]): Page {
  const title = (list: CodeListName): string =>
    `${SHEET_NAMES.choices}：${columns.find((column) => codeListOf(column) === list)?.header ?? list}`;
  const longest = Math.max(0, ...lists.map((list) => codesOf(list).length));
  return {
    kind: 'page',
    name: SHEET_NAMES.choices,
    widths: lists.map(() => 24),
    isHidden: true,
    rows: [
      { cells: lists.map(title), look: 'header' },
      ...Array.from({ length: longest }, (_, index) =>
        row(...lists.map((list) => codesOf(list)[index] ?? '')),
      ),
    ],
  };
}

/** The name of the sheet of a list: its title, by which the reader knows it. */
export const listSheetName = (name: string): string => (factOf(name) as Fact).title.zh;
