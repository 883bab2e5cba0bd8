import { type Dialect, hasLiteral, textLiteral } from './dialect.js';
import { Unsupported } from './unsupported.js';
import { isWide, magnitude } from './whole-numbers.js';

/**
 * A value as SQL; null is unknown.
 * @throws Unsupported for a text that has no literal.
 */
export function literalText(
  { types }: Dialect,
  value: boolean | string | bigint | null,
  type: 'truth' | 'text' | 'integer',
): string {
  if (value === null) return `CAST(NULL AS ${types[type]})`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') {
    if (isWide(magnitude(value))) return `CAST(${value} AS ${types.wideInteger})`;
    return value < 0n ? `(${value})` : `${value}`;
  }
  if (!hasLiteral(value)) throw new Unsupported('literal', 'a text with control characters or a backslash');
  return textLiteral(value);
}
