import { factOf } from '../facts/catalogue.js';
import type { FactValue } from '../facts/given.js';
import type { Program } from '../policy/policy.js';
import { exactDay } from '../values/day.js';
import { exactly } from '../values/range.js';
import { rationalFromNumber } from '../values/rational.js';

/**
 * Puts the declared value where a fact is blank and a pack says, on its authority, what a blank means. Which
 * facts that were is told, so that an assessment can record it.
 */
export function applyDeclaredBlanks(
  program: Program,
  given: Readonly<Record<string, FactValue>>,
  unusable: ReadonlySet<string>,
): { readonly values: Readonly<Record<string, FactValue>>; readonly used: readonly string[] } {
  // What was given and cannot be used is no blank: nobody has declared what it means.
  const used = Object.keys(program.declaredBlanks).filter(
    (name) => given[name] === undefined && !unusable.has(name),
  );
  if (used.length === 0) return { values: given, used };
  const values: Record<string, FactValue> = Object.assign(Object.create(null), given);
  for (const name of used)
    values[name] = declaredValue(name, program.declaredBlanks[name] as boolean | number | string);
  return { values, used };
}

function declaredValue(name: string, value: boolean | number | string): FactValue {
  if (typeof value === 'number') return rationalFromNumber(value);
  const kind = factOf(name)?.kind;
  if (kind === 'day') return exactDay(value as string);
  return kind === 'month' ? exactly(value as string) : value;
}
