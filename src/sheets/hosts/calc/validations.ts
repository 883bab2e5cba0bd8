import { columnLetters } from '../../../tables/column-letters.js';
import type { BookColumn, BookSheet } from './sheet-model.js';
import { element, xmlText } from './xml.js';

/** A name of a sheet in a reference. */
export const sheetName = (name: string): string => `$'${name.replaceAll("'", "''")}'`;

/** Digits of a year, and then a day or month as the program or the reader of lists understands it. */
const dayCondition = (cell: string): string =>
  `OR(ISNUMBER(${cell});IFERROR(AND(LEN(${cell})>=6;VALUE(LEFT(${cell};4))>=1900;VALUE(LEFT(${cell};4))<=2100;` +
  `OR(ISNUMBER(DATEVALUE(${cell}));ISNUMBER(DATEVALUE(${cell}&"-01"));` +
  `AND(OR(LEN(${cell})=6;LEN(${cell})=8);ISNUMBER(VALUE(${cell})))));FALSE()))`;

/** What has to hold of a cell, written for the first cell of the column. */
function conditionOf(column: BookColumn, cell: string, choicesSheet: string): string | undefined {
  const { check } = column;
  switch (check?.kind) {
    case undefined:
      return undefined;
    case 'yesOrNo':
      return `cell-content-is-in-list(${check.choices.map((choice) => `"${choice}"`).join(';')})`;
    case 'code': {
      const letters = columnLetters(check.choicesColumn);
      return `cell-content-is-in-list([${sheetName(choicesSheet)}.$${letters}$2:.$${letters}$${check.choicesRows + 1}])`;
    }
    case 'number': {
      const { minimum, maximum, decimals } = check;
      return decimals === 0
        ? `cell-content-is-whole-number() and cell-content-is-between(${minimum},${maximum})`
        : `is-true-formula(AND(ISNUMBER(${cell});${cell}>=${minimum};${cell}<=${maximum};ROUND(${cell};${decimals})=${cell}))`;
    }
    case 'day':
    case 'month':
      return `is-true-formula(${dayCondition(cell)})`;
  }
}

/** The name of the check of a column; undefined where anything may be written. */
export const validationName = (sheet: number, column: number, { check }: BookColumn): string | undefined =>
  check === undefined ? undefined : `check${sheet}x${column}`;

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => element('text:p', {}, xmlText(line)))
    .join('');

/** The checks of all sheets. */
export function validations(sheets: readonly BookSheet[], choicesSheet: string): string {
  const made = sheets.flatMap((sheet, at) =>
    sheet.columns.map((column, index) => {
      const name = validationName(at, index, column);
      if (name === undefined) return '';
      const address = `${columnLetters(index)}${sheet.rows.length + 1}`;
      const condition = conditionOf(column, `[.${address}]`, choicesSheet);
      const mayBeSeveral = column.check?.kind === 'code' && column.check.mayBeSeveral;
      return element(
        'table:content-validation',
        {
          'table:name': name,
          'table:condition': `of:${condition}`,
          'table:allow-empty-cell': 'true',
          'table:display-list': 'unsorted',
          'table:base-cell-address': `${sheetName(sheet.name)}.${address}`,
        },
        // Several in one cell are none of the list: nothing is refused.
        (column.isPrompted
          ? element(
              'table:help-message',
              { 'table:title': column.title, 'table:display': 'true' },
              paragraphs(column.allowed),
            )
          : '') +
          (mayBeSeveral
            ? element('table:error-message', { 'table:display': 'false' })
            : element(
                'table:error-message',
                { 'table:message-type': 'stop', 'table:title': column.title, 'table:display': 'true' },
                paragraphs(column.allowed),
              )),
      );
    }),
  );
  const text = made.join('');
  return text === '' ? '' : element('table:content-validations', {}, text);
}
