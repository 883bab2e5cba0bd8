import type { NumberFact } from '../facts/kinds.js';
import { PrivateDecimal } from '../values/decimal.js';
import { type CleanedCell, notUnderstood, valueCell } from './cleaned-cell.js';
import { type Multiplier, multiplierOf } from './unit-words.js';

/** A plain number, or one whose thousands are all separated, and then perhaps a unit. */
const AMOUNT = /^([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*([^\d\s.,%].*)?$/;

/** Longer texts are no amounts. */
const MAXIMUM_LENGTH = 40;

/**
 * What a spreadsheet keeps of a number. Digits beyond are noise of binary arithmetic: 7799.9999999999991 was
 * 7,800 in the sheet.
 */
const SPREADSHEET_DIGITS = 15;

const HINT = notUnderstood('请填写数字，如 7800 或 7800.50。', 'Give a number such as 7800 or 7800.50.');

/**
 * Reads a number of a sheet exactly. A unit in the cell goes before that of the header (`multiplier`). Shortened
 * numbers (7.8E+03) and percentages are not understood. Whether the number is possible is judged later.
 */
export function cleanNumber(
  normalised: string,
  fact: NumberFact,
  multiplier: Multiplier,
): CleanedCell<number> {
  const text = normalised.replace('−', '-');
  const parts = text.length <= MAXIMUM_LENGTH ? AMOUNT.exec(text) : null;
  if (parts === null) return HINT;
  const unitWords = parts[2]?.trim();
  const factor = unitWords === undefined ? multiplier : multiplierOf(unitWords, fact.unit);
  if (factor === undefined) return HINT;
  const digits = (parts[1] as string).replaceAll(',', '');
  const amount = new PrivateDecimal(digits).toSignificantDigits(SPREADSHEET_DIGITS).times(factor);
  // Adding zero turns -0 into 0.
  return valueCell(Number(amount.toFixed()) + 0);
}
