import { exactNumbers } from './program-arithmetic.js';

/** Whole numbers whose tenfold is still exact. */
const LONGEST_DENOMINATOR = 900000000000000;

/** A whole number of 0 or more with separators: `12,345`. */
export function groupedWhole(whole: number): string {
  const digits = String(whole);
  let grouped = '';
  for (let at = 0; at < digits.length; at += 1) {
    const left = digits.length - at;
    if (at > 0) if (left % 3 === 0) grouped += ',';
    grouped += digits.charAt(at);
  }
  return grouped;
}

/** A fraction with so many decimals, up to 4, rounded half up, with separators; `isExact` tells whether it was rounded. */
export function fractionText(
  whole: number,
  over: number,
  decimals: number,
): { text: string; isExact: boolean } {
  // Beyond that, no digit is certain.
  if (over > LONGEST_DENOMINATOR) exactNumbers.left = true;
  const size = whole < 0 ? -whole : whole;
  let rest = size % over;
  let wholePart = (size - rest) / over;
  let decimalPart = 0;
  let scale = 1;
  for (let at = 0; at < decimals; at += 1) {
    const tenfold = rest * 10;
    rest = tenfold % over;
    decimalPart = decimalPart * 10 + (tenfold - rest) / over;
    scale *= 10;
  }
  if (rest * 2 >= over) decimalPart += 1;
  if (decimalPart === scale) {
    decimalPart = 0;
    wholePart += 1;
  }
  const isNegative = whole < 0 && wholePart + decimalPart > 0;
  // The 1 in front keeps the zeros.
  const behind = decimals === 0 ? '' : `.${String(scale + decimalPart).substring(1)}`;
  return { text: (isNegative ? '-' : '') + groupedWhole(wholePart) + behind, isExact: rest === 0 };
}

/** Two decimals where they are exact; otherwise four, and said to be rounded: 7,799.9967 must not look like 7,800.00. */
export function moneyText(whole: number, over: number): string {
  const exact = fractionText(whole, over, 2);
  return exact.isExact ? exact.text : `约 ${fractionText(whole, over, 4).text}`;
}

/** A number without a unit: a whole one as it is, any other as money is written. */
export function plainNumberText(whole: number, over: number): string {
  return whole % over === 0 ? fractionText(whole, over, 0).text : moneyText(whole, over);
}
