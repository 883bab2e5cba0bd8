import type { ColumnGroup } from '../../../tables/template-columns.js';
import type { BookCell, CellLook } from './sheet-model.js';
import { element } from './xml.js';

/** Pale enough for black text, in colour and in grey; the same as in the workbooks of `dixian template`. */
const COLOURS: Readonly<Record<ColumnGroup, string>> = {
  identity: '#D9D9D9',
  household: '#DDEBF7',
  income: '#FFF2CC',
  safeguards: '#E2EFDA',
  risk: '#FCE4D6',
  property: '#EADCF4',
  monitoring: '#D6EFEF',
  departments: '#F4E3C1',
};
const BORDER = '0.5pt solid #BFBFBF';
const HEADER_COLOUR = '#BFBFBF';
const INPUT_COLOUR = '#FFFFCC';
const REQUIRED_COLOUR = '#C00000';

const DATA_STYLES = {
  day: element(
    'number:date-style',
    { 'style:name': 'dayFormat' },
    element('number:year', { 'number:style': 'long' }) +
      element('number:text', {}, '-') +
      element('number:month', { 'number:style': 'long' }) +
      element('number:text', {}, '-') +
      element('number:day', { 'number:style': 'long' }),
  ),
  text: element('number:text-style', { 'style:name': 'textFormat' }, element('number:text-content', {})),
};

interface LookStyle {
  readonly size: number;
  readonly isBold: boolean;
  readonly isWrapped: boolean;
  readonly hasBorder: boolean;
  readonly colour?: string;
  readonly background?: string;
  readonly format?: 'dayFormat' | 'textFormat';
}
const PLAIN: LookStyle = { size: 11, isBold: false, isWrapped: false, hasBorder: false };
const LOOKS: Readonly<Record<CellLook, LookStyle>> = {
  title: { ...PLAIN, size: 16, isBold: true },
  heading: { ...PLAIN, size: 12, isBold: true },
  header: { ...PLAIN, isBold: true, isWrapped: true, hasBorder: true, background: HEADER_COLOUR },
  required: { ...PLAIN, isBold: true, isWrapped: true, hasBorder: true, colour: REQUIRED_COLOUR },
  text: { ...PLAIN, isWrapped: true, hasBorder: true, format: 'textFormat' },
  plainText: { ...PLAIN, isWrapped: true, format: 'textFormat' },
  line: { ...PLAIN, format: 'textFormat' },
  day: { ...PLAIN, hasBorder: true, background: INPUT_COLOUR, format: 'dayFormat' },
  input: { ...PLAIN, hasBorder: true, background: INPUT_COLOUR, format: 'textFormat' },
};

/** The style of a cell. */
export const cellStyleName = ({ look, group }: Pick<BookCell, 'look' | 'group'>): string =>
  group === undefined ? `cell-${look}` : `cell-${look}-${group}`;

function cellStyle(look: CellLook, group: ColumnGroup | undefined): string {
  const { size, isBold, isWrapped, hasBorder, colour, background, format } = LOOKS[look];
  return element(
    'style:style',
    {
      'style:name': cellStyleName(group === undefined ? { look } : { look, group }),
      'style:family': 'table-cell',
      'style:parent-style-name': 'Default',
      'style:data-style-name': format,
    },
    element('style:table-cell-properties', {
      'fo:background-color': group === undefined ? background : COLOURS[group],
      'fo:border': hasBorder ? BORDER : undefined,
      'fo:wrap-option': isWrapped ? 'wrap' : undefined,
      'style:vertical-align': 'middle',
    }) +
      (look === 'header' || look === 'required'
        ? element('style:paragraph-properties', { 'fo:text-align': 'center' })
        : '') +
      element('style:text-properties', {
        'fo:font-size': `${size}pt`,
        'style:font-size-asian': `${size}pt`,
        'fo:font-weight': isBold ? 'bold' : undefined,
        'style:font-weight-asian': isBold ? 'bold' : undefined,
        'fo:color': colour,
      }),
  );
}

/** Of columns that are kept as text, and of others: what cells are that nobody has filled in yet. */
export const COLUMN_CELL_STYLES = { text: 'column-text', plain: 'Default' } as const;
const columnCellStyle = element('style:style', {
  'style:name': COLUMN_CELL_STYLES.text,
  'style:family': 'table-cell',
  'style:parent-style-name': 'Default',
  'style:data-style-name': 'textFormat',
});

/** Columns and rows, by width in characters and height in points. */
export const columnStyleName = (width: number): string => `column-${width}`;
export const rowStyleName = (height: number): string => `row-${height}`;
export const TABLE_STYLES = { page: 'table-page', form: 'table-form', hidden: 'table-hidden' } as const;
/** Pages are printed as wide as the paper; a form has far more columns than fit. */
const MASTER_PAGES = { page: 'Default', form: 'Form', hidden: 'Default' } as const;

/** Points that a character of half width takes. */
const CHARACTER = 5.6;

/** How the label of a button looks. */
export const BUTTON_STYLE = 'button';
const buttonStyle = element(
  'style:style',
  { 'style:name': BUTTON_STYLE, 'style:family': 'graphic' },
  element('style:paragraph-properties', { 'fo:text-align': 'center' }) +
    element('style:text-properties', {
      'fo:font-size': '12pt',
      'style:font-size-asian': '12pt',
      'fo:font-weight': 'bold',
      'style:font-weight-asian': 'bold',
    }),
);

/** All styles that the cells, columns and rows of a workbook use. */
export function automaticStyles(
  cells: readonly Pick<BookCell, 'look' | 'group'>[],
  widths: readonly number[],
  heights: readonly number[],
): string {
  const looks = new Map(cells.map((cell) => [cellStyleName(cell), cell]));
  return element(
    'office:automatic-styles',
    {},
    [
      DATA_STYLES.day,
      DATA_STYLES.text,
      columnCellStyle,
      buttonStyle,
      ...[...looks.values()].map(({ look, group }) => cellStyle(look, group)),
      ...[...new Set(widths)].map((width) =>
        element(
          'style:style',
          { 'style:name': columnStyleName(width), 'style:family': 'table-column' },
          element('style:table-column-properties', {
            'style:column-width': `${Math.round(width * CHARACTER)}pt`,
          }),
        ),
      ),
      ...[...new Set(heights)].map((height) =>
        element(
          'style:style',
          { 'style:name': rowStyleName(height), 'style:family': 'table-row' },
          element('style:table-row-properties', {
            'style:row-height': `${height}pt`,
            'style:use-optimal-row-height': 'false',
          }),
        ),
      ),
      ...(Object.keys(TABLE_STYLES) as (keyof typeof TABLE_STYLES)[]).map((kind) =>
        element(
          'style:style',
          {
            'style:name': TABLE_STYLES[kind],
            'style:family': 'table',
            'style:master-page-name': MASTER_PAGES[kind],
          },
          element('style:table-properties', { 'table:display': kind === 'hidden' ? 'false' : 'true' }),
        ),
      ),
    ].join(''),
  );
}

const pageLayout = (name: string, isFitted: boolean): string =>
  element(
    'style:page-layout',
    { 'style:name': name },
    element('style:page-layout-properties', {
      'style:print-orientation': 'landscape',
      'fo:page-width': '29.7cm',
      'fo:page-height': '21cm',
      'fo:margin': '1.2cm',
      'style:scale-to-X': isFitted ? '1' : undefined,
      'style:scale-to-Y': isFitted ? '0' : undefined,
    }),
  );

/** The styles that are the same in every workbook: the font, and pages in landscape. */
export const COMMON_STYLES =
  element(
    'office:font-face-decls',
    {},
    element('style:font-face', {
      'style:name': 'Song',
      'svg:font-family': "'宋体','Noto Serif CJK SC',serif",
    }),
  ) +
  element(
    'office:styles',
    {},
    element(
      'style:style',
      { 'style:name': 'Default', 'style:family': 'table-cell' },
      element('style:text-properties', {
        'style:font-name': 'Song',
        'style:font-name-asian': 'Song',
        'fo:font-size': '11pt',
        'style:font-size-asian': '11pt',
        'fo:language': 'zh',
        'fo:country': 'CN',
        'style:language-asian': 'zh',
        'style:country-asian': 'CN',
      }),
    ),
  ) +
  element('office:automatic-styles', {}, pageLayout('fitted', true) + pageLayout('wide', false)) +
  element(
    'office:master-styles',
    {},
    element('style:master-page', { 'style:name': MASTER_PAGES.page, 'style:page-layout-name': 'fitted' }) +
      element('style:master-page', { 'style:name': MASTER_PAGES.form, 'style:page-layout-name': 'wide' }),
  );
