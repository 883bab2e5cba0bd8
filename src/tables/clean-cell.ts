import type { CodeFact, ScalarFact } from '../facts/kinds.js';
import { codeIn, codesHint } from './clean-code.js';
import { cleanDay, cleanMonth } from './clean-date.js';
import { cleanNumber } from './clean-number.js';
import {
  BLANK,
  type CleanedCell,
  isBlankWord,
  normaliseCell,
  notUnderstood,
  unreadableText,
  valueCell,
} from './cleaned-cell.js';
import type { ColumnMapping } from './household-list.js';

/** What of a column matters for reading its cells. */
type CellColumn = Pick<ColumnMapping, 'column' | 'reversed' | 'multiplier'>;

const YES: ReadonlySet<string> = new Set(['是', '有', 'true', '1', '1.0', '√', '✓', '✔']);
const NO: ReadonlySet<string> = new Set(['否', 'false', '0', '0.0', '×', '✗', '✘']);

const FLAG_HINT = notUnderstood(
  '请填“是”或“否”；未核实请留空。',
  'Write 是 (yes) or 否 (no), or leave it blank if it is not known yet.',
);
const SHORTENED_HINT = notUnderstood(
  '表格软件缩写了长编号。请把该列设为“文本”格式后重新填写。',
  'The spreadsheet has shortened a long number. Set the column to text and enter it again.',
);

function cleanFlag(normalised: string, reversed: boolean): CleanedCell<boolean> {
  const answer = normalised.toLowerCase();
  if (YES.has(answer)) return valueCell(!reversed);
  return NO.has(answer) ? valueCell(reversed) : FLAG_HINT;
}

function cleanCode(normalised: string, fact: CodeFact, column: string): CleanedCell<string> {
  const code = codeIn(normalised, fact.codes, column);
  const hint = codesHint(fact.codes);
  return code === undefined ? notUnderstood(hint.zh, hint.en) : valueCell(code);
}

/** Text as it stands, leading zeros and all. 6.2E+17 is what a spreadsheet has left of a long number. */
function cleanText(text: string): CleanedCell<string> {
  const trimmed = text.trim().replace(/^'/, '');
  return /^\d(?:\.\d+)?E\+\d+$/i.test(trimmed) ? SHORTENED_HINT : valueCell(trimmed);
}

/**
 * Reads the text of a cell as a value of its fact. Never throws. Blanks and the words for them are "not known
 * yet"; but under a header that asks 有无 or 是否有, the word 无 is an answer. Ranges are judged later, by the facts.
 * @param serialDays whether a number of five digits is a day as spreadsheets count them.
 */
export function cleanCell(
  text: string,
  fact: ScalarFact,
  { column, reversed, multiplier }: CellColumn,
  serialDays = true,
): CleanedCell {
  const normalised = normaliseCell(text);
  const unreadable = unreadableText(normalised);
  if (unreadable !== undefined) return unreadable;
  if (fact.kind === 'flag' && normalised === '无' && /有无|是否有/.test(column)) return valueCell(reversed);
  if (isBlankWord(normalised)) return BLANK;
  switch (fact.kind) {
    case 'number':
      return cleanNumber(normalised, fact, multiplier);
    case 'flag':
      return cleanFlag(normalised, reversed);
    case 'code':
      return cleanCode(normalised, fact, column);
    case 'day':
      return cleanDay(normalised, serialDays);
    case 'month':
      return cleanMonth(normalised, serialDays);
    case 'text':
      return cleanText(text);
  }
}
