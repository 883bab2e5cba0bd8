import { isAmong } from './characters.js';
import {
  type ColumnNames,
  type ColumnTarget,
  columnTarget,
  normalisedName,
  withoutBrackets,
} from './column-names.js';
import { type HeaderColumn, lookedUpName, noteText, shownName } from './header-cells.js';
import { shiftOf } from './numbers.js';
import { CODES_FACT, KEY_SIGN, NUMBER_FACT, type SheetFact } from './sheet-facts.js';

/** A column of a sheet, and what its cells give. */
export interface SheetColumn {
  index: number;
  /** As it stands in the header. */
  title: string;
  known: ColumnTarget;
  isReversed: boolean;
  /** How many places the point of a bare amount moves to the right: 4 under a header in ten thousands. */
  shift: number;
}

/** What a header is read by. */
export interface HeaderContext {
  names: ColumnNames;
  /** Units of money that the sheet names above its header. */
  sheetUnits: string[];
}

const FILLING_NOTES = (
  '必填 选填 单选 多选 下拉选择 合计 是/否 是否 是或否 有/无 市、区 市区 区 ' +
  '年月 年月日 YYYYMM YYYY-MM YYYYMMDD YYYY-MM-DD'
).split(' ');
const UNIT_WORDS =
  /^(?:万?元(?:\/[人月年户]|\/人·?年)?|人|户|个|项|次|辆|套|岁|年|月|个月|天|%|亩|平方米|米|升|分钟)$/;
const BEFORE_UNIT_NAME = /^单位:?/;

/** The unit of a column is not clear; or a note changes what the column means, so that it is not used. */
const UNCLEAR = -2;
const OTHER_MEANING = -1;

/** Whether a text in a row of its own below a header is a unit or a note on filling. */
export function isUnitOrNote(text: string): boolean {
  return isAmong(noteText(text), FILLING_NOTES) || UNIT_WORDS.test(text);
}

function columnShift(notes: string[], fact: SheetFact, sheetUnits: string[]): number {
  let own = OTHER_MEANING;
  for (let at = 0; at < notes.length; at += 1) {
    const note = (notes[at] as string).replace(BEFORE_UNIT_NAME, '');
    if (isAmong(note.toUpperCase(), FILLING_NOTES)) continue;
    const shift = fact.kind === NUMBER_FACT ? shiftOf(note, fact.unit, fact.yuanWords) : OTHER_MEANING;
    if (shift < 0) return OTHER_MEANING;
    own = own === OTHER_MEANING || own === shift ? shift : UNCLEAR;
    if (own === UNCLEAR) {
      // A later note may still change the meaning.
      for (let rest = at + 1; rest < notes.length; rest += 1)
        if (columnShift([notes[rest] as string], fact, []) < 0) return OTHER_MEANING;
      return UNCLEAR;
    }
  }
  if (own !== OTHER_MEANING) return own;
  if (fact.yuanWords.length === 0 || sheetUnits.length === 0) return 0;
  const shift =
    sheetUnits.length === 1 ? shiftOf(sheetUnits[0] as string, fact.unit, fact.yuanWords) : OTHER_MEANING;
  return shift < 0 ? UNCLEAR : shift;
}

/** What was found of a column: what it gives, with a shift below zero where its unit is not clear; null: not known. */
function findColumn(column: HeaderColumn, context: HeaderContext): SheetColumn | null {
  const found = lookedUpName(column);
  const name = found.name;
  const meant: string[] = [];
  for (let at = 0; at < name.notes.length; at += 1)
    if (isUnitOrNote((name.notes[at] as string).replace(BEFORE_UNIT_NAME, '')))
      meant.push(name.notes[at] as string);
  let notes: string[] = [];
  let known = columnTarget(context.names, name.whole);
  if (known === undefined && name.notes.length > 0) {
    // A name may have brackets of its own: 未参加城乡居民(职工)保险(必填).
    notes = meant;
    known = columnTarget(context.names, withoutBrackets(name.whole, meant));
    if (known === undefined) {
      notes = name.notes;
      known = columnTarget(context.names, name.bare);
    }
  }
  if (known === undefined) return null;
  const shift = columnShift(notes.concat(found.outerNotes), known.fact, context.sheetUnits);
  if (shift === OTHER_MEANING) return null;
  return {
    index: column.index,
    title: shownName(column),
    known: known,
    isReversed: known.isReversed,
    shift: shift,
  };
}

function isUnclear(column: SheetColumn): boolean {
  return column.shift === UNCLEAR;
}

/** The columns that are known, whatever else is wrong with the header. */
export function knownColumns(columns: HeaderColumn[], context: HeaderContext): SheetColumn[] {
  const known: SheetColumn[] = [];
  for (let at = 0; at < columns.length; at += 1) {
    const found = findColumn(columns[at] as HeaderColumn, context);
    if (found !== null && !isUnclear(found)) known.push(found);
  }
  return known;
}

/** How many facts the columns of a header give. */
export function countKnown(columns: HeaderColumn[], context: HeaderContext): number {
  const counted: { [target: string]: boolean } = {};
  let count = 0;
  for (let at = 0; at < columns.length; at += 1) {
    const found = findColumn(columns[at] as HeaderColumn, context);
    if (found === null) continue;
    const key = KEY_SIGN + (isUnclear(found) ? String(found.index) : found.known.target);
    if (counted[key] === undefined) count += 1;
    counted[key] = true;
  }
  return count;
}

/** The columns of a header with what they give, those that are not known, and what is wrong with it. */
export interface HeaderMapping {
  columns: SheetColumn[];
  unmatched: HeaderColumn[];
  /** With one of these nothing is decided. */
  conflicts: string[];
}

/** The number at the end of 致贫/返贫风险3: columns so numbered are parts of one list. */
function numberInSeries(column: SheetColumn): string {
  const parts = /\d+$/.exec(normalisedName(column.title).bare);
  return parts === null ? '' : parts[0];
}

function mayJoin(column: SheetColumn, others: SheetColumn[]): boolean {
  if (column.known.fact.kind !== CODES_FACT) return false;
  const numbers = [''];
  for (let at = 0; at < others.length; at += 1) numbers.push(numberInSeries(others[at] as SheetColumn));
  return !isAmong(numberInSeries(column), numbers) && !isAmong('', numbers.slice(1));
}

/**
 * Finds the fact of every column by its name, and by nothing else. Two columns for one fact are a conflict, because nobody
 * knows which is right; only numbered columns of a list of codes join.
 */
export function mapColumns(columns: HeaderColumn[], context: HeaderContext): HeaderMapping {
  const made: HeaderMapping = { columns: [], unmatched: [], conflicts: [] };
  const byTarget: { [target: string]: SheetColumn[] } = {};
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] as HeaderColumn;
    const found = findColumn(column, context);
    if (found === null) {
      if (lookedUpName(column).name.whole !== '') made.unmatched.push(column);
    } else if (isUnclear(found)) {
      made.unmatched.push(column);
      made.conflicts.push(
        `“${found.title}”一列的金额单位不清楚（表上和列名里的单位不一样，或者不止一种），没有判定。请在列名里写明（元）或（万元）。`,
      );
    } else {
      const key = KEY_SIGN + found.known.target;
      const same = byTarget[key];
      if (same === undefined) byTarget[key] = [found];
      else if (mayJoin(found, same)) same.push(found);
      else {
        const other = (same[0] as SheetColumn).title;
        made.conflicts.push(
          `列“${found.title}”与“${other}”是同一项事实“${found.known.fact.title}”，没有判定。请只留一列。`,
        );
      }
      made.columns.push(found);
    }
  }
  return made;
}

/** Whether columns are those of a sheet with a row for every person. */
export function isAboutMembers(columns: SheetColumn[]): boolean {
  let hasName = false;
  let hasHead = false;
  for (let at = 0; at < columns.length; at += 1) {
    const target = (columns[at] as SheetColumn).known.target;
    if (target === 'members.relation' || target === 'members.memberId') return true;
    if (target === 'members.name') hasName = true;
    if (target === 'headName') hasHead = true;
  }
  // 姓名 beside 户主姓名 is somebody else's than the head's.
  return hasName && hasHead;
}

/** Whether a unit of a row of units is that of an amount. */
export function isMoneyNote(text: string): boolean {
  return /^[十百千万亿]*元/.test(text);
}
