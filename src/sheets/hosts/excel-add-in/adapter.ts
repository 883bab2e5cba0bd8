import { assessmentDay, DAY_HINT } from '../shared/assessment-day.js';
import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { areAllTexts, blanksIn, rowText, TEXT_FORM_HINT } from '../shared/row-text.js';
import { ruleCheckText, ruleFailures, versionText } from '../shared/rule-check.js';
import { resultCells } from '../shared/sheet-plan.js';

/** What Excel hands over: a blank is 0, null or '' by the version, an error may be an object. */
export type AddInValue = string | number | boolean | null | undefined | object;

declare const Dixian: DixianBundle;
declare const CustomFunctions: { associate(id: string, action: object): void };

/** What a cell holds that nobody can read. */
const UNREADABLE = '#VALUE!';
/** A cell holds no more characters than that. */
const LONGEST_CELL = 32000;

/** A cell of a formula: texts stay, an error is told as such, everything else may be a blank that became a zero. */
export function addInCell(value: AddInValue): SheetCell {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return UNREADABLE;
  return value;
}

function addInCells(values: AddInValue[][]): SheetCell[][] {
  const cells: SheetCell[][] = [];
  for (let row = 0; row < values.length; row += 1) {
    const line = values[row] as AddInValue[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1) copy.push(addInCell(line[column]));
    cells.push(copy);
  }
  return cells;
}

/** Names of columns: a blank among them comes as a zero, and no column is named so. */
function headerCells(values: AddInValue[][]): SheetCell[][] {
  const cells = addInCells(values);
  for (let row = 0; row < cells.length; row += 1) {
    const line = cells[row] as SheetCell[];
    for (let column = 0; column < line.length; column += 1)
      if (line[column] === 0 || line[column] === '') line[column] = null;
  }
  return cells;
}

/** One household, for a cell. Its cells have to come as texts: `A2:CZ2&""`. */
export function explainHousehold(row: AddInValue[][], header: AddInValue[][], day: AddInValue): string {
  const cells = addInCells(row);
  if (!areAllTexts(cells)) return TEXT_FORM_HINT;
  return rowText(Dixian, blanksIn(cells), headerCells(header), addInCell(day), 1900, '');
}

function oneCell(text: string): string[][] {
  return [[text]];
}

function emptyRow(length: number): string[] {
  const row: string[] = [];
  for (let index = 0; index < length; index += 1) row.push('');
  return row;
}

/**
 * All households of a table as the cells beside it: row by row as in the table, and below it what was found. The table
 * has to come as texts: `A1:CZ300&""`.
 */
export function decideTable(table: AddInValue[][], day: AddInValue): string[][] {
  const cells = addInCells(table);
  if (!areAllTexts(cells)) return oneCell(TEXT_FORM_HINT);
  const failures = ruleFailures(Dixian);
  if (failures.length > 0) return oneCell(failures.join('\n'));
  const on = assessmentDay(addInCell(day), 1900);
  if (on === 0) return oneCell(`没有判定：${DAY_HINT}`);
  try {
    const answer = Dixian.decideTable(blanksIn(cells), { on, serialDays: true, merges: [], name: '' });
    if (answer.rows.length === 0 || answer.headerRow < 1)
      return oneCell(`没有判定。${answer.messages.join('\n')}`);
    const width = answer.header.length;
    let written: string[][] = [];
    for (let row = 1; row < answer.headerRow; row += 1) written.push(emptyRow(width));
    written = written.concat(resultCells(answer));
    if (answer.messages.length > 0) {
      const notes = emptyRow(width);
      notes[0] = `提示：\n${answer.messages.join('\n')}`.substring(0, LONGEST_CELL);
      written.push(notes);
    }
    return written;
  } catch {
    return oneCell('没有判定：规则程序出错。请把“规则自检”的结果交给信息人员。');
  }
}

export function checkText(): string {
  return ruleCheckText(Dixian);
}

export function versions(): string {
  return versionText(Dixian);
}

CustomFunctions.associate('DIXIAN_ROW', explainHousehold);
CustomFunctions.associate('DIXIAN_TABLE', decideTable);
CustomFunctions.associate('DIXIAN_CHECK', checkText);
CustomFunctions.associate('DIXIAN_VERSIONS', versions);
