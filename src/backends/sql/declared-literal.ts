import type { ScalarFact } from '../../facts/kinds.js';
import { hasLiteral, textLiteral } from './dialect.js';
import { scaleOf } from './layout.js';

/** What a blank of a fact means by declaration, as a literal of the fact's column; undefined if it has none in SQL. */
export function declaredLiteral(fact: ScalarFact, declared: boolean | number | string): string | undefined {
  if (typeof declared === 'number')
    return String(fact.kind === 'number' ? Math.round(declared * Number(scaleOf(fact))) : declared);
  if (typeof declared === 'boolean') return declared ? 'TRUE' : 'FALSE';
  if (fact.kind === 'day' || fact.kind === 'month') return declared.replaceAll('-', '');
  return hasLiteral(declared) ? textLiteral(declared) : undefined;
}
