import { assessmentDay, DAY_HINT } from './assessment-day.js';
import type { DixianBundle, SheetCell } from './bundle-api.js';
import { ruleFailures } from './rule-check.js';
import type { Epoch } from './serial-days.js';

/** Said of cells in which a blank may already have become a zero on the way into the function. */
export const TEXT_FORM_HINT =
  '没有判定：这样引用，空白的格子会变成 0。请在区域后面加上 &""，例如 A2:CZ2&""，再按要求确认公式。';

/** Where one row is wanted and something else is given. */
const ONE_ROW_HINT = '没有判定：第一个参数要选一户的一行，第二个参数要选表头，两处的列要一样。';

/**
 * Whether every cell is a text. Where a program hands a blank over as 0, only the form `A2:K2&""` keeps it a blank, and
 * that form makes a text of every cell.
 */
export function areAllTexts(grid: SheetCell[][]): boolean {
  for (let row = 0; row < grid.length; row += 1) {
    const line = grid[row] as SheetCell[];
    for (let column = 0; column < line.length; column += 1)
      if (typeof line[column] !== 'string') return false;
  }
  return true;
}

/** `''` as a blank, for cells that are all texts. */
export function blanksIn(grid: SheetCell[][]): SheetCell[][] {
  const read: SheetCell[][] = [];
  for (let row = 0; row < grid.length; row += 1) {
    const line = grid[row] as SheetCell[];
    const copy: SheetCell[] = [];
    for (let column = 0; column < line.length; column += 1)
      copy.push(line[column] === '' ? null : (line[column] as SheetCell));
    read.push(copy);
  }
  return read;
}

/**
 * What is decided of one household, as a text for a cell; or why nothing is decided. Never throws.
 * @param rows the cells of the household, one row; `headers` the rows of the header, of the same length.
 * @param name the name of their sheet, '' where it is not known.
 */
export function rowText(
  bundle: DixianBundle,
  rows: SheetCell[][],
  headers: SheetCell[][],
  day: SheetCell,
  epoch: Epoch,
  name: string,
): string {
  const failures = ruleFailures(bundle);
  if (failures.length > 0) return failures.join('\n');
  if (rows.length !== 1 || headers.length === 0) return ONE_ROW_HINT;
  const row = rows[0] as SheetCell[];
  if (row.length !== (headers[0] as SheetCell[]).length) return ONE_ROW_HINT;
  const on = assessmentDay(day, epoch);
  if (on === 0) return `没有判定：${DAY_HINT}`;
  try {
    return bundle.explainRow(row, headers, { on, serialDays: epoch === 1900, merges: [], name });
  } catch {
    return '没有判定：规则程序出错。请运行“规则自检”，把结果交给信息人员。';
  }
}
