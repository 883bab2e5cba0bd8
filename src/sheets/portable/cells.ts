import { isAmong, isBlankWord, isFailedFormula, normalisedCell, trimmed } from './characters.js';
import { codeIn, codesHint } from './codes.js';
import { daysIn, monthOf } from './days.js';
import { numberText, shiftOf, wholeAmount, writtenAmount } from './numbers.js';
import { CODE_FACT, DAY_FACT, FLAG_FACT, MONTH_FACT, NUMBER_FACT, type SheetFact } from './sheet-facts.js';

/** A cell as hosts give it: the blank is null, and nothing else; an error is the text that the host shows. */
export type SheetCell = string | number | boolean | null;

/** What a cell says of its fact: as it stands in a row, or why it is not used. Blank where both are null. */
export interface ReadCell {
  value: number | string | null;
  /** Of a day or month, its last one. */
  last: number;
  hint: string | null;
}

/** What of a column matters for reading its cells. */
export interface CellColumn {
  title: string;
  isReversed: boolean;
  shift: number;
}

export const FAILED_FORMULA =
  '公式出错、没有结果，或者数字格式把数改了样。请在表格软件里改好，打开、保存后再用。';
const BLANK_CELL: ReadCell = { value: null, last: 0, hint: null };
const LONGEST_TEXT = 200;
const SHORTENED = /^\d(?:\.\d+)?E\+\d+$/i;
const ASKS_FOR_SOME = /有无|是否有/;

const YES_WORDS = '是 有 true 1 1.0 √ ✓ ✔'.split(' ');
const NO_WORDS = '否 false 0 0.0 × ✗ ✘'.split(' ');

/** What stands for a cell that is none: a host handed over something that nobody can read. */
const NO_CELL = '#VALUE!';

/** A cell as the text that it shows. */
export function textOfCell(cell: SheetCell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  // Some hosts have a sign of their own for a blank.
  const kind: string = typeof cell;
  return cell === undefined || cell === null || kind === 'symbol' ? '' : NO_CELL;
}

function valueCell(value: number | string, last: number): ReadCell {
  return { value: value, last: last, hint: null };
}

function notUnderstood(hint: string): ReadCell {
  return { value: null, last: 0, hint: `的内容看不懂，按未知处理。${hint}` };
}

function notPossible(hint: string): ReadCell {
  return { value: null, last: 0, hint: `${hint}，按未知处理。请核对。` };
}

function readNumber(text: string, fact: SheetFact, shift: number): ReadCell {
  const amount = writtenAmount(text);
  const places =
    amount === null
      ? -1
      : amount.unitWords === ''
        ? shift
        : shiftOf(amount.unitWords, fact.unit, fact.yuanWords);
  if (amount === null || places < 0) return notUnderstood('请填写数字，如 7800 或 7800.50。');
  const whole = wholeAmount(amount.value, places, fact.decimals);
  if (whole === null) return notPossible(`最多 ${fact.decimals} 位小数`);
  if (whole >= fact.least && whole <= fact.most) return valueCell(whole, 0);
  const scale = fact.decimals === 2 ? 100 : 1;
  return notPossible(`超出可能范围（${fact.least / scale} 至 ${fact.most / scale} ${fact.unit}）`);
}

function readFlag(text: string, isReversed: boolean): ReadCell {
  const answer = text.toLowerCase();
  if (isAmong(answer, YES_WORDS)) return valueCell(isReversed ? 0 : 3, 0);
  if (isAmong(answer, NO_WORDS)) return valueCell(isReversed ? 3 : 0, 0);
  return notUnderstood('请填“是”或“否”；未核实请留空。');
}

function readText(cell: string, pattern: string): ReadCell {
  const text = trimmed(cell).replace(/^'/, '');
  if (SHORTENED.test(text)) return notUnderstood('表格软件缩写了长编号。请把该列设为“文本”格式后重新填写。');
  if (text === '' || text.length > LONGEST_TEXT) return notPossible('应为不超过 200 字的文字');
  return pattern !== '' && !new RegExp(pattern).test(text) ? notPossible('的格式不对') : valueCell(text, 0);
}

/**
 * Reads the text of a cell as a value of its fact. Blanks and the words for them are "not known yet"; but under a header
 * that asks whether there is any, the word for none is an answer.
 */
export function readCell(cell: string, fact: SheetFact, column: CellColumn, serialDays: boolean): ReadCell {
  if (cell === '') return BLANK_CELL;
  const text = normalisedCell(cell);
  if (isFailedFormula(text)) return notUnderstood(FAILED_FORMULA);
  if (fact.kind === FLAG_FACT && text === '无' && ASKS_FOR_SOME.test(column.title))
    return valueCell(column.isReversed ? 3 : 0, 0);
  if (isBlankWord(text)) return BLANK_CELL;
  if (fact.kind === NUMBER_FACT) return readNumber(text, fact, column.shift);
  if (fact.kind === FLAG_FACT) return readFlag(text, column.isReversed);
  if (fact.kind === CODE_FACT) {
    const code = codeIn(text, fact, column.title);
    return code === undefined ? notUnderstood(codesHint(fact)) : valueCell(code, 0);
  }
  if (fact.kind === DAY_FACT) {
    const days = daysIn(text, serialDays);
    if (days === null) return notUnderstood('请写成 2024-11-01；只知道月份时写成 2024-11。');
    return valueCell(days[0] as number, days[1] as number);
  }
  if (fact.kind === MONTH_FACT) {
    const month = monthOf(text, serialDays);
    return month === 0 ? notUnderstood('请写成 2024-11。') : valueCell(month, month);
  }
  return readText(cell, fact.pattern);
}
