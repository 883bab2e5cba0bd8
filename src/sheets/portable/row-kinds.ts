import { CHINESE, given, isAmong, isBlankText, withoutWidthAndSpace } from './characters.js';
import { repeatsHeader } from './header-rows.js';
import { isMergedHeading, textAt } from './merges.js';
import type { RowReader } from './rows.js';

const IS_TOTAL = '是合计，不是一户';
const IS_FOOTER = '是表尾的说明，不是一户';
const IS_HEADING = '是一行标题文字，不是一户';
const IS_HEADER = '又是表头，不是一户';
const SAYS_NOTHING = '认识的列里没有任何内容';
export const EMPTY_ROW = '整行为空';
export const OF_NOBODY = '户编号、姓名、证件号码都是空的，不知道是哪一户';

/** So many cells at the beginning of a row may say what the row is: province to group, number, name. */
const LABELS = 8;
/** The name of a place, perhaps with how many live there: 张家湾村（3户）. */
const PLACE = /[\u4e00-\u9fff\d](?:村|组|社|社区|镇|乡|县|区|队|屯|寨)(?:[(].*[)]|[,:]?\d+[户人口]?)?$/;
const TOTAL =
  /^(?:合计|总计|小计|共计|累计|平均|全村|全乡|全镇|全县|全组)(?:[:(数]|\d|$)|(?:合计|小计|总计)$/;
/** Whether a text is the word for a total; most have none of its characters. */
function isTotal(text: string): boolean {
  const mayBe = text.indexOf('计') >= 0 || text.indexOf('全') >= 0 || text.indexOf('平均') >= 0;
  return mayBe && TOTAL.test(text);
}

/**
 * What a line below a table begins with: who filled it in, when, what is to be noted. They are looked up one by one: an
 * expression of more than 20 alternatives in another one is more than the engine of LibreOffice can hold.
 */
export const FOOTER_WORDS = (
  '注 备注 附注 说明 填表说明 数据来源 资料来源 填表人 填表日期 填表时间 填报人 填报单位 填报日期 填报时间 制表 制表人 制表日期 ' +
  '审核 审核人 审批人 负责人 经办人 联系人 联系电话 盖章 单位负责人 主管领导 村(社区)负责人 日期'
).split(' ');
const FOOTER_START = /^([^\d:.、]+)\d*[:.、]/;
const SEAL_OR_DAY = /^(?:[(](?:盖章|签字|签章|公章)[)]|\d{4}年\d{1,2}月\d{1,2}日)$/;

function isFooter(text: string): boolean {
  const start = FOOTER_START.exec(text);
  if (start !== null && isAmong(start[1] as string, FOOTER_WORDS)) return true;
  return SEAL_OR_DAY.test(text);
}

function isBlankAt(reader: RowReader, places: number[], cells: string[]): boolean {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    const text = textAt(reader.merges, place, cells, reader.repeated[place] === true);
    if (text === null || !isBlankText(text)) return false;
  }
  return true;
}

/** Whether no number and no name says whose row it is, but perhaps the word for a total. */
function isOfNobody(reader: RowReader, cells: string[]): boolean {
  for (let at = 0; at < reader.identityPlaces.length; at += 1) {
    const cell = cells[reader.identityPlaces[at] as number];
    const text = withoutWidthAndSpace(given(cell));
    if (text !== '' && !isTotal(text)) return false;
  }
  return true;
}

/** A text alone in its row: a village above its households, as where merged cells are not told. */
function isLoneHeading(reader: RowReader, text: string, index: number): boolean {
  if (PLACE.test(text)) return true;
  let isWhereRowsBegin = index === 0;
  for (let at = 0; at < reader.numberPlaces.length; at += 1)
    if (reader.numberPlaces[at] === index) isWhereRowsBegin = true;
  return isWhereRowsBegin && CHINESE.test(text) && !/\d/.test(text);
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
  const width = reader.header.titles.length;
  if (isMergedHeading(reader.merges, width)) return IS_HEADING;
  let hasTotal = false;
  let areFooters = labels.length === filled;
  for (let at = 0; at < labels.length; at += 1) {
    if (isTotal(labels[at] as string)) hasTotal = true;
    if (areFooters && !isFooter(labels[at] as string)) areFooters = false;
  }
  const first = labels[0] as string;
  if (isTotal(first)) return IS_TOTAL;
  if (hasTotal && isOfNobody(reader, cells)) return IS_TOTAL;
  if (areFooters) return IS_FOOTER;
  if (filled <= 2 && isFooter(first)) return IS_FOOTER;
  if (repeatsHeader(cells, reader.header.parts)) return IS_HEADER;
  if (filled === 1 && width > 2 && isLoneHeading(reader, first, firstPlace)) return IS_HEADING;
  if (isBlankAt(reader, reader.knownPlaces, cells)) return SAYS_NOTHING;
  return reader.identityPlaces.length > 0 && isBlankAt(reader, reader.identityPlaces, cells) ? OF_NOBODY : '';
}
