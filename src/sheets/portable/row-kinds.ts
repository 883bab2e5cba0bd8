import { CHINESE, given, isAmong, isBlankText, withoutWidthAndSpace } from './characters.js';
import { isHeaderRow, NUMBERED, repeatsHeader } from './header-rows.js';
import { isMergedHeading, isUnderMerge, textAt } from './merges.js';
import { moneyUnitsIn } from './numbers.js';
import type { RowReader } from './rows.js';

const IS_TOTAL = '是合计，不是一户';
const IS_FOOTER = '是表尾的说明，不是一户';
const IS_HEADING = '是一行标题文字，不是一户';
export const IS_HEADER = '又是表头，不是一户';
const IS_EXAMPLE = '是填表的示例，不是一户';
const SAYS_NOTHING = '认识的列里没有任何内容';
const SAYS_NOTHING_KNOWN = `${SAYS_NOTHING}，不知道是谁的`;
const PERSON_OR_PLACE = '只有一格，不知道是人名还是地名';
const OTHER_HEADER = '从另一个表头起没有读，请把两个表分到两张工作表';
export const EMPTY_ROW = '整行为空';
const OF_NOBODY = '户编号、姓名、证件号码都是空的，不知道是哪一户';

/** Whether a row of which this is told may be somebody. */
export function mayBeSomebody(whyNot: string): boolean {
  return isAmong(whyNot, [OF_NOBODY, SAYS_NOTHING_KNOWN, PERSON_OR_PLACE, OTHER_HEADER]);
}

/** So many cells at the beginning of a row may say what the row is: province to group, number, name. */
const LABELS = 8;
/** The name of a place, perhaps with how many live there: 张家湾村（3户）. */
const PLACE = /[\u4e00-\u9fff\d](?:村|组|社|社区|镇|乡|县|区|队|屯|寨)(?:[(].*[)]|[,:]?\d+[户人口]?)?$/;
const TOTAL =
  /^(?:[合总小共累]计|平均|全[村乡镇县组])(?:[:(数]|\d|$)|^(?:本页计|计|汇总|总[户人]?数|[户人]均|total)(?:[:(]|$)|(?:[合小总]计|汇总)[\d户人口,、]*$|^共\d+[户人]/i;
/** Whoever has such a word in the first cell of a row is nobody. */
const SURE_TOTAL = /^(?:[合总小共累]计|平均|全[村乡镇县组])(?:[:(数]|\d|$)|[合小总]计$/;
/** 全镇 and 李小计 may be people; 村小计 is nobody. */
const LIKE_A_NAME = /^(?:全.|[^村乡镇县组社队区](?:[合小总]计|汇总))$/;
const MAY_BE_TOTAL = /[计均汇总全共t]/i;
const EXAMPLE = /^(?:[示样举]例|例如?)(?::|$)/;
const GROUP_OF_VILLAGE = /^第?[一二三四五六七八九十\d]+[组社队村区]$/;
/** So long is hardly the name of a person. */
const LONG_NAME = 5;

/**
 * What a line below a table begins with: who filled it in, when, what is to be noted. They are looked up one by one: an
 * expression of more than 20 alternatives in another one is more than the engine of LibreOffice can hold.
 */
export const FOOTER_WORDS = (
  '注 备注 附注 说明 填表说明 数据来源 资料来源 填表人 填表日期 填表时间 填报人 填报单位 填报日期 填报时间 制表 制表人 制表日期 ' +
  '审核 审核人 审批人 负责人 经办人 联系人 联系电话 盖章 单位负责人 主管领导 村(社区)负责人 日期'
).split(' ');
const FOOTER_START = /^([^\d:.、]+)\d*[:.、]/;
const SEAL = /^[(](?:盖章|签字|签章|公章)[)]$/;
const DAY = /^\d{4}年\d{1,2}月\d{1,2}日$/;
/** A sentence, the point of a list, the number of a page: no number of a household is like these. */
const SENTENCE = /[。;]|^\d+[.、)]|^第\d+页|^本[表页]/;

function isFooterWord(text: string): boolean {
  const start = FOOTER_START.exec(text);
  if (start !== null && isAmong(start[1] as string, FOOTER_WORDS)) return true;
  return SEAL.test(text);
}

/** Whether a row is a line below a table. */
function isFooter(
  reader: RowReader,
  labels: string[],
  cells: string[],
  filled: number,
  firstPlace: number,
): boolean {
  const first = labels[0] as string;
  let areFooters = labels.length === filled;
  for (let at = 0; at < labels.length && areFooters; at += 1)
    areFooters = isFooterWord(labels[at] as string) || DAY.test(labels[at] as string);
  if (areFooters) return filled > 1 || !DAY.test(first) || reader.isOfDays[firstPlace] !== true;
  if (filled > 2) return false;
  if (isFooterWord(first)) return true;
  for (let at = 0; at < labels.length; at += 1) if (NUMBERED.test(labels[at] as string)) return false;
  const units = moneyUnitsIn(labels).join('');
  if (units !== '元') return units !== '';
  // Beside a name it is a remark on that household.
  for (let at = 0; at < reader.identityPlaces.length; at += 1) {
    const cell = given(cells[reader.identityPlaces[at] as number]);
    if (!isBlankText(cell) && moneyUnitsIn([cell]).length === 0) return false;
  }
  return true;
}

function isBlankAt(reader: RowReader, places: number[], cells: string[]): boolean {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    const text = textAt(reader.merges, place, cells, reader.repeated[place] === true);
    if (text === null || !isBlankText(text)) return false;
  }
  return true;
}

/** Whether the word for a total is in a row, and nothing else says whose row it is, or it stands for the name. */
function isTotalRow(reader: RowReader, labels: string[], cells: string[]): boolean {
  if (SURE_TOTAL.test(labels[0] as string)) return true;
  let hasTotal = false;
  for (let at = 0; at < labels.length; at += 1) if (TOTAL.test(labels[at] as string)) hasTotal = true;
  if (!hasTotal) return false;
  let isNobodys = true;
  for (let at = 0; at < reader.identityPlaces.length; at += 1) {
    const place = reader.identityPlaces[at] as number;
    const text = withoutWidthAndSpace(given(cells[place]));
    if (reader.isOfNames[place] === true && TOTAL.test(text) && !LIKE_A_NAME.test(text)) return true;
    if (text !== '' && !TOTAL.test(text)) isNobodys = false;
  }
  return isNobodys;
}

/** What a text is that stands alone in its row: a village above its households, as where merged cells are not told. */
function kindOfLone(reader: RowReader, text: string, index: number): string {
  const isPlace = PLACE.test(text);
  if (GROUP_OF_VILLAGE.test(text)) return IS_HEADING;
  if (reader.isOfNames[index] === true && text.length < LONG_NAME && !/\d/.test(text))
    return isPlace ? PERSON_OR_PLACE : '';
  if (isPlace) return IS_HEADING;
  if ((index !== 0 && reader.isOfNumbers[index] !== true) || !CHINESE.test(text)) return '';
  if (SENTENCE.test(text)) return IS_FOOTER;
  return /\d/.test(text) ? '' : IS_HEADING;
}

/** Whether a number or name stands outside of merged cells: then a long text beside it is about that household. */
function hasIdentityBesideMerges(reader: RowReader, cells: string[]): boolean {
  for (let at = 0; at < reader.identityPlaces.length; at += 1) {
    const place = reader.identityPlaces[at] as number;
    const text = withoutWidthAndSpace(given(cells[place]));
    if (text === '' || isUnderMerge(reader.merges, place)) continue;
    // 注 in the place of a number is none.
    if (reader.isOfNames[place] === true || /[0-9A-Za-z]/.test(text)) return true;
  }
  return false;
}

/** Why a row is no household; '' where it is one. */
export function whyNoHousehold(reader: RowReader, cells: string[]): string {
  const labels: string[] = [];
  let filled = 0;
  let firstPlace = 0;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as string;
    if (isBlankText(cell)) continue;
    if (filled === 0) firstPlace = at;
    filled += 1;
    // That there are more than labels is all that matters of the others.
    if (filled > LABELS) break;
    labels.push(withoutWidthAndSpace(cell));
  }
  if (filled === 0) return EMPTY_ROW;
  if (repeatsHeader(cells, reader.header.parts)) {
    reader.isUnderOtherHeader = false;
    return IS_HEADER;
  }
  if (reader.isUnderOtherHeader || isHeaderRow(labels, cells, reader.names)) {
    reader.isUnderOtherHeader = true;
    return OTHER_HEADER;
  }
  const width = reader.header.titles.length;
  if (isMergedHeading(reader.merges, width) && !hasIdentityBesideMerges(reader, cells)) return IS_HEADING;
  const all = labels.join(' ');
  const first = labels[0] as string;
  // Most rows have none of the characters of those words.
  if (MAY_BE_TOTAL.test(all) && isTotalRow(reader, labels, cells)) return IS_TOTAL;
  if (isFooter(reader, labels, cells, filled, firstPlace)) return IS_FOOTER;
  if (EXAMPLE.test(first)) return IS_EXAMPLE;
  if (filled === 1 && width > 2) {
    const lone = kindOfLone(reader, first, firstPlace);
    if (lone !== '') return lone;
  }
  if (isBlankAt(reader, reader.knownPlaces, cells))
    return CHINESE.test(all) ? SAYS_NOTHING_KNOWN : SAYS_NOTHING;
  return reader.identityPlaces.length > 0 && isBlankAt(reader, reader.identityPlaces, cells) ? OF_NOBODY : '';
}
