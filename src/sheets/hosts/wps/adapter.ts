import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { addressOf, columnName } from '../shared/column-address.js';
import { usedSize } from '../shared/result-columns.js';
import { areAllTexts, blanksIn, rowText, TEXT_FORM_HINT } from '../shared/row-text.js';
import { ruleCheckText, versionText } from '../shared/rule-check.js';
import { epochOf, wpsCell, wpsRangeCells, wpsRows } from './read-range.js';
import { decideActiveSheet } from './sheet-command.js';
import { unitOutside } from './unit-outside.js';
import type { WpsApplication, WpsRange, WpsSheet, WpsValue } from './wps-host.js';

declare const Dixian: DixianBundle;
declare const Application: WpsApplication;
declare const MsgBox: ((text: string) => void) | undefined;
declare const alert: ((text: string) => void) | undefined;

/** Dialogs show no more than about a thousand characters. */
const LONGEST_DIALOG = 900;

function isRange(argument: WpsValue | WpsRange): argument is WpsRange {
  return typeof argument === 'object' && argument !== null && (argument as WpsRange).Rows !== undefined;
}

/** The cells of an argument of a formula; null where a blank may have become a zero. */
function argumentCells(argument: WpsValue | WpsRange): SheetCell[][] | null {
  const epoch = epochOf(Application);
  if (isRange(argument)) return wpsRangeCells(argument, epoch);
  const rows = wpsRows(argument);
  const cells: SheetCell[][] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const line = rows[row] as WpsValue[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) {
      const value = line[column];
      copy.push(
        value === '' ? '' : wpsCell(value, { kind: 'plain', prefix: '', suffix: '', digits: 0 }, epoch),
      );
    }
    cells.push(copy);
  }
  return areAllTexts(cells) ? blanksIn(cells) : null;
}

function dayArgument(argument: WpsValue | WpsRange): SheetCell {
  const epoch = epochOf(Application);
  const rows = isRange(argument)
    ? wpsRangeCells(argument, epoch)
    : [[wpsCell(argument, { kind: 'plain', prefix: '', suffix: '', digits: 0 }, epoch)]];
  const [row] = rows;
  return row === undefined || row[0] === undefined ? null : row[0];
}

/** The sheet that a range of a formula lies in; null where the program does not tell. */
function sheetOf(argument: WpsValue | WpsRange): WpsSheet | null {
  if (!isRange(argument)) return null;
  const sheet = argument.Worksheet;
  return sheet === undefined ? null : sheet;
}

/** Why a header is not taken: what stands above it or beside it, a unit for all amounts perhaps, was left out; or ''. */
function headerRefusal(header: WpsValue | WpsRange): string {
  const sheet = sheetOf(header);
  if (sheet === null || !isRange(header)) return '';
  const column = header.Column - 1;
  const columns = header.Columns.Count;
  const last = header.Row + header.Rows.Count - 1;
  const unit = unitOutside(sheet, last, column, columns);
  if (unit !== '')
    return `没有判定：选中的表头外面，${unit} 格里可能写着金额的单位。请把它移到选中的标题行里，或者把两处的列都选到那一列。`;
  if (header.Row < 2) return '';
  const above = sheet.Range(addressOf(0, column, header.Row - 1, columns));
  if (usedSize(wpsRangeCells(above, 1900)).rows === 0) return '';
  const whole = `${columnName(column)}$1:${columnName(column + columns - 1)}$${last}`;
  return `没有判定：表头上面还有内容，可能是金额的单位。表头要从第 1 行选起，写成 ${whole}。`;
}

/** One household, for a cell. */
export function explainHousehold(
  row: WpsValue | WpsRange,
  header: WpsValue | WpsRange,
  day: WpsValue | WpsRange,
): string {
  const cells = argumentCells(row);
  const headers = argumentCells(header);
  if (cells === null || headers === null) return TEXT_FORM_HINT;
  const refusal = headerRefusal(header);
  if (refusal !== '') return refusal;
  const sheet = sheetOf(row);
  const name = sheet === null ? '' : sheet.Name;
  return rowText(Dixian, cells, headers, dayArgument(day), epochOf(Application), name);
}

/** Says a text in a dialog, and gives it back. */
export function say(text: string): string {
  const shown = text.length > LONGEST_DIALOG ? `${text.substring(0, LONGEST_DIALOG)}……` : text;
  if (typeof MsgBox === 'function') MsgBox(shown);
  else if (typeof alert === 'function') alert(shown);
  return text;
}

export function decideSheet(): string {
  return say(decideActiveSheet(Application, Dixian, null));
}

export function checkText(): string {
  return ruleCheckText(Dixian);
}

export function versions(): string {
  return versionText(Dixian);
}
