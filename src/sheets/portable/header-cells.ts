import { given, halfWidth, isAmong, isBlankText, trimmed } from './characters.js';
import { type NormalisedName, normalisedName } from './column-names.js';

/** Cells that were joined into one; rows from 1, columns from 0, both ends included. */
export interface MergedArea {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** A column by what stands in the rows of the header, from the top down; the last is its own name. */
export interface HeaderColumn {
  index: number;
  parts: string[];
  /** Units and notes that a row of units below the header gives it. */
  notes: string[];
}

/** The first rows of a sheet as texts; blank rows are empty. Row 1 stands at place 0. */
export type HeadRows = string[][];

export function shownName(column: HeaderColumn): string {
  return column.parts.join('/');
}

/** Words that group columns and change nothing of what they mean. */
const NEUTRAL_GROUPS = (
  '基本信息 基本情况 农户基本信息 农户基本情况 家庭基本信息 家庭基本情况 户基本信息 户信息 家庭信息 农户信息 ' +
  '人员信息 人员基本信息 人口信息 成员信息 家庭成员 家庭成员信息 家庭成员基本情况 家庭成员情况 个人信息 ' +
  '收入 收入情况 家庭收入 家庭收入情况 收入信息 年收入情况 支出 支出情况 家庭支出情况 收支情况 收入支出情况 ' +
  '家庭收支情况 三保障 三保障情况 两不愁三保障 两不愁三保障情况 “两不愁三保障”情况 三保障及饮水安全 ' +
  '三保障和饮水安全 保障情况 住房 住房情况 饮水 饮水情况 教育 教育情况 医疗 医疗情况 健康情况 住址 地址 ' +
  '家庭住址 所在地 监测信息 监测情况 风险情况 风险信息 识别信息 识别情况 帮扶情况 就业情况 务工情况 资产情况 财产情况'
).split(' ');

function isNeutral(name: NormalisedName): boolean {
  return isAmong(name.bare.replace(/^[一二三四五六七八九十\d]+[、.]/, ''), NEUTRAL_GROUPS);
}

/** The name by which a column is looked up, and the notes of the groups and rows around it. */
export interface LookedUpName {
  name: NormalisedName;
  outerNotes: string[];
}

export function lookedUpName(column: HeaderColumn): LookedUpName {
  const last = column.parts.length - 1;
  let telling = '';
  let outerNotes: string[] = [];
  for (let at = 0; at < last; at += 1) {
    const group = normalisedName(column.parts[at] as string);
    // A group that says more (风险消除后, 2023年) is part of the name.
    if (isNeutral(group)) outerNotes = outerNotes.concat(group.notes);
    else telling += column.parts[at] as string;
  }
  const own = last < 0 ? '' : (column.parts[last] as string);
  return { name: normalisedName(telling + own), outerNotes: outerNotes.concat(column.notes) };
}

/** Who, when and in what unit: 填报单位：某某镇, 单位：万元, 2024年11月1日. What is in brackets is left out. */
const ABOUT_THE_SHEET = /[:：]|^\d{4}[-\u002f.年]\d{1,2}[-\u002f.月]\d{1,2}日?$|^第\d+页|^附[件表]\d*$/;
const UNIT_OF_SHEET = /^[(（]?(?:金额|计量)?单位/;
const BRACKETS_OF_TITLE = /[(（][^)）]*[)）]/g;
/** 上年收入： is a group with a colon behind it, and no blank to be filled in. */
const GROUP_WITH_COLON =
  /(?:收入|支出|情况|年|[上本\d]年度|[^年]月|\d月份|[\d一二三四上]季度|预计|计划|前|后|时)[:：]$/;
/** About the sheet where something else in its row is; a year that is merged over some columns is always theirs. */
const YEAR_OR_MONTH = /^\d{4}年度?(?:\d{1,2}月)?$/;
const MONTH = /月$/;
/** The name of a table; one with a year may be that of some columns. */
const NAME_OF_TABLE = /(?:台账|名单|名册|表)(?:[(（][^)）]*[)）])?$/;
const WITH_YEAR = /\d{4}年/;
const SPACES_IN_CELL = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g;

function mergeOver(merges: MergedArea[], row: number, column: number): MergedArea | null {
  for (let at = 0; at < merges.length; at += 1) {
    const merge = merges[at] as MergedArea;
    if (
      merge.firstRow <= row &&
      row <= merge.lastRow &&
      merge.firstColumn <= column &&
      column <= merge.lastColumn
    )
      return merge;
  }
  return null;
}

function isSurelyAbout(text: string): boolean {
  if (GROUP_WITH_COLON.test(text)) return false;
  return UNIT_OF_SHEET.test(text) || ABOUT_THE_SHEET.test(text.replace(BRACKETS_OF_TITLE, ''));
}

/** A row above the header that is about the sheet as a whole, and not about some of its columns. */
function isTitleRow(cells: string[], row: number, merges: MergedArea[], width: number): boolean {
  let filled = 0;
  let place = -1;
  let isBesideOne = false;
  for (let index = 0; index < cells.length; index += 1)
    if (isSurelyAbout((cells[index] as string).replace(SPACES_IN_CELL, ''))) isBesideOne = true;
  for (let index = 0; index < cells.length; index += 1) {
    if (isBlankText(cells[index] as string)) continue;
    const text = (cells[index] as string).replace(SPACES_IN_CELL, '');
    // Values at exit stand under such words, and never without them.
    if (text.indexOf('消除') >= 0) return false;
    filled += 1;
    if (YEAR_OR_MONTH.test(text)) {
      const isMonth = MONTH.test(text);
      if (wideMergeOver(merges, row, index) !== null ? isMonth && isBesideOne : isMonth || isBesideOne)
        continue;
    } else if (isSurelyAbout(text)) continue;
    if (place >= 0) return false;
    place = index;
  }
  if (place < 0) return true;
  const title = (cells[place] as string).replace(SPACES_IN_CELL, '');
  const isTable = NAME_OF_TABLE.test(title);
  const merge = wideMergeOver(merges, row, place);
  if (merge === null) return place === 0 || (isTable && !WITH_YEAR.test(title));
  // One that lies over some of the columns only is about those, but for the name of the table beside its day or unit.
  const size = merge.lastColumn - merge.firstColumn + 1;
  return size >= width - 1 || (filled > 1 && place === 0 && size * 2 >= width && isTable);
}

function wideMergeOver(merges: MergedArea[], row: number, column: number): MergedArea | null {
  const merge = mergeOver(merges, row, column);
  return merge !== null && merge.lastColumn > merge.firstColumn ? merge : null;
}

/**
 * The text of a row of a header for every column: what was merged stands in each of its cells. A text that was not, and
 * has names below it, goes on to the right, up to the next text or merged cell.
 */
function spreadRow(
  upper: string[],
  row: number,
  below: string[],
  merges: MergedArea[],
  width: number,
): string[] {
  const made: string[] = [];
  let goesOn = '';
  for (let index = 0; index < width; index += 1) {
    const merge = mergeOver(merges, row, index);
    const own = upper[index];
    if (merge !== null) {
      goesOn = '';
      const text = upper[merge.firstColumn];
      // Merged downwards it is the name of its column: that stands in its first row.
      made.push(merge.firstRow === row && text !== undefined ? text : '');
    } else if (own === undefined || isBlankText(own))
      made.push(isBlankText(given(below[index])) ? '' : goesOn);
    else {
      goesOn = isBlankText(given(below[index])) ? '' : own;
      made.push(own);
    }
  }
  return made;
}

/** The columns of a header that ends in the row at a place, with the rows above that belong to it. */
export interface HeaderBlock {
  columns: HeaderColumn[];
  /** As a person counts. */
  firstRow: number;
}

export function headerBlock(rows: HeadRows, last: number, merges: MergedArea[]): HeaderBlock {
  const own = rows[last] as string[];
  let top = last;
  while (top > 0 && !isTitleRow(rows[top - 1] as string[], top, merges, own.length)) top -= 1;
  let width = 0;
  for (let at = top; at <= last; at += 1) width = Math.max(width, (rows[at] as string[]).length);
  const levels: string[][] = [];
  for (let at = last; at >= top; at -= 1)
    levels.push(
      at === last
        ? own
        : spreadRow(rows[at] as string[], at + 1, levels[last - at - 1] as string[], merges, width),
    );
  const columns: HeaderColumn[] = [];
  for (let index = 0; index < width; index += 1) {
    const parts: string[] = [];
    for (let level = levels.length - 1; level >= 0; level -= 1) {
      const cell = (levels[level] as string[])[index];
      const text = trimmed(given(cell));
      // Cells merged downwards may be repeated by programs that fill them.
      if (text !== '' && text !== parts[parts.length - 1]) parts.push(text);
    }
    columns.push({ index: index, parts: parts, notes: [] });
  }
  return { columns: columns, firstRow: top + 1 };
}

/** A text as it stands in a note of its own, half-width and in capitals. */
export function noteText(note: string): string {
  return halfWidth(note).toUpperCase();
}
