import { columnLetters } from '../../../tables/column-letters.js';
import { BASIC_LIBRARY, BASIC_MODULE } from './basic-text.js';
import type { Book, BookButton, BookCell, BookSheet } from './sheet-model.js';
import {
  automaticStyles,
  BUTTON_STYLE,
  COLUMN_CELL_STYLES,
  cellStyleName,
  columnStyleName,
  rowStyleName,
  TABLE_STYLES,
} from './styles.js';
import { sheetName, validationName, validations } from './validations.js';
import { element, ROOT, XML_HEAD, xmlText } from './xml.js';

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => element('text:p', {}, xmlText(line)))
    .join('');

function cellXml(cell: BookCell): string {
  const { text, isDay = false, note } = cell;
  return element(
    'table:table-cell',
    {
      'table:style-name': cellStyleName(cell),
      'office:value-type': text === '' ? undefined : isDay ? 'date' : 'string',
      'office:date-value': isDay ? text : undefined,
    },
    (note === undefined
      ? ''
      : element('office:annotation', { 'svg:width': '9cm', 'svg:height': '6cm' }, paragraphs(note))) +
      (text === '' ? '' : paragraphs(text)),
  );
}

const columnStyle = (isText: boolean): string => COLUMN_CELL_STYLES[isText ? 'text' : 'plain'];

/** Rows to be filled in: empty, with the checks of their columns. Written once, however many there are. */
function formRows(sheet: BookSheet, at: number): string {
  if (sheet.formRows === 0) return '';
  const cells = sheet.columns.map((column, index) =>
    element('table:table-cell', {
      'table:style-name': columnStyle(column.isText),
      'table:content-validation-name': validationName(at, index, column),
    }),
  );
  return element('table:table-row', { 'table:number-rows-repeated': sheet.formRows }, cells.join(''));
}

const buttonId = (sheet: number, index: number): string => `button${sheet}x${index}`;
const BUTTON = { width: 110, height: 26 } as const;

/** What a button calls when it is pressed. */
const commandAddress = (command: string): string =>
  `vnd.sun.star.script:${BASIC_LIBRARY}.${BASIC_MODULE}.${command}?language=Basic&location=document`;

function buttonControl({ label, command }: BookButton, id: string): string {
  const listener = element('script:event-listener', {
    'script:language': 'ooo:script',
    'script:event-name': 'form:performaction',
    'xlink:href': commandAddress(command),
    'xlink:type': 'simple',
  });
  return element(
    'form:button',
    { 'form:name': id, 'form:id': id, 'xml:id': id, 'form:label': label, 'form:button-type': 'push' },
    element('office:event-listeners', {}, listener),
  );
}

/** The buttons of a sheet: what they do, and where they stand. */
function buttonsXml({ buttons }: BookSheet, at: number): string {
  if (buttons.length === 0) return '';
  const controls = buttons.map((button, index) => buttonControl(button, buttonId(at, index)));
  const shapes = buttons.map(({ left, top }, index) =>
    element('draw:control', {
      'draw:control': buttonId(at, index),
      'draw:style-name': BUTTON_STYLE,
      'draw:z-index': index,
      'svg:x': `${left}pt`,
      'svg:y': `${top}pt`,
      'svg:width': `${BUTTON.width}pt`,
      'svg:height': `${BUTTON.height}pt`,
    }),
  );
  return (
    element(
      'office:forms',
      { 'form:automatic-focus': 'false', 'form:apply-design-mode': 'false' },
      element('form:form', { 'form:name': 'commands' }, controls.join('')),
    ) + element('table:shapes', {}, shapes.join(''))
  );
}

function tableXml(sheet: BookSheet, at: number): string {
  const columns = sheet.columns.map(({ width, isText }) =>
    element('table:table-column', {
      'table:style-name': columnStyleName(width),
      'table:default-cell-style-name': columnStyle(isText),
    }),
  );
  const rows = sheet.rows.map(({ cells, height }) =>
    element('table:table-row', { 'table:style-name': rowStyleName(height) }, cells.map(cellXml).join('')),
  );
  return element(
    'table:table',
    {
      'table:name': sheet.name,
      'table:style-name': TABLE_STYLES[sheet.isHidden ? 'hidden' : sheet.formRows > 0 ? 'form' : 'page'],
    },
    buttonsXml(sheet, at) + columns.join('') + rows.join('') + formRows(sheet, at),
  );
}

/** The sheets, with everything that is in them. */
export function contentXml({ sheets, names, choicesSheet }: Book): string {
  const rows = sheets.flatMap((sheet) => sheet.rows);
  const styles = automaticStyles(
    rows.flatMap(({ cells }) => cells),
    sheets.flatMap(({ columns }) => columns.map(({ width }) => width)),
    rows.map(({ height }) => height),
  );
  const ranges = names.map(({ name, sheet, column, row }) =>
    element('table:named-range', {
      'table:name': name,
      'table:base-cell-address': `${sheetName(sheet)}.$A$1`,
      'table:cell-range-address': `${sheetName(sheet)}.$${columnLetters(column)}$${row + 1}`,
    }),
  );
  const spreadsheet =
    validations(sheets, choicesSheet) +
    sheets.map(tableXml).join('') +
    element('table:named-expressions', {}, ranges.join(''));
  return `${XML_HEAD}${element(
    'office:document-content',
    ROOT,
    `${styles}${element('office:body', {}, element('office:spreadsheet', {}, spreadsheet))}`,
  )}`;
}

/** Which sheet is seen first, and what stays in sight. */
export function settingsXml({ sheets }: Book): string {
  const item = (name: string, type: string, value: string | number): string =>
    element('config:config-item', { 'config:name': name, 'config:type': type }, String(value));
  const frozen = (size: number, mode: string, position: string, last: string, active: string): string =>
    size === 0 ? '' : item(mode, 'short', 2) + item(position, 'int', size) + item(last, 'int', size) + active;
  const tables = sheets.map(({ name, frozenColumns, frozenRows }) =>
    element(
      'config:config-item-map-entry',
      { 'config:name': name },
      frozen(frozenColumns, 'HorizontalSplitMode', 'HorizontalSplitPosition', 'PositionRight', '') +
        frozen(frozenRows, 'VerticalSplitMode', 'VerticalSplitPosition', 'PositionBottom', '') +
        (frozenRows === 0 ? '' : item('ActiveSplitRange', 'short', frozenColumns === 0 ? 2 : 3)),
    ),
  );
  const view = element(
    'config:config-item-map-entry',
    {},
    element('config:config-item-map-named', { 'config:name': 'Tables' }, tables.join('')) +
      item('ActiveTable', 'string', xmlText(sheets[0]?.name ?? '')),
  );
  return `${XML_HEAD}${element(
    'office:document-settings',
    ROOT,
    element(
      'office:settings',
      {},
      element(
        'config:config-item-set',
        { 'config:name': 'ooo:view-settings' },
        element('config:config-item-map-indexed', { 'config:name': 'Views' }, view),
      ),
    ),
  )}`;
}
