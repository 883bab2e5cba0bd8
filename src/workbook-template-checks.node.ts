import type { DataValidation } from 'hucre/xlsx';
import { columnLetters } from './tables/column-letters.js';
import type { CellCheck, FormColumn } from './tables/template.js';

/** Digits of a year, and then a day or month as the program or the reader of lists understands it. */
const dayFormula = (cell: string): string =>
  `OR(ISNUMBER(${cell}),IFERROR(AND(LEN(${cell})>=6,VALUE(LEFT(${cell},4))>=1900,VALUE(LEFT(${cell},4))<=2100,` +
  `OR(ISNUMBER(DATEVALUE(${cell})),ISNUMBER(DATEVALUE(${cell}&"-01")),` +
  `AND(OR(LEN(${cell})=6,LEN(${cell})=8),ISNUMBER(VALUE(${cell}))))),FALSE))`;

/** How a check is written in a workbook; the formula is about the first cell and moves with the others. */
function ruleOf(
  check: CellCheck,
  cell: string,
  choicesName: string,
): Pick<DataValidation, 'type' | 'values' | 'operator' | 'formula1' | 'formula2'> {
  switch (check.kind) {
    case 'yesOrNo':
      return { type: 'list', values: [...check.choices] };
    case 'code': {
      const letters = columnLetters(check.choicesColumn);
      // In a range of cells: a list within the check itself holds no more than 255 characters.
      return {
        type: 'list',
        formula1: `'${choicesName}'!$${letters}$2:$${letters}$${check.choicesRows + 1}`,
      };
    }
    case 'number': {
      const { minimum, maximum, decimals } = check;
      if (decimals === 0)
        return { type: 'whole', operator: 'between', formula1: String(minimum), formula2: String(maximum) };
      return {
        type: 'custom',
        formula1: `AND(ISNUMBER(${cell}),${cell}>=${minimum},${cell}<=${maximum},ROUND(${cell},${decimals})=${cell})`,
      };
    }
    case 'day':
    case 'month':
      return { type: 'custom', formula1: dayFormula(cell) };
  }
}

/** The longest texts that a spreadsheet program shows with a check. */
const LONGEST_PROMPT = 255;
const LONGEST_ERROR = 225;
const LONGEST_TITLE = 32;
const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** The check of a column of a form, for `rows` rows below the header; undefined where anything may be written. */
export function validationOf(
  column: FormColumn,
  index: number,
  rows: number,
  choicesName: string,
): DataValidation | undefined {
  if (column.check === undefined) return undefined;
  const letters = columnLetters(index);
  const title = shortened(column.header, LONGEST_TITLE);
  const mayBeSeveral = column.check.kind === 'code' && column.check.mayBeSeveral;
  return {
    ...ruleOf(column.check, `${letters}2`, choicesName),
    range: `${letters}2:${letters}${rows + 1}`,
    allowBlank: true,
    // Several in one cell are none of the list: nothing is refused.
    ...(mayBeSeveral
      ? {}
      : {
          showErrorMessage: true,
          errorTitle: title,
          errorMessage: shortened(column.allowed, LONGEST_ERROR),
        }),
    ...(column.isPrompted
      ? { showInputMessage: true, inputTitle: title, inputMessage: shortened(column.allowed, LONGEST_PROMPT) }
      : {}),
  };
}
