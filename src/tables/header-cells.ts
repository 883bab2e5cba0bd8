import { type NormalisedName, normaliseName } from './column-names.js';
import type { MergedCells, SheetRow } from './sheet.js';

/** A column by what stands in the rows of the header, from the top down; the last is its own name. */
export interface HeaderColumn {
  readonly index: number;
  readonly parts: readonly string[];
  /** Units and notes that other rows give it: those of a row of units below the header. */
  readonly notes: readonly string[];
}

/** As it is shown to people: 收入情况/工资性收入. */
export const shownName = ({ parts }: Pick<HeaderColumn, 'parts'>): string => parts.join('/');

/** Words that group columns and change nothing of what they mean. */
const NEUTRAL_GROUPS: ReadonlySet<string> = new Set(
  [
    [
      '基本信息',
      '基本情况',
      '农户基本信息',
      '农户基本情况',
      '家庭基本信息',
      '家庭基本情况',
      '户基本信息',
      '户信息',
      '家庭信息',
      '农户信息',
    ],
    [
      '人员信息',
      '人员基本信息',
      '人口信息',
      '成员信息',
      '家庭成员',
      '家庭成员信息',
      '家庭成员基本情况',
      '家庭成员情况',
      '个人信息',
    ],
    [
      '收入',
      '收入情况',
      '家庭收入',
      '家庭收入情况',
      '收入信息',
      '年收入情况',
      '支出',
      '支出情况',
      '家庭支出情况',
      '收支情况',
      '收入支出情况',
      '家庭收支情况',
    ],
    [
      '三保障',
      '三保障情况',
      '两不愁三保障',
      '两不愁三保障情况',
      '“两不愁三保障”情况',
      '三保障及饮水安全',
      '三保障和饮水安全',
      '保障情况',
    ],
    [
      '住房',
      '住房情况',
      '饮水',
      '饮水情况',
      '教育',
      '教育情况',
      '医疗',
      '医疗情况',
      '健康情况',
      '住址',
      '地址',
      '家庭住址',
      '所在地',
    ],
    [
      '监测信息',
      '监测情况',
      '风险情况',
      '风险信息',
      '识别信息',
      '识别情况',
      '帮扶情况',
      '就业情况',
      '务工情况',
      '资产情况',
      '财产情况',
    ],
  ].flat(),
);

const isNeutral = (name: NormalisedName): boolean =>
  NEUTRAL_GROUPS.has(name.bare.replace(/^[一二三四五六七八九十\d]+[、.]/, ''));

/** The name by which a column is looked up, and the notes of the groups and rows around it. */
export function nameOf({
  parts,
  notes,
}: HeaderColumn): NormalisedName & { readonly outerNotes: readonly string[] } {
  const own = parts.at(-1) ?? '';
  const groups = parts.slice(0, -1).map((text) => ({ text, name: normaliseName(text) }));
  const neutral = groups.filter(({ name }) => isNeutral(name));
  // A group that says more (风险消除后, 2023年) is part of the name.
  const telling = groups.filter(({ name }) => !isNeutral(name)).map(({ text }) => text);
  const outerNotes = [...neutral.flatMap(({ name }) => name.notes), ...notes];
  return { ...normaliseName([...telling, own].join('')), outerNotes };
}

/** Whether a column stands under a group that says more than its own name: 风险消除后, 2023年. */
export const isUnderTellingGroup = ({ parts }: Pick<HeaderColumn, 'parts'>): boolean =>
  parts.slice(0, -1).some((text) => !isNeutral(normaliseName(text)));

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Who, when and in what unit: 填报单位：某某镇, 单位：万元, 2024年11月1日. What is in brackets is left out. */
const ABOUT_THE_SHEET = /[:：]|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$|^第\d+页|^附[件表]\d*$/;
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
/** Values at exit stand under such words, and never without them. */
const NEVER_A_TITLE = /消除/;

const covers = (
  { firstRow, lastRow, firstColumn, lastColumn }: MergedCells,
  row: number,
  column: number,
): boolean => firstRow <= row && row <= lastRow && firstColumn <= column && column <= lastColumn;

/** A row above the header that is about the sheet as a whole, and not about some of its columns. */
function isTitleRow({ cells, row }: SheetRow, merges: readonly MergedCells[], width: number): boolean {
  const filled = cells.flatMap((cell, index) =>
    isBlank(cell) ? [] : [{ index, text: cell.replace(/\s/g, '') }],
  );
  const isWide = (merge: MergedCells | undefined): merge is MergedCells =>
    merge !== undefined && merge.lastColumn > merge.firstColumn;
  const isSurelyAbout = ({ text }: (typeof filled)[number]): boolean =>
    !GROUP_WITH_COLON.test(text) &&
    (UNIT_OF_SHEET.test(text) || ABOUT_THE_SHEET.test(text.replace(BRACKETS_OF_TITLE, '')));
  const isBesideOne = filled.some(isSurelyAbout);
  const isAbout = (cell: (typeof filled)[number]): boolean => {
    if (!YEAR_OR_MONTH.test(cell.text)) return isSurelyAbout(cell);
    const isMonth = MONTH.test(cell.text);
    return isWide(merges.find((each) => covers(each, row, cell.index)))
      ? isMonth && isBesideOne
      : isMonth || isBesideOne;
  };
  const others = filled.filter((each) => !isAbout(each));
  if (filled.some(({ text }) => NEVER_A_TITLE.test(text))) return false;
  const [title] = others;
  if (title === undefined) return true;
  if (others.length > 1) return false;
  const { text, index } = title;
  const merge = merges.find((each) => covers(each, row, index));
  if (!isWide(merge)) return index === 0 || (NAME_OF_TABLE.test(text) && !WITH_YEAR.test(text));
  // One that lies over some of the columns only is about those, but for the name of the table beside its day or unit.
  const size = merge.lastColumn - merge.firstColumn + 1;
  if (size >= width - 1) return true;
  return filled.length > 1 && index === 0 && size * 2 >= width && NAME_OF_TABLE.test(text);
}

/**
 * The text of a row of a header for every column: what was merged stands in each of its cells. A text that was not, and
 * has names below it, goes on to the right, up to the next text or merged cell.
 */
function spread(
  upper: SheetRow,
  below: readonly string[],
  merges: readonly MergedCells[],
  width: number,
): readonly string[] {
  let goesOn = '';
  return Array.from({ length: width }, (_, index) => {
    const merge = merges.find((each) => covers(each, upper.row, index));
    if (merge !== undefined) {
      goesOn = '';
      // Merged downwards it is the name of its column: that stands in its first row.
      return merge.firstRow === upper.row ? (upper.cells[merge.firstColumn] ?? '') : '';
    }
    const cell = upper.cells[index] ?? '';
    if (isBlank(cell)) return isBlank(below[index]) ? '' : goesOn;
    goesOn = isBlank(below[index]) ? '' : cell;
    return cell;
  });
}

/** The columns of a header that ends in the row at `last`, with the rows above that belong to it. */
export function headerColumns(
  rows: readonly SheetRow[],
  last: number,
  merges: readonly MergedCells[],
): { readonly columns: readonly HeaderColumn[]; readonly firstRow: number } {
  const own = rows[last] as SheetRow;
  let top = last;
  const widthOf = (from: number): number =>
    Math.max(...rows.slice(from, last + 1).map(({ cells }) => cells.length));
  while (
    top > 0 &&
    (rows[top - 1] as SheetRow).row === (rows[top] as SheetRow).row - 1 &&
    !isTitleRow(rows[top - 1] as SheetRow, merges, own.cells.length)
  )
    top -= 1;
  const width = widthOf(top);
  const levels: (readonly string[])[] = [Array.from({ length: width }, (_, index) => own.cells[index] ?? '')];
  for (let at = last - 1; at >= top; at -= 1) {
    const below = levels[0] as readonly string[];
    levels.unshift(spread(rows[at] as SheetRow, below, merges, width));
  }
  const columns = Array.from({ length: width }, (_, index) => {
    const parts = levels.map((level) => (level[index] ?? '').trim()).filter((part) => part !== '');
    // Cells merged downwards may be repeated by programs that fill them.
    const distinct = parts.filter((part, at) => part !== parts[at - 1]);
    return { index, parts: distinct, notes: [] };
  });
  return { columns, firstRow: (rows[top] as SheetRow).row };
}
