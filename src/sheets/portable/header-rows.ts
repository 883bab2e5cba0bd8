import { isBlankText, withoutWidthAndSpace } from './characters.js';
import type { HeaderColumn } from './header-cells.js';
import { isMoneyNote, isUnitOrNote, type SheetColumn } from './header-mapping.js';
import { KEY_SIGN, NUMBER_FACT } from './sheet-facts.js';

/** A cell that has something in it, half-width and without spaces. */
export interface FilledCell {
  text: string;
  index: number;
}

export function filledCells(cells: string[] | undefined): FilledCell[] {
  const filled: FilledCell[] = [];
  for (let index = 0; cells !== undefined && index < cells.length; index += 1) {
    const text = withoutWidthAndSpace(cells[index] as string);
    if (text !== '') filled.push({ text: text, index: index });
  }
  return filled;
}

export function placesOf(columns: SheetColumn[]): { [index: number]: SheetColumn } {
  const places: { [index: number]: SheetColumn } = {};
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] as SheetColumn;
    places[column.index] = column;
  }
  return places;
}

export function isNameless(columns: HeaderColumn[], index: number): boolean {
  const column = columns[index];
  return column !== undefined && column.parts.length === 0;
}

export function namedCount(columns: HeaderColumn[]): number {
  let named = 0;
  for (let at = 0; at < columns.length; at += 1) if (!isNameless(columns, at)) named += 1;
  return named;
}

/** 0001 and 2024-11, but not 18位. */
export const NUMBERED = /^[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*$/;

export function withoutOuterBrackets(text: string): string {
  return text.replace(/^[([【]|[)\]】]$/g, '');
}

/** Of another year than that of the day: below a name it says that the column is not of today. */
const OTHER_YEAR = /^(?:上一?年|去年|20\d\d年)度?$/;

/** Whether a row gives each column its unit, or says how to fill it; one with the unit of an amount always does. */
export function isUnitsRow(filled: FilledCell[], known: { [index: number]: SheetColumn }): boolean {
  if (filled.length === 0) return false;
  let areAllNotes = true;
  let hasNumber = false;
  let hasMoney = false;
  for (let at = 0; at < filled.length; at += 1) {
    const cell = filled[at] as FilledCell;
    const text = withoutOuterBrackets(cell.text);
    const column = known[cell.index];
    if (!isUnitOrNote(text) && !OTHER_YEAR.test(text)) areAllNotes = false;
    if (NUMBERED.test(text)) hasNumber = true;
    if (column !== undefined && column.known.fact.kind === NUMBER_FACT && isMoneyNote(text)) hasMoney = true;
  }
  // With a number in it, it is a household in one of whose cells somebody has written 元.
  return areAllNotes ? true : hasMoney && !hasNumber;
}

/** Adds what a row of units says of each column: of a number everything counts, of anything else what is known. */
export function addUnits(
  columns: HeaderColumn[],
  filled: FilledCell[],
  known: { [index: number]: SheetColumn },
): void {
  for (let at = 0; at < filled.length; at += 1) {
    const cell = filled[at] as FilledCell;
    const text = withoutOuterBrackets(cell.text);
    const found = known[cell.index];
    const column = columns[cell.index];
    const isOfNumber = found !== undefined && found.known.fact.kind === NUMBER_FACT;
    if (column !== undefined && (isUnitOrNote(text) || isOfNumber)) column.notes.push(text);
  }
}

/** Words at the beginning of a row that numbers the columns. */
const NUMBERING = /^(?:栏次|列次|行次|栏目|序列)$/;
/** 1, (1), A, 1=2+3. */
const FIRST_NUMBER = /^[(]?(?:1|A)(?:=.*)?[)]?$/;
const LETTERED = /^[甲乙丙丁戊己庚辛]$/;

/** Whether a row numbers the columns: 1, 2, 3=1+2 …, after 甲, 乙 perhaps, or A, B, C. */
export function isNumberingRow(cells: string[], named: number): boolean {
  const filled = filledCells(cells);
  const numbers: string[] = [];
  let isMarked = false;
  for (let at = 0; at < filled.length; at += 1) {
    const text = (filled[at] as FilledCell).text.replace(/^\((.*)\)$/, '$1');
    const isWord = NUMBERING.test(text);
    if (at === 0) isMarked = isWord;
    if (!isWord && !LETTERED.test(text)) numbers.push(text);
  }
  if (numbers.length < 2 || (!isMarked && filled.length < Math.max(4, named))) return false;
  let areLetters = true;
  let areNumbers = true;
  for (let at = 0; at < numbers.length; at += 1) {
    const text = numbers[at] as string;
    const number = String(at + 1);
    if (text !== String.fromCharCode(65 + at)) areLetters = false;
    const sum =
      text.substring(0, number.length + 1) === `${number}=` ? text.substring(number.length + 1) : '';
    if (text !== number && !/^[\d+*\u002f()-]+$/.test(sum)) areNumbers = false;
  }
  return areLetters ? true : areNumbers;
}

/**
 * Whether a row holds names of columns and not a household, as where a second table stands below: at least half of it are
 * names of the header, in whatever order.
 */
export function isHeaderRow(labels: string[], cells: string[], names: { [name: string]: boolean }): boolean {
  // Most rows are told apart by their first cells.
  const first = labels[0] as string;
  if (names[KEY_SIGN + first] !== true)
    if (NUMBERED.test(first) || names[KEY_SIGN + labels[1]] !== true) return false;
  const filled = filledCells(cells);
  let known = 0;
  for (let at = 0; at < filled.length; at += 1) {
    const text = (filled[at] as FilledCell).text;
    // Under names such as 是 and 否 those words stand in the cells, too.
    if (text.length > 1 && names[KEY_SIGN + text] === true) known += 1;
  }
  return known > 1 && known * 2 >= filled.length;
}

/** Whether a row repeats the names of the header, or one of its rows, as where every printed page has them. */
export function repeatsHeader(cells: string[], parts: string[][]): boolean {
  let start = 0;
  while (start < cells.length && isBlankText(cells[start] as string)) start += 1;
  if (start === cells.length) return false;
  const first = withoutWidthAndSpace(cells[start] as string);
  // Most rows are told apart by their first cell: a row that numbers the columns begins with the first number.
  if (!FIRST_NUMBER.test(first) && !LETTERED.test(first) && !isNameOf(first, parts[start])) return false;
  const filled = filledCells(cells);
  if (filled.length < 2) return false;
  let areAllNames = true;
  for (let at = 0; at < filled.length && areAllNames; at += 1) {
    const cell = filled[at] as FilledCell;
    areAllNames = isNameOf(cell.text, parts[cell.index]);
  }
  if (areAllNames) return true;
  let named = 0;
  for (let at = 0; at < parts.length; at += 1) if ((parts[at] as string[]).length > 0) named += 1;
  return isNumberingRow(cells, named);
}

function isNameOf(text: string, parts: string[] | undefined): boolean {
  if (parts === undefined) return false;
  for (let at = 0; at < parts.length; at += 1)
    if (withoutWidthAndSpace(parts[at] as string) === text) return true;
  return false;
}
