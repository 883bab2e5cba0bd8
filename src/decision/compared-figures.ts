import { showNumber, showQuantity } from '../backends/words/show.js';
import type { Unit } from '../facts/units.js';
import type { Locale } from '../values/issues.js';
import { magnitude, type Rational, subtract } from '../values/rational.js';

/** The two numbers of a comparison and how far they are apart: （7,650.00 对 7,800.00 元/人·年，差 150.00）. */
export function comparedFigures(value: Rational, bound: Rational, unit: Unit, locale: Locale): string {
  const isMoney = unit.startsWith('yuan');
  const number = (each: Rational): string => showNumber(each, isMoney, locale);
  const apart = number(magnitude(subtract(value, bound)));
  const line = showQuantity(bound, unit, locale);
  return locale === 'zh-CN'
    ? `（${number(value)} 对 ${line}，差 ${apart}）`
    : ` (${number(value)} against ${line}, apart by ${apart})`;
}
