import type { Sensitivity, Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import type { Truth } from '../values/truth.js';
import type { ParameterValue, Provenance } from './policy.js';
import type { StageName } from './stages.js';

/** A value as data for an explanation: numbers as exact text, an unknown said to be unknown. */
export type ShownValue =
  | { readonly type: 'unknown' }
  /** A parameter that has no value in force. */
  | { readonly type: 'absent' }
  | { readonly type: 'truth'; readonly value: boolean }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly low?: string; readonly high?: string; readonly unit?: Unit }
  | { readonly type: 'day' | 'month'; readonly low?: string; readonly high?: string }
  | {
      readonly type: 'list';
      /** The codes in it; a list of records shows none. */
      readonly certain: readonly string[];
      readonly possible: readonly string[];
      /** How many items it has, certain and possible. */
      readonly count: number;
      readonly complete: boolean;
    };

/** One side of a comparison: what it is, what it came to, and where that comes from. */
export interface Term {
  readonly kind: 'fact' | 'derivedFact' | 'parameter' | 'conclusion' | 'constant' | 'expression';
  readonly name?: string;
  readonly title: Title;
  readonly value: ShownValue;
  /** Who may see the value; without it, everybody. */
  readonly sensitivity?: Sensitivity;
  /** Of a parameter with an entry for the day: on whose word it stands, and how; it may have no value there. */
  readonly source?: Omit<ParameterValue, 'value'>;
  /** Of a derived fact: its formula, and what that read. */
  readonly formula?: string;
  readonly inputs?: readonly Term[];
  /** Of a list of records: each entry, by the fields that were read of it; of a long list the first ones. */
  readonly records?: readonly (readonly Term[])[];
}

/** Why a condition holds, does not hold, or cannot be told. */
export type Reason =
  | {
      readonly kind: 'all' | 'any';
      readonly truth: Truth;
      readonly members: readonly Reason[];
      /** Of an open `any`: sources of one figure in their order; the first that becomes known is used. */
      readonly isFirstOf?: true;
    }
  /** What must not hold; of one member. */
  | { readonly kind: 'not'; readonly truth: Truth; readonly members: readonly Reason[] }
  | {
      readonly kind: 'named';
      readonly name: string;
      readonly title: Title;
      readonly truth: Truth;
      readonly member: Reason;
    }
  | {
      readonly kind: 'comparison';
      readonly truth: Truth;
      readonly fact: Term;
      readonly operator:
        | 'equal'
        | 'lessThan'
        | 'lessThanInclusive'
        | 'greaterThan'
        | 'greaterThanInclusive'
        | 'contains';
      readonly bound: Term;
      /** The fact less the bound, exact, where both are known numbers. */
      readonly distance?: { readonly amount: string; readonly unit?: Unit };
    }
  | { readonly kind: 'test'; readonly truth: Truth; readonly subject: Term };

/** A rule with its truth and why. */
export interface RuleReason {
  readonly rule: string;
  readonly stage: StageName;
  readonly title: Title;
  readonly truth: Truth;
  readonly concludes?: string;
  readonly provenance: Provenance;
  readonly reason: Reason;
}
