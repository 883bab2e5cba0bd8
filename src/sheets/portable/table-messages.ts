import { isAmong, withoutWidthAndSpace } from './characters.js';
import { dayText, isDayNumber } from './days.js';
import type { SheetHeader } from './header.js';
import type { SheetColumn } from './header-mapping.js';
import { moneyUnitsIn } from './numbers.js';
import type { PolicyData } from './policy-data.js';
import { KEY_SIGN } from './sheet-facts.js';

/** Rows that are told one by one. */
export const TOLD_ROWS = 20;

/** Why a day cannot be asked for; '' where it can. */
function whyNotOn(data: PolicyData, on: number): string {
  if (typeof on !== 'number' || !isDayNumber(on))
    return '研判日期不对，没有判定。请写成八位数字，如 20241101。';
  if (on >= data.validFrom && on <= data.validTo) return '';
  const end = data.validTo === 99991231 ? '起' : `至${dayText(data.validTo)}`;
  return `${dayText(on)}不在这份政策的有效期内（${dayText(data.validFrom)}${end}），没有判定。请换用按当日政策做的文件。`;
}

/** Why a sheet of this name holds no households; '' where it may. */
function whyNotNamed(data: PolicyData, name: string): string {
  const written = withoutWidthAndSpace(name);
  if (written === '') return '';
  for (let at = 0; at < data.lists.length; at += 1)
    if (withoutWidthAndSpace((data.lists[at] as string).split('=')[1] as string) === written)
      return `“${name}”表是清单，没有判定。请切换到农户的表，或用 dixian assess。`;
  return isAmong(written, data.explainingSheets)
    ? `“${name}”表是说明或示例，没有判定。请切换到农户的表。`
    : '';
}

/** Why nothing is decided for a day and a sheet; '' where it can be. */
export function whyNotAsked(data: PolicyData, on: number, name: string): string {
  const why = whyNotOn(data, on);
  return why === '' ? whyNotNamed(data, name) : why;
}

/** What is told of titles with another year than that of the day, or part of one: columns are read all the same. */
export function yearMessages(header: SheetHeader, on: number): string[] {
  const messages: string[] = [];
  for (let at = 0; at < header.periods.length; at += 1) {
    const period = header.periods[at] as string;
    if (period !== `${Math.floor(on / 10000)}年`)
      messages.push(`表头上方写着“${period}”。表里的数都按全年、按研判当日的用；不是的话，结果不能用。`);
  }
  return messages;
}

/** The first of what is told row by row, and how many more there are. */
export function firstTold(told: string[]): string[] {
  if (told.length <= TOLD_ROWS) return told;
  const more = `另有 ${told.length - TOLD_ROWS} 行也是这样，见各行的“读不出的内容”。`;
  return told.slice(0, TOLD_ROWS).concat([more]);
}

/** Rows that are no household, by why. */
export interface PassedRows {
  [why: string]: number[];
}

export function passedMessages(passed: PassedRows, whys: string[]): string[] {
  const messages: string[] = [];
  for (let at = 0; at < whys.length; at += 1) {
    const rows = passed[KEY_SIGN + whys[at]] as number[];
    const told = rows.slice(0, TOLD_ROWS).join('、') + (rows.length > TOLD_ROWS ? ' 等' : '');
    messages.push(`第 ${told} 行（共 ${rows.length} 行）${whys[at]}，没有算在农户里。`);
  }
  return messages;
}

/** Whether bare amounts of a column were read in another unit: one that is named below the table comes too late. */
function hasOtherAmounts(header: SheetHeader, unit: string): boolean {
  for (let at = 0; at < header.columns.length; at += 1) {
    const column = header.columns[at] as SheetColumn;
    // A unit in the name of a column wins over any note.
    if (column.known.fact.yuanWords.length === 0 || column.title.indexOf('元') >= 0) continue;
    if (unit !== (column.shift === 0 ? '元' : '万元')) return true;
  }
  return false;
}

/** What is told where a formula gives one row of names only: what stands above them nobody has seen. */
export function unseenUnitMessage(header: SheetHeader, rows: number): string {
  let isBare = false;
  for (let at = 0; at < header.columns.length; at += 1) {
    const column = header.columns[at] as SheetColumn;
    const isOpen = column.known.fact.yuanWords.length > 0 && column.shift === 0;
    if (isOpen && column.title.indexOf('元') < 0) isBare = true;
  }
  if (!isBare || header.hasSheetUnit || rows > 1) return '';
  return '金额按元读。表的上方写着别的单位的，或者表头有两行的，公式里的表头要从第 1 行选到表头最后一行。';
}

export function unmatchedMessages(header: SheetHeader): string[] {
  const titles: string[] = [];
  for (let at = 0; at < header.unmatched.length; at += 1) {
    const column = header.unmatched[at] as SheetHeader['unmatched'][0];
    titles.push(header.titles[column.index] as string);
  }
  const messages: string[] = [];
  if (titles.length > 0) messages.push(`有 ${titles.length} 列不认识，没有用：${titles.join('、')}。`);
  for (let at = 0; at < header.columns.length; at += 1) {
    const column = header.columns[at] as SheetColumn;
    if (column.known.isCompleteness)
      messages.push(
        `有“${column.title}”一列，但表格里的判定不读“${column.known.fact.title}”的清单，仍按未知处理。`,
      );
  }
  return messages;
}

/** What is told of a unit of money that only a note below the table names: it comes too late for the rows above it. */
export function lateUnitMessage(header: SheetHeader, units: string[]): string {
  const late: string[] = [];
  for (let at = 0; at < units.length; at += 1)
    if (hasOtherAmounts(header, units[at] as string)) late.push(units[at] as string);
  if (late.length === 0) return '';
  return `表的下面写着金额单位是${late.join('、')}，上面的金额不知道是什么单位，没有判定。请把单位写进列名，如（万元）。`;
}

/** Adds the units of money that the cells of a row name. */
export function addUnitsBelow(units: string[], cells: string[]): void {
  const found = moneyUnitsIn(cells);
  for (let at = 0; at < found.length; at += 1)
    if (!isAmong(found[at] as string, units)) units.push(found[at] as string);
}
