import type { Type } from '../type.js';
import type { Value } from '../value.js';

/** What is wrong with the operands, in the terms of an issue; the checker adds the place. */
export interface SignatureProblem {
  readonly problem:
    | 'wrongType'
    | 'unitMismatch'
    | 'noSuchUnit'
    | 'notACodeOf'
    | 'unsafeDivision'
    | 'wrongArguments';
  /** Which operand it is about. */
  readonly operand: number;
  readonly params: Readonly<Record<string, string>>;
}

/** How the result moves when one operand grows and the others stay. */
export type Monotonicity = 'increasing' | 'decreasing' | 'none';

/**
 * One operator: what it takes and gives, what it comes to, and how it behaves. Each back end has a table with
 * an entry for every operator, so that none can be forgotten.
 */
export interface Operator {
  /** The type of the result, or what is wrong. */
  readonly signature: (operands: readonly Type[]) => Type | SignatureProblem;
  /** The result for any operands, unknown ones and ranges included. */
  readonly evaluate: (operands: readonly Value[]) => Value;
  readonly monotonicity: readonly Monotonicity[];
  /** The operator that holds exactly where this one does not. */
  readonly negation?: string;
  /** The operator that means the same with its operands exchanged. */
  readonly swap?: string;
}
