import type { Range } from '../values/range.js';
import type { Rational } from '../values/rational.js';

/**
 * Facts as the back ends read them: typed, exact, and unknown where nothing usable was given. A number is a
 * Rational, a day a range of days, a code or text a string, a flag a boolean; undefined is unknown.
 */
export type FactValue = Rational | Range<string> | string | boolean | FactList | undefined;

/** An item of a list of codes is a string, of a list of records a table of its fields. */
export type FactItem = string | FactRecord;
export interface FactRecord {
  readonly [field: string]: FactValue;
}
export interface FactList {
  readonly complete: boolean;
  readonly items: readonly FactItem[];
}
